"""What CPython runs, instruction by instruction: python3 trace.py PROGRAM.py > PROGRAM.out, a line for each: code, source line, offset,
name, argument, what it stands for."""
import dis
import re
import sys

lines = []
listings = {}


def listing(code):
    if code not in listings:
        listings[code] = {i.offset: i for i in dis.get_instructions(code)}
    return listings[code]


def note(frame, event, arg):
    if frame.f_code.co_filename != 'main.py':
        return None
    frame.f_trace_opcodes = True
    if event == 'opcode':
        i = listing(frame.f_code)[frame.f_lasti]
        text = re.sub(r' at 0x[0-9a-f]+', ' at 0x', i.argrepr)
        where = i.positions
        lines.append(f'{frame.f_code.co_qualname} {where.lineno}:{where.col_offset}-{where.end_lineno}:{where.end_col_offset} {i.offset} {i.opname} {i.arg} {text}')
    return note


program = compile(open(sys.argv[1]).read(), 'main.py', 'exec')
namespace = {'__name__': '__main__'}
output = sys.stdout
sys.stdout = open('/dev/null', 'w')
sys.settrace(note)
exec(program, namespace)
sys.settrace(None)
output.write('\n'.join(lines) + '\n')
