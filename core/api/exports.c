/* The boundary of the wasm: everything the bindings can call (hs_*), and the host functions they give (imports.js). Only
 * bindings/wasm.js uses it. Addresses are offsets in the linear memory; texts are UTF-8 with a length. */
#include "api/heapscope.h"
#include "heap/events.h"
#include "heap/span.h"
#include "lib/builtins.h"
#include "lib/files.h"
#include "lib/lib.h"
#include "lib/processes.h"
#include "lib/program.h"
#include "object/str.h"
#include "probe/checkpoint.h"
#include "probe/probe.h"
#include "probe/trace.h"
#include "probe/watch.h"
#include "vm/eval.h"
#include "vm/import.h"
#include "vm/threads.h"

#define EXPORT(name) __attribute__((export_name(#name), used, visibility("default")))

/* ---- what the host gives ---- */
extern void hs_host_write(int fd, const char *text, size_t length);
extern void hs_host_abort(const char *message, size_t length);
/* 1 = a line or the end was fed (hs_input) during the call, 0 = not now. */
extern int hs_host_input(void);
extern double hs_host_clock(void);
extern void hs_host_pulse(int entered);
extern void hs_host_step_stop(void);
/* Calls hs_deeper on a new stack; 0: there is none. */
extern int hs_host_deeper(void);
/* Copies of the memory for processes, by number: `what` is 0 keep [at, at + size), 1 put it back there and forget it, 2 forget it. 0 = no room. */
extern int hs_host_image(int what, uint32_t number, void *at, size_t size);
/* Loads the second file of the wasm (core/link/split.mjs). */
extern void hs_host_more(void);
/* What is at a path, in memory got from hs_alloc: its address at *address. what: 0 a module of the program, 1 one of the library, else enum Offer.
 * Length, or -1 = not there, -2 = not there yet, -3 = a folder. */
extern int hs_host_read(int what, const char *path, size_t length, char **address);

void host_write(Runtime *rt, int fd, const char *text, size_t length) {
    rt->writes++;
    hs_host_write(fd, text, length);
}

HS_NORETURN void host_abort(const char *message) {
    hs_host_abort(message, strlen(message));
    __builtin_trap();
}

int host_input(Runtime *rt) {
    (void)rt;
    return hs_host_input() ? 0 : -1;
}

/* A host without a clock answers 0: then time is what the program executed and slept. */
uint64_t host_clock(Runtime *rt) {
    uint64_t now = (uint64_t)hs_host_clock();
    return now ? now + rt->clock_ns : vm_now(rt);
}
void host_pulse(Runtime *rt) {
    (void)rt;
    hs_host_pulse(0);
}
void host_entered(Runtime *rt) {
    (void)rt;
    hs_host_pulse(1);
}
void host_step_stop(Runtime *rt) {
    (void)rt;
    hs_host_step_stop();
}

bool host_deeper(Runtime *rt) {
    (void)rt;
    return hs_host_deeper() != 0;
}

void *host_image_keep(Runtime *rt, uint32_t number) {
    uintptr_t handle = number + 1;
    return hs_host_image(0, number + 1, rt, (size_t)(rt->span_top - rt->span_base)) ? (void *)handle : NULL;
}
void host_image_load(Runtime *rt, void *image, size_t size) { hs_host_image(1, (uint32_t)(uintptr_t)image, rt, size); }
void host_image_drop(Runtime *rt, void *image) { hs_host_image(2, (uint32_t)(uintptr_t)image, rt, 0); }

static int read_through_host(Runtime *rt, bool library, const char *path, char **text, size_t *length) {
    int got = hs_host_read(library, path, strlen(path), text);
    if (got == -2 && rt->native_depth == 0) {
        rt->pending = STATUS_MODULE;
        return -1;
    }
    *length = got > 0 ? (size_t)got : 0;
    return got < 0 ? 0 : 1;
}

int host_read_file(Runtime *rt, const char *path, char **text, size_t *length) {
    return read_through_host(rt, false, path, text, length);
}
int host_read_library(Runtime *rt, const char *path, char **text, size_t *length) {
    return read_through_host(rt, true, path, text, length);
}

int host_offer(Runtime *rt, enum Offer what, const char *path, char **bytes, size_t *size) {
    (void)rt;
    int got = hs_host_read(what, path, strlen(path), bytes);
    *size = got > 0 ? (size_t)got : 0;
    return got == -3 ? -1 : got >= 0;
}

/* Called by the stubs of functions that are in the second file. */
EXPORT(hs_more) void hs_more(void) { hs_host_more(); }

/* ---- what the host calls ---- */

/* A new runtime that shows Python 3.minor (0: 3.11); one an instance. 0 = no memory, no such Python. Below it lie store_bytes (whole MiB): TRACER_BYTES for the recorder at the
 * end, before them the store of checkpoints; 0 = neither. */
EXPORT(hs_new) Runtime *hs_new(size_t memory_limit, uint32_t hash_seed, int recursion_limit, size_t store_bytes, int minor, uint32_t stack_budget) {
    size_t limit = memory_limit ? memory_limit : HS_MEMORY_LIMIT;
    uint8_t *memory = span_reserve(limit);
    if (memory && store_bytes) {
        memory += store_bytes;
        if (!span_commit(memory + CHUNK_SIZE) || !store_open(memory - store_bytes, store_bytes - TRACER_BYTES)) return NULL;
    }
    RuntimeOptions options = { hash_seed, limit, recursion_limit ? recursion_limit : HS_RECURSION_LIMIT,
                               lens_find(minor), stack_budget };
    Runtime *rt = memory && options.lens ? runtime_new(memory, limit, &options) : NULL;
    if (!rt || vm_init(rt) < 0 || lib_init(rt) < 0 || probe_open(rt) < 0) return NULL;
    rt->stop_at = UINT64_MAX;
    rt->stack_deeper = rt->stack_budget / 8 * 3;
    rt->natives_first = rt->deep_first = rt->stack_budget / 4; /* natives first: what runs on new stacks still needs room in the memory */
    runtime_place_natives(rt);
    gc_mark_startup(rt);
    return rt;
}

EXPORT(hs_alloc) void *hs_alloc(Runtime *rt, size_t size) { return raw_alloc(rt, size); }
EXPORT(hs_free) void hs_free(Runtime *rt, void *memory) { raw_free(rt, memory); }

EXPORT(hs_argv) int hs_argv(Runtime *rt, const char *args, size_t size) {
    return program_set_argv(rt, args, size);
}

/* 0 = ready to run; -1 = the program cannot start: its error was written and noted. */
EXPORT(hs_load) int hs_load(Runtime *rt, const char *text, size_t size, const char *filename, int interactive) {
    if (program_load(rt, text, size, filename, interactive) == 0) return 0;
    report_uncaught(rt);
    return -1;
}

EXPORT(hs_run) int hs_run(Runtime *rt, int fuel) { return program_run(rt, fuel); }
EXPORT(hs_deeper) void hs_deeper(Runtime *rt) { vm_run_deeper(rt); }
EXPORT(hs_finish) int hs_finish(Runtime *rt) {
    int exit_status = program_finish(rt);
    rt->current_line = 0;
    return exit_status;
}
EXPORT(hs_input) int hs_input(Runtime *rt, const char *text, size_t size, int end) {
    return input_feed(rt, text, size, end);
}
/* Before the program begins: the seed of the threads' order (0 = first come, first served), and the ticks of a turn (0 = default). */
EXPORT(hs_set_scheduler) void hs_set_scheduler(Runtime *rt, double seed, int interval) {
    program_set_scheduler(rt, (uint64_t)seed, interval);
}
EXPORT(hs_set_stepping) void hs_set_stepping(Runtime *rt, int on) { rt->stepping = on; }
EXPORT(hs_set_stop) void hs_set_stop(Runtime *rt, double step) {
    rt->stop_at = step < 0 ? UINT64_MAX : (uint64_t)step;
}
/* Stepping by instruction, on or off: where to stop within the line to stop at. */
EXPORT(hs_set_instructions) void hs_set_instructions(Runtime *rt, int on, uint32_t stop) { vm_step_instructions(rt, on, stop); }
/* When hs_run has said that the code is over, and finalizers are to run lines: a step. 1: it is one to stop at, as a line would be. */
EXPORT(hs_end_step) int hs_end_step(Runtime *rt) { return vm_end_step(rt); }
/* hs_finish with nobody watching; the state is to be brought back. The recorder is switched off before. */
EXPORT(hs_rehearse_finish) void hs_rehearse_finish(Runtime *rt) {
    rt->recording &= (uint8_t)~(RECORD_EVENTS | RECORD_WATCH);
    rt->watching = false;
    rt->stop_at = UINT64_MAX;
    program_finish(rt);
}
/* What lies on the C stack, as words (vm_below); none: no checkpoint can be made now. With other processes neither: their memory is the host's. */
EXPORT(hs_below) const uint32_t *hs_below(Runtime *rt, size_t *size) {
    const uint32_t *words = vm_below(rt, size);
    if (processes_others(rt)) *size = 0;
    return words;
}
EXPORT(hs_await) void hs_await(Runtime *rt, uint32_t call) { vm_await(rt, call); }
EXPORT(hs_record) void hs_record(Runtime *rt, int on) { probe_record(rt, on); }
EXPORT(hs_steps) double hs_steps(Runtime *rt) { return (double)rt->line_steps; }
/* With other processes no checkpoint can be made either: their memory is the host's. */
EXPORT(hs_native_depth) int hs_native_depth(Runtime *rt) { return (int)rt->native_depth + processes_others(rt); }

/* Address of the snapshot; its size at *size (a word of the caller's memory is not needed: hs_snapshot_size). */
EXPORT(hs_listing) const uint8_t *hs_listing(Runtime *rt, uint32_t from, size_t *size) { return probe_listing(rt, from, size); }
EXPORT(hs_snapshot) const uint8_t *hs_snapshot(Runtime *rt, size_t *size) { return probe_snapshot(rt, size); }

EXPORT(hs_want) void hs_want(Runtime *rt, uint32_t objects) { probe_want(rt, objects); }

/* ---- queries: what they return lies above the span until hs_scratch_clear; the program may not run before ---- */
EXPORT(hs_graph) const uint8_t *hs_graph(Runtime *rt, size_t *size) { return probe_graph(rt, size); }
EXPORT(hs_describe) const uint8_t *hs_describe(Runtime *rt, size_t address, size_t *size) {
    return probe_describe(rt, address, size);
}
/* ---- watches: questions answered at each line event (probe/watch.h) ---- */
EXPORT(hs_watch_text) char *hs_watch_text(Runtime *rt) { return probe_watch_text(rt); }
EXPORT(hs_watch_add)
int hs_watch_add(Runtime *rt, int kind, int mode, uint32_t a, uint32_t b, int c, uint32_t size) {
    return probe_watch_add(rt, kind, mode, a, b, c, size);
}
EXPORT(hs_watch_clear) void hs_watch_clear(Runtime *rt) { probe_watch_clear(rt); }
EXPORT(hs_watch_end) void hs_watch_end(Runtime *rt) { probe_watch_end(rt); }
EXPORT(hs_watch_read) const uint8_t *hs_watch_read(Runtime *rt, size_t *size) { return probe_watch_read(rt, size); }
EXPORT(hs_watch_taken) void hs_watch_taken(Runtime *rt) { probe_watch_taken(rt); }
EXPORT(hs_watch_slot) int hs_watch_slot(Runtime *rt, uint32_t frame, uint32_t size, uint32_t *code) {
    return probe_watch_slot(rt, frame, size, code);
}
EXPORT(hs_find) uint32_t hs_find(Runtime *rt, int what, uint32_t from, int index, uint32_t size) {
    return probe_find(rt, what, from, index, size);
}
EXPORT(hs_condition) int hs_condition(Runtime *rt, const char *text, size_t size, int fuel) {
    return builtins_condition(rt, text, size, fuel);
}
EXPORT(hs_depth) int hs_depth(Runtime *rt) { return rt->recursion_limit - rt->ts.recursion_left; }

EXPORT(hs_scratch_clear) void hs_scratch_clear(Runtime *rt) { scratch_clear(rt); }

/* The recorder. What tracer_take returns is valid until the program runs on. */
static Tracer *tracer_of(Runtime *rt) { return (Tracer *)(void *)((uint8_t *)rt - TRACER_BYTES); }
EXPORT(hs_trace) void hs_trace(Runtime *rt, int whole, uint32_t limit) { tracer_start(rt, tracer_of(rt), whole, limit); }
EXPORT(hs_trace_line) void hs_trace_line(Runtime *rt) { tracer_line(rt); }
EXPORT(hs_trace_end) void hs_trace_end(Runtime *rt) { tracer_stop(rt); }
/* Who goes on recording, and who did: 1 the recorder of lines, 2 the one of memory events. */
EXPORT(hs_tracing) int hs_tracing(Runtime *rt, int on) {
    int was = (rt->tracer != NULL) | recorder_go_on((on & 2) != 0) << 1;
    rt->tracer = on & 1 ? tracer_of(rt) : NULL;
    return was;
}
EXPORT(hs_trace_take) const char *hs_trace_take(Runtime *rt, size_t *size) { return tracer_take(tracer_of(rt), size); }
EXPORT(hs_trace_full) int hs_trace_full(Runtime *rt) { return tracer_is_full(tracer_of(rt)); }

/* Checkpoints, by number. The store is where hs_new put it: at rt - store_bytes. */
EXPORT(hs_save) int hs_save(Runtime *rt, Store *store) { return store_save(store, rt); }
EXPORT(hs_restore) void hs_restore(Runtime *rt, Store *store, int number) { store_restore(store, rt, number); }
EXPORT(hs_drop) void hs_drop(Runtime *rt, Store *store, int number) {
    (void)rt;
    store_drop(store, number);
}
EXPORT(hs_settle) void hs_settle(Runtime *rt, Store *store) {
    (void)rt;
    store_settle(store);
}
EXPORT(hs_store_parent) int hs_store_parent(Runtime *rt, Store *store) {
    (void)rt;
    return store_parent(store);
}
EXPORT(hs_store_adopt) void hs_store_adopt(Runtime *rt, Store *store, int number) {
    (void)rt;
    store_adopt(store, number);
}
EXPORT(hs_store_used) size_t hs_store_used(Runtime *rt, Store *store) {
    (void)rt;
    return store_used(store);
}

/* The span: what a runtime writes to, the probe's memory in it included. */
EXPORT(hs_base) uint8_t *hs_base(Runtime *rt) { return rt->span_base; }
EXPORT(hs_top) uint8_t *hs_top(Runtime *rt) { return rt->span_top; }
