/* BaseExceptionGroup and ExceptionGroup: construction, split, subgroup, derive. PEP 654; CPython 3.11 Objects/exceptions.c. */
#include "object/abstract.h"
#include "object/exception.h"
#include "object/exception_group.h"
#include "object/exception_impl.h"
#include "object/int.h"
#include "object/list.h"
#include "object/set.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

#define GROUP(o) ((ExceptionGroupObj *)(o))

static Obj *exception_group_class(Runtime *rt) { return borrow(rt->exception_group); }

bool exception_is_group(Runtime *rt, Obj *o) {
    return is_instance_of(o, EXC(rt, BaseExceptionGroup));
}

/* ---- construct ---- */

/* The class to instantiate: BaseExceptionGroup of only Exceptions becomes an ExceptionGroup. NULL = raised. */
static TypeObj *choose_class(Runtime *rt, TypeObj *type, Obj *excs) {
    bool nested_base = false;
    for (intptr_t i = 0; i < TUPLE_SIZE(excs); i++) {
        Obj *exc = TUPLE_ITEM(excs, i);
        if (!is_exception(exc)) {
            raise_format(rt, EXC(rt, ValueError),
                         "Item %zd of second argument (exceptions) is not an exception", i);
            return NULL;
        }
        if (!is_instance_of(exc, EXC(rt, Exception))) nested_base = true;
    }
    TypeObj *plain = (TypeObj *)exception_group_class(rt);
    if (type == EXC(rt, BaseExceptionGroup)) return nested_base ? type : plain;
    if (!nested_base) return type;
    if (type == plain) {
        raise_format(rt, EXC(rt, TypeError), "Cannot nest BaseExceptions in an ExceptionGroup");
        return NULL;
    }
    if (type_is_subtype(type, EXC(rt, Exception))) {
        raise_format(rt, EXC(rt, TypeError), "Cannot nest BaseExceptions in '%.200s'", type->name);
        return NULL;
    }
    return type;
}

Own exception_group_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    (void)kwargs;
    if (TUPLE_SIZE(args) != 2) {
        return raise_format(rt, EXC(rt, TypeError),
                            "BaseExceptionGroup.__new__() takes exactly 2 arguments (%zd given)",
                            TUPLE_SIZE(args));
    }
    Obj *message = TUPLE_ITEM(args, 0), *given = TUPLE_ITEM(args, 1);
    if (!is_str(message)) {
        return raise_format(rt, EXC(rt, TypeError), "BaseExceptionGroup.__new__() argument 1 must be str, not %.50N", message);
    }
    if (!sequence_check(given)) {
        return raise_format(rt, EXC(rt, TypeError),
                            "second argument (exceptions) must be a sequence");
    }
    Own excs = tuple_from_iterable(rt, given);
    if (!excs) return NULL;
    if (TUPLE_SIZE(borrow(excs)) == 0) {
        raise_format(rt, EXC(rt, ValueError),
                     "second argument (exceptions) must be a non-empty sequence");
        goto fail;
    }
    if (!(type = choose_class(rt, type, borrow(excs)))) goto fail;
    Own self = exception_base_new(rt, type, args, NULL);
    if (!self) goto fail;
    GROUP(borrow(self))->msg = keep(message);
    GROUP(borrow(self))->excs = excs;
    return self;
fail:
    release(rt, excs);
    return NULL;
}

int exception_group_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) {
    return exception_base_init(rt, self, args, kwargs);
}

Own exception_group_str(Runtime *rt, Obj *self) {
    intptr_t count = TUPLE_SIZE(borrow(GROUP(self)->excs));
    return str_format(rt, "%S (%zd sub-exception%s)", borrow(GROUP(self)->msg), count,
                      count > 1 ? "s" : "");
}

/* ---- derive and split ---- */

/* CPython binds the method, and calls it with a tuple that it builds. */
Own exception_group_call(Runtime *rt, Obj *self, const char *name, Obj *arg) {
    Own method = object_getattr_str(rt, self, name), args = method ? tuple_pack(rt, 1, arg) : NULL, result = args ? call_1(rt, borrow(method), arg) : NULL;
    RELEASE_KEEPING_RAISE(xrelease(rt, args); xrelease(rt, method));
    return result;
}

/* New group of `excs` (list) like `original`: by its derive(), with the same metadata. NULL for an empty list without error. */
static Own derive_like(Runtime *rt, Obj *original, Obj *excs) {
    if (LIST_SIZE(excs) == 0) return NULL;
    Own group = exception_group_call(rt, original, "derive", excs);
    if (!group) return NULL;
    Obj *made = borrow(group);
    if (!exception_is_group(rt, made)) {
        raise_format(rt, EXC(rt, TypeError), "derive must return an instance of BaseExceptionGroup");
        release(rt, group);
        return NULL;
    }
    ExceptionObj *from = EXCEPTION(original), *to = EXCEPTION(made);
    own_set(rt, &to->traceback, xkeep(borrow(from->traceback)));
    own_set(rt, &to->context, xkeep(borrow(from->context)));
    own_set(rt, &to->cause, xkeep(borrow(from->cause)));
    to->suppress_context = true; /* the cause is set, if to None */
    Own notes = object_lookup_attr(rt, original, ID(rt, __notes__));
    if (notes && is_sequence_fast(borrow(notes))) {
        Own copy = sequence_to_list(rt, borrow(notes));
        if (copy) object_setattr(rt, made, ID(rt, __notes__), borrow(copy));
        xrelease(rt, copy);
    }
    xrelease(rt, notes);
    if (!RAISED(rt)) return group;
    release(rt, group);
    return NULL;
}

/* Does `exc` satisfy the condition (class, tuple of classes, set of the ids of exceptions that are no groups, or callable)? -1 raised. */
static int condition_holds(Runtime *rt, Obj *condition, Obj *exc) {
    if (is_exception_class(condition) || is_tuple(condition)) {
        return exception_matches(rt, exc, condition);
    }
    if (is_set(rt, condition)) {
        Own id = exception_is_group(rt, exc) ? NULL : int_from_u64(rt, object_id(rt, exc));
        int holds = id ? set_contains(rt, condition, borrow(id)) : RAISED(rt) ? -1 : 0;
        xrelease(rt, id);
        return holds;
    }
    Own answer = call_1(rt, condition, exc);
    if (!answer) return -1;
    int truth = object_is_true(rt, borrow(answer));
    release(rt, answer);
    return truth;
}

static int split_into(Runtime *rt, Obj *exc, Obj *condition, Own *match, Own *rest);

/* Split each nested exception of `group` and collect the parts. */
static int split_children(Runtime *rt, Obj *group, Obj *condition, Obj *matches, Obj *rests) {
    Obj *excs = borrow(GROUP(group)->excs);
    for (intptr_t i = 0; i < TUPLE_SIZE(excs); i++) {
        Own match = NULL, rest = NULL;
        if (split_into(rt, TUPLE_ITEM(excs, i), condition, &match, rests ? &rest : NULL) < 0) return -1;
        int failed = (match && list_append(rt, matches, borrow(match)) < 0) ||
                     (rest && list_append(rt, rests, borrow(rest)) < 0);
        xrelease(rt, match);
        xrelease(rt, rest);
        if (failed) return -1;
    }
    return 0;
}

/* *match and *rest (unless rest is NULL) get the two parts of `exc`, NULL where empty. */
static int split_into(Runtime *rt, Obj *exc, Obj *condition, Own *match, Own *rest) {
    int holds = condition_holds(rt, condition, exc);
    if (holds < 0) return -1;
    if (holds || !exception_is_group(rt, exc)) {
        if (holds || rest) *(holds ? match : rest) = keep(exc);
        return 0;
    }
    if (enter_recursive_call(rt, " in exceptiongroup_split_recursive") < 0) return -1;
    int result = -1;
    Own matches = list_new(rt, 0), rests = matches && rest ? list_new(rt, 0) : NULL;
    if (!matches || (rest && !rests)) goto done;
    if (split_children(rt, exc, condition, borrow(matches), borrow(rests)) < 0) goto done;
    *match = derive_like(rt, exc, borrow(matches));
    if (RAISED(rt)) goto done;
    if (rest) *rest = derive_like(rt, exc, borrow(rests));
    if (RAISED(rt)) own_clear(rt, match);
    else result = 0;
done:
    leave_recursive_call(rt);
    xrelease(rt, matches);
    xrelease(rt, rests);
    return result;
}

int exception_group_split(Runtime *rt, Obj *exc, Obj *condition, Own *match, Own *rest) {
    *match = NULL;
    if (rest) *rest = NULL;
    return split_into(rt, exc, condition, match, rest);
}

static int collect_leaf_ids(Runtime *rt, Obj *exc, Obj *ids) {
    if (!exception_is_group(rt, exc)) {
        Own id = int_from_u64(rt, object_id(rt, exc));
        int failed = id ? set_add(rt, ids, borrow(id)) : -1;
        xrelease(rt, id);
        return failed;
    }
    Obj *excs = borrow(GROUP(exc)->excs);
    for (intptr_t i = 0; i < TUPLE_SIZE(excs); i++) {
        if (enter_recursive_call(rt, " in collect_exception_group_leaf_ids") < 0) return -1;
        int failed = collect_leaf_ids(rt, TUPLE_ITEM(excs, i), ids);
        leave_recursive_call(rt);
        if (failed < 0) return -1;
    }
    return 0;
}

Own exception_group_project(Runtime *rt, Obj *group, Obj *kept) {
    Own ids = set_new(rt, NULL), match = NULL;
    int failed = ids ? 0 : -1;
    for (intptr_t i = 0; !failed && i < LIST_SIZE(kept); i++) failed = collect_leaf_ids(rt, LIST_ITEM(kept, i), borrow(ids));
    if (!failed) exception_group_split(rt, group, borrow(ids), &match, NULL);
    xrelease(rt, ids);
    return match;
}

/* ---- methods ---- */

static int check_condition(Runtime *rt, Obj *condition) {
    bool good = is_exception_class(condition) || object_is_callable(condition);
    if (is_tuple(condition)) {
        good = true;
        for (intptr_t i = 0; i < TUPLE_SIZE(condition); i++) {
            good = good && is_exception_class(TUPLE_ITEM(condition, i));
        }
    }
    if (good) return 0;
    return raise_format_int(rt, EXC(rt, TypeError),
                            "expected a function, exception type or tuple of exception types");
}

static Own group_derive(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)kwnames;
    if (nargs != 1)
        return raise_format(rt, EXC(rt, TypeError), "function takes exactly 1 argument (%zd given)", (intptr_t)nargs);
    return call_2(rt, (Obj *)EXC(rt, BaseExceptionGroup), borrow(GROUP(self)->msg), args[0]);
}

static Own group_split(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)kwnames;
    Own match, rest;
    if (args_check_positional(rt, "split", nargs, 1, 1) < 0 || check_condition(rt, args[0]) < 0) return NULL;
    if (exception_group_split(rt, self, args[0], &match, &rest) < 0) return NULL;
    Own pair = tuple_pack(rt, 2, match ? borrow(match) : rt->none, rest ? borrow(rest) : rt->none);
    xrelease(rt, match);
    xrelease(rt, rest);
    return pair;
}

static Own group_subgroup(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)kwnames;
    Own match;
    if (args_check_positional(rt, "subgroup", nargs, 1, 1) < 0 || check_condition(rt, args[0]) < 0) return NULL;
    if (exception_group_split(rt, self, args[0], &match, NULL) < 0) return NULL;
    return match ? match : keep(rt->none);
}

const MethodDef exception_group_methods[] = {
    { "__class_getitem__", generic_class_getitem, METH_O | METH_CLASS, 1, 1, "See PEP 585" },
    { "derive", group_derive, METH_VARARGS, 0, -1, "A group of other exceptions with this one's message." },
    { "split", group_split, METH_VARARGS, 0, -1, "The pair (matching subgroup, rest)." },
    { "subgroup", group_subgroup, METH_VARARGS, 0, -1, "The matching subgroup or None." },
    METHOD_END,
};

int exception_group_init_class(Runtime *rt) {
    Own bases = tuple_pack(rt, 2, (Obj *)EXC(rt, BaseExceptionGroup), (Obj *)EXC(rt, Exception));
    if (!bases) return -1;
    rt->exception_group = type_new_simple(rt, "builtins.ExceptionGroup", borrow(bases), NULL);
    release(rt, bases);
    return rt->exception_group ? 0 : -1;
}
