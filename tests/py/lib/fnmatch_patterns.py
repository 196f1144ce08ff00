import fnmatch
names = ['a.py', 'b.txt', 'A.PY', '[x]', 'a-b', '!', '', 'ab/c.py']
for pattern in ['*', '*.py', '?.*', '[ab]*', '[!ab]*', '[[]x]', '[]-]', 'a[a-c-]b', '[b-a]', '[!b-a]?*', '**.p*y', '[', '[!', '*[!.]', 'a/*']:
    print(pattern, fnmatch.filter(names, pattern), [fnmatch.fnmatchcase(name, pattern) for name in names], fnmatch.translate(pattern))
print(fnmatch.fnmatch(b'x.c', b'*.[ch]'), fnmatch.fnmatch('x.C', '*.[ch]'))
