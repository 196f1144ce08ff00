/* super: attribute lookup that starts behind a class in an object's mro.
 *
 * Layout: class, object and the object's class, virtual 40, gc. super() without arguments reads the running frame: its
 * first local and the __class__ cell. Source followed: CPython 3.11 Objects/typeobject.c. */
#include "object/bytes.h"
#include "object/frame.h"
#include "object/type_internal.h"

typedef struct SuperObj {
    Obj base;
    Own type, object, object_type;
} SuperObj;
#define SUPER(o) ((SuperObj *)(o))

_Static_assert(sizeof(SuperObj) <= 40, "a super object fits its virtual size");

/* ---- construct and release ---- */

static Own super_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    (void)args, (void)kwargs;
    return type->slots.tp_alloc(rt, type, 0);
}

static void super_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    xrelease(rt, SUPER(self)->object);
    xrelease(rt, SUPER(self)->type);
    xrelease(rt, SUPER(self)->object_type);
    self->type->slots.tp_free(rt, self);
}

static int super_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(SUPER(self)->object);
    VISIT(SUPER(self)->type);
    VISIT(SUPER(self)->object_type);
    return 0;
}

/* The class in whose mro to look: the object itself if it is a subclass of `type`, else its class. */
static Own check_object(Runtime *rt, TypeObj *type, Obj *object) {
    Own cls;
    if (is_type(object) && type_is_subtype((TypeObj *)object, type)) return keep(object);
    if (type_is_subtype(object->type, type)) return keep((Obj *)object->type);
    cls = object_lookup_attr(rt, object, ID(rt, __class__));
    if (!cls && RAISED(rt)) return (Own)0;
    if (cls && is_type(borrow(cls)) && borrow(cls) != (Obj *)object->type &&
        type_is_subtype((TypeObj *)borrow(cls), type)) {
        return cls;
    }
    xrelease(rt, cls);
    return raise_format(rt, EXC(rt, TypeError), "super(type, obj): obj must be an instance or subtype of type");
}

/* The __class__ cell among the frame's free variables; borrowed. */
static Obj *find_class_cell(Runtime *rt, Frame *frame, CodeObj *code) {
    for (int i = code->nlocals + code->nplaincellvars; i < code->nlocalsplus; i++) {
        Obj *cell, *type;
        if (!str_equal(TUPLE_ITEM(borrow(code->localsplusnames), i), ID(rt, __class__))) continue;
        cell = borrow(frame->localsplus[i]);
        if (!cell || cell->type != T(rt, CELL)) {
            raise_format(rt, EXC(rt, RuntimeError), "super(): bad __class__ cell");
            return NULL;
        }
        if (!(type = borrow(CELL(cell)->value))) {
            raise_format(rt, EXC(rt, RuntimeError), "super(): empty __class__ cell");
            return NULL;
        }
        if (!is_type(type)) {
            raise_format(rt, EXC(rt, RuntimeError), "super(): __class__ is not a type (%s)", type->type->name);
            return NULL;
        }
        return type;
    }
    raise_format(rt, EXC(rt, RuntimeError), "super(): __class__ cell not found");
    return NULL;
}

static int arguments_from_frame(Runtime *rt, Obj **type, Obj **object) {
    Frame *frame = rt->ts.frame;
    CodeObj *code;
    if (!frame) return raise_format_int(rt, EXC(rt, RuntimeError), "super(): no current frame");
    code = frame_code(frame);
    if (code->argcount == 0) return raise_format_int(rt, EXC(rt, RuntimeError), "super(): no arguments");
    *object = borrow(frame->localsplus[0]);
    if (*object && (BYTES(borrow(code->localspluskinds))->data[0] & LOCAL_CELL) && (*object)->type == T(rt, CELL)) {
        *object = borrow(CELL(*object)->value);
    }
    if (!*object) return raise_format_int(rt, EXC(rt, RuntimeError), "super(): arg[0] deleted");
    *type = find_class_cell(rt, frame, code);
    return *type ? 0 : -1;
}

static int super_set(Runtime *rt, Obj *self, Obj *type, Obj *object) {
    Own object_type = (Own)0;
    if (!type && arguments_from_frame(rt, &type, &object) < 0) return -1;
    if (object && is_none(rt, object)) object = NULL;
    if (object && !(object_type = check_object(rt, (TypeObj *)type, object))) return -1;
    own_set(rt, &SUPER(self)->type, keep(type));
    own_set(rt, &SUPER(self)->object, xkeep(object));
    own_set(rt, &SUPER(self)->object_type, object_type);
    return 0;
}

static int check_type_argument(Runtime *rt, Obj *type) {
    if (is_type(type)) return 0;
    return raise_format_int(rt, EXC(rt, TypeError), "super() argument 1 must be a type, not %.200s", type->type->name);
}

static int super_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) {
    intptr_t nargs = TUPLE_SIZE(args);
    if (args_no_keywords(rt, "super", kwargs) < 0) return -1;
    if (nargs > 2) {
        return raise_format_int(rt, EXC(rt, TypeError), "super() takes at most 2 arguments (%zd given)", nargs);
    }
    if (nargs && check_type_argument(rt, TUPLE_ITEM(args, 0)) < 0) return -1;
    return super_set(rt, self, nargs ? TUPLE_ITEM(args, 0) : NULL, nargs > 1 ? TUPLE_ITEM(args, 1) : NULL);
}

static Own super_type_vectorcall(Runtime *rt, Obj *callable, Obj *const *args, size_t nargs, Obj *kwnames) {
    TypeObj *type = (TypeObj *)callable;
    Own self;
    if (args_no_keywords(rt, "super", kwnames) < 0) return (Own)0;
    if (args_check_positional(rt, "super()", nargs, 0, 2) < 0) return (Own)0;
    if (!(self = type->slots.tp_alloc(rt, type, 0))) return (Own)0;
    if ((nargs && check_type_argument(rt, args[0]) < 0) ||
        super_set(rt, borrow(self), nargs ? args[0] : NULL, nargs > 1 ? args[1] : NULL) < 0) {
        own_clear(rt, &self);
    }
    return self;
}

/* ---- slots ---- */

static const char *name_of(Own type) { return type ? ((TypeObj *)borrow(type))->name : "NULL"; }

static Own super_repr(Runtime *rt, Obj *self) {
    SuperObj *super = SUPER(self);
    if (!super->object_type) return str_format(rt, "<super: <class '%s'>, NULL>", name_of(super->type));
    return str_format(rt, "<super: <class '%s'>, <%s object>>", name_of(super->type), name_of(super->object_type));
}

/* Looks for `name` behind `type` in the mro of `object_type`; NULL without exception = absent. */
static Own lookup_behind(Runtime *rt, Obj *type, Obj *object, TypeObj *object_type, Obj *name) {
    Own mro = xkeep(borrow(object_type->mro)), result = (Own)0;
    intptr_t i = 0, count;
    if (!mro) return (Own)0;
    count = TUPLE_SIZE(borrow(mro));
    while (i + 1 < count && TUPLE_ITEM(borrow(mro), i) != type) i++;
    for (i++; i < count; i++) {
        Obj *found = dict_get(rt, borrow(((TypeObj *)TUPLE_ITEM(borrow(mro), i))->dict), name);
        DescrGetFn get;
        if (!found && !RAISED(rt)) continue;
        if (!found) break;
        result = keep(found);
        if ((get = found->type->slots.tp_descr_get)) {
            own_set(rt, &result, get(rt, found, object == (Obj *)object_type ? NULL : object, (Obj *)object_type));
        }
        break;
    }
    release(rt, mro);
    return result;
}

static Own super_getattro(Runtime *rt, Obj *self, Obj *name) {
    SuperObj *super = SUPER(self);
    Own result;
    if (super->object_type && !(is_str(name) && str_equal(name, ID(rt, __class__)))) {
        result = lookup_behind(rt, borrow(super->type), borrow(super->object), (TypeObj *)borrow(super->object_type),
                               name);
        if (result || RAISED(rt)) return result;
    }
    return object_generic_getattr(rt, self, name);
}

static Own super_get(Runtime *rt, Obj *self, Obj *object, Obj *type) {
    SuperObj *super = SUPER(self);
    Own object_type, bound;
    (void)type;
    if (!object || is_none(rt, object) || super->object) return keep(self);
    if (!super->type && self->type != T(rt, SUPER)) return call_0(rt, (Obj *)self->type); /* made without __init__ */
    if (self->type != T(rt, SUPER)) return call_2(rt, (Obj *)self->type, borrow(super->type), object);
    if (!(object_type = check_object(rt, (TypeObj *)borrow(super->type), object))) return (Own)0;
    if (!(bound = type_generic_alloc(rt, T(rt, SUPER), 0))) {
        release(rt, object_type);
        return (Own)0;
    }
    SUPER(borrow(bound))->type = keep(borrow(super->type));
    SUPER(borrow(bound))->object = keep(object);
    SUPER(borrow(bound))->object_type = object_type;
    return bound;
}

/* ---- C interface ---- */

/* ---- tables ---- */

static const MemberDef super_members[] = {
    {"__thisclass__", MEMBER_OBJECT, offsetof(SuperObj, type), MEMBER_READONLY, "the class invoking super()"},
    {"__self__", MEMBER_OBJECT, offsetof(SuperObj, object), MEMBER_READONLY,
     "the instance invoking super(); may be None"},
    {"__self_class__", MEMBER_OBJECT, offsetof(SuperObj, object_type), MEMBER_READONLY,
     "the type of the instance invoking super(); may be None"},
    MEMBER_END};

const TypeSpec super_type_spec = {
    .name = "super",
    .doc = "super() -> same as super(__class__, <first argument>)\n"
           "super(type) -> unbound super object\n"
           "super(type, obj) -> bound super object; requires isinstance(obj, type)\n"
           "super(type, type2) -> bound super object; requires issubclass(type2, type)\n"
           "Typical use to call a cooperative superclass method:\n"
           "class C(B):\n    def meth(self, arg):\n        super().meth(arg)\n"
           "This works for class methods too:\n"
           "class C(B):\n    @classmethod\n    def cmeth(cls, arg):\n        super().cmeth(arg)\n",
    .flags = TPF_GC | TPF_BASETYPE,
    .virtual_size = 40,
    .slots = {.tp_dealloc = super_dealloc,
              .tp_traverse = super_traverse,
              .tp_new = super_new,
              .tp_init = super_init,
              .type_vectorcall = super_type_vectorcall,
              .tp_repr = super_repr,
              .tp_getattro = super_getattro,
              .tp_descr_get = super_get},
    .members = super_members,
};
