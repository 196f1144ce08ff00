# os.walk: both orders, links, errors, folders that the reader takes out.
import os, shutil, sys, traceback
os.makedirs('/tmp/hw/a/b'); os.makedirs('/tmp/hw/c'); open('/tmp/hw/f','w').close(); open('/tmp/hw/a/g','w').close()
os.symlink('/tmp/hw/a', '/tmp/hw/l'); os.symlink('/tmp/hw/f/x', '/tmp/hw/broken'); os.symlink('nowhere', '/tmp/hw/c/b2')
g = os.walk('/tmp/hw'); print(type(g).__name__, g.__name__, g.__qualname__)
def srt(w): return sorted((a, sorted(b), sorted(c)) for a, b, c in w)
for top in (True, False):
    for fl in (True, False):
        print(srt(os.walk('/tmp/hw', topdown=top, followlinks=fl)))
print(srt(os.walk(b'/tmp/hw')))
errs=[]
print(list(os.walk('/tmp/nothing')), list(os.walk('/tmp/nothing', onerror=errs.append)), [(type(e).__name__, e.filename) for e in errs])
for r, d, f in os.walk('/tmp/hw'):
    d[:] = [x for x in d if x != 'a']; print(r, sorted(d), sorted(f))
def boom(e): raise e
try: list(os.walk('/tmp/nothing', onerror=boom))
except OSError as e: print([f.name for f in traceback.extract_tb(e.__traceback__)])
shutil.rmtree('/tmp/hw')
