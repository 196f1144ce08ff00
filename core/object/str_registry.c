/* Encodings and error handlers that are not C: the module codecs knows them, those a program registers among them. */
#include "heap/seam.h"
#include "object/abstract.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/str_impl.h"
#include "object/tuple.h"

/* What a function of codecs answers; it gives None for names it does not know. */
static Own ask(Runtime *rt, const char *function, Obj *subject, const char *first, const char *second) {
    Own name = str_from_cstr(rt, "codecs");
    Own one = str_from_cstr(rt, first), two = str_from_cstr(rt, second ? second : "strict");
    Own module = name && one && two ? import_module(rt, borrow(name), NULL, NULL, 0) : NULL;
    Own answer = module ? call_method_str(rt, borrow(module), function, 3, subject, borrow(one), borrow(two)) : NULL;
    xrelease(rt, name), xrelease(rt, one), xrelease(rt, two), xrelease(rt, module);
    return answer;
}

Own codec_ask(Runtime *rt, const char *function, Obj *subject, const char *encoding, const char *errors) {
    Own answer = ask(rt, function, subject, encoding, errors);
    if (!answer || borrow(answer) != rt->none) return answer;
    release(rt, answer);
    return raise_format(rt, EXC(rt, LookupError), "unknown encoding: %s", encoding);
}

Own codec_handle(Runtime *rt, const char *errors, intptr_t length, intptr_t *at) {
    Own error = raised_take(rt), answer = ask(rt, "_handle", borrow(error), errors, NULL), replacement = NULL;
    int64_t position;
    xrelease(rt, error);
    if (!answer) return NULL;
    if (borrow(answer) == rt->none) {
        raise_format(rt, EXC(rt, LookupError), "unknown error handler name '%.400s'", errors);
    } else if (!is_tuple(borrow(answer)) || TUPLE_SIZE(borrow(answer)) != 2) {
        raise_format(rt, EXC(rt, TypeError), "an error handler gives a pair");
    } else if (number_as_ssize(rt, TUPLE_ITEMS(borrow(answer))[1], EXC(rt, IndexError), &position) == 0) {
        *at = (intptr_t)(position < 0 ? position + length : position);
        if (*at >= 0 && *at <= length) replacement = keep(TUPLE_ITEMS(borrow(answer))[0]);
        else raise_format(rt, EXC(rt, IndexError), "position %zd from error handler out of bounds", (intptr_t)position);
    }
    release(rt, answer);
    return replacement;
}
