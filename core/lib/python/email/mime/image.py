"""An image."""

__all__ = ['MIMEImage']

from email import encoders
from email.mime.nonmultipart import MIMENonMultipart


class MIMEImage(MIMENonMultipart):

    def __init__(self, _imagedata, _subtype=None, _encoder=encoders.encode_base64, *, policy=None, **_params):
        _subtype = _what(_imagedata) if _subtype is None else _subtype
        if _subtype is None:
            raise TypeError('Could not guess image MIME subtype')
        MIMENonMultipart.__init__(self, 'image', _subtype, policy=policy, **_params)
        self.set_payload(_imagedata)
        _encoder(self)


def _what(data):
    """The kind that the first bytes tell."""
    if data[6:10] in (b'JFIF', b'Exif') or data[:4] == b'\xff\xd8\xff\xdb':
        return 'jpeg'
    if data[:4] == b'RIFF' and data[8:12] == b'WEBP':
        return 'webp'
    if len(data) >= 3 and data[:1] == b'P' and data[2:3] in b' \t\n\r':
        kind = {b'1': 'pbm', b'4': 'pbm', b'2': 'pgm', b'5': 'pgm', b'3': 'ppm', b'6': 'ppm'}.get(data[1:2])
        if kind:
            return kind
    for start, kind in ((b'\211PNG\r\n\032\n', 'png'), (b'GIF87a', 'gif'), (b'GIF89a', 'gif'), (b'MM', 'tiff'), (b'II', 'tiff'),
                        (b'\001\332', 'rgb'), (b'\x59\xA6\x6A\x95', 'rast'), (b'#define ', 'xbm'), (b'BM', 'bmp'),
                        (b'\x76\x2f\x31\x01', 'exr')):
        if data.startswith(start):
            return kind
    return None
