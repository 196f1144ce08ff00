/* isinstance() and issubclass(): classes, tuples and unions of them, __instancecheck__, and objects
 * that only look like classes (with __bases__). Follows CPython 3.11 Objects/abstract.c. */
#include "object/abstract.h"
#include "object/exception.h"
#include "object/tuple.h"
#include "object/type.h"

typedef int (*CheckFn)(Runtime *rt, Obj *subject, Obj *cls);

/* The __bases__ tuple of something; NULL without exception = it has none. */
static Own get_bases(Runtime *rt, Obj *cls) {
    Own bases = object_lookup_attr(rt, cls, ID(rt, __bases__));
    if (bases && !is_tuple(borrow(bases))) own_clear(rt, &bases);
    return bases;
}

static int check_class(Runtime *rt, Obj *cls, const char *message) {
    Own bases = get_bases(rt, cls);
    if (bases) {
        release(rt, bases);
        return 0;
    }
    if (!RAISED(rt)) raise_format(rt, EXC(rt, TypeError), "%s", message);
    return -1;
}

static int derives_from(Runtime *rt, Obj *derived, Obj *cls);

static int check_any_base(Runtime *rt, Obj *bases, Obj *cls) {
    if (enter_recursive_call(rt, " in __issubclass__") < 0) return -1;
    int answer = 0;
    for (intptr_t i = 0; answer == 0 && i < TUPLE_SIZE(bases); i++) {
        answer = derives_from(rt, TUPLE_ITEM(bases, i), cls);
    }
    leave_recursive_call(rt);
    return answer;
}

/* Search through __bases__, without recursion along single inheritance. */
static int derives_from(Runtime *rt, Obj *derived, Obj *cls) {
    Own bases = NULL;
    for (;;) {
        if (derived == cls) {
            xrelease(rt, bases);
            return 1;
        }
        own_set(rt, &bases, get_bases(rt, derived));
        if (!bases) return RAISED(rt) ? -1 : 0;
        if (TUPLE_SIZE(borrow(bases)) != 1) break;
        derived = TUPLE_ITEM(borrow(bases), 0);
    }
    int answer = 0;
    if (TUPLE_SIZE(borrow(bases)) > 0) answer = check_any_base(rt, borrow(bases), cls);
    release(rt, bases);
    return answer;
}

static int instance_of_class(Runtime *rt, Obj *self, Obj *cls) {
    if (is_type(cls)) {
        if (is_instance_of(self, (TypeObj *)cls)) return 1;
    } else if (check_class(rt, cls,
                           "isinstance() arg 2 must be a type, a tuple of types, or a union") < 0) {
        return -1;
    }
    Own claimed = object_lookup_attr(rt, self, ID(rt, __class__));
    if (!claimed) return RAISED(rt) ? -1 : 0;
    int answer = 0;
    if (!is_type(cls)) {
        answer = derives_from(rt, borrow(claimed), cls);
    } else if (borrow(claimed) != (Obj *)self->type && is_type(borrow(claimed))) {
        answer = type_is_subtype((TypeObj *)borrow(claimed), (TypeObj *)cls);
    }
    release(rt, claimed);
    return answer;
}

static int subclass_of_class(Runtime *rt, Obj *derived, Obj *cls) {
    if (is_type(cls) && is_type(derived))
        return type_is_subtype((TypeObj *)derived, (TypeObj *)cls);
    if (check_class(rt, derived, "issubclass() arg 1 must be a class") < 0) return -1;
    if (cls->type != T(rt, UNION) &&
        check_class(rt, cls, "issubclass() arg 2 must be a class, a tuple of classes, or a union") <
            0) {
        return -1;
    }
    return derives_from(rt, derived, cls);
}

static int check_any(Runtime *rt, Obj *subject, Obj *classes, CheckFn check, const char *where) {
    if (enter_recursive_call(rt, where) < 0) return -1;
    int answer = 0;
    for (intptr_t i = 0; answer == 0 && i < TUPLE_SIZE(classes); i++)
        answer = check(rt, subject, TUPLE_ITEM(classes, i));
    leave_recursive_call(rt);
    return answer;
}

/* Ask the class's own hook; 2 = it has none. */
static int ask_hook(Runtime *rt, Obj *subject, Obj *cls, Obj *name, const char *where) {
    Own hook = type_lookup_special(rt, cls, name), answer = NULL;
    if (!hook) return RAISED(rt) ? -1 : 2;
    if (enter_recursive_call(rt, where) == 0) {
        answer = call_1(rt, borrow(hook), subject);
        leave_recursive_call(rt);
    }
    release(rt, hook);
    if (!answer) return -1;
    int truth = object_is_true(rt, borrow(answer));
    release(rt, answer);
    return truth;
}

/* The classes behind a union or tuple (new reference), or NULL. */
static Own class_tuple(Runtime *rt, Obj *cls) {
    if (cls->type == T(rt, UNION)) return object_getattr(rt, cls, ID(rt, __args__));
    return is_tuple(cls) ? keep(cls) : NULL;
}

int object_is_instance(Runtime *rt, Obj *self, Obj *cls) {
    static const char where[] = " in __instancecheck__";
    if ((Obj *)self->type == cls) return 1;
    if (cls->type == T(rt, TYPE)) return instance_of_class(rt, self, cls);
    Own classes = class_tuple(rt, cls);
    if (classes) {
        int answer = check_any(rt, self, borrow(classes), object_is_instance, where);
        release(rt, classes);
        return answer;
    }
    if (RAISED(rt)) return -1;
    int answer = ask_hook(rt, self, cls, ID(rt, __instancecheck__), where);
    return answer == 2 ? instance_of_class(rt, self, cls) : answer;
}

int object_is_subclass(Runtime *rt, Obj *derived, Obj *cls) {
    static const char where[] = " in __subclasscheck__";
    if (cls->type == T(rt, TYPE)) return derived == cls ? 1 : subclass_of_class(rt, derived, cls);
    Own classes = class_tuple(rt, cls);
    if (classes) {
        int answer = check_any(rt, derived, borrow(classes), object_is_subclass, where);
        release(rt, classes);
        return answer;
    }
    if (RAISED(rt)) return -1;
    int answer = ask_hook(rt, derived, cls, ID(rt, __subclasscheck__), where);
    return answer == 2 ? subclass_of_class(rt, derived, cls) : answer;
}
