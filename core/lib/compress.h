/* Deflate and inflate (RFC 1951): the work of zlib.py, without the wrappers. */
#ifndef HS_LIB_COMPRESS_H
#define HS_LIB_COMPRESS_H

#include "heap/runtime.h"

#define COMPRESS_FUNCTION(name) \
    Own name(Runtime *rt, HS_UNUSED Obj *self, HS_UNUSED Obj *const *args, HS_UNUSED size_t nargs, HS_UNUSED Obj *kwnames)

enum { WINDOW = 32768 };

/* Codes that both sides know: how many extra bits the codes of lengths (from 257 on) and distances have, in which order the lengths of
 * the codes of lengths come. */
HS_INLINE int length_extra(int code) { return code < 8 || code == 28 ? 0 : code / 4 - 1; }
HS_INLINE int distance_extra(int code) { return code < 4 ? 0 : code / 2 - 1; }
/* The first length - 3 and the first distance - 1 of a code. */
HS_INLINE int length_base(int code) { return code < 8 ? code : code == 28 ? 255 : (4 + code % 4) << (code / 4 - 1); }
HS_INLINE int distance_base(int code) { return code < 4 ? code : (2 + code % 2) << (code / 2 - 1); }
HS_INLINE int length_order(int i) { return "\x10\x11\x12\0\x8\x7\x9\x6\xa\x5\xb\x4\xc\x3\xd\x2\xe\x1\xf"[i]; }
HS_INLINE int fixed_length(int symbol) { return symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8; }

/* (state, data): (output, bytes of data used, state after it, whether the last block has ended), or what is wrong with the data. The
 * state to begin with is zeros, and behind them what both sides know beforehand. */
COMPRESS_FUNCTION(compress_inflate);
/* (state, data, level, mem_level, strategy, mode of flush): (output, state after it). The
 * first state is what both sides know beforehand, at most 32 KiB. */
COMPRESS_FUNCTION(compress_deflate);

#endif
