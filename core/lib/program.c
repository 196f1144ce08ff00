/* Running a whole program. Script mode as CPython's run_file (the constants of the parser's arena stay alive while it runs), prompt
 * mode as its interactive loop: each statement is compiled alone, its value shown by sys.displayhook. */
#include "heap/pool_counts.h"
#include "lib/program.h"

#include "compile/ast.h"
#include "compile/parse.h"
#include "compile/source.h"
#include "heap/pool.h"
#include "lib/lib.h"
#include "lib/processes.h"
#include "lib/report.h"
#include "object/abstract.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/fields.h"
#include "object/float.h"
#include "object/function.h"
#include "object/list.h"
#include "object/str.h"
#include "object/tuple.h"
#include "vm/eval.h"
#include "vm/import.h"
#include "vm/threads.h"

/* ---- the prompt's display ---- */

int display_value(Runtime *rt, Obj *value) {
    Obj *builtins = borrow(rt->builtins);
    if (is_none(rt, value)) return 0;
    Own held = keep(value), text = NULL;
    int result = -1;
    if (dict_set_str(rt, builtins, "_", rt->none) < 0) goto done;
    Obj *file = sys_get(rt, "stdout");
    if (!file || is_none(rt, file)) {
        raise_format(rt, EXC(rt, RuntimeError), "lost sys.stdout");
        goto done;
    }
    if (!(text = object_repr(rt, value)) || file_write_str(rt, file, borrow(text)) < 0 ||
        file_write_str(rt, file, str_latin1_char(rt, '\n')) < 0) {
        goto done;
    }
    result = dict_set_str(rt, builtins, "_", value);
done:
    xrelease(rt, text);
    release(rt, held);
    return result;
}

/* ---- loading ---- */

int program_append(Runtime *rt, const char *text, size_t size) {
    LibState *lib = rt->lib;
    char *grown = raw_realloc(rt, lib->text, lib->text_size + size + 1);
    if (!grown) {
        raise_memory_error(rt);
        return -1;
    }
    if (size) memcpy(grown + lib->text_size, text, size);
    lib->text = grown;
    lib->text_size += size;
    grown[lib->text_size] = 0;
    return 0;
}

/* What comes before the arguments: -W and -X as python has them, -fNAME=NUMBER for an item of sys.flags. 0 = it is another, -1 = raised. */
static int take_option(Runtime *rt, const char *option) {
    const char *value = strchr(option, '=');
    char name[32];
    if (option[0] != '-' || !option[1] || !strchr("WXf", option[1])) return 0;
    Own text = str_decode(rt, (const uint8_t *)option + 2, strlen(option) - 2, "utf-8", "surrogateescape");
    Obj *holder = text ? dict_get_str(rt, borrow(rt->sys_dict), option[1] == 'W' ? "warnoptions" : "_xoptions") : NULL;
    int failed = !text;
    if (failed || option[1] == 'f') {
        if (!value || (size_t)(value - option - 2) >= sizeof name) goto done;
        memset(name, 0, sizeof name);
        memcpy(name, option + 2, (size_t)(value - option - 2));
        int64_t number = 0;
        for (const char *digit = value + 1; *digit >= '0' && *digit <= '9'; digit++) number = number * 10 + *digit - '0';
        failed = sys_set_flag(rt, name, number) < 0;
    } else if (option[1] == 'W') {
        failed = holder && list_append(rt, holder, borrow(text)) < 0;
    } else if (holder) {
        intptr_t length = STR(borrow(text))->length, end = value ? value - option - 2 : length;
        Own key = str_substring(rt, borrow(text), 0, end), item = value ? str_substring(rt, borrow(text), end + 1, length) : keep(rt->true_);
        failed = !key || !item || dict_set(rt, holder, borrow(key), borrow(item)) < 0;
        xrelease(rt, key);
        xrelease(rt, item);
    }
done:
    xrelease(rt, text);
    return failed ? -1 : 1;
}

int program_set_argv(Runtime *rt, const char *args, size_t size) {
    Own list = list_new(rt, 0), python = str_from_cstr(rt, "python3");
    const char *end = args + size;
    while (args < end && take_option(rt, args) > 0) args += strlen(args) + 1;
    while (list && args < end) {
        size_t length = strlen(args);
        Own item = str_decode(rt, (const uint8_t *)args, length, "utf-8", "surrogateescape");
        if (!item || list_append_steal(rt, borrow(list), item) < 0) own_clear(rt, &list);
        args += length + 1;
    }
    Obj *whole = dict_get_str(rt, borrow(rt->sys_dict), "orig_argv");
    int failed = !list || !python || dict_set_str(rt, borrow(rt->sys_dict), "argv", borrow(list)) < 0;
    if (!failed && whole) {
        list_clear_items(rt, whole);
        failed = list_append(rt, whole, borrow(python)) < 0 || list_extend(rt, whole, borrow(list)) < 0;
    }
    xrelease(rt, list);
    xrelease(rt, python);
    return failed ? -1 : 0;
}

/* Options do what they say before the program is compiled: those about warnings in their module, -X in _options.py. */
static int heed_options(Runtime *rt) {
    Obj *warnings = dict_get_str(rt, borrow(rt->sys_dict), "warnoptions"), *options = dict_get_str(rt, borrow(rt->sys_dict), "_xoptions");
    const char *names[] = { options && is_dict(options) && DICT_SIZE(options) ? "_options" : NULL,
                            warnings && is_list(warnings) && LIST_SIZE(warnings) ? "warnings" : NULL };
    for (size_t i = 0; i < HS_COUNT(names); i++) {
        Own module = names[i] ? import_named(rt, names[i]) : NULL;
        if (names[i] && !module) return -1;
        xrelease(rt, module);
    }
    return 0;
}

/* sys.path: the program's folder, then where CPython's library lies. */
static int set_path(Runtime *rt, const char *filename, bool interactive) {
    static const char *const library[] = {"/usr/lib/python311.zip", "/usr/lib/python3.11", "/usr/lib/python3.11/lib-dynload"};
    const char *slash = interactive || *filename == '<' ? NULL : strrchr(filename, '/');
    size_t length = slash ? (size_t)(slash - filename) : 0;
    Own list = list_new(rt, 0);
    for (size_t i = 0; list && i <= HS_COUNT(library); i++) {
        Own item = i ? str_from_cstr(rt, library[i - 1]) : str_from_utf8(rt, filename, length);
        if (!item || list_append_steal(rt, borrow(list), item) < 0) own_clear(rt, &list);
    }
    if (!list) return -1;
    int result = import_set_folder(rt, filename, length);
    if (result == 0) result = dict_set_str(rt, borrow(rt->sys_dict), "path", borrow(list));
    release(rt, list);
    return result;
}

static int set_loader(Runtime *rt, Obj *names, Obj *filename, bool interactive) {
    Own name = str_intern_cstr(rt, "__main__");
    bool from_file = name && !interactive && str_char(filename, 0) != '<';
    Own loader = from_file ? fields_new(rt, T(rt, SOURCE_LOADER), 2, keep(borrow(name)), keep(filename))
                           : keep((Obj *)T(rt, BUILTIN_IMPORTER));
    int result = loader ? dict_set(rt, names, ID(rt, __loader__), borrow(loader)) : -1;
    xrelease(rt, loader);
    xrelease(rt, name);
    return result;
}

static int set_main_names(Runtime *rt, Obj *filename, bool interactive) {
    Obj *names = main_namespace(rt);
    Own annotations = dict_new(rt);
    int failed = !annotations || dict_set(rt, names, ID(rt, __annotations__), borrow(annotations)) < 0;
    xrelease(rt, annotations);
    if (failed || set_loader(rt, names, filename, interactive) < 0) return -1;
    if (interactive) return 0;
    return dict_set(rt, names, ID(rt, __file__), filename) < 0 ||
                   dict_set_str(rt, names, "__cached__", rt->none) < 0
               ? -1
               : 0;
}

/* The text of a file that declares another encoding than UTF-8; damaged where its encoding is not what it says, which compiling tells. */
static Own decoded_text(Runtime *rt, Obj *filename) {
    LibState *lib = rt->lib;
    Source source;
    if (source_load(rt, lib->text, lib->text_size, SOURCE_FILE, false, filename, &source) < 0) {
        raised_clear(rt);
        return str_decode(rt, (const uint8_t *)lib->text, lib->text_size, "utf-8", "replace");
    }
    Own text = str_decode(rt, (const uint8_t *)source.text, source.length, "utf-8", "replace");
    source_free(rt, &source);
    return text;
}

static int remember_text(Runtime *rt, Obj *filename) {
    LibState *lib = rt->lib;
    if (str_equals_ascii(filename, "<string>")) return 0; /* of -c: not shown */
    Own text = str_decode(rt, (const uint8_t *)lib->text, lib->text_size, "utf-8", NULL);
    if (!text) {
        raised_clear(rt);
        text = decoded_text(rt, filename);
    }
    if (!text) return -1;
    int result = source_remember(rt, filename, borrow(text));
    release(rt, text);
    return result;
}

/* ---- free lists ---- */

/* What the compiler leaves behind: the scopes below a code object, how deep they are nested, the pairs that were keys. */
typedef struct Scopes {
    int count, depth, pairs;
} Scopes;

static Scopes count_scopes(Runtime *rt, Obj *code) {
    Obj *consts = borrow(CODE(code)->consts);
    Scopes found = {0};
    for (intptr_t i = 0; i < TUPLE_SIZE(consts); i++) {
        Obj *value = TUPLE_ITEM(consts, i);
        if (value->type == T(rt, TUPLE)) found.pairs += 4;
        if (value->type == T(rt, FLOAT) || value->type == T(rt, COMPLEX) || value->type == T(rt, BYTES)) found.pairs += 2;
        if (value->type != T(rt, CODE)) continue;
        Scopes below = count_scopes(rt, value);
        found.count += 1 + below.count;
        found.pairs += below.pairs + (CODE(value)->flags & CO_OPTIMIZED ? 0 : 2 /* a class */);
        if (below.depth + 1 > found.depth) found.depth = below.depth + 1;
    }
    return found;
}

/* Leave at least `count` dead objects in a free list: make so many, then give them up. The caller puts the collector's count back. */
enum { MOST_FILLED = 200 };
typedef Own (*MakeFn)(Runtime *rt, int number);
static int fill_free_list(Runtime *rt, MakeFn make, int number, int count) {
    Own held[MOST_FILLED];
    int made = 0;
    if (count > MOST_FILLED) count = MOST_FILLED;
    rt->gc.generations[0].count = 0; /* it must not start */
    while (made < count && (held[made] = make(rt, number))) made++;
    int result = made == count ? 0 : -1;
    while (made) release(rt, held[--made]);
    return result;
}
static Own make_float(Runtime *rt, int number) { return float_new(rt, number); }
static Own make_list(Runtime *rt, int number) { return list_new(rt, number); }
static Own make_dict(Runtime *rt, HS_UNUSED int number) { return dict_new(rt); }
static Own make_dict_with_key(Runtime *rt, HS_UNUSED int number) {
    Own dict = dict_new(rt);
    if (dict && dict_set(rt, borrow(dict), ID(rt, __name__), rt->none) < 0) own_clear(rt, &dict);
    return dict;
}
static Own make_tuple(Runtime *rt, int number) {
    Obj *items[HS_FREE_TUPLE_LENGTHS];
    for (int i = 0; i < number; i++) items[i] = rt->none;
    return tuple_from(rt, items, number);
}

/* The free lists and pools as CPython 3.11 leaves them when it begins to read the main program, or the first line at the prompt. Which
 * freed block the program gets back depends on how many are left in the pool that serves a size, and an object from a free list is
 * not counted by the collector. From sys._debugmallocstats() as the first statement, and from reading the lists of pools. */
enum { FLOATS = 4, DICTS = 8, DICT_KEYS = 71, MOST_HEADS = 3 };
typedef struct StartState {
    uint8_t lists, tuples[HS_FREE_TUPLE_LENGTHS + 1];
    uint16_t kept[POOL_CLASSES];                         /* free blocks in the last pool of each size class; 0: as they are */
    struct { uint8_t size_class, kept; } heads[MOST_HEADS]; /* pools before it, from back to front */
} StartState;
static const StartState start_states[] = {
    {41, {0, 4, 6, 2, 2, 3, 0, 8, 6, 1, 0, 1, 3, 5, 1, 2, 2, 2, 3, 1, 6},
     {914, 377, 162, 177, 98, 7, 140, 83, 73, 70, 83, 40, 43, 38, 29, 48, 55, 33, 28, 50, 38, 4, 42, 13, 4, 15, 29, 30, 27, 31, 30, 12},
     {{1, 6}, {2, 35}, {13, 2}}},
    {19, {0, 3, 18, 5, 2, 6, 3, 2, 3, 2, 1, 1, 0, 3, 0, 1, 1, 0, 3, 0, 6},
     {0, 0, 0, 98, 155, 30, 97, 39, 5, 15, 45, 10, 62, 61, 65, 51, 20, 54, 1, 18, 24, 32, 24, 34, 5, 3, 18, 21, 15, 22, 20, 0},
     {{2, 2}, {2, 3}, {3, 3}}},
};

/* What glibc's malloc keeps of each size by then. */
static const uint8_t start_kept[] = {1, 1, 0, 2, 2, 0, 0, 0, 7, 1, 2, 1, 1, 1, 5, 2, 0, 7, 2, 2, 1, 0, 6, 2, 0, 1, 1, 1, 0, 0, 0, 0, 5};

/* A pool of the class with so many free blocks; the block that it costs is chained with its like. */
static int shape_pool(Runtime *rt, uint32_t size_class, uint32_t kept, bool before_others) {
    void *block = pool_shape(rt, size_class, kept, before_others);
    if (!block) return before_others ? -1 : 0;
    *(void **)block = rt->lib->start_blocks;
    rt->lib->start_blocks = block;
    return 0;
}

static int fill_start_state(Runtime *rt, const StartState *s) {
    int counted = rt->gc.generations[0].count;
    int failed = fill_free_list(rt, make_float, 1, FLOATS) < 0 || fill_free_list(rt, make_list, 0, s->lists) < 0 ||
                 fill_free_list(rt, make_dict_with_key, 0, DICT_KEYS) < 0;
    dict_trim_free_list(rt, DICTS);
    failed |= fill_free_list(rt, make_dict, 0, DICTS) < 0;
    for (int size = 1; size <= HS_FREE_TUPLE_LENGTHS; size++) failed |= fill_free_list(rt, make_tuple, size, s->tuples[size]) < 0;
    rt->gc.generations[0].count = counted;
    for (uint32_t i = 0; i < POOL_CLASSES; i++) {
        if (s->kept[i]) shape_pool(rt, i, s->kept[i], false);
    }
    for (int i = 0; i < MOST_HEADS && s->heads[i].kept; i++) failed |= shape_pool(rt, s->heads[i].size_class, s->heads[i].kept, true) < 0;
    pool_keep_unused(rt, START_UNUSED_POOLS);
    pool_shape_kept(rt, start_kept);
    pool_count(rt, &rt->lib->start_counts);
    return failed ? -1 : 0;
}

/* What compiling the main program adds to the free lists: a dict for each scope and five for each level of nesting, two lists for each
 * scope, and the pairs that were keys of constants. Exact but for pairs, which come close. */
static int fill_compiled(Runtime *rt, Obj *code) {
    Scopes scopes = count_scopes(rt, code);
    int lists = 5 + 2 * scopes.count, dicts = DICTS + scopes.count + 5 * scopes.depth;
    int pairs = start_states[0].tuples[2] + 4 * scopes.depth + scopes.pairs;
    int counted = rt->gc.generations[0].count;
    dict_trim_free_list(rt, dicts);
    int failed = fill_free_list(rt, make_list, 0, lists) < 0 ||
                 fill_free_list(rt, make_dict, 0, dicts < HS_FREE_DICTS ? dicts : HS_FREE_DICTS) < 0 ||
                 fill_free_list(rt, make_tuple, 2, pairs) < 0;
    rt->gc.generations[0].count = counted;
    return failed ? -1 : 0;
}

/* Compile text[0..size) and make it the bottom frame. */
static int start_code(Runtime *rt, const char *text, size_t size, int mode, int flags) {
    LibState *lib = rt->lib;
    if (mode == PARSE_FILE && fill_start_state(rt, &start_states[0]) < 0) return -1;
    Own code = compile_source(rt, text, size, borrow(lib->filename), mode, flags, -1, &lib->code_arena);
    if (!code) return -1;
    if (mode == PARSE_SINGLE) lib->prompt_flags |= CODE(borrow(code))->flags & FUTURE_FLAGS;
    Obj *names = main_namespace(rt);
    if (mode == PARSE_FILE && size > 16384 && fill_compiled(rt, borrow(code)) < 0) {
        release(rt, code);
        return -1;
    }
    int result = vm_start(rt, borrow(code), names, names);
    release(rt, code);
    if (mode == PARSE_FILE) lib->main_module = xkeep(dict_get(rt, borrow(rt->modules), ID(rt, __main__)));
    return result;
}

int program_load(Runtime *rt, const char *text, size_t size, const char *filename, bool interactive) {
    LibState *lib = rt->lib;
    if (!(lib->filename = str_from_cstr(rt, filename))) return -1;
    if (set_main_names(rt, borrow(lib->filename), interactive) < 0 || set_path(rt, filename, interactive) < 0) return -1;
    if (program_append(rt, text, size) < 0) return -1;
    rt->interactive = interactive;
    if (interactive) {
        Own ps1 = str_from_cstr(rt, ">>> "), ps2 = str_from_cstr(rt, "... ");
        int failed = !ps1 || !ps2 || dict_set_str(rt, borrow(rt->sys_dict), "ps1", borrow(ps1)) < 0 ||
                     dict_set_str(rt, borrow(rt->sys_dict), "ps2", borrow(ps2)) < 0;
        xrelease(rt, ps1);
        xrelease(rt, ps2);
        return failed ? -1 : fill_start_state(rt, &start_states[1]);
    }
    if (heed_options(rt) < 0 || remember_text(rt, borrow(lib->filename)) < 0) return -1;
    return start_code(rt, lib->text, lib->text_size, PARSE_FILE, PARSE_FLAG_PROGRAM);
}

void program_set_scheduler(Runtime *rt, uint64_t seed, int32_t interval) {
    vm_set_scheduler(rt, seed, interval);
    if (interval > 0) rt->lib->switch_interval = interval * (HS_TICK_NS * 1e-9);
}

/* ---- the prompt ---- */

/* Find where the next statement ends. 1 = *consumed bytes make a statement, 0 = nothing left, -1 = raised. */
static int next_statement(Runtime *rt, size_t *consumed) {
    LibState *lib = rt->lib;
    AstArena arena;
    Mod *mod = NULL;
    if (ast_arena_init(rt, &arena) < 0) return -1;
    ParseOutcome outcome = parse_interactive(rt, &arena, lib->text + lib->text_position,
                                             lib->text_size - lib->text_position, true,
                                             borrow(lib->filename), lib->prompt_flags, consumed, &mod);
    ast_arena_free(rt, &arena);
    return outcome == PARSED_STATEMENT ? 1 : outcome == PARSED_ERROR ? -1 : 0;
}

/* Prompts of the lines read, on stderr as CPython writes them when its input is not a terminal. */
static void write_prompts(Runtime *rt, const char *text, size_t size) {
    host_write(rt, 2, ">>> ", 4);
    for (size_t i = 0; i + 1 < size; i++) {
        if (text[i] == '\n') host_write(rt, 2, "... ", 4);
    }
}

/* Start the next statement of the prompt: 1 started, 0 at the end. Errors are reported and skipped. */
static int start_next(Runtime *rt) {
    LibState *lib = rt->lib;
    for (;;) {
        size_t consumed = 0;
        int found = next_statement(rt, &consumed);
        const char *text = lib->text + lib->text_position;
        if (found == 0) {
            write_prompts(rt, text, lib->text_size - lib->text_position + 1);
            host_write(rt, 2, "\n", 1);
            return 0;
        }
        write_prompts(rt, text, consumed);
        lib->text_position += consumed;
        if (found > 0 && start_code(rt, text, consumed, PARSE_SINGLE, PARSE_FLAG_INTERACTIVE | lib->prompt_flags) == 0) return 1;
        report_uncaught(rt);
        if (consumed == 0) return 0;
    }
}

/* The statement that ran has ended: show its error, start the next one. false: the program is over. */
static bool next_at_prompt(Runtime *rt, enum Status status) {
    LibState *lib = rt->lib;
    bool leave = status == STATUS_RAISED && raised_matches(rt, EXC(rt, SystemExit));
    if (status == STATUS_RAISED) report_uncaught(rt);
    code_arena_free(rt, &lib->code_arena);
    lib->ending = leave ? STATUS_RAISED : STATUS_FINISHED;
    if (leave) return false;
    lib->exit_status = 0;
    return start_next(rt);
}

/* ---- the main thread's course ---- */

/* The program's code has ended: begin threading._shutdown(), which waits for the threads that are no daemons. */
static bool begin_shutdown(Runtime *rt) {
    Obj *module = dict_get_str(rt, borrow(rt->modules), "threading");
    Obj *function = module && is_module(rt, module) ? dict_get_str(rt, module_dict(module), "_shutdown") : NULL;
    if (!function || !is_function(rt, function)) return false;
    rt->lib->waiting_for_threads = vm_start_function(rt, function) == 0;
    raised_clear(rt);
    return rt->lib->waiting_for_threads;
}

bool program_next(Runtime *rt, enum Status status) {
    LibState *lib = rt->lib;
    if (status == STATUS_FINISHED) xrelease(rt, vm_take_result(rt));
    if (lib->waiting_for_threads) {
        lib->waiting_for_threads = false;
        if (status == STATUS_RAISED) unraisable_report(rt, NULL, dict_get_str(rt, borrow(rt->modules), "threading"));
        return false;
    }
    if (status != STATUS_FUEL) flush_after_run(rt);
    if (rt->interactive) return next_at_prompt(rt, status) || begin_shutdown(rt);
    lib->ending = status;
    if (status == STATUS_RAISED) report_uncaught(rt);
    own_clear(rt, &lib->main_module);
    return begin_shutdown(rt);
}

int program_end(Runtime *rt) {
    if (rt->lib->over) return rt->lib->exit_status;
    if (!rt->lib->left) lib_finalize(rt);
    return vm_killed(rt) && !rt->lib->left ? 1 : rt->lib->exit_status;
}

enum Status program_run(Runtime *rt, int32_t fuel) {
    LibState *lib = rt->lib;
    if (lib->over) return lib->ending;
    if (rt->interactive && !lib->prompt_begun) {
        lib->prompt_begun = true;
        if (!program_next(rt, STATUS_FUEL)) return lib->ending;
    }
    enum Status status = vm_run(rt, fuel);
    enum Ask ask = vm_take_ask(rt);
    if (ask) return processes_answer(rt, ask);
    if (status != STATUS_FINISHED && status != STATUS_RAISED) return status;
    if (!vm_killed(rt)) status = !vm_main_is_over(rt) && program_next(rt, status) ? STATUS_FUEL : lib->ending;
    if (status == STATUS_FUEL || !process_is_child(rt)) return vm_killed(rt) ? STATUS_RAISED : status;
    return process_end(rt, program_end(rt) << 8);
}

int program_finish(Runtime *rt) {
    int status = program_end(rt);
    if (rt->lib->processes) processes_run_out(rt);
    return status;
}
