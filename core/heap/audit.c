/* The heap's proof: every refcount recomputed from who refers to what (D10).
 *
 * All tracked objects, all roots, and everything they reach through tp_traverse are numbered; each visit counts one reference.
 * An object whose own count differs is reported. Types without gc header whose instances hold references (code, range) have a
 * tp_traverse all the same. Static objects are left out. Call it only where no C code holds references of its own, that is
 * between instructions. The table lies outside the span, so the audit changes nothing it looks at. */
#include "heap/gc_list.h"
#include "heap/pool_impl.h"
#include "heap/seam.h"

#ifdef HS_DEBUG
#include <stdio.h>

#define PART (-1)
typedef struct Entry {
    Obj *object;
    intptr_t found;
} Entry;
typedef struct Audit {
    Runtime *rt;
    Entry *entries;
    size_t count, capacity; /* entries */
    uint32_t *table;        /* entry number + 1 by hash of the address */
    size_t mask;
} Audit;

static Entry *entry_of(Audit *audit, Obj *object) {
    size_t slot = ((uintptr_t)object >> 4) * 2654435761u & audit->mask;
    while (audit->table[slot]) {
        Entry *entry = &audit->entries[audit->table[slot] - 1];
        if (entry->object == object) return entry;
        slot = (slot + 1) & audit->mask;
    }
    if (audit->count == audit->capacity) hs_fatal("audit: more objects than blocks in use");
    audit->entries[audit->count] = (Entry){object, 0};
    audit->table[slot] = (uint32_t)++audit->count;
    return &audit->entries[audit->count - 1];
}

static bool is_static(Runtime *rt, Obj *object) {
    return (uint8_t *)object >= rt->span_base && (uint8_t *)object < rt->static_limit;
}

static int visit_count(Obj *object, void *arg) {
    Audit *audit = arg;
    if (!is_static(audit->rt, object)) entry_of(audit, object)->found++;
    return 0;
}

/* Parts shared by objects are entries without count. */
static bool visit_once(const void *part, void *arg) {
    Entry *entry = entry_of(arg, (Obj *)(uintptr_t)part);
    if (entry->found) return false;
    entry->found = PART;
    return true;
}

static void visit_children(Audit *audit, Obj *object) {
    TypeObj *type = object->type;
    if (type->slots.tp_traverse) type->slots.tp_traverse(object, visit_count, audit);
    audit_visit_hidden(audit->rt, object, visit_count, visit_once, audit);
    bool by_others = type->spec && type->spec->hidden; /* as links of lru_cache: who holds them visits their class */
    if (type_is_counted(type) && !type->slots.tp_traverse && !by_others) visit_count((Obj *)type, audit);
}

static void add_tracked(Audit *audit) {
    for (int i = 0; i <= GC_GENERATIONS; i++) {
        GcHead *list = i < GC_GENERATIONS ? &audit->rt->gc.generations[i].head : &audit->rt->gc.permanent;
        for (GcHead *head = gc_next(list); head != list; head = gc_next(head)) {
            if (!is_static(audit->rt, gc_object(head))) entry_of(audit, gc_object(head));
        }
    }
}

/* The first differences found, in one message. */
HS_COLD static void report(Audit *audit, const char *where) {
    char text[2000], line[200];
    size_t used = (size_t)snprintf(text, sizeof text, "audit %s:", where), shown = 0;
    for (size_t i = 0; i < audit->count && shown < 8; i++) {
        const Entry *entry = &audit->entries[i];
        if (entry->found == PART || entry->object->refcount == entry->found) continue;
        audit_describe(audit->rt, entry->object, line, sizeof line);
        used += (size_t)snprintf(text + used, sizeof text - used, "\n  %s: refcount %lld, %lld references found", line,
                                 (long long)entry->object->refcount, (long long)entry->found);
        shown++;
    }
    hs_fatal(text);
}

void audit_heap(Runtime *rt, const char *where) {
    size_t blocks = pool_blocks_in_use(rt) + rt->pool.large_blocks + 64, table_size = 1024;
    while (table_size < 2 * blocks) table_size *= 2;
    size_t bytes = blocks * sizeof(Entry) + table_size * sizeof(uint32_t);
    char *memory = scratch_alloc(rt, 0, bytes);
    if (!memory) return;
    Audit audit = {.rt = rt, .entries = (Entry *)(void *)memory, .capacity = blocks, .mask = table_size - 1,
                   .table = (uint32_t *)(void *)(memory + blocks * sizeof(Entry))};
    add_tracked(&audit);
    heap_visit_roots(rt, visit_count, &audit);
    vm_visit_roots(rt, visit_count, &audit);
    lib_visit_roots(rt, visit_count, &audit);
    for (size_t i = 0; i < audit.count; i++) {
        if (audit.entries[i].found != PART) visit_children(&audit, audit.entries[i].object);
    }
    for (size_t i = 0; i < audit.count; i++) {
        const Entry *entry = &audit.entries[i];
        if (entry->found != PART && entry->object->refcount != entry->found) report(&audit, where);
    }
    scratch_free(memory, bytes);
}

#else

void audit_heap(Runtime *rt, const char *where) { (void)rt, (void)where; }

#endif
