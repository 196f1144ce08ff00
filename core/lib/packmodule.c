/* _pack: the work of struct: formats taken apart, values as the bytes of C structures and back.
 *
 * struct.py has the classes; their methods and the module's functions are put there by install(). A Struct keeps what its format
 * means in a bytes object: a Piece that tells about all, and one for each code. */
#include <math.h>

#include "lib/install.h"
#include "lib/lib.h"
#include "object/abstract.h"
#include "object/bytes_impl.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/fields.h"
#include "object/float.h"
#include "object/function.h"
#include "object/int.h"
#include "object/str_impl.h"
#include "object/tuple.h"
#include "object/type.h"

#define PACK(name) \
    static Own pack_##name(Runtime *rt, HS_UNUSED Obj *self, HS_UNUSED Obj *const *args, HS_UNUSED size_t nargs, HS_UNUSED Obj *kwnames)

typedef struct Piece { /* as large as CPython's */
    int64_t offset, count; /* the first one: size of the whole, number of values */
    char code, item;       /* what the format says; the native code of an item that is as large */
    uint8_t size;
    bool big, native;
    uint8_t unused[11];
} Piece;
_Static_assert(sizeof(Piece) == 32, "sys.getsizeof of a Struct counts pieces");

/* Slots of the Python classes, in the order of their names. */
static Own *slot_at(Obj *self, size_t i) { return (Own *)(void *)((char *)self + 16 + 8 * i); }
#define STRUCT_CODES(o) (*slot_at(o, 0))
#define STRUCT_SIZE(o) (*slot_at(o, 2))
#define ITER_DATA(o) (*slot_at(o, 0))
#define ITER_OFFSET(o) (*slot_at(o, 1))
#define ITER_STRUCT(o) (*slot_at(o, 2))

/* struct.error, which the class Struct knows. */
static TypeObj *error_of(Runtime *rt, Obj *self) {
    Own name = str_from_cstr(rt, "_error");
    Obj *error = name ? type_lookup(rt, self->type, borrow(name)) : NULL;
    xrelease(rt, name);
    return error && is_type(error) && is_exception_class(error) ? (TypeObj *)error : EXC(rt, ValueError);
}

#define WRONG(...) raise_format_int(rt, error_of(rt, self), __VA_ARGS__)

/* The pieces of a Struct and how many there are behind the first; NULL = raised. */
static const uint8_t *pieces_of(Runtime *rt, Obj *self, Piece *head, size_t *count) {
    Obj *codes = borrow(STRUCT_CODES(self));
    if (!codes || !is_bytes(codes) || BYTES_SIZE(codes) < (intptr_t)sizeof *head) {
        raise_format(rt, EXC(rt, RuntimeError), "Struct object is not initialized");
        return NULL;
    }
    memcpy(head, BYTES(codes)->data, sizeof *head);
    *count = (size_t)BYTES_SIZE(codes) / sizeof *head - 1;
    return BYTES(codes)->data + sizeof *head;
}

/* ---- formats ---- */

static int code_size(char code, bool native) {
    static const char codes[] = "xcbB?sphHeiIfqQdlLnNP", sizes[] = "111111122244488844000", native_sizes[] = "888888888";
    const char *found = code ? strchr(codes, code) : NULL;
    if (!found) return 0;
    size_t place = (size_t)(found - codes);
    return (native && place >= 16 ? native_sizes[place - 16] : sizes[place]) - '0';
}

/* The pieces of a format without its mark; -1 raised. */
static int parse(Runtime *rt, TypeObj *error, const char *text, const char *end, Piece *head, ByteWriter *w) {
    while (text < end) {
        char c = *text++;
        if (c == ' ' || (c >= '\t' && c <= '\r')) continue;
        int64_t count = 1, space;
        bool given = c >= '0' && c <= '9', huge = false;
        if (given) {
            for (count = 0; c >= '0' && c <= '9'; c = *text++) {
                huge |= __builtin_mul_overflow(count, 10, &count) || __builtin_add_overflow(count, c - '0', &count);
                if (text == end) return raise_format_int(rt, error, "repeat count given without format specifier");
            }
        }
        int size = code_size(c, head->native);
        if (!size) return raise_format_int(rt, error, "bad char in struct format");
        if (head->native) huge |= __builtin_add_overflow(head->offset, -head->offset & (size - 1), &head->offset);
        Piece piece = {head->offset, count, c, c, (uint8_t)size, head->big, head->native, {0}};
        if (c != 'c' && c != '?' && c != 's' && c != 'p' && c != 'e' && c != 'f' && c != 'd') {
            piece.item = (size == 1 ? "bB" : size == 2 ? "hH" : size == 4 ? "iI" : "qQ")[c < 'a'];
        }
        if (huge || __builtin_mul_overflow(count, size, &space) || __builtin_add_overflow(head->offset, space, &head->offset)) {
            return raise_format_int(rt, error, "total struct size too long");
        }
        bool text_code = c == 's' || c == 'p';
        if (c != 'x' && (count || text_code)) {
            head->count += text_code ? 1 : count;
            if (byte_writer_put(w, &piece, sizeof piece) < 0) return -1;
        }
    }
    return 0;
}

/* (format, error): what _codes and size become. */
PACK(parse) {
    size_t size;
    const char *text = is_str(args[0]) ? str_utf8(rt, args[0], &size) : NULL;
    if (!text || !is_type(args[1])) return raise_format(rt, EXC(rt, TypeError), "a str and a class are needed");
    TypeObj *error = (TypeObj *)args[1];
    const char *end = text + size;
    Piece head = {.native = true};
    ByteWriter w = {.rt = rt};
    if (memchr(text, 0, size)) return raise_format(rt, error, "embedded null character");
    if (size && strchr("@=<>!", *text)) {
        head.native = *text == '@';
        head.big = *text == '>' || *text == '!';
        text++;
    }
    if (byte_writer_put(&w, &head, sizeof head) < 0 || parse(rt, error, text, end, &head, &w) < 0) {
        byte_writer_discard(&w);
        return NULL;
    }
    memcpy(w.data, &head, sizeof head);
    return tuple_build(rt, "Nn", byte_writer_bytes(&w), head.offset);
}

/* ---- values to bytes ---- */

/* Half precision, rounded half to even; false = too large. */
static bool half_bits(double value, uint64_t *bits) {
    int exponent;
    double size = fabs(value);
    if (isnan(value)) *bits = 0x7e00;
    else if (isinf(value)) *bits = 0x7c00;
    else if (size < 0x1p-14) *bits = (uint64_t)rint(size * 0x1p24);
    else {
        double fraction = frexp(size, &exponent);
        if (exponent > 16) return false;
        *bits = ((uint64_t)(exponent + 13) << 10) + (uint64_t)rint(fraction * 2048);
        if (*bits >= 0x7c00) return false;
    }
    if (signbit(value)) *bits |= 0x8000;
    return true;
}

static double half_value(unsigned bits) {
    int exponent = bits >> 10 & 31;
    double value = bits & 0x3ff;
    if (exponent == 31) value = value != 0 ? (double)NAN : (double)INFINITY;
    else value = exponent ? ldexp(value + 1024, exponent - 25) : ldexp(value, -24);
    return bits & 0x8000 ? -value : value;
}

static int pack_float(Runtime *rt, Obj *self, const Piece *piece, Obj *value, uint64_t *bits) {
    double wide;
    if (number_as_double(rt, value, &wide) < 0) {
        raised_clear(rt);
        return WRONG("required argument is not a float");
    }
    memcpy(bits, &wide, 8);
    if (piece->code == 'd') return 0;
    bool fits = true;
    if (piece->code == 'e') {
        fits = half_bits(wide, bits);
    } else if (isnan(wide)) {
        *bits = (*bits >> 32 & 0x80000000) | 0x7fc00000 | (*bits >> 29 & 0x3fffff);
    } else {
        float narrow = (float)wide;
        uint32_t word;
        memcpy(&word, &narrow, 4);
        *bits = word;
        fits = piece->native || !isinf(narrow) || isinf(wide);
    }
    return fits ? 0 : raise_format_int(rt, EXC(rt, OverflowError), "float too large to pack with %c format", piece->code);
}

/* An index as bits, with the words of CPython's packers: some codes go through C's unsigned long. */
static int pack_index(Runtime *rt, Obj *self, const Piece *piece, Obj *index, uint64_t *bits) {
    char code = piece->code;
    int overflow, width = 8 * piece->size;
    int64_t value = int_as_i64_overflow(index, &overflow);
    bool natural = !overflow && value >= 0, one_word = natural || (overflow > 0 && int_bit_length(index) <= 64);
    bool unsigned_long = (code < 'a' && code != 'P' && piece->size >= 4) || (piece->big && code == 'H');
    *bits = overflow > 0 ? int_low_bits(index) : (uint64_t)value;
    if (code == 'P' ? overflow && !one_word : unsigned_long ? !one_word : overflow != 0) {
        if (code != 'P' && !(piece->big && (code == 'q' || code == 'Q'))) return WRONG("argument out of range");
        return raise_none(rt, EXC(rt, OverflowError)), -1;
    }
    if (piece->size == 8) return 0;
    int64_t low = code < 'a' ? 0 : -((int64_t)1 << (width - 1)), high = ((int64_t)1 << (code < 'a' ? width : width - 1)) - 1;
    if (overflow || value < low || value > high) {
        const char *name = code == 'b' ? "byte" : code == 'B' ? "ubyte" : code == 'h' ? "short" : code == 'H' ? "ushort" : NULL;
        char quoted[4] = {'\'', code, '\''};
        if (!name || (piece->big && piece->size > 1)) name = quoted;
        return WRONG("%s format requires %lld <= number <= %lld", name, (long long)low, (long long)high);
    }
    return 0;
}

static int pack_item(Runtime *rt, Obj *self, const Piece *piece, Obj *value, uint8_t *out) {
    uint64_t bits = 0;
    int truth, failed;
    switch (piece->code) {
    case 'c':
        if ((!is_bytes(value) && !is_bytearray(rt, value)) || self_span(value).size != 1) {
            return WRONG("char format requires a bytes object of length 1");
        }
        *out = *self_span(value).data;
        return 0;
    case '?':
        if ((truth = object_is_true(rt, value)) < 0) return -1;
        *out = (uint8_t)truth;
        return 0;
    case 'e':
    case 'f':
    case 'd': failed = pack_float(rt, self, piece, value, &bits); break;
    default: {
        if (!number_has_index(value)) return WRONG("required argument is not an integer");
        Own index = number_index(rt, value);
        failed = index ? pack_index(rt, self, piece, borrow(index), &bits) : -1;
        xrelease(rt, index);
    }
    }
    if (failed < 0) {
        if (!is_int(value) || !raised_matches(rt, EXC(rt, OverflowError))) return -1;
        raised_clear(rt);
        return WRONG("int too large to convert");
    }
    for (int i = 0; i < piece->size; i++) out[piece->big ? piece->size - 1 - i : i] = (uint8_t)(bits >> 8 * i);
    return 0;
}

static int pack_text(Runtime *rt, Obj *self, const Piece *piece, Obj *value, uint8_t *out) {
    if (!is_bytes(value) && !is_bytearray(rt, value)) {
        return WRONG("argument for '%c' must be a bytes object", piece->code);
    }
    Span text = self_span(value);
    bool counted = piece->code == 'p';
    if (!piece->count) return 0;
    intptr_t room = (intptr_t)piece->count - counted, size = text.size < room ? text.size : room;
    if (counted) *out++ = (uint8_t)(size < 255 ? size : 255);
    if (size) memcpy(out, text.data, (size_t)size);
    return 0;
}

/* Values into head->offset bytes at `out`, which may not move meanwhile. */
static int pack_values(Runtime *rt, Obj *self, Obj *const *values, const Piece *head, const uint8_t *pieces, size_t count, uint8_t *out) {
    Own codes = keep(borrow(STRUCT_CODES(self))); /* Python code runs */
    int failed = 0;
    memset(out, 0, (size_t)head->offset);
    for (size_t i = 0; i < count && failed >= 0; i++) {
        Piece piece;
        memcpy(&piece, pieces + i * sizeof piece, sizeof piece);
        uint8_t *at = out + piece.offset;
        if (piece.code == 's' || piece.code == 'p') {
            failed = pack_text(rt, self, &piece, *values++, at);
            continue;
        }
        for (int64_t k = 0; k < piece.count && failed >= 0; k++, at += piece.size) failed = pack_item(rt, self, &piece, *values++, at);
    }
    release(rt, codes);
    return failed;
}

static int check_count(Runtime *rt, Obj *self, const char *name, const Piece *head, size_t given) {
    if ((int64_t)given == head->count) return 0;
    return WRONG("%s expected %lld items for packing (got %zd)", name, (long long)head->count,
                            (intptr_t)given);
}

PACK(pack) {
    Piece head;
    size_t count;
    if (args_no_keywords(rt, "Struct.pack", kwnames) < 0) return NULL;
    const uint8_t *pieces = pieces_of(rt, self, &head, &count);
    if (!pieces || check_count(rt, self, "pack", &head, nargs) < 0) return NULL;
    if (head.offset > INT64_MAX - BYTES_HEAD) return raise_format(rt, EXC(rt, OverflowError), "byte string is too large");
    if (head.offset > BYTES_MAX_LENGTH) return raise_memory_error(rt);
    Own made = bytes_from(rt, NULL, (size_t)head.offset);
    if (made && pack_values(rt, self, args, &head, pieces, count, BYTES(borrow(made))->data) < 0) own_clear(rt, &made);
    return made;
}

/* Where a structure lies in a buffer; -1 raised. */
static int64_t place(Runtime *rt, Obj *self, Obj *offset, const Piece *head, intptr_t length, bool packing) {
    int64_t at = 0;
    if (offset && (packing ? number_as_ssize(rt, offset, EXC(rt, IndexError), &at) : ssize_argument(rt, offset, &at)) < 0) return -1;
    if (at < 0) {
        if (at + head->offset > 0) {
            return WRONG("%s %lld bytes at offset %lld", packing ? "no space to pack" : "not enough data to unpack",
                                    (long long)head->offset, (long long)at);
        }
        if (at + length < 0) {
            return WRONG("offset %lld out of range for %zd-byte buffer", (long long)at, length);
        }
        at += length;
    }
    if (length - at < head->offset) {
        return WRONG("%s requires a buffer of at least %llu bytes for %s %lld bytes at offset %lld (actual buffer "
                                "size is %zd)", packing ? "pack_into" : "unpack_from", (unsigned long long)head->offset + (uint64_t)at,
                                packing ? "packing" : "unpacking", (long long)head->offset, (long long)at, length);
    }
    return at;
}

PACK(pack_into) {
    Piece head;
    size_t count;
    Layout layout;
    LayoutRoom room;
    if (args_no_keywords(rt, "Struct.pack_into", kwnames) < 0) return NULL;
    const uint8_t *pieces = pieces_of(rt, self, &head, &count);
    if (!pieces) return NULL;
    if (nargs < 2) return raise_format(rt, error_of(rt, self), "pack_into expected %s argument", nargs ? "offset" : "buffer");
    if (check_count(rt, self, "pack_into", &head, nargs - 2) < 0) return NULL;
    if (buffer_layout(rt, args[0], &layout, &room) < 0 || layout.readonly || !layout_is_contiguous(&layout, 'C')) {
        return raise_format(rt, EXC(rt, TypeError), "argument must be read-write bytes-like object, not %.50s", args[0]->type->name);
    }
    Buffer buffer; /* stays where it is */
    if (buffer_open(rt, args[0], &buffer) < 0) return NULL;
    int64_t at = place(rt, self, args[1], &head, buffer.size, true);
    int failed = at < 0 ? -1 : pack_values(rt, self, args + 2, &head, pieces, count, layout.data + at);
    buffer_close(&buffer);
    return failed < 0 ? NULL : keep(rt->none);
}

/* ---- bytes to values ---- */

static Own unpack_item(Runtime *rt, const Piece *piece, const uint8_t *data) {
    uint8_t item[8];
    if (piece->code == 's') return bytes_from(rt, data, (size_t)piece->count);
    if (piece->code == 'p') {
        size_t room = piece->count ? (size_t)piece->count - 1 : 0, size = piece->count && *data < room ? *data : room;
        return bytes_from(rt, data + 1, size);
    }
    for (int i = 0; i < piece->size; i++) item[i] = data[piece->big ? piece->size - 1 - i : i];
    if (piece->code == 'e') return float_new(rt, half_value((unsigned)(item[0] | item[1] << 8)));
    return item_unpack(rt, piece->item, item);
}

static Own unpack_values(Runtime *rt, Obj *self, const Piece *head, const uint8_t *pieces, size_t count, const uint8_t *data) {
    Own codes = keep(borrow(STRUCT_CODES(self))); /* a collection may run Python code */
    Own made = head->count > INT32_MAX ? raise_memory_error(rt) : tuple_alloc(rt, (intptr_t)head->count);
    intptr_t filled = 0;
    for (size_t i = 0; made && i < count; i++) {
        Piece piece;
        memcpy(&piece, pieces + i * sizeof piece, sizeof piece);
        int64_t times = piece.code == 's' || piece.code == 'p' ? 1 : piece.count;
        for (int64_t k = 0; k < times; k++) {
            Own item = unpack_item(rt, &piece, data + piece.offset + k * piece.size);
            if (!item) {
                own_clear(rt, &made);
                break;
            }
            TUPLE(borrow(made))->items[filled++] = item;
        }
    }
    release(rt, codes);
    if (made && filled) gc_track(rt, borrow(made));
    return made;
}

PACK(unpack) {
    Piece head;
    size_t count;
    Buffer buffer;
    const uint8_t *pieces = pieces_of(rt, self, &head, &count);
    if (!pieces || buffer_open(rt, args[0], &buffer) < 0) return NULL;
    Own made = buffer.size == head.offset ? unpack_values(rt, self, &head, pieces, count, buffer.data)
                                          : raise_format(rt, error_of(rt, self), "unpack requires a buffer of %lld bytes",
                                                         (long long)head.offset);
    buffer_close(&buffer);
    return made;
}

PACK(unpack_from) {
    static const char *const names[] = {"buffer", "offset", NULL};
    static const ArgSpec spec = {"unpack_from", names, 1, 2};
    Obj *given[2];
    Piece head;
    size_t count;
    Buffer buffer;
    if (args_parse(rt, &spec, args, nargs, kwnames, given) < 0) return NULL;
    const uint8_t *pieces = pieces_of(rt, self, &head, &count);
    if (!pieces || buffer_open(rt, given[0], &buffer) < 0) return NULL;
    int64_t at = place(rt, self, given[1], &head, buffer.size, false);
    Own made = at < 0 ? NULL : unpack_values(rt, self, &head, pieces, count, buffer.data + at);
    buffer_close(&buffer);
    return made;
}

/* What iter_unpack() gave lets go of the buffer behind its last item. */
static Own end_of_items(Runtime *rt, Obj *self, Obj *data) {
    Own held = keep(data), released = (Own)0;
    own_set(rt, &ITER_DATA(self), keep(rt->none));
    released = call_method_str(rt, borrow(held), "release", 0);
    release(rt, held);
    if (!released) return released;
    release(rt, released);
    return raise_none(rt, EXC(rt, StopIteration));
}

/* __next__ of what iter_unpack() gives. */
PACK(next) {
    Piece head;
    size_t count;
    int64_t offset = 0;
    Buffer buffer;
    Obj *data = borrow(ITER_DATA(self)), *number = borrow(ITER_OFFSET(self)), *whole = borrow(ITER_STRUCT(self));
    const uint8_t *pieces = whole ? pieces_of(rt, whole, &head, &count) : NULL;
    if (!pieces || !data || !is_int(number) || int_as_i64(rt, number, &offset) < 0) return NULL;
    if (is_none(rt, data)) return raise_none(rt, EXC(rt, StopIteration));
    if (buffer_open(rt, data, &buffer) < 0) return NULL;
    const bool ends = offset < 0 || offset >= (int64_t)buffer.size || (int64_t)buffer.size - offset < head.offset;
    Own made = ends ? (Own)0 : unpack_values(rt, whole, &head, pieces, count, buffer.data + offset);
    buffer_close(&buffer);
    if (ends) return end_of_items(rt, self, data);
    Own after = made ? int_from_i64(rt, offset + head.offset) : NULL;
    if (!after) own_clear(rt, &made);
    else own_set(rt, &ITER_OFFSET(self), after);
    return made;
}

/* ---- the module's functions: the same with a format, whose Struct is kept ---- */

static Own struct_of(Runtime *rt, Obj *module, Obj *format) {
    Obj *cache = dict_get_str(rt, module_dict(module), "_cache"), *made = NULL;
    if (cache && is_dict(cache) && is_str_exact(rt, format)) made = dict_get(rt, cache, format);
    if (made) return keep(made);
    Obj *make = RAISED(rt) ? NULL : dict_get_str(rt, module_dict(module), "_struct_of");
    if (make) return call_1(rt, make, format);
    return RAISED(rt) ? NULL : raise_format(rt, EXC(rt, RuntimeError), "struct has lost its names");
}

static Own with_format(Runtime *rt, Obj *module, Obj *const *args, size_t nargs, Obj *kwnames, MethodFn function) {
    if (!nargs) return raise_format(rt, EXC(rt, TypeError), "missing format argument");
    Own made = struct_of(rt, module, args[0]);
    if (!made) return NULL;
    Own result = function(rt, borrow(made), args + 1, nargs - 1, kwnames);
    release(rt, made);
    return result;
}

PACK(module_pack) {
    if (args_no_keywords(rt, "_struct.pack", kwnames) < 0) return NULL;
    return with_format(rt, self, args, nargs, NULL, pack_pack);
}
PACK(module_pack_into) {
    if (args_no_keywords(rt, "_struct.pack_into", kwnames) < 0) return NULL;
    return with_format(rt, self, args, nargs, NULL, pack_pack_into);
}
PACK(module_unpack) { return with_format(rt, self, args, nargs, NULL, pack_unpack); }
PACK(module_unpack_from) {
    static const char *const names[] = {"", "buffer", "offset", NULL};
    static const ArgSpec spec = {"unpack_from", names, 2, 3};
    Obj *given[3];
    if (args_parse(rt, &spec, args, nargs, kwnames, given) < 0) return NULL;
    return with_format(rt, self, given, given[2] ? 3 : 2, NULL, pack_unpack_from);
}
PACK(calcsize) {
    Own made = struct_of(rt, self, args[0]);
    Own size = made ? keep(borrow(STRUCT_SIZE(borrow(made)))) : NULL;
    xrelease(rt, made);
    return size;
}

static const MethodDef struct_methods[] = {
    {"pack", pack_pack, METH_FASTCALL | METH_KEYWORDS, 0, -1, "pack(v1, v2, ...) -> bytes\n\nThe values as bytes."},
    {"pack_into", pack_pack_into, METH_FASTCALL | METH_KEYWORDS, 0, -1,
     "pack_into(buffer, offset, v1, v2, ...)\n\nThe values as bytes, into a buffer."},
    {"unpack", pack_unpack, METH_O, 1, 1, "unpack($self, buffer, /)\n--\n\nThe values that a buffer holds."},
    {"unpack_from", pack_unpack_from, METH_FASTCALL | METH_KEYWORDS, 0, -1,
     "unpack_from($self, /, buffer, offset=0)\n--\n\nThe values that lie at a place of a buffer."},
    METHOD_END,
};
static const MethodDef iter_methods[] = {
    {"__next__", pack_next, METH_NOARGS, 0, 0, "__next__($self, /)\n--\n\nImplement next(self)."},
    METHOD_END,
};
static const MethodDef module_functions[] = {
    {"calcsize", pack_calcsize, METH_O, 1, 1, "calcsize($module, format, /)\n--\n\nHow many bytes a format describes."},
    {"pack", pack_module_pack, METH_FASTCALL | METH_KEYWORDS, 0, -1, "pack(format, v1, v2, ...) -> bytes\n\nThe values as bytes."},
    {"pack_into", pack_module_pack_into, METH_FASTCALL | METH_KEYWORDS, 0, -1,
     "pack_into(format, buffer, offset, v1, v2, ...)\n\nThe values as bytes, into a buffer."},
    {"unpack", pack_module_unpack, METH_FASTCALL, 2, 2, "unpack($module, format, buffer, /)\n--\n\nThe values that a buffer holds."},
    {"unpack_from", pack_module_unpack_from, METH_FASTCALL | METH_KEYWORDS, 0, -1,
     "unpack_from($module, format, /, buffer, offset=0)\n--\n\nThe values that lie at a place of a buffer."},
    METHOD_END,
};

/* (module struct, class Struct, class unpack_iterator) */
PACK(install) {
    if (install_functions(rt, args[0], module_functions, "_struct") < 0 || install_functions(rt, args[1], struct_methods, "_struct") < 0 ||
        install_functions(rt, args[2], iter_methods, "_struct") < 0)
        return NULL;
    return keep(rt->none);
}

static const MethodDef functions[] = {
    {"parse", pack_parse, METH_FASTCALL, 2, 2, "parse($module, format, error, /)\n--\n\nWhat a format means, and its size."},
    {"install", pack_install, METH_FASTCALL, 3, 3, "install($module, module, struct, iterator, /)\n--\n\nGive struct its functions."},
    METHOD_END,
};

Own pack_module_init(Runtime *rt) { return module_make(rt, "_pack", functions, NULL, 0); }
