/* Interned strs: a table of one object for each text. CPython 3.11 PyUnicode_InternInPlace.
 *
 * Open addressing over object pointers in raw memory. The table's references are not counted
 * (CPython takes its two back), so an interned str dies with its last user and str_dealloc drops
 * the entry. Deleted entries leave a mark (the table itself as pointer). */
#include "object/exception.h"
#include "object/str_impl.h"

struct InternTable {
    size_t mask, used, filled; /* live entries; live and deleted */
    Obj *slots[];
};
#define FIRST_SLOTS 1024

static struct InternTable *table_new(Runtime *rt, size_t slots) {
    struct InternTable *table = raw_alloc(rt, sizeof(struct InternTable) + slots * sizeof(Obj *));
    if (!table) return NULL;
    table->mask = slots - 1;
    table->used = table->filled = 0;
    memset(table->slots, 0, slots * sizeof(Obj *));
    return table;
}

HS_INLINE Obj *deleted_mark(struct InternTable *table) { return (Obj *)(void *)table; }

/* Slot of the equal str, or the empty one where it belongs. */
static Obj **find_slot(struct InternTable *table, Obj *s, int64_t hash) {
    Obj **free_slot = NULL;
    for (size_t i = (size_t)hash & table->mask;; i = (i + 1) & table->mask) {
        Obj *entry = table->slots[i];
        if (!entry) return free_slot ? free_slot : &table->slots[i];
        if (entry == deleted_mark(table)) {
            if (!free_slot) free_slot = &table->slots[i];
        } else if (entry == s || (STR(entry)->hash == hash && str_equal(entry, s))) {
            return &table->slots[i];
        }
    }
}

static bool table_grow(Runtime *rt) {
    struct InternTable *old = rt->interned;
    size_t slots = old ? old->mask + 1 : FIRST_SLOTS / 2;
    struct InternTable *table = table_new(rt, old && old->used * 3 < slots ? slots : slots * 2);
    if (!table) return false;
    for (size_t i = 0; old && i <= old->mask; i++) {
        Obj *entry = old->slots[i];
        if (!entry || entry == deleted_mark(old)) continue;
        *find_slot(table, entry, STR(entry)->hash) = entry;
        table->used++;
    }
    table->filled = table->used;
    rt->interned = table;
    raw_free(rt, old);
    return true;
}

Own str_intern(Runtime *rt, Own own) {
    Obj *s = borrow(own);
    if (!s || STR(s)->interned || !is_str_exact(rt, s)) return own;
    struct InternTable *table = rt->interned;
    if ((!table || table->filled * 2 > table->mask) && !table_grow(rt)) return own;
    table = rt->interned;
    Obj **slot = find_slot(table, s, str_hash(rt, s));
    Obj *entry = *slot;
    if (entry && entry != deleted_mark(table)) {
        Own found = keep(entry);
        release(rt, own);
        return found;
    }
    if (!entry) table->filled++;
    table->used++;
    *slot = s;
    STR(s)->interned = 1;
    return own;
}

void str_intern_in_place(Runtime *rt, Own *slot) { *slot = str_intern(rt, *slot); }

Own str_intern_cstr(Runtime *rt, const char *utf8) {
    return str_intern(rt, str_from_cstr(rt, utf8));
}

void str_intern_fini(Runtime *rt) {
    struct InternTable *table = rt->interned;
    rt->interned = NULL;
    for (size_t i = 0; table && rt->lens->immortal && i <= table->mask; i++) {
        Obj *entry = table->slots[i];
        if (!entry || entry == deleted_mark(table) || entry->refcount) continue;
        entry->refcount = 1;
        release(rt, adopt(entry));
    }
    raw_free(rt, table);
}

void str_interned_dealloc(Runtime *rt, Obj *s) {
    struct InternTable *table = rt->interned;
    STR(s)->interned = 0;
    if (!table) return; /* the runtime is being torn down */
    Obj **slot = find_slot(table, s, STR(s)->hash);
    hs_assert(*slot == s);
    *slot = deleted_mark(table);
    table->used--;
}
