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

static Own make_class(Runtime *rt, Obj *meta, Obj *body, Obj *name, Obj *bases, Obj *given_bases,
                      Obj *keywords) {
    Own cls = NULL, cell = NULL;
    Own space = prepare_namespace(rt, meta, name, bases, keywords);
    if (!space) return NULL;
    if (!(cell = eval_function_body(rt, body, borrow(space)))) goto done;
    if (bases != given_bases &&
        object_setitem(rt, borrow(space), ID(rt, __orig_bases__), given_bases) < 0) {
        goto done;
    }
    Obj *args[3] = { name, bases, borrow(space) };
    cls = call_vector_dict(rt, meta, args, 3, keywords);
    if (cls && check_class_cell(rt, borrow(cell), borrow(cls), name) < 0) own_clear(rt, &cls);
done:
    xrelease(rt, cell);
    release(rt, space);
    return cls;
}

Own builtin_build_class(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)self;
    if (nargs < 2) {
        return raise_format(rt, EXC(rt, TypeError), "__build_class__: not enough arguments");
    }
    if (!is_function(rt, args[0])) {
        return raise_format(rt, EXC(rt, TypeError), "__build_class__: func must be a function");
    }
    if (!is_str(args[1])) {
        return raise_format(rt, EXC(rt, TypeError), "__build_class__: name is not a string");
    }
    Own keywords = NULL, meta = NULL, bases = NULL, cls = NULL;
    Own given = tuple_from(rt, args + 2, (intptr_t)nargs - 2);
    if (!given || !(bases = update_bases(rt, borrow(given)))) goto done;
    if (split_keywords(rt, args + nargs, kwnames, &keywords, &meta) < 0) goto done;
    if (!meta) {
        Obj *first = TUPLE_SIZE(borrow(bases)) ? TUPLE_ITEM(borrow(bases), 0) : NULL;
        meta = keep(first ? (Obj *)first->type : (Obj *)T(rt, TYPE));
    }
    if (is_type(borrow(meta))) {
        Obj *winner = winning_metaclass(rt, borrow(meta), borrow(bases));
        if (!winner) goto done;
        if (winner != borrow(meta)) own_set(rt, &meta, keep(winner));
    }
    cls = make_class(rt, borrow(meta), args[0], args[1], borrow(bases), borrow(given),
                     borrow(keywords));
done:
    xrelease(rt, bases);
    xrelease(rt, meta);
    xrelease(rt, keywords);
    xrelease(rt, given);
    return cls;
}
