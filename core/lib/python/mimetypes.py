"""The MIME type that a file's name tells, and names for a type."""

import os
import posixpath
import sys

__all__ = ["knownfiles", "inited", "MimeTypes", "guess_type", "guess_all_extensions", "guess_extension", "add_type", "init",
           "read_mime_types", "suffix_map", "encodings_map", "types_map", "common_types"]

knownfiles = ["/etc/mime.types", "/etc/httpd/mime.types", "/etc/httpd/conf/mime.types", "/etc/apache/mime.types", "/etc/apache2/mime.types",
              "/usr/local/etc/httpd/conf/mime.types", "/usr/local/lib/netscape/mime.types", "/usr/local/etc/httpd/conf/mime.types",
              "/usr/local/etc/mime.types"]
inited = False
_db = None


class MimeTypes:
    """Types by extension and extensions by type, each official ([True]) and common ([False])."""

    def __init__(self, filenames=(), strict=True):
        if not inited:
            init()
        self.encodings_map, self.suffix_map = dict(_encodings_map_default), dict(_suffix_map_default)
        self.types_map, self.types_map_inv = ({}, {}), ({}, {})
        for known, official in ((_types_map_default, True), (_common_types_default, False)):
            for ext, type in known.items():
                self.add_type(type, ext, official)
        for name in filenames:
            self.read(name, strict)

    def add_type(self, type, ext, strict=True):
        """Files with the extension have the type."""
        self.types_map[strict][ext] = type
        known = self.types_map_inv[strict].setdefault(type, [])
        if ext not in known:
            known += [ext]

    def guess_type(self, url, strict=True):
        """(type, encoding) of what a URL or path names; None for what is not known."""
        url = os.fspath(url)
        scheme, colon, rest = url.partition(':')
        if colon and scheme and '/' not in scheme:
            scheme, url = scheme.lower(), rest
        else:
            scheme = None
        if scheme == 'data':
            head, comma, _ = url.partition(',')
            type = head.partition(';')[0]  # behind it are parameters
            if comma and ('/' not in type or '=' in type):
                type = 'text/plain'
            return (type if comma else None), None
        base, ext = posixpath.splitext(url)
        while (ext_lower := ext.lower()) in self.suffix_map:
            base, ext = posixpath.splitext(base + self.suffix_map[ext_lower])
        encoding = None
        if ext in self.encodings_map:
            encoding = self.encodings_map[ext]
            base, ext = posixpath.splitext(base)
        ext = ext.lower()
        for known in (self.types_map[True],) if strict else (self.types_map[True], self.types_map[False]):
            if ext in known:
                return known[ext], encoding
        return None, encoding

    def guess_all_extensions(self, type, strict=True):
        """All extensions of a type."""
        official, common = (self.types_map_inv[kind].get(type.lower(), []) for kind in (True, False))
        return official + ([] if strict else [ext for ext in common if ext not in official])

    def guess_extension(self, type, strict=True):
        """An extension of a type, or None."""
        extensions = self.guess_all_extensions(type, strict)
        return extensions[0] if extensions else None

    def read(self, filename, strict=True):
        """Take over a file in the form of mime.types."""
        with open(filename, encoding='utf-8') as fp:
            self.readfp(fp, strict)

    def readfp(self, fp, strict=True):
        while line := fp.readline():
            words = line.split()
            for i, word in enumerate(words):
                if word[0] == '#':
                    del words[i:]
                    break
            if words:
                for suffix in words[1:]:
                    self.add_type(words[0], '.' + suffix, strict)

    def read_windows_registry(self, strict=True):
        """There is no registry here."""


def _ready():
    if _db is None:
        init()
    return _db


def guess_type(url, strict=True):
    """(type, encoding) of what a URL or path names; None for what is not known."""
    return _ready().guess_type(url, strict)


def guess_all_extensions(type, strict=True):
    """All extensions of a type."""
    return _ready().guess_all_extensions(type, strict)


def guess_extension(type, strict=True):
    """An extension of a type, or None."""
    return _ready().guess_extension(type, strict)


def add_type(type, ext, strict=True):
    """Files with the extension have the type."""
    return _ready().add_type(type, ext, strict)


def init(files=None):
    """Make the tables anew; read the known files and the given ones."""
    global suffix_map, types_map, encodings_map, common_types, inited, _db
    inited = True
    if files is None or _db is None:
        db = MimeTypes()
        files = knownfiles if files is None else knownfiles + list(files)
    else:
        db = _db
    for file in filter(os.path.isfile, files):
        db.read(file)
    common_types, types_map = db.types_map
    suffix_map, encodings_map, _db = db.suffix_map, db.encodings_map, db


def read_mime_types(file):
    """The types by extension that a file tells; None if there is no file."""
    try:
        lines = open(file, encoding='utf-8')
    except OSError:
        return None
    told = MimeTypes()
    with lines:
        told.readfp(lines)
    return told.types_map[True]


def _default_mime_types():
    global suffix_map, encodings_map, types_map, common_types
    global _suffix_map_default, _encodings_map_default, _types_map_default, _common_types_default
    suffix_map = _suffix_map_default = {'.svgz': '.svg.gz', '.tgz': '.tar.gz', '.taz': '.tar.gz', '.tz': '.tar.gz',
                                        '.tbz2': '.tar.bz2', '.txz': '.tar.xz'}
    encodings_map = _encodings_map_default = {'.gz': 'gzip', '.Z': 'compress', '.bz2': 'bzip2', '.xz': 'xz', '.br': 'br'}
    types_map = _types_map_default = {'.' + ext: type for type, _, exts in
                                      (line.partition(' ') for line in _TYPES.strip().split('\n')) for ext in exts.split()}
    common_types = _common_types_default = {
        '.rtf': 'application/rtf', '.midi': 'audio/midi', '.mid': 'audio/midi', '.jpg': 'image/jpg', '.pict': 'image/pict',
        '.pct': 'image/pict', '.pic': 'image/pict', '.webp': 'image/webp', '.xul': 'text/xul'}


# Order decides which extension guess_extension() gives.
_TYPES = """
application/javascript js mjs
application/json json
application/manifest+json webmanifest
application/msword doc dot wiz
application/n-quads nq
application/n-triples nt
application/octet-stream bin a dll exe o obj so
application/oda oda
application/pdf pdf
application/pkcs7-mime p7c
application/postscript ps ai eps
application/trig trig
application/vnd.apple.mpegurl m3u m3u8
application/vnd.ms-excel xls xlb
application/vnd.ms-powerpoint ppt pot ppa pps pwz
application/wasm wasm
application/x-bcpio bcpio
application/x-cpio cpio
application/x-csh csh
application/x-dvi dvi
application/x-gtar gtar
application/x-hdf hdf
application/x-hdf5 h5
application/x-latex latex
application/x-mif mif
application/x-netcdf cdf nc
application/x-pkcs12 p12 pfx
application/x-pn-realaudio ram
application/x-python-code pyc pyo
application/x-sh sh
application/x-shar shar
application/x-shockwave-flash swf
application/x-sv4cpio sv4cpio
application/x-sv4crc sv4crc
application/x-tar tar
application/x-tcl tcl
application/x-tex tex
application/x-texinfo texi texinfo
application/x-troff roff t tr
application/x-troff-man man
application/x-troff-me me
application/x-troff-ms ms
application/x-ustar ustar
application/x-wais-source src
application/xml xsl rdf wsdl xpdl
application/zip zip
audio/3gpp 3gp 3gpp
audio/3gpp2 3g2 3gpp2
audio/aac aac adts loas ass
audio/basic au snd
audio/mpeg mp3 mp2
audio/opus opus
audio/x-aiff aif aifc aiff
audio/x-pn-realaudio ra
audio/x-wav wav
image/avif avif
image/bmp bmp
image/gif gif
image/ief ief
image/jpeg jpg jpe jpeg
image/heic heic
image/heif heif
image/png png
image/svg+xml svg
image/tiff tiff tif
image/vnd.microsoft.icon ico
image/x-cmu-raster ras
image/x-portable-anymap pnm
image/x-portable-bitmap pbm
image/x-portable-graymap pgm
image/x-portable-pixmap ppm
image/x-rgb rgb
image/x-xbitmap xbm
image/x-xpixmap xpm
image/x-xwindowdump xwd
message/rfc822 eml mht mhtml nws
text/css css
text/csv csv
text/html html htm
text/n3 n3
text/plain txt bat c h ksh pl srt
text/richtext rtx
text/tab-separated-values tsv
text/vtt vtt
text/x-python py
text/x-setext etx
text/x-sgml sgm sgml
text/x-vcard vcf
text/xml xml
video/mp4 mp4
video/mpeg mpeg m1v mpa mpe mpg
video/quicktime mov qt
video/webm webm
video/x-msvideo avi
video/x-sgi-movie movie
"""

_default_mime_types()


def _main():
    import getopt
    usage = """Usage: mimetypes.py [options] type

Options:
    --help / -h       -- print this message and exit
    --lenient / -l    -- additionally search of some common, but non-standard
                         types.
    --extension / -e  -- guess extension instead of type

More than one type argument may be given.
"""
    try:
        opts, args = getopt.getopt(sys.argv[1:], 'hle', ['help', 'lenient', 'extension'])
    except getopt.error as msg:
        sys.exit(f'{msg}\n{usage}')
    names = {opt for opt, _ in opts}
    if names & {'-h', '--help'}:
        print(usage)
        sys.exit()
    strict = not names & {'-l', '--lenient'}
    for arg in args:
        if names & {'-e', '--extension'}:
            guess = guess_extension(arg, strict)
            print(guess if guess else f"I don't know anything about type {arg}")
        else:
            guess, encoding = guess_type(arg, strict)
            print('type:', guess, 'encoding:', encoding) if guess else print(f"I don't know anything about type {arg}")


if __name__ == '__main__':
    _main()
