# Every method of str on texts of each kind, with the error of each wrong call.
def show(source):
    try:
        print(source, "->", ascii(eval(source)))
    except Exception as error:
        print(source, "->", type(error).__name__ + ":", ascii(str(error)))

for text in ["", "a", "Ab c", "  x\ty ", "éÉ", "ßﬁ", "中文", "😀a", "12", "٣²½", "a_1", "ΑΣ ΣΑ"]:
    row = []
    for name in ("capitalize", "casefold", "lower", "upper", "title", "swapcase", "strip", "lstrip", "rstrip", "split",
                 "splitlines", "expandtabs", "isascii", "islower", "isupper", "istitle", "isspace", "isdecimal", "isdigit",
                 "isnumeric", "isalpha", "isalnum", "isidentifier", "isprintable"):
        row.append(getattr(text, name)())
    print(ascii(row))

for source in """
"abcabc".find("c"); "abcabc".rfind("c"); "abcabc".find("c", 3); "abcabc".find("c", -3, -1); "abcabc".index("x"); "".find("")
"abc".find("", 4); "abc".rfind("", 1, 2); "aaaa".count("aa"); "abc".count(""); "é中é".count("é"); "abc".find("中")
"abc".startswith("b", 1); "abc".startswith(("x", "a")); "abc".startswith(["a"]); "abc".endswith("bc", 1, 3); "abc".endswith(("x", 1))
"abc".replace("b", ""); "abc".replace("", "-"); "aaa".replace("a", "bb", 2); "aé".replace("é", "e"); "abc".replace("b", "中")
"a,b,c".split(","); "a,b,c".split(",", 1); "a,b,c".rsplit(",", 1); " a  b ".split(None, 1); " a  b ".rsplit(None, 1); "a".split("")
"a\\r\\nb\\x0bc\\u2028d\\n".splitlines(); "a\\r\\nb\\n".splitlines(True); "k=v=w".partition("="); "k=v=w".rpartition("="); "kv".partition("=")
"abc".center(6); "abc".center(7, "*"); "ab".center(5); "abc".ljust(5, "é"); "abc".rjust(5); "abc".center(5, "xx"); "abc".ljust(5, 1)
"-42".zfill(6); "+".zfill(3); "42".zfill(1); "x".zfill("3"); "a\\tbc\\td".expandtabs(4); "\\t".expandtabs(0); "a\\n\\tb".expandtabs()
"-".join(["a", "é", "中"]); "".join(["ab"]); ",".join("abc"); ",".join([1]); ",".join(5); "ab".join(("x",))
"abc".removeprefix("ab"); "abc".removesuffix("c"); "abc".removesuffix("x"); "abc".removeprefix(1); "xxabcxx".strip("x"); "abc".strip("ca"); "a".strip(1)
"abc".translate({97: "x", 98: None, 99: 100}); "abc".translate({97: -1}); "abc".translate({97: 1.5}); str.maketrans("ab", "cd", "e"); str.maketrans({"a": 1}); str.maketrans("a"); str.maketrans("ab", "c")
"abc" + 1; 1 + "abc"; "abc" * 2; 2 * "é"; "abc" * -1; "abc" * "2"; "b" in "abc"; "" in ""; 1 in "abc"; "abc" < "abd"; "a" < "é" < "中" < "😀"; "a" < 1
"abc"[0]; "abc"[-1]; "abc"[3]; "abc"[1.0]; "abc"["a"]; "abcdef"[1:4]; "abcdef"[::-1]; "abcdef"[::2]; "aé中😀"[2:]; "aé中😀"[1:2]; "abc"[2:1]; "abc"[::0]
"abc".find(); "abc".find("a", "b"); "abc".count(1); "abc".split(1); "abc".split(maxsplit=1, sep="b"); "abc".lower(1); "abc".nothing; "abc".replace("a"); "abc".splitlines(keepends="x"); "abc".isalpha(1)
str(); str(1.5); str(b"ab"); str(b"ab", "ascii"); str(b"\\xff", "ascii", "replace"); str("a", "b"); str(1, "b"); str(object="x"); str(1, 2, 3, 4); str(b"a", 1); str(None); str([1, "a"])
hash(""), hash("a") == hash("a"); len("😀"); "😀".__len__(); "abc".__contains__("b"); "abc".__mul__(2); "a".__eq__(1); "%s".__mod__(1); "abc".__getnewargs__(); "a".__hash__() == hash("a")
""".replace("\n", ";").split(";"):
    if source.strip():
        show(source.strip())
