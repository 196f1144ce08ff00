/* Where names lie: the module's dict, the slots and cells of running frames, class bodies in progress. */
#include "object/bytes.h"
#include "object/dict.h"
#include "object/frame.h"
#include "object/str.h"
#include "object/tuple.h"
#include "probe/impl.h"
#include "vm/eval.h"

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

/* Line of what a frame is about to run, or runs. */
static int shown_line(Runtime *rt, Frame *frame) {
    return frame == rt->ts.frame ? code_line(frame_code(frame), (int)(vm_next_unit(rt) - frame_code(frame)->units)) : frame_line(frame);
}

static void add_frame(Runtime *rt, Probe *probe, Frame *frame) {
    CodeObj *code = frame_code(frame);
    uint32_t *space = begin_namespace(rt, probe, frame->locals ? NAMESPACE_CLASS : NAMESPACE_FRAME,
                                      text_str(probe, borrow(code->qualname)), frame, shown_line(rt, frame));
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

bool is_program_frame(Frame *frame) {
    Obj *filename = borrow(frame_code(frame)->filename);
    return !(is_str(filename) && STR(filename)->length > 0 && str_char(filename, 0) == '<' &&
             STR(filename)->length > 7 && str_char(filename, 1) == 'f' && str_char(filename, 2) == 'r');
}

void add_namespaces(Runtime *rt, Probe *probe) {
    Obj *module = rt->modules ? dict_get(rt, borrow(rt->modules), ID(rt, __main__)) : NULL;
    Obj *globals = module && is_module(rt, module) ? module_dict(module) : NULL;
    Frame *bottom = NULL, *frame;
    for (frame = rt->ts.frame; frame; frame = frame->previous) bottom = frame;
    if (globals) {
        uint32_t *space = begin_namespace(rt, probe, NAMESPACE_MODULE, text_cstr(probe, "__main__"), globals,
                                          bottom ? shown_line(rt, bottom) : -1);
        if (space) add_dict_names(rt, probe, space, globals);
    }
    for (frame = rt->ts.frame; frame; frame = frame->previous) {
        if (frame == bottom || !is_program_frame(frame)) continue;
        if (frame != rt->ts.frame && frame_is_incomplete(frame)) continue;
        if (borrow(frame->locals) == globals) continue;
        add_frame(rt, probe, frame);
    }
}
