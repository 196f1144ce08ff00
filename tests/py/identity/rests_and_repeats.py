# Which operations give a str or bytes of their own where the value would be one that is there already.
import gc
import io


class S(str):
    pass


class B(bytes):
    pass


def kinds(*values):
    print(*(type(value).__name__ for value in values))


for text in ('abc', ' abc', 'abc ', 'é x'):
    data = text.encode()
    for limit in (0, 1, -1):
        print(repr(text), limit, [part is text for part in text.split(None, limit)], [part is text for part in text.rsplit(None, limit)],
              [part is text for part in text.split(',', limit)], [part is data for part in data.split(None, limit)],
              [part is data for part in data.rsplit(None, limit)])

one, none, x = B(b'x'), B(b''), bytes([120])
for made in (one + none, none + one, b'' + bytearray(b'x'), one * 1, x * 1):
    print(made, made is x)
for made in (none + none, one * 0, x * int('0'), none * 3, bytes() * 3, bytes([1, 2]) * int('-1')):
    print(made, made is bytes())

for value in (S('x'), S(''), S('long text')):
    kinds('{:>1}'.format(value), '{}'.format(value), 'a{:1}'.format(value), '{:1}b'.format(value), f'{value:1}', f'{value:1.100}', f'a{value:1}',
          format(value, '1'), '%s' % value, '%1s' % value, '{a:1}'.format_map({'a': value}))
kinds(S('abc') % (), S('abc').format(), S('abc %%') % ())


class R:
    def __repr__(self):
        return S('shown')

    def __format__(self, spec):
        return S('formatted')


kinds('%s' % R(), '%r' % R(), '{}'.format(R()), f'{R()}', f'{R()!r}', '{!r}'.format(R()), '%a' % R(), '%9s' % R())

text = ''.join(['some', ' text\n'])
stream = io.StringIO(text)
print(stream.read() is text, stream.getvalue() is text, stream.getvalue() is stream.getvalue(), stream.getvalue() == text)
stream.seek(0)
print(stream.readline() is text)
stream = io.StringIO()
stream.write(text)
print(stream.getvalue() is text, stream.getvalue() is text)
stream.seek(0)
print(stream.read() is text, stream.getvalue() is text)
stream.seek(2)
print(stream.read(3), stream.getvalue() is text, stream.getvalue() == text)
stream = io.StringIO('y')
print(stream.read() is chr(121), stream.read() is str())
print(gc.get_referents(staticmethod(len))[0], gc.get_referents(classmethod(len))[0])
