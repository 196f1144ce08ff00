"""Trees of regular expressions as instructions, and the machine that runs them: backtracking on a stack of its own, so that long texts and
deep patterns need no recursion. The state of a try is a tuple: the group closed last (in the place of the whole match's start), starts and
ends of groups, then the counters of loops."""
from ._parser import MAX

(ONE, MANY, SPLIT, JUMP, SAVE, AT, BACK, LOOK, ATOMIC, IF, SET, LOOP, END) = range(13)


class Compiler:
    def __init__(self, groups, pattern):
        self.slots = 2 * groups
        self.pattern = pattern

    def program(self, node):
        code = []
        self.emit(code, node)
        code.append((END,))
        return code

    def emit(self, code, node):
        getattr(self, 'emit_' + node[0])(code, *node[1:])

    def emit_one(self, code, test):
        code.append((ONE, test))

    def emit_cat(self, code, nodes):
        for node in nodes:
            self.emit(code, node)

    def emit_or(self, code, nodes):
        jumps = []
        for node in nodes[:-1]:
            split = len(code)
            code.append(None)
            self.emit(code, node)
            jumps.append(len(code))
            code.append(None)
            code[split] = (SPLIT, split + 1, len(code))
        self.emit(code, nodes[-1])
        for at in jumps:
            code[at] = (JUMP, len(code))

    def emit_repeat(self, code, low, high, kind, node):
        if kind == 'possessive':
            code.append((ATOMIC, self.program(('repeat', low, high, 'greedy', node))))
        elif node[0] == 'one':
            code.append((MANY, node[1], low, high, kind == 'greedy'))
        elif high == 1 and low == 0:
            split = len(code)
            code.append(None)
            self.emit(code, node)
            code[split] = (SPLIT, split + 1, len(code)) if kind == 'greedy' else (SPLIT, len(code), split + 1)
        else:
            counter = self.slots
            self.slots += 2
            code.append((SET, counter))
            loop = len(code)
            code.append(None)
            self.emit(code, node)
            code.append((JUMP, loop))
            code[loop] = (LOOP, counter, low, high, kind == 'greedy', len(code))

    def emit_group(self, code, number, node):
        code.append((SAVE, 2 * number))
        self.emit(code, node)
        code.append((SAVE, 2 * number + 1))

    def emit_atomic(self, code, node):
        code.append((ATOMIC, self.program(node)))

    def emit_look(self, code, back, negated, node):
        code.append((LOOK, self.program(node), back, negated))

    def emit_at(self, code, name):
        code.append((AT, name))

    def emit_back(self, code, number, fold):
        code.append((BACK, number, fold))

    def emit_if(self, code, number, yes, no):
        test = len(code)
        code.append(None)
        self.emit(code, yes)
        jump = len(code)
        code.append(None)
        code[test] = (IF, number, len(code))
        self.emit(code, no)
        code[jump] = (JUMP, len(code))


def _word(char, ascii_only):
    return (char.isalnum() and (not ascii_only or char.isascii())) or char == '_'


def _at(name, text, pos, end):
    if name == 'start':
        return pos == 0
    if name == 'behind':
        return pos != name.place
    if name == 'line start':
        return pos == 0 or text[pos - 1] == '\n'
    if name == 'very end':
        return pos == end
    if name == 'end':
        return pos == end or (pos == end - 1 and text[pos] == '\n')
    if name == 'line end':
        return pos == end or text[pos] == '\n'
    if not end:
        return False
    ascii_only = 'ascii' in name
    edge = ((pos > 0 and _word(text[pos - 1], ascii_only)) != (pos < end and _word(text[pos], ascii_only)))
    return edge != name.startswith('no ')


def run(code, text, pos, end, state, whole=False):
    """(end of the match, state) from pos on, or None. whole: it must reach the end."""
    stack = []
    pc = 0
    while True:
        instruction = code[pc]
        op = instruction[0]
        ok = True
        if op == ONE:
            ok = pos < end and instruction[1](text[pos])
            pos += 1
            pc += 1
        elif op == MANY:
            _, test, low, high, greedy = instruction
            most = min(end, pos + high) if high < MAX else end
            least = pos + low
            pc += 1
            if greedy:
                at = pos
                while at < most and test(text[at]):
                    at += 1
                ok = at >= least
                if ok:
                    if at > least:
                        stack.append((pc, at - 1, state, least, None))
                    pos = at
            else:
                at = pos
                while at < least and at < most and test(text[at]):
                    at += 1
                ok = at >= least
                if ok:
                    if at < most:
                        stack.append((pc, at, state, most, test))
                    pos = at
        elif op == SPLIT:
            stack.append((instruction[2], pos, state, None, None))
            pc = instruction[1]
        elif op == JUMP:
            pc = instruction[1]
        elif op == SAVE:
            slot = instruction[1]
            last = state[0] if slot % 2 == 0 else slot // 2
            state = (last,) + state[1:slot] + (pos,) + state[slot + 1:]
            pc += 1
        elif op == SET:
            slot = instruction[1]
            state = state[:slot] + (0, -1) + state[slot + 2:]
            pc += 1
        elif op == LOOP:
            _, slot, low, high, greedy, out = instruction
            count = state[slot]
            body = state[:slot] + (count + 1, pos) + state[slot + 2:]
            if count < low:
                state = body
                pc += 1
            elif count >= high or state[slot + 1] == pos:
                pc = out
            elif greedy:
                stack.append((out, pos, state, None, None))
                state = body
                pc += 1
            else:
                stack.append((pc + 1, pos, body, None, None))
                pc = out
        elif op == AT:
            ok = _at(instruction[1], text, pos, end)
            pc += 1
        elif op == BACK:
            start, stop = state[2 * instruction[1]:2 * instruction[1] + 2]
            ok = start >= 0 and stop >= 0 and pos + stop - start <= end
            if ok:
                a, b = text[start:stop], text[pos:pos + stop - start]
                ok = a == b or (instruction[2] and a.lower() == b.lower())
                pos += stop - start
            pc += 1
        elif op == LOOK:
            _, program, back, negated = instruction
            found = run(program, text, pos - back, pos if back else end, state) if pos >= back else None
            ok = (found is None) == negated
            if found is not None and not negated:
                state = found[1]
            pc += 1
        elif op == ATOMIC:
            found = run(instruction[1], text, pos, end, state)
            ok = found is not None
            if ok:
                pos, state = found
            pc += 1
        elif op == IF:
            number = instruction[1]
            pc = pc + 1 if state[2 * number + 1] >= 0 else instruction[2]
        else:
            if not whole or pos == end:
                return pos, state
            ok = False
        if ok:
            continue
        # back to the last choice
        while True:
            if not stack:
                return None
            pc, pos, state, limit, test = stack.pop()
            if limit is None:
                break
            if test is None:  # a character less
                if pos > limit:
                    stack.append((pc, pos - 1, state, limit, None))
                break
            if test(text[pos]):  # a character more
                pos += 1
                if pos < limit:
                    stack.append((pc, pos, state, limit, test))
                break
