# attributes of os.stat_result that are no items
import os, time
s=os.stat('.')
print(os.stat_result.st_mtime_ns, hasattr(os.stat_result,'st_birthtime'), s.st_mtime>0, s.st_blksize>0)
try: s.st_mtime=1
except AttributeError as e: print(e)
try: s.nope=1
except AttributeError as e: print(e)
t=os.stat_result(range(10)); print(t.st_atime, t.st_atime_ns, t.st_rdev, t[7]); t=os.stat_result(range(19)); print(t.st_atime, t.st_rdev, t)
import copy, pickle; print(copy.copy(s)==s, copy.copy(s).st_mtime==s.st_mtime, pickle.loads(pickle.dumps(s)).st_mtime_ns==s.st_mtime_ns)
