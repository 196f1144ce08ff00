/* Green threads (D7): one runs at a time, the others wait in their records with frames of their own.
 *
 * Time is counted in ticks: the calls, returns into loops and back jumps at which CPython's eval breaker could let another
 * thread run. rt->fuel is what may run before something is due: the end of the host's slice, or of the thread's turn when
 * there are several. So threads cost nothing while there is one, and turns do not depend on the slices: the same program,
 * seed and interval give the same run.
 *
 * A thread that waits in a call made by its own code is set aside and its instruction begins anew later. One that waits
 * below C frames (a sort key, __del__) stays on the host's stack: the others run above it, in a loop of their own, as long
 * as they do not need what lies below. When nothing can go on, the program is ended with a report of who waits for whom. */
#include "vm/threads.h"

#include "object/abstract.h"
#include "object/dict.h"
#include "object/function.h"
#include "object/list.h"
#include "object/weakref.h"
#include "vm/eval_impl.h"
#include "vm/native.h"

enum { KILLED_PROGRAM = 1, KILLED_THREAD }; /* VmState.killed */

enum { SIGNAL_TICKS = 2000 }; /* while a timer runs, until it is looked at again */

/* ---- the clock ---- */

uint64_t vm_now(Runtime *rt) {
    return rt->clock_ns + (rt->vm->ticks + (uint64_t)(rt->vm->granted - rt->fuel)) * HS_TICK_NS;
}

/* Count what was executed since the last grant. */
static void charge(Runtime *rt) {
    VmState *vm = rt->vm;
    int32_t used = vm->granted - rt->fuel;
    vm->ticks += (uint64_t)used;
    vm->slice_left -= used;
    vm->turn_left -= used;
    vm->granted = rt->fuel;
}

/* Let the loop run until something is due. */
static void grant(Runtime *rt) {
    VmState *vm = rt->vm;
    int32_t fuel = vm->slice_left;
    if (vm->threads->next && vm->turn_left < fuel) fuel = vm->turn_left;
    if (HS_UNLIKELY(vm->signals_due) && fuel > SIGNAL_TICKS) fuel = SIGNAL_TICKS;
    rt->fuel = vm->granted = vm->killed || vm->interrupted || (vm->thread && vm->thread->asked) ? 1 : fuel > 0 ? fuel : 1;
}

static uint64_t draw(VmState *vm) {
    uint64_t z = vm->scheduler_state += 0x9e3779b97f4a7c15ULL;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ z >> 27) * 0x94d049bb133111ebULL;
    return z ^ z >> 31;
}

static void begin_turn(Runtime *rt) {
    VmState *vm = rt->vm;
    vm->turn_left = vm->switch_ticks;
    if (vm->scheduler_seed) vm->turn_left = 1 + (int32_t)(draw(vm) % (2 * (uint64_t)vm->switch_ticks));
}

bool vm_interrupt(Runtime *rt) {
    if (!rt->vm || !rt->ts.frame) return false;
    if (rt->fuel > 1) {
        charge(rt);
        rt->fuel = rt->vm->granted = 1;
    }
    return true;
}

void vm_begin_slice(Runtime *rt, int32_t fuel) {
    charge(rt);
    rt->vm->slice = rt->vm->slice_left = fuel;
    grant(rt);
}

void vm_set_switch_interval(Runtime *rt, double seconds) {
    double ticks = seconds * 1e9 / HS_TICK_NS;
    rt->vm->switch_ticks = ticks < 1 ? 1 : ticks > 1e9 ? 1000000000 : (int32_t)ticks;
    charge(rt);
    begin_turn(rt);
    grant(rt);
}

void vm_set_scheduler(Runtime *rt, uint64_t seed, int32_t interval) {
    rt->vm->scheduler_seed = rt->vm->scheduler_state = seed;
    if (interval > 0) rt->vm->switch_ticks = interval < 1000000000 ? interval : 1000000000;
}

void vm_interrupt_main(Runtime *rt) {
    charge(rt);
    rt->vm->interrupted = true;
    grant(rt);
}

void vm_signals_changed(Runtime *rt) {
    charge(rt);
    rt->vm->signals_due = true;
    grant(rt);
}

/* Handlers of signals, where the main thread may run them. -1 = raised. */
static int handle_signals(Runtime *rt) {
    if (HS_LIKELY(!rt->vm->signals_due) || rt->vm->thread != rt->vm->threads || rt->vm->killed || rt->finalizing) return 0;
    grant(rt);
    int result = timers_run(rt);
    charge(rt);
    return result;
}

/* ---- threads ---- */

Thread *thread_current(Runtime *rt) { return rt->vm->thread; }
Obj *thread_dict(Runtime *rt) {
    Thread *thread = thread_current(rt);
    if (!thread->dict) thread->dict = dict_new(rt);
    return borrow(thread->dict);
}

Thread *thread_main(Runtime *rt) { return rt->vm ? rt->vm->threads : NULL; }
bool vm_killed(Runtime *rt) { return !rt->vm || rt->vm->killed; }

int thread_count(Runtime *rt) {
    int count = 0;
    for (Thread *thread = rt->vm->threads->next; thread; thread = thread->next) count += !thread->gone;
    return count;
}

ThreadState *thread_state(Runtime *rt, Thread *thread) { return thread == rt->vm->thread ? &rt->ts : &thread->state; }

/* The base of a thread's exception stack is where the running thread's lies, also while it does not run. */
Obj *thread_handled_exception(Runtime *rt, Thread *thread) {
    ThreadState *ts = thread_state(rt, thread);
    for (ExcItem *item = ts->exc_top; item; item = item->previous) {
        Obj *value = borrow((item == &rt->ts.exc_base ? &ts->exc_base : item)->value);
        if (value && value != rt->none) return value;
    }
    return NULL;
}

/* Attribute of the threading.Thread whose method a thread runs, read without running code. */
static Obj *thread_attribute(Runtime *rt, Thread *thread, Obj *name) {
    Obj *function = borrow(thread->function);
    if (!function || !is_method(rt, function)) return NULL;
    Obj *self = borrow(((MethodObj *)function)->self);
    if (!(self->type->flags & TPF_MANAGED_DICT)) return NULL;
    if (!instance_has_values(self)) {
        Obj *dict = borrow(pre_head(self)->dict);
        return dict ? dict_get(rt, dict, name) : NULL;
    }
    intptr_t index = dict_keys_index(self->type->cached_keys, name);
    return index < 0 ? NULL : borrow(*instance_value_slot(self, index));
}

Obj *thread_name(Runtime *rt, Thread *thread) {
    Obj *name = thread_attribute(rt, thread, ID(rt, _name));
    return name && is_str(name) ? name : NULL;
}

uint32_t vm_new_number(Runtime *rt) { return HS_PROCESS_ID + rt->vm->threads_made++; }

static void set_has_threads(Runtime *rt, bool has) {
    rt->has_threads = has;
    runtime_place_natives(rt);
}

static Thread *thread_new(Runtime *rt) {
    VmState *vm = rt->vm;
    Thread *thread = raw_alloc(rt, sizeof *thread), **end = &vm->threads;
    if (!thread) return NULL;
    memset(thread, 0, sizeof *thread);
    thread->ident = HS_MAIN_THREAD;
    if (vm->threads) thread->ident -= HS_THREAD_STACK;
    for (; *end; end = &(*end)->next) { /* the lowest ident that is free: stacks are used again */
        for (Thread *other = vm->threads->next; other; other = other->next) {
            if (other->ident == thread->ident) thread->ident -= HS_THREAD_STACK;
        }
    }
    thread->native_id = vm_new_number(rt);
    thread->state.recursion_left = rt->recursion_limit;
    thread->state.exc_top = &rt->ts.exc_base;
    *end = thread;
    set_has_threads(rt, thread != vm->threads);
    return thread;
}

int threads_init(Runtime *rt) {
    VmState *vm = rt->vm;
    vm->switch_ticks = HS_SWITCH_TICKS;
    vm->slice = vm->slice_left = vm->granted = rt->fuel = INT32_MAX;
    vm->thread = thread_new(rt);
    return vm->thread ? 0 : -1;
}

static void stamp(Runtime *rt, Thread *thread) {
    thread->since = vm_now(rt);
    thread->turn = rt->vm->turns++;
}

uint64_t thread_start(Runtime *rt, Obj *function, Obj *args, Obj *kwargs) {
    charge(rt);
    Thread *thread = thread_new(rt);
    if (!thread) {
        raise_memory_error(rt);
        return 0;
    }
    thread->function = keep(function);
    thread->args = keep(args);
    thread->kwargs = xkeep(kwargs);
    stamp(rt, thread);
    if (rt->vm->threads->next == thread) begin_turn(rt); /* the first besides the main thread */
    grant(rt);
    return thread->ident;
}

static void switch_to(Runtime *rt, Thread *next) {
    VmState *vm = rt->vm;
    Thread *current = vm->thread;
    if (next == current) return;
    if (current) {
        current->state = rt->ts;
        current->importing = vm->importing;
        current->kwnames = vm->kwnames;
        current->line_prev = vm->line_prev;
        current->traced_call = vm->traced_call;
        current->suspended = vm->suspended;
        current->line_done = vm->line_done;
    }
    rt->ts = next->state;
    vm->importing = next->importing;
    vm->kwnames = next->kwnames;
    vm->line_prev = next->line_prev;
    vm->traced_call = next->traced_call;
    vm->suspended = next->suspended;
    vm->line_done = next->line_done;
    vm->thread = next;
    what_if_switched(rt, next);
}

/* ---- who is next ---- */

static bool is_free(Obj *lock) { return ((LockObj *)lock)->count == 0; }

/* Whether a thread could go on, and since when. */
static bool is_ready(Runtime *rt, Thread *thread, uint64_t *since) {
    *since = thread->since;
    if (thread->wait == WAIT_NONE || (thread->wait == WAIT_LOCK && is_free(thread->lock))) return true;
    if (thread->wait == WAIT_OBJECT) return what_if_may_go(rt, thread);
    if (thread->wait == WAIT_EVENT && thread->seen != rt->vm->events) return true;
    if (HS_UNLIKELY(rt->vm->signals_due) && thread == rt->vm->threads && timers_next(rt) <= vm_now(rt)) return true;
    *since = thread->deadline;
    return thread->deadline <= vm_now(rt);
}

/* Whether a thread may run in this loop: not below C frames of others, except the one that lends its place. */
static bool is_candidate(Runtime *rt, Thread *thread, Thread *lender) {
    if (thread == lender) return true;
    return !thread->below && !thread->finished && !thread->gone && !rt->finalizing;
}

static Thread *pick(Runtime *rt, Thread *lender) {
    VmState *vm = rt->vm;
    Thread *best = NULL, *wanted = what_if_wanted(rt);
    if (wanted && is_candidate(rt, wanted, lender)) return wanted;
    uint64_t since, best_since = 0, count = 0;
    for (Thread *thread = vm->threads; thread; thread = thread->next) {
        if (!is_candidate(rt, thread, lender) || !is_ready(rt, thread, &since)) continue;
        bool first = !best || since < best_since || (since == best_since && thread->turn < best->turn);
        count++;
        if (vm->scheduler_seed ? draw(vm) % count == 0 : first) best = thread, best_since = since;
    }
    return best;
}

static uint64_t first_deadline(Runtime *rt, Thread *lender) {
    uint64_t earliest = UINT64_MAX;
    for (Thread *thread = rt->vm->threads; thread; thread = thread->next) {
        if (is_candidate(rt, thread, lender) && thread->deadline < earliest) earliest = thread->deadline;
    }
    uint64_t signal = rt->vm->signals_due && is_candidate(rt, rt->vm->threads, lender) ? timers_next(rt) : UINT64_MAX;
    if (signal < earliest) earliest = signal;
    return earliest;
}

/* The next thread to run; the clock goes on to the first who wakes when all sleep. NULL: nobody ever will. */
static Thread *choose(Runtime *rt, Thread *lender) {
    Thread *next = pick(rt, lender);
    if (next) return next;
    uint64_t earliest = first_deadline(rt, lender);
    if (earliest == UINT64_MAX) return NULL;
    rt->clock_ns += earliest - vm_now(rt);
    return pick(rt, lender);
}

bool thread_is_ready(Runtime *rt, Thread *thread) {
    uint64_t since;
    return thread != rt->vm->thread && is_candidate(rt, thread, NULL) && is_ready(rt, thread, &since);
}

static bool others_ready(Runtime *rt) {
    for (Thread *thread = rt->vm->threads; thread; thread = thread->next) {
        if (thread_is_ready(rt, thread)) return true;
    }
    return false;
}

/* ---- nobody can go on ---- */

static Thread *thread_of(Runtime *rt, uint64_t ident) {
    Thread *thread = rt->vm->threads;
    while (thread && thread->ident != ident) thread = thread->next;
    return thread;
}

bool thread_ask(Runtime *rt, uint64_t ident, Obj *exception) {
    Thread *thread = thread_of(rt, ident);
    if (!thread) return false;
    Own before = thread->asked;
    thread->asked = xkeep(exception);
    xrelease(rt, before);
    charge(rt);
    grant(rt);
    return true;
}

static Own name_text(Runtime *rt, Thread *thread) {
    Obj *name = thread ? thread_name(rt, thread) : NULL;
    if (name) return keep(name);
    if (thread == rt->vm->threads) return str_from_cstr(rt, "MainThread");
    return thread ? str_format(rt, "thread %i", (int)thread->native_id) : str_from_cstr(rt, "a thread that ended");
}

static Own waiting_text(Runtime *rt, Thread *thread) {
    uint64_t since;
    if (is_ready(rt, thread, &since)) return str_from_cstr(rt, "could go on, but lies below C code that waits");
    if (thread->wait == WAIT_TIME) return str_from_cstr(rt, "sleeps below C code that waits");
    if (thread->wait == WAIT_EVENT) return str_from_cstr(rt, "waits for a pipe or another process");
    Thread *owner = NULL;
    Own lock_text, held, text = (Own)0;
    if (thread->wait == WAIT_OBJECT) {
        Obj *object;
        uint32_t native_id;
        if (!what_if_lock(rt, thread, &object, &native_id)) return str_from_cstr(rt, "waits for the lock of an object");
        for (owner = rt->vm->threads; owner && owner->native_id != native_id;) owner = owner->next;
        lock_text = str_format(rt, "the lock of <%s object at %p>", type_short_name(object->type), (void *)object);
    } else {
        owner = thread_of(rt, ((LockObj *)thread->lock)->owner);
        lock_text = object_repr(rt, thread->lock);
    }
    held = owner == thread ? str_from_cstr(rt, "itself") : name_text(rt, owner);
    if (lock_text && held)
        text = str_format(rt, "waits for %U acquired by %U", borrow(lock_text), borrow(held));
    xrelease(rt, lock_text), xrelease(rt, held);
    return text;
}

bool is_program_frame(Frame *frame) {
    static const char frozen[] = "<frozen ";
    Obj *filename = borrow(frame_code(frame)->filename);
    intptr_t i = 0;
    while (frozen[i] && is_str(filename) && i < STR(filename)->length && str_char(filename, i) == (uint8_t)frozen[i]) i++;
    return frozen[i];
}

static void write_and_release(Runtime *rt, Own text) {
    size_t size;
    const char *utf8 = text ? str_utf8(rt, borrow(text), &size) : NULL;
    if (utf8) host_write(rt, 2, utf8, size);
    raised_clear(rt);
    xrelease(rt, text);
}

static void report_frame(Runtime *rt, const char *how, Frame *frame) {
    write_and_release(rt, str_format(rt, "    %s %U, %U:%i\n", how, borrow(frame_code(frame)->qualname),
                                     borrow(frame_code(frame)->filename), frame_line(frame)));
}

/* What a thread waits for, where, and the line of the program that led there. */
static void report_thread(Runtime *rt, Thread *thread) {
    Frame *frame = thread_state(rt, thread)->frame;
    while (frame && frame_is_incomplete(frame)) frame = frame->previous;
    Own name = name_text(rt, thread), waiting = waiting_text(rt, thread);
    if (name && waiting) write_and_release(rt, str_format(rt, "  %U %U\n", borrow(name), borrow(waiting)));
    xrelease(rt, name), xrelease(rt, waiting);
    if (!frame) return;
    report_frame(rt, "in", frame);
    if (is_program_frame(frame)) return;
    while (frame && (frame_is_incomplete(frame) || !is_program_frame(frame))) frame = frame->previous;
    if (frame) report_frame(rt, "called in", frame);
}

/* End the program: from here on no Python code runs, C frames are left by an exception that nothing catches. */
static void kill_program(Runtime *rt) {
    static const char head[] = "heapscope: deadlock: every thread waits, none can go on\n", type[] = "Deadlock",
                      message[] = "every thread waits, none can go on";
    rt->vm->killed = KILLED_PROGRAM;
    host_write(rt, 2, head, sizeof head - 1);
    for (Thread *thread = rt->vm->threads; thread; thread = thread->next) {
        if (!thread->finished && !thread->gone) report_thread(rt, thread);
    }
    memset(&rt->error, 0, sizeof rt->error);
    memcpy(rt->error.type, type, sizeof type);
    memcpy(rt->error.message, message, sizeof message);
    rt->error.line = rt->current_line;
    charge(rt);
    grant(rt);
}

static void raise_killed(Runtime *rt) {
    raised_clear(rt);
    raise_none(rt, EXC(rt, SystemExit));
}

/* ---- a thread's life ---- */

/* Its first turn: the frame of its function, or a call of C code. */
static int begin(Runtime *rt, Thread *thread) {
    Obj *function = borrow(thread->function), *self = NULL;
    if (is_method(rt, function)) {
        self = borrow(((MethodObj *)function)->self);
        function = borrow(((MethodObj *)function)->function);
    }
    if (is_function(rt, function) && CODE(borrow(FUNCTION(function)->code))->flags & CO_OPTIMIZED) {
        thread->bottom = frame_for_call_ex(rt, function, self, borrow(thread->args), borrow(thread->kwargs));
        if (!thread->bottom && RAISED(rt)) return RUN_RAISED;
    }
    if (!thread->bottom) {
        rt->native_depth++;
        rt->vm->result = call_args(rt, borrow(thread->function), borrow(thread->args), borrow(thread->kwargs));
        rt->native_depth--;
        return rt->vm->result ? RUN_RETURNED : RUN_RAISED;
    }
    thread->bottom->shim = SHIM_ENTRY;
    thread->bottom->is_entry = 1;
    rt->ts.frame = thread->bottom;
    return run_loop(rt, false);
}

/* A thread whose code is over may have changes of counts left to do, in turns with the others. */
static int settle(Runtime *rt, Thread *thread, int outcome) {
    if (outcome == RUN_SUSPENDED || thread == rt->vm->threads) return outcome;
    if (!thread->ended) thread->result = outcome == RUN_RETURNED ? rt->vm->result : (Own)0;
    rt->vm->result = (Own)0;
    thread->ended = (int8_t)(outcome + 1);
    if (what_if_owes(rt)) {
        rt->vm->suspended = STATUS_SWITCH;
        return RUN_SUSPENDED;
    }
    rt->vm->result = thread->result;
    thread->result = (Own)0;
    return outcome;
}

static int run_current(Runtime *rt) {
    Thread *thread = rt->vm->thread;
    int outcome;
    if (thread->ended) outcome = thread->ended - 1;
    else if (thread != rt->vm->threads && !thread->bottom) outcome = begin(rt, thread);
    else outcome = run_loop(rt, false);
    return WHAT_IF_ON(rt) ? settle(rt, thread, outcome) : outcome;
}

static void release_sentinel(Thread *thread) {
    Obj *lock = thread->sentinel ? weakref_target((WeakrefObj *)borrow(thread->sentinel)) : NULL;
    if (lock) ((LockObj *)lock)->count = 0;
}

/* What CPython's PyThreadState_Clear lets go of, in its order. */
static void clear_state(Runtime *rt, Thread *thread) {
    own_clear(rt, &thread->dict);
    own_clear(rt, &thread->asked);
    raised_clear(rt);
    own_clear(rt, &rt->ts.exc_base.value);
    own_clear(rt, &rt->ts.repr_stack);
    own_clear(rt, &rt->ts.async_gen_firstiter);
    own_clear(rt, &rt->ts.async_gen_finalizer);
    own_clear(rt, &rt->ts.context);
    own_clear(rt, &rt->vm->importing);
    own_clear(rt, &thread->trace);
    own_clear(rt, &thread->profile);
    own_clear(rt, &thread->called);
    release_sentinel(thread);
    own_clear(rt, &thread->sentinel);
}

/* Attributes of _local objects that finalizers set when the thread's dict was gone already: nobody lets go of them, as in CPython. */
static void leave_dict(Runtime *rt, Thread *thread) {
    Own dict = thread->dict;
    if (!dict) return;
    thread->dict = (Own)0;
    if (!rt->vm->left && (rt->vm->left = list_new(rt, 0))) gc_untrack(rt, borrow(rt->vm->left));
    if (!rt->vm->left || list_append_steal(rt, borrow(rt->vm->left), dict) < 0) raised_clear(rt);
}

static void unlink_thread(Runtime *rt, Thread *thread) {
    VmState *vm = rt->vm;
    leave_dict(rt, thread);
    Thread **at = &vm->threads;
    while (*at != thread) at = &(*at)->next;
    *at = thread->next;
    set_has_threads(rt, vm->threads->next != NULL);
    data_free(rt);
    memset(&rt->ts, 0, sizeof rt->ts);
    rt->ts.exc_top = &rt->ts.exc_base;
    rt->ts.recursion_left = rt->recursion_limit;
    vm->thread = NULL;
    raw_free(rt, thread);
}

/* The running thread is over. As CPython's thread_run: report, drop function and arguments, clear. */
static void thread_end(Runtime *rt, int outcome) {
    VmState *vm = rt->vm;
    Thread *thread = vm->thread;
    what_if_whole(rt);
    Own result = outcome == RUN_RETURNED ? vm->result : (Own)0;
    vm->result = (Own)0;
    vm->suspended = 0;
    if (thread->bottom) frame_leave_bottom(rt, thread->bottom);
    thread->bottom = NULL;
    if (outcome == RUN_RETURNED)
        release(rt, result);
    else if (vm->killed || raised_matches(rt, EXC(rt, SystemExit)))
        raised_clear(rt);
    else
        unraisable_report(rt, "Exception ignored in thread started by", borrow(thread->function));
    own_clear(rt, &thread->function);
    own_clear(rt, &thread->args);
    own_clear(rt, &thread->kwargs);
    clear_state(rt, thread);
    unlink_thread(rt, thread);
    if (vm->killed == KILLED_THREAD) vm->killed = 0;
}

/* ---- running ---- */

static bool any_left(Runtime *rt) {
    for (Thread *thread = rt->vm->threads; thread; thread = thread->next) {
        if (!thread->gone) return true;
    }
    return false;
}

/* The loop of the whole program, with nothing below. STATUS_FINISHED or _RAISED: the main thread's code ended. */
enum Status threads_run(Runtime *rt) {
    VmState *vm = rt->vm;
    for (;;) {
        Thread *thread = vm->thread, *main_thread = vm->threads;
        int outcome = vm->idle ? RUN_SUSPENDED : run_current(rt);
        if (outcome == RUN_SUSPENDED && !vm->idle && vm->suspended != STATUS_SWITCH) return (enum Status)vm->suspended;
        if (outcome != RUN_SUSPENDED && thread == main_thread)
            return outcome == RUN_RETURNED ? STATUS_FINISHED : STATUS_RAISED;
        vm->idle = false;
        charge(rt);
        if (outcome != RUN_SUSPENDED) thread_end(rt, outcome);
        if (main_thread->finished) {
            switch_to(rt, main_thread);
            return STATUS_FINISHED;
        }
        if (main_thread->gone && !vm->killed && !any_left(rt)) vm->ask = ASK_EXIT;
        if (vm->ask) return STATUS_SWITCH;
        Thread *next = vm->killed ? NULL : vm->others ? pick(rt, NULL) : choose(rt, NULL);
        if (!next && !vm->killed && vm->others) {
            vm->idle = true;
            vm->ask = ASK_IDLE;
            return STATUS_SWITCH;
        }
        if (!next && !vm->killed) kill_program(rt);
        switch_to(rt, next ? next : main_thread);
        if (!next) return STATUS_RAISED;
        begin_turn(rt);
        if (vm->slice_left <= 0) return STATUS_FUEL;
        grant(rt);
    }
}

bool vm_main_is_over(Runtime *rt) { return rt->vm->threads->finished; }

/* A thread other than the main one, or the main one above C frames, has ended. */
static void end_above(Runtime *rt, Thread *thread, int outcome) {
    if (thread != rt->vm->threads) {
        thread_end(rt, outcome);
    } else if (!rt->vm->killed) {
        vm_end_bottom(rt);
        thread->finished = !program_next(rt, outcome == RUN_RETURNED ? STATUS_FINISHED : STATUS_RAISED);
    }
}

/* Other threads run above the C frames of this one until its turn has come again. -1 = raised. */
static int run_above(Runtime *rt) {
    VmState *vm = rt->vm;
    Thread *self = vm->thread, *next;
    uint32_t base_depth = vm->base_depth;
    what_if_whole(rt);
    if (rt->stack_used + HS_STACK_OF_EVAL > rt->stack_budget)
        return raise_format_int(rt, EXC(rt, RecursionError), "maximum recursion depth exceeded");
    self->below = true;
    vm->base_depth = ++rt->native_depth;
    rt->stack_used += HS_STACK_OF_EVAL;
    charge(rt);
    while ((next = vm->others ? pick(rt, self) : choose(rt, self)) != self) {
        if (!next) {
            switch_to(rt, self);
            if (vm->others && processes_run_above(rt, first_deadline(rt, self)) && !vm->killed) continue;
            if (vm->killed || !(next = choose(rt, self)) || next == self) break; /* too many lie below: only the clock goes on */
        }
        switch_to(rt, next);
        begin_turn(rt);
        grant(rt);
        int outcome = run_current(rt);
        charge(rt);
        if (outcome != RUN_SUSPENDED) end_above(rt, next, outcome);
        if (vm->threads->finished) vm->killed = KILLED_THREAD; /* what is left are daemons */
        if (vm->killed) break;
    }
    switch_to(rt, self);
    if (!next && !vm->killed) kill_program(rt);
    self->below = false;
    rt->native_depth--;
    vm->base_depth = base_depth;
    rt->stack_used -= HS_STACK_OF_EVAL;
    begin_turn(rt);
    grant(rt);
    if (!vm->killed) return 0;
    raise_killed(rt);
    return -1;
}

/* Called by the loop when its fuel is used up, the frame saved; true: it is to be left, vm->suspended says why. An exception
 * may be raised. */
bool vm_out_of_fuel(Runtime *rt) {
    VmState *vm = rt->vm;
    charge(rt);
    if (HS_UNLIKELY(rt->gc.scheduled)) gc_collect_scheduled(rt);
    if (vm->killed) {
        raise_killed(rt);
    } else if (vm->interrupted && vm->thread == vm->threads) {
        vm->interrupted = false;
        raise_none(rt, EXC(rt, KeyboardInterrupt));
    } else if (HS_UNLIKELY(vm->thread->asked)) {
        Own exception = vm->thread->asked;
        vm->thread->asked = (Own)0;
        if (is_exception_class(borrow(exception))) raise_none(rt, (TypeObj *)borrow(exception));
        else raise_format(rt, EXC(rt, SystemError), "exception %R not a BaseException subclass", borrow(exception));
        release(rt, exception);
    } else if (HS_UNLIKELY(vm->signals_due) && handle_signals(rt) < 0) {
        /* the handler's exception goes on from here */
    } else if (vm->threads->next && vm->turn_left <= 0) {
        begin_turn(rt);
        stamp(rt, vm->thread);
        if (!vm->importing && !rt->finalizing && others_ready(rt)) {
            if (rt->native_depth == vm->base_depth) {
                vm->suspended = STATUS_SWITCH;
                return true;
            }
            if (rt->stack_used < rt->stack_budget / 2) run_above(rt);
        }
    }
    if (vm_steps(rt) != vm->in_steps && !RAISED(rt)) {
        vm->line_prev = rt->ts.frame->prev_instr;
        vm->suspended = SUSPENDED_LOOP;
        grant(rt);
        return true;
    }
    if (vm->slice_left <= 0) {
        if (!rt->native_depth && !RAISED(rt)) {
            vm->suspended = STATUS_FUEL;
            return true;
        }
        if (vm_is_below(rt) && !RAISED(rt)) {
            vm->suspended = STATUS_FUEL;
            return true;
        }
        vm->slice_left = vm->slice;
        host_pulse(rt);
    }
    grant(rt);
    return false;
}

/* ---- waiting ---- */

static bool is_waiting_def(const MethodDef *def) { return (def->flags & METH_WAITS) != 0; }

static bool is_waiting_callable(Runtime *rt, Obj *o) {
    if (!o) return false;
    if (is_builtin(rt, o)) return is_waiting_def(((BuiltinObj *)o)->def);
    return o->type == T(rt, METHOD_DESCRIPTOR) && is_waiting_def(((DescriptorObj *)o)->def);
}

/* Whether the running instruction itself calls the function that wants to wait, with no C code in between. */
static bool may_begin_anew(Runtime *rt) {
    Frame *frame = rt->ts.frame;
    if (rt->native_depth != rt->vm->base_depth || !frame || rt->finalizing) return false;
    int opcode = opcode_info[*frame->prev_instr & 0xff].base, arg = *frame->prev_instr >> 8;
    Own *top = frame->localsplus + frame->stack_top;
    if (opcode == OP_BEFORE_WITH) return is_waiting_callable(rt, rt->vm->entering);
    if (opcode == OP_CALL_FUNCTION_EX) return is_waiting_callable(rt, borrow(top[-2 - (arg & 1)]));
    return opcode == OP_CALL && (is_waiting_callable(rt, borrow(top[-arg - 1])) ||
                                 is_waiting_callable(rt, borrow(top[-arg - 2])));
}

/* Handlers that are due meanwhile run in time. */
static int sleep_alone(Runtime *rt, uint64_t deadline) {
    for (;;) {
        uint64_t now = vm_now(rt), signal = rt->vm->signals_due && !rt->finalizing ? timers_next(rt) : UINT64_MAX;
        if (now >= deadline) return 0;
        rt->clock_ns += (signal < deadline ? signal : deadline) - (signal < now ? signal : now);
        if (signal < deadline && handle_signals(rt) < 0) return -1;
    }
}

int thread_wait(Runtime *rt, Obj *lock, uint64_t deadline) {
    Thread *self = rt->vm->thread;
    bool begun_anew = self->wait != WAIT_NONE;
    if (begun_anew) deadline = self->deadline;
    self->wait = WAIT_NONE;
    if (lock && is_free(lock)) return 1;
    if (handle_signals(rt) < 0) return -1;
    uint64_t now = vm_now(rt);
    if (now >= deadline && (lock || begun_anew)) return 0; /* sleep(0) lets others run */
    what_if_whole(rt);
    if (!lock && !rt->vm->threads->next && !rt->vm->others) return sleep_alone(rt, deadline);
    self->wait = lock ? WAIT_LOCK : WAIT_TIME;
    self->lock = lock;
    self->deadline = deadline;
    stamp(rt, self);
    if (may_begin_anew(rt)) {
        rt->pending = STATUS_SWITCH;
        return -1;
    }
    int failed = run_above(rt);
    self->wait = WAIT_NONE;
    if (failed < 0) return -1;
    if (lock && is_free(lock)) return 1;
    return HS_UNLIKELY(rt->vm->signals_due) && vm_now(rt) < deadline ? thread_wait(rt, lock, deadline) : 0;
}

/* ---- processes ---- */

void thread_wait_over(Runtime *rt) { rt->vm->thread->wait = WAIT_NONE; }

int thread_wait_event(Runtime *rt, uint64_t deadline) {
    Thread *self = rt->vm->thread;
    bool begun_anew = self->wait != WAIT_NONE;
    if (begun_anew) deadline = self->deadline;
    self->wait = WAIT_NONE;
    if (begun_anew && self->seen != rt->vm->events) return 1;
    if (handle_signals(rt) < 0) return -1;
    if (vm_now(rt) >= deadline) return 0;
    bool anew = may_begin_anew(rt);
    if (!anew && !rt->vm->threads->next) return -2;
    self->wait = WAIT_EVENT;
    self->deadline = deadline;
    self->seen = rt->vm->events;
    stamp(rt, self);
    if (anew) {
        rt->pending = STATUS_SWITCH;
        return -1;
    }
    int failed = run_above(rt);
    self->wait = WAIT_NONE;
    return failed < 0 ? -1 : vm_now(rt) < deadline;
}

bool vm_ask(Runtime *rt, enum Ask ask) {
    if (rt->native_depth || !may_begin_anew(rt)) return false;
    rt->vm->ask = ask;
    rt->pending = STATUS_SWITCH;
    return true;
}

void vm_leave(Runtime *rt) {
    rt->vm->killed = KILLED_PROGRAM;
    rt->vm->ask = ASK_EXIT;
    charge(rt);
    grant(rt);
    raise_killed(rt);
}

enum Ask vm_take_ask(Runtime *rt) {
    enum Ask ask = rt->vm->ask;
    rt->vm->ask = ASK_NONE;
    return ask;
}

void vm_event(Runtime *rt) {
    if (rt->vm) rt->vm->events++; /* files left open are closed after the threads */
}

SharedClock vm_clock(Runtime *rt) {
    charge(rt);
    grant(rt);
    return (SharedClock){ rt->clock_ns, rt->vm->ticks, rt->vm->events, rt->vm->threads_made };
}

void vm_set_clock(Runtime *rt, SharedClock clock) {
    charge(rt);
    grant(rt);
    rt->clock_ns = clock.slept;
    rt->vm->ticks = clock.ticks;
    rt->vm->events = clock.events;
    rt->vm->threads_made = clock.numbers;
}

uint64_t vm_wakes_at(Runtime *rt) { return first_deadline(rt, NULL); }
void vm_set_others(Runtime *rt, bool others) { rt->vm->others = others; }

/* As CPython: what the other threads held in their states is let go, what their frames hold stays for ever. */
void vm_forked(Runtime *rt, uint32_t number) {
    VmState *vm = rt->vm;
    vm->thread->native_id = number;
    memset(vm->timers, 0, sizeof vm->timers);
    vm->tripped = 0;
    for (Thread *thread = vm->threads; thread; thread = thread->next) {
        if (thread == vm->thread || thread->gone) continue;
        thread->gone = true;
        rt->native_depth++;
        own_clear(rt, &thread->dict);
        own_clear(rt, &thread->trace);
        own_clear(rt, &thread->profile);
        own_clear(rt, &thread->state.exc_base.value);
        own_clear(rt, &thread->state.context);
        release_sentinel(thread);
        own_clear(rt, &thread->sentinel);
        rt->native_depth--;
    }
    set_has_threads(rt, false);
}

/* ---- end ---- */

void threads_drop(Runtime *rt) {
    VmState *vm = rt->vm;
    vm->killed = KILLED_PROGRAM;
    charge(rt);
    grant(rt);
    what_if_free(rt);
    while (vm->threads->next) {
        Thread *thread = vm->threads->next;
        switch_to(rt, thread);
        if (thread->bottom) frames_abandon(rt, thread->bottom);
        thread->bottom = NULL;
        raised_clear(rt);
        raise_killed(rt);
        thread_end(rt, RUN_RAISED);
        vm->killed = KILLED_PROGRAM;
        switch_to(rt, vm->threads);
    }
    clear_state(rt, vm->threads);
    own_clear(rt, &vm->threads->dict);
    own_clear(rt, &vm->left);
    data_free(rt);
    raw_free(rt, vm->threads);
    vm->threads = vm->thread = NULL;
}

int threads_visit(Runtime *rt, VisitFn visit, void *arg) {
    int held = WHAT_IF_ON(rt) ? what_if_visit(rt, visit, arg) : 0;
    if (held) return held;
    VISIT(rt->vm->left);
    for (Thread *thread = rt->vm->threads; thread; thread = thread->next) {
        int result;
        VISIT(thread->function);
        VISIT(thread->args);
        VISIT(thread->kwargs);
        VISIT(thread->dict);
        VISIT(thread->sentinel);
        VISIT(thread->result);
        VISIT(thread->trace);
        VISIT(thread->profile);
        VISIT(thread->called);
        VISIT(thread->asked);
        if (thread != rt->vm->thread) {
            VISIT(thread->importing);
            if ((result = thread_state_visit(&thread->state, visit, arg))) return result;
        }
        if ((result = frames_visit(rt, thread_state(rt, thread)->frame, visit, arg))) return result;
        if ((result = natives_visit(thread->natives, visit, arg))) return result;
    }
    return 0;
}
