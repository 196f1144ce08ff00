/* _abc: what abstract base classes need of the interpreter: which classes match sequence and mapping patterns. */
#include "lib/lib.h"
#include "object/abstract.h"
#include "object/exception.h"
#include "object/function.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str.h"
#include "object/type.h"

/* Sets the flag in a class and in its subclasses; classes of the interpreter stay as they are. */
static int mark(Runtime *rt, TypeObj *type, uint32_t flag) {
    if (!(type->flags & TPF_IMMUTABLE)) {
        type->flags = (type->flags & ~(uint32_t)(TPF_SEQUENCE | TPF_MAPPING)) | flag;
    }
    Own list = call_method_str(rt, (Obj *)type, "__subclasses__", 0);
    if (!list) return -1;
    int result = 0;
    for (intptr_t i = 0; result == 0 && i < LIST_SIZE(borrow(list)); i++) {
        result = mark(rt, (TypeObj *)LIST_ITEM(borrow(list), i), flag);
    }
    release(rt, list);
    return result;
}

static Own mark_pattern(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)self, (void)nargs, (void)kwnames;
    int64_t kind;
    if (!is_type(args[0])) return raise_format(rt, EXC(rt, TypeError), "a class is needed");
    if (number_as_ssize(rt, args[1], EXC(rt, OverflowError), &kind) < 0) return NULL;
    if (mark(rt, (TypeObj *)args[0], kind == 1 << 5 ? TPF_SEQUENCE : TPF_MAPPING) < 0) return NULL;
    return keep(rt->none);
}

static Own pattern_of(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)self, (void)nargs, (void)kwnames;
    if (!is_type(args[0])) return raise_format(rt, EXC(rt, TypeError), "a class is needed");
    uint32_t flags = ((TypeObj *)args[0])->flags;
    return int_from_i64(rt, flags & TPF_SEQUENCE ? 1 << 5 : flags & TPF_MAPPING ? 1 << 6 : 0);
}

static const MethodDef functions[] = {
    { "mark_pattern", mark_pattern, METH_FASTCALL, 2, 2,
      "mark_pattern($module, cls, kind, /)\n--\n\nInstances match sequence (32) or mapping (64) patterns." },
    { "pattern_of", pattern_of, METH_O, 1, 1, "pattern_of($module, cls, /)\n--\n\n32 sequence, 64 mapping, 0 neither." },
    METHOD_END,
};

Own abc_module_init(Runtime *rt) {
    Own name = str_intern_cstr(rt, "_abc");
    Own module = name ? module_new(rt, borrow(name)) : NULL;
    xrelease(rt, name);
    if (module && module_add_methods(rt, borrow(module), functions) < 0) own_clear(rt, &module);
    return module;
}
