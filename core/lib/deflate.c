/* Deflate (RFC 1951) as zlib does it, so that the output is zlib's: hash chains of three bytes, lazy matches, and the cheapest of stored,
 * fixed and dynamic codes for each block. */
#include "lib/compress.h"

#include "heap/pool.h"
#include "object/abstract.h"
#include "object/bytes_impl.h"
#include "object/exception.h"
#include "object/fields.h"
#include "object/int.h"

enum { MOST_LENGTH = 258, MAX_DISTANCE = WINDOW - 262, LITERALS = 286, DISTANCES = 30, SIZES = 19 };
enum { HUFFMAN_ONLY = 2, FILTERED = 1, FIXED = 4 };                    /* strategies */
enum { PARTIAL = 1, SYNC = 2, FULL = 3, FINISH = 4 };                  /* modes of a flush */
#define MATCH 0x80000000u /* of a symbol: length - 3 << 16 | distance - 1 */

/* A match so long makes the search shorter, a match so long ends it early, is long enough, how many are tried. From level 4 on
 * matches are lazy. */
static const struct {
    int16_t good, lazy, nice, chain;
} levels[10] = {{0, 0, 0, 0},      {4, 4, 8, 4},        {4, 5, 16, 8},      {4, 6, 32, 32},       {4, 4, 16, 16},
                {8, 16, 32, 32},   {8, 16, 128, 128},   {8, 32, 128, 256},  {32, 128, 258, 1024}, {32, 258, 258, 4096}};

typedef struct Deflate { /* what is kept between two calls; the last bytes, the heads and the ring follow */
    int32_t at, start, inserted; /* places in the data, of which `size` bytes are kept */
    uint32_t size, bits, count;
} Deflate;

typedef struct Writer {
    Deflate s;
    const uint8_t *data;
    int32_t end;
    int level, strategy, full, shift, symbols_count;
    uint32_t mask, *symbols;
    int32_t *heads, *before; /* last place of a hash, the one before a place: -1 = none */
    ByteWriter out;
    uint64_t bits;
    int count, waiting_count;
    uint8_t waiting[256]; /* bytes on their way to out */
} Writer;

static void pass_on(Writer *w) {
    byte_writer_put(&w->out, w->waiting, (size_t)w->waiting_count);
    w->waiting_count = 0;
}

static void put(Writer *w, unsigned value, int bits) {
    w->bits |= (uint64_t)value << w->count;
    for (w->count += bits; w->count >= 8; w->count -= 8, w->bits >>= 8) {
        if (w->waiting_count == (int)sizeof w->waiting) pass_on(w);
        w->waiting[w->waiting_count++] = (uint8_t)w->bits;
    }
}

static void align(Writer *w) {
    if (w->count) put(w, 0, 8 - w->count);
}

static int distance_code(int distance) {
    int bits = 30 - __builtin_clz((unsigned)distance | 2);
    return distance < 4 ? distance : bits * 2 + (distance >> bits);
}

static int length_code(int length) {
    int bits = 29 - __builtin_clz((unsigned)length | 4);
    return length < 8 ? length : length == 255 ? 28 : bits * 4 + (length >> bits);
}

/* ---- Huffman codes ---- */

typedef struct Tree {
    uint32_t freq[2 * LITERALS + 1];
    uint16_t depth[2 * LITERALS + 1], dad[2 * LITERALS + 1], heap[LITERALS + 2];
    int heap_size, last; /* heap from 1 on; greatest symbol */
    uint8_t lengths[2 * LITERALS + 1];
    uint16_t codes[LITERALS + 2];
} Tree;

static bool smaller(const Tree *t, int a, int b) {
    return t->freq[a] < t->freq[b] || (t->freq[a] == t->freq[b] && t->depth[a] <= t->depth[b]);
}

static void down(Tree *t, int k) {
    uint16_t node = t->heap[k];
    for (int j = 2 * k; j <= t->heap_size; k = j, j *= 2) {
        if (j < t->heap_size && smaller(t, t->heap[j + 1], t->heap[j])) j++;
        if (smaller(t, node, t->heap[j])) break;
        t->heap[k] = t->heap[j];
    }
    t->heap[k] = node;
}

/* Codes of lengths, their bits reversed. */
static void make_codes(Tree *t, int count) {
    uint16_t counts[17] = {0}, next[17] = {0};
    for (int i = 0; i < count; i++) counts[t->lengths[i]]++;
    counts[0] = 0;
    for (int n = 1; n < 16; n++) next[n] = (uint16_t)((next[n - 1] + counts[n - 1]) << 1);
    for (int i = 0; i < count; i++) {
        int n = t->lengths[i], bits = n ? next[n]++ : 0, turned = 0;
        for (int k = 0; k < n; k++) turned |= (bits >> k & 1) << (n - 1 - k);
        t->codes[i] = (uint16_t)turned;
    }
}

/* Lengths of at most `most` bits for the frequencies. Ties are decided as in zlib: by depth, then by place in the heap. */
static void make_tree(Tree *t, int most, int elems) {
    uint16_t taken[2 * LITERALS + 1], counts[17] = {0};
    int taken_count = 0, overflow = 0, node = elems;
    t->heap_size = 0;
    t->last = -1;
    memset(t->depth, 0, sizeof t->depth);
    memset(t->lengths, 0, sizeof t->lengths);
    for (int n = 0; n < elems; n++) {
        if (t->freq[n]) t->heap[++t->heap_size] = (uint16_t)(t->last = n);
    }
    while (t->heap_size < 2) {
        int made = t->last < 2 ? ++t->last : 0;
        t->heap[++t->heap_size] = (uint16_t)made;
        t->freq[made] = 1;
    }
    for (int k = t->heap_size / 2; k > 0; k--) down(t, k);
    while (t->heap_size > 1) {
        int a = t->heap[1];
        t->heap[1] = t->heap[t->heap_size--];
        down(t, 1);
        int b = t->heap[1];
        taken[taken_count++] = (uint16_t)a;
        taken[taken_count++] = (uint16_t)b;
        t->freq[node] = t->freq[a] + t->freq[b];
        t->depth[node] = (uint16_t)((t->depth[a] > t->depth[b] ? t->depth[a] : t->depth[b]) + 1);
        t->dad[a] = t->dad[b] = (uint16_t)node;
        t->heap[1] = (uint16_t)node++;
        down(t, 1);
    }
    for (int i = taken_count; i-- > 0;) {
        int n = taken[i], bits = t->lengths[t->dad[n]] + 1;
        if (bits > most) bits = most, overflow++;
        t->lengths[n] = (uint8_t)bits;
        if (n < elems) counts[bits]++;
    }
    if (overflow <= 0) return;
    for (; overflow > 0; overflow -= 2) {
        int bits = most - 1;
        while (!counts[bits]) bits--;
        counts[bits]--;
        counts[bits + 1] += 2;
        counts[most]--;
    }
    int leaf = 0;
    for (int bits = most; bits > 0; bits--) {
        for (int k = counts[bits]; k > 0; leaf++) {
            if (taken[leaf] < elems) t->lengths[taken[leaf]] = (uint8_t)bits, k--;
        }
    }
}

typedef struct Run {
    uint8_t symbol, value;
} Run;

/* Lengths of codes as symbols with the value of their extra bits; how many. */
static int make_runs(const uint8_t *lengths, int count, Run *out) {
    int before = -1, same = 0, made = 0, most = lengths[0] ? 7 : 138, least = lengths[0] ? 4 : 3;
    for (int i = 0; i < count; i++) {
        int length = lengths[i], next = i + 1 < count ? lengths[i + 1] : -1;
        if (++same < most && length == next) continue;
        if (same < least) {
            while (same-- > 0) out[made++] = (Run){(uint8_t)length, 0};
        } else if (length) {
            if (length != before) out[made++] = (Run){(uint8_t)length, 0}, same--;
            out[made++] = (Run){16, (uint8_t)(same - 3)};
        } else {
            out[made++] = same <= 10 ? (Run){17, (uint8_t)(same - 3)} : (Run){18, (uint8_t)(same - 11)};
        }
        same = 0;
        before = length;
        most = !next ? 138 : length == next ? 6 : 7;
        least = next && length != next ? 4 : 3;
    }
    return made;
}

static int more_bits(int symbol) { return symbol < 16 ? 0 : symbol == 16 ? 2 : symbol == 17 ? 3 : 7; }

/* ---- blocks ---- */

typedef struct Trees {
    Tree literals, distances, sizes;
    Run runs[LITERALS + DISTANCES];
} Trees;

static void stored(Writer *w, int32_t start, int32_t stop, bool last) {
    unsigned size = (unsigned)(stop - start);
    put(w, last, 3);
    align(w);
    put(w, size, 16);
    put(w, size ^ 0xffff, 16);
    pass_on(w);
    byte_writer_put(&w->out, w->data + start, size);
}

static void write_symbols(Writer *w, const Tree *literals, const Tree *distances) {
    for (int i = 0; i < w->symbols_count; i++) {
        unsigned symbol = w->symbols[i];
        if (!(symbol & MATCH)) {
            put(w, literals->codes[symbol], literals->lengths[symbol]);
            continue;
        }
        int length = symbol >> 16 & 0xff, distance = symbol & 0x7fff, code = length_code(length), far = distance_code(distance);
        put(w, literals->codes[257 + code], literals->lengths[257 + code]);
        put(w, (unsigned)(length - length_base(code)), length_extra(code));
        put(w, distances->codes[far], distances->lengths[far]);
        put(w, (unsigned)(distance - distance_base(far)), distance_extra(far));
    }
    put(w, literals->codes[256], literals->lengths[256]);
}

/* The symbols since the last block, in the cheapest way. -1 = no memory. */
static int block(Writer *w, int32_t stop, bool last) {
    Trees *t = raw_alloc(w->out.rt, sizeof *t);
    if (!t) return -1;
    Tree *literals = &t->literals, *distances = &t->distances, *sizes = &t->sizes;
    memset(t, 0, sizeof *t);
    for (int i = 0; i < w->symbols_count; i++) {
        unsigned symbol = w->symbols[i];
        if (symbol & MATCH) {
            literals->freq[257 + length_code(symbol >> 16 & 0xff)]++;
            distances->freq[distance_code(symbol & 0x7fff)]++;
        } else {
            literals->freq[symbol]++;
        }
    }
    literals->freq[256] = 1;
    int64_t extra = 0, fixed = 0, dynamic = 0;
    for (int i = 0; i < LITERALS; i++) {
        fixed += (int64_t)literals->freq[i] * fixed_length(i);
        if (i > 256) extra += (int64_t)literals->freq[i] * length_extra(i - 257);
    }
    for (int i = 0; i < DISTANCES; i++) {
        fixed += (int64_t)distances->freq[i] * 5;
        extra += (int64_t)distances->freq[i] * distance_extra(i);
    }
    uint32_t literal_freq[LITERALS], distance_freq[DISTANCES];
    memcpy(literal_freq, literals->freq, sizeof literal_freq);
    memcpy(distance_freq, distances->freq, sizeof distance_freq);
    make_tree(literals, 15, LITERALS);
    make_tree(distances, 15, DISTANCES);
    for (int i = 0; i < LITERALS; i++) dynamic += (int64_t)literal_freq[i] * literals->lengths[i];
    for (int i = 0; i < DISTANCES; i++) dynamic += (int64_t)distance_freq[i] * distances->lengths[i];
    int runs = make_runs(literals->lengths, literals->last + 1, t->runs), shown = SIZES;
    runs += make_runs(distances->lengths, distances->last + 1, t->runs + runs);
    for (int i = 0; i < runs; i++) sizes->freq[t->runs[i].symbol]++;
    make_tree(sizes, 7, SIZES);
    for (int i = 0; i < runs; i++) dynamic += sizes->lengths[t->runs[i].symbol] + more_bits(t->runs[i].symbol);
    while (shown > 4 && !sizes->lengths[length_order(shown - 1)]) shown--;
    dynamic = (dynamic + extra + shown * 3 + 14 + 10) >> 3;
    fixed = (fixed + extra + 10) >> 3;
    if (fixed <= dynamic || w->strategy == FIXED) dynamic = fixed;
    int64_t size = stop - w->s.start;
    if (size + 4 <= dynamic && size <= 65535) {
        stored(w, w->s.start, stop, last);
    } else if (dynamic == fixed) {
        put(w, 2u + last, 3);
        for (int i = 0; i < LITERALS + 2; i++) literals->lengths[i] = (uint8_t)fixed_length(i);
        memset(distances->lengths, 5, DISTANCES);
        make_codes(literals, LITERALS + 2);
        make_codes(distances, DISTANCES);
        write_symbols(w, literals, distances);
    } else {
        put(w, 4u + last, 3);
        put(w, (unsigned)literals->last - 256, 5);
        put(w, (unsigned)distances->last, 5);
        put(w, (unsigned)shown - 4, 4);
        for (int i = 0; i < shown; i++) put(w, sizes->lengths[length_order(i)], 3);
        make_codes(sizes, SIZES);
        make_codes(literals, LITERALS);
        make_codes(distances, DISTANCES);
        for (int i = 0; i < runs; i++) {
            put(w, sizes->codes[t->runs[i].symbol], sizes->lengths[t->runs[i].symbol]);
            put(w, t->runs[i].value, more_bits(t->runs[i].symbol));
        }
        write_symbols(w, literals, distances);
    }
    w->symbols_count = 0;
    w->s.start = stop;
    raw_free(w->out.rt, t);
    return 0;
}

/* A literal, or a match; 1: the block is full. */
static bool tally(Writer *w, unsigned symbol) {
    w->symbols[w->symbols_count++] = symbol;
    return w->symbols_count == w->full;
}

/* ---- matches ---- */

/* Remember the three bytes there; where they, or others with the same hash, were last, -1: nowhere. */
static int32_t insert(Writer *w, int32_t at) {
    int32_t head = -1;
    for (; w->s.inserted <= at; w->s.inserted++) {
        const uint8_t *p = w->data + w->s.inserted;
        uint32_t key = ((uint32_t)p[0] << 2 * w->shift ^ (uint32_t)p[1] << w->shift ^ p[2]) & w->mask;
        head = w->before[w->s.inserted % WINDOW] = w->heads[key];
        w->heads[key] = w->s.inserted;
    }
    return head;
}

/* Length and place of the best match that is longer than `best`. */
static int longest(const Writer *w, int32_t head, int best, int32_t *place) {
    int32_t at = w->s.at, limit = at > MAX_DISTANCE ? at - MAX_DISTANCE : 0, ahead = w->end - at;
    int chain = levels[w->level].chain >> (best >= levels[w->level].good ? 2 : 0);
    int nice = levels[w->level].nice < ahead ? levels[w->level].nice : ahead, most = ahead < MOST_LENGTH ? ahead : MOST_LENGTH;
    const uint8_t *end = w->data + at;
    *place = 0;
    if (best >= ahead) return ahead;
    do {
        const uint8_t *p = w->data + head;
        if (p[best] == end[best] && p[best - 1] == end[best - 1] && p[0] == end[0] && p[1] == end[1]) {
            int size = 2;
            while (size < most && p[size] == end[size]) size++;
            if (size > best) {
                *place = head;
                best = size;
                if (size >= nice) break;
            }
        }
        head = w->before[head % WINDOW];
    } while (--chain && head > limit);
    return best < ahead ? best : ahead;
}

static unsigned match(int length, int32_t distance) { return MATCH | (unsigned)(length - 3) << 16 | (unsigned)(distance - 1); }

static int lazy(Writer *w) {
    bool waiting = false;
    int length = 2;
    int32_t place = 0, end = w->end;
    while (w->s.at < end) {
        int32_t at = w->s.at, head = end - at >= 3 ? insert(w, at) : -1, old_place = place, found;
        int old_length = length;
        bool full = false;
        length = 2;
        if (head > 0 && old_length < levels[w->level].lazy && at - head <= MAX_DISTANCE) {
            length = longest(w, head, old_length, &found);
            if (length > old_length) place = found;
            if (length <= 5 && (w->strategy == FILTERED || (length == 3 && at - place > 4096))) length = 2;
        }
        if (old_length >= 3 && length <= old_length) {
            full = tally(w, match(old_length, at - 1 - old_place));
            int32_t stop = at - 1 + old_length;
            if (stop - 1 <= end - 3) insert(w, stop - 1);
            else if (end - 3 > at) insert(w, end - 3);
            w->s.at = stop;
            waiting = false;
            length = 2;
        } else {
            full = waiting && tally(w, w->data[at - 1]);
            if (full && block(w, at, false) < 0) return -1;
            full = false;
            waiting = true;
            w->s.at++;
        }
        if (full && block(w, w->s.at, false) < 0) return -1;
    }
    if (waiting) tally(w, w->data[w->s.at - 1]);
    return 0;
}

static int greedy(Writer *w) {
    int32_t end = w->end;
    while (w->s.at < end) {
        int32_t at = w->s.at, head = end - at >= 3 ? insert(w, at) : -1, place;
        int length = 2;
        bool full;
        if (head > 0 && at - head <= MAX_DISTANCE) length = longest(w, head, 2, &place);
        if (length >= 3) {
            full = tally(w, match(length, at - place));
            w->s.at += length;
            if (length <= levels[w->level].lazy && end - w->s.at >= 3) {
                insert(w, w->s.at - 1);
            } else {
                for (; w->s.inserted < w->s.at && w->s.inserted < end - 2; w->s.inserted++) w->before[w->s.inserted % WINDOW] = -1;
            }
        } else {
            full = tally(w, w->data[at]);
            w->s.at++;
        }
        if (full && block(w, w->s.at, false) < 0) return -1;
    }
    return 0;
}

static int run(Writer *w, int mode) {
    bool finish = mode == FINISH;
    if (w->level == 0) {
        while (w->s.at < w->end || finish) {
            int32_t size = w->end - w->s.at < 65535 ? w->end - w->s.at : 65535;
            bool last = finish && w->s.at + size == w->end;
            stored(w, w->s.at, w->s.at + size, last);
            w->s.at += size;
            if (last) break;
        }
        w->s.start = w->s.at;
    } else {
        int failed = 0;
        if (w->strategy == HUFFMAN_ONLY) {
            while (w->s.at < w->end && !failed) {
                if (tally(w, w->data[w->s.at++])) failed = block(w, w->s.at, false);
            }
        } else {
            failed = w->level > 3 ? lazy(w) : greedy(w);
        }
        if (failed < 0 || ((finish || w->symbols_count) && block(w, w->end, finish) < 0)) return -1;
    }
    if (finish) align(w);
    else if (mode == PARTIAL) put(w, 2, 10);
    if (mode == SYNC || mode == FULL) {
        put(w, 0, 3);
        align(w);
        put(w, 0, 16);
        put(w, 0xffff, 16);
    }
    pass_on(w);
    return w->out.failed ? -1 : 0;
}

/* The state behind the data: places begin again with what is kept. Places that are too far back become -1. */
static Own keep_state(Runtime *rt, Writer *w, bool forget) {
    uint32_t size = (uint32_t)w->s.at < WINDOW ? (uint32_t)w->s.at : WINDOW, heads = w->mask + 1;
    int32_t dropped = w->s.at - (int32_t)size;
    if (forget) w->s.inserted = w->s.at;
    Own made = bytes_from(rt, NULL, sizeof w->s + size + (heads + WINDOW) * 4);
    if (!made) return NULL;
    uint8_t *to = BYTES(borrow(made))->data;
    for (uint32_t i = 0; i < heads; i++) w->heads[i] = forget || w->heads[i] < dropped ? -1 : w->heads[i] - dropped;
    for (uint32_t i = 0; i < WINDOW; i++) w->before[i] = w->before[i] < dropped ? -1 : w->before[i] - dropped;
    w->s = (Deflate){w->s.at - dropped, w->s.start - dropped, w->s.inserted - dropped, size, (uint32_t)w->bits, (uint32_t)w->count};
    memcpy(to, &w->s, sizeof w->s);
    if (size) memcpy(to + sizeof w->s, w->data + dropped, size);
    memcpy(to + sizeof w->s + size, w->heads, heads * 4);
    to += sizeof w->s + size + heads * 4;
    for (uint32_t i = 0; i < WINDOW; i++) memcpy(to + 4 * i, &w->before[(i + (uint32_t)dropped) % WINDOW], 4);
    return made;
}

/* The data of all calls behind each other, as far as it is needed, and where they were. NULL = no memory. */
static uint8_t *restore(Runtime *rt, Writer *w, const uint8_t *state, size_t state_size, const uint8_t *data, size_t size) {
    uint32_t heads = w->mask + 1, kept = (uint32_t)state_size;
    size_t tables = ((size_t)heads + WINDOW) * 4;
    memset(w->heads, 0xff, tables);
    if (state_size >= sizeof w->s + tables) {
        memcpy(&w->s, state, sizeof w->s);
        state += sizeof w->s;
        kept = (uint32_t)(state_size - sizeof w->s - tables);
        memcpy(w->heads, state + kept, tables);
        w->bits = w->s.bits & 0xff;
        w->count = (int)(w->s.count & 7);
    } else {
        w->s.at = w->s.start = (int32_t)kept;
    }
    uint8_t *all = raw_alloc(rt, kept + size + 1);
    if (!all) return NULL;
    if (kept) memcpy(all, state, kept);
    if (size) memcpy(all + kept, data, size);
    w->data = all;
    w->end = (int32_t)(kept + size);
    return all;
}

COMPRESS_FUNCTION(compress_deflate) {
    const uint8_t *state, *data;
    size_t state_size, size;
    int64_t numbers[4];
    Own made = NULL;
    if (buffer_get(rt, args[0], &state, &state_size) < 0 || buffer_get(rt, args[1], &data, &size) < 0) return NULL;
    for (int i = 0; i < 4; i++) {
        if (number_as_ssize(rt, args[2 + i], EXC(rt, OverflowError), &numbers[i]) < 0) return NULL;
    }
    int memory = (int)numbers[1];
    if (numbers[0] < 0 || numbers[0] > 9 || memory < 1 || memory > 9 || size > INT32_MAX / 2) return raise_memory_error(rt);
    Writer w = {.out = {.rt = rt}, .level = (int)numbers[0], .strategy = (int)numbers[2]};
    w.full = (1 << (memory + 6)) - 1;
    w.shift = (memory + 9) / 3;
    w.mask = (1u << (memory + 7)) - 1;
    w.heads = raw_alloc(rt, ((size_t)w.mask + 1 + WINDOW + (size_t)w.full + 1) * 4);
    uint8_t *all = NULL;
    if (w.heads) {
        w.before = w.heads + w.mask + 1;
        w.symbols = (uint32_t *)(w.before + WINDOW);
        all = restore(rt, &w, state, state_size, data, size);
    }
    if (!all || run(&w, (int)numbers[3]) < 0) {
        byte_writer_discard(&w.out);
        if (!RAISED(rt)) raise_memory_error(rt);
    } else {
        Own out = byte_writer_bytes(&w.out);
        made = numbers[3] == FINISH ? tuple_build(rt, "NN", out, keep(rt->empty_bytes))
                                    : tuple_build(rt, "NN", out, keep_state(rt, &w, numbers[3] == FULL));
    }
    raw_free(rt, all);
    raw_free(rt, w.heads);
    return made;
}
