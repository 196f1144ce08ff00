"""The three standard streams beside files."""
import io
import sys

print(sys.stdout, sys.stdin.name, sys.stderr.errors, sys.stdout.encoding, sys.stdout.newlines)
print(isinstance(sys.stdout, io.TextIOWrapper), isinstance(sys.stdout, io.TextIOBase), isinstance(sys.stdin, io.IOBase))
sys.stdout.flush()
print(sys.stdout.buffer.write(b'bytes\n'), sys.stdout.buffer is sys.stdout.buffer, sys.stdout.fileno())
saved, sys.stdout = sys.stdout, io.StringIO()
print('caught')
text, sys.stdout = sys.stdout.getvalue(), saved
print(repr(text), repr(sys.stdin.read(3)), sys.stdin.readline() == '', sys.stdin.buffer.read())
