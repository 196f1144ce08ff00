/* The constants of a compilation: equal ones become one object in all its code objects.
 *
 * Equal means: same type, equal value, and the sign of a zero; tuples and frozensets item by item;
 * NaN only with itself; code objects by ==. CPython 3.11's c_const_cache (Python/compile.c) with
 * the keys of Objects/codeobject.c, _PyCode_ConstantKey. */
#include <math.h>

#include "compile/codegen.h"
#include "compile/literals.h"
#include "object/abstract.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/float.h"
#include "object/int.h"
#include "object/set.h"
#include "object/str.h"
#include "object/tuple.h"

static bool same_double(double a, double b) {
    return a == b && (a != 0 || signbit(a) == signbit(b));
}

static int constant_equal(Runtime *rt, Obj *a, Obj *b);

static int same_items(Runtime *rt, Obj *a, Obj *b) {
    int equal = TUPLE_SIZE(a) == TUPLE_SIZE(b);
    for (intptr_t i = 0; equal == 1 && i < TUPLE_SIZE(a); i++)
        equal = constant_equal(rt, TUPLE_ITEM(a, i), TUPLE_ITEM(b, i));
    return equal;
}

static int set_has_constant(Runtime *rt, Obj *set, Obj *constant) {
    intptr_t position = 0;
    Obj *item;
    int equal = 0;
    while (!equal && set_next(set, &position, &item, NULL))
        equal = constant_equal(rt, item, constant);
    return equal;
}

static int same_set(Runtime *rt, Obj *a, Obj *b) {
    intptr_t position = 0;
    Obj *item;
    int equal = set_size(a) == set_size(b);
    while (equal == 1 && set_next(a, &position, &item, NULL)) equal = set_has_constant(rt, b, item);
    return equal;
}

/* 1 = one constant, 0 = two, -1 = raised. */
static int constant_equal(Runtime *rt, Obj *a, Obj *b) {
    if (a == b) return 1;
    if (a->type != b->type) return 0;
    TypeObj *type = a->type;
    if (type == T(rt, STR)) return str_equal(a, b);
    if (type == T(rt, INT)) return int_compare(a, b) == 0;
    if (type == T(rt, FLOAT)) return same_double(FLOAT_VALUE(a), FLOAT_VALUE(b));
    if (type == T(rt, COMPLEX)) {
        ComplexObj *x = (ComplexObj *)a, *y = (ComplexObj *)b;
        return same_double(x->real, y->real) && same_double(x->imag, y->imag);
    }
    if (type == T(rt, BYTES)) {
        return BYTES(a)->head.size == BYTES(b)->head.size &&
               memcmp(BYTES(a)->data, BYTES(b)->data, (size_t)BYTES(a)->head.size) == 0;
    }
    if (type == T(rt, TUPLE)) return same_items(rt, a, b);
    if (type == T(rt, FROZENSET)) return same_set(rt, a, b);
    if (type == T(rt, CODE)) return object_compare_bool(rt, a, b, CMP_EQ);
    return 0;
}

static int constant_hash(Runtime *rt, Obj *constant, uint64_t *hash) {
    uint64_t h = (uintptr_t)constant->type >> 4;
    uint64_t item;
    if (constant->type == T(rt, TUPLE)) {
        for (intptr_t i = 0; i < TUPLE_SIZE(constant); i++) {
            if (constant_hash(rt, TUPLE_ITEM(constant, i), &item) < 0) return -1;
            h = (h ^ item) * 0x9E3779B97F4A7C15u;
        }
    } else if (constant->type == T(rt, FROZENSET)) {
        intptr_t position = 0;
        Obj *member;
        while (set_next(constant, &position, &member, NULL)) {
            if (constant_hash(rt, member, &item) < 0) return -1;
            h += item * 0x9E3779B97F4A7C15u;
        }
    } else {
        int64_t value = object_hash(rt, constant);
        if (value == -1 && RAISED(rt)) return -1;
        h ^= (uint64_t)value;
    }
    h *= 0x9E3779B97F4A7C15u;
    *hash = h ^ h >> 32;
    return 0;
}

static bool grow(Compiler *c) {
    uint32_t capacity = c->constants ? c->constant_capacity * 2 : 32;
    ConstEntry *table = compile_resize(c->rt, c->constants, c->constant_capacity * sizeof *table,
                                       capacity * sizeof *table);
    if (table) c->constants = table;
    uint32_t *slots = table ? compile_alloc(c->rt, capacity * 2 * sizeof *slots) : NULL;
    if (!slots) {
        c->failed = true;
        return false;
    }
    compile_free(c->rt, c->constant_slots);
    c->constant_slots = slots;
    c->constant_capacity = capacity;
    memset(slots, 0, capacity * 2 * sizeof *slots);
    for (uint32_t i = 0; i < c->constant_count; i++) {
        uint32_t slot = (uint32_t)table[i].hash & (capacity * 2 - 1);
        while (slots[slot]) slot = (slot + 1) & (capacity * 2 - 1);
        slots[slot] = i + 1;
    }
    return true;
}

/* The entry of the constant that stands for `constant`, which becomes it if there was none (*is_new). NULL =
 * raised. */
static ConstEntry *enter(Compiler *c, Obj *constant, bool *is_new) {
    uint64_t hash;
    Own key = (Own)0;
    *is_new = false;
    if (c->constant_count == c->constant_capacity && !grow(c)) return NULL;
    if (c->arena->echo && !(key = echo_key(c->rt, constant))) goto fail;
    if (key && c->echo.names) echo_own_names(c, borrow(key));
    if (constant_hash(c->rt, constant, &hash) < 0) goto fail;
    uint32_t mask = c->constant_capacity * 2 - 1, slot = (uint32_t)hash & mask;
    for (; c->constant_slots[slot]; slot = (slot + 1) & mask) {
        ConstEntry *entry = &c->constants[c->constant_slots[slot] - 1];
        if (entry->hash != hash) continue;
        int equal = constant_equal(c->rt, borrow(entry->value), constant);
        if (equal < 0) goto fail;
        if (!equal) continue;
        xrelease(c->rt, key);
        return entry;
    }
    if (key && dict_set(c->rt, borrow(c->echo.cache), borrow(key), borrow(key)) < 0) goto fail;
    c->constants[c->constant_count] = (ConstEntry){hash, keep(constant), key};
    c->constant_slots[slot] = ++c->constant_count;
    *is_new = true;
    return &c->constants[c->constant_count - 1];
fail:
    xrelease(c->rt, key);
    c->failed = true;
    return NULL;
}

/* A frozenset cannot be changed: one of the merged items takes its place in the table. */
static Obj *merge_frozenset(Compiler *c, Obj *set) {
    Runtime *rt = c->rt;
    intptr_t position = 0, count = 0;
    Obj *item;
    Own items = (Own)0, merged;
    if (!set_size(set)) return set;
    if (!(items = tuple_alloc(rt, set_size(set)))) goto fail;
    while (set_next(set, &position, &item, NULL)) {
        Obj *one = constant_merge(c, item);
        if (!one) goto fail;
        TUPLE(borrow(items))->items[count++] = keep(one);
    }
    if (!(merged = frozenset_new(rt, borrow(items)))) goto fail;
    release(rt, items);
    for (uint32_t i = 0; i < c->constant_count; i++) {
        if (borrow(c->constants[i].value) != set) continue;
        own_set(rt, &c->constants[i].value, merged);
        if (c->constants[i].key) own_set(rt, &TUPLE(borrow(c->constants[i].key))->items[1], keep(borrow(merged)));
        break;
    }
    return borrow(merged);
fail:
    xrelease(rt, items);
    c->failed = true;
    return NULL;
}

Obj *constant_merge(Compiler *c, Obj *constant) {
    bool is_new;
    if (c->failed) return NULL;
    c->last_key = constant;
    if (constant == c->rt->none || constant == c->rt->ellipsis) return constant;
    ConstEntry *entry = enter(c, constant, &is_new);
    if (!entry) return NULL;
    Obj *key = borrow(entry->key);
    c->last_key = key;
    if (!is_new) return borrow(entry->value);
    if (constant->type == T(c->rt, FROZENSET)) {
        Obj *merged = merge_frozenset(c, constant);
        c->last_key = key;
        return merged;
    }
    if (constant->type != T(c->rt, TUPLE)) return constant;
    for (intptr_t i = 0; i < TUPLE_SIZE(constant); i++) {
        Obj *item = constant_merge(c, TUPLE_ITEM(constant, i));
        if (!item) return NULL;
        if (item != TUPLE_ITEM(constant, i)) own_set(c->rt, &TUPLE(constant)->items[i], keep(item));
    }
    c->last_key = key;
    return constant;
}

void constant_merge_one(Compiler *c, Own *constant) {
    bool is_new;
    const ConstEntry *entry = c->failed ? NULL : enter(c, borrow(*constant), &is_new);
    if (entry && borrow(entry->value) != borrow(*constant)) own_set(c->rt, constant, keep(borrow(entry->value)));
}

void constants_free(Compiler *c) {
    for (uint32_t i = 0; i < c->constant_count; i++) {
        own_clear(c->rt, &c->constants[i].value);
        own_clear(c->rt, &c->constants[i].key);
    }
    compile_free(c->rt, c->constants);
    compile_free(c->rt, c->constant_slots);
    c->constants = NULL;
    c->constant_slots = NULL;
}
