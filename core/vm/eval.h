/* The interpreter as the layers above see it: start a program, run it in slices, hooks that they
 * define. */
#ifndef HS_VM_EVAL_H
#define HS_VM_EVAL_H

#include "heap/seam.h"
#include "object/frame.h"

/* The vm's state of a new runtime; -1 = no memory. vm_free before the runtime's memory is given
 * back. */
int vm_init(Runtime *rt);
void vm_free(Runtime *rt);

/* Make the frame of a module code object the bottom frame; nothing runs yet. -1 raised. */
int vm_start(Runtime *rt, Obj *code, Obj *globals, Obj *locals);
/* Make a call of a Python function without arguments the bottom frame. -1 raised. */
int vm_start_function(Runtime *rt, Obj *function);
/* Run the bottom frame for up to `fuel` units (calls and back jumps), continuing where the last
 * slice ended. STATUS_FINISHED: vm_take_result; STATUS_RAISED: the exception is raised in rt; else
 * call again after doing what the status asks. */
enum Status vm_run(Runtime *rt, int32_t fuel);
/* A new slice: `fuel` units until the next look at the host. */
void vm_begin_slice(Runtime *rt, int32_t fuel);
Own vm_take_result(Runtime *rt);
/* Stepping by instruction: from now on each runs alone, as dis shows it, and the run stops before number `stop` of the line in which it is
 * to stop (0: before the line). What the line before ran is counted, too. */
void vm_step_instructions(Runtime *rt, bool on, uint32_t stop);
/* A step that is no line: the program's code is over. True: stop there. */
bool vm_end_step(Runtime *rt);
bool vm_steps_instructions(Runtime *rt, uint32_t *instruction, uint32_t *line_instructions);
/* The instruction that the running frame is about to run, or runs while C code is below it. */
CodeUnit *vm_next_unit(Runtime *rt);
/* Memory outside of the program's for the line tables of code objects: it stays as it is when an earlier state is brought back, which
 * vm_restored must be told. */
enum { LINE_ROOM = 1 << 15 }; /* words */
void vm_line_room(Runtime *rt, int32_t memory[LINE_ROOM]);
void vm_restored(Runtime *rt);
/* Calls of Python code by C code: words, of which vm_await was told, how many there were so far, the number of the last that goes on and the line
 * events before it, how many go on. *size 0: a state of now cannot be put in again. */
const uint32_t *vm_below(Runtime *rt, size_t *size);
/* host_entered is called where the call with this number begins; 0 = nowhere. */
void vm_await(Runtime *rt, uint32_t call);
/* Drop the frames of a program that will not be continued (their variables die as if an exception
 * left them). */
void vm_abandon(Runtime *rt);

/* Run a function without arguments whose body uses `locals` as its namespace (class bodies). */
Own eval_function_body(Runtime *rt, Obj *function, Obj *locals);
/* The frame whose Python code is running, incomplete ones left out; NULL = none. */
Frame *vm_current_frame(Runtime *rt);
/* How many of the references to `o` the lens's Python does not count. */
int borrowed_references(Runtime *rt, Obj *o);
/* locals() / globals() of the running frame: new reference / borrowed. */
Own vm_locals(Runtime *rt);
Obj *vm_globals(Runtime *rt);
Obj *vm_builtins(Runtime *rt);

/* The exception being handled (sys.exc_info()[1]): borrowed instance or NULL. */
Obj *vm_handled_exception(Runtime *rt);

/* The main thread ended while it ran above C frames of another one: program_next was called there. */
bool vm_main_is_over(Runtime *rt);

/* ---- hooks defined above ---- */
/* lib: the main thread's bottom frame has ended (status: how); starts what comes next. false: nothing does. */
bool program_next(Runtime *rt, enum Status status);
/* api: a slice is used up while C code is between Python frames; the host may look at its clock. */
void host_pulse(Runtime *rt);
/* api: the call by C code that was waited for (vm_await) begins: the host may put in a state that was kept in it. */
void host_entered(Runtime *rt);
/* api: the step to stop at is reached below C frames: the host takes what it wants to show and may
 * leave by throwing. */
void host_step_stop(Runtime *rt);
/* api: calls vm_run_deeper on a new stack. false: there is none. */
bool host_deeper(Runtime *rt);
void vm_run_deeper(Runtime *rt);
/* probe: a line of the program is about to run; only called when rt->recording. */
void tracer_line(Runtime *rt);
/* probe: a line is about to run, while rt->watching; entry: the first line of a call. True: stop before it. */
bool probe_watch(Runtime *rt, Frame *frame, int line, bool entry);
bool probe_watch_end(Runtime *rt); /* compares once more, as at a line event: when there are no more lines. True: something changed */

#endif
