/* Arguments of builtin functions: positional and keyword arguments by name, counts, and the words of every complaint.
 *
 * Source followed: CPython 3.11 Python/getargs.c (_PyArg_UnpackKeywords, _PyArg_CheckPositional, _PyArg_NoKeywords). */
#include "object/abstract.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/str.h"
#include "object/tuple.h"

/* Where keyword arguments come from: a tuple of names with values behind the positionals, or a dict. */
typedef struct Keywords {
    Obj *kwnames;
    Obj *const *values;
    Obj *dict;
    size_t count;
} Keywords;

/* ---- counts ---- */

int args_check_positional(Runtime *rt, const char *name, size_t nargs, size_t min, size_t max) {
    size_t limit;
    const char *bound;
    if (nargs >= min && nargs <= max) return 0;
    limit = nargs < min ? min : max;
    bound = min == max ? "" : nargs < min ? "at least " : "at most ";
    if (name) {
        return raise_format_int(rt, EXC(rt, TypeError), "%.200s expected %s%zd argument%s, got %zd", name, bound,
                                (intptr_t)limit, limit == 1 ? "" : "s", (intptr_t)nargs);
    }
    return raise_format_int(rt, EXC(rt, TypeError), "unpacked tuple should have %s%zd element%s, but has %zd", bound,
                            (intptr_t)limit, limit == 1 ? "" : "s", (intptr_t)nargs);
}

int args_no_keywords(Runtime *rt, const char *name, Obj *kwargs) {
    if (!kwargs) return 0;
    if ((is_dict(kwargs) ? DICT_SIZE(kwargs) : TUPLE_SIZE(kwargs)) == 0) return 0;
    return raise_format_int(rt, EXC(rt, TypeError), "%.200s() takes no keyword arguments", name);
}

/* ---- by name ---- */

static Obj *find_keyword(Runtime *rt, const Keywords *keywords, const char *name) {
    if (keywords->dict) return dict_get_str(rt, keywords->dict, name);
    for (size_t i = 0; i < keywords->count; i++) {
        if (str_equals_ascii(TUPLE_ITEM(keywords->kwnames, (intptr_t)i), name)) return keywords->values[i];
    }
    return NULL;
}

static int count_names(const ArgSpec *spec, int *positional_only) {
    int count = 0;
    *positional_only = 0;
    while (spec->names[count]) {
        if (!spec->names[count][0]) *positional_only = count + 1;
        count++;
    }
    return count;
}

/* The first keyword that no parameter has, or that names one given by position. */
static int complain_keyword(Runtime *rt, const ArgSpec *spec, const Keywords *keywords, int count, int positional_only) {
    const char *function = spec->function;
    intptr_t pos = 0;
    Obj *key;
    for (size_t i = 0; i < keywords->count; i++) {
        bool known = false;
        if (keywords->dict) dict_next(keywords->dict, &pos, &key, NULL, NULL);
        else key = TUPLE_ITEM(keywords->kwnames, (intptr_t)i);
        if (!is_str(key)) return raise_format_int(rt, EXC(rt, TypeError), "keywords must be strings");
        for (int j = positional_only; j < count && !known; j++) known = str_equals_ascii(key, spec->names[j]);
        if (!known) {
            return raise_format_int(rt, EXC(rt, TypeError), "'%S' is an invalid keyword argument for %.200s%s", key,
                                    function ? function : "this function", function ? "()" : "");
        }
    }
    return 0;
}

/* "f()" or "function", as every complaint begins. */
static const char *function_name(const ArgSpec *spec) { return spec->function ? spec->function : "function"; }
static const char *function_parens(const ArgSpec *spec) { return spec->function ? "()" : ""; }

static int complain_too_many(Runtime *rt, const ArgSpec *spec, size_t nargs, size_t given, int count) {
    return raise_format_int(rt, EXC(rt, TypeError), "%.200s%s takes at most %d %sargument%s (%zd given)",
                            function_name(spec), function_parens(spec), count, nargs == 0 ? "keyword " : "",
                            count == 1 ? "" : "s", (intptr_t)given);
}

static int complain_positional(Runtime *rt, const ArgSpec *spec, size_t nargs, int limit, const char *bound) {
    return raise_format_int(rt, EXC(rt, TypeError), "%.200s%s takes %s %d positional argument%s (%zd given)",
                            function_name(spec), function_parens(spec), bound, limit, limit == 1 ? "" : "s",
                            (intptr_t)nargs);
}

static int check_positional(Runtime *rt, const ArgSpec *spec, size_t nargs, int positional_only) {
    int max = spec->max_positional < 0 ? 0 : spec->max_positional, min = spec->required < max ? spec->required : max;
    int least = min < positional_only ? min : positional_only;
    if (nargs > (size_t)max && max == 0) {
        return raise_format_int(rt, EXC(rt, TypeError), "%.200s%s takes no positional arguments",
                                function_name(spec), function_parens(spec));
    }
    if (nargs > (size_t)max) return complain_positional(rt, spec, nargs, max, min < max ? "at most" : "exactly");
    if (nargs < (size_t)least) {
        return complain_positional(rt, spec, nargs, least, least < max ? "at least" : "exactly");
    }
    return 0;
}

/* Some keyword was not used: given twice, or unknown. */
static int complain_left_over(Runtime *rt, const ArgSpec *spec, const Keywords *keywords, size_t nargs, int count,
                              int positional_only) {
    for (int i = positional_only; i < (int)nargs; i++) {
        Obj *twice = find_keyword(rt, keywords, spec->names[i]);
        if (!twice && RAISED(rt)) return -1;
        if (!twice) continue;
        return raise_format_int(rt, EXC(rt, TypeError), "argument for %.200s%s given by name ('%s') and position (%d)",
                                function_name(spec), function_parens(spec), spec->names[i], i + 1);
    }
    return complain_keyword(rt, spec, keywords, count, positional_only);
}

static int parse(Runtime *rt, const ArgSpec *spec, Obj *const *args, size_t nargs, Keywords *keywords, Obj **out) {
    size_t left = keywords->count;
    if (!left && (int)nargs >= spec->required && (int)nargs <= spec->max_positional) { /* as most */
        for (size_t i = 0; spec->names[i]; i++) out[i] = i < nargs ? args[i] : NULL;
        return 0;
    }
    int positional_only, count = count_names(spec, &positional_only);
    if (nargs + left > (size_t)count && spec->max_positional >= 0) return complain_too_many(rt, spec, nargs, nargs + left, count);
    if (check_positional(rt, spec, nargs, positional_only) < 0) return -1;
    for (int i = 0; i < count; i++) out[i] = (size_t)i < nargs ? args[i] : NULL;
    for (int i = (int)nargs < positional_only ? positional_only : (int)nargs; i < count; i++) {
        if (left) {
            out[i] = find_keyword(rt, keywords, spec->names[i]);
            if (out[i]) left--;
            else if (RAISED(rt)) return -1;
        }
        if (!out[i] && i < spec->required) {
            return raise_format_int(rt, EXC(rt, TypeError), "%.200s%s missing required argument '%s' (pos %d)",
                                    function_name(spec), function_parens(spec), spec->names[i], i + 1);
        }
    }
    return left ? complain_left_over(rt, spec, keywords, nargs, count, positional_only) : 0;
}

int args_parse(Runtime *rt, const ArgSpec *spec, Obj *const *args, size_t nargs, Obj *kwnames, Obj **out) {
    Keywords keywords = {kwnames, args + nargs, NULL, kwnames ? (size_t)TUPLE_SIZE(kwnames) : 0};
    return parse(rt, spec, args, nargs, &keywords, out);
}

int args_parse_tuple(Runtime *rt, const ArgSpec *spec, Obj *args, Obj *kwargs, Obj **out) {
    Keywords keywords = {NULL, NULL, kwargs, kwargs ? (size_t)DICT_SIZE(kwargs) : 0};
    if (!keywords.count) keywords.dict = NULL;
    return parse(rt, spec, TUPLE_ITEMS(args), (size_t)TUPLE_SIZE(args), &keywords, out);
}

int args_int(Runtime *rt, Obj *value, int64_t *out) {
    Own index = number_index(rt, value);
    if (!index) return -1;
    int overflow;
    *out = int_as_i64_overflow(borrow(index), &overflow);
    release(rt, index);
    if (!overflow && *out == (int32_t)*out) return 0;
    return raise_format_int(rt, EXC(rt, OverflowError), "Python int too large to convert to C int");
}
