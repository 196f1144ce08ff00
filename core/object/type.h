/* Classes: type objects, method resolution, attribute lookup, descriptors. */
#ifndef HS_OBJECT_TYPE_H
#define HS_OBJECT_TYPE_H

#include "heap/runtime.h"

HS_INLINE bool is_type(Obj *o) { return (o->type->flags & TPF_TYPE) != 0; }
int type_ready_static(Runtime *rt, TypeObj *type, const TypeSpec *spec); /* fills slots from base, makes dict, mro, descriptors */
bool type_is_subtype(TypeObj *a, TypeObj *b);
HS_INLINE bool is_instance_of(Obj *o, TypeObj *type) { return o->type == type || type_is_subtype(o->type, type); }
/* Attribute in the mro, borrowed, no descriptors called; NULL without exception. Cached by version tag. */
Obj *type_lookup(Runtime *rt, TypeObj *type, Obj *name);
/* Special method of an object's type: found and bound without __getattr__. NULL without exception = none. */
Own type_lookup_special(Runtime *rt, Obj *self, Obj *name);
/* As _PyObject_LookupSpecial without binding: *unbound true: call with self as first argument. */
Own type_lookup_method(Runtime *rt, Obj *self, Obj *name, bool *unbound);
void type_modified(Runtime *rt, TypeObj *type); /* version tags of it and its subclasses become invalid */
bool type_assign_version(Runtime *rt, TypeObj *type);
Own type_call(Runtime *rt, Obj *type, Obj *args, Obj *kwargs);
Own type_from_parts(Runtime *rt, Obj *metatype, Obj *name, Obj *bases, Obj *dict, Obj *kwargs); /* type(name, bases, dict) */
/* New heap type made by C code (namedtuple-like, exceptions of modules): name "mod.Name". */
Own type_new_simple(Runtime *rt, const char *name, Obj *bases, Obj *dict);
/* The same from a table, for a module in C: immutable only if the spec says so; ht_module is `module`. */
Own type_from_spec(Runtime *rt, const TypeSpec *spec, Obj *module);
/* Made at run time, but a static type in CPython: it stays for ever, instances to come do not count on it. -1 = raised. */
int type_make_twin(Runtime *rt, TypeObj *type);
Own type_name_str(Runtime *rt, TypeObj *type); /* __name__ */
const char *type_short_name(TypeObj *type);    /* after the last dot */
/* object's own slots, for types that use them by name */
Own object_generic_getattr(Runtime *rt, Obj *self, Obj *name);
Own object_generic_getattr_with(Runtime *rt, Obj *self, Obj *name, Obj *dict, bool suppress);
int object_generic_setattr(Runtime *rt, Obj *self, Obj *name, Obj *value);
int object_generic_setattr_with(Runtime *rt, Obj *self, Obj *name, Obj *value, Own *dict /* NULL: the object's own */);
int64_t object_generic_hash(Runtime *rt, Obj *self); /* by id: (address >> 4) rotated as CPython does */
Own object_generic_repr(Runtime *rt, Obj *self);
Own object_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs);
Own object_self_iter(Runtime *rt, Obj *self); /* tp_iter of iterators */
/* The __dict__ of an object if it has one: slot address or NULL (managed dict: use instance_dict). */
Own *object_dict_slot(Obj *self);
Own object_get_dict(Runtime *rt, Obj *self); /* __dict__ getter: materialises; AttributeError if none */
int object_set_dict(Runtime *rt, Obj *self, Obj *value);
/* Whether type's slot was inherited unchanged from the static type that defined it is not needed: slots of heap types are slot_* functions. */

/* ---- descriptors ---- */
typedef struct DescriptorObj { /* method, member, getset, wrapper descriptors */
    Obj base;
    Own owner, name, qualname;
    const void *def; /* MethodDef, MemberDef, GetSetDef or SlotDef */
    void *wrapped;   /* wrapper: the slot function; member and getset descriptors (virtual 48) end before it */
} DescriptorObj;
HS_INLINE TypeObj *descriptor_owner(DescriptorObj *descriptor) { return (TypeObj *)borrow(descriptor->owner); }
typedef struct PropertyObj { /* virtual 64 */
    Obj base;
    Own get, set, del, doc, name;
    bool doc_from_getter;
} PropertyObj;
/* What a method-wrapper is bound to if it is that of the method `name` of the class `owner`; NULL: another one. Borrowed. */
Obj *method_wrapper_self(Obj *wrapper, Obj *owner, Obj *name);
Own method_descriptor_new(Runtime *rt, TypeObj *owner, const MethodDef *def);
Own classmethod_descriptor_new(Runtime *rt, TypeObj *owner, const MethodDef *def);
Own member_descriptor_new(Runtime *rt, TypeObj *owner, const MemberDef *def);
Own getset_descriptor_new(Runtime *rt, TypeObj *owner, const GetSetDef *def);
Own mappingproxy_new(Runtime *rt, Obj *mapping);
HS_INLINE bool descriptor_is_data(Obj *d) { return d->type->slots.tp_descr_set != NULL; }

/* subtype_* : slots of heap types (type.c), named because the vm recognises them */
void subtype_dealloc(Runtime *rt, Obj *self);
Own slot_tp_call(Runtime *rt, Obj *self, Obj *args, Obj *kwargs);
int slot_tp_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs);
Own slot_tp_getattr_hook(Runtime *rt, Obj *self, Obj *name);
Own generic_alias_new(Runtime *rt, Obj *origin, Obj *args);     /* list[int] */
Own generic_class_getitem(Runtime *rt, Obj *cls, Obj *const *args, size_t nargs, Obj *kwnames); /* METH_O|METH_CLASS __class_getitem__ */
Own union_or(Runtime *rt, Obj *left, Obj *right);               /* int | str */

#endif
