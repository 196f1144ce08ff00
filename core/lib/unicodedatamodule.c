/* unicodedata: the database of object/unicode_data.c, and as it was in Unicode 3.2.0. CPython 3.11 Modules/unicodedata.c. */
#include "object/unicode_data.h"

#include "base/utf8.h"
#include "lib/lib.h"
#include "object/abstract.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/fields.h"
#include "object/float.h"
#include "object/int.h"
#include "object/str_impl.h"
#include "vm/import.h"

#define DATABASE(name)                                                                             \
    static Own database_##name(Runtime *rt, Obj *self, Obj *const *args, HS_UNUSED size_t nargs, HS_UNUSED Obj *kwnames)

static bool is_old(Runtime *rt, Obj *self) { return self && self->type == CLASS(rt, UNICODE_DATABASE); }

/* The one character of an argument; -1 raised. `position`: " 1" where a default may follow, else "". */
static int64_t character_of(Runtime *rt, const char *function, const char *position, Obj *value) {
    if (is_str(value) && STR_LENGTH(value) == 1) return str_char(value, 0);
    return raise_format_int(rt, EXC(rt, TypeError), "%s() argument%s must be a unicode character, not %.50N", function, position,
                            value);
}

/* ---- properties ---- */

static const UnicodeRecord *record_of(Runtime *rt, const char *function, Obj *self, Obj *value) {
    int64_t c = character_of(rt, function, "", value);
    return c < 0 ? NULL : unicode_record(rt, (uint32_t)c, is_old(rt, self));
}

static Own short_text(Runtime *rt, const char *text, size_t room) { return str_from_utf8(rt, text, strnlen(text, room)); }

DATABASE(category) {
    const UnicodeRecord *record = record_of(rt, "category", self, args[0]);
    return record ? short_text(rt, record->category, sizeof record->category) : NULL;
}

DATABASE(bidirectional) {
    const UnicodeRecord *record = record_of(rt, "bidirectional", self, args[0]);
    return record ? short_text(rt, record->bidirectional, sizeof record->bidirectional) : NULL;
}

DATABASE(east_asian_width) {
    const UnicodeRecord *record = record_of(rt, "east_asian_width", self, args[0]);
    return record ? short_text(rt, record->width, sizeof record->width) : NULL;
}

DATABASE(combining) {
    const UnicodeRecord *record = record_of(rt, "combining", self, args[0]);
    return record ? int_from_i64(rt, record->combining) : NULL;
}

DATABASE(mirrored) {
    const UnicodeRecord *record = record_of(rt, "mirrored", self, args[0]);
    return record ? int_from_i64(rt, record->mirrored) : NULL;
}

DATABASE(decomposition) {
    int64_t c = character_of(rt, "decomposition", "", args[0]);
    size_t size;
    const char *tag, *text;
    if (c < 0) return NULL;
    bool old = is_old(rt, self);
    if ((old && !unicode_is_assigned(rt, (uint32_t)c, true)) || !(text = unicode_decomposition(rt, (uint32_t)c, &size, &tag)))
        return str_empty(rt);
    StrWriter writer;
    str_writer_init(&writer, rt);
    str_writer_cstr(&writer, tag);
    for (const char *end = text + size; text < end;) {
        uint32_t part;
        text += utf8_decode((const uint8_t *)text, (size_t)(end - text), &part);
        if (writer.length) str_writer_char(&writer, ' ');
        for (int shift = part > 0xffff ? 16 : 12; shift >= 0; shift -= 4)
            str_writer_char(&writer, (uint32_t)"0123456789ABCDEF"[part >> shift & 15]);
    }
    return str_writer_finish(&writer);
}

/* ---- with a default ---- */

enum Wanted { WANT_DECIMAL, WANT_DIGIT, WANT_NUMERIC, WANT_NAME };

static Own value_of(Runtime *rt, enum Wanted wanted, Obj *self, Obj *const *args, size_t nargs) {
    static const char *const functions[] = {"decimal", "digit", "numeric", "name"};
    static const char *const absent[] = {"not a decimal", "not a digit", "not a numeric character", "no such name"};
    if (args_check_positional(rt, functions[wanted], nargs, 1, 2) < 0) return NULL;
    int64_t given = character_of(rt, functions[wanted], " 1", args[0]);
    if (given < 0) return NULL;
    uint32_t c = (uint32_t)given;
    bool old = is_old(rt, self) && wanted != WANT_DIGIT;
    if (wanted == WANT_NAME) {
        char name[UNICODE_NAME_ROOM];
        if ((!old || unicode_is_assigned(rt, c, true)) && unicode_name(rt, c, name)) return str_from_cstr(rt, name);
    } else {
        const UnicodeNumber *number = unicode_number(rt, c, old);
        if (number && wanted == WANT_NUMERIC) return float_new(rt, unicode_value(rt, number, old));
        int value = !number ? 255 : wanted == WANT_DIGIT ? number->digit : number->decimal;
        if (value != 255) return int_from_i64(rt, value);
    }
    return nargs > 1 ? keep(args[1]) : raise_format(rt, EXC(rt, ValueError), absent[wanted]);
}

DATABASE(decimal) { return value_of(rt, WANT_DECIMAL, self, args, nargs); }
DATABASE(digit) { return value_of(rt, WANT_DIGIT, self, args, nargs); }
DATABASE(numeric) { return value_of(rt, WANT_NUMERIC, self, args, nargs); }
DATABASE(name) { return value_of(rt, WANT_NAME, self, args, nargs); }

DATABASE(lookup) {
    uint8_t text[UNICODE_NAME_ROOM];
    const char *name;
    size_t length, size;
    if (is_str(args[0])) {
        if (!(name = str_utf8(rt, args[0], &length))) return NULL;
    } else if (is_bytearray(rt, args[0])) {
        return raise_format(rt, EXC(rt, TypeError), "lookup() argument must be read-only bytes-like object, not bytearray");
    } else {
        const uint8_t *data;
        if (buffer_get(rt, args[0], &data, &length) < 0) return NULL;
        name = (const char *)data;
    }
    if (length >= UNICODE_NAME_ROOM) return raise_format(rt, EXC(rt, KeyError), "name too long");
    if (unicode_lookup(rt, name, length, is_old(rt, self), text, &size)) return str_from_utf8(rt, (const char *)text, size);
    return raise_format(rt, EXC(rt, KeyError), "undefined character name '%s'", name);
}

/* ---- normal forms ---- */

/* -1 raised. */
static int form_of(Runtime *rt, Obj *name) {
    static const char *const forms[] = {"NFC", "NFD", "NFKC", "NFKD"};
    for (int i = 0; i < 4; i++) {
        if (str_equals_ascii(name, forms[i])) return i;
    }
    return raise_format_int(rt, EXC(rt, ValueError), "invalid normalization form");
}

/* Whether no character of the text can be changed, and the marks are in order. */
static bool is_plainly_normal(Runtime *rt, Obj *text, int form) {
    int last = 0;
    if (STR(text)->ascii) return true;
    for (intptr_t i = 0; i < STR_LENGTH(text); i++) {
        const UnicodeRecord *record = unicode_record(rt, str_char(text, i), false);
        if (record->changes >> form & 1 || (record->combining && last > record->combining)) return false;
        last = record->combining;
    }
    return true;
}

/* Form and text; 1: the answer is plain (empty, or surely normal); -1 raised. */
static int normal_arguments(Runtime *rt, const char *function, Obj *self, Obj *const *args, size_t nargs, int *form) {
    if (args_check_positional(rt, function, nargs, 2, 2) < 0 || args_need_str(rt, function, 1, args[0]) < 0 ||
        args_need_str(rt, function, 2, args[1]) < 0)
        return -1;
    if (!STR_LENGTH(args[1])) return 1;
    if ((*form = form_of(rt, args[0])) < 0) return -1;
    return !is_old(rt, self) && is_plainly_normal(rt, args[1], *form);
}

DATABASE(normalize) {
    int form, plain = normal_arguments(rt, "normalize", self, args, nargs, &form);
    if (plain < 0) return NULL;
    return plain ? keep(args[1]) : unicode_normalized(rt, args[1], (enum UnicodeForm)form, is_old(rt, self));
}

DATABASE(is_normalized) {
    int form, plain = normal_arguments(rt, "is_normalized", self, args, nargs, &form);
    if (plain < 0) return NULL;
    if (plain) return keep(rt->true_);
    Own normal = unicode_normalized(rt, args[1], (enum UnicodeForm)form, is_old(rt, self));
    if (!normal) return NULL;
    Own answer = object_richcompare(rt, args[1], borrow(normal), CMP_EQ);
    release(rt, normal);
    return answer;
}

/* ---- the module ---- */

#define ONE(name, text) {#name, database_##name, METH_O, 1, 1, #name "($self, chr, /)\n--\n\n" text}
#define DEFAULT(name, text)                                                                        \
    {#name, database_##name, METH_FASTCALL, 0, -1, #name "($self, chr, default=<unrepresentable>, /)\n--\n\n" text}
#define FORM(name, text) {#name, database_##name, METH_FASTCALL, 0, -1, #name "($self, form, unistr, /)\n--\n\n" text}

static const MethodDef functions[] = {
    DEFAULT(decimal, "The value of a decimal digit as an int."),
    DEFAULT(digit, "The value of a digit as an int."),
    DEFAULT(numeric, "The value of a numeric character as a float."),
    ONE(category, "The general category of a character, such as 'Lu'."),
    ONE(bidirectional, "The bidirectional class of a character, '' if it has none."),
    ONE(combining, "The canonical combining class of a character, 0 if it has none."),
    ONE(mirrored, "1 if the character is mirrored in bidirectional text, else 0."),
    ONE(east_asian_width, "The east asian width of a character."),
    ONE(decomposition, "What a character decomposes to, '' if it does not."),
    DEFAULT(name, "The name of a character."),
    {"lookup", database_lookup, METH_O, 1, 1, "lookup($self, name, /)\n--\n\nThe character of that name."},
    FORM(is_normalized, "Whether the text is in the normal form NFC, NFKC, NFD or NFKD."),
    FORM(normalize, "The normal form NFC, NFKC, NFD or NFKD of the text."),
    METHOD_END,
};

typedef struct DatabaseObj {
    Obj base;
    Own version; /* str */
} DatabaseObj;

static const MemberDef database_members[] = {
    {"unidata_version", MEMBER_OBJECT, offsetof(DatabaseObj, version), MEMBER_READONLY, NULL},
    MEMBER_END,
};

static const TypeSpec unicode_database_type_spec = {
    .name = "unicodedata.UCD",
    .flags = TPF_GC | TPF_NO_INSTANTIATION | TPF_IMMUTABLE,
    .base = -1,
    .virtual_size = 40,
    .own_fields = 1,
    .slots = {.tp_dealloc = fields_dealloc, .tp_traverse = fields_traverse},
    .methods = functions,
    .members = database_members,
};

static const ModuleType types[] = {{CLASS_UNICODE_DATABASE, MODULE_CLASS, &unicode_database_type_spec}};

static int set_new(Runtime *rt, Obj *module, const char *name, Own value) {
    if (!value) return -1;
    int failed = dict_set_str(rt, module_dict(module), name, borrow(value));
    release(rt, value);
    return failed;
}

Own unicodedata_module_init(Runtime *rt) {
    if (!unicode_data_open(rt)) return NULL;
    Own module = module_make(rt, "unicodedata", functions, types, HS_COUNT(types));
    if (!module) return NULL;
    TypeObj *type = CLASS(rt, UNICODE_DATABASE);
    if (set_new(rt, borrow(module), "unidata_version", str_from_cstr(rt, "14.0.0")) < 0 ||
        set_new(rt, borrow(module), "ucd_3_2_0", fields_new(rt, type, 1, str_from_cstr(rt, "3.2.0"))) < 0)
        own_clear(rt, &module);
    return module;
}
