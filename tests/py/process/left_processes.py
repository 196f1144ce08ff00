"""Processes that are dropped while they run: a warning, and they are waited for when another one starts."""
import subprocess, sys, time, warnings, gc
warnings.simplefilter('always')
def f():
    p = subprocess.Popen([sys.executable, '-c', 'pass'])
    pid = p.pid
    time.sleep(.3)
    del p
with warnings.catch_warnings(record=True) as log:
    f()
    print([str(w.message).split()[0] for w in log], len(subprocess._active))
subprocess._cleanup(); print(len(subprocess._active))
p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(.5)']); 
with warnings.catch_warnings(record=True) as log:
    del p; print(len(log), len(subprocess._active))
time.sleep(1); subprocess.run([sys.executable, '-c', 'pass']); print(len(subprocess._active))
