"""Tells which files and folders are the same."""

import os
import stat
from itertools import filterfalse
from types import GenericAlias

__all__ = ['clear_cache', 'cmp', 'dircmp', 'cmpfiles', 'DEFAULT_IGNORES']

BUFSIZE = 8192
DEFAULT_IGNORES = "RCS CVS tags .git .hg .bzr _darcs __pycache__".split()

_cache = {}
_CACHE_SIZE = 100


def clear_cache():
    """Forget what was found out: files may have changed."""
    _cache.clear()


def _facts(path):
    """A file's kind, size and time."""
    told = os.stat(path)
    return stat.S_IFMT(told.st_mode), told.st_size, told.st_mtime


def _same_bytes(paths):
    with open(paths[0], "rb") as one, open(paths[1], "rb") as other:
        while (piece := one.read(BUFSIZE)) == other.read(BUFSIZE):
            if not piece:
                return True
    return False


def cmp(f1, f2, shallow=True):
    """Whether two files are the same: by kind, size and time where these agree and shallow is true, else by what is in them."""
    ours, theirs = _facts(f1), _facts(f2)
    if not ours[0] == theirs[0] == stat.S_IFREG:
        return False
    if shallow and ours == theirs:
        return True
    if ours[1] != theirs[1]:
        return False
    key = f1, f2, ours, theirs
    if key not in _cache:
        answer = _same_bytes(key)
        if len(_cache) > _CACHE_SIZE:
            clear_cache()
        _cache[key] = answer
    return _cache[key]


def cmpfiles(a, b, common, shallow=True):
    """Names of `common` in folders a and b: (same, different, could not be compared)."""
    same, different, unknown = [], [], []
    for name in common:
        try:
            found = same if cmp(os.path.join(a, name), os.path.join(b, name), shallow) else different
        except OSError:
            found = unknown
        found.append(name)
    return same, different, unknown


class dircmp:
    """Compares two folders: left_list, right_list, left_only, right_only, common, common_dirs, common_files, common_funny, same_files,
    diff_files, funny_files and subdirs are made when asked for."""

    def __init__(self, a, b, ignore=None, hide=None):
        self.left, self.right = a, b
        self.hide = hide if hide is not None else [os.curdir, os.pardir]
        self.ignore = ignore if ignore is not None else DEFAULT_IGNORES

    def _both(self, name):
        return os.path.join(self.left, name), os.path.join(self.right, name)

    def phase0(self):
        """The names in both folders, without those to be passed over."""
        unwanted = self.hide + self.ignore
        self.left_list, self.right_list = (sorted(filterfalse(unwanted.__contains__, os.listdir(side))) for side in (self.left, self.right))

    def phase1(self):
        """Which names are in both and which in one; on some systems names are the same in any case of letters."""
        ours, theirs = ({os.path.normcase(name): name for name in names} for names in (self.left_list, self.right_list))
        self.common, self.left_only = [], []
        for key, name in ours.items():
            (self.common if key in theirs else self.left_only).append(name)
        self.right_only = [theirs[key] for key in theirs if key not in ours]

    def phase2(self):
        """Common names by kind: folders, files, and others, which differ in kind or cannot be asked."""
        self.common_dirs, self.common_files, self.common_funny = [], [], []
        places = {stat.S_IFDIR: self.common_dirs, stat.S_IFREG: self.common_files}
        for name in self.common:
            try:
                kinds = {stat.S_IFMT(os.stat(path).st_mode) for path in self._both(name)}
            except OSError:
                kinds = {None}
            kind = kinds.pop()
            (self.common_funny if kinds else places.get(kind, self.common_funny)).append(name)

    def phase3(self):
        """Common files that are the same, that differ, that cannot be read."""
        self.same_files, self.diff_files, self.funny_files = cmpfiles(self.left, self.right, self.common_files)

    def phase4(self):
        """Comparisons of the common folders."""
        self.subdirs = {name: type(self)(*self._both(name), self.ignore, self.hide) for name in self.common_dirs}

    def phase4_closure(self):
        """Comparisons of all common folders below."""
        self.phase4()
        for below in self.subdirs.values():
            below.phase4_closure()

    methodmap = {name: phase for phase, names in (
        (phase4, "subdirs"), (phase3, "same_files diff_files funny_files"), (phase2, "common_dirs common_files common_funny"),
        (phase1, "common left_only right_only"), (phase0, "left_list right_list")) for name in names.split()}

    def __getattr__(self, attr):
        phase = self.methodmap.get(attr)
        if phase is None:
            raise AttributeError(attr)
        phase(self)
        return getattr(self, attr)

    def report(self):
        """Print a comparison."""
        print("diff", self.left, self.right)
        for title, attr in ((f"Only in {self.left}", "left_only"), (f"Only in {self.right}", "right_only"),
                            ("Identical files", "same_files"), ("Differing files", "diff_files"),
                            ("Trouble with common files", "funny_files"), ("Common subdirectories", "common_dirs"),
                            ("Common funny cases", "common_funny")):
            if names := getattr(self, attr):
                names.sort()
                print(title, ":", names)

    def _report_with(self, of_below):
        self.report()
        for below in self.subdirs.values():
            print()
            of_below(below)

    def report_partial_closure(self):
        """Print this comparison and those of common folders."""
        self._report_with(lambda below: below.report())

    def report_full_closure(self):
        """Print this comparison and those of all common folders below."""
        self._report_with(lambda below: below.report_full_closure())

    __class_getitem__ = classmethod(GenericAlias)


def demo():
    """The command: compares two folders; with -r also the common folders below."""
    import getopt
    import sys
    flags, folders = getopt.getopt(sys.argv[1:], "r")
    if len(folders) != 2:
        raise getopt.GetoptError("need exactly two args", None)
    comparison = dircmp(*folders)
    if flags:
        comparison.report_full_closure()
    else:
        comparison.report()


if __name__ == "__main__":
    demo()
