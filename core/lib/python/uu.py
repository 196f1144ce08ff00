"""Writes and reads uuencoded files."""

import binascii
import os
import sys
import warnings

__all__ = ["Error", "encode", "decode"]

warnings.warn("'uu' is deprecated and slated for removal in Python 3.13", DeprecationWarning, stacklevel=2)

_LINE_BYTES = 45
_BLANKS = b" \t\r\n\f"


class Error(Exception):
    """What is read is not uuencoded, or may not be written where it says."""


def _with_file(place, mode, use):
    """Call `use` with the binary file that '-', a path or a file object stands for; what is opened here is closed."""
    if place == "-":
        use((sys.stdin if mode == "rb" else sys.stdout).buffer)
    elif isinstance(place, str):
        with open(place, mode) as file:
            use(file)
    else:
        use(place)


def encode(in_file, out_file, name=None, mode=None, *, backtick=False):
    """From one file to another: paths, binary files, or '-'. Name and mode go into the first line."""
    if in_file != "-" and isinstance(in_file, str):
        name = os.path.basename(in_file) if name is None else name
        mode = os.stat(in_file).st_mode if mode is None else mode
    shown = "-" if name is None else name
    permissions = 0o666 if mode is None else mode

    def transfer(source, target):
        first = f"begin {permissions & 0o777:o} " + shown.replace("\n", r"\n").replace("\r", r"\r") + "\n"
        target.write(first.encode("ascii"))
        while line := source.read(_LINE_BYTES):
            target.write(binascii.b2a_uu(line, backtick=backtick))
        target.write((b"`" if backtick else b" ") + b"\nend\n")

    _with_file(in_file, "rb", lambda source: _with_file(out_file, "wb", lambda target: transfer(source, target)))


def _first_line(file):
    """The mode (in digits) and the name of the next `begin` line."""
    while line := file.readline():
        if not line.startswith(b"begin "):
            continue
        told = line[6:].split(b" ", 1)
        try:
            int(told[0], 8)
        except ValueError:
            continue
        if len(told) == 2:
            return told
    raise Error("No valid begin line found in input file")


def _safe_name(name):
    """The name that a file tells for itself, if it is new and lies below this folder."""
    path = name.rstrip(_BLANKS).decode("ascii")
    if os.path.exists(path):
        raise Error(f"Cannot overwrite existing file: {path}")
    if path.startswith(os.sep) or ".." + os.sep in path:
        raise Error(f"Refusing to write to {path} due to directory traversal")
    return path


def _line_bytes(line, quiet):
    """What a line stands for; of a line that is too long as many characters count as its first one asks for."""
    try:
        return binascii.a2b_uu(line)
    except binascii.Error as error:
        count = (line[0] - 32) % 64
        data = binascii.a2b_uu(line[:(count * 4 + 5) // 3])
        if not quiet:
            print("Warning:", error, file=sys.stderr)
        return data


def decode(in_file, out_file=None, mode=None, quiet=False):
    """From one file to another; without out_file to the name in the file."""
    def transfer(source):
        digits, name = _first_line(source)
        place = _safe_name(name) if out_file is None else out_file

        def fill(target):
            if target is not place and place != "-":
                os.chmod(place, int(digits, 8) if mode is None else mode)
            while line := source.readline():
                if line.strip(_BLANKS) == b"end":
                    return
                target.write(_line_bytes(line, quiet))
            raise Error("Truncated input file")

        _with_file(place, "wb", fill)

    _with_file(in_file, "rb", transfer)


def _text_place(place, mode, missing):
    """A named file; for text it may not be a standard stream."""
    if place == "-":
        print(sys.argv[0], ": cannot do -t", missing)
        sys.exit(1)
    return open(place, mode)


def test():
    """The command: encodes, or decodes with -d; standard input and output where no file is named."""
    from optparse import OptionParser
    parser = OptionParser(usage="usage: %prog [-d] [-t] [input [output]]")
    parser.add_option("-d", "--decode", action="store_true", default=False, help="decode")
    parser.add_option("-t", "--text", action="store_true", default=False, help="what is not encoded is text")
    options, places = parser.parse_args()
    if len(places) > 2:
        parser.error("incorrect number of arguments")
    source, target = places + ["-", "-"][len(places):]
    if options.text and options.decode:
        target = _text_place(target, "wb", "to stdout")
    elif options.text:
        source = _text_place(source, "rb", "from stdin")
    (decode if options.decode else encode)(source, target)


if __name__ == "__main__":
    test()
