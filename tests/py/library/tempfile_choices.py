"""Where temporary files go and how they are named; a spooled file is a file; os functions as attributes of a class."""
import os
import tempfile
import warnings

folder = tempfile.mkdtemp(prefix='choose')
kept = tempfile.tempdir
tempfile.tempdir = folder
print(os.path.dirname(tempfile.mktemp()) == folder, tempfile.gettempdirb() == os.fsencode(folder))
fd, path = tempfile.mkstemp(suffix=b'.end')
os.write(fd, b'blocks')
os.close(fd)
print(type(path), path.endswith(b'.end'), os.stat(path).st_size)
for arguments in ({'prefix': 'a', 'suffix': b'b'}, {'dir': folder, 'prefix': b'x'}):
    try:
        tempfile.mkstemp(**arguments)
    except TypeError as error:
        print(error)


class Removed:
    remove = os.unlink
    join = os.path.join

    def __init__(self, name):
        self.name = name

    def __del__(self):
        self.remove(self.name)


Removed(path)
print(os.listdir(folder), Removed.__dict__['remove'] is os.unlink)
tempfile.tempdir = kept
os.rmdir(folder)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    spool = tempfile.SpooledTemporaryFile(max_size=4, mode='w+')
    spool.write('text')
    print(spool._rolled, spool.readable(), hasattr(spool, 'detach'), hasattr(spool, 'readinto1'))
    del spool
    print([(w.category.__name__, str(w.message).split()[:2]) for w in caught])
