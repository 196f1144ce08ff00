/* _regex: the objects that re gives. Pattern, Match and the scanner behind finditer(); sub() and what few use are written in Python
 * (re/__init__.py), which puts its functions into Pattern by equip(). Follows CPython 3.11 Modules/_sre/sre.c in sizes and references. */
#include "lib/lib.h"
#include "lib/regex.h"
#include "object/abstract.h"
#include "object/bytes_impl.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/fields.h"
#include "object/int.h"
#include "object/list.h"
#include "object/range.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/type_internal.h"
#include "object/weakref.h"

#define METHOD(name)                                                                                                             \
    static Own name(HS_UNUSED Runtime *rt, HS_UNUSED Obj *self, HS_UNUSED Obj *const *args, HS_UNUSED size_t nargs, HS_UNUSED Obj *kwnames)
#define GETTER(name) static Own name(Runtime *rt, Obj *self, HS_UNUSED const void *closure)

typedef struct PatternObj { /* virtual 96 */
    VarObj head;
    Own pattern, index_names /* of the groups, by number */, group_index, code; /* the two are NULL if no group has a name */
    Obj *weaklist;
    int32_t flags;
    int16_t text_kind; /* what it can be matched with */
    intptr_t groups;
} PatternObj;
enum { OF_ANY, OF_STR, OF_BYTES };
#define PATTERN(o) ((PatternObj *)(o))

typedef struct MatchObj { /* virtual 88, an item of 8 for each mark */
    VarObj head;
    Own pattern, regs /* when it has been asked for */, string;
    intptr_t pos, end;
    int32_t last; /* the group closed last; 0 = none */
    int32_t marks[]; /* start and end of all and of each group; -1, -1: no text */
} MatchObj;
#define MATCH(o) ((MatchObj *)(o))
HS_INLINE intptr_t match_groups(Obj *match) { return MATCH(match)->head.size / 2; }

typedef struct ScannerObj { /* virtual 240 */
    Obj base;
    Own pattern, string, text, held; /* text: NULL if the string is a str; held: a view that keeps a buffer's size */
    intptr_t pos, at, end, unwanted;
} ScannerObj;
#define SCANNER(o) ((ScannerObj *)(o))
_Static_assert(sizeof(PatternObj) <= 96 && sizeof(MatchObj) <= 88 && sizeof(ScannerObj) <= 240, "outgrew CPython's");

static Own call_re(Runtime *rt, const char *function, Obj *a, Obj *b) {
    Own name = str_from_cstr(rt, "re"), module = name ? import_module(rt, borrow(name), NULL, NULL, 0) : NULL, result = NULL;
    Own called = module ? object_getattr_str(rt, borrow(module), function) : NULL;
    if (called) result = b ? call_2(rt, borrow(called), a, b) : call_1(rt, borrow(called), a);
    xrelease(rt, name);
    xrelease(rt, module);
    xrelease(rt, called);
    return result;
}

/* ---- texts ---- */

/* What the machine reads: the string if it is a str or bytes, or the bytes of a buffer. */
static Own text_of(Runtime *rt, Obj *string, Obj *pattern) {
    const uint8_t *data;
    size_t size;
    int of = PATTERN(pattern)->text_kind;
    if (is_str(string)) {
        if (of == OF_BYTES) return raise_format(rt, EXC(rt, TypeError), "cannot use a bytes pattern on a string-like object");
        return keep(string);
    }
    bool is_bytes_exact = string->type == T(rt, BYTES);
    if (!is_bytes_exact && !buffer_peek(rt, string, &data, &size)) {
        raised_clear(rt);
        return raise_format(rt, EXC(rt, TypeError), "expected string or bytes-like object, got '%.200s'", string->type->name);
    }
    if (of == OF_STR) return raise_format(rt, EXC(rt, TypeError), "cannot use a string pattern on a bytes-like object");
    return is_bytes_exact ? keep(string) : bytes_from(rt, data, size);
}

/* A piece of a str or a bytes-like object, as far as it has that today. */
static Own piece(Runtime *rt, Obj *text, intptr_t start, intptr_t stop) {
    const uint8_t *data;
    size_t size;
    if (stop < 0) start = stop = 0;
    if (is_str(text)) return str_substring(rt, text, start, stop);
    if (text->type == T(rt, BYTES) && start == 0 && stop == (intptr_t)BYTES(text)->head.size) return keep(text);
    if (buffer_get(rt, text, &data, &size) < 0) return NULL;
    if (stop > (intptr_t)size) stop = (intptr_t)size;
    return bytes_from(rt, data + start, start < stop ? (size_t)(stop - start) : 0);
}

/* ---- matches ---- */

static Own match_new(Machine *m, Obj *pattern, Obj *string, intptr_t start, intptr_t stop, intptr_t pos) {
    intptr_t count = 2 * regex_groups(m);
    Own own = gc_alloc(m->rt, CLASS(m->rt, MATCH), 88 + 8 * (size_t)count);
    if (!own) return own;
    MatchObj *self = MATCH(borrow(own));
    self->head.size = count;
    self->pattern = keep(pattern), self->string = keep(string);
    self->pos = pos, self->end = m->end;
    self->last = (int32_t)m->slots[LAST];
    m->slots[0] = start, m->slots[1] = stop;
    for (intptr_t i = 0; i < count; i += 2) {
        bool has_text = m->slots[i + 1] >= 0;
        self->marks[i] = has_text ? (int32_t)m->slots[i] : -1;
        self->marks[i + 1] = has_text ? (int32_t)m->slots[i + 1] : -1;
    }
    gc_track(m->rt, borrow(own));
    return own;
}

static int match_traverse(Obj *self, VisitFn visit, void *arg) {
    int result = visit((Obj *)self->type, arg);
    if (result) return result;
    VISIT(MATCH(self)->string);
    VISIT(MATCH(self)->regs);
    VISIT(MATCH(self)->pattern);
    return 0;
}

static int match_clear(Runtime *rt, Obj *self) {
    own_clear(rt, &MATCH(self)->string);
    own_clear(rt, &MATCH(self)->regs);
    own_clear(rt, &MATCH(self)->pattern);
    return 0;
}

static void match_dealloc(Runtime *rt, Obj *self) {
    TypeObj *type = self->type;
    gc_untrack(rt, self);
    match_clear(rt, self);
    type->slots.tp_free(rt, self);
    release(rt, adopt((Obj *)type));
}

/* The number of a group given by number or name; -1 raised. */
static intptr_t group_number(Runtime *rt, Obj *self, Obj *group) {
    int64_t number = -1;
    if (number_has_index(group)) {
        if (number_as_ssize(rt, group, NULL, &number) < 0) return -1;
    } else if (PATTERN(borrow(MATCH(self)->pattern))->group_index) {
        Obj *known = dict_get(rt, borrow(PATTERN(borrow(MATCH(self)->pattern))->group_index), group);
        if (known) int_as_ssize(rt, known, &number);
        else if (RAISED(rt)) return -1;
    }
    if (number >= 0 && number < match_groups(self)) return (intptr_t)number;
    return raise_format_int(rt, EXC(rt, IndexError), "no such group");
}

static Own group_text(Runtime *rt, Obj *self, intptr_t number, Obj *absent) {
    const int32_t *mark = MATCH(self)->marks + 2 * number;
    return mark[1] < 0 ? keep(absent) : piece(rt, borrow(MATCH(self)->string), mark[0], mark[1]);
}

static Own match_subscript(Runtime *rt, Obj *self, Obj *group) {
    intptr_t number = group_number(rt, self, group);
    return number < 0 ? NULL : group_text(rt, self, number, rt->none);
}

METHOD(match_group) {
    if (nargs == 0) return group_text(rt, self, 0, rt->none);
    if (nargs == 1) return match_subscript(rt, self, args[0]);
    Own tuple = tuple_alloc(rt, (intptr_t)nargs);
    for (size_t i = 0; tuple && i < nargs; i++) {
        Own text = match_subscript(rt, self, args[i]);
        if (!text) return release(rt, tuple), (Own)0;
        TUPLE(borrow(tuple))->items[i] = text;
    }
    if (tuple) gc_track(rt, borrow(tuple));
    return tuple;
}

/* The one argument `default`. */
static bool default_argument(Runtime *rt, const char *function, Obj *const *args, size_t nargs, Obj *kwnames, Obj **out) {
    static const char *const names[] = {"default", NULL};
    const ArgSpec spec = {function, names, 0, 1};
    Obj *given[1] = {NULL};
    if ((nargs || kwnames) && args_parse(rt, &spec, args, nargs, kwnames, given) < 0) return false;
    *out = given[0] ? given[0] : rt->none;
    return true;
}

METHOD(match_groups_method) {
    Obj *absent;
    if (!default_argument(rt, "groups", args, nargs, kwnames, &absent)) return NULL;
    intptr_t count = match_groups(self) - 1;
    Own tuple = tuple_alloc(rt, count);
    for (intptr_t i = 0; tuple && i < count; i++) {
        Own text = group_text(rt, self, i + 1, absent);
        if (!text) return release(rt, tuple), (Own)0;
        TUPLE(borrow(tuple))->items[i] = text;
    }
    if (tuple && count) gc_track(rt, borrow(tuple));
    return tuple;
}

METHOD(match_groupdict) {
    Obj *absent, *name, *number;
    if (!default_argument(rt, "groupdict", args, nargs, kwnames, &absent)) return NULL;
    Own dict = dict_new(rt), numbers = PATTERN(borrow(MATCH(self)->pattern))->group_index;
    for (intptr_t pos = 0; dict && numbers && dict_next(borrow(numbers), &pos, &name, &number, NULL);) {
        Own text = group_text(rt, self, group_number(rt, self, number), absent);
        if (!text || dict_set(rt, borrow(dict), name, borrow(text)) < 0) own_clear(rt, &dict);
        xrelease(rt, text);
    }
    return dict;
}

static Own span_of(Runtime *rt, Obj *self, intptr_t number) {
    const int32_t *mark = MATCH(self)->marks + 2 * number;
    return tuple_build(rt, "ii", (int)mark[0], (int)mark[1]);
}

METHOD(match_span) {
    intptr_t number = nargs ? group_number(rt, self, args[0]) : 0;
    return number < 0 ? NULL : span_of(rt, self, number);
}

METHOD(match_start) {
    intptr_t number = nargs ? group_number(rt, self, args[0]) : 0;
    return number < 0 ? NULL : int_from_i64(rt, MATCH(self)->marks[2 * number]);
}

METHOD(match_end) {
    intptr_t number = nargs ? group_number(rt, self, args[0]) : 0;
    return number < 0 ? NULL : int_from_i64(rt, MATCH(self)->marks[2 * number + 1]);
}

METHOD(match_expand) {
    static const char *const names[] = {"template", NULL};
    static const ArgSpec spec = {"expand", names, 1, 1};
    Obj *given[1];
    return args_parse(rt, &spec, args, nargs, kwnames, given) < 0 ? NULL : call_re(rt, "_expand", self, given[0]);
}

METHOD(itself) { return keep(self); }

GETTER(match_pos) { return int_from_i64(rt, MATCH(self)->pos); }
GETTER(match_endpos) { return int_from_i64(rt, MATCH(self)->end); }
GETTER(match_lastindex) { return MATCH(self)->last > 0 ? int_from_i64(rt, MATCH(self)->last) : keep(rt->none); }

GETTER(match_lastgroup) {
    Own names = PATTERN(borrow(MATCH(self)->pattern))->index_names;
    return keep(names && MATCH(self)->last > 0 ? TUPLE_ITEM(borrow(names), MATCH(self)->last) : rt->none);
}

GETTER(match_regs) {
    if (MATCH(self)->regs) return keep(borrow(MATCH(self)->regs));
    Own regs = tuple_alloc(rt, match_groups(self));
    for (intptr_t i = 0; regs && i < match_groups(self); i++) {
        Own span = span_of(rt, self, i);
        if (!span) return release(rt, regs), (Own)0;
        TUPLE(borrow(regs))->items[i] = span;
    }
    if (!regs) return regs;
    gc_track(rt, borrow(regs));
    own_set(rt, &MATCH(self)->regs, keep(borrow(regs)));
    return regs;
}

static Own match_repr(Runtime *rt, Obj *self) {
    Own text = group_text(rt, self, 0, rt->none), result = NULL;
    const int32_t *marks = MATCH(self)->marks;
    if (text) result = str_format(rt, "<re.Match object; span=(%d, %d), match=%.50R>", (int)marks[0], (int)marks[1], borrow(text));
    xrelease(rt, text);
    return result;
}

static const MethodDef match_methods[] = {
    {"group", match_group, METH_FASTCALL, 0, -1, "group([group1, ...]) -> str or tuple.\n\nThe text of the whole, of a group, or of each group given."},
    {"start", match_start, METH_FASTCALL, 0, 1, "start($self, group=0, /)\n--\n\nWhere the text of a group begins."},
    {"end", match_end, METH_FASTCALL, 0, 1, "end($self, group=0, /)\n--\n\nWhere the text of a group ends."},
    {"span", match_span, METH_FASTCALL, 0, 1, "span($self, group=0, /)\n--\n\nBegin and end of the text of a group."},
    {"groups", match_groups_method, METH_FASTCALL | METH_KEYWORDS, 0, -1,
     "groups($self, /, default=None)\n--\n\nThe texts of all groups, `default` for one that has none."},
    {"groupdict", match_groupdict, METH_FASTCALL | METH_KEYWORDS, 0, -1,
     "groupdict($self, /, default=None)\n--\n\nThe texts of the named groups by name, `default` for one that has none."},
    {"expand", match_expand, METH_FASTCALL | METH_KEYWORDS, 0, -1,
     "expand($self, /, template)\n--\n\nThe template with the groups' texts filled in, as sub() does it."},
    {"__copy__", itself, METH_NOARGS, 0, 0, "__copy__($self, /)\n--\n\n"},
    {"__deepcopy__", itself, METH_O, 1, 1, "__deepcopy__($self, memo, /)\n--\n\n"},
    {"__class_getitem__", generic_class_getitem, METH_O | METH_CLASS, 1, 1, "See PEP 585"},
    METHOD_END,
};
static const MemberDef match_members[] = {
    {"string", MEMBER_OBJECT, offsetof(MatchObj, string), MEMBER_READONLY, "What was searched."},
    {"re", MEMBER_OBJECT, offsetof(MatchObj, pattern), MEMBER_READONLY, "The pattern that was searched for."},
    MEMBER_FROM("pos", match_pos, 0, "Where the search began."),
    MEMBER_FROM("endpos", match_endpos, 0, "Where the search would have ended."),
    MEMBER_END,
};
static const GetSetDef match_getset[] = {
    {"lastindex", match_lastindex, NULL, "The number of the group that ended last.", NULL},
    {"lastgroup", match_lastgroup, NULL, "The name of the group that ended last.", NULL},
    {"regs", match_regs, NULL, NULL, NULL},
    GETSET_END,
};

static const TypeSpec match_type_spec = {
    .name = "re.Match",
    .doc = "The result of re.match() and re.search().\nMatch objects always have a boolean value of True.",
    .flags = TPF_GC | TPF_NO_INSTANTIATION | TPF_IMMUTABLE,
    .base = -1,
    .virtual_size = 88,
    .virtual_item = 8,
    .slots = {.tp_dealloc = match_dealloc,
              .tp_traverse = match_traverse,
              .tp_clear = match_clear,
              .tp_repr = match_repr,
              .mp_subscript = match_subscript},
    .methods = match_methods,
    .members = match_members,
    .getset = match_getset,
};

/* ---- searching ---- */

typedef struct Range {
    Obj *string;
    intptr_t pos, end;
} Range;

static intptr_t clamp(int64_t place) { return place < 0 ? 0 : place > INT32_MAX ? INT32_MAX : (intptr_t)place; }

/* string, pos=0, endpos=sys.maxsize */
static int range_arguments(Runtime *rt, const char *function, Obj *const *args, size_t nargs, Obj *kwnames, Range *range) {
    static const char *const names[] = {"string", "pos", "endpos", NULL};
    const ArgSpec spec = {function, names, 1, 3};
    Obj *given[3] = {args[0], NULL, NULL};
    int64_t pos = 0, end = INT64_MAX;
    if ((nargs != 1 || kwnames) && args_parse(rt, &spec, args, nargs, kwnames, given) < 0) return -1;
    if (given[1] && ssize_argument(rt, given[1], &pos) < 0) return -1;
    if (given[2] && ssize_argument(rt, given[2], &end) < 0) return -1;
    *range = (Range){given[0], clamp(pos), clamp(end)};
    return 0;
}

static Own nothing_or_memory(Runtime *rt, intptr_t found) { return found == FAILED ? raise_memory_error(rt) : keep(rt->none); }

/* Sets the part of the text that is searched. */
static void narrow(Machine *m, intptr_t *pos, intptr_t end) {
    if (*pos > m->end) *pos = m->end;
    if (end < m->end) m->end = end;
}

enum { SEARCHES = 1, WHOLE = 2 };

static Own find_one(Runtime *rt, Obj *self, const Range *range, int how) {
    Machine m;
    intptr_t pos = range->pos, stop, start;
    Own text = text_of(rt, range->string, self), result = NULL;
    if (text && regex_begin(&m, rt, borrow(PATTERN(self)->code), borrow(text)) == 0) {
        narrow(&m, &pos, range->end);
        m.whole = how & WHOLE;
        start = regex_find(&m, pos, how & SEARCHES ? m.end : pos, &stop);
        result = start < 0 ? nothing_or_memory(rt, start) : match_new(&m, self, range->string, start, stop, pos);
        regex_end(&m);
    }
    xrelease(rt, text);
    return result;
}

METHOD(pattern_match) {
    Range range;
    return range_arguments(rt, "match", args, nargs, kwnames, &range) < 0 ? NULL : find_one(rt, self, &range, 0);
}

METHOD(pattern_fullmatch) {
    Range range;
    return range_arguments(rt, "fullmatch", args, nargs, kwnames, &range) < 0 ? NULL : find_one(rt, self, &range, WHOLE);
}

METHOD(pattern_search) {
    Range range;
    return range_arguments(rt, "search", args, nargs, kwnames, &range) < 0 ? NULL : find_one(rt, self, &range, SEARCHES);
}

/* ---- all matches ---- */

static Own machine_group(Machine *m, Obj *text, intptr_t group, bool or_none) {
    intptr_t stop = m->slots[2 * group + 1];
    return or_none && stop < 0 ? keep(m->rt->none) : piece(m->rt, text, m->slots[2 * group], stop);
}

/* What findall() gives for a match: its text, that of its one group, or a tuple of its groups. */
static Own pieces(Machine *m, Obj *text, intptr_t start, intptr_t stop) {
    intptr_t groups = regex_groups(m);
    if (groups == 1) return piece(m->rt, text, start, stop);
    if (groups == 2) return machine_group(m, text, 1, false);
    Own tuple = tuple_alloc(m->rt, groups - 1);
    for (intptr_t i = 1; tuple && i < groups; i++) {
        Own inside = machine_group(m, text, i, false);
        if (!inside) return release(m->rt, tuple), (Own)0;
        TUPLE(borrow(tuple))->items[i - 1] = inside;
    }
    if (tuple) gc_track(m->rt, borrow(tuple));
    return tuple;
}

/* What split() gives for a match: the text before it, and its groups. */
static int append_parts(Machine *m, Obj *list, Obj *text, intptr_t from, intptr_t start) {
    Own part = piece(m->rt, text, from, start);
    for (intptr_t i = 1; part; i++) {
        if (list_append_steal(m->rt, list, part) < 0) return -1;
        if (i >= regex_groups(m)) return 0;
        part = machine_group(m, text, i, true);
    }
    return -1;
}

/* What a text becomes: the text before a match, if there is any, and the parts with its groups' texts. */
static int append_replaced(Machine *m, Obj *list, Obj *text, intptr_t from, intptr_t start, intptr_t stop, Obj *parts) {
    Runtime *rt = m->rt;
    if (start > from) {
        Own before = piece(rt, text, from, start);
        if (!before || list_append_steal(rt, list, before) < 0) return -1;
    }
    if (!is_list(parts)) return list_append(rt, list, parts);
    m->slots[0] = start, m->slots[1] = stop;
    for (intptr_t i = 0; i < LIST(parts)->head.size; i++) {
        Obj *part = LIST_ITEM(parts, i);
        int64_t group;
        Own item = keep(part);
        if (is_int(part)) {
            int_as_ssize(rt, part, &group);
            release(rt, item);
            item = machine_group(m, text, (intptr_t)group, false);
        }
        if (!item || list_append_steal(rt, list, item) < 0) return -1;
    }
    return 0;
}

enum Shape { TEXTS, PARTS, REPLACED, MATCHES };
typedef struct Search {
    Obj *pattern, *string, *text, *parts;
    int shape;
    intptr_t from;
} Search;

static int append_found(Machine *m, Search *s, Obj *list, intptr_t start, intptr_t stop, intptr_t pos) {
    int result = -1;
    if (s->shape == PARTS) {
        result = append_parts(m, list, s->text, s->from, start);
    } else if (s->shape == REPLACED) {
        result = append_replaced(m, list, s->text, s->from, start, stop, s->parts);
    } else {
        Own item = s->shape == MATCHES ? match_new(m, s->pattern, s->string, start, stop, pos) : pieces(m, s->text, start, stop);
        result = item ? list_append_steal(m->rt, list, item) : -1;
    }
    s->from = stop;
    return result;
}

/* A list for all matches, `most` of them if it is not 0, each after its shape; their count. Behind an empty match there is no other empty
 * one at the same place. */
static Own find_all(Runtime *rt, Search *s, intptr_t pos, intptr_t end, int64_t most, int64_t *found) {
    Machine m;
    intptr_t stop, start = FOUND_NOTHING;
    int64_t count = 0;
    if (regex_begin(&m, rt, borrow(PATTERN(s->pattern)->code), s->text) < 0) return NULL;
    Own list = list_new(rt, 0);
    intptr_t length = m.end;
    narrow(&m, &pos, end);
    for (intptr_t at = pos; list && (!most || count < most) && (start = regex_find(&m, at, m.end, &stop)) >= 0; count++) {
        if (append_found(&m, s, borrow(list), start, stop, pos) < 0) own_clear(rt, &list);
        at = stop;
        m.unwanted = start == stop ? stop : -1;
    }
    if (list && start == FAILED) own_clear(rt, &list), raise_memory_error(rt);
    if (list && (s->shape == PARTS || (s->shape == REPLACED && s->from < length))) {
        Own rest = piece(rt, s->text, s->from, length);
        if (!rest || list_append_steal(rt, borrow(list), rest) < 0) own_clear(rt, &list);
    }
    regex_end(&m);
    if (found) *found = count;
    return list;
}

METHOD(pattern_findall) {
    Range range;
    if (range_arguments(rt, "findall", args, nargs, kwnames, &range) < 0) return NULL;
    Own text = text_of(rt, range.string, self);
    if (!text) return NULL;
    Search search = {self, range.string, borrow(text), NULL, TEXTS, 0};
    Own list = find_all(rt, &search, range.pos, range.end, 0, NULL);
    release(rt, text);
    return list;
}

METHOD(pattern_split) {
    static const char *const names[] = {"string", "maxsplit", NULL};
    static const ArgSpec spec = {"split", names, 1, 2};
    Obj *given[2] = {NULL, NULL};
    int64_t most = 0;
    if (args_parse(rt, &spec, args, nargs, kwnames, given) < 0) return NULL;
    if (given[1] && ssize_argument(rt, given[1], &most) < 0) return NULL;
    Own text = text_of(rt, given[0], self), list;
    if (!text) return NULL;
    Search search = {self, given[0], borrow(text), NULL, PARTS, 0};
    list = find_all(rt, &search, 0, INT32_MAX, most, NULL);
    release(rt, text);
    return list;
}

/* matches(pattern, string, count): a list of `count` matches, of all for 0. */
METHOD(regex_matches) {
    int64_t most;
    Own text = ssize_argument(rt, args[2], &most) < 0 ? NULL : text_of(rt, args[1], args[0]);
    if (!text) return NULL;
    Search search = {args[0], args[1], borrow(text), NULL, MATCHES, 0};
    Own list = find_all(rt, &search, 0, INT32_MAX, most, NULL);
    release(rt, text);
    return list;
}

/* replaced(pattern, string, parts, count): the pieces of the new text, and how many matches were replaced. Parts: a text, or a list of
 * texts and numbers of groups. */
METHOD(regex_replaced) {
    int64_t most, count = 0;
    Own text = ssize_argument(rt, args[3], &most) < 0 ? NULL : text_of(rt, args[1], args[0]);
    if (!text) return NULL;
    Search search = {args[0], args[1], borrow(text), args[2], REPLACED, 0};
    Own list = find_all(rt, &search, 0, INT32_MAX, most, &count);
    release(rt, text);
    return list ? tuple_build(rt, "Nn", list, count) : NULL;
}

/* ---- scanners ---- */

static int scanner_traverse(Obj *self, VisitFn visit, void *arg) {
    int result = visit((Obj *)self->type, arg);
    if (result) return result;
    VISIT(SCANNER(self)->pattern);
    return 0;
}

static int scanner_hidden(Obj *self, VisitFn visit, void *arg) {
    VISIT(SCANNER(self)->string);
    VISIT(SCANNER(self)->text);
    VISIT(SCANNER(self)->held);
    return 0;
}

static void scanner_dealloc(Runtime *rt, Obj *self) {
    TypeObj *type = self->type;
    gc_untrack(rt, self);
    own_clear(rt, &SCANNER(self)->string);
    own_clear(rt, &SCANNER(self)->text);
    own_clear(rt, &SCANNER(self)->held);
    own_clear(rt, &SCANNER(self)->pattern);
    type->slots.tp_free(rt, self);
    release(rt, adopt((Obj *)type));
}

static Own scanner_of(Runtime *rt, Obj *pattern, const Range *range) {
    Own text = text_of(rt, range->string, pattern), held = NULL;
    if (!text) return NULL;
    if (is_str(range->string)) {
        release(rt, text);
        text = NULL;
    } else if (borrow(text) != range->string && !(held = call_1(rt, (Obj *)T(rt, MEMORYVIEW), range->string))) {
        return release(rt, text), (Own)0;
    }
    Own own = gc_alloc(rt, CLASS(rt, SCANNER), 240);
    if (!own) return xrelease(rt, text), xrelease(rt, held), own;
    ScannerObj *self = SCANNER(borrow(own));
    self->pattern = keep(pattern), self->string = keep(range->string), self->text = text, self->held = held;
    Obj *read = text ? borrow(text) : range->string;
    intptr_t length = is_str(read) ? STR(read)->length : (intptr_t)BYTES(read)->head.size;
    self->end = range->end < length ? range->end : length;
    self->at = self->pos = range->pos < length ? range->pos : length;
    self->unwanted = -1;
    gc_track(rt, borrow(own));
    return own;
}

static Own scanner_next(Runtime *rt, Obj *object, bool searches) {
    ScannerObj *self = SCANNER(object);
    Machine m;
    intptr_t stop;
    if (self->at > self->end) return keep(rt->none);
    Obj *pattern = borrow(self->pattern), *string = borrow(self->string);
    if (regex_begin(&m, rt, borrow(PATTERN(pattern)->code), self->text ? borrow(self->text) : string) < 0) return NULL;
    m.end = self->end;
    m.unwanted = self->unwanted;
    intptr_t start = regex_find(&m, self->at, searches ? m.end : self->at, &stop);
    if (start >= 0) {
        self->at = stop;
        self->unwanted = start == stop ? stop : -1;
    } else {
        self->at = self->end + 1;
    }
    Own result = start < 0 ? nothing_or_memory(rt, start) : match_new(&m, pattern, string, start, stop, self->pos);
    regex_end(&m);
    return result;
}

METHOD(scanner_match) { return scanner_next(rt, self, false); }
METHOD(scanner_search) { return scanner_next(rt, self, true); }

static const MethodDef scanner_methods[] = {
    {"match", scanner_match, METH_NOARGS, 0, 0, "match($self, /)\n--\n\n"},
    {"search", scanner_search, METH_NOARGS, 0, 0, "search($self, /)\n--\n\n"},
    METHOD_END,
};
static const MemberDef scanner_members[] = {{"pattern", MEMBER_OBJECT, offsetof(ScannerObj, pattern), MEMBER_READONLY, NULL}, MEMBER_END};

static const TypeSpec scanner_type_spec = {
    .name = "_sre.SRE_Scanner",
    .flags = TPF_GC | TPF_NO_INSTANTIATION | TPF_IMMUTABLE,
    .base = -1,
    .virtual_size = 240,
    .hidden = scanner_hidden,
    .slots = {.tp_dealloc = scanner_dealloc, .tp_traverse = scanner_traverse},
    .methods = scanner_methods,
    .members = scanner_members,
};

METHOD(pattern_scanner) {
    Range range;
    return range_arguments(rt, "scanner", args, nargs, kwnames, &range) < 0 ? NULL : scanner_of(rt, self, &range);
}

METHOD(pattern_finditer) {
    Range range;
    if (range_arguments(rt, "finditer", args, nargs, kwnames, &range) < 0) return NULL;
    Own scanner = scanner_of(rt, self, &range), search = scanner ? object_getattr_str(rt, borrow(scanner), "search") : NULL;
    Own iterator = search ? call_iter_new(rt, borrow(search), rt->none) : NULL;
    xrelease(rt, scanner);
    xrelease(rt, search);
    return iterator;
}

/* ---- patterns ---- */

static int pattern_traverse(Obj *self, VisitFn visit, void *arg) {
    int result = visit((Obj *)self->type, arg);
    if (result) return result;
    VISIT(PATTERN(self)->group_index);
    VISIT(PATTERN(self)->index_names);
    VISIT(PATTERN(self)->pattern);
    return 0;
}

static int pattern_hidden(Obj *self, VisitFn visit, void *arg) {
    VISIT(PATTERN(self)->code);
    return 0;
}

static int pattern_clear(Runtime *rt, Obj *self) {
    own_clear(rt, &PATTERN(self)->group_index);
    own_clear(rt, &PATTERN(self)->index_names);
    own_clear(rt, &PATTERN(self)->pattern);
    return 0;
}

static void pattern_dealloc(Runtime *rt, Obj *self) {
    TypeObj *type = self->type;
    gc_untrack(rt, self);
    weakref_clear_all(rt, self);
    pattern_clear(rt, self);
    own_clear(rt, &PATTERN(self)->code);
    type->slots.tp_free(rt, self);
    release(rt, adopt((Obj *)type));
}

static int64_t pattern_hash(Runtime *rt, Obj *self) {
    int64_t hash = object_hash(rt, borrow(PATTERN(self)->pattern));
    if (hash == -1) return -1;
    hash ^= PATTERN(self)->flags;
    return hash == -1 ? -2 : hash;
}

static Own pattern_richcompare(Runtime *rt, Obj *self, Obj *other, int op) {
    if ((op != CMP_EQ && op != CMP_NE) || other->type != self->type) return keep(rt->notimplemented);
    PatternObj *a = PATTERN(self), *b = PATTERN(other);
    int same = a == b;
    if (!same && a->flags == b->flags && borrow(a->pattern)->type == borrow(b->pattern)->type)
        same = object_compare_bool(rt, borrow(a->pattern), borrow(b->pattern), CMP_EQ);
    return same < 0 ? NULL : bool_from(rt, same == (op == CMP_EQ));
}

static Own pattern_repr(Runtime *rt, Obj *self) { return call_re(rt, "_shown", self, NULL); }

/* The words of CPython's program count. */
METHOD(pattern_sizeof) { return call_re(rt, "_size", self, NULL); }

GETTER(pattern_groupindex) {
    Own numbers = PATTERN(self)->group_index ? keep(borrow(PATTERN(self)->group_index)) : dict_new(rt);
    Own shown = numbers ? mappingproxy_new(rt, borrow(numbers)) : NULL;
    xrelease(rt, numbers);
    return shown;
}

GETTER(pattern_groups) { return int_from_i64(rt, PATTERN(self)->groups); }

#define RANGE_TEXT "($self, /, string, pos=0, endpos=sys.maxsize)\n--\n\n"
static const MethodDef pattern_methods[] = {
    {"match", pattern_match, METH_FASTCALL | METH_KEYWORDS, 0, -1, "match" RANGE_TEXT "A match at the beginning of the string, or None."},
    {"fullmatch", pattern_fullmatch, METH_FASTCALL | METH_KEYWORDS, 0, -1, "fullmatch" RANGE_TEXT "A match of all of the string, or None."},
    {"search", pattern_search, METH_FASTCALL | METH_KEYWORDS, 0, -1, "search" RANGE_TEXT "The first match in the string, or None."},
    {"findall", pattern_findall, METH_FASTCALL | METH_KEYWORDS, 0, -1, "findall" RANGE_TEXT "A list of what all matches have found."},
    {"finditer", pattern_finditer, METH_FASTCALL | METH_KEYWORDS, 0, -1, "finditer" RANGE_TEXT "An iterator over all matches."},
    {"scanner", pattern_scanner, METH_FASTCALL | METH_KEYWORDS, 0, -1, "scanner" RANGE_TEXT},
    {"split", pattern_split, METH_FASTCALL | METH_KEYWORDS, 0, -1,
     "split($self, /, string, maxsplit=0)\n--\n\nThe pieces of the string between the matches."},
    {"__sizeof__", pattern_sizeof, METH_NOARGS, 0, 0, "__sizeof__($self, /)\n--\n\n"},
    {"__copy__", itself, METH_NOARGS, 0, 0, "__copy__($self, /)\n--\n\n"},
    {"__deepcopy__", itself, METH_O, 1, 1, "__deepcopy__($self, memo, /)\n--\n\n"},
    {"__class_getitem__", generic_class_getitem, METH_O | METH_CLASS, 1, 1, "See PEP 585"},
    METHOD_END,
};
static const MemberDef pattern_members[] = {
    {"pattern", MEMBER_OBJECT, offsetof(PatternObj, pattern), MEMBER_READONLY, "The text that the pattern was made from."},
    {"flags", MEMBER_INT, offsetof(PatternObj, flags), MEMBER_READONLY, "How it is read and matched."},
    MEMBER_FROM("groups", pattern_groups, 0, "How many groups it has."),
    MEMBER_END,
};
static const GetSetDef pattern_getset[] = {
    {"groupindex", pattern_groupindex, NULL, "The numbers of the groups that have a name.", NULL},
    GETSET_END,
};

static const TypeSpec pattern_type_spec = {
    .name = "re.Pattern",
    .doc = "Compiled regular expression object.",
    .flags = TPF_GC | TPF_NO_INSTANTIATION | TPF_IMMUTABLE,
    .base = -1,
    .virtual_size = 96,
    .virtual_item = 4,
    .weak_offset = offsetof(PatternObj, weaklist),
    .hidden = pattern_hidden,
    .slots = {.tp_dealloc = pattern_dealloc,
              .tp_traverse = pattern_traverse,
              .tp_clear = pattern_clear,
              .tp_repr = pattern_repr,
              .tp_hash = pattern_hash,
              .tp_richcompare = pattern_richcompare},
    .methods = pattern_methods,
    .members = pattern_members,
    .getset = pattern_getset,
};

/* ---- the module ---- */

/* pattern(pattern, flags, code, names by number, numbers by name) */
METHOD(regex_pattern) {
    int64_t flags;
    if (int_as_ssize(rt, args[1], &flags) < 0) return NULL;
    Own own = gc_alloc(rt, CLASS(rt, PATTERN), 96);
    if (!own) return own;
    PatternObj *made = PATTERN(borrow(own));
    made->pattern = keep(args[0]), made->code = keep(args[2]);
    if (DICT_SIZE(args[4])) made->index_names = keep(args[3]), made->group_index = keep(args[4]);
    made->flags = (int32_t)flags;
    made->text_kind = is_str(args[0]) ? OF_STR : args[0] == rt->none ? OF_ANY : OF_BYTES;
    made->groups = TUPLE_SIZE(args[3]) - 1;
    gc_track(rt, borrow(own));
    return own;
}

/* equip(name, function): Pattern gets a method written in Python. */
METHOD(regex_equip) {
    TypeObj *type = CLASS(rt, PATTERN);
    if (dict_set(rt, borrow(type->dict), args[0], args[1]) < 0) return NULL;
    type_modified(rt, type);
    return keep(rt->none);
}

static const MethodDef functions[] = {
    {"program", regex_program, METH_FASTCALL, 2, 2, "A list of ints as a program, with the places of its tests."},
    {"pattern", regex_pattern, METH_FASTCALL, 5, 5, "A pattern."},
    {"matches", regex_matches, METH_FASTCALL, 3, 3, "A list of matches."},
    {"replaced", regex_replaced, METH_FASTCALL, 4, 4, "The pieces of a text in which matches are replaced, and how many were."},
    {"equip", regex_equip, METH_FASTCALL, 2, 2, "A method of Pattern written in Python."},
    METHOD_END,
};
static const ModuleType types[] = {
    {CLASS_PATTERN, MODULE_CLASS, &pattern_type_spec},
    {CLASS_MATCH, MODULE_CLASS, &match_type_spec},
    {CLASS_SCANNER, MODULE_CLASS, &scanner_type_spec},
};

Own regex_module_init(Runtime *rt) {
    Own module = module_make(rt, "_regex", functions, types, HS_COUNT(types));
    if (module) CLASS(rt, PATTERN)->shown_weak = 64;
    return module;
}
