"""collections.abc.Callable: its arguments are kept flat, shown and pickled as written."""
import collections.abc
import pickle
from typing import *
C=collections.abc.Callable
T=TypeVar('T'); P=ParamSpec('P')
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for f in (lambda: C[[int],str], lambda: C[[int],str].__args__, lambda: C[...,int], lambda: C[[],int], lambda: C[[T],int][str], lambda: C[P,T][[int],str], lambda: C[P,int], lambda: C[int], lambda: C[int,str], lambda: C[Concatenate[int,P],T][[str],bytes], lambda: pickle.loads(pickle.dumps(C[[int],str]))==C[[int],str], lambda: C[[int],str]==C[[int],str], lambda: hash(C[[int],str])==hash(C[[int],str]), lambda: C[[int,T],str].__parameters__, lambda: isinstance(len,C), lambda: get_args(C[[int],str]), lambda: C[(int,),str], lambda: C[[C[[int],str]],int]): t(f)
