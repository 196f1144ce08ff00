import array, base64, io, quopri, reprlib, fileinput, gzip
print(reprlib.repr(array.array("i", range(9))), reprlib.repr(array.array("u")), reprlib.repr(array.array("b", b"ab")))
lines = b"a=b \tc\t\n.\nend \nlong " + b"x" * 100 + b"\n\xe9_ q"
for own in False, True:
    if own:
        quopri.a2b_qp = quopri.b2a_qp = None
    for options in {}, {"quotetabs": True}, {"header": True}:
        packed = quopri.encodestring(lines, **options)
        back = {key: value for key, value in options.items() if key == "header"}
        print(packed, quopri.decodestring(packed, **back) == lines)
    print(quopri.decodestring(b"a=\nb=3D=zz =E9_=5F \t\n==x"))
print(base64.b85decode(bytearray(b"cXxL#aCvlSZ*DGca%T")))
for bad in b"MZXW6Y==", b"M1======", b"M=======", b"========":
    try:
        print(base64.b32decode(bad))
    except ValueError as e:
        print(e)
with gzip.open("packed.gz", "wb") as f:
    f.write("två\nrader\n".encode())
with fileinput.input("packed.gz", openhook=fileinput.hook_compressed, encoding="utf-8") as f:
    print(list(f))
import os
os.remove("packed.gz")
