/* Code objects: the product of the compiler, what functions run.
 *
 * Layout: CodeObj, virtual 184 + 2 a unit, no gc header. `units` is the code with room for inline
 * caches; the vm rewrites instructions in place, co_code shows what the compiler wrote. Variables
 * lie in one row: locals, cells that are no parameters, free variables; localspluskinds says which.
 * Source followed: CPython 3.11 Objects/codeobject.c. */
#include "heap/seam.h"
#include "object/abstract.h"
#include "object/bytes.h"
#include "object/code_impl.h"
#include "object/exception.h"
#include "object/float.h"
#include "object/int.h"
#include "object/set.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/type_internal.h"
#include "object/weakref.h"

enum { CODE_VIRTUAL = 184, FIRST_OPCODE_RESUME = 151 };
_Static_assert(offsetof(CodeObj, units) <= CODE_VIRTUAL, "a code object fits its virtual size");

/* CPython rounds the size of objects with items to words. */
static size_t virtual_size(intptr_t units) { return round_up(CODE_VIRTUAL + 2 * (size_t)units, 8); }

/* ---- interning of names and constants ---- */

static bool has_name_characters_only(Obj *s) {
    if (!STR(s)->ascii) return false;
    for (intptr_t i = 0; i < STR(s)->length; i++) {
        uint8_t c = STR(s)->data[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
              c == '_'))
            return false;
    }
    return true;
}

static int intern_constants(Runtime *rt, Obj *tuple, bool *modified);

/* A frozenset with strs that were interned already is made anew with those. */
static int intern_frozenset(Runtime *rt, Own *slot, bool *modified) {
    bool changed = false;
    Own items = tuple_from_iterable(rt, borrow(*slot)), set;
    if (!items) return -1;
    if (intern_constants(rt, borrow(items), &changed) < 0) goto fail;
    if (changed) {
        if (!(set = frozenset_new(rt, borrow(items)))) goto fail;
        own_set(rt, slot, set);
        *modified = true;
    }
    release(rt, items);
    return 0;
fail:
    release(rt, items);
    return -1;
}

static int intern_constants(Runtime *rt, Obj *tuple, bool *modified) {
    bool ignored = false;
    for (intptr_t i = TUPLE_SIZE(tuple); --i >= 0;) {
        Own *slot = &TUPLE(tuple)->items[i];
        Obj *item = borrow(*slot);
        if (is_str_exact(rt, item)) {
            if (!has_name_characters_only(item)) continue;
            str_intern_in_place(rt, slot);
            if (!*slot) return -1;
            if (borrow(*slot) != item) *modified = true;
        } else if (is_tuple_exact(rt, item)) {
            if (intern_constants(rt, item, &ignored) < 0) return -1;
        } else if (item->type == T(rt, FROZENSET)) {
            if (intern_frozenset(rt, slot, modified) < 0) return -1;
        }
    }
    return 0;
}

static int intern_names(Runtime *rt, Obj *tuple) {
    for (intptr_t i = TUPLE_SIZE(tuple); --i >= 0;) {
        if (!is_str_exact(rt, TUPLE_ITEM(tuple, i))) {
            return raise_format_int(rt, EXC(rt, SystemError), "non-string found in code slot");
        }
        str_intern_in_place(rt, &TUPLE(tuple)->items[i]);
        if (rt->lens->immortal) STR(TUPLE_ITEM(tuple, i))->interned = 2;
    }
    return 0;
}

static bool names_spec(Runtime *rt, const CodeInit *init) {
    for (intptr_t i = 0; i < TUPLE_SIZE(init->names); i++) {
        Obj *name = TUPLE_ITEM(init->names, i);
        if (name == ID(rt, __spec__) || name == ID(rt, __loader__)) return true;
    }
    for (intptr_t i = 0; i < TUPLE_SIZE(init->consts); i++) {
        Obj *item = TUPLE_ITEM(init->consts, i);
        if (item == ID(rt, __spec__) || item == ID(rt, __loader__) || (item->type == T(rt, CODE) && CODE(item)->names_spec)) return true;
    }
    return false;
}

/* ---- construct and release ---- */

static void count_variables(CodeObj *co) {
    Obj *kinds = borrow(co->localspluskinds);
    co->nlocalsplus = (int32_t)TUPLE_SIZE(borrow(co->localsplusnames));
    for (int32_t i = 0; i < co->nlocalsplus; i++) {
        uint8_t kind = BYTES(kinds)->data[i];
        if (kind & LOCAL_FAST) {
            co->nlocals++;
            co->ncellvars += (kind & LOCAL_CELL) != 0;
        } else if (kind & LOCAL_CELL) {
            co->ncellvars++;
            co->nplaincellvars++;
        } else if (kind & LOCAL_FREE) {
            co->nfreevars++;
        }
    }
}

Own code_new(Runtime *rt, const CodeInit *init) {
    bool ignored = false;
    if (intern_names(rt, init->names) < 0 || intern_constants(rt, init->consts, &ignored) < 0 ||
        intern_names(rt, init->localsplusnames) < 0) {
        return (Own)0;
    }
    Own code = object_alloc(rt, T(rt, CODE), virtual_size(init->unit_count));
    if (!code) return code;
    CodeObj *co = CODE(borrow(code));
    co->head.size = init->unit_count;
    co->consts = keep(init->consts), co->names = keep(init->names);
    co->exception_table = keep(init->exception_table), co->linetable = keep(init->linetable);
    co->localsplusnames = keep(init->localsplusnames),
    co->localspluskinds = keep(init->localspluskinds);
    co->filename = keep(init->filename), co->name = keep(init->name),
    co->qualname = keep(init->qualname);
    co->argcount = init->argcount, co->posonlyargcount = init->posonlyargcount,
    co->kwonlyargcount = init->kwonlyargcount;
    co->stacksize = init->stacksize, co->firstlineno = init->firstlineno, co->flags = init->flags;
    co->names_spec = names_spec(rt, init);
    count_variables(co);
    co->warmup = rt->lens->warm_start;
    memcpy(co->units, init->units, (size_t)init->unit_count * sizeof(CodeUnit));
    while (co->first_traceable < init->unit_count &&
           (co->units[co->first_traceable] & 0xff) != FIRST_OPCODE_RESUME) {
        co->first_traceable++;
    }
    if (co->head.size >= CODE_LONG) {
        int32_t *lines = co->extra = raw_alloc(rt, (size_t)(co->head.size + 1) * sizeof *lines);
        if (!lines) {
            release(rt, code);
            return raise_memory_error(rt);
        }
        code_all_lines(co, lines);
        lines[co->head.size] = -1;
    }
    return code;
}

static void code_dealloc(Runtime *rt, Obj *self) {
    CodeObj *co = CODE(self);
    release(rt, co->consts);
    release(rt, co->names);
    release(rt, co->localsplusnames);
    release(rt, co->localspluskinds);
    release(rt, co->filename);
    release(rt, co->name);
    release(rt, co->qualname);
    release(rt, co->linetable);
    release(rt, co->exception_table);
    xrelease(rt, co->code_cache);
    if (co->weaklist) weakref_clear_all(rt, self);
    if (!((uintptr_t)co->extra & 1)) raw_free(rt, co->extra);
    if (co->warmup & CODE_QUICKENED) rt->quickened--;
    if (co->warmup < 0 && rt->gc.generations[0].count > 0) rt->gc.generations[0].count--; /* see quicken() */
    object_free(rt, self);
}

static int code_traverse(Obj *self, VisitFn visit, void *arg) {
    CodeObj *co = CODE(self);
    VISIT(co->consts);
    VISIT(co->names);
    VISIT(co->localsplusnames);
    VISIT(co->localspluskinds);
    VISIT(co->filename);
    VISIT(co->name);
    VISIT(co->qualname);
    VISIT(co->linetable);
    VISIT(co->exception_table);
    VISIT(co->code_cache);
    return 0;
}

/* ---- variables by kind ---- */

static Own names_of_kind(Runtime *rt, CodeObj *co, uint8_t kind, int32_t count) {
    Own names = tuple_alloc(rt, count);
    intptr_t at = 0;
    if (!names || !count) return names;
    for (int32_t i = 0; i < co->nlocalsplus; i++) {
        if (!(BYTES(borrow(co->localspluskinds))->data[i] & kind)) continue;
        TUPLE(borrow(names))->items[at++] = keep(TUPLE_ITEM(borrow(co->localsplusnames), i));
    }
    gc_track(rt, borrow(names));
    return names;
}

/* Tuples of the attributes co_varnames, co_cellvars, co_freevars: new at each access. */
static Own get_varnames(Runtime *rt, Obj *self, const void *closure HS_UNUSED) {
    return names_of_kind(rt, CODE(self), LOCAL_FAST, CODE(self)->nlocals);
}
static Own get_cellvars(Runtime *rt, Obj *self, const void *closure HS_UNUSED) {
    return names_of_kind(rt, CODE(self), LOCAL_CELL, CODE(self)->ncellvars);
}
static Own get_freevars(Runtime *rt, Obj *self, const void *closure HS_UNUSED) {
    return names_of_kind(rt, CODE(self), LOCAL_FREE, CODE(self)->nfreevars);
}

/* ---- the code as bytes ---- */

static Own code_bytes(Runtime *rt, CodeObj *co) {
    if (!co->code_cache) {
        Own bytes = bytes_from(rt, NULL, (size_t)co->head.size * sizeof(CodeUnit));
        if (!bytes) return bytes;
        code_deoptimize(co, (CodeUnit *)(void *)BYTES(borrow(bytes))->data);
        co->code_cache = bytes;
    }
    return keep(borrow(co->code_cache));
}

static Own get_code(Runtime *rt, Obj *self, const void *closure HS_UNUSED) {
    return code_bytes(rt, CODE(self));
}
static Own get_adaptive(Runtime *rt, Obj *self, const void *closure HS_UNUSED) {
    return bytes_from(rt, CODE(self)->units, (size_t)CODE(self)->head.size * sizeof(CodeUnit));
}
static Own get_lnotab(Runtime *rt, Obj *self, const void *closure HS_UNUSED) {
    return code_lnotab(rt, CODE(self));
}

bool code_is_twin(Obj *code) {
    static const char names[] =
#define HS_LIBRARY(name, is_twin, is_frozen, at_start) HS_IF_##is_twin(" " name)
#include "object/library.def"
        " ";
    Obj *file = borrow(CODE(code)->filename);
    intptr_t length = STR(file)->length - 9; /* <frozen NAME> */
    return length > 0 && str_char(file, 0) == '<' && str_char(file, 1) == 'f' && str_char(file, 8 + length) == '>' &&
           str_in_words(file, 8, 8 + length, names);
}

/* ---- slots ---- */

static Own code_repr(Runtime *rt, Obj *self) {
    CodeObj *co = CODE(self);
    return str_format(rt, "<code object %U at %s, file \"%U\", line %d>", borrow(co->name),
                      address_text(rt, self).text, borrow(co->filename),
                      co->firstlineno ? co->firstlineno : -1);
}

/* 1 = the same instructions, specialised or not; -1 = raised. */
static int same_units(Runtime *rt, CodeObj *a, CodeObj *b) {
    size_t size = (size_t)a->head.size * sizeof(CodeUnit);
    if (memcmp(a->units, b->units, size) == 0) return 1;
    CodeUnit *plain = raw_alloc(rt, 2 * size + 1);
    if (!plain) {
        raise_memory_error(rt);
        return -1;
    }
    code_deoptimize(a, plain);
    code_deoptimize(b, plain + a->head.size);
    int same = memcmp(plain, plain + a->head.size, size) == 0;
    raw_free(rt, plain);
    return same;
}

static int same_constants(Runtime *rt, Obj *a, Obj *b);

static int frozenset_has(Runtime *rt, Obj *set, Obj *constant) {
    intptr_t position = 0;
    Obj *item;
    int same = 0;
    while (!same && set_next(set, &position, &item, NULL))
        same = same_constants(rt, item, constant);
    return same;
}

/* Equal, of one type, with zeros of one sign: what the compiler would merge. */
static int same_constants(Runtime *rt, Obj *a, Obj *b) {
    int same = a->type == b->type;
    if (a == b || !same) return same;
    if (is_tuple_exact(rt, a)) {
        same = TUPLE_SIZE(a) == TUPLE_SIZE(b);
        for (intptr_t i = 0; same == 1 && i < TUPLE_SIZE(a); i++)
            same = same_constants(rt, TUPLE_ITEM(a, i), TUPLE_ITEM(b, i));
    } else if (a->type == T(rt, FROZENSET)) {
        intptr_t position = 0;
        Obj *item;
        same = set_size(a) == set_size(b);
        while (same == 1 && set_next(a, &position, &item, NULL)) same = frozenset_has(rt, b, item);
    } else if (is_float_exact(rt, a)) {
        double x = FLOAT_VALUE(a), y = FLOAT_VALUE(b);
        same = x == y && __builtin_signbit(x) == __builtin_signbit(y);
    } else if (is_complex(rt, a)) {
        ComplexObj *x = (ComplexObj *)a, *y = (ComplexObj *)b;
        same = x->real == y->real && x->imag == y->imag &&
               __builtin_signbit(x->real) == __builtin_signbit(y->real) &&
               __builtin_signbit(x->imag) == __builtin_signbit(y->imag);
    } else {
        same = object_compare_bool(rt, a, b, CMP_EQ);
    }
    return same;
}

static int codes_equal(Runtime *rt, CodeObj *a, CodeObj *b) {
    code_complete(rt, (Obj *)a);
    code_complete(rt, (Obj *)b);
    int same = a->argcount == b->argcount && a->posonlyargcount == b->posonlyargcount &&
               a->kwonlyargcount == b->kwonlyargcount && a->flags == b->flags &&
               a->firstlineno == b->firstlineno && a->head.size == b->head.size;
    if (same) same = object_compare_bool(rt, borrow(a->name), borrow(b->name), CMP_EQ);
    if (same == 1) same = same_units(rt, a, b);
    if (same == 1) same = same_constants(rt, borrow(a->consts), borrow(b->consts));
    if (same == 1) same = object_compare_bool(rt, borrow(a->names), borrow(b->names), CMP_EQ);
    if (same == 1)
        same =
            object_compare_bool(rt, borrow(a->localsplusnames), borrow(b->localsplusnames), CMP_EQ);
    if (same == 1)
        same = object_compare_bool(rt, borrow(a->linetable), borrow(b->linetable), CMP_EQ);
    if (same == 1)
        same =
            object_compare_bool(rt, borrow(a->exception_table), borrow(b->exception_table), CMP_EQ);
    return same;
}

static Own code_compare(Runtime *rt, Obj *a, Obj *b, int op) {
    if ((op != CMP_EQ && op != CMP_NE) || a->type != T(rt, CODE) || b->type != T(rt, CODE))
        return keep(rt->notimplemented);
    int same = codes_equal(rt, CODE(a), CODE(b));
    return same < 0 ? (Own)0 : bool_from(rt, same == (op == CMP_EQ));
}

static int64_t code_hash(Runtime *rt, Obj *self) {
    CodeObj *co = CODE(self);
    code_complete(rt, self);
    Obj *parts[] = {borrow(co->name),      borrow(co->consts),
                    borrow(co->names),     borrow(co->localsplusnames),
                    borrow(co->linetable), borrow(co->exception_table)};
    int64_t hash = co->argcount ^ co->posonlyargcount ^ co->kwonlyargcount ^ co->flags;
    for (size_t i = 0; i < HS_COUNT(parts); i++) {
        int64_t part = object_hash(rt, parts[i]);
        if (part == -1) return -1;
        hash ^= part;
    }
    return hash == -1 ? -2 : hash;
}

/* ---- code(...) and replace() ---- */

typedef struct CodeParts { /* borrowed */
    int32_t argcount, posonlyargcount, kwonlyargcount, nlocals, stacksize, flags, firstlineno;
    Obj *code, *consts, *names, *varnames, *filename, *name, *qualname, *linetable,
        *exception_table, *freevars, *cellvars;
} CodeParts;

/* Row of variables from the three tuples: a cell with the name of a local shares its place. */
static int join_variables(Runtime *rt, const CodeParts *p, Own *names, Own *kinds) {
    intptr_t nlocals = TUPLE_SIZE(p->varnames), ncells = TUPLE_SIZE(p->cellvars),
             nfree = TUPLE_SIZE(p->freevars), count = nlocals;
    Own row = tuple_alloc(rt, nlocals + ncells + nfree);
    if (!row) return -1;
    if (!(*kinds = bytes_from(rt, NULL, (size_t)(nlocals + ncells + nfree)))) {
        release(rt, row);
        return -1;
    }
    uint8_t *kind = BYTES(borrow(*kinds))->data;
    Own *items = TUPLE(borrow(row))->items;
    for (intptr_t i = 0; i < nlocals; i++)
        items[i] = keep(TUPLE_ITEM(p->varnames, i)), kind[i] = LOCAL_FAST;
    for (intptr_t i = 0; i < ncells; i++) {
        intptr_t k = 0;
        while (k < nlocals && !str_equal(borrow(items[k]), TUPLE_ITEM(p->cellvars, i))) k++;
        if (k < nlocals) {
            kind[k] |= LOCAL_CELL;
        } else {
            items[count] = keep(TUPLE_ITEM(p->cellvars, i));
            kind[count++] = LOCAL_CELL;
        }
    }
    for (intptr_t i = 0; i < nfree; i++, count++)
        items[count] = keep(TUPLE_ITEM(p->freevars, i)), kind[count] = LOCAL_FREE;
    if (count == nlocals + ncells + nfree) {
        if (count) gc_track(rt, borrow(row));
        *names = row;
        return 0;
    }
    *names = tuple_from(rt, borrow_all(items), count);
    Own exact = bytes_from(rt, kind, (size_t)count);
    release(rt, row);
    own_set(rt, kinds, exact);
    return *names && *kinds ? 0 : -1;
}

static int check_parts(Runtime *rt, const CodeParts *p) {
    intptr_t size = BYTES(p->code)->head.size;
    if (p->argcount < p->posonlyargcount || p->stacksize < 0 || p->flags < 0) {
        return raise_format_int(rt, EXC(rt, SystemError),
                                "code: bad argument to internal function");
    }
    if (size % 2) return raise_format_int(rt, EXC(rt, ValueError), "code: co_code is malformed");
    intptr_t needed = p->argcount + p->kwonlyargcount + ((p->flags & CO_VARARGS) != 0) +
                      ((p->flags & CO_VARKEYWORDS) != 0);
    if (TUPLE_SIZE(p->varnames) < needed)
        return raise_format_int(rt, EXC(rt, ValueError), "code: co_varnames is too small");
    if (p->nlocals != TUPLE_SIZE(p->varnames)) {
        return raise_format_int(rt, EXC(rt, ValueError), "code: co_nlocals != len(co_varnames)");
    }
    return 0;
}

static Own code_from_parts(Runtime *rt, const CodeParts *p) {
    Own names = (Own)0, kinds = (Own)0, code = (Own)0;
    if (check_parts(rt, p) < 0 || join_variables(rt, p, &names, &kinds) < 0) goto done;
    CodeInit init = {
        .consts = p->consts,
        .names = p->names,
        .exception_table = p->exception_table,
        .localsplusnames = borrow(names),
        .localspluskinds = borrow(kinds),
        .filename = p->filename,
        .name = p->name,
        .qualname = p->qualname,
        .linetable = p->linetable,
        .units = (const CodeUnit *)(const void *)BYTES(p->code)->data,
        .unit_count = (int32_t)(BYTES(p->code)->head.size / 2),
        .argcount = p->argcount,
        .posonlyargcount = p->posonlyargcount,
        .kwonlyargcount = p->kwonlyargcount,
        .stacksize = p->stacksize,
        .firstlineno = p->firstlineno,
        .flags = p->flags,
    };
    code = code_new(rt, &init);
done:
    xrelease(rt, names);
    xrelease(rt, kinds);
    return code;
}

enum PartKind { PART_INT, PART_BYTES, PART_TUPLE, PART_STR };
typedef struct PartDef {
    const char *name; /* keyword of replace() */
    uint8_t kind, replace_order, new_order;
    size_t offset; /* in CodeParts */
} PartDef;
#define PART(field) offsetof(CodeParts, field)
/* In the order of replace()'s parameters; new_order is the position in code(). */
static const PartDef part_defs[] = {
    {"co_argcount", PART_INT, 0, 0, PART(argcount)},
    {"co_posonlyargcount", PART_INT, 1, 1, PART(posonlyargcount)},
    {"co_kwonlyargcount", PART_INT, 2, 2, PART(kwonlyargcount)},
    {"co_nlocals", PART_INT, 3, 3, PART(nlocals)},
    {"co_stacksize", PART_INT, 4, 4, PART(stacksize)},
    {"co_flags", PART_INT, 5, 5, PART(flags)},
    {"co_firstlineno", PART_INT, 6, 13, PART(firstlineno)},
    {"co_code", PART_BYTES, 7, 6, PART(code)},
    {"co_consts", PART_TUPLE, 8, 7, PART(consts)},
    {"co_names", PART_TUPLE, 9, 8, PART(names)},
    {"co_varnames", PART_TUPLE, 10, 9, PART(varnames)},
    {"co_freevars", PART_TUPLE, 11, 16, PART(freevars)},
    {"co_cellvars", PART_TUPLE, 12, 17, PART(cellvars)},
    {"co_filename", PART_STR, 13, 10, PART(filename)},
    {"co_name", PART_STR, 14, 11, PART(name)},
    {"co_qualname", PART_STR, 15, 12, PART(qualname)},
    {"co_linetable", PART_BYTES, 16, 14, PART(linetable)},
    {"co_exceptiontable", PART_BYTES, 17, 15, PART(exception_table)},
};
enum { PART_FILENAME = 13, PART_LINETABLE = 16, PART_COUNT = 18 };

/* Stores an argument; `what` names it in messages. */
static int set_part(Runtime *rt, CodeParts *parts, const PartDef *def, Obj *value, const char *what,
                    bool positive) {
    static const char *const kinds[] = {"int", "bytes", "tuple", "str"};
    char *field = (char *)parts + def->offset;
    bool fits = def->kind == PART_BYTES   ? is_bytes(value)
                : def->kind == PART_TUPLE ? is_tuple(value)
                                          : is_str(value);
    if (def->kind == PART_INT) {
        int64_t number;
        if (number_as_ssize(rt, value, EXC(rt, OverflowError), &number) < 0) return -1;
        if (positive && number < 0)
            return raise_format_int(rt, EXC(rt, ValueError), "%s must be a positive integer",
                                    def->name);
        *(int32_t *)(void *)field = (int32_t)number;
        return 0;
    }
    if (!fits) {
        return raise_format_int(rt, EXC(rt, TypeError), "%s must be %s, not %.50N", what, kinds[def->kind], value);
    }
    *(Obj **)(void *)field = value;
    return 0;
}

static Own code_type_new(Runtime *rt, TypeObj *type HS_UNUSED, Obj *args, Obj *kwargs) {
    CodeParts parts = {.freevars = rt->empty_tuple, .cellvars = rt->empty_tuple};
    if (args_no_keywords(rt, "code", kwargs) < 0) return (Own)0;
    if (args_check_positional(rt, "code", (size_t)TUPLE_SIZE(args), 16, PART_COUNT) < 0)
        return (Own)0;
    for (int i = 0; i < PART_COUNT; i++) {
        char what[32] = "code() argument 00";
        const PartDef *def = &part_defs[i];
        if (def->new_order >= TUPLE_SIZE(args)) continue;
        int number = def->new_order + 1, at = 16;
        if (number >= 10) what[at++] = '1';
        what[at++] = (char)('0' + number % 10);
        what[at] = 0;
        if (set_part(rt, &parts, def, TUPLE_ITEM(args, def->new_order), what, false) < 0)
            return (Own)0;
    }
    return code_from_parts(rt, &parts);
}

static Own code_replace(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    static const char *const names[] = {
        "co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_nlocals",  "co_stacksize",
        "co_flags",    "co_firstlineno",     "co_code",           "co_consts",   "co_names",
        "co_varnames", "co_freevars",        "co_cellvars",       "co_filename", "co_name",
        "co_qualname", "co_linetable",       "co_exceptiontable", NULL};
    static const ArgSpec spec = {"replace", names, 0, 0};
    CodeObj *co = CODE(self);
    Obj *out[PART_COUNT];
    Own code = (Own)0, varnames = (Own)0, cellvars = (Own)0, freevars = (Own)0, result = (Own)0;
    if (args_parse(rt, &spec, args, nargs, kwnames, out) < 0) return (Own)0;
    bool same_place = !out[PART_FILENAME] && !out[PART_LINETABLE]; /* the table is shared: what is missing can be asked for later */
    if (!same_place) code_complete(rt, self);
    if (!(code = code_bytes(rt, co)) || !(varnames = get_varnames(rt, self, NULL)) ||
        !(cellvars = get_cellvars(rt, self, NULL)) || !(freevars = get_freevars(rt, self, NULL))) {
        goto done;
    }
    CodeParts parts = {
        .argcount = co->argcount,
        .posonlyargcount = co->posonlyargcount,
        .kwonlyargcount = co->kwonlyargcount,
        .nlocals = co->nlocals,
        .stacksize = co->stacksize,
        .flags = co->flags,
        .firstlineno = co->firstlineno,
        .code = borrow(code),
        .consts = borrow(co->consts),
        .names = borrow(co->names),
        .varnames = borrow(varnames),
        .filename = borrow(co->filename),
        .name = borrow(co->name),
        .qualname = borrow(co->qualname),
        .linetable = borrow(co->linetable),
        .exception_table = borrow(co->exception_table),
        .freevars = borrow(freevars),
        .cellvars = borrow(cellvars),
    };
    for (int i = 0; i < PART_COUNT; i++) {
        char what[64] = "replace() argument '";
        if (!out[i]) continue;
        size_t length = strlen(what), size = strlen(names[i]);
        memcpy(what + length, names[i], size);
        memcpy(what + length + size, "'", 2);
        if (set_part(rt, &parts, &part_defs[i], out[i], what, true) < 0) goto done;
    }
    result = code_from_parts(rt, &parts);
    if (result && same_place) CODE(borrow(result))->incomplete = co->incomplete;
done:
    xrelease(rt, code), xrelease(rt, varnames), xrelease(rt, cellvars), xrelease(rt, freevars);
    return result;
}

/* ---- methods ---- */

#define UNUSED_ARGS Obj *const *args HS_UNUSED, size_t nargs HS_UNUSED, Obj *kwnames HS_UNUSED

static uint64_t code_sizeof(HS_UNUSED Runtime *rt, Obj *self) { return virtual_size(CODE(self)->head.size); }
static Own code_co_lines(Runtime *rt, Obj *self, UNUSED_ARGS) { return code_lines_iter(rt, self); }
static Own code_co_positions(Runtime *rt, Obj *self, UNUSED_ARGS) {
    return code_positions_iter(rt, self);
}

static Own code_varname_from_oparg(Runtime *rt, Obj *self, Obj *const *args, size_t nargs HS_UNUSED,
                                   Obj *kwnames HS_UNUSED) {
    int64_t index;
    Obj *names = borrow(CODE(self)->localsplusnames);
    if (number_as_ssize(rt, args[0], EXC(rt, OverflowError), &index) < 0) return (Own)0;
    if (index < 0 || index >= TUPLE_SIZE(names))
        return raise_format(rt, EXC(rt, IndexError), "tuple index out of range");
    return keep(TUPLE_ITEM(names, index));
}

/* ---- tables ---- */

static const MethodDef code_methods[] = {
    {"__sizeof__", object_sizeof_method, METH_NOARGS, 0, 0, "__sizeof__() -> size in bytes"},
    {"co_lines", code_co_lines, METH_NOARGS, 0, 0,
     "co_lines() -> iterator of (start, end, line) offsets in co_code"},
    {"co_positions", code_co_positions, METH_NOARGS, 0, 0,
     "co_positions() -> iterator of (line, end line, column, end column), one for each unit of "
     "co_code"},
    {"replace", code_replace, METH_FASTCALL | METH_KEYWORDS, 0, 0,
     "replace(*, co_argcount=..., ...) -> copy of the code object with new values for these "
     "fields"},
    {"_varname_from_oparg", code_varname_from_oparg, METH_O, 1, 1,
     "_varname_from_oparg(oparg) -> name of the local variable"},
    METHOD_END,
};
static const MemberDef code_members[] = {
    {"co_argcount", MEMBER_INT, offsetof(CodeObj, argcount), MEMBER_READONLY, NULL},
    {"co_posonlyargcount", MEMBER_INT, offsetof(CodeObj, posonlyargcount), MEMBER_READONLY, NULL},
    {"co_kwonlyargcount", MEMBER_INT, offsetof(CodeObj, kwonlyargcount), MEMBER_READONLY, NULL},
    {"co_stacksize", MEMBER_INT, offsetof(CodeObj, stacksize), MEMBER_READONLY, NULL},
    {"co_flags", MEMBER_INT, offsetof(CodeObj, flags), MEMBER_READONLY, NULL},
    {"co_nlocals", MEMBER_INT, offsetof(CodeObj, nlocals), MEMBER_READONLY, NULL},
    {"co_consts", MEMBER_OBJECT, offsetof(CodeObj, consts), MEMBER_READONLY, NULL},
    {"co_names", MEMBER_OBJECT, offsetof(CodeObj, names), MEMBER_READONLY, NULL},
    {"co_filename", MEMBER_OBJECT, offsetof(CodeObj, filename), MEMBER_READONLY, NULL},
    {"co_name", MEMBER_OBJECT, offsetof(CodeObj, name), MEMBER_READONLY, NULL},
    {"co_qualname", MEMBER_OBJECT, offsetof(CodeObj, qualname), MEMBER_READONLY, NULL},
    {"co_firstlineno", MEMBER_INT, offsetof(CodeObj, firstlineno), MEMBER_READONLY, NULL},
    {"co_linetable", MEMBER_OBJECT, offsetof(CodeObj, linetable), MEMBER_READONLY, NULL},
    {"co_exceptiontable", MEMBER_OBJECT, offsetof(CodeObj, exception_table), MEMBER_READONLY, NULL},
    MEMBER_END,
};
static const GetSetDef code_getset[] = {
    {"co_lnotab", get_lnotab, NULL, NULL, NULL},
    {"_co_code_adaptive", get_adaptive, NULL, NULL, NULL},
    {"co_varnames", get_varnames, NULL, NULL, NULL},
    {"co_cellvars", get_cellvars, NULL, NULL, NULL},
    {"co_freevars", get_freevars, NULL, NULL, NULL},
    {"co_code", get_code, NULL, NULL, NULL},
    GETSET_END,
};

const TypeSpec code_type_spec = {
    .name = "code",
    .doc = "code(argcount, posonlyargcount, kwonlyargcount, nlocals, stacksize,\n      flags, "
           "codestring, constants, names, "
           "varnames, filename, name,\n      qualname, firstlineno, linetable, exceptiontable, "
           "freevars=(),\n      cellvars=(), "
           "/)\n--\n\nMakes a code object from its parts.",
    .base = -1,
    .virtual_size = CODE_VIRTUAL,
    .virtual_item = 2,
    .weak_offset = offsetof(CodeObj, weaklist),
    .slots = {.tp_dealloc = code_dealloc,
              .tp_traverse = code_traverse,
              .tp_new = code_type_new,
              .tp_repr = code_repr,
              .tp_sizeof = code_sizeof,
              .tp_hash = code_hash,
              .tp_richcompare = code_compare},
    .methods = code_methods,
    .members = code_members,
    .getset = code_getset,
};
