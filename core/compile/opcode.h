/* Opcode numbers and facts about them, read from opcodes.def. Header only, so that lower layers may read code units too. */
#ifndef HS_COMPILE_OPCODE_H
#define HS_COMPILE_OPCODE_H

#include "base/base.h"

enum { /* flags of HS_OP */
    OPF_ARG = 1,
    OPF_CONST = 2,
    OPF_NAME = 4,
    OPF_LOCAL = 8,
    OPF_FREE = 16,
    OPF_COMPARE = 32,
    OPF_JUMP = 64,
    OPF_JUMP_BACK = 128,
};
enum { EFFECT_ARG = 127 };

enum Opcode {
#define HS_OP(name, number, caches, effect, flags, sentence) OP_##name = number,
#define HS_SPECIAL(name, number, base, sentence) OP_##name = number,
#include "compile/opcodes.def"
};

typedef struct OpcodeInfo {
    const char *name; /* NULL: number not in use */
    uint8_t caches;
    int8_t effect;
    uint8_t flags;
    uint8_t base; /* the instruction that dis shows: the number itself unless specialised */
} OpcodeInfo;
extern const OpcodeInfo opcode_info[256];

/* Change of stack depth; jump: 1 taken, 0 not taken, -1 the larger. */
int opcode_stack_effect(int opcode, int arg, int jump);
/* How many of the topmost stack items an instruction takes (PRECALL: what its CALL will). */
int opcode_items_taken(int opcode, int arg);
/* Whether the instruction behind it can be the next one. */
bool opcode_goes_on(int opcode);

#endif
