/* Processes.
 *
 * A process is a copy of the span of memory. One is in place and runs; of each of the others the host keeps an image. fork() copies the
 * memory and goes on as the child; the parent goes on when the child has ended or waits. That is one of the orders in which a machine could run
 * them, and always the same one. Of those that could run, the youngest does; when all sleep, the clock goes on to the first that wakes.
 *
 * What belongs to the kernel is in the memory of the running process and taken along when another one's takes its place: the table of processes,
 * files and pipes (carry.c), the clock, the program's input. A process is left and entered where no C frame is in use. */
#include "lib/processes.h"

#include "heap/events.h"
#include "heap/span.h"
#include "lib/program.h"
#include "object/abstract.h"
#include "object/function.h"
#include "object/int.h"
#include "object/tuple.h"
#include "vm/eval.h"

enum State { PROCESS_FREE, PROCESS_READY, PROCESS_IDLE, PROCESS_ENDED };
typedef struct Process {
    uint32_t number, parent;
    int32_t result; /* of an ended one, as waitpid() gives it */
    uint64_t caught, ignored; /* signals that do not end it: bits */
    int killed;               /* the signal that ends it as soon as it is entered */
    enum State state;
    bool below; /* C frames of it wait on the host's stack */
    uint64_t wakes, seen; /* idle: when, and after which event; see vm_event */
    size_t size;          /* bytes of the image */
    void *image;
} Process;

struct Processes {
    uint32_t current, forks;
    bool recorded;   /* the build that records memory events: the first process is, the others never are */
    uint32_t lender; /* the one below that began to wait last: it can go on */
    uint32_t levels; /* how many lie below */
    Process list[HS_PROCESSES];
};

enum { INIT = 1, SIGNAL_KILL = 9, LAST_SIGNAL = 64, WAIT_NOT = 1, WAIT_LEAVES = 0x1000000 /* of waitpid()'s options */ };

/* ---- the table ---- */

static Process *current(Runtime *rt) { return &rt->lib->processes->list[rt->lib->processes->current]; }

/* The table, made at the first call; NULL = MemoryError raised. */
static struct Processes *table_of(Runtime *rt) {
    LibState *lib = rt->lib;
    if (lib->processes) return lib->processes;
    struct Processes *table = files_of(rt) ? raw_alloc(rt, sizeof *table) : NULL;
    if (!table) {
        raise_memory_error(rt);
        return NULL;
    }
    memset(table, 0, sizeof *table);
    table->list[0] = (Process){ .number = HS_PROCESS_ID, .parent = HS_PROCESS_ID - 1, .state = PROCESS_READY };
    return lib->processes = table;
}

static Process *find(Runtime *rt, int64_t number) {
    for (Process *p = rt->lib->processes->list; p < rt->lib->processes->list + HS_PROCESSES; p++) {
        if (p->state && p->number == number) return p;
    }
    return NULL;
}

static bool is_alive(const Process *p) { return p->state == PROCESS_READY || p->state == PROCESS_IDLE; }

uint32_t process_number(Runtime *rt) { return rt->lib->processes ? current(rt)->number : HS_PROCESS_ID; }
uint32_t process_parent(Runtime *rt) { return rt->lib->processes ? current(rt)->parent : HS_PROCESS_ID - 1; }
bool process_was_forked(Runtime *rt) { return rt->lib->processes->current; }

bool processes_wait(Runtime *rt) {
    struct Processes *table = rt->lib->processes;
    for (uint32_t i = 0; i < HS_PROCESSES; i++) {
        if (i != table->current && is_alive(&table->list[i])) return true;
    }
    return false;
}

/* ---- another one runs ---- */

/* The rest of what is common to all processes; the tables of files and processes come behind it, then what was typed and not yet read. */
typedef struct Shared {
    SharedClock clock;
    uint64_t stop_at;
    size_t input;
    uint32_t writes;
    bool input_ended;
} Shared;

static size_t carry(Runtime *rt, uint8_t *out) {
    LibState *lib = rt->lib;
    Shared shared = { vm_clock(rt), rt->stop_at, lib->input_length - lib->input_position, rt->writes, lib->input_ended };
    size_t head = sizeof shared + sizeof *lib->processes + shared.input;
    if (out) {
        memcpy(out, &shared, sizeof shared);
        memcpy(out + sizeof shared, lib->processes, sizeof *lib->processes);
        if (shared.input) memcpy(out + head - shared.input, lib->input + lib->input_position, shared.input);
    }
    return head + files_carry(rt, out ? out + head : NULL);
}

static bool accept(Runtime *rt, const uint8_t *in) {
    LibState *lib = rt->lib;
    Shared shared;
    memcpy(&shared, in, sizeof shared);
    memcpy(lib->processes, in += sizeof shared, sizeof *lib->processes);
    in += sizeof *lib->processes;
    vm_set_clock(rt, shared.clock);
    rt->stop_at = shared.stop_at;
    rt->writes = shared.writes;
    lib->input_length = lib->input_position = 0;
    return input_feed(rt, in, shared.input, shared.input_ended) == 0 && files_accept(rt, in + shared.input);
}

/* The process in the list at `index` takes the place of the running one, of which an image is kept if it is wanted later. */
static void switch_to(Runtime *rt, uint32_t index, bool keep_image) {
    struct Processes *table = rt->lib->processes;
    Process *next = &table->list[index], *self = current(rt);
    size_t here = (size_t)(rt->span_top - rt->span_base), there = next->size;
    if (keep_image) {
        self->size = here;
        if (!(self->image = host_image_keep(rt, table->current))) hs_fatal("no memory for another process");
    }
    void *image = next->image;
    next->image = NULL;
    if (!table->current) table->recorded = recorder_go_on(false);
    if (!index) recorder_go_on(table->recorded);
    table->current = index;
    size_t size = carry(rt, NULL);
    uint8_t *shared = scratch_alloc(rt, there > here ? there - here : 0, size);
    if (!shared) hs_fatal("no memory for another process");
    carry(rt, shared);
    host_image_load(rt, image, there);
    bool good = accept(rt, shared);
    scratch_free(shared, size);
    if (!good) hs_fatal("no memory for another process");
}

static bool may_run(const Process *p, uint64_t now, uint64_t events) {
    return p->state == PROCESS_READY || (p->state == PROCESS_IDLE && (p->killed || p->seen != events || p->wakes <= now));
}

/* The youngest that could run; the clock goes on to the first that wakes when none can. -1: nobody ever will. */
static int choose(Runtime *rt) {
    struct Processes *table = rt->lib->processes;
    SharedClock clock = vm_clock(rt);
    int best = -1, first = -1;
    for (int i = 0; i < HS_PROCESSES; i++) {
        Process *p = &table->list[i];
        if (!is_alive(p) || (p->below && (uint32_t)i != table->lender)) continue;
        if (may_run(p, vm_now(rt), clock.events) && (best < 0 || p->number > table->list[best].number)) best = i;
        if (p->state == PROCESS_IDLE && p->wakes != UINT64_MAX && (first < 0 || p->wakes < table->list[first].wakes)) first = i;
    }
    if (best >= 0 || first < 0) return best;
    clock.slept += table->list[first].wakes - vm_now(rt);
    vm_set_clock(rt, clock);
    return first;
}

/* Every process that is left waits for another one: all but the first end here; that one then finds that it waits for nobody. */
static void report_deadlock(Runtime *rt) {
    static const char head[] = "heapscope: deadlock: every process waits, none can go on\n";
    Process *list = rt->lib->processes->list;
    for (uint32_t i = 1; i < HS_PROCESSES; i++) {
        if (!is_alive(&list[i])) continue;
        if (list->state != PROCESS_FREE) host_write(rt, 2, head, sizeof head - 1);
        break;
    }
    for (uint32_t i = 1; i < HS_PROCESSES; i++) {
        if (list[i].image) host_image_drop(rt, list[i].image);
        if (list[i].state != PROCESS_ENDED) list[i] = (Process){ 0 };
    }
}

/* The running process goes on later (keep_image), or never again: one that can run takes its place. */
static enum Status run_next(Runtime *rt, bool keep_image) {
    struct Processes *table = rt->lib->processes;
    int index = choose(rt);
    if (index < 0) {
        keep_image = keep_image && !table->current;
        report_deadlock(rt);
        index = 0;
    }
    if ((uint32_t)index != table->current) switch_to(rt, (uint32_t)index, keep_image);
    Process *self = current(rt);
    if (self->state == PROCESS_IDLE) self->state = PROCESS_READY;
    vm_set_others(rt, processes_others(rt));
    if (!self->killed || self->state != PROCESS_READY) return STATUS_FUEL;
    if (!self->below) return process_end(rt, self->killed);
    vm_leave(rt); /* its C frames first */
    return STATUS_FUEL;
}

/* ---- fork and end ---- */

static enum Status fork_process(Runtime *rt) {
    struct Processes *table = rt->lib->processes;
    Process *self = current(rt), *child = table->list;
    while (child->state) child++;
    uint32_t number = vm_new_number(rt);
    self->size = (size_t)(rt->span_top - rt->span_base);
    rt->lib->forked = number;
    rt->lib->fork_answered = true;
    Files *files = rt->lib->files;
    if (!(self->image = host_image_keep(rt, table->current))) {
        rt->lib->forked = -1;
        return STATUS_FUEL;
    }
    for (size_t i = 0; i < files->count; i++) {
        if (files->open[i]) files->open[i]->users++;
    }
    *child = (Process){ .number = number, .parent = self->number, .state = PROCESS_READY, .caught = self->caught, .ignored = self->ignored };
    if (!table->current) table->recorded = recorder_go_on(false);
    table->current = (uint32_t)(child - table->list);
    table->forks++;
    rt->lib->forked = 0;
    rt->stepping = rt->watching = false;
    rt->recording &= RECORD_BLOCKS;
    rt->tracer = NULL;
    rt->random_state[0] ^= number * 0x9e3779b97f4a7c15u;
    vm_step_instructions(rt, false, 0);
    vm_forked(rt, number);
    vm_set_others(rt, true);
    return STATUS_FUEL;
}

/* Its children are init's now, its files are closed. */
static void leave(Runtime *rt, Process *self, int result) {
    Files *files = rt->lib->files;
    for (size_t i = 0; i < files->count; i++) {
        if (files->open[i]) files_close(rt, files->open[i]);
        files->open[i] = NULL;
    }
    for (Process *p = rt->lib->processes->list; p < rt->lib->processes->list + HS_PROCESSES; p++) {
        if (!p->state || p->parent != self->number) continue;
        p->parent = INIT;
        if (p->state == PROCESS_ENDED) *p = (Process){ 0 };
    }
    self->result = result;
    self->state = self->parent == INIT ? PROCESS_FREE : PROCESS_ENDED;
    vm_event(rt);
}

enum Status process_end(Runtime *rt, int result) {
    leave(rt, current(rt), result);
    return run_next(rt, false);
}

enum Status processes_answer(Runtime *rt, enum Ask ask) {
    if (ask == ASK_FORK) return fork_process(rt);
    if (ask == ASK_EXIT) {
        int killed = current(rt)->killed;
        if (process_is_child(rt)) return process_end(rt, killed ? killed : rt->lib->exit_status << 8);
        rt->lib->left = true;
        return STATUS_FINISHED;
    }
    Process *self = current(rt);
    self->state = PROCESS_IDLE;
    self->wakes = vm_wakes_at(rt);
    self->seen = vm_clock(rt).events;
    return run_next(rt, true);
}

void processes_run_out(Runtime *rt) {
    if (!rt->lib->over) leave(rt, current(rt), 0);
    if (!processes_others(rt)) return;
    uint64_t end = vm_now(rt) + HS_REST_NS;
    rt->lib->over = true;
    for (run_next(rt, true); rt->lib->processes->current; host_pulse(rt)) {
        enum Status status = vm_now(rt) < end ? program_run(rt, HS_SLICE_OF_REST) : process_end(rt, SIGNAL_KILL);
        if (status == STATUS_INPUT) input_feed(rt, NULL, 0, true);
    }
}

/* The first process has ended while it ran above C frames of another one: the host will be told when these are left. */
static void end_above(Runtime *rt) {
    rt->lib->exit_status = program_end(rt);
    rt->lib->over = true;
    leave(rt, current(rt), 0);
    run_next(rt, true);
}

bool processes_run_above(Runtime *rt, uint64_t wakes) {
    struct Processes *table = table_of(rt);
    if (!table) return false;
    uint32_t self = table->current, lender = table->lender;
    if (!processes_others(rt) || table->levels >= HS_PROCESSES_BELOW || rt->stack_used > rt->stack_budget / 4) return false;
    Process *p = current(rt);
    p->state = PROCESS_IDLE;
    p->wakes = wakes;
    p->seen = vm_clock(rt).events;
    p->below = true;
    table->lender = self;
    table->levels++;
    bool stuck = choose(rt) < 0;
    if (!stuck) run_next(rt, true);
    while (rt->lib->processes->current != self) { /* the table lies elsewhere in each */
        enum Status status = program_run(rt, HS_SLICE_OF_REST);
        if (status == STATUS_INPUT) input_feed(rt, NULL, 0, true);
        if (status == STATUS_FUEL) host_pulse(rt);
        else if (status != STATUS_INPUT) end_above(rt);
    }
    table = rt->lib->processes;
    table->lender = lender;
    table->levels--;
    current(rt)->below = false;
    current(rt)->state = PROCESS_READY;
    return !stuck;
}

Own process_wait_above(Runtime *rt) {
    return processes_run_above(rt, UINT64_MAX) || RAISED(rt) ? NULL : posix_raise(rt, FILE_DEADLOCK);
}

/* ---- what the program calls ---- */

#define POSIX(name)                                                                                \
    static Own posix_##name(Runtime *rt, HS_UNUSED Obj *self, HS_UNUSED Obj *const *args,          \
                            HS_UNUSED size_t nargs, HS_UNUSED Obj *kwnames)

static bool get_number(Runtime *rt, Obj *value, int64_t *out) { return number_as_ssize(rt, value, EXC(rt, OverflowError), out) == 0; }

/* Whether there is no room for a further process. */
static bool is_full(Runtime *rt, const struct Processes *table) {
    size_t free = 0, bytes = 2 * (size_t)(rt->span_top - rt->span_base);
    for (uint32_t i = 0; i < HS_PROCESSES; i++) {
        free += !table->list[i].state;
        if (table->list[i].image) bytes += table->list[i].size;
    }
    return !free || table->forks >= HS_FORKS || bytes > rt->memory_limit;
}

/* _starts_processes(): from here on C functions run as natives where they can, so that fork() may be called through them. */
POSIX(starts_processes) {
    rt->starts_processes = true;
    runtime_place_natives(rt);
    return keep(rt->none);
}

/* _fork(): made again when there are two processes, in both. */
POSIX(fork) {
    LibState *lib = rt->lib;
    struct Processes *table = table_of(rt);
    if (!table) return NULL;
    if (lib->fork_answered) {
        lib->fork_answered = false;
        return lib->forked < 0 ? posix_raise(rt, FILE_TRY_AGAIN) : int_from_i64(rt, lib->forked);
    }
    return !is_full(rt, table) && vm_ask(rt, ASK_FORK) ? NULL : posix_raise(rt, FILE_TRY_AGAIN);
}

/* _wait(number, options): (number, result) of a child that has ended, (0, 0) = none yet. */
POSIX(wait) {
    int64_t number, options;
    struct Processes *table = table_of(rt);
    if (!table || !get_number(rt, args[0], &number) || !get_number(rt, args[1], &options)) return NULL;
    for (;;) {
        bool any = false;
        for (Process *p = table->list; p < table->list + HS_PROCESSES; p++) {
            if (!p->state || p->parent != current(rt)->number || (number > 0 && p->number != number)) continue;
            any = true;
            if (p->state != PROCESS_ENDED) continue;
            Own items[2] = { int_from_i64(rt, p->number), int_from_i64(rt, p->result) };
            if (!(options & WAIT_LEAVES)) *p = (Process){ 0 };
            thread_wait_over(rt);
            return tuple_from_steal(rt, items, 2);
        }
        if (!any) thread_wait_over(rt);
        if (!any) return posix_raise(rt, FILE_NO_CHILD);
        if (options & WAIT_NOT) {
            Own items[2] = { int_from_i64(rt, 0), int_from_i64(rt, 0) };
            return tuple_from_steal(rt, items, 2);
        }
        if (thread_wait_event(rt, UINT64_MAX) == -2) process_wait_above(rt);
        if (RAISED(rt) || rt->pending) return NULL;
    }
}

POSIX(exit) {
    int64_t status;
    if (!table_of(rt) || !get_number(rt, args[0], &status)) return NULL;
    rt->lib->exit_status = (int)(status & 0xff);
    if (!vm_ask(rt, ASK_EXIT)) vm_leave(rt);
    return NULL;
}

/* _kill(number, signal): of another process. */
POSIX(kill) {
    int64_t number, signal;
    if (!table_of(rt) || !get_number(rt, args[0], &number) || !get_number(rt, args[1], &signal)) return NULL;
    if (signal < 0 || signal > LAST_SIGNAL) return posix_raise(rt, FILE_INVALID);
    Process *p = find(rt, number);
    if (!p) return posix_raise(rt, number == INIT ? FILE_NOT_ALLOWED : FILE_NO_PROCESS);
    if (signal && is_alive(p) && !((p->ignored | p->caught) >> signal & 1)) p->killed = (int)signal;
    return keep(rt->none);
}

/* _end(signal): of this process, which does nothing against it. */
POSIX(end) {
    int64_t signal;
    if (!table_of(rt) || !get_number(rt, args[0], &signal)) return NULL;
    current(rt)->killed = (int)signal;
    rt->lib->exit_status = 128 + (int)signal;
    if (!vm_ask(rt, ASK_EXIT)) vm_leave(rt);
    return NULL;
}

/* _signals(caught, ignored): bits. */
POSIX(signals) {
    int64_t caught, ignored;
    if (!table_of(rt) || !get_number(rt, args[0], &caught) || !get_number(rt, args[1], &ignored)) return NULL;
    current(rt)->caught = (uint64_t)caught & ~(1ull << SIGNAL_KILL);
    current(rt)->ignored = (uint64_t)ignored & ~(1ull << SIGNAL_KILL);
    return keep(rt->none);
}

/* _timer(which): nanoseconds left until its signal, and from one to the next; _timer(which, first, every) sets it, too. */
POSIX(timer) {
    int64_t which, first = 0, every = 0;
    if (!get_number(rt, args[0], &which)) return NULL;
    if (nargs == 3 && (!get_number(rt, args[1], &first) || !get_number(rt, args[2], &every))) return NULL;
    if (which < 0 || which >= TIMERS || first < 0 || every < 0) return posix_raise(rt, FILE_INVALID);
    Timer left = timer_left(rt, (int)which);
    if (nargs == 3) timer_set(rt, (int)which, (uint64_t)first, (uint64_t)every);
    Own pair[] = { int_from_i64(rt, (int64_t)left.at), int_from_i64(rt, (int64_t)left.every) };
    Own result = tuple_from(rt, borrow_all(pair), 2);
    xrelease(rt, pair[0]);
    xrelease(rt, pair[1]);
    return result;
}

/* _trip(signal): its handler runs in the main thread at the next chance. */
POSIX(trip) {
    int64_t signal;
    if (!get_number(rt, args[0], &signal)) return NULL;
    if (signal < 1 || signal >= 64) return posix_raise(rt, FILE_INVALID);
    signal_trip(rt, (int)signal);
    return keep(rt->none);
}

POSIX(getpid) { return int_from_i64(rt, process_number(rt)); }
POSIX(getppid) { return int_from_i64(rt, process_parent(rt)); }

static const MethodDef functions[] = {
    { "_end", posix_end, METH_FASTCALL | METH_WAITS, 1, 1, NULL },
    { "_exit", posix_exit, METH_FASTCALL | METH_WAITS, 1, 1, "_exit(status): the process ends here and now." },
    { "_fork", posix_fork, METH_NOARGS | METH_WAITS, 0, 0, NULL },
    { "_kill", posix_kill, METH_FASTCALL, 2, 2, NULL },
    { "_starts_processes", posix_starts_processes, METH_NOARGS, 0, 0, NULL },
    { "_signals", posix_signals, METH_FASTCALL, 2, 2, NULL },
    { "_timer", posix_timer, METH_FASTCALL, 1, 3, NULL },
    { "_trip", posix_trip, METH_FASTCALL, 1, 1, NULL },
    { "_wait", posix_wait, METH_FASTCALL | METH_WAITS, 2, 2, NULL },
    { "getpid", posix_getpid, METH_NOARGS, 0, 0, "getpid() -> int: number of this process." },
    { "getppid", posix_getppid, METH_NOARGS, 0, 0, "getppid() -> int: number of the process that made it." },
    METHOD_END,
};

int processes_add_methods(Runtime *rt, Obj *posix) { return module_add_methods(rt, posix, functions); }
