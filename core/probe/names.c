/* Where names lie: the module's dict, the slots and cells of running frames, class bodies in progress. */
#include "object/bytes.h"
#include "object/dict.h"
#include "object/frame.h"
#include "object/str.h"
#include "object/tuple.h"
#include "probe/impl.h"
#include "vm/eval.h"
#include "vm/threads.h"

static uint32_t *begin_namespace(Runtime *rt, Probe *probe, enum NamespaceKind kind, uint32_t label, void *owner, int line) {
    if (probe->namespace_count >= PROBE_NAMESPACES) {
        probe->truncated = true;
        return NULL;
    }
    uint32_t *record = probe->namespaces[probe->namespace_count++];
    record[Namespace_kind] = kind;
    record[Namespace_label] = label;
    record[Namespace_address] = (uint32_t)((uint8_t *)owner - rt->span_base);
    record[Namespace_line] = (uint32_t)line;
    record[Namespace_first_name] = probe->name_count;
    record[Namespace_name_count] = 0;
    return record;
}

static void add_name(Runtime *rt, Probe *probe, uint32_t *space, Obj *name, enum NameKind kind, Obj *value) {
    if (probe->name_count >= PROBE_NAMES) {
        probe->truncated = true;
        return;
    }
    uint32_t *record = probe->names[probe->name_count++];
    record[Name_name] = text_str(probe, name);
    record[Name_kind] = kind;
    record[Name_object] = (uint32_t)shown_index(rt, probe, value);
    space[Namespace_name_count]++;
}

bool is_system_name(Obj *name) {
    if (!is_str(name)) return true;
    intptr_t n = STR(name)->length;
    return n > 4 && str_char(name, 0) == '_' && str_char(name, 1) == '_' && str_char(name, n - 1) == '_' &&
           str_char(name, n - 2) == '_';
}

static void add_dict_names(Runtime *rt, Probe *probe, uint32_t *space, Obj *dict) {
    intptr_t pos = 0;
    Obj *key, *value;
    while (dict_next(dict, &pos, &key, &value, NULL)) {
        if (!is_system_name(key)) add_name(rt, probe, space, key, NAME_DICT, value);
    }
}

uint8_t *namespace_owner(Frame *frame) {
    Obj *locals = borrow(frame->locals);
    return (uint8_t *)(locals && locals == frame->globals ? locals : (Obj *)(void *)frame);
}

CodeUnit *frame_next(Runtime *rt, Frame *frame) {
    if (frame == rt->ts.frame) return vm_next_unit(rt);
    Thread *thread = rt->has_threads ? thread_main(rt) : NULL;
    while (thread && (thread == thread_current(rt) || thread->state.frame != frame)) thread = thread->next;
    return frame->prev_instr + (thread && thread->suspended && !thread->below);
}

int frame_next_line(Runtime *rt, Frame *frame) {
    CodeUnit *next = frame_next(rt, frame);
    return next == frame->prev_instr ? frame_line(frame) : code_line(frame_code(frame), (int)(next - frame_code(frame)->units));
}

static void add_frame(Runtime *rt, Probe *probe, Frame *frame) {
    CodeObj *code = frame_code(frame);
    uint32_t *space = begin_namespace(rt, probe, frame->locals ? NAMESPACE_CLASS : NAMESPACE_FRAME,
                                      text_str(probe, borrow(code->qualname)), frame, frame_next_line(rt, frame));
    if (!space) return;
    if (frame->locals && is_dict(borrow(frame->locals))) add_dict_names(rt, probe, space, borrow(frame->locals));
    if (frame->locals) return;
    Obj *names = borrow(code->localsplusnames);
    const uint8_t *kinds = BYTES(borrow(code->localspluskinds))->data;
    for (int i = 0; i < code->nlocalsplus; i++) {
        Obj *value = borrow(frame->localsplus[i]);
        bool cell = value && (kinds[i] & (LOCAL_CELL | LOCAL_FREE)) && value->type == T(rt, CELL);
        if (cell) value = borrow(CELL(value)->value);
        if (value) add_name(rt, probe, space, TUPLE_ITEM(names, i), cell ? NAME_CELL : NAME_SLOT, value);
    }
}

/* The program's global names; while the interpreter ends, those that its finalizers see. */
static Obj *program_globals(Runtime *rt) {
    Obj *module = rt->modules ? dict_get(rt, borrow(rt->modules), ID(rt, __main__)) : NULL;
    if (module && is_module(rt, module)) return module_dict(module);
    for (Frame *frame = rt->ts.frame; rt->finalizing && frame; frame = frame->previous) {
        if (is_program_frame(frame)) return frame->globals;
    }
    return NULL;
}

void add_frames(Runtime *rt, Probe *probe, Frame *top) {
    Obj *globals = program_globals(rt);
    for (Frame *frame = top; frame; frame = frame->previous) {
        if (!is_program_frame(frame) || (frame != top && frame_is_incomplete(frame))) continue;
        if (!globals || borrow(frame->locals) != globals) add_frame(rt, probe, frame);
    }
}

void add_namespaces(Runtime *rt, Probe *probe) {
    Obj *globals = program_globals(rt);
    Frame *bottom = rt->has_threads ? thread_state(rt, thread_main(rt))->frame : rt->ts.frame;
    while (bottom && bottom->previous) bottom = bottom->previous;
    if (globals) {
        uint32_t *space = begin_namespace(rt, probe, NAMESPACE_MODULE, text_cstr(probe, "__main__"), globals,
                                          bottom ? frame_next_line(rt, bottom) : -1);
        if (space) add_dict_names(rt, probe, space, globals);
    }
    add_frames(rt, probe, rt->ts.frame);
}
