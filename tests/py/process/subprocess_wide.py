# programs that subprocess starts: python, a shell, small ones; streams, statuses, errors
import os
import tempfile
import subprocess, sys
EXE = sys.executable or 'python3'
print(subprocess.run(['echo', 'hello', 'world'], capture_output=True, text=True))
print(subprocess.run([EXE, '-c', 'import sys; print(sys.argv, __name__); sys.exit(3)', 'a', 'b'], capture_output=True).returncode)
r = subprocess.run([EXE, '-c', 'print(input().upper())'], input='abc\n', capture_output=True, text=True); print(r.stdout, r.returncode)
r = subprocess.run([EXE, '-c', '1/0'], capture_output=True, text=True); print(r.stderr, r.returncode)
r = subprocess.run([EXE, '-c', 'def f(:'], capture_output=True, text=True); print(r.stderr, r.returncode)
try: subprocess.run(['nosuchprogram', 'x'])
except FileNotFoundError as e: print(e, e.filename)
try: subprocess.run([EXE, '-c', 'import sys; print("out"); sys.exit("bad")'], check=True, capture_output=True)
except subprocess.CalledProcessError as e: print(str(e).replace(EXE,'EXE'), e.stdout, e.stderr, e.returncode)
print(subprocess.check_output('echo a b | cat; echo $HOME > /dev/null; false || echo no', shell=True, text=True))
print(subprocess.getstatusoutput('echo x; exit 3'), subprocess.getoutput('nosuch'))
p = subprocess.Popen([EXE, '-u', '-c', 'import sys\nfor line in sys.stdin: print("got", line.strip(), flush=True)'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
p.stdin.write('one\n'); p.stdin.flush(); print(p.stdout.readline()); p.stdin.write('two\n'); p.stdin.flush(); print(p.stdout.readline()); print(p.poll()); p.stdin.close(); print(p.wait(), p.stdout.read()); p.stdout.close()
try: subprocess.run([EXE, '-c', 'import time; time.sleep(10)'], timeout=0.3)
except subprocess.TimeoutExpired as e: print(str(e).replace(EXE, 'EXE').partition(' after ')[0])
p = subprocess.Popen([EXE, '-c', 'import time; time.sleep(10)']); print(p.poll()); p.terminate(); print(p.wait(), repr(p)[:30])
print(subprocess.call(['true']), subprocess.call(['false']), subprocess.check_call(['true']))
try: subprocess.check_call(['false'])
except subprocess.CalledProcessError as e: print(e, e.cmd)
big = subprocess.run(['cat'], input=b'x' * 300000, stdout=subprocess.PIPE); print(len(big.stdout))
r = subprocess.run([EXE, '-c', 'import os, sys; print(os.getcwd(), os.environ.get("K")); print("err", file=sys.stderr)'], cwd='/', env={'K': 'v', 'PATH': '/usr/bin:/bin'}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True); print(repr(r.stdout))
r = subprocess.run([EXE, '-c', 'class A:\n def __del__(self): print("bye")\na = A()\nimport atexit; atexit.register(print, "atexit")\nprint("end")'], capture_output=True, text=True); print(r.stdout)
name = os.path.join(tempfile.mkdtemp(), 'out')
with open(name, 'w') as f: subprocess.run(['echo', 'to file'], stdout=f)
print(open(name).read())
for bad in ({'input': b'', 'stdin': subprocess.PIPE}, {'capture_output': True, 'stdout': 1}, {'bufsize': 'x'}, {'cwd': '/nosuch'}, {'text': True, 'universal_newlines': False}):
    try: subprocess.run(['true'], **bad)
    except Exception as e: print(type(e).__name__, e)
print(subprocess.list2cmdline(['a b', 'c"d', 'e\\', '']), subprocess.run(['true'], check=True).check_returncode())
