/* Traceback objects: one entry a frame that an exception passed, newest call last. Virtual size 40
 * (+ gc). The line is found from the instruction when it is asked for. Follows CPython 3.11
 * Python/traceback.c. */
#include "vm/traceback.h"
#include "vm/eval_impl.h"

#define TRACEBACK(o) ((TracebackObj *)(o))
_Static_assert(sizeof(TracebackObj) <= 40, "traceback must fit CPython's");

/* ---- construct and release ---- */

Own traceback_new(Runtime *rt, Obj *next, Obj *frame, int lasti, int line) {
    Own object = gc_alloc(rt, T(rt, TRACEBACK), 40);
    if (!object) return (Own)0;
    TracebackObj *self = TRACEBACK(borrow(object));
    self->next = xkeep(next);
    self->frame = keep(frame);
    self->lasti = lasti;
    self->line = line;
    gc_track(rt, borrow(object));
    return object;
}

void traceback_here(Runtime *rt, Frame *frame) {
    if (code_is_twin(borrow(frame->code))) return; /* as C code does */
    SavedRaise saved = raised_save(rt);
    rt->raises += !saved.traceback;
    Obj *object = frame_get_object(rt, frame);
    Own entry =
        object ? traceback_new(rt, borrow(saved.traceback), object, 2 * frame_unit(frame), -1) : (Own)0;
    if (!entry) {
        raised_clear(rt);
        raised_put_back(rt, saved);
        return;
    }
    Own older = saved.traceback;
    saved.traceback = entry;
    raised_put_back(rt, saved);
    xrelease(rt, older);
}

static void traceback_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    if (!trashcan_begin(rt, self)) return;
    own_clear(rt, &TRACEBACK(self)->next);
    own_clear(rt, &TRACEBACK(self)->frame);
    gc_free(rt, self);
    trashcan_end(rt);
}

static int traceback_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(TRACEBACK(self)->next);
    VISIT(TRACEBACK(self)->frame);
    return 0;
}

static int traceback_clear(Runtime *rt, Obj *self) {
    own_clear(rt, &TRACEBACK(self)->next);
    own_clear(rt, &TRACEBACK(self)->frame);
    return 0;
}

int traceback_line(Obj *traceback) {
    TracebackObj *self = TRACEBACK(traceback);
    if (self->line >= 0) return self->line;
    return code_line(frame_code(((FrameObj *)borrow(self->frame))->frame), self->lasti / 2);
}

/* ---- slots and attributes ---- */

static Own traceback_tp_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    static const char *const names[] = {"tb_next", "tb_frame", "tb_lasti", "tb_lineno", NULL};
    static const ArgSpec spec = {"TracebackType", names, 4, 4};
    Obj *out[4];
    int64_t lasti, line;
    (void)type;
    if (args_parse_tuple(rt, &spec, args, kwargs, out) < 0) return (Own)0;
    if (out[0] != rt->none && out[0]->type != T(rt, TRACEBACK)) {
        return raise_format(rt, EXC(rt, TypeError), "expected traceback object or None, got '%s'",
                            out[0]->type->name);
    }
    if (out[1]->type != T(rt, FRAME)) {
        return raise_format(rt, EXC(rt, TypeError),
                            "TracebackType() argument 'tb_frame' must be frame, not %.50s",
                            out[1]->type->name);
    }
    if (number_as_ssize(rt, out[2], EXC(rt, OverflowError), &lasti) < 0) return (Own)0;
    if (number_as_ssize(rt, out[3], EXC(rt, OverflowError), &line) < 0) return (Own)0;
    return traceback_new(rt, out[0] == rt->none ? NULL : out[0], out[1], (int)lasti, (int)line);
}

static Own get_next(Runtime *rt, Obj *self, const void *closure) {
    (void)closure;
    return keep(TRACEBACK(self)->next ? borrow(TRACEBACK(self)->next) : rt->none);
}

static int set_next(Runtime *rt, Obj *self, Obj *value, const void *closure) {
    (void)closure;
    if (!value) return raise_format_int(rt, EXC(rt, TypeError), "can't delete tb_next attribute");
    if (value == rt->none) value = NULL;
    if (value && value->type != T(rt, TRACEBACK)) {
        return raise_format_int(rt, EXC(rt, TypeError), "expected traceback object, got '%s'",
                                value->type->name);
    }
    for (Obj *entry = value; entry; entry = borrow(TRACEBACK(entry)->next)) {
        if (entry == self)
            return raise_format_int(rt, EXC(rt, ValueError), "traceback loop detected");
    }
    own_set(rt, &TRACEBACK(self)->next, xkeep(value));
    return 0;
}

static Own get_lineno(Runtime *rt, Obj *self, const void *closure) {
    (void)closure;
    int line = traceback_line(self);
    return line < 0 ? keep(rt->none) : int_from_i64(rt, line);
}

static Own get_lasti(Runtime *rt, Obj *self, const void *closure) {
    (void)closure;
    return int_from_i64(rt, TRACEBACK(self)->lasti);
}

static Own traceback_dir(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)self, (void)args, (void)nargs, (void)kwnames;
    static const char *const names[] = {"tb_frame", "tb_next", "tb_lasti", "tb_lineno"};
    Own list = list_new(rt, 0);
    for (size_t i = 0; list && i < HS_COUNT(names); i++) {
        Own name = str_intern_cstr(rt, names[i]);
        if (!name || list_append_steal(rt, borrow(list), name) < 0) own_clear(rt, &list);
    }
    return list;
}

static const MethodDef traceback_methods[] = {{"__dir__", traceback_dir, METH_NOARGS, 0, 0, NULL},
                                              METHOD_END};
static const MemberDef traceback_members[] = {
    {"tb_frame", MEMBER_OBJECT, offsetof(TracebackObj, frame), MEMBER_READONLY, NULL},
    MEMBER_FROM("tb_lasti", get_lasti, 0, NULL),
    MEMBER_END};
static const GetSetDef traceback_getset[] = {{"tb_next", get_next, set_next, NULL, NULL},
                                             {"tb_lineno", get_lineno, NULL, NULL, NULL},
                                             GETSET_END};
extern const TypeSpec traceback_type_spec;
const TypeSpec traceback_type_spec = {
    .name = "traceback",
    .doc = "TracebackType(tb_next, tb_frame, tb_lasti, tb_lineno)\n--\n\nCreate a new traceback "
           "object.",
    .flags = TPF_GC,
    .base = -1,
    .virtual_size = 40,
    .slots =
        {
            .tp_dealloc = traceback_dealloc,
            .tp_traverse = traceback_traverse,
            .tp_clear = traceback_clear,
            .tp_new = traceback_tp_new,
        },
    .methods = traceback_methods,
    .members = traceback_members,
    .getset = traceback_getset,
};
