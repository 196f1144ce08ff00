"""What is damaged in a pickle is told as CPython's reader tells it."""
import io
import pickle


def answer(load):
    try:
        return load()
    except Exception as error:
        return '%s: %s' % (type(error).__name__, error)


for data in (b'\x80\x04\x95\xff\xff\xff\xff\xff\xff\xff\xffN.', b'\x80\x04\x95\x08\0\0\0\0\0\0\0N.', b'\x80\x04\x95\x02\0\0\0\0\0\0\0N.', b'(((.', b'\x80\x02(.',
             b'\x80\x04\x8e' + b'\xff' * 8 + b'.', b'\x80\x05\x96' + b'\xff' * 8 + b'.', b'\x80\x04\x8d' + b'\xff' * 8 + b'.', b'}(K\x01u.', b'(K\x01d.',
             b'K\x01u.', b'(0.', b'0.', b']K\x01(a.', b'](K\x01a.', b'2.', b'(2.', b'\x85.', b'K\x01(\x86.', b'(K\x01K\x02\x86.', b'q\0.', b'(q\0.', b'p0\n.',
             b'K\x01p-1\n.', b'K\x01px\n.', b'gx\n.', b'g7\n.', b'Ix\n.', b'I017\n.', b'I0x1f\n.', b'I01\n.', b'L1x\n.', b'L12L\n.', b'Fab\n.', b'F1x\n.', b'F\n.',
             b'Sab\n.', b"S'ab\n.", b'P1\n.', b'\x8b\xff\xff\xff\xff.', b'\x82\0.', b'\x80\x09.', b"'.", b'\\.', b'\xee.', b'N)R.', b'K\x01K\x02R.',
             b'N)\x81.', b'c__builtin__\nlist\nK\x01\x81.', b'c__builtin__\nlist\n)K\x01\x92.', b'(o.', b'(i\n', b'N}b.', b'NK\x01b.', b'\x93.', b'K\x01K\x02\x93.',
             b'\x98.', b'}N\x90.', b'\x8f(\x90.', b'N(\x90.', b'N(K\x01\x90.', b'N(e.', b'N(K\x01e.', b']K\x01K\x02s.'):
    print(data, answer(lambda: pickle.loads(data)), answer(lambda: pickle.load(io.BytesIO(data))) == answer(lambda: pickle.loads(data)))
for value in [1, [2]], {'a': (1, 2, 3)}, {4}, 1.5, 2 ** 70, b'x' * 70000, 'y' * 70000, slice(1, 2), complex(1, 2), [None, True] * 40:
    print(all(pickle.Unpickler(io.BytesIO(pickle.dumps(value, protocol))).load() == value for protocol in range(6)))
