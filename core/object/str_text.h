/* A writer for formatting: text that consists of one str, written last, is that str itself (as
 * CPython's writer keeps a first str read-only and hands it back). */
#ifndef HS_OBJECT_STR_TEXT_H
#define HS_OBJECT_STR_TEXT_H

#include "object/str_impl.h"

typedef struct StrText {
    StrWriter w;
    Own only; /* the one str, or NULL */
} StrText;
void str_text_init(StrText *t, Runtime *rt);
int str_text_put(StrText *t, Obj *s, bool is_last);
Own str_text_finish(StrText *t);
void str_text_discard(StrText *t);

#endif
