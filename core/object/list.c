/* list: a growing array of references.
 *
 * Layout: VarObj header (size = items in use), pointer to the array, its capacity (virtual size
 * 40). The array is a mem_alloc block of 8 * allocated virtual bytes. Dead exact lists wait in
 * rt->free_lists.lists, linked through their `items` field. Invariants: 0 <= size <= allocated;
 * items NULL implies allocated 0. Follows CPython 3.11 Objects/listobject.c; methods and iterators
 * are in list_methods.c, sort in list_sort.c. */
#include "object/list.h"

#include "base/copy.h"
#include "heap/events.h"
#include "heap/seam.h"
#include "object/abstract.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/list_impl.h"
#include "object/range.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

_Static_assert(sizeof(ListObj) <= 40, "list");
#define LIST_VIRTUAL 40

/* ---- construct and release ---- */

static Own alloc_header(Runtime *rt) {
    Obj *dead = rt->free_lists.lists;
    if (!dead) return gc_alloc(rt, T(rt, LIST), LIST_VIRTUAL);
    rt->free_lists.lists = (Obj *)(void *)LIST(dead)->items;
    rt->free_lists.lists_count--;
    dead->refcount = 1;
    gc_head(dead)->next = 0; /* the mark of start-up objects goes too */
    note_birth(rt, birth_in_front(dead));
    if (HS_UNLIKELY(rt->recording)) probe_allocated(rt, dead, LIST_VIRTUAL);
    return adopt(dead);
}

static bool put_free(Runtime *rt, Obj *self) {
    if (rt->free_lists.lists_count >= HS_FREE_LISTS || !is_list_exact(rt, self)) return false;
    if (HS_UNLIKELY(rt->recording)) probe_freed(rt, self);
    LIST(self)->items = (Own *)(void *)rt->free_lists.lists;
    rt->free_lists.lists = self;
    rt->free_lists.lists_count++;
    return true;
}

static Own *alloc_items(Runtime *rt, intptr_t count) {
    Own *items = count <= LIST_SIZE_LIMIT ? mem_alloc(rt, (size_t)count * 8) : NULL;
    if (!items) raise_memory_error(rt);
    return items;
}

/* List with room for exactly `size`, whose size is set and items are not; untracked. */
static Own alloc_sized(Runtime *rt, intptr_t size) {
    Own own = alloc_header(rt);
    if (!own) return NULL;
    ListObj *self = LIST(borrow(own));
    self->items = NULL, self->head.size = 0, self->allocated = 0;
    if (size > 0) {
        self->items = alloc_items(rt, size);
        if (!self->items) {
            release(rt, own);
            return NULL;
        }
    }
    self->head.size = size, self->allocated = size;
    return own;
}

Own list_new(Runtime *rt, intptr_t size) {
    Own own = alloc_sized(rt, size);
    if (!own) return NULL;
    if (size > 0) zero_words(LIST(borrow(own))->items, (size_t)size * sizeof(Own));
    gc_track(rt, borrow(own));
    return own;
}

Own list_from(Runtime *rt, Obj *const *items, intptr_t size) {
    Own own = alloc_sized(rt, size);
    if (!own) return NULL;
    Own *out = LIST(borrow(own))->items;
    for (intptr_t i = 0; i < size; i++) out[i] = keep(items[i]);
    gc_track(rt, borrow(own));
    return own;
}

Own list_from_iterable(Runtime *rt, Obj *iterable) {
    Own own = list_new(rt, 0);
    if (!own) return NULL;
    if (list_extend(rt, borrow(own), iterable) < 0) {
        release(rt, own);
        return NULL;
    }
    return own;
}

void list_dealloc(Runtime *rt, Obj *self) {
    ListObj *list = LIST(self);
    gc_untrack(rt, self);
    bool nesting = self->type->slots.tp_dealloc == list_dealloc;
    if (nesting && !trashcan_begin(rt, self)) return;
    if (list->items) {
        for (intptr_t i = list->head.size; --i >= 0;) xrelease(rt, list->items[i]);
        mem_free(rt, list->items);
    }
    if (!put_free(rt, self)) self->type->slots.tp_free(rt, self);
    if (nesting) trashcan_end(rt);
}

void list_clear_free_list(Runtime *rt) {
    Obj *dead;
    while ((dead = rt->free_lists.lists)) {
        rt->free_lists.lists = (Obj *)(void *)LIST(dead)->items;
        gc_free(rt, dead);
    }
    rt->free_lists.lists_count = 0;
}

/* ---- memory ---- */

int list_traverse(Obj *self, VisitFn visit, void *arg) {
    for (intptr_t i = LIST_SIZE(self); --i >= 0;) VISIT(LIST(self)->items[i]);
    return 0;
}

int list_tp_clear(Runtime *rt, Obj *self) {
    list_clear_items(rt, self);
    return 0;
}

int list_resize(Runtime *rt, ListObj *list, intptr_t new_size) {
    intptr_t allocated = list->allocated;
    if (allocated >= new_size && new_size >= (allocated >> 1)) {
        list->head.size = new_size;
        return 0;
    }
    if (new_size > LIST_SIZE_LIMIT) {
        raise_memory_error(rt);
        return -1;
    }
    intptr_t room = (new_size + (new_size >> 3) + 6) & ~(intptr_t)3;
    if (new_size - list->head.size > room - new_size) room = (new_size + 3) & ~(intptr_t)3;
    if (new_size == 0) room = 0;
    events_table_begin(rt, &list->head.base);
    Own *items = mem_realloc(rt, list->items, (size_t)room * 8);
    if (!items) {
        raise_memory_error(rt);
        return -1;
    }
    list->items = items;
    list->head.size = new_size;
    list->allocated = room;
    events_table_end(rt, &list->head.base);
    return 0;
}

/* First array of an empty list that will get `size` items: rounded up to even. */
static int preallocate(Runtime *rt, ListObj *list, intptr_t size) {
    intptr_t room = (size + 1) & ~(intptr_t)1;
    Own *items = alloc_items(rt, room);
    if (!items) return -1;
    list->items = items;
    list->allocated = room;
    return 0;
}

void list_clear_items(Runtime *rt, Obj *self) {
    ListObj *list = LIST(self);
    Own *items = list->items;
    if (!items) return;
    intptr_t i = list->head.size;
    list->head.size = 0, list->items = NULL, list->allocated = 0;
    while (--i >= 0) xrelease(rt, items[i]);
    mem_free(rt, items);
}

/* ---- C interface ---- */

int list_append_steal(Runtime *rt, Obj *self, Own item) {
    ListObj *list = LIST(self);
    intptr_t size = list->head.size;
    if (HS_LIKELY(size < list->allocated)) {
        list->items[size] = item;
        list->head.size = size + 1;
        return 0;
    }
    if (list_resize(rt, list, size + 1) < 0) {
        release(rt, item);
        return -1;
    }
    list->items[size] = item;
    return 0;
}

int list_append(Runtime *rt, Obj *self, Obj *item) {
    return list_append_steal(rt, self, keep(item));
}

int list_insert(Runtime *rt, Obj *self, intptr_t index, Obj *item) {
    ListObj *list = LIST(self);
    intptr_t size = list->head.size;
    if (list_resize(rt, list, size + 1) < 0) return -1;
    if (index < 0) {
        index += size;
        if (index < 0) index = 0;
    }
    if (index > size) index = size;
    memmove(list->items + index + 1, list->items + index, (size_t)(size - index) * sizeof(Own));
    list->items[index] = keep(item);
    return 0;
}

/* Extend by an exact list or tuple, or by itself. */
static int extend_fast(Runtime *rt, ListObj *list, Obj *source) {
    intptr_t added, size = list->head.size;
    sequence_fast_items(source, &added);
    if (added == 0) return 0;
    Own guard = keep(source);
    if (!list->items) {
        if (preallocate(rt, list, added) < 0) goto fail;
        list->head.size = added;
    } else if (list_resize(rt, list, size + added) < 0) {
        goto fail;
    }
    intptr_t unused;
    Obj *const *from = sequence_fast_items(source, &unused);
    for (intptr_t i = 0; i < added; i++) list->items[size + i] = keep(from[i]);
    release(rt, guard);
    return 0;
fail:
    release(rt, guard);
    return -1;
}

/* Room for `hint` more items; a hint that overflows is ignored. */
int list_make_room(Runtime *rt, ListObj *list, int64_t hint) {
    intptr_t size = list->head.size;
    if (hint > INT64_MAX - size) return 0;
    if (size + hint > LIST_SIZE_LIMIT) {
        raise_memory_error(rt);
        return -1;
    }
    if (!list->items) return hint ? preallocate(rt, list, (intptr_t)hint) : 0;
    if (list_resize(rt, list, size + (intptr_t)hint) < 0) return -1;
    list->head.size = size;
    return 0;
}

/* Python 3.13: sets, dicts and their views are taken as a whole, for which the list grows once, as it does when it is appended to. */
static bool extends_at_once(Runtime *rt, Obj *iterable) {
    const TypeObj *type = iterable->type;
    return rt->lens->minor > 12 && (type == T(rt, SET) || type == T(rt, FROZENSET) || type == T(rt, DICT) || type == T(rt, DICT_KEYS) ||
                                    type == T(rt, DICT_VALUES) || type == T(rt, DICT_ITEMS));
}

int list_extend(Runtime *rt, Obj *self, Obj *iterable) {
    ListObj *list = LIST(self);
    if (is_list_exact(rt, iterable) || is_tuple_exact(rt, iterable) || self == iterable) {
        return extend_fast(rt, list, iterable);
    }
    Own iterator = object_iter(rt, iterable), item;
    if (!iterator) return -1;
    bool at_once = extends_at_once(rt, iterable);
    if (at_once) {
        intptr_t size = list->head.size;
        if (list_resize(rt, list, size + (intptr_t)object_length(rt, iterable)) < 0) goto fail;
        list->head.size = size;
    } else {
        int64_t hint = object_length_hint(rt, iterable, 8);
        if (hint < 0 || list_make_room(rt, list, hint) < 0) goto fail;
    }
    while ((item = iter_next(rt, borrow(iterator)))) {
        if (list_append_steal(rt, self, item) < 0) goto fail;
    }
    if (RAISED(rt)) goto fail;
    if (!at_once && list->head.size < list->allocated && list_resize(rt, list, list->head.size) < 0) goto fail;
    release(rt, iterator);
    return 0;
fail:
    release(rt, iterator);
    return -1;
}

Own list_slice(Runtime *rt, ListObj *self, intptr_t start, intptr_t end) {
    intptr_t size = end - start;
    Own own = alloc_sized(rt, size > 0 ? size : 0);
    if (!own) return NULL;
    ListObj *part = LIST(borrow(own));
    for (intptr_t i = 0; i < part->head.size; i++)
        part->items[i] = keep(borrow(self->items[start + i]));
    gc_track(rt, borrow(own));
    return own;
}

/* Replace items [start, end) by `count` values; the removed ones are released last to first at the
 * end. */
static int replace_range(Runtime *rt, ListObj *list, intptr_t start, intptr_t end,
                         Obj *const *values, intptr_t count) {
    Own small[8], *removed = small;
    intptr_t gone = end - start, change = count - gone, size = list->head.size;
    if (size + change == 0) {
        list_clear_items(rt, &list->head.base);
        return 0;
    }
    if (gone > 8 && !(removed = mem_alloc(rt, (size_t)gone * 8))) {
        raise_memory_error(rt);
        return -1;
    }
    if (gone) memcpy(removed, list->items + start, (size_t)gone * sizeof(Own));
    size_t tail = (size_t)(size - end) * sizeof(Own);
    if (change < 0) memmove(list->items + end + change, list->items + end, tail);
    int status = change ? list_resize(rt, list, size + change) : 0;
    if (status < 0) {
        if (change < 0) {
            memmove(list->items + end, list->items + end + change, tail);
            memcpy(list->items + start, removed, (size_t)gone * sizeof(Own));
        }
        goto done;
    }
    if (change > 0) memmove(list->items + end + change, list->items + end, tail);
    for (intptr_t i = 0; i < count; i++) list->items[start + i] = xkeep(values[i]);
    for (intptr_t i = gone; --i >= 0;) xrelease(rt, removed[i]);
done:
    if (removed != small) mem_free(rt, removed);
    return status;
}

int list_set_slice(Runtime *rt, Obj *self, intptr_t start, intptr_t end, Obj *values) {
    ListObj *list = LIST(self);
    Own fast = NULL;
    Obj *const *items = NULL;
    intptr_t count = 0;
    if (values == self) {
        fast = list_slice(rt, list, 0, list->head.size);
    } else if (values) {
        fast = sequence_fast(rt, values, "can only assign an iterable");
    }
    if (values && !fast) return -1;
    if (fast) items = sequence_fast_items(borrow(fast), &count);
    if (start < 0) start = 0;
    if (start > list->head.size) start = list->head.size;
    if (end < start) end = start;
    if (end > list->head.size) end = list->head.size;
    int status = replace_range(rt, list, start, end, items, count);
    xrelease(rt, fast);
    return status;
}

int list_reverse(Runtime *rt HS_UNUSED, Obj *self) {
    ListObj *list = LIST(self);
    for (intptr_t low = 0, high = list->head.size - 1; low < high; low++, high--) {
        Own item = list->items[low];
        list->items[low] = list->items[high];
        list->items[high] = item;
    }
    return 0;
}

Own list_to_tuple(Runtime *rt, Obj *self) {
    return tuple_from(rt, borrow_all(LIST(self)->items), LIST_SIZE(self));
}

/* ---- slots ---- */

static Own repr_items(Runtime *rt, Obj *self) {
    StrWriter w;
    Own text = NULL;
    str_writer_init(&w, rt);
    if (str_writer_char(&w, '[') < 0) goto fail;
    for (intptr_t i = 0; i < LIST_SIZE(self); i++) {
        if (i > 0 && str_writer_ascii(&w, ", ", 2) < 0) goto fail;
        if (!(text = object_repr(rt, LIST_ITEM(self, i)))) goto fail;
        if (str_writer_str(&w, borrow(text)) < 0) goto fail;
        own_clear(rt, &text);
    }
    if (str_writer_char(&w, ']') < 0) goto fail;
    return str_writer_finish(&w);
fail:
    xrelease(rt, text);
    str_writer_discard(&w);
    return NULL;
}

Own list_repr(Runtime *rt, Obj *self) {
    if (LIST_SIZE(self) == 0) return str_from_cstr(rt, "[]");
    int entered = repr_enter(rt, self);
    if (entered) return entered > 0 ? str_from_cstr(rt, "[...]") : NULL;
    Own text = repr_items(rt, self);
    repr_leave(rt, self);
    return text;
}

static Own compare_sizes(Runtime *rt, intptr_t a, intptr_t b, int op) {
    bool answer = op == CMP_LT   ? a < b
                  : op == CMP_LE ? a <= b
                  : op == CMP_EQ ? a == b
                  : op == CMP_NE ? a != b
                  : op == CMP_GT ? a > b
                                 : a >= b;
    return bool_from(rt, answer);
}

/* Comparison of two items that stays safe when it changes the lists. */
static int same_items(Runtime *rt, Obj *a, Obj *b) {
    if (a == b) return 1;
    Own keep_a = keep(a), keep_b = keep(b);
    int same = object_compare_bool(rt, a, b, CMP_EQ);
    release(rt, keep_a);
    release(rt, keep_b);
    return same;
}

Own list_richcompare(Runtime *rt, Obj *left, Obj *right, int op) {
    if (!is_list(left) || !is_list(right)) return keep(rt->notimplemented);
    if (LIST_SIZE(left) != LIST_SIZE(right) && (op == CMP_EQ || op == CMP_NE))
        return bool_from(rt, op == CMP_NE);
    intptr_t i;
    for (i = 0; i < LIST_SIZE(left) && i < LIST_SIZE(right); i++) {
        int same = same_items(rt, LIST_ITEM(left, i), LIST_ITEM(right, i));
        if (same < 0) return NULL;
        if (!same) break;
    }
    if (i >= LIST_SIZE(left) || i >= LIST_SIZE(right)) {
        return compare_sizes(rt, LIST_SIZE(left), LIST_SIZE(right), op);
    }
    if (op == CMP_EQ || op == CMP_NE) return bool_from(rt, op == CMP_NE);
    return object_richcompare(rt, LIST_ITEM(left, i), LIST_ITEM(right, i), op);
}

int list_contains(Runtime *rt, Obj *self, Obj *item) {
    for (intptr_t i = 0; i < LIST_SIZE(self); i++) {
        Own member = keep(LIST_ITEM(self, i));
        int same = object_compare_bool(rt, borrow(member), item, CMP_EQ);
        release(rt, member);
        if (same) return same;
    }
    return 0;
}

Own list_item(Runtime *rt, Obj *self, intptr_t index) {
    if (index < 0 || index >= LIST_SIZE(self))
        return raise_object(rt, EXC(rt, IndexError), ID(rt, list_err));
    return keep(LIST_ITEM(self, index));
}

int list_ass_item(Runtime *rt, Obj *self, intptr_t index, Obj *value) {
    if (index < 0 || index >= LIST_SIZE(self)) {
        return raise_format_int(rt, EXC(rt, IndexError), "list assignment index out of range");
    }
    if (!value) return list_set_slice(rt, self, index, index + 1, NULL);
    own_set(rt, &LIST(self)->items[index], keep(value));
    return 0;
}

Own list_concat(Runtime *rt, Obj *left, Obj *right) {
    if (!is_list(right)) {
        return raise_format(rt, EXC(rt, TypeError),
                            "can only concatenate list (not \"%.200s\") to list",
                            right->type->name);
    }
    intptr_t left_size = LIST_SIZE(left), size = left_size + LIST_SIZE(right);
    Own own = alloc_sized(rt, size);
    if (!own) return NULL;
    Own *out = LIST(borrow(own))->items;
    for (intptr_t i = 0; i < left_size; i++) out[i] = keep(LIST_ITEM(left, i));
    for (intptr_t i = left_size; i < size; i++) out[i] = keep(LIST_ITEM(right, i - left_size));
    gc_track(rt, borrow(own));
    return own;
}

Own list_repeat(Runtime *rt, Obj *self, intptr_t count) {
    intptr_t size = LIST_SIZE(self);
    if (count < 0) count = 0;
    if (count && size > LIST_SIZE_LIMIT / count) return raise_memory_error(rt);
    Own own = alloc_sized(rt, size * count);
    if (!own) return NULL;
    Own *out = LIST(borrow(own))->items;
    for (intptr_t i = 0; count && i < size; i++) {
        Obj *item = LIST_ITEM(self, i);
        count_up(item, count);
        for (intptr_t j = 0; j < count; j++) out[i + j * size] = adopt(item);
    }
    gc_track(rt, borrow(own));
    return own;
}

Own list_inplace_repeat(Runtime *rt, Obj *self, intptr_t count) {
    ListObj *list = LIST(self);
    intptr_t size = list->head.size;
    if (size == 0 || count == 1) return keep(self);
    if (count < 1) {
        list_clear_items(rt, self);
        return keep(self);
    }
    if (size > LIST_SIZE_LIMIT / count) return raise_memory_error(rt);
    if (list_resize(rt, list, size * count) < 0) return NULL;
    for (intptr_t i = size; i < size * count; i++)
        list->items[i] = keep(borrow(list->items[i - size]));
    return keep(self);
}

Own list_inplace_concat(Runtime *rt, Obj *self, Obj *other) {
    return list_extend(rt, self, other) < 0 ? NULL : keep(self);
}

static Own subscript_slice(Runtime *rt, Obj *self, Obj *slice) {
    int64_t start, stop, step, count;
    if (slice_indices(rt, slice, &LIST_SIZE(self), &start, &stop, &step, &count) < 0) return NULL;
    if (count <= 0) return list_new(rt, 0);
    if (step == 1) return list_slice(rt, LIST(self), (intptr_t)start, (intptr_t)stop);
    Own own = alloc_sized(rt, (intptr_t)count);
    if (!own) return NULL;
    for (intptr_t i = 0; i < count; i++) {
        LIST(borrow(own))->items[i] = keep(LIST_ITEM(self, (intptr_t)(start + i * step)));
    }
    gc_track(rt, borrow(own));
    return own;
}

static int bad_index(Runtime *rt, Obj *key) {
    return raise_format_int(rt, EXC(rt, TypeError),
                            "list indices must be integers or slices, not %.200s", key->type->name);
}

Own list_subscript(Runtime *rt, Obj *self, Obj *key) {
    if (is_slice(rt, key)) return subscript_slice(rt, self, key);
    if (!number_has_index(key)) {
        bad_index(rt, key);
        return NULL;
    }
    int64_t index;
    if (number_as_ssize(rt, key, EXC(rt, IndexError), &index) < 0) return NULL;
    if (index < 0) index += LIST_SIZE(self);
    if (index < 0 || index >= LIST_SIZE(self))
        return raise_object(rt, EXC(rt, IndexError), ID(rt, list_err));
    return keep(LIST_ITEM(self, (intptr_t)index));
}

/* del list[start:stop:step] with step > 1, as first..last in ascending order. */
static int delete_strided(Runtime *rt, ListObj *list, int64_t start, int64_t step, int64_t count) {
    if (count <= 0) return 0;
    if (step < 0) {
        start = start + step * (count - 1);
        step = -step;
    }
    Own *gone = mem_alloc(rt, (size_t)count * 8);
    if (!gone) {
        raise_memory_error(rt);
        return -1;
    }
    intptr_t size = list->head.size, to = (intptr_t)start, taken = 0;
    for (intptr_t from = (intptr_t)start; from < size; from++) {
        if (taken < count && from == start + taken * step) {
            gone[taken++] = list->items[from];
        } else {
            list->items[to++] = list->items[from];
        }
    }
    list->head.size = to;
    int status = list_resize(rt, list, to);
    for (intptr_t i = 0; i < count; i++) release(rt, gone[i]);
    mem_free(rt, gone);
    return status;
}

/* list[start::step] = values with as many values as places; the old items go in order of their
 * places. */
static int assign_strided(Runtime *rt, ListObj *list, int64_t start, int64_t step, int64_t count,
                          Obj *value) {
    Own fast = value == &list->head.base
                   ? list_slice(rt, list, 0, list->head.size)
                   : sequence_fast(rt, value, "must assign iterable to extended slice");
    if (!fast) return -1;
    intptr_t given;
    Obj *const *items = sequence_fast_items(borrow(fast), &given);
    int status = -1;
    if (given != count) {
        raise_format(rt, EXC(rt, ValueError),
                     "attempt to assign sequence of size %zd to extended slice of size %zd",
                     (size_t)given, (size_t)count);
        goto done;
    }
    status = 0;
    if (count <= 0) goto done;
    Own *old = mem_alloc(rt, (size_t)count * 8);
    if (!old) {
        raise_memory_error(rt);
        status = -1;
        goto done;
    }
    for (intptr_t i = 0; i < count; i++) {
        Own *place = &list->items[start + i * step];
        old[i] = *place;
        *place = keep(items[i]);
    }
    for (intptr_t i = 0; i < count; i++) release(rt, old[i]);
    mem_free(rt, old);
done:
    release(rt, fast);
    return status;
}

static int assign_slice(Runtime *rt, Obj *self, Obj *slice, Obj *value) {
    int64_t start, stop, step, count;
    if (slice_indices(rt, slice, &LIST_SIZE(self), &start, &stop, &step, &count) < 0) return -1;
    if (step == 1) return list_set_slice(rt, self, (intptr_t)start, (intptr_t)stop, value);
    if (!value) return delete_strided(rt, LIST(self), start, step, count);
    return assign_strided(rt, LIST(self), start, step, count, value);
}

int list_ass_subscript(Runtime *rt, Obj *self, Obj *key, Obj *value) {
    if (is_slice(rt, key)) return assign_slice(rt, self, key, value);
    if (!number_has_index(key)) return bad_index(rt, key);
    int64_t index;
    if (number_as_ssize(rt, key, EXC(rt, IndexError), &index) < 0) return -1;
    if (index < 0) index += LIST_SIZE(self);
    if (index < 0 || index >= LIST_SIZE(self)) index = -1;
    return list_ass_item(rt, self, (intptr_t)index, value);
}
