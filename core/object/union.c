/* types.UnionType: int | str.
 *
 * Layout: args and parameters, virtual 32, gc. Source followed: CPython 3.11 Objects/unionobject.c (PEP 604). */
#include "object/generic_alias.h"
#include "object/set.h"
#include "object/tuple_impl.h"
#include "object/type_internal.h"

typedef struct UnionObj {
    Obj base;
    Own args, parameters; /* parameters: made on demand */
} UnionObj;
#define UNION(o) ((UnionObj *)(o))

_Static_assert(sizeof(UnionObj) <= 32, "a union fits its virtual size");

/* ---- construct and release ---- */

static Own union_make(Runtime *rt, Obj *args) {
    Own self = gc_alloc(rt, T(rt, UNION), 32);
    if (!self) return (Own)0;
    UNION(borrow(self))->args = keep(args);
    gc_track(rt, borrow(self));
    return self;
}

static void union_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    xrelease(rt, UNION(self)->args);
    xrelease(rt, UNION(self)->parameters);
    gc_free(rt, self);
}

static int union_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(UNION(self)->args);
    VISIT(UNION(self)->parameters);
    return 0;
}

/* ---- C interface ---- */

static bool is_unionable(Runtime *rt, Obj *object) {
    return is_none(rt, object) || is_type(object) || is_instance_of(object, T(rt, GENERIC_ALIAS)) ||
           object->type == T(rt, UNION);
}

/* Whether `item` is among the members: aliases compare by value, classes by identity. */
static int has_member(Runtime *rt, const Own *members, intptr_t count, Obj *item) {
    int same = 0;
    for (intptr_t i = 0; i < count && !same; i++) {
        Obj *known = borrow(members[i]);
        same = known == item;
        if (!same && is_instance_of(known, T(rt, GENERIC_ALIAS)) && is_instance_of(item, T(rt, GENERIC_ALIAS))) {
            same = object_compare_bool(rt, known, item, CMP_EQ);
        }
    }
    return same;
}

static const Own *members_of(Runtime *rt, const Own *object, intptr_t *count) {
    if (borrow(*object)->type != T(rt, UNION)) return *count = 1, object;
    Obj *args = borrow(UNION(borrow(*object))->args);
    return *count = TUPLE_SIZE(args), TUPLE(args)->items;
}

/* As CPython's, made at once for all members that may come: the tuples that free lists then hold are seen. */
Own union_or(Runtime *rt, Obj *left, Obj *right) {
    if (!is_unionable(rt, left) || !is_unionable(rt, right)) return keep(rt->notimplemented);
    const Own sides[] = {adopt(is_none(rt, left) ? (Obj *)T(rt, NONE) : left), adopt(is_none(rt, right) ? (Obj *)T(rt, NONE) : right)};
    intptr_t count, more, used;
    const Own *first = members_of(rt, &sides[0], &count), *second = members_of(rt, &sides[1], &more);
    Own tuple = (Own)0, result = (Own)0;
    used = count;
    for (intptr_t i = 0; i < more; i++) {
        int known = has_member(rt, first, count, borrow(second[i]));
        if (known > 0) continue;
        if (known == 0 && !borrow(tuple) && (tuple = tuple_alloc(rt, count + more - i))) {
            for (intptr_t k = 0; k < count; k++) TUPLE(borrow(tuple))->items[k] = keep(borrow(first[k]));
        }
        if (known < 0 || !borrow(tuple)) {
            xrelease(rt, tuple);
            return (Own)0;
        }
        TUPLE(borrow(tuple))->items[used++] = keep(borrow(second[i]));
    }
    if (!borrow(tuple)) return keep(borrow(sides[0]));
    if (used < TUPLE_SIZE(borrow(tuple)) && !(tuple = tuple_resize(rt, tuple, used))) return (Own)0;
    gc_track(rt, borrow(tuple));
    result = union_make(rt, borrow(tuple));
    release(rt, tuple);
    return result;
}

/* ---- slots ---- */

static int write_member(StrWriter *writer, Obj *item) {
    if (item == (Obj *)T(writer->rt, NONE)) return str_writer_cstr(writer, "None");
    return alias_write_item(writer, item);
}

static Own union_repr(Runtime *rt, Obj *self) {
    Obj *args = borrow(UNION(self)->args);
    StrWriter writer;
    int result = 0;
    str_writer_init(&writer, rt);
    for (intptr_t i = 0; i < TUPLE_SIZE(args) && result == 0; i++) {
        if (i) result = str_writer_cstr(&writer, " | ");
        if (result == 0) result = write_member(&writer, TUPLE_ITEM(args, i));
    }
    if (result == 0) return str_writer_finish(&writer);
    str_writer_discard(&writer);
    return (Own)0;
}

static int64_t union_hash(Runtime *rt, Obj *self) {
    Own set = frozenset_new(rt, borrow(UNION(self)->args));
    int64_t hash;
    if (!set) return -1;
    hash = object_hash(rt, borrow(set));
    release(rt, set);
    return hash;
}

static Own union_compare(Runtime *rt, Obj *a, Obj *b, int op) {
    Own left, right, result = (Own)0;
    if ((op != CMP_EQ && op != CMP_NE) || a->type != T(rt, UNION) || b->type != T(rt, UNION)) {
        return keep(rt->notimplemented);
    }
    if (!(left = set_new(rt, borrow(UNION(a)->args)))) return (Own)0;
    if ((right = set_new(rt, borrow(UNION(b)->args)))) {
        result = object_richcompare(rt, borrow(left), borrow(right), op);
        release(rt, right);
    }
    release(rt, left);
    return result;
}

static Own get_parameters(Runtime *rt, Obj *self, const void *closure) {
    (void)closure;
    if (!UNION(self)->parameters) UNION(self)->parameters = alias_make_parameters(rt, borrow(UNION(self)->args));
    return xkeep(borrow(UNION(self)->parameters));
}

static Own union_getitem(Runtime *rt, Obj *self, Obj *item) {
    Own parameters = get_parameters(rt, self, NULL), args, result;
    if (!parameters) return (Own)0;
    args = alias_substitute(rt, self, borrow(UNION(self)->args), borrow(parameters), item);
    release(rt, parameters);
    if (!args) return (Own)0;
    result = TUPLE_SIZE(borrow(args)) ? keep(TUPLE_ITEM(borrow(args), 0)) : union_make(rt, borrow(args));
    for (intptr_t i = 1; result && i < TUPLE_SIZE(borrow(args)); i++) {
        own_set(rt, &result, number_binary(rt, borrow(result), TUPLE_ITEM(borrow(args), i), OP_OR));
    }
    release(rt, args);
    return result;
}

static Own union_getattro(Runtime *rt, Obj *self, Obj *name) {
    if (is_str(name) && str_equal(name, ID(rt, __module__))) return object_getattr(rt, (Obj *)self->type, name);
    return object_generic_getattr(rt, self, name);
}

/* ---- tables ---- */

static const MemberDef union_members[] = {
    {"__args__", MEMBER_OBJECT, offsetof(UnionObj, args), MEMBER_READONLY, NULL}, MEMBER_END};

static const GetSetDef union_getset[] = {
    {"__parameters__", get_parameters, NULL, "Type variables in the types.UnionType.", NULL}, GETSET_END};

const TypeSpec union_type_spec = {
    .name = "types.UnionType",
    .doc = "Represent a PEP 604 union type\n\nE.g. for int | str",
    .flags = TPF_GC,
    .virtual_size = 32,
    .slots = {.tp_dealloc = union_dealloc,
              .tp_traverse = union_traverse,
              .tp_repr = union_repr,
              .tp_hash = union_hash,
              .tp_getattro = union_getattro,
              .tp_richcompare = union_compare,
              .nb_or = union_or,
              .mp_subscript = union_getitem},
    .members = union_members,
    .getset = union_getset,
};
