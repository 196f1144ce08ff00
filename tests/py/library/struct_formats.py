"""Packing and unpacking: every code in every byte order, sizes, errors."""
import struct
def t(f,*a):
    try: print(f.__name__,a,f(*a))
    except BaseException as e: print(f.__name__,a,type(e).__name__,e)
for p in '@<>':
  for c in 'bBhHiIlLqQnN?cfdespPx':
    for v in (1 << 70, -1, 300, -70000, 1.5, b'a', True, 1e300):
        t(struct.pack,p+c,v)
t(struct.pack,'z',1);t(struct.pack,'3',1);t(struct.pack,'ii',1);t(struct.pack,'i',1,2);t(struct.pack,'3x')
t(struct.unpack,'i',b'123');t(struct.unpack,'i',b'12345');t(struct.unpack_from,'i',b'123');t(struct.unpack_from,'i',b'12345',2);t(struct.unpack_from,'i',b'12345',-2);t(struct.unpack_from,'i',b'12345',-9)
t(struct.pack_into,'i',bytearray(3),0,1);t(struct.pack_into,'i',bytearray(3),-1,1);t(struct.pack_into,'i',bytearray(3),-5,1);t(struct.pack_into,'i',b'abcd',0,1);t(struct.pack_into,'i',bytearray(8),9,1)
t(struct.pack_into,'i')
t(struct.pack_into,'i',bytearray(4))
t(struct.pack_into,'ii',bytearray(8),0,1)
t(struct.pack_into,'ii',bytearray(8),0,1,2,3)
t(struct.pack)
t(struct.pack,1,1)
t(struct.pack,b'i',1)
t(struct.pack,'\u1234')
t(struct.iter_unpack,'i',b'123')
t(struct.calcsize,'99999999999999999999i');t(struct.calcsize,'9223372036854775807i')
print(struct.calcsize('bi bq b0q'), struct.calcsize('<bibq'), struct.calcsize('bP'), struct.calcsize('5sx3p'))
print(struct.pack('5s3p0s3x2h?',b'abc',b'xyzw',b'',1,2,[]), struct.unpack('5s3p0s3x2h?', struct.pack('5s3p0s3x2h?',b'abc',b'xyzw',b'',1,2,[])))
class I:
    def __index__(s): return 5
print(struct.pack('i',I()),struct.pack('d',I()) if 0 else '')

class F:
    def __float__(s): return 5.
print(struct.pack('d',F()))
for v in (65504,65519,65520,1e-8,5.9e-8,float('nan'),float('inf'),-0.0,1.1,2.980232238769531e-08,2.98e-8): t(struct.pack,'<e',v)
for v in (3.4028234e38,3.4028235677973366e38,3.402823669e38,1e-45,7e-46,0.1,float('nan'),float('-inf')): t(struct.pack,'<f',v)
for h in (0,1,0x3ff,0x400,0x7bff,0x7c00,0xfc00,0x7e00,0x8000,0x3555): print(struct.unpack('<e',h.to_bytes(2,'little')))
for h in (0,1,0x7fffff,0x800000,0x7f7fffff,0x7f800000,0xff800000,0x7fc00000,0x80000000,0x3dcccccd): print(struct.unpack('<f',h.to_bytes(4,'little')))
for h in (0,1,0xfffffffffffff,0x10000000000000,0x7fefffffffffffff,0x7ff0000000000000,0xfff0000000000000,0x7ff8000000000000,0x8000000000000000,0x3fb999999999999a): 
    x=struct.unpack('>d',h.to_bytes(8,'big'))
print(x, struct.pack('>d',*x).hex())
t(struct.Struct,1)
t(struct.Struct,'i\0')
t(struct.unpack,'i','1234')
t(struct.unpack_from,'i',bytearray(4))
print(struct.unpack('c?',b'a\x02'))
t(struct.pack,'c','a')
t(struct.pack,'s','a')
t(struct.pack,'p','a')
print(struct.unpack('<hxbx', b'123456') if 0 else struct.calcsize('<hxbx'))

# What iter_unpack() gives holds the buffer until its last item: it cannot change its size, and shows what is written meanwhile.
import array

data = bytearray(b"abcdefgh")
pairs = struct.iter_unpack("2s", data)
print(next(pairs), pairs.__length_hint__())
data[2:4] = b"XY"
for turn in range(2):
    try:
        data.append(1)
        print("longer", len(data))
    except BufferError as error:
        print(error)
    print(list(pairs), pairs.__length_hint__())
numbers = array.array("i", [1, 2, 3])
items = struct.iter_unpack("i", numbers)
numbers[1] = 9
print(next(items), next(items), items.__length_hint__())
del items
numbers.append(4)
for wrong in memoryview(b"abcdef")[::2], "abc", 5:
    try:
        struct.iter_unpack("2s", wrong)
    except (BufferError, TypeError) as error:
        print(type(error).__name__, error)
