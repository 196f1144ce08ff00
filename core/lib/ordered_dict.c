/* collections.OrderedDict: a dict with a doubly linked list of its keys.
 *
 * `nodes` finds the node of a key: it has one place for each slot of the dict's table, at the index that the dict gives
 * the key, and is built anew when the dict has another table (`table` and its size tell). `state` counts changes of the
 * order, for iterators. Follows CPython 3.11 Objects/odictobject.c. */
#include "lib/collections.h"
#include "object/dict_impl.h"
#include "object/type_internal.h"
#include "object/weakref.h"

typedef struct Node { /* virtual 32 */
    Own key;
    int64_t hash;
    struct Node *next, *prev;
} Node;
typedef struct OrderedDictObj { /* virtual 112 */
    DictObj dict;
    Node **nodes;
    intptr_t node_slots;
    const void *table;
    size_t state;
    Node *first, *last;
    Own attributes;
    Obj *weaklist;
} OrderedDictObj;
enum { ITER_REVERSED = 1, ITER_KEYS = 2, ITER_VALUES = 4, ITER_ITEMS = 6 };
typedef struct OrderedIterObj { /* virtual 64 */
    Obj base;
    Own dict, current, result;
    int kind;
    intptr_t size;
    size_t state;
} OrderedIterObj;
enum { NODE_SIZE = 32 };
_Static_assert(sizeof(OrderedDictObj) <= 112 && sizeof(OrderedIterObj) <= 64 && sizeof(Node) <= NODE_SIZE, "OrderedDict");
#define ORDERED(o) ((OrderedDictObj *)(o))
#define ITER(o) ((OrderedIterObj *)(o))
#define IS_ORDERED(rt, o) is_instance_of(o, T(rt, ORDERED_DICT))
#define IS_EXACT(rt, o) ((o)->type == T(rt, ORDERED_DICT))
#define ANSWER(failed) ((failed) < 0 ? NULL : keep(rt->none))

/* ---- nodes ---- */

static intptr_t table_slots(const OrderedDictObj *self) { return (intptr_t)keys_slots(self->dict.keys); }

/* Index of the key in the dict's table, that of the next new one if it is absent; -1 raised. */
static intptr_t raw_index(Runtime *rt, OrderedDictObj *self, Obj *key, int64_t hash) {
    Obj *value;
    intptr_t index = dict_lookup(rt, &self->dict, key, hash, &value);
    return index == DICT_EMPTY ? self->dict.keys->count : index < 0 ? -1 : index;
}

static int rebuild(Runtime *rt, OrderedDictObj *self) {
    intptr_t slots = table_slots(self);
    Node **nodes = mem_alloc(rt, (size_t)slots * 8);
    if (!nodes) return raise_memory_error(rt), -1;
    memset(nodes, 0, (size_t)slots * sizeof(Node *));
    for (Node *node = self->first; node; node = node->next) {
        intptr_t index = raw_index(rt, self, borrow(node->key), node->hash);
        if (index < 0) {
            mem_free(rt, nodes);
            return -1;
        }
        nodes[index] = node;
    }
    mem_free(rt, self->nodes);
    self->nodes = nodes;
    self->node_slots = slots;
    self->table = self->dict.keys;
    return 0;
}

static Node **node_slot(Runtime *rt, OrderedDictObj *self, Obj *key, int64_t hash) {
    if ((self->table != self->dict.keys || self->node_slots != table_slots(self)) && rebuild(rt, self) < 0) return NULL;
    intptr_t index = raw_index(rt, self, key, hash);
    return index < 0 ? NULL : &self->nodes[index];
}

/* NULL: absent, or raised. */
static Node *find_node(Runtime *rt, OrderedDictObj *self, Obj *key, int64_t hash) {
    Node **slot = self->first ? node_slot(rt, self, key, hash) : NULL;
    return slot ? *slot : NULL;
}

static void link_node(OrderedDictObj *self, Node *node, bool at_end) {
    Node *other = at_end ? self->last : self->first;
    node->prev = at_end ? other : NULL;
    node->next = at_end ? NULL : other;
    if (!other) self->first = self->last = node;
    else if (at_end) self->last = other->next = node;
    else self->first = other->prev = node;
    self->state++;
}

static void unlink_node(OrderedDictObj *self, Node *node) {
    if (self->first == node) self->first = node->next;
    else if (node->prev) node->prev->next = node->next;
    if (self->last == node) self->last = node->prev;
    else if (node->next) node->next->prev = node->prev;
    node->prev = node->next = NULL;
    self->state++;
}

static void free_node(Runtime *rt, Node *node) {
    release(rt, node->key);
    mem_free(rt, node);
}

static int add_node(Runtime *rt, OrderedDictObj *self, Obj *key, int64_t hash) {
    Own kept = keep(key);
    Node **slot = node_slot(rt, self, key, hash), *node = slot ? *slot : NULL;
    if (!slot && !RAISED(rt)) raise_key_error(rt, key);
    if (slot && !node && (node = mem_alloc(rt, NODE_SIZE))) {
        node->key = kept;
        node->hash = hash;
        link_node(self, node, true);
        *slot = node;
        return 0;
    }
    if (slot && !node) raise_memory_error(rt);
    release(rt, kept);
    return node ? 0 : -1;
}

/* Forget the node of a key, before the dict forgets the key. An absent one is no error. */
static int drop_node(Runtime *rt, OrderedDictObj *self, Obj *key, int64_t hash) {
    if (!self->first) return 0;
    Node **slot = node_slot(rt, self, key, hash), *node = slot ? *slot : NULL;
    if (!node) return RAISED(rt) ? -1 : 0;
    *slot = NULL;
    unlink_node(self, node);
    free_node(rt, node);
    return 0;
}

static void clear_nodes(Runtime *rt, OrderedDictObj *self) {
    Node *node = self->first;
    mem_free(rt, self->nodes);
    self->nodes = NULL;
    self->node_slots = 0;
    self->table = NULL;
    self->first = self->last = NULL;
    while (node) {
        Node *next = node->next;
        free_node(rt, node);
        node = next;
    }
}

/* ---- items ---- */

/* Delete with the hash known. `fetch`: the value is wanted. NULL raised; None when not wanted. */
static Own delete_known(Runtime *rt, Obj *self, Obj *key, int64_t hash, bool fetch) {
    Obj *value;
    intptr_t index = dict_lookup(rt, DICT(self), key, hash, &value);
    if (index == DICT_RAISED) return NULL;
    if (!value) return fetch ? raise_object(rt, EXC(rt, KeyError), key) : raise_key_error(rt, key);
    Own result = keep(fetch ? value : rt->none);
    dict_delete_entry(rt, DICT(self), hash, index, value);
    return result;
}

static int set_known(Runtime *rt, Obj *self, Obj *key, Obj *value, int64_t hash) {
    if (dict_set_known_hash(rt, self, key, hash, value) < 0) return -1;
    if (add_node(rt, ORDERED(self), key, hash) == 0) return 0;
    SavedRaise saved = raised_save(rt);
    xrelease(rt, delete_known(rt, self, key, hash, false));
    raised_put_back(rt, saved);
    return -1;
}

static int ordered_assign(Runtime *rt, Obj *self, Obj *key, Obj *value) {
    int64_t hash = object_hash(rt, key);
    if (hash == -1) return -1;
    if (value) return set_known(rt, self, key, value, hash);
    if (drop_node(rt, ORDERED(self), key, hash) < 0) return -1;
    Own done = delete_known(rt, self, key, hash, false);
    xrelease(rt, done);
    return done ? 0 : -1;
}

static Own pop_key(Runtime *rt, Obj *self, Obj *key, Obj *absent, int64_t hash) {
    if (find_node(rt, ORDERED(self), key, hash)) {
        if (drop_node(rt, ORDERED(self), key, hash) < 0) return NULL;
        return delete_known(rt, self, key, hash, true);
    }
    if (RAISED(rt)) return NULL;
    return absent ? keep(absent) : raise_object(rt, EXC(rt, KeyError), key);
}

/* ---- update ---- */

/* The next of the pair's parts; ValueError when there is none. */
static Own pair_part(Runtime *rt, Obj *iterator, const char *missing) {
    Own part = iter_next(rt, iterator);
    if (!part && !RAISED(rt)) raise_format(rt, EXC(rt, ValueError), "need more than %s to unpack", missing);
    return part;
}

static int add_pair(Runtime *rt, Obj *self, Obj *pair) {
    Own iterator = object_iter(rt, pair), key = NULL, value = NULL, more = NULL;
    int failed = -1;
    if (iterator && (key = pair_part(rt, borrow(iterator), "0 values")) &&
        (value = pair_part(rt, borrow(iterator), "1 value"))) {
        if ((more = iter_next(rt, borrow(iterator)))) {
            release(rt, more);
            raise_format(rt, EXC(rt, ValueError), "too many values to unpack (expected 2)");
        } else if (!RAISED(rt)) {
            failed = object_setitem(rt, self, borrow(key), borrow(value));
        }
    }
    xrelease(rt, iterator);
    xrelease(rt, key);
    xrelease(rt, value);
    return failed;
}

/* self[key] = mapping[key] for the keys, or with mapping NULL for pairs. Takes `items`. */
static int add_all(Runtime *rt, Obj *self, Own items, Obj *mapping) {
    Own iterator = items ? object_iter(rt, borrow(items)) : NULL, item;
    int failed = iterator ? 0 : -1;
    xrelease(rt, items);
    while (!failed && (item = iter_next(rt, borrow(iterator)))) {
        if (mapping) {
            Own value = object_getitem(rt, mapping, borrow(item));
            failed = value ? object_setitem(rt, self, borrow(item), borrow(value)) : -1;
            xrelease(rt, value);
        } else {
            failed = add_pair(rt, self, borrow(item));
        }
        release(rt, item);
    }
    xrelease(rt, iterator);
    return failed || RAISED(rt) ? -1 : 0;
}

static int update_from(Runtime *rt, Obj *self, Obj *other) {
    if (is_dict_exact(rt, other)) return add_all(rt, self, dict_items_list(rt, other), NULL);
    static const char *const names[] = {"keys", "items"};
    for (int i = 0; i < 2; i++) {
        Own name = str_intern_cstr(rt, names[i]), method = name ? object_lookup_attr(rt, other, borrow(name)) : NULL;
        xrelease(rt, name);
        if (!method && RAISED(rt)) return -1;
        if (!method) continue;
        Own items = call_0(rt, borrow(method));
        release(rt, method);
        return add_all(rt, self, items, i ? NULL : other);
    }
    return add_all(rt, self, keep(other), NULL);
}

static int update_with(Runtime *rt, Obj *self, Obj *other, Obj *kwargs) {
    if (other) {
        Own kept = keep(other);
        int failed = update_from(rt, self, other);
        release(rt, kept);
        if (failed) return -1;
    }
    return kwargs && DICT_SIZE(kwargs) ? add_all(rt, self, dict_items_list(rt, kwargs), NULL) : 0;
}

static Own ordered_update(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    Own kwargs = NULL;
    if (nargs > 1) {
        return raise_format(rt, EXC(rt, TypeError), "update() takes at most 1 positional argument (%zd given)", nargs);
    }
    if (kwnames && TUPLE_SIZE(kwnames) && !(kwargs = call_kwargs_dict(rt, args + nargs, kwnames))) return NULL;
    int failed = update_with(rt, self, nargs ? args[0] : NULL, borrow(kwargs));
    xrelease(rt, kwargs);
    return ANSWER(failed);
}

static int ordered_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) {
    intptr_t count = TUPLE_SIZE(args);
    if (count > 1) return raise_format_int(rt, EXC(rt, TypeError), "expected at most 1 arguments, got %zd", count);
    return update_with(rt, self, count ? TUPLE_ITEM(args, 0) : NULL, kwargs);
}

static Own ordered_or(Runtime *rt, Obj *left, Obj *right) {
    bool from_left = IS_ORDERED(rt, left);
    if (!is_dict(from_left ? right : left)) return keep(rt->notimplemented);
    Own result = call_1(rt, (Obj *)(from_left ? left : right)->type, left);
    if (result && update_from(rt, borrow(result), right) < 0) own_clear(rt, &result);
    return result;
}

static Own ordered_inplace_or(Runtime *rt, Obj *self, Obj *other) {
    return update_from(rt, self, other) < 0 ? NULL : keep(self);
}

/* ---- life ---- */

static void ordered_dealloc(Runtime *rt, Obj *self) {
    bool derived = self->type->slots.tp_dealloc == subtype_dealloc;
    gc_untrack(rt, self);
    if (!derived && !trashcan_begin(rt, self)) return;
    own_clear(rt, &ORDERED(self)->attributes);
    weakref_clear_all(rt, self);
    clear_nodes(rt, ORDERED(self));
    T(rt, DICT)->slots.tp_dealloc(rt, self);
    if (!derived) trashcan_end(rt);
}

extern const TypeSpec dict_type_spec;

static int ordered_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(ORDERED(self)->attributes);
    for (Node *node = ORDERED(self)->first; node; node = node->next) VISIT(node->key);
    return dict_type_spec.slots.tp_traverse(self, visit, arg);
}

static int ordered_tp_clear(Runtime *rt, Obj *self) {
    own_clear(rt, &ORDERED(self)->attributes);
    dict_clear_items(rt, self);
    clear_nodes(rt, ORDERED(self));
    return 0;
}

static uint64_t ordered_sizeof(HS_UNUSED Runtime *rt, Obj *self) {
    uint64_t size = dict_sizeof(rt, self) + 8 * (uint64_t)ORDERED(self)->node_slots;
    if (ORDERED(self)->first) size += NODE_SIZE * (uint64_t)DICT_SIZE(self);
    return size;
}

/* ---- methods ---- */

static Own ordered_fromkeys(Runtime *rt, Obj *cls, METHOD_ARGS) {
    static const char *const names[] = {"iterable", "value", NULL};
    static const ArgSpec spec = {"fromkeys", names, 1, 2};
    Obj *given[2];
    if (args_parse(rt, &spec, args, nargs, kwnames, given) < 0) return NULL;
    return dict_fromkeys(rt, cls, given[0], given[1] ? given[1] : rt->none);
}

static Own ordered_reduce(Runtime *rt, Obj *self, METHOD_ARGS) {
    Own state = call_method_str(rt, self, "__getstate__", 0), items = NULL, iterator = NULL;
    if (state && (items = call_method_str(rt, self, "items", 0))) iterator = object_iter(rt, borrow(items));
    xrelease(rt, items);
    if (!iterator) {
        xrelease(rt, state);
        return NULL;
    }
    return tuple_build(rt, "O()NON", self->type, state, rt->none, iterator);
}

static Own ordered_setdefault(Runtime *rt, Obj *self, METHOD_ARGS) {
    static const char *const names[] = {"key", "default", NULL};
    static const ArgSpec spec = {"setdefault", names, 1, 2};
    Obj *given[2];
    if (args_parse(rt, &spec, args, nargs, kwnames, given) < 0) return NULL;
    Obj *value = given[1] ? given[1] : rt->none;
    if (IS_EXACT(rt, self)) {
        Obj *found = dict_get(rt, self, given[0]);
        if (found) return keep(found);
        if (RAISED(rt)) return NULL;
        return ordered_assign(rt, self, given[0], value) < 0 ? NULL : keep(value);
    }
    int there = sequence_contains(rt, self, given[0]);
    if (there < 0) return NULL;
    if (there) return object_getitem(rt, self, given[0]);
    return object_setitem(rt, self, given[0], value) < 0 ? NULL : keep(value);
}

static Own ordered_pop(Runtime *rt, Obj *self, METHOD_ARGS) {
    static const char *const names[] = {"key", "default", NULL};
    static const ArgSpec spec = {"pop", names, 1, 2};
    Obj *given[2];
    if (args_parse(rt, &spec, args, nargs, kwnames, given) < 0) return NULL;
    int64_t hash = object_hash(rt, given[0]);
    return hash == -1 ? NULL : pop_key(rt, self, given[0], given[1], hash);
}

/* The argument `last`: true when absent; -1 raised. */
static int last_argument(Runtime *rt, Obj *value) { return value ? object_is_true(rt, value) : 1; }

static Own ordered_popitem(Runtime *rt, Obj *self, METHOD_ARGS) {
    static const char *const names[] = {"last", NULL};
    static const ArgSpec spec = {"popitem", names, 0, 1};
    Obj *given[1];
    int last;
    if (args_parse(rt, &spec, args, nargs, kwnames, given) < 0 || (last = last_argument(rt, given[0])) < 0) return NULL;
    Node *node = last ? ORDERED(self)->last : ORDERED(self)->first;
    if (!node) return raise_format(rt, EXC(rt, KeyError), "dictionary is empty");
    Own key = keep(borrow(node->key)), value = pop_key(rt, self, borrow(key), NULL, node->hash), item = NULL;
    if (value) item = tuple_pack(rt, 2, borrow(key), borrow(value));
    release(rt, key);
    xrelease(rt, value);
    return item;
}

static Own ordered_move_to_end(Runtime *rt, Obj *object, METHOD_ARGS) {
    static const char *const names[] = {"key", "last", NULL};
    static const ArgSpec spec = {"move_to_end", names, 1, 2};
    OrderedDictObj *self = ORDERED(object);
    Obj *given[2];
    int last;
    if (args_parse(rt, &spec, args, nargs, kwnames, given) < 0 || (last = last_argument(rt, given[1])) < 0) return NULL;
    Node *node = last ? self->last : self->first;
    if (!node) return raise_object(rt, EXC(rt, KeyError), given[0]);
    if (given[0] == borrow(node->key)) return keep(rt->none);
    int64_t hash = object_hash(rt, given[0]);
    if (hash == -1) return NULL;
    if (!(node = find_node(rt, self, given[0], hash))) return RAISED(rt) ? NULL : raise_object(rt, EXC(rt, KeyError), given[0]);
    if (node != (last ? self->last : self->first)) {
        unlink_node(self, node);
        link_node(self, node, last);
    }
    return keep(rt->none);
}

static Own ordered_clear(Runtime *rt, Obj *self, METHOD_ARGS) {
    dict_clear_items(rt, self);
    clear_nodes(rt, ORDERED(self));
    return keep(rt->none);
}

static Own ordered_copy(Runtime *rt, Obj *self, METHOD_ARGS) {
    bool exact = IS_EXACT(rt, self);
    size_t state = ORDERED(self)->state;
    Own copy = exact ? T(rt, DICT)->slots.tp_new(rt, self->type, NULL, NULL) : call_0(rt, (Obj *)self->type);
    int failed = copy ? 0 : -1;
    for (Node *node = failed ? NULL : ORDERED(self)->first; node; node = node->next) {
        Own key = keep(borrow(node->key)), value;
        if (exact) value = xkeep(dict_get(rt, self, borrow(key)));
        else value = object_getitem(rt, self, borrow(key));
        if (!value && !RAISED(rt)) raise_key_error(rt, borrow(key));
        if (!value) failed = -1;
        else if (exact) failed = set_known(rt, borrow(copy), borrow(key), borrow(value), node->hash);
        else failed = object_setitem(rt, borrow(copy), borrow(key), borrow(value));
        xrelease(rt, value);
        release(rt, key);
        if (!failed && ORDERED(self)->state != state) {
            failed = raise_format_int(rt, EXC(rt, RuntimeError), "OrderedDict mutated during iteration");
        }
        if (failed) break; /* the node may be gone */
    }
    if (failed) xrelease(rt, copy);
    return failed ? NULL : copy;
}

/* ---- repr, comparison ---- */

/* List of the (key, value) pairs in order. */
static Own pairs_list(Runtime *rt, Obj *self) {
    if (!IS_EXACT(rt, self)) {
        Own items = call_method_str(rt, self, "items", 0), list = items ? sequence_to_list(rt, borrow(items)) : NULL;
        xrelease(rt, items);
        return list;
    }
    Own list = list_new(rt, 0);
    size_t state = ORDERED(self)->state;
    for (Node *node = ORDERED(self)->first; node && list; node = node->next) {
        Own key = keep(borrow(node->key));
        Obj *value = dict_get(rt, self, borrow(key));
        if (!value && !RAISED(rt)) raise_key_error(rt, borrow(key));
        if (value && ORDERED(self)->state != state) { /* by __hash__ or __eq__ of the key */
            raise_format(rt, EXC(rt, RuntimeError), "OrderedDict mutated during iteration");
            value = NULL;
        }
        Own pair = value ? tuple_pack(rt, 2, borrow(key), value) : NULL;
        release(rt, key);
        if (!pair || list_append_steal(rt, borrow(list), pair) < 0) {
            own_clear(rt, &list);
            break; /* the node may be gone */
        }
    }
    return list;
}

static Own dict_of_pairs(Runtime *rt, Own pairs) {
    Own dict = dict_new(rt);
    if (dict && dict_merge_from_pairs(rt, borrow(dict), borrow(pairs), 1) < 0) own_clear(rt, &dict);
    release(rt, pairs);
    return dict;
}

static Own ordered_repr(Runtime *rt, Obj *self) {
    const char *name = type_short_name(self->type);
    if (!DICT_SIZE(self)) return str_format(rt, "%s()", name);
    int entered = repr_enter(rt, self);
    if (entered) return entered > 0 ? str_from_cstr(rt, "...") : NULL;
    Own shown = pairs_list(rt, self);
    if (shown && rt->lens->minor > 11) shown = dict_of_pairs(rt, shown);
    Own text = shown ? str_format(rt, "%s(%R)", name, borrow(shown)) : NULL;
    xrelease(rt, shown);
    repr_leave(rt, self);
    return text;
}

static int same_order(Runtime *rt, OrderedDictObj *a, OrderedDictObj *b) {
    Node *x = a->first, *y = b->first;
    size_t state_a = a->state, state_b = b->state;
    for (; x && y; x = x->next, y = y->next) {
        int same = object_compare_bool(rt, borrow(x->key), borrow(y->key), CMP_EQ);
        if (same <= 0) return same;
        if (a->state != state_a || b->state != state_b) {
            return raise_format_int(rt, EXC(rt, RuntimeError), "OrderedDict mutated during iteration");
        }
    }
    return !x && !y;
}

static Own ordered_richcompare(Runtime *rt, Obj *left, Obj *right, int op) {
    if (!IS_ORDERED(rt, left) || !is_dict(right) || (op != CMP_EQ && op != CMP_NE)) return keep(rt->notimplemented);
    Own result = T(rt, DICT)->slots.tp_richcompare(rt, left, right, op);
    if (!result || !IS_ORDERED(rt, right) || borrow(result) != (op == CMP_EQ ? rt->true_ : rt->false_)) return result;
    release(rt, result);
    int same = same_order(rt, ORDERED(left), ORDERED(right));
    return same < 0 ? NULL : bool_from(rt, same == (op == CMP_EQ));
}

/* ---- iterators ---- */

static Own iter_make(Runtime *rt, Obj *dict, int kind) {
    Node *node = kind & ITER_REVERSED ? ORDERED(dict)->last : ORDERED(dict)->first;
    Own own = gc_alloc(rt, T(rt, ORDERED_DICT_ITER), 64);
    if (!own) return NULL;
    OrderedIterObj *self = ITER(borrow(own));
    self->kind = kind;
    if ((kind & ITER_ITEMS) == ITER_ITEMS && !(self->result = tuple_pack(rt, 2, rt->none, rt->none))) {
        release(rt, own);
        return NULL;
    }
    self->current = node ? keep(borrow(node->key)) : NULL;
    self->size = DICT_SIZE(dict);
    self->state = ORDERED(dict)->state;
    self->dict = keep(dict);
    gc_track(rt, borrow(own));
    return own;
}

static Own iter_next_key(Runtime *rt, OrderedIterObj *self) {
    Obj *dict = borrow(self->dict);
    if (!dict) return NULL;
    if (!self->current || ORDERED(dict)->state != self->state) {
        if (self->current) raise_format(rt, EXC(rt, RuntimeError), "OrderedDict mutated during iteration");
        own_clear(rt, &self->dict);
        return NULL;
    }
    if (self->size != DICT_SIZE(dict)) {
        self->size = -1;
        return raise_format(rt, EXC(rt, RuntimeError), "OrderedDict changed size during iteration");
    }
    Own key = self->current;
    int64_t hash = object_hash(rt, borrow(key));
    Node *node = hash == -1 ? NULL : find_node(rt, ORDERED(dict), borrow(key), hash);
    if (!node) {
        if (!RAISED(rt)) raise_key_error(rt, borrow(key));
        own_clear(rt, &self->current);
        return NULL;
    }
    node = self->kind & ITER_REVERSED ? node->prev : node->next;
    self->current = node ? keep(borrow(node->key)) : NULL;
    return key;
}

static Own iter_step(Runtime *rt, Obj *object) {
    OrderedIterObj *self = ITER(object);
    Own key = iter_next_key(rt, self);
    if (!key || !(self->kind & ITER_VALUES)) return key;
    Own value = xkeep(dict_get(rt, borrow(self->dict), borrow(key)));
    if (!value) {
        if (!RAISED(rt)) raise_key_error(rt, borrow(key));
        release(rt, key);
        own_clear(rt, &self->current);
        own_clear(rt, &self->dict);
        return NULL;
    }
    if (!(self->kind & ITER_KEYS)) {
        release(rt, key);
        return value;
    }
    Obj *last = borrow(self->result);
    bool reuse = last->refcount == 1;
    Own result = reuse ? keep(last) : tuple_alloc(rt, 2);
    if (!result) {
        release(rt, key);
        release(rt, value);
        return NULL;
    }
    own_set(rt, &TUPLE(borrow(result))->items[0], key);
    own_set(rt, &TUPLE(borrow(result))->items[1], value);
    if (!gc_is_tracked(borrow(result))) gc_track(rt, borrow(result));
    return result;
}

static Own iter_reduce(Runtime *rt, Obj *object, METHOD_ARGS) {
    OrderedIterObj *self = ITER(object);
    Own copy = self->dict ? iter_make(rt, borrow(self->dict), self->kind) : NULL, list;
    if (self->dict && !copy) return NULL;
    if (copy) {
        ITER(borrow(copy))->size = self->size;
        ITER(borrow(copy))->state = self->state;
        own_set(rt, &ITER(borrow(copy))->current, xkeep(borrow(self->current)));
    }
    list = copy ? sequence_to_list(rt, borrow(copy)) : list_new(rt, 0);
    xrelease(rt, copy);
    if (!list) return NULL;
    return tuple_build(rt, "N(N)", object_getattr(rt, borrow(rt->builtins_module), ID(rt, iter)), list);
}

static const MethodDef iter_methods[] = {
    {"__reduce__", iter_reduce, METH_NOARGS, 0, 0, "Return state information for pickling"}, METHOD_END};

const TypeSpec ordered_dict_iter_type_spec = {
    .name = "odict_iterator",
    .flags = TPF_GC | TPF_NO_INSTANTIATION,
    .base = -1,
    .virtual_size = 64,
    .own_fields = 3,
    .slots = {.tp_dealloc = fields_dealloc,
              .tp_traverse = fields_traverse,
              .tp_getattro = object_generic_getattr,
              .tp_iter = object_self_iter,
              .tp_iternext = iter_step},
    .methods = iter_methods,
};

static Own ordered_iter(Runtime *rt, Obj *self) { return iter_make(rt, self, ITER_KEYS); }
static Own ordered_reversed(Runtime *rt, Obj *self, METHOD_ARGS) { return iter_make(rt, self, ITER_KEYS | ITER_REVERSED); }

/* ---- views ---- */

/* What a view's iterator gives. */
static int view_kind(Runtime *rt, Obj *view) {
    return view->type == T(rt, ORDERED_DICT_KEYS) ? ITER_KEYS : view->type == T(rt, ORDERED_DICT_VALUES) ? ITER_VALUES : ITER_ITEMS;
}

static Own view_iter(Runtime *rt, Obj *self) { return iter_make(rt, dict_view_dict(self), view_kind(rt, self)); }
static Own view_reversed(Runtime *rt, Obj *self, METHOD_ARGS) {
    return iter_make(rt, dict_view_dict(self), view_kind(rt, self) | ITER_REVERSED);
}

static const MethodDef view_methods[] = {{"__reversed__", view_reversed, METH_NOARGS, 0, 0, NULL}, METHOD_END};

#define VIEW_SPEC(view_name, base_type)                                                            \
    .name = view_name, .flags = TPF_NO_INSTANTIATION, .base = base_type, .virtual_size = 24, \
    .slots = {.tp_iter = view_iter}, .methods = view_methods

const TypeSpec ordered_dict_keys_type_spec = {VIEW_SPEC("odict_keys", TYPE_DICT_KEYS)};
const TypeSpec ordered_dict_values_type_spec = {VIEW_SPEC("odict_values", TYPE_DICT_VALUES)};
const TypeSpec ordered_dict_items_type_spec = {VIEW_SPEC("odict_items", TYPE_DICT_ITEMS)};

static Own ordered_keys(Runtime *rt, Obj *self, METHOD_ARGS) { return dict_view_new(rt, T(rt, ORDERED_DICT_KEYS), self); }
static Own ordered_values(Runtime *rt, Obj *self, METHOD_ARGS) { return dict_view_new(rt, T(rt, ORDERED_DICT_VALUES), self); }
static Own ordered_items(Runtime *rt, Obj *self, METHOD_ARGS) { return dict_view_new(rt, T(rt, ORDERED_DICT_ITEMS), self); }

/* ---- type ---- */

static const MethodDef ordered_methods[] = {
    {"fromkeys", ordered_fromkeys, METH_FASTCALL | METH_KEYWORDS | METH_CLASS, 0, -1,
     "fromkeys($type, /, iterable, value=None)\n--\n\nNew ordered dictionary with these keys, all with one value."},
    {"__sizeof__", object_sizeof_method, METH_NOARGS, 0, 0, NULL},
    {"__reduce__", ordered_reduce, METH_NOARGS, 0, 0, "Return state information for pickling"},
    {"setdefault", ordered_setdefault, METH_FASTCALL | METH_KEYWORDS, 0, -1,
     "setdefault($self, /, key, default=None)\n--\n\nThe value of key, which is inserted with default if it is absent."},
    {"pop", ordered_pop, METH_FASTCALL | METH_KEYWORDS, 0, -1,
     "pop($self, /, key, default=<unrepresentable>)\n--\n\nRemove a key and return its value; default, or KeyError, if absent."},
    {"popitem", ordered_popitem, METH_FASTCALL | METH_KEYWORDS, 0, -1,
     "popitem($self, /, last=True)\n--\n\nRemove and return the last or the first (key, value) pair."},
    {"keys", ordered_keys, METH_NOARGS, 0, 0, NULL},
    {"values", ordered_values, METH_NOARGS, 0, 0, NULL},
    {"items", ordered_items, METH_NOARGS, 0, 0, NULL},
    {"update", ordered_update, METH_VARARGS | METH_KEYWORDS, 0, -1, NULL},
    {"clear", ordered_clear, METH_NOARGS, 0, 0, "od.clear() -> None.  Remove all items from od."},
    {"copy", ordered_copy, METH_NOARGS, 0, 0, "od.copy() -> a shallow copy of od"},
    {"__reversed__", ordered_reversed, METH_NOARGS, 0, 0, "od.__reversed__() <==> reversed(od)"},
    {"move_to_end", ordered_move_to_end, METH_FASTCALL | METH_KEYWORDS, 0, -1,
     "move_to_end($self, /, key, last=True)\n--\n\nMove an existing key to the end, or to the beginning."},
    METHOD_END,
};

static Own get_attributes(Runtime *rt, Obj *self, HS_UNUSED const void *closure) { return object_get_dict(rt, self); }
static int set_attributes(Runtime *rt, Obj *self, Obj *value, HS_UNUSED const void *closure) {
    return object_set_dict(rt, self, value);
}

static const GetSetDef ordered_getset[] = {{"__dict__", get_attributes, set_attributes, NULL, NULL}, GETSET_END};

const TypeSpec ordered_dict_type_spec = {
    .name = "collections.OrderedDict",
    .doc = "Dictionary that remembers insertion order",
    .flags = TPF_BASETYPE | TPF_GC,
    .base = TYPE_DICT,
    .virtual_size = 112,
    .weak_offset = offsetof(OrderedDictObj, weaklist),
    .dict_offset = offsetof(OrderedDictObj, attributes),
    .slots = {.tp_dealloc = ordered_dealloc,
              .tp_traverse = ordered_traverse,
              .tp_clear = ordered_tp_clear,
              .tp_init = ordered_init,
              .tp_repr = ordered_repr,
              .tp_sizeof = ordered_sizeof,
              .tp_richcompare = ordered_richcompare,
              .tp_iter = ordered_iter,
              .nb_or = ordered_or,
              .nb_inplace_or = ordered_inplace_or,
              .mp_ass_subscript = ordered_assign},
    .methods = ordered_methods,
    .getset = ordered_getset,
};
