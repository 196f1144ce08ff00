/* sys._debugmallocstats(): what the pools, arenas and free lists hold, in the words of CPython 3.11 (Objects/obmalloc.c). All figures are
 * counted from our own pools, which have CPython's geometry; only the tables that find an arena are reckoned, from the addresses. */
#include "heap/pool_impl.h"
#include "lib/lib.h"

enum { CLASSES = HS_SMALL_REQUEST / HS_ALIGNMENT, LABEL_WIDTH = 35, VALUE_WIDTH = 21 };

/* Bytes of the tables of CPython's radix tree over addresses of 48 bits: root and middle of 2^15 pointers, bottom of 2^14 pairs of int. */
#define MAP_ROOT ((uint64_t)1 << 18)
#define MAP_MIDDLE ((uint64_t)1 << 18)
#define MAP_BOTTOM ((uint64_t)1 << 17)
#define MAP_BOTTOM_COVERS ((uint64_t)1 << 34) /* bytes of addresses */
#define MAP_MIDDLE_COVERS ((uint64_t)1 << 49)

typedef struct Line {
    char text[128];
    size_t length;
} Line;

/* ---- writing a line ---- */

static void add_text(Line *line, const char *text) {
    while (*text && line->length < sizeof line->text) line->text[line->length++] = *text++;
}

/* A number, right-aligned; grouped: commas between thousands. */
static void add_number(Line *line, uint64_t value, size_t width, bool grouped) {
    char digits[32];
    size_t count = 0, at = sizeof digits;
    do {
        if (grouped && count && count % 3 == 0) digits[--at] = ',';
        digits[--at] = (char)('0' + value % 10);
        count++;
    } while (value /= 10);
    for (size_t size = sizeof digits - at; size < width; size++) add_text(line, " ");
    while (at < sizeof digits && line->length < sizeof line->text) line->text[line->length++] = digits[at++];
}

static void write_out(Runtime *rt, Line *line) {
    add_text(line, "\n");
    host_write(rt, 2, line->text, line->length);
    line->length = 0;
}

/* Ends a line that has its label: "label = 1,234". */
static uint64_t write_value(Runtime *rt, Line *line, uint64_t value) {
    while (line->length < LABEL_WIDTH) add_text(line, " ");
    add_text(line, "=");
    add_number(line, value, VALUE_WIDTH, true);
    write_out(rt, line);
    return value;
}

static uint64_t write_named(Runtime *rt, const char *label, uint64_t value) {
    Line line = {.length = 0};
    add_text(&line, label);
    return write_value(rt, &line, value);
}

/* "17 unused pools * 16384 bytes = 278,528" */
static uint64_t write_product(Runtime *rt, uint64_t count, const char *what, uint64_t size, const char *unit) {
    Line line = {.length = 0};
    add_number(&line, count, 0, false);
    add_text(&line, what);
    add_number(&line, size, 0, false);
    add_text(&line, unit);
    return write_value(rt, &line, count * size);
}

static void write_text(Runtime *rt, const char *text) { host_write(rt, 2, text, strlen(text)); }

/* ---- pools ---- */

typedef struct Counts {
    size_t pools[CLASSES], blocks[CLASSES], free_blocks[CLASSES];
    size_t arenas, free_pools, middles, bottoms;
} Counts;

static void count_arena(Runtime *rt, size_t index, Counts *counts) {
    Arena *arena = &rt->pool.arenas[index];
    uint8_t *base = rt->span_base + index * CHUNK_SIZE;
    counts->arenas++;
    counts->free_pools += arena->free_count;
    for (uint32_t n = 0; n < arena->fresh; n++) {
        Pool *pool = (Pool *)(void *)(base + (size_t)n * HS_POOL_SIZE);
        if (!pool->count) continue;
        uint32_t i = pool->size_class;
        counts->pools[i]++;
        counts->blocks[i] += pool->count;
        counts->free_blocks[i] += (HS_POOL_SIZE - HS_POOL_HEADER) / pool_block_size(pool) - pool->count;
    }
}

static void count_all(Runtime *rt, Counts *counts) {
    uint64_t middle = UINT64_MAX, bottom = UINT64_MAX;
    for (size_t i = 0; i < rt->pool.chunk_limit; i++) {
        if (!chunk_is_arena(rt->pool.chunk_kind[i])) continue;
        uint64_t address = HS_VIRTUAL_BASE + (uint64_t)i * CHUNK_SIZE;
        count_arena(rt, i, counts);
        counts->middles += address / MAP_MIDDLE_COVERS != middle;
        counts->bottoms += address / MAP_BOTTOM_COVERS != bottom;
        middle = address / MAP_MIDDLE_COVERS;
        bottom = address / MAP_BOTTOM_COVERS;
    }
}

static void write_class(Runtime *rt, const Counts *counts, int i) {
    Line line = {.length = 0};
    add_number(&line, (uint64_t)i, 5, false);
    add_number(&line, ((uint64_t)i + 1) * HS_ALIGNMENT, 7, false);
    add_number(&line, counts->pools[i], 12, false);
    add_number(&line, counts->blocks[i], 16, false);
    add_number(&line, counts->free_blocks[i], 14, false);
    write_out(rt, &line);
}

static void write_classes(Runtime *rt, const Counts *counts) {
    uint64_t used = 0, available = 0, headers = 0, lost = 0;
    write_text(rt, "Small block threshold = 512, in 32 size classes.\n\n"
                   "class   size   num pools   blocks in use  avail blocks\n"
                   "-----   ----   ---------   -------------  ------------\n");
    for (int i = 0; i < CLASSES; i++) {
        uint64_t size = ((uint64_t)i + 1) * HS_ALIGNMENT;
        if (!counts->pools[i]) continue;
        write_class(rt, counts, i);
        used += counts->blocks[i] * size;
        available += counts->free_blocks[i] * size;
        headers += counts->pools[i] * HS_POOL_HEADER;
        lost += counts->pools[i] * ((HS_POOL_SIZE - HS_POOL_HEADER) % size);
    }
    write_text(rt, "\n");
    write_named(rt, "# arenas allocated total", rt->pool.arenas_allocated);
    write_named(rt, "# arenas reclaimed", rt->pool.arenas_allocated - counts->arenas);
    write_named(rt, "# arenas highwater mark", rt->pool.arenas_highwater);
    write_named(rt, "# arenas allocated current", counts->arenas);
    write_product(rt, counts->arenas, " arenas * ", HS_ARENA_SIZE, " bytes/arena");
    write_text(rt, "\n");
    uint64_t total = write_named(rt, "# bytes in allocated blocks", used);
    total += write_named(rt, "# bytes in available blocks", available);
    total += write_product(rt, counts->free_pools, " unused pools * ", HS_POOL_SIZE, " bytes");
    total += write_named(rt, "# bytes lost to pool headers", headers);
    total += write_named(rt, "# bytes lost to quantization", lost);
    total += write_named(rt, "# bytes lost to arena alignment", 0); /* ours begin at a pool's boundary */
    write_named(rt, "Total", total);
}

static void write_map(Runtime *rt, const Counts *counts) {
    write_text(rt, "\narena map counts\n");
    write_named(rt, "# arena map mid nodes", counts->middles);
    write_named(rt, "# arena map bot nodes", counts->bottoms);
    write_text(rt, "\n");
    uint64_t total = write_named(rt, "# bytes lost to arena map root", MAP_ROOT);
    total += write_named(rt, "# bytes lost to arena map mid", MAP_MIDDLE * counts->middles);
    total += write_named(rt, "# bytes lost to arena map bot", MAP_BOTTOM * counts->bottoms);
    write_named(rt, "Total", total);
}

/* ---- free lists ---- */

/* The label is right-aligned: "8 free PyDictObjects * 48 bytes each" */
static void write_free_list(Runtime *rt, int count, int items, const char *type, uint64_t size) {
    Line label = {.length = 0}, line = {.length = 0};
    add_number(&label, (uint64_t)count, 0, false);
    add_text(&label, " free ");
    if (items) {
        add_number(&label, (uint64_t)items, 0, false);
        add_text(&label, "-sized ");
    }
    add_text(&label, type);
    add_text(&label, " * ");
    add_number(&label, size, 0, false);
    add_text(&label, " bytes each");
    for (size_t i = label.length; i < 48; i++) add_text(&line, " ");
    label.text[label.length] = 0;
    add_text(&line, label.text);
    add_text(&line, " ");
    write_value(rt, &line, (uint64_t)count * size);
}

static void write_free_lists(Runtime *rt) {
    const FreeLists *lists = &rt->free_lists;
    write_free_list(rt, lists->dicts_count, 0, "PyDictObjects", 48);
    write_free_list(rt, lists->floats_count, 0, "PyFloatObjects", 24);
    write_free_list(rt, lists->lists_count, 0, "PyListObjects", 40);
    for (int i = 1; i <= HS_FREE_TUPLE_LENGTHS; i++)
        write_free_list(rt, lists->tuples_count[i], i, "PyTupleObjects", 24 + 8 * (uint64_t)i);
}

void malloc_stats_write(Runtime *rt) {
    Counts counts = {.arenas = 0};
    count_all(rt, &counts);
    write_classes(rt, &counts);
    write_map(rt, &counts);
    write_text(rt, "\n");
    write_free_lists(rt);
}
