# Pickles made shorter and listed, sound ones and broken ones.
import pickle, pickletools as P, io, sys
class C:
    def __init__(s): s.x=[s]; s.y={'k':(1,2,3,4)}
    def __reduce__(s): return C, (), {'x': [1], 'y': 'y'*10}
shared=['s']; objs=[1,-5,2**70,'é','x'*300,b'ab',b'y'*300,3.5,None,True,(),(1,),(1,2),(1,2,3),(1,2,3,4),[shared,shared,(shared,)],{'a':shared,'b':{1,2},'c':frozenset([3])},C(),len,[list(range(300))],{'big':'z'*70000,'b2':b'q'*70000,'s':shared},bytearray(b'qq')]
import hashlib
for o in objs:
    for proto in range(6):
        try: p=pickle.dumps(o,proto)
        except Exception as e: print(repr(e)); continue
        q=P.optimize(p); out=io.StringIO()
        P.dis(q,out,annotate=proto%2*30,indentlevel=proto); P.dis(p,out)
        print(len(q), hashlib.md5(q).hexdigest()[:8], hashlib.md5(out.getvalue().encode()).hexdigest()[:8], len(out.getvalue()))
memo={}; f=io.BytesIO(pickle.dumps(['a'],2)+pickle.dumps(['b','a'],4))
out=io.StringIO(); P.dis(f,out,memo); 
try: P.dis(f,out,memo)
except Exception as e: print(repr(e))
print(out.getvalue(), sorted(memo))
for b in (b'', b'.', b'N', b'NN.', b'(.', b't.', b'(t.', b'0.', b'(0.', b'(N0N.', b'q\x00.', b'(q\x00.', b'h\x00.', b'Nq\x00q\x00.', b'\x94.', b'N\x94\x94.', b'S\'a\'\n.', b'S\'a\n.', b'Sa\n.', b'S"a\\n"\n.', b'S\'\n.', b'S\n.', b'\xff', b'I1', b'K', b'X\x05\x00\x00\x00ab', b'a.', b'](a.', b'}(NNu.', b'(NN}u.', b'\x80\x09N.', b'N\x80\x02.', b'c__main__\nC\n.', b'L5L\n.', b'F1.5\n.', b'Vab\\u0041\n.', b'e.', b'(]1e.', b'(](1e.',b'1.', b'2.', b'N2t.'):
    out=io.StringIO()
    try: P.dis(b,out)
    except Exception as e: print(b, type(e).__name__, e)
    print(out.getvalue())
    try: print(P.optimize(b))
    except Exception as e: print(b, type(e).__name__, e)
