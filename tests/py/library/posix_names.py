"""What os has of the system is posix's, and locale's is _locale's: names, modules, pickles."""
import _locale
import locale
import os
import pickle
import posix

for name in 'listdir stat getpid fork kill waitpid remove getcwd stat_result DirEntry scandir terminal_size times_result'.split():
    value = getattr(os, name)
    print(name, value.__module__, value is getattr(posix, name), repr(value).split(' at ')[0])
for name in ('path walk makedirs sep environ fsencode popen getenv name SEEK_SET P_WAIT nothing linesep removedirs execvp PathLike spawnv st abc sys '
             'get_exec_path').split():
    print(name, hasattr(posix, name), end=' ')
print(posix.O_RDONLY, posix.EX_OK, posix.F_OK, posix.WNOHANG, posix.error, posix.RTLD_NOW)
print(pickle.dumps(os.listdir), pickle.loads(pickle.dumps(os.getpid)) is os.getpid)
try:
    posix.nothing
except AttributeError as error:
    print(error)
from posix import getpid, listdir, stat
print(getpid is os.getpid, listdir is os.listdir, stat is os.stat)
print(_locale.setlocale(_locale.LC_ALL, 'C'), _locale.CODESET, _locale.textdomain(None), _locale.gettext('x'), locale.gettext('y'), _locale.Error)
