/* Life of instances of heap types: traverse, clear and dealloc over __slots__, __dict__, weak references and the static
 * base; the __dict__ and __weakref__ descriptors of classes.
 *
 * Dealloc order: untrack, __del__, weak references and their callbacks, slots (most derived class first, each class's in
 * the order of its member table), inline values or __dict__, then the base's dealloc, then the reference to the type.
 * Source followed: CPython 3.11 Objects/typeobject.c (subtype_dealloc and its neighbours). */
#include "object/type_internal.h"

/* ---- where things lie ---- */

Own *object_dict_slot(Obj *self) {
    TypeObj *type = self->type;
    size_t size;
    intptr_t items;
    if (!type->dict_offset || (type->flags & TPF_MANAGED_DICT)) return NULL;
    if (type->dict_offset != DICT_AT_END) return (Own *)(void *)((char *)self + type->dict_offset);
    items = ((VarObj *)self)->size;
    if (items < 0) items = -items;
    size = round_up(type->c_size + (size_t)items * type->virtual_item, 8);
    return (Own *)(void *)((char *)self + size - 8);
}

HS_INLINE Own *member_slot(Obj *self, const MemberDef *member) {
    return (Own *)(void *)((char *)self + member->offset);
}

/* ---- traverse and clear ---- */

int subtype_traverse(Obj *self, VisitFn visit, void *arg) {
    TypeObj *type = self->type, *base = type;
    TraverseFn base_traverse;
    while ((base_traverse = base->slots.tp_traverse) == subtype_traverse) {
        for (int i = 0; i < base->slot_count; i++) VISIT(*member_slot(self, &base->ht_members[i]));
        base = base->base_type;
    }
    if (type->flags & TPF_MANAGED_DICT) {
        int result = instance_traverse_values(self, visit, arg);
        if (result) return result;
    } else if (type->dict_offset != base->dict_offset) {
        VISIT(*object_dict_slot(self));
    }
    if (type_is_counted(type) && (!base_traverse || !(base->flags & TPF_HEAP))) {
        int result = visit((Obj *)type, arg);
        if (result) return result;
    }
    return base_traverse ? base_traverse(self, visit, arg) : 0;
}

static void clear_slots(Runtime *rt, TypeObj *type, Obj *self) {
    for (int i = 0; i < type->slot_count; i++) own_clear(rt, member_slot(self, &type->ht_members[i]));
}

int subtype_clear(Runtime *rt, Obj *self) {
    TypeObj *type = self->type, *base = type;
    ClearFn base_clear;
    while ((base_clear = base->slots.tp_clear) == subtype_clear) {
        clear_slots(rt, base, self);
        base = base->base_type;
    }
    if (type->flags & TPF_MANAGED_DICT) instance_clear_values(rt, self);
    else if (type->dict_offset != base->dict_offset) own_clear(rt, object_dict_slot(self));
    return base_clear ? base_clear(rt, self) : 0;
}

/* ---- dealloc ---- */

static TypeObj *dealloc_base(TypeObj *type) {
    while (type->slots.tp_dealloc == subtype_dealloc) type = type->base_type;
    return type;
}

static void free_dict(Runtime *rt, Obj *self, TypeObj *type, TypeObj *base) {
    if (type->flags & TPF_MANAGED_DICT) instance_free_values(rt, self);
    else if (type->dict_offset && !base->dict_offset) own_clear(rt, object_dict_slot(self));
}

/* Heap types without gc header: library classes that CPython has in C. */
static void dealloc_without_gc(Runtime *rt, Obj *self) {
    TypeObj *type = self->type, *base;
    bool counted;
    if (type->slots.tp_finalize && gc_finalize_from_dealloc(rt, self) < 0) return;
    if (type->weak_offset) weakref_clear_all(rt, self);
    for (base = type; base->slots.tp_dealloc == subtype_dealloc; base = base->base_type) clear_slots(rt, base, self);
    free_dict(rt, self, type, base);
    type = self->type;
    counted = type_is_counted(type) && !(base->flags & TPF_HEAP);
    base->slots.tp_dealloc(rt, self);
    if (counted) release(rt, adopt((Obj *)type));
}

/* __del__, then weak references with their callbacks. false = resurrected. */
static bool finalize_and_clear_weakrefs(Runtime *rt, Obj *self, TypeObj *type, TypeObj *base) {
    bool own_weakrefs = type->weak_offset && !base->weak_offset;
    if (type->slots.tp_finalize) {
        gc_track(rt, self);
        if (gc_finalize_from_dealloc(rt, self) < 0) return false;
        gc_untrack(rt, self);
    }
    if (own_weakrefs) {
        WeakrefObj **list = weakref_list(self);
        if (*list) weakref_clear_all(rt, self);
        /* references made by the finalizer and the callbacks just die */
        while (type->slots.tp_finalize && *list) weakref_clear(rt, *list);
    }
    return true;
}

void subtype_dealloc(Runtime *rt, Obj *self) {
    TypeObj *type = self->type, *base;
    DeallocFn base_dealloc;
    bool counted;
    if (!type_is_gc(type)) {
        dealloc_without_gc(rt, self);
        return;
    }
    gc_untrack(rt, self);
    if (!trashcan_begin(rt, self)) return;
    if (!finalize_and_clear_weakrefs(rt, self, type, dealloc_base(type))) {
        trashcan_end(rt);
        return;
    }
    for (base = type; (base_dealloc = base->slots.tp_dealloc) == subtype_dealloc; base = base->base_type) {
        if (base->slot_count) clear_slots(rt, base, self);
    }
    free_dict(rt, self, type, base);
    type = self->type; /* __del__ may have changed it */
    if (type_is_gc(base)) gc_track(rt, self);
    counted = type_is_counted(type) && !(base->flags & TPF_HEAP);
    base_dealloc(rt, self);
    if (counted) release(rt, adopt((Obj *)type));
    trashcan_end(rt);
}

/* ---- __dict__ and __weakref__ ---- */

Own object_get_dict(Runtime *rt, Obj *self) {
    Own *slot;
    if (self->type->flags & TPF_MANAGED_DICT) return instance_dict(rt, self);
    if (!(slot = object_dict_slot(self))) {
        return raise_format(rt, EXC(rt, AttributeError), "This object has no __dict__");
    }
    if (!*slot && !(*slot = dict_new_for_type(rt, self->type))) return (Own)0;
    return keep(borrow(*slot));
}

int object_set_dict(Runtime *rt, Obj *self, Obj *value) {
    Own *slot;
    if (!(self->type->flags & TPF_MANAGED_DICT) && !object_dict_slot(self)) {
        return raise_format_int(rt, EXC(rt, AttributeError), "This object has no __dict__");
    }
    if (!value) return raise_format_int(rt, EXC(rt, TypeError), "cannot delete __dict__");
    if (!is_dict(value)) {
        return raise_format_int(rt, EXC(rt, TypeError), "__dict__ must be set to a dictionary, not a '%.200s'",
                                value->type->name);
    }
    if (self->type->flags & TPF_MANAGED_DICT) return instance_set_dict(rt, self, value);
    slot = object_dict_slot(self);
    own_set(rt, slot, keep(value));
    return 0;
}
