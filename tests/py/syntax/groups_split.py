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
