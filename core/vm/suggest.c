/* "Did you mean": the nearest known name by edit distance, where a change of case costs half.
 * CPython 3.11 Python/suggestions.c. */
#include "vm/eval_impl.h"
#include "vm/traceback.h"

enum { MAX_CANDIDATES = 750, MAX_NAME = 40, MOVE_COST = 2, CASE_COST = 1 };

static int substitution_cost(char a, char b) {
    if ((a & 31) != (b & 31)) return MOVE_COST;
    if (a == b) return 0;
    if ('A' <= a && a <= 'Z') a = (char)(a + 32);
    if ('A' <= b && b <= 'Z') b = (char)(b + 32);
    return a == b ? CASE_COST : MOVE_COST;
}

/* Distance of two texts without common ends, a no longer than b; more than max_cost: any larger
 * number. */
static intptr_t distance_of_rest(const char *a, intptr_t a_size, const char *b, intptr_t b_size,
                                 intptr_t max_cost) {
    intptr_t row[MAX_NAME], result = 0;
    for (intptr_t i = 0; i < a_size; i++) row[i] = (i + 1) * MOVE_COST;
    for (intptr_t j = 0; j < b_size; j++) {
        intptr_t diagonal = result = j * MOVE_COST, minimum = INTPTR_MAX;
        for (intptr_t i = 0; i < a_size; i++) {
            intptr_t substitute = diagonal + substitution_cost(b[j], a[i]);
            diagonal = row[i];
            intptr_t move = (result < diagonal ? result : diagonal) + MOVE_COST;
            row[i] = result = move < substitute ? move : substitute;
            if (result < minimum) minimum = result;
        }
        if (minimum > max_cost) return max_cost + 1;
    }
    return result;
}

static intptr_t edit_distance(const char *a, intptr_t a_size, const char *b, intptr_t b_size,
                              intptr_t max_cost) {
    while (a_size && b_size && *a == *b) a++, b++, a_size--, b_size--;
    while (a_size && b_size && a[a_size - 1] == b[b_size - 1]) a_size--, b_size--;
    if (!a_size || !b_size) return (a_size + b_size) * MOVE_COST;
    if (a_size > MAX_NAME || b_size > MAX_NAME) return max_cost + 1;
    if (b_size < a_size) return edit_distance(b, b_size, a, a_size, max_cost);
    if ((b_size - a_size) * MOVE_COST > max_cost) return max_cost + 1;
    return distance_of_rest(a, a_size, b, b_size, max_cost);
}

/* Nearest item of a list of str, at most a third of the letters away: new reference or NULL. */
static Own nearest(Runtime *rt, Obj *names, Obj *wanted) {
    size_t wanted_size, size;
    const char *wanted_text = str_utf8(rt, wanted, &wanted_size);
    intptr_t best = INTPTR_MAX;
    Obj *found = NULL;
    if (!wanted_text || LIST_SIZE(names) >= MAX_CANDIDATES) return (Own)0;
    for (intptr_t i = 0; i < LIST_SIZE(names); i++) {
        Obj *name = LIST_ITEM(names, i);
        const char *text = is_str(name) ? str_utf8(rt, name, &size) : NULL;
        if (!text) return (Own)0;
        if (str_equal(name, wanted)) continue;
        intptr_t limit = (intptr_t)(wanted_size + size + 3) * MOVE_COST / 6;
        if (limit > best - 1) limit = best - 1;
        intptr_t distance =
            edit_distance(wanted_text, (intptr_t)wanted_size, text, (intptr_t)size, limit);
        if (distance > limit) continue;
        found = name;
        best = distance;
    }
    return xkeep(found);
}

static Own nearest_in(Runtime *rt, Own names, Obj *wanted) {
    if (!names) return (Own)0;
    Own list = sequence_to_list(rt, borrow(names)),
        result = list ? nearest(rt, borrow(list), wanted) : (Own)0;
    release(rt, names);
    xrelease(rt, list);
    return result;
}

static Own suggest_variable(Runtime *rt, NameErrorObj *error) {
    Obj *name = borrow(error->name), *entry = borrow(error->exc.traceback);
    if (!name || !is_str_exact(rt, name) || !entry || entry->type != T(rt, TRACEBACK))
        return (Own)0;
    while (((TracebackObj *)entry)->next) entry = borrow(((TracebackObj *)entry)->next);
    Frame *frame = ((FrameObj *)borrow(((TracebackObj *)entry)->frame))->frame;
    Own found = nearest_in(rt, object_getattr_str(rt, borrow(frame->code), "co_varnames"), name);
    if (!found && !RAISED(rt)) found = nearest_in(rt, keep(frame->globals), name);
    if (!found && !RAISED(rt)) found = nearest_in(rt, keep(frame->builtins), name);
    return found;
}

Own suggest_name(Runtime *rt, Obj *exception) {
    Own result = (Own)0;
    if (exception->type == EXC(rt, AttributeError)) {
        AttributeErrorObj *error = (AttributeErrorObj *)exception;
        if (error->name && error->obj && is_str_exact(rt, borrow(error->name))) {
            result = nearest_in(rt, object_dir(rt, borrow(error->obj)), borrow(error->name));
        }
    } else if (exception->type == EXC(rt, NameError)) {
        result = suggest_variable(rt, (NameErrorObj *)exception);
    }
    raised_clear(rt);
    return result;
}
