"""subprocess: python and small programs in processes of their own."""
import os
import re
import subprocess
import sys
import tempfile
from subprocess import DEVNULL, PIPE, STDOUT

python = sys.executable or 'python3'


def shown(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, re.sub('after .* seconds', 'after SOME seconds', str(error).replace(repr(python), 'PYTHON')), getattr(error, 'stdout', None), getattr(error, 'stderr', None))


def run(*args, **options):
    done = subprocess.run([python, *args], **{'capture_output': True, 'text': True, **options})
    return done.returncode, done.stdout, done.stderr


shown(lambda: subprocess.run(['echo', 'a b'], capture_output=True))
shown(lambda: subprocess.run('echo hi; exit 3', shell=True, capture_output=True, text=True))
shown(lambda: subprocess.check_output([python, '-c', 'print(1)']))
shown(lambda: run('-c', 'import sys; print(sys.stdin.read().upper()); print("bad", file=sys.stderr); sys.exit(4)', input='abc'))
shown(lambda: run('-c', '1/0'))
shown(lambda: run('-c', 'import sys; sys.exit("message")'))
shown(lambda: run('-c', 'def f(:\n pass'))
shown(lambda: run('-c', 'import sys; print(sys.argv, __name__); print(sorted(globals()))', 'x', 'y'))
shown(lambda: run('-m', 'json.tool', input='{"a": [1, null]}'))
shown(lambda: run('-', 'arg', input='import sys\nprint(sys.argv)'))
shown(lambda: subprocess.check_call([python, '-c', 'import sys; sys.exit(2)']))
shown(lambda: subprocess.run(['no-such-program'], capture_output=True))
shown(lambda: subprocess.run('no-such-program', shell=True, capture_output=True))
shown(lambda: subprocess.run([python, '-c', 'import time; time.sleep(10)'], timeout=0.1))
shown(lambda: (subprocess.getoutput('echo x; echo y'), subprocess.getstatusoutput('false')))
with subprocess.Popen([python, '-u', '-c', 'for i in range(3): print(i)'], stdout=PIPE, text=True) as process:
    print([line for line in process.stdout])
print(process.returncode, process.poll())
with subprocess.Popen(['cat'], stdin=PIPE, stdout=PIPE) as process:
    print(process.communicate(b'data' * 30000)[0] == b'data' * 30000, process.returncode)
process = subprocess.Popen(['sleep', '50'])
print(process.poll(), process, process.terminate(), process.wait(), process)
process = subprocess.Popen([python, '-c', 'print(input("name? "))'], stdin=PIPE, stdout=PIPE, stderr=STDOUT, text=True)
print(process.communicate('Bob\n'))
shown(lambda: subprocess.run('echo $A | cat; echo bad >&2', shell=True, env={'A': 'xyz', 'PATH': os.environ['PATH']}, stdout=PIPE, stderr=STDOUT).stdout)
folder = tempfile.mkdtemp()
path = os.path.join(folder, 'script.py')
with open(path, 'w') as file:
    file.write('import sys, helper\nprint(helper.x, sys.argv[1:], __name__, __file__ == sys.argv[0])\n')
with open(os.path.join(folder, 'helper.py'), 'w') as file:
    file.write('x = 42\n')
shown(lambda: run(path, 'q', cwd=folder))
shown(lambda: run(os.path.join(folder, 'missing.py'))[0])
with open(os.path.join(folder, 'out'), 'w+') as file:
    subprocess.run(['echo', 'to a file'], stdout=file)
    file.seek(0)
    print(file.read(), end='')
shown(lambda: subprocess.run(['ls', folder], stdout=PIPE, text=True).stdout)
shown(lambda: subprocess.run(f'cat < {folder}/helper.py | wc -l', shell=True, stdout=PIPE, text=True).stdout)
shown(lambda: subprocess.run(['echo', 'x'], stdout=DEVNULL))
error = subprocess.CalledProcessError(-9, 'x')
print(repr(error), error, subprocess.list2cmdline(['a b', 'c"d', 'e\\']))
shown(lambda: subprocess.run(['cat'], input=b'', stdin=PIPE))
shown(lambda: subprocess.CompletedProcess(['x'], 1, 'out').check_returncode())
