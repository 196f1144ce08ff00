/* What the files of str share: characters of the three kinds, searching, case, error handlers. */
#ifndef HS_OBJECT_STR_IMPL_H
#define HS_OBJECT_STR_IMPL_H

#include "base/hash.h"
#include "object/str.h"

/* Virtual offsets of the characters in an exact str's block; a str that is not ASCII, and every
 * instance of a subclass, has the UTF-8 cache between the head and them. */
#define STR_ASCII_HEAD 48
#define STR_WIDE_HEAD 72
#define STR_SUBTYPE_SIZE 80
#define STR_MAX_LENGTH ((intptr_t)(PTRDIFF_MAX / 4 - 128))
typedef struct StrWideObj {
    StrObj head;
    size_t utf8_size;
    char *utf8; /* raw memory or NULL */
} StrWideObj;
_Static_assert(sizeof(StrObj) <= STR_ASCII_HEAD, "str outgrew CPython's");
_Static_assert(sizeof(StrWideObj) <= STR_WIDE_HEAD, "wide str outgrew CPython's");

/* Hash of a text's or bytes object's characters. */
HS_INLINE int64_t hash_characters(Runtime *rt, const void *data, size_t size) {
    uint64_t hash = HS_UNLIKELY(rt->lens->siphash24) ? hash_siphash24(rt->hash_k0, rt->hash_k1, data, size)
                                                     : hash_siphash13(rt->hash_k0, rt->hash_k1, data, size);
    return hash == UINT64_MAX ? -2 : (int64_t)hash;
}

#define STR_LENGTH(o) (STR(o)->length)
#define STR_KIND(o) (STR(o)->kind)
#define STR_DATA(o) ((void *)STR(o)->data)
HS_INLINE uint32_t chars_get(int kind, const void *chars, intptr_t i) {
    return kind == 1   ? ((const uint8_t *)chars)[i]
           : kind == 2 ? ((const uint16_t *)chars)[i]
                       : ((const uint32_t *)chars)[i];
}
HS_INLINE void chars_put(int kind, void *chars, intptr_t i, uint32_t c) {
    if (kind == 1)
        ((uint8_t *)chars)[i] = (uint8_t)c;
    else if (kind == 2)
        ((uint16_t *)chars)[i] = (uint16_t)c;
    else
        ((uint32_t *)chars)[i] = c;
}
HS_INLINE int kind_of_char(uint32_t c) { return c < 0x100 ? 1 : c < 0x10000 ? 2 : 4; }
/* Largest character that a str of its kind could hold: 0x7f, 0xff, 0xffff, 0x10ffff. */
HS_INLINE uint32_t str_max_char(Obj *s) {
    return STR(s)->ascii ? 0x7f : STR_KIND(s) == 1 ? 0xff : STR_KIND(s) == 2 ? 0xffff : 0x10ffff;
}
HS_INLINE bool is_surrogate(uint32_t c) { return c - 0xd800 < 0x800; }
void chars_copy(int to_kind, void *to, intptr_t at, int from_kind, const void *from,
                intptr_t from_at, intptr_t count);
void str_copy_chars(Obj *to, intptr_t at, Obj *from, intptr_t from_at, intptr_t count);
void chars_fill(int kind, void *chars, intptr_t at, intptr_t count, uint32_t c);
/* Upper bound of the characters, rounded to 0x7f, 0xff, 0xffff, 0x10ffff. */
uint32_t chars_max(int kind, const void *chars, intptr_t count);
/* str itself if exact, else an exact copy. */
Own str_exact(Runtime *rt, Obj *s);
/* A str of exact type known to be new and complete: replaced by the singleton if it is "" or one
 * Latin-1 character. */
Own str_result(Runtime *rt, Own s);
Own str_resize(Runtime *rt, Own s, intptr_t length);
HS_INLINE Own str_empty(Runtime *rt) { return keep(rt->empty_str); }

/* ---- searching (str_search.c): offsets relative to `hay`, -1 = none ---- */
intptr_t chars_find(int hay_kind, const void *hay, intptr_t hay_length, int kind,
                    const void *needle, intptr_t length);
intptr_t chars_rfind(int hay_kind, const void *hay, intptr_t hay_length, int kind,
                     const void *needle, intptr_t length);
intptr_t chars_find_char(int kind, const void *chars, intptr_t length, uint32_t c);
intptr_t chars_rfind_char(int kind, const void *chars, intptr_t length, uint32_t c);
intptr_t chars_count(int hay_kind, const void *hay, intptr_t hay_length, int kind,
                     const void *needle, intptr_t length, intptr_t limit);

/* ---- methods in tables of several files ---- */
#define STR_METHOD(name)                                                                           \
    Own name(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames)
extern const MethodDef str_methods[];
STR_METHOD(str_split_method);
STR_METHOD(str_rsplit_method);
STR_METHOD(str_splitlines_method);
STR_METHOD(str_partition_method);
STR_METHOD(str_rpartition_method);
STR_METHOD(str_capitalize_method);
STR_METHOD(str_casefold_method);
STR_METHOD(str_lower_method);
STR_METHOD(str_upper_method);
STR_METHOD(str_title_method);
STR_METHOD(str_swapcase_method);
STR_METHOD(str_format_method);
STR_METHOD(str_format_map_method);
STR_METHOD(str_dunder_format_method);
STR_METHOD(str_translate_method);
STR_METHOD(str_maketrans_method);
Own str_replace(Runtime *rt, Obj *self, Obj *from, Obj *to, intptr_t limit);

/* ---- arguments ---- */
/* "find() takes at least 1 argument (0 given)": what PyArg_ParseTuple says. */
int args_count_check(Runtime *rt, const char *name, size_t nargs, size_t min, size_t max);
/* A Py_ssize_t argument: operator.index, then OverflowError "Python int too large to convert to C ssize_t". */
int args_ssize(Runtime *rt, Obj *value, int64_t *out);
/* Slice argument: None or NULL leaves *out; else an index, clamped. */
int args_slice_index(Runtime *rt, Obj *value, int64_t *out);
/* start and end made to lie in 0..length as slices do. */
void clamp_slice(int64_t *start, int64_t *end, int64_t length);
/* argument that must be a str with the words "f() argument 1 must be str, not X". */
int args_need_str(Runtime *rt, const char *function, int position, Obj *value);

/* ---- character classes and case (unicode.c) ---- */
bool unicode_is_digit(uint32_t c);
bool unicode_is_numeric(uint32_t c);
bool unicode_is_lower(uint32_t c);
bool unicode_is_upper(uint32_t c);
bool unicode_is_title(uint32_t c);
bool unicode_is_cased(uint32_t c);
bool unicode_is_case_ignorable(uint32_t c);
bool unicode_is_alnum(uint32_t c);
bool unicode_is_linebreak(uint32_t c);
/* Full mappings: up to three characters into out, answer how many. */
int unicode_to_upper(uint32_t c, uint32_t *out);
int unicode_to_lower(uint32_t c, uint32_t *out);
int unicode_to_title(uint32_t c, uint32_t *out);
int unicode_to_fold(uint32_t c, uint32_t *out);

/* ---- encodings (str_codec.c) ---- */
/* UTF-8 size of the characters, surrogates counted as 3. */
size_t utf8_size_of(int kind, const void *chars, intptr_t count);
/* str(object, encoding, errors) for a buffer. */
Own str_from_encoded(Runtime *rt, Obj *object, const char *encoding, const char *errors);

/* str_registry.c: what codecs._encode or codecs._decode makes of a subject for an encoding that is not C; LookupError if nobody knows it. */
Own codec_ask(Runtime *rt, const char *function, Obj *subject, const char *encoding, const char *errors);
/* str_registry.c: what the handler of that name gives for the exception raised now: a replacement (str, or bytes for an encoder of text), in *at
 * where to go on, and for a decoder the bytes to go on in. */
Own codec_handle(Runtime *rt, const char *errors, Obj *text, intptr_t *at, Own *data);

#endif
