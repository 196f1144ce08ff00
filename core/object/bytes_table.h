/* Rows of the methods that bytes and bytearray share: each type's table contains them. */
#ifndef HS_OBJECT_BYTES_TABLE_H
#define HS_OBJECT_BYTES_TABLE_H

#include "object/bytes_impl.h"

#define SHARED_BYTES_TABLE                                                                                            \
    { "capitalize", bytes_capitalize_method, METH_NOARGS, 0, 0,                                                       \
      "B.capitalize() -> copy of B\n\nCopy with the first letter capitalized (ASCII) and the rest lower-cased." },    \
    { "center", bytes_center_method, METH_FASTCALL, 1, 2,                                                             \
      "center($self, width, fillchar=b' ', /)\n--\n\nCentred in width bytes." },                                      \
    { "count", bytes_count_method, METH_VARARGS, 0, -1,                                                               \
      "B.count(sub[, start[, end]]) -> int\n\nOccurrences of sub in B[start:end] that do not overlap." },             \
    { "decode", bytes_decode_method, METH_FASTCALL | METH_KEYWORDS, 0, 2,                                             \
      "decode($self, /, encoding='utf-8', errors='strict')\n--\n\nThe text in an encoding." },                        \
    { "endswith", bytes_endswith_method, METH_VARARGS, 0, -1,                                                         \
      "B.endswith(suffix[, start[, end]]) -> bool\n\nWhether B[start:end] ends with suffix, or one of a tuple." },    \
    { "expandtabs", bytes_expandtabs_method, METH_FASTCALL | METH_KEYWORDS, 0, 1,                                     \
      "expandtabs($self, /, tabsize=8)\n--\n\nCopy with tabs replaced by spaces." },                                  \
    { "find", bytes_find_method, METH_VARARGS, 0, -1,                                                                 \
      "B.find(sub[, start[, end]]) -> int\n\nLowest index of sub in B[start:end], or -1." },                          \
    { "hex", bytes_hex_method, METH_FASTCALL | METH_KEYWORDS, 0, 2,                                                   \
      "hex($self, /, sep=<unrepresentable>, bytes_per_sep=1)\n--\n\nHexadecimal digits as str." },                    \
    { "index", bytes_index_method, METH_VARARGS, 0, -1,                                                               \
      "B.index(sub[, start[, end]]) -> int\n\nLike find, but ValueError when there is none." },                       \
    { "isalnum", bytes_isalnum_method, METH_NOARGS, 0, 0, "B.isalnum() -> bool\n\nWhether all are ASCII letters or digits." }, \
    { "isalpha", bytes_isalpha_method, METH_NOARGS, 0, 0, "B.isalpha() -> bool\n\nWhether all are ASCII letters." },  \
    { "isascii", bytes_isascii_method, METH_NOARGS, 0, 0, "B.isascii() -> bool\n\nWhether all are below 128." },      \
    { "isdigit", bytes_isdigit_method, METH_NOARGS, 0, 0, "B.isdigit() -> bool\n\nWhether all are ASCII digits." },   \
    { "islower", bytes_islower_method, METH_NOARGS, 0, 0, "B.islower() -> bool\n\nWhether all cased are lower case." }, \
    { "isspace", bytes_isspace_method, METH_NOARGS, 0, 0, "B.isspace() -> bool\n\nWhether all are ASCII whitespace." }, \
    { "istitle", bytes_istitle_method, METH_NOARGS, 0, 0, "B.istitle() -> bool\n\nWhether words are in title case." }, \
    { "isupper", bytes_isupper_method, METH_NOARGS, 0, 0, "B.isupper() -> bool\n\nWhether all cased are upper case." }, \
    { "join", bytes_join_method, METH_O, 1, 1,                                                                        \
      "join($self, iterable_of_bytes, /)\n--\n\nAll bytes-like items with this one between them." },                  \
    { "ljust", bytes_ljust_method, METH_FASTCALL, 1, 2,                                                               \
      "ljust($self, width, fillchar=b' ', /)\n--\n\nAt the left of width bytes." },                                   \
    { "lower", bytes_lower_method, METH_NOARGS, 0, 0, "B.lower() -> copy of B\n\nIn ASCII lower case." },             \
    { "lstrip", bytes_lstrip_method, METH_FASTCALL, 0, 1,                                                             \
      "lstrip($self, bytes=None, /)\n--\n\nCopy without leading whitespace, or bytes of the argument." },             \
    { "maketrans", bytes_maketrans_method, METH_FASTCALL | METH_STATIC, 2, 2,                                         \
      "maketrans(frm, to, /)\n--\n\nTable for translate() that maps frm to to." },                                    \
    { "partition", bytes_partition_method, METH_O, 1, 1,                                                              \
      "partition($self, sep, /)\n--\n\n(before, sep, after) at the first sep." },                                     \
    { "removeprefix", bytes_removeprefix_method, METH_O, 1, 1,                                                        \
      "removeprefix($self, prefix, /)\n--\n\nCopy without the prefix if it is there." },                              \
    { "removesuffix", bytes_removesuffix_method, METH_O, 1, 1,                                                        \
      "removesuffix($self, suffix, /)\n--\n\nCopy without the suffix if it is there." },                              \
    { "replace", bytes_replace_method, METH_FASTCALL, 2, 3,                                                           \
      "replace($self, old, new, count=-1, /)\n--\n\nCopy with occurrences of old replaced by new." },                 \
    { "rfind", bytes_rfind_method, METH_VARARGS, 0, -1,                                                               \
      "B.rfind(sub[, start[, end]]) -> int\n\nHighest index of sub in B[start:end], or -1." },                        \
    { "rindex", bytes_rindex_method, METH_VARARGS, 0, -1,                                                             \
      "B.rindex(sub[, start[, end]]) -> int\n\nLike rfind, but ValueError when there is none." },                     \
    { "rjust", bytes_rjust_method, METH_FASTCALL, 1, 2,                                                               \
      "rjust($self, width, fillchar=b' ', /)\n--\n\nAt the right of width bytes." },                                  \
    { "rpartition", bytes_rpartition_method, METH_O, 1, 1,                                                            \
      "rpartition($self, sep, /)\n--\n\n(before, sep, after) at the last sep." },                                     \
    { "rsplit", bytes_rsplit_method, METH_FASTCALL | METH_KEYWORDS, 0, 2,                                             \
      "rsplit($self, /, sep=None, maxsplit=-1)\n--\n\nList of the parts, splitting from the right." },                \
    { "rstrip", bytes_rstrip_method, METH_FASTCALL, 0, 1,                                                             \
      "rstrip($self, bytes=None, /)\n--\n\nCopy without trailing whitespace, or bytes of the argument." },            \
    { "split", bytes_split_method, METH_FASTCALL | METH_KEYWORDS, 0, 2,                                               \
      "split($self, /, sep=None, maxsplit=-1)\n--\n\nList of the parts between separators." },                        \
    { "splitlines", bytes_splitlines_method, METH_FASTCALL | METH_KEYWORDS, 0, 1,                                     \
      "splitlines($self, /, keepends=False)\n--\n\nList of the lines." },                                             \
    { "startswith", bytes_startswith_method, METH_VARARGS, 0, -1,                                                     \
      "B.startswith(prefix[, start[, end]]) -> bool\n\nWhether B[start:end] starts with prefix, or one of a tuple." }, \
    { "strip", bytes_strip_method, METH_FASTCALL, 0, 1,                                                               \
      "strip($self, bytes=None, /)\n--\n\nCopy without whitespace at both ends, or bytes of the argument." },         \
    { "swapcase", bytes_swapcase_method, METH_NOARGS, 0, 0, "B.swapcase() -> copy of B\n\nASCII case exchanged." },   \
    { "title", bytes_title_method, METH_NOARGS, 0, 0, "B.title() -> copy of B\n\nWords in ASCII title case." },       \
    { "translate", bytes_translate_method, METH_FASTCALL | METH_KEYWORDS, 1, 2,                                       \
      "translate($self, table, /, delete=b'')\n--\n\nCopy with each byte looked up in table." },                      \
    { "upper", bytes_upper_method, METH_NOARGS, 0, 0, "B.upper() -> copy of B\n\nIn ASCII upper case." },             \
    { "zfill", bytes_zfill_method, METH_O, 1, 1,                                                                      \
      "zfill($self, width, /)\n--\n\nZeros at the left, after a sign, up to width bytes." }

#endif
