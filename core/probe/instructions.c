/* Stepping by instruction: for each running frame of the program what it is about to run, or runs while C code or a callee is above it,
 * and its value stack. The argument's meaning is given as a name or a constant where it has one; the rest of what dis writes follows from
 * the number (bindings/instructions.js). */
#include "compile/opcode.h"
#include "object/dict.h"
#include "object/frame.h"
#include "object/tuple.h"
#include "object/type.h"
#include "probe/impl.h"
#include "vm/eval.h"

/* The unit behind the instruction that begins at `unit`, perhaps with what extends its argument. */
static int end_of(const CodeObj *code, int unit) {
    while ((code->units[unit] & 0xff) == OP_EXTENDED_ARG) unit++;
    return unit + 1 + opcode_info[opcode_info[code->units[unit] & 0xff].base].caches;
}

/* The instruction that `unit` is part of: its first unit. */
static int begin_of(const CodeObj *code, int unit) {
    int begin = 0;
    for (int end = 0; (end = end_of(code, begin)) <= unit;) begin = end;
    return begin;
}

static uint32_t detail_of(Runtime *rt, Probe *probe, CodeObj *code, int opcode, uint32_t arg) {
    int flags = opcode_info[opcode].flags;
    if (flags & OPF_NAME) return text_str(probe, TUPLE_ITEM(borrow(code->names), opcode == OP_LOAD_GLOBAL ? arg >> 1 : arg));
    if (flags & (OPF_LOCAL | OPF_FREE)) return text_str(probe, TUPLE_ITEM(borrow(code->localsplusnames), arg));
    uint32_t at = text_begin(probe);
    if (flags & OPF_CONST) text_add_constant(rt, probe, TUPLE_ITEM(borrow(code->consts), arg));
    return text_end(probe, at);
}

static void add_operands(Runtime *rt, Probe *probe, Frame *frame) {
    uint32_t *record = probe->instructions[probe->instruction_count - 1];
    record[Instruction_first_operand] = probe->operand_count;
    for (int i = frame_code(frame)->nlocalsplus; i < frame->stack_top; i++) {
        if (probe->operand_count >= PROBE_OPERANDS) {
            probe->truncated = true;
            break;
        }
        Obj *object = borrow(frame->localsplus[i]);
        probe->operands[probe->operand_count++][Operand_object] = object ? (uint32_t)shown_index(rt, probe, object) : (uint32_t)-1;
    }
    record[Instruction_operand_count] = probe->operand_count - record[Instruction_first_operand];
}

/* The instruction that a frame is about to run, or runs. */
static int unit_of(Runtime *rt, Frame *frame) {
    return begin_of(frame_code(frame), (int)(frame_next(rt, frame) - frame_code(frame)->units));
}

static void add_instruction(Runtime *rt, Probe *probe, Frame *frame, int unit) {
    CodeObj *code = frame_code(frame);
    int place[4];
    uint32_t arg = 0;
    if (probe->instruction_count >= PROBE_INSTRUCTIONS) {
        probe->truncated = true;
        return;
    }
    uint32_t *record = probe->instructions[probe->instruction_count++];
    while ((code->units[unit] & 0xff) == OP_EXTENDED_ARG) arg = arg << 8 | code->units[unit++] >> 8;
    arg = arg << 8 | code->units[unit] >> 8;
    int opcode = opcode_info[code->units[unit] & 0xff].base;
    record[Instruction_address] = (uint32_t)(namespace_owner(frame) - rt->span_base);
    record[Instruction_label] = text_str(probe, borrow(code->qualname));
    record[Instruction_opcode] = text_cstr(probe, opcode_info[opcode].name);
    record[Instruction_arg] = opcode_info[opcode].flags & OPF_ARG ? arg : (uint32_t)-1;
    record[Instruction_detail] = detail_of(rt, probe, code, opcode, arg);
    record[Instruction_unit] = (uint32_t)unit;
    if (!code_position(code, unit, &place[0], &place[1], &place[2], &place[3])) memset(place, 0xff, sizeof place);
    memcpy(record + Instruction_line, place, sizeof place);
    record[Instruction_operand_count] = 0;
}

void add_frame_instructions(Runtime *rt, Probe *probe, Frame *top) {
    for (Frame *frame = top; frame; frame = frame->previous) {
        if (!is_program_frame(frame)) continue;
        uint32_t before = probe->instruction_count;
        add_instruction(rt, probe, frame, unit_of(rt, frame));
        if (probe->instruction_count > before) add_operands(rt, probe, frame);
    }
}

void add_instructions(Runtime *rt, Probe *probe) {
    uint32_t *h = probe->header;
    h[Header_by_instruction] = vm_steps_instructions(rt, &h[Header_instruction], &h[Header_line_instructions]);
    if (h[Header_by_instruction]) add_frame_instructions(rt, probe, rt->ts.frame);
}

const uint8_t *probe_listing(Runtime *rt, uint32_t from, size_t *size) {
    Probe *probe = rt->probe;
    Frame *frame = rt->ts.frame;
    uint32_t *head = (void *)((uint8_t *)(probe + 1) + sizeof probe->events);
    probe->instruction_count = probe->text_size = head[0] = head[1] = 0;
    while (frame && !is_program_frame(frame)) frame = frame->previous;
    if (frame) {
        CodeObj *code = frame_code(frame);
        uint32_t end = (uint32_t)code->head.size;
        head[0] = (uint32_t)unit_of(rt, frame);
        while (from < end && probe->instruction_count < PROBE_INSTRUCTIONS) {
            add_instruction(rt, probe, frame, (int)from);
            from = (uint32_t)end_of(code, (int)from);
        }
        if (from < end) head[1] = from;
    }
    head[2] = probe->instruction_count;
    size_t table = head[2] * sizeof probe->instructions[0];
    memcpy(head + 3, probe->instructions, table);
    memcpy((uint8_t *)(head + 3) + table, probe->text, probe->text_size);
    *size = 3 * sizeof *head + table + probe->text_size;
    return (uint8_t *)head;
}
