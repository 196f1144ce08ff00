/* Hash array mapped tries (Phil Bagwell, "Ideal Hash Trees"): what a context keeps its variables in.
 *
 * Each level of nodes takes 5 bits of a key's hash of 32 bits. A bitmap node has a pair of words for each of at most 16 places in use: key and value, or NULL and
 * the node below. One with more places is an array node, of 32 nodes below it. Keys with one hash are in a collision node.
 * Nodes do not change once they are in a tree: a change copies those on the way to it.
 * Source of the sizes and of the order of allocations: CPython 3.11 Python/hamt.c. */
#include "lib/hamt.h"

#include "lib/lib.h"
#include "object/abstract.h"
#include "object/exception.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/type_internal.h"
#include "object/weakref.h"

enum { BITS = 5, PLACES = 1 << BITS, MOST_PAIRS = PLACES / 2, LEVELS = 8 };

/* A bitmap node or a collision node: virtual 32 and 8 for each word. */
typedef struct PairsObj {
    VarObj head;   /* size: words */
    uint32_t bits; /* the places in use, or the hash */
    Own words[];
} PairsObj;
#define PAIRS(o) ((PairsObj *)(o))

/* Virtual 280. */
typedef struct ArrayObj {
    Obj base;
    Own below[PLACES];
    intptr_t count;
} ArrayObj;
#define ARRAY(o) ((ArrayObj *)(o))
_Static_assert(sizeof(HamtObj) <= 40 && sizeof(PairsObj) <= 32 && sizeof(ArrayObj) <= 280, "nodes fit their virtual sizes");

/* Below the last bits there are only collision nodes; a pair left of one goes to the node above it. */
static int place_of(uint32_t hash, int shift) { return shift < 32 ? (int)(hash >> shift) & (PLACES - 1) : 0; }
static uint32_t bit_of(uint32_t hash, int shift) { return UINT32_C(1) << place_of(hash, shift); }
/* Where the pair of a place is among the words. */
static intptr_t word_of(PairsObj *node, uint32_t bit) { return 2 * (intptr_t)__builtin_popcount(node->bits & (bit - 1)); }

static int hash_of(Runtime *rt, Obj *key, uint32_t *hash) {
    int64_t whole = object_hash(rt, key);
    *hash = (uint32_t)whole ^ (uint32_t)((uint64_t)whole >> 32);
    if (*hash == UINT32_MAX) *hash = UINT32_MAX - 1;
    return whole == -1 ? -1 : 0;
}

/* ---- nodes ---- */

static Own pairs_new(Runtime *rt, int type, intptr_t size, uint32_t bits) {
    Own node = gc_alloc(rt, T(rt, HAMT_BITMAP) + (type - TYPE_HAMT_BITMAP), 32 + 8 * (size_t)size);
    if (!node) return NULL;
    PAIRS(borrow(node))->head.size = size;
    PAIRS(borrow(node))->bits = bits;
    gc_track(rt, borrow(node));
    return node;
}

/* The bitmap node without places is always the same. */
static Own empty_node(Runtime *rt) {
    Own *kept = &rt->lib->hamt_node;
    if (!*kept && !(*kept = pairs_new(rt, TYPE_HAMT_BITMAP, 0, 0))) return NULL;
    return keep(borrow(*kept));
}

/* A copy with `change` words more (empty ones) or less, from word `at` on. */
static Own pairs_copy(Runtime *rt, PairsObj *node, intptr_t at, intptr_t change, uint32_t bits) {
    int type = node->head.base.type == T(rt, HAMT_BITMAP) ? TYPE_HAMT_BITMAP : TYPE_HAMT_COLLISION;
    Own copy = pairs_new(rt, type, node->head.size + change, bits);
    if (!copy) return NULL;
    Own *to = PAIRS(borrow(copy))->words;
    for (intptr_t i = 0; i < node->head.size; i++) {
        if (i < at || i >= at - (change < 0 ? change : 0)) to[i < at ? i : i + change] = xkeep(borrow(node->words[i]));
    }
    return copy;
}

/* The node with another word at `at`, which is taken (NULL: raised); itself if that is the word that it has. */
static Own pairs_replace(Runtime *rt, PairsObj *node, intptr_t at, Own word) {
    if (!word) return NULL;
    if (borrow(word) == borrow(node->words[at])) {
        release(rt, word);
        return keep((Obj *)node);
    }
    Own copy = pairs_copy(rt, node, 0, 0, node->bits);
    if (copy) own_set(rt, &PAIRS(borrow(copy))->words[at], word);
    else release(rt, word);
    return copy;
}

/* One pair more at `at`. */
static Own pairs_insert(Runtime *rt, PairsObj *node, intptr_t at, uint32_t bits, Obj *key, Obj *value) {
    Own copy = pairs_copy(rt, node, at, 2, bits);
    if (!copy) return NULL;
    PAIRS(borrow(copy))->words[at] = keep(key);
    PAIRS(borrow(copy))->words[at + 1] = keep(value);
    return copy;
}

static Own array_copy(Runtime *rt, ArrayObj *node) {
    Own copy = gc_alloc(rt, T(rt, HAMT_ARRAY), 280);
    if (!copy) return NULL;
    for (int i = 0; node && i < PLACES; i++) ARRAY(borrow(copy))->below[i] = xkeep(borrow(node->below[i]));
    if (node) ARRAY(borrow(copy))->count = node->count;
    gc_track(rt, borrow(copy));
    return copy;
}

static void pairs_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    if (!trashcan_begin(rt, self)) return;
    for (intptr_t i = PAIRS(self)->head.size; i > 0; i--) xrelease(rt, PAIRS(self)->words[i - 1]);
    gc_free(rt, self);
    trashcan_end(rt);
}

static int pairs_traverse(Obj *self, VisitFn visit, void *arg) {
    for (intptr_t i = PAIRS(self)->head.size; i > 0; i--) VISIT(PAIRS(self)->words[i - 1]);
    return 0;
}

static void array_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    if (!trashcan_begin(rt, self)) return;
    for (int i = 0; i < PLACES; i++) xrelease(rt, ARRAY(self)->below[i]);
    gc_free(rt, self);
    trashcan_end(rt);
}

static int array_traverse(Obj *self, VisitFn visit, void *arg) {
    for (int i = 0; i < PLACES; i++) VISIT(ARRAY(self)->below[i]);
    return 0;
}

/* ---- find ---- */

/* A pair of the node's that a key is or may be in, by its first word: -1 raised, -2 none. Then the key is that of the pair, or there
 * is a node below. */
static intptr_t find_pair(Runtime *rt, PairsObj *node, bool collision, int shift, uint32_t hash, Obj *key) {
    if (collision) {
        for (intptr_t at = 0; at < node->head.size; at += 2) {
            int same = object_compare_bool(rt, key, borrow(node->words[at]), CMP_EQ);
            if (same) return same < 0 ? -1 : at;
        }
        return -2;
    }
    uint32_t bit = bit_of(hash, shift);
    if (!(node->bits & bit)) return -2;
    intptr_t at = word_of(node, bit);
    if (!node->words[at]) return at;
    int same = object_compare_bool(rt, key, borrow(node->words[at]), CMP_EQ);
    return same < 0 ? -1 : same ? at : -2;
}

int hamt_find(Runtime *rt, Obj *hamt, Obj *key, Obj **value) {
    uint32_t hash;
    if (!HAMT(hamt)->count) return 0;
    if (hash_of(rt, key, &hash) < 0) return -1;
    Obj *node = borrow(HAMT(hamt)->root);
    for (int shift = 0; node; shift += BITS) {
        if (node->type == T(rt, HAMT_ARRAY)) {
            node = borrow(ARRAY(node)->below[place_of(hash, shift)]);
            continue;
        }
        intptr_t at = find_pair(rt, PAIRS(node), node->type == T(rt, HAMT_COLLISION), shift, hash, key);
        if (at < 0) return at == -1 ? -1 : 0;
        *value = borrow(PAIRS(node)->words[at + 1]);
        if (PAIRS(node)->words[at]) return 1;
        node = *value;
    }
    return 0;
}

/* ---- bind ---- */

typedef struct Leaf {
    Obj *key, *value;
    uint32_t hash;
} Leaf;

static Own put(Runtime *rt, Obj *node, int shift, const Leaf *leaf, bool *added);

/* A new node with nothing but the leaf. */
static Own put_alone(Runtime *rt, int shift, const Leaf *leaf, bool *added) {
    Own none = empty_node(rt), node = none ? put(rt, borrow(none), shift, leaf, added) : NULL;
    xrelease(rt, none);
    return node;
}

/* A node with a leaf and a pair whose keys begin with the same bits. */
static Own put_both(Runtime *rt, int shift, Obj *key, Obj *value, const Leaf *leaf) {
    Leaf first = { key, value, 0 };
    bool added;
    if (hash_of(rt, key, &first.hash) < 0) return NULL;
    if (first.hash == leaf->hash) {
        Own node = pairs_new(rt, TYPE_HAMT_COLLISION, 4, leaf->hash);
        Obj *const words[] = { key, value, leaf->key, leaf->value };
        for (int i = 0; node && i < 4; i++) PAIRS(borrow(node))->words[i] = keep(words[i]);
        return node;
    }
    Own one = put_alone(rt, shift, &first, &added), two = one ? put(rt, borrow(one), shift, leaf, &added) : NULL;
    xrelease(rt, one);
    return two;
}

/* A bitmap node that is full becomes an array node. */
static Own spread(Runtime *rt, PairsObj *node, int shift, const Leaf *leaf, bool *added) {
    Own made = array_copy(rt, NULL);
    if (!made) return NULL;
    ArrayObj *array = ARRAY(borrow(made));
    array->count = MOST_PAIRS + 1;
    int place = place_of(leaf->hash, shift);
    bool complete = (array->below[place] = put_alone(rt, shift + BITS, leaf, added)) != NULL;
    Own *word = node->words;
    for (int i = 0; complete && i < PLACES; i++) {
        if (!(node->bits >> i & 1)) continue;
        Leaf other = { borrow(word[0]), borrow(word[1]), 0 };
        if (!other.key) array->below[i] = keep(other.value);
        else complete = hash_of(rt, other.key, &other.hash) == 0 && (array->below[i] = put_alone(rt, shift + BITS, &other, added));
        word += 2;
    }
    if (!complete) own_clear(rt, &made);
    return made;
}

static Own put_in_bitmap(Runtime *rt, PairsObj *node, int shift, const Leaf *leaf, bool *added) {
    uint32_t bit = bit_of(leaf->hash, shift);
    intptr_t at = word_of(node, bit);
    if (!(node->bits & bit)) {
        if (node->head.size >= 2 * MOST_PAIRS) return spread(rt, node, shift, leaf, added);
        *added = true;
        return pairs_insert(rt, node, at, node->bits | bit, leaf->key, leaf->value);
    }
    Obj *key = borrow(node->words[at]), *value = borrow(node->words[at + 1]);
    if (!key) return pairs_replace(rt, node, at + 1, put(rt, value, shift + BITS, leaf, added));
    int same = object_compare_bool(rt, leaf->key, key, CMP_EQ);
    if (same) return same < 0 ? NULL : pairs_replace(rt, node, at + 1, keep(leaf->value));
    Own below = put_both(rt, shift + BITS, key, value, leaf), copy = pairs_replace(rt, node, at + 1, below);
    if (copy) own_clear(rt, &PAIRS(borrow(copy))->words[at]);
    *added = true;
    return copy;
}

static Own put_in_collision(Runtime *rt, PairsObj *node, int shift, const Leaf *leaf, bool *added) {
    if (leaf->hash != node->bits) { /* one level more, with this node below */
        Own above = pairs_new(rt, TYPE_HAMT_BITMAP, 2, bit_of(node->bits, shift));
        if (!above) return NULL;
        PAIRS(borrow(above))->words[1] = keep((Obj *)node);
        Own result = put(rt, borrow(above), shift, leaf, added);
        release(rt, above);
        return result;
    }
    intptr_t at = find_pair(rt, node, true, shift, leaf->hash, leaf->key);
    if (at >= 0) return pairs_replace(rt, node, at + 1, keep(leaf->value));
    if (at == -1) return NULL;
    *added = true;
    return pairs_insert(rt, node, node->head.size, node->bits, leaf->key, leaf->value);
}

static Own put_in_array(Runtime *rt, ArrayObj *node, int shift, const Leaf *leaf, bool *added) {
    int place = place_of(leaf->hash, shift);
    Obj *old = borrow(node->below[place]);
    Own below = old ? put(rt, old, shift + BITS, leaf, added) : put_alone(rt, shift + BITS, leaf, added);
    Own copy = below ? array_copy(rt, node) : NULL;
    if (!copy) {
        xrelease(rt, below);
        return NULL;
    }
    if (!old) ARRAY(borrow(copy))->count++;
    own_set(rt, &ARRAY(borrow(copy))->below[place], below);
    return copy;
}

/* The node with the leaf: itself where that changes nothing (an array node is copied all the same). */
static Own put(Runtime *rt, Obj *node, int shift, const Leaf *leaf, bool *added) {
    if (node->type == T(rt, HAMT_BITMAP)) return put_in_bitmap(rt, PAIRS(node), shift, leaf, added);
    if (node->type == T(rt, HAMT_ARRAY)) return put_in_array(rt, ARRAY(node), shift, leaf, added);
    return put_in_collision(rt, PAIRS(node), shift, leaf, added);
}

/* A mapping with this root, which is taken (NULL: raised). */
static Own hamt_from(Runtime *rt, Own root, uint32_t count) {
    Own made = root ? gc_alloc(rt, T(rt, HAMT), 40) : NULL;
    if (!made) {
        xrelease(rt, root);
        return NULL;
    }
    HAMT(borrow(made))->root = root;
    HAMT(borrow(made))->count = count;
    HAMT(borrow(made))->serial = ++rt->lib->hamt_serial;
    gc_track(rt, borrow(made));
    return made;
}

Own hamt_new(Runtime *rt) {
    Own *kept = &rt->lib->hamt;
    if (!*kept && !(*kept = hamt_from(rt, empty_node(rt), 0))) return NULL;
    return keep(borrow(*kept));
}

Own hamt_with(Runtime *rt, Obj *hamt, Obj *key, Obj *value) {
    Leaf leaf = { key, value, 0 };
    bool added = false;
    if (hash_of(rt, key, &leaf.hash) < 0) return NULL;
    Own root = put(rt, borrow(HAMT(hamt)->root), 0, &leaf, &added);
    if (root && borrow(root) == borrow(HAMT(hamt)->root)) {
        release(rt, root);
        return keep(hamt);
    }
    return hamt_from(rt, root, HAMT(hamt)->count + added);
}

/* ---- take away ---- */

enum Taken { TAKE_RAISED, NOT_THERE, NOTHING_LEFT, LEFT /* in *left */ };

static enum Taken take(Runtime *rt, Obj *node, int shift, uint32_t hash, Obj *key, Own *left);

/* A bitmap node with nothing but one key and its value, NULL: another one. */
static PairsObj *single_pair(Runtime *rt, Obj *node) {
    return node->type == T(rt, HAMT_BITMAP) && PAIRS(node)->head.size == 2 && PAIRS(node)->words[0] ? PAIRS(node) : NULL;
}

static enum Taken left_over(Own made, Own *left) {
    *left = made;
    return made ? LEFT : TAKE_RAISED;
}

static enum Taken take_from_bitmap(Runtime *rt, PairsObj *node, int shift, uint32_t hash, Obj *key, Own *left) {
    uint32_t bit = bit_of(hash, shift);
    intptr_t at = find_pair(rt, node, false, shift, hash, key);
    if (at < 0) return at == -1 ? TAKE_RAISED : NOT_THERE;
    if (node->words[at]) {
        if (node->head.size == 2) return NOTHING_LEFT;
        return left_over(pairs_copy(rt, node, at, -2, node->bits & ~bit), left);
    }
    Own below;
    enum Taken taken = take(rt, borrow(node->words[at + 1]), shift + BITS, hash, key, &below);
    if (taken != LEFT) return taken;
    PairsObj *pair = single_pair(rt, borrow(below));
    if (!pair) return left_over(pairs_replace(rt, node, at + 1, below), left);
    Own copy = pairs_copy(rt, node, 0, 0, node->bits);
    for (int i = 0; copy && i < 2; i++) own_set(rt, &PAIRS(borrow(copy))->words[at + i], keep(borrow(pair->words[i])));
    release(rt, below);
    return left_over(copy, left);
}

static enum Taken take_from_collision(Runtime *rt, PairsObj *node, int shift, uint32_t hash, Obj *key, Own *left) {
    intptr_t at = hash == node->bits ? find_pair(rt, node, true, shift, hash, key) : -2;
    if (at < 0) return at == -1 ? TAKE_RAISED : NOT_THERE;
    if (node->head.size > 4) return left_over(pairs_copy(rt, node, at, -2, node->bits), left);
    Own made = pairs_new(rt, TYPE_HAMT_BITMAP, 2, bit_of(hash, shift));
    for (int i = 0; made && i < 2; i++) PAIRS(borrow(made))->words[i] = keep(borrow(node->words[2 - at + i]));
    return left_over(made, left);
}

/* An array node without a place, which has become small enough for a bitmap node. */
static Own gather(Runtime *rt, ArrayObj *node, int without) {
    Own made = pairs_new(rt, TYPE_HAMT_BITMAP, 2 * (node->count - 1), 0);
    if (!made) return NULL;
    Own *word = PAIRS(borrow(made))->words;
    for (int i = 0; i < PLACES; i++) {
        Obj *below = i == without ? NULL : borrow(node->below[i]);
        if (!below) continue;
        PairsObj *pair = single_pair(rt, below);
        PAIRS(borrow(made))->bits |= UINT32_C(1) << i;
        word[0] = pair ? keep(borrow(pair->words[0])) : NULL;
        word[1] = keep(pair ? borrow(pair->words[1]) : below);
        word += 2;
    }
    return made;
}

static enum Taken take_from_array(Runtime *rt, ArrayObj *node, int shift, uint32_t hash, Obj *key, Own *left) {
    int place = place_of(hash, shift);
    Own below = NULL;
    enum Taken taken = node->below[place] ? take(rt, borrow(node->below[place]), shift + BITS, hash, key, &below) : NOT_THERE;
    if (taken != LEFT && taken != NOTHING_LEFT) return taken;
    if (taken == NOTHING_LEFT && node->count <= MOST_PAIRS) return left_over(gather(rt, node, place), left);
    Own copy = array_copy(rt, node);
    if (!copy) {
        xrelease(rt, below);
        return TAKE_RAISED;
    }
    if (taken == NOTHING_LEFT) ARRAY(borrow(copy))->count--;
    own_set(rt, &ARRAY(borrow(copy))->below[place], below);
    return left_over(copy, left);
}

static enum Taken take(Runtime *rt, Obj *node, int shift, uint32_t hash, Obj *key, Own *left) {
    if (node->type == T(rt, HAMT_BITMAP)) return take_from_bitmap(rt, PAIRS(node), shift, hash, key, left);
    if (node->type == T(rt, HAMT_ARRAY)) return take_from_array(rt, ARRAY(node), shift, hash, key, left);
    return take_from_collision(rt, PAIRS(node), shift, hash, key, left);
}

Own hamt_without(Runtime *rt, Obj *hamt, Obj *key) {
    uint32_t hash;
    Own root = NULL;
    if (hash_of(rt, key, &hash) < 0) return NULL;
    switch (take(rt, borrow(HAMT(hamt)->root), 0, hash, key, &root)) {
    case NOT_THERE: return keep(hamt);
    case NOTHING_LEFT: return hamt_new(rt);
    case LEFT: return hamt_from(rt, root, HAMT(hamt)->count - 1);
    default: return NULL;
    }
}

/* ---- one after the other ---- */

typedef struct Walk {
    Obj *nodes[LEVELS]; /* the mapping holds them */
    int8_t at[LEVELS];  /* words of these, or places */
    int8_t level;       /* -1: at the end */
} Walk;

static Walk walk_start(Obj *hamt) { return (Walk){ .nodes = { borrow(HAMT(hamt)->root) } }; }

static bool walk_on(Runtime *rt, Walk *walk, Obj **key, Obj **value) {
    while (walk->level >= 0) {
        Obj *node = walk->nodes[walk->level], *below;
        int at = walk->at[walk->level];
        bool array = node->type == T(rt, HAMT_ARRAY);
        if (at >= (array ? PLACES : PAIRS(node)->head.size)) {
            walk->level--;
            continue;
        }
        walk->at[walk->level] = (int8_t)(at + (array ? 1 : 2));
        *key = array ? NULL : borrow(PAIRS(node)->words[at]);
        below = borrow(array ? ARRAY(node)->below[at] : PAIRS(node)->words[at + 1]);
        if (*key) {
            *value = below;
            return true;
        }
        if (!below) continue;
        walk->nodes[++walk->level] = below;
        walk->at[walk->level] = 0;
    }
    return false;
}

int hamt_equal(Runtime *rt, Obj *a, Obj *b) {
    Obj *key, *value, *other;
    if (a == b) return 1;
    if (HAMT(a)->count != HAMT(b)->count) return 0;
    for (Walk walk = walk_start(a); walk_on(rt, &walk, &key, &value);) {
        int found = hamt_find(rt, b, key, &other), same = found > 0 ? object_compare_bool(rt, value, other, CMP_EQ) : found;
        if (same <= 0) return same;
    }
    return 1;
}

/* Virtual 168. */
typedef struct HamtIterObj {
    Obj base;
    Own hamt;
    Walk walk;
} HamtIterObj;
#define HAMT_ITER(o) ((HamtIterObj *)(o))

Own hamt_iterator(Runtime *rt, Obj *hamt, int what) {
    Own made = gc_alloc(rt, T(rt, HAMT_ITEMS) + what, 168);
    if (!made) return NULL;
    HAMT_ITER(borrow(made))->hamt = keep(hamt);
    HAMT_ITER(borrow(made))->walk = walk_start(hamt);
    return made;
}

static Own iterator_next(Runtime *rt, Obj *self) {
    Obj *key, *value;
    if (!walk_on(rt, &HAMT_ITER(self)->walk, &key, &value)) return NULL;
    if (self->type == T(rt, HAMT_ITEMS)) return tuple_build(rt, "OO", key, value);
    return keep(self->type == T(rt, HAMT_KEYS) ? key : value);
}

static intptr_t iterator_length(HS_UNUSED Runtime *rt, Obj *self) { return HAMT(borrow(HAMT_ITER(self)->hamt))->count; }

/* ---- the mapping as an object ---- */

static void hamt_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    if (HAMT(self)->weaklist) weakref_clear_all(rt, self);
    own_clear(rt, &HAMT(self)->root);
    gc_free(rt, self);
}

static Own hamt_type_new(Runtime *rt, HS_UNUSED TypeObj *type, HS_UNUSED Obj *args, HS_UNUSED Obj *kwargs) { return hamt_new(rt); }
static intptr_t hamt_length(HS_UNUSED Runtime *rt, Obj *self) { return HAMT(self)->count; }
static Own hamt_iter(Runtime *rt, Obj *self) { return hamt_iterator(rt, self, HAMT_KEYS); }

static int hamt_contains(Runtime *rt, Obj *self, Obj *key) {
    Obj *value;
    return hamt_find(rt, self, key, &value);
}

static Own hamt_subscript(Runtime *rt, Obj *self, Obj *key) {
    Obj *value;
    int found = hamt_find(rt, self, key, &value);
    return found > 0 ? keep(value) : found < 0 ? NULL : raise_key_error(rt, key);
}

static Own hamt_richcompare(Runtime *rt, Obj *a, Obj *b, int op) {
    if (b->type != T(rt, HAMT) || (op != CMP_EQ && op != CMP_NE)) return keep(rt->notimplemented);
    int same = hamt_equal(rt, a, b);
    return same < 0 ? NULL : bool_from(rt, same == (op == CMP_EQ));
}

#define METHOD(name)                                                                                           \
    static Own hamt_##name(Runtime *rt, Obj *self, HS_UNUSED Obj *const *args, HS_UNUSED size_t nargs, HS_UNUSED Obj *kwnames)

METHOD(set) { return hamt_with(rt, self, args[0], args[1]); }
METHOD(get) {
    Obj *value = nargs > 1 ? args[1] : rt->none;
    return hamt_find(rt, self, args[0], &value) < 0 ? NULL : keep(value);
}
METHOD(delete) { return hamt_without(rt, self, args[0]); }
METHOD(items) { return hamt_iterator(rt, self, HAMT_ITEMS); }
METHOD(keys) { return hamt_iterator(rt, self, HAMT_KEYS); }
METHOD(values) { return hamt_iterator(rt, self, HAMT_VALUES); }

static const MethodDef hamt_methods[] = {
    { "set", hamt_set, METH_VARARGS, 2, 2, NULL },     { "get", hamt_get, METH_VARARGS, 1, 2, NULL },
    { "delete", hamt_delete, METH_O, 1, 1, NULL },     { "items", hamt_items, METH_NOARGS, 0, 0, NULL },
    { "keys", hamt_keys, METH_NOARGS, 0, 0, NULL },    { "values", hamt_values, METH_NOARGS, 0, 0, NULL },
    METHOD_END,
};

const TypeSpec hamt_type_spec = {
    .name = "hamt",
    .flags = TPF_GC | TPF_IMMUTABLE,
    .base = -1,
    .virtual_size = 40,
    .own_fields = 1,
    .weak_offset = offsetof(HamtObj, weaklist),
    .slots = { .tp_dealloc = hamt_dealloc,
               .tp_traverse = fields_traverse,
               .tp_clear = fields_clear,
               .tp_new = hamt_type_new,
               .tp_hash = object_hash_not_implemented,
               .tp_getattro = object_generic_getattr,
               .tp_richcompare = hamt_richcompare,
               .tp_iter = hamt_iter,
               .sq_contains = hamt_contains,
               .mp_length = hamt_length,
               .mp_subscript = hamt_subscript },
    .methods = hamt_methods,
};

#define PAIRS_TYPE(variable, text)                                                               \
    const TypeSpec variable = { .name = text,                                                    \
                                .flags = TPF_GC | TPF_IMMUTABLE | TPF_NO_INSTANTIATION,          \
                                .base = -1,                                                      \
                                .virtual_size = 32,                                              \
                                .virtual_item = 8,                                               \
                                .slots = { .tp_dealloc = pairs_dealloc,                          \
                                           .tp_traverse = pairs_traverse,                        \
                                           .tp_getattro = object_generic_getattr } }
PAIRS_TYPE(hamt_bitmap_type_spec, "hamt_bitmap_node");
PAIRS_TYPE(hamt_collision_type_spec, "hamt_collision_node");

const TypeSpec hamt_array_type_spec = {
    .name = "hamt_array_node",
    .flags = TPF_GC | TPF_IMMUTABLE | TPF_NO_INSTANTIATION,
    .base = -1,
    .virtual_size = 280,
    .slots = { .tp_dealloc = array_dealloc, .tp_traverse = array_traverse, .tp_getattro = object_generic_getattr },
};

#define ITERATOR_TYPE(variable, text)                                                            \
    const TypeSpec variable = { .name = text,                                                    \
                                .flags = TPF_GC | TPF_IMMUTABLE | TPF_NO_INSTANTIATION,          \
                                .base = -1,                                                      \
                                .virtual_size = 168,                                             \
                                .own_fields = 1,                                                 \
                                .slots = { .tp_dealloc = fields_dealloc,                         \
                                           .tp_traverse = fields_traverse,                       \
                                           .tp_clear = fields_clear,                             \
                                           .tp_getattro = object_generic_getattr,                \
                                           .tp_iter = object_self_iter,                            \
                                           .tp_iternext = iterator_next,                         \
                                           .mp_length = iterator_length } }
ITERATOR_TYPE(hamt_items_type_spec, "items");
ITERATOR_TYPE(hamt_keys_type_spec, "keys");
ITERATOR_TYPE(hamt_values_type_spec, "values");
