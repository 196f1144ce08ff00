/* str.split, rsplit, splitlines, partition. CPython 3.11 Objects/stringlib/split.h and partition.h:
 * the list starts with room for 12 parts (or maxsplit + 1 if fewer) and grows by append. */
#include "object/abstract.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str_impl.h"
#include "object/tuple.h"

#define FIRST_PARTS 12

typedef struct Splitter {
    Runtime *rt;
    Obj *text;
    Own list;
    intptr_t count;
} Splitter;

static bool splitter_start(Splitter *s, Runtime *rt, Obj *text, intptr_t limit) {
    *s = (Splitter){.rt = rt, .text = text};
    s->list = list_new(rt, limit >= FIRST_PARTS ? FIRST_PARTS : limit + 1);
    if (s->list) LIST(borrow(s->list))->head.size = 0;
    return s->list != NULL;
}

static bool splitter_add(Splitter *s, intptr_t start, intptr_t end) {
    Own part = str_substring(s->rt, s->text, start, end);
    if (!part) return false;
    ListObj *list = LIST(borrow(s->list));
    if (list->head.size < list->allocated) {
        list->items[list->head.size++] = part;
        return true;
    }
    return list_append_steal(s->rt, borrow(s->list), part) == 0;
}

/* What is left when the limit is reached is a str of its own, even if it is all of the text. */
static bool splitter_add_rest(Splitter *s, intptr_t start, intptr_t end) {
    if (end - start < STR_LENGTH(s->text)) return splitter_add(s, start, end);
    Own rest = str_from_kind(s->rt, STR_KIND(s->text), STR_DATA(s->text), end);
    return rest && list_append_steal(s->rt, borrow(s->list), rest) == 0;
}

static Own splitter_fail(Splitter *s) {
    release(s->rt, s->list);
    return NULL;
}

HS_INLINE bool is_ascii_space(uint8_t c) {
    return c == ' ' || (c >= 9 && c <= 13) || (c >= 0x1c && c <= 0x1f);
}

static Own split_ascii_space(Runtime *rt, Obj *text, intptr_t limit) {
    Splitter s;
    if (!splitter_start(&s, rt, text, limit)) return NULL;
    const uint8_t *in = STR(text)->data;
    intptr_t i = 0, length = STR_LENGTH(text);
    while (limit-- > 0) {
        while (i < length && is_ascii_space(in[i])) i++;
        if (i == length) return s.list;
        intptr_t start = i++;
        while (i < length && !is_ascii_space(in[i])) i++;
        if (!splitter_add(&s, start, i)) return splitter_fail(&s);
    }
    while (i < length && is_ascii_space(in[i])) i++;
    if (i < length && !splitter_add_rest(&s, i, length)) return splitter_fail(&s);
    return s.list;
}

static Own split_space(Runtime *rt, Obj *text, intptr_t limit) {
    if (STR(text)->ascii) return split_ascii_space(rt, text, limit);
    Splitter s;
    if (!splitter_start(&s, rt, text, limit)) return NULL;
    intptr_t i = 0, length = STR_LENGTH(text);
    while (limit-- > 0) {
        while (i < length && unicode_is_space(str_char(text, i))) i++;
        if (i == length) return s.list;
        intptr_t start = i++;
        while (i < length && !unicode_is_space(str_char(text, i))) i++;
        if (!splitter_add(&s, start, i)) return splitter_fail(&s);
    }
    while (i < length && unicode_is_space(str_char(text, i))) i++;
    if (i < length && !splitter_add_rest(&s, i, length)) return splitter_fail(&s);
    return s.list;
}

static Own rsplit_space(Runtime *rt, Obj *text, intptr_t limit) {
    Splitter s;
    if (!splitter_start(&s, rt, text, limit)) return NULL;
    intptr_t i = STR_LENGTH(text);
    while (limit-- > 0) {
        while (i > 0 && unicode_is_space(str_char(text, i - 1))) i--;
        if (i == 0) break;
        intptr_t end = i--;
        while (i > 0 && !unicode_is_space(str_char(text, i - 1))) i--;
        if (!splitter_add(&s, i, end)) return splitter_fail(&s);
    }
    while (i > 0 && unicode_is_space(str_char(text, i - 1))) i--;
    if (i > 0 && !splitter_add_rest(&s, 0, i)) return splitter_fail(&s);
    if (list_reverse(rt, borrow(s.list)) < 0) return splitter_fail(&s);
    return s.list;
}

static Own split_by(Runtime *rt, Obj *text, Obj *separator, intptr_t limit) {
    Splitter s;
    if (!splitter_start(&s, rt, text, limit)) return NULL;
    int kind = STR_KIND(text);
    intptr_t done = 0, length = STR_LENGTH(text), gap = STR_LENGTH(separator);
    while (limit-- > 0) {
        intptr_t at = chars_find(kind, STR(text)->data + done * kind, length - done,
                                 STR_KIND(separator), STR_DATA(separator), gap);
        if (at < 0) break;
        if (!splitter_add(&s, done, done + at)) return splitter_fail(&s);
        done += at + gap;
    }
    if (!splitter_add(&s, done, length)) return splitter_fail(&s);
    return s.list;
}

static Own rsplit_by(Runtime *rt, Obj *text, Obj *separator, intptr_t limit) {
    Splitter s;
    if (!splitter_start(&s, rt, text, limit)) return NULL;
    intptr_t end = STR_LENGTH(text), gap = STR_LENGTH(separator);
    while (limit-- > 0) {
        intptr_t at = chars_rfind(STR_KIND(text), STR_DATA(text), end, STR_KIND(separator),
                                  STR_DATA(separator), gap);
        if (at < 0) break;
        if (!splitter_add(&s, at + gap, end)) return splitter_fail(&s);
        end = at;
    }
    if (!splitter_add(&s, 0, end)) return splitter_fail(&s);
    if (list_reverse(rt, borrow(s.list)) < 0) return splitter_fail(&s);
    return s.list;
}

static Own split_method(Runtime *rt, const char *name, Obj *self, Obj *const *args, size_t nargs,
                        Obj *kwnames, bool from_right) {
    static const char *const names[] = {"sep", "maxsplit", NULL};
    ArgSpec spec = {name, names, 0, 2};
    Obj *values[2];
    int64_t limit = -1;
    if (args_parse(rt, &spec, args, nargs, kwnames, values) < 0) return NULL;
    if (values[1] && args_ssize(rt, values[1], &limit) < 0) return NULL;
    if (limit < 0 || limit > INTPTR_MAX) limit = INTPTR_MAX;
    Obj *separator = values[0];
    bool fits = rt->lens->split_fits && limit == INTPTR_MAX;
    if (!separator || is_none(rt, separator)) {
        if (fits) limit = (STR_LENGTH(self) - 1) / 2 + 1;
        return (from_right ? rsplit_space : split_space)(rt, self, (intptr_t)limit);
    }
    if (!is_str(separator)) {
        return raise_format(rt, EXC(rt, TypeError), "must be str or None, not %.100s",
                            separator->type->name);
    }
    if (STR_LENGTH(separator) == 0) return raise_format(rt, EXC(rt, ValueError), "empty separator");
    if (fits) limit = STR_LENGTH(self) / STR_LENGTH(separator) + 1;
    return (from_right ? rsplit_by : split_by)(rt, self, separator, (intptr_t)limit);
}

STR_METHOD(str_split_method) {
    return split_method(rt, "split", self, args, nargs, kwnames, false);
}
STR_METHOD(str_rsplit_method) {
    return split_method(rt, "rsplit", self, args, nargs, kwnames, true);
}

STR_METHOD(str_splitlines_method) {
    static const char *const names[] = {"keepends", NULL};
    static const ArgSpec spec = {"splitlines", names, 0, 1};
    Obj *value;
    int64_t keep_ends = 0;
    if (args_parse(rt, &spec, args, nargs, kwnames, &value) < 0) return NULL;
    if (value && args_int(rt, value, &keep_ends) < 0) return NULL;
    Splitter s = {.rt = rt, .text = self, .list = list_new(rt, 0)};
    if (!s.list) return NULL;
    intptr_t length = STR_LENGTH(self), i = 0;
    while (i < length) {
        intptr_t start = i;
        while (i < length && !unicode_is_linebreak(str_char(self, i))) i++;
        intptr_t end = i;
        if (i < length) {
            if (str_char(self, i) == '\r' && i + 1 < length && str_char(self, i + 1) == '\n')
                i += 2;
            else
                i++;
            if (keep_ends) end = i;
        }
        if (!splitter_add(&s, start, end)) return splitter_fail(&s);
    }
    return s.list;
}

static Own partition_at(Runtime *rt, Obj *self, Obj *separator, intptr_t at) {
    Own parts[3] = {NULL, keep(separator), NULL};
    parts[0] = str_substring(rt, self, 0, at);
    parts[2] = str_substring(rt, self, at + STR_LENGTH(separator), STR_LENGTH(self));
    if (parts[0] && parts[2]) return tuple_from_steal(rt, parts, 3);
    xrelease(rt, parts[0]);
    release(rt, parts[1]);
    xrelease(rt, parts[2]);
    return NULL;
}

static int check_separator(Runtime *rt, Obj *separator) {
    if (!is_str(separator)) {
        return raise_format_int(rt, EXC(rt, TypeError), "must be str, not %.100s",
                                separator->type->name);
    }
    if (STR_LENGTH(separator) == 0)
        return raise_format_int(rt, EXC(rt, ValueError), "empty separator");
    return 0;
}

STR_METHOD(str_partition_method) {
    (void)nargs, (void)kwnames;
    if (check_separator(rt, args[0]) < 0) return NULL;
    intptr_t at = str_find(self, args[0], 0, INTPTR_MAX, 1);
    if (at < 0) return tuple_pack(rt, 3, self, rt->empty_str, rt->empty_str);
    return partition_at(rt, self, args[0], at);
}

STR_METHOD(str_rpartition_method) {
    (void)nargs, (void)kwnames;
    if (check_separator(rt, args[0]) < 0) return NULL;
    intptr_t at = str_find(self, args[0], 0, INTPTR_MAX, -1);
    if (at < 0) return tuple_pack(rt, 3, rt->empty_str, rt->empty_str, self);
    return partition_at(rt, self, args[0], at);
}
