# os.system(): what is built into a shell.
import os
for c in ('echo a  b', "echo 'x  y' \"z\"", 'echo a; echo b', 'false || echo no', 'true && echo yes', 'exit 3', 'nope 1', 'echo $HOMEX$X.', "echo -n hi; echo", 'echo a > /tmp/system-test && echo b >> /tmp/system-test', 'false', ': x', 'echo a #b', 'echo err >&2', 'cd / && pwd', '', 'false; echo $?', 'echo \\"q\\" "a\\"b" \'$X\'', 'echo a && exit 2; echo c', 'false && echo x || echo y'):
    print(repr(c), flush=True); print(os.system(c), flush=True)
print(open('/tmp/system-test').read()); os.remove('/tmp/system-test')
