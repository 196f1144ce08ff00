/* _plain: pickles of plain objects (None, numbers, str, bytes, tuples, lists, dicts) in the newest protocols, in one go. Whatever else there is,
 * or is wrong, is not decided here: the answer is None, and pickle's Python code does it all again. */
#include "heap/pool.h"
#include "lib/lib.h"
#include "object/abstract.h"
#include "object/bytes_impl.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/fields.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str_impl.h"
#include "object/tuple.h"

#define PLAIN(name) \
    static Own plain_##name(Runtime *rt, HS_UNUSED Obj *self, Obj *const *args, HS_UNUSED size_t nargs, HS_UNUSED Obj *kwnames)

enum { MARKS = 200, BATCH = 1000, FRAME_HEAD = 9, FRAME_LEAST = 4, FRAME_TARGET = 64 * 1024 };

/* ---- writing: -1 = raised, or given up ---- */

typedef struct Dumper {
    Runtime *rt;
    ByteWriter w;
    size_t frame;  /* where the frame's head goes */
    Obj **objects; /* hash table of what is written, with its number in the memo */
    uint32_t *numbers, count, mask;
} Dumper;

static uint32_t slot_of(const Dumper *d, Obj *o) {
    uint32_t i = (uint32_t)((uintptr_t)o >> 4) * 0x9e3779b1u >> 7 & d->mask;
    while (d->objects[i] && d->objects[i] != o) i = (i + 1) & d->mask;
    return i;
}

static int grow_memo(Dumper *d, uint32_t size) {
    Obj **objects = d->objects;
    uint32_t *numbers = d->numbers, before = d->mask + 1;
    d->objects = raw_alloc(d->rt, size * (sizeof *d->objects + sizeof *d->numbers));
    if (!d->objects) {
        d->objects = objects;
        raise_memory_error(d->rt);
        return -1;
    }
    memset(d->objects, 0, size * sizeof *d->objects);
    d->numbers = (uint32_t *)(d->objects + size);
    d->mask = size - 1;
    for (uint32_t i = 0; objects && i < before; i++) {
        if (!objects[i]) continue;
        uint32_t slot = slot_of(d, objects[i]);
        d->objects[slot] = objects[i];
        d->numbers[slot] = numbers[i];
    }
    raw_free(d->rt, objects);
    return 0;
}

static int put(Dumper *d, uint8_t code) { return byte_writer_byte(&d->w, code); }

static int put_number(Dumper *d, uint64_t value, int size) {
    uint8_t bytes[8];
    for (int i = 0; i < size; i++) bytes[i] = (uint8_t)(value >> 8 * i);
    return byte_writer_put(&d->w, bytes, (size_t)size);
}

static int begin_frame(Dumper *d) {
    d->frame = d->w.length;
    return byte_writer_put(&d->w, "\0\0\0\0\0\0\0\0", FRAME_HEAD);
}

static void end_frame(Dumper *d) {
    if (d->w.failed) return;
    size_t start = d->frame + FRAME_HEAD, size = d->w.length - start;
    uint8_t *head = d->w.data + d->frame;
    if (size < FRAME_LEAST) {
        memmove(head, head + FRAME_HEAD, size);
        d->w.length -= FRAME_HEAD;
        return;
    }
    *head = 0x95;
    for (int i = 0; i < 8; i++) head[1 + i] = (uint8_t)((uint64_t)size >> 8 * i);
}

static int memoize(Dumper *d, Obj *o) {
    if (d->count * 2 > d->mask && grow_memo(d, (d->mask + 1) * 4) < 0) return -1;
    uint32_t slot = slot_of(d, o);
    d->objects[slot] = o;
    d->numbers[slot] = d->count++;
    return put(d, 0x94);
}

/* A counted piece: opcodes for sizes of one byte and of four. */
static int put_sized(Dumper *d, Obj *o, uint8_t few, uint8_t many, const void *data, size_t size) {
    bool large = size >= FRAME_TARGET;
    if (size > UINT32_MAX) return -1;
    if (large) end_frame(d);
    put(d, size < 256 ? few : many);
    put_number(d, size, size < 256 ? 1 : 4);
    byte_writer_put(&d->w, data, size);
    if (large) begin_frame(d);
    return memoize(d, o);
}

static int save_int(Dumper *d, Obj *o) {
    int overflow;
    int64_t value = int_as_i64_overflow(o, &overflow);
    if (overflow || value != (int32_t)value) {
        uint64_t size = int_bit_length(o) / 8 + 1;
        if (size > 255) return -1;
        Own bytes = int_to_bytes(d->rt, o, (size_t)size, true, true);
        if (!bytes) return -1;
        const uint8_t *data = BYTES(borrow(bytes))->data;
        if (size > 1 && data[size - 1] == 0xff && data[size - 2] & 0x80) size--;
        put(d, 0x8a);
        put_number(d, size, 1);
        int failed = byte_writer_put(&d->w, data, (size_t)size);
        release(d->rt, bytes);
        return failed;
    }
    int size = value < 0 || value > 0xffff ? 4 : value > 0xff ? 2 : 1;
    put(d, size == 4 ? 'J' : size == 2 ? 'M' : 'K');
    return put_number(d, (uint64_t)value, size);
}

static int save(Dumper *d, Obj *o);

/* Items of a list, or keys and values of a dict, in batches. */
static int save_items(Dumper *d, Obj *o) {
    bool dict = is_dict(o);
    intptr_t left = dict ? DICT_SIZE(o) : LIST_SIZE(o), at = 0;
    put(d, dict ? '}' : ']');
    if (memoize(d, o) < 0) return -1;
    bool alone = left == 1, full = left > 0;
    while (full) { /* a dict has an empty batch behind full ones */
        if (!alone) put(d, '(');
        full = dict ? left >= BATCH : left > BATCH;
        for (intptr_t n = left < BATCH ? left : BATCH; n > 0; n--, left--) {
            Obj *key, *value;
            if (dict) {
                if (!dict_next(o, &at, &key, &value, NULL) || save(d, key) < 0 || save(d, value) < 0) return -1;
            } else if (save(d, LIST_ITEM(o, at++)) < 0) {
                return -1;
            }
        }
        put(d, (uint8_t)(dict ? (alone ? 's' : 'u') : alone ? 'a' : 'e'));
    }
    return 0;
}

static int save_tuple(Dumper *d, Obj *o) {
    intptr_t count = TUPLE_SIZE(o);
    if (!count) return put(d, ')');
    if (count > 3) put(d, '(');
    for (intptr_t i = 0; i < count; i++) {
        if (save(d, TUPLE_ITEM(o, i)) < 0) return -1;
    }
    if (d->objects[slot_of(d, o)]) return -1; /* it holds itself */
    put(d, count > 3 ? 't' : (uint8_t)(0x84 + count));
    return memoize(d, o);
}

static int save_whole(Dumper *d, Obj *o) {
    Runtime *rt = d->rt;
    if (is_none(rt, o)) return put(d, 'N');
    if (is_bool(rt, o)) return put(d, o == rt->true_ ? 0x88 : 0x89);
    if (is_int_exact(rt, o)) return save_int(d, o);
    if (is_float_exact(rt, o)) {
        uint64_t bits;
        memcpy(&bits, &FLOAT_VALUE(o), 8);
        put(d, 'G');
        return put_number(d, __builtin_bswap64(bits), 8);
    }
    uint32_t slot = slot_of(d, o);
    if (d->objects[slot]) {
        put(d, d->numbers[slot] < 256 ? 'h' : 'j');
        return put_number(d, d->numbers[slot], d->numbers[slot] < 256 ? 1 : 4);
    }
    if (is_str_exact(rt, o)) {
        size_t size;
        const char *text = str_utf8(rt, o, &size);
        if (text) return put_sized(d, o, 0x8c, 'X', text, size);
        raised_clear(rt); /* surrogates */
        return -1;
    }
    if (o->type == T(rt, BYTES)) return put_sized(d, o, 'C', 'B', BYTES(o)->data, (size_t)BYTES_SIZE(o));
    bool tuple = is_tuple_exact(rt, o);
    if ((!tuple && !is_list_exact(rt, o) && !is_dict_exact(rt, o)) || enter_recursive_call(rt, " while pickling an object") < 0) return -1;
    int failed = tuple ? save_tuple(d, o) : save_items(d, o);
    leave_recursive_call(rt);
    return failed;
}

static int save(Dumper *d, Obj *o) {
    if (d->w.length - d->frame - FRAME_HEAD >= FRAME_TARGET) {
        end_frame(d);
        begin_frame(d);
    }
    return d->w.failed ? -1 : save_whole(d, o);
}

/* (object, protocol: 4 or 5) */
PLAIN(dump) {
    Dumper d = {.rt = rt, .w = {.rt = rt}};
    if (!is_int(args[1]) || grow_memo(&d, 64) < 0) return NULL;
    put(&d, 0x80);
    put(&d, (uint8_t)int_compact(args[1]));
    begin_frame(&d);
    Own made = NULL;
    if (!save(&d, args[0])) {
        put(&d, '.');
        end_frame(&d);
        made = byte_writer_bytes(&d.w); /* NULL where there was no memory */
    } else {
        byte_writer_discard(&d.w);
        if (!RAISED(rt)) made = keep(rt->none);
    }
    raw_free(rt, d.objects);
    return made;
}

/* ---- reading ---- */

typedef struct Pile { /* of references: the stack, or the memo */
    Own *items;
    size_t count, room;
} Pile;

typedef struct Loader {
    Runtime *rt;
    const uint8_t *at, *end;
    Pile stack, memo;
    size_t marks[MARKS], marks_count;
} Loader;

static int push(Loader *l, Pile *pile, Own item) {
    if (!item) return -1;
    if (pile->count == pile->room) {
        size_t room = pile->room * 2 + 64;
        Own *items = raw_realloc(l->rt, pile->items, room * sizeof *items);
        if (!items) {
            release(l->rt, item);
            raise_memory_error(l->rt);
            return -1;
        }
        pile->items = items;
        pile->room = room;
    }
    pile->items[pile->count++] = item;
    return 0;
}

static void cut(Loader *l, Pile *pile, size_t count) {
    while (pile->count > count) release(l->rt, pile->items[--pile->count]);
}

static void drop(Loader *l, Pile *pile) {
    cut(l, pile, 0);
    raw_free(l->rt, pile->items);
}

/* A number of the data in little endian; too little data: the end moves behind. */
static uint64_t number(Loader *l, int size) {
    uint64_t value = 0;
    if (l->end - l->at < size) {
        l->at = l->end + 1;
        return 0;
    }
    for (int i = 0; i < size; i++) value |= (uint64_t)*l->at++ << 8 * i;
    return value;
}

/* So many bytes, NULL = there are not. */
static const uint8_t *piece(Loader *l, uint64_t size) {
    if (l->at > l->end || (uint64_t)(l->end - l->at) < size) return NULL;
    l->at += size;
    return l->at - size;
}

static Own text(Loader *l, int width) {
    uint64_t size = number(l, width);
    const uint8_t *data = piece(l, size);
    Own made = data ? str_from_utf8(l->rt, (const char *)data, (size_t)size) : NULL;
    if (data && !made && raised_matches(l->rt, EXC(l->rt, ValueError))) raised_clear(l->rt);
    return made;
}

static Own bytes(Loader *l, int width) {
    uint64_t size = number(l, width);
    const uint8_t *data = piece(l, size);
    return data ? bytes_from(l->rt, data, (size_t)size) : NULL;
}

/* The items from `start` on go into what is below them. */
static int put_items(Loader *l, size_t start, bool dict, bool alone) {
    Runtime *rt = l->rt;
    size_t count = l->stack.count - start;
    Obj *into = start ? borrow(l->stack.items[start - 1]) : NULL;
    Own *items = l->stack.items + start;
    int failed = !into || !(dict ? is_dict_exact(rt, into) && count % 2 == 0 : is_list_exact(rt, into)) ? -1 : 0;
    if (dict) {
        for (size_t i = 0; i < count && !failed; i += 2) {
            Obj *key = borrow(items[i]);
            if (!is_str_exact(rt, key) && !is_int(key) && key->type != T(rt, BYTES) && !is_float_exact(rt, key) && !is_none(rt, key)) failed = -1;
            else failed = dict_set(rt, into, key, borrow(items[i + 1]));
        }
    } else if (!failed && alone) {
        failed = list_append(rt, into, borrow(items[0]));
    } else if (!failed && count) {
        Own more = list_from(rt, borrow_all(items), (intptr_t)count);
        failed = more ? list_set_slice(rt, into, LIST_SIZE(into), LIST_SIZE(into), borrow(more)) : -1;
        xrelease(rt, more);
    }
    if (!failed) cut(l, &l->stack, start);
    return failed;
}

static int make_tuple(Loader *l, size_t start) {
    Own made = tuple_from(l->rt, borrow_all(l->stack.items + start), (intptr_t)(l->stack.count - start));
    cut(l, &l->stack, start);
    return push(l, &l->stack, made);
}

/* One opcode; 1 = the end, -1 = raised, or given up. */
static int step(Loader *l) {
    Runtime *rt = l->rt;
    size_t top = l->stack.count, mark = l->marks_count ? l->marks[l->marks_count - 1] : 0;
    uint64_t bits;
    double value;
    uint8_t code = (uint8_t)number(l, 1);
    switch (code) {
    case 0x80: return number(l, 1) <= 5 ? 0 : -1;
    case 0x95: {
        uint64_t size = number(l, 8);
        return l->at <= l->end && size <= (uint64_t)(l->end - l->at) ? 0 : -1;
    }
    case 'N': return push(l, &l->stack, keep(rt->none));
    case 0x88: return push(l, &l->stack, keep(rt->true_));
    case 0x89: return push(l, &l->stack, keep(rt->false_));
    case 'K': return push(l, &l->stack, int_from_i64(rt, (int64_t)number(l, 1)));
    case 'M': return push(l, &l->stack, int_from_i64(rt, (int64_t)number(l, 2)));
    case 'J': return push(l, &l->stack, int_from_i64(rt, (int32_t)number(l, 4)));
    case 0x8a: {
        size_t size = (size_t)number(l, 1);
        const uint8_t *data = piece(l, size);
        return data ? push(l, &l->stack, int_from_bytes(rt, data, size, true, true)) : -1;
    }
    case 'G':
        bits = __builtin_bswap64(number(l, 8));
        memcpy(&value, &bits, 8);
        return push(l, &l->stack, float_new(rt, value));
    case 0x8c: return push(l, &l->stack, text(l, 1));
    case 'X': return push(l, &l->stack, text(l, 4));
    case 'C': return push(l, &l->stack, bytes(l, 1));
    case 'B': return push(l, &l->stack, bytes(l, 4));
    case ')': return push(l, &l->stack, keep(rt->empty_tuple));
    case ']': return push(l, &l->stack, list_new(rt, 0));
    case '}': return push(l, &l->stack, dict_new(rt));
    case '(':
        if (l->marks_count == MARKS) return -1;
        l->marks[l->marks_count++] = top;
        return 0;
    case 'a': return top > mark + 1 ? put_items(l, top - 1, false, true) : -1;
    case 's': return top > mark + 2 ? put_items(l, top - 2, true, true) : -1;
    case 'e':
    case 'u':
    case 't':
        if (!l->marks_count) return -1;
        l->marks_count--;
        return code == 't' ? make_tuple(l, mark) : put_items(l, mark, code == 'u', false);
    case 0x85:
    case 0x86:
    case 0x87: return top >= mark + (code - 0x84u) ? make_tuple(l, top - (code - 0x84u)) : -1;
    case 0x94: return top > mark ? push(l, &l->memo, keep(borrow(l->stack.items[top - 1]))) : -1;
    case 'h':
    case 'j':
        bits = number(l, code == 'h' ? 1 : 4);
        return bits < l->memo.count ? push(l, &l->stack, keep(borrow(l->memo.items[bits]))) : -1;
    case '.': return top == 1 && !l->marks_count ? 1 : -1;
    default: return -1;
    }
}

/* A tuple of the object, or None. */
PLAIN(load) {
    Buffer buffer;
    if (buffer_open(rt, args[0], &buffer) < 0) return NULL;
    Loader *l = raw_alloc(rt, sizeof *l);
    Own made = NULL;
    if (l) {
        int done = 0;
        *l = (Loader){.rt = rt, .at = buffer.data, .end = buffer.data + buffer.size};
        while (!done) done = l->at < l->end ? step(l) : -1;
        if (done > 0 && l->at <= l->end) made = tuple_build(rt, "O", borrow(l->stack.items[0]));
        else if (!RAISED(rt)) made = keep(rt->none);
        drop(l, &l->memo);
        drop(l, &l->stack);
        raw_free(rt, l);
    } else {
        raise_memory_error(rt);
    }
    buffer_close(&buffer);
    return made;
}

static const MethodDef functions[] = {
    {"dump", plain_dump, METH_FASTCALL, 2, 2, "dump($module, object, protocol, /)\n--\n\nThe pickle of a plain object, or None."},
    {"load", plain_load, METH_O, 1, 1, "load($module, data, /)\n--\n\nA tuple of the object that a plain pickle makes, or None."},
    METHOD_END,
};

Own plain_module_init(Runtime *rt) { return module_make(rt, "_plain", functions, NULL, 0); }
