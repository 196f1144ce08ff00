"""Strings: methods, slices, three ways to lay out a text."""
s = '  The quick brown fox  '
t = s.strip()
print(t.upper(), t.lower(), t.title(), t.capitalize(), t.swapcase(), len(s), len(t))
print(t.split(), t.split('q'), 'a,b,,c'.split(','), '-'.join(['x', 'y', 'z']), t.replace('quick', 'slow'))
print(t.find('fox'), t.find('cat'), t.index('q'), t.count('o'), t.startswith('The'), t.endswith(('x', 'y')), 'brown' in t)
print(t[0], t[-1], t[4:9], t[::-1], t[::2], t[:3] + '...', 'ab' * 3, s.lstrip() + '|', s.rstrip() + '|')
print('42'.isdigit(), 'abc'.isalpha(), 'a1'.isalnum(), ' '.isspace(), 'Ab'.isupper(), 'ab'.islower(), 'x' < 'y', 'apple' == 'pear')
print('7'.zfill(3), 'left'.ljust(8) + '|', 'right'.rjust(8), 'mid'.center(9, '*'), ord('A'), chr(98), 'key=value'.partition('='))
name, age, height = 'Ada', 36, 1.7
print('%s is %d years old and %.2f m' % (name, age, height), '%5d|%-6s|%05.1f' % (age, name, height))
print('{} is {} years old'.format(name, age), '{0}{1}{0}'.format('a', 'b'), '{n:>6}'.format(n=name), '{:,}'.format(1234567))
print(f'{name!r} {age:4d} {height:.3f} {age:<5}| {age:^7} {age:x} {name:>10} {height:8.2f} {0.256:.1%} {age=} {len(name) * 2}')
vowels = 0
for letter in t.lower():
    if letter in 'aeiou':
        vowels += 1
print(vowels, sorted('banana'), list('abc'), ''.join(reversed('abc')), set('aab') == {'a', 'b'})
word = 'racecar'
print(word == word[::-1], [w.capitalize() for w in t.split()], 'line one\nline two'.splitlines(), repr("it's"), str(None), 'é' + 'ñ', len('日本'))
caesar = ''.join(chr((ord(c) - ord('a') + 3) % 26 + ord('a')) if c.isalpha() else c for c in t.lower())
print(caesar)
print('one', 'two', sep=', ', end='!\n')
print("tab\there", 'back\\slash', """two
lines""")
