/* Reads unicodedata.bin (tests/tools/make_unicode_data.py): a head of (offset, count) for each section, then the sections. What is found by
 * halving is sorted. Runs are first character | number << 21. Names are words; see find_name().
 *
 * Follows Unicode 14.0 chapter 3.11 (normal forms), 3.12 (Hangul) and 4.8 (names), and CPython 3.11 Modules/unicodedata.c in what is
 * accepted as a name. */
#include "object/unicode_data.h"

#include "base/utf8.h"
#include "heap/seam.h"
#include "object/exception.h"
#include "object/str_impl.h"

enum Section {
    RECORDS, RUNS, VALUES, NUMBERS, TAGS, DECOMPOSED, TEXT_OFFSETS, TEXTS, COMPOSING, OTHERS, PREFIXES, RANGES, NAME_RUNS, EXTRAS,
    WORD_OFFSETS, WORDS, NAME_STARTS, NAMES, OLD /* the first four of Unicode 3.2.0 */
};
enum { CHARACTER = 0x1fffff, NUMBER_SHIFT = 21, BLOCK = 16 };

_Static_assert(sizeof(UnicodeRecord) == 12 && sizeof(UnicodeNumber) == 8, "as in the file");

bool unicode_data_open(Runtime *rt) {
    char *text;
    size_t size;
    if (!rt->unicode_data && host_read_library(rt, "unicodedata.bin", &text, &size) == 1) rt->unicode_data = (const uint32_t *)(void *)text;
    return rt->unicode_data != NULL;
}

static const void *section(Runtime *rt, int which) { return (const uint8_t *)rt->unicode_data + rt->unicode_data[2 * which]; }
static uint32_t count_of(Runtime *rt, int which) { return rt->unicode_data[2 * which + 1]; }

/* Index of the last row whose first word is not above `key` (its low 21 bits); rows are `step` words apart; -1 none. */
static intptr_t find_row(Runtime *rt, int which, intptr_t step, uint32_t key) {
    const uint32_t *rows = section(rt, which);
    intptr_t low = 0, high = count_of(rt, which);
    while (low < high) {
        intptr_t middle = (low + high) / 2;
        if ((rows[middle * step] & CHARACTER) <= key) low = middle + 1;
        else high = middle;
    }
    return low - 1;
}

/* ---- properties ---- */

const UnicodeRecord *unicode_record(Runtime *rt, uint32_t c, bool old) {
    int base = old ? OLD : 0;
    const uint32_t *runs = section(rt, base + RUNS);
    return (const UnicodeRecord *)section(rt, base + RECORDS) + (runs[find_row(rt, base + RUNS, 1, c)] >> NUMBER_SHIFT);
}

bool unicode_is_assigned(Runtime *rt, uint32_t c, bool old) { return memcmp(unicode_record(rt, c, old)->category, "Cn", 2) != 0; }

const UnicodeNumber *unicode_number(Runtime *rt, uint32_t c, bool old) {
    int which = (old ? OLD : 0) + NUMBERS;
    intptr_t row = find_row(rt, which, 2, c);
    const UnicodeNumber *found = (const UnicodeNumber *)section(rt, which) + row;
    return row >= 0 && found->character == c ? found : NULL;
}

double unicode_value(Runtime *rt, const UnicodeNumber *number, bool old) {
    double value;
    memcpy(&value, (const char *)section(rt, (old ? OLD : 0) + VALUES) + 8 * (size_t)number->value, sizeof value);
    return value;
}

static const char *nth_text(const char *texts, size_t n) {
    while (n--) texts += strlen(texts) + 1;
    return texts;
}

static const char *decomposition_text(Runtime *rt, intptr_t row, size_t *size) {
    const uint16_t *offsets = section(rt, TEXT_OFFSETS);
    *size = (size_t)(offsets[row + 1] - offsets[row]);
    return (const char *)section(rt, TEXTS) + offsets[row];
}

const char *unicode_decomposition(Runtime *rt, uint32_t c, size_t *size, const char **tag) {
    intptr_t row = find_row(rt, DECOMPOSED, 1, c);
    uint32_t found = row < 0 ? CHARACTER : ((const uint32_t *)section(rt, DECOMPOSED))[row];
    if ((found & CHARACTER) != c) return NULL;
    *tag = nth_text(section(rt, TAGS), found >> NUMBER_SHIFT);
    return decomposition_text(rt, row, size);
}

/* ---- normal forms ---- */

enum { L_BASE = 0x1100, V_BASE = 0x1161, T_BASE = 0x11A7, S_BASE = 0xAC00, L_COUNT = 19, V_COUNT = 21, T_COUNT = 28,
       S_COUNT = L_COUNT * V_COUNT * T_COUNT };

typedef struct Normal { /* the text being made */
    Runtime *rt;
    uint32_t *characters;
    size_t length, capacity;
    bool compatible, old;
} Normal;

static bool put_character(Normal *normal, uint32_t c) {
    if (normal->length == normal->capacity) {
        size_t capacity = normal->capacity * 2;
        uint32_t *larger = raw_realloc(normal->rt, normal->characters, capacity * sizeof *larger);
        if (!larger) return false;
        normal->characters = larger, normal->capacity = capacity;
    }
    normal->characters[normal->length++] = c;
    return true;
}

static bool put_decomposed(Normal *normal, uint32_t c) {
    Runtime *rt = normal->rt;
    if (c - S_BASE < S_COUNT) {
        uint32_t syllable = c - S_BASE, final = syllable % T_COUNT;
        return put_character(normal, L_BASE + syllable / (V_COUNT * T_COUNT)) &&
               put_character(normal, V_BASE + syllable / T_COUNT % V_COUNT) && (!final || put_character(normal, T_BASE + final));
    }
    if (c < 0xA0) return put_character(normal, c);
    if (normal->old) {
        const uint32_t *others = section(rt, OTHERS);
        intptr_t row = find_row(rt, OTHERS, 2, c);
        if (row >= 0 && others[2 * row] == c) return put_decomposed(normal, others[2 * row + 1]);
        if (!unicode_is_assigned(rt, c, true)) return put_character(normal, c);
    }
    size_t size;
    const char *tag, *text = unicode_decomposition(rt, c, &size, &tag), *end = text + size;
    if (!text || (*tag && !normal->compatible)) return put_character(normal, c);
    while (text < end) {
        uint32_t part;
        text += utf8_decode((const uint8_t *)text, (size_t)(end - text), &part);
        if (!put_decomposed(normal, part)) return false;
    }
    return true;
}

/* Marks behind each starter by their class, those of a class in their order. */
static void sort_marks(Normal *normal) {
    for (size_t i = 1; i < normal->length; i++) {
        uint32_t c = normal->characters[i];
        int class = c < 0x300 ? 0 : unicode_record(normal->rt, c, false)->combining;
        if (!class) continue;
        size_t at = i;
        while (at > 0 && unicode_record(normal->rt, normal->characters[at - 1], false)->combining > class) {
            normal->characters[at] = normal->characters[at - 1];
            at--;
        }
        normal->characters[at] = c;
    }
}

/* The character that two of them make, or 0. */
static uint32_t compose(Runtime *rt, uint32_t first, uint32_t second) {
    if (first - L_BASE < L_COUNT && second - V_BASE < V_COUNT)
        return S_BASE + ((first - L_BASE) * V_COUNT + second - V_BASE) * T_COUNT;
    if (first - S_BASE < S_COUNT && (first - S_BASE) % T_COUNT == 0 && second - T_BASE - 1 < T_COUNT - 1) return first + second - T_BASE;
    uint8_t pair[2 * UTF8_MAX_BYTES];
    size_t length = (size_t)utf8_encode(first, pair);
    length += (size_t)utf8_encode(second, pair + length);
    const uint16_t *rows = section(rt, COMPOSING);
    intptr_t low = 0, high = count_of(rt, COMPOSING);
    while (low < high) {
        intptr_t middle = (low + high) / 2;
        size_t size;
        const char *text = decomposition_text(rt, rows[middle], &size);
        int order = memcmp(pair, text, length < size ? length : size);
        if (!order && length == size) return ((const uint32_t *)section(rt, DECOMPOSED))[rows[middle]] & CHARACTER;
        if (order < 0 || (!order && length < size)) high = middle;
        else low = middle + 1;
    }
    return 0;
}

static void compose_all(Normal *normal) {
    uint32_t *characters = normal->characters;
    size_t used = 0, starter = SIZE_MAX;
    int last = 0; /* class of the last one kept behind the starter */
    for (size_t i = 0; i < normal->length; i++) {
        uint32_t c = characters[i], made;
        int class = unicode_record(normal->rt, c, false)->combining;
        bool seen = starter != SIZE_MAX && (used == starter + 1 || (last && last < class));
        if (seen && (made = compose(normal->rt, characters[starter], c))) {
            characters[starter] = made;
            continue;
        }
        if (class == 0) starter = used;
        last = class;
        characters[used++] = c;
    }
    normal->length = used;
}

Own unicode_normalized(Runtime *rt, Obj *text, enum UnicodeForm form, bool old) {
    size_t count = (size_t)STR_LENGTH(text), room = count + count / 4 + 16;
    Normal normal = {rt, raw_alloc(rt, room * sizeof(uint32_t)), 0, room, form & 2, old};
    bool ok = normal.characters != NULL;
    for (size_t i = 0; ok && i < count; i++) ok = put_decomposed(&normal, str_char(text, (intptr_t)i));
    if (!ok) {
        raw_free(rt, normal.characters);
        raise_memory_error(rt);
        return NULL;
    }
    sort_marks(&normal);
    if (!(form & 1)) compose_all(&normal);
    intptr_t length = (intptr_t)normal.length;
    Own made = str_alloc(rt, length, chars_max(4, normal.characters, length));
    if (made) chars_copy(STR_KIND(borrow(made)), STR_DATA(borrow(made)), 0, 4, normal.characters, 0, length);
    raw_free(rt, normal.characters);
    return made ? str_result(rt, made) : NULL;
}

/* ---- names: numbered in the order of their characters, then aliases and sequences. A name is a row of words, ended by 0: bytes below the
 * count of WORD_OFFSETS are a word each, others with the byte behind them. Both kinds of words are sorted. ---- */

static const char hangul_parts[] = "G\0GG\0N\0D\0DD\0R\0M\0B\0BB\0S\0SS\0\0J\0JJ\0C\0K\0T\0P\0H\0"
                                   "A\0AE\0YA\0YAE\0EO\0E\0YEO\0YE\0O\0WA\0WAE\0OE\0YO\0U\0WEO\0WE\0WI\0YU\0EU\0YI\0I\0"
                                   "\0G\0GG\0GS\0N\0NJ\0NH\0D\0L\0LG\0LM\0LB\0LS\0LT\0LP\0LH\0M\0B\0BS\0S\0SS\0NG\0J\0C\0K\0T\0P\0H";
static const char hangul_prefix[] = "HANGUL SYLLABLE ", unified_prefix[] = "CJK UNIFIED IDEOGRAPH-";

static const char *word_text(Runtime *rt, uint32_t word) {
    const uint32_t *offsets = section(rt, WORD_OFFSETS);
    return nth_text((const char *)section(rt, WORDS) + offsets[word / BLOCK], word % BLOCK);
}

static char *put_text(char *out, const char *text) {
    size_t size = strlen(text);
    memcpy(out, text, size + 1);
    return out + size;
}

static void spell_name(Runtime *rt, const uint8_t *name, char *out) {
    uint32_t lead = count_of(rt, WORD_OFFSETS);
    while (*name) {
        uint32_t word = *name++;
        word = word < lead ? word - 1 : lead - 1 + (word - lead) * 255 + *name++ - 1;
        out = put_text(out, word_text(rt, word));
        if (*name) *out++ = ' ';
    }
    *out = '\0';
}

bool unicode_name(Runtime *rt, uint32_t c, char *out) {
    if (c - S_BASE < S_COUNT) {
        uint32_t syllable = c - S_BASE;
        out = put_text(out, hangul_prefix);
        out = put_text(out, nth_text(hangul_parts, syllable / (V_COUNT * T_COUNT)));
        out = put_text(out, nth_text(hangul_parts, L_COUNT + syllable / T_COUNT % V_COUNT));
        put_text(out, nth_text(hangul_parts, L_COUNT + V_COUNT + syllable % T_COUNT));
        return true;
    }
    const uint32_t *ranges = section(rt, RANGES), *runs = section(rt, NAME_RUNS);
    intptr_t row = find_row(rt, RANGES, 2, c);
    if (row >= 0 && c <= ranges[2 * row + 1]) {
        out = put_text(out, nth_text(section(rt, PREFIXES), ranges[2 * row] >> NUMBER_SHIFT));
        for (int shift = c > 0xffff ? 16 : 12; shift >= 0; shift -= 4) *out++ = "0123456789ABCDEF"[c >> shift & 15];
        *out = '\0';
        return true;
    }
    row = find_row(rt, NAME_RUNS, 2, c);
    if (row < 0) return false;
    bool last = row + 1 == (intptr_t)count_of(rt, NAME_RUNS);
    uint32_t number = runs[2 * row + 1] + c - runs[2 * row];
    if (number >= (last ? count_of(rt, NAME_STARTS) - count_of(rt, EXTRAS) : runs[2 * row + 3])) return false;
    const uint8_t *name = (const uint8_t *)section(rt, NAMES) + ((const uint32_t *)section(rt, NAME_STARTS))[number / BLOCK];
    for (number %= BLOCK; number; number--) name += strlen((const char *)name) + 1;
    spell_name(rt, name, out);
    return true;
}

/* Number of a word among those from `low` to `high`, -1: none. */
static intptr_t find_word(Runtime *rt, intptr_t low, intptr_t high, const char *word, size_t length) {
    while (low < high) {
        intptr_t middle = (low + high) / 2;
        const char *text = word_text(rt, (uint32_t)middle);
        int order = strncmp(word, text, length);
        if (!order && !text[length]) return middle;
        if (order <= 0) high = middle;
        else low = middle + 1;
    }
    return -1;
}

/* The row of words of a name in capitals, with the 0 at its end: its size, 0 if a word is unknown. */
static size_t name_words(Runtime *rt, const char *name, size_t length, uint8_t *out) {
    intptr_t lead = count_of(rt, WORD_OFFSETS), all = count_of(rt, WORDS);
    const char *end = name + length;
    size_t used = 0;
    for (;;) {
        const char *stop = memchr(name, ' ', (size_t)(end - name));
        size_t size = (size_t)((stop ? stop : end) - name);
        intptr_t word = find_word(rt, 0, lead - 1, name, size);
        if (word >= 0) {
            out[used++] = (uint8_t)(word + 1);
        } else {
            if ((word = find_word(rt, lead - 1, all, name, size)) < 0) return 0;
            word -= lead - 1;
            out[used++] = (uint8_t)(lead + word / 255), out[used++] = (uint8_t)(word % 255 + 1);
        }
        if (!stop) break;
        name = stop + 1;
    }
    out[used++] = 0;
    return used;
}

/* Number of the name, -1: none. A name follows the 0 of the one before; there are no other zeros. */
static intptr_t find_name(Runtime *rt, const uint8_t *words, size_t size) {
    const uint8_t *names = section(rt, NAMES), *at = names, *end = names + count_of(rt, NAMES);
    const uint32_t *starts = section(rt, NAME_STARTS);
    while ((size_t)(end - at) >= size && (memcmp(at, words, size) != 0)) at = (const uint8_t *)memchr(at, 0, (size_t)(end - at)) + 1;
    if ((size_t)(end - at) < size) return -1;
    intptr_t low = 0, high = (count_of(rt, NAME_STARTS) + BLOCK - 1) / BLOCK;
    while (high - low > 1) {
        intptr_t middle = (low + high) / 2;
        if (names + starts[middle] <= at) low = middle;
        else high = middle;
    }
    intptr_t number = low * BLOCK;
    for (const uint8_t *name = names + starts[low]; name < at; number++) name += strlen((const char *)name) + 1;
    return number;
}

/* Longest of `count` parts from the `first` on that the text begins with: its number from there; *text moves behind it. */
static uint32_t hangul_part(const char **text, size_t first, uint32_t count) {
    const char *part = nth_text(hangul_parts, first);
    size_t longest = 0;
    uint32_t found = UINT32_MAX;
    for (uint32_t i = 0; i < count; i++, part += strlen(part) + 1) {
        size_t size = strlen(part);
        if ((found != UINT32_MAX && size <= longest) || strncmp(*text, part, size) != 0) continue;
        longest = size, found = i;
    }
    *text += longest;
    return found;
}

static bool is_prefixed(const char *name, size_t length, const char *prefix, size_t size) {
    return length > size && memcmp(name, prefix, size) == 0;
}

/* The character of a name that is not among the names, 0: none. `name` ends with NUL. */
static uint32_t computed_character(Runtime *rt, const char *name, size_t length, const char *capitals) {
    if (is_prefixed(name, length, hangul_prefix, sizeof hangul_prefix - 1)) {
        const char *rest = name + sizeof hangul_prefix - 1;
        uint32_t l = hangul_part(&rest, 0, L_COUNT), v = hangul_part(&rest, L_COUNT, V_COUNT);
        uint32_t t = hangul_part(&rest, L_COUNT + V_COUNT, T_COUNT);
        return v != UINT32_MAX && rest == name + length ? S_BASE + (l * V_COUNT + v) * T_COUNT + t : 0;
    }
    const char *dash = capitals + length;
    uint32_t c = 0;
    for (; dash > capitals && dash[-1] != '-'; dash--) continue;
    size_t size = (size_t)(dash - capitals), digits = length - size;
    if (!size || digits < 4 || digits > 5) return 0;
    for (const char *digit = dash; digit < capitals + length; digit++) {
        if (*digit >= '0' && *digit <= '9') c = c << 4 | (uint32_t)(*digit - '0');
        else if (*digit >= 'A' && *digit <= 'F') c = c << 4 | (uint32_t)(*digit - 'A' + 10);
        else return 0;
    }
    const uint32_t *ranges = section(rt, RANGES);
    intptr_t row = find_row(rt, RANGES, 2, c);
    if (row < 0 || c > ranges[2 * row + 1]) return 0;
    const char *prefix = nth_text(section(rt, PREFIXES), ranges[2 * row] >> NUMBER_SHIFT);
    if (strlen(prefix) != size || memcmp(prefix, capitals, size) != 0) return 0;
    bool exact = strcmp(prefix, unified_prefix) != 0 || strcmp(name, capitals) == 0;
    return exact ? c : 0;
}

bool unicode_lookup(Runtime *rt, const char *name, size_t length, bool old, uint8_t *out, size_t *size) {
    char given[UNICODE_NAME_ROOM], capitals[UNICODE_NAME_ROOM];
    uint8_t words[2 * UNICODE_NAME_ROOM];
    if (length >= UNICODE_NAME_ROOM) return false;
    for (size_t i = 0; i < length; i++) {
        given[i] = name[i];
        capitals[i] = name[i] >= 'a' && name[i] <= 'z' ? (char)(name[i] - 32) : name[i];
    }
    given[length] = capitals[length] = '\0';
    uint32_t c = computed_character(rt, given, length, capitals);
    if (!c) {
        size_t used = name_words(rt, capitals, length, words);
        intptr_t number = used ? find_name(rt, words, used) : -1;
        intptr_t plain = (intptr_t)count_of(rt, NAME_STARTS) - (intptr_t)count_of(rt, EXTRAS);
        if (number < 0 || (old && number >= plain)) return false;
        if (number >= plain) {
            const char *text = nth_text(section(rt, EXTRAS), (size_t)(number - plain));
            *size = *text ? strlen(text) : 1;
            memcpy(out, text, *size);
            return true;
        }
        const uint32_t *runs = section(rt, NAME_RUNS);
        intptr_t low = 0, high = count_of(rt, NAME_RUNS);
        while (high - low > 1) {
            intptr_t middle = (low + high) / 2;
            if (runs[2 * middle + 1] <= (uint32_t)number) low = middle;
            else high = middle;
        }
        c = runs[2 * low] + (uint32_t)number - runs[2 * low + 1];
    }
    *size = (size_t)utf8_encode(c, out);
    return !old || unicode_is_assigned(rt, c, true);
}
