"""Modes of files: kinds and permissions, as Linux numbers them."""

ST_MODE, ST_INO, ST_DEV, ST_NLINK, ST_UID, ST_GID, ST_SIZE, ST_ATIME, ST_MTIME, ST_CTIME = range(10)

S_IFDIR, S_IFCHR, S_IFBLK, S_IFREG, S_IFIFO, S_IFLNK, S_IFSOCK = 0o040000, 0o020000, 0o060000, 0o100000, 0o010000, 0o120000, 0o140000
S_IFDOOR = S_IFPORT = S_IFWHT = 0
S_ISUID, S_ISGID, S_ISVTX = 0o4000, 0o2000, 0o1000
S_ENFMT = S_ISGID
S_IREAD = S_IRUSR = 0o400
S_IWRITE = S_IWUSR = 0o200
S_IEXEC = S_IXUSR = 0o100
S_IRWXU, S_IRWXG, S_IRWXO = 0o700, 0o070, 0o007
S_IRGRP, S_IWGRP, S_IXGRP = 0o040, 0o020, 0o010
S_IROTH, S_IWOTH, S_IXOTH = 0o004, 0o002, 0o001


def S_IMODE(mode):
    """The permissions."""
    return mode & 0o7777


def S_IFMT(mode):
    """The kind."""
    return mode & 0o170000


def _is(kind):
    def test(mode, /):
        return kind != 0 and mode & 0o170000 == kind
    return test


S_ISDIR, S_ISCHR, S_ISBLK, S_ISREG, S_ISFIFO, S_ISLNK, S_ISSOCK, S_ISDOOR, S_ISPORT, S_ISWHT = map(
    _is, (S_IFDIR, S_IFCHR, S_IFBLK, S_IFREG, S_IFIFO, S_IFLNK, S_IFSOCK, 0, 0, 0))

_LETTERS = {S_IFLNK: 'l', S_IFSOCK: 's', S_IFREG: '-', S_IFBLK: 'b', S_IFDIR: 'd', S_IFCHR: 'c', S_IFIFO: 'p'}


def filemode(mode):
    """As ls -l shows it: '-rw-r--r--'."""
    text = _LETTERS.get(S_IFMT(mode), '?')
    for shift, special, letter in (6, S_ISUID, 's'), (3, S_ISGID, 's'), (0, S_ISVTX, 't'):
        bits = mode >> shift
        text += ('r' if bits & 4 else '-') + ('w' if bits & 2 else '-')
        text += (letter if bits & 1 else letter.upper()) if mode & special else 'x' if bits & 1 else '-'
    return text


def __getattr__(name):
    """Names of other systems."""
    flags = {'FILE_ATTRIBUTE': 'READONLY HIDDEN SYSTEM - DIRECTORY ARCHIVE DEVICE NORMAL TEMPORARY SPARSE_FILE REPARSE_POINT COMPRESSED OFFLINE '
                               'NOT_CONTENT_INDEXED ENCRYPTED INTEGRITY_STREAM VIRTUAL NO_SCRUB_DATA',
             'UF': 'NODUMP IMMUTABLE APPEND OPAQUE NOUNLINK COMPRESSED - - - - - - - - - HIDDEN',
             'SF': '- - - - - - - - - - - - - - - - ARCHIVED IMMUTABLE APPEND - NOUNLINK SNAPSHOT'}
    for kind, names in flags.items():
        if name.startswith(kind + '_') and name[len(kind) + 1:] in names.split():
            return 1 << names.split().index(name[len(kind) + 1:])
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
