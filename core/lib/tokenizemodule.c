/* _tokenize: what the compiler's own tokenizer sees of a text, token by token. CPython 3.11 Python/Python-tokenize.c. */
#include "compile/literals.h"
#include "compile/source.h"
#include "compile/tokenize.h"
#include "lib/lib.h"
#include "object/abstract.h"
#include "object/exception.h"
#include "object/fields.h"
#include "object/str.h"
#include "object/type.h"

typedef struct Reading {
    Tokenizer tokenizer;
    Source source;
    Own filename;
} Reading;

typedef struct TokenizerObj { /* virtual 24 */
    Obj base;
    Reading *reading; /* raw memory */
} TokenizerObj;
#define READING(o) (((TokenizerObj *)(o))->reading)

static int reading_hidden(Obj *self, VisitFn visit, void *arg) {
    if (READING(self)) VISIT(READING(self)->filename);
    return visit((Obj *)self->type, arg);
}

static void tokenizer_dealloc(Runtime *rt, Obj *self) {
    TypeObj *type = self->type;
    Reading *reading = READING(self);
    if (reading) {
        source_free(rt, &reading->source);
        xrelease(rt, reading->filename);
        compile_free(rt, reading);
    }
    type->slots.tp_free(rt, self);
    release(rt, adopt((Obj *)type));
}

static Own tokenizer_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    static const char *const names[] = {"source", NULL};
    static const ArgSpec spec = {"tokenizeriter", names, 1, 1};
    Obj *given[1];
    size_t size;
    if (args_parse_tuple(rt, &spec, args, kwargs, given) < 0) return NULL;
    if (!is_str(given[0])) {
        return raise_format(rt, EXC(rt, TypeError), "tokenizeriter() argument 'source' must be str, not %.50N",
                            given[0]);
    }
    const char *text = str_utf8(rt, given[0], &size);
    if (!text) return NULL;
    if (memchr(text, 0, size)) return raise_format(rt, EXC(rt, ValueError), "embedded null character");
    Own self = type->slots.tp_alloc(rt, type, 0);
    Reading *reading = self ? compile_alloc(rt, sizeof *reading) : NULL;
    if (!reading) {
        own_clear(rt, &self);
        return NULL;
    }
    READING(borrow(self)) = reading;
    reading->filename = str_from_cstr(rt, "<string>");
    reading->source.text = NULL;
    if (!reading->filename || source_load(rt, text, size, SOURCE_STR, true, borrow(reading->filename), &reading->source) < 0) {
        own_clear(rt, &self);
        return NULL;
    }
    const char *start = reading->source.text;
    tokenizer_start(&reading->tokenizer, rt, borrow(reading->filename), start, start + reading->source.length, 1);
    return self;
}

/* The number that the module token has for it. */
static int token_number(TokenType type) {
    if (type == TOKEN_AWAIT) return TOKEN_OP + 1;
    if (type == TOKEN_ASYNC) return TOKEN_OP + 2;
    return type > TOKEN_OP ? TOKEN_NAME : type;
}

static int column_of(const char *place, const char *line) { return place && place >= line ? (int)(place - line) : -1; }

/* (text, type, line, end line, column, end column, text of the lines) */
static Own tokenizer_iternext(Runtime *rt, Obj *self) {
    Tokenizer *tok = &READING(self)->tokenizer;
    const char *start, *end;
    TokenType type = tokenizer_next(tok, &start, &end);
    if (type == TOKEN_ERRORTOKEN && RAISED(rt)) return NULL;
    if (type == TOKEN_ERRORTOKEN || type == TOKEN_ENDMARKER) return raise_format(rt, EXC(rt, StopIteration), "EOF");
    bool is_string = type == TOKEN_STRING;
    const char *line = is_string ? tok->multi_line_start : tok->line_start;
    return tuple_build(rt, "NiiiiiN", str_from_utf8(rt, start ? start : "", start ? (size_t)(end - start) : 0), token_number(type),
                       is_string ? (int)tok->first_lineno : (int)tok->lineno, (int)tok->lineno, column_of(start, line),
                       column_of(end, tok->line_start), str_from_utf8(rt, tok->buf, (size_t)(tok->inp - tok->buf)));
}

static const TypeSpec tokenizer_type_spec = {
    .name = "_tokenize.TokenizerIter",
    .flags = TPF_IMMUTABLE,
    .base = -1,
    .virtual_size = 24,
    .hidden = reading_hidden,
    .slots = {.tp_dealloc = tokenizer_dealloc,
              .tp_new = tokenizer_new,
              .tp_getattro = object_generic_getattr,
              .tp_iter = object_self_iter,
              .tp_iternext = tokenizer_iternext},
};

static const ModuleType types[] = {{CLASS_TOKENIZER, MODULE_CLASS, &tokenizer_type_spec}};

Own tokenize_module_init(Runtime *rt) { return module_make(rt, "_tokenize", NULL, types, HS_COUNT(types)); }
