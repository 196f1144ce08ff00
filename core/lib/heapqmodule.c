/* _heapq and _bisect: lists kept in the order of a heap, or sorted. Comparisons run Python code that may change the list:
 * items are held meanwhile, and a changed size is an error. Follows CPython 3.11 Modules/_heapqmodule.c, _bisectmodule.c. */
#include "lib/lib.h"
#include "object/abstract.h"
#include "object/exception.h"
#include "object/fields.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str.h"

#define FUNCTION_ARGS HS_UNUSED Obj *module, HS_UNUSED Obj *const *args, HS_UNUSED size_t nargs, HS_UNUSED Obj *kwnames
#define ANSWER(failed) ((failed) < 0 ? NULL : keep(rt->none))

/* ---- heaps ---- */

/* items[a] before items[b] in the heap (`max`: the greatest first); -1 raised. */
static int is_before(Runtime *rt, Obj *heap, intptr_t a, intptr_t b, bool max) {
    intptr_t size = LIST_SIZE(heap);
    Own first = keep(LIST_ITEM(heap, max ? b : a)), second = keep(LIST_ITEM(heap, max ? a : b));
    int before = object_compare_bool(rt, borrow(first), borrow(second), CMP_LT);
    release(rt, second);
    release(rt, first);
    if (before < 0 || size == LIST_SIZE(heap)) return before;
    return raise_format_int(rt, EXC(rt, RuntimeError), "list changed size during iteration");
}

static void swap(Obj *heap, intptr_t a, intptr_t b) {
    Own item = LIST(heap)->items[a];
    LIST(heap)->items[a] = LIST(heap)->items[b];
    LIST(heap)->items[b] = item;
}

static int raise_range(Runtime *rt) { return raise_format_int(rt, EXC(rt, IndexError), "index out of range"); }

/* Towards the root until its parent is not after it. */
static int rise(Runtime *rt, Obj *heap, intptr_t start, intptr_t at, bool max) {
    if (at >= LIST_SIZE(heap)) return raise_range(rt);
    while (at > start) {
        intptr_t parent = (at - 1) / 2;
        int before = is_before(rt, heap, at, parent, max);
        if (before <= 0) return before;
        swap(heap, at, parent);
        at = parent;
    }
    return 0;
}

/* Down to a leaf along the children that come first, then up to its place. */
static int sink(Runtime *rt, Obj *heap, intptr_t start, bool max) {
    intptr_t end = LIST_SIZE(heap), at = start;
    if (at >= end) return raise_range(rt);
    while (at < end / 2) {
        intptr_t child = 2 * at + 1;
        if (child + 1 < end) {
            int before = is_before(rt, heap, child, child + 1, max);
            if (before < 0) return -1;
            child += !before;
        }
        swap(heap, child, at);
        at = child;
    }
    return rise(rt, heap, start, at, max);
}

static int check_heap(Runtime *rt, Obj *heap, const char *name, bool several) {
    if (is_list(heap)) return 0;
    return raise_format_int(rt, EXC(rt, TypeError), "%s() argument%s must be list, not %.50N", name, several ? " 1" : "",
                            heap);
}

static Own pop(Runtime *rt, Obj *heap, const char *name, bool max) {
    if (check_heap(rt, heap, name, false) < 0) return NULL;
    intptr_t last = LIST_SIZE(heap) - 1;
    if (last < 0) return raise_range(rt), NULL;
    Own item = keep(LIST_ITEM(heap, last));
    if (list_set_slice(rt, heap, last, last + 1, NULL) < 0) {
        release(rt, item);
        return NULL;
    }
    if (!last) return item;
    Own top = LIST(heap)->items[0];
    LIST(heap)->items[0] = item;
    if (sink(rt, heap, 0, max) < 0) own_clear(rt, &top);
    return top;
}

static Own replace(Runtime *rt, Obj *heap, Obj *item, bool max) {
    if (!LIST_SIZE(heap)) return raise_range(rt), NULL;
    Own top = LIST(heap)->items[0];
    LIST(heap)->items[0] = keep(item);
    if (sink(rt, heap, 0, max) < 0) own_clear(rt, &top);
    return top;
}

static Own heapify(Runtime *rt, Obj *heap, const char *name, bool max) {
    if (check_heap(rt, heap, name, false) < 0) return NULL;
    for (intptr_t i = LIST_SIZE(heap) / 2; i-- > 0;) {
        if (sink(rt, heap, i, max) < 0) return NULL;
    }
    return keep(rt->none);
}

static Own heap_push(Runtime *rt, FUNCTION_ARGS) {
    if (check_heap(rt, args[0], "heappush", true) < 0 || list_append(rt, args[0], args[1]) < 0) return NULL;
    return ANSWER(rise(rt, args[0], 0, LIST_SIZE(args[0]) - 1, false));
}

static Own heap_pushpop(Runtime *rt, FUNCTION_ARGS) {
    Obj *heap = args[0];
    if (check_heap(rt, heap, "heappushpop", true) < 0) return NULL;
    if (!LIST_SIZE(heap)) return keep(args[1]);
    Own top = keep(LIST_ITEM(heap, 0));
    int before = object_compare_bool(rt, borrow(top), args[1], CMP_LT);
    release(rt, top);
    if (before <= 0) return before < 0 ? NULL : keep(args[1]);
    return replace(rt, heap, args[1], false);
}

static Own heap_replace(Runtime *rt, FUNCTION_ARGS) {
    return check_heap(rt, args[0], "heapreplace", true) < 0 ? NULL : replace(rt, args[0], args[1], false);
}
static Own heap_replace_max(Runtime *rt, FUNCTION_ARGS) {
    return check_heap(rt, args[0], "_heapreplace_max", true) < 0 ? NULL : replace(rt, args[0], args[1], true);
}
static Own heap_pop(Runtime *rt, FUNCTION_ARGS) { return pop(rt, args[0], "heappop", false); }
static Own heap_pop_max(Runtime *rt, FUNCTION_ARGS) { return pop(rt, args[0], "_heappop_max", true); }
static Own heap_heapify(Runtime *rt, FUNCTION_ARGS) { return heapify(rt, args[0], "heapify", false); }
static Own heap_heapify_max(Runtime *rt, FUNCTION_ARGS) { return heapify(rt, args[0], "_heapify_max", true); }

static const MethodDef heap_functions[] = {
    {"heappush", heap_push, METH_FASTCALL, 2, 2, "heappush($module, heap, item, /)\n--\n\nPush item onto heap."},
    {"heappushpop", heap_pushpop, METH_FASTCALL, 2, 2,
     "heappushpop($module, heap, item, /)\n--\n\nPush item on the heap, then pop the smallest item."},
    {"heappop", heap_pop, METH_O, 1, 1, "heappop($module, heap, /)\n--\n\nPop the smallest item off the heap."},
    {"heapreplace", heap_replace, METH_FASTCALL, 2, 2,
     "heapreplace($module, heap, item, /)\n--\n\nPop the smallest item, then push item."},
    {"heapify", heap_heapify, METH_O, 1, 1, "heapify($module, heap, /)\n--\n\nTransform list into a heap, in-place."},
    {"_heappop_max", heap_pop_max, METH_O, 1, 1, "_heappop_max($module, heap, /)\n--\n\nMaxheap variant of heappop."},
    {"_heapify_max", heap_heapify_max, METH_O, 1, 1, "_heapify_max($module, heap, /)\n--\n\nMaxheap variant of heapify."},
    {"_heapreplace_max", heap_replace_max, METH_FASTCALL, 2, 2,
     "_heapreplace_max($module, heap, item, /)\n--\n\nMaxheap variant of heapreplace."},
    METHOD_END,
};

Own heapq_module_init(Runtime *rt) { return module_make(rt, "_heapq", heap_functions, NULL, 0); }

/* ---- sorted lists ---- */

/* Arguments (a, x, lo=0, hi=None, *, key=None). */
typedef struct Search {
    Obj *list, *value, *key; /* key NULL: items compare as they are */
    int64_t low, high;
} Search;

static int parse_search(Runtime *rt, const char *name, Obj *const *args, size_t nargs, Obj *kwnames, Search *search) {
    static const char *const names[] = {"a", "x", "lo", "hi", "key", NULL};
    const ArgSpec spec = {name, names, 2, 4};
    Obj *given[5];
    if (args_parse(rt, &spec, args, nargs, kwnames, given) < 0) return -1;
    *search = (Search){given[0], given[1], given[4] && !is_none(rt, given[4]) ? given[4] : NULL, 0, -1};
    if (given[2] && ssize_argument(rt, given[2], &search->low) < 0) return -1;
    if (given[3] && !is_none(rt, given[3]) && ssize_argument(rt, given[3], &search->high) < 0) return -1;
    return 0;
}

/* Where `value` goes: behind the items equal to it (`right`) or before them. -1 raised. */
static int64_t find_place(Runtime *rt, const Search *search, Obj *value, bool right) {
    int64_t low = search->low, high = search->high;
    if (low < 0) return raise_format_int(rt, EXC(rt, ValueError), "lo must be non-negative");
    if (high == -1 && (high = object_length(rt, search->list)) < 0) return -1;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        Own item = sequence_getitem(rt, search->list, middle);
        if (item && search->key) {
            Own key = call_1(rt, search->key, borrow(item));
            release(rt, item);
            item = key;
        }
        if (!item) return -1;
        Own answer = object_richcompare(rt, right ? value : borrow(item), right ? borrow(item) : value, CMP_LT);
        release(rt, item);
        int less = answer ? object_is_true(rt, borrow(answer)) : -1;
        xrelease(rt, answer);
        if (less < 0) return -1;
        if (less == (int)right) high = middle;
        else low = middle + 1;
    }
    return low;
}

static Own bisect(Runtime *rt, const char *name, Obj *const *args, size_t nargs, Obj *kwnames, bool right) {
    Search search;
    if (parse_search(rt, name, args, nargs, kwnames, &search) < 0) return NULL;
    int64_t place = find_place(rt, &search, search.value, right);
    return place < 0 ? NULL : int_from_i64(rt, place);
}

static Own insort(Runtime *rt, const char *name, Obj *const *args, size_t nargs, Obj *kwnames, bool right) {
    Search search;
    if (parse_search(rt, name, args, nargs, kwnames, &search) < 0) return NULL;
    Own value = search.key ? call_1(rt, search.key, search.value) : keep(search.value);
    int64_t place = value ? find_place(rt, &search, borrow(value), right) : -1;
    xrelease(rt, value);
    if (place < 0) return NULL;
    if (is_list_exact(rt, search.list)) return ANSWER(list_insert(rt, search.list, (intptr_t)place, search.value));
    Own index = int_from_i64(rt, place), done = index ? call_method_str(rt, search.list, "insert", 2, borrow(index), search.value) : NULL;
    xrelease(rt, index);
    xrelease(rt, done);
    return done ? keep(rt->none) : NULL;
}

static Own bisect_right(Runtime *rt, FUNCTION_ARGS) { return bisect(rt, "bisect_right", args, nargs, kwnames, true); }
static Own bisect_left(Runtime *rt, FUNCTION_ARGS) { return bisect(rt, "bisect_left", args, nargs, kwnames, false); }
static Own insort_right(Runtime *rt, FUNCTION_ARGS) { return insort(rt, "insort_right", args, nargs, kwnames, true); }
static Own insort_left(Runtime *rt, FUNCTION_ARGS) { return insort(rt, "insort_left", args, nargs, kwnames, false); }

#define SEARCH(name, text) \
    {#name, name, METH_FASTCALL | METH_KEYWORDS, 0, -1, #name "($module, /, a, x, lo=0, hi=None, *, key=None)\n--\n\n" text}

static const MethodDef bisect_functions[] = {
    SEARCH(bisect_right, "Where x goes in the sorted list a, behind the items equal to it."),
    SEARCH(insort_right, "Insert x into the sorted list a, behind the items equal to it."),
    SEARCH(bisect_left, "Where x goes in the sorted list a, before the items equal to it."),
    SEARCH(insort_left, "Insert x into the sorted list a, before the items equal to it."),
    METHOD_END,
};

Own bisect_module_init(Runtime *rt) { return module_make(rt, "_bisect", bisect_functions, NULL, 0); }
