/* Reads compiled forms of library modules. What is written wrong ends in an error, not in reading elsewhere. */
#include "compile/code_file.h"

#include <compiler_stamp.h> /* build.sh writes it */

#include "compile/opcode.h"
#include "object/bytes.h"
#include "object/exception.h"
#include "object/float.h"
#include "object/function.h"
#include "object/int.h"
#include "object/set.h"
#include "object/str.h"
#include "object/tuple.h"

enum { DEEPEST = 100, MOST_CACHES = 16, FORM_NO_COLUMNS = 13, FORM_NONE = 15, MOST_UNITS = 8, NO_LOCATION = 1 };

uint32_t code_file_sum(const void *bytes, size_t size) {
    const uint8_t *at = bytes;
    uint32_t sum = (uint32_t)size, word;
    for (size_t i = 0; i < size; i += sizeof word) {
        word = 0;
        memcpy(&word, at + i, size - i < sizeof word ? size - i : sizeof word);
        sum = (sum ^ word) * 0x9E3779B1u;
        sum ^= sum >> 15;
    }
    return sum;
}

uint32_t code_file_word(const void *bytes, enum CodeFileWord which) {
    uint32_t word;
    memcpy(&word, (const uint8_t *)bytes + 4 * which, sizeof word);
    return word;
}

uint32_t code_file_stamp(void) { return COMPILER_STAMP; }

bool code_file_is_ours(const void *bytes, size_t size) {
    return size > CODE_FILE_HEAD && code_file_word(bytes, WORD_MAGIC) == CODE_FILE_MAGIC && code_file_word(bytes, WORD_STAMP) == COMPILER_STAMP &&
           code_file_word(bytes, WORD_SUM) == code_file_sum((const uint8_t *)bytes + CODE_FILE_HEAD, size - CODE_FILE_HEAD);
}

/* ---- rows ---- */

typedef struct Row {
    const uint8_t *next, *end;
} Row;

typedef struct Reader {
    Runtime *rt;
    Obj *filename;
    Row rows[ROWS];
    Own *strs, *objects; /* numbered ones */
    uint32_t str_count, object_count, str_room, object_room;
    int32_t line, codes;
    bool bad;
} Reader;

static uint32_t byte_of(Reader *r, enum CodeFileRow which) {
    Row *row = &r->rows[which];
    if (row->next < row->end) return *row->next++;
    r->bad = true;
    return 0;
}

static uint32_t number_of(Reader *r, enum CodeFileRow which) {
    uint32_t value = 0, byte;
    int shift = 0;
    do {
        byte = byte_of(r, which);
        value |= (byte & 127) << shift;
    } while (byte & 128 && (shift += 7) < 32);
    return value;
}

static int32_t signed_of(Reader *r, enum CodeFileRow which) {
    uint32_t value = number_of(r, which);
    return value & 1 ? -(int32_t)(value >> 1) : (int32_t)(value >> 1);
}

/* The next `size` bytes; NULL: there are not so many. */
static const uint8_t *take(Reader *r, enum CodeFileRow which, size_t size) {
    Row *row = &r->rows[which];
    const uint8_t *taken = row->next;
    if ((size_t)(row->end - taken) < size) {
        r->bad = true;
        return NULL;
    }
    row->next += size;
    return taken;
}

/* ---- objects ---- */

static Obj *number_str(Reader *r, Own str) {
    if (r->str_count == r->str_room) r->bad = true;
    if (!str || r->bad) {
        xrelease(r->rt, str);
        r->bad = true;
        return NULL;
    }
    return borrow(r->strs[r->str_count++] = str);
}

static Own number_object(Reader *r, Own object) {
    if (r->object_count == r->object_room) r->bad = true;
    else if (object) r->objects[r->object_count++] = keep(borrow(object));
    return object;
}

static Own known_object(Reader *r, enum CodeFileRow which) {
    uint32_t index = number_of(r, which);
    if (index < r->object_count) return keep(borrow(r->objects[index]));
    r->bad = true;
    return (Own)0;
}

/* By its tag: 0 a new one, else 1 + the number of a known one. Borrowed. */
static Obj *str_of(Reader *r, uint32_t tag) {
    if (tag) {
        if (tag <= r->str_count) return borrow(r->strs[tag - 1]);
        r->bad = true;
        return NULL;
    }
    uint32_t length = number_of(r, ROW_LENGTHS);
    const char *text = (const char *)take(r, ROW_TEXT, length >> 2);
    if (!text) return NULL;
    Own str = length & 2 ? str_decode(r->rt, (const uint8_t *)text, length >> 2, "utf-8", "surrogatepass") : str_from_utf8(r->rt, text, length >> 2);
    return number_str(r, length & 1 ? str_intern(r->rt, str) : str);
}

static Own strs_of(Reader *r) {
    uint32_t count = number_of(r, ROW_NAMES);
    if (!count) return known_object(r, ROW_NAMES);
    if (--count > (size_t)(r->rows[ROW_NAMES].end - r->rows[ROW_NAMES].next)) r->bad = true;
    Own tuple = r->bad ? (Own)0 : tuple_alloc(r->rt, count);
    if (!tuple || !count) return tuple;
    for (uint32_t i = 0; i < count; i++) {
        Obj *str = str_of(r, number_of(r, ROW_NAMES));
        TUPLE(borrow(tuple))->items[i] = keep(str ? str : r->rt->none);
    }
    gc_track(r->rt, borrow(tuple));
    return number_object(r, tuple);
}

static Own bytes_of(Reader *r, uint32_t size) {
    const uint8_t *data = take(r, ROW_BYTES, size);
    return data ? bytes_from(r->rt, data, size) : (Own)0;
}

static double double_of(Reader *r) {
    double value = 0;
    const uint8_t *data = take(r, ROW_BYTES, sizeof value);
    if (data) memcpy(&value, data, sizeof value);
    return value;
}

/* Of 1 to 8 bytes, lowest first. */
static int64_t small_of(const uint8_t *data, uint32_t size) {
    uint64_t value = 0;
    memcpy(&value, data, size);
    uint32_t unused = 64 - 8 * size;
    return (int64_t)(value << unused) >> unused;
}

static Own code_of(Reader *r, Obj *parent_name, bool in_function, int depth);
static Own constant_of(Reader *r, Obj *parent_name, bool in_function, int depth);

/* `count` constants. */
static Own constants_of(Reader *r, uint32_t count, Obj *name, bool in_function, int depth) {
    if (depth > DEEPEST || count > (size_t)(r->rows[ROW_CONSTS].end - r->rows[ROW_CONSTS].next)) r->bad = true;
    Own tuple = r->bad ? (Own)0 : tuple_alloc(r->rt, count);
    if (!tuple || !count) return tuple;
    for (uint32_t i = 0; i < count; i++) {
        Own item = r->bad ? (Own)0 : constant_of(r, name, in_function, depth + 1);
        if (!item) r->bad = true;
        TUPLE(borrow(tuple))->items[i] = item ? item : keep(r->rt->none);
    }
    gc_track(r->rt, borrow(tuple));
    return tuple;
}

static Own set_of(Reader *r, int depth) {
    Own items = constants_of(r, number_of(r, ROW_CONSTS), NULL, false, depth), set = items ? frozenset_new(r->rt, borrow(items)) : (Own)0;
    xrelease(r->rt, items);
    return set;
}

static Own constant_of(Reader *r, Obj *parent_name, bool in_function, int depth) {
    Runtime *rt = r->rt;
    uint32_t tag = byte_of(r, ROW_CONSTS), size;
    const uint8_t *data;
    Own made = (Own)0;
    switch (tag) {
    case TAG_KNOWN: return known_object(r, ROW_CONSTS);
    case TAG_NONE: return keep(rt->none);
    case TAG_TRUE: return keep(rt->true_);
    case TAG_FALSE: return keep(rt->false_);
    case TAG_ELLIPSIS: return keep(rt->ellipsis);
    case TAG_STR: return xkeep(str_of(r, number_of(r, ROW_CONSTS)));
    case TAG_SMALL: return int_from_i64(rt, signed_of(r, ROW_CONSTS));
    case TAG_INT:
        size = number_of(r, ROW_CONSTS);
        if (!(data = take(r, ROW_BYTES, size))) break;
        made = size - 1 < sizeof(int64_t) ? int_from_i64(rt, small_of(data, size)) : int_from_bytes(rt, data, size, true, true);
        break;
    case TAG_FLOAT: made = float_new(rt, double_of(r)); break;
    case TAG_COMPLEX: {
        double real = double_of(r);
        made = complex_new(rt, real, double_of(r));
        break;
    }
    case TAG_BYTES: made = bytes_of(r, number_of(r, ROW_CONSTS)); break;
    case TAG_TUPLE: made = constants_of(r, number_of(r, ROW_CONSTS), NULL, false, depth); break;
    case TAG_FROZENSET: made = set_of(r, depth); break;
    case TAG_CODE: made = code_of(r, parent_name, in_function, depth + 1); break;
    default: break;
    }
    return number_object(r, made);
}

/* ---- tables of lines ---- */

typedef struct LineTable {
    uint8_t *next, *end;
    int32_t written, line, units; /* the line that the table is at; units of `line` (or NO_LOCATION: -1) that are to be written */
} LineTable;

static void put(LineTable *t, uint32_t byte) {
    if (t->next < t->end) *t->next++ = (uint8_t)byte;
}

static void put_units(LineTable *t) {
    for (int32_t now; t->units > 0; t->units -= now) {
        now = t->units < MOST_UNITS ? t->units : MOST_UNITS;
        put(t, 0x80u | (uint32_t)(t->line < 0 ? FORM_NONE : FORM_NO_COLUMNS) << 3 | (uint32_t)(now - 1));
        if (t->line < 0) continue;
        int32_t step = t->line - t->written;
        uint32_t number = step < 0 ? (uint32_t)-step << 1 | 1 : (uint32_t)step << 1;
        for (; number > 63; number >>= 6) put(t, (number & 63) | 64);
        put(t, number);
        t->written = t->line;
    }
}

/* ---- code objects ---- */

/* Which argument a byte stands for: names and constants are mostly new ones, in order. */
static uint32_t argument_of(uint32_t op, uint32_t byte, uint32_t *seen) {
    if (!(opcode_info[op].flags & (OPF_NAME | OPF_CONST))) return byte;
    uint32_t *next = &seen[(opcode_info[op].flags & OPF_CONST) != 0];
    bool with_bit = op == OP_LOAD_GLOBAL;
    uint32_t mask = with_bit ? 127 : 255, place = with_bit ? byte >> 1 : byte, first = *next & mask, index = place <= first ? place - 1 : place;
    if (!place) index = first, ++*next;
    return with_bit ? index << 1 | (byte & 1) : index;
}

/* Instructions, with room for caches, and the lines of a table of `size` bytes. */
static void instructions_of(Reader *r, CodeUnit *units, uint32_t count, LineTable *t) {
    uint32_t seen[2] = { 0 }, at = 0;
    int32_t line = r->line;
    while (at < count && !r->bad) {
        uint32_t op = byte_of(r, ROW_OPS), size = 1u + opcode_info[op].caches, step = number_of(r, ROW_LINES);
        if (!opcode_info[op].name || opcode_info[op].base != op || size > count - at) {
            r->bad = true;
            return;
        }
        uint32_t argument = opcode_info[op].flags & OPF_ARG ? argument_of(op, byte_of(r, ROW_ARGS), seen) : 0;
        memset(units + at, 0, size * sizeof *units);
        units[at] = (CodeUnit)(op | argument << 8);
        if (step != NO_LOCATION) line += step & 1 ? -(int32_t)(step >> 1) : (int32_t)(step >> 1);
        int32_t here = step == NO_LOCATION ? -1 : line;
        if (here != t->line) put_units(t), t->line = here;
        t->units += (int32_t)size;
        at += size;
    }
    put_units(t);
    while (t->next < t->end) put(t, 0x80u | FORM_NONE << 3);
}

/* The table of locations, which is not filled yet; *is_new. */
static Own table_of(Reader *r, bool *is_new) {
    uint32_t size = number_of(r, ROW_META);
    *is_new = size > 1;
    if (!size) return known_object(r, ROW_META);
    if (size < 2 || size > 1u << 24) r->bad = true;
    return r->bad ? (Own)0 : bytes_from(r->rt, NULL, size);
}

static Own handlers_of(Reader *r) {
    uint32_t size = number_of(r, ROW_META);
    return !size ? known_object(r, ROW_META) : size == 1 ? keep(r->rt->empty_bytes) : number_object(r, bytes_of(r, size - 1));
}

/* What is in a class or a function is called after it. */
static Obj *qualname_of(Reader *r, Obj *name, Obj *parent_name, bool in_function) {
    uint32_t tag = number_of(r, ROW_META);
    if (tag > 1) return str_of(r, tag - 2);
    if (!tag || !name || !parent_name) return name;
    return number_str(r, str_format(r->rt, "%U%s%U", parent_name, in_function ? ".<locals>." : ".", name));
}

static Own kinds_of(Reader *r, Obj *names) {
    size_t count = (size_t)TUPLE_SIZE(names);
    const uint8_t *data = take(r, ROW_BYTES, count);
    Own kinds = data ? bytes_from(r->rt, NULL, count) : (Own)0;
    if (kinds && count) memcpy(BYTES(borrow(kinds))->data, data, count);
    return kinds;
}

static Own code_of(Reader *r, Obj *parent_name, bool in_function, int depth) {
    Runtime *rt = r->rt;
    CodeInit init = { .filename = r->filename };
    int32_t *const counts[] = { &init.argcount, &init.posonlyargcount, &init.kwonlyargcount, &init.stacksize, &init.flags, &init.unit_count };
    int32_t number = ++r->codes;
    bool is_new;
    for (size_t i = 0; i < HS_COUNT(counts); i++) *counts[i] = (int32_t)(number_of(r, ROW_META) & INT32_MAX);
    init.firstlineno = r->line += signed_of(r, ROW_META);
    init.name = str_of(r, number_of(r, ROW_META));
    init.qualname = qualname_of(r, init.name, parent_name, in_function);
    if (init.unit_count / MOST_CACHES > r->rows[ROW_OPS].end - r->rows[ROW_OPS].next) r->bad = true;
    Own table = table_of(r, &is_new), handlers = handlers_of(r), names = strs_of(r), variables = strs_of(r), consts = (Own)0, code = (Own)0;
    Own kinds = variables && is_tuple(borrow(variables)) ? kinds_of(r, borrow(variables)) : (Own)0;
    CodeUnit *units = r->bad ? NULL : raw_alloc(rt, ((size_t)init.unit_count + 1) * sizeof *units);
    LineTable lines = { .written = r->line, .line = r->line };
    if (is_new && table) {
        lines.next = BYTES(borrow(table))->data;
        lines.end = lines.next + BYTES(borrow(table))->head.size;
    }
    if (units) instructions_of(r, units, (uint32_t)init.unit_count, &lines);
    if (is_new && table) table = number_object(r, table);
    uint32_t count = number_of(r, ROW_CONSTS);
    if (!r->bad && units) {
        consts = count ? constants_of(r, count - 1, init.qualname, (init.flags & CO_OPTIMIZED) != 0, depth) : known_object(r, ROW_CONSTS);
    }
    if (count > 1 && consts) consts = number_object(r, consts);
    if (!r->bad && consts && kinds && is_tuple(borrow(consts)) && is_tuple(borrow(names)) && is_bytes(borrow(table)) && is_bytes(borrow(handlers))) {
        init.consts = borrow(consts), init.names = borrow(names), init.localsplusnames = borrow(variables), init.localspluskinds = borrow(kinds);
        init.exception_table = borrow(handlers), init.linetable = borrow(table);
        init.units = units;
        if ((code = code_new(rt, &init))) CODE(borrow(code))->incomplete = number;
    } else {
        r->bad = true;
    }
    raw_free(rt, units);
    xrelease(rt, table), xrelease(rt, handlers), xrelease(rt, names), xrelease(rt, variables), xrelease(rt, kinds), xrelease(rt, consts);
    return code;
}

/* ---- the file ---- */

static bool open_rows(Reader *r, const uint8_t *bytes, size_t size) {
    uint32_t sizes[ROWS];
    r->rows[0] = (Row){ bytes + CODE_FILE_HEAD, bytes + size };
    r->str_room = number_of(r, 0);
    r->object_room = number_of(r, 0);
    for (int i = 0; i < ROWS; i++) sizes[i] = number_of(r, 0);
    const uint8_t *at = r->rows[0].next;
    for (int i = 0; i < ROWS && !r->bad; i++) {
        if (sizes[i] > (size_t)(bytes + size - at)) r->bad = true;
        else r->rows[i] = (Row){ at, at + sizes[i] }, at += sizes[i];
    }
    if (r->bad || r->str_room > size || r->object_room > size) return false;
    r->strs = raw_alloc(r->rt, (r->str_room + 1) * sizeof *r->strs);
    r->objects = raw_alloc(r->rt, (r->object_room + 1) * sizeof *r->objects);
    return r->strs && r->objects;
}

Own code_file_read(Runtime *rt, const void *bytes, size_t size, Obj *filename) {
    Reader r = { .rt = rt, .filename = filename };
    Own code = open_rows(&r, bytes, size) ? code_of(&r, NULL, false, 0) : (Own)0;
    if (r.bad && code) own_clear(rt, &code);
    while (r.str_count) xrelease(rt, r.strs[--r.str_count]);
    while (r.object_count) xrelease(rt, r.objects[--r.object_count]);
    raw_free(rt, r.strs);
    raw_free(rt, r.objects);
    if (!code && !RAISED(rt)) raise_format(rt, EXC(rt, ImportError), "bad compiled form of %U", filename);
    return code;
}
