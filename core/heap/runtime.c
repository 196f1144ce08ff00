/* The runtime's birth and end, memory for static objects, the roots of this layer.
 *
 * First MiB of the span: the Runtime struct (with all static types), one Arena record and one kind byte per MiB, then the static
 * objects. Everything else is pools and large blocks above. */
#include "base/hash.h"
#include "heap/events.h"
#include "heap/pool_impl.h"
#include "heap/seam.h"

HS_COLD void hs_fatal(const char *message) { host_abort(message); }

void *static_alloc(Runtime *rt, size_t size) {
    size = round_up(size, HS_ALIGNMENT);
    if (size > (size_t)(rt->static_limit - rt->static_top)) hs_fatal("static region is full");
    void *memory = rt->static_top;
    rt->static_top += size;
    return memory;
}

static void lay_out(Runtime *rt, uint8_t *memory, size_t limit) {
    rt->span_base = memory;
    rt->span_top = memory + CHUNK_SIZE;
    rt->static_top = memory + round_up(sizeof(Runtime), HS_ALIGNMENT);
    rt->static_limit = memory + CHUNK_SIZE;
    rt->pool.chunk_limit = limit / CHUNK_SIZE;
    rt->births = CHUNK_SIZE / HS_ALIGNMENT;
    rt->span_limit = memory + rt->pool.chunk_limit * CHUNK_SIZE;
    rt->pool.arenas = static_alloc(rt, rt->pool.chunk_limit * sizeof(Arena));
    rt->pool.chunk_kind = static_alloc(rt, rt->pool.chunk_limit);
    rt->pool.chunk_kind[0] = CHUNK_RUNTIME;
    rt->pool.chunks_in_use = 1;
}

void runtime_place_natives(Runtime *rt) {
    bool at_once = rt->has_threads || rt->starts_processes;
    rt->natives_from = at_once ? 0 : rt->natives_first;
    rt->stack_deep = at_once && !WHAT_IF_ON(rt) ? 0 : rt->deep_first;
}

Runtime *runtime_new(void *memory, size_t limit, const RuntimeOptions *options) {
    Runtime *rt = memory;
    size_t wanted = options && options->memory_limit ? options->memory_limit : HS_MEMORY_LIMIT;
    uint64_t seed = options ? options->hash_seed : 0;
    if (limit < 2 * CHUNK_SIZE) return NULL;
    memory_unpoison(memory, CHUNK_SIZE);
    memset(memory, 0, CHUNK_SIZE);
    lay_out(rt, memory, limit);
    rt->memory_limit = wanted < limit ? wanted : limit;
    hash_key_from_seed((uint32_t)seed, &rt->hash_k0, &rt->hash_k1);
    rt->random_state[0] = seed ^ 0x9e3779b97f4a7c15ULL;
    rt->random_state[1] = seed + 0xbf58476d1ce4e5b9ULL;
    rt->lens = options && options->lens ? options->lens : lens_find(0);
    rt->recursion_limit = options && options->recursion_limit ? options->recursion_limit : HS_RECURSION_LIMIT;
    rt->stack_budget = options && options->stack_budget ? options->stack_budget : HS_STACK_BUDGET;
    rt->natives_first = rt->stack_budget / 2;
    rt->deep_first = rt->natives_first + 1;
    runtime_place_natives(rt);
    rt->stack_whole = rt->stack_deeper = rt->stack_budget;
    rt->ts.recursion_left = rt->recursion_limit;
    rt->ts.exc_top = &rt->ts.exc_base;
    rt->next_type_version = rt->next_keys_version = rt->next_func_version = 1;
    gc_init(rt);
    return object_init(rt) < 0 ? NULL : rt;
}

/* ---- roots ---- */

static int visit_types(Runtime *rt, VisitFn visit, void *arg) {
    for (int i = 0; i < TYPE_COUNT; i++) {
        TypeObj *type = &rt->types[i];
        VISIT(type->base);
        VISIT(type->bases);
        VISIT(type->mro);
        VISIT(type->dict);
        VISIT(type->subclasses);
    }
    for (int i = 0; i < CLASS_COUNT; i++) VISIT(rt->classes[i]);
    VISIT(rt->twins);
    return 0;
}

int thread_state_visit(ThreadState *ts, VisitFn visit, void *arg) {
    VISIT(ts->raised_type);
    VISIT(ts->raised_value);
    VISIT(ts->raised_tb);
    VISIT(ts->exc_base.value);
    VISIT(ts->context);
    VISIT(ts->async_gen_firstiter);
    VISIT(ts->async_gen_finalizer);
    VISIT(ts->repr_stack);
    return 0;
}

int heap_visit_roots(Runtime *rt, VisitFn visit, void *arg) {
    int result;
    for (int i = 0; i < STR_COUNT; i++) VISIT(rt->strings[i]);
    for (int i = 0; i < METHOD_CACHE_SIZE; i++) VISIT(rt->method_cache[i].name);
    VISIT(rt->modules);
    VISIT(rt->builtins);
    VISIT(rt->builtins_module);
    VISIT(rt->sys_module);
    VISIT(rt->main_module);
    VISIT(rt->sys_dict);
    VISIT(rt->last_resort_memory_error);
    VISIT(rt->unraisable_hook);
    VISIT(rt->exception_group);
    VISIT(rt->gc.garbage);
    VISIT(rt->gc.callbacks);
    if ((result = thread_state_visit(&rt->ts, visit, arg))) return result;
    return visit_types(rt, visit, arg);
}

/* ---- end ---- */

void method_cache_clear(Runtime *rt) {
    for (int i = 0; i < METHOD_CACHE_SIZE; i++) {
        rt->method_cache[i].version = 0;
        own_clear(rt, &rt->method_cache[i].name);
    }
}

static void clear_objects(Runtime *rt) {
    own_clear(rt, &rt->main_module);
    own_clear(rt, &rt->modules);
    own_clear(rt, &rt->sys_dict);
    own_clear(rt, &rt->sys_module);
    own_clear(rt, &rt->builtins);
    own_clear(rt, &rt->builtins_module);
    own_clear(rt, &rt->ts.raised_type);
    own_clear(rt, &rt->ts.raised_value);
    own_clear(rt, &rt->ts.raised_tb);
    own_clear(rt, &rt->ts.exc_base.value);
    own_clear(rt, &rt->ts.context);
    own_clear(rt, &rt->ts.async_gen_firstiter);
    own_clear(rt, &rt->ts.async_gen_finalizer);
    own_clear(rt, &rt->ts.repr_stack);
    own_clear(rt, &rt->gc.garbage);
    own_clear(rt, &rt->gc.callbacks);
    own_clear(rt, &rt->unraisable_hook);
    own_clear(rt, &rt->exception_group);
    method_cache_clear(rt);
    gc_collect_no_callbacks(rt);
    own_clear(rt, &rt->last_resort_memory_error);
}

static void clear_types(Runtime *rt) {
    for (int i = 0; i < CLASS_COUNT; i++) own_clear(rt, &rt->classes[i]);
    own_clear(rt, &rt->twins);
    for (int i = TYPE_COUNT - 1; i >= 0; i--) {
        TypeObj *type = &rt->types[i];
        own_clear(rt, &type->subclasses);
        own_clear(rt, &type->dict);
        own_clear(rt, &type->bases);
        own_clear(rt, &type->mro);
        own_clear(rt, &type->base);
    }
    gc_collect_no_callbacks(rt);
}

size_t runtime_teardown(Runtime *rt) {
    rt->finalizing = true;
    rt->gc.debug = 0; /* DEBUG_SAVEALL would keep everything */
    own_clear(rt, &rt->gc.garbage);
    gc_collect_no_callbacks(rt);
    clear_objects(rt);
    clear_types(rt);
    for (int i = 0; i < STR_COUNT; i++) own_clear(rt, &rt->strings[i]);
    gc_clear_free_lists(rt);
    object_fini(rt);
    return pool_blocks_in_use(rt) + rt->pool.large_blocks + rt->pool.raw_blocks;
}
