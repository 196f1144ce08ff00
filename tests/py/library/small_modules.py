import warnings; warnings.simplefilter('ignore')
import _imp, _warnings, _typing, _signal, _stat, _statistics, __hello__, sndhdr, signal, io, tempfile, os
import ctypes.wintypes as w, ctypes
print(_imp.source_hash(7, b'abc').hex(), _imp.extension_suffixes(), _imp.is_builtin('sys'), _imp.lock_held())
__hello__.main()
print(_typing._idfunc(3), _signal.SIGINT, type(_signal.SIGINT), _stat.S_IFREG, _warnings.filters is warnings.filters)
print(ctypes.sizeof(w.DWORD), ctypes.sizeof(w.RECT), ctypes.sizeof(w.MSG), ctypes.sizeof(w.WIN32_FIND_DATAW), w.RGB(1, 2, 3), w.RECT.__name__, w.tagRECT is w.RECT, w.PRECT.__name__, w.HWND, w.WPARAM, w.LPARAM, w.LPWSTR, w.BOOL, w.VARIANT_BOOL)
print(sorted(n for n in dir(w) if n.isupper())[:200])
f = tempfile.mktemp('.wav')
import wave
with wave.open(f, 'wb') as o: o.setnchannels(2); o.setsampwidth(2); o.setframerate(8000); o.writeframes(b'\0' * 400)
print(sndhdr.what(f))
open(f, 'wb').write(b'.snd' + b''.join(x.to_bytes(4, 'big') for x in (24, 100, 3, 8000, 1)) + b'\0' * 100)
print(sndhdr.what(f))
