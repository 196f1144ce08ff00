/* What the type*.c files share among themselves: the table of slots and special names, the steps of making
 * a type ready, the lists of subclasses. Nobody else includes this. */
#ifndef HS_OBJECT_TYPE_INTERNAL_H
#define HS_OBJECT_TYPE_INTERNAL_H

#include "object/abstract.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/function.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/weakref.h"

/* dict_offset of var-sized heap types: the dict pointer is the last 8 virtual bytes of the object. */
#define DICT_AT_END 0xFFFF

/* Type flag: instances show the memory of a block (bytes_impl.h). */
#define TPF_SHOWS_BLOCK (1u << 17)
/* Type flag: a custom mro() put classes in the mro that are not bases. Their changes do not reach this class, so its lookups
 * are not cached. */
#define TPF_UNCACHED (1u << 13)

/* Any slot function; slots are read and written through this type when they are handled as a table. */
typedef void (*AnyFn)(void);
typedef AnyFn __attribute__((may_alias)) SlotWord;

typedef Own (*WrapFn)(Runtime *rt, Obj *self, Obj *args, Obj *kwargs, AnyFn wrapped);

/* One special method name and the slot it fills. Several rows may share a slot (__lt__, __le__ ...; adjacent in the
 * table) or a name (__len__ fills mp_length and sq_length). */
typedef struct SlotDef {
    const char *name;
    int16_t string;  /* enum StringIndex of the name */
    uint16_t offset; /* in TypeSlots */
    AnyFn function;  /* the slot of a class that defines the method in Python */
    WrapFn wrapper;  /* method made from a C slot; NULL = none */
    bool keywords;
    const char *doc;
} SlotDef;
extern const SlotDef slot_defs[]; /* ends with name NULL */

HS_INLINE SlotWord *slot_word(TypeObj *type, size_t offset) {
    return (SlotWord *)(void *)((char *)&type->slots + offset);
}
HS_INLINE Obj *slot_name(Runtime *rt, const SlotDef *def) { return borrow(rt->strings[def->string]); }

/* type_wrap.c */
int type_add_operators(Runtime *rt, TypeObj *type);
void type_fixup_slots(Runtime *rt, TypeObj *type);        /* all slots from the names in the mro */
int type_update_slot(Runtime *rt, TypeObj *type, Obj *name); /* after `name` was set or deleted in the class */
void type_update_all_slots(Runtime *rt, TypeObj *type);
Own wrapper_descriptor_new(Runtime *rt, TypeObj *owner, const SlotDef *def, AnyFn wrapped);

/* type_slots.c */
Own iternext_not_implemented(Runtime *rt, Obj *self);

/* type_ready.c */
int type_ready(Runtime *rt, TypeObj *type);
void type_fill_static(Runtime *rt, TypeObj *type, const TypeSpec *spec);
Own tp_new_wrapper(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames);

/* type_mro.c */
int type_set_mro(Runtime *rt, TypeObj *type, Own *old_mro); /* 1 set, 0 a reentrant call did it, -1 raised */
TypeObj *type_best_base(Runtime *rt, Obj *bases);
TypeObj *type_solid_base(Runtime *rt, TypeObj *type);
TypeObj *type_calculate_metaclass(Runtime *rt, TypeObj *metatype, Obj *bases);
int type_add_subclass(Runtime *rt, TypeObj *base, TypeObj *type);
void type_remove_subclasses(Runtime *rt, TypeObj *type, Obj *bases);
Own type_default_mro(Runtime *rt, TypeObj *type);
Own type_get_bases(Runtime *rt, Obj *self, const void *closure);
int type_set_bases(Runtime *rt, Obj *self, Obj *value, const void *closure);
bool type_layouts_compatible(Runtime *rt, TypeObj *new_type, TypeObj *old_type, const char *attribute);
/* The next live subclass in type->subclasses, or NULL at the end; *pos starts at 0. */
TypeObj *type_next_subclass(TypeObj *type, intptr_t *pos);

/* type.c */
Obj *type_find_in_mro(Runtime *rt, TypeObj *type, Obj *name);
Own type_get_module(Runtime *rt, Obj *self, const void *closure);
Own type_get_qualname(Runtime *rt, Obj *self, const void *closure);
Own type_get_abstract_methods(Runtime *rt, TypeObj *type);
Own type_module_str(Runtime *rt, TypeObj *type); /* __module__ if it is a str, else NULL without exception */

/* type_instance.c: slots of instances of heap types */
int subtype_traverse(Obj *self, VisitFn visit, void *arg);
int subtype_clear(Runtime *rt, Obj *self);

/* type_new.c */
Own type_new(Runtime *rt, TypeObj *metatype, Obj *args, Obj *kwargs);

/* object_type.c */
int object_init_slot(Runtime *rt, Obj *self, Obj *args, Obj *kwargs);

/* call.c */
/* callable(self, *args, **kwargs) */
Own call_prepend(Runtime *rt, Obj *callable, Obj *self, Obj *args, Obj *kwargs);
Own call_check_result(Runtime *rt, Obj *callable, Own result);
/* Values of `kwargs` behind the positionals, and the tuple of their names. `small` has room for `small_size`; larger
 * arrays come from mem_alloc. Free with call_stack_free. Values are kept while the stack lives. */
typedef struct CallStack {
    Obj **items;
    Own kwnames; /* or NULL */
    size_t nargs, total;
    Obj *small[10];
} CallStack;
int call_stack_fill(Runtime *rt, CallStack *stack, Obj *self, Obj *const *args, size_t nargs, Obj *kwargs);
void call_stack_free(Runtime *rt, CallStack *stack);
Own call_kwargs_dict(Runtime *rt, Obj *const *values, Obj *kwnames); /* dict of keyword arguments */

HS_INLINE int enter_call(Runtime *rt) {
    rt->stack_used += HS_STACK_OF_CALL;
    if (HS_LIKELY(rt->stack_used <= rt->stack_budget) && HS_LIKELY(rt->ts.recursion_left-- > 0)) return 0;
    if (rt->stack_used <= rt->stack_budget) rt->ts.recursion_left++;
    rt->stack_used -= HS_STACK_OF_CALL;
    return enter_recursive_call(rt, " while calling a Python object");
}
HS_INLINE void leave_call(Runtime *rt) {
    rt->stack_used -= HS_STACK_OF_CALL;
    rt->ts.recursion_left++;
}

/* builtin.c */
/* builtin_call_def that names `callable` in complaints ("list.append() takes ..."). */
Own builtin_call_checked(Runtime *rt, const MethodDef *def, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames,
                         Obj *callable);
/* Same from a tuple and dict: METH_VARARGS functions see this very tuple. */
Own builtin_call_tuple(Runtime *rt, const MethodDef *def, Obj *self, Obj *args, Obj *kwargs, Obj *callable);
Own callable_text(Runtime *rt, Obj *callable); /* "list.append()" */

/* descriptor.c: parts of "name(sig)\n--\n\ntext" docs */
Own doc_get_text(Runtime *rt, const char *name, const char *doc);      /* str or None */
Own doc_get_signature(Runtime *rt, const char *name, const char *doc); /* str or None */
Own method_doc(Runtime *rt, const MethodDef *def);       /* __doc__ */
Own method_signature(Runtime *rt, const MethodDef *def); /* __text_signature__ */

/* "0x7f3a..." of an object's id, for reprs. */
typedef struct AddressText {
    char text[24];
} AddressText;
AddressText address_text(Runtime *rt, Obj *object);

/* mangle.c in type_new.c: _Class__name */
Own name_mangle(Runtime *rt, Obj *class_name, Obj *name);

#endif
