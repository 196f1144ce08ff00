/* str.lower and its kin, translate, maketrans. CPython 3.11 case_operation,
 * _PyUnicode_TranslateCharmap: full case mappings, with the final sigma's rule; the answer is
 * always a new str. */
#include "object/abstract.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/str_impl.h"

/* ---- case ---- */

typedef enum { CASE_LOWER, CASE_UPPER, CASE_TITLE, CASE_SWAP, CASE_FOLD, CASE_CAPITALIZE } CaseKind;

/* Capital sigma at i is final: after a cased letter and not before one, ignorable characters
 * skipped. */
static bool is_final_sigma(Obj *text, intptr_t i) {
    intptr_t j = i - 1;
    while (j >= 0 && unicode_is_case_ignorable(str_char(text, j))) j--;
    if (j < 0 || !unicode_is_cased(str_char(text, j))) return false;
    j = i + 1;
    while (j < STR_LENGTH(text) && unicode_is_case_ignorable(str_char(text, j))) j++;
    return j == STR_LENGTH(text) || !unicode_is_cased(str_char(text, j));
}

static int lower_at(Obj *text, intptr_t i, uint32_t *out) {
    uint32_t c = str_char(text, i);
    if (c == 0x3a3) {
        *out = is_final_sigma(text, i) ? 0x3c2 : 0x3c3;
        return 1;
    }
    return unicode_to_lower(c, out);
}

static int map_at(Obj *text, intptr_t i, CaseKind how, bool *previous_is_cased, uint32_t *out) {
    uint32_t c = str_char(text, i);
    switch (how) {
    case CASE_UPPER: return unicode_to_upper(c, out);
    case CASE_FOLD: return unicode_to_fold(c, out);
    case CASE_LOWER: return lower_at(text, i, out);
    case CASE_CAPITALIZE: return i ? lower_at(text, i, out) : unicode_to_title(c, out);
    case CASE_SWAP:
        if (unicode_is_upper(c)) return lower_at(text, i, out);
        if (unicode_is_lower(c)) return unicode_to_upper(c, out);
        *out = c;
        return 1;
    case CASE_TITLE: {
        bool inside = *previous_is_cased;
        *previous_is_cased = unicode_is_cased(c);
        return inside ? lower_at(text, i, out) : unicode_to_title(c, out);
    }
    }
    return 0;
}

static Own change_case(Runtime *rt, Obj *self, CaseKind how) {
    intptr_t length = STR_LENGTH(self), used = 0;
    if (length == 0) return str_empty(rt);
    if (length > STR_MAX_LENGTH / 3) return raise_memory_error(rt);
    uint32_t *out = raw_alloc(rt, (size_t)length * 3 * sizeof *out);
    if (!out) return raise_memory_error(rt);
    bool previous_is_cased = false;
    for (intptr_t i = 0; i < length; i++)
        used += map_at(self, i, how, &previous_is_cased, out + used);
    Own made = str_alloc(rt, used, chars_max(4, out, used));
    if (made) chars_copy(STR_KIND(borrow(made)), STR_DATA(borrow(made)), 0, 4, out, 0, used);
    raw_free(rt, out);
    return made;
}

static Own change_ascii(Runtime *rt, Obj *self, uint8_t first, uint8_t flip) {
    Own made = str_alloc(rt, STR_LENGTH(self), 0x7f);
    if (!made) return NULL;
    const uint8_t *in = STR(self)->data;
    uint8_t *out = STR(borrow(made))->data;
    for (intptr_t i = 0; i < STR_LENGTH(self); i++) {
        out[i] = (uint8_t)(in[i] ^ ((uint8_t)(in[i] - first) < 26 ? flip : 0));
    }
    return made;
}

STR_METHOD(str_lower_method) {
    (void)args, (void)nargs, (void)kwnames;
    return STR(self)->ascii ? change_ascii(rt, self, 'A', 0x20) : change_case(rt, self, CASE_LOWER);
}
STR_METHOD(str_upper_method) {
    (void)args, (void)nargs, (void)kwnames;
    return STR(self)->ascii ? change_ascii(rt, self, 'a', 0x20) : change_case(rt, self, CASE_UPPER);
}
STR_METHOD(str_casefold_method) {
    (void)args, (void)nargs, (void)kwnames;
    return STR(self)->ascii ? change_ascii(rt, self, 'A', 0x20) : change_case(rt, self, CASE_FOLD);
}
STR_METHOD(str_title_method) {
    (void)args, (void)nargs, (void)kwnames;
    return change_case(rt, self, CASE_TITLE);
}
STR_METHOD(str_swapcase_method) {
    (void)args, (void)nargs, (void)kwnames;
    return change_case(rt, self, CASE_SWAP);
}
STR_METHOD(str_capitalize_method) {
    (void)args, (void)nargs, (void)kwnames;
    return change_case(rt, self, CASE_CAPITALIZE);
}

/* ---- translate ---- */

/* What the table has for c, a code point, a str or None; NULL: nothing. -1 = raised. */
static int look_up(Runtime *rt, Obj *table, uint32_t c, Own *to) {
    Own key = int_from_i64(rt, c);
    if (!key) return -1;
    *to = object_getitem(rt, table, borrow(key));
    release(rt, key);
    if (!*to) {
        if (!raised_matches(rt, EXC(rt, LookupError))) return -1;
        raised_clear(rt);
        return 0;
    }
    int result = 0;
    if (is_int(borrow(*to))) {
        int overflow;
        int64_t value = int_as_i64_overflow(borrow(*to), &overflow);
        if (overflow || value < 0 || value > 0x10ffff)
            result = raise_format_int(rt, EXC(rt, ValueError), "character mapping must be in range(0x%x)", 0x110000);
    } else if (!is_str(borrow(*to)) && !is_none(rt, borrow(*to))) {
        result = raise_format_int(rt, EXC(rt, TypeError), "character mapping must return integer, None or str");
    }
    if (result < 0) own_clear(rt, to);
    return result;
}

/* Writes what c becomes; 0 = nothing, 1 = something, -1 = raised. */
static int translate_char(StrWriter *w, Obj *table, uint32_t c) {
    Own to;
    if (look_up(w->rt, table, c, &to) < 0) return -1;
    if (!to) return str_writer_char(w, c) < 0 ? -1 : 1;
    int failed = 0, written = !is_none(w->rt, borrow(to));
    if (is_str(borrow(to))) failed = str_writer_str(w, borrow(to));
    else if (written) failed = str_writer_char(w, (uint32_t)int_compact(borrow(to)));
    release(w->rt, to);
    return failed < 0 ? -1 : written;
}

/* ASCII text that stays ASCII: each character is looked up once. Answer: where another way must go on, -1 = raised. */
static intptr_t translate_ascii(StrWriter *w, Obj *table, Obj *self) {
    enum { UNKNOWN = 0xff, GONE = 0xfe };
    uint8_t known[128];
    memset(known, UNKNOWN, sizeof known);
    for (intptr_t i = 0; i < STR_LENGTH(self); i++) {
        uint8_t c = STR(self)->data[i];
        if (known[c] == UNKNOWN) {
            Own to;
            if (look_up(w->rt, table, c, &to) < 0) return -1;
            int64_t value = !to                                                     ? c
                            : is_none(w->rt, borrow(to))                            ? GONE
                            : is_int(borrow(to))                                    ? int_compact(borrow(to))
                            : STR_LENGTH(borrow(to)) == 1                           ? (int64_t)str_char(borrow(to), 0)
                                                                                    : INT64_MAX;
            bool kept = value < 128 || (to && is_none(w->rt, borrow(to)));
            xrelease(w->rt, to);
            if (!kept) return i;
            known[c] = (uint8_t)value;
        }
        if (known[c] != GONE && str_writer_char(w, known[c]) < 0) return -1;
    }
    return STR_LENGTH(self);
}

/* Characters are looked up as often as in CPython: one that ends a row of deleted ones, twice. */
STR_METHOD(str_translate_method) {
    (void)nargs, (void)kwnames;
    StrWriter w;
    str_writer_init(&w, rt);
    Obj *table = args[0];
    intptr_t i = STR(self)->ascii ? translate_ascii(&w, table, self) : 0;
    while (i >= 0 && i < STR_LENGTH(self)) {
        int written = translate_char(&w, table, str_char(self, i++));
        while (written == 0 && i < STR_LENGTH(self)) {
            Own to;
            written = look_up(rt, table, str_char(self, i), &to);
            if (written < 0) break;
            bool gone = to && is_none(rt, borrow(to));
            xrelease(rt, to);
            if (!gone) break;
            i++;
        }
        if (written < 0) i = -1;
    }
    if (i < 0) {
        str_writer_discard(&w);
        return NULL;
    }
    return str_writer_finish(&w);
}

/* ---- maketrans ---- */

static int map_char(Runtime *rt, Obj *table, uint32_t c, Obj *value) {
    Own key = int_from_i64(rt, c);
    int result = key ? dict_set(rt, table, borrow(key), value) : -1;
    xrelease(rt, key);
    return result;
}

static int maketrans_pairs(Runtime *rt, Obj *table, Obj *from, Obj *to, Obj *gone) {
    if (!is_str(from)) {
        return raise_format_int(
            rt, EXC(rt, TypeError),
            "first maketrans argument must be a string if there is a second argument");
    }
    if (STR_LENGTH(from) != STR_LENGTH(to)) {
        return raise_format_int(rt, EXC(rt, ValueError),
                                "the first two maketrans arguments must have equal length");
    }
    for (intptr_t i = 0; i < STR_LENGTH(from); i++) {
        Own value = int_from_i64(rt, str_char(to, i));
        int result = value ? map_char(rt, table, str_char(from, i), borrow(value)) : -1;
        xrelease(rt, value);
        if (result < 0) return -1;
    }
    for (intptr_t i = 0; gone && i < STR_LENGTH(gone); i++) {
        if (map_char(rt, table, str_char(gone, i), rt->none) < 0) return -1;
    }
    return 0;
}

static int maketrans_dict(Runtime *rt, Obj *table, Obj *from) {
    if (from->type != T(rt, DICT)) {
        return raise_format_int(rt, EXC(rt, TypeError),
                                "if you give only one argument to maketrans it must be a dict");
    }
    intptr_t pos = 0;
    Obj *key, *value;
    while (dict_next(from, &pos, &key, &value, NULL)) {
        int result;
        if (is_str(key)) {
            if (STR_LENGTH(key) != 1) {
                return raise_format_int(rt, EXC(rt, ValueError),
                                        "string keys in translate table must be of length 1");
            }
            result = map_char(rt, table, str_char(key, 0), value);
        } else if (is_int(key)) {
            result = dict_set(rt, table, key, value);
        } else {
            result = raise_format_int(rt, EXC(rt, TypeError),
                                      "keys in translate table must be strings or integers");
        }
        if (result < 0) return -1;
    }
    return 0;
}

STR_METHOD(str_maketrans_method) {
    (void)self, (void)kwnames;
    for (int i = 1; i < (int)nargs; i++) {
        if (args_need_str(rt, "maketrans", i + 1, args[i]) < 0) return NULL;
    }
    Own table = dict_new(rt);
    if (!table) return NULL;
    int result =
        nargs > 1 ? maketrans_pairs(rt, borrow(table), args[0], args[1], nargs > 2 ? args[2] : NULL)
                  : maketrans_dict(rt, borrow(table), args[0]);
    if (result == 0) return table;
    release(rt, table);
    return NULL;
}
