import ctypes
class P(ctypes.Structure):
    _fields_=[("ob_refcnt", ctypes.c_ssize_t),("ob_type", ctypes.c_void_p)]
x=[1]
p=P.from_address(id(x)); print(p.ob_refcnt, p.ob_type==id(list), ctypes.sizeof(P))
print(ctypes.c_double.from_address(id(2.5)+16).value if 0 else '', ctypes.c_double(1.1).value, ctypes.c_int(5), ctypes.c_long(-3))
f=3.14159; print(ctypes.c_double.from_address(id(f)+16).value)
s='hello'; print(ctypes.string_at(id(s)+48,5), (ctypes.c_char*5).from_address(id(s)+48).value)
print((ctypes.c_int*3)(1,2,3)[:], ctypes.c_uint8(300).value, ctypes.c_float(0.1).value)
