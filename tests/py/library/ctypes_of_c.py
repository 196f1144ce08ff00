"""Functions of C's library by ctypes: memory, text, sorting, chance; what they print comes last here."""
from ctypes import *
libc = CDLL("libc.so.6")
libc.malloc.restype = c_void_p; libc.malloc.argtypes = [c_size_t]; libc.free.argtypes = [c_void_p]; libc.realloc.restype = c_void_p; libc.realloc.argtypes = [c_void_p, c_size_t]
p = libc.malloc(100); print(p != 0)
memmove(p, b'hello\0', 6); print(string_at(p))
libc.strcpy.restype = c_char_p
arr = (c_int * 4).from_address(p); arr[2] = 7; print(list(arr)[2])
p = libc.realloc(p, 200); print(string_at(p, 5)); 
libc.malloc_usable_size.argtypes = [c_void_p]; q = libc.malloc(10); print(libc.malloc_usable_size(q)); libc.free(q); libc.free(p); libc.free(None)
buf = create_string_buffer(50)
print(libc.sprintf(buf, b'%d %s %5.2f %x %c', 42, b'str', c_double(3.14159), 255, ord('z')), buf.value)
print(libc.snprintf(buf, 5, b'%s', b'too long'), buf.value, libc.strcmp(b'a', b'b') < 0)
libc.strcpy(buf, b'copied'); print(buf.value); libc.strcat(buf, b'!!'); print(buf.value)
CMP = CFUNCTYPE(c_int, POINTER(c_int), POINTER(c_int))
def cmp(a, b):
    print('cmp', a[0], b[0]); return a[0] - b[0]
ia = (c_int * 5)(5, 1, 7, 33, 99)
libc.qsort(ia, len(ia), sizeof(c_int), CMP(cmp)); print(list(ia))
libc.srand(1); print([libc.rand() for _ in range(5)]); libc.srand(42); print([libc.rand() for _ in range(3)])
import os, time
print(libc.getpid() == os.getpid(), abs(libc.time(None) - time.time()) < 2, libc.isdigit(ord('5')) != 0, libc.toupper(ord('a')))
libc.strdup.restype = c_char_p; print(libc.strdup(b'abc'))
libc.strstr.restype = c_char_p; print(libc.strstr(b'hello world', b'o w'), libc.strstr(b'a', b'b'))
libc.getenv.restype = c_char_p; print(libc.getenv(b'NOPE_X'))
print(libc.memcmp(b'abc', b'abd', 2), libc.malloc_trim(0) in (0, 1))
import sys
sys.stdout.flush()
libc.printf(b"Hello, %s! %d %5.1f|%-5d|%05d|%ld|%%\n", b"World", 42, c_double(2.55), 7, 42, c_long(1 << 40))
libc.puts(b"put")
