/* _thread._local as the audit and the probe see it; what it does is in lib/threadlocal.c. */
#ifndef HS_OBJECT_LOCAL_H
#define HS_OBJECT_LOCAL_H

#include "heap/runtime.h"

typedef struct LocalObj { /* virtual 64 */
    Obj base;
    Own key, args, kwargs;
    Obj *weaklist;
    Own dummies, callback;
} LocalObj;
#define LOCAL(o) ((LocalObj *)(o))
int local_visit_hidden(Obj *self, VisitFn visit, void *arg);

#endif
