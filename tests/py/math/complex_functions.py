"""Functions of complex numbers at ordinary and at special points; twelve digits, the last ones are the C library's."""
import cmath
names = [n for n in dir(cmath) if n[0] != '_' and callable(getattr(cmath, n)) and n not in ('rect', 'isclose')]
for n in names:
    for z in (0, 1, -1, 0.5, -0.5, 1j, -1j, 1+1j, 2-3j, -2.5+0.1j, 1e-310, 1e300+1e300j, 700, 800+1j, complex('inf'), complex('nan'), complex(0, float('inf')), -0.0, complex(0.0, -0.0), complex(-1, -0.0), 2, -3, 'a', True):
        try: r = getattr(cmath, n)(z)
        except Exception as e: r = (type(e).__name__, str(e))
        print(n, z, f'{r:.12g}' if isinstance(r, complex) else r)
