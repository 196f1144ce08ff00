/* list.sort: a stable, adaptive merge sort (timsort with the powersort merge order).
 *
 * While it runs the list itself is empty (size 0, items NULL, allocated -1), so that comparisons
 * that touch the list can be noticed: "list modified during sort". Every step leaves the array a
 * permutation of its items, so an exception loses nothing. Follows CPython 3.11
 * Objects/listobject.c and listsort.txt, comparison by comparison. */
#include "object/abstract.h"
#include "object/exception.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list_impl.h"
#include "object/str.h"
#include "object/tuple.h"

#define TEMP_SLOTS (2 * SORT_KEYS_ASIDE)
#define GALLOP_MIN 7
#define PENDING_MAX 64

/* Keys and, with a key function, the values that move along with them (NULL otherwise). */
typedef struct Slice {
    Own *keys, *values;
} Slice;
typedef struct Run {
    Slice base;
    intptr_t length;
    int power; /* depth in powersort's merge tree */
} Run;
typedef struct Sorter Sorter;
typedef int (*LessFn)(Sorter *sorter, Obj *a, Obj *b); /* -1 raised */
struct Sorter {
    Runtime *rt;
    LessFn less, item_less; /* item_less: first items of tuples */
    RichCompareFn richcompare;
    intptr_t min_gallop, length, room;
    Own *base_keys;
    Slice temp; /* room for `room` entries */
    int count;
    Run pending[PENDING_MAX];
    Own slots[TEMP_SLOTS];
};

/* ---- comparisons: the cheapest that is right for all keys ---- */

static int less_any(Sorter *sorter, Obj *a, Obj *b) {
    return object_compare_bool(sorter->rt, a, b, CMP_LT);
}

static int less_same_type(Sorter *sorter, Obj *a, Obj *b) {
    Runtime *rt = sorter->rt;
    if (a->type->slots.tp_richcompare != sorter->richcompare) return less_any(sorter, a, b);
    Own answer = sorter->richcompare(rt, a, b, CMP_LT);
    if (!answer) return -1;
    Obj *result = borrow(answer);
    int truth;
    if (result == rt->notimplemented) {
        truth = less_any(sorter, a, b);
    } else if (result == rt->true_ || result == rt->false_) {
        truth = result == rt->true_;
    } else {
        truth = object_is_true(rt, result);
    }
    release(rt, answer);
    return truth;
}

static int less_narrow_str(Sorter *sorter HS_UNUSED, Obj *a, Obj *b) {
    intptr_t a_length = STR(a)->length, b_length = STR(b)->length;
    int order =
        memcmp(STR(a)->data, STR(b)->data, (size_t)(a_length < b_length ? a_length : b_length));
    return order ? order < 0 : a_length < b_length;
}

static int less_small_int(Sorter *sorter HS_UNUSED, Obj *a, Obj *b) {
    return int_compact(a) < int_compact(b);
}

static int less_float(Sorter *sorter HS_UNUSED, Obj *a, Obj *b) {
    return FLOAT_VALUE(a) < FLOAT_VALUE(b);
}

static int less_tuple(Sorter *sorter, Obj *a, Obj *b) {
    intptr_t a_size = TUPLE_SIZE(a), b_size = TUPLE_SIZE(b), i;
    for (i = 0; i < a_size && i < b_size; i++) {
        int same = object_compare_bool(sorter->rt, TUPLE_ITEM(a, i), TUPLE_ITEM(b, i), CMP_EQ);
        if (same < 0) return -1;
        if (!same) break;
    }
    if (i >= a_size || i >= b_size) return a_size < b_size;
    return i == 0 ? sorter->item_less(sorter, TUPLE_ITEM(a, 0), TUPLE_ITEM(b, 0))
                  : less_any(sorter, TUPLE_ITEM(a, i), TUPLE_ITEM(b, i));
}

typedef struct KeyFacts {
    bool in_tuples, same_type, narrow_strs, small_ints;
    TypeObj *type;
} KeyFacts;

static KeyFacts survey_keys(Runtime *rt, Obj *const *keys, intptr_t size) {
    KeyFacts facts = {is_tuple_exact(rt, keys[0]) && TUPLE_SIZE(keys[0]) > 0, true, true, true,
                      NULL};
    facts.type = (facts.in_tuples ? TUPLE_ITEM(keys[0], 0) : keys[0])->type;
    for (intptr_t i = 0; i < size; i++) {
        if (facts.in_tuples && !(is_tuple_exact(rt, keys[i]) && TUPLE_SIZE(keys[i]) > 0)) {
            facts.in_tuples = facts.same_type = false;
            break;
        }
        Obj *key = facts.in_tuples ? TUPLE_ITEM(keys[i], 0) : keys[i];
        if (key->type != facts.type) {
            facts.same_type = false;
            if (!facts.in_tuples) break;
        }
        if (!facts.same_type) continue;
        if (facts.type == T(rt, INT)) {
            facts.small_ints &= int_is_compact(key);
        } else if (facts.type == T(rt, STR)) {
            facts.narrow_strs &= STR(key)->kind == 1;
        }
    }
    return facts;
}

static void choose_comparison(Sorter *sorter, Obj *const *keys, intptr_t size) {
    Runtime *rt = sorter->rt;
    KeyFacts facts = survey_keys(rt, keys, size);
    sorter->less = less_any;
    if (facts.same_type) {
        if (facts.type == T(rt, STR) && facts.narrow_strs) {
            sorter->less = less_narrow_str;
        } else if (facts.type == T(rt, INT) && facts.small_ints) {
            sorter->less = less_small_int;
        } else if (facts.type == T(rt, FLOAT)) {
            sorter->less = less_float;
        } else if ((sorter->richcompare = facts.type->slots.tp_richcompare)) {
            sorter->less = less_same_type;
        }
    }
    if (facts.in_tuples) {
        sorter->item_less = facts.type == T(rt, TUPLE) ? less_any : sorter->less;
        sorter->less = less_tuple;
    }
}

HS_INLINE int less(Sorter *sorter, Own a, Own b) {
    return sorter->less(sorter, borrow(a), borrow(b));
}

/* ---- moving entries ---- */

static void copy_entries(Slice to, intptr_t i, Slice from, intptr_t j, intptr_t count) {
    memmove(to.keys + i, from.keys + j, (size_t)count * sizeof(Own));
    if (to.values) memmove(to.values + i, from.values + j, (size_t)count * sizeof(Own));
}

static void advance(Slice *slice, intptr_t count) {
    slice->keys += count;
    if (slice->values) slice->values += count;
}

/* *to = *from, then both move by `step` (1 or -1). */
HS_INLINE void take(Slice *to, Slice *from, int step) {
    *to->keys = *from->keys;
    to->keys += step, from->keys += step;
    if (to->values) {
        *to->values = *from->values;
        to->values += step, from->values += step;
    }
}

static void reverse_array(Own *low, Own *high) {
    while (low < --high) {
        Own item = *low;
        *low++ = *high;
        *high = item;
    }
}

static void reverse_entries(Slice slice, intptr_t count) {
    if (count < 2) return;
    reverse_array(slice.keys, slice.keys + count);
    if (slice.values) reverse_array(slice.values, slice.values + count);
}

static int reserve_temp(Sorter *sorter, intptr_t need) {
    if (need <= sorter->room) return 0;
    if (sorter->temp.keys != sorter->slots) mem_free(sorter->rt, sorter->temp.keys);
    sorter->temp.keys = mem_alloc(sorter->rt, (size_t)need * 8 * (sorter->temp.values ? 2 : 1));
    if (!sorter->temp.keys) {
        sorter->temp.keys = sorter->slots;
        sorter->room = 0;
        raise_memory_error(sorter->rt);
        return -1;
    }
    sorter->room = need;
    if (sorter->temp.values) sorter->temp.values = sorter->temp.keys + need;
    return 0;
}

/* ---- runs ---- */

/* Length of the run at the start of keys[0..size): ascending, or strictly descending. */
static intptr_t count_run(Sorter *sorter, Own *keys, intptr_t size, bool *descending) {
    *descending = false;
    if (size == 1) return 1;
    int down = less(sorter, keys[1], keys[0]);
    if (down < 0) return -1;
    *descending = down;
    for (intptr_t n = 2; n < size; n++) {
        int smaller = less(sorter, keys[n], keys[n - 1]);
        if (smaller < 0) return -1;
        if (smaller != down) return n;
    }
    return size;
}

static void rotate_into(Own *array, intptr_t from, intptr_t to) {
    Own item = array[from];
    memmove(array + to + 1, array + to, (size_t)(from - to) * sizeof(Own));
    array[to] = item;
}

/* Binary insertion sort of size entries of which the first `sorted` are in order. */
static int binary_sort(Sorter *sorter, Slice slice, intptr_t size, intptr_t sorted) {
    for (intptr_t next = sorted ? sorted : 1; next < size; next++) {
        intptr_t low = 0, high = next;
        Own pivot = slice.keys[next];
        do {
            intptr_t middle = low + ((high - low) >> 1);
            int smaller = less(sorter, pivot, slice.keys[middle]);
            if (smaller < 0) return -1;
            if (smaller) {
                high = middle;
            } else {
                low = middle + 1;
            }
        } while (low < high);
        rotate_into(slice.keys, next, low);
        if (slice.values) rotate_into(slice.values, next, low);
    }
    return 0;
}

/* Whether `item` stays in front of `key`: strictly smaller, or with `right` also equal. */
HS_INLINE int before(Sorter *sorter, Own item, Own key, bool right) {
    if (!right) return less(sorter, item, key);
    int smaller = less(sorter, key, item);
    return smaller < 0 ? -1 : !smaller;
}

/* Where `key` belongs in the sorted a[0..n): left or right of equal items. Looks near `hint` first
 * with doubling steps, then halves. -1 raised. */
static intptr_t gallop(Sorter *sorter, Own key, Own *a, intptr_t n, intptr_t hint, bool right) {
    intptr_t last = 0, offset = 1, limit;
    int front = before(sorter, a[hint], key, right);
    if (front < 0) return -1;
    if (front) {
        limit = n - hint;
        while (offset < limit) {
            if ((front = before(sorter, a[hint + offset], key, right)) < 0) return -1;
            if (!front) break;
            last = offset;
            offset = (offset << 1) + 1;
        }
        if (offset > limit) offset = limit;
        last += hint, offset += hint;
    } else {
        limit = hint + 1;
        while (offset < limit) {
            if ((front = before(sorter, a[hint - offset], key, right)) < 0) return -1;
            if (front) break;
            last = offset;
            offset = (offset << 1) + 1;
        }
        if (offset > limit) offset = limit;
        intptr_t near = last;
        last = hint - offset, offset = hint - near;
    }
    for (last++; last < offset;) {
        intptr_t middle = last + ((offset - last) >> 1);
        if ((front = before(sorter, a[middle], key, right)) < 0) return -1;
        if (front) {
            last = middle + 1;
        } else {
            offset = middle;
        }
    }
    return offset;
}

/* ---- merges ---- */

/* What is left to merge of two adjacent runs a, b into `to`. */
typedef struct Merge {
    Slice to, a, b;
    intptr_t a_left, b_left;
    intptr_t a_wins, b_wins; /* in a row */
} Merge;
enum {
    MERGE_GO_ON,
    MERGE_DONE,
    MERGE_LAST,
    MERGE_FAILED
}; /* LAST: one entry of the copied run is left */

/* One by one from the front until a side wins min_gallop times in a row; run a was copied to temp.
 */
static int plain_low(Sorter *sorter, Merge *m, intptr_t min_gallop) {
    m->a_wins = m->b_wins = 0;
    for (;;) {
        int smaller = less(sorter, *m->b.keys, *m->a.keys);
        if (smaller < 0) return MERGE_FAILED;
        if (smaller) {
            take(&m->to, &m->b, 1);
            m->b_wins++, m->a_wins = 0;
            if (--m->b_left == 0) return MERGE_DONE;
            if (m->b_wins >= min_gallop) return MERGE_GO_ON;
        } else {
            take(&m->to, &m->a, 1);
            m->a_wins++, m->b_wins = 0;
            if (--m->a_left == 1) return MERGE_LAST;
            if (m->a_wins >= min_gallop) return MERGE_GO_ON;
        }
    }
}

static int gallop_low(Sorter *sorter, Merge *m) {
    intptr_t k = m->a_wins = gallop(sorter, *m->b.keys, m->a.keys, m->a_left, 0, true);
    if (k < 0) return MERGE_FAILED;
    if (k) {
        copy_entries(m->to, 0, m->a, 0, k);
        advance(&m->to, k), advance(&m->a, k);
        m->a_left -= k;
        if (m->a_left == 1) return MERGE_LAST;
        if (m->a_left == 0) return MERGE_DONE; /* inconsistent comparisons */
    }
    take(&m->to, &m->b, 1);
    if (--m->b_left == 0) return MERGE_DONE;
    k = m->b_wins = gallop(sorter, *m->a.keys, m->b.keys, m->b_left, 0, false);
    if (k < 0) return MERGE_FAILED;
    if (k) {
        copy_entries(m->to, 0, m->b, 0, k);
        advance(&m->to, k), advance(&m->b, k);
        m->b_left -= k;
        if (m->b_left == 0) return MERGE_DONE;
    }
    take(&m->to, &m->a, 1);
    return --m->a_left == 1 ? MERGE_LAST : MERGE_GO_ON;
}

/* Alternate between the two ways until one of them reports an end. */
static int merge_loop(Sorter *sorter, Merge *m, int (*plain)(Sorter *, Merge *, intptr_t),
                      int (*galloping)(Sorter *, Merge *)) {
    intptr_t min_gallop = sorter->min_gallop;
    for (;;) {
        int state = plain(sorter, m, min_gallop);
        if (state != MERGE_GO_ON) return state;
        min_gallop++;
        do {
            min_gallop -= min_gallop > 1;
            sorter->min_gallop = min_gallop;
            state = galloping(sorter, m);
            if (state != MERGE_GO_ON) return state;
        } while (m->a_wins >= GALLOP_MIN || m->b_wins >= GALLOP_MIN);
        sorter->min_gallop = ++min_gallop;
    }
}

/* Merge a[0..a_count) with the adjacent b, a_count <= b_count: a is copied out, the merge goes
 * upward. */
static int merge_low(Sorter *sorter, Slice a, intptr_t a_count, Slice b, intptr_t b_count) {
    if (reserve_temp(sorter, a_count) < 0) return -1;
    copy_entries(sorter->temp, 0, a, 0, a_count);
    Merge m = {a, sorter->temp, b, a_count, b_count, 0, 0};
    if (!a.values) m.a.values = NULL;
    take(&m.to, &m.b, 1);
    int state = --m.b_left == 0 ? MERGE_DONE
                : a_count == 1  ? MERGE_LAST
                                : merge_loop(sorter, &m, plain_low, gallop_low);
    if (state == MERGE_LAST) {
        copy_entries(m.to, 0, m.b, 0, m.b_left);
        copy_entries(m.to, m.b_left, m.a, 0, 1);
        return 0;
    }
    if (m.a_left) copy_entries(m.to, 0, m.a, 0, m.a_left);
    return state == MERGE_FAILED ? -1 : 0;
}

/* The same from the back: run b was copied to temp; a and b point at their last entries. */
static int plain_high(Sorter *sorter, Merge *m, intptr_t min_gallop) {
    m->a_wins = m->b_wins = 0;
    for (;;) {
        int smaller = less(sorter, *m->b.keys, *m->a.keys);
        if (smaller < 0) return MERGE_FAILED;
        if (smaller) {
            take(&m->to, &m->a, -1);
            m->a_wins++, m->b_wins = 0;
            if (--m->a_left == 0) return MERGE_DONE;
            if (m->a_wins >= min_gallop) return MERGE_GO_ON;
        } else {
            take(&m->to, &m->b, -1);
            m->b_wins++, m->a_wins = 0;
            if (--m->b_left == 1) return MERGE_LAST;
            if (m->b_wins >= min_gallop) return MERGE_GO_ON;
        }
    }
}

static int gallop_high(Sorter *sorter, Merge *m) {
    intptr_t k =
        gallop(sorter, *m->b.keys, m->a.keys - (m->a_left - 1), m->a_left, m->a_left - 1, true);
    if (k < 0) return MERGE_FAILED;
    k = m->a_wins = m->a_left - k;
    if (k) {
        advance(&m->to, -k), advance(&m->a, -k);
        copy_entries(m->to, 1, m->a, 1, k);
        m->a_left -= k;
        if (m->a_left == 0) return MERGE_DONE;
    }
    take(&m->to, &m->b, -1);
    if (--m->b_left == 1) return MERGE_LAST;
    k = gallop(sorter, *m->a.keys, m->b.keys - (m->b_left - 1), m->b_left, m->b_left - 1, false);
    if (k < 0) return MERGE_FAILED;
    k = m->b_wins = m->b_left - k;
    if (k) {
        advance(&m->to, -k), advance(&m->b, -k);
        copy_entries(m->to, 1, m->b, 1, k);
        m->b_left -= k;
        if (m->b_left == 1) return MERGE_LAST;
        if (m->b_left == 0) return MERGE_DONE; /* inconsistent comparisons */
    }
    take(&m->to, &m->a, -1);
    return --m->a_left == 0 ? MERGE_DONE : MERGE_GO_ON;
}

static int merge_high(Sorter *sorter, Slice a, intptr_t a_count, Slice b, intptr_t b_count) {
    if (reserve_temp(sorter, b_count) < 0) return -1;
    Merge m = {b, a, sorter->temp, a_count, b_count, 0, 0};
    if (!a.values) m.b.values = NULL;
    copy_entries(sorter->temp, 0, b, 0, b_count);
    advance(&m.to, b_count - 1), advance(&m.a, a_count - 1), advance(&m.b, b_count - 1);
    take(&m.to, &m.a, -1);
    int state = --m.a_left == 0 ? MERGE_DONE
                : b_count == 1  ? MERGE_LAST
                                : merge_loop(sorter, &m, plain_high, gallop_high);
    if (state == MERGE_LAST) {
        copy_entries(m.to, 1 - m.a_left, m.a, 1 - m.a_left, m.a_left);
        advance(&m.to, -m.a_left), advance(&m.a, -m.a_left);
        copy_entries(m.to, 0, m.b, 0, 1);
        return 0;
    }
    if (m.b_left) copy_entries(m.to, 1 - m.b_left, sorter->temp, 0, m.b_left);
    return state == MERGE_FAILED ? -1 : 0;
}

/* Merge pending runs i and i+1. */
static int merge_at(Sorter *sorter, int i) {
    Slice a = sorter->pending[i].base, b = sorter->pending[i + 1].base;
    intptr_t a_count = sorter->pending[i].length, b_count = sorter->pending[i + 1].length;
    sorter->pending[i].length = a_count + b_count;
    if (i == sorter->count - 3) sorter->pending[i + 1] = sorter->pending[i + 2];
    sorter->count--;
    intptr_t k = gallop(sorter, *b.keys, a.keys, a_count, 0, true);
    if (k < 0) return -1;
    advance(&a, k);
    a_count -= k;
    if (a_count == 0) return 0;
    b_count = gallop(sorter, a.keys[a_count - 1], b.keys, b_count, b_count - 1, false);
    if (b_count <= 0) return (int)b_count;
    return a_count <= b_count ? merge_low(sorter, a, a_count, b, b_count)
                              : merge_high(sorter, a, a_count, b, b_count);
}

/* Powersort's depth of the border between run [start, start+n1) and the next n2 entries. */
static int border_power(intptr_t start, intptr_t n1, intptr_t n2, intptr_t length) {
    intptr_t a = 2 * start + n1, b = a + n1 + n2;
    for (int power = 1;; power++) {
        if (a >= length) {
            a -= length, b -= length;
        } else if (b >= length) {
            return power;
        }
        a <<= 1, b <<= 1;
    }
}

static int push_run(Sorter *sorter, Slice base, intptr_t length) {
    Run *runs = sorter->pending;
    if (sorter->count) {
        Run *top = &runs[sorter->count - 1];
        int power =
            border_power(top->base.keys - sorter->base_keys, top->length, length, sorter->length);
        while (sorter->count > 1 && runs[sorter->count - 2].power > power) {
            if (merge_at(sorter, sorter->count - 2) < 0) return -1;
        }
        runs[sorter->count - 1].power = power;
    }
    hs_assert(sorter->count < PENDING_MAX);
    runs[sorter->count++] = (Run){base, length, 0};
    return 0;
}

static int merge_rest(Sorter *sorter) {
    while (sorter->count > 1) {
        int i = sorter->count - 2;
        if (i > 0 && sorter->pending[i - 1].length < sorter->pending[i + 1].length) i--;
        if (merge_at(sorter, i) < 0) return -1;
    }
    return 0;
}

/* Shortest run: 32..64, so that size / run is just under a power of two. */
static intptr_t shortest_run(intptr_t size) {
    intptr_t odd = 0;
    while (size >= 64) {
        odd |= size & 1;
        size >>= 1;
    }
    return size + odd;
}

static int sort_entries(Sorter *sorter, Slice slice, intptr_t size) {
    intptr_t min_run = shortest_run(size), left = size;
    do {
        bool descending;
        intptr_t n = count_run(sorter, slice.keys, left, &descending);
        if (n < 0) return -1;
        if (descending) reverse_entries(slice, n);
        if (n < min_run) {
            intptr_t forced = left < min_run ? left : min_run;
            if (binary_sort(sorter, slice, forced, n) < 0) return -1;
            n = forced;
        }
        if (push_run(sorter, slice, n) < 0) return -1;
        advance(&slice, n);
        left -= n;
    } while (left);
    return merge_rest(sorter);
}

/* ---- the sort ---- */

/* Keys of all items, made by the key function: in the sorter's spare slots when they fit. */
static Own *make_keys(Sorter *sorter, Obj *function, Own *items, intptr_t size) {
    Runtime *rt = sorter->rt;
    Own *keys = &sorter->slots[size < TEMP_SLOTS / 2 ? size + 1 : 0];
    if (size >= TEMP_SLOTS / 2 && !(keys = mem_alloc(rt, (size_t)size * 8))) {
        raise_memory_error(rt);
        return NULL;
    }
    for (intptr_t i = 0; i < size; i++) {
        keys[i] = call_1(rt, function, borrow(items[i]));
        if (keys[i]) continue;
        while (--i >= 0) release(rt, keys[i]);
        if (size >= TEMP_SLOTS / 2) mem_free(rt, keys);
        return NULL;
    }
    return keys;
}

static void sorter_init(Sorter *sorter, Own *keys, intptr_t size, bool has_key) {
    sorter->room = TEMP_SLOTS;
    sorter->temp.keys = sorter->slots;
    sorter->temp.values = NULL;
    if (has_key) {
        sorter->room = (size + 1) / 2;
        if (sorter->room > TEMP_SLOTS / 2) sorter->room = TEMP_SLOTS / 2;
        sorter->temp.values = sorter->slots + sorter->room;
    }
    sorter->count = 0;
    sorter->min_gallop = GALLOP_MIN;
    sorter->length = size;
    sorter->base_keys = keys;
}

/* Sort items[0..size) that belong to `list`, which is empty meanwhile. */
static int sort_items(Runtime *rt, ListObj *list, Own *items, intptr_t size, Obj *key, Own *keys,
                      bool reverse) {
    Sorter sorter;
    sorter.rt = rt;
    Slice slice = {items, NULL};
    if (key && !keys && !(keys = make_keys(&sorter, key, items, size))) return -1;
    if (keys) slice = (Slice){keys, items};
    if (size > 1) choose_comparison(&sorter, borrow_all(slice.keys), size);
    sorter_init(&sorter, slice.keys, size, keys != NULL);
    int status = 0;
    if (size > 1) {
        if (reverse) reverse_entries(slice, size);
        status = sort_entries(&sorter, slice, size);
    }
    if (keys) {
        for (intptr_t i = 0; i < size; i++) release(rt, slice.keys[i]);
        if (size >= TEMP_SLOTS / 2) mem_free(rt, slice.keys);
    }
    if (list->allocated != -1 && status == 0) {
        status = raise_format_int(rt, EXC(rt, ValueError), "list modified during sort");
    }
    if (reverse && size > 1) reverse_array(items, items + size);
    if (sorter.temp.keys != sorter.slots) mem_free(rt, sorter.temp.keys);
    return status;
}

void list_sort_begin(Obj *self, ListSort *sort) {
    ListObj *list = LIST(self);
    *sort = (ListSort){list->items, list->head.size, list->allocated};
    list->head.size = 0, list->items = NULL, list->allocated = -1;
}

int list_sort_keyed(Runtime *rt, Obj *self, const ListSort *sort, Own *keys, bool reverse) {
    return sort_items(rt, LIST(self), sort->items, sort->size, NULL, keys, reverse);
}

void list_sort_end(Runtime *rt, Obj *self, const ListSort *sort) {
    ListObj *list = LIST(self);
    Own *stray = list->items; /* what was put into the list meanwhile */
    intptr_t stray_size = list->head.size;
    list->head.size = sort->size, list->items = sort->items, list->allocated = sort->allocated;
    if (stray) {
        while (--stray_size >= 0) xrelease(rt, stray[stray_size]);
        mem_free(rt, stray);
    }
}

int list_sort(Runtime *rt, Obj *self, Obj *key, bool reverse) {
    ListSort sort;
    if (key && is_none(rt, key)) key = NULL;
    list_sort_begin(self, &sort);
    int status = sort_items(rt, LIST(self), sort.items, sort.size, key, NULL, reverse);
    list_sort_end(rt, self, &sort);
    return status;
}
