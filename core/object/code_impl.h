/* What code.c and code_lines.c share. */
#ifndef HS_OBJECT_CODE_IMPL_H
#define HS_OBJECT_CODE_IMPL_H

#include "object/function.h"

Own code_lnotab(Runtime *rt, CodeObj *code);     /* the table of Python 3.9 and older */
Own code_lines_iter(Runtime *rt, Obj *code);     /* co_lines() */
Own code_positions_iter(Runtime *rt, Obj *code); /* co_positions() */

#endif
