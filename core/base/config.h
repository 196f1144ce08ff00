/* Every tunable: unit, default, reason. No other file holds a magic size. */
#ifndef HS_BASE_CONFIG_H
#define HS_BASE_CONFIG_H

/* The reference: CPython 3.11 on x86-64. */
#define HS_PYTHON_VERSION "3.11.7"
#define HS_VERSION "0.1.0"

/* id(x) = HS_VIRTUAL_BASE + offset of x in the arena span: looks like an x86-64 Linux heap address. */
#define HS_VIRTUAL_BASE 0x7f3a50000000ULL

/* obmalloc geometry of CPython 3.11 on 64 bits, bytes. */
#define HS_ARENA_SIZE (1u << 20)
#define HS_POOL_SIZE (1u << 14)
#define HS_POOL_HEADER 48u
#define HS_ALIGNMENT 16u
#define HS_SMALL_REQUEST 512u

/* Virtual sizes of the words in front of an object, bytes: gc links, then dict and values pointers. */
#define HS_GC_HEAD 16u
#define HS_PRE_HEAD 32u

/* Refcount with which static objects begin (CPython 3.11 _PyObject_IMMORTAL_REFCNT). */
#define HS_STATIC_REFCOUNT 999999999

/* Free list lengths, objects (CPython 3.11). */
#define HS_FREE_FLOATS 100
#define HS_FREE_LISTS 80
#define HS_FREE_DICTS 80
#define HS_FREE_DICT_KEYS 80
#define HS_FREE_TUPLE_LENGTHS 20
#define HS_FREE_TUPLES 2000

/* Small ints kept for ever: -HS_SMALL_NEG .. HS_SMALL_POS-1. */
#define HS_SMALL_NEG 5
#define HS_SMALL_POS 257

/* Dimensions of a memoryview (CPython's PyBUF_MAX_NDIM). */
#define HS_BUFFER_DIMENSIONS 64

/* sys.getrecursionlimit(), Python frames. */
#define HS_RECURSION_LIMIT 1000

/* Bounds that keep the host's stack safe, whatever sys.setrecursionlimit says. Browsers give a worker about 500 kB for
 * the machine frames of wasm; a host that has more says so (hs_new). Measured in Node: a level of eval and its callers takes 1 to 1.4 kB, 2.1 kB
 * below a sort key, a level of repr, comparison or call without Python code 0.2 to 0.25 kB, one of a syntax tree or of hash 0.2 kB. From half
 * the budget on special methods are run without (vm/replay.c). */
#define HS_STACK_BUDGET 440000u /* bytes: */
#define HS_STACK_OF_EVAL 1300u
#define HS_STACK_OF_CALL 280u
#define HS_STACK_OF_CLASS 1300u /* making one, which calls methods */
#define HS_STACK_OF_TREE 200u /* of a syntax tree, of tuples in tuples whose hash is asked for */

/* Nesting of deallocations after which the trashcan defers (CPython 3.11). */
#define HS_TRASHCAN_DEPTH 50

/* Bytes of the frame stack's chunks (CPython 3.11 DATA_STACK_CHUNK_SIZE). */
#define HS_DATA_STACK_CHUNK (16u << 10)

/* Default bound of the span that arenas and large blocks come from, bytes; an option of the session. */
#define HS_MEMORY_LIMIT (240u << 20)

/* Bytes of the limit kept back until the rest is used up: for the handlers of that MemoryError. Two MiB hold an arena
 * and a region of large blocks. */
#define HS_MEMORY_RESERVE (2u << 20)

/* Green threads. A tick is a call or a back jump; CPython runs about one in 50 ns. A turn lasts sys.getswitchinterval(),
 * 5 ms. Idents are addresses of thread stacks of 8 MiB and a guard page, as glibc lays them out. */
#define HS_TICK_NS 50u
#define HS_SWITCH_TICKS 100000
#define HS_MAIN_THREAD 0x7ffff7d8b740ULL
#define HS_THREAD_STACK 0x801000ULL
#define HS_PROCESS_ID 4242u

/* os.fork(): processes at a time, ended ones that nobody waited for included, and forks in a run: a program that forks without end is stopped by
 * the second. How many may wait with C frames on the host's stack. How long, by the program's clock, those run on that
 * are left when the program has ended, and in which slices: a session cannot wait for one that never ends. */
#define HS_PROCESSES 128
#define HS_FORKS 1024
#define HS_PROCESSES_BELOW 4
#define HS_SLICE_OF_REST 1000000
#define HS_REST_NS 10000000000u

/* Executions of an instruction before it tries to specialise. */
#define HS_WARMUP 8

#endif
