"""Modules in zip files, as entries of sys.path have them."""

import marshal
import os
import sys
from importlib._bootstrap import spec_from_loader
from importlib._bootstrap_external import _LoaderBasics, decode_source

__all__ = ["ZipImportError", "zipimporter"]

path_sep = os.sep
alt_path_sep = ""
_zip_directory_cache = {}
_PLACES = (("/__init__.pyc", True, True), ("/__init__.py", False, True), (".pyc", True, False), (".py", False, False))


class ZipImportError(ImportError):
    """A zip file that cannot be read, or that has no such module."""


class zipimporter(_LoaderBasics):
    """Finder and loader of the modules in a zip file, or in a folder of it."""

    def __init__(self, path):
        if not isinstance(path, str):
            path = os.fsdecode(path)
        if not path:
            raise ZipImportError("archive path is empty", path=path)
        archive, prefix = path, ""
        while not os.path.isfile(archive):
            archive, last = os.path.split(archive)
            if not archive or not last:
                raise ZipImportError("not a Zip file", path=path)
            prefix = f"{last}/{prefix}"
        self.archive, self.prefix = archive, prefix
        self._names()

    def _names(self):
        """{name: facts} of what the file holds."""
        if self.archive not in _zip_directory_cache:
            import zipfile
            try:
                with zipfile.ZipFile(self.archive) as archive:
                    _zip_directory_cache[self.archive] = {info.filename: info for info in archive.infolist()}
            except (zipfile.BadZipFile, OSError):
                raise ZipImportError(f"not a Zip file: {self.archive!r}", path=self.archive) from None
        return _zip_directory_cache[self.archive]

    def invalidate_caches(self):
        """Look into the file again next time."""
        _zip_directory_cache.pop(self.archive, None)

    def _place(self, fullname):
        """(name in the file, whether it is compiled, whether it is a package); None: there is no such module."""
        base = self.prefix + fullname.rpartition(".")[2]
        return next(((base + end, compiled, package) for end, compiled, package in _PLACES if base + end in self._names()), None)

    def _known(self, fullname):
        place = self._place(fullname)
        if place is None:
            raise ZipImportError(f"can't find module {fullname!r}", name=fullname)
        return place

    def find_spec(self, fullname, target=None):
        place = self._place(fullname)
        if place is not None:
            spec = spec_from_loader(fullname, self, is_package=place[2])
            if place[2]:
                spec.submodule_search_locations[:] = [f"{self.archive}/{self.prefix}{fullname.rpartition('.')[2]}"]
            return spec
        folder = self.prefix + fullname.rpartition(".")[2]
        if folder + "/" in self._names():
            spec = spec_from_loader(fullname, None, is_package=True)
            spec.submodule_search_locations.append(f"{self.archive}/{folder}")
            return spec
        return None

    def get_resource_reader(self, fullname):
        """A reader of the files of a package; None of a module."""
        try:
            if not self.is_package(fullname):
                return None
        except ZipImportError:
            return None
        from importlib.readers import ZipReader
        return ZipReader(self, fullname)

    def is_package(self, fullname):
        return self._known(fullname)[2]

    def get_filename(self, fullname):
        return f"{self.archive}/{self._known(fullname)[0]}"

    def get_data(self, pathname):
        """The bytes of a file in the zip file."""
        name = pathname.removeprefix(self.archive + "/")
        if name not in self._names():
            raise OSError(0, "", name)
        import zipfile
        with zipfile.ZipFile(self.archive) as archive:
            return archive.read(name)

    def get_source(self, fullname):
        name, compiled, _ = self._known(fullname)
        source = name[:-1] if compiled else name
        return decode_source(self.get_data(source)) if source in self._names() else None

    def _source_bytes(self, fullname):
        """What importing runs; None: it is compiled."""
        name, compiled, _ = self._known(fullname)
        return None if compiled else self.get_data(name)

    def get_code(self, fullname):
        name, compiled, _ = self._known(fullname)
        data = self.get_data(name)
        if compiled:
            return marshal.loads(data[16:])
        return compile(data, f"{self.archive}/{name}", "exec", dont_inherit=True)

    def __repr__(self):
        return f'<zipimporter object "{self.archive}/{self.prefix}">'
