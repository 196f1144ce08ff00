import warnings; warnings.simplefilter('ignore')
import this, imghdr, io
# The Zen; kinds of images.
print(len(this.s), this.d['A'], len(this.d))
for h in (b'\x89PNG\r\n\x1a\n', b'GIF89a', b'\xff\xd8\xff\xe0\0\x10JFIF', b'BMxx', b'P6 ', b'P1\n', b'P5\t', b'RIFFxxxxWEBP', b'nothing', b'', b'II', b'#define '): print(h, imghdr.what(None, h), imghdr.what(io.BytesIO(h)))
print([f.__name__ for f in imghdr.tests][:3], imghdr.test_gif(b'GIF87a', None))
