"""Examples of docstrings: found, run, compared, reported.

>>> f(1)
2
>>> for i in range(2):
...     print(i)
...
0
1
>>> f(2)
5
"""
import doctest
def f(x):
    """
    >>> f(3)
    4
    >>> 1/0
    Traceback (most recent call last):
      ...
    ZeroDivisionError: division by zero
    >>> print('a\\n\\nb')
    a
    <BLANKLINE>
    b
    >>> print(list(range(20))) # doctest: +ELLIPSIS
    [0, 1, ..., 19]
    >>> print([1,    2])  # doctest: +NORMALIZE_WHITESPACE
    [1,
       2]
    >>> f(4)
    >>> raise KeyError('x') #doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    a.KeyError: y
    >>> x = 1
    >>> x
    1
    >>> True
    1
    >>> 7 # doctest: +SKIP
    8
    """
    return x + 1
class A:
    """>>> A().m()
    3
    """
    def m(self):
        '''
          >>> A().m()
          4

          >>> print('')
          <BLANKLINE>
          >>> None
        '''
        return 3
    @property
    def p(self):
        """>>> 1
        1"""
    @staticmethod
    def s():
        """>>> 's'
        's'"""
def nothing(): "no examples"
import sys, io
shown, sys.stdout = sys.stdout, io.StringIO()
__test__ = {'extra': '>>> 1 + 1\n2\n'}
print(doctest.testmod())
print(doctest.testmod(verbose=True))
print(doctest.testmod(optionflags=doctest.REPORT_ONLY_FIRST_FAILURE))
print(doctest.testmod(optionflags=doctest.FAIL_FAST))
doctest.run_docstring_examples(A.m, globals(), name='m')
p = doctest.DocTestParser()
for x in p.parse('a\n\n  >>> 1 + \\\n  ... 2\n  3\n  more\n\nb\n>>> # c\n\n>>> x\ny\n'):
    print(x if isinstance(x, str) else (x.source, x.want, x.lineno, x.indent, x.exc_msg, x.options))
for bad in ('>>>1\n', '  >>> 1\n 2\n', '  >>> if 1:\n ...   2\n', '>>> 1 # doctest: +NO\n', '>>> # doctest: +SKIP\n1\n'):
    try: p.get_examples(bad)
    except ValueError as e: print(e)
print(doctest.script_from_examples(f.__doc__))
t = doctest.DocTestFinder().find(A); print(t)
try: doctest.DebugRunner().run(doctest.DocTestFinder().find(f)[0])
except doctest.DocTestFailure as e: print(e, e.got)
except doctest.UnexpectedException as e: print(e, e.exc_info[0])
import unittest, io
s = io.StringIO()
r = unittest.TextTestRunner(s).run(doctest.DocTestSuite()); print(r.testsRun, len(r.failures))
sys.stdout, text = shown, sys.stdout.getvalue()
print(text.replace(__file__, 'FILE'))
