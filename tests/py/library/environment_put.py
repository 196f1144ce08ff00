"""putenv() and unsetenv() reach the programs that are started, not os.environ; what names may hold."""
import _thread
import mmap
import os
import subprocess
import sys
import tempfile

SHOW = [sys.executable, '-c', 'import os; print([os.environ.get(name) for name in ("ONE", "TWO")])']


def shown():
    sys.stdout.flush()
    print(os.environ.get('ONE'), os.environ.get('TWO'), subprocess.run(SHOW, capture_output=True, text=True).stdout.strip())


shown()
os.environ['TWO'] = '2'
os.putenv('ONE', '1')
shown()
os.unsetenv('TWO')
shown()
os.environ['TWO'] = 'two'
os.putenv(b'ONE', b'11')
shown()
del os.environ['TWO']
shown()
for name, value in ('a=b', 'c'), ('a', 'b\0'), ('a\0', 'b'), (1, 'b'), ('a', None):
    for put in os.environ.__setitem__, os.putenv:
        try:
            print(put(name, value))
        except (TypeError, ValueError) as error:
            print(type(error).__name__, error)

# Without an argument the size of stacks is the default one again.
print(_thread.stack_size(65536), _thread.stack_size(), _thread.stack_size())

# A mapped file stays mapped when it is closed.
with tempfile.TemporaryFile() as file:
    file.write(b'0123456789')
    file.flush()
    other = os.dup(file.fileno())
    mapped = mmap.mmap(file.fileno(), 0)
mapped[2] = ord('x')
print(mapped[:], os.pread(other, 20, 0), mapped.size())
mapped.close()
with tempfile.TemporaryFile() as file:
    try:
        mmap.mmap(file.fileno(), 0)
    except ValueError as error:
        print(error)
    file.write(b'still open')
    file.flush()
    print(mmap.mmap(file.fileno(), 0)[:5])
