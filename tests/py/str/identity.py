# Which operations give the same str back, which the one-character and empty singletons, which a new one.
import sys
s = "".join(["ab", "cd"])
word = "".join(["wo", "rd"])
same = {
    "str": str(s), "slice": s[:], "times 1": s * 1, "plus empty": s + "", "empty plus": "" + s, "join of one": "".join([s]),
    "strip": s.strip(), "lstrip": s.lstrip("x"), "rstrip": s.rstrip(), "replace": s.replace("x", "y"), "ljust": s.ljust(2),
    "center": s.center(4), "zfill": s.zfill(3), "format": format(s), "f-string": f"{s}", "percent": "%s" % s, "percent tuple": "%s" % (s,),
    "partition": s.partition("x")[0], "rpartition": s.rpartition("x")[2], "split": s.split("x")[0], "split space": s.split()[0],
    "splitlines": s.splitlines()[0], "removeprefix": s.removeprefix("x"), "removesuffix": s.removesuffix("x"),
    "expandtabs": s.expandtabs(), "str.format": "{}".format(s), "format width": format(s, "2"), "__str__": s.__str__(),
    "iadd empty": (lambda t: t.__add__(""))(s), "min": min([s, "zz"]),
    "lower": s.lower(), "upper": s.upper().lower(), "casefold": s.casefold(), "capitalize": s.capitalize().lower(),
    "translate": s.translate({}), "swapcase": s.swapcase().swapcase(), "encode": s.encode().decode(), "repr": repr(s)[1:-1],
    "reversed": s[::-1][::-1], "join with": "".join([s, ""]), "x then": ("x" + s)[1:],
}
for name, result in same.items():
    print(name, result is s, result == s)
a = chr(233)
print([chr(233) is a, "xé"[1] is a, "é"[:1] is a, b"\xe9".decode("latin-1") is a, "é ".strip() is a, "é,".split(",")[0] is a,
       "".join([a]) is a, str(a) is a, "%c" % 233 is a, "{}".format(a) is a, list("é")[0] is a, (a + "x")[0] is a])
empty = ""
print([s[2:2] is empty, str() is empty, "".join([]) is empty, " ".strip() is empty, s[:0] is empty, s * 0 is empty, "a".replace("a", "") is empty,
       b"".decode() is empty, s.partition("x")[1] is empty, "%s" % "" is empty])
base = 1000000000
print(sys.getrefcount("") > base - 1000, sys.getrefcount(chr(65)) > base - 1000, sys.getrefcount(word) < 10)
