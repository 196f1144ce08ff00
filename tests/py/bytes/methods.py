# Methods and errors of bytes and bytearray.
def show(source):
    try:
        print(source, "->", ascii(eval(source)))
    except Exception as error:
        print(source, "->", type(error).__name__ + ":", ascii(str(error)))

for kind in ("", "bytearray"):
    for source in """
@(b"abc").find(b"c"); @(b"abc").find(99); @(b"abc").find(300); @(b"abc").find("c"); @(b"abc").index(b"x"); @(b"abcabc").rfind(b"c", 0, -1); @(b"aaaa").count(b"aa"); @(b"abc").count()
@(b"abc").startswith((b"x", b"a")); @(b"abc").startswith("a"); @(b"abc").endswith(b"bc", 1); @(b"a b  c").split(); @(b"a,b,c").split(b",", 1); @(b"a,b,c").rsplit(b",", 1); @(b"a").split(b""); @(b"a").split("a")
@(b" x ").strip(); @(b"xax").strip(b"x"); @(b"a").lstrip("a"); @(b"k=v").partition(b"="); @(b"kv").rpartition(b"="); @(b"a\\r\\nb\\n").splitlines(True); @(b"abc").replace(b"b", b"xx"); @(b"abc").replace(b"", b"-"); @(b"abc").replace("b", b"")
@(b"-").join([b"a", bytearray(b"b")]); @(b"-").join(["a"]); @(b"-").join(1); @(b"abc").center(6, b"*"); @(b"abc").center(6, "*"); @(b"-4").zfill(5); @(b"a\\tb").expandtabs(4); @(b"aB c").title(); @(b"aB c").swapcase(); @(b"aB c").capitalize()
@(b"ab").hex(); @(b"abcd").hex("-", 2); @(b"abcd").hex(":", -3); @(b"ab").hex("xx"); @(b"a").translate(bytes(range(256)), b"a"); @(b"a").translate(b"x"); @(b"a").maketrans(b"a", b"bb"); @(b"ab").removeprefix(b"a"); @(b"ab").removesuffix(b"b")
@(b"abc")[0]; @(b"abc")[-1]; @(b"abc")[5]; @(b"abc")["a"]; @(b"abc")[1:]; @(b"abc")[::-1]; @(b"abc")[5:]; 97 in @(b"abc"); b"bc" in @(b"abc"); 300 in @(b"abc"); "a" in @(b"abc"); @(b"ab") + b"c"; @(b"ab") + 1; @(b"ab") * 2; @(b"ab") * -1
@(b"%d %s %r %5.1f %x %c%%") % (1, b"s", "é", 2.5, 255, 65); @(b"%s") % "a"; @(b"%d") % "a"; @(b"%c") % 300; @(b"%b") % 1; @(b"%s %s") % b"a"; @(b"%(k)s") % {b"k": b"v"}; @(b"%z") % 1; @(b"a") == b"a"; @(b"a") < b"b"; @(b"a") < "b"; @(b"a") == "a"
@(b"'\\"\\x00\\xff"); list(@(b"ab")); @(b"ab").isalpha(); @(b"").isalpha(); @(b"12").isdigit(); @(b" ").isspace(); @(b"Ab").istitle(); @(b"\\xff").isascii(); len(@(b"abc")); @(b"\\xc3\\xa9").decode(); @(b"\\xff").decode("latin-1")
""".replace("\n", ";").split(";"):
        if source.strip():
            show(source.strip().replace("@", kind))
for name in ("bytes", "bytearray"):
    for source in """
@(); @(3); @(-1); @([1, 2]); @([256]); @(["a"]); @("a"); @("é", "utf-8"); @("é", "ascii"); @(1.5); @(None); @(b"ab"); @(memoryview(b"ab")); @(1, "utf-8"); @(b"a", errors="x"); @(10**30); @.fromhex("0aFf 10"); @.fromhex("0g"); @.fromhex("0"); @((1, 2)); @(range(3)); @(True)
""".replace("\n", ";").split(";"):
        if source.strip():
            show(source.strip().replace("@", name))
class Made:
    def __bytes__(self):
        return b"made"
class Bad:
    def __bytes__(self):
        return 1
print(bytes(Made()), b"%s" % Made())
show("bytes(Bad())")
one = b"xa"[1:]
print(b"a" is one, b"" is bytes(), b"abc"[:0] is b"", bytes([97]) is one, b"ab"[:1] is one)
big = b"".join([b"ab", b"cd"])
print(big[:] is big, bytes(big) is big, big + b"" is big, big.strip() is big, big.replace(b"x", b"") is big, big * 1 is big, b"".join([big]) is big)
print(hash(b"abc") == hash("abc"), hash(b"") == 0, {b"a": 1}[b"a"])
