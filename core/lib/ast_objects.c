/* Objects to syntax trees: what a program made of the classes of _ast, as the compiler's own nodes. By the tables of compile/ast.def;
 * CPython 3.11's Python/Python-ast.c (obj2ast_*) says in which words it complains. */
#include "compile/literals.h"
#include "lib/astmodule.h"
#include "object/abstract.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str.h"
#include "object/type.h"

typedef struct Reader {
    Runtime *rt;
    AstArena *arena;
} Reader;

static int read_node(Reader *reader, AstFieldType type, Obj *object, void **out);

static int refuse(Runtime *rt, AstFieldType type, Obj *object) {
    return raise_format_int(rt, EXC(rt, TypeError), "expected some sort of %s, but got %R", ast_type_name(type), object);
}

/* Which alternative of `type` an object is, -1 = raised. */
static int kind_of_object(Reader *reader, AstFieldType type, Obj *object) {
    for (int kind = 0; type < AST_NODE_CLASSES ? ast_alternative(type, kind) != NULL : ast_enum_name(type, kind) != NULL; kind++) {
        Obj *cls = ast_class(reader->rt, type, kind);
        int is = (Obj *)object->type == cls ? 1 : object_is_instance(reader->rt, object, cls);
        if (is) return is < 0 ? -1 : kind;
    }
    return refuse(reader->rt, type, object);
}

static int read_int(Runtime *rt, Obj *object, int32_t *out) {
    int64_t value;
    if (!is_int(object)) return raise_format_int(rt, EXC(rt, ValueError), "invalid integer value: %R", object);
    if (int_as_ssize(rt, object, &value) == 0 && value >= INT32_MIN && value <= INT32_MAX) {
        *out = (int32_t)value;
        return 0;
    }
    raised_clear(rt);
    return raise_format_int(rt, EXC(rt, OverflowError), "Python int too large to convert to C int");
}

/* identifier, string, constant. */
static int read_object(Reader *reader, AstFieldType type, Obj *object, void **out) {
    Runtime *rt = reader->rt;
    if (type != FIELD_constant && object == rt->none) return 0;
    if (type == FIELD_identifier && !is_str_exact(rt, object)) {
        return raise_format_int(rt, EXC(rt, TypeError), "AST identifier must be of type str");
    }
    if (type == FIELD_string && !is_str_exact(rt, object) && object->type != T(rt, BYTES)) {
        return raise_format_int(rt, EXC(rt, TypeError), "AST string must be of type str");
    }
    Own kept = type == FIELD_identifier ? str_intern(rt, keep(object)) : keep(object);
    *out = ast_arena_keep(rt, reader->arena, kept);
    return *out ? 0 : -1;
}

static int read_value(Reader *reader, const AstField *field, Obj *object, void *address) {
    AstFieldType type = (AstFieldType)field->type;
    if (type == FIELD_int) return read_int(reader->rt, object, address);
    if (type >= AST_FIRST_ENUM) {
        int kind = kind_of_object(reader, type, object);
        *(int32_t *)address = kind;
        return kind < 0 ? -1 : 0;
    }
    if (type >= AST_NODE_CLASSES) return read_object(reader, type, object, address);
    return read_node(reader, type, object, address);
}

static int read_sequence(Reader *reader, const char *owner, const AstField *field, Obj *list, void **out) {
    Runtime *rt = reader->rt;
    if (!is_list(list)) {
        return raise_format_int(rt, EXC(rt, TypeError), "%s field \"%s\" must be a list, not a %.200s", owner, field->name, list->type->name);
    }
    intptr_t size = LIST_SIZE(list);
    ExprSeq *seq = ast_seq(rt, reader->arena, (int32_t)size);
    if (!seq) return -1;
    for (intptr_t i = 0; i < size; i++) {
        void *address = field->type == FIELD_cmpop ? (void *)&((CmpOpSeq *)(void *)seq)->items[i] : (void *)&seq->items[i];
        Own item = keep(LIST_ITEM(list, i));
        int result = read_value(reader, field, borrow(item), address);
        release(rt, item);
        if (result < 0) return -1;
        if (LIST_SIZE(list) != size) {
            return raise_format_int(rt, EXC(rt, RuntimeError), "%s field \"%s\" changed size during iteration", owner, field->name);
        }
    }
    *out = seq;
    return 0;
}

static int enter(Runtime *rt, const char *owner) {
    char where[60];
    size_t length = strlen(owner);
    memcpy(where, " while traversing '", 19);
    memcpy(where + 19, owner, length);
    memcpy(where + 19 + length, "' node", 7);
    return enter_recursive_call(rt, where);
}

/* The attribute `name` of a node: a new reference, NULL with *missing set, or NULL raised. */
static Own attribute(Reader *reader, Obj *object, const char *name, bool *missing) {
    Own key = str_intern_cstr(reader->rt, name), value = key ? object_lookup_attr(reader->rt, object, borrow(key)) : NULL;
    xrelease(reader->rt, key);
    *missing = !value && !RAISED(reader->rt);
    return value;
}

static int read_field(Reader *reader, const char *owner, const AstField *field, Obj *object, void *address) {
    Runtime *rt = reader->rt;
    bool missing;
    Own value = attribute(reader, object, field->name, &missing);
    if (missing && field->shape != SHAPE_OPT) {
        return raise_format_int(rt, EXC(rt, TypeError), "required field \"%s\" missing from %s", field->name, owner);
    }
    if (!value) return missing ? 0 : -1;
    int result = 0;
    if (field->shape != SHAPE_OPT || borrow(value) != rt->none) {
        result = enter(rt, owner);
        if (result == 0) {
            result = field->shape == SHAPE_SEQ ? read_sequence(reader, owner, field, borrow(value), address)
                                               : read_value(reader, field, borrow(value), address);
            leave_recursive_call(rt);
        }
    }
    release(rt, value);
    return result;
}

/* lineno, col_offset, and the end, which may be left out. */
static int read_span(Reader *reader, const char *owner, Obj *object, AstSpan *span) {
    static const AstField fields[] = {{"lineno", FIELD_int, SHAPE_ONE},
                                      {"col_offset", FIELD_int, SHAPE_ONE},
                                      {"end_lineno", FIELD_int, SHAPE_OPT},
                                      {"end_col_offset", FIELD_int, SHAPE_OPT}};
    if (read_field(reader, owner, &fields[0], object, &span->lineno) < 0 || read_field(reader, owner, &fields[1], object, &span->col_offset) < 0) {
        return -1;
    }
    span->end_lineno = span->lineno;
    span->end_col_offset = span->col_offset;
    return read_field(reader, owner, &fields[2], object, &span->end_lineno) < 0 ||
                   read_field(reader, owner, &fields[3], object, &span->end_col_offset) < 0
               ? -1
               : 0;
}

/* Pointers that must not be NULL: what was None. */
static int check_required(Runtime *rt, const AstNodeInfo *info, void **addresses) {
    for (int i = 0; i < info->count; i++) {
        const AstField *field = &info->fields[i];
        if (field->shape == SHAPE_ONE && !ast_field_is_number(field) && !*(void **)addresses[i]) {
            return raise_format_int(rt, EXC(rt, ValueError), "field '%s' is required for %s", field->name, info->name);
        }
    }
    return 0;
}

static int read_node(Reader *reader, AstFieldType type, Obj *object, void **out) {
    const char *name = ast_type_name(type);
    bool is_sum = strcmp(ast_alternative(type, 0)->name, name) != 0;
    if (is_sum && object == reader->rt->none) return 0;
    AstSpan span = {0, 0, 0, 0};
    bool has_span = ast_alternative(type, 0)->has_span;
    if (is_sum && has_span && read_span(reader, name, object, &span) < 0) return -1;
    int kind = is_sum ? kind_of_object(reader, type, object) : 0;
    void *node = kind < 0 ? NULL : ast_new(reader->rt, reader->arena, type, kind), *addresses[8];
    if (!node) return -1;
    const AstNodeInfo *info = ast_info(type, node);
    ast_fields(type, node, addresses);
    for (int i = 0; i < info->count; i++) {
        if (read_field(reader, info->name, &info->fields[i], object, addresses[i]) < 0) return -1;
    }
    if (!is_sum && has_span && read_span(reader, name, object, &span) < 0) return -1;
    if (has_span) memcpy((void *)(uintptr_t)(const void *)ast_span(type, node), &span, sizeof span);
    *out = node;
    return check_required(reader->rt, info, addresses);
}

Mod *ast_tree(Runtime *rt, AstArena *arena, Obj *object, ModKind kind) {
    Reader reader = {rt, arena};
    void *mod = NULL;
    Obj *wanted = ast_class(rt, FIELD_mod, (int)kind - 1);
    int is = object_is_instance(rt, object, wanted);
    if (is == 0) {
        raise_format(rt, EXC(rt, TypeError), "expected %s node, got %.400s", type_short_name((TypeObj *)wanted), type_short_name(object->type));
    }
    if (is <= 0 || read_node(&reader, FIELD_mod, object, &mod) < 0) return NULL;
    return ast_validate(rt, mod) < 0 ? NULL : mod;
}
