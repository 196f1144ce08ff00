/* Fills the tables of locations of code objects that were read from a compiled form (compile/code_file.h): the module's text is compiled
 * again, and the whole tables of all its code objects are kept in raw memory. Both are made of one text, so that they are of one size. */
#include "compile/parse.h"
#include "heap/gc.h"
#include "heap/pool.h"
#include "heap/seam.h"
#include "object/bytes.h"
#include "object/exception.h"
#include "object/function.h"
#include "object/str.h"
#include "object/tuple.h"

/* The tables of a module's code objects: for each its size, and the bytes. */
struct LineTables {
    struct LineTables *next;
    char *filename; /* this, too, raw memory */
    uint8_t *bytes;
    size_t size, room;
    int32_t count;
};

/* Code objects are numbered as in the compiled form: one before those in its constants. */
static bool gather(Runtime *rt, struct LineTables *tables, Obj *code) {
    CodeObj *co = CODE(code);
    const BytesObj *table = BYTES(borrow(co->linetable));
    uint32_t size = (uint32_t)table->head.size;
    bool done = true;
    if (co->incomplete) return true;
    co->incomplete = ++tables->count;
    if (tables->size + sizeof size + size > tables->room) {
        uint8_t *bytes = raw_realloc(rt, tables->bytes, tables->room = 2 * (tables->size + sizeof size + size));
        if (!bytes) return false;
        tables->bytes = bytes;
    }
    memcpy(tables->bytes + tables->size, &size, sizeof size);
    memcpy(tables->bytes + tables->size + sizeof size, table->data, size);
    tables->size += sizeof size + size;
    for (intptr_t i = 0; done && i < TUPLE_SIZE(borrow(co->consts)); i++) {
        Obj *item = TUPLE_ITEM(borrow(co->consts), i);
        done = item->type != T(rt, CODE) || gather(rt, tables, item);
    }
    return done;
}

static void tables_free(Runtime *rt, struct LineTables *tables) {
    raw_free(rt, tables->filename);
    raw_free(rt, tables->bytes);
    raw_free(rt, tables);
}

/* The text of the module whose code is called "<frozen NAME>". */
static bool read_text(Runtime *rt, const char *filename, char **text, size_t *size) {
    static const char *const suffixes[] = {"/__init__.py", ".py"};
    size_t length = strlen(filename);
    if (length < 10 || strncmp(filename, "<frozen ", 8)) return false;
    char *path = raw_alloc(rt, length + 12);
    int found = 0;
    for (size_t i = 0; path && !found && i < HS_COUNT(suffixes); i++) {
        for (size_t k = 8; k < length - 1; k++) path[k - 8] = filename[k] == '.' ? '/' : filename[k];
        strcpy(path + length - 9, suffixes[i]);
        found = host_read_library(rt, path, text, size);
    }
    raw_free(rt, path);
    return found == 1;
}

/* The tables of the module that `code` is of, made now; NULL = they cannot be had. */
static struct LineTables *make_tables(Runtime *rt, Obj *filename, const char *name) {
    char *text = NULL;
    size_t size;
    Own code = (Own)0;
    GcPause pause;
    gc_pause(rt, &pause, true);
    if (read_text(rt, name, &text, &size)) code = compile_source(rt, text, size, filename, PARSE_FILE, PARSE_FLAG_MODULE, 0, NULL);
    raw_free(rt, text);
    struct LineTables *tables = code ? raw_alloc(rt, sizeof *tables) : NULL;
    if (tables) {
        *tables = (struct LineTables){ .filename = raw_alloc(rt, strlen(name) + 1) };
        if (tables->filename) strcpy(tables->filename, name);
        if (!tables->filename || !gather(rt, tables, borrow(code))) {
            tables_free(rt, tables);
            tables = NULL;
        }
    }
    xrelease(rt, code);
    gc_resume(rt, &pause);
    if (!tables) return NULL;
    tables->next = rt->line_tables;
    return rt->line_tables = tables;
}

static struct LineTables *find_tables(Runtime *rt, Obj *filename) {
    size_t size;
    const char *name = str_utf8(rt, filename, &size);
    struct LineTables *tables = name ? rt->line_tables : NULL;
    while (tables && strcmp(tables->filename, name)) tables = tables->next;
    return tables || !name ? tables : make_tables(rt, filename, name);
}

void code_read_columns(Runtime *rt, Obj *code) {
    CodeObj *co = CODE(code);
    SavedRaise saved = raised_save(rt);
    const struct LineTables *tables = find_tables(rt, borrow(co->filename));
    size_t at = 0;
    uint32_t size;
    raised_clear(rt);
    for (int32_t i = 1; tables && i <= tables->count; i++, at += sizeof size + size) {
        memcpy(&size, tables->bytes + at, sizeof size);
        if (i != co->incomplete || (intptr_t)size != BYTES(borrow(co->linetable))->head.size) continue;
        memcpy(BYTES(borrow(co->linetable))->data, tables->bytes + at + sizeof size, size);
        co->incomplete = 0;
        break;
    }
    raised_put_back(rt, saved);
}

void code_complete_free(Runtime *rt) {
    while (rt->line_tables) {
        struct LineTables *tables = rt->line_tables;
        rt->line_tables = tables->next;
        tables_free(rt, tables);
    }
}
