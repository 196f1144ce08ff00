from unittest.mock import *
from unittest import mock
import asyncio, os, re as _re
def strip(s): return _re.sub(r"id='\d+'","id='X'",s)
def err(f):
    try: print(strip(repr(f())))
    except BaseException as e: print(type(e).__name__, strip(str(e)))
m=Mock(); m.a.b(1,x=2); m.c.return_value=5; print(m.c('q'), m.mock_calls, m.method_calls, m.a.b.call_args, m.a.b.call_args.args, m.a.b.call_args.kwargs, m.c.call_count, m.c.called, m.called)
print(strip(repr(m)), strip(repr(m.a.b)), strip(repr(m.a.b())), strip(repr(Mock(name='nm'))), strip(repr(Mock(spec=int))), strip(repr(MagicMock(spec_set=dict).keys)))
f=Mock(return_value=3); f(1); f(2,k=3); f.assert_called_with(2,k=3); f.assert_any_call(1); f.assert_has_calls([call(1),call(2,k=3)]); err(lambda: f.assert_called_with(9)); err(lambda: f.assert_called_once_with(1)); err(lambda: f.assert_called_once()); err(lambda: f.assert_not_called()); err(lambda: f.assert_any_call(7)); err(lambda: f.assert_has_calls([call(5)])); err(lambda: Mock().assert_called()); err(lambda: Mock().assert_called_with(1)); err(lambda: f.assert_foo()); err(lambda: f.called_once)
print(f.call_args_list, f.call_args_list==[call(1),call(2,k=3)], f.mock_calls==[call(1),call(2,k=3)], call(1)==call(1), call.a.b(1), call.x(1).y(2), call(1)!=call(2), call('a',b=1), call.a(1)==('a',(1,)), call.x(1).y(2).call_list())
s=Mock(side_effect=[1,2,ValueError('x')]); print(s(),s()); err(s); err(s); s2=Mock(side_effect=KeyError); err(s2); s3=Mock(side_effect=lambda x: x*2); print(s3(4)); s4=Mock(side_effect=lambda x: DEFAULT, return_value='d'); print(s4(1))
class C:
    x=1
    def meth(self,a,b=2): return a
    @staticmethod
    def st(q): return q
c=Mock(spec=C); err(lambda: c.nope); print(isinstance(c,C)); c.meth(1); c.new=5; c2=Mock(spec_set=C); err(lambda: setattr(c2,'new',1)); print(c2.x is c2.x)
mm=MagicMock(); print(len(mm), int(mm), bool(mm), list(mm), 3 in mm, mm[1] is mm[1] or True, float(mm), mm==mm, mm!=mm, mm==5); mm.__len__.return_value=7; mm.__getitem__.return_value='gi'; mm.__iter__.return_value=[1,2]; print(len(mm), mm['k'], list(mm), mm.__getitem__.call_args); err(lambda: mm<5); mm.__str__.return_value='str!'; print(str(mm)); 
with mm as ctx: print(ctx is mm.__enter__.return_value)
mm.reset_mock(); print(mm.mock_calls)
@patch('os.getcwd')
def t(g): g.return_value='/patched'; return os.getcwd()
print(t(), os.getcwd()!='/patched')
with patch.object(C,'meth',return_value=9) as pm: print(C().meth(1), pm.call_args)
print(C().meth(1))
with patch.dict('os.environ',{'ZZ':'1'}): print(os.environ['ZZ'])
print('ZZ' in os.environ); d={'a':1}
with patch.dict(d,{'b':2},clear=True): print(d)
print(d)
with patch.multiple(C,x=5,meth=DEFAULT) as v: print(C.x, sorted(v))
print(C.x); p=patch.object(C,'x',77); p.start(); print(C.x); p.stop(); print(C.x); err(lambda: patch.object(C,'zzz').start()); err(lambda: patch('nodots')); 
with patch.object(C,'zzz',1,create=True): print(C.zzz)
print(hasattr(C,'zzz'))
@patch.object(C,'x',new=3)
@patch.object(C,'st')
def t2(a,st): return a,C.x,strip(repr(st))
print(t2('arg'))
a=create_autospec(C); i=a(); i.meth(1); err(lambda: i.meth()); i.meth.assert_called_once_with(1); err(lambda: a.foo)
def fn(a,b=1): pass
af=create_autospec(fn,return_value=4); print(af(1)); err(lambda: af()); af.assert_called_once_with(1)
class P: 
    @property
    def pr(self): return 1
with patch.object(P,'pr',new_callable=PropertyMock) as pp: pp.return_value=8; print(P().pr); pp.assert_called_once_with()
o=mock_open(read_data='l1\nl2\n'); 
with o('file') as fh: print(fh.read())
o.assert_called_once_with('file'); h=o(); h.write('x'); h.write.assert_called_once_with('x'); print(list(o('f')))
am=AsyncMock(return_value=3); print(asyncio.run(am(1))); am.assert_awaited_once_with(1); err(lambda: am.assert_not_awaited())
print(ANY==5, call(ANY)==call(3), sentinel.foo, sentinel.foo is sentinel.foo, DEFAULT); w=Mock(wraps=C()); print(w.meth(5)); w.meth.assert_called_with(5)
parent=Mock(); parent.one(); parent.two.three(2); print(parent.mock_calls); x=Mock(); parent.attach_mock(x,'att'); x(1); print(parent.mock_calls[-1]); del m.a; err(lambda: m.a); k=Mock(**{'meth.return_value':3,'other.side_effect':KeyError}); print(k.meth()); err(k.other); sl=Mock(); sl.q; seal(sl); err(lambda: sl.new)
f=Mock(); f(b=1,a=2); print(f.call_args == call(a=2,b=1), f.call_args == ((),{'a':2,'b':1})); f.configure_mock(return_value=2); print(f()); f.reset_mock(return_value=True); print(f.called, f()!=2)
