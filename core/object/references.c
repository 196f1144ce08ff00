/* The references that tp_traverse leaves out because CPython's does: names and tables that cannot be part of a cycle. The
 * audit and the probe count them all the same. */
#include "heap/seam.h"
#include "object/dict_impl.h"
#include "object/local.h"
#include "object/type_internal.h"

static int visit_keys(DictKeys *keys, VisitFn visit, void *arg) {
    for (int32_t i = 0; i < keys->count; i++) VISIT(*entry_key(keys, i));
    return 0;
}

static int visit_type(TypeObj *type, VisitFn visit, void *arg) {
    VISIT(type->subclasses);
    VISIT(type->ht_name);
    VISIT(type->ht_qualname);
    VISIT(type->ht_slots);
    return type->cached_keys ? visit_keys(type->cached_keys, visit, arg) : 0;
}

static int visit_descriptor(DescriptorObj *descriptor, VisitFn visit, void *arg) {
    VISIT(descriptor->name);
    VISIT(descriptor->qualname);
    return 0;
}

/* Unicode tables: dict_traverse visits the values only. A split table's keys are its class's. */
static int visit_dict(DictObj *dict, VisitFn visit, void *arg) {
    if (!dict->keys || dict->values || dict->keys->kind != DICT_KEYS_UNICODE) return 0;
    return visit_keys(dict->keys, visit, arg);
}

static int visit_module(ModuleObj *module, VisitFn visit, void *arg) {
    VISIT(module->name);
    return 0;
}

int local_visit_hidden(Obj *self, VisitFn visit, void *arg) {
    VISIT(LOCAL(self)->key);
    VISIT(LOCAL(self)->callback);
    return 0;
}

int object_visit_hidden(Runtime *rt, Obj *self, VisitFn visit, void *arg) {
    TypeObj *type = self->type;
    if ((type->flags & TPF_MANAGED_DICT) && instance_shares_values(self)) VISIT(pre_head(self)->dict);
    if (type->spec && type->spec->hidden) return type->spec->hidden(self, visit, arg);
    if (type->flags & TPF_TYPE) return visit_type((TypeObj *)self, visit, arg);
    if (type->flags & TPF_DICT) return visit_dict(DICT(self), visit, arg);
    if (is_instance_of(self, T(rt, MODULE))) return visit_module((ModuleObj *)self, visit, arg);
    if (CLASS(rt, LOCAL) && is_instance_of(self, CLASS(rt, LOCAL))) return local_visit_hidden(self, visit, arg);
    if (type == T(rt, METHOD_DESCRIPTOR) || type == T(rt, CLASSMETHOD_DESCRIPTOR) ||
        type == T(rt, MEMBER_DESCRIPTOR) || type == T(rt, GETSET_DESCRIPTOR) || type == T(rt, WRAPPER_DESCRIPTOR)) {
        return visit_descriptor((DescriptorObj *)self, visit, arg);
    }
    return 0;
}
