"""Whole files and folders: copy, move, remove."""

import collections
import fnmatch
import os
import stat

__all__ = ["copyfileobj", "copyfile", "copymode", "copystat", "copy", "copy2", "copytree", "move", "rmtree", "Error", "SpecialFileError",
           "ExecError", "ReadError", "RegistryError", "ignore_patterns", "chown", "which", "get_terminal_size", "SameFileError", "disk_usage",
           "make_archive", "get_archive_formats", "register_archive_format", "unregister_archive_format", "get_unpack_formats",
           "register_unpack_format", "unregister_unpack_format", "unpack_archive"]

COPY_BUFSIZE = 64 * 1024


class Error(OSError):
    pass


class SameFileError(Error):
    """Source and destination are the same file."""


class SpecialFileError(OSError):
    """Not for files of this kind."""


class ExecError(OSError):
    pass


class ReadError(OSError):
    pass


class RegistryError(Exception):
    pass


def copyfileobj(fsrc, fdst, length=0):
    """From one stream to another."""
    length = length or COPY_BUFSIZE
    while piece := fsrc.read(length):
        fdst.write(piece)


def _is_same(src, dst):
    try:
        return os.path.samefile(src, dst)
    except OSError:
        return False


def copyfile(src, dst, *, follow_symlinks=True):
    """The bytes of a file; returns dst."""
    if _is_same(src, dst):
        raise SameFileError("{!r} and {!r} are the same file".format(src, dst))
    for name in src, dst:
        try:
            if stat.S_ISFIFO(os.stat(name).st_mode):
                raise SpecialFileError("`%s` is a named pipe" % os.fspath(name))
        except OSError as error:
            if isinstance(error, SpecialFileError):
                raise
    if not follow_symlinks and os.path.islink(src):
        os.symlink(os.readlink(src), dst)
        return dst
    with open(src, 'rb') as fsrc:
        try:
            with open(dst, 'wb') as fdst:
                copyfileobj(fsrc, fdst)
        except IsADirectoryError as error:
            if not os.path.exists(dst):
                raise FileNotFoundError(f'Directory does not exist: {dst}') from error
            raise
    return dst


def copymode(src, dst, *, follow_symlinks=True):
    """The permissions."""
    if follow_symlinks or not (os.path.islink(src) and os.path.islink(dst)):
        os.chmod(dst, stat.S_IMODE(os.stat(src).st_mode))


def copystat(src, dst, *, follow_symlinks=True):
    """Permissions and times."""
    if follow_symlinks or not (os.path.islink(src) and os.path.islink(dst)):
        status = os.stat(src)
        os.utime(dst, ns=(status.st_atime_ns, status.st_mtime_ns))
        os.chmod(dst, stat.S_IMODE(status.st_mode))


def _target(src, dst):
    return os.path.join(dst, os.path.basename(src)) if os.path.isdir(dst) else dst


def copy(src, dst, *, follow_symlinks=True):
    """Bytes and permissions, into a folder or to a name; returns the new path."""
    dst = _target(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copymode(src, dst, follow_symlinks=follow_symlinks)
    return dst


def copy2(src, dst, *, follow_symlinks=True):
    """The same with times."""
    dst = _target(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copystat(src, dst, follow_symlinks=follow_symlinks)
    return dst


def ignore_patterns(*patterns):
    """For copytree(): leave out names that match."""
    def ignore(path, names):
        return {name for pattern in patterns for name in fnmatch.filter(names, pattern)}
    return ignore


def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2, ignore_dangling_symlinks=False, dirs_exist_ok=False):
    """A folder with all that is in it; returns dst."""
    with os.scandir(src) as found:
        entries = list(found)
    left_out = ignore(os.fspath(src), [entry.name for entry in entries]) if ignore is not None else set()
    os.makedirs(dst, exist_ok=dirs_exist_ok)
    errors = []
    for entry in entries:
        if entry.name in left_out:
            continue
        source, target = os.path.join(src, entry.name), os.path.join(dst, entry.name)
        try:
            if entry.is_symlink() and symlinks:
                os.symlink(os.readlink(source), target)
            elif entry.is_symlink() and not os.path.exists(source) and ignore_dangling_symlinks:
                continue
            elif entry.is_dir():
                copytree(source, target, symlinks, ignore, copy_function, ignore_dangling_symlinks, dirs_exist_ok)
            else:
                copy_function(source, target)
        except Error as error:
            errors.extend(error.args[0])
        except OSError as error:
            errors.append((source, target, str(error)))
    try:
        copystat(src, dst)
    except OSError as error:
        errors.append((src, dst, str(error)))
    if errors:
        raise Error(errors)
    return dst


def rmtree(path, ignore_errors=False, onerror=None, *, dir_fd=None):
    """Remove a folder with all that is in it."""
    import sys
    if ignore_errors:
        def onerror(*args):
            pass
    elif onerror is None:
        def onerror(*args):
            raise
    try:
        if os.path.islink(path):
            raise OSError("Cannot call rmtree on a symbolic link")
        if not stat.S_ISDIR(os.lstat(path).st_mode):
            os.scandir(path)
    except OSError as error:
        onerror(os.path.islink if not error.errno else os.lstat if error.errno == 2 else os.scandir, path, sys.exc_info())
        return
    _remove_tree(path, onerror)


def _remove_tree(path, onerror):
    import sys
    try:
        with os.scandir(path) as found:
            entries = list(found)
    except OSError:
        onerror(os.scandir, path, sys.exc_info())
        entries = []
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            _remove_tree(entry.path, onerror)
            continue
        try:
            os.unlink(entry.path)
        except OSError:
            onerror(os.unlink, entry.path, sys.exc_info())
    try:
        os.rmdir(path)
    except OSError:
        onerror(os.rmdir, path, sys.exc_info())


rmtree.avoids_symlink_attacks = True


def move(src, dst, copy_function=copy2):
    """To another name or into a folder; returns the new path."""
    target = dst
    if os.path.isdir(dst):
        if _is_same(src, dst):
            os.rename(src, dst)
            return None
        target = os.path.join(dst, os.path.basename(os.fspath(src).rstrip('/')))
        if os.path.exists(target):
            raise Error("Destination path '%s' already exists" % target)
    if os.path.isdir(src) and (os.path.abspath(target) + '/').startswith(os.path.abspath(src) + '/'):
        raise Error("Cannot move a directory '%s' into itself '%s'." % (src, dst))
    os.rename(src, target)
    return target


def chown(path, user=None, group=None):
    if user is None and group is None:
        raise ValueError("user and/or group must be set")
    os.chown(path, -1, -1)


_Usage = collections.namedtuple('usage', 'total used free')


def disk_usage(path):
    """Sizes of the file system, in bytes."""
    os.stat(path)
    return _Usage(2 ** 30, 0, 2 ** 30)


def which(cmd, mode=os.F_OK | os.X_OK, path=None):
    """Path of a program: there are none but those that were made here."""
    folders = [''] if os.path.dirname(cmd) else (os.environ.get('PATH', os.defpath) if path is None else path).split(os.pathsep)
    for folder in folders:
        name = os.path.join(folder, cmd)
        if os.path.isfile(name) and os.access(name, mode):
            return name
    return None


def get_terminal_size(fallback=(80, 24)):
    """Columns and lines: of the environment, or the fallback."""
    def number(name):
        try:
            return int(os.environ[name])
        except (KeyError, ValueError):
            return 0
    columns, lines = number('COLUMNS'), number('LINES')
    return os.terminal_size((columns if columns > 0 else fallback[0], lines if lines > 0 else fallback[1]))


# ---- archives ----

_TAR_KINDS = {None: "", "gzip": "gz", "xz": "xz"}


def _owner(name, number_of):
    """The number of an owner or a group, None if there is no such name."""
    if name is None:
        return None
    try:
        return number_of(name)
    except KeyError:
        return None


def _make_tarball(base_name, base_dir, compress="gzip", verbose=0, dry_run=0, owner=None, group=None, logger=None, root_dir=None):
    """A tar file of a folder; its name."""
    import tarfile
    if compress not in _TAR_KINDS:
        raise ValueError(f"bad value for 'compress', or compression format not supported : {compress}")
    kind = _TAR_KINDS[compress]
    name = base_name + ".tar" + (kind and "." + kind)
    folder = os.path.dirname(name)
    if folder and not os.path.exists(folder):
        if logger is not None:
            logger.info("creating %s", folder)
        if not dry_run:
            os.makedirs(folder)
    if logger is not None:
        logger.info("Creating tar archive")
    uid = gid = None
    if owner is not None:
        import pwd
        uid = _owner(owner, lambda name: pwd.getpwnam(name)[2])
    if group is not None:
        import grp
        gid = _owner(group, lambda name: grp.getgrnam(name)[2])

    def owned(info):
        if gid is not None:
            info.gid, info.gname = gid, group
        if uid is not None:
            info.uid, info.uname = uid, owner
        return info
    if not dry_run:
        source = base_dir if root_dir is None else os.path.join(root_dir, base_dir)
        with tarfile.open(name, f"w:{kind}") as tar:
            tar.add(source, base_dir, filter=owned)
    return name if root_dir is None else os.path.abspath(name)


def _make_zipfile(base_name, base_dir, verbose=0, dry_run=0, logger=None, owner=None, group=None, root_dir=None):
    """A zip file of a folder; its name."""
    import zipfile
    name = base_name + ".zip"
    folder = os.path.dirname(base_name)
    if folder and not os.path.exists(folder):
        if logger is not None:
            logger.info("creating %s", folder)
        if not dry_run:
            os.makedirs(folder)
    if logger is not None:
        logger.info("creating '%s' and adding '%s' to it", name, base_dir)
    if not dry_run:
        with zipfile.ZipFile(name, "w", compression=zipfile.ZIP_DEFLATED) as archive:
            inside = os.path.normpath(base_dir)
            top = inside if root_dir is None else os.path.normpath(os.path.join(root_dir, base_dir))

            def add(path, arcname):
                archive.write(path, arcname)
                if logger is not None:
                    logger.info("adding '%s'", path)
            if inside != os.curdir:
                add(top, inside)
            for path, folders, files in os.walk(top):
                arcpath = os.path.normpath(os.path.join(inside, os.path.relpath(path, top)))
                for folder in sorted(folders):
                    add(os.path.join(path, folder), os.path.join(arcpath, folder))
                for file in files:
                    if os.path.isfile(os.path.join(path, file)):
                        add(os.path.join(path, file), os.path.normpath(os.path.join(arcpath, file)))
    return name if root_dir is None else os.path.abspath(name)


for _make in _make_tarball, _make_zipfile:
    _make.supports_root_dir = True
_ARCHIVE_FORMATS = {"tar": (_make_tarball, [("compress", None)], "uncompressed tar file"),
                    "gztar": (_make_tarball, [("compress", "gzip")], "gzip'ed tar-file"),
                    "bztar": (_make_tarball, [("compress", "bzip2")], "bzip2'ed tar-file"),
                    "zip": (_make_zipfile, [], "ZIP file"),
                    "xztar": (_make_tarball, [("compress", "xz")], "xz'ed tar-file")}


def get_archive_formats():
    """[(name, what it is)] of the archives that make_archive() makes."""
    return sorted((name, entry[2]) for name, entry in _ARCHIVE_FORMATS.items())


def register_archive_format(name, function, extra_args=None, description=""):
    """Another kind of archive, made by function(base_name, base_dir, **extra_args)."""
    extra_args = [] if extra_args is None else extra_args
    if not callable(function):
        raise TypeError(f"The {function} object is not callable")
    if not isinstance(extra_args, (tuple, list)):
        raise TypeError("extra_args needs to be a sequence")
    if any(not isinstance(pair, (tuple, list)) or len(pair) != 2 for pair in extra_args):
        raise TypeError("extra_args elements are : (arg_name, value)")
    _ARCHIVE_FORMATS[name] = function, extra_args, description


def unregister_archive_format(name):
    del _ARCHIVE_FORMATS[name]


def make_archive(base_name, format, root_dir=None, base_dir=None, verbose=0, dry_run=0, owner=None, group=None, logger=None):
    """An archive of base_dir, as it is seen from root_dir; its name."""
    try:
        function, extra, _ = _ARCHIVE_FORMATS[format]
    except KeyError:
        raise ValueError(f"unknown archive format {format!r}") from None
    options = {"dry_run": dry_run, "logger": logger, "owner": owner, "group": group, **dict(extra)}
    if function is _make_zipfile:
        del options["owner"], options["group"]
    base_dir = os.curdir if base_dir is None else base_dir
    before = None
    if root_dir is not None:
        base_name = os.path.abspath(os.fspath(base_name))
        if not stat.S_ISDIR(os.stat(root_dir).st_mode):
            raise NotADirectoryError(20, "Not a directory", root_dir)
        if getattr(function, "supports_root_dir", False):
            options["root_dir"] = os.fspath(root_dir)
            base_name = os.fspath(base_name)
        else:
            before = os.getcwd()
            if not dry_run:
                os.chdir(root_dir)
    try:
        return function(base_name, base_dir, **options)
    finally:
        if before is not None:
            os.chdir(before)


def _ensure_directory(path):
    folder = os.path.dirname(path)
    if not os.path.isdir(folder):
        os.makedirs(folder)


def _unpack_zipfile(filename, extract_dir):
    import zipfile
    if not zipfile.is_zipfile(filename):
        raise ReadError(f"{filename} is not a zip file")
    with zipfile.ZipFile(filename) as archive:
        for info in archive.infolist():
            name = info.filename
            if name.startswith("/") or ".." in name:
                continue
            target = os.path.join(extract_dir, *name.split("/"))
            _ensure_directory(target)
            if not name.endswith("/"):
                with archive.open(name) as source, open(target, "wb") as file:
                    copyfileobj(source, file)


def _unpack_tarfile(filename, extract_dir, *, filter=None):
    import tarfile
    try:
        tar = tarfile.open(filename)
    except tarfile.TarError:
        raise ReadError(f"{filename} is not a compressed or uncompressed tar file") from None
    with tar:
        tar.extractall(extract_dir, filter=filter)


_UNPACK_FORMATS = {"tar": ([".tar"], _unpack_tarfile, [], "uncompressed tar file"), "zip": ([".zip"], _unpack_zipfile, [], "ZIP file"),
                   "gztar": ([".tar.gz", ".tgz"], _unpack_tarfile, [], "gzip'ed tar-file"),
                   "bztar": ([".tar.bz2", ".tbz2"], _unpack_tarfile, [], "bzip2'ed tar-file"),
                   "xztar": ([".tar.xz", ".txz"], _unpack_tarfile, [], "xz'ed tar-file")}


def get_unpack_formats():
    """[(name, ends of names, what it is)] of the archives that unpack_archive() knows."""
    return sorted((name, entry[0], entry[3]) for name, entry in _UNPACK_FORMATS.items())


def register_unpack_format(name, extensions, function, extra_args=None, description=""):
    """Another kind of archive, unpacked by function(filename, extract_dir, **extra_args)."""
    known = {end: other for other, entry in _UNPACK_FORMATS.items() for end in entry[0]}
    for end in extensions:
        if end in known:
            raise RegistryError(f'{end} is already registered for "{known[end]}"')
    if not callable(function):
        raise TypeError("The registered function must be a callable")
    _UNPACK_FORMATS[name] = extensions, function, [] if extra_args is None else extra_args, description


def unregister_unpack_format(name):
    del _UNPACK_FORMATS[name]


def unpack_archive(filename, extract_dir=None, format=None, *, filter=None):
    """Take an archive apart, in the current folder or in another."""
    extract_dir = os.fspath(os.getcwd() if extract_dir is None else extract_dir)
    filename = os.fspath(filename)
    options = {} if filter is None else {"filter": filter}
    if format is not None:
        if format not in _UNPACK_FORMATS:
            raise ValueError(f"Unknown unpack format '{format}'")
    else:
        format = next((name for name, entry in _UNPACK_FORMATS.items() if any(filename.endswith(end) for end in entry[0])), None)
        if format is None:
            raise ReadError(f"Unknown archive format '{filename}'")
    _, function, extra, _ = _UNPACK_FORMATS[format]
    function(filename, extract_dir, **dict(extra), **options)
