"""Folders for other people's modules: which they are, and adding them to sys.path. There are none unless the program offers files there."""

import builtins
import io
import os
import sys

import _sitebuiltins

PREFIXES = [sys.prefix, sys.exec_prefix]
ENABLE_USER_SITE = None
USER_SITE = None
USER_BASE = None


def _trace(message):
    if sys.flags.verbose:
        print(message, file=sys.stderr)


def makepath(*paths):
    """The folder's full path, twice: as it is, and normal for comparing."""
    folder = os.path.join(*paths)
    try:
        folder = os.path.abspath(folder)
    except OSError:
        pass
    return folder, os.path.normcase(folder)


def abs_paths():
    """Full paths in __file__ and __cached__ of all modules."""
    for module in set(sys.modules.values()):
        for name in ('__file__', '__cached__'):
            try:
                setattr(module, name, os.path.abspath(getattr(module, name)))
            except (AttributeError, OSError, TypeError):
                pass


def removeduppaths():
    """Make sys.path's entries full and different from each other; the set of them."""
    kept, known = [], set()
    for folder in sys.path:
        folder, normal = makepath(folder)
        if normal not in known:
            kept.append(folder)
            known.add(normal)
    sys.path[:] = kept
    return known


def _init_pathinfo():
    found = set()
    for item in sys.path:
        try:
            if os.path.exists(item):
                found.add(makepath(item)[1])
        except TypeError:
            continue
    return found


def addpackage(sitedir, name, known_paths):
    """Do what a .pth file says: lines are folders to add, or begin with import and are run."""
    reset = known_paths is None
    if reset:
        known_paths = _init_pathinfo()
    fullname = os.path.join(sitedir, name)
    _trace(f"Processing .pth file: {fullname!r}")
    try:
        f = io.TextIOWrapper(io.open_code(fullname), encoding="locale")
    except OSError:
        return None
    with f:
        for n, line in enumerate(f):
            if line.startswith("#") or line.strip() == "":
                continue
            try:
                if line.startswith(("import ", "import\t")):
                    exec(line)
                    continue
                folder, normal = makepath(sitedir, line.rstrip())
                if normal not in known_paths and os.path.exists(folder):
                    sys.path.append(folder)
                    known_paths.add(normal)
            except Exception as exc:
                import traceback
                print(f"Error processing line {n + 1:d} of {fullname}:\n", file=sys.stderr)
                for record in traceback.format_exception(exc):
                    for text in record.splitlines():
                        print('  ' + text, file=sys.stderr)
                print("\nRemainder of file ignored", file=sys.stderr)
                break
    return None if reset else known_paths


def addsitedir(sitedir, known_paths=None):
    """Add a folder to sys.path and do what its .pth files say."""
    _trace(f"Adding directory: {sitedir!r}")
    reset = known_paths is None
    if reset:
        known_paths = _init_pathinfo()
    sitedir, normal = makepath(sitedir)
    if normal not in known_paths:
        sys.path.append(sitedir)
        known_paths.add(normal)
    try:
        names = os.listdir(sitedir)
    except OSError:
        return None
    for name in sorted(name for name in names if name.endswith(".pth")):
        addpackage(sitedir, name, known_paths)
    return None if reset else known_paths


def check_enableusersite():
    """Whether the user's own folder is used: True, False where the user said so, None where it were not safe."""
    if sys.flags.no_user_site:
        return False
    if hasattr(os, "getuid") and hasattr(os, "geteuid") and os.geteuid() != os.getuid():
        return None
    return True


def _getuserbase():
    return os.environ.get("PYTHONUSERBASE") or os.path.expanduser(os.path.join("~", ".local"))


def getuserbase():
    """The user's own folder of Python things."""
    global USER_BASE
    if USER_BASE is None:
        USER_BASE = _getuserbase()
    return USER_BASE


def getusersitepackages():
    """The user's own folder of modules."""
    global USER_SITE, ENABLE_USER_SITE
    base = getuserbase()
    if USER_SITE is None:
        if base is None:
            ENABLE_USER_SITE = False
        else:
            USER_SITE = f'{base}/lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages'
    return USER_SITE


def addusersitepackages(known_paths):
    _trace("Processing user site-packages")
    user_site = getusersitepackages()
    if ENABLE_USER_SITE and os.path.isdir(user_site):
        addsitedir(user_site, known_paths)
    return known_paths


def getsitepackages(prefixes=None):
    """The folders of modules below the prefixes."""
    found, seen = [], set()
    for prefix in PREFIXES if prefixes is None else prefixes:
        if prefix and prefix not in seen:
            seen.add(prefix)
            for folder in dict.fromkeys((sys.platlibdir, "lib")):
                found.append(os.path.join(prefix, folder, "python%d.%d" % sys.version_info[:2], "site-packages"))
    return found


def addsitepackages(known_paths, prefixes=None):
    _trace("Processing global site-packages")
    for folder in getsitepackages(prefixes):
        if os.path.isdir(folder):
            addsitedir(folder, known_paths)
    return known_paths


def setquit():
    """Put quit and exit into builtins."""
    builtins.quit = _sitebuiltins.Quitter('quit', 'Ctrl-D (i.e. EOF)')
    builtins.exit = _sitebuiltins.Quitter('exit', 'Ctrl-D (i.e. EOF)')


def setcopyright():
    """Put copyright, credits and license into builtins: they are there from the start."""


def sethelper():
    """Put help into builtins."""
    builtins.help = _sitebuiltins._Helper()


def enablerlcompleter():
    """Completion at the prompt: without the module readline there is none."""


def venv(known_paths):
    """The folders of a virtual environment, if Python runs in one: it never does here."""
    return known_paths


def execsitecustomize():
    _customize("sitecustomize")


def execusercustomize():
    _customize("usercustomize")


def _customize(name):
    try:
        __import__(name)
    except ImportError as exc:
        if exc.name != name:
            raise


def main():
    """What happens when Python starts."""
    global ENABLE_USER_SITE
    known_paths = venv(removeduppaths())
    if ENABLE_USER_SITE is None:
        ENABLE_USER_SITE = check_enableusersite()
    known_paths = addsitepackages(addusersitepackages(known_paths))
    setquit()
    sethelper()
    execsitecustomize()
    if ENABLE_USER_SITE:
        execusercustomize()


ENABLE_USER_SITE = check_enableusersite()
getusersitepackages()
