/* The one struct that holds all writable state (D4). It lies at the start of the arena span, so that a checkpoint is a copy
 * of [rt, rt->span_top). What the host owns (compiled modules, output) is outside. */
#ifndef HS_HEAP_RUNTIME_H
#define HS_HEAP_RUNTIME_H

#include "heap/gc.h"
#include "heap/lens.h"
#include "heap/object.h"
#include "heap/pool.h"

enum TypeIndex {
#define HS_TYPE(name, spec) TYPE_##name,
#include "heap/types.def"
#undef HS_TYPE
#define HS_EXC(name, base, layout) TYPE_EXC_##name,
#include "heap/exceptions.def"
#undef HS_EXC
    TYPE_STARTUP_COUNT, /* those before are ready at start-up, those after it when their module is imported */
    TYPE_BEFORE_MODULES = TYPE_STARTUP_COUNT - 1,
#define HS_TYPE(name, spec) TYPE_##name,
#define HS_CLASS(name, spec)
#include "heap/module_types.def"
#undef HS_TYPE
#undef HS_CLASS
    TYPE_COUNT
};
/* Classes that a module in C makes on the heap, as CPython's heap types: CLASS(rt, PARTIAL). */
enum ClassIndex {
#define HS_TYPE(name, spec)
#define HS_CLASS(name, spec) CLASS_##name,
#include "heap/module_types.def"
#undef HS_TYPE
#undef HS_CLASS
    CLASS_COUNT
};
#define CLASS(rt, name) ((TypeObj *)borrow((rt)->classes[CLASS_##name]))
/* Borrowed TypeObj *: T(rt, LIST), EXC(rt, ValueError). Compile to an address calculation. */
#define T(rt, name) (&(rt)->types[TYPE_##name])
#define EXC(rt, name) (&(rt)->types[TYPE_EXC_##name])

/* Interned strs the C code needs: ID(rt, __init__). One list, strings.def. */
enum StringIndex {
#define HS_STR(name) STR_##name,
#define HS_LITERAL(name, text) STR_##name,
#include "heap/strings.def"
#undef HS_STR
#undef HS_LITERAL
    STR_COUNT
};
#define ID(rt, name) (borrow((rt)->strings[STR_##name]))

enum Recording { RECORD_EVENTS = 1 /* the probe */, RECORD_BLOCKS = 2 /* tracemalloc */, RECORD_WATCH = 4 /* watches */ };

enum Status { /* of hs_run: why the VM gave control back */
    STATUS_FINISHED,
    STATUS_RAISED,
    STATUS_FUEL,   /* slice used up: call again */
    STATUS_INPUT,  /* input() needs a line */
    STATUS_MODULE, /* import needs a library file */
    STATUS_STEP,   /* stopped before a line */
    STATUS_STOPPED,
    STATUS_SWITCH /* inside the VM: another thread's turn */
};

/* The stack of exceptions being handled (sys.exc_info()): one item a thread, one a generator. */
typedef struct ExcItem {
    Own value; /* normalised exception, None or NULL */
    struct ExcItem *previous;
} ExcItem;

typedef struct ThreadState {
    Frame *frame; /* running frame or NULL */
    /* the exception being raised, as CPython 3.11's curexc_*: value may be NULL or not yet an instance of type */
    Own raised_type, raised_value, raised_tb;
    ExcItem exc_base;
    ExcItem *exc_top;
    int recursion_left;  /* Python frames until RecursionError */
    int recursion_headroom;
    struct DataChunk *data_chunk;
    Own *data_top, *data_limit; /* frame stack */
    Own repr_stack; /* list of the objects whose repr is being made, or NULL */
    Own context;
    Own async_gen_firstiter, async_gen_finalizer;
    int origin_depth; /* frames kept where a coroutine is made: cr_origin */
    uint64_t id;
} ThreadState;

/* State of the allocators; see pool.c, large.c. */
#define LARGE_BINS 160
#define KEPT_SIZES 33
typedef struct PoolState {
    struct Pool *used[HS_SMALL_REQUEST / HS_ALIGNMENT]; /* per size class: pools with free blocks, first one serves */
    struct Pool *hidden[HS_SMALL_REQUEST / HS_ALIGNMENT]; /* the same while `traced`, so that the fast path finds none */
    bool traced; /* tracemalloc is told of every block: see pool_set_traced */
    struct Arena *usable;                               /* arenas with free pools, fewest free pools first */
    struct Arena *last_with[HS_ARENA_SIZE / HS_POOL_SIZE + 1]; /* rightmost usable arena with n free pools */
    struct Arena *arenas;                               /* one record per MiB of the span */
    size_t arenas_in_use, arenas_highwater, arenas_allocated; /* now, most at once, ever */
    uint8_t *chunk_kind;                                /* per MiB of the span: enum ChunkKind */
    size_t chunk_limit, chunks_in_use;                  /* MiB reachable; MiB in use */
    int reserve;                                        /* enum Reserve: the last of the memory, see span.c */
    struct LargeBlock *large_bins[LARGE_BINS];
    uint64_t large_map[(LARGE_BINS + 63) / 64]; /* bins that are not empty */
    struct LargeBlock *kept[KEPT_SIZES];        /* freed blocks up to 1032 bytes, by size, that are taken again first */
    uint8_t kept_room[KEPT_SIZES]; /* how many more of each size */
    bool passes_kept;              /* the next block is to be another: glibc's calloc() */
    size_t large_blocks, large_bytes;           /* in use by the program: blocks above 512 bytes */
    size_t raw_blocks, raw_bytes;               /* in use through raw_alloc */
} PoolState;

typedef struct MethodCacheEntry {
    uint32_t version;
    Own name;   /* counted, as CPython does */
    Obj *value; /* borrowed: the class's dict holds it */
} MethodCacheEntry;
#define METHOD_CACHE_SIZE 4096 /* CPython's: a name stays until another needs its place */

/* The error that ended the program, for the page to show: texts are cut to fit. */
typedef struct ErrorNote {
    char type[64], message[400];
    int32_t line, column, end_column; /* 1-based, 0 = not known */
} ErrorNote;

struct Runtime {
    /* ---- span ---- */
    uint8_t *span_base; /* address of this struct, MiB aligned */
    uint8_t *span_top;  /* end of what is in use, MiB aligned */
    uint8_t *span_limit;
    uint8_t *static_top, *static_limit; /* bump region for objects that live as long as the runtime */
    size_t memory_limit;
    const Lens *lens; /* which Python is shown */
    uint8_t str_heads[2]; /* bytes in front of the characters of a new str: not ASCII, ASCII */
    PoolState pool;
    GcState gc;
    FreeLists free_lists;
    ThreadState ts; /* of the running thread; swapped at a switch */

    /* ---- run control ---- */
    int32_t fuel; /* units (calls and back jumps) left in this slice */
    uint32_t native_depth; /* C frames that called back into Python */
    uint32_t stack_used, stack_budget; /* estimate of the host's stack, and its bound */
    uint32_t natives_from; /* of stack_used, where C functions begin to run as natives */
    uint32_t stack_deep;   /* ... and where C code leaves it before it calls a method: see runtime_place_natives */
    uint32_t natives_first, deep_first; /* both in a program with one thread */
    bool replaying; /* a call of a Python function is what vm/replay.c waits for. Whoever calls one for another reason switches it off meanwhile */
    uint32_t stack_whole, stack_deeper; /* the budget at the start; from where on C code calls Python code on a new stack (host_deeper) */
    int pending; /* enum Status asked for from inside a builtin (suspend) */
    bool stepping;   /* run_stepped instead of run_fast */
    uint8_t recording; /* enum Recording: who is told of objects made and freed */
    bool watching;     /* stepping: the probe has questions at each line (probe_watch) */
    uint32_t raises, writes; /* exceptions raised, pieces of output written: how many so far */
    bool finalizing;
    bool interactive;
    bool has_threads; /* besides the main one */
    bool starts_processes; /* or may */
    ErrorNote error;
    int32_t current_line; /* stepping: line about to run, 0 = none */
    uint64_t line_steps; /* line events so far */
    uint32_t births, births_before; /* objects made, counted from what static ones can be: so far, and before the program. See note_birth */
    uint64_t stop_at;    /* stop before this line step */
    struct Tracer *tracer; /* records each line; outside the span; NULL = off */
    struct Probe *probe; /* events, snapshot buffers: raw memory; NULL if off */
    struct VmState *vm;  /* vm layer's own state, raw memory */
    struct LibState *lib; /* lib layer's own state, raw memory */
    const uint32_t *unicode_data; /* object/unicode_data.c: the file unicodedata.bin, raw memory; NULL until it is needed */
    struct LineTables *line_tables; /* compile/code_complete.c */
    struct WhatIf *what_if; /* threads without a GIL: see heap/events.h; raw memory; NULL = as CPython has it */

    /* ---- objects ---- */
    Own strings[STR_COUNT];
    struct InternTable *interned; /* str.c: set of interned strs, not counting references */
    Own modules;        /* sys.modules */
    Own builtins;       /* dict of builtins */
    Own builtins_module, sys_module, main_module;
    Own sys_dict;
    Obj *none, *true_, *false_, *ellipsis, *notimplemented; /* static, borrowed */
    Obj *empty_tuple, *empty_str, *empty_bytes;             /* static, borrowed */
    uint8_t *small_ints; /* (HS_SMALL_NEG+HS_SMALL_POS) objects, 32 bytes apart */
    uint8_t *latin1_chars; /* 256 one-character strs, 80 bytes apart */
    uint8_t *byte_chars;   /* 256 one-byte bytes, 48 bytes apart */
    Own last_resort_memory_error;
    Own exception_group; /* the class ExceptionGroup */
    Own unraisable_hook; /* sys.unraisablehook default marker */
    uint64_t hash_k0, hash_k1; /* siphash13 key of PYTHONHASHSEED=0 unless randomised */
    uint32_t next_type_version;
    uint32_t next_keys_version;
    uint32_t next_func_version;
    uint64_t next_dict_version;
    uint32_t quickened; /* living code objects that quicken() went through, from the start on as in CPython */
    uint64_t random_state[2];
    uint64_t clock_ns; /* deterministic clock: advances with fuel unless the host gives time */
    int recursion_limit;
    int int_max_str_digits; /* sys.set_int_max_str_digits(): 4300; 0 = no limit */
    Obj *varargs, *varkwargs; /* of a METH_VARARGS call that begins: the tuple, the dict if one was made */
    MethodCacheEntry method_cache[METHOD_CACHE_SIZE];
    Own classes[CLASS_COUNT]; /* NULL until their module is imported */
    Own twins;                /* list of the classes with TPF_STATIC_TWIN, or NULL */
    TypeObj types[TYPE_COUNT];
};

/* Bytes that sys.getsizeof() adds for words in front of an instance, besides the gc links. */
HS_INLINE uint32_t type_front_size(Runtime *rt, const TypeObj *type) {
    return (type->flags & TPF_IN_FRONT) && rt->lens->inline_values ? HS_PRE_HEAD - HS_GC_HEAD : 0;
}
HS_INLINE bool is_none(Runtime *rt, Obj *o) { return o == rt->none; }
#define RAISED(rt) ((rt)->ts.raised_type != (Own)0)

/* Each object has the number of its birth, so that one can be told from those that lay at its address before: in a word that CPython's
 * layout leaves free on 32 bits. That is the word in front of it, which a gc header and the head of a large block have to spare, or the
 * last one of a small block. Natively there is none. */
enum { HS_NOTES_BIRTHS = sizeof(void *) == 4 };
HS_INLINE void note_birth(Runtime *rt, void *word) {
    if (HS_NOTES_BIRTHS) *(uint32_t *)word = ++rt->births;
}
HS_INLINE void *birth_in_front(void *object) { return (char *)object - 4; }
HS_INLINE void *birth_behind(void *object, size_t size) {
    return size <= HS_SMALL_REQUEST ? (char *)object + round_up(size, HS_ALIGNMENT) - 4 : birth_in_front(object);
}

/* Memory that lives as long as the runtime (static objects). 16-byte aligned, zeroed. */
void *static_alloc(Runtime *rt, size_t size);
/* id(obj): virtual address. */
HS_INLINE uint64_t object_id(Runtime *rt, const Obj *obj) {
    return HS_VIRTUAL_BASE + (uint64_t)((const uint8_t *)obj - rt->span_base);
}

typedef struct RuntimeOptions {
    uint64_t hash_seed; /* 0: as PYTHONHASHSEED=0; else keys derived from it */
    size_t memory_limit;
    int recursion_limit;
    const Lens *lens; /* NULL: the default */
    uint32_t stack_budget; /* 0: HS_STACK_BUDGET */
} RuntimeOptions;
/* Lay out a runtime at `memory` (MiB aligned, `limit` bytes reachable): span, pools, gc, then in layer order every
 * type and singleton. Defined in heap/runtime.c for the heap part; object_init (seam.h) does the types. NULL = no memory. */
/* From where in the host's stack on C functions run as natives, and what is no function is replayed: where natives_first and deep_first say, or at
 * once in a program with threads or processes: what waits there, or starts one, must have no C frame below it. */
void runtime_place_natives(Runtime *rt);
Runtime *runtime_new(void *memory, size_t limit, const RuntimeOptions *options);
/* After the upper layers have let go of what they hold: collects, drops every root of this layer and what types hold, empties the free
 * lists. Number of blocks (pools and large ones) still in use: what leaked. Only the memory itself is usable afterwards. */
size_t runtime_teardown(Runtime *rt);

#endif
