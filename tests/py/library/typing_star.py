# A star before a generic alias.
import typing
from typing import *
def f(*args: *Tuple[int, ...]) -> None: pass
print(f.__annotations__, [*Tuple[int, str]], [*List[int]], *Dict[str, int])
for x in (Union[int, str], Optional[int], Literal[1]):
    try: print([*x])
    except TypeError as e: print('TypeError')
