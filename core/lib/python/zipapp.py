"""Programs as zip files: python -m zipapp DIRECTORY."""

import contextlib
import os
import pathlib
import shutil
import stat
import sys
import zipfile

__all__ = ['ZipAppError', 'create_archive', 'get_interpreter']

MAIN_TEMPLATE = """\
# -*- coding: utf-8 -*-
import {module}
{module}.{fn}()
"""
shebang_encoding = sys.getfilesystemencoding()


class ZipAppError(ValueError):
    """No program can be made of what was given."""


@contextlib.contextmanager
def _maybe_open(archive, mode):
    """The file of a name; a file as it is, and left open."""
    if isinstance(archive, (str, os.PathLike)):
        with open(archive, mode) as file:
            yield file
    else:
        yield archive


def _write_file_prefix(f, interpreter):
    """The line #! with the interpreter, if there is one."""
    if interpreter:
        f.write(b'#!' + interpreter.encode(shebang_encoding) + b'\n')


def _make_executable(path):
    os.chmod(path, os.stat(path).st_mode | stat.S_IEXEC)


def _copy_archive(archive, new_archive, interpreter=None):
    """The same program with another first line."""
    with _maybe_open(archive, 'rb') as source:
        start = source.read(2)
        if start == b'#!':
            start = b''
            source.readline()
        with _maybe_open(new_archive, 'wb') as target:
            _write_file_prefix(target, interpreter)
            target.write(start)
            shutil.copyfileobj(source, target)
    if interpreter and isinstance(new_archive, str):
        _make_executable(new_archive)


def _main_text(main):
    """The text of __main__.py that calls what `main` says, module:function."""
    module, colon, function = main.partition(':')
    if not (colon and all(part.isidentifier() for name in (module, function) for part in name.split('.'))):
        raise ZipAppError('Invalid entry point: ' + main)
    return MAIN_TEMPLATE.format(module=module, fn=function)


def create_archive(source, target=None, interpreter=None, main=None, filter=None, compressed=False):
    """Make a program of a directory, or of another such file with another interpreter."""
    if hasattr(source, 'read') and hasattr(source, 'readline'):
        is_archive = True
    else:
        source = pathlib.Path(source)
        is_archive = source.is_file()
    if is_archive:
        _copy_archive(source, target, interpreter)
        return
    if not source.exists():
        raise ZipAppError('Source does not exist')
    has_main = (source / '__main__.py').is_file()
    if main and has_main:
        raise ZipAppError('Cannot specify entry point if the source has __main__.py')
    if not main and not has_main:
        raise ZipAppError('Archive has no entry point')
    text = _main_text(main) if main else None
    if target is None:
        target = source.with_suffix('.pyz')
    elif not hasattr(target, 'write'):
        target = pathlib.Path(target)
    with _maybe_open(target, 'wb') as file:
        _write_file_prefix(file, interpreter)
        with zipfile.ZipFile(file, 'w', compression=zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED) as archive:
            for child in sorted(source.rglob('*')):
                name = child.relative_to(source)
                if filter is None or filter(name):
                    archive.write(child, name.as_posix())
            if text:
                archive.writestr('__main__.py', text.encode('utf-8'))
    if interpreter and not hasattr(target, 'write'):
        _make_executable(target)


def get_interpreter(archive):
    """What the line #! of a program says; None: there is none."""
    with _maybe_open(archive, 'rb') as file:
        if file.read(2) == b'#!':
            return file.readline().strip().decode(shebang_encoding)


def main(args=None):
    """The command line."""
    import argparse
    parser = argparse.ArgumentParser()
    parser.add_argument('--output', '-o', default=None, help='The name of the output archive. Required if SOURCE is an archive.')
    parser.add_argument('--python', '-p', default=None, help='The name of the Python interpreter to use (default: no shebang line).')
    parser.add_argument('--main', '-m', default=None, help='The main function of the application (default: use an existing __main__.py).')
    parser.add_argument('--compress', '-c', action='store_true',
                        help='Compress files with the deflate method. Files are stored uncompressed by default.')
    parser.add_argument('--info', default=False, action='store_true', help='Display the interpreter from the archive.')
    parser.add_argument('source', help='Source directory (or existing archive).')
    args = parser.parse_args(args)
    if args.info:
        if not os.path.isfile(args.source):
            raise SystemExit('Can only get info for an archive file')
        print('Interpreter:', get_interpreter(args.source) or '<none>')
        sys.exit(0)
    if os.path.isfile(args.source):
        if args.output is None or os.path.exists(args.output) and os.path.samefile(args.source, args.output):
            raise SystemExit('In-place editing of archives is not supported')
        if args.main:
            raise SystemExit('Cannot change the main function when copying')
    create_archive(args.source, args.output, interpreter=args.python, main=args.main, compressed=args.compress)


if __name__ == '__main__':
    main()
