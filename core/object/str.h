/* str: 1, 2 or 4 bytes a character, compact; hash cached; interning. */
#ifndef HS_OBJECT_STR_H
#define HS_OBJECT_STR_H

#include "heap/runtime.h"

typedef struct StrObj {
    Obj base;
    intptr_t length; /* characters */
    int64_t hash;    /* -1 = not computed */
    uint8_t kind;    /* bytes a character: 1, 2, 4 */
    uint8_t ascii;   /* all < 128 */
    uint8_t interned; /* 1: its table entries are not counted; 2: also a name in a code object */
    uint8_t is_static;
    uint32_t born; /* note_birth: its characters can fill its block */
    uint8_t *data; /* length+1 characters, NUL at the end. An exact str has them in its own block, at 48 (ASCII) or 72: virtual
                      size 48 or 72, + (length+1)*kind; an instance of a subclass has them in a block of their own */
} StrObj;

#define STR(o) ((StrObj *)(o))
HS_INLINE bool is_str(Obj *o) { return (o->type->flags & TPF_STR) != 0; }
HS_INLINE bool is_str_exact(Runtime *rt, Obj *o) { return o->type == T(rt, STR); }
HS_INLINE uint32_t str_char(Obj *s, intptr_t i) {
    StrObj *str = STR(s);
    return str->kind == 1 ? str->data[i]
           : str->kind == 2 ? ((const uint16_t *)(const void *)str->data)[i]
                            : ((const uint32_t *)(const void *)str->data)[i];
}
HS_INLINE Obj *str_latin1_char(Runtime *rt, uint8_t c) { return (Obj *)(rt->latin1_chars + c * 80); }

/* Uninitialised str for `length` characters up to max_char; "" and one-character Latin-1 are never made here. */
Own str_alloc(Runtime *rt, intptr_t length, uint32_t max_char);
/* Shared singletons for "" and one Latin-1 character, else a new str. */
Own str_from_utf8(Runtime *rt, const char *utf8, size_t size); /* UnicodeDecodeError on bad input; surrogates refused */
Own str_from_ascii(Runtime *rt, const char *ascii, size_t size);
Own str_from_cstr(Runtime *rt, const char *utf8);
Own str_from_char(Runtime *rt, uint32_t c);
Own str_from_kind(Runtime *rt, int kind, const void *chars, intptr_t length); /* finds the narrowest kind */
/* printf-like: %s %.*s %d %i %u %ld %zd %lld %x %c %p %%, and objects: %U str, %S str(o), %R repr(o), %A ascii(o), %T type name of o, %N
 * that or "None"; width and precision ("%.200s", "%.100U") as in PyUnicode_FromFormat. */
Own str_format(Runtime *rt, const char *format, ...);
Own str_format_v(Runtime *rt, const char *format, __builtin_va_list args);
/* UTF-8 bytes, NUL-terminated; valid while the str lives (ASCII: its own data; else cached in raw memory by the str). Surrogates:
 * NULL, UnicodeEncodeError raised. */
const char *str_utf8(Runtime *rt, Obj *s, size_t *size);
Own str_intern(Runtime *rt, Own s);           /* takes s, returns the interned equal str */
Own str_intern_cstr(Runtime *rt, const char *ascii);
void str_intern_in_place(Runtime *rt, Own *slot);
void str_interned_dealloc(Runtime *rt, Obj *s); /* drops its table entry */
void str_intern_fini(Runtime *rt);              /* gives the table back, with what is immortal */
uint64_t str_sizeof(Runtime *rt, Obj *s); /* __sizeof__ */
bool str_equal(Obj *a, Obj *b);               /* both str */
bool str_equals_ascii(Obj *s, const char *ascii);
/* Whether s[start:end] is one of these words, with a blank before each and behind the last. */
bool str_in_words(Obj *s, intptr_t start, intptr_t end, const char *words);
int str_compare(Obj *a, Obj *b);
int64_t str_hash(Runtime *rt, Obj *s);
Own str_concat(Runtime *rt, Obj *a, Obj *b);
/* a += b: in place when *slot has refcount 1, exact, not interned. Consumes the old value into *slot; -1 raised (slot NULL). */
int str_append(Runtime *rt, Own *slot, Obj *b);
Own str_join(Runtime *rt, Obj *separator, Obj *const *items, intptr_t count);
Own str_substring(Runtime *rt, Obj *s, intptr_t start, intptr_t end);
Own str_repr(Runtime *rt, Obj *s);
intptr_t str_find(Obj *s, Obj *needle, intptr_t start, intptr_t end, int direction); /* -1 none */
bool str_is_identifier(Obj *s);
Own str_percent_format(Runtime *rt, Obj *format, Obj *args); /* "%" */
Own str_decode(Runtime *rt, const uint8_t *bytes, size_t size, const char *encoding, const char *errors);
Own str_encode(Runtime *rt, Obj *s, const char *encoding, const char *errors); /* bytes */
Own str_from_object(Runtime *rt, Obj *o);    /* str(o) = object_str, declared in abstract.h too */
int str_init(Runtime *rt);                   /* "", Latin-1 characters, rt->strings */
void str_fini(Runtime *rt);                  /* what static strs and interning hold */
/* character classes (unicode.c) */
bool unicode_is_space(uint32_t c);
bool unicode_is_alpha(uint32_t c);
bool unicode_is_decimal(uint32_t c);
int unicode_decimal_value(uint32_t c); /* -1 = none */
bool unicode_is_printable(uint32_t c);
bool unicode_is_xid_start(uint32_t c);
bool unicode_is_xid_continue(uint32_t c);

/* Growing text, narrow first: for repr, join, format. All writers report -1 = MemoryError. */
typedef struct StrWriter { /* not to be copied: chars may point into it */
    Runtime *rt;
    void *chars; /* `first`, or raw memory once it is longer */
    intptr_t length, capacity;
    int kind;
    uint32_t max_char;
    bool failed;
    _Alignas(4) uint8_t first[124];
} StrWriter;
void str_writer_init(StrWriter *w, Runtime *rt);
int str_writer_char(StrWriter *w, uint32_t c);
int str_writer_fill(StrWriter *w, uint32_t c, int64_t count); /* so many of it, none if count < 0 */
int str_writer_ascii(StrWriter *w, const char *ascii, size_t size);
int str_writer_cstr(StrWriter *w, const char *ascii);
int str_writer_str(StrWriter *w, Obj *s);
int str_writer_slice(StrWriter *w, Obj *s, intptr_t start, intptr_t end);
Own str_writer_finish(StrWriter *w); /* frees the buffer; also on failure (NULL) */
void str_writer_discard(StrWriter *w);

/* format(value, spec) for each builtin type: format.c */
Own format_int(Runtime *rt, Obj *value, Obj *spec);
Own format_float(Runtime *rt, Obj *value, Obj *spec);
Own format_complex(Runtime *rt, Obj *value, Obj *spec);
Own format_str(Runtime *rt, Obj *value, Obj *spec);
/* double to text: code 'e','f','g','r' (repr), '%' as in PyOS_double_to_string; flags below. Raw memory, caller frees with raw_free. */
enum { DTOA_SIGN = 1, DTOA_ADD_DOT_0 = 2, DTOA_ALT = 4, DTOA_NO_NEGATIVE_ZERO = 8 };
char *double_to_text(Runtime *rt, double value, char code, int precision, int flags, size_t *length);

#endif
