"""heapq and Counter give the first ones; modules by the names of C; a page about flying; doctest finds what dataclass makes."""
import heapq, collections
for f in heapq.nlargest, heapq.nsmallest:
    print([f(n,[3,1,2,3]) for n in (-1,0,1,2,3,9)], f(1,[]), f(2,iter('hello'),key=ord), f(1,'ab',key=lambda c:-ord(c)))
    try: f('x',[1,2])
    except TypeError as e: print(e)
c=collections.Counter('hello')
print(c.most_common(2),c.most_common(-5),c.most_common(0),c.most_common(1), c.most_common())
try: c.most_common('x')
except TypeError as e: print(e)
import antigravity
antigravity.geohash(37.421542, -122.085589, b'2005-05-26-10458.68')
import _md5,_sha1,_sha256,_sha512,_sha3,_blake2
print(_md5.md5(b'a').hexdigest(), _sha256.sha224(b'').hexdigest())
from dataclasses import dataclass
@dataclass
class A:
    """
    >>> 1
    1
    """
    x: int = 0
import doctest
doctest.testmod(verbose=True)
print(A.__repr__.__globals__ is globals(), A.__eq__.__globals__ is globals(), A.__repr__.__module__, A.__repr__.__qualname__)
