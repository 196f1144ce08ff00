"""Writes the compiled files (.pyc) of single sources, of folders and of all that sys.path names."""

import os
import py_compile
import sys

__all__ = ["compile_dir", "compile_file", "compile_path"]

_CLASH = "Destination dir (ddir) cannot be used in combination with stripdir or prependdir"
_ONE_LEVEL = "Hardlinking of duplicated bytecode makes sense only for more than one optimization level"


def _files(folder, levels, quiet):
    """Paths of what lies in a folder, by name, and in those so many levels below it; links to folders are not followed."""
    if not quiet:
        print(f"Listing {folder!r}...")
    try:
        found = sorted(os.listdir(folder))
    except OSError:
        if quiet < 2:
            print(f"Can't list {folder!r}")
        return
    for entry in found:
        path = os.path.join(folder, entry)
        if entry == "__pycache__":
            continue
        if not os.path.isdir(path):
            yield path
        elif levels > 0 and not os.path.islink(path):
            yield from _files(path, levels - 1, quiet)


def _shown_path(path, stripdir, prependdir):
    """What code objects call the file; None is the path itself."""
    shown = None
    if stripdir is not None:
        parts = path.split(os.sep)
        for ours, theirs in zip(path.split(os.sep), os.fspath(stripdir).split(os.sep)):
            if ours == theirs:
                parts.remove(ours)
        shown = os.path.join(*parts)
    if prependdir is not None:
        shown = os.path.join(prependdir, path if shown is None else shown)
    return shown


def _place(path, level, legacy):
    if legacy:
        return path + "c"
    return py_compile._cache_from_source(path, optimization=None if level < 0 else level or "")


def _is_current(path, places):
    """Whether every compiled file tells the time of its source."""
    try:
        expected = py_compile._MAGIC + py_compile._words(0, int(os.stat(path).st_mtime))
        for place in places:
            with open(place, "rb") as file:
                if file.read(12) != expected:
                    return False
    except OSError:
        return False
    return True


def _join_files(place, other):
    """One file under two names where the content is the same and the file system has such links."""
    import filecmp
    if not filecmp.cmp(place, other, shallow=False):
        return
    spare = place + ".link"
    try:
        os.link(other, spare)
    except OSError:
        return
    os.replace(spare, place)


def compile_dir(dir, maxlevels=None, ddir=None, force=False, rx=None, quiet=0, legacy=False, optimize=-1, workers=1,
                invalidation_mode=None, *, stripdir=None, prependdir=None, limit_sl_dest=None, hardlink_dupes=False):
    """Compile all sources in a folder and below; whether all went well."""
    if ddir is not None:
        if not stripdir is prependdir is None:
            raise ValueError(_CLASH)
        stripdir, prependdir = dir, ddir
    if workers < 0:
        raise ValueError("workers must be greater or equal to 0")
    levels = sys.getrecursionlimit() if maxlevels is None else maxlevels
    outcomes = [compile_file(path, None, force, rx, quiet, legacy, optimize, invalidation_mode, stripdir=stripdir, prependdir=prependdir,
                             limit_sl_dest=limit_sl_dest, hardlink_dupes=hardlink_dupes)
                for path in _files(os.fspath(dir) if quiet < 2 else dir, levels, quiet)]
    return all(outcomes)


def compile_file(fullname, ddir=None, force=False, rx=None, quiet=0, legacy=False, optimize=-1, invalidation_mode=None, *, stripdir=None,
                 prependdir=None, limit_sl_dest=None, hardlink_dupes=False):
    """Compile a source whose compiled files are not of its time, or always with `force`; whether nothing went wrong."""
    if ddir is not None and not stripdir is prependdir is None:
        raise ValueError(_CLASH)
    path = os.fspath(fullname)
    name = os.path.basename(path)
    shown = os.path.join(ddir, name) if ddir is not None else _shown_path(path, stripdir, prependdir)
    levels = [optimize] if isinstance(optimize, int) else sorted(set(optimize))
    if hardlink_dupes and len(levels) < 2:
        raise ValueError(_ONE_LEVEL)
    if rx is not None and rx.search(path) or not (name.endswith(".py") and os.path.isfile(path)):
        return True
    if limit_sl_dest is not None and os.path.islink(path):
        from pathlib import Path
        if Path(limit_sl_dest).resolve() not in Path(path).resolve().parents:
            return True
    places = [_place(path, level, legacy) for level in levels]
    if not force and _is_current(path, places):
        return True
    if not quiet:
        print(f"Compiling {path!r}...")
    before = None
    for level, place in zip(levels, places):
        try:
            py_compile.compile(path, place, shown, True, optimize=level, invalidation_mode=invalidation_mode)
        except (py_compile.PyCompileError, SyntaxError, UnicodeError, OSError) as error:
            if quiet < 2:
                print(f"*** Error compiling {path!r}...\n" if quiet else "*** ", end="")
                print(error.msg if isinstance(error, py_compile.PyCompileError) else f"{type(error).__name__}: {error}")
            return False
        if hardlink_dupes and before is not None:
            _join_files(place, before)
        before = place
    return True


def compile_path(skip_curdir=1, maxlevels=0, force=False, quiet=0, legacy=False, optimize=-1, invalidation_mode=None):
    """Compile the sources of sys.path's folders up to the first where something went wrong."""
    good = True
    for folder in sys.path:
        if skip_curdir and folder in ("", os.curdir):
            if quiet < 2:
                print("Skipping current directory")
        elif good:
            good = compile_dir(folder, maxlevels, None, force, None, quiet, legacy, optimize, invalidation_mode=invalidation_mode)
    return good


def _arguments():
    """The parser of what the command is told."""
    import argparse
    modes = {mode.name.lower().replace("_", "-"): mode for mode in py_compile.PycInvalidationMode}
    parser = argparse.ArgumentParser(description="Compile Python sources.")
    add = parser.add_argument
    add("-l", dest="levels", action="store_const", const=0, help="leave folders inside folders alone")
    add("-r", dest="recursion", type=int, help="how many levels of folders to enter (stronger than -l)")
    add("-f", dest="force", action="store_true", help="compile what is up to date as well")
    add("-q", dest="quiet", action="count", default=0, help="print errors only; twice: nothing")
    add("-b", dest="legacy", action="store_true", help="put compiled files beside their sources")
    add("-d", dest="ddir", metavar="DESTDIR", help="the folder that tracebacks show")
    add("-s", dest="stripdir", metavar="STRIPDIR", help="what is taken off the paths that tracebacks show")
    add("-p", dest="prependdir", metavar="PREPENDDIR", help="what is put before the paths that tracebacks show")
    add("-x", dest="rx", metavar="REGEXP", help="skip the files where this is found in the path")
    add("-i", dest="flist", metavar="FILE", help="a file with more names, one in a line; -: standard input")
    add("-j", "--workers", type=int, default=1, help="how many processes may be used")
    add("--invalidation-mode", choices=sorted(modes), help="how it is told later that a compiled file is old")
    add("-o", dest="opt_levels", action="append", type=int, help="a level of optimization; may be given again for others")
    add("-e", dest="limit_sl_dest", metavar="DIR", help="skip links that lead out of this folder")
    add("--hardlink-dupes", action="store_true", help="keep equal compiled files of a source once")
    add("compile_dest", metavar="FILE|DIR", nargs="*", help="what to compile; nothing: the folders of sys.path")
    return parser, modes


def main():
    """The command: compiles what the arguments name; whether all went well."""
    parser, modes = _arguments()
    told = parser.parse_args()
    options = dict(force=told.force, quiet=told.quiet, legacy=told.legacy, optimize=told.opt_levels or -1,
                   invalidation_mode=modes.get(told.invalidation_mode))
    more = dict(options, ddir=told.ddir, stripdir=told.stripdir, prependdir=told.prependdir, limit_sl_dest=told.limit_sl_dest or None,
                hardlink_dupes=told.hardlink_dupes)
    if told.ddir is not None and (told.stripdir is not None or told.prependdir is not None):
        parser.error("-d cannot be used in combination with -s or -p")
    if told.hardlink_dupes and len(told.opt_levels or ()) < 2:
        parser.error(_ONE_LEVEL + ".")
    if told.rx:
        import re
        more["rx"] = re.compile(told.rx)
    wanted = told.compile_dest
    if told.flist:
        import contextlib
        try:
            with contextlib.nullcontext(sys.stdin) if told.flist == "-" else open(told.flist, encoding="utf-8") as names:
                wanted += [line.strip() for line in names]
        except OSError:
            if told.quiet < 2:
                print("Error reading file list", told.flist)
            return False
    try:
        if not wanted:
            return compile_path(**options)
        good = True
        for path in wanted:
            if os.path.isfile(path):
                good &= compile_file(path, **more)
            else:
                good &= compile_dir(path, told.levels if told.recursion is None else told.recursion, workers=told.workers, **more)
        return good
    except KeyboardInterrupt:
        if told.quiet < 2:
            print("\n[interrupted]")
        return False


if __name__ == "__main__":
    sys.exit(not main())
