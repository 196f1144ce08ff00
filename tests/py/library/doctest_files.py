"""doctest on files: run, and as tests of unittest."""
import doctest
import os
import sys
import tempfile
import unittest

os.chdir(tempfile.mkdtemp())
good, bad = 'good.txt', 'bad.txt'
with open(good, 'w') as file:
    file.write('A text.\n\n>>> x = 2\n>>> x + y\n5\n>>> __name__\n\'__main__\'\n')
with open(bad, 'w') as file:
    file.write('>>> 1 + 1\n3\n>>> 1 / 0\nTraceback (most recent call last):\nZeroDivisionError: division by zero\n')
print(doctest.testfile(good, module_relative=False, globs={'y': 3}))
sys.stdout.flush()
print(doctest.testfile(bad, module_relative=False, name='named'))
for wrong in (lambda: doctest.testfile('/x'), lambda: doctest.testfile('x', module_relative=False, package='os'), lambda: doctest.testfile(os.path.basename('nope.txt'))):
    try:
        wrong()
    except (ValueError, FileNotFoundError) as error:
        print(type(error).__name__)
suite = doctest.DocFileSuite(good, bad, module_relative=False, globs={'y': 3})
print([test.id() for test in suite], [os.path.basename(repr(test)) for test in suite])
result = unittest.TestResult()
suite.run(result)
print(result, result.failures[0][1].split('Failed doctest')[1])
