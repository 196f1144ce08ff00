/* The store of checkpoints.
 *
 * A checkpoint is a table of tables: for each MiB of the span a Table, for each page of 4 KiB in it a Version of that page's
 * contents. Neighbouring checkpoints share what did not change, tables and versions; both count who uses them. A version holds only the
 * words that differ from its base: from nothing (zeroes), or from an earlier version of the page. A chain of bases has CHAIN_MAX links at
 * most, then one leads to its end again; so a page is made from few passes, and a heap in which only counts changed costs little
 * more than these counts. What a dropped checkpoint leaves in the middle of a chain, store_settle joins with what is based on it.
 *
 * Blocks of the store come from slabs of 32 KiB, one size a slab. Offsets in the store are counted in units of 16 bytes; 0 is none.
 * The probe's own memory is no part of a state: it is the same before and after a restore. */
#include "probe/checkpoint.h"

#include "heap/span.h"
#include "probe/impl.h"
#include "vm/eval.h"

enum { PAGE = 4096, PAGE_WORDS = PAGE / 4, GROUP = 32, GROUPS = PAGE_WORDS / GROUP, PAGES = 256 };
enum { UNIT = 16, SLAB = 32 << 10, CLASSES = 96, CHAIN_MAX = 16 };
_Static_assert(PAGES * PAGE == CHUNK_SIZE, "a table is for a MiB");

typedef struct Version {
    uint64_t hash;  /* of the whole page: by it a page is known to be unchanged */
    uint32_t users; /* tables, and versions based on it */
    uint32_t base;  /* 0 = zeroes */
    uint32_t groups; /* which groups of 32 words have words here */
    uint32_t body;   /* block: for each of these a word saying which, then the words */
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

static Version *version_at(Store *store, uint32_t offset) { return at(store, offset); }

static void drop_version(Store *store, uint32_t offset) {
    while (offset) {
        Version *version = version_at(store, offset);
        if (--version->users) return;
        uint32_t base = version->base;
        if (version->body) block_free(store, version->body);
        block_free(store, offset);
        offset = base;
    }
}

/* Reads a version's words group by group. */
typedef struct Reader { const uint32_t *masks, *data; uint32_t groups; } Reader;

static Reader reader_of(Store *store, const Version *version) {
    const uint32_t *body = at(store, version->body);
    return (Reader){ body, body + __builtin_popcount(version->groups), version->groups };
}

/* Puts the words of the group that `mask` tells of over those in `words`. */
static inline void read_group(Reader *reader, uint32_t mask, uint32_t *words) {
    if (mask == UINT32_MAX) {
        memcpy(words, reader->data, GROUP * 4);
        reader->data += GROUP;
        return;
    }
    for (; mask; mask &= mask - 1) words[__builtin_ctz(mask)] = *reader->data++;
}

/* A version and its bases, the last base first; how many. */
static int chain_of(Store *store, uint32_t offset, uint32_t *chain) {
    int count = 0, first = CHAIN_MAX + 1;
    for (; offset; offset = version_at(store, offset)->base, count++) chain[--first] = offset;
    memmove(chain, chain + first, (size_t)count * sizeof *chain);
    return count;
}

static void decode(Store *store, uint32_t offset, uint32_t *words) {
    uint32_t chain[CHAIN_MAX + 1];
    int count = chain_of(store, offset, chain);
    memset(words, 0, PAGE);
    for (int i = 0; i < count; i++) {
        Reader reader = reader_of(store, version_at(store, chain[i]));
        for (; reader.groups; reader.groups &= reader.groups - 1) {
            read_group(&reader, *reader.masks++, words + __builtin_ctz(reader.groups) * GROUP);
        }
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

/* Words to keep of a page: which, and the bytes that they take with this. */
typedef struct Words { uint32_t groups, masks[GROUPS]; size_t size; } Words;

static void compare(const uint32_t *words, const uint32_t *base, Words *found) {
    size_t kept = 0;
    uint32_t *masks = found->masks;
    found->groups = 0;
    for (int g = 0; g < GROUPS; g++, words += GROUP, base += GROUP) {
        if (groups_equal(words, base)) continue;
        uint32_t mask = 0;
        for (int i = 0; i < GROUP; i++) mask |= (uint32_t)(words[i] != base[i]) << i;
        found->groups |= 1u << g;
        *masks++ = mask;
        kept += (size_t)__builtin_popcount(mask);
    }
    found->size = ((size_t)(masks - found->masks) + kept) * 4;
}

static uint64_t hash_of(Store *store, uint32_t offset) {
    return offset ? ((Version *)at(store, offset))->hash : store->zero_hash;
}

/* A block with these words of a page; 0 = no room. */
static uint32_t new_body(Store *store, const uint32_t *words, const Words *kept) {
    uint32_t block = block_new(store, kept->size), *masks = block ? at(store, block) : NULL, rest = kept->groups;
    if (!block) return 0;
    int count = __builtin_popcount(rest);
    memcpy(masks, kept->masks, (size_t)count * 4);
    uint32_t *data = masks + count;
    for (; rest; rest &= rest - 1) {
        const uint32_t *group = words + __builtin_ctz(rest) * GROUP;
        for (uint32_t mask = *masks++; mask; mask &= mask - 1) *data++ = group[__builtin_ctz(mask)];
    }
    return block;
}

static uint32_t new_version(Store *store, const uint32_t *words, uint64_t hash, uint32_t base, const Words *kept) {
    uint32_t offset = block_new(store, sizeof(Version));
    if (!offset) return 0;
    Version *version = at(store, offset);
    *version = (Version){ .hash = hash, .users = 1, .groups = kept->groups, .body = new_body(store, words, kept) };
    if (!version->body) {
        block_free(store, offset);
        return 0;
    }
    version->base = base;
    if (base) version_at(store, base)->users++;
    return offset;
}

/* Joins a base that nothing else uses any more with the version based on it. Without room it stays as it is. */
static bool join_base(Store *store, Version *version) {
    uint32_t words[PAGE_WORDS], offset = version->base;
    Version *base = version_at(store, offset);
    Reader below = reader_of(store, base), above = reader_of(store, version);
    Words kept = { .groups = below.groups | above.groups };
    uint32_t *masks = kept.masks;
    size_t count = 0;
    for (uint32_t rest = kept.groups; rest; rest &= rest - 1) {
        uint32_t group = rest & -rest, *at_group = words + __builtin_ctz(rest) * GROUP, mask = 0, own;
        if (below.groups & group) read_group(&below, mask = *below.masks++, at_group);
        if (above.groups & group) {
            read_group(&above, own = *above.masks++, at_group);
            mask |= own;
        }
        *masks++ = mask;
        count += (size_t)__builtin_popcount(mask);
    }
    kept.size = ((size_t)(masks - kept.masks) + count) * 4;
    uint32_t body = new_body(store, words, &kept);
    if (!body) return false;
    block_free(store, version->body);
    version->body = body;
    version->groups = kept.groups;
    version->base = base->base;
    block_free(store, base->body);
    block_free(store, offset);
    return true;
}

/* A version for the page, given the one it had in the parent. False: no room. */
static bool keep_page(Store *store, const uint32_t *words, uint32_t old, uint32_t *kept) {
    uint32_t base_words[PAGE_WORDS], chain[CHAIN_MAX + 1];
    Words full, part;
    uint64_t hash = hash_page(words);
    if (hash == hash_of(store, old)) {
        if (old) version_at(store, old)->users++;
        *kept = old;
        return true;
    }
    compare(words, zeroes, &full);
    if (!full.groups) {
        *kept = 0;
        return true;
    }
    if (old) {
        uint32_t base = chain_of(store, old, chain) > CHAIN_MAX ? chain[0] : old;
        decode(store, base, base_words);
        compare(words, base_words, &part);
        if (!part.groups) {
            version_at(store, *kept = base)->users++;
            return true;
        }
        if (part.size < full.size - full.size / 4) return (*kept = new_version(store, words, hash, base, &part)) != 0;
    }
    return (*kept = new_version(store, words, hash, 0, &full)) != 0;
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

void store_settle(Store *store) {
    for (int number = 0; number < STORE_CHECKPOINTS; number++) {
        if (!store->checkpoints[number]) continue;
        const uint32_t *tables = at(store, store->checkpoints[number]);
        for (uint32_t i = 1; i <= tables[0]; i++) {
            const uint32_t *pages = tables[i] ? ((Table *)at(store, tables[i]))->pages : NULL;
            for (int page = 0; pages && page < PAGES; page++) {
                for (uint32_t offset = pages[page]; offset;) {
                    Version *version = version_at(store, offset);
                    bool alone = version->base && version_at(store, version->base)->users == 1;
                    if (!alone || !join_base(store, version)) offset = version->base;
                }
            }
        }
    }
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
