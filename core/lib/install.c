/* Functions in C for modules and classes of the library that are written in Python. */
#include "lib/install.h"

#include "object/abstract.h"
#include "object/function.h"
#include "object/str.h"
#include "object/type.h"

int install_functions(Runtime *rt, Obj *holder, const MethodDef *functions, const char *module) {
    Own from = str_from_cstr(rt, module);
    int failed = from ? 0 : -1;
    for (const MethodDef *def = functions; def->name && !failed; def++) {
        Own name = str_intern_cstr(rt, def->name);
        Own made = is_type(holder) ? method_descriptor_new(rt, (TypeObj *)holder, def) : builtin_new(rt, def, holder, borrow(from));
        failed = name && made ? object_setattr(rt, holder, borrow(name), borrow(made)) : -1;
        xrelease(rt, made);
        xrelease(rt, name);
    }
    xrelease(rt, from);
    return failed;
}
