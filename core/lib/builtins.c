/* The functions of the builtins module. CPython 3.11 Python/bltinmodule.c. */
#include "lib/builtins.h"

#include "compile/parse.h"
#include "lib/lib.h"
#include "lib/report.h"
#include "object/abstract.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/float.h"
#include "object/function.h"
#include "object/int.h"
#include "object/list.h"
#include "object/range.h"
#include "object/str_impl.h"
#include "object/tuple.h"
#include "object/type.h"
#include "vm/eval_impl.h"
#include "vm/import.h"
#include "vm/native.h"

#define BUILTIN(name)                                                                              \
    static Own builtin_##name(Runtime *rt, HS_UNUSED Obj *self, HS_UNUSED Obj *const *args,        \
                              HS_UNUSED size_t nargs, HS_UNUSED Obj *kwnames)

/* ---- numbers and characters ---- */

BUILTIN(abs) { return number_absolute(rt, args[0]); }

static Own to_base(Runtime *rt, Obj *value, int base) {
    Own number = number_index(rt, value);
    if (!number) return NULL;
    Own text = int_to_text(rt, borrow(number), base);
    release(rt, number);
    return text;
}
BUILTIN(bin) { return to_base(rt, args[0], 2); }
BUILTIN(oct) { return to_base(rt, args[0], 8); }
BUILTIN(hex) { return to_base(rt, args[0], 16); }

BUILTIN(chr) {
    int64_t code;
    if (args_int(rt, args[0], &code) < 0) return NULL;
    if (code < 0 || code > 0x10ffff) {
        return raise_format(rt, EXC(rt, ValueError), "chr() arg not in range(0x110000)");
    }
    return str_from_char(rt, (uint32_t)code);
}

BUILTIN(ord) {
    Obj *arg = args[0];
    intptr_t length;
    if (is_str(arg)) {
        length = STR(arg)->length;
        if (length == 1) return int_from_i64(rt, str_char(arg, 0));
    } else if (is_bytes(arg) || is_bytearray(rt, arg)) {
        const uint8_t *data;
        size_t size;
        if (buffer_get(rt, arg, &data, &size) < 0) return NULL;
        length = (intptr_t)size;
        if (length == 1) return int_from_i64(rt, data[0]);
    } else {
        return raise_format(rt, EXC(rt, TypeError),
                            "ord() expected string of length 1, but %T found", arg);
    }
    return raise_format(rt, EXC(rt, TypeError),
                        "ord() expected a character, but string of length %zd found", length);
}

BUILTIN(divmod) { return number_divmod(rt, args[0], args[1]); }

BUILTIN(pow) {
    static const char *const names[] = { "base", "exp", "mod", NULL };
    static const ArgSpec spec = { "pow", names, 2, 3 };
    Obj *out[3] = { NULL, NULL, NULL };
    if (args_parse(rt, &spec, args, nargs, kwnames, out) < 0) return NULL;
    return number_power(rt, out[0], out[1], out[2] ? out[2] : rt->none);
}

BUILTIN(round) {
    static const char *const names[] = { "number", "ndigits", NULL };
    static const ArgSpec spec = { "round", names, 1, 2 };
    Obj *out[2] = { NULL, NULL };
    if (args_parse(rt, &spec, args, nargs, kwnames, out) < 0) return NULL;
    Own method = type_lookup_special(rt, out[0], ID(rt, __round__));
    if (!method) {
        if (RAISED(rt)) return NULL;
        return raise_format(rt, EXC(rt, TypeError), "type %T doesn't define __round__ method",
                            out[0]);
    }
    Own result = !out[1] || is_none(rt, out[1]) ? call_0(rt, borrow(method))
                                                : call_1(rt, borrow(method), out[1]);
    release(rt, method);
    return result;
}

/* ---- text of an object ---- */

BUILTIN(ascii) { return object_ascii(rt, args[0]); }
BUILTIN(repr) { return object_repr(rt, args[0]); }

BUILTIN(format) {
    if (nargs == 2 && !is_str(args[1])) {
        return raise_format(rt, EXC(rt, TypeError), "format() argument 2 must be str, not %.50N", args[1]);
    }
    return object_format(rt, args[0], nargs == 2 ? args[1] : NULL);
}

/* ---- attributes, identity, type ---- */

static int check_attribute_name(Runtime *rt, const char *function, Obj *name) {
    (void)function;
    if (is_str(name)) return 0;
    return raise_format_int(rt, EXC(rt, TypeError), "attribute name must be string, not '%T'", name);
}

BUILTIN(getattr) {
    if (check_attribute_name(rt, "getattr", args[1]) < 0) return NULL;
    if (nargs == 2) return object_getattr(rt, args[0], args[1]);
    Own value = object_lookup_attr(rt, args[0], args[1]);
    if (value || RAISED(rt)) return value;
    return keep(args[2]);
}

BUILTIN(hasattr) {
    if (check_attribute_name(rt, "hasattr", args[1]) < 0) return NULL;
    Own value = object_lookup_attr(rt, args[0], args[1]);
    if (!value && RAISED(rt)) return NULL;
    bool found = value != NULL;
    xrelease(rt, value);
    return bool_from(rt, found);
}

BUILTIN(setattr) {
    if (object_setattr(rt, args[0], args[1], args[2]) < 0) return NULL;
    return keep(rt->none);
}

BUILTIN(delattr) {
    if (object_setattr(rt, args[0], args[1], NULL) < 0) return NULL;
    return keep(rt->none);
}

BUILTIN(callable) { return bool_from(rt, object_is_callable(args[0])); }
BUILTIN(id) {
    Own id = int_from_u64(rt, object_id(rt, args[0]));
    if (HS_UNLIKELY(rt->lib->audit_hooks != NULL) && id && audit_event(rt, "builtins.id", 1, borrow(id)) < 0) own_clear(rt, &id);
    return id;
}

BUILTIN(hash) {
    int64_t hash = object_hash(rt, args[0]);
    if (hash == -1 && RAISED(rt)) return NULL;
    return int_from_i64(rt, hash);
}

BUILTIN(len) {
    int64_t length = object_length(rt, args[0]);
    return length < 0 ? NULL : int_from_i64(rt, length);
}

BUILTIN(isinstance) {
    int answer = object_is_instance(rt, args[0], args[1]);
    return answer < 0 ? NULL : bool_from(rt, answer);
}

BUILTIN(issubclass) {
    int answer = object_is_subclass(rt, args[0], args[1]);
    return answer < 0 ? NULL : bool_from(rt, answer);
}

BUILTIN(dir) {
    if (args_check_positional(rt, "dir", nargs, 0, 1) < 0) return NULL;
    if (nargs == 1) return object_dir(rt, args[0]);
    Own locals = vm_locals(rt);
    if (!locals) return NULL;
    Own keys = call_method_str(rt, borrow(locals), "keys", 0);
    release(rt, locals);
    if (!keys) return NULL;
    Own list = list_from_iterable(rt, borrow(keys));
    release(rt, keys);
    if (list && list_sort(rt, borrow(list), NULL, false) < 0) own_clear(rt, &list);
    return list;
}

BUILTIN(vars) {
    if (args_check_positional(rt, "vars", nargs, 0, 1) < 0) return NULL;
    if (nargs == 0) return vm_locals(rt);
    Own dict = object_lookup_attr(rt, args[0], ID(rt, __dict__));
    if (dict || RAISED(rt)) return dict;
    return raise_format(rt, EXC(rt, TypeError), "vars() argument must have __dict__ attribute");
}

BUILTIN(globals) {
    Obj *globals = vm_globals(rt);
    return globals ? keep(globals) : raise_format(rt, EXC(rt, SystemError), "frame does not exist");
}
BUILTIN(locals) { return vm_locals(rt); }

/* ---- iteration ---- */

BUILTIN(all) {
    Own iterator = object_iter(rt, args[0]);
    if (!iterator) return NULL;
    Own item;
    int truth = 1;
    while (truth > 0 && (item = iter_next(rt, borrow(iterator)))) {
        truth = object_is_true(rt, borrow(item));
        release(rt, item);
    }
    release(rt, iterator);
    if (RAISED(rt)) return NULL;
    return bool_from(rt, truth);
}

BUILTIN(any) {
    Own iterator = object_iter(rt, args[0]);
    if (!iterator) return NULL;
    Own item;
    int truth = 0;
    while (truth == 0 && (item = iter_next(rt, borrow(iterator)))) {
        truth = object_is_true(rt, borrow(item));
        release(rt, item);
    }
    release(rt, iterator);
    if (RAISED(rt)) return NULL;
    return bool_from(rt, truth);
}

BUILTIN(iter) {
    if (nargs == 1) return object_iter(rt, args[0]);
    if (!object_is_callable(args[0])) {
        return raise_format(rt, EXC(rt, TypeError), "iter(v, w): v must be callable");
    }
    return call_iter_new(rt, args[0], args[1]);
}

BUILTIN(next) {
    Obj *iterator = args[0];
    if (!iter_check(iterator)) {
        return raise_format(rt, EXC(rt, TypeError), "'%T' object is not an iterator", iterator);
    }
    Own item = iterator->type->slots.tp_iternext(rt, iterator);
    if (item) return item;
    if (nargs == 2) {
        if (RAISED(rt)) {
            if (!raised_matches(rt, EXC(rt, StopIteration))) return NULL;
            raised_clear(rt);
        }
        return keep(args[1]);
    }
    if (!RAISED(rt) && !rt->pending) raise_none(rt, EXC(rt, StopIteration));
    return NULL;
}

BUILTIN(aiter) {
    Obj *o = args[0];
    UnaryFn fn = o->type->slots.am_aiter;
    if (!fn) {
        return raise_format(rt, EXC(rt, TypeError), "'%T' object is not an async iterable", o);
    }
    Own iterator = fn(rt, o);
    if (!iterator || borrow(iterator)->type->slots.am_anext) return iterator;
    raise_format(rt, EXC(rt, TypeError), "aiter() returned not an async iterator of type '%T'", borrow(iterator));
    release(rt, iterator);
    return NULL;
}

/* anext(iterator[, default]) */
BUILTIN(anext) {
    if (args_check_positional(rt, "anext", nargs, 1, 2) < 0) return NULL;
    UnaryFn fn = args[0]->type->slots.am_anext;
    if (!fn) return raise_format(rt, EXC(rt, TypeError), "'%T' object is not an async iterator", args[0]);
    Own awaitable = fn(rt, args[0]);
    return awaitable && nargs > 1 ? anext_new(rt, awaitable, args[1]) : awaitable;
}

BUILTIN(breakpoint) {
    Obj *hook = sys_get(rt, "breakpointhook");
    if (!hook) return raise_format(rt, EXC(rt, RuntimeError), "lost sys.breakpointhook");
    Own kept = keep(hook), result = call_vector(rt, hook, args, nargs, kwnames);
    release(rt, kept);
    return result;
}

/* min() and max(): `want` is the comparison an item must win with. */
static Own extreme(Runtime *rt, const char *name, int want, Obj *const *args, size_t nargs,
                   Obj *kwnames) {
    static const char *const names[] = { "key", "default", NULL };
    const ArgSpec spec = { name, names, 0, 0 };
    Obj *out[2] = { NULL, NULL }, *iterable = nargs == 1 ? args[0] : rt->varargs;
    Own iterator = NULL, best = NULL, best_key = NULL, item = NULL, item_key = NULL;
    if (nargs == 0) {
        return raise_format(rt, EXC(rt, TypeError), "%s expected at least 1 argument, got 0", name);
    }
    if (args_parse(rt, &spec, args + nargs, 0, kwnames, out) < 0) return NULL;
    Obj *key = out[0] && !is_none(rt, out[0]) ? out[0] : NULL;
    if (nargs > 1 && out[1]) {
        return raise_format(rt, EXC(rt, TypeError),
                            "Cannot specify a default for %s() with multiple positional arguments",
                            name);
    }
    if (!(iterator = object_iter(rt, iterable))) return NULL;
    while ((item = iter_next(rt, borrow(iterator)))) {
        item_key = key ? call_1(rt, key, borrow(item)) : keep(borrow(item));
        if (!item_key) goto fail;
        int wins = best ? object_compare_bool(rt, borrow(item_key), borrow(best_key), want) : 1;
        if (wins < 0) goto fail;
        if (wins) {
            own_set(rt, &best, item);
            own_set(rt, &best_key, item_key);
        } else {
            release(rt, item);
            release(rt, item_key);
        }
        item = item_key = NULL;
    }
    if (RAISED(rt)) goto fail;
    if (!best) {
        if (out[1]) {
            best = keep(out[1]);
        } else {
            raise_format(rt, EXC(rt, ValueError), "%s() arg is an empty sequence", name);
        }
    }
    xrelease(rt, best_key);
    release(rt, iterator);
    return best;
fail:
    xrelease(rt, item_key);
    xrelease(rt, item);
    xrelease(rt, best_key);
    xrelease(rt, best);
    release(rt, iterator);
    return NULL;
}
BUILTIN(min) { return extreme(rt, "min", CMP_LT, args, nargs, kwnames); }
BUILTIN(max) { return extreme(rt, "max", CMP_GT, args, nargs, kwnames); }

BUILTIN(sorted) {
    static const char *const names[] = { "key", "reverse", NULL };
    static const ArgSpec spec = { "sort", names, 0, 0 };
    Obj *out[2] = { NULL, NULL };
    if (args_check_positional(rt, "sorted", nargs, 1, 1) < 0) return NULL;
    Own list = list_from_iterable(rt, args[0]);
    if (!list) return NULL;
    int reverse = 0;
    Own method = object_getattr(rt, borrow(list), ID(rt, sort));
    if (!method || args_parse(rt, &spec, args + nargs, 0, kwnames, out) < 0) goto fail;
    if (out[1] && (reverse = list_sort_direction(rt, out[1])) < 0) goto fail;
    if (enter_recursive_call(rt, " while calling a Python object") < 0) goto fail; /* list.sort() */
    int sorted = list_sort(rt, borrow(list), out[0] && !is_none(rt, out[0]) ? out[0] : NULL, reverse);
    leave_recursive_call(rt);
    if (sorted < 0) goto fail;
    release(rt, method);
    return list;
fail:
    RELEASE_KEEPING_RAISE(xrelease(rt, method); release(rt, list));
    return NULL;
}

/* Sum of machine ints as long as items are ints: stops at the first other item (returned in *item, owned) or overflow. */
static Own sum_ints(Runtime *rt, Obj *iterator, Own total, Own *item) {
    int overflow;
    int64_t sum = int_as_i64_overflow(borrow(total), &overflow);
    if (overflow) return total;
    release(rt, total);
    while ((*item = iter_next(rt, iterator))) {
        int64_t value, next;
        if (!is_int_exact(rt, borrow(*item)) && !is_bool(rt, borrow(*item))) break;
        value = int_as_i64_overflow(borrow(*item), &overflow);
        if (overflow || __builtin_add_overflow(sum, value, &next)) break;
        sum = next;
        release(rt, *item);
    }
    if (RAISED(rt)) return NULL;
    return int_from_i64(rt, sum);
}

static Own sum_floats(Runtime *rt, Obj *iterator, Own total, Own *item) {
    double sum = FLOAT_VALUE(borrow(total));
    release(rt, total);
    while ((*item = iter_next(rt, iterator))) {
        Obj *value = borrow(*item);
        int overflow = 0;
        if (is_float_exact(rt, value)) {
            sum += FLOAT_VALUE(value);
        } else if (is_int(value)) {
            int64_t integer = int_as_i64_overflow(value, &overflow);
            if (overflow) break;
            sum += (double)integer;
        } else {
            break;
        }
        release(rt, *item);
    }
    if (RAISED(rt)) return NULL;
    return float_new(rt, sum);
}

BUILTIN(sum) {
    static const char *const names[] = { "", "start", NULL };
    static const ArgSpec spec = { "sum", names, 1, 2 };
    Obj *out[2] = { NULL, NULL };
    if (args_parse(rt, &spec, args, nargs, kwnames, out) < 0) return NULL;
    Own iterator = object_iter(rt, out[0]), total = NULL, item = NULL;
    if (!iterator) return NULL;
    if (out[1] && (is_str(out[1]) || is_bytes(out[1]) || is_bytearray(rt, out[1]))) {
        raise_format(rt, EXC(rt, TypeError),
                     is_str(out[1])     ? "sum() can't sum strings [use ''.join(seq) instead]"
                     : is_bytes(out[1]) ? "sum() can't sum bytes [use b''.join(seq) instead]"
                                        : "sum() can't sum bytearray [use b''.join(seq) instead]");
        goto fail;
    }
    total = out[1] ? keep(out[1]) : int_from_i64(rt, 0);
    for (;;) {
        if (!item && is_int_exact(rt, borrow(total))) {
            if (!(total = sum_ints(rt, borrow(iterator), total, &item))) goto fail;
        }
        if (!item && is_float_exact(rt, borrow(total))) {
            if (!(total = sum_floats(rt, borrow(iterator), total, &item))) goto fail;
        }
        if (!item && !(item = iter_next(rt, borrow(iterator)))) break;
        Own next = number_binary(rt, borrow(total), borrow(item), OP_ADD);
        own_clear(rt, &item);
        if (!next) goto fail;
        release(rt, total);
        total = next;
    }
    if (RAISED(rt)) goto fail;
    release(rt, iterator);
    return total;
fail:
    xrelease(rt, item);
    xrelease(rt, total);
    release(rt, iterator);
    return NULL;
}

/* ---- running text ---- */

/* Namespaces of exec and eval: defaults from the running frame; puts __builtins__ in. -1 raised; both get a new reference. */
static int exec_namespaces(Runtime *rt, const char *function, Obj *given_globals, Obj *given_locals,
                           Own *globals, Own *locals) {
    *globals = *locals = NULL;
    if (given_locals && !is_none(rt, given_locals) && !mapping_check(given_locals)) {
        return raise_format_int(rt, EXC(rt, TypeError),
                                strcmp(function, "eval") ? "locals must be a mapping or None, not %T"
                                                         : "locals must be a mapping",
                                given_locals);
    }
    if (given_globals && !is_none(rt, given_globals)) {
        if (!is_dict(given_globals)) {
            if (strcmp(function, "eval") == 0) {
                return raise_format_int(
                    rt, EXC(rt, TypeError),
                    mapping_check(given_globals)
                        ? "globals must be a real dict; try eval(expr, {}, mapping)"
                        : "globals must be a dict");
            }
            return raise_format_int(rt, EXC(rt, TypeError), "exec() globals must be a dict, not %T",
                                    given_globals);
        }
        *globals = keep(given_globals);
        *locals = keep(given_locals && !is_none(rt, given_locals) ? given_locals : given_globals);
    } else {
        Obj *current = vm_globals(rt);
        if (!current) {
            return raise_format_int(rt, EXC(rt, SystemError),
                                    "globals and locals cannot be NULL");
        }
        *globals = keep(current);
        if (given_locals && !is_none(rt, given_locals)) {
            *locals = keep(given_locals);
        } else if (!(*locals = vm_locals(rt))) {
            own_clear(rt, globals);
            return -1;
        }
    }
    int has = dict_contains(rt, borrow(*globals), ID(rt, __builtins__));
    if (has == 0) has = dict_set(rt, borrow(*globals), ID(rt, __builtins__), vm_builtins(rt));
    if (has >= 0) return 0;
    own_clear(rt, globals);
    own_clear(rt, locals);
    return -1;
}

static Own run_text(Runtime *rt, const char *text, size_t size, int mode, int flags, Obj *globals,
                    Obj *locals) {
    CodeArena arena = {0};
    Own result = NULL;
    flags |= inherited_flags(rt);
    Own code = compile_source(rt, text, size, ID(rt, anon_string), mode, flags, -1, &arena);
    if (code) {
        result = eval_code(rt, borrow(code), globals, locals);
        release(rt, code);
    }
    code_arena_free(rt, &arena);
    return result;
}

int builtins_condition(Runtime *rt, const char *text, size_t size, int32_t fuel) {
    Own globals, locals, result = NULL;
    int truth = -1;
    rt->stepping = rt->watching = false;
    rt->recording = 0;
    rt->native_depth++;
    vm_begin_slice(rt, fuel);
    if (exec_namespaces(rt, "eval", NULL, NULL, &globals, &locals) == 0) {
        result = run_text(rt, text, size, PARSE_EVAL, 0, borrow(globals), borrow(locals));
        if (result) truth = object_is_true(rt, borrow(result));
        xrelease(rt, result);
        release(rt, locals);
        release(rt, globals);
    }
    if (truth < 0) {
        Own value = raised_take(rt);
        print_exception(rt, borrow(value), NULL);
        release(rt, value);
    }
    rt->native_depth--;
    return truth;
}

static int check_closure(Runtime *rt, Obj *code, Obj *closure, const char *function) {
    intptr_t wanted = CODE(code)->nfreevars;
    bool given = closure && !is_none(rt, closure);
    if (!wanted && !given) return 0;
    if (!wanted) return raise_format_int(rt, EXC(rt, TypeError), "cannot use a closure with this code object");
    if (!given && *function == 'e' && function[1] == 'v')
        return raise_format_int(rt, EXC(rt, TypeError), "code object passed to eval() may not contain free variables");
    bool good = given && is_tuple_exact(rt, closure) && TUPLE_SIZE(closure) == wanted;
    for (intptr_t i = 0; good && i < wanted; i++) good = TUPLE_ITEM(closure, i)->type == T(rt, CELL);
    return good ? 0 : raise_format_int(rt, EXC(rt, TypeError), "code object requires a closure of exactly length %zd", wanted);
}

Own execution_function(Runtime *rt, const Execution *execution) {
    Own function = function_for_code(rt, execution->code, borrow(execution->globals));
    if (function && execution->closure) own_set(rt, &FUNCTION(borrow(function))->closure, keep(execution->closure));
    return function;
}

void execution_drop(Runtime *rt, Execution *execution) {
    xrelease(rt, execution->made);
    code_arena_free(rt, &execution->arena);
    release(rt, execution->locals);
    release(rt, execution->globals);
}

/* Code of what eval() or exec() was given, and the namespaces. -1 raised. */
int builtins_audit_source(Runtime *rt, const char *text, size_t size, Obj *filename) {
    if (HS_LIKELY(!rt->lib->audit_hooks)) return 0;
    Own bytes = bytes_from(rt, text, size);
    int result = bytes ? audit_event(rt, "compile", 2, borrow(bytes), filename) : -1;
    xrelease(rt, bytes);
    return result;
}

static int execution_prepare(Runtime *rt, const char *function, int mode, Obj *const *given, Execution *execution) {
    const char *text;
    size_t size;
    int flags = 0;
    *execution = (Execution){ .code = given[0] };
    if (exec_namespaces(rt, function, given[1], given[2], &execution->globals, &execution->locals) < 0) return -1;
    if (given[3] && !is_none(rt, given[3]) && given[0]->type != T(rt, CODE)) {
        raise_format(rt, EXC(rt, TypeError),
                     "closure can only be used when source is a code object");
    } else if (given[0]->type == T(rt, CODE)) {
        if (check_closure(rt, given[0], given[3], function) == 0) {
            if (CODE(given[0])->nfreevars) execution->closure = given[3];
            if (audit_event(rt, "exec", 1, given[0]) == 0) return 0;
        }
    } else if (source_text(rt, given[0], function, "string, bytes or code", &text, &size, &flags) == 0) {
        while (mode == PARSE_EVAL && size && (*text == ' ' || *text == '\t')) text++, size--;
        if (builtins_audit_source(rt, text, size, ID(rt, anon_string)) == 0)
            execution->made = compile_source(rt, text, size, ID(rt, anon_string), mode, flags | inherited_flags(rt), -1, &execution->arena);
        execution->code = borrow(execution->made);
        if (execution->code && audit_event(rt, "exec", 1, execution->code) == 0) return 0;
    }
    execution_drop(rt, execution);
    return -1;
}

int builtins_execution(Runtime *rt, bool expression, Obj *const *args, size_t nargs, Obj *kwnames, Execution *execution) {
    static const char *const names[] = { "", "", "", "closure", NULL };
    static const ArgSpec spec = { "exec", names, 1, 3 };
    Obj *out[4] = { NULL };
    if (!expression && args_parse(rt, &spec, args, nargs, kwnames, out) < 0) return -1;
    for (size_t i = 0; expression && i < nargs; i++) out[i] = args[i];
    return execution_prepare(rt, expression ? "eval" : "exec", expression ? PARSE_EVAL : PARSE_FILE, out, execution);
}

static Own execute(Runtime *rt, bool expression, Obj *const *args, size_t nargs, Obj *kwnames) {
    Execution execution;
    if (builtins_execution(rt, expression, args, nargs, kwnames, &execution) < 0) return NULL;
    Own function = execution_function(rt, &execution);
    Own result = function ? eval_function_body(rt, borrow(function), borrow(execution.locals)) : NULL;
    xrelease(rt, function);
    execution_drop(rt, &execution);
    return result;
}

BUILTIN(eval) { return execute(rt, true, args, nargs, NULL); }

BUILTIN(exec) {
    Own result = execute(rt, false, args, nargs, kwnames);
    if (!result) return NULL;
    release(rt, result);
    return keep(rt->none);
}

/* ---- import ---- */

BUILTIN(import) {
    static const char *const names[] = { "name", "globals", "locals", "fromlist", "level", NULL };
    static const ArgSpec spec = { "__import__", names, 1, 5 };
    Obj *out[5] = { NULL };
    int64_t level = 0;
    if (args_parse(rt, &spec, args, nargs, kwnames, out) < 0) return NULL;
    if (out[4] && number_as_ssize(rt, out[4], EXC(rt, OverflowError), &level) < 0) return NULL;
    return import_module(rt, out[0], out[1], out[3] ? out[3] : rt->empty_tuple, (int)level);
}

/* io.open(): the module is imported with the first call. */
BUILTIN(open) {
    static const char *const names[] = { "file", "mode", "buffering", "encoding", "errors", "newline", "closefd", "opener", NULL };
    static const ArgSpec spec = { "open", names, 1, 8 };
    Obj *out[8] = { NULL };
    if (args_parse(rt, &spec, args, nargs, kwnames, out) < 0) return NULL;
    Own mode = str_intern_cstr(rt, "r"), buffering = int_from_i64(rt, -1);
    if (!out[1]) out[1] = borrow(mode);
    if (!out[2]) out[2] = borrow(buffering);
    for (int i = 3; i < 8; i++) out[i] = out[i] ? out[i] : i == 6 ? rt->true_ : rt->none;
    Own module = mode && buffering ? import_named(rt, "_io") : NULL;
    Own function = module ? object_getattr_str(rt, borrow(module), "_open") : NULL;
    Own result = function ? call_vector(rt, borrow(function), out, 8, NULL) : NULL;
    xrelease(rt, function);
    xrelease(rt, module);
    xrelease(rt, buffering);
    xrelease(rt, mode);
    return result;
}

/* ---- table ---- */

static const MethodDef builtin_methods[] = {
    { "__build_class__", builtin_build_class, METH_FASTCALL | METH_KEYWORDS, 0, -1,
      "__build_class__(func, name, /, *bases, [metaclass], **kwds) -> class\n\nUsed by the class statement." },
    { "__import__", builtin_import, METH_FASTCALL | METH_KEYWORDS | METH_IS_IMPORT, 0, -1,
      "__import__($module, /, name, globals=None, locals=None, fromlist=(), level=0)\n--\n\nThe module of this name." },
    { "abs", builtin_abs, METH_O | METH_REPLAYED, 1, 1, "abs($module, x, /)\n--\n\nAbsolute value of a number." },
    { "all", builtin_all, METH_O, 1, 1, "all($module, iterable, /)\n--\n\nTrue if every item is true." },
    { "any", builtin_any, METH_O, 1, 1, "any($module, iterable, /)\n--\n\nTrue if some item is true." },
    { "ascii", builtin_ascii, METH_O | METH_REPLAYED, 1, 1, "ascii($module, obj, /)\n--\n\nrepr with non-ASCII characters escaped." },
    { "bin", builtin_bin, METH_O, 1, 1, "bin($module, number, /)\n--\n\nBinary text of an integer." },
    { "breakpoint", builtin_breakpoint, METH_FASTCALL | METH_KEYWORDS, 0, -1, "breakpoint(*args, **kws)\n\nCall sys.breakpointhook(*args, **kws)." },
    { "callable", builtin_callable, METH_O, 1, 1, "callable($module, obj, /)\n--\n\nWhether it can be called." },
    { "chr", builtin_chr, METH_O, 1, 1, "chr($module, i, /)\n--\n\nThe character with code point i." },
    { "compile", builtin_compile, METH_FASTCALL | METH_KEYWORDS, 0, -1,
      "compile($module, /, source, filename, mode, flags=0,\n        dont_inherit=False, optimize=-1, *, _feature_version=-1)\n--\n\nCode object of source text." },
    { "delattr", builtin_delattr, METH_FASTCALL | METH_REPLAYED, 2, 2, "delattr($module, obj, name, /)\n--\n\ndel obj.name" },
    { "dir", builtin_dir, METH_VARARGS | METH_REPLAYED, 0, -1, "dir([object]) -> list of names" },
    { "divmod", builtin_divmod, METH_FASTCALL | METH_REPLAYED, 2, 2, "divmod($module, x, y, /)\n--\n\nReturn the tuple (x//y, x%y).  Invariant: div*y + mod == x." },
    { "eval", builtin_eval, METH_FASTCALL, 1, 3, "eval($module, source, globals=None, locals=None, /)\n--\n\nValue of an expression." },
    { "exec", builtin_exec, METH_FASTCALL | METH_KEYWORDS, 0, -1,
      "exec($module, source, globals=None, locals=None, /, *, closure=None)\n--\n\nRun statements." },
    { "format", builtin_format, METH_FASTCALL | METH_REPLAYED, 1, 2, "format($module, value, format_spec='', /)\n--\n\nvalue.__format__(format_spec)" },
    { "getattr", builtin_getattr, METH_FASTCALL | METH_REPLAYED, 2, 3, "getattr(object, name[, default]) -> value" },
    { "globals", builtin_globals, METH_NOARGS, 0, 0, "globals($module, /)\n--\n\nThe module's namespace." },
    { "hasattr", builtin_hasattr, METH_FASTCALL | METH_REPLAYED, 2, 2, "hasattr($module, obj, name, /)\n--\n\nWhether obj.name exists." },
    { "hash", builtin_hash, METH_O | METH_REPLAYED, 1, 1, "hash($module, obj, /)\n--\n\nHash value." },
    { "hex", builtin_hex, METH_O, 1, 1, "hex($module, number, /)\n--\n\nHexadecimal text of an integer." },
    { "id", builtin_id, METH_O, 1, 1, "id($module, obj, /)\n--\n\nIdentity: the address of the object." },
    { "input", builtin_input, METH_FASTCALL, 0, 1, "input($module, prompt='', /)\n--\n\nA line from standard input." },
    { "isinstance", builtin_isinstance, METH_FASTCALL | METH_REPLAYED | METH_IS_ISINSTANCE, 2, 2, "isinstance($module, obj, class_or_tuple, /)\n--\n\nWhether obj is an instance." },
    { "issubclass", builtin_issubclass, METH_FASTCALL | METH_REPLAYED, 2, 2, "issubclass($module, cls, class_or_tuple, /)\n--\n\nWhether cls is derived." },
    { "iter", builtin_iter, METH_FASTCALL | METH_REPLAYED, 1, 2, "iter(iterable) -> iterator\niter(callable, sentinel) -> iterator" },
    { "aiter", builtin_aiter, METH_O, 1, 1, "aiter($module, async_iterable, /)\n--\n\nAsync iterator." },
    { "len", builtin_len, METH_O | METH_REPLAYED | METH_NO_LEVEL | METH_IS_LEN, 1, 1, "len($module, obj, /)\n--\n\nNumber of items." },
    { "locals", builtin_locals, METH_NOARGS, 0, 0, "locals($module, /)\n--\n\nThe current namespace." },
    { "max", builtin_max, METH_VARARGS | METH_KEYWORDS, 0, -1, "max(iterable, *[, default=obj, key=func]) -> value\nmax(arg1, arg2, *args, *[, key=func]) -> value" },
    { "min", builtin_min, METH_VARARGS | METH_KEYWORDS, 0, -1, "min(iterable, *[, default=obj, key=func]) -> value\nmin(arg1, arg2, *args, *[, key=func]) -> value" },
    { "next", builtin_next, METH_FASTCALL, 1, 2, "next(iterator[, default]) -> item" },
    { "anext", builtin_anext, METH_FASTCALL, 0, -1,
      "anext($module, aiterator, default=<unrepresentable>, /)\n--\n\nThe next item of an async iterator, or the default where it has no more." },
    { "oct", builtin_oct, METH_O, 1, 1, "oct($module, number, /)\n--\n\nOctal text of an integer." },
    { "ord", builtin_ord, METH_O, 1, 1, "ord($module, c, /)\n--\n\nCode point of a character." },
    { "pow", builtin_pow, METH_FASTCALL | METH_KEYWORDS, 0, -1, "pow($module, /, base, exp, mod=None)\n--\n\nbase**exp, modulo mod." },
    { "print", builtin_print, METH_FASTCALL | METH_KEYWORDS | METH_IS_PRINT, 0, -1,
      "print($module, /, *args, sep=' ', end='\\n', file=None, flush=False)\n--\n\nWrite values as text." },
    { "repr", builtin_repr, METH_O | METH_REPLAYED, 1, 1, "repr($module, obj, /)\n--\n\nText that describes the object." },
    { "round", builtin_round, METH_FASTCALL | METH_KEYWORDS | METH_REPLAYED, 0, -1, "round($module, /, number, ndigits=None)\n--\n\nRounded number." },
    { "setattr", builtin_setattr, METH_FASTCALL | METH_REPLAYED, 3, 3, "setattr($module, obj, name, value, /)\n--\n\nobj.name = value" },
    { "sorted", builtin_sorted, METH_FASTCALL | METH_KEYWORDS, 0, -1,
      "sorted($module, iterable, /, *, key=None, reverse=False)\n--\n\nNew sorted list." },
    { "sum", builtin_sum, METH_FASTCALL | METH_KEYWORDS, 0, -1, "sum($module, iterable, /, start=0)\n--\n\nstart plus all items." },
    { "vars", builtin_vars, METH_VARARGS, 0, -1, "vars([object]) -> dictionary" },
    METHOD_END,
};

/* CPython's module of streams puts it there, behind everything else. */
static const MethodDef open_method[] = {
    { "open", builtin_open, METH_FASTCALL | METH_KEYWORDS, 0, -1,
      "open($module, /, file, mode='r', buffering=-1, encoding=None,\n     errors=None, newline=None, closefd=True, opener=None)\n--\n\nA stream on a file." },
    METHOD_END,
};

/* Types that are names in builtins. */
static const int16_t builtin_types[] = {
    TYPE_BOOL, TYPE_MEMORYVIEW, TYPE_BYTEARRAY, TYPE_BYTES, TYPE_CLASSMETHOD, TYPE_COMPLEX, TYPE_DICT,
    TYPE_ENUMERATE, TYPE_FILTER, TYPE_FLOAT, TYPE_FROZENSET, TYPE_PROPERTY, TYPE_INT, TYPE_LIST, TYPE_MAP,
    TYPE_OBJECT, TYPE_RANGE, TYPE_REVERSED, TYPE_SET, TYPE_SLICE, TYPE_STATICMETHOD, TYPE_STR, TYPE_SUPER,
    TYPE_TUPLE, TYPE_TYPE, TYPE_ZIP,
};

static int add_types(Runtime *rt, Obj *dict) {
    for (size_t i = 0; i < HS_COUNT(builtin_types); i++) {
        TypeObj *type = &rt->types[builtin_types[i]];
        if (dict_set_str(rt, dict, type->name, (Obj *)type) < 0) return -1;
    }
    if (dict_set_str(rt, dict, "__debug__", rt->true_) < 0) return -1;
    for (int i = TYPE_EXC_BaseException; i < TYPE_STARTUP_COUNT; i++) {
        if (dict_set_str(rt, dict, rt->types[i].name, (Obj *)&rt->types[i]) < 0) return -1;
    }
    if (dict_set_str(rt, dict, "ExceptionGroup", borrow(rt->exception_group)) < 0 ||
        dict_set_str(rt, dict, "EnvironmentError", (Obj *)EXC(rt, OSError)) < 0) {
        return -1;
    }
    return dict_set_str(rt, dict, "IOError", (Obj *)EXC(rt, OSError));
}

Own builtins_module_init(Runtime *rt) {
    Own name = str_intern_cstr(rt, "builtins");
    if (!name) return NULL;
    Own module = module_new(rt, borrow(name));
    release(rt, name);
    if (!module) return NULL;
    Obj *dict = module_dict(borrow(module));
    if (module_add_methods(rt, borrow(module), builtin_methods) < 0 ||
        dict_set_str(rt, dict, "None", rt->none) < 0 ||
        dict_set_str(rt, dict, "Ellipsis", rt->ellipsis) < 0 ||
        dict_set_str(rt, dict, "NotImplemented", rt->notimplemented) < 0 ||
        dict_set_str(rt, dict, "False", rt->false_) < 0 ||
        dict_set_str(rt, dict, "True", rt->true_) < 0 || add_types(rt, dict) < 0 ||
        module_add_methods(rt, borrow(module), open_method) < 0) {
        release(rt, module);
        return NULL;
    }
    return module;
}
