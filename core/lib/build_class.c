/* __build_class__: runs a class body and calls the metaclass. CPython 3.11 Python/bltinmodule.c, PEP 3115, PEP 560. */
#include "lib/builtins.h"
#include "object/abstract.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/function.h"
#include "object/list.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "vm/eval.h"

/* Bases after __mro_entries__ of those that are not classes; the same tuple when nothing changes. */
static Own update_bases(Runtime *rt, Obj *bases) {
    Own list = NULL;
    for (intptr_t i = 0; i < TUPLE_SIZE(bases); i++) {
        Obj *base = TUPLE_ITEM(bases, i);
        Own entries = is_type(base) ? NULL : object_lookup_attr(rt, base, ID(rt, __mro_entries__));
        if (!entries) {
            if (RAISED(rt)) goto fail;
            if (list && list_append(rt, borrow(list), base) < 0) goto fail;
            continue;
        }
        Own replaced = call_1(rt, borrow(entries), bases);
        release(rt, entries);
        if (!replaced) goto fail;
        if (!is_tuple(borrow(replaced))) {
            raise_format(rt, EXC(rt, TypeError), "__mro_entries__ must return a tuple");
            release(rt, replaced);
            goto fail;
        }
        if (!list) list = list_from(rt, TUPLE_ITEMS(bases), i);
        int failed = !list || list_extend(rt, borrow(list), borrow(replaced)) < 0;
        release(rt, replaced);
        if (failed) goto fail;
    }
    if (!list) return keep(bases);
    Own result = list_to_tuple(rt, borrow(list));
    release(rt, list);
    return result;
fail:
    xrelease(rt, list);
    return NULL;
}

/* The most derived metaclass of `meta` and the bases' types; borrowed, NULL = raised. */
static Obj *winning_metaclass(Runtime *rt, Obj *meta, Obj *bases) {
    TypeObj *winner = (TypeObj *)meta;
    for (intptr_t i = 0; i < TUPLE_SIZE(bases); i++) {
        TypeObj *type = TUPLE_ITEM(bases, i)->type;
        if (type_is_subtype(winner, type)) continue;
        if (!type_is_subtype(type, winner)) {
            raise_format(rt, EXC(rt, TypeError),
                         "metaclass conflict: the metaclass of a derived class must be a (non-strict) "
                         "subclass of the metaclasses of all its bases");
            return NULL;
        }
        winner = type;
    }
    return (Obj *)winner;
}

/* Keyword arguments as a dict without `metaclass`, which goes to *meta (owned or NULL). */
static int split_keywords(Runtime *rt, Obj *const *values, Obj *kwnames, Own *keywords, Own *meta) {
    if (!kwnames) return 0;
    if (!(*keywords = dict_new(rt))) return -1;
    for (intptr_t i = 0; i < TUPLE_SIZE(kwnames); i++) {
        Obj *name = TUPLE_ITEM(kwnames, i);
        if (str_equals_ascii(name, "metaclass")) {
            *meta = keep(values[i]);
        } else if (dict_set(rt, borrow(*keywords), name, values[i]) < 0) {
            return -1;
        }
    }
    return 0;
}

static Own prepare_namespace(Runtime *rt, Obj *meta, Obj *name, Obj *bases, Obj *keywords) {
    Own prepare = object_lookup_attr(rt, meta, ID(rt, __prepare__));
    if (!prepare) return RAISED(rt) ? NULL : dict_new(rt);
    Obj *args[2] = { name, bases };
    Own space = call_vector_dict(rt, borrow(prepare), args, 2, keywords);
    release(rt, prepare);
    if (space && !mapping_check(borrow(space))) {
        raise_format(rt, EXC(rt, TypeError), "%.200s.__prepare__() must return a mapping, not %T",
                     is_type(meta) ? ((TypeObj *)meta)->name : "<metaclass>", borrow(space));
        release(rt, space);
        return NULL;
    }
    return space;
}

/* The class body's __class__ cell must have been filled by type.__new__. */
static int check_class_cell(Runtime *rt, Obj *cell, Obj *cls, Obj *name) {
    if (cell->type != T(rt, CELL) || !is_type(cls)) return 0;
    Obj *value = borrow(CELL(cell)->value);
    if (value == cls) return 0;
    if (!value) {
        return raise_format_int(rt, EXC(rt, RuntimeError),
                                "__class__ not set defining %R as %R. Was __classcell__ propagated to "
                                "type.__new__?",
                                name, cls);
    }
    return raise_format_int(rt, EXC(rt, TypeError), "__class__ set to %R defining %R as %R", value, name,
                            cls);
}

int build_class_begin(Runtime *rt, Obj *const *args, size_t nargs, Obj *kwnames, ClassStart *start) {
    *start = (ClassStart){ 0 };
    if (nargs < 2) return raise_format_int(rt, EXC(rt, TypeError), "__build_class__: not enough arguments");
    if (!is_function(rt, args[0])) return raise_format_int(rt, EXC(rt, TypeError), "__build_class__: func must be a function");
    if (!is_str(args[1])) return raise_format_int(rt, EXC(rt, TypeError), "__build_class__: name is not a string");
    start->given = tuple_from(rt, args + 2, (intptr_t)nargs - 2);
    if (!start->given || !(start->bases = update_bases(rt, borrow(start->given)))) return -1;
    if (split_keywords(rt, args + nargs, kwnames, &start->keywords, &start->meta) < 0) return -1;
    if (!start->meta) {
        Obj *first = TUPLE_SIZE(borrow(start->bases)) ? TUPLE_ITEM(borrow(start->bases), 0) : NULL;
        start->meta = keep(first ? (Obj *)first->type : (Obj *)T(rt, TYPE));
    }
    if (is_type(borrow(start->meta))) {
        Obj *winner = winning_metaclass(rt, borrow(start->meta), borrow(start->bases));
        if (!winner) return -1;
        if (winner != borrow(start->meta)) own_set(rt, &start->meta, keep(winner));
    }
    start->space = prepare_namespace(rt, borrow(start->meta), args[1], borrow(start->bases), borrow(start->keywords));
    return start->space ? 0 : -1;
}

Own build_class_end(Runtime *rt, const ClassStart *start, Obj *name, Obj *cell) {
    Obj *bases = borrow(start->bases), *given = borrow(start->given), *space = borrow(start->space);
    if (bases != given && object_setitem(rt, space, ID(rt, __orig_bases__), given) < 0) return NULL;
    Obj *args[3] = { name, bases, space };
    Own cls = call_vector_dict(rt, borrow(start->meta), args, 3, borrow(start->keywords));
    if (cls && check_class_cell(rt, cell, borrow(cls), name) < 0) own_clear(rt, &cls);
    return cls;
}

Own builtin_build_class(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)self;
    ClassStart start;
    Own cell = NULL, cls = NULL;
    if (build_class_begin(rt, args, nargs, kwnames, &start) == 0 &&
        (cell = eval_function_body(rt, args[0], borrow(start.space)))) {
        cls = build_class_end(rt, &start, args[1], borrow(cell));
    }
    xrelease(rt, cell);
    xrelease(rt, start.space);
    xrelease(rt, start.bases);
    xrelease(rt, start.meta);
    xrelease(rt, start.keywords);
    xrelease(rt, start.given);
    return cls;
}
