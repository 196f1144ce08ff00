/* Code objects as JSON, for tests that compare them with CPython's (tests/tools/dump_code.py writes
 * the same). */
#include "compile/compile.h"
#include "object/abstract.h"
#include "object/bytes.h"
#include "object/exception.h"
#include "object/function.h"
#include "object/str.h"
#include "object/tuple.h"

static void put_code(StrWriter *w, Obj *code);

static void put_escaped(StrWriter *w, Obj *ascii) {
    str_writer_char(w, '"');
    for (intptr_t i = 0; i < STR(ascii)->length; i++) {
        uint32_t c = str_char(ascii, i);
        if (c == '"' || c == '\\') str_writer_char(w, '\\');
        str_writer_char(w, c);
    }
    str_writer_char(w, '"');
}

/* ascii(value), after its type's name if wanted. */
static void put_value(StrWriter *w, Obj *value, bool with_type) {
    Own text = w->failed ? (Own)0 : object_ascii(w->rt, value), typed = (Own)0;
    if (text && with_type) {
        typed = str_format(w->rt, "%s:%U", value->type->name, borrow(text));
        release(w->rt, text);
        text = typed;
    }
    if (!text) {
        w->failed = true;
        return;
    }
    put_escaped(w, borrow(text));
    release(w->rt, text);
}

static void put_key(StrWriter *w, const char *key) {
    str_writer_cstr(w, "\"");
    str_writer_cstr(w, key);
    str_writer_cstr(w, "\": ");
}

static void put_number(StrWriter *w, const char *key, int32_t value) {
    Own text = w->failed ? (Own)0 : str_format(w->rt, "%d", value);
    put_key(w, key);
    if (text) {
        str_writer_str(w, borrow(text));
        release(w->rt, text);
    } else {
        w->failed = true;
    }
    str_writer_cstr(w, ", ");
}

static void put_hex(StrWriter *w, const char *key, const uint8_t *bytes, size_t size) {
    put_key(w, key);
    str_writer_char(w, '"');
    for (size_t i = 0; i < size; i++) {
        str_writer_char(w, (uint8_t) "0123456789abcdef"[bytes[i] >> 4]);
        str_writer_char(w, (uint8_t) "0123456789abcdef"[bytes[i] & 15]);
    }
    str_writer_cstr(w, "\", ");
}

static void put_list(StrWriter *w, const char *key, Obj *tuple, bool are_constants) {
    put_key(w, key);
    str_writer_char(w, '[');
    for (intptr_t i = 0; i < TUPLE_SIZE(tuple); i++) {
        Obj *item = TUPLE_ITEM(tuple, i);
        if (i) str_writer_cstr(w, ", ");
        if (are_constants && item->type == T(w->rt, CODE))
            put_code(w, item);
        else
            put_value(w, item, are_constants);
    }
    str_writer_cstr(w, "], ");
}

static void put_variables(StrWriter *w, CodeObj *co, const char *key, uint8_t kind) {
    bool first = true;
    put_key(w, key);
    str_writer_char(w, '[');
    for (int32_t i = 0; i < co->nlocalsplus; i++) {
        if (!(BYTES(borrow(co->localspluskinds))->data[i] & kind)) continue;
        if (!first) str_writer_cstr(w, ", ");
        first = false;
        put_value(w, TUPLE_ITEM(borrow(co->localsplusnames), i), false);
    }
    str_writer_cstr(w, "], ");
}

static void put_code(StrWriter *w, Obj *code) {
    CodeObj *co = CODE(code);
    str_writer_char(w, '{');
    put_number(w, "argcount", co->argcount);
    put_number(w, "posonlyargcount", co->posonlyargcount);
    put_number(w, "kwonlyargcount", co->kwonlyargcount);
    put_number(w, "nlocals", co->nlocals);
    put_number(w, "stacksize", co->stacksize);
    put_number(w, "flags", co->flags);
    put_number(w, "firstlineno", co->firstlineno);
    put_hex(w, "code", (const uint8_t *)co->units, (size_t)co->head.size * sizeof(CodeUnit));
    put_hex(w, "linetable", BYTES(borrow(co->linetable))->data,
            (size_t)BYTES(borrow(co->linetable))->head.size);
    put_hex(w, "exceptiontable", BYTES(borrow(co->exception_table))->data,
            (size_t)BYTES(borrow(co->exception_table))->head.size);
    put_list(w, "names", borrow(co->names), false);
    put_variables(w, co, "varnames", LOCAL_FAST);
    put_variables(w, co, "cellvars", LOCAL_CELL);
    put_variables(w, co, "freevars", LOCAL_FREE);
    put_list(w, "consts", borrow(co->consts), true);
    put_key(w, "name");
    put_value(w, borrow(co->name), false);
    str_writer_cstr(w, ", ");
    put_key(w, "qualname");
    put_value(w, borrow(co->qualname), false);
    str_writer_cstr(w, ", ");
    put_key(w, "filename");
    put_value(w, borrow(co->filename), false);
    str_writer_char(w, '}');
}

Own compile_dump(Runtime *rt, Obj *code) {
    StrWriter w;
    str_writer_init(&w, rt);
    put_code(&w, code);
    if (w.failed) {
        str_writer_discard(&w);
        if (!RAISED(rt)) raise_memory_error(rt);
        return (Own)0;
    }
    return str_writer_finish(&w);
}
