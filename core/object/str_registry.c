/* Encodings and error handlers that are not C: the module codecs knows them, those a program registers among them. */
#include "heap/seam.h"
#include "object/abstract.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/str_impl.h"
#include "object/tuple.h"

/* What a function of codecs answers; it gives None for names it does not know. */
static Own ask(Runtime *rt, const char *function, Obj *subject, Obj *first, Obj *second) {
    Own module = import_named(rt, "codecs");
    Own answer = module ? call_method_str(rt, borrow(module), function, 3, subject, first, second) : NULL;
    xrelease(rt, module);
    return answer;
}

Own codec_ask(Runtime *rt, const char *function, Obj *subject, const char *encoding, const char *errors) {
    Own one = str_from_cstr(rt, encoding), two = str_from_cstr(rt, errors ? errors : "strict");
    Own answer = one && two ? ask(rt, function, subject, borrow(one), borrow(two)) : NULL;
    xrelease(rt, one), xrelease(rt, two);
    if (!answer || borrow(answer) != rt->none) return answer;
    release(rt, answer);
    return raise_format(rt, EXC(rt, LookupError), "unknown encoding: %s", encoding);
}

Own codec_handle(Runtime *rt, const char *errors, Obj *text, intptr_t *at, Own *data) {
    Own error = raised_take(rt), name = str_from_cstr(rt, errors), replacement = NULL;
    Own answer = name ? ask(rt, "_handle", borrow(error), text, borrow(name)) : NULL;
    xrelease(rt, error), xrelease(rt, name);
    if (!answer) return NULL;
    if (borrow(answer) == rt->none) {
        raise_format(rt, EXC(rt, LookupError), "unknown error handler name '%.400s'", errors);
    } else {
        Obj *const *items = TUPLE_ITEMS(borrow(answer));
        int64_t position;
        number_as_ssize(rt, items[1], EXC(rt, IndexError), &position);
        *at = (intptr_t)position;
        replacement = keep(items[0]);
        if (data) *data = keep(items[2]);
    }
    release(rt, answer);
    return replacement;
}
