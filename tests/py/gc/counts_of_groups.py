# objects that exception groups and except* take, from free lists that a collection emptied
import gc
gc.disable()
def m(label, f, *a):
    gc.collect()
    b=gc.get_count()[0]; r=f(*a); c=gc.get_count()[0]; r2=f(*a); d=gc.get_count()[0]
    print(label, c-b, d-c)
def mk(): return ExceptionGroup("group", [ValueError(1), KeyError(1)])
G=mk()
def raise1():
    try: raise ExceptionGroup("group", [ValueError(1), KeyError(1)])
    except ExceptionGroup: pass
def star1():
    try: raise G
    except* KeyError: pass
    except* ValueError: pass
def star_one():
    try: raise ExceptionGroup("g", [KeyError(1)])
    except* KeyError: pass
def star_rest():
    try:
        try: raise ExceptionGroup("g", [KeyError(1), ValueError(1)])
        except* KeyError: pass
    except ExceptionGroup: pass
def star_re():
    try:
        try: raise ExceptionGroup("g", [KeyError(1), ValueError(1)])
        except* KeyError: raise
    except ExceptionGroup: pass
def star_re2():
    try:
        try: raise ExceptionGroup("g", [KeyError(1), ValueError(1)])
        except* KeyError: pass
        except* ValueError: raise
    except ExceptionGroup: pass
def star_new():
    try:
        try: raise ExceptionGroup("g", [KeyError(1), ValueError(1)])
        except* KeyError: raise TypeError(1)
    except ExceptionGroup: pass
def star_naked():
    try: raise KeyError(1)
    except* KeyError: pass
def star_none():
    try:
        try: raise ExceptionGroup("g", [KeyError(1), ValueError(1)])
        except* OSError: pass
    except ExceptionGroup: pass
for _ in range(2):
    m('mk', mk); m('split', G.split, KeyError); m('split2', G.split, (KeyError, ValueError)); m('split3', G.split, OSError); m('sub', G.subgroup, ValueError); m('derive', G.derive, [KeyError(1)]); m('splitf', G.split, lambda e: True)
    for f in (raise1, star1, star_one, star_rest, star_re, star_re2, star_new, star_naked, star_none): m(f.__name__, f)
for bad in (lambda: G.derive(), lambda: G.derive(1,2), lambda: G.split(), lambda: G.split(1,2), lambda: G.subgroup(), lambda: G.subgroup(x=1), lambda: G.split(3)):
    try: bad()
    except TypeError as e: print(e)
