import pickletools, pickle, io
# Pickles listed, checked, made shorter.
class C: pass
def f(): pass
shared = [1]; values = [1, {'a': (1.5, None)}, b'x', 'y'*3, len, 2**70, -5, 70000, 300, True, False, {1}, frozenset([2]), (1,), (1,2,3), (1,2,3,4), [], {}, shared, shared, 'é', C]
for p in range(6):
    d = pickle.dumps(values, p); pickletools.dis(d, annotate=p % 2 * 20)
    o = pickletools.optimize(d); print(len(o) <= len(d), pickle.loads(o) == values or p, o if p != 0 else '')
for bad in (b'', b'K', b'.junk', b'\xff.', b'e.', b'h\x05.', b'K\x01', b'K\x01K\x02.', b'0.', b'q\x00.', b'(K\x01q\x00q\x00.', b'I5x\n.', b'\x80', b'X\xff\0\0\0a.', b'Vabc', b'(.', b't.', b"S'abc\n.", b'Sabc\n.', b'\x8a\x05ab.'):
    try: pickletools.dis(bad, io.StringIO())
    except Exception as e: print(bad, type(e).__name__, e)
for o in pickletools.opcodes: print(o.name, ascii(o.code), o.arg and (o.arg.name, o.arg.n), o.stack_before, o.stack_after, o.proto)
print([(op.name, arg, pos) for op, arg, pos in pickletools.genops(b"I01\nL5L\nF1.5\nS'a\\n'\n.")], len(pickletools.code2op), pickletools.pyint.obtype)
