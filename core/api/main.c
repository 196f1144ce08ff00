/* Native runner for tests, sanitizers and fuzzing: the same commands as the product's command line where they
 * make sense here. Not part of the wasm.
 *
 *   heapscope run FILE [ARGS]      as `python3 -u FILE`
 *   heapscope repl < FILE          as `python3 -i -q < FILE`
 *   heapscope dump-code FILE       code objects as JSON
 *   heapscope compile-library FOLDER OUT FILES...   compiled forms of modules of FOLDER, where they changed: OUT/FILE.code
 *   heapscope read-forms FILES    tells which of these compiled forms can be read, whatever their sums are
 *   heapscope dump-abi             the tables that the bindings read, as JSON
 * Options before the command: --audit (recount every reference after each slice and at exit), --fuel N (units a slice),
 * --stack KIB (of the host's stack), --stepped, --seed N (of the threads' order), --interval N (ticks of a thread's turn); --statements (with --audit: also before each line,
 * the first times it runs); --python 3.N (the version lens); --what-if MODE TEXT (a build with HS_EVENTS:
 * see what_if_begin; the report goes to standard error); --rehearse N (every N allocations a collection is gone through up to what is unreachable, without effect). */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "api/main_library.h"
#include "base/poison.h"
#include "compile/code_file.h"
#include "compile/compile.h"
#include "compile/parse.h"
#include "heap/events.h"
#include "heap/span.h"
#include "lib/files.h"
#include "lib/lib.h"
#include "lib/processes.h"
#include "lib/program.h"
#include "object/abstract.h"
#include "object/exception.h"
#include "object/str.h"
#include "probe/probe.h"
#include "vm/eval.h"
#include "vm/import.h"

typedef struct Settings {
    bool audit, stepped, statements;
    int32_t fuel, rehearse, interval, minor;
    uint64_t seed;
    int what_if; /* enum WhatIfMode, 0 = none */
    const char *what_if_text;
    size_t memory;
    uint32_t stack; /* 0: what the system gives */
} Settings;

/* ---- the host's side ---- */

void host_write(Runtime *rt, int fd, const char *text, size_t length) {
    rt->writes++;
    if (fd == 2) fflush(stdout);
    fwrite(text, 1, length, fd == 2 ? stderr : stdout);
}

HS_NORETURN void host_abort(const char *message) {
    fflush(stdout);
    fprintf(stderr, "heapscope: fatal: %s\n", message);
    abort();
}

int host_input(Runtime *rt) {
    char line[4096];
    if (!fgets(line, sizeof line, stdin)) return input_feed(rt, NULL, 0, true);
    return input_feed(rt, line, strlen(line), false);
}

uint64_t host_clock(Runtime *rt) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec + rt->clock_ns;
}

void host_pulse(Runtime *rt) { (void)rt; }
void host_entered(Runtime *rt) { (void)rt; }
void host_step_stop(Runtime *rt) { (void)rt; }
bool host_deeper(Runtime *rt) { return (void)rt, false; }

/* ---- images of processes: the span, and behind it what AddressSanitizer knows of it ---- */

#ifdef HS_ASAN
void __asan_get_shadow_mapping(size_t *scale, size_t *offset);
__attribute__((no_sanitize("address"))) static void copy_words(uint64_t *to, const uint64_t *from, size_t size) {
    for (volatile size_t i = 0; i < size / 8; i++) to[i] = from[i];
}
static uint64_t *marks_of(const void *memory) {
    size_t scale, offset;
    __asan_get_shadow_mapping(&scale, &offset);
    return (uint64_t *)(((uintptr_t)memory >> scale) + offset);
}
static void copy_marks(void *span, void *marks, size_t size, bool back) {
    copy_words(back ? marks_of(span) : marks, back ? marks : marks_of(span), size / 8);
}
#else
static void copy_words(uint64_t *to, const uint64_t *from, size_t size) { memcpy(to, from, size); }
static void copy_marks(void *span, void *marks, size_t size, bool back) { (void)span, (void)marks, (void)size, (void)back; }
#endif

typedef struct Image {
    size_t size, room;
    uint64_t bytes[];
} Image;

void *host_image_keep(Runtime *rt, uint32_t number) {
    (void)number;
    size_t size = (size_t)(rt->span_top - rt->span_base), room = sizeof(Image) + size + size / 8;
    Image *image = scratch_alloc(rt, 0, room);
    if (!image) return NULL;
    image->size = size;
    image->room = room;
    copy_words(image->bytes, (uint64_t *)(void *)rt, size);
    copy_marks(rt, image->bytes + size / 8, size, false);
    return image;
}

void host_image_load(Runtime *rt, void *memory, size_t size) {
    Image *image = memory;
    size_t used = (size_t)(rt->span_top - rt->span_base);
    memory_unpoison((uint8_t *)rt + size, used > size ? used - size : 0);
    if (used > size) memset((uint8_t *)rt + size, 0, used - size);
    copy_words((uint64_t *)(void *)rt, image->bytes, size);
    copy_marks(rt, image->bytes + size / 8, size, true);
    host_image_drop(rt, memory);
}

void host_image_drop(Runtime *rt, void *memory) {
    (void)rt;
    scratch_free(memory, ((Image *)memory)->room);
}

/* Whole file in raw memory of the runtime (or malloc'ed without one): 0, or -1 = cannot be read. */
static int read_path(Runtime *rt, const char *path, char **text, size_t *size) {
    FILE *file = strcmp(path, "-") ? fopen(path, "rb") : stdin;
    if (!file) return -1;
    size_t capacity = 1 << 16;
    *size = 0;
    *text = rt ? raw_alloc(rt, capacity) : malloc(capacity);
    size_t got;
    while (*text && (got = fread(*text + *size, 1, capacity - *size, file)) > 0) {
        *size += got;
        if (*size < capacity) continue;
        capacity *= 2;
        *text = rt ? raw_realloc(rt, *text, capacity) : realloc(*text, capacity);
    }
    int bad = ferror(file);
    fclose(file);
    return *text && !bad ? 0 : -1;
}

int host_read_file(Runtime *rt, const char *path, char **text, size_t *size) {
    return read_path(rt, path, text, size) == 0;
}

#define LIBRARY "core/lib/python"
#define COMPILED "build/library"

/* Whether a compiled form is of the text that `path` has now. */
static bool is_of_text(const char *path, const char *form, size_t size) {
    char *text;
    size_t length;
    if (size < CODE_FILE_HEAD || read_path(NULL, path, &text, &length) < 0) return false;
    bool same = code_file_word(form, WORD_TEXT_SIZE) == (uint32_t)length && code_file_word(form, WORD_TEXT_SUM) == code_file_sum(text, length);
    free(text);
    return same;
}

/* Compiled forms lie in the build folder of the sources that HEAPSCOPE_LIBRARY names. */
int host_read_library(Runtime *rt, const char *path, char **text, size_t *size) {
    char full[512];
    const char *folder = getenv("HEAPSCOPE_LIBRARY");
    size_t length = strlen(path);
    bool compiled = length > CODE_FILE_SUFFIX && strcmp(path + length - CODE_FILE_SUFFIX, ".code") == 0;
    if (!folder) folder = LIBRARY;
    if (!compiled) {
        snprintf(full, sizeof full, "%s/%s", folder, path);
        return read_path(rt, full, text, size) == 0;
    }
    snprintf(full, sizeof full, "%s/../../../" COMPILED "/%s", folder, path);
    if (read_path(rt, full, text, size) < 0) return 0;
    snprintf(full, sizeof full, "%s/%.*s", folder, (int)(length - CODE_FILE_SUFFIX), path);
    if (is_of_text(full, *text, *size)) return 1;
    raw_free(rt, *text);
    return 0;
}

/* The length of the path of the second folder around the one here; two names at least are left. */
static size_t around(const char *here) {
    size_t length = strlen(here), names = 0;
    for (const char *at = here; *at; at++) names += *at == '/';
    for (int up = 0; up < 2 && names > 2; up++, names--)
        while (here[--length] != '/') {}
    return length;
}

/* What is below the working folder and the two folders around it, to read; of the folders above, the way there. */
int host_offer(Runtime *rt, enum Offer what, const char *path, char **bytes, size_t *size) {
    char here[4096], real[4096];
    if (!getcwd(here, sizeof here)) return 0;
    if (what == OFFER_FOLDER) {
        if ((*bytes = raw_alloc(rt, *size = strlen(here)))) memcpy(*bytes, here, *size);
        return *bytes != NULL;
    }
    size_t length = around(here), depth = strlen(path);
    if (depth < length) return strncmp(path, here, depth) == 0 && here[depth] == '/' ? what == OFFER_FILE ? -1 : 0 : 0;
    struct stat found;
    if (!realpath(path, real) || strncmp(real, here, length) || stat(real, &found) < 0) return 0;
    if (what == OFFER_FILE) return S_ISDIR(found.st_mode) ? -1 : S_ISREG(found.st_mode) && read_path(rt, real, bytes, size) == 0;
    struct dirent **entries;
    int count = scandir(real, &entries, NULL, alphasort);
    *size = 0;
    *bytes = NULL;
    for (int i = 0; i < count; i++) {
        size_t name = strlen(entries[i]->d_name);
        char *grown = strcmp(entries[i]->d_name, ".") && strcmp(entries[i]->d_name, "..") ? raw_realloc(rt, *bytes, *size + name + 2) : NULL;
        if (grown) {
            memcpy(grown + *size, entries[i]->d_name, name);
            *size += name;
            if (entries[i]->d_type == DT_DIR) grown[(*size)++] = '/';
            grown[(*size)++] = 0;
            *bytes = grown;
        }
        free(entries[i]);
    }
    if (count >= 0) free(entries);
    return count >= 0;
}

/* ---- commands ---- */

/* Bytes of C stack that a program may use, as the runtime estimates them: a sanitizer's frames are up to four times as large. The system
 * gives more stack while the program runs if its limit is raised. */
static uint32_t stack_budget(void) {
    enum { WANTED = 100 << 20, SCALE = 4 };
    struct rlimit limit;
    if (getrlimit(RLIMIT_STACK, &limit) < 0) return 0;
    if (limit.rlim_cur < WANTED) {
        limit.rlim_cur = limit.rlim_max < WANTED ? limit.rlim_max : WANTED;
        if (setrlimit(RLIMIT_STACK, &limit) < 0) return 0;
    }
    return (uint32_t)((limit.rlim_cur < WANTED ? limit.rlim_cur : WANTED) / SCALE);
}

static Runtime *open_runtime(const Settings *settings) {
    void *memory = span_reserve(settings->memory);
    RuntimeOptions options = { .hash_seed = 0, .memory_limit = settings->memory,
                               .recursion_limit = HS_RECURSION_LIMIT, .lens = lens_find(settings->minor), .stack_budget = settings->stack ? settings->stack : stack_budget() };
    Runtime *rt = memory ? runtime_new(memory, settings->memory, &options) : NULL;
    if (!rt || vm_init(rt) < 0 || lib_init(rt) < 0) host_abort("the runtime could not be started");
    if (probe_open(rt) < 0) host_abort("no memory for the probe");
    rt->stepping = settings->stepped || settings->statements;
#ifdef HS_DEBUG
    rt->gc.rehearse_every = settings->rehearse;
#endif
    rt->stop_at = UINT64_MAX;
    program_set_scheduler(rt, settings->seed, settings->interval);
    const char *text = settings->what_if_text ? settings->what_if_text : "";
    if (settings->what_if && !what_if_begin(rt, settings->what_if, settings->seed, text, strlen(text)))
        host_abort("this build has no what-if");
    gc_mark_startup(rt);
    return rt;
}

/* Give everything back; complains when blocks are left. */
static void close_runtime(Runtime *rt, const Settings *settings) {
    vm_free(rt);
    lib_free(rt);
    size_t left = runtime_teardown(rt);
    if (left) fprintf(stderr, "heapscope: %zu blocks leaked\n", left);
    span_give_back(rt, settings->memory);
    if (left) exit(3);
}

/* The name that a program sees, as CPython makes it: with the working folder in front. */
static const char *full_path(const char *path, char *room, size_t size) {
    if (*path == '/' || strcmp(path, "-") == 0 || !getcwd(room, size)) return strcmp(path, "-") ? path : "<stdin>";
    size_t length = strlen(room);
    snprintf(room + length, size - length, "/%s", path);
    return room;
}

static int run_program(const Settings *settings, const char *path, char **args, int count, bool interactive) {
    char *text, argv[8192];
    size_t size, argv_size = 0;
    if (read_path(NULL, path, &text, &size) < 0) {
        fprintf(stderr, "heapscope: cannot read %s\n", path);
        return 2;
    }
    Runtime *rt = open_runtime(settings);
    for (int i = 0; i < count; i++) {
        argv_size += (size_t)snprintf(argv + argv_size, sizeof argv - argv_size, "%s", args[i]) + 1;
    }
    program_set_argv(rt, argv, argv_size);
    enum Status status = STATUS_RAISED;
    char full[8192];
    uint16_t times[4096] = { 0 }; /* that a line was stopped at */
    if (program_load(rt, text, size, interactive ? "<stdin>" : full_path(path, full, sizeof full), interactive) < 0) {
        report_uncaught(rt);
    } else {
        do {
            if (settings->statements) rt->stop_at = rt->line_steps + 1;
            status = program_run(rt, settings->fuel);
            if (status == STATUS_STEP && ++times[(uint32_t)rt->current_line % HS_COUNT(times)] > 4) continue;
            if (settings->audit) audit_heap(rt, "slice"), graph_audit(rt);
        } while (status == STATUS_FUEL || status == STATUS_STEP);
    }
    free(text);
    size_t report_size = 0;
    const char *report = settings->what_if ? what_if_report(rt, &report_size) : "";
    fwrite(report, 1, report_size, stderr);
    int code = program_finish(rt);
    if (settings->audit) audit_heap(rt, "exit");
    fflush(stdout);
    if (!rt->lib->left) close_runtime(rt, settings);
    return code;
}

static int dump_code(const Settings *settings, const char *path) {
    char *text;
    size_t size;
    if (read_path(NULL, path, &text, &size) < 0) return 2;
    Runtime *rt = open_runtime(settings);
    Own filename = str_from_cstr(rt, path), dump = NULL;
    Own code = compile_source(rt, text, size, borrow(filename), PARSE_FILE, PARSE_FLAG_PROGRAM, 0, NULL);
    if (code) dump = compile_dump(rt, borrow(code));
    if (dump) {
        size_t length;
        const char *utf8 = str_utf8(rt, borrow(dump), &length);
        if (utf8) fwrite(utf8, 1, length, stdout);
        fputc('\n', stdout);
    } else {
        report_uncaught(rt);
    }
    fflush(stdout);
    return dump ? 0 : 1;
}

/* Writes the compiled form of a module; it is read back and compared first. */
static bool compile_module(const Settings *settings, const char *folder, const char *out, const char *path) {
    char from[512], to[512], name[512] = "<frozen ", *text, *old = NULL;
    size_t size, form_size, old_size = 0, length = strlen(path);
    snprintf(from, sizeof from, "%s/%s", folder, path);
    snprintf(to, sizeof to, "%s/%s.code", out, path);
    if (read_path(NULL, from, &text, &size) < 0) return false;
    if (read_path(NULL, to, &old, &old_size) == 0 && code_file_is_ours(old, old_size) && is_of_text(from, old, old_size)) return true;
    if (length > 12 && strcmp(path + length - 12, "/__init__.py") == 0) length -= 9;
    for (size_t i = 0; i + 3 < length; i++) name[8 + i] = path[i] == '/' ? '.' : path[i];
    strcpy(name + 8 + length - 3, ">");
    Runtime *rt = open_runtime(settings);
    rt->gc.enabled = false; /* a collection would untrack tuples of one of both */
    Own filename = str_from_cstr(rt, name), code = compile_source(rt, text, size, borrow(filename), PARSE_FILE, PARSE_FLAG_MODULE, 0, NULL), again = NULL;
    uint8_t *form = code ? library_form(rt, borrow(code), text, size, &form_size) : NULL;
    if (form) again = code_file_read(rt, form, form_size, borrow(filename));
    bool good = again && library_same(rt, borrow(code), borrow(again));
    FILE *file = good ? fopen(to, "wb") : NULL;
    if (file) good = fwrite(form, 1, form_size, file) == form_size && fclose(file) == 0;
    if (!code || !again) report_uncaught(rt);
    else if (!good || !file) fprintf(stderr, "heapscope: %s is not what %s says\n", to, from);
    xrelease(rt, again), xrelease(rt, code), xrelease(rt, filename);
    free(form), free(old), free(text);
    close_runtime(rt, settings);
    return good && file;
}

static int read_forms(const Settings *settings, char **paths, int count) {
    Runtime *rt = open_runtime(settings);
    for (int i = 0; i < count; i++) {
        char *form;
        size_t size;
        if (read_path(NULL, paths[i], &form, &size) < 0) return 2;
        Own code = size > CODE_FILE_HEAD ? code_file_read(rt, form, size, rt->empty_str) : NULL;
        puts(code ? "code" : "error");
        raised_clear(rt);
        xrelease(rt, code);
        free(form);
    }
    close_runtime(rt, settings);
    return 0;
}

static void write_stdout(const char *text) { fputs(text, stdout); }

/* "3.12" -> 12; leaves the process when that Python is not shown. */
static int read_minor(const char *version) {
    int minor = strncmp(version, "3.", 2) ? -1 : atoi(version + 2);
    if (minor > 0 && lens_find(minor)) return minor;
    fprintf(stderr, "heapscope: --python %s: there are 3.%d to 3.%d\n", version, LENS_FIRST, LENS_FIRST + LENS_COUNT - 1);
    exit(2);
}

int main(int argc, char **argv) {
    Settings settings = { .fuel = 1000000, .memory = (size_t)1 << 30 };
    int i = 1;
    for (; i < argc && argv[i][0] == '-' && argv[i][1] == '-'; i++) {
        if (strcmp(argv[i], "--audit") == 0) settings.audit = true;
        if (strcmp(argv[i], "--stepped") == 0) settings.stepped = true;
        if (strcmp(argv[i], "--statements") == 0) settings.statements = true;
        if (strcmp(argv[i], "--rehearse") == 0 && i + 1 < argc) settings.rehearse = atoi(argv[++i]);
        if (strcmp(argv[i], "--fuel") == 0 && i + 1 < argc) settings.fuel = atoi(argv[++i]);
        if (strcmp(argv[i], "--seed") == 0 && i + 1 < argc) settings.seed = (uint64_t)atoll(argv[++i]);
        if (strcmp(argv[i], "--what-if") == 0 && i + 2 < argc) settings.what_if = atoi(argv[++i]), settings.what_if_text = argv[++i];
        if (strcmp(argv[i], "--interval") == 0 && i + 1 < argc) settings.interval = atoi(argv[++i]);
        if (strcmp(argv[i], "--python") == 0 && i + 1 < argc) settings.minor = read_minor(argv[++i]);
        if (strcmp(argv[i], "--stack") == 0 && i + 1 < argc) settings.stack = (uint32_t)atol(argv[++i]) << 10;
        if (strcmp(argv[i], "--memory") == 0 && i + 1 < argc) settings.memory = (size_t)atol(argv[++i]) << 20;
    }
    const char *command = i < argc ? argv[i] : "";
    if (strcmp(command, "run") == 0 && i + 1 < argc) {
        return run_program(&settings, argv[i + 1], argv + i + 1, argc - i - 1, false);
    }
    if (strcmp(command, "repl") == 0) return run_program(&settings, "-", argv, 0, true);
    if (strcmp(command, "dump-code") == 0 && i + 1 < argc) return dump_code(&settings, argv[i + 1]);
    if (strcmp(command, "compile-library") == 0 && i + 2 < argc) {
        setenv("HEAPSCOPE_LIBRARY", argv[i + 1], 1);
        for (int k = i + 3; k < argc; k++) {
            if (!compile_module(&settings, argv[i + 1], argv[i + 2], argv[k])) return 1;
        }
        return 0;
    }
    if (strcmp(command, "read-forms") == 0) return read_forms(&settings, argv + i + 1, argc - i - 1);
    if (strcmp(command, "dump-abi") == 0) {
        probe_dump_abi(write_stdout);
        return 0;
    }
    fprintf(stderr, "usage: heapscope run FILE [ARGS] | repl | dump-code FILE | compile-library FOLDER OUT FILES | read-forms FILES | dump-abi\n");
    return 2;
}
