# except* asks split() for each clause, derive() for each part
g=ExceptionGroup("g", [KeyError(1), ValueError(1)])
print(g.split(OSError)[1] is g, g.split(KeyError)[1] is g, g.split(Exception)[0] is g)
class G(ExceptionGroup):
    def derive(self, excs):
        print('derive', excs); return G(self.message, excs)
    def split(self, c):
        print('split', c); return super().split(c)
try:
    try: raise G("g", [KeyError(1), ValueError(1)])
    except* OSError: pass
    except* TypeError: pass
    except* KeyError: pass
except ExceptionGroup as e: print(repr(e))

# a part has its cause set, if to None: its context is not printed
try:
    try: raise KeyError(0)
    except KeyError: raise ExceptionGroup('x', [ValueError(1), TypeError(2)])
except* ValueError as part: print(repr(part.__context__), part.__cause__, part.__suppress_context__)
except* TypeError as part: print(part.__suppress_context__)
group = ExceptionGroup('x', [ValueError(1), ExceptionGroup('y', [TypeError(2), ValueError(3)])])
first, rest = group.split(TypeError)
print(group.__suppress_context__, first.__suppress_context__, first.exceptions[0].__suppress_context__, rest.exceptions[0].__suppress_context__, group.subgroup(lambda error: True) is group)
