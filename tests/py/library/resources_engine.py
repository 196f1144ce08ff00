# files in packages, packages that are not installed, what regular expressions hold and can count to
import _sre
import importlib.metadata
import importlib.resources
import os
import pickle
import re
import sys
import tempfile

text = bytearray(b'x')
found = re.finditer(b'a', text)
try:
    text.extend(b'x' * 400)
except BufferError as e:
    print(e)
print(list(found))
del found
text.extend(b'y')
print(len(text))
try:
    pickle.dumps(re.match('a', 'a'))
except TypeError as e:
    print(e)
print(re.match('.*', 'x' * 100))
print(_sre.unicode_iscased(0x130), _sre.unicode_tolower(0x130), _sre.ascii_iscased(200), _sre.MAXREPEAT)
print(re.match('.{%d}' % (_sre.MAXREPEAT - 1), 'xx'), re.match('.{,%d}' % (_sre.MAXREPEAT - 1), 'xx'))
try:
    re.compile('.{%d}' % _sre.MAXREPEAT)
except OverflowError as e:
    print(e)

try:
    importlib.metadata.version('no_such_package')
except importlib.metadata.PackageNotFoundError as e:
    print(e, e.name)
folder = tempfile.mkdtemp()
os.mkdir(folder + '/with_data')
for name, content in ('__init__.py', ''), ('data.txt', 'hello\n'):
    with open(f'{folder}/with_data/{name}', 'w') as file:
        file.write(content)
sys.path.insert(0, folder)
files = importlib.resources.files('with_data')
print(files.joinpath('data.txt').read_text(), sorted(path.name for path in files.iterdir() if path.is_file()))
with importlib.resources.as_file(files / 'data.txt') as path:
    print(path.name)
