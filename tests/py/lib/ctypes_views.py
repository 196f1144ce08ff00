"""memoryview and other readers of memory over values of ctypes."""
import ctypes

buf = (ctypes.c_int * 4)(1, 2, 3, 4)
m = memoryview(buf)
print(m.format, m.itemsize, m.ndim, m.shape, m.strides, m.nbytes, m.readonly, m.contiguous, len(m))
print(m.tobytes())
b = m.cast("B")
print(b[0], b[4], len(b), b.tolist())
b[0] = 9
print(buf[0], list(buf))
print(bytes(buf), bytearray(buf))

for t in (ctypes.c_int, ctypes.c_double, ctypes.c_char, ctypes.c_ubyte, ctypes.c_long, ctypes.c_short, ctypes.c_bool, ctypes.c_float, ctypes.c_void_p, ctypes.c_size_t):
    x = t()
    m = memoryview(x)
    print(t.__name__, m.format, m.itemsize, m.ndim, m.shape, m.strides, m.nbytes, m.readonly, m.tobytes())
class P(ctypes.Structure):
    _fields_ = [("x", ctypes.c_int), ("y", ctypes.c_double)]
m = memoryview(P(1, 2.0))
print(m.format, m.itemsize, m.shape, m.nbytes, m.tobytes())
m = memoryview((P * 3)())
print(m.format, m.itemsize, m.shape, m.nbytes)
m = memoryview((ctypes.c_int * 3 * 2)())
print(m.format, m.itemsize, m.shape, m.strides, m.nbytes, m.ndim)
m = memoryview(ctypes.create_string_buffer(b"abc"))
print(m.format, m.itemsize, m.shape, m.tolist() if m.format == "c" else m.tobytes())
class U(ctypes.Union):
    _fields_ = [("x", ctypes.c_int), ("y", ctypes.c_double)]
m = memoryview(U())
print(m.format, m.itemsize, m.shape)
m = memoryview(ctypes.pointer(ctypes.c_int(3)))
print(m.format, m.itemsize)

s = ctypes.create_string_buffer(10)
m = memoryview(s)
m2 = m.cast("B")
m2[:5] = b"hello"
print(s.value, s.raw)
c = (ctypes.c_char * 10).from_buffer(bytearray(10))
c.value = b"xyz"
print(c.raw)
data = bytearray(b"12345678")
v = ctypes.c_uint32.from_buffer(data, 4)
print(hex(v.value))
v.value = 0x41424344
print(data)
try: data.append(1)
except BufferError as e: print(e)
arr = (ctypes.c_uint16 * 4).from_buffer_copy(data)
print(list(arr))
m = memoryview((ctypes.c_int * 3)(1, 2, 3))
try: print(m[0])
except NotImplementedError as e: print(e)
try: print(m.tolist())
except NotImplementedError as e: print(e)

arr = (ctypes.c_double * 3)(1.5, 2.5, 3.5)
m = memoryview(arr)
print(m.format, m.shape, m.nbytes, m.itemsize)
m = m.cast("B").cast("d")
print(m.tolist(), m[1])
m[1] = 8.0
print(list(arr))
import array, struct
a = array.array("i", [1, 2, 3])
c = (ctypes.c_int * 3).from_buffer(a)
c[0] = 77
print(a)
addr, n = a.buffer_info()
print(n, (ctypes.c_int * n).from_address(addr)[:])
print(struct.unpack_from("<3d", arr), struct.calcsize("P"))
struct.pack_into("<d", arr, 8, 0.25)
print(arr[1])
import io
f = io.BytesIO(b"abcdefgh")
x = ctypes.c_uint32()
print(f.readinto(x), hex(x.value))
print(bytes(memoryview(x)), int.from_bytes(x, "little") == x.value)
