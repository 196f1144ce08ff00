"""Tables and settings as text."""
import csv, io
print(list(csv.reader(['a,b,"c,d"','1,"x ""q""",','', '"multi','line",2'])))
o=io.StringIO(); w=csv.writer(o); print(w.writerow(['a',1,None,2.5,'x,y','q"q','l\nm'])); w.writerows([[1],[''],[]]); print(repr(o.getvalue()))
for q in range(4):
    o=io.StringIO()
    try: csv.writer(o,quoting=q,escapechar='\\').writerow(['a b',1,'x,y','"']); print(repr(o.getvalue()))
    except csv.Error as e: print(e)
r=csv.DictReader(io.StringIO('n,v\na,1\nb,2,3\nc\n'),restkey='rest'); print(r.fieldnames, list(r), r.line_num)
o=io.StringIO(); d=csv.DictWriter(o,['a','b']); d.writeheader(); d.writerow({'a':1,'b':2})
try: d.writerow({'z':1})
except ValueError as e: print(e)
print(repr(o.getvalue()))
print(list(csv.reader(['1,2.5,"x"'],quoting=csv.QUOTE_NONNUMERIC)), list(csv.reader(["a|'b|c'|d"],delimiter='|',quotechar="'")), csv.list_dialects())
for f in (lambda: csv.reader(['a'],delimiter='ab'), lambda: csv.reader([''],foo=1), lambda: list(csv.reader([b'a'])), lambda: csv.reader([], 'nope'), lambda: csv.writer(3), lambda: csv.writer(io.StringIO()).writerow(5), lambda: csv.writer(io.StringIO(),quoting=csv.QUOTE_NONE).writerow(['a,b']), lambda: list(csv.reader(['"a"b'],strict=True)), lambda: list(csv.reader(['"ab'],strict=True)), lambda: list(csv.reader(['a\rb'])), lambda: csv.reader([],quotechar=None, quoting=1), lambda: csv.reader([],delimiter=None), lambda: csv.reader([],quoting=9)):
    try: print(f())
    except Exception as e: print(type(e), e)
print(csv.Sniffer().sniff('a;b;c\n1;2;3\n').delimiter, csv.Sniffer().has_header('name,age\nbob,3\nal,44\n'))
print(list(csv.reader(['a, b,  c'],skipinitialspace=True)), list(csv.reader([r'a\,b,c'],escapechar='\\')), list(csv.reader(['"ab'])))
import configparser, io
c=configparser.ConfigParser()
c.read_string('''[DEFAULT]
home = /h
Timeout: 45
[a]
path = %(home)s/x
flag = yes
n=3
multi = one
  two

  three
# comment
[b c]
f = 2.5
''')
print(c.sections(), dict(c['a']), c['a']['path'], c.getint('a','n'), c.getboolean('a','flag'), c['b c'].getfloat('f'), c.get('a','zz',fallback='q'), c['a'].get('nope'), c.items('a'), 'a' in c, list(c))
o=io.StringIO(); c.write(o); print(o.getvalue())
c['new']={'k':'v','N':1}; print(dict(c["new"]))
for f in (lambda: c.get('zz','a'), lambda: c.get('a','qq'), lambda: c['zz'], lambda: c.read_string('x=1'), lambda: c.add_section('a'), lambda: c.read_string('[q]\na=1\na=2'), lambda: c.read_string('[q]\n[q]'), lambda: c.set('a','x',3), lambda: c.getboolean('a','n'), lambda: configparser.ConfigParser().read_string('[a]\nfoo\n'), lambda: c.set('a','u','%q'), lambda: c.read_string('[w]\ne=%(nope)s') or c['w']['e'], lambda: c.read_string('[w1]\ne=%(e)s') or c['w1']['e']):
    try: print(f())
    except Exception as e: print(type(e).__name__, '|', e)
e=configparser.ConfigParser(interpolation=configparser.ExtendedInterpolation(), allow_no_value=True); e.read_string('[x]\na=1\n[y]\nb=${x:a}2\nc=${b}3\nd\n'); print(e['y']['b'], e['y']['c'], e['y']['d'])
print(c.read('nofile.ini'), c.has_option('a','n'), c.remove_option('a','n'), c.options('a'))
