/* _opcode: the table of instructions (compile/opcodes.def) and their stack effects, for the library modules opcode and dis. */
#include "compile/opcode.h"
#include "lib/lib.h"
#include "object/abstract.h"
#include "object/exception.h"
#include "object/fields.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str.h"

static Own opcode_instructions(Runtime *rt, HS_UNUSED Obj *self, HS_UNUSED Obj *const *args, HS_UNUSED size_t nargs,
                               HS_UNUSED Obj *kwnames) {
    Own list = list_new(rt, 0);
    for (int i = 0; list && i < 256; i++) {
        const OpcodeInfo *info = &opcode_info[i];
        if (!info->name || info->base != i) continue;
        Own row = tuple_build(rt, "iNii", i, str_intern_cstr(rt, info->name), (int)info->caches, (int)info->flags);
        if (!row || list_append_steal(rt, borrow(list), row) < 0) own_clear(rt, &list);
    }
    return list;
}

/* stack_effect(opcode, oparg=None, /, *, jump=None) */
static Own opcode_effect(Runtime *rt, HS_UNUSED Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    static const char *const names[] = { "", "", "jump", NULL };
    static const ArgSpec spec = { "stack_effect", names, 1, 2 };
    Obj *given[3];
    int64_t opcode, arg = 0;
    if (args_parse(rt, &spec, args, nargs, kwnames, given) < 0) return NULL;
    if (number_as_ssize(rt, given[0], EXC(rt, OverflowError), &opcode) < 0) return NULL;
    bool has_arg = given[1] && given[1] != rt->none;
    int jump = !given[2] || given[2] == rt->none ? -1 : given[2] == rt->true_ ? 1 : given[2] == rt->false_ ? 0 : 2;
    bool known = opcode >= 0 && opcode < 256 && opcode_info[opcode].name && opcode_info[opcode].base == opcode && opcode;
    if (known || opcode >= 90) {
        bool takes_arg = opcode >= 90; /* HAVE_ARGUMENT */
        if (takes_arg && !has_arg)
            return raise_format(rt, EXC(rt, ValueError), "stack_effect: opcode requires oparg but oparg was not specified");
        if (!takes_arg && has_arg)
            return raise_format(rt, EXC(rt, ValueError), "stack_effect: opcode does not permit oparg but oparg was specified");
        if (has_arg && number_as_ssize(rt, given[1], EXC(rt, OverflowError), &arg) < 0) return NULL;
    }
    if (jump == 2) return raise_format(rt, EXC(rt, ValueError), "stack_effect: jump must be False, True or None");
    if (!known) return raise_format(rt, EXC(rt, ValueError), "invalid opcode or oparg");
    return int_from_i64(rt, opcode_stack_effect((int)opcode, (int)arg, jump));
}

static const MethodDef functions[] = {
    { "instructions", opcode_instructions, METH_NOARGS, 0, 0,
      "instructions($module, /)\n--\n\n(number, name, units of cache, flags) of each instruction." },
    { "stack_effect", opcode_effect, METH_FASTCALL | METH_KEYWORDS, 0, -1,
      "stack_effect($module, opcode, oparg=None, /, *, jump=None)\n--\n\nCompute the stack effect of the opcode." },
    METHOD_END,
};

Own opcode_module_init(Runtime *rt) { return module_make(rt, "_opcode", functions, NULL, 0); }
