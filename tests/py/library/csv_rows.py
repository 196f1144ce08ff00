"""Rows of csv, ordinary and not: every dialect over lines and fields with quotes, ends and escapes."""
import csv
import io
import random


def t(f,*a,**k):
    try: print(repr(f(*a,**k))[:400])
    except BaseException as e: print(type(e).__name__, str(e)[:200])
class S(str): pass
lines=['a,b,c\n','','\n','\r\n','a','a,','"a","b""c",d\n','"a\nb",c','"a\n','b"\n','a"b,c\n','"a"b,c','"a" ,b','a, "b"\n',' "a"',"'a,b',c\n",'a\\,b,c\n','"a\\"b",c','a\rb','a\r\n\n','a\n\r','\na','""','"",""','"""",x','"""','"a""','é,\u1234,\U0001F600\n','1,2.5,"x"\n','a;b;c\n','a\tb\n',',,,\n','"a,b','c",d\n','x'*200+',y', S('a,b'), 'a b  c', '\0a,b', '"\0"', 'q|"w|e"|r']
opts=[{},dict(delimiter=';'),dict(quotechar="'"),dict(escapechar='\\'),dict(doublequote=False),dict(doublequote=False,escapechar='\\'),dict(skipinitialspace=True),dict(quoting=csv.QUOTE_NONE),dict(quoting=csv.QUOTE_NONNUMERIC),dict(quoting=csv.QUOTE_ALL),dict(strict=True),dict(delimiter=' ',skipinitialspace=True),dict(delimiter='\t'),dict(quotechar=None,quoting=3),dict(delimiter='|'),dict(lineterminator='!\n'),dict(dialect='unix'),dict(dialect='excel-tab')]
for o in opts:
    for l in lines: 
        r=csv.reader([l],**o); t(list,r); print(r.line_num)
    r=csv.reader(lines,**o); 
    def rows():
        out=[]
        for x in r: out.append((x,r.line_num))
        return out
    t(rows)
csv.field_size_limit(50); t(lambda: list(csv.reader(['x'*51]))); t(lambda: list(csv.reader(['x'*50+','+'y'*49]))); csv.field_size_limit(131072)
t(lambda: list(csv.reader([b'a']))); t(lambda: list(csv.reader([5])));
rows=[[],[''],['',''],['a','b'],['a,b','c"d','e\nf','g\rh'],[1,2.5,None,True],['!'],[' a ','\t'],['é','\U0001F600,'],[S('q'),S('a,b')],('t','u'),'abc',[b'x'],[1e300,-0.0,float('nan'),10**30],["'",'\\'],['a\\b"'],[None],[object],{'k':1},[[1]],5,None,(x for x in 'a,b'),['|','!\n']]
for o in opts:
    for r in rows:
        if hasattr(r,'__next__'): r=(x for x in 'a,b')
        f=io.StringIO(newline=''); t(lambda: (csv.writer(f,**o).writerow(r), f.getvalue()))
    f=io.StringIO(newline=''); t(lambda: (csv.writer(f,**o).writerows([[1,'a b'],['x','y,z']]), f.getvalue()))
print(list(csv.DictReader(['a,b\n','1,2\n','3\n','4,5,6\n'])))
R=random.Random(1)
for i in range(60):
    data=[[''.join(R.choice('ab,"\n\r \'\\;1é') for _ in range(R.randrange(6))) for _ in range(R.randrange(1,5))] for _ in range(4)]
    o=R.choice([{},dict(delimiter=';'),dict(quoting=1),dict(doublequote=False,escapechar='\\'),dict(skipinitialspace=True)])
    f=io.StringIO(newline=''); csv.writer(f,**o).writerows(data); f.seek(0); s=f.getvalue(); back=list(csv.reader(f,**o)); print(i, repr(s), back==data)
