/* Instructions out of the loop, part 1: operators, names, attributes, subscripts, calls. Each takes
 * the stack pointer and returns the new one; RAISED tells failure, after which the operands are
 * gone. Follows CPython 3.11 Python/ceval.c. */
#include "base/copy.h"
#include "vm/eval_impl.h"
#include "vm/import.h"

const SlowOp slow_ops[256] = {
#define SLOW_OP(opcode, name) [OP_##opcode] = slow_##name,
#include "vm/slow_list.h"
#undef SLOW_OP
};

static Obj *name_at(Frame *frame, int i) { return TUPLE_ITEM(borrow(frame_code(frame)->names), i); }

/* Replace the top `count` operands (released in stack order) by a result, NULL = raised. */
static Own *replace(Runtime *rt, Frame *frame, Own *sp, int count, Own result) {
    Own *base = sp - count;
    frame->stack_top -= count;
    if (result) {
        Own operands[3];
        copy_pointers(operands, base, (size_t)count);
        *base = result;
        frame->stack_top++;
        for (int i = 0; i < count; i++) release(rt, operands[i]);
        return base + 1;
    }
    RELEASE_KEEPING_RAISE(for (int i = 0; i < count; i++) release(rt, base[i]));
    return base;
}

/* ---- operators ---- */

SLOW(unary_positive) {
    (void)arg;
    return replace(rt, frame, sp, 1, number_positive(rt, borrow(sp[-1])));
}
SLOW(unary_negative) {
    (void)arg;
    return replace(rt, frame, sp, 1, number_negative(rt, borrow(sp[-1])));
}
SLOW(unary_invert) {
    (void)arg;
    return replace(rt, frame, sp, 1, number_invert(rt, borrow(sp[-1])));
}
SLOW(binary_op) {
    return replace(rt, frame, sp, 2, number_binary(rt, borrow(sp[-2]), borrow(sp[-1]), arg));
}
SLOW(compare_op) {
    return replace(rt, frame, sp, 2, object_richcompare(rt, borrow(sp[-2]), borrow(sp[-1]), arg));
}
SLOW(binary_subscr) {
    (void)arg;
    return replace(rt, frame, sp, 2, object_getitem(rt, borrow(sp[-2]), borrow(sp[-1])));
}
SLOW(contains_op) {
    int answer = sequence_contains(rt, borrow(sp[-1]), borrow(sp[-2]));
    return replace(rt, frame, sp, 2, answer < 0 ? (Own)0 : bool_from(rt, answer ^ arg));
}
SLOW(get_iter) {
    (void)arg;
    return replace(rt, frame, sp, 1, object_iter(rt, borrow(sp[-1])));
}

static Own *drop3(Runtime *rt, Frame *frame, Own *sp) {
    frame->stack_top -= 3;
    RELEASE_KEEPING_RAISE(release(rt, sp[-3]); release(rt, sp[-2]); release(rt, sp[-1]));
    return sp - 3;
}
SLOW(store_subscr) {
    (void)arg;
    object_setitem(rt, borrow(sp[-2]), borrow(sp[-1]), borrow(sp[-3]));
    return drop3(rt, frame, sp);
}
SLOW(delete_subscr) {
    (void)arg;
    object_delitem(rt, borrow(sp[-2]), borrow(sp[-1]));
    frame->stack_top -= 2;
    RELEASE_KEEPING_RAISE(release(rt, sp[-2]); release(rt, sp[-1]));
    return sp - 2;
}

/* ---- name errors ---- */

void raise_name_error(Runtime *rt, Obj *name) {
    raise_format(rt, EXC(rt, NameError), "name '%.200U' is not defined", name);
    Own type, value, traceback;
    raised_fetch(rt, &type, &value, &traceback);
    exception_normalize(rt, &type, &value, &traceback);
    Obj *error = borrow(value);
    if (error && is_instance_of(error, EXC(rt, NameError)) && !((NameErrorObj *)error)->name) {
        ((NameErrorObj *)error)->name = keep(name);
    }
    raised_restore(rt, type, value, traceback);
}

void raise_unbound_local(Runtime *rt, CodeObj *code, int slot) {
    Obj *name = TUPLE_ITEM(borrow(code->localsplusnames), slot);
    if (RAISED(rt)) return;
    if (slot < code->nlocalsplus - code->nfreevars) {
        raise_format(rt, EXC(rt, UnboundLocalError), rt->lens->unbound_local, name);
        return;
    }
    raise_format(rt, EXC(rt, NameError), rt->lens->unbound_free, name);
    Own type, value, traceback;
    raised_fetch(rt, &type, &value, &traceback);
    exception_normalize(rt, &type, &value, &traceback);
    if (value && is_instance_of(borrow(value), EXC(rt, NameError)) &&
        !((NameErrorObj *)borrow(value))->name) {
        ((NameErrorObj *)borrow(value))->name = keep(name);
    }
    raised_restore(rt, type, value, traceback);
}

/* ---- names ---- */

/* What a mapping has under a name; NULL without exception: nothing. */
static Own find_in(Runtime *rt, Obj *mapping, Obj *name) {
    if (is_dict_exact(rt, mapping)) return xkeep(dict_get(rt, mapping, name));
    Own value = object_getitem(rt, mapping, name);
    if (!value && raised_matches(rt, EXC(rt, KeyError))) raised_clear(rt);
    return value;
}

/* From globals or builtins: new reference, NULL raised. */
static Own find_global(Runtime *rt, Frame *frame, Obj *name) {
    Obj *global = dict_get(rt, frame->globals, name);
    if (global || RAISED(rt)) return xkeep(global);
    Own value = find_in(rt, frame->builtins, name);
    if (value || RAISED(rt)) return value;
    if (is_dict_exact(rt, frame->builtins) && builtins_complete(rt, name)) value = xkeep(dict_get(rt, frame->builtins, name));
    if (!value && !RAISED(rt)) raise_name_error(rt, name);
    return value;
}

SLOW(load_global) {
    Obj *name = name_at(frame, arg >> 1);
    Own value = (Own)0;
    if (!is_dict_exact(rt, frame->globals)) { /* exec() in a mapping of the program's: its __getitem__ and __missing__ count */
        value = find_in(rt, frame->globals, name);
        if (!value && RAISED(rt)) return sp;
    }
    if (!value) value = find_global(rt, frame, name);
    if (!value) return sp;
    if (arg & 1) *sp++ = (Own)0;
    *sp++ = value;
    return sp;
}

/* Value in the local namespace: NULL without exception = absent. */
static Own find_local(Runtime *rt, Frame *frame, Obj *name) {
    Obj *locals = borrow(frame->locals);
    if (!locals) return raise_format(rt, EXC(rt, SystemError), "no locals when loading %R", name);
    return find_in(rt, locals, name);
}

/* Where a name was found last in a dict of str keys; checked by the key itself, so it may be stale.
 */
static uint16_t *name_hint(Runtime *rt, Obj *name) {
    return &rt->vm->name_hints[(uintptr_t)name / 16 % HS_COUNT(rt->vm->name_hints)];
}

/* Slot of an interned name in an unsplit dict with str keys, NULL = absent or another kind of dict.
 */
static Own *name_slot(Runtime *rt, Obj *dict, Obj *name) {
    DictKeys *keys = DICT(dict)->keys;
    if (keys->kind != DICT_KEYS_UNICODE) return NULL;
    DictUnicodeEntry *entries = dict_keys_entries(keys);
    uint16_t *hint = name_hint(rt, name);
    if (*hint < keys->count && borrow(entries[*hint].key) == name && entries[*hint].value)
        return &entries[*hint].value;
    intptr_t index = dict_keys_index(keys, name);
    if (index < 0 || !entries[index].value) return NULL;
    if (index <= UINT16_MAX) *hint = (uint16_t)index;
    return &entries[index].value;
}

SLOW(load_name) {
    Obj *name = name_at(frame, arg), *locals = borrow(frame->locals);
    if (locals && is_dict_exact(rt, locals)) {
        Own *slot = name_slot(rt, locals, name);
        bool absent = !slot && DICT(locals)->keys->kind == DICT_KEYS_UNICODE;
        if (absent && locals == frame->globals && is_dict_exact(rt, frame->builtins))
            slot = name_slot(rt, frame->builtins, name);
        if (slot) {
            *sp++ = keep(borrow(*slot));
            return sp;
        }
    }
    Own value = find_local(rt, frame, name);
    if (!value && !RAISED(rt)) value = find_global(rt, frame, name);
    if (value) *sp++ = value;
    return sp;
}

SLOW(store_name) {
    Obj *name = name_at(frame, arg), *locals = borrow(frame->locals);
    Own value = *--sp;
    frame->stack_top--;
    if (locals && is_dict_exact(rt, locals) && gc_is_tracked(locals)) {
        Own *slot = name_slot(rt, locals, name);
        if (slot) {
            DICT(locals)->version = dict_next_version(rt);
            own_set(rt, slot, keep(borrow(value))); /* a finalizer of the old value sees both references */
            release(rt, value);
            return sp;
        }
    }
    if (!locals)
        raise_format(rt, EXC(rt, SystemError), "no locals found when storing %R", name);
    else if (is_dict_exact(rt, locals))
        dict_set(rt, locals, name, borrow(value));
    else
        object_setitem(rt, locals, name, borrow(value));
    if (RAISED(rt))
        RELEASE_KEEPING_RAISE(release(rt, value));
    else
        release(rt, value);
    return sp;
}

SLOW(delete_name) {
    Obj *name = name_at(frame, arg), *locals = borrow(frame->locals);
    if (!locals) {
        raise_format(rt, EXC(rt, SystemError), "no locals when deleting %R", name);
    } else if (object_delitem(rt, locals, name) < 0) {
        raised_clear(rt);
        raise_name_error(rt, name);
    }
    return sp;
}

SLOW(store_global) {
    Own value = *--sp;
    frame->stack_top--;
    dict_set(rt, frame->globals, name_at(frame, arg), borrow(value));
    RELEASE_KEEPING_RAISE(release(rt, value));
    return sp;
}

SLOW(delete_global) {
    Obj *name = name_at(frame, arg);
    if (dict_delete(rt, frame->globals, name) < 0 && raised_matches(rt, EXC(rt, KeyError))) {
        raised_clear(rt);
        raise_name_error(rt, name);
    }
    return sp;
}

SLOW(delete_fast) {
    Own old = frame->localsplus[arg];
    if (!old) {
        raise_unbound_local(rt, frame_code(frame), arg);
        return sp;
    }
    frame->localsplus[arg] = (Own)0;
    release(rt, old);
    return sp;
}

SLOW(delete_deref) {
    CellObj *cell = CELL(borrow(frame->localsplus[arg]));
    Own old = cell->value;
    if (!old) {
        raise_unbound_local(rt, frame_code(frame), arg);
        return sp;
    }
    cell->value = (Own)0;
    release(rt, old);
    return sp;
}

SLOW(load_classderef) {
    Obj *name = TUPLE_ITEM(borrow(frame_code(frame)->localsplusnames), arg);
    Own value = find_local(rt, frame, name);
    if (!value && !RAISED(rt)) {
        value = xkeep(borrow(CELL(borrow(frame->localsplus[arg]))->value));
        if (!value) raise_unbound_local(rt, frame_code(frame), arg);
    }
    if (value) *sp++ = value;
    return sp;
}

SLOW(make_cell) {
    Own cell = cell_new(rt, borrow(frame->localsplus[arg]));
    if (!cell) return sp;
    xrelease(rt, frame->localsplus[arg]);
    frame->localsplus[arg] = cell;
    return sp;
}

SLOW(setup_annotations) {
    (void)arg;
    Obj *locals = borrow(frame->locals), *name = ID(rt, __annotations__);
    if (!locals) {
        raise_format(rt, EXC(rt, SystemError), "no locals found when setting up annotations");
        return sp;
    }
    Own found = find_local(rt, frame, name);
    if (found || RAISED(rt)) {
        xrelease(rt, found);
        return sp;
    }
    Own annotations = dict_new(rt);
    if (annotations) {
        object_setitem(rt, locals, name, borrow(annotations));
        release(rt, annotations);
    }
    return sp;
}

SLOW(load_build_class) {
    (void)arg;
    Obj *name = ID(rt, __build_class__);
    Own found;
    if (is_dict_exact(rt, frame->builtins)) {
        found = xkeep(dict_get(rt, frame->builtins, name));
        if (!found && !RAISED(rt))
            raise_format(rt, EXC(rt, NameError), "__build_class__ not found");
    } else {
        found = object_getitem(rt, frame->builtins, name);
        if (!found && raised_matches(rt, EXC(rt, KeyError))) {
            raised_clear(rt);
            raise_format(rt, EXC(rt, NameError), "__build_class__ not found");
        }
    }
    if (found) *sp++ = found;
    return sp;
}

SLOW(load_assertion_error) {
    (void)frame, (void)arg;
    *sp++ = keep((Obj *)EXC(rt, AssertionError));
    return sp;
}

SLOW(print_expr) {
    (void)arg;
    Own value = *--sp;
    frame->stack_top--;
    Obj *hook = dict_get(rt, borrow(rt->sys_dict), ID(rt, displayhook));
    if (!hook) {
        if (!RAISED(rt)) raise_format(rt, EXC(rt, RuntimeError), "lost sys.displayhook");
    } else {
        Own kept = keep(hook), result = call_1(rt, hook, borrow(value));
        xrelease(rt, result);
        RELEASE_KEEPING_RAISE(release(rt, kept));
    }
    RELEASE_KEEPING_RAISE(release(rt, value));
    return sp;
}

/* ---- attributes ---- */

SLOW(load_attr) {
    return replace(rt, frame, sp, 1, object_getattr(rt, borrow(sp[-1]), name_at(frame, arg)));
}

SLOW(store_attr) {
    object_setattr(rt, borrow(sp[-1]), name_at(frame, arg), borrow(sp[-2]));
    frame->stack_top -= 2;
    RELEASE_KEEPING_RAISE(release(rt, sp[-2]); release(rt, sp[-1]));
    return sp - 2;
}

SLOW(delete_attr) {
    object_setattr(rt, borrow(sp[-1]), name_at(frame, arg), NULL);
    frame->stack_top--;
    RELEASE_KEEPING_RAISE(release(rt, sp[-1]));
    return sp - 1;
}

SLOW(load_method) {
    Own method = (Own)0, self = sp[-1];
    int found = object_get_method(rt, borrow(self), name_at(frame, arg), &method);
    if (found < 0 || !method) {
        frame->stack_top--;
        RELEASE_KEEPING_RAISE(release(rt, self));
        return sp - 1;
    }
    if (found) {
        sp[-1] = method;
        *sp++ = self;
    } else {
        sp[-1] = (Own)0;
        *sp++ = method;
        release(rt, self);
    }
    return sp;
}

/* ---- calls ---- */

/* A call with keywords that CPython specialises, and we do not: of a function of C, run often enough. */
static bool is_warm_with_keywords(Runtime *rt, Frame *frame, Obj *callable) {
    enum { TAKES = METH_FASTCALL | METH_KEYWORDS };
    return is_builtin(rt, callable) && (((BuiltinObj *)callable)->def->flags & TAKES) == TAKES && (int16_t)frame->prev_instr[-1] >= HS_WARMUP;
}

bool call_has_level(Runtime *rt, Frame *frame, Obj *callable) {
    bool special = (frame->prev_instr[-2] & 0xff) != OP_PRECALL || (rt->vm->kwnames && is_warm_with_keywords(rt, frame, callable));
    return !special && (is_builtin(rt, callable) || callable->type == T(rt, METHOD_DESCRIPTOR));
}

SLOW(call) {
    Own *base = sp - arg - 2;
    bool is_method_call = base[0] != (Own)0;
    size_t total = (size_t)arg + is_method_call;
    Obj *kwnames = rt->vm->kwnames;
    size_t positional = total - (kwnames ? (size_t)TUPLE_SIZE(kwnames) : 0);
    Obj *callable = borrow(base[1 - is_method_call]);
    /* CPython specialises str(x) as soon as the code is warm: no tuple is made for the argument */
    bool is_warm_str = callable == (Obj *)T(rt, STR) && arg == 1 && total == 1 && !kwnames &&
                       frame_code(frame)->warmup >= rt->lens->str_warm;
    Obj *const *args = borrow_all(base + 2 - is_method_call);
    Own result = is_warm_str ? object_str(rt, borrow(base[2]))
                 : HS_UNLIKELY(kwnames) && is_warm_with_keywords(rt, frame, callable)
                     ? builtin_call_def(rt, ((BuiltinObj *)callable)->def, borrow(((BuiltinObj *)callable)->self), args, positional, kwnames, NULL)
                     : call_vector(rt, callable, args, positional, kwnames);
    if (HS_UNLIKELY(!result && !RAISED(rt))) return sp; /* suspended: to be called again */
    rt->vm->kwnames = NULL;
    SavedRaise saved = raised_save(rt);
    for (Own *item = base; item < sp; item++) {
        Own operand = *item;
        *item = (Own)0;
        xrelease(rt, operand);
    }
    raised_put_back(rt, saved);
    frame->stack_top -= arg + 2;
    if (result) *base++ = result;
    return base;
}

/* How a callable is named in messages: "module.qualname()". */
static Own callable_text(Runtime *rt, Obj *callable) {
    Own qualname = object_lookup_attr(rt, callable, ID(rt, __qualname__)), module = (Own)0,
        text = (Own)0;
    if (!qualname) return RAISED(rt) ? (Own)0 : object_str(rt, callable);
    module = object_lookup_attr(rt, callable, ID(rt, __module__));
    if (!module && RAISED(rt)) goto done;
    if (module && borrow(module) != rt->none &&
        !(is_str(borrow(module)) && str_equals_ascii(borrow(module), "builtins"))) {
        text = str_format(rt, "%S.%S()", borrow(module), borrow(qualname));
    } else {
        text = str_format(rt, "%S()", borrow(qualname));
    }
done:
    release(rt, qualname);
    xrelease(rt, module);
    return text;
}

int check_args_iterable(Runtime *rt, Obj *callable, Obj *args) {
    if (args->type->slots.tp_iter || sequence_check(args)) return 0;
    raised_clear(rt);
    Own text = callable_text(rt, callable);
    if (text) {
        raise_format(rt, EXC(rt, TypeError), "%U argument after * must be an iterable, not %.200s",
                     borrow(text), args->type->name);
        release(rt, text);
    }
    return -1;
}

void explain_kwargs_error(Runtime *rt, Obj *callable, Obj *kwargs) {
    if (raised_matches(rt, EXC(rt, AttributeError))) {
        raised_clear(rt);
        Own text = callable_text(rt, callable);
        if (!text) return;
        raise_format(rt, EXC(rt, TypeError), "%U argument after ** must be a mapping, not %.200s",
                     borrow(text), kwargs->type->name);
        release(rt, text);
    } else if (raised_matches(rt, EXC(rt, KeyError))) {
        Own type, value, traceback;
        raised_fetch(rt, &type, &value, &traceback);
        exception_normalize(rt, &type, &value, &traceback);
        Obj *args =
            value && is_exception(borrow(value)) ? borrow(EXCEPTION(borrow(value))->args) : NULL;
        Own text = args && TUPLE_SIZE(args) == 1 ? callable_text(rt, callable) : (Own)0;
        if (!text) {
            raised_restore(rt, type, value, traceback);
            return;
        }
        raise_format(rt, EXC(rt, TypeError), "%U got multiple values for keyword argument '%S'",
                     borrow(text), TUPLE_ITEM(args, 0));
        release(rt, text);
        xrelease(rt, type), xrelease(rt, value), xrelease(rt, traceback);
    }
}
