# \N{NAME} in the codec unicode-escape, whole and in pieces.
for d in (rb'\N{BULLET}x', rb'\N{nope}xx', rb'\N', rb'\Nx', rb'\N{', rb'\N{abc', rb'\N{}x', rb'a\N{KEYCAP DIGIT ONE}', rb'\N {x}'):
    for e in ('strict', 'replace', 'ignore'):
        try: print(d, e, ascii(d.decode('unicode-escape', e)))
        except UnicodeDecodeError as x: print(d, x)
import codecs
dec = codecs.getincrementaldecoder('unicode-escape')()
print([ascii(dec.decode(bytes([b]))) for b in rb'a\N{BULLET}b\x41'])
