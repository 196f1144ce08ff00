/* What types of modules in C share: memory by description, construction, small conversions. */
#include "object/fields.h"
#include "object/abstract.h"
#include "object/int.h"
#include "object/str.h"
#include "object/dict.h"
#include "object/tuple.h"
#include "object/type_internal.h"
#include <stdarg.h>

TypeObj *type_described(TypeObj *type) {
    while (!type->spec) type = type->base_type;
    return type;
}

int fields_traverse(Obj *self, VisitFn visit, void *arg) {
    TypeObj *type = type_described(self->type);
    Own *fields = object_fields(self);
    int result = type->flags & TPF_HEAP && type_is_counted(self->type) ? visit((Obj *)self->type, arg) : 0;
    if (result) return result;
    for (int i = 0; i < type->spec->own_fields; i++) VISIT(fields[i]);
    return 0;
}

int fields_clear(Runtime *rt, Obj *self) {
    Own *fields = object_fields(self);
    for (int i = 0, n = type_described(self->type)->spec->own_fields; i < n; i++) own_clear(rt, &fields[i]);
    return 0;
}

bool fields_dealloc_begin(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    return self->type->slots.tp_dealloc == subtype_dealloc || nesting_begin(rt, self);
}

void fields_dealloc_leave(Runtime *rt, TypeObj *type) {
    if (type->slots.tp_dealloc != subtype_dealloc) nesting_end(rt);
}

void fields_dealloc_end(Runtime *rt, Obj *self) {
    TypeObj *type = self->type, *base = type_described(type);
    if (base->weak_offset) weakref_clear_all(rt, self);
    fields_clear(rt, self);
    fields_dealloc_leave(rt, type);
    type->slots.tp_free(rt, self);
    if (base->flags & TPF_HEAP && type_is_counted(type)) release(rt, adopt((Obj *)type));
}

void fields_dealloc(Runtime *rt, Obj *self) {
    if (fields_dealloc_begin(rt, self)) fields_dealloc_end(rt, self);
}

void fields_dealloc_swapped(Runtime *rt, Obj *self) {
    if (!fields_dealloc_begin(rt, self)) return;
    Own *pair = object_fields(self) + type_described(self->type)->spec->own_fields / 2 - 1, first = pair[0];
    pair[0] = pair[1];
    pair[1] = first;
    fields_dealloc_end(rt, self);
}

Own fields_new(Runtime *rt, TypeObj *type, int count, ...) {
    Own fields[4], result = (Own)0;
    bool complete = true;
    va_list list;
    va_start(list, count);
    for (int i = 0; i < count; i++) complete &= (fields[i] = va_arg(list, Own)) != (Own)0;
    va_end(list);
    if (complete) result = type->slots.tp_alloc(rt, type, 0);
    for (int i = 0; i < count; i++) {
        if (result) object_fields(borrow(result))[i] = fields[i];
        else xrelease(rt, fields[i]);
    }
    return result;
}

/* ---- modules ---- */

static int add_type(Runtime *rt, Obj *module, const ModuleType *row) {
    TypeObj *type = row->kind & MODULE_CLASS ? NULL : &rt->types[row->index];
    if (type) {
        if (type_ready_static(rt, type, row->spec) < 0) return -1;
    } else {
        own_set(rt, &rt->classes[row->index], type_from_spec(rt, row->spec, module));
        if (!(type = (TypeObj *)borrow(rt->classes[row->index]))) return -1;
    }
    if (row->kind & MODULE_HIDDEN) return 0;
    return dict_set_str(rt, module_dict(module), type_short_name(type), (Obj *)type);
}

Own module_make(Runtime *rt, const char *name, const MethodDef *functions, const ModuleType *types, size_t count) {
    Own text = str_intern_cstr(rt, name), module = text ? module_new(rt, borrow(text)) : (Own)0;
    xrelease(rt, text);
    if (module && functions && module_add_methods(rt, borrow(module), functions) < 0) own_clear(rt, &module);
    for (size_t i = 0; module && i < count; i++) {
        if (add_type(rt, borrow(module), &types[i]) < 0) own_clear(rt, &module);
    }
    return module;
}

/* ---- conversions ---- */

static Own build_item(Runtime *rt, const char **format, va_list *list);

/* Items up to the end or the closing bracket. */
static Own build_tuple(Runtime *rt, const char **format, va_list *list) {
    Own items[8];
    intptr_t count = 0;
    bool complete = true;
    while (**format && **format != ')') {
        items[count] = build_item(rt, format, list);
        complete &= items[count++] != (Own)0;
    }
    if (complete) return tuple_from_steal(rt, items, count);
    while (count) xrelease(rt, items[--count]);
    return (Own)0;
}

static Own build_item(Runtime *rt, const char **format, va_list *list) {
    switch (*(*format)++) {
    case 'O': {
        Obj *item = va_arg(*list, Obj *);
        return item ? keep(item) : raise_format(rt, EXC(rt, SystemError), "NULL object passed to Py_BuildValue");
    }
    case 'N': return va_arg(*list, Own);
    case 'n': return int_from_i64(rt, va_arg(*list, int64_t));
    case 'i': return int_from_i64(rt, va_arg(*list, int));
    default: {
        Own inner = build_tuple(rt, format, list);
        (*format)++;
        return inner;
    }
    }
}

Own tuple_build(Runtime *rt, const char *format, ...) {
    va_list list;
    va_start(list, format);
    Own result = build_tuple(rt, &format, &list);
    va_end(list);
    return result;
}

int ssize_argument(Runtime *rt, Obj *value, int64_t *out) {
    Own index = number_index(rt, value);
    int result = index ? int_as_ssize(rt, borrow(index), out) : -1;
    xrelease(rt, index);
    return result;
}

int type_check_args(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs, size_t min, size_t max) {
    TypeObj *base = type_described(type);
    const char *name = type_short_name(base);
    if ((type == base || type->slots.tp_init == base->slots.tp_init) && args_no_keywords(rt, name, kwargs) < 0) return -1;
    return args_check_positional(rt, name, (size_t)TUPLE_SIZE(args), min, max);
}

int search_bound(Runtime *rt, Obj *value, intptr_t size, int64_t *bound) {
    if (!number_has_index(value)) {
        return raise_format_int(rt, EXC(rt, TypeError), "slice indices must be integers or have an __index__ method");
    }
    if (number_as_ssize(rt, value, NULL, bound) < 0) return -1;
    if (*bound < 0) *bound += size;
    if (*bound < 0) *bound = 0;
    if (*bound > INTPTR_MAX) *bound = INTPTR_MAX;
    return 0;
}

int args_check_given(Runtime *rt, const char *who, size_t given, size_t min, size_t max) {
    if (given >= min && given <= max) return 0;
    size_t bound = given < min ? min : max;
    return raise_format_int(rt, EXC(rt, TypeError), "%s takes %s %zd argument%s (%zd given)", who,
                            min == max ? "exactly" : given < min ? "at least" : "at most", bound, bound == 1 ? "" : "s",
                            given);
}

int state_unpack(Runtime *rt, Obj *state, intptr_t min, intptr_t max, Obj **out) {
    if (!is_tuple(state)) return raise_format_int(rt, EXC(rt, TypeError), "state is not a tuple");
    intptr_t size = TUPLE_SIZE(state);
    if (args_check_given(rt, "function", (size_t)size, (size_t)min, (size_t)max) < 0) return -1;
    for (intptr_t i = 0; i < max; i++) out[i] = i < size ? TUPLE_ITEM(state, i) : NULL;
    return 0;
}
