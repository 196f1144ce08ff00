"""Tests that are found in files: by discover(), and by the words of the command line."""
import os
import sys
import tempfile
import unittest
from unittest.runner import registerResult

FILES = {
    'test_a.py': 'import unittest\nclass A(unittest.TestCase):\n    def test_1(self): print("a1")\n',
    'test_bad.py': 'import nothing_here\n',
    'test_skip.py': 'import unittest\nraise unittest.SkipTest("not here")\n',
    'other.py': 'print("not reached")\n',
    'sub/test_n.py': 'print("not reached")\n',
    'pk/__init__.py': '',
    'pk/test_b.py': 'import unittest\nclass B(unittest.TestCase):\n    def test_1(self): print("b1")\n    def test_2(self): self.fail()\n',
    'own/__init__.py': 'def load_tests(loader, tests, pattern):\n    print("load_tests", pattern)\n    return tests\n',
    'own/test_o.py': 'print("not reached")\n',
}


def show(suite, depth=0):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            print('  ' * depth + 'suite')
            show(test, depth + 1)
        else:
            print('  ' * depth + str(test))


folder = tempfile.mkdtemp()
os.chdir(folder)
for name, text in FILES.items():
    os.makedirs(os.path.dirname(name) or '.', exist_ok=True)
    with open(name, 'w') as file:
        file.write(text)
loader = unittest.TestLoader()
suite = loader.discover('.')
show(suite)
print([error.split('\n')[0] for error in loader.errors], [error.split('\n')[-2] for error in loader.errors])
result = unittest.TextTestRunner(stream=open(os.devnull, 'w')).run(suite)
print(result, [str(test) for test, _ in result.failures + result.errors], [reason for _, reason in result.skipped])
show(unittest.TestLoader().discover('pk', pattern='*_b.py', top_level_dir='.'))
show(unittest.TestLoader().discover('pk.test_b'))
for start in 'sub', 'nix':
    try:
        unittest.TestLoader().discover(start, top_level_dir='.')
    except ImportError as error:
        print(str(error).replace(os.path.realpath(folder), 'FOLDER').replace(folder, 'FOLDER'))
loader = unittest.TestLoader()
for name in 'test_bad', 'test_a.X', 'test_a.A.test_9', 'unknown', 'pk.unknown':
    show(loader.loadTestsFromName(name))
    print(repr(loader.errors[-1].split('\n')[0]), loader.errors[-1].split('\n')[-2])

for words in ['test_a', 'pk.test_b.B.test_1'], ['test_a.py'], ['discover', '-s', 'pk', '-t', '.'], ['-k', 'b1', 'pk.test_b'], ['-h'], ['discover', '--help'], ['test_bad']:
    sys.stdout.flush()
    kept, sys.stderr = sys.stderr, open(os.devnull, 'w')
    try:
        unittest.main(module=None, argv=['unittest', *words])
    except SystemExit as end:
        print(words, end.code)
    sys.stderr = kept
