# What values of configparser stand for: references of both kinds, sound, wrong, missing and circular.
import configparser, traceback
for I, vals in ((configparser.BasicInterpolation(), ['%(b)s','%%','%','%(b','%()s','%(nope)s','x%(b)s%%y%(c)s','%(self)s','%(loop1)s','%x','%(B)s','%(e)s','']),
                (configparser.ExtendedInterpolation(), ['${b}','$$','$','${b','${}','${nope}','x${b}$$y${c}','${self}','${loop1}','$x','${B}','${t:q}','${t:zz}','${u:q}','${a:b:c} tail','x ${b} ${a:b:c} tail ${b}','${t:r}','${e}','', '$${b} ${a:b:c}', '${t:}', '${:b}'])):
    for v in vals:
        p = configparser.ConfigParser(interpolation=None)
        p.read_dict({'s': {'a': v, 'b': 'B', 'c': '%(b)s' if '%' in v else '${b}', 'self': '%(self)s${self}', 'loop1': '%(loop2)s', 'loop2': '%(loop1)s', 'e': ''}, 't': {'q': 'Q', 'r': '${q}!${s:b}'}})
        p._interpolation = I
        try: print(repr(v), repr(p.get('s','a')))
        except Exception as e: print(repr(v), type(e).__name__, str(e), getattr(e,'reference',None), e.args, [f.name for f in traceback.extract_tb(e.__traceback__)])
        try: p.set('s','z',v); print('set')
        except Exception as e: print(repr(e), [f.name for f in traceback.extract_tb(e.__traceback__)])
