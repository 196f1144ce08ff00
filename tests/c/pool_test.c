/* The allocators against obmalloc's rules, written down as addresses: order of reuse, order of pools and arenas, what is given
 * back; then a long random run in which every block keeps what was written to it. Needs core/heap/{pool,large,span}.c only. */
#include <stdio.h>
#include <stdlib.h>

#include "heap/pool_impl.h"
#include "heap/seam.h"

void hs_fatal(const char *message) {
    fprintf(stderr, "fatal: %s\n", message);
    exit(1);
}

/* Nothing is traced here. */
int tracemalloc_add(Runtime *rt, void *block, size_t size) { return (void)rt, (void)block, (void)size, 0; }
void tracemalloc_remove(Runtime *rt, void *block) { (void)rt, (void)block; }

static const char *test_name;
#define CHECK(condition)                                                              \
    do {                                                                              \
        if (!(condition)) {                                                           \
            fprintf(stderr, "%s:%d: %s: %s\n", __FILE__, __LINE__, test_name, #condition); \
            exit(1);                                                                  \
        }                                                                             \
    } while (0)

#define LIMIT ((size_t)64 << 20)

/* A runtime with nothing but its allocators, as heap/runtime.c lays it out. */
static Runtime *open_heap(void) {
    uint8_t *memory = span_reserve(LIMIT);
    CHECK(memory != NULL);
    Runtime *rt = (Runtime *)(void *)memory;
    rt->span_base = memory;
    rt->span_top = memory + CHUNK_SIZE;
    rt->memory_limit = LIMIT;
    rt->pool.chunk_limit = LIMIT / CHUNK_SIZE;
    rt->pool.arenas = (Arena *)(void *)(memory + round_up(sizeof(Runtime), 16));
    rt->pool.chunk_kind = (uint8_t *)(rt->pool.arenas + rt->pool.chunk_limit);
    rt->pool.chunk_kind[0] = CHUNK_RUNTIME;
    rt->pool.chunks_in_use = 1;
    return rt;
}

static void close_heap(Runtime *rt) { span_give_back(rt, LIMIT); }

static size_t offset(Runtime *rt, void *block) { return (size_t)((uint8_t *)block - rt->span_base); }

/* Blocks of one class that fit in a pool. */
static int pool_capacity(size_t size) { return (int)((HS_POOL_SIZE - HS_POOL_HEADER) / round_up(size, 16)); }

static void test_fresh_blocks_ascend(void) {
    Runtime *rt = open_heap();
    size_t first = offset(rt, mem_alloc(rt, 50));
    CHECK(first == CHUNK_SIZE + HS_POOL_HEADER);
    for (int i = 1; i < pool_capacity(50); i++) CHECK(offset(rt, mem_alloc(rt, 64)) == first + (size_t)i * 64);
    CHECK(offset(rt, mem_alloc(rt, 49)) == CHUNK_SIZE + HS_POOL_SIZE + HS_POOL_HEADER); /* next pool */
    CHECK(offset(rt, mem_alloc(rt, 48)) == CHUNK_SIZE + 2 * HS_POOL_SIZE + HS_POOL_HEADER); /* another class */
    CHECK(pool_blocks_in_use(rt) == (size_t)pool_capacity(50) + 2);
    close_heap(rt);
}

static void test_last_freed_is_reused_first(void) {
    Runtime *rt = open_heap();
    void *a = mem_alloc(rt, 24), *b = mem_alloc(rt, 24), *c = mem_alloc(rt, 24);
    mem_free(rt, a);
    mem_free(rt, c);
    mem_free(rt, b);
    CHECK(mem_alloc(rt, 32) == b);
    CHECK(mem_alloc(rt, 17) == c);
    CHECK(mem_alloc(rt, 24) == a);
    CHECK((uint8_t *)mem_alloc(rt, 24) == (uint8_t *)c + 32); /* never used before */
    close_heap(rt);
}

static void test_full_pool_comes_to_the_front(void) {
    Runtime *rt = open_heap();
    int count = pool_capacity(512);
    void *first[64], *second[64];
    for (int i = 0; i < count; i++) first[i] = mem_alloc(rt, 512);
    for (int i = 0; i < 3; i++) second[i] = mem_alloc(rt, 512);
    mem_free(rt, first[5]); /* was full: now before the second pool */
    void *next = mem_alloc(rt, 512);
    CHECK(next == first[5]);
    CHECK((uint8_t *)mem_alloc(rt, 512) == (uint8_t *)second[2] + 512);
    close_heap(rt);
}

static void test_empty_pool_changes_its_class(void) {
    Runtime *rt = open_heap();
    void *a = mem_alloc(rt, 16), *other = mem_alloc(rt, 400), *b = mem_alloc(rt, 400);
    mem_free(rt, other);
    mem_free(rt, b); /* empty: last emptied, taken first */
    CHECK(mem_alloc(rt, 32) == other);
    mem_free(rt, a);
    CHECK(mem_alloc(rt, 16) == a); /* same class again: its chain is kept */
    CHECK((uint8_t *)mem_alloc(rt, 16) == (uint8_t *)a + 16);
    close_heap(rt);
}

static void test_arenas_are_given_back(void) {
    Runtime *rt = open_heap();
    enum { POOLS = 64 * 3 };
    int count = pool_capacity(512) * POOLS;
    void **blocks = malloc((size_t)count * sizeof *blocks);
    for (int i = 0; i < count; i++) blocks[i] = mem_alloc(rt, 512);
    CHECK(rt->pool.arenas_in_use == 3 && rt->pool.usable == NULL);
    int per_arena = count / 3;
    for (int i = per_arena; i < 2 * per_arena; i++) mem_free(rt, blocks[i]); /* the only usable one is kept */
    CHECK(rt->pool.arenas_in_use == 3);
    for (int i = 2 * per_arena; i < count; i++) mem_free(rt, blocks[i]); /* now there are two: one goes */
    CHECK(rt->pool.arenas_in_use == 2);
    CHECK(rt->pool.arenas_highwater == 3);
    CHECK(chunk_kind(rt, blocks[count - 1]) == CHUNK_FREE);
    mem_free(rt, blocks[0]);
    size_t kept = offset(rt, mem_alloc(rt, 512));
    CHECK(kept == offset(rt, blocks[0]));
    free(blocks);
    close_heap(rt);
}

static void test_fullest_arena_serves_first(void) {
    Runtime *rt = open_heap();
    int per_pool = pool_capacity(512), count = per_pool * 64 * 2;
    void **blocks = malloc((size_t)count * sizeof *blocks);
    for (int i = 0; i < count; i++) blocks[i] = mem_alloc(rt, 512);
    for (int i = 0; i < 3 * per_pool; i++) mem_free(rt, blocks[i]);                            /* arena 1: 3 free pools */
    for (int i = 0; i < per_pool; i++) mem_free(rt, blocks[per_pool * 64 + i]);                /* arena 2: 1 free pool */
    CHECK(chunk_index(rt, mem_alloc(rt, 32)) == 2);
    CHECK(chunk_index(rt, mem_alloc(rt, 48)) == 1);
    free(blocks);
    close_heap(rt);
}

static void test_realloc(void) {
    Runtime *rt = open_heap();
    char *a = mem_alloc(rt, 100);
    memset(a, 7, 100);
    CHECK(mem_realloc(rt, a, 112) == a); /* same class */
    CHECK(mem_realloc(rt, a, 85) == a);  /* more than three quarters of 112 */
    char *b = mem_realloc(rt, a, 60);
    CHECK(b != a && b[0] == 7 && b[59] == 7);
    char *c = mem_realloc(rt, b, 5000);
    CHECK(chunk_kind(rt, c) == CHUNK_LARGE && c[59] == 7);
    char *d = mem_realloc(rt, c, 100);
    CHECK(d == c && chunk_kind(rt, d) == CHUNK_LARGE); /* large stays large */
    mem_free(rt, d);
    void *empty = mem_alloc(rt, 0);
    CHECK(empty && chunk_kind(rt, empty) == CHUNK_LARGE);
    mem_free(rt, empty);
    CHECK(rt->pool.large_blocks == 0 && rt->pool.large_bytes == 0);
    close_heap(rt);
}

static void test_large_blocks_join(void) {
    Runtime *rt = open_heap();
    uint8_t *a = mem_alloc(rt, 2000), *b = mem_alloc(rt, 2000), *c = mem_alloc(rt, 2000), *end = mem_alloc(rt, 2000);
    CHECK(((uintptr_t)a & 15) == 0 && b == a + 2016 && c == b + 2016);
    mem_free(rt, a);
    mem_free(rt, c);
    mem_free(rt, b);
    CHECK(mem_alloc(rt, 3 * 2016 - 16) == a); /* all three joined */
    mem_free(rt, a);
    mem_free(rt, end);
    CHECK(rt->pool.chunks_in_use == 1); /* the region went back */
    uint8_t *big = raw_alloc(rt, 3 * CHUNK_SIZE);
    CHECK(big && rt->pool.chunks_in_use == 5 && rt->pool.raw_blocks == 1 && rt->pool.large_blocks == 0);
    CHECK(raw_realloc(rt, big, 6 * CHUNK_SIZE) == big); /* grows where it is */
    CHECK(raw_realloc(rt, big, 100) == big && rt->pool.chunks_in_use == 2);
    raw_free(rt, big);
    CHECK(rt->pool.chunks_in_use == 1 && rt->pool.raw_bytes == 0);
    CHECK(mem_alloc(rt, LIMIT) == NULL && mem_alloc(rt, SIZE_MAX / 2) == NULL);
    close_heap(rt);
}

static uint64_t random_state = 88172645463325252u;
static uint32_t random_below(uint32_t limit) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (uint32_t)(random_state >> 20) % limit;
}

static size_t random_size(void) {
    uint32_t kind = random_below(20);
    return kind < 14 ? 1 + random_below(512) : kind < 19 ? 1 + random_below(9000) : 1 + random_below(700000);
}

typedef struct Slot {
    uint8_t *block;
    size_t size;
    uint8_t fill;
    bool raw;
} Slot;

static void slot_check(const Slot *s) {
    for (size_t i = 0; i < s->size; i += i + 64 < s->size ? 61 : 1) CHECK(s->block[i] == s->fill);
}

static void slot_fill(Slot *s) {
    s->fill = (uint8_t)random_below(256);
    memset(s->block, s->fill, s->size);
    CHECK(((uintptr_t)s->block & 15) == 0);
}

static void random_step(Runtime *rt, Slot *s) {
    if (!s->block) {
        s->raw = random_below(5) == 0;
        s->size = random_size();
        s->block = s->raw ? raw_alloc(rt, s->size) : mem_alloc(rt, s->size);
    } else if (random_below(3) == 0) {
        slot_check(s);
        size_t size = random_size(), kept = size < s->size ? size : s->size;
        uint8_t *block = s->raw ? raw_realloc(rt, s->block, size) : mem_realloc(rt, s->block, size);
        if (!block) return;
        for (size_t i = 0; i < kept; i += 37) CHECK(block[i] == s->fill);
        s->block = block;
        s->size = size;
    } else {
        slot_check(s);
        if (s->raw) raw_free(rt, s->block);
        else mem_free(rt, s->block);
        s->block = NULL;
        return;
    }
    if (s->block) slot_fill(s);
}

static void test_random_run(void) {
    Runtime *rt = open_heap();
    enum { SLOTS = 3000 };
    Slot *slots = calloc(SLOTS, sizeof *slots);
    for (int i = 0; i < 300000; i++) random_step(rt, &slots[random_below(SLOTS)]);
    size_t pool = 0, large = 0, raw = 0;
    for (int i = 0; i < SLOTS; i++) {
        if (!slots[i].block) continue;
        slot_check(&slots[i]);
        if (slots[i].raw) raw++;
        else if (chunk_kind(rt, slots[i].block) == CHUNK_ARENA) pool++;
        else large++;
    }
    CHECK(pool_blocks_in_use(rt) == pool + large && rt->pool.large_blocks == large && rt->pool.raw_blocks == raw);
    for (int i = 0; i < SLOTS; i++) mem_free(rt, slots[i].block);
    CHECK(pool_blocks_in_use(rt) == 0 && rt->pool.large_blocks + rt->pool.raw_blocks == 0);
    CHECK(rt->pool.arenas_in_use == 1); /* the last usable arena is kept */
    CHECK(rt->pool.chunks_in_use <= 2 + 7 * 33); /* each freed block of 513 to 1032 bytes that is kept for its size may keep a region */
    free(slots);
    close_heap(rt);
}

#define TEST(name) {#name, test_##name}

int main(void) {
    static const struct {
        const char *name;
        void (*run)(void);
    } tests[] = {
        TEST(fresh_blocks_ascend),       TEST(last_freed_is_reused_first), TEST(full_pool_comes_to_the_front),
        TEST(empty_pool_changes_its_class), TEST(arenas_are_given_back),   TEST(fullest_arena_serves_first),
        TEST(realloc),                   TEST(large_blocks_join),          TEST(random_run),
    };
    for (size_t i = 0; i < HS_COUNT(tests); i++) {
        test_name = tests[i].name;
        tests[i].run();
    }
    printf("%zu tests passed\n", HS_COUNT(tests));
    return 0;
}
