/* _ast: the syntax tree as objects of the program. Their classes are made from the tables of compile/ast.def when they are needed first,
 * and are kept, with the one object of each class that is only a name (Load, Add ...), in one list (LibState.ast_types):
 *
 *   AST | a class for each field type (stmt, expr ... cmpop) | the alternatives of each, in the order of the table | the objects
 *
 * Follows what CPython 3.11's Python/Python-ast.c does. The way back is ast_objects.c. */
#include "lib/astmodule.h"

#include "compile/parse.h"
#include "lib/lib.h"
#include "object/abstract.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/fields.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type_internal.h"

/* ---- the class AST ---- */

typedef struct AstObj { /* virtual 24 */
    Obj base;
    Own attributes;
} AstObj;
_Static_assert(sizeof(AstObj) <= 24, "AST");

static Own get_attributes(Runtime *rt, Obj *self, HS_UNUSED const void *closure) { return object_get_dict(rt, self); }
static int set_attributes(Runtime *rt, Obj *self, Obj *value, HS_UNUSED const void *closure) {
    return object_set_dict(rt, self, value);
}

static Own ast_make(Runtime *rt, TypeObj *type, HS_UNUSED Obj *args, HS_UNUSED Obj *kwargs) { return type->slots.tp_alloc(rt, type, 0); }

static int set_positional(Runtime *rt, Obj *self, Obj *fields, Obj *args) {
    int64_t count = fields ? object_length(rt, fields) : 0;
    if (count < 0) return -1;
    if (count < TUPLE_SIZE(args)) {
        return raise_format_int(rt, EXC(rt, TypeError), "%.400s constructor takes at most %lld positional argument%s",
                                type_short_name(self->type), (long long)count, count == 1 ? "" : "s");
    }
    for (intptr_t i = 0; i < TUPLE_SIZE(args); i++) {
        Own name = sequence_getitem(rt, fields, i);
        int result = name ? object_setattr(rt, self, borrow(name), TUPLE_ITEM(args, i)) : -1;
        xrelease(rt, name);
        if (result < 0) return -1;
    }
    return 0;
}

static int set_keyword(Runtime *rt, Obj *self, Obj *fields, intptr_t given, Obj *key, Obj *value) {
    for (intptr_t i = 0; i < given; i++) { /* positional ones: their fields are there */
        Own name = sequence_getitem(rt, fields, i);
        int same = name ? object_compare_bool(rt, borrow(name), key, CMP_EQ) : -1;
        xrelease(rt, name);
        if (same > 0) {
            same = raise_format_int(rt, EXC(rt, TypeError), "%.400s got multiple values for argument '%U'", self->type->name, key);
        }
        if (same < 0) return -1;
    }
    return object_setattr(rt, self, key, value);
}

static int ast_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) {
    Own name = str_intern_cstr(rt, "_fields"), fields = name ? object_lookup_attr(rt, (Obj *)self->type, borrow(name)) : NULL;
    xrelease(rt, name);
    int result = RAISED(rt) ? -1 : set_positional(rt, self, borrow(fields), args);
    Obj *key, *value;
    for (intptr_t pos = 0; result == 0 && kwargs && dict_next(kwargs, &pos, &key, &value, NULL);) {
        result = set_keyword(rt, self, borrow(fields), TUPLE_SIZE(args), key, value);
    }
    xrelease(rt, fields);
    return result;
}

static Own ast_reduce(Runtime *rt, Obj *self, HS_UNUSED Obj *const *args, HS_UNUSED size_t nargs, HS_UNUSED Obj *kwnames) {
    return tuple_build(rt, "O()N", self->type, object_get_dict(rt, self));
}

static const MethodDef ast_methods[] = {{"__reduce__", ast_reduce, METH_NOARGS, 0, 0, NULL}, METHOD_END};
static const GetSetDef ast_getset[] = {{"__dict__", get_attributes, set_attributes, NULL, NULL}, GETSET_END};
static const TypeSpec ast_type_spec = {
    .name = "ast.AST",
    .flags = TPF_BASETYPE | TPF_GC,
    .base = -1,
    .virtual_size = 24,
    .own_fields = 1,
    .dict_offset = offsetof(AstObj, attributes),
    .slots = {.tp_dealloc = fields_dealloc,
              .tp_traverse = fields_traverse,
              .tp_clear = fields_clear,
              .tp_new = ast_make,
              .tp_init = ast_init,
              .tp_getattro = object_generic_getattr,
              .tp_setattro = object_generic_setattr},
    .methods = ast_methods,
    .getset = ast_getset,
};

/* ---- the other classes ---- */

/* "Name(identifier id, expr_context ctx)", as far as `text` has room. */
static void describe(StrWriter *text, const AstNodeInfo *info) {
    str_writer_cstr(text, info->name);
    for (int i = 0; i < info->count; i++) {
        static const char *const marks[] = {" ", "? ", "* "};
        str_writer_cstr(text, i ? ", " : "(");
        str_writer_cstr(text, ast_type_name(info->fields[i].type));
        str_writer_cstr(text, marks[info->fields[i].shape]);
        str_writer_cstr(text, info->fields[i].name);
    }
    if (info->count) str_writer_char(text, ')');
}

/* A class of nodes that is its own only alternative: arguments, but not excepthandler. */
static bool is_plain(AstFieldType type) {
    const AstNodeInfo *first = type < AST_NODE_CLASSES ? ast_alternative(type, 0) : NULL;
    return first && strcmp(first->name, ast_type_name(type)) == 0;
}

static Own class_doc(Runtime *rt, AstFieldType type, const AstNodeInfo *info, const char *name) {
    StrWriter text;
    str_writer_init(&text, rt);
    if (info || type >= AST_FIELD_TYPES) {
        if (info) describe(&text, info);
        else str_writer_cstr(&text, name);
        return str_writer_finish(&text);
    }
    str_writer_cstr(&text, name);
    for (int i = 0;; i++) {
        const AstNodeInfo *next = type < AST_NODE_CLASSES ? ast_alternative(type, i) : NULL;
        const char *label = next || type < AST_NODE_CLASSES ? NULL : ast_enum_name(type, i);
        if (!next && !label) return str_writer_finish(&text);
        str_writer_cstr(&text, i == 0 ? " = " : label ? " | " : "\n");
        for (size_t k = 0; i && next && k <= strlen(name); k++) str_writer_char(&text, ' ');
        if (i && next) str_writer_cstr(&text, "| ");
        if (next) describe(&text, next);
        else str_writer_cstr(&text, label);
    }
}

static int set_own(Runtime *rt, Obj *dict, const char *name, Own value) {
    int result = value ? dict_set_str(rt, dict, name, borrow(value)) : -1;
    xrelease(rt, value);
    return result;
}

static Own names_of(Runtime *rt, const AstNodeInfo *info) {
    Own names = tuple_alloc(rt, info ? info->count : 0);
    for (int i = 0; names && info && i < info->count; i++) {
        if (!(TUPLE(borrow(names))->items[i] = str_intern_cstr(rt, info->fields[i].name))) own_clear(rt, &names);
    }
    if (names && info && info->count) gc_track(rt, borrow(names));
    return names;
}

/* What the class of a field type has of its own: the positions. */
static int add_positions(Runtime *rt, Obj *dict, bool has_span) {
    static const char *const names[] = {"lineno", "col_offset", "end_lineno", "end_col_offset"};
    Own tuple = has_span ? tuple_alloc(rt, 4) : keep(rt->empty_tuple);
    for (int i = 0; has_span && tuple && i < 4; i++) {
        if (!(TUPLE(borrow(tuple))->items[i] = str_intern_cstr(rt, names[i]))) own_clear(rt, &tuple);
    }
    if (set_own(rt, dict, "_attributes", tuple) < 0) return -1;
    for (int i = 2; has_span && i < 4; i++) {
        if (dict_set_str(rt, dict, names[i], rt->none) < 0) return -1;
    }
    return 0;
}

/* A class with the fields of `info`; `type`: it is the class of that field type, AST_FIELD_TYPES: one of the alternatives. */
static int add_class(Runtime *rt, Obj *list, AstFieldType type, const char *name, const AstNodeInfo *info, Obj *base, bool has_span) {
    Own dict = dict_new(rt), bases = tuple_pack(rt, 1, base), text = str_intern_cstr(rt, name), names = NULL, cls = NULL;
    if (dict && bases && text && (names = names_of(rt, info)) && dict_set_str(rt, borrow(dict), "_fields", borrow(names)) == 0 &&
        set_own(rt, borrow(dict), "__module__", str_intern_cstr(rt, "ast")) == 0 &&
        dict_set_str(rt, borrow(dict), "__match_args__", borrow(names)) == 0 &&
        set_own(rt, borrow(dict), "__doc__", class_doc(rt, type, info, name)) == 0) {
        cls = type_from_parts(rt, (Obj *)T(rt, TYPE), borrow(text), borrow(bases), borrow(dict), NULL);
    }
    xrelease(rt, dict), xrelease(rt, bases), xrelease(rt, text), xrelease(rt, names);
    if (!cls) return -1;
    Obj *own = borrow(((TypeObj *)borrow(cls))->dict);
    int result = type < AST_FIELD_TYPES ? add_positions(rt, own, has_span) : 0;
    for (int i = 0; info && result == 0 && i < info->count; i++) {
        if (info->fields[i].shape == SHAPE_OPT) result = dict_set_str(rt, own, info->fields[i].name, rt->none);
    }
    type_modified(rt, (TypeObj *)borrow(cls));
    if (result == 0) return list_append_steal(rt, list, cls);
    release(rt, cls);
    return -1;
}

enum { FIRST_CLASS = 1, FIRST_ALTERNATIVE = FIRST_CLASS + AST_FIELD_TYPES };

static bool has_alternatives(AstFieldType type) { return type < AST_NODE_CLASSES || type >= AST_FIRST_ENUM; }

/* Name of an alternative; *info is NULL for those that are only a name. NULL behind the last. */
static const char *alternative(AstFieldType type, int kind, const AstNodeInfo **info) {
    *info = type < AST_NODE_CLASSES ? ast_alternative(type, kind) : NULL;
    return *info ? (*info)->name : type < AST_NODE_CLASSES ? NULL : ast_enum_name(type, kind);
}

/* Place of the first alternative of `type` in the list. */
static int alternatives_at(AstFieldType type) {
    int place = FIRST_ALTERNATIVE;
    const AstNodeInfo *info;
    for (int t = 0; t < (int)type; t++) {
        for (int kind = 0; has_alternatives((AstFieldType)t) && alternative((AstFieldType)t, kind, &info); kind++) place++;
    }
    return place;
}

static int add_alternatives(Runtime *rt, Obj *list, AstFieldType type) {
    const AstNodeInfo *info;
    const char *name;
    Obj *base = LIST_ITEM(list, FIRST_CLASS + (int)type);
    for (int kind = 0; has_alternatives(type) && (name = alternative(type, kind, &info)); kind++) {
        if (is_plain(type) ? list_append(rt, list, base) < 0 : add_class(rt, list, AST_FIELD_TYPES, name, info, base, false) < 0) return -1;
    }
    return 0;
}

static int fill_types(Runtime *rt, Obj *list, Obj *module) {
    Own root = type_from_spec(rt, &ast_type_spec, module);
    if (!root) return -1;
    Obj *dict = borrow(((TypeObj *)borrow(root))->dict);
    static const char *const names[] = {"_fields", "__match_args__", "_attributes"};
    for (int i = 0; i < 3; i++) {
        if (dict_set_str(rt, dict, names[i], rt->empty_tuple) < 0) goto fail;
    }
    if (list_append(rt, list, borrow(root)) < 0) goto fail;
    for (int t = 0; t < AST_FIELD_TYPES; t++) {
        AstFieldType type = (AstFieldType)t;
        const AstNodeInfo *first = t < AST_NODE_CLASSES ? ast_alternative(type, 0) : NULL;
        int result = has_alternatives(type) ? add_class(rt, list, type, ast_type_name(type), is_plain(type) ? first : NULL, borrow(root),
                                                        first && first->has_span)
                                            : list_append(rt, list, rt->none);
        if (result < 0) goto fail;
    }
    release(rt, root);
    for (int t = 0; t < AST_FIELD_TYPES; t++) {
        if (add_alternatives(rt, list, (AstFieldType)t) < 0) return -1;
    }
    intptr_t end = LIST_SIZE(list);
    for (intptr_t i = alternatives_at(AST_FIRST_ENUM); i < end; i++) {
        Own object = call_0(rt, LIST_ITEM(list, i));
        if (!object || list_append_steal(rt, list, object) < 0) return -1;
    }
    return 0;
fail:
    release(rt, root);
    return -1;
}

/* The list of the classes, borrowed; made at the first call. */
static Obj *ast_types(Runtime *rt) {
    LibState *lib = rt->lib;
    if (lib->ast_types) return borrow(lib->ast_types);
    Own list = list_new(rt, 0), name = str_intern_cstr(rt, "_ast"), module = name ? module_new(rt, borrow(name)) : NULL;
    if (list && module && fill_types(rt, borrow(list), borrow(module)) == 0) {
        lib->ast_types = list;
    } else {
        xrelease(rt, list);
    }
    xrelease(rt, name), xrelease(rt, module);
    return borrow(lib->ast_types);
}

Obj *ast_class(Runtime *rt, AstFieldType type, int kind) {
    return LIST_ITEM(borrow(rt->lib->ast_types), kind < 0 ? FIRST_CLASS + (int)type : alternatives_at(type) + kind);
}

bool is_ast_object(Runtime *rt, Obj *object) {
    return rt->lib->ast_types && is_instance_of(object, (TypeObj *)LIST_ITEM(borrow(rt->lib->ast_types), 0));
}

/* ---- trees to objects ---- */

typedef struct Maker {
    Runtime *rt;
    Obj *types;
    int places[AST_FIELD_TYPES]; /* alternatives_at */
    int objects; /* place of the first object */
    int depth, limit;
} Maker;

static Own make_node(Maker *maker, AstFieldType type, void *node);

static Own make_enum(Maker *maker, AstFieldType type, int32_t value) {
    return keep(LIST_ITEM(maker->types, maker->objects + maker->places[type] + value - maker->places[AST_FIRST_ENUM]));
}

static Own make_value(Maker *maker, AstFieldType type, void *value) {
    if (!value) return keep(maker->rt->none);
    return type < AST_NODE_CLASSES ? make_node(maker, type, value) : keep(value);
}

static Own make_sequence(Maker *maker, AstFieldType type, void *value) {
    ExprSeq *seq = value;
    Own list = list_new(maker->rt, 0);
    for (int32_t i = 0; list && i < seq_count(seq); i++) {
        Own item = type == FIELD_cmpop ? make_enum(maker, type, ((CmpOpSeq *)value)->items[i]) : make_value(maker, type, seq->items[i]);
        if (!item || list_append_steal(maker->rt, borrow(list), item) < 0) own_clear(maker->rt, &list);
    }
    return list;
}

static Own make_field(Maker *maker, const AstField *field, void *address) {
    if (field->shape == SHAPE_SEQ) return make_sequence(maker, (AstFieldType)field->type, *(void **)address);
    if (!ast_field_is_number(field)) return make_value(maker, (AstFieldType)field->type, *(void **)address);
    int32_t number = *(int32_t *)address;
    return field->type == FIELD_int ? int_from_i64(maker->rt, number) : make_enum(maker, (AstFieldType)field->type, number);
}

static int set_attribute(Runtime *rt, Obj *self, const char *name, Own value) {
    Own key = value ? str_intern_cstr(rt, name) : NULL;
    int result = key ? object_setattr(rt, self, borrow(key), borrow(value)) : -1;
    xrelease(rt, key), xrelease(rt, value);
    return result;
}

static int set_fields(Maker *maker, Obj *self, AstFieldType type, void *node) {
    const AstNodeInfo *info = ast_info(type, node);
    const AstSpan *span = ast_span(type, node);
    void *addresses[8];
    ast_fields(type, node, addresses);
    for (int i = 0; i < info->count; i++) {
        if (set_attribute(maker->rt, self, info->fields[i].name, make_field(maker, &info->fields[i], addresses[i])) < 0) return -1;
    }
    if (!span) return 0;
    const struct {
        const char *name;
        int32_t value;
    } positions[] = {{"lineno", span->lineno}, {"col_offset", span->col_offset}, {"end_lineno", span->end_lineno}, {"end_col_offset", span->end_col_offset}};
    for (int i = 0; i < 4; i++) {
        if (set_attribute(maker->rt, self, positions[i].name, int_from_i64(maker->rt, positions[i].value)) < 0) return -1;
    }
    return 0;
}

static int kind_of(AstFieldType type, const void *node) {
    return type == FIELD_mod || type == FIELD_stmt || type == FIELD_expr || type == FIELD_pattern ? *(const int *)node - 1 : 0;
}

static Own make_node(Maker *maker, AstFieldType type, void *node) {
    Runtime *rt = maker->rt;
    if (++maker->depth > maker->limit) {
        return raise_format(rt, EXC(rt, RecursionError), "maximum recursion depth exceeded during ast construction");
    }
    TypeObj *cls = (TypeObj *)LIST_ITEM(maker->types, maker->places[type] + kind_of(type, node));
    Own self = cls->slots.tp_alloc(rt, cls, 0);
    if (self && set_fields(maker, borrow(self), type, node) < 0) own_clear(rt, &self);
    maker->depth--;
    return self;
}

Own ast_object(Runtime *rt, Mod *mod) {
    Maker maker = {.rt = rt, .types = ast_types(rt)};
    if (!maker.types) return NULL;
    int64_t start = (int64_t)(rt->recursion_limit - rt->ts.recursion_left) * HS_TREE_DEPTH_SCALE;
    int64_t limit = (int64_t)rt->recursion_limit * HS_TREE_DEPTH_SCALE;
    maker.depth = (int)start;
    maker.limit = (int)(limit < start + tree_levels_left(rt) ? limit : start + tree_levels_left(rt));
    maker.objects = alternatives_at(AST_FIELD_TYPES);
    for (int t = 0; t < AST_FIELD_TYPES; t++) maker.places[t] = alternatives_at((AstFieldType)t);
    return make_node(&maker, FIELD_mod, mod);
}

/* ---- the module ---- */

Own ast_module_init(Runtime *rt) {
    static const struct {
        const char *name;
        int value;
    } flags[] = {{"PyCF_ALLOW_TOP_LEVEL_AWAIT", 0x2000}, {"PyCF_ONLY_AST", PARSE_FLAG_ONLY_AST}, {"PyCF_TYPE_COMMENTS", PARSE_FLAG_TYPE_COMMENTS}};
    Obj *types = ast_types(rt);
    Own module = types ? module_make(rt, "_ast", NULL, NULL, 0) : NULL;
    for (size_t i = 0; module && i < HS_COUNT(flags); i++) {
        if (set_own(rt, module_dict(borrow(module)), flags[i].name, int_from_i64(rt, flags[i].value)) < 0) own_clear(rt, &module);
    }
    for (intptr_t i = 0; module && i < LIST_SIZE(types); i++) {
        Obj *cls = LIST_ITEM(types, i);
        if (is_type(cls) && dict_set_str(rt, module_dict(borrow(module)), type_short_name((TypeObj *)cls), cls) < 0) own_clear(rt, &module);
    }
    return module;
}
