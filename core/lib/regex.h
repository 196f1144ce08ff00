/* The machine of regular expressions as the objects of re use it: regexmodule.c. */
#ifndef HS_LIB_REGEX_H
#define HS_LIB_REGEX_H

#include "heap/runtime.h"

/* A choice to go back to, or a slot to put back. */
typedef struct Entry {
    enum { WAY, LESS, MORE, AGAIN, SLOT } kind;
    int32_t pc;         /* where to go on; SLOT: which */
    intptr_t at, limit; /* LESS and MORE: the place to go on from, and the last one; SLOT: its value */
} Entry;

typedef struct Machine {
    Runtime *rt;
    const int32_t *code;
    const void *text;
    int kind; /* bytes a character */
    intptr_t end, unwanted; /* a match must not end there; -1: anywhere */
    bool whole; /* it must reach the end */
    intptr_t *slots;
    Entry *stack;
    size_t used, room;
    intptr_t first_slots[32]; /* enough for most */
    Entry first_stack[64];
} Machine;

enum { LAST = 0, FOUND_NOTHING = -1, FAILED = -2 };

/* A program with a text: a str or bytes. -1 = MemoryError raised. */
int regex_begin(Machine *m, Runtime *rt, Obj *program, Obj *text);
void regex_end(Machine *m);
/* The start of the first match that starts from `at` to `last`, its end in *stop; FOUND_NOTHING; FAILED: no memory, nothing raised. */
intptr_t regex_find(Machine *m, intptr_t at, intptr_t last, intptr_t *stop);
/* Groups with that of the whole match. */
HS_INLINE intptr_t regex_groups(const Machine *m) { return m->code[1]; }
Own regex_program(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames);

#endif
