import json, textwrap
print(json.dumps({'a':[1,2.5,None,True],'b':{'c':'é"\n'}, 3:'x'}), json.dumps([1,{'a':2},[]],indent=2), json.dumps('é😀'), json.dumps('é',ensure_ascii=False), json.dumps({'b':1,'a':2},sort_keys=True,separators=(',',':')))
print(json.loads('{"a": [1, 2.5, -3e2, null, true], "b": "x\\u00e9\\ud83d\\ude00\\n"}'), json.loads(' [ ] '), json.loads('"a"'))
for bad in ['', '{', '[1,]', '{"a"}', '"a', '1 2', '{a:1}', 'nul', '["\\x"]', '[1 2]', '{"a":}', '"\t"']:
    try: json.loads(bad)
    except json.JSONDecodeError as e: print(e)
try: json.dumps({1,2})
except TypeError as e: print(e)
l=[]; l.append(l)
try: json.dumps(l)
except ValueError as e: print(e)
print(json.dumps({(1,):2},skipkeys=True), json.dumps(float('nan')), json.loads('NaN'))
t="The quick brown fox jumps over the lazy dog. well-known facts averyveryverylongword"
print(textwrap.fill(t,20)); print(textwrap.wrap(t,10)); print(textwrap.shorten(t,30)); print(repr(textwrap.dedent("  a\n    b\n\n  c"))); print(textwrap.indent("a\n\nb\n","> "))
