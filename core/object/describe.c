/* What the heap audit must know about objects: one line for its report, and references that tp_traverse leaves out. No repr, no
 * allocation, nothing that could run Python code. */
#include "heap/seam.h"
#include "object/dict_impl.h"
#include "object/function.h"
#include "object/local.h"
#include "object/str.h"
#include "object/type.h"

#ifdef HS_DEBUG
#include <stdio.h>

static size_t put_text(Obj *text, char *out, size_t room) {
    size_t length = 0;
    if (!text || !is_str(text)) return 0;
    for (intptr_t i = 0; i < STR(text)->length && length + 1 < room && i < 60; i++) {
        uint32_t c = str_char(text, i);
        out[length++] = c >= ' ' && c < 127 ? (char)c : '?';
    }
    out[length] = 0;
    return length;
}

void audit_describe(Runtime *rt, Obj *object, char *out, size_t room) {
    size_t used = (size_t)snprintf(out, room, "'%s' object at %#llx ", object->type->name,
                                   (unsigned long long)object_id(rt, object));
    out += used;
    room -= used;
    if (is_str(object)) put_text(object, out, room);
    else if (is_function(rt, object)) put_text(borrow(FUNCTION(object)->qualname), out, room);
    else if (object->type == T(rt, CODE)) put_text(borrow(CODE(object)->qualname), out, room);
    else if (object->type->flags & TPF_TYPE) snprintf(out, room, "%s", ((TypeObj *)object)->name);
}

/* ---- references that tp_traverse leaves out ---- */

static bool is_descriptor(Runtime *rt, Obj *object) {
    return object->type == T(rt, METHOD_DESCRIPTOR) || object->type == T(rt, CLASSMETHOD_DESCRIPTOR) ||
           object->type == T(rt, MEMBER_DESCRIPTOR) || object->type == T(rt, GETSET_DESCRIPTOR) ||
           object->type == T(rt, WRAPPER_DESCRIPTOR);
}

static int visit_keys(DictKeys *keys, VisitFn visit, void *arg) {
    for (intptr_t i = 0; i < keys->count; i++) VISIT(*entry_key(keys, i));
    return 0;
}

static int visit_type(TypeObj *type, VisitFn visit, bool (*once)(const void *, void *), void *arg) {
    VISIT(type->subclasses);
    VISIT(type->ht_name);
    VISIT(type->ht_qualname);
    VISIT(type->ht_slots);
    if (type->cached_keys && once(type->cached_keys, arg)) return visit_keys(type->cached_keys, visit, arg);
    return 0;
}

int audit_visit_hidden(Runtime *rt, Obj *object, VisitFn visit, bool (*once)(const void *, void *), void *arg) {
    if ((object->type->flags & TPF_MANAGED_DICT) && instance_shares_values(object)) VISIT(pre_head(object)->dict);
    if (object->type->spec && object->type->spec->hidden) return object->type->spec->hidden(object, visit, arg);
    if (is_dict(object)) {
        DictKeys *keys = DICT(object)->keys;
        if (keys && keys_are_unicode(keys) && once(keys, arg)) return visit_keys(keys, visit, arg);
    } else if (object->type->flags & TPF_TYPE) {
        if (((TypeObj *)object)->flags & TPF_HEAP) return visit_type((TypeObj *)object, visit, once, arg);
    } else if (is_descriptor(rt, object)) {
        VISIT(((DescriptorObj *)object)->name);
        VISIT(((DescriptorObj *)object)->qualname);
    } else if (CLASS(rt, LOCAL) && is_instance_of(object, CLASS(rt, LOCAL))) {
        return local_visit_hidden(object, visit, arg);
    } else if (is_instance_of(object, T(rt, MODULE))) {
        VISIT(((ModuleObj *)object)->name);
    }
    return 0;
}

#else

int audit_visit_hidden(Runtime *rt, Obj *object, VisitFn visit, bool (*once)(const void *, void *), void *arg) {
    (void)rt, (void)object, (void)visit, (void)once, (void)arg;
    return 0;
}

void audit_describe(Runtime *rt, Obj *object, char *out, size_t room) {
    (void)rt, (void)object;
    if (room) out[0] = 0;
}

#endif
