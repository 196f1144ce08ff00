/* What generators, coroutines and asynchronous generators share, and how the interpreter resumes
 * one inline. */
#ifndef HS_OBJECT_GENERATOR_IMPL_H
#define HS_OBJECT_GENERATOR_IMPL_H

#include "object/frame.h"

#define GENERATOR_FIXED 152 /* virtual size without locals and stack */

/* Before the frame runs: push arg on its stack, link frame and exception state behind the running
 * ones. State must be created or suspended. */
HS_INLINE void generator_enter(Runtime *rt, Obj *self, Obj *arg) {
    GeneratorObj *gen = GENERATOR(self);
    Frame *frame = gen->frame;
    frame->localsplus[frame->stack_top++] = keep(arg);
    frame->previous = rt->ts.frame;
    gen->exc_state.previous = rt->ts.exc_top;
    rt->ts.exc_top = &gen->exc_state;
    gen->state = GEN_EXECUTING;
}
/* After it stopped, however: unlink both. */
HS_INLINE void generator_leave(Runtime *rt, Obj *self) {
    GeneratorObj *gen = GENERATOR(self);
    rt->ts.exc_top = gen->exc_state.previous;
    gen->exc_state.previous = NULL;
    gen->frame->previous = NULL;
}
/* After it returned or raised (not yielded), once left: a raised StopIteration becomes
 * RuntimeError; its frame is cleared. */
void generator_finish(Runtime *rt, Obj *self);
/* Raise StopIteration with a value, as a generator's return does. */
int generator_set_stop_value(Runtime *rt, Obj *value);

void generator_dealloc(Runtime *rt, Obj *self);
int generator_traverse(Obj *self, VisitFn visit, void *arg);
int generator_am_send(Runtime *rt, Obj *self, Obj *arg, Own *result);
Own generator_iternext(Runtime *rt, Obj *self);
Own generator_close(Runtime *rt, Obj *self);
Own generator_repr(Runtime *rt, Obj *self);
Own generator_send_method(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames);
Own generator_throw_method(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames);
uint64_t generator_sizeof(Runtime *rt, Obj *self);
Own generator_get_name(Runtime *rt, Obj *self, const void *closure);
Own generator_get_qualname(Runtime *rt, Obj *self, const void *closure);
int generator_set_name(Runtime *rt, Obj *self, Obj *value, const void *closure);
int generator_set_qualname(Runtime *rt, Obj *self, Obj *value, const void *closure);
Own generator_get_delegate(Runtime *rt, Obj *self, const void *closure);
Own generator_get_running(Runtime *rt, Obj *self, const void *closure);
Own generator_get_suspended(Runtime *rt, Obj *self, const void *closure);
Own generator_get_frame(Runtime *rt, Obj *self, const void *closure);

#endif
