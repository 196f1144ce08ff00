/* _ctypes: memory by address, as the ctypes of the library reads and writes it.
 *
 * Programs see objects as CPython 3.11 lays them out on x86-64, whatever our structs look like: the object that covers an address is
 * looked for among all that live, then the word asked for is made from its fields. Memory is never read as such, so that no address
 * can do harm; what belongs to no known field is an error. Layouts: CPython's Include/cpython and Include/internal headers. */
#include "heap/gc_list.h"
#include "heap/pool_impl.h"
#include "lib/lib.h"
#include "lib/peek.h"
#include "object/abstract.h"
#include "object/bytes_impl.h"
#include "object/dict_impl.h"
#include "object/exception.h"
#include "object/float.h"
#include "object/function.h"
#include "object/immortal.h"
#include "object/int.h"
#include "object/list.h"
#include "object/range.h"
#include "object/set_impl.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type_internal.h"

/* ---- the view of one object ---- */

static intptr_t digit_count(Obj *o) {
    intptr_t size = ((VarObj *)o)->size;
    return size < 0 ? -size : size;
}

static uint64_t address_of(Runtime *rt, const void *memory) { return memory ? object_id(rt, memory) : 0; }

/* The keys of empty dicts are one constant: it is shown at a place where no object lies. */
static uint64_t keys_address(Runtime *rt, const DictKeys *keys) {
    return address_of(rt, keys == empty_keys() ? (const void *)&rt->interned : keys);
}

static uint64_t text_start(Runtime *rt, Obj *o) { return rt->str_heads[STR(o)->ascii]; }


/* An instance of classes written in Python alone, below object: behind its header lie the values of __slots__. */
static bool has_plain_slots(Runtime *rt, Obj *o) {
    const TypeObj *type = o->type;
    while (type && type->flags & TPF_HEAP) type = type->base ? (TypeObj *)borrow(type->base) : NULL;
    return type == T(rt, OBJECT) && o->type->c_size == o->type->virtual_size;
}

/* Bytes from the header on that can be read. */
static uint64_t readable_size(Runtime *rt, Obj *o) {
    if (is_int(o)) return 24 + 4 * (uint64_t)(digit_count(o) ? digit_count(o) : 1);
    if (is_float(rt, o)) return 24;
    if (is_complex(rt, o)) return 32;
    if (is_list(o)) return 40;
    if (is_tuple(o)) return 24 + 8 * (uint64_t)TUPLE_SIZE(o);
    if (is_str_exact(rt, o)) return text_start(rt, o) + (uint64_t)(STR(o)->length + 1) * STR(o)->kind;
    if (is_bytes(o)) return 33 + (uint64_t)BYTES(o)->head.size;
    if (is_bytearray(rt, o)) return 56;
    if (is_array(rt, o)) return 40;
    if (is_dict(o)) return 48;
    if (o->type == T(rt, CELL)) return 24;
    if (is_set_any(rt, o)) return 72 + 16 * SET_SMALL;
    if (is_slice(rt, o)) return 40;
    if (is_method(rt, o)) return 32;
    if (has_plain_slots(rt, o)) return o->type->virtual_size;
    uint64_t size = peek_layout_size(rt, o);
    return size ? size : 16;
}

static uint64_t str_state(Runtime *rt, Obj *o) {
    StrObj *text = STR(o);
    bool fixed = rt->lens->immortal && (uint8_t *)o < rt->static_limit; /* since 3.12 the last bit says so, and the first two how it is interned */
    uint64_t interned = text->interned || (fixed && rt->lens->minor > 12) ? 1 : 0;
    if (interned && (fixed || str_is_immortal(rt, o))) interned = fixed ? 3 : 2;
    return interned | (uint64_t)text->kind << 2 | 1u << 5 | (text->ascii ? 1u << 6 : 0u) | (uint64_t)(rt->lens->str_ready || fixed) << 7;
}

/* Since 3.12 an int has its digits' count and, below, 0 positive, 1 zero, 2 negative. */
static uint64_t int_tag(Obj *o) { return (uint64_t)digit_count(o) << 3 | (uint64_t)(1 - int_sign(o)); }

static uint64_t owned_address(Runtime *rt, Own value) { return address_of(rt, borrow(value)); }

/* A set's entry: key, hash. What was deleted has a key that is no object of the program's. */
static uint64_t entry_word(Runtime *rt, const SetEntry *table, uint64_t index) {
    const SetEntry *entry = table + index / 2;
    return index % 2 ? (uint64_t)entry->hash : entry_is_live(entry) ? owned_address(rt, entry->key) : entry->key ? object_id(rt, rt->none) + 1 : 0;
}

static uint64_t set_word(Runtime *rt, SetObj *set, uint64_t index) {
    if (index == 8 + 2 * SET_SMALL) return address_of(rt, set->weaklist);
    if (index >= 8) return entry_word(rt, set->small_table, index - 8);
    if (index == 5) return set->table == set->small_table ? object_id(rt, &set->base) + 64 : address_of(rt, set->table);
    return (uint64_t)(index == 2 ? set->fill : index == 3 ? set->used : index == 4 ? set->mask : index == 6 ? set->hash : set->finger);
}

/* PyDictKeysObject. */
static uint64_t keys_head_word(const DictKeys *keys, uint64_t index) {
    uint64_t sizes = keys->log2_size | (uint64_t)keys->log2_index_bytes << 8 | (uint64_t)keys->kind << 16;
    return index == 0   ? (uint64_t)(uint32_t)keys->refcount
           : index == 1 ? sizes | (uint64_t)keys->version << 32
                        : (uint64_t)(uint32_t)(index == 2 ? keys->usable : keys->count);
}
static uint64_t keys_entries_start(const DictKeys *keys) { return 32 + ((uint64_t)1 << keys->log2_index_bytes); }
static uint8_t keys_byte(Runtime *rt, DictKeys *keys, uint64_t offset) {
    uint64_t start = keys_entries_start(keys), width = keys_are_unicode(keys) ? 2 : 3, word = 0;
    if (offset < 32) return (uint8_t)(keys_head_word(keys, offset / 8) >> offset % 8 * 8);
    if (offset < start) return (uint8_t)keys->indices[offset - 32];
    intptr_t entry = (intptr_t)((offset - start) / 8 / width);
    uint64_t part = (offset - start) / 8 % width + (width == 2);
    if (entry < keys->count) {
        if (part == 0) word = (uint64_t)general_entries(keys)[entry].hash;
        else word = owned_address(rt, part == 1 ? *entry_key(keys, entry) : *entry_value(keys, entry));
    }
    return (uint8_t)(word >> offset % 8 * 8);
}

/* Before the header: -4 and -3 values and dict of a managed dict, -2 and -1 what the collector keeps. */
static uint64_t front_word(Runtime *rt, Obj *o, uint64_t index) {
    if (index < 2) return index ? owned_address(rt, pre_head(o)->dict) : address_of(rt, pre_head(o)->values);
    const GcHead *head = gc_head(o);
    if (!gc_linked(head)) return 0;
    return index == 2 ? address_of(rt, gc_next(head)) : address_of(rt, gc_prev(head)) | (head->prev & GC_PREV_MARKS);
}

/* The word `index` (of 8 bytes) of an object's fixed part. */
static uint64_t field_word(Runtime *rt, Obj *o, uint64_t index) {
    if (index == 0) return (uint64_t)shown_refcount(rt, o);
    if (index == 1) return object_id(rt, (Obj *)o->type);
    if (is_float(rt, o) || is_complex(rt, o)) {
        uint64_t bits;
        memcpy(&bits, (char *)o + offsetof(FloatObj, value) + 8 * (index - 2), 8);
        return bits;
    }
    if (is_dict(o)) {
        return index == 2   ? (uint64_t)DICT_SIZE(o)
               : index == 3 ? DICT(o)->version
               : index == 4 ? keys_address(rt, DICT(o)->keys)
                            : address_of(rt, DICT(o)->values);
    }
    if (o->type == T(rt, CELL)) return owned_address(rt, ((CellObj *)o)->value);
    if (is_set_any(rt, o)) return set_word(rt, SET(o), index);
    if (is_slice(rt, o)) return owned_address(rt, (&((SliceObj *)o)->start)[index - 2]);
    if (is_method(rt, o)) return owned_address(rt, (&((MethodObj *)o)->function)[index - 2]);
    if (is_str(o)) {
        return index == 2 ? (uint64_t)STR(o)->length : index == 3 ? (uint64_t)STR(o)->hash : index == 4 ? str_state(rt, o) : 0;
    }
    if (has_plain_slots(rt, o)) return owned_address(rt, *(Own *)(void *)((char *)o + 8 * index));
    if (peek_layout_size(rt, o)) return peek_layout_word(rt, o, index);
    if (index == 2 && is_int(o) && rt->lens->immortal) return int_tag(o);
    if (index == 2) return (uint64_t)(int64_t)((VarObj *)o)->size;
    if (is_list(o)) return index == 3 ? address_of(rt, LIST(o)->items) : (uint64_t)LIST(o)->allocated;
    if (is_tuple(o)) return address_of(rt, TUPLE_ITEM(o, index - 3));
    if (is_bytearray(rt, o)) {
        ByteArrayObj *array = BYTEARRAY(o);
        return index == 3   ? (uint64_t)array->allocated
               : index == 4 ? address_of(rt, array->data)
               : index == 5 ? address_of(rt, array->data ? array->start : NULL)
                            : (uint64_t)array->exports;
    }
    if (is_array(rt, o)) return index == 3 ? address_of(rt, ARRAY(o)->data) : (uint64_t)ARRAY(o)->allocated;
    return is_bytes(o) ? (uint64_t)BYTES(o)->hash : 0;
}

static uint8_t view_byte(Runtime *rt, Obj *o, uint64_t offset) {
    if (is_int(o) && offset >= 24) return ((uint8_t *)((IntObj *)o)->digits)[offset - 24];
    if (is_bytes(o) && offset >= 32) return BYTES(o)->data[offset - 32];
    if (is_str(o) && offset >= text_start(rt, o)) return STR(o)->data[offset - text_start(rt, o)];
    return (uint8_t)(field_word(rt, o, offset / 8) >> offset % 8 * 8);
}

/* ---- finding it ---- */

typedef struct Search {
    Runtime *rt;
    uint64_t address, size;
    Obj *found;
    /* of it: a list's array, a dict's keys, a set's table, a type's name */
    enum { IN_OBJECT, IN_FRONT, IN_ITEMS, IN_KEYS, IN_TABLE, IN_NAME } part;
    uint64_t start; /* of that part */
    uint8_t *raw;   /* found is a bytearray or array: the bytes asked for, in its block */
    int depth, budget;
    uint64_t dead_type; /* the object is dead and waits in a free list: its type's id */
} Search;

/* Whether the address lies in the block of a bytearray or array. */
static bool covers_block(Search *search, Obj *o) {
    Runtime *rt = search->rt;
    bool array = is_array(rt, o);
    if (!array && !is_bytearray(rt, o)) return false;
    uint8_t *block = array ? ARRAY(o)->data : BYTEARRAY(o)->data;
    uint64_t start = address_of(rt, block);
    uint64_t size = (uint64_t)(array ? ARRAY(o)->allocated * ARRAY(o)->itemsize : BYTEARRAY(o)->allocated);
    if (!block || search->address < start || search->address + search->size > start + size) return false;
    search->raw = block + (search->address - start);
    return true;
}

static bool covers_part(Search *search, int part, uint64_t start, uint64_t size) {
    if (search->address < start || search->address + search->size > start + size) return false;
    search->part = part;
    search->start = start;
    return true;
}

static bool covers(Search *search, Obj *o) {
    Runtime *rt = search->rt;
    uint64_t id = object_id(rt, o);
    if (covers_part(search, IN_OBJECT, id, readable_size(rt, o)) || covers_block(search, o)) return true;
    if (is_type(o) && covers_part(search, IN_NAME, peek_name_address(rt, o), strlen(((TypeObj *)o)->name) + 1)) return true;
    if (object_is_gc(o)) {
        uint64_t front = o->type->flags & TPF_MANAGED_DICT ? 32 : 16;
        if (covers_part(search, IN_FRONT, id - front, front)) return true;
    }
    if (is_list(o) && LIST(o)->items) return covers_part(search, IN_ITEMS, address_of(rt, LIST(o)->items), 8 * (uint64_t)LIST(o)->allocated);
    if (is_set_any(rt, o) && SET(o)->table != SET(o)->small_table)
        return covers_part(search, IN_TABLE, address_of(rt, SET(o)->table), 16 * (uint64_t)(SET(o)->mask + 1));
    if (!is_dict(o) || DICT(o)->keys->roomy) return false;
    return covers_part(search, IN_KEYS, keys_address(rt, DICT(o)->keys), keys_virtual_size(DICT(o)->keys));
}

static uint8_t part_byte(Search *search, uint64_t offset) {
    Runtime *rt = search->rt;
    Obj *o = search->found;
    uint64_t index = offset / 8, word;
    switch (search->part) {
    case IN_OBJECT: return view_byte(rt, o, offset);
    case IN_KEYS: return keys_byte(rt, DICT(o)->keys, offset);
    case IN_NAME: return (uint8_t)((TypeObj *)o)->name[offset];
    case IN_TABLE: word = entry_word(rt, SET(o)->table, index); break;
    case IN_FRONT: word = front_word(rt, o, index + (o->type->flags & TPF_MANAGED_DICT ? 0 : 2)); break;
    default: word = (intptr_t)index < LIST_SIZE(o) ? address_of(rt, LIST_ITEM(o, index)) : 0;
    }
    return (uint8_t)(word >> offset % 8 * 8);
}

/* Looks at an object, and below it at what no list of the collector holds. */
static int look(Obj *o, void *arg) {
    Search *search = arg;
    if (covers(search, o)) {
        search->found = o;
        return 1;
    }
    if (search->depth > 40 || --search->budget < 0 || (uint8_t *)o < search->rt->static_limit) return 0;
    if (!o->type->slots.tp_traverse || (object_is_gc(o) && gc_is_tracked(o))) return 0;
    search->depth++;
    int stop = o->type->slots.tp_traverse(o, look, search);
    search->depth--;
    return stop;
}

static int look_below(Search *search, Obj *o) {
    if (look(o, search)) return 1;
    if (o->type->slots.tp_traverse && o->type->slots.tp_traverse(o, look, search)) return 1;
    return object_visit_hidden(search->rt, o, look, search);
}

/* Dead lists and dicts wait in free lists with their type still readable, as in CPython. */
static bool find_dead(Search *search) {
    Runtime *rt = search->rt;
    uint64_t address = search->address;
    for (Obj *o = rt->free_lists.lists; o; o = (Obj *)(void *)LIST(o)->items) {
        if (object_id(rt, o) + 8 == address) search->dead_type = object_id(rt, (Obj *)T(rt, LIST));
    }
    for (Obj *o = rt->free_lists.dicts; o; o = (Obj *)(void *)DICT(o)->keys) {
        if (object_id(rt, o) + 8 == address) search->dead_type = object_id(rt, (Obj *)T(rt, DICT));
    }
    return search->dead_type != 0 && search->size == 8;
}

/* The word where a dead object begins, as programs ask for its count: a free block has its chain's next one there, if the object began the
 * block. Behind what the collector keeps in front, and in blocks that wait in free lists, the count is still as the last release left it. */
static bool find_remains(Search *search, uint64_t *word) {
    Runtime *rt = search->rt;
    uint64_t offset = search->address - HS_VIRTUAL_BASE;
    if (search->size > 8 || offset % HS_ALIGNMENT || offset >= (uint64_t)(rt->span_top - rt->span_base)) return false;
    uint8_t *memory = rt->span_base + offset;
    bool used = chunk_is_arena(chunk_kind(rt, memory)) && offset % HS_ARENA_SIZE / HS_POOL_SIZE < rt->pool.arenas[chunk_index(rt, memory)].fresh;
    *word = 0;
    if (!used) return true;
    for (uint8_t *block = pool_of(memory)->free_block; block;) {
        memory_unpoison(block, sizeof block);
        uint8_t *next = *(uint8_t **)(void *)block;
        memory_poison(block, sizeof block);
        if (block == memory) {
            *word = address_of(rt, next);
            break;
        }
        block = next;
    }
    return true;
}

/* The live object that holds size bytes at the address, or NULL. */
static Obj *find(Search *search) {
    Runtime *rt = search->rt;
    for (int i = 0; i < TYPE_COUNT; i++) {
        if (rt->types[i].spec && look_below(search, (Obj *)&rt->types[i])) return search->found;
    }
    for (int i = 0; i <= GC_GENERATIONS; i++) {
        GcHead *list = i < GC_GENERATIONS ? &rt->gc.generations[i].head : &rt->gc.permanent;
        for (GcHead *head = gc_next(list); head != list; head = gc_next(head)) {
            if (look_below(search, gc_object(head))) return search->found;
        }
    }
    for (int i = 0; i < HS_SMALL_NEG + HS_SMALL_POS; i++) {
        if (look(int_small(rt, i - HS_SMALL_NEG), search)) return search->found;
    }
    for (int i = 0; i < 256; i++) {
        if (look(str_latin1_char(rt, (uint8_t)i), search)) return search->found;
    }
    if (heap_visit_roots(rt, look, search) || vm_visit_roots(rt, look, search)) return search->found;
    lib_visit_roots(rt, look, search);
    return search->found;
}

/* ---- functions ---- */

static Own not_mapped(Runtime *rt, uint64_t address) {
    char text[32];
    int at = 30;
    text[31] = 0;
    text[30] = "0123456789abcdef"[address & 15];
    while (address >>= 4) text[--at] = "0123456789abcdef"[address & 15];
    return raise_format(rt, EXC(rt, ValueError), "no field of a live object can be read at address 0x%s", text + at);
}

static int address_arg(Runtime *rt, Obj *value, uint64_t *out) {
    int64_t address;
    if (number_as_ssize(rt, value, EXC(rt, OverflowError), &address) < 0) return -1;
    *out = (uint64_t)address;
    return 0;
}

static Own peek(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)self, (void)nargs, (void)kwnames;
    Search search = { .rt = rt, .budget = 5000000 };
    if (address_arg(rt, args[0], &search.address) < 0 || address_arg(rt, args[1], &search.size) < 0) return NULL;
    if (find_dead(&search)) {
        Own word = bytes_from(rt, NULL, 8);
        for (int i = 0; word && i < 8; i++) BYTES(borrow(word))->data[i] = (uint8_t)(search.dead_type >> 8 * i);
        return word;
    }
    if (search.size > HS_ARENA_SIZE || search.address + search.size < search.address) return not_mapped(rt, search.address);
    if (!find(&search)) {
        uint64_t word;
        if (!find_remains(&search, &word)) return not_mapped(rt, search.address);
        Own remains = bytes_from(rt, NULL, search.size);
        for (uint64_t i = 0; remains && i < search.size; i++) BYTES(borrow(remains))->data[i] = (uint8_t)(word >> 8 * i);
        return remains;
    }
    Own bytes = bytes_from(rt, NULL, search.size);
    if (!bytes) return NULL;
    if (search.raw && search.size) memcpy(BYTES(borrow(bytes))->data, search.raw, (size_t)search.size);
    for (uint64_t i = 0; !search.raw && i < search.size; i++) BYTES(borrow(bytes))->data[i] = part_byte(&search, search.address - search.start + i);
    return bytes;
}

static Own object_at(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)self, (void)nargs, (void)kwnames;
    Search search = { .rt = rt, .size = 16, .budget = 5000000 };
    if (address_arg(rt, args[0], &search.address) < 0) return NULL;
    if (!find(&search) || search.part != IN_OBJECT || search.raw || object_id(rt, search.found) != search.address) {
        return raise_format(rt, EXC(rt, ValueError), "there is no live object at this address");
    }
    return keep(search.found);
}

/* Where bytes of an object's value may be written so that it stays a sound object, NULL = not here: digits of an int, bytes, text,
 * a float. */
static uint8_t *writable(Runtime *rt, Obj *o, uint64_t offset, const uint8_t *data, uint64_t size) {
    uint64_t start, end;
    uint8_t *memory;
    if (is_int(o)) {
        start = 24, end = 24 + 4 * (uint64_t)digit_count(o), memory = (uint8_t *)((IntObj *)o)->digits;
        if (offset % 4 || size % 4) return NULL;
        for (uint64_t i = 0; i < size; i += 4) {
            Digit digit;
            memcpy(&digit, data + i, 4);
            if (digit > INT_MASK || (!digit && offset + i + 4 == end)) return NULL;
        }
    } else if (is_bytes(o)) {
        start = 32, end = 32 + (uint64_t)BYTES_SIZE(o), memory = BYTES(o)->data;
    } else if (is_str_exact(rt, o) && STR(o)->kind == 1) {
        start = text_start(rt, o), end = start + (uint64_t)STR(o)->length, memory = STR(o)->data;
        for (uint64_t i = 0; STR(o)->ascii && i < size; i++) {
            if (data[i] > 127) return NULL;
        }
    } else if (is_float_exact(rt, o)) {
        start = 16, end = 24, memory = (uint8_t *)&((FloatObj *)o)->value;
    } else {
        return NULL;
    }
    return offset >= start && offset + size <= end ? memory + (offset - start) : NULL;
}

/* A reference that may be another one: an item of a tuple or list, the value of a cell or of a slot; NULL = none lies here. */
static Own *reference_at(Search *search) {
    Runtime *rt = search->rt;
    Obj *o = search->found;
    uint64_t offset = search->address - search->start, index = offset / 8;
    if (search->raw || search->size != 8 || offset % 8) return NULL;
    if (search->part == IN_ITEMS) return index < (uint64_t)LIST_SIZE(o) ? &LIST(o)->items[index] : NULL;
    if (search->part != IN_OBJECT || index < 2) return NULL;
    if (is_tuple(o)) return index >= 3 ? &TUPLE(o)->items[index - 3] : NULL;
    if (o->type == T(rt, CELL)) return &((CellObj *)o)->value;
    return has_plain_slots(rt, o) ? (Own *)(void *)((char *)o + offset) : NULL;
}

/* Puts the object whose id the data is in a reference's place: (the one before, the one now). */
static Own poke_reference(Runtime *rt, Own *place, const uint8_t *data) {
    Search search = { .rt = rt, .size = 16, .budget = 5000000 };
    memcpy(&search.address, data, 8);
    if (!find(&search) || search.part != IN_OBJECT || search.raw || object_id(rt, search.found) != search.address)
        return not_mapped(rt, search.address);
    Own changed = tuple_from(rt, (Obj *const[]){borrow(*place) ? borrow(*place) : rt->none, search.found}, 2);
    if (!changed) return NULL;
    Own before = *place;
    *place = keep(search.found);
    xrelease(rt, before);
    return changed;
}

static Own poke(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    Search search = { .rt = rt, .budget = 5000000 };
    (void)self, (void)nargs, (void)kwnames;
    if (address_arg(rt, args[0], &search.address) < 0) return NULL;
    if (!is_bytes(args[1])) return raise_format(rt, EXC(rt, TypeError), "bytes are needed");
    search.size = (uint64_t)BYTES_SIZE(args[1]);
    if (search.address + search.size < search.address || !find(&search)) return not_mapped(rt, search.address);
    const uint8_t *data = BYTES(args[1])->data;
    uint8_t *memory = search.raw;
    Own *place = reference_at(&search);
    if (place) return poke_reference(rt, place, data);
    if (!memory && search.part == IN_OBJECT) {
        memory = writable(rt, search.found, search.address - object_id(rt, search.found), data, search.size);
    }
    if (!memory) return raise_format(rt, EXC(rt, ValueError), "the memory of objects cannot be written here");
    memmove(memory, data, (size_t)search.size);
    return keep(rt->none);
}

static Own buffer_address(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    const uint8_t *data;
    size_t size;
    (void)self, (void)nargs, (void)kwnames;
    if (buffer_get(rt, args[0], &data, &size) < 0) return NULL;
    return int_from_i64(rt, (int64_t)address_of(rt, is_bytes(args[0]) ? (const uint8_t *)args[0] : data) + (is_bytes(args[0]) ? 32 : 0));
}

/* view_info(format, itemsize, shape): what the slot _view of values of ctypes needs. */
static Own view_info(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    int64_t itemsize, length;
    (void)self, (void)nargs, (void)kwnames;
    if (!is_str(args[0]) || !STR(args[0])->length || !is_tuple(args[2]) || TUPLE_SIZE(args[2]) > HS_BUFFER_DIMENSIONS)
        return raise_format(rt, EXC(rt, TypeError), "a format, a size and a tuple of lengths are needed");
    if (number_as_ssize(rt, args[1], EXC(rt, OverflowError), &itemsize) < 0) return NULL;
    intptr_t dimensions = TUPLE_SIZE(args[2]);
    Own made = bytes_from(rt, NULL, sizeof(BlockView) + 2 * (size_t)dimensions * sizeof(intptr_t));
    if (!made) return NULL;
    BlockView *view = (BlockView *)(void *)BYTES(borrow(made))->data;
    char first = (char)str_char(args[0], 0);
    *view = (BlockView){.itemsize = (int32_t)itemsize, .dimensions = (uint8_t)dimensions, .prefix = first, .format = first};
    if (STR(args[0])->length > 1) view->format = (char)str_char(args[0], 1);
    else view->prefix = 0;
    for (intptr_t i = dimensions; i-- > 0; itemsize *= length) {
        if (number_as_ssize(rt, TUPLE_ITEM(args[2], i), EXC(rt, OverflowError), &length) < 0) {
            release(rt, made);
            return NULL;
        }
        view->lengths[i] = (intptr_t)length;
        view->lengths[dimensions + i] = (intptr_t)itemsize;
    }
    return made;
}

/* The instances of a class, and of those below it, show the memory that their first three slots tell of. */
static Own shows_block(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)self, (void)nargs, (void)kwnames;
    TypeObj *type = (TypeObj *)args[0];
    if (!is_type(args[0]) || !(type->flags & TPF_HEAP) || type->slot_count < 3 || type->base_type != T(rt, OBJECT))
        return raise_format(rt, EXC(rt, TypeError), "a class with three slots is needed");
    type->flags |= TPF_SHOWS_BLOCK;
    return keep(rt->none);
}

static Own type_version(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)self, (void)nargs, (void)kwnames;
    if (!is_type(args[0])) return raise_format(rt, EXC(rt, TypeError), "argument must be a type");
    TypeObj *type = (TypeObj *)args[0];
    return int_from_i64(rt, type->flags & TPF_VALID_VERSION ? type->version : 0);
}

static Own is_interned(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)self, (void)nargs, (void)kwnames;
    return bool_from(rt, is_str(args[0]) && STR(args[0])->interned);
}

static const MethodDef functions[] = {
    { "peek", peek, METH_FASTCALL, 2, 2, "peek($module, address, size, /)\n--\n\nBytes of a live object's memory." },
    { "poke", poke, METH_FASTCALL, 2, 2, "poke($module, address, data, /)\n--\n\nWrite bytes of a live object's value." },
    { "buffer_address", buffer_address, METH_O, 1, 1, "buffer_address($module, object, /)\n--\n\nWhere an object's buffer lies." },
    { "is_interned", is_interned, METH_O, 1, 1, "is_interned($module, text, /)\n--\n\nWhether a str is an interned one." },
    { "type_version", type_version, METH_O, 1, 1, "type_version($module, cls, /)\n--\n\nThe tag of a class in the attribute cache." },
    { "view_info", view_info, METH_FASTCALL, 3, 3, "view_info($module, format, itemsize, shape, /)\n--\n\nHow values show their memory." },
    { "shows_block", shows_block, METH_O, 1, 1, "shows_block($module, cls, /)\n--\n\nInstances show the memory their slots tell of." },
    { "object_at", object_at, METH_O, 1, 1, "object_at($module, address, /)\n--\n\nThe object whose id is the address." },
    METHOD_END,
};

Own ctypes_module_init(Runtime *rt) {
    Own name = str_intern_cstr(rt, "_ctypes");
    Own module = name ? module_new(rt, borrow(name)) : NULL;
    xrelease(rt, name);
    if (module && module_add_methods(rt, borrow(module), functions) < 0) own_clear(rt, &module);
    return module;
}
