/* _binary: the work of binascii and zlib on bytes: base64, checksums; deflate and inflate are in files of their own. install() puts
 * into a module what it has of them. */
#include "heap/pool.h"
#include "lib/compress.h"
#include "lib/install.h"
#include "lib/lib.h"
#include "object/abstract.h"
#include "object/bytes_impl.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/fields.h"
#include "object/function.h"
#include "object/int.h"
#include "object/str_impl.h"
#include "object/type.h"

#define BINARY(name) static COMPRESS_FUNCTION(binary_##name)

/* ---- checksums ---- */

/* A checksum to go on from: the low 32 bits of an index. */
static int start_value(Runtime *rt, Obj *const *args, size_t nargs, uint32_t *value) {
    int overflow;
    if (nargs < 2) return 0;
    Own index = number_index(rt, args[1]);
    if (!index) return -1;
    int64_t number = int_as_i64_overflow(borrow(index), &overflow);
    *value = (uint32_t)(overflow > 0 ? int_low_bits(borrow(index)) : (uint64_t)number);
    release(rt, index);
    return 0;
}

BINARY(crc32) {
    static const uint32_t table[16] = {0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
                                       0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c};
    const uint8_t *data;
    size_t size;
    uint32_t crc = 0;
    if (start_value(rt, args, nargs, &crc) < 0 || buffer_get(rt, args[0], &data, &size) < 0) return NULL;
    uint32_t bytes[256]; /* worth making when there is some data */
    for (uint32_t i = 0; i < 256 && size >= 256; i++) bytes[i] = table[i >> 4 ^ (table[i & 15] & 15)] ^ table[i & 15] >> 4;
    crc = ~crc;
    if (size >= 256) {
        for (size_t i = 0; i < size; i++) crc = crc >> 8 ^ bytes[(crc ^ data[i]) & 0xff];
    } else {
        for (size_t i = 0; i < 2 * size; i++) crc = crc >> 4 ^ table[(crc ^ data[i / 2] >> (i & 1) * 4) & 15];
    }
    return int_from_u64(rt, (uint32_t)~crc);
}

BINARY(adler32) {
    enum { MODULUS = 65521, SAFE = 5552 };
    const uint8_t *data;
    size_t size;
    uint32_t value = 1;
    if (start_value(rt, args, nargs, &value) < 0 || buffer_get(rt, args[0], &data, &size) < 0) return NULL;
    uint32_t low = value & 0xffff, high = value >> 16;
    for (size_t i = 0; i < size;) {
        for (size_t end = size - i < SAFE ? size : i + SAFE; i < end; i++) high += low += data[i];
        low %= MODULUS;
        high %= MODULUS;
    }
    return int_from_u64(rt, (uint64_t)high << 16 | low);
}

BINARY(crc_hqx) {
    const uint8_t *data;
    size_t size;
    uint32_t crc = 0;
    if (start_value(rt, args, nargs, &crc) < 0 || buffer_get(rt, args[0], &data, &size) < 0) return NULL;
    for (size_t i = 0; i < size; i++) {
        crc ^= (uint32_t)data[i] << 8;
        for (int k = 0; k < 8; k++) crc = crc << 1 ^ (crc & 0x8000 ? 0x1021 : 0);
    }
    return int_from_u64(rt, crc & 0xffff);
}

/* ---- base64 ---- */

static uint8_t letter(unsigned value) {
    return (uint8_t)(value < 26 ? 'A' + value : value < 52 ? 'a' + value - 26 : value < 62 ? '0' + value - 52 : value == 62 ? '+' : '/');
}

static int letter_value(uint8_t c) {
    if (c >= 'a') return c <= 'z' ? c - 'a' + 26 : -1;
    if (c >= 'A') return c <= 'Z' ? c - 'A' : -1;
    if (c >= '0') return c <= '9' ? c - '0' + 52 : -1;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* The flag that may be given by name behind the data; -1 = raised. */
static int flag_argument(Runtime *rt, const ArgSpec *spec, Obj *const *args, size_t nargs, Obj *kwnames, Obj **data, bool *flag) {
    Obj *given[2];
    if (args_parse(rt, spec, args, nargs, kwnames, given) < 0) return -1;
    int truth = given[1] ? object_is_true(rt, given[1]) : *flag;
    *flag = truth > 0;
    *data = given[0];
    return truth < 0 ? -1 : 0;
}

BINARY(b2a_base64) {
    static const char *const names[] = {"", "newline", NULL};
    static const ArgSpec spec = {"b2a_base64", names, 1, 1};
    Obj *object;
    const uint8_t *data;
    size_t size;
    bool newline = true;
    if (flag_argument(rt, &spec, args, nargs, kwnames, &object, &newline) < 0 || buffer_get(rt, object, &data, &size) < 0) return NULL;
    if (size > (size_t)BYTES_MAX_LENGTH / 2) return raise_memory_error(rt);
    size_t length = (size + 2) / 3 * 4;
    if (!length && !newline) return keep(rt->empty_bytes);
    Own made = bytes_from(rt, NULL, length + newline);
    if (!made) return NULL;
    uint8_t *out = BYTES(borrow(made))->data;
    for (size_t i = 0; i < size; i += 3) {
        unsigned bits = (unsigned)data[i] << 16 | (i + 1 < size ? (unsigned)data[i + 1] << 8 : 0) | (i + 2 < size ? data[i + 2] : 0);
        for (int k = 18; k >= 0; k -= 6) *out++ = letter(bits >> k & 63);
    }
    for (size_t i = size % 3; i && i < 3; i++) out[(intptr_t)i - 3] = '=';
    if (newline) *out = '\n';
    return made;
}

/* Bytes of text: ASCII, or anything with a buffer. */
static int text_bytes(Runtime *rt, Obj *object, const uint8_t **data, size_t *size) {
    if (is_str(object)) {
        if (!STR(object)->ascii) return raise_format_int(rt, EXC(rt, ValueError), "string argument should contain only ASCII characters");
        *data = STR(object)->data;
        *size = (size_t)STR_LENGTH(object);
        return 0;
    }
    if (buffer_get(rt, object, data, size) == 0) return 0;
    if (!raised_matches(rt, EXC(rt, TypeError))) return -1;
    raised_clear(rt);
    return raise_format_int(rt, EXC(rt, TypeError), "argument should be bytes, buffer or ASCII string, not '%.100s'", object->type->name);
}

/* binascii.Error */
static TypeObj *error_class(Runtime *rt, Obj *module) {
    Obj *error = dict_get_str(rt, module_dict(module), "Error");
    return error && is_type(error) && is_exception_class(error) ? (TypeObj *)error : EXC(rt, ValueError);
}

BINARY(a2b_base64) {
    static const char *const names[] = {"", "strict_mode", NULL};
    static const ArgSpec spec = {"a2b_base64", names, 1, 1};
    Obj *object;
    const uint8_t *data;
    size_t size;
    bool strict = false, padded = false, complete = false;
    if (flag_argument(rt, &spec, args, nargs, kwnames, &object, &strict) < 0 || text_bytes(rt, object, &data, &size) < 0) return NULL;
    const char *wrong = strict && size && *data == '=' ? "Leading padding not allowed" : NULL;
    unsigned held = 0, quad = 0, pads = 0;
    uint8_t *out = raw_alloc(rt, size / 4 * 3 + 4);
    size_t length = 0;
    if (!out) return raise_memory_error(rt);
    for (size_t i = 0; i < size && !wrong && !complete; i++) {
        int value = letter_value(data[i]);
        if (data[i] == '=') {
            padded = true;
            complete = quad >= 2 && quad + ++pads >= 4;
            if (complete && strict && i + 1 < size) wrong = "Excess data after padding";
        } else if (value < 0) {
            if (strict) wrong = "Only base64 data is allowed";
        } else if (strict && padded) {
            wrong = "Discontinuous padding not allowed";
        } else {
            pads = 0;
            held = held << 6 | (unsigned)value;
            if (++quad > 1) out[length++] = (uint8_t)(held >> (8 - 2 * quad));
            quad &= 3;
        }
    }
    if (!wrong && !complete && quad > 1) wrong = "Incorrect padding";
    Own made = NULL;
    if (wrong) {
        raise_format(rt, error_class(rt, self), "%s", wrong);
    } else if (!complete && quad == 1) {
        raise_format(rt, error_class(rt, self), "Invalid base64-encoded string: number of data characters (%zd) cannot be 1 more than a multiple of 4",
                    (intptr_t)(length / 3 * 4 + 1));
    } else {
        made = bytes_from(rt, out, length);
    }
    raw_free(rt, out);
    return made;
}

/* ---- tables ---- */

static const MethodDef binascii_functions[] = {
    {"a2b_base64", binary_a2b_base64, METH_FASTCALL | METH_KEYWORDS, 0, -1,
     "a2b_base64($module, data, /, *, strict_mode=False)\n--\n\nThe bytes that letters of base64 stand for."},
    {"b2a_base64", binary_b2a_base64, METH_FASTCALL | METH_KEYWORDS, 0, -1,
     "b2a_base64($module, data, /, *, newline=True)\n--\n\nBytes as a line of base64."},
    {"crc32", binary_crc32, METH_FASTCALL, 1, 2, "crc32($module, data, crc=0, /)\n--\n\nThe checksum CRC-32."},
    {"crc_hqx", binary_crc_hqx, METH_FASTCALL, 2, 2, "crc_hqx($module, data, crc, /)\n--\n\nThe checksum CRC-CCITT."},
    METHOD_END,
};
static const MethodDef zlib_functions[] = {
    {"adler32", binary_adler32, METH_FASTCALL, 1, 2, "adler32($module, data, value=1, /)\n--\n\nThe checksum Adler-32."},
    {"crc32", binary_crc32, METH_FASTCALL, 1, 2, "crc32($module, data, value=0, /)\n--\n\nThe checksum CRC-32."},
    METHOD_END,
};

/* (module binascii or zlib) */
BINARY(install) {
    Own name = object_getattr_str(rt, args[0], "__name__");
    bool zlib = name && is_str(borrow(name)) && str_equals_ascii(borrow(name), "zlib");
    int failed = name ? install_functions(rt, args[0], zlib ? zlib_functions : binascii_functions, zlib ? "zlib" : "binascii") : -1;
    xrelease(rt, name);
    return failed < 0 ? NULL : keep(rt->none);
}

static const MethodDef functions[] = {
    {"install", binary_install, METH_O, 1, 1, "install($module, module, /)\n--\n\nGive a module its functions."},
    {"inflate", compress_inflate, METH_FASTCALL, 2, 2,
     "inflate($module, state, data, /)\n--\n\nOutput, bytes used, state, whether it is the end; or what is wrong."},
    {"deflate", compress_deflate, METH_FASTCALL, 6, 6,
     "deflate($module, state, data, level, mem_level, strategy, mode, /)\n--\n\nOutput and state."},
    METHOD_END,
};

Own binary_module_init(Runtime *rt) { return module_make(rt, "_binary", functions, NULL, 0); }
