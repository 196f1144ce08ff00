import csv
L=["a,b,c\n1,2,3\n4,5,6\n","a;b\n'x;y';2\n","'a':'b'\n'c':'d'\n",'"a","b"\n"c""d","e"\n',"x\ty\n1\t2\n","one two\nthree four\n","a|b|c\nd|e|f\n","a, b, c\n1, 2, 3\n","no delimiter here\nat all\n","","abc","'123;4';","2:3:4\n5:6:7\n",'a,"b c",d\n1,"2,3",4\n',"x=1;y=2\nx=3;y=4","date,time\n2020-01-01,10:00\n2020-01-02,11:00\n","\n\n1 2\n","name  age\nbob  5\nal  7\n",'"q, w", "e"\n"r", "t"\n']
for s in L:
    for d in (None,',;'):
        try:
            x=csv.Sniffer().sniff(s,d); print(repr(s)[:25],d,repr(x.delimiter),repr(x.quotechar),x.doublequote,x.skipinitialspace)
        except csv.Error as e: print(repr(s)[:25],d,e)
    try: print(csv.Sniffer().has_header(s))
    except Exception as e: print(type(e).__name__,e)
r = csv.reader(['1,",3,",5'], quotechar=None, escapechar="\\")
print(list(r), r.line_num, r.dialect.quoting, r.dialect.quotechar)
for f in (lambda: setattr(r, "line_num", 3), lambda: delattr(r, "dialect"), lambda: setattr(r.dialect, "delimiter", 3), lambda: delattr(r.dialect, "quoting"),
          lambda: csv.field_size_limit(1, 2), lambda: csv.writer(None), lambda: csv.reader([], lineterminator=4), lambda: csv.field_size_limit("x")):
    try:
        print(f())
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, "" if isinstance(e, AttributeError) else e)
import fnmatch, textwrap, getpass, io
for f in fnmatch.fnmatch, fnmatch.fnmatchcase:
    for pair in ("a", b"*"), (b"a", "*"):
        try:
            print(f(*pair))
        except TypeError as e:
            print(e)
for text in "2-succinyl-6-hydroxy-2,4-cyclohexadiene-1-carboxylate", "one-two a-b-c--done x-y-zed -- end--of it's-so half-", "a-1-b c-d-e 3-fold re-re-do":
    print(textwrap.TextWrapper()._split(text), textwrap.wrap(text, 12), textwrap.wrap(text, 12, break_long_words=False))
out = io.StringIO()
print(getpass._raw_input("say: ", out, io.StringIO("word\nmore")), repr(out.getvalue()))
try:
    getpass._raw_input("", out, io.StringIO(""))
except EOFError:
    print("nothing there")
