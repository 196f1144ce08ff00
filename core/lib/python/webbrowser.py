"""Showing pages in a browser: from here there is none to be reached."""

import os
import sys

__all__ = ["Error", "open", "open_new", "open_new_tab", "get", "register"]

_browsers = {}
_tryorder = None


class Error(Exception):
    pass


def register(name, klass, instance=None, *, preferred=False):
    """Tell of a browser."""
    global _tryorder
    _browsers[name.lower()] = [klass, instance]
    if _tryorder is None:
        _tryorder = []
    if preferred:
        _tryorder.insert(0, name)
    else:
        _tryorder.append(name)


def get(using=None):
    """The controller of a browser."""
    for browser in [using] if using is not None else _tryorder or []:
        command = _browsers.get(browser.lower())
        if command is not None:
            return command[1] if command[1] is not None else command[0]()
    raise Error("could not locate runnable browser")


def open(url, new=0, autoraise=True):
    """Show a page; whether a browser was found."""
    for name in _tryorder or []:
        if get(name).open(url, new, autoraise):
            return True
    return False


def open_new(url):
    return open(url, 1)


def open_new_tab(url):
    return open(url, 2)


class BaseBrowser:
    """The base of browsers: open() shows a page."""

    args = ['%s']

    def __init__(self, name=""):
        self.name = name
        self.basename = name

    def open(self, url, new=0, autoraise=True):
        raise NotImplementedError

    def open_new(self, url):
        return self.open(url, 1)

    def open_new_tab(self, url):
        return self.open(url, 2)


class GenericBrowser(BaseBrowser):
    """A browser that is a command; none can be run."""

    def __init__(self, name):
        if isinstance(name, str):
            self.name, self.args = name, ["%s"]
        else:
            self.name, self.args = name[0], name[1:]
        self.basename = os.path.basename(self.name)

    def open(self, url, new=0, autoraise=True):
        sys.audit("webbrowser.open", url)
        return False
