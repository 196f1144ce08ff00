# Headers of several parts in several character sets: as text, folded, and read again.
from email.header import Header, decode_header, make_header
import itertools
words=['', '(x)', ')', '\\', 'abc', ' abc', 'abc ', 'é', 'x'*40, 'a, b; c '*6, 'línea\nzwei', 'a\n b', 'a\n\tb\n', 'naïve '*6, '\udc80x', '\t', 'one two three '*4]
for a,b,c in itertools.product(words, words[1::5], (None, 'utf-8')):
    out=[]
    try:
        h=Header(a, c, header_name='Subject'); h.append(b, 'latin-1' if c is None else None)
        out.append(str(h)); out.append(h.encode()); out.append(h.encode(maxlinelen=25)); out.append(h.encode(' ', 0, '\r\n')); out.append(decode_header(h)); out.append(decode_header(h.encode())); out.append(str(make_header(decode_header(h.encode()))))
        out.append(h == str(h)); out.append(h._nonctext('('))
    except Exception as e: out.append(repr(e))
    print(ascii(out))
for s in ('=?utf-8?q?a?= =?utf-8?q?b?=', '=?utf-8?b?YQ==?= x =?latin-1?Q?=E9?=\n =?latin-1?q?_z?=', ' x=?utf-8?b?Y?=', '=?utf-8?b?====?=', 'plain', '', '=?x?q??=', '  lead =?utf-8?q?=zz?= tail ', 'é =?utf-8?q?a?='):
    try: print(ascii(decode_header(s)), ascii(str(make_header(decode_header(s)))))
    except Exception as e: print(repr(e))
for bad in ((b'\xff','us-ascii'),('é','latin-2x'),('ы','latin-1'),(3,)):
    try: print(ascii(str(Header(*bad))))
    except Exception as e: print(repr(e))
try: print(Header('a\nB: c').encode())
except Exception as e: print(repr(e))
print(Header(continuation_ws='\t').encode(), vars(Header('x', maxlinelen=5, header_name='ab')).keys())
