"""base64 and binascii: every function, errors too."""
import binascii,base64
def t(f,*a,**k):
    try: print(f.__name__,a,k,f(*a,**k))
    except BaseException as e: print(f.__name__,a,k,type(e),e)
for f, *a in ((binascii.unhexlify,'abc'),(binascii.unhexlify,'zz'),(binascii.hexlify,b'abcdef',':'),(binascii.hexlify,b'abcdef','-',2),(binascii.hexlify,b'abcdefg','-',-2),(binascii.hexlify,b'a','--'),
    (binascii.hexlify,'a'),(binascii.a2b_base64,'YQ'),(binascii.a2b_base64,'YWJj\nYQ=='),(binascii.a2b_base64,'Y'),(binascii.a2b_base64,'YQ='),(binascii.a2b_base64,'YW=J'),(binascii.a2b_base64,'Y$Q=='),(binascii.a2b_base64,'é'),(binascii.a2b_base64,'YQ==YQ=='),(binascii.a2b_base64,'YWJjZ'),(binascii.a2b_base64,'YWJj='),
    (binascii.b2a_base64,b'abc'),(binascii.crc32,b'hello'),(binascii.crc32,b'hello',5),(binascii.crc_hqx,b'hello',0),(binascii.b2a_uu,b'hello world'),(binascii.a2b_uu,b"+:&5L;&\\@=V]R;&0 \n")):
    t(f, *a)
for text in ('Y$Q==','=YQ==','YQ==a','YQ=a=','YQ===','YWJj=','YWJj'): t(binascii.a2b_base64,text,strict_mode=True)
t(binascii.b2a_base64,b'abc',newline=False)
print(binascii.Error.__mro__, binascii.Incomplete)
t(base64.b64encode,'a');t(base64.b64decode,b'YQ');t(base64.b64decode,b'Y!Q==',validate=True);t(base64.b32decode,b'NBSWY3DPEE======');t(base64.b32decode,b'NBSWY3DPEE');t(base64.b32decode,b'nbswy3dpee======');t(base64.b32decode,b'nbswy3dpee======',True);t(base64.b32decode,b'1');t(base64.b16encode,b'hi');t(base64.b16decode,b'6869');t(base64.b16decode,b'6a');t(base64.b16decode,b'6a',True)
for n in range(12):
    data = b'hello world\0\0\0\0'[:n]; wide = bytes(range(250, 256)) * 2
    print([f(data) for f in (base64.b64encode, base64.b32encode, base64.b32hexencode, base64.b85encode, base64.a85encode, base64.encodebytes)])
    print(base64.b64decode(base64.b64encode(data)) == base64.b32decode(base64.b32encode(data)) == base64.b85decode(base64.b85encode(data)) == base64.a85decode(base64.a85encode(data)) == data, base64.urlsafe_b64encode(wide[:n]), base64.b85encode(data, pad=True))
t(base64.a85encode,b'hello\0\0\0\0world',wrapcol=10);t(base64.a85encode,b'    x',foldspaces=True,adobe=True);t(base64.encodebytes,b'x'*100);t(base64.b85decode,b'~~~~~');t(base64.b85decode,b'\x7f');t(base64.a85decode,b'v')
t(base64.b64decode,'é'); t(base64.b64decode,5); t(base64.b64encode,b'ab',b'-_'); t(base64.decodebytes,'a'); t(base64.standard_b64decode,'YQ==')
