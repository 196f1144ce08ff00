/* The boundary: what the wasm exports. Addresses are offsets in the linear memory; texts are UTF-8 with a length. Called by
 * bindings/wasm.js only; what each function does stands in exports.c. */
#ifndef HS_API_HEAPSCOPE_H
#define HS_API_HEAPSCOPE_H

#include "heap/runtime.h"
#include "probe/checkpoint.h"

Runtime *hs_new(size_t memory_limit, uint32_t hash_seed, int recursion_limit, size_t store_bytes, int minor, uint32_t stack_budget);
void hs_trace(Runtime *rt, int whole, uint32_t limit);
void hs_trace_line(Runtime *rt);
void hs_trace_end(Runtime *rt);
int hs_tracing(Runtime *rt, int on);
const char *hs_trace_take(Runtime *rt, size_t *size);
int hs_trace_full(Runtime *rt);
int hs_save(Runtime *rt, Store *store);
void hs_restore(Runtime *rt, Store *store, int number);
void hs_drop(Runtime *rt, Store *store, int number);
void hs_settle(Runtime *rt, Store *store);
int hs_store_parent(Runtime *rt, Store *store);
void hs_store_adopt(Runtime *rt, Store *store, int number);
size_t hs_store_used(Runtime *rt, Store *store);
void hs_more(void);
void *hs_alloc(Runtime *rt, size_t size);
void hs_free(Runtime *rt, void *memory);
int hs_argv(Runtime *rt, const char *args, size_t size);
int hs_load(Runtime *rt, const char *text, size_t size, const char *filename, int interactive);
int hs_run(Runtime *rt, int fuel);
void hs_deeper(Runtime *rt);
int hs_finish(Runtime *rt);
int hs_input(Runtime *rt, const char *text, size_t size, int end);
void hs_set_scheduler(Runtime *rt, double seed, int interval);
void hs_set_stepping(Runtime *rt, int on);
void hs_set_stop(Runtime *rt, double step);
void hs_set_instructions(Runtime *rt, int on, uint32_t stop);
int hs_end_step(Runtime *rt);
void hs_rehearse_finish(Runtime *rt);
void hs_record(Runtime *rt, int on);
double hs_steps(Runtime *rt);
int hs_native_depth(Runtime *rt);
const uint32_t *hs_below(Runtime *rt, size_t *size);
void hs_await(Runtime *rt, uint32_t call);
const uint8_t *hs_listing(Runtime *rt, uint32_t from, size_t *size);
const uint8_t *hs_snapshot(Runtime *rt, size_t *size);
const uint8_t *hs_graph(Runtime *rt, size_t *size);
const uint8_t *hs_describe(Runtime *rt, size_t address, size_t *size);
void hs_want(Runtime *rt, uint32_t objects);
void hs_scratch_clear(Runtime *rt);
char *hs_watch_text(Runtime *rt);
int hs_watch_add(Runtime *rt, int kind, int mode, uint32_t a, uint32_t b, int c, uint32_t size);
void hs_watch_clear(Runtime *rt);
void hs_watch_end(Runtime *rt);
const uint8_t *hs_watch_read(Runtime *rt, size_t *size);
void hs_watch_taken(Runtime *rt);
int hs_watch_slot(Runtime *rt, uint32_t frame, uint32_t size, uint32_t *code);
uint32_t hs_find(Runtime *rt, int what, uint32_t from, int index, uint32_t size);
int hs_condition(Runtime *rt, const char *text, size_t size, int fuel);
int hs_depth(Runtime *rt);
uint8_t *hs_base(Runtime *rt);
uint8_t *hs_top(Runtime *rt);

#endif
