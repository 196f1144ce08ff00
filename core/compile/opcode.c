/* The table of opcodes and the stack effects that depend on an argument (CPython 3.11 Python/compile.c, stack_effect). */
#include "compile/opcode.h"

const OpcodeInfo opcode_info[256] = {
#define HS_OP(name, number, caches, effect, flags, sentence) [number] = { #name, caches, effect, flags, number },
#include "compile/opcodes.def"
#define HS_SPECIAL(name, number, base, sentence) [number] = { #name, 0, 0, OPF_ARG, OP_##base },
#include "compile/opcodes.def"
};

static int flag_count(int arg) { return (arg & 1) + (arg >> 1 & 1) + (arg >> 2 & 1) + (arg >> 3 & 1); }

int opcode_stack_effect(int opcode, int arg, int jump) {
    int effect = opcode_info[opcode].effect;
    if (effect != EFFECT_ARG) return effect;
    switch (opcode) {
    case OP_UNPACK_SEQUENCE: return arg - 1;
    case OP_UNPACK_EX: return (arg & 0xff) + (arg >> 8);
    case OP_FOR_ITER: return jump > 0 ? -1 : 1;
    case OP_SEND: return jump > 0 ? -1 : 0;
    case OP_BUILD_TUPLE:
    case OP_BUILD_LIST:
    case OP_BUILD_SET:
    case OP_BUILD_STRING: return 1 - arg;
    case OP_BUILD_MAP: return 1 - 2 * arg;
    case OP_BUILD_CONST_KEY_MAP:
    case OP_RAISE_VARARGS:
    case OP_PRECALL: return -arg;
    case OP_JUMP_IF_FALSE_OR_POP:
    case OP_JUMP_IF_TRUE_OR_POP: return jump ? 0 : -1;
    case OP_LOAD_GLOBAL: return 1 + (arg & 1);
    case OP_CALL_FUNCTION_EX: return -2 - (arg & 1);
    case OP_MAKE_FUNCTION: return -flag_count(arg);
    case OP_BUILD_SLICE: return arg == 3 ? -2 : -1;
    case OP_FORMAT_VALUE: return arg & 4 ? -1 : 0;
    default: return 0;
    }
}

int opcode_items_taken(int opcode, int arg) {
    int effect = opcode_stack_effect(opcode, arg, 0);
    switch (opcode) {
    case OP_PRECALL: return arg + 2;
    case OP_LOAD_METHOD:
    case OP_UNPACK_SEQUENCE:
    case OP_UNPACK_EX:
    case OP_FOR_ITER: return 1;
    case OP_BINARY_OP:
    case OP_COMPARE_OP:
    case OP_BINARY_SUBSCR:
    case OP_CONTAINS_OP:
    case OP_IS_OP:
    case OP_BUILD_TUPLE:
    case OP_BUILD_LIST:
    case OP_BUILD_SET:
    case OP_BUILD_MAP:
    case OP_BUILD_CONST_KEY_MAP:
    case OP_BUILD_STRING:
    case OP_BUILD_SLICE:
    case OP_LOAD_ATTR:
    case OP_GET_ITER:
    case OP_UNARY_NOT:
    case OP_UNARY_NEGATIVE:
    case OP_UNARY_INVERT:
    case OP_UNARY_POSITIVE:
    case OP_FORMAT_VALUE:
    case OP_BEFORE_WITH:
    case OP_CALL_FUNCTION_EX: return 1 - effect;
    default: return effect < 0 ? -effect : 0;
    }
}

bool opcode_goes_on(int opcode) {
    return opcode != OP_JUMP_FORWARD && opcode != OP_JUMP_BACKWARD && opcode != OP_JUMP_BACKWARD_NO_INTERRUPT && opcode != OP_RETURN_VALUE &&
           opcode != OP_RAISE_VARARGS && opcode != OP_RERAISE;
}
