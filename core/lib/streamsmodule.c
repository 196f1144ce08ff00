/* _streams: what io.StringIO and io.BytesIO are asked for again and again. The classes are written in Python (_io.py), which puts these
 * methods into them by equip(); each does the plain case in their slots and leaves the others to the Python method behind it. */
#include "lib/lib.h"
#include "object/abstract.h"
#include "object/bytes_impl.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/fields.h"
#include "object/int_impl.h"
#include "object/list.h"
#include "object/str_impl.h"
#include "object/type.h"

/* The slots of the two classes, as they are laid out: by name. */
enum { TEXT_CLASS, DATA_CLASS };
enum { APART, AT, CLOSED, DECODER, NEWLINE, PARTS, VALUE, TEXT_SLOTS };
enum { DATA_AT, DATA, EXPORTED, ROOM, DATA_SLOTS };
static const char *const text_slots[TEXT_SLOTS] = {"_apart", "_at", "_closed_text", "_decoder", "_newline", "_parts", "_value"};
static const char *const data_slots[DATA_SLOTS] = {"_at", "_data", "_exported", "_room"};

/* They lie behind what _IOBase has, which is the same for both. */
HS_INLINE Own *slot(Runtime *rt, Obj *self, int which) { return (Own *)(void *)((uint8_t *)self + rt->lib->stream_slots + (size_t)which * 8); }
HS_INLINE Obj *slot_value(Runtime *rt, Obj *self, int which) {
    Own value = *slot(rt, self, which);
    return value ? borrow(value) : rt->none;
}

HS_INLINE bool is_place(Obj *value) { return is_int(value) && int_is_compact(value) && int_compact(value) >= 0; }

static int set_place(Runtime *rt, Own *at, intptr_t place) {
    Own number = int_from_i64(rt, place);
    if (!number) return -1;
    own_set(rt, at, number);
    return 0;
}

/* The method in Python of one of the classes, whatever a derived class has. */
static Own in_python(Runtime *rt, int which, const char *name, Obj *self, Obj *arg) {
    Obj *function = dict_get_str(rt, borrow(((TypeObj *)rt->lib->stream_classes[which])->dict), name);
    if (!function) return NULL;
    const bool replaying = rt->replaying;
    rt->replaying = false; /* the next call may find all it needs here */
    Own result = arg ? call_2(rt, function, self, arg) : call_1(rt, function, self);
    rt->replaying = replaying;
    return result;
}

/* ---- StringIO ---- */

static bool is_line_feed(Runtime *rt, Obj *text) { return is_str_exact(rt, text) && STR_LENGTH(text) == 1 && str_char(text, 0) == '\n'; }

static Own text_write(Runtime *rt, Obj *self, Obj *const *args, HS_UNUSED size_t nargs, HS_UNUSED Obj *kwnames) {
    Obj *parts = slot_value(rt, self, PARTS), *at = slot_value(rt, self, AT), *text = args[0];
    if (!is_list_exact(rt, parts) || !is_str_exact(rt, text) || !is_place(at) || !is_line_feed(rt, slot_value(rt, self, NEWLINE)))
        return in_python(rt, TEXT_CLASS, "_write", self, text);
    intptr_t place = int_compact(at) + STR_LENGTH(text);
    if (list_append(rt, parts, text) < 0 || set_place(rt, slot(rt, self, AT), place) < 0) return NULL;
    return int_from_i64(rt, STR_LENGTH(text));
}

/* The next line if it is a plain one, not all of the text; NULL without an exception: the Python method is to find it. */
static Own plain_line(Runtime *rt, Obj *self) {
    Obj *text = slot_value(rt, self, VALUE), *at = slot_value(rt, self, AT);
    if (slot_value(rt, self, PARTS) != rt->none || slot_value(rt, self, CLOSED) != rt->false_ || slot_value(rt, self, APART) != rt->true_ ||
        !is_place(at) || !is_str_exact(rt, text) || !is_line_feed(rt, slot_value(rt, self, NEWLINE)))
        return NULL;
    intptr_t start = int_compact(at), length = STR_LENGTH(text), size;
    if (start >= length) return NULL;
    size = chars_find_char(STR_KIND(text), STR(text)->data + start * STR_KIND(text), length - start, '\n') + 1;
    if (!size) size = length - start;
    if (size == length || set_place(rt, slot(rt, self, AT), start + size) < 0) return NULL;
    return str_substring(rt, text, start, start + size);
}

static Own text_readline(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, HS_UNUSED Obj *kwnames) {
    Own line = nargs ? NULL : plain_line(rt, self);
    if (line || RAISED(rt)) return line;
    return in_python(rt, TEXT_CLASS, "_readline", self, nargs ? args[0] : NULL);
}

static Own text_next(Runtime *rt, Obj *self, HS_UNUSED Obj *const *args, HS_UNUSED size_t nargs, HS_UNUSED Obj *kwnames) {
    Own line = (Obj *)self->type == rt->lib->stream_classes[TEXT_CLASS] ? plain_line(rt, self) : NULL;
    return line || RAISED(rt) ? line : in_python(rt, TEXT_CLASS, "_next", self, NULL);
}

/* ---- BytesIO ---- */

static Own data_write(Runtime *rt, Obj *self, Obj *const *args, HS_UNUSED size_t nargs, HS_UNUSED Obj *kwnames) {
    Obj *data = slot_value(rt, self, DATA), *at = slot_value(rt, self, DATA_AT), *room = slot_value(rt, self, ROOM);
    intptr_t size = args[0]->type == T(rt, BYTES) ? (intptr_t)BYTES(args[0])->head.size : 0;
    if (!size || data->type != T(rt, BYTEARRAY) || !is_place(at) || !is_place(room) || slot_value(rt, self, EXPORTED) != rt->false_ ||
        int_compact(at) != (intptr_t)BYTEARRAY(data)->head.size || int_compact(at) + size > int_compact(room))
        return in_python(rt, DATA_CLASS, "_write", self, args[0]);
    intptr_t end = int_compact(at) + size;
    Own longer = T(rt, BYTEARRAY)->slots.sq_inplace_concat(rt, data, args[0]);
    if (!longer) return NULL;
    release(rt, longer);
    return set_place(rt, slot(rt, self, DATA_AT), end) < 0 ? NULL : int_from_i64(rt, size);
}

/* Up to `most` of the bytes from the place on; NULL without an exception: the Python method is to find them. */
static Own plain_bytes(Runtime *rt, Obj *self, Obj *most) {
    Obj *data = slot_value(rt, self, DATA), *at = slot_value(rt, self, DATA_AT);
    if ((data->type != T(rt, BYTES) && data->type != T(rt, BYTEARRAY)) || !is_place(at) || (most != rt->none && !is_place(most))) return NULL;
    Span span = self_span(data);
    intptr_t start = int_compact(at), left = span.size - start, size = left;
    if (left <= 0) return bytes_from(rt, NULL, 0);
    if (most != rt->none && int_compact(most) < size) size = int_compact(most);
    Own taken = size == span.size && data->type == T(rt, BYTES) ? keep(data) : bytes_from(rt, span.data + start, (size_t)size);
    if (taken && set_place(rt, slot(rt, self, DATA_AT), start + size) < 0) own_clear(rt, &taken);
    return taken;
}

static Own data_read(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, HS_UNUSED Obj *kwnames) {
    Own taken = plain_bytes(rt, self, nargs ? args[0] : rt->none);
    return taken || RAISED(rt) ? taken : in_python(rt, DATA_CLASS, "_read", self, nargs ? args[0] : NULL);
}

/* ---- the module ---- */

static const MethodDef text_methods[] = {
    {"write", text_write, METH_O, 1, 1, "write($self, s, /)\n--\n\nWrite text; the number of characters."},
    {"readline", text_readline, METH_FASTCALL, 0, 1, "readline($self, size=-1, /)\n--\n\nThe next line, with its end."},
    {"__next__", text_next, METH_NOARGS, 0, 0, "__next__($self, /)\n--\n\nThe next line."},
    METHOD_END,
};
static const MethodDef data_methods[] = {
    {"write", data_write, METH_O, 1, 1, "write($self, b, /)\n--\n\nWrite bytes; their number."},
    {"read", data_read, METH_FASTCALL, 0, 1, "read($self, size=-1, /)\n--\n\nThe next bytes."},
    METHOD_END,
};

/* Where the class's slots begin; 0: they do not lie as they should. */
static size_t slots_begin(TypeObj *type, const char *const *names, int count) {
    for (int i = 0; i < count; i++) {
        const MemberDef *member = &type->ht_members[i];
        if (type->slot_count != count || strcmp(member->name, names[i]) != 0) return 0;
        if (member->offset != type->ht_members[0].offset + (size_t)i * 8) return 0;
    }
    return type->ht_members[0].offset;
}

static int add_methods(Runtime *rt, TypeObj *type, const MethodDef *def) {
    int result = 0;
    for (; def->name && !result; def++) {
        Own method = method_descriptor_new(rt, type, def);
        result = method ? dict_set_str(rt, borrow(type->dict), def->name, borrow(method)) : -1;
        xrelease(rt, method);
    }
    type_modified(rt, type);
    return result;
}

/* equip(StringIO, BytesIO) */
static Own streams_equip(Runtime *rt, HS_UNUSED Obj *self, Obj *const *args, HS_UNUSED size_t nargs, HS_UNUSED Obj *kwnames) {
    TypeObj *text = (TypeObj *)args[0], *data = (TypeObj *)args[1];
    size_t begin = slots_begin(text, text_slots, TEXT_SLOTS);
    if (!begin || begin != slots_begin(data, data_slots, DATA_SLOTS)) return raise_format(rt, EXC(rt, SystemError), "slots of streams");
    rt->lib->stream_slots = begin;
    rt->lib->stream_classes[TEXT_CLASS] = args[0], rt->lib->stream_classes[DATA_CLASS] = args[1];
    return add_methods(rt, text, text_methods) < 0 || add_methods(rt, data, data_methods) < 0 ? NULL : keep(rt->none);
}

static const MethodDef functions[] = {
    {"equip", streams_equip, METH_FASTCALL, 2, 2, "equip($module, string_io, bytes_io, /)\n--\n\nGive the two classes their methods in C."},
    METHOD_END,
};

Own streams_module_init(Runtime *rt) { return module_make(rt, "_streams", functions, NULL, 0); }
