/* What the library's files share: its state, the modules made in C, start and end of a program. */
#ifndef HS_LIB_LIB_H
#define HS_LIB_LIB_H

#include "heap/pool_counts.h"
#include "heap/seam.h"

enum { FUTURE_FLAGS = 0x1fe0000 }; /* of code: what a program can ask for by "from __future__ import" */

typedef struct LibState {
    Own stdin_, stdout_, stderr_; /* text streams, as sys.__stdout__ ... keep them */
    CodeArena code_arena;         /* constants the parser's arena keeps while the program runs */
    Own filename;          /* of the program */
    Own main_module;       /* while a file runs, as CPython's run_file keeps it */
    char *text;            /* the program: raw memory */
    size_t text_size, text_position;
    bool waiting_for_threads; /* the code has ended, threading._shutdown() runs */
    enum Status ending;       /* how the code ended */
    bool prompt_begun;
    int32_t prompt_flags; /* FUTURE_FLAGS of the statements so far */
    bool untracking; /* some class written in Python has instances that the collector does not know: _support.lay_out */
    uint8_t *input;     /* lines given by the host, raw memory */
    size_t input_length, input_position, input_capacity;
    bool input_ended;   /* no more will come */
    bool prompt_shown;  /* input() waits for its line */
    bool hint_given;    /* that of warn_unawaited() */
    size_t stream_slots; /* where those of io.StringIO and io.BytesIO begin */
    Obj *stream_classes[2]; /* these two, which stay */
    int exit_status;
    double switch_interval;
    Own unraisable_type; /* sys.UnraisableHookArgs */
    Own except_hook_type; /* _thread._ExceptHookArgs */
    Own audit_hooks;     /* list of the functions of sys.addaudithook, or NULL */
    Own ast_types;       /* list of the classes of _ast, made when needed: see astmodule.c */
    Own asyncgen_hooks_type; /* sys.asyncgen_hooks */
    int64_t thread_stack_size;
    Own atexit_callbacks; /* list of (function, args, kwargs) */
    Own warnings_seen;     /* dict of (text, category, file, line) */
    Own sources;           /* dict file name -> text, for tracebacks */
    Own sizes;             /* tuple: a block of each size, so that no pool but the program's own is ever empty */
    int dlopen_flags;      /* of sys.setdlopenflags */
    void *start_blocks;    /* in pools that start-up left nearly full, chained by their first words */
    PoolCounts start_counts; /* the pools when the program began: see malloc_stats_at_start */
    Own builtins_copy;     /* builtins as they were at the start */
    Own print_names;       /* tuple of print()'s keywords: CPython makes it with the first call, and keeps it */
    Own at_forks;          /* list of what os.register_at_fork() was given, which outlives the modules; NULL: nothing was */
    struct MemoryTraces *traces; /* tracemallocmodule.c: raw memory, NULL while it does not run */
    int traces_limit; /* frames kept by the last tracemalloc.start() */
    struct Files *files; /* files.c: raw memory, NULL until one is asked for */
    struct Processes *processes; /* processes.c: raw memory, NULL until it is needed */
    int64_t forked;      /* what fork() answers in this process; -1 = there was no room */
    bool fork_answered;  /* ... when its call is made again */
    Own decimal;         /* tuple of what the module decimal keeps */
    struct {             /* the context found last, for variables whose values are these: nothing here is counted */
        Obj *values, *context;
        uint32_t serial; /* of `values` */
    } decimal_current;
    Own hamt, hamt_node;  /* those without keys: hamt.c */
    uint32_t hamt_serial; /* of the last one */
    bool over;           /* the process has ended, and waits for the others */
    bool left;           /* os._exit(): nothing of the program runs any more */
} LibState;

/* ---- modules made in C: modules.def ---- */
#define HS_MODULE(name, init) Own init(Runtime *rt);
#include "lib/modules.def"
#undef HS_MODULE
Own builtins_module_init(Runtime *rt);
Own sys_module_init(Runtime *rt);
int tracemalloc_visit_roots(Runtime *rt, VisitFn visit, void *arg);
void tracemalloc_stop(Runtime *rt);
enum { START_UNUSED_POOLS = 18 };     /* that CPython 3.11 has when it begins to read the main program */
void malloc_stats_write(Runtime *rt); /* sys._debugmallocstats(): on the host's stderr */
size_t malloc_stats_blocks(Runtime *rt); /* sys.getallocatedblocks() */
Own builtin_module_names(Runtime *rt); /* sys.builtin_module_names: sorted tuple */

/* ---- streams ---- */
Own text_stream_new(Runtime *rt, int fd, const char *name, const char *mode);
/* Next line of the program's input with its newline, "" at the end; NULL: raised, or rt->pending = STATUS_INPUT. */
Own input_read_line(Runtime *rt);
int input_wait(Runtime *rt);
int input_wait_all(Runtime *rt); /* until the end of the input is known */
bool text_stream_reads(const MethodDef *def); /* a method that may wait for input */
/* Input from the host: bytes are copied; end: no more will come. -1 = no memory. */
int input_feed(Runtime *rt, const void *bytes, size_t size, bool end);
/* api: ask the host for input now (it calls input_feed). 0 = it did; -1 = it must be waited for. */
int host_input(Runtime *rt);

/* ---- threads ---- */
Own lock_new(Runtime *rt); /* a free _thread.lock */
/* Seconds of a timeout as nanoseconds; -1 = raised. */
int seconds_to_ns(Runtime *rt, Obj *value, double *out);

/* ---- program ---- */
int lib_init(Runtime *rt);  /* builtins, sys, __main__; -1 raised */
/* Print the raised exception as the interpreter's top level does (sys.excepthook); SystemExit sets the exit status. Clears it. */
void report_uncaught(Runtime *rt);
/* The dict of __main__, NULL after the end. */
Obj *main_namespace(Runtime *rt);
/* Keep a file's text for tracebacks and warnings. */
int source_remember(Runtime *rt, Obj *filename, Obj *text);
/* Where the runtime's clock is 0: 2026-01-01 00:00:00 UTC, in seconds. */
#define CLOCK_EPOCH UINT64_C(1767225600)
/* An item of sys.flags; none of that name: nothing. */
int sys_set_flag(Runtime *rt, const char *name, int64_t value);
/* Interactive display hook of an expression statement. */
int display_value(Runtime *rt, Obj *value);
/* Interpreter teardown: threads, atexit, modules in CPython's order. */
void lib_finalize(Runtime *rt);
void lib_free(Runtime *rt);

/* sys.stdout / sys.stderr as the program has set them: borrowed or NULL. */
Obj *sys_get(Runtime *rt, const char *name);
int file_write_str(Runtime *rt, Obj *file, Obj *text);
int file_write_cstr(Runtime *rt, Obj *file, const char *ascii);
void atexit_run(Runtime *rt);

#endif
