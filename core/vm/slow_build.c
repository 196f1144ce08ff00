/* Instructions out of the loop, part 2: making and unpacking containers, strings, functions;
 * pattern matching. */
#include "base/copy.h"
#include "object/range.h"
#include "object/set.h"
#include "vm/eval_impl.h"

/* Drop `count` operands, last pushed first, keeping a raised exception. */
static Own *drop(Runtime *rt, Frame *frame, Own *sp, int count) {
    SavedRaise saved = raised_save(rt);
    for (int i = 0; i < count; i++) {
        frame->stack_top--;
        release(rt, *--sp);
    }
    raised_put_back(rt, saved);
    return sp;
}

/* ---- displays ---- */

SLOW(build_tuple) {
    if (arg == 0) {
        *sp++ = keep(rt->empty_tuple);
        return sp;
    }
    Own tuple = tuple_alloc(rt, arg); /* may collect: the operands are still on the stack */
    if (!tuple) return drop(rt, frame, sp, arg);
    sp -= arg;
    copy_pointers(TUPLE(borrow(tuple))->items, sp, (size_t)arg);
    frame->stack_top -= arg;
    gc_track(rt, borrow(tuple));
    *sp++ = tuple;
    return sp;
}

SLOW(build_list) {
    Own list = list_new(rt, arg);
    if (!list) return drop(rt, frame, sp, arg);
    sp -= arg;
    copy_pointers(LIST(borrow(list))->items, sp, (size_t)arg);
    frame->stack_top -= arg;
    *sp++ = list;
    return sp;
}

SLOW(list_to_tuple) {
    (void)arg, (void)frame;
    Own list = sp[-1], tuple = list_to_tuple(rt, borrow(list));
    if (!tuple) return drop(rt, frame, sp, 1);
    sp[-1] = tuple;
    release(rt, list);
    return sp;
}

SLOW(build_set) {
    Own set = set_new(rt, NULL), *base = sp - arg;
    int failed = set ? 0 : -1;
    frame->stack_top -= arg;
    for (int i = 0; i < arg; i++) {
        if (!failed) failed = set_add(rt, borrow(set), borrow(base[i]));
        RELEASE_KEEPING_RAISE(release(rt, base[i]));
    }
    if (failed < 0) {
        RELEASE_KEEPING_RAISE(xrelease(rt, set));
        return base;
    }
    *base++ = set;
    return base;
}

SLOW(build_map) {
    Own *base = sp - 2 * arg;
    Own map =
        arg ? dict_from_items(rt, borrow_all(base), 2, borrow_all(base + 1), 2, arg) : dict_new(rt);
    sp = drop(rt, frame, sp, 2 * arg);
    if (map) *sp++ = map;
    return sp;
}

SLOW(build_const_key_map) {
    Own *base = sp - 1 - arg;
    Obj *keys = borrow(sp[-1]);
    Own map = (Own)0;
    if (!is_tuple_exact(rt, keys) || TUPLE_SIZE(keys) != arg) {
        raise_format(rt, EXC(rt, SystemError), "bad BUILD_CONST_KEY_MAP keys argument");
    } else {
        map = dict_from_items(rt, TUPLE_ITEMS(keys), 1, borrow_all(base), 1, arg);
    }
    sp = drop(rt, frame, sp, arg + 1);
    if (map) *sp++ = map;
    return sp;
}

SLOW(build_string) {
    Own text = str_join(rt, rt->empty_str, borrow_all(sp - arg), arg);
    sp = drop(rt, frame, sp, arg);
    if (text) *sp++ = text;
    return sp;
}

SLOW(build_slice) {
    Obj *step = arg == 3 ? borrow(sp[-1]) : NULL;
    Own *base = sp - arg;
    Own slice = slice_new(rt, borrow(base[0]), borrow(base[1]), step);
    sp = drop(rt, frame, sp, arg);
    if (slice) *sp++ = slice;
    return sp;
}

SLOW(format_value) {
    Own spec = arg & 4 ? *--sp : (Own)0, value = *--sp, result = (Own)0;
    frame->stack_top -= 1 + (arg & 4 ? 1 : 0);
    if (arg & 3) {
        Obj *original = borrow(value);
        Own text = (arg & 3) == 1   ? object_str(rt, original)
                   : (arg & 3) == 2 ? object_repr(rt, original)
                                    : object_ascii(rt, original);
        RELEASE_KEEPING_RAISE(release(rt, value));
        if (!text) {
            RELEASE_KEEPING_RAISE(xrelease(rt, spec));
            return sp;
        }
        value = text;
    }
    if (!spec && is_str_exact(rt, borrow(value))) {
        result = value;
    } else {
        result = object_format(rt, borrow(value), borrow(spec));
        RELEASE_KEEPING_RAISE(release(rt, value); xrelease(rt, spec));
    }
    if (result) *sp++ = result;
    return sp;
}

/* ---- adding to a container below the operands ---- */

SLOW(set_add) {
    Own item = *--sp;
    frame->stack_top--;
    set_add(rt, borrow(sp[-arg]), borrow(item));
    RELEASE_KEEPING_RAISE(release(rt, item));
    return sp;
}

SLOW(map_add) {
    Own value = sp[-1], key = sp[-2];
    sp -= 2;
    frame->stack_top -= 2;
    dict_set_steal(rt, borrow(sp[-arg]), key, value);
    return sp;
}

SLOW(list_extend) {
    Own iterable = *--sp;
    frame->stack_top--;
    Obj *source = borrow(iterable);
    if (list_extend(rt, borrow(sp[-arg]), source) < 0 && raised_matches(rt, EXC(rt, TypeError)) &&
        !source->type->slots.tp_iter && !sequence_check(source)) {
        raised_clear(rt);
        raise_format(rt, EXC(rt, TypeError), "Value after * must be an iterable, not %.200s",
                     source->type->name);
    }
    RELEASE_KEEPING_RAISE(release(rt, iterable));
    return sp;
}

SLOW(set_update) {
    Own iterable = *--sp;
    frame->stack_top--;
    set_update(rt, borrow(sp[-arg]), borrow(iterable));
    RELEASE_KEEPING_RAISE(release(rt, iterable));
    return sp;
}

SLOW(dict_update) {
    Own mapping = *--sp;
    frame->stack_top--;
    if (dict_update(rt, borrow(sp[-arg]), borrow(mapping)) < 0 &&
        raised_matches(rt, EXC(rt, AttributeError))) {
        raised_clear(rt);
        raise_format(rt, EXC(rt, TypeError), "'%.200s' object is not a mapping",
                     borrow(mapping)->type->name);
    }
    RELEASE_KEEPING_RAISE(release(rt, mapping));
    return sp;
}

SLOW(dict_merge) {
    Own mapping = *--sp;
    frame->stack_top--;
    if (dict_merge(rt, borrow(sp[-arg]), borrow(mapping), 2) < 0) {
        explain_kwargs_error(rt, borrow(sp[-(arg + 2)]), borrow(mapping));
    }
    RELEASE_KEEPING_RAISE(release(rt, mapping));
    return sp;
}

/* ---- unpacking ---- */

static Own unpack_iter(Runtime *rt, Obj *value) {
    Own iterator = object_iter(rt, value);
    if (!iterator && raised_matches(rt, EXC(rt, TypeError)) && !value->type->slots.tp_iter &&
        !sequence_check(value)) {
        raised_clear(rt);
        raise_format(rt, EXC(rt, TypeError), "cannot unpack non-iterable %.200s object",
                     value->type->name);
    }
    return iterator;
}

/* Items before a star and, if after >= 0, the rest as a list and `after` items; first item topmost
 * below `end`. 0 or -1 raised. */
static int unpack_to(Runtime *rt, Obj *value, int before, int after, Own *end) {
    Own iterator = unpack_iter(rt, value), *sp = end;
    if (!iterator) return -1;
    for (int i = 0; i < before; i++) {
        Own item = iter_next(rt, borrow(iterator));
        if (!item) {
            if (!RAISED(rt) && after < 0) {
                raise_format(rt, EXC(rt, ValueError),
                             "not enough values to unpack (expected %d, got %d)", before, i);
            } else if (!RAISED(rt)) {
                raise_format(rt, EXC(rt, ValueError),
                             "not enough values to unpack (expected at least %d, got %d)",
                             before + after, i);
            }
            goto fail;
        }
        *--sp = item;
    }
    if (after < 0) {
        Own extra = iter_next(rt, borrow(iterator));
        if (!extra) {
            if (RAISED(rt)) goto fail;
            release(rt, iterator);
            return 0;
        }
        release(rt, extra);
        raise_format(rt, EXC(rt, ValueError), "too many values to unpack (expected %d)", before);
        goto fail;
    }
    Own list = sequence_to_list(rt, borrow(iterator));
    if (!list) goto fail;
    *--sp = list;
    ListObj *rest = LIST(borrow(list));
    intptr_t size = rest->head.size;
    if (size < after) {
        raise_format(rt, EXC(rt, ValueError),
                     "not enough values to unpack (expected at least %d, got %zd)", before + after,
                     (intptr_t)before + size);
        goto fail;
    }
    for (int j = after; j > 0; j--) *--sp = rest->items[size - j];
    rest->head.size = size - after;
    release(rt, iterator);
    return 0;
fail:
    RELEASE_KEEPING_RAISE(while (sp < end) release(rt, *sp++); release(rt, iterator));
    return -1;
}

SLOW(unpack_sequence) {
    Own sequence = *--sp;
    frame->stack_top--;
    Obj *value = borrow(sequence);
    bool is_list_value = is_list_exact(rt, value);
    if (rt->lens->calls == CALL_KEEPS && (is_list_value || is_tuple_exact(rt, value)) && ((VarObj *)value)->size == arg) { /* 3.10 */
        Obj *const *items = is_list_value ? borrow_all(LIST(value)->items) : TUPLE_ITEMS(value);
        for (int i = arg - 1; i >= 0; i--) *sp++ = keep(items[i]);
    } else if (unpack_to(rt, value, arg, -1, sp + arg) == 0) {
        sp += arg;
    }
    RELEASE_KEEPING_RAISE(release(rt, sequence));
    return sp;
}

SLOW(unpack_ex) {
    Own sequence = *--sp;
    frame->stack_top--;
    int before = arg & 0xff, after = arg >> 8, total = before + 1 + after;
    if (unpack_to(rt, borrow(sequence), before, after, sp + total) == 0) sp += total;
    RELEASE_KEEPING_RAISE(release(rt, sequence));
    return sp;
}

/* ---- functions ---- */

SLOW(make_function) {
    Own code = *--sp;
    Own function = function_new(rt, borrow(code), frame->globals, NULL);
    release(rt, code);
    frame->stack_top--;
    if (!function) return sp;
    FunctionObj *self = FUNCTION(borrow(function));
    if (arg & 8) self->closure = *--sp;
    if (arg & 4) self->annotations = *--sp;
    if (arg & 2) self->kwdefaults = *--sp;
    if (arg & 1) self->defaults = *--sp;
    frame->stack_top = (int32_t)(sp - frame->localsplus);
    *sp++ = function;
    return sp;
}

/* ---- match ---- */

SLOW(get_len) {
    (void)frame, (void)arg;
    int64_t length = object_length(rt, borrow(sp[-1]));
    Own number = length < 0 ? (Own)0 : int_from_i64(rt, length);
    if (number) *sp++ = number;
    return sp;
}
SLOW(match_mapping) {
    (void)frame, (void)arg;
    *sp = bool_from(rt, (borrow(sp[-1])->type->flags & TPF_MAPPING) != 0);
    return sp + 1;
}
SLOW(match_sequence) {
    (void)frame, (void)arg;
    *sp = bool_from(rt, (borrow(sp[-1])->type->flags & TPF_SEQUENCE) != 0);
    return sp + 1;
}

/* Note that `item` was seen: 0, or -1 with nothing raised when it was seen before. */
static int note_seen(Runtime *rt, Obj *seen, Obj *item) {
    int found = set_contains(rt, seen, item);
    if (found) return -1;
    return set_add(rt, seen, item);
}

/* Values of the keys, or None when one is missing; NULL raised. */
static Own match_keys(Runtime *rt, Obj *map, Obj *keys) {
    intptr_t count = TUPLE_SIZE(keys);
    if (!count) return keep(rt->empty_tuple);
    Own get = (Own)0, seen = (Own)0, dummy = (Own)0, values = (Own)0;
    int unbound = object_get_method(rt, map, ID(rt, get), &get);
    if (unbound < 0 || !get || !(seen = set_new(rt, NULL)) ||
        !(dummy = call_0(rt, (Obj *)T(rt, OBJECT))) || !(values = tuple_alloc(rt, count))) {
        goto fail;
    }
    gc_track(rt, borrow(values));
    for (intptr_t i = 0; i < count; i++) {
        Obj *key = TUPLE_ITEM(keys, i), *args[] = {map, key, borrow(dummy)};
        if (note_seen(rt, borrow(seen), key) < 0) {
            if (!RAISED(rt))
                raise_format(rt, EXC(rt, ValueError), "mapping pattern checks duplicate key (%R)",
                             key);
            goto fail;
        }
        Own value = unbound ? call_vector(rt, borrow(get), args, 3, NULL)
                            : call_vector(rt, borrow(get), args + 1, 2, NULL);
        if (!value) goto fail;
        if (borrow(value) == borrow(dummy)) {
            release(rt, value);
            own_set(rt, &values, keep(rt->none));
            break;
        }
        TUPLE(borrow(values))->items[i] = value;
    }
    release(rt, get), release(rt, seen), release(rt, dummy);
    return values;
fail:
    RELEASE_KEEPING_RAISE(xrelease(rt, get); xrelease(rt, seen); xrelease(rt, dummy);
                          xrelease(rt, values));
    return (Own)0;
}

SLOW(match_keys) {
    (void)frame, (void)arg;
    Own values = match_keys(rt, borrow(sp[-2]), borrow(sp[-1]));
    if (values) *sp++ = values;
    return sp;
}

/* Attribute `name` of the subject appended to attrs: 1 done, 0 no match, -1 raised. */
static int match_attr(Runtime *rt, Obj *subject, TypeObj *type, Obj *name, Obj *seen, Obj *attrs) {
    if (note_seen(rt, seen, name) < 0) {
        if (!RAISED(rt))
            raise_format(rt, EXC(rt, TypeError), "%s() got multiple sub-patterns for attribute %R",
                         type->name, name);
        return -1;
    }
    Own value = object_getattr(rt, subject, name);
    if (!value) {
        if (!raised_matches(rt, EXC(rt, AttributeError))) return -1;
        raised_clear(rt);
        return 0;
    }
    return list_append_steal(rt, attrs, value) < 0 ? -1 : 1;
}

/* __match_args__ of a class; *match_self when it has none and matches itself. NULL raised. */
static Own match_args(Runtime *rt, TypeObj *type, bool *match_self) {
    Own args = object_getattr(rt, (Obj *)type, ID(rt, __match_args__));
    *match_self = false;
    if (!args) {
        if (!raised_matches(rt, EXC(rt, AttributeError))) return (Own)0;
        raised_clear(rt);
        *match_self = (type->flags & TPF_MATCH_SELF) != 0;
        return keep(rt->empty_tuple);
    }
    if (is_tuple_exact(rt, borrow(args))) return args;
    raise_format(rt, EXC(rt, TypeError), "%s.__match_args__ must be a tuple (got %s)", type->name,
                 borrow(args)->type->name);
    RELEASE_KEEPING_RAISE(release(rt, args));
    return (Own)0;
}

static int match_positional(Runtime *rt, Obj *subject, TypeObj *type, int count, Obj *seen,
                            Obj *attrs) {
    bool match_self;
    Own args = match_args(rt, type, &match_self);
    int result = -1;
    if (!args) return -1;
    int allowed = match_self ? 1 : (int)TUPLE_SIZE(borrow(args));
    if (allowed < count) {
        raise_format(rt, EXC(rt, TypeError), "%s() accepts %d positional sub-pattern%s (%d given)",
                     type->name, allowed, allowed == 1 ? "" : "s", count);
        goto done;
    }
    result = 1;
    if (match_self) {
        if (list_append(rt, attrs, subject) < 0) result = -1;
        goto done;
    }
    for (int i = 0; i < count && result > 0; i++) {
        Obj *name = TUPLE_ITEM(borrow(args), i);
        if (!is_str_exact(rt, name)) {
            raise_format(rt, EXC(rt, TypeError), "__match_args__ elements must be strings (got %s)",
                         name->type->name);
            result = -1;
        } else {
            result = match_attr(rt, subject, type, name, seen, attrs);
        }
    }
done:
    RELEASE_KEEPING_RAISE(release(rt, args));
    return result;
}

/* Tuple of the attributes that a class pattern names, or NULL: no match, or raised. */
static Own match_class(Runtime *rt, Obj *subject, Obj *cls, int count, Obj *names) {
    if (!is_type(cls))
        return raise_format(rt, EXC(rt, TypeError), "called match pattern must be a type");
    if (object_is_instance(rt, subject, cls) <= 0) return (Own)0;
    Own seen = set_new(rt, NULL), attrs = list_new(rt, 0), result = (Own)0;
    int matched = seen && attrs ? 1 : -1;
    if (matched > 0 && count)
        matched = match_positional(rt, subject, (TypeObj *)cls, count, borrow(seen), borrow(attrs));
    for (intptr_t i = 0; matched > 0 && i < TUPLE_SIZE(names); i++) {
        matched = match_attr(rt, subject, (TypeObj *)cls, TUPLE_ITEM(names, i), borrow(seen),
                             borrow(attrs));
    }
    if (matched > 0) result = list_to_tuple(rt, borrow(attrs));
    RELEASE_KEEPING_RAISE(xrelease(rt, seen); xrelease(rt, attrs));
    return result;
}

SLOW(match_class) {
    Own names = sp[-1], cls = sp[-2], subject = sp[-3];
    Own attrs = match_class(rt, borrow(subject), borrow(cls), arg, borrow(names));
    if (!attrs && RAISED(rt)) return drop(rt, frame, sp, 3);
    frame->stack_top -= 3;
    sp[-3] = attrs ? attrs : keep(rt->none);
    release(rt, subject), release(rt, cls), release(rt, names);
    return sp - 2;
}
