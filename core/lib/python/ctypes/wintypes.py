"""Names of Windows for C types: tables of what is the same as what, and the structures made of them."""
import ctypes

_same = {
    'c_byte': 'BYTE', 'c_ushort': 'WORD USHORT', 'c_ulong': 'DWORD ULONG', 'c_char': 'CHAR', 'c_wchar': 'WCHAR', 'c_uint': 'UINT', 'c_int': 'INT',
    'c_double': 'DOUBLE', 'c_float': 'FLOAT', 'c_long': 'BOOL LONG', 'c_short': 'SHORT', 'c_longlong': '_LARGE_INTEGER LARGE_INTEGER',
    'c_ulonglong': '_ULARGE_INTEGER ULARGE_INTEGER', 'c_wchar_p': 'LPCOLESTR LPOLESTR OLESTR LPCWSTR LPWSTR', 'c_char_p': 'LPCSTR LPSTR',
    'c_void_p': 'LPCVOID LPVOID HANDLE', 'BYTE': 'BOOLEAN', 'WORD': 'ATOM LANGID', 'DWORD': 'COLORREF LGRPID LCTYPE LCID',
    'HANDLE': 'HACCEL HBITMAP HBRUSH HCOLORSPACE HDC HDESK HDWP HENHMETAFILE HFONT HGDIOBJ HGLOBAL HHOOK HICON HINSTANCE HKEY HKL HLOCAL '
              'HMENU HMETAFILE HMODULE HMONITOR HPALETTE HPEN HRGN HRSRC HSTR HTASK HWINSTA HWND SC_HANDLE SERVICE_STATUS_HANDLE',
    # as wide as a pointer
    'c_ulong ': 'WPARAM', 'c_long ': 'LPARAM',
}
for _of, _names in _same.items():
    _of = _of.strip()
    globals().update(dict.fromkeys(_names.split(), globals().get(_of) or getattr(ctypes, _of)))


class VARIANT_BOOL(ctypes._SimpleCData):
    _type_ = 'h'

    def __repr__(self):
        return f'{type(self).__name__}({self.value!r})'


def _structure(name, others, *fields):
    made = type(ctypes.Structure)(name, (ctypes.Structure,), {'_fields_': list(fields), '__module__': __name__})
    globals().update(dict.fromkeys([name, *others.split()], made))


_structure('RECT', 'tagRECT _RECTL RECTL', *((side, LONG) for side in ('left', 'top', 'right', 'bottom')))
_structure('_SMALL_RECT', 'SMALL_RECT', *((side, SHORT) for side in ('Left', 'Top', 'Right', 'Bottom')))
_structure('_COORD', '', ('X', SHORT), ('Y', SHORT))
_structure('POINT', 'tagPOINT _POINTL POINTL', ('x', LONG), ('y', LONG))
_structure('SIZE', 'tagSIZE SIZEL', ('cx', LONG), ('cy', LONG))
_structure('FILETIME', '_FILETIME', ('dwLowDateTime', DWORD), ('dwHighDateTime', DWORD))
_structure('MSG', 'tagMSG', ('hWnd', HWND), ('message', UINT), ('wParam', WPARAM), ('lParam', LPARAM), ('time', DWORD), ('pt', POINT))
MAX_PATH = 260
for _letter, _type in ('A', CHAR), ('W', WCHAR):
    _structure(f'WIN32_FIND_DATA{_letter}', '', ('dwFileAttributes', DWORD), ('ftCreationTime', FILETIME), ('ftLastAccessTime', FILETIME),
               ('ftLastWriteTime', FILETIME), ('nFileSizeHigh', DWORD), ('nFileSizeLow', DWORD), ('dwReserved0', DWORD), ('dwReserved1', DWORD),
               ('cFileName', _type * MAX_PATH), ('cAlternateFileName', _type * 14))
for _prefix, _names in (
        ('P', 'BOOL BOOLEAN BYTE CHAR DWORD FILETIME FLOAT HANDLE HKEY INT LARGE_INTEGER LCID LONG MSG POINT POINTL RECT RECTL SHORT SIZE SIZEL '
              'SMALL_RECT UINT ULARGE_INTEGER ULONG USHORT WCHAR WIN32_FIND_DATAA WIN32_FIND_DATAW WORD'),
        ('LP', 'BOOL BYTE COLORREF DWORD FILETIME HANDLE HKL INT LONG MSG POINT RECT RECTL SC_HANDLE SIZE SIZEL UINT WIN32_FIND_DATAA '
               'WIN32_FIND_DATAW WORD')):
    for _name in _names.split():
        globals()[_prefix + _name] = ctypes.POINTER(globals()[_name])


def RGB(red, green, blue):
    """A COLORREF as a number."""
    return red + (green << 8) + (blue << 16)
