/* The store of checkpoints.
 *
 * A checkpoint is a table of tables: for each MiB of the span a Table, for each page of 4 KiB in it a Version of that page's
 * contents. Neighbouring checkpoints share what did not change, tables and versions; both count who uses them. A version holds only the
 * words that differ from its base: from nothing (zeroes), or from one earlier version of the page that itself has no base. So
 * any page is made again in two passes at most, whatever was dropped meanwhile, and a heap in which only
 * counts changed costs little more than these counts.
 *
 * Blocks of the store come from slabs of 32 KiB, one size a slab. Offsets in the store are counted in units of 16 bytes; 0 is none.
 * The probe's own memory is no part of a state: it is the same before and after a restore. */
#include "probe/checkpoint.h"

#include "heap/span.h"
#include "probe/impl.h"
#include "vm/eval.h"

enum { PAGE = 4096, PAGE_WORDS = PAGE / 4, GROUP = 32, GROUPS = PAGE_WORDS / GROUP, PAGES = 256 };
enum { UNIT = 16, SLAB = 32 << 10, CLASSES = 96 };
_Static_assert(PAGES * PAGE == CHUNK_SIZE, "a table is for a MiB");

typedef struct Version {
    uint64_t hash;  /* of the whole page: by it a page is known to be unchanged */
    uint32_t users; /* tables, and versions based on it */
    uint32_t base;  /* 0 = zeroes */
    uint32_t groups; /* which groups of 32 words have words here; then for each a word saying which, then the words */
    uint32_t body[];
} Version;

typedef struct Table {
    uint32_t users;
    uint32_t pages[PAGES]; /* 0 = zeroes */
} Table;

typedef struct Slab {
    uint32_t free; /* first freed block */
    uint32_t next, previous; /* slabs of the class with room, or free slabs; 0 = none */
    uint16_t used, fresh; /* blocks in use; blocks ever used */
    uint16_t units; /* of a block */
    uint8_t size_class;
} Slab;

struct Store {
    size_t slab_count, slabs_used; /* slab 0 does not exist */
    uint32_t free_slab, fresh_slab;
    uint32_t with_room[CLASSES];
    uint8_t *first; /* of slab 1, less one slab */
    uint64_t zero_hash;
    int parent; /* checkpoint that the state of now came from, -1 = none */
    uint32_t checkpoints[STORE_CHECKPOINTS]; /* arrays of tables, one for each MiB and a 0 */
    Slab slabs[];
};

static void *at(Store *store, uint32_t offset) { return store->first + (size_t)offset * UNIT; }

/* ---- blocks ---- */

/* Sizes in units: each up to 16, then eight a power of two. */
static unsigned class_of(unsigned units, unsigned *rounded) {
    if (units <= 16) return *rounded = units;
    unsigned log2 = 31 - (unsigned)__builtin_clz(units - 1), step = 1u << (log2 - 3);
    *rounded = (units + step - 1) & ~(step - 1);
    return 17 + (log2 - 4) * 8 + ((units - 1) >> (log2 - 3) & 7);
}

static void link_slab(Store *store, uint32_t *list, uint32_t index) {
    Slab *slab = &store->slabs[index];
    slab->previous = 0;
    slab->next = *list;
    if (*list) store->slabs[*list].previous = index;
    *list = index;
}

static void unlink_slab(Store *store, uint32_t *list, uint32_t index) {
    Slab *slab = &store->slabs[index];
    if (slab->next) store->slabs[slab->next].previous = slab->previous;
    if (slab->previous) store->slabs[slab->previous].next = slab->next;
    else *list = slab->next;
}

static uint32_t new_slab(Store *store, unsigned size_class, unsigned units) {
    uint32_t index = store->free_slab;
    if (index) unlink_slab(store, &store->free_slab, index);
    else if (store->fresh_slab < store->slab_count) index = store->fresh_slab++;
    else return 0;
    store->slabs_used++;
    store->slabs[index] = (Slab){ .units = (uint16_t)units, .size_class = (uint8_t)size_class };
    link_slab(store, &store->with_room[size_class], index);
    return index;
}

static uint32_t block_new(Store *store, size_t size) {
    unsigned units, size_class = class_of((unsigned)((size + UNIT - 1) / UNIT), &units);
    uint32_t index = store->with_room[size_class];
    if (!index && !(index = new_slab(store, size_class, units))) return 0;
    Slab *slab = &store->slabs[index];
    uint32_t block = slab->free;
    if (block) slab->free = *(uint32_t *)at(store, block);
    else block = index * (SLAB / UNIT) + slab->fresh++ * slab->units;
    slab->used++;
    if (!slab->free && (slab->fresh + 1u) * slab->units > SLAB / UNIT) {
        unlink_slab(store, &store->with_room[size_class], index);
    }
    return block;
}

static void block_free(Store *store, uint32_t block) {
    uint32_t index = block / (SLAB / UNIT);
    Slab *slab = &store->slabs[index];
    bool was_full = !slab->free && (slab->fresh + 1u) * slab->units > SLAB / UNIT;
    *(uint32_t *)at(store, block) = slab->free;
    slab->free = block;
    if (was_full) link_slab(store, &store->with_room[slab->size_class], index);
    if (--slab->used) return;
    unlink_slab(store, &store->with_room[slab->size_class], index);
    link_slab(store, &store->free_slab, index);
    store->slabs_used--;
}

/* ---- versions ---- */

static const uint32_t zeroes[PAGE_WORDS];

static void drop_version(Store *store, uint32_t offset) {
    if (!offset) return;
    Version *version = at(store, offset);
    if (--version->users) return;
    uint32_t base = version->base;
    block_free(store, offset);
    drop_version(store, base);
}

/* Reads a version's words group by group. */
typedef struct Reader { const uint32_t *masks, *data; uint32_t groups; } Reader;

static Reader reader_of(Store *store, uint32_t offset) {
    if (!offset) return (Reader){ 0 };
    const Version *version = at(store, offset);
    return (Reader){ version->body, version->body + __builtin_popcount(version->groups), version->groups };
}

/* Puts the words of group `g` over those in `words`. */
static inline void read_group(Reader *reader, int g, uint32_t *words) {
    if (!(reader->groups >> g & 1)) return;
    uint32_t mask = *reader->masks++;
    if (mask == UINT32_MAX) {
        memcpy(words, reader->data, GROUP * 4);
        reader->data += GROUP;
        return;
    }
    for (; mask; mask &= mask - 1) words[__builtin_ctz(mask)] = *reader->data++;
}

static void decode(Store *store, uint32_t offset, uint32_t *words) {
    memset(words, 0, PAGE);
    if (!offset) return;
    Reader base = reader_of(store, ((Version *)at(store, offset))->base), own = reader_of(store, offset);
    for (int g = 0; g < GROUPS; g++, words += GROUP) {
        read_group(&base, g, words);
        read_group(&own, g, words);
    }
}

static inline bool groups_equal(const uint32_t *words, const uint32_t *others) {
    const uint64_t *a = (const void *)words, *b = (const void *)others;
    uint64_t differs = 0;
    for (int i = 0; i < GROUP / 2; i++) differs |= a[i] ^ b[i];
    return !differs;
}

static inline uint64_t mix(uint64_t hash, uint64_t word) {
    return ((hash << 29 | hash >> 35) ^ word) * 0x9e3779b97f4a7c15u;
}

static uint64_t hash_page(const uint32_t *words) {
    const uint64_t *w = (const void *)words;
    uint64_t a = 1, b = 2, c = 3, d = 4;
    for (int i = 0; i < PAGE_WORDS / 2; i += 4) {
        a = mix(a, w[i]), b = mix(b, w[i + 1]), c = mix(c, w[i + 2]), d = mix(d, w[i + 3]);
    }
    return mix(mix(mix(a, b), c), d);
}

/* Which words differ; returns the bytes that a version with them takes. */
static size_t compare(const uint32_t *words, const uint32_t *base, uint32_t *groups, uint32_t *masks) {
    size_t words_kept = 0, groups_kept = 0;
    *groups = 0;
    for (int g = 0; g < GROUPS; g++, words += GROUP, base += GROUP) {
        if (groups_equal(words, base)) continue;
        uint32_t mask = 0;
        for (int i = 0; i < GROUP; i++) mask |= (uint32_t)(words[i] != base[i]) << i;
        *groups |= 1u << g;
        masks[groups_kept++] = mask;
        words_kept += (size_t)__builtin_popcount(mask);
    }
    return sizeof(Version) + (groups_kept + words_kept) * 4;
}

static uint64_t hash_of(Store *store, uint32_t offset) {
    return offset ? ((Version *)at(store, offset))->hash : store->zero_hash;
}

static uint32_t new_version(Store *store, const uint32_t *words, uint64_t hash, uint32_t base, uint32_t groups,
                            const uint32_t *masks, size_t size) {
    uint32_t offset = block_new(store, size);
    if (!offset) return 0;
    Version *version = at(store, offset);
    *version = (Version){ .hash = hash, .users = 1, .base = base, .groups = groups };
    if (base) ((Version *)at(store, base))->users++;
    int count = __builtin_popcount(groups);
    memcpy(version->body, masks, (size_t)count * 4);
    uint32_t *data = version->body + count;
    for (; groups; groups &= groups - 1) {
        const uint32_t *group = words + __builtin_ctz(groups) * GROUP;
        for (uint32_t mask = *masks++; mask; mask &= mask - 1) *data++ = group[__builtin_ctz(mask)];
    }
    return offset;
}

/* A version for the page, given the one it had in the parent. False: no room. */
static bool keep_page(Store *store, const uint32_t *words, uint32_t old, uint32_t *kept) {
    uint32_t base_words[PAGE_WORDS], masks[GROUPS], full_masks[GROUPS], groups, full_groups;
    uint64_t hash = hash_page(words);
    if (hash == hash_of(store, old)) {
        if (old) ((Version *)at(store, old))->users++;
        *kept = old;
        return true;
    }
    size_t full = compare(words, zeroes, &full_groups, full_masks);
    if (!full_groups) {
        *kept = 0;
        return true;
    }
    if (old) {
        uint32_t base = ((Version *)at(store, old))->base;
        if (!base) base = old;
        decode(store, base, base_words);
        size_t size = compare(words, base_words, &groups, masks);
        if (size < full - full / 4) return (*kept = new_version(store, words, hash, base, groups, masks, size)) != 0;
    }
    return (*kept = new_version(store, words, hash, 0, full_groups, full_masks, full)) != 0;
}

/* ---- tables ---- */

static void drop_table(Store *store, uint32_t offset) {
    Table *table = at(store, offset);
    if (--table->users) return;
    for (int i = 0; i < PAGES; i++) drop_version(store, table->pages[i]);
    block_free(store, offset);
}

/* Table of a MiB, `old` where nothing changed; 0 = no room. */
static uint32_t keep_table(Store *store, const uint8_t *chunk, uint32_t old) {
    uint32_t offset = block_new(store, sizeof(Table));
    if (!offset) return 0;
    Table *table = at(store, offset), *before = old ? at(store, old) : NULL;
    memset(table, 0, sizeof *table);
    table->users = 1;
    bool same = before;
    for (int i = 0; i < PAGES; i++) {
        uint32_t was = before ? before->pages[i] : 0;
        if (!keep_page(store, (const void *)(chunk + (size_t)i * PAGE), was, &table->pages[i])) {
            drop_table(store, offset);
            return 0;
        }
        same = same && table->pages[i] == was;
    }
    if (!same) return offset;
    drop_table(store, offset);
    before->users++;
    return old;
}

/* ---- checkpoints ---- */

static size_t chunks_of(Runtime *rt) { return (size_t)(rt->span_top - rt->span_base) / CHUNK_SIZE; }

static bool is_probe(Runtime *rt, size_t chunk) {
    return rt->probe && chunk - chunk_index(rt, rt->probe) < PROBE_CHUNKS;
}

void store_drop(Store *store, int number) {
    uint32_t *tables = at(store, store->checkpoints[number]);
    for (uint32_t i = 1; i <= tables[0]; i++) {
        if (tables[i]) drop_table(store, tables[i]);
    }
    block_free(store, store->checkpoints[number]);
    store->checkpoints[number] = 0;
    if (store->parent == number) store->parent = -1;
}

int store_save(Store *store, Runtime *rt) {
    int number = 0;
    size_t count = chunks_of(rt);
    while (number < STORE_CHECKPOINTS && store->checkpoints[number]) number++;
    if (number == STORE_CHECKPOINTS) return -1;
    uint32_t offset = block_new(store, (count + 1) * 4);
    if (!offset) return -1;
    uint32_t *tables = at(store, offset), *before = store->parent >= 0 ? at(store, store->checkpoints[store->parent]) : NULL;
    memset(tables, 0, (count + 1) * 4);
    store->checkpoints[number] = offset;
    for (size_t i = 0; i < count; i++) {
        tables[0] = (uint32_t)i + 1;
        if (is_probe(rt, i)) continue;
        uint32_t old = before && i < before[0] ? before[i + 1] : 0;
        if (!(tables[i + 1] = keep_table(store, rt->span_base + i * CHUNK_SIZE, old))) {
            store_drop(store, number);
            return -1;
        }
    }
    store->parent = number;
    return number;
}

void store_restore(Store *store, Runtime *rt, int number) {
    uint32_t *tables = at(store, store->checkpoints[number]);
    uint8_t *base = rt->span_base;
    size_t count = chunks_of(rt), probe = rt->probe ? chunk_index(rt, rt->probe) : count;
    struct Tracer *tracer = rt->tracer; /* the host's, not the program's */
    if (count < tables[0]) count = tables[0];
    for (size_t i = 0; i < count; i++) {
        if (i - probe < PROBE_CHUNKS) continue;
        const Table *table = i < tables[0] && tables[i + 1] ? at(store, tables[i + 1]) : NULL;
        uint8_t *chunk = base + i * CHUNK_SIZE;
        if (!table) memset(chunk, 0, CHUNK_SIZE);
        for (int page = 0; table && page < PAGES; page++) {
            uint32_t *words = (void *)(chunk + (size_t)page * PAGE);
            if (hash_page(words) != hash_of(store, table->pages[page])) decode(store, table->pages[page], words);
        }
    }
    rt->tracer = tracer;
    vm_restored(rt);
    store->parent = number;
}

Store *store_open(void *memory, size_t size) {
    Store *store = memory;
    size_t slabs = size / SLAB, head = sizeof *store + slabs * sizeof(Slab);
    if (size < head + 4 * SLAB) return NULL;
    store->slab_count = (size - head - UNIT) / SLAB + 1;
    store->fresh_slab = 1;
    store->first = (uint8_t *)round_up((size_t)memory + head, UNIT) - SLAB;
    store->parent = -1;
    store->zero_hash = hash_page(zeroes);
    return store;
}

int store_parent(const Store *store) { return store->parent; }
void store_adopt(Store *store, int number) { store->parent = number; }

size_t store_used(const Store *store) { return sizeof *store + store->slab_count * sizeof(Slab) + store->slabs_used * SLAB; }
