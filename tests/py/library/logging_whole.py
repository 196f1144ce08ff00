import logging, sys, io, logging.handlers, logging.config
logging.basicConfig(stream=sys.stdout, level=logging.DEBUG, format='%(levelname)-8s|%(name)s|%(module)s|%(funcName)s|%(lineno)d|%(message)s|%(threadName)s|%(processName)s')
log=logging.getLogger(__name__)
log.info('hello %s %d','x',5); log.debug('d'); log.warning({'a':1}); log.error('%(a)s', {'a':3}); log.critical('no args %s'); logging.info('root'); log.log(25,'lvl'); log.log(15,'x')
def f():
    log.info('in f', stacklevel=1); log.info('in f2', stacklevel=2)
    try: 1/0
    except ZeroDivisionError: log.exception('oops'); log.error('e',exc_info=True)
f.__code__=f.__code__.replace(co_filename='<other>')
f()
a=logging.getLogger('a.b.c'); b=logging.getLogger('a'); c=logging.getLogger('a.b'); print(a.parent,b.parent,c.parent,a, a.getChild('d'), logging.root, logging.getLogger() is logging.root, a.getEffectiveLevel(), b.isEnabledFor(10))
b.setLevel('ERROR'); a.info('no'); a.error('yes'); b.propagate=False; s=io.StringIO(); h=logging.StreamHandler(s); h.setLevel(logging.ERROR); h.setFormatter(logging.Formatter('{levelname}:{message:>5}', style='{')); b.addHandler(h); a.error('hi'); a.warning('no'); print(repr(s.getvalue()), h.level, b.handlers==[h], a.hasHandlers())
h.setFormatter(logging.Formatter('$levelname ${message}', style='$')); a.error('dollar'); print(s.getvalue())
class F(logging.Filter):
    def filter(self, r): r.extra='E'; return 'skip' not in r.getMessage()
log.addFilter(F()); log.info('skip this'); log.info('keep'); log.addFilter(lambda r: r.levelno>20); log.info('x'); log.filters.clear()
def err(fn,*a,**k):
    try: print(fn(*a,**k))
    except Exception as e: print(type(e).__name__, e)
err(log.setLevel,'FOO'); err(log.setLevel,[]); err(logging.getLogger,5); err(log.log,'x','y'); err(logging.Formatter,'abc'); err(logging.Formatter,'%(x)s', style='!'); err(logging.Formatter,'{', style='{'); err(logging.Formatter,'$', style='$'); err(log.info,'x',extra={'message':1}); err(logging.Handler().emit,None); err(logging.setLoggerClass,int); err(logging.basicConfig,foo=1); err(logging.basicConfig,foo=1,force=True,stream=sys.stdout)
print(logging.getLevelName(10), logging.getLevelName('INFO'), logging.getLevelName(11), logging.getLevelNamesMapping()); logging.addLevelName(5,'TRACE'); print(logging.getLevelName(5), logging.getLevelName('TRACE'))
logging.basicConfig(stream=sys.stdout, force=True, level='INFO'); log.info('default format'); log.debug('no'); logging.disable(logging.WARNING); log.warning('no'); log.error('yes'); logging.disable(logging.NOTSET)
ad=logging.LoggerAdapter(log,{'user':'bob'}); ad.info('adapter'); print(ad)
class A2(logging.LoggerAdapter):
    def process(self,m,k): return f"[{self.extra['u']}] {m}",k
A2(log,{'u':'x'}).warning('hey %s','you')
r=logging.LogRecord('n',20,'/p/file.py',12,'m %s',('a',),None); print(r, r.getMessage(), r.filename, r.module); print(logging.makeLogRecord({'msg':'x','levelname':'L'}).__dict__['msg'])
fm=logging.Formatter('%(asctime)s %(message)s'); r.created=0; r.msecs=5; print(fm.format(r)); print(logging.Formatter('%(asctime)s', datefmt='%H:%M').format(r)); print(logging.Formatter('%(message)s %(foo)s', defaults={'foo':'bar'}).format(r)); err(logging.Formatter('%(zz)s').format, r)
m=logging.handlers.MemoryHandler(10, target=logging.StreamHandler(sys.stdout)); l=logging.getLogger('mem'); l.propagate=False; l.addHandler(m); l.warning('w1'); l.warning('w2'); print('before'); l.error('flush')
import queue; q=queue.Queue(); qh=logging.handlers.QueueHandler(q); l2=logging.getLogger('q'); l2.propagate=False; l2.addHandler(qh); l2.warning('queued %s', 1); print(q.get().msg)
ql=logging.handlers.QueueListener(q, logging.StreamHandler(sys.stdout)); ql.start(); l2.error('via listener'); ql.stop()
logging.config.dictConfig({'version':1,'disable_existing_loggers':False,'formatters':{'f':{'format':'DC %(name)s %(message)s'}},'handlers':{'h':{'class':'logging.StreamHandler','formatter':'f','stream':'ext://sys.stdout','level':'INFO'}},'loggers':{'dc':{'handlers':['h'],'level':'DEBUG','propagate':False}},'root':{'level':'WARNING','handlers':['h']}})
logging.getLogger('dc').info('configured'); logging.getLogger('dc').debug('no'); logging.getLogger('zz').warning('root'); err(logging.config.dictConfig,{}); err(logging.config.dictConfig,{'version':1,'handlers':{'x':{'class':'nope.X'}}})
n=logging.getLogger('null'); n.addHandler(logging.NullHandler()); n.propagate=False; n.error('x'); print(n.handlers, logging.NullHandler())
import warnings; logging.captureWarnings(True); logging.captureWarnings(False)

log.info('stack', stack_info=True); logging.getLogger('dc').info('msg only'); print(logging.lastResort, logging.Logger.manager.disable, logging.raiseExceptions)
