/* _tracemalloc: where each block of the program's memory was asked for.
 *
 * While it runs, the allocator tells of every block (heap/pool.c) and the loop that keeps every frame's line up to date is used;
 * while it does not, nothing is paid. Sizes are those asked for, which are CPython's. Traces, the call stacks they share and the
 * file names lie in raw memory, beside the program's pools: what is traced gets the addresses that it gets untraced, but for large
 * blocks. Follows CPython 3.11 Modules/_tracemalloc.c. Only its default domain exists. */
#include "heap/pool_impl.h"
#include "lib/lib.h"
#include "object/abstract.h"
#include "object/exception.h"
#include "object/function.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str.h"
#include "object/tuple.h"
#include "vm/eval.h"

/* ---- layout ---- */

#define MOST_FRAMES UINT16_MAX

typedef struct TraceFrame {
    uint32_t file; /* index in files */
    int32_t line;
} TraceFrame;

/* A call stack, newest frame first. */
typedef struct CallStack {
    uint32_t hash;
    uint16_t count, total; /* frames kept, frames there were */
    Own tuple;             /* of the frames while a snapshot is taken: its traces share it */
    TraceFrame frames[];
} CallStack;

typedef struct Trace {
    void *block; /* NULL: free slot */
    CallStack *stack;
    size_t size;
} Trace;

typedef struct MemoryTraces {
    Trace *table; /* open addressing, a power of two, at most 2/3 full */
    size_t slots, count;
    CallStack **stacks; /* the same for call stacks */
    size_t stack_slots, stack_count, stack_bytes;
    Own *files; /* names, each once */
    uint32_t file_count, file_room, last_file;
    int limit; /* frames to keep */
    bool paused; /* what is allocated now is not traced */
    size_t traced, peak;
    CallStack *scratch; /* room for `limit` frames */
} MemoryTraces;

static size_t stack_size(size_t frames) { return sizeof(CallStack) + frames * sizeof(TraceFrame); }

static void *get_memory(Runtime *rt, size_t size) {
    void *memory = large_alloc(rt, size, true);
    if (memory) memset(memory, 0, size);
    return memory;
}

static void give_memory(Runtime *rt, void *memory) {
    if (memory) large_free(rt, memory);
}

/* ---- call stacks ---- */

/* Number of a file's name, -1 = no memory. */
static int64_t file_number(Runtime *rt, MemoryTraces *traces, Obj *name) {
    uint32_t last = traces->last_file;
    if (last < traces->file_count && borrow(traces->files[last]) == name) return last;
    for (uint32_t i = 0; i < traces->file_count; i++) {
        if (str_equal(borrow(traces->files[i]), name)) return traces->last_file = i;
    }
    if (traces->file_count == traces->file_room) {
        uint32_t room = traces->file_room ? 2 * traces->file_room : 16;
        Own *files = get_memory(rt, room * sizeof *files);
        if (!files) return -1;
        if (traces->files) memcpy(files, traces->files, traces->file_count * sizeof *files);
        give_memory(rt, traces->files);
        traces->files = files;
        traces->file_room = room;
    }
    traces->files[traces->file_count] = keep(name);
    return traces->last_file = traces->file_count++;
}

static Frame *complete(Frame *frame) {
    while (frame && frame_is_incomplete(frame)) frame = frame->previous;
    return frame;
}

/* Writes the running frames to scratch; -1 = no memory. Where no code runs: one frame of no known file. */
static int read_frames(Runtime *rt, MemoryTraces *traces) {
    CallStack *stack = traces->scratch;
    uint32_t hash = 0x345678;
    stack->count = stack->total = 0;
    for (Frame *frame = complete(rt->ts.frame); frame; frame = complete(frame->previous)) {
        if (stack->count < traces->limit) {
            int64_t file = file_number(rt, traces, borrow(frame_code(frame)->filename));
            int line = frame_line(frame);
            if (file < 0) return -1;
            stack->frames[stack->count++] = (TraceFrame){(uint32_t)file, line < 0 ? 0 : line};
            hash = (hash ^ (uint32_t)line ^ (uint32_t)file << 20) * 1000003u;
        }
        if (stack->total < MOST_FRAMES) stack->total++;
    }
    if (!stack->count) {
        int64_t file = file_number(rt, traces, ID(rt, anon_unknown));
        if (file < 0) return -1;
        stack->frames[0] = (TraceFrame){(uint32_t)file, 0};
        stack->count = stack->total = 1;
    }
    stack->hash = hash ^ stack->total;
    return 0;
}

static CallStack **stack_slot(const MemoryTraces *traces, const CallStack *stack) {
    size_t mask = traces->stack_slots - 1, slot = stack->hash & mask;
    for (CallStack *other; (other = traces->stacks[slot]); slot = (slot + 1) & mask) {
        if (other->hash == stack->hash && other->count == stack->count && other->total == stack->total &&
            memcmp(other->frames, stack->frames, stack->count * sizeof(TraceFrame)) == 0)
            break;
    }
    return &traces->stacks[slot];
}

static int grow_stacks(Runtime *rt, MemoryTraces *traces) {
    MemoryTraces grown = *traces;
    grown.stack_slots = traces->stack_slots ? 2 * traces->stack_slots : 64;
    if (!(grown.stacks = get_memory(rt, grown.stack_slots * sizeof *grown.stacks))) return -1;
    for (size_t i = 0; i < traces->stack_slots; i++) {
        if (traces->stacks[i]) *stack_slot(&grown, traces->stacks[i]) = traces->stacks[i];
    }
    give_memory(rt, traces->stacks);
    *traces = grown;
    return 0;
}

/* The call stack of now, kept once; NULL = no memory. */
static CallStack *current_stack(Runtime *rt, MemoryTraces *traces) {
    if (read_frames(rt, traces) < 0) return NULL;
    if (3 * traces->stack_count >= 2 * traces->stack_slots && grow_stacks(rt, traces) < 0) return NULL;
    CallStack **slot = stack_slot(traces, traces->scratch);
    if (*slot) return *slot;
    size_t size = stack_size(traces->scratch->count);
    CallStack *stack = get_memory(rt, size);
    if (!stack) return NULL;
    memcpy(stack, traces->scratch, size);
    traces->stack_count++;
    traces->stack_bytes += size;
    return *slot = stack;
}

/* ---- traces ---- */

static size_t home_slot(const MemoryTraces *traces, const void *block) {
    return ((uintptr_t)block >> 4) * 2654435761u >> 7 & (traces->slots - 1);
}

/* Slot of a block, or the free one where it belongs. */
static Trace *trace_slot(const MemoryTraces *traces, const void *block) {
    size_t slot = home_slot(traces, block);
    while (traces->table[slot].block && traces->table[slot].block != block) slot = (slot + 1) & (traces->slots - 1);
    return &traces->table[slot];
}

static int grow_table(Runtime *rt, MemoryTraces *traces) {
    MemoryTraces grown = *traces;
    grown.slots = traces->slots ? 2 * traces->slots : 1024;
    if (!(grown.table = get_memory(rt, grown.slots * sizeof *grown.table))) return -1;
    for (size_t i = 0; i < traces->slots; i++) {
        if (traces->table[i].block) *trace_slot(&grown, traces->table[i].block) = traces->table[i];
    }
    give_memory(rt, traces->table);
    *traces = grown;
    return 0;
}

int tracemalloc_add(Runtime *rt, void *block, size_t size) {
    MemoryTraces *traces = rt->lib->traces;
    if (traces->paused) {
        tracemalloc_remove(rt, block);
        return 0;
    }
    CallStack *stack = current_stack(rt, traces);
    if (!stack || (3 * traces->count >= 2 * traces->slots && grow_table(rt, traces) < 0)) return -1;
    Trace *trace = trace_slot(traces, block);
    if (trace->block) traces->traced -= trace->size;
    else traces->count++;
    *trace = (Trace){block, stack, size};
    traces->traced += size;
    if (traces->traced > traces->peak) traces->peak = traces->traced;
    return 0;
}

/* Moves what follows in its run up, so that no gap hides it. */
void tracemalloc_remove(Runtime *rt, void *block) {
    MemoryTraces *traces = rt->lib->traces;
    if (!traces->slots) return;
    Trace *gap = trace_slot(traces, block);
    if (!gap->block) return;
    traces->traced -= gap->size;
    traces->count--;
    size_t mask = traces->slots - 1, hole = (size_t)(gap - traces->table), next = hole;
    for (;;) {
        next = (next + 1) & mask;
        if (!traces->table[next].block) break;
        size_t home = home_slot(traces, traces->table[next].block);
        if (((next - home) & mask) < ((next - hole) & mask)) continue;
        traces->table[hole] = traces->table[next];
        hole = next;
    }
    traces->table[hole].block = NULL;
}

/* By the rule of CPython 3.11, which forgets the words in front of objects with a managed dict: their block is never found. */
static Trace *trace_of(Runtime *rt, Obj *object) {
    MemoryTraces *traces = rt->lib->traces;
    if (!rt->pool.traced || !traces->slots) return NULL;
    Trace *trace = trace_slot(traces, (char *)object - (type_is_gc(object->type) ? HS_GC_HEAD : 0));
    return trace->block ? trace : NULL;
}

void tracemalloc_reuse(Runtime *rt, Obj *object) {
    Trace *trace = trace_of(rt, object);
    CallStack *stack = trace ? current_stack(rt, rt->lib->traces) : NULL;
    if (stack) trace->stack = stack;
}

int tracemalloc_visit_roots(Runtime *rt, VisitFn visit, void *arg) {
    MemoryTraces *traces = rt->lib->traces;
    if (!traces) return 0;
    for (uint32_t i = 0; i < traces->file_count; i++) VISIT(traces->files[i]);
    return 0;
}

static void forget_all(Runtime *rt, MemoryTraces *traces) {
    for (size_t i = 0; i < traces->stack_slots; i++) give_memory(rt, traces->stacks[i]);
    give_memory(rt, traces->stacks);
    give_memory(rt, traces->table);
    Own *files = traces->files;
    uint32_t count = traces->file_count;
    *traces = (MemoryTraces){.limit = traces->limit, .scratch = traces->scratch};
    for (uint32_t i = 0; i < count; i++) release(rt, files[i]);
    give_memory(rt, files);
}

void tracemalloc_stop(Runtime *rt) {
    MemoryTraces *traces = rt->lib->traces;
    if (!traces || traces->paused) return;
    pool_set_traced(rt, false);
    rt->recording &= (uint8_t)~RECORD_BLOCKS;
    forget_all(rt, traces);
    give_memory(rt, traces->scratch);
    give_memory(rt, traces);
    rt->lib->traces = NULL;
}

static int start_tracing(Runtime *rt, int limit) {
    if (rt->lib->traces) return 0;
    MemoryTraces *traces = get_memory(rt, sizeof *traces);
    if (!traces || !(traces->scratch = get_memory(rt, stack_size((size_t)limit)))) {
        give_memory(rt, traces);
        if (!RAISED(rt)) raise_memory_error(rt);
        return -1;
    }
    traces->limit = limit;
    rt->lib->traces = traces;
    rt->lib->traces_limit = limit;
    rt->recording |= RECORD_BLOCKS;
    pool_set_traced(rt, true);
    if (rt->fuel > 1) rt->fuel = 1; /* go on soon in the loop that keeps lines */
    return 0;
}

/* ---- functions ---- */

#define TRACEMALLOC(name)                                                                                             \
    static Own tracemalloc_##name(Runtime *rt, HS_UNUSED Obj *self, HS_UNUSED Obj *const *args, HS_UNUSED size_t nargs, \
                                  HS_UNUSED Obj *kwnames)

TRACEMALLOC(is_tracing) { return bool_from(rt, rt->pool.traced); }

TRACEMALLOC(clear_traces) {
    if (rt->lib->traces && !rt->lib->traces->paused) forget_all(rt, rt->lib->traces);
    return keep(rt->none);
}

TRACEMALLOC(reset_peak) {
    if (rt->lib->traces) rt->lib->traces->peak = rt->lib->traces->traced;
    return keep(rt->none);
}

TRACEMALLOC(start) {
    int64_t limit = 1;
    if (nargs && args_int(rt, args[0], &limit) < 0) return NULL;
    if (limit < 1 || limit > MOST_FRAMES)
        return raise_format(rt, EXC(rt, ValueError), "the number of frames must be in range [1; %d]", MOST_FRAMES);
    return start_tracing(rt, (int)limit) < 0 ? NULL : keep(rt->none);
}

TRACEMALLOC(stop_function) {
    tracemalloc_stop(rt);
    return keep(rt->none);
}

TRACEMALLOC(get_traceback_limit) { return int_from_i64(rt, rt->lib->traces_limit ? rt->lib->traces_limit : 1); }

TRACEMALLOC(get_tracemalloc_memory) {
    MemoryTraces *traces = rt->lib->traces;
    return int_from_u64(rt, !traces ? 0
                                    : sizeof *traces + traces->slots * sizeof(Trace) + traces->stack_bytes +
                                          traces->stack_slots * sizeof(void *) + traces->file_room * sizeof(Own));
}

static Own pair(Runtime *rt, Own first, Own second) {
    Own made = first && second ? tuple_pack(rt, 2, borrow(first), borrow(second)) : (Own)0;
    xrelease(rt, first);
    xrelease(rt, second);
    return made;
}

TRACEMALLOC(get_traced_memory) {
    MemoryTraces *traces = rt->lib->traces;
    size_t traced = traces ? traces->traced : 0, peak = traces ? traces->peak : 0;
    Own first = int_from_u64(rt, traced);
    return pair(rt, first, int_from_u64(rt, peak));
}

/* Tuple of (file name, line), newest frame first. */
static Own frames_tuple(Runtime *rt, const CallStack *stack) {
    Own frames = tuple_alloc(rt, stack->count);
    if (frames) gc_track(rt, borrow(frames));
    for (int i = 0; frames && i < stack->count; i++) {
        Own name = keep(borrow(rt->lib->traces->files[stack->frames[i].file]));
        Own frame = pair(rt, name, int_from_i64(rt, stack->frames[i].line));
        if (!frame) own_clear(rt, &frames);
        else TUPLE(borrow(frames))->items[i] = frame;
    }
    return frames;
}

TRACEMALLOC(get_object_traceback) {
    Trace *trace = trace_of(rt, args[0]);
    return trace ? frames_tuple(rt, trace->stack) : keep(rt->none);
}

/* (domain, size, frames, number of frames there were) */
static Own trace_tuple(Runtime *rt, const Trace *trace) {
    CallStack *stack = trace->stack;
    Own made = tuple_alloc(rt, 4);
    if (!made) return made;
    gc_track(rt, borrow(made));
    Own *items = TUPLE(borrow(made))->items;
    items[0] = int_from_i64(rt, 0);
    items[1] = int_from_u64(rt, trace->size);
    if (!stack->tuple) stack->tuple = frames_tuple(rt, stack);
    if (stack->tuple) items[2] = keep(borrow(stack->tuple));
    items[3] = int_from_i64(rt, stack->total);
    if (!items[1] || !items[2]) own_clear(rt, &made);
    return made;
}

/* Of the traces as they are at the beginning: collections may free blocks meanwhile. */
TRACEMALLOC(get_traces) {
    MemoryTraces *traces = rt->lib->traces;
    Own list = list_new(rt, 0);
    if (!list || !traces || traces->paused) return list;
    size_t count = 0;
    Trace *copy = get_memory(rt, (traces->count + 1) * sizeof *copy);
    if (!copy) return own_clear(rt, &list), raise_memory_error(rt);
    for (size_t i = 0; i < traces->slots; i++) {
        if (traces->table[i].block) copy[count++] = traces->table[i];
    }
    traces->paused = true;
    for (size_t i = 0; list && i < count; i++) {
        Own item = trace_tuple(rt, &copy[i]);
        if (!item || list_append_steal(rt, borrow(list), item) < 0) own_clear(rt, &list);
    }
    for (size_t i = 0; i < count; i++) own_clear(rt, &copy[i].stack->tuple);
    traces->paused = false;
    give_memory(rt, copy);
    return list;
}

static const MethodDef functions[] = {
    {"_get_object_traceback", tracemalloc_get_object_traceback, METH_O, 1, 1,
     "_get_object_traceback($module, obj, /)\n--\n\nThe frames that allocated the object, newest first; or None."},
    {"_get_traces", tracemalloc_get_traces, METH_NOARGS, 0, 0,
     "_get_traces($module, /)\n--\n\nList of (domain, size, frames, number of frames)."},
    {"clear_traces", tracemalloc_clear_traces, METH_NOARGS, 0, 0,
     "clear_traces($module, /)\n--\n\nForget all blocks traced so far."},
    {"get_traceback_limit", tracemalloc_get_traceback_limit, METH_NOARGS, 0, 0,
     "get_traceback_limit($module, /)\n--\n\nMost frames kept of a call stack."},
    {"get_traced_memory", tracemalloc_get_traced_memory, METH_NOARGS, 0, 0,
     "get_traced_memory($module, /)\n--\n\nBytes traced: (current, peak)."},
    {"get_tracemalloc_memory", tracemalloc_get_tracemalloc_memory, METH_NOARGS, 0, 0,
     "get_tracemalloc_memory($module, /)\n--\n\nBytes that tracing itself takes."},
    {"is_tracing", tracemalloc_is_tracing, METH_NOARGS, 0, 0, "is_tracing($module, /)\n--\n\nWhether blocks are traced."},
    {"reset_peak", tracemalloc_reset_peak, METH_NOARGS, 0, 0,
     "reset_peak($module, /)\n--\n\nThe peak begins anew at the current size."},
    {"start", tracemalloc_start, METH_FASTCALL, 0, 1,
     "start($module, nframe=1, /)\n--\n\nTrace blocks from now on, with up to nframe frames of the call stack."},
    {"stop", tracemalloc_stop_function, METH_NOARGS, 0, 0, "stop($module, /)\n--\n\nStop tracing and forget all traces."},
    METHOD_END,
};

Own tracemalloc_module_init(Runtime *rt) {
    Own name = str_intern_cstr(rt, "_tracemalloc");
    Own module = name ? module_new(rt, borrow(name)) : NULL;
    xrelease(rt, name);
    if (module && module_add_methods(rt, borrow(module), functions) < 0) own_clear(rt, &module);
    return module;
}
