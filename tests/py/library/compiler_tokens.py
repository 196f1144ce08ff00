"""_tokenize: the tokens the compiler sees, their numbers, places and lines; errors; what the iterator is."""
import sys
import token
import tokenize
from _tokenize import TokenizerIter


def show(source):
    print("---", repr(source))
    try:
        for item in TokenizerIter(source):
            print(token.tok_name[item[1]], *item)
    except SyntaxError as error:
        print(type(error).__name__, error.msg, error.lineno, error.offset, error.end_offset, repr(error.text), error.filename)


show("")
show("x = 1")
show("if x:\n\ty\n\n# c\nelse:\n    z # d\n")
show("a = '''one\ntwo''' + b\"c\"\nasync def f(): await g")
show("f(a,\n  b)\n[x:=1, *y, **z] -> {...}")
show("a//=b; c**=d; e>>=f; g<<=h; i@=j; k^=l; m|=n; o&=p; q%=r; s/=t; u*=v; w-=x; y+=z; ~A; B@C; D!=E; F<>G")
show("None, True, lambda: not yield_")
show("grün = 'é' + Ω\r\nb\rc")
show("a \\\n  + b")
show("def f():\n    x\n  y")
show("x\n\ty\n        z")
for bad in "(1]", "1_", "0b2", "'abc", "'''abc", "€", "\xa0", "]", "a \\ b", "012", "1e+", "x = 5z", "$", "a ? b":
    show(bad)
for args in (), (1,), ("a", "b"), ("a\0b",), ("\ud800",):
    try:
        TokenizerIter(*args)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
tokens = TokenizerIter(source="x")
print(iter(tokens) is tokens, sys.getsizeof(tokens), TokenizerIter.__basicsize__, next(tokens))
count = sys.getrefcount(TokenizerIter)
del tokens
print(count - sys.getrefcount(TokenizerIter))
print(list(tokenize._generate_tokens_from_c_tokenizer("x + 1"))[1])
