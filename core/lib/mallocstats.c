/* sys._debugmallocstats(): what the pools, arenas and free lists hold, in the words of CPython 3.11 (Objects/obmalloc.c). All figures are
 * counted from our own pools, which have CPython's geometry, and from what CPython has at the start; the tables that find an arena are
 * reckoned, from the addresses. */
#include "heap/pool_impl.h"
#include "lib/lib.h"

enum { LABEL_WIDTH = 35, VALUE_WIDTH = 21 };

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

/* What CPython 3.11 has when it begins to read the main program and we have not (its modules are compiled Python, most of ours are not
 * there yet): what is shown is this, and what the program has added. From its own sys._debugmallocstats() as the first statement. */
enum { START_ARENAS = 4, LOST_TO_ALIGNMENT = 3 /* pools; chance, it depends on the addresses of arenas */ };
static const struct { uint8_t pools; uint16_t blocks; } at_start[POOL_CLASSES] = {
    {1, 107},  {3, 1147}, {13, 4223}, {50, 12573}, {37, 7450}, {9, 1523}, {6, 730}, {10, 1187}, {3, 266}, {27, 2684}, {3, 193},
    {3, 215},  {7, 503},  {7, 464},   {6, 379},    {5, 267},   {5, 245},  {4, 191}, {3, 131},   {3, 102}, {3, 106},   {2, 88},
    {3, 90},   {2, 71},   {6, 236},   {2, 63},     {2, 45},    {2, 42},   {2, 43},  {2, 37},    {2, 34},  {2, 50},
};

typedef struct Counts {
    PoolCounts pools;
    size_t arenas, middles, bottoms;
} Counts;

/* Turns what our pools hold into what CPython's would. */
static void count_as_shown(Runtime *rt, PoolCounts *counts) {
    const PoolCounts *start = &rt->lib->start_counts;
    pool_count(rt, counts);
    for (int i = 0; i < POOL_CLASSES; i++) {
        counts->pools[i] += at_start[i].pools - start->pools[i];
        counts->blocks[i] += at_start[i].blocks - start->blocks[i];
    }
    counts->unused_pools += START_UNUSED_POOLS - start->unused_pools;
}

size_t malloc_stats_blocks(Runtime *rt) {
    size_t blocks = pool_blocks_in_use(rt) - rt->gc.start_blocks;
    for (int i = 0; i < POOL_CLASSES; i++) blocks += at_start[i].blocks - rt->lib->start_counts.blocks[i];
    return blocks;
}

/* Arenas that CPython has at the start and we have not. */
static uint32_t more_arenas(Runtime *rt) { return START_ARENAS - rt->lib->start_counts.arenas; }

static void count_all(Runtime *rt, Counts *counts) {
    uint64_t middle = UINT64_MAX, bottom = UINT64_MAX;
    count_as_shown(rt, &counts->pools);
    counts->arenas = more_arenas(rt);
    for (size_t i = 0; i < rt->pool.chunk_limit; i++) {
        if (!chunk_is_arena(rt->pool.chunk_kind[i])) continue;
        uint64_t address = HS_VIRTUAL_BASE + (uint64_t)i * CHUNK_SIZE;
        counts->arenas++;
        counts->middles += address / MAP_MIDDLE_COVERS != middle;
        counts->bottoms += address / MAP_BOTTOM_COVERS != bottom;
        middle = address / MAP_MIDDLE_COVERS;
        bottom = address / MAP_BOTTOM_COVERS;
    }
}

static void write_class(Runtime *rt, const PoolCounts *counts, uint32_t available, int i) {
    Line line = {.length = 0};
    add_number(&line, (uint64_t)i, 5, false);
    add_number(&line, ((uint64_t)i + 1) * HS_ALIGNMENT, 7, false);
    add_number(&line, counts->pools[i], 12, false);
    add_number(&line, counts->blocks[i], 16, false);
    add_number(&line, available, 14, false);
    write_out(rt, &line);
}

static void write_classes(Runtime *rt, const Counts *counts) {
    const PoolCounts *pools = &counts->pools;
    uint64_t used = 0, available = 0, headers = 0, lost = 0;
    write_text(rt, "Small block threshold = 512, in 32 size classes.\n\n"
                   "class   size   num pools   blocks in use  avail blocks\n"
                   "-----   ----   ---------   -------------  ------------\n");
    for (int i = 0; i < POOL_CLASSES; i++) {
        uint64_t size = ((uint64_t)i + 1) * HS_ALIGNMENT, held = pools->pools[i];
        if (!held) continue;
        uint32_t in_pools = (uint32_t)held * ((HS_POOL_SIZE - HS_POOL_HEADER) / (uint32_t)size);
        write_class(rt, pools, in_pools - pools->blocks[i], i);
        used += pools->blocks[i] * size;
        available += (in_pools - pools->blocks[i]) * size;
        headers += held * HS_POOL_HEADER;
        lost += held * ((HS_POOL_SIZE - HS_POOL_HEADER) % size);
    }
    write_text(rt, "\n");
    write_named(rt, "# arenas allocated total", rt->pool.arenas_allocated + more_arenas(rt));
    write_named(rt, "# arenas reclaimed", rt->pool.arenas_allocated + more_arenas(rt) - counts->arenas);
    write_named(rt, "# arenas highwater mark", rt->pool.arenas_highwater + more_arenas(rt));
    write_named(rt, "# arenas allocated current", counts->arenas);
    write_product(rt, counts->arenas, " arenas * ", HS_ARENA_SIZE, " bytes/arena");
    write_text(rt, "\n");
    uint64_t total = write_named(rt, "# bytes in allocated blocks", used);
    total += write_named(rt, "# bytes in available blocks", available);
    total += write_product(rt, pools->unused_pools, " unused pools * ", HS_POOL_SIZE, " bytes");
    total += write_named(rt, "# bytes lost to pool headers", headers);
    total += write_named(rt, "# bytes lost to quantization", lost);
    total += write_named(rt, "# bytes lost to arena alignment", LOST_TO_ALIGNMENT * HS_POOL_SIZE);
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
    Counts counts = {0};
    count_all(rt, &counts);
    write_classes(rt, &counts);
    write_map(rt, &counts);
    write_text(rt, "\n");
    write_free_lists(rt);
}
