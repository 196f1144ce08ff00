import pwd, grp, resource, faulthandler, site, io, sys, filecmp, os
# Small modules about the machine, and comparing files.
u = pwd.getpwnam('root')
print(u[:4], u.pw_name, u.pw_uid, isinstance(u, tuple), len(u), repr(u)[:45], pwd.getpwuid(0) == u, u in pwd.getpwall())
print(grp.getgrgid(0).gr_name, grp.getgrnam('root').gr_gid, repr(grp.getgrgid(0))[:40])
for call in (lambda: pwd.getpwnam('nobody here'), lambda: pwd.getpwuid(123456), lambda: grp.getgrnam('x y'), lambda: grp.getgrgid(99999),
             lambda: pwd.getpwnam(1), lambda: pwd.getpwuid('a'), lambda: resource.getrlimit(99), lambda: resource.getrusage(7),
             lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (1, 2, 3)), lambda: resource.setrlimit(resource.RLIMIT_NOFILE, 5)):
    try: call()
    except Exception as e: print(type(e).__name__, e)
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (16, hard))
print(resource.getrlimit(resource.RLIMIT_NOFILE)[0])
use = resource.getrusage(resource.RUSAGE_SELF)
print(type(use).__name__, len(use), use.ru_maxrss > 0, use[0] == use.ru_utime, resource.getpagesize())
print(faulthandler.is_enabled(), faulthandler.disable())
try: faulthandler.dump_traceback(io.StringIO())
except io.UnsupportedOperation as e: print(e)
try: faulthandler.dump_traceback_later(0)
except ValueError as e: print(e)
print(faulthandler.unregister(10))
print(site.getsitepackages(['/a', '/b', '/a'])[0], site.makepath('/x', '../y'), type(site.getuserbase()))
before = list(sys.path)
site.addsitedir('/nowhere at all')
print(sys.path[len(before):])
os.makedirs('cmp_a/sub'); os.makedirs('cmp_b/sub'); os.mkdir('cmp_a/only')
for name, a, b in (('same', 'x', 'x'), ('differs', 'x', 'y'), ('sub/deep', '1', '22')):
    for d, text in (('cmp_a', a), ('cmp_b', b)):
        with open(f'{d}/{name}', 'w') as f: f.write(text)
d = filecmp.dircmp('cmp_a', 'cmp_b')
d.report(); d.report_full_closure(); d.report_partial_closure()
print(d.left_list, d.right_only, d.common_files, d.funny_files, list(d.subdirs), filecmp.cmp('cmp_a/same', 'cmp_b/same', False))
print(filecmp.cmpfiles('cmp_a', 'cmp_b', ['same', 'differs', 'nope'], shallow=False))
try: d.nope
except AttributeError as e: print(e)
import shutil
shutil.rmtree('cmp_a'); shutil.rmtree('cmp_b')
