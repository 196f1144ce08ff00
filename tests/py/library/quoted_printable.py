import binascii
for d in (b'', b'.', b'.\n', b'a.\nb', b'x'*200, b'x'*75+b' ', b'x'*74+b'\xff', b'a\r\nb \r\n', b'\r', b'a\rb', b' ', b'\t\n', b'= =\n', b'_a b_', b'\0\1', b'x'*76+b'\n', b'x'*75+b'\n'):
    print([binascii.b2a_qp(d,*a) for a in ((),(True,),(False,False),(False,True,True),(1,0,1))])
for d in (b'=', b'a=\nb', b'a=\r\nb', b'==41', b'=4', b'=zz', b'=41=42', 'a=41', b'a= \nb', b'_=5F_', b'=\rxx\ny'):
    print(binascii.a2b_qp(d), binascii.a2b_qp(d, True))
for f in (lambda: binascii.b2a_qp('x'), lambda: binascii.a2b_qp('\xe9'), lambda: binascii.a2b_qp(1)):
    try: f()
    except Exception as e: print(type(e).__name__, e)
