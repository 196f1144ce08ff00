/* collections.deque: a doubly linked chain of blocks of 64 items, filled from the middle to both ends.
 *
 * The first item is left->items[left_index], the last right->items[right_index]; an empty deque has one block and the two
 * indices crossed in its middle. `state` counts the moves of the ends, so that iterators and searches notice changes.
 * Up to 16 blocks wait to be used again. Follows CPython 3.11 Modules/_collectionsmodule.c. */
#include "lib/collections.h"
#include "object/weakref.h"

enum { BLOCK_LENGTH = 64, BLOCK_CENTER = (BLOCK_LENGTH - 1) / 2, BLOCK_SIZE = 528, FREE_BLOCKS = 16 };

typedef struct Block { /* virtual 528 */
    struct Block *left, *right;
    Own items[BLOCK_LENGTH];
} Block;
typedef struct DequeObj { /* virtual 216 */
    VarObj head;
    Block *left, *right;
    intptr_t left_index, right_index;
    size_t state;
    int64_t max_length; /* -1: no limit */
    intptr_t free_count;
    Block *free[FREE_BLOCKS];
    Obj *weaklist;
} DequeObj;
typedef struct DequeIterObj { /* virtual 56 */
    Obj base;
    Own deque;
    Block *block;
    intptr_t index;
    size_t state;
    intptr_t left; /* items still to come */
} DequeIterObj;
_Static_assert(sizeof(DequeObj) <= 216 && sizeof(DequeIterObj) <= 56 && sizeof(Block) <= BLOCK_SIZE, "deque");
#define DEQUE(o) ((DequeObj *)(o))
#define DEQUE_SIZE(o) (DEQUE(o)->head.size)
#define ITER(o) ((DequeIterObj *)(o))

/* ---- blocks ---- */

static Block *block_new(Runtime *rt, DequeObj *self) {
    if (self->free_count) return self->free[--self->free_count];
    Block *block = mem_alloc(rt, BLOCK_SIZE);
    if (!block) raise_memory_error(rt);
    return block;
}

static void block_free(Runtime *rt, DequeObj *self, Block *block) {
    if (self->free_count < FREE_BLOCKS) self->free[self->free_count++] = block;
    else mem_free(rt, block);
}

static void center(DequeObj *self) {
    self->left_index = BLOCK_CENTER + 1;
    self->right_index = BLOCK_CENTER;
}

/* `block` behind the right end (or before the left one) becomes the new end. -1: there is none. */
static int grow(DequeObj *self, bool at_left, Block *block) {
    if (!block) return -1;
    if (at_left) {
        block->right = self->left;
        self->left = self->left->left = block;
        self->left_index = BLOCK_LENGTH;
    } else {
        block->left = self->right;
        self->right = self->right->right = block;
        self->right_index = -1;
    }
    return 0;
}

/* Step to the next item to the right. */
HS_INLINE void step_right(Block **block, intptr_t *index) {
    if (++*index < BLOCK_LENGTH) return;
    *block = (*block)->right;
    *index = 0;
}

static Own *item_slot(DequeObj *self, intptr_t i) {
    intptr_t size = self->head.size, at = i + self->left_index, steps = at / BLOCK_LENGTH;
    Block *block = self->left;
    if (i < size / 2) {
        while (steps-- > 0) block = block->right;
    } else {
        block = self->right;
        for (steps = (self->left_index + size - 1) / BLOCK_LENGTH - steps; steps > 0; steps--) block = block->left;
    }
    return &block->items[at % BLOCK_LENGTH];
}

/* ---- ends ---- */

static Own pop(Runtime *rt, Obj *object, bool at_left) {
    DequeObj *self = DEQUE(object);
    if (!self->head.size) return raise_format(rt, EXC(rt, IndexError), "pop from an empty deque");
    Own item = at_left ? self->left->items[self->left_index++] : self->right->items[self->right_index--];
    self->head.size--;
    self->state++;
    if (at_left ? self->left_index < BLOCK_LENGTH : self->right_index >= 0) return item;
    if (!self->head.size) {
        center(self);
    } else if (at_left) {
        Block *next = self->left->right;
        block_free(rt, self, self->left);
        self->left = next;
        self->left_index = 0;
    } else {
        Block *next = self->right->left;
        block_free(rt, self, self->right);
        self->right = next;
        self->right_index = BLOCK_LENGTH - 1;
    }
    return item;
}

/* Takes the item, also on failure. */
static int push(Runtime *rt, Obj *object, Own item, bool at_left, int64_t max_length) {
    DequeObj *self = DEQUE(object);
    if ((at_left ? self->left_index == 0 : self->right_index == BLOCK_LENGTH - 1) && grow(self, at_left, block_new(rt, self)) < 0) {
        release(rt, item);
        return -1;
    }
    self->head.size++;
    if (at_left) self->left->items[--self->left_index] = item;
    else self->right->items[++self->right_index] = item;
    if (max_length >= 0 && max_length < self->head.size) release(rt, pop(rt, object, !at_left));
    else self->state++;
    return 0;
}

static int extend(Runtime *rt, Obj *object, Obj *iterable, bool at_left) {
    DequeObj *self = DEQUE(object);
    int64_t max_length = self->max_length;
    if (object == iterable) {
        Own list = sequence_to_list(rt, iterable);
        int failed = list ? extend(rt, object, borrow(list), at_left) : -1;
        xrelease(rt, list);
        return failed;
    }
    Own iterator = object_iter(rt, iterable), item;
    if (!iterator) return -1;
    if (max_length && !self->head.size) { /* room for all of a short one in one block */
        self->left_index = at_left ? BLOCK_LENGTH - 1 : 1;
        self->right_index = self->left_index - 1;
    }
    int failed = 0;
    while (!failed && (item = iter_next(rt, borrow(iterator)))) {
        if (max_length) failed = push(rt, object, item, at_left, max_length);
        else release(rt, item);
    }
    release(rt, iterator);
    return failed || RAISED(rt) ? -1 : 0;
}

/* Turn by n to the right: at most half of the deque moves, block by block. */
static int rotate(Runtime *rt, DequeObj *self, int64_t n) {
    intptr_t size = self->head.size, half = size / 2;
    Block *spare = NULL;
    int result = 0;
    if (size <= 1) return 0;
    if (n > half || n < -half) {
        n %= size;
        n += n > half ? -size : n < -half ? size : 0;
    }
    self->state++;
    while (n) {
        bool right = n > 0;
        if (right ? self->left_index == 0 : self->right_index == BLOCK_LENGTH - 1) {
            if ((result = grow(self, right, spare ? spare : block_new(rt, self))) < 0) break;
            spare = NULL;
        }
        intptr_t from = right ? self->right_index + 1 : BLOCK_LENGTH - self->left_index;
        intptr_t room = right ? self->left_index : BLOCK_LENGTH - 1 - self->right_index;
        intptr_t m = (intptr_t)(right ? n : -n);
        m = m < from ? m : from;
        m = m < room ? m : room;
        if (right) {
            self->right_index -= m;
            self->left_index -= m;
            n -= m;
            memmove(&self->left->items[self->left_index], &self->right->items[self->right_index + 1], (size_t)m * sizeof(Own));
        } else {
            memmove(&self->right->items[self->right_index + 1], &self->left->items[self->left_index], (size_t)m * sizeof(Own));
            self->left_index += m;
            self->right_index += m;
            n += m;
        }
        if (self->right_index < 0) {
            spare = self->right;
            self->right = spare->left;
            self->right_index = BLOCK_LENGTH - 1;
        } else if (self->left_index == BLOCK_LENGTH) {
            spare = self->left;
            self->left = spare->right;
            self->left_index = 0;
        }
    }
    if (spare) block_free(rt, self, spare);
    return result;
}

/* The deque is empty before the first item goes: what that runs may use it. */
static void clear_items(Runtime *rt, DequeObj *self) {
    intptr_t count = self->head.size, index = self->left_index;
    Block *block = self->left, *fresh = count ? block_new(rt, self) : NULL;
    if (!count) return;
    if (!fresh) {
        raised_clear(rt);
        while (self->head.size) release(rt, pop(rt, (Obj *)self, false));
        return;
    }
    self->head.size = 0;
    self->left = self->right = fresh;
    center(self);
    self->state++;
    for (;;) {
        Own item = block->items[index++];
        if (--count && index == BLOCK_LENGTH) {
            release(rt, item);
            Block *next = block->right;
            block_free(rt, self, block);
            block = next;
            index = 0;
            continue;
        }
        release(rt, item);
        if (!count) break;
    }
    block_free(rt, self, block);
}

/* ---- life ---- */

static Own deque_new(Runtime *rt, TypeObj *type, HS_UNUSED Obj *args, HS_UNUSED Obj *kwargs) {
    Own own = type->slots.tp_alloc(rt, type, 0);
    if (!own) return NULL;
    DequeObj *self = DEQUE(borrow(own));
    self->max_length = -1;
    center(self);
    if ((self->left = self->right = block_new(rt, self))) return own;
    release(rt, own);
    return NULL;
}

static int deque_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) {
    static const char *const names[] = {"iterable", "maxlen", NULL};
    static const ArgSpec spec = {"deque", names, 0, 2};
    Obj *given[2];
    int64_t max_length = -1;
    if (args_parse_tuple(rt, &spec, args, kwargs, given) < 0) return -1;
    if (given[1] && !is_none(rt, given[1])) {
        if (!is_int(given[1])) return raise_format_int(rt, EXC(rt, TypeError), "an integer is required");
        if (int_as_ssize(rt, given[1], &max_length) < 0) return -1;
        if (max_length < 0) return raise_format_int(rt, EXC(rt, ValueError), "maxlen must be non-negative");
    }
    DEQUE(self)->max_length = max_length;
    clear_items(rt, DEQUE(self));
    return given[0] ? extend(rt, self, given[0], false) : 0;
}

static void deque_dealloc(Runtime *rt, Obj *object) {
    DequeObj *self = DEQUE(object);
    if (!fields_dealloc_begin(rt, object)) return;
    weakref_clear_all(rt, object);
    if (self->left) {
        clear_items(rt, self);
        block_free(rt, self, self->left);
    }
    while (self->free_count) mem_free(rt, self->free[--self->free_count]);
    fields_dealloc_end(rt, object);
}

static int deque_traverse(Obj *object, VisitFn visit, void *arg) {
    DequeObj *self = DEQUE(object);
    Block *block = self->left;
    intptr_t index = self->left_index;
    for (intptr_t i = 0; i < self->head.size; i++) {
        VISIT(block->items[index]);
        step_right(&block, &index);
    }
    return 0;
}

static int deque_clear(Runtime *rt, Obj *self) {
    clear_items(rt, DEQUE(self));
    return 0;
}

static uint64_t deque_sizeof(HS_UNUSED Runtime *rt, Obj *self) {
    intptr_t blocks = (DEQUE(self)->left_index + DEQUE_SIZE(self) + BLOCK_LENGTH - 1) / BLOCK_LENGTH;
    return self->type->virtual_size + (uint64_t)blocks * BLOCK_SIZE;
}

/* ---- methods ---- */

#define ANSWER(failed) ((failed) < 0 ? NULL : keep(rt->none))

static Own deque_append(Runtime *rt, Obj *self, METHOD_ARGS) {
    return ANSWER(push(rt, self, keep(args[0]), false, DEQUE(self)->max_length));
}
static Own deque_appendleft(Runtime *rt, Obj *self, METHOD_ARGS) {
    return ANSWER(push(rt, self, keep(args[0]), true, DEQUE(self)->max_length));
}
static Own deque_pop(Runtime *rt, Obj *self, METHOD_ARGS) { return pop(rt, self, false); }
static Own deque_popleft(Runtime *rt, Obj *self, METHOD_ARGS) { return pop(rt, self, true); }
static Own deque_extend(Runtime *rt, Obj *self, METHOD_ARGS) { return ANSWER(extend(rt, self, args[0], false)); }
static Own deque_extendleft(Runtime *rt, Obj *self, METHOD_ARGS) { return ANSWER(extend(rt, self, args[0], true)); }
static Own deque_clear_method(Runtime *rt, Obj *self, METHOD_ARGS) { return ANSWER(deque_clear(rt, self)); }

static Own deque_rotate(Runtime *rt, Obj *self, METHOD_ARGS) {
    int64_t n = 1;
    if (args_check_positional(rt, "deque.rotate", nargs, 0, 1) < 0) return NULL;
    if (nargs && ssize_argument(rt, args[0], &n) < 0) return NULL;
    return ANSWER(rotate(rt, DEQUE(self), n));
}

static Own deque_reverse(Runtime *rt, Obj *object, METHOD_ARGS) {
    DequeObj *self = DEQUE(object);
    Block *left = self->left, *right = self->right;
    intptr_t left_index = self->left_index, right_index = self->right_index;
    for (intptr_t n = self->head.size / 2; n > 0; n--) {
        Own item = left->items[left_index];
        left->items[left_index] = right->items[right_index];
        right->items[right_index] = item;
        step_right(&left, &left_index);
        if (--right_index < 0) {
            right = right->left;
            right_index = BLOCK_LENGTH - 1;
        }
    }
    return keep(rt->none);
}

/* Place of the first item from start to stop that equals value; -1 none, -2 raised. With `count` all are counted. */
static intptr_t find(Runtime *rt, Obj *object, Obj *value, intptr_t start, intptr_t stop, intptr_t *count, TypeObj *error) {
    DequeObj *self = DEQUE(object);
    size_t state = self->state;
    Block *block = self->left;
    intptr_t index = self->left_index;
    for (intptr_t i = 0; i < stop; i++, step_right(&block, &index)) {
        if (i < start) continue;
        Own item = keep(borrow(block->items[index]));
        int same = object_compare_bool(rt, borrow(item), value, CMP_EQ);
        release(rt, item);
        if (same < 0) return -2;
        if (same && !count && error != EXC(rt, IndexError)) return i;
        if (self->state != state) {
            raise_format(rt, error, "deque mutated during iteration");
            return -2;
        }
        if (same && !count) return i;
        if (count) *count += same;
    }
    return -1;
}

static Own deque_count(Runtime *rt, Obj *self, METHOD_ARGS) {
    intptr_t count = 0;
    if (find(rt, self, args[0], 0, DEQUE_SIZE(self), &count, EXC(rt, RuntimeError)) == -2) return NULL;
    return int_from_i64(rt, count);
}

static int deque_contains(Runtime *rt, Obj *self, Obj *value) {
    intptr_t i = find(rt, self, value, 0, DEQUE_SIZE(self), NULL, EXC(rt, RuntimeError));
    return i == -2 ? -1 : i >= 0;
}

static Own raise_absent(Runtime *rt, Obj *value) { return raise_format(rt, EXC(rt, ValueError), "%R is not in deque", value); }

static Own deque_index(Runtime *rt, Obj *self, METHOD_ARGS) {
    int64_t start = 0, stop = DEQUE_SIZE(self);
    if (args_check_given(rt, "index()", nargs, 1, 3) < 0) return NULL;
    if (nargs > 1 && search_bound(rt, args[1], DEQUE_SIZE(self), &start) < 0) return NULL;
    if (nargs > 2 && search_bound(rt, args[2], DEQUE_SIZE(self), &stop) < 0) return NULL;
    if (stop > DEQUE_SIZE(self)) stop = DEQUE_SIZE(self);
    intptr_t i = start < stop ? find(rt, self, args[0], (intptr_t)start, (intptr_t)stop, NULL, EXC(rt, RuntimeError)) : -1;
    if (i == -1) return raise_absent(rt, args[0]);
    return i < 0 ? NULL : int_from_i64(rt, i);
}

static int delete_item(Runtime *rt, Obj *self, intptr_t i) {
    if (rotate(rt, DEQUE(self), -i) < 0) return -1;
    Own item = pop(rt, self, true);
    int failed = rotate(rt, DEQUE(self), i);
    release(rt, item);
    return failed;
}

static Own deque_remove(Runtime *rt, Obj *self, METHOD_ARGS) {
    intptr_t i = find(rt, self, args[0], 0, DEQUE_SIZE(self), NULL, EXC(rt, IndexError));
    if (i == -1) return raise_absent(rt, args[0]);
    return i < 0 ? NULL : ANSWER(delete_item(rt, self, i));
}

static Own deque_insert(Runtime *rt, Obj *self, METHOD_ARGS) {
    int64_t index, size = DEQUE_SIZE(self);
    if (args_check_given(rt, "insert()", nargs, 2, 2) < 0 || ssize_argument(rt, args[0], &index) < 0) return NULL;
    if (DEQUE(self)->max_length == size) {
        return raise_format(rt, EXC(rt, IndexError), "deque already at its maximum size");
    }
    bool at_end = index >= size || index <= -size || index == 0;
    if (!at_end && rotate(rt, DEQUE(self), -index) < 0) return NULL;
    bool at_left = at_end ? index < size && index <= 0 : index > 0;
    if (push(rt, self, keep(args[1]), at_left, DEQUE(self)->max_length) < 0) return NULL;
    return at_end ? keep(rt->none) : ANSWER(rotate(rt, DEQUE(self), index));
}

static Own deque_copy(Runtime *rt, Obj *self, METHOD_ARGS) {
    Obj *type = (Obj *)self->type;
    int64_t max_length = DEQUE(self)->max_length;
    Own result;
    if (self->type == T(rt, DEQUE)) {
        if (!(result = deque_new(rt, self->type, NULL, NULL))) return NULL;
        DEQUE(borrow(result))->max_length = max_length;
        int failed = DEQUE_SIZE(self) == 1 ? push(rt, borrow(result), keep(borrow(*item_slot(DEQUE(self), 0))), false, max_length)
                                           : extend(rt, borrow(result), self, false);
        if (failed) own_clear(rt, &result);
        return result;
    }
    if (max_length < 0) {
        result = call_1(rt, type, self);
    } else {
        Own limit = int_from_i64(rt, max_length);
        result = limit ? call_2(rt, type, self, borrow(limit)) : NULL;
        xrelease(rt, limit);
    }
    if (result && !is_instance_of(borrow(result), T(rt, DEQUE))) {
        raise_format(rt, EXC(rt, TypeError), "%.200s() must return a deque, not %.200s", self->type->name,
                     borrow(result)->type->name);
        own_clear(rt, &result);
    }
    return result;
}

static Own deque_reduce(Runtime *rt, Obj *self, METHOD_ARGS) {
    Own state = call_method_str(rt, self, "__getstate__", 0), iterator = state ? object_iter(rt, self) : NULL;
    if (!iterator) {
        xrelease(rt, state);
        return NULL;
    }
    int64_t max_length = DEQUE(self)->max_length;
    if (max_length < 0) return tuple_build(rt, "O()NN", self->type, state, iterator);
    return tuple_build(rt, "O(()n)NN", self->type, max_length, state, iterator);
}

static Own deque_repr(Runtime *rt, Obj *self) {
    int entered = repr_enter(rt, self);
    if (entered) return entered > 0 ? str_from_cstr(rt, "[...]") : NULL;
    Own list = sequence_to_list(rt, self), text = NULL;
    const char *name = type_short_name(self->type);
    if (list && DEQUE(self)->max_length < 0) text = str_format(rt, "%s(%R)", name, borrow(list));
    else if (list) text = str_format(rt, "%s(%R, maxlen=%lld)", name, borrow(list), (long long)DEQUE(self)->max_length);
    repr_leave(rt, self);
    xrelease(rt, list);
    return text;
}

static Own get_maxlen(Runtime *rt, Obj *self, const void *closure) {
    (void)closure;
    return DEQUE(self)->max_length < 0 ? keep(rt->none) : int_from_i64(rt, DEQUE(self)->max_length);
}

/* ---- operators ---- */

static intptr_t deque_length(Runtime *rt, Obj *self) {
    (void)rt;
    return DEQUE_SIZE(self);
}

static Own *checked_slot(Runtime *rt, Obj *self, intptr_t i) {
    if (i >= 0 && i < DEQUE_SIZE(self)) return item_slot(DEQUE(self), i);
    raise_format(rt, EXC(rt, IndexError), "deque index out of range");
    return NULL;
}

static Own deque_item(Runtime *rt, Obj *self, intptr_t i) {
    Own *slot = checked_slot(rt, self, i);
    return slot ? keep(borrow(*slot)) : NULL;
}

static int deque_assign_item(Runtime *rt, Obj *self, intptr_t i, Obj *value) {
    Own *slot = checked_slot(rt, self, i);
    if (!slot) return -1;
    if (!value) return delete_item(rt, self, i);
    own_set(rt, slot, keep(value));
    return 0;
}

static Own deque_concat(Runtime *rt, Obj *self, Obj *other) {
    int is_deque = object_is_instance(rt, other, (Obj *)T(rt, DEQUE));
    if (is_deque < 0) return NULL;
    if (!is_deque) {
        return raise_format(rt, EXC(rt, TypeError), "can only concatenate deque (not \"%.200s\") to deque", other->type->name);
    }
    Own result = deque_copy(rt, self, NULL, 0, NULL);
    if (result && extend(rt, borrow(result), other, false) < 0) own_clear(rt, &result);
    return result;
}

static Own deque_inplace_concat(Runtime *rt, Obj *self, Obj *other) {
    return extend(rt, self, other, false) < 0 ? NULL : keep(self);
}

static Own deque_inplace_repeat(Runtime *rt, Obj *object, intptr_t n) {
    DequeObj *self = DEQUE(object);
    intptr_t size = self->head.size;
    if (size && n <= 0) clear_items(rt, self);
    if (size == 0 || n <= 1) return keep(object);
    if (size > INTPTR_MAX / 8 / n) return raise_memory_error(rt);
    if (self->max_length >= 0 && (int64_t)n * size > self->max_length) {
        n = (intptr_t)((self->max_length + size - 1) / size);
    }
    if (size == 1) {
        Obj *item = borrow(*item_slot(self, 0));
        self->state++;
        for (intptr_t i = 1; i < n; i++) {
            if (self->right_index == BLOCK_LENGTH - 1 && grow(self, false, block_new(rt, self)) < 0) return NULL;
            self->right->items[++self->right_index] = keep(item);
            self->head.size++;
        }
        return keep(object);
    }
    Own list = sequence_to_list(rt, object);
    if (!list) return NULL;
    int failed = 0;
    for (intptr_t i = 1; i < n && !failed; i++) failed = extend(rt, object, borrow(list), false);
    release(rt, list);
    return failed ? NULL : keep(object);
}

static Own deque_repeat(Runtime *rt, Obj *self, intptr_t n) {
    Own copy = deque_copy(rt, self, NULL, 0, NULL), result = copy ? deque_inplace_repeat(rt, borrow(copy), n) : NULL;
    xrelease(rt, copy);
    return result;
}

static bool by_size(bool left_longer, bool right_longer, int op) {
    switch (op) {
    case CMP_LT: return right_longer;
    case CMP_LE: return !left_longer;
    case CMP_EQ: return !left_longer && !right_longer;
    case CMP_NE: return left_longer || right_longer;
    case CMP_GT: return left_longer;
    default: return !right_longer;
    }
}

static Own deque_richcompare(Runtime *rt, Obj *left, Obj *right, int op) {
    TypeObj *type = T(rt, DEQUE);
    if (!is_instance_of(left, type) || !is_instance_of(right, type)) return keep(rt->notimplemented);
    if (op == CMP_EQ || op == CMP_NE) {
        if (left == right) return bool_from(rt, op == CMP_EQ);
        if (DEQUE_SIZE(left) != DEQUE_SIZE(right)) return bool_from(rt, op == CMP_NE);
    }
    Own iterators[2] = {object_iter(rt, left), NULL}, pair[2];
    int answer = -1;
    if (iterators[0]) iterators[1] = object_iter(rt, right);
    while (iterators[1]) {
        if (!(pair[0] = iter_next(rt, borrow(iterators[0]))) && RAISED(rt)) break;
        pair[1] = iter_next(rt, borrow(iterators[1]));
        bool both = pair[0] && pair[1], differ = false;
        if (both) {
            int same = object_compare_bool(rt, borrow(pair[0]), borrow(pair[1]), CMP_EQ);
            if (same == 0) answer = object_compare_bool(rt, borrow(pair[0]), borrow(pair[1]), op);
            differ = same <= 0;
        } else if (!RAISED(rt)) {
            answer = by_size(pair[0] != NULL, pair[1] != NULL, op);
        }
        xrelease(rt, pair[0]);
        xrelease(rt, pair[1]);
        if (!both || differ) break;
    }
    xrelease(rt, iterators[0]);
    xrelease(rt, iterators[1]);
    return answer < 0 ? NULL : bool_from(rt, answer);
}

/* ---- iterators ---- */

static Own iter_make(Runtime *rt, Obj *deque, TypeObj *type, bool reverse) {
    Own own = fields_new(rt, type, 1, keep(deque));
    if (!own) return NULL;
    DequeIterObj *self = ITER(borrow(own));
    self->block = reverse ? DEQUE(deque)->right : DEQUE(deque)->left;
    self->index = reverse ? DEQUE(deque)->right_index : DEQUE(deque)->left_index;
    self->state = DEQUE(deque)->state;
    self->left = DEQUE_SIZE(deque);
    return own;
}

static Own deque_iter(Runtime *rt, Obj *self) { return iter_make(rt, self, T(rt, DEQUE_ITER), false); }
static Own deque_reversed(Runtime *rt, Obj *self, METHOD_ARGS) { return iter_make(rt, self, T(rt, DEQUE_REVITER), true); }

static Own raise_mutated(Runtime *rt, DequeIterObj *self) {
    self->left = 0;
    return raise_format(rt, EXC(rt, RuntimeError), "deque mutated during iteration");
}

static Own iter_step(Runtime *rt, Obj *object) {
    DequeIterObj *self = ITER(object);
    if (DEQUE(borrow(self->deque))->state != self->state) return raise_mutated(rt, self);
    if (!self->left) return NULL;
    Own item = keep(borrow(self->block->items[self->index++]));
    if (--self->left && self->index == BLOCK_LENGTH) {
        self->block = self->block->right;
        self->index = 0;
    }
    return item;
}

static Own reviter_step(Runtime *rt, Obj *object) {
    DequeIterObj *self = ITER(object);
    if (!self->left) return NULL;
    if (DEQUE(borrow(self->deque))->state != self->state) return raise_mutated(rt, self);
    Own item = keep(borrow(self->block->items[self->index--]));
    if (--self->left && self->index < 0) {
        self->block = self->block->left;
        self->index = BLOCK_LENGTH - 1;
    }
    return item;
}

/* type(deque[, items already taken]) */
static Own iter_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    Obj *given[2];
    int64_t skip = 0;
    (void)kwargs;
    if (state_unpack(rt, args, 1, 2, given) < 0) return NULL;
    if (!is_instance_of(given[0], T(rt, DEQUE))) {
        return raise_format(rt, EXC(rt, TypeError), "argument 1 must be collections.deque, not %.50N", given[0]);
    }
    if (given[1] && ssize_argument(rt, given[1], &skip) < 0) return NULL;
    Own own = iter_make(rt, given[0], type, type == T(rt, DEQUE_REVITER)), item;
    while (own && skip-- > 0 && (item = type->slots.tp_iternext(rt, borrow(own)))) release(rt, item);
    return own;
}

static Own iter_hint(Runtime *rt, Obj *self, METHOD_ARGS) { return int_from_i64(rt, ITER(self)->left); }

static Own iter_reduce(Runtime *rt, Obj *self, METHOD_ARGS) {
    Obj *deque = borrow(ITER(self)->deque);
    return tuple_build(rt, "O(On)", self->type, deque, (int64_t)(DEQUE_SIZE(deque) - ITER(self)->left));
}

static const MethodDef iter_methods[] = {
    {"__length_hint__", iter_hint, METH_NOARGS, 0, 0, "Private method returning an estimate of len(list(it))."},
    {"__reduce__", iter_reduce, METH_NOARGS, 0, 0, "Return state information for pickling."},
    METHOD_END,
};

#define DEQUE_ITER_SPEC(type_name, step)                                                           \
    .name = "_collections." type_name, .flags = TPF_GC, .base = -1, .virtual_size = 56, .own_fields = 1, \
    .slots = {.tp_dealloc = fields_dealloc, .tp_traverse = fields_traverse, .tp_new = iter_new,    \
              .tp_getattro = object_generic_getattr, .tp_iter = object_self_iter, .tp_iternext = (step)}, \
    .methods = iter_methods

const TypeSpec deque_iter_type_spec = {DEQUE_ITER_SPEC("_deque_iterator", iter_step)};
const TypeSpec deque_reviter_type_spec = {DEQUE_ITER_SPEC("_deque_reverse_iterator", reviter_step)};

/* ---- type ---- */

static const MethodDef deque_methods[] = {
    {"append", deque_append, METH_O, 1, 1, "Add an element to the right side of the deque."},
    {"appendleft", deque_appendleft, METH_O, 1, 1, "Add an element to the left side of the deque."},
    {"clear", deque_clear_method, METH_NOARGS, 0, 0, "Remove all elements from the deque."},
    {"__copy__", deque_copy, METH_NOARGS, 0, 0, "Return a shallow copy of a deque."},
    {"copy", deque_copy, METH_NOARGS, 0, 0, "Return a shallow copy of a deque."},
    {"count", deque_count, METH_O, 1, 1, "D.count(value) -- number of occurrences of value"},
    {"extend", deque_extend, METH_O, 1, 1, "Add the elements of an iterable to the right side."},
    {"extendleft", deque_extendleft, METH_O, 1, 1, "Add the elements of an iterable to the left side, one by one."},
    {"index", deque_index, METH_FASTCALL, 0, -1, "D.index(value, [start, [stop]]) -- first index of value, or ValueError"},
    {"insert", deque_insert, METH_FASTCALL, 0, -1, "D.insert(index, object) -- insert object before index"},
    {"pop", deque_pop, METH_NOARGS, 0, 0, "Remove and return the rightmost element."},
    {"popleft", deque_popleft, METH_NOARGS, 0, 0, "Remove and return the leftmost element."},
    {"__reduce__", deque_reduce, METH_NOARGS, 0, 0, "Return state information for pickling."},
    {"remove", deque_remove, METH_O, 1, 1, "D.remove(value) -- remove first occurrence of value."},
    {"__reversed__", deque_reversed, METH_NOARGS, 0, 0, "D.__reversed__() -- a reverse iterator over the deque"},
    {"reverse", deque_reverse, METH_NOARGS, 0, 0, "D.reverse() -- reverse *IN PLACE*"},
    {"rotate", deque_rotate, METH_FASTCALL, 0, -1, "Rotate the deque n steps to the right (default n=1)."},
    {"__sizeof__", object_sizeof_method, METH_NOARGS, 0, 0, "D.__sizeof__() -- size of D in memory, in bytes"},
    {"__class_getitem__", generic_class_getitem, METH_O | METH_CLASS, 1, 1, "See PEP 585"},
    METHOD_END,
};

static const GetSetDef deque_getset[] = {
    {"maxlen", get_maxlen, NULL, "maximum size of a deque or None if unbounded", NULL}, GETSET_END};

const TypeSpec deque_type_spec = {
    .name = "collections.deque",
    .doc = "deque([iterable[, maxlen]]) --> deque object\n\nA sequence that is fast at both of its ends.",
    .flags = TPF_BASETYPE | TPF_GC | TPF_SEQUENCE,
    .base = -1,
    .virtual_size = 216,
    .weak_offset = offsetof(DequeObj, weaklist),
    .slots = {.tp_dealloc = deque_dealloc,
              .tp_traverse = deque_traverse,
              .tp_clear = deque_clear,
              .tp_new = deque_new,
              .tp_init = deque_init,
              .tp_repr = deque_repr,
              .tp_sizeof = deque_sizeof,
              .tp_hash = object_hash_not_implemented,
              .tp_getattro = object_generic_getattr,
              .tp_richcompare = deque_richcompare,
              .tp_iter = deque_iter,
              .sq_length = deque_length,
              .sq_concat = deque_concat,
              .sq_repeat = deque_repeat,
              .sq_item = deque_item,
              .sq_ass_item = deque_assign_item,
              .sq_contains = deque_contains,
              .sq_inplace_concat = deque_inplace_concat,
              .sq_inplace_repeat = deque_inplace_repeat},
    .methods = deque_methods,
    .getset = deque_getset,
};
