"""Comparing files and folders."""

import os
import stat
from itertools import filterfalse
from types import GenericAlias

__all__ = ['clear_cache', 'cmp', 'dircmp', 'cmpfiles', 'DEFAULT_IGNORES']

_cache = {}
BUFSIZE = 8 * 1024
DEFAULT_IGNORES = ['RCS', 'CVS', 'tags', '.git', '.hg', '.bzr', '_darcs', '__pycache__']


def clear_cache():
    """Forget what was found out: files may have changed."""
    _cache.clear()


def cmp(f1, f2, shallow=True):
    """Whether two files are the same: by kind, size and time where these agree and shallow is true, else by what is in them."""
    s1 = _sig(os.stat(f1))
    s2 = _sig(os.stat(f2))
    if s1[0] != stat.S_IFREG or s2[0] != stat.S_IFREG:
        return False
    if shallow and s1 == s2:
        return True
    if s1[1] != s2[1]:
        return False
    outcome = _cache.get((f1, f2, s1, s2))
    if outcome is None:
        outcome = _do_cmp(f1, f2)
        if len(_cache) > 100:
            clear_cache()
        _cache[f1, f2, s1, s2] = outcome
    return outcome


def _sig(st):
    return stat.S_IFMT(st.st_mode), st.st_size, st.st_mtime


def _do_cmp(f1, f2):
    with open(f1, 'rb') as fp1, open(f2, 'rb') as fp2:
        while True:
            b1 = fp1.read(BUFSIZE)
            if b1 != fp2.read(BUFSIZE):
                return False
            if not b1:
                return True


class dircmp:
    """Compares two folders: left_list, right_list, left_only, right_only, common, common_dirs, common_files, common_funny, same_files,
    diff_files, funny_files and subdirs are made when asked for."""

    def __init__(self, a, b, ignore=None, hide=None):
        self.left = a
        self.right = b
        self.hide = [os.curdir, os.pardir] if hide is None else hide
        self.ignore = DEFAULT_IGNORES if ignore is None else ignore

    def phase0(self):
        """The names of both sides."""
        self.left_list = sorted(_filter(os.listdir(self.left), self.hide + self.ignore))
        self.right_list = sorted(_filter(os.listdir(self.right), self.hide + self.ignore))

    def phase1(self):
        """Names of one side and of both."""
        a = dict(zip(map(os.path.normcase, self.left_list), self.left_list))
        b = dict(zip(map(os.path.normcase, self.right_list), self.right_list))
        self.common = [name for key, name in a.items() if key in b]
        self.left_only = [name for key, name in a.items() if key not in b]
        self.right_only = [name for key, name in b.items() if key not in a]

    def phase2(self):
        """Common names by kind: folders, files, what differs in kind or cannot be told."""
        self.common_dirs = []
        self.common_files = []
        self.common_funny = []
        for name in self.common:
            try:
                a = stat.S_IFMT(os.stat(os.path.join(self.left, name)).st_mode)
                b = stat.S_IFMT(os.stat(os.path.join(self.right, name)).st_mode)
            except OSError:
                a, b = 0, 1
            if a != b:
                self.common_funny.append(name)
            elif stat.S_ISDIR(a):
                self.common_dirs.append(name)
            elif stat.S_ISREG(a):
                self.common_files.append(name)
            else:
                self.common_funny.append(name)

    def phase3(self):
        """Common files that are the same, that differ, that cannot be read."""
        self.same_files, self.diff_files, self.funny_files = cmpfiles(self.left, self.right, self.common_files)

    def phase4(self):
        """Comparisons of the common folders."""
        self.subdirs = {name: self.__class__(os.path.join(self.left, name), os.path.join(self.right, name), self.ignore, self.hide)
                        for name in self.common_dirs}

    def phase4_closure(self):
        self.phase4()
        for sd in self.subdirs.values():
            sd.phase4_closure()

    def report(self):
        """Print a comparison."""
        print('diff', self.left, self.right)
        for text, names in (('Only in ' + str(self.left), self.left_only), ('Only in ' + str(self.right), self.right_only),
                            ('Identical files', self.same_files), ('Differing files', self.diff_files),
                            ('Trouble with common files', self.funny_files), ('Common subdirectories', self.common_dirs),
                            ('Common funny cases', self.common_funny)):
            if names:
                names.sort()
                print(text, ':', names)

    def report_partial_closure(self):
        """Print this comparison and those of common folders."""
        self.report()
        for sd in self.subdirs.values():
            print()
            sd.report()

    def report_full_closure(self):
        """Print this comparison and those of all common folders below."""
        self.report()
        for sd in self.subdirs.values():
            print()
            sd.report_full_closure()

    methodmap = dict(subdirs=phase4, same_files=phase3, diff_files=phase3, funny_files=phase3,
                     common_dirs=phase2, common_files=phase2, common_funny=phase2,
                     common=phase1, left_only=phase1, right_only=phase1, left_list=phase0, right_list=phase0)

    def __getattr__(self, attr):
        if attr not in self.methodmap:
            raise AttributeError(attr)
        self.methodmap[attr](self)
        return getattr(self, attr)

    __class_getitem__ = classmethod(GenericAlias)


def cmpfiles(a, b, common, shallow=True):
    """Names of `common` in folders a and b: (same, different, could not be compared)."""
    res = ([], [], [])
    for name in common:
        try:
            kind = int(not cmp(os.path.join(a, name), os.path.join(b, name), shallow))
        except (OSError, ValueError):
            kind = 2
        res[kind].append(name)
    return res


def _filter(names, skip):
    return list(filterfalse(skip.__contains__, names))


def demo():
    import getopt
    import sys
    options, args = getopt.getopt(sys.argv[1:], 'r')
    if len(args) != 2:
        raise getopt.GetoptError('need exactly two args', None)
    dd = dircmp(args[0], args[1])
    if ('-r', '') in options:
        dd.report_full_closure()
    else:
        dd.report()


if __name__ == '__main__':
    demo()
