# Patterns, matches and scanners as objects: what they are, hold, count, and say when asked wrongly.
import copy
import gc
import pickle
import re
import sys
import weakref


class Text(str):
    pass


class One:
    def __index__(self):
        return 1


def says(function):
    try:
        print('   ', repr(function()))
    except Exception as error:
        print('   ', type(error).__name__, error)


letters = re.compile('(?P<a>x)(y)?(?P<c>z)?')
found = letters.match('xyq')

print('-- what they are')
print(type(found), type(letters), type(letters.scanner('')), type(letters.finditer('')))
print(type(found.group), type(re.Match.group), type(re.Match.string), type(re.Match.lastgroup), re.Pattern.match, re.Match.__getitem__)
print(sys.getsizeof(found), sys.getsizeof(letters), sys.getsizeof(letters.scanner('')))
print(type(letters).__weakrefoffset__, type(letters).__basicsize__, type(letters).__itemsize__, type(found).__basicsize__, type(found).__itemsize__)
print([gc.is_tracked(each) for each in (found, letters, letters.scanner(''))])
print(sorted(name for name in vars(re.Match)))
for wrong in (type(found), type(letters), type(letters.scanner('')), lambda: pickle.dumps(found), lambda: setattr(found, 're', 1),
              lambda: setattr(found, 'more', 1), lambda: weakref.ref(found), lambda: setattr(re.Match, 'more', 1), lambda: letters < letters):
    says(wrong)
print(weakref.ref(letters)() is letters, copy.copy(letters) is letters, copy.deepcopy(found) is found, pickle.loads(pickle.dumps(letters)) is letters)
print(type(letters)[str], type(found)[str], letters == re.compile('(?P<a>x)(y)?(?P<c>z)?'), letters == 3, letters != re.compile('x'))
print(letters == re.compile('(?P<a>x)(y)?(?P<c>z)?', re.A), hash(letters) == hash(copy.copy(letters)), re.compile('x') == re.compile(b'x'))

print('-- what they hold')
print(gc.get_referents(found), gc.get_referents(letters), gc.get_referents(letters.scanner('x')))
text = 'aa' * 4
before = sys.getrefcount(text)
scanner = re.compile('(a)').scanner(text)
print(sys.getrefcount(text) - before)
match = scanner.search()
print(sys.getrefcount(text) - before)
del scanner
print(sys.getrefcount(text) - before, match.regs is match.regs, gc.get_referents(match))
del match
print(sys.getrefcount(text) - before)
data = b'aaxxaa'
before = sys.getrefcount(data)
scanner = re.compile(b'a').scanner(data)
print(sys.getrefcount(data) - before)
held = bytearray(b'aa')
scanner = re.compile(b'a').scanner(held)
says(lambda: held.append(1))
match = scanner.match()
del scanner
says(lambda: held.append(1))
says(match.group)
held.clear()
says(match.group)
print(letters.groupindex is letters.groupindex, type(letters.groupindex), dict(letters.groupindex), letters.groups, letters.flags)

print('-- groups')
for group in (0, 1, 3, 'c', 'q', 5, -1, True, 1.0, None, One(), [], (), slice(1), 10 ** 30, b'a'):
    says(lambda: found.group(group))
says(lambda: found.group(0, 'a', 2))
says(lambda: found.group(0, 'q'))
says(lambda: found.group(x=1))
says(lambda: found.groups(1, 2))
says(lambda: found.groups(default=3))
says(lambda: found.groupdict(default=3))
says(lambda: found.start(2, 3))
says(lambda: found.start(group=1))
says(lambda: found.span('c'))
says(lambda: found.end(9))
says(lambda: (found.regs, found.lastindex, found.lastgroup, found.pos, found.endpos, found.start(1), found.end('a')))
says(lambda: letters.match('xyz').lastgroup)
says(lambda: found.expand(r'\1-\2-\g<c>'))
says(found.expand)
match = letters.match(Text('xy'))
print(type(match.group()), type(match.string), type(match.group(3)))
whole = 'xyz' * 3
print(re.match('.*', whole).group() is whole, repr(found))

print('-- searching')
says(letters.match)
says(lambda: letters.match('x', 1, 2, 3))
says(lambda: letters.match(string='x', pos=0))
says(lambda: letters.match(strin='x'))
says(lambda: letters.match(5))
says(lambda: letters.match(b'x'))
says(lambda: re.compile(b'x').match('x'))
says(lambda: letters.match('x', 'a'))
says(lambda: letters.match('x', 1.5))
says(lambda: letters.search('aaxy', -3, 10 ** 30))
says(lambda: letters.search('aaxyz', -3, 4).span())
says(lambda: letters.findall('x', 0, 5, 6))
says(lambda: re.compile('a').findall(5))
says(lambda: re.compile(b'a').findall(memoryview(b'aXaX')))
says(lambda: re.compile(b'a').findall(memoryview(b'aXaX')[::2]))
says(letters.scanner)
scanner = letters.scanner('xx')
for step in (scanner.match, scanner.match, scanner.match, scanner.match, scanner.search):
    says(step)
print(scanner.pattern is letters, [match.span() for match in re.compile('x*').finditer('axxb', 1, 4)])

print('-- splitting, replacing')
says(lambda: letters.split(1))
says(lambda: letters.split('axb', maxsplit=1))
says(lambda: re.compile('x').split('axb', -1))
says(lambda: re.compile('(x)(y)?').split('axb'))
says(lambda: [type(part) for part in re.compile('q').split(Text('axb'))])
says(lambda: letters.sub('a', 'x', count='x'))
says(lambda: letters.sub(repl='a', string='x', count=1))
says(lambda: letters.sub(3, 'x'))
says(lambda: letters.sub(lambda match: 5, 'x'))
says(lambda: letters.sub(lambda match: None, 'x'))
says(lambda: letters.sub(b'a', 'x'))
says(lambda: letters.sub(bytearray(b'a'), 'x'))
says(lambda: letters.sub('a', 'x', One()))
says(lambda: letters.sub(Text('k'), 'x'))
says(lambda: re.compile('x').sub('\\n', 'x'))
says(lambda: re.compile('x').sub('\\q', 'x'))
says(lambda: re.compile('x').sub(r'\g<0>\g<0>', 'axb'))
says(lambda: re.compile('x').sub('a', 'x', -1))
says(lambda: re.compile('x*').subn('-', 'abxd'))
says(lambda: re.compile('x*').sub(lambda match: '<%s>' % match.group(), 'abxd'))
says(lambda: re.compile('(x)|y').sub(r'[\1]', 'axby'))
says(lambda: re.compile(b'(x)|y').sub(rb'[\1]', b'axby'))
says(lambda: re.compile('q').sub('a', whole) is whole)
says(lambda: type(re.compile('q').sub('a', Text('abc'))))
says(lambda: re.compile(b'q').sub(b'a', bytearray(b'abc')))
says(lambda: re.compile('').sub('-', ''))
says(lambda: re.compile(b'a').sub(lambda match: 'q', b'a'))
says(lambda: re.compile('a').sub(lambda match: b'q', 'bab'))
says(lambda: re.compile('a').sub(lambda match: Text('q'), 'a').__class__)
print('-- without names')
plain = re.compile('(a)')
print(gc.get_referents(plain), plain.groupindex, plain.match('a').groupdict(), plain.match('a').lastgroup)
says(lambda: plain.match('a').group([]))
print('-- replacing asked wrongly')
pattern = re.compile('a')
for wrong in (lambda: pattern.sub(), lambda: pattern.sub('b'), lambda: pattern.subn('b'), lambda: pattern.sub(1, 2, 3, 4), lambda: pattern.sub('b', 'a', colour=1),
              lambda: pattern.subn(string='banana', repl='o', count=2), lambda: pattern.sub(lambda match: missing, 'a')):
    try:
        print(wrong())
    except Exception as error:
        trace = error.__traceback__
        while trace.tb_next:
            trace = trace.tb_next
        print(type(error), error, trace.tb_frame.f_code.co_name)
print('-- who is warned')
import warnings
for warned in (lambda: re.sub('(?P<quux>x)', r'\g<+1>', 'xx'), lambda: re.compile('(?P<quux>x)').sub(r'\g< 1 >', 'xx'),
               lambda: re.compile('(?P<quux>x)').subn(r'\g<01 >', 'xx'), lambda: re.subn('(?P<quux>x)', r'\g<1_0>', 'xx')):
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter('always')
        says(warned)
    print([(one.filename.rpartition('/')[2], one.lineno, str(one.message)) for one in heard])
