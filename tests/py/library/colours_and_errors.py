"""colorsys over a grid of colours; the numbers of errno."""
import colorsys
import errno

steps = [0.0, 0.2, 0.5, 0.75, 1.0]
for name in colorsys.__all__:
    function = getattr(colorsys, name)
    for a in steps:
        for b in steps:
            for c in steps:
                print(name, a, b, c, *('%.9f' % x for x in function(a, b, c)))
print(errno.ENOENT, errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.errorcode[2], len(errno.errorcode))
print(sorted((n, getattr(errno, n)) for n in dir(errno) if n[0] == 'E'))
print([errno.errorcode[n] for n in (11, 35, 95)])
