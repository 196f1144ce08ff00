"""Compiles all sources of folders."""

import os
import py_compile
import sys
from pathlib import Path

__all__ = ["compile_dir", "compile_file", "compile_path"]


def _walk_dir(dir, maxlevels, quiet=0):
    if quiet < 2 and isinstance(dir, os.PathLike):
        dir = os.fspath(dir)
    if not quiet:
        print('Listing {!r}...'.format(dir))
    try:
        names = os.listdir(dir)
    except OSError:
        if quiet < 2:
            print("Can't list {!r}".format(dir))
        names = []
    for name in sorted(names):
        if name == '__pycache__':
            continue
        fullname = os.path.join(dir, name)
        if not os.path.isdir(fullname):
            yield fullname
        elif maxlevels > 0 and name not in (os.curdir, os.pardir) and not os.path.islink(fullname):
            yield from _walk_dir(fullname, maxlevels - 1, quiet)


def compile_dir(dir, maxlevels=None, ddir=None, force=False, rx=None, quiet=0, legacy=False, optimize=-1, workers=1,
                invalidation_mode=None, *, stripdir=None, prependdir=None, limit_sl_dest=None, hardlink_dupes=False):
    """Compile all sources in a folder and below; whether all went well."""
    if ddir is not None and (stripdir is not None or prependdir is not None):
        raise ValueError("Destination dir (ddir) cannot be used in combination with stripdir or prependdir")
    if ddir is not None:
        stripdir, prependdir, ddir = dir, ddir, None
    if workers < 0:
        raise ValueError('workers must be greater or equal to 0')
    if maxlevels is None:
        maxlevels = sys.getrecursionlimit()
    success = True
    for file in _walk_dir(dir, maxlevels, quiet):
        if not compile_file(file, ddir, force, rx, quiet, legacy, optimize, invalidation_mode, stripdir=stripdir, prependdir=prependdir,
                            limit_sl_dest=limit_sl_dest, hardlink_dupes=hardlink_dupes):
            success = False
    return success


def compile_file(fullname, ddir=None, force=False, rx=None, quiet=0, legacy=False, optimize=-1, invalidation_mode=None, *, stripdir=None,
                 prependdir=None, limit_sl_dest=None, hardlink_dupes=False):
    """Compile a source if it is newer than what is compiled of it."""
    if ddir is not None and (stripdir is not None or prependdir is not None):
        raise ValueError("Destination dir (ddir) cannot be used in combination with stripdir or prependdir")
    success = True
    fullname = os.fspath(fullname)
    name = os.path.basename(fullname)
    dfile = None
    if ddir is not None:
        dfile = os.path.join(ddir, name)
    if stripdir is not None:
        dfile = os.path.relpath(fullname, stripdir) if fullname.startswith(os.fspath(stripdir)) else fullname
    if prependdir is not None:
        dfile = os.path.join(prependdir, fullname if dfile is None else dfile)
    if isinstance(optimize, int):
        optimize = [optimize]
    optimize = sorted(set(optimize))
    if hardlink_dupes and len(optimize) < 2:
        raise ValueError("Hardlinking of duplicated bytecode makes sense only for more than one optimization level")
    if rx is not None and rx.search(fullname):
        return success
    if limit_sl_dest is not None and os.path.islink(fullname) and Path(limit_sl_dest).resolve() not in Path(fullname).resolve().parents:
        return success
    if not os.path.isfile(fullname) or not name.endswith('.py'):
        return success
    cfiles = {level: fullname + 'c' if legacy else py_compile._cache_from_source(fullname, level if level >= 1 else None)
              for level in optimize}
    if not force:
        expect = py_compile._MAGIC + bytes(4) + (int(os.stat(fullname).st_mtime) & 0xFFFFFFFF).to_bytes(4, 'little')
        try:
            for cfile in cfiles.values():
                with open(cfile, 'rb') as chandle:
                    if chandle.read(12) != expect:
                        break
            else:
                return success
        except OSError:
            pass
    if not quiet:
        print('Compiling {!r}...'.format(fullname))
    for level, cfile in cfiles.items():
        try:
            ok = py_compile.compile(fullname, cfile, dfile, True, optimize=level, invalidation_mode=invalidation_mode)
        except py_compile.PyCompileError as err:
            success = False
            if quiet >= 2:
                return success
            print('*** Error compiling {!r}...'.format(fullname) if quiet else '*** ', end='\n' if quiet else '')
            print(err.msg)
        except (SyntaxError, UnicodeError, OSError) as e:
            success = False
            if quiet >= 2:
                return success
            print('*** Error compiling {!r}...'.format(fullname) if quiet else '*** ', end='\n' if quiet else '')
            print(e.__class__.__name__ + ':', e)
        else:
            if ok == 0:
                success = False
    return success


def compile_path(skip_curdir=1, maxlevels=0, force=False, quiet=0, legacy=False, optimize=-1, invalidation_mode=None):
    """Compile all sources on sys.path."""
    success = True
    for dir in sys.path:
        if (not dir or dir == os.curdir) and skip_curdir:
            if quiet < 2:
                print('Skipping current directory')
        else:
            success = success and compile_dir(dir, maxlevels, None, force, quiet=quiet, legacy=legacy, optimize=optimize,
                                              invalidation_mode=invalidation_mode)
    return success


def main():
    import argparse
    import re
    parser = argparse.ArgumentParser(description='Utilities to support installing Python libraries.')
    parser.add_argument('-l', action='store_const', const=0, default=None, dest='maxlevels', help="don't recurse into subdirectories")
    parser.add_argument('-r', type=int, dest='recursion', help='control the maximum recursion level')
    parser.add_argument('-f', action='store_true', dest='force', help='force rebuild even if timestamps are up to date')
    parser.add_argument('-q', action='count', dest='quiet', default=0, help='output only error messages; -qq: none')
    parser.add_argument('-b', action='store_true', dest='legacy', help='use legacy (pre-PEP3147) compiled file locations')
    parser.add_argument('-d', metavar='DESTDIR', dest='ddir', default=None, help='directory to prepend to file paths for tracebacks')
    parser.add_argument('-x', metavar='REGEXP', dest='rx', default=None, help='skip files matching the regular expression')
    parser.add_argument('compile_dest', metavar='FILE|DIR', nargs='*', help='files and directories to compile; without: sys.path')
    args = parser.parse_args()
    if args.rx:
        args.rx = re.compile(args.rx)
    levels = args.recursion if args.recursion is not None else args.maxlevels
    success = True
    if not args.compile_dest:
        return compile_path(legacy=args.legacy, force=args.force, quiet=args.quiet)
    for dest in args.compile_dest:
        if os.path.isfile(dest):
            success &= bool(compile_file(dest, args.ddir, args.force, args.rx, args.quiet, args.legacy))
        else:
            success &= bool(compile_dir(dest, levels, args.ddir, args.force, args.rx, args.quiet, args.legacy))
    return success


if __name__ == '__main__':
    sys.exit(int(not main()))
