/* Bases of classes: linearisation (C3), best base and layout conflicts, the metaclass of several bases, assignment to
 * __bases__, and each class's weak table of subclasses.
 *
 * type->subclasses: dict from the subclass's id to a weak reference, or NULL while there is none.
 * Source followed: CPython 3.11 Objects/typeobject.c (mro_internal, pmerge, best_base, type_set_bases). */
#include "object/type_internal.h"

/* ---- subclasses ---- */

TypeObj *type_next_subclass(TypeObj *type, intptr_t *pos) {
    Obj *ref;
    if (!type->subclasses) return NULL;
    while (dict_next(borrow(type->subclasses), pos, NULL, &ref, NULL)) {
        Obj *target = ((WeakrefObj *)ref)->target;
        if (target && target->refcount > 0) return (TypeObj *)target;
    }
    return NULL;
}

static Own subclass_key(Runtime *rt, TypeObj *type) { return int_from_u64(rt, object_id(rt, (Obj *)type)); }

int type_add_subclass(Runtime *rt, TypeObj *base, TypeObj *type) {
    Own key = subclass_key(rt, type), ref = (Own)0;
    int result = -1;
    if (!key || !(ref = weakref_new(rt, (Obj *)type, NULL))) goto done;
    if (!base->subclasses && !(base->subclasses = dict_new(rt))) goto done;
    result = dict_set(rt, borrow(base->subclasses), borrow(key), borrow(ref));
done:
    xrelease(rt, ref);
    xrelease(rt, key);
    return result;
}

static void remove_subclass(Runtime *rt, TypeObj *base, TypeObj *type) {
    Own key;
    if (!base->subclasses) return;
    key = subclass_key(rt, type);
    if (!key || dict_delete(rt, borrow(base->subclasses), borrow(key)) < 0) raised_clear(rt);
    xrelease(rt, key);
    if (DICT_SIZE(borrow(base->subclasses)) == 0) own_clear(rt, &base->subclasses);
}

void type_remove_subclasses(Runtime *rt, TypeObj *type, Obj *bases) {
    for (intptr_t i = 0; i < TUPLE_SIZE(bases); i++) {
        if (is_type(TUPLE_ITEM(bases, i))) remove_subclass(rt, (TypeObj *)TUPLE_ITEM(bases, i), type);
    }
}

/* ---- method resolution order ---- */

static bool tail_contains(Obj *tuple, intptr_t after, Obj *item) {
    for (intptr_t i = after + 1; i < TUPLE_SIZE(tuple); i++) {
        if (TUPLE_ITEM(tuple, i) == item) return true;
    }
    return false;
}

static Own class_name(Runtime *rt, Obj *cls) {
    Own name = object_lookup_attr(rt, cls, ID(rt, __name__));
    if (!name && !RAISED(rt)) name = object_repr(rt, cls);
    return name;
}

static int check_duplicates(Runtime *rt, Obj *bases) {
    for (intptr_t i = 0; i < TUPLE_SIZE(bases); i++) {
        Own name;
        if (!tail_contains(bases, i, TUPLE_ITEM(bases, i))) continue;
        if ((name = class_name(rt, TUPLE_ITEM(bases, i)))) {
            if (is_str(borrow(name))) {
                raise_format(rt, EXC(rt, TypeError), "duplicate base class %U", borrow(name));
            } else {
                raise_format(rt, EXC(rt, TypeError), "duplicate base class");
            }
            release(rt, name);
        }
        return -1;
    }
    return 0;
}

/* The bases that block each other, in the words of CPython: "Cannot create a consistent method resolution\norder (MRO)
 * for bases A, B". */
static void raise_mro_conflict(Runtime *rt, Obj *const *lists, const intptr_t *remaining, intptr_t count) {
    Own set = dict_new(rt), text = (Own)0;
    intptr_t pos = 0;
    Obj *cls;
    bool first = true;
    for (intptr_t i = 0; set && i < count; i++) {
        if (remaining[i] >= TUPLE_SIZE(lists[i])) continue;
        if (dict_set(rt, borrow(set), TUPLE_ITEM(lists[i], remaining[i]), rt->none) < 0) goto done;
    }
    if (!set || !(text = str_from_cstr(rt, "Cannot create a consistent method resolution\norder (MRO) for bases"))) {
        goto done;
    }
    while (dict_next(borrow(set), &pos, &cls, NULL, NULL)) {
        Own name = class_name(rt, cls), longer;
        if (!name) goto done;
        longer = str_format(rt, first ? "%U %S" : "%U, %S", borrow(text), borrow(name));
        release(rt, name);
        own_set(rt, &text, longer);
        if (!text) goto done;
        first = false;
    }
    raise_object(rt, EXC(rt, TypeError), borrow(text));
done:
    xrelease(rt, text);
    xrelease(rt, set);
}

/* The next class that no list has in its tail, or NULL. */
static Obj *merge_candidate(Obj *const *lists, const intptr_t *remaining, intptr_t count, intptr_t *empty) {
    *empty = 0;
    for (intptr_t i = 0; i < count; i++) {
        Obj *candidate;
        bool blocked = false;
        if (remaining[i] >= TUPLE_SIZE(lists[i])) {
            (*empty)++;
            continue;
        }
        candidate = TUPLE_ITEM(lists[i], remaining[i]);
        for (intptr_t j = 0; j < count && !blocked; j++) blocked = tail_contains(lists[j], remaining[j], candidate);
        if (!blocked) return candidate;
    }
    return NULL;
}

/* Appends the C3 merge of the lists to `result`. */
static int merge_linear(Runtime *rt, Obj *result, Obj *const *lists, intptr_t count) {
    intptr_t *remaining = mem_alloc(rt, (size_t)count * 8), empty;
    int status = -1;
    if (!remaining) {
        raise_memory_error(rt);
        return -1;
    }
    memset(remaining, 0, (size_t)count * sizeof *remaining);
    for (;;) {
        Obj *candidate = merge_candidate(lists, remaining, count, &empty);
        if (!candidate) {
            if (empty == count) status = 0;
            else raise_mro_conflict(rt, lists, remaining, count);
            break;
        }
        if (list_append(rt, result, candidate) < 0) break;
        for (intptr_t j = 0; j < count; j++) {
            if (remaining[j] < TUPLE_SIZE(lists[j]) && TUPLE_ITEM(lists[j], remaining[j]) == candidate) remaining[j]++;
        }
    }
    mem_free(rt, remaining);
    return status;
}

static int check_bases_ready(Runtime *rt, Obj *bases) {
    for (intptr_t i = 0; i < TUPLE_SIZE(bases); i++) {
        TypeObj *base = (TypeObj *)TUPLE_ITEM(bases, i);
        if (base->mro) continue;
        return raise_format_int(rt, EXC(rt, TypeError), "Cannot extend an incomplete type '%.100s'", base->name);
    }
    return 0;
}

/* type.mro(): a tuple for one base, a list for several (as CPython makes them). */
static Own compute_mro(Runtime *rt, TypeObj *type) {
    Obj *bases = borrow(type->bases), **lists;
    intptr_t count = TUPLE_SIZE(bases);
    Own result;
    if (check_bases_ready(rt, bases) < 0) return (Own)0;
    if (count == 1) {
        Obj *mro = borrow(((TypeObj *)TUPLE_ITEM(bases, 0))->mro);
        intptr_t length = TUPLE_SIZE(mro);
        if (!(result = tuple_alloc(rt, length + 1))) return (Own)0;
        TUPLE(borrow(result))->items[0] = keep((Obj *)type);
        for (intptr_t i = 0; i < length; i++) TUPLE(borrow(result))->items[i + 1] = keep(TUPLE_ITEM(mro, i));
        gc_track(rt, borrow(result));
        return result;
    }
    if (check_duplicates(rt, bases) < 0) return (Own)0;
    if (!(lists = mem_alloc(rt, (size_t)(count + 1) * 8))) return raise_memory_error(rt);
    for (intptr_t i = 0; i < count; i++) lists[i] = borrow(((TypeObj *)TUPLE_ITEM(bases, i))->mro);
    lists[count] = bases;
    result = list_new(rt, 1);
    if (result) {
        LIST(borrow(result))->items[0] = keep((Obj *)type);
        if (merge_linear(rt, borrow(result), lists, count + 1) < 0) own_clear(rt, &result);
    }
    mem_free(rt, lists);
    return result;
}

Own type_default_mro(Runtime *rt, TypeObj *type) {
    Own mro = compute_mro(rt, type), list;
    if (!mro || is_list(borrow(mro))) return mro;
    list = list_from_iterable(rt, borrow(mro));
    release(rt, mro);
    return list;
}

static int check_mro(Runtime *rt, TypeObj *type, Obj *mro) {
    TypeObj *solid = type_solid_base(rt, type);
    for (intptr_t i = 0; i < TUPLE_SIZE(mro); i++) {
        Obj *cls = TUPLE_ITEM(mro, i);
        if (!is_type(cls)) {
            return raise_format_int(rt, EXC(rt, TypeError), "mro() returned a non-class ('%.500s')", cls->type->name);
        }
        if (!type_is_subtype(solid, type_solid_base(rt, (TypeObj *)cls))) {
            return raise_format_int(rt, EXC(rt, TypeError), "mro() returned base with unsuitable layout ('%.500s')",
                                    ((TypeObj *)cls)->name);
        }
    }
    return 0;
}

static Own invoke_mro(Runtime *rt, TypeObj *type) {
    bool custom = type->head.base.type != T(rt, TYPE), unbound;
    Own found, method, tuple;
    if (custom) {
        Obj *self = (Obj *)type;
        if (!(method = type_lookup_method(rt, self, ID(rt, mro), &unbound))) {
            return RAISED(rt) ? (Own)0 : raise_object(rt, EXC(rt, AttributeError), ID(rt, mro));
        }
        found = call_vector(rt, borrow(method), &self, unbound ? 1 : 0, NULL);
        release(rt, method);
    } else {
        found = compute_mro(rt, type);
    }
    if (!found) return (Own)0;
    tuple = tuple_from_iterable(rt, borrow(found));
    release(rt, found);
    if (tuple && TUPLE_SIZE(borrow(tuple)) == 0) {
        release(rt, tuple);
        return raise_format(rt, EXC(rt, TypeError), "type MRO must not be empty");
    }
    if (tuple && custom && check_mro(rt, type, borrow(tuple)) < 0) own_clear(rt, &tuple);
    return tuple;
}

static bool is_base(TypeObj *type, Obj *cls) {
    Obj *bases = borrow(type->bases);
    if ((Obj *)type == cls) return true;
    for (intptr_t i = 0; bases && i < TUPLE_SIZE(bases); i++) {
        if (is_base((TypeObj *)TUPLE_ITEM(bases, i), cls)) return true;
    }
    return false;
}

/* A class whose mro has classes that are not its bases must not have a version: their changes would go unnoticed. */
static void check_mro_versions(Runtime *rt, TypeObj *type) {
    Obj *mro = borrow(type->mro);
    type->flags &= ~TPF_UNCACHED;
    if (type->head.base.type == T(rt, TYPE)) return;
    for (intptr_t i = 0; i < TUPLE_SIZE(mro); i++) {
        if (is_base(type, TUPLE_ITEM(mro, i))) continue;
        type_modified(rt, type);
        type->flags |= TPF_UNCACHED;
    }
}

int type_set_mro(Runtime *rt, TypeObj *type, Own *old_mro) {
    Own before = xkeep(borrow(type->mro)), fresh = invoke_mro(rt, type);
    bool reentered = borrow(type->mro) != borrow(before);
    if (!fresh) {
        xrelease(rt, before);
        return -1;
    }
    if (reentered) {
        release(rt, fresh);
        xrelease(rt, before);
        return 0;
    }
    if (type->mro) {
        release(rt, type->mro);
        type->mro = fresh;
        type_modified(rt, type);
    } else {
        type->mro = fresh;
    }
    check_mro_versions(rt, type);
    if (old_mro) *old_mro = before;
    else xrelease(rt, before);
    return 1;
}

/* ---- layout ---- */

/* Whether instances of `type` have C fields that those of `base` have not (dict and weakref list do not count). */
static bool extra_fields(TypeObj *type, TypeObj *base) {
    uint32_t size = type->c_size, base_size = base->c_size;
    if (type->virtual_item || base->virtual_item) return size != base_size || type->virtual_item != base->virtual_item;
    if ((type->flags & TPF_HEAP) && type->weak_offset && !base->weak_offset && size - 8 == type->weak_offset) size -= 8;
    if ((type->flags & TPF_HEAP) && !(type->flags & TPF_MANAGED_DICT) && type->dict_offset && !base->dict_offset &&
        size - 8 == type->dict_offset) {
        size -= 8;
    }
    return size != base_size;
}

TypeObj *type_solid_base(Runtime *rt, TypeObj *type) {
    TypeObj *base = type->base_type ? type_solid_base(rt, type->base_type) : T(rt, OBJECT);
    return extra_fields(type, base) ? type : base;
}

TypeObj *type_best_base(Runtime *rt, Obj *bases) {
    TypeObj *winner = NULL, *best = NULL;
    for (intptr_t i = 0; i < TUPLE_SIZE(bases); i++) {
        TypeObj *base = (TypeObj *)TUPLE_ITEM(bases, i), *candidate;
        if (!is_type((Obj *)base)) {
            raise_format(rt, EXC(rt, TypeError), "bases must be types");
            return NULL;
        }
        if (!(base->flags & TPF_BASETYPE)) {
            raise_format(rt, EXC(rt, TypeError), "type '%.100s' is not an acceptable base type", base->name);
            return NULL;
        }
        candidate = type_solid_base(rt, base);
        if (!winner) {
            winner = candidate;
            best = base;
        } else if (type_is_subtype(winner, candidate)) {
            continue;
        } else if (type_is_subtype(candidate, winner)) {
            winner = candidate;
            best = base;
        } else {
            raise_format(rt, EXC(rt, TypeError), "multiple bases have instance lay-out conflict");
            return NULL;
        }
    }
    return best;
}

TypeObj *type_calculate_metaclass(Runtime *rt, TypeObj *metatype, Obj *bases) {
    TypeObj *winner = metatype;
    for (intptr_t i = 0; i < TUPLE_SIZE(bases); i++) {
        TypeObj *candidate = TUPLE_ITEM(bases, i)->type;
        if (type_is_subtype(winner, candidate)) continue;
        if (type_is_subtype(candidate, winner)) {
            winner = candidate;
            continue;
        }
        raise_format(rt, EXC(rt, TypeError),
                     "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the "
                     "metaclasses of all its bases");
        return NULL;
    }
    return winner;
}

static bool same_layout_as_base(TypeObj *child) {
    TypeObj *parent = child->base_type;
    return parent && child->c_size == parent->c_size && child->virtual_item == parent->virtual_item &&
           child->dict_offset == parent->dict_offset && child->weak_offset == parent->weak_offset &&
           (child->flags & (TPF_GC | TPF_IN_FRONT)) == (parent->flags & (TPF_GC | TPF_IN_FRONT)) &&
           (child->slots.tp_dealloc == subtype_dealloc || child->slots.tp_dealloc == parent->slots.tp_dealloc);
}

static bool has_dict(const TypeObj *type) { return type->dict_offset || (type->flags & TPF_MANAGED_DICT); }

static bool same_slots_added(Runtime *rt, TypeObj *a, TypeObj *b) {
    uint32_t size = a->base_type->c_size;
    int equal;
    if (a->weak_offset == size && b->weak_offset == size) size += 8;
    if (a->dict_offset && a->dict_offset == size && b->dict_offset == size) size += 8;
    if (a->ht_slots && b->ht_slots) {
        equal = object_compare_bool(rt, borrow(a->ht_slots), borrow(b->ht_slots), CMP_EQ);
        if (equal < 0) raised_clear(rt);
        if (equal != 1) return false;
        size += 8 * (uint32_t)TUPLE_SIZE(borrow(a->ht_slots));
    }
    return size == a->c_size && size == b->c_size;
}

bool type_layouts_compatible(Runtime *rt, TypeObj *new_type, TypeObj *old_type, const char *attribute) {
    TypeObj *new_base = new_type, *old_base = old_type;
    if (new_type->slots.tp_free != old_type->slots.tp_free) {
        raise_format(rt, EXC(rt, TypeError), "%s assignment: '%s' deallocator differs from '%s'", attribute,
                     new_type->name, old_type->name);
        return false;
    }
    while (same_layout_as_base(new_base)) new_base = new_base->base_type;
    while (same_layout_as_base(old_base)) old_base = old_base->base_type;
    if (new_base != old_base &&
        (new_base->base_type != old_base->base_type || has_dict(new_base) != has_dict(old_base) ||
         !same_slots_added(rt, new_base, old_base))) {
        raise_format(rt, EXC(rt, TypeError), "%s assignment: '%s' object layout differs from '%s'", attribute,
                     new_type->name, old_type->name);
        return false;
    }
    return true;
}

/* ---- __bases__ ---- */

Own type_get_bases(Runtime *rt, Obj *self, const void *closure) {
    (void)rt, (void)closure;
    return keep(borrow(((TypeObj *)self)->bases));
}

static bool base_chain_contains(TypeObj *from, TypeObj *wanted) {
    for (; from; from = from->base_type) {
        if (from == wanted) return true;
    }
    return false;
}

static int update_subclass_mros(Runtime *rt, TypeObj *type, Obj *undo);

/* Recomputes the mro of `type` and all its subclasses; `undo` (list of (class, new mro[, old mro])) allows going back. */
static int update_mro_tree(Runtime *rt, TypeObj *type, Obj *undo) {
    Own old_mro = (Own)0, entry;
    int result = type_set_mro(rt, type, &old_mro);
    if (result <= 0) return result;
    entry = old_mro ? tuple_pack(rt, 3, (Obj *)type, borrow(type->mro), borrow(old_mro))
                    : tuple_pack(rt, 2, (Obj *)type, borrow(type->mro));
    result = entry ? list_append(rt, undo, borrow(entry)) : -1;
    xrelease(rt, entry);
    if (result < 0) {
        own_set(rt, &type->mro, old_mro);
        return -1;
    }
    xrelease(rt, old_mro);
    return type->subclasses ? update_subclass_mros(rt, type, undo) : 0;
}

/* Over a copy of the list of subclasses: a custom mro() may change it. */
static int update_subclass_mros(Runtime *rt, TypeObj *type, Obj *undo) {
    Own list = list_new(rt, 0);
    TypeObj *subclass;
    intptr_t pos = 0;
    int result = 0;
    if (!list) return -1;
    while (result >= 0 && (subclass = type_next_subclass(type, &pos))) {
        result = list_append(rt, borrow(list), (Obj *)subclass);
    }
    for (intptr_t i = 0; i < LIST_SIZE(borrow(list)) && result >= 0; i++) {
        result = update_mro_tree(rt, (TypeObj *)LIST_ITEM(borrow(list), i), undo);
    }
    release(rt, list);
    return result < 0 ? -1 : 0;
}

static int check_new_bases(Runtime *rt, TypeObj *type, Obj *value) {
    if (type->flags & TPF_IMMUTABLE) {
        return raise_format_int(rt, EXC(rt, TypeError), "cannot set '__bases__' attribute of immutable type '%s'",
                                type->name);
    }
    if (!value) {
        return raise_format_int(rt, EXC(rt, TypeError), "cannot delete '__bases__' attribute of immutable type '%s'",
                                type->name);
    }
    if (!is_tuple(value)) {
        return raise_format_int(rt, EXC(rt, TypeError), "can only assign tuple to %s.__bases__, not %s", type->name,
                                value->type->name);
    }
    if (TUPLE_SIZE(value) == 0) {
        return raise_format_int(rt, EXC(rt, TypeError), "can only assign non-empty tuple to %s.__bases__, not ()",
                                type->name);
    }
    for (intptr_t i = 0; i < TUPLE_SIZE(value); i++) {
        Obj *base = TUPLE_ITEM(value, i);
        if (!is_type(base)) {
            return raise_format_int(rt, EXC(rt, TypeError), "%s.__bases__ must be tuple of classes, not '%s'",
                                    type->name, base->type->name);
        }
        if (type_is_subtype((TypeObj *)base, type) ||
            (((TypeObj *)base)->mro && base_chain_contains((TypeObj *)base, type))) {
            return raise_format_int(rt, EXC(rt, TypeError), "a __bases__ item causes an inheritance cycle");
        }
    }
    return 0;
}

/* Puts back the mros that nobody changed again since. */
static void undo_mros(Runtime *rt, Obj *undo) {
    for (intptr_t i = LIST_SIZE(undo) - 1; i >= 0; i--) {
        Obj *entry = LIST_ITEM(undo, i);
        TypeObj *cls = (TypeObj *)TUPLE_ITEM(entry, 0);
        if (borrow(cls->mro) != TUPLE_ITEM(entry, 1)) continue;
        if (TUPLE_SIZE(entry) == 3) own_set(rt, &cls->mro, keep(TUPLE_ITEM(entry, 2)));
        else own_clear(rt, &cls->mro);
        type_modified(rt, cls);
    }
}

int type_set_bases(Runtime *rt, Obj *self, Obj *value, const void *closure) {
    TypeObj *type = (TypeObj *)self, *best;
    Own old_bases, old_base, undo;
    int result = 0;
    (void)closure;
    if (check_new_bases(rt, type, value) < 0 || !(best = type_best_base(rt, value))) return -1;
    if (!type_layouts_compatible(rt, best, type->base_type, "__bases__")) return -1;
    if (!(undo = list_new(rt, 0))) return -1;
    old_bases = type->bases;
    old_base = type->base;
    type->bases = keep(value);
    type->base = keep((Obj *)best);
    type->base_type = best;
    if (update_mro_tree(rt, type, borrow(undo)) < 0) {
        SavedRaise saved = raised_save(rt);
        undo_mros(rt, borrow(undo));
        release(rt, undo);
        if (borrow(type->bases) == value) {
            own_set(rt, &type->bases, old_bases);
            own_set(rt, &type->base, old_base);
            type->base_type = (TypeObj *)borrow(type->base);
        } else {
            release(rt, old_bases);
            release(rt, old_base);
        }
        raised_put_back(rt, saved);
        return -1;
    }
    release(rt, undo);
    if (borrow(type->bases) == value) {
        type_remove_subclasses(rt, type, borrow(old_bases));
        for (intptr_t i = 0; i < TUPLE_SIZE(value) && result == 0; i++) {
            result = type_add_subclass(rt, (TypeObj *)TUPLE_ITEM(value, i), type);
        }
        type_update_all_slots(rt, type);
    }
    release(rt, old_bases);
    release(rt, old_base);
    return result;
}
