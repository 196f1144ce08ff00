/* The green threads of a snapshot: each with its state and what it waits for, and the frames and value stacks of those that do not run. */
#include "object/str.h"
#include "probe/impl.h"
#include "vm/threads.h"

static uint32_t name_text(Runtime *rt, Probe *probe, Thread *thread) {
    Obj *name = thread_name(rt, thread);
    if (name) return text_str(probe, name);
    if (thread == thread_main(rt)) return text_cstr(probe, "MainThread");
    char digits[24] = "thread ";
    size_t at = 7;
    uint32_t number = thread->native_id, unit = 1;
    while (number / unit >= 10) unit *= 10;
    for (; unit; unit /= 10) digits[at++] = (char)('0' + number / unit % 10);
    digits[at] = 0;
    return text_cstr(probe, digits);
}

static enum ThreadStateKind state_of(Runtime *rt, Thread *thread) {
    if (thread == thread_current(rt)) return THREAD_RUNNING;
    if (thread->finished) return THREAD_ENDED;
    if (thread->wait == WAIT_NONE || thread_is_ready(rt, thread)) return THREAD_READY;
    return thread->wait == WAIT_LOCK ? THREAD_LOCK : thread->wait == WAIT_TIME ? THREAD_SLEEPING : THREAD_OBJECT_LOCK;
}

static int row_of(Runtime *rt, uint64_t ident, uint32_t native_id) {
    int row = 0;
    for (Thread *thread = thread_main(rt); thread; thread = thread->next, row++) {
        if (ident ? thread->ident == ident : thread->native_id == native_id) return row;
    }
    return -1;
}

/* The lock that a thread waits for, and who holds it. */
static void add_lock(Runtime *rt, Probe *probe, uint32_t *record, Thread *thread) {
    Obj *lock = thread->lock;
    uint32_t native_id = 0;
    record[Thread_lock] = record[Thread_owner] = (uint32_t)-1;
    if (record[Thread_state] == THREAD_LOCK) record[Thread_owner] = (uint32_t)row_of(rt, ((LockObj *)lock)->owner, 0);
    else if (record[Thread_state] != THREAD_OBJECT_LOCK || !what_if_lock(rt, thread, &lock, &native_id)) return;
    else record[Thread_owner] = (uint32_t)row_of(rt, 0, native_id);
    record[Thread_lock] = (uint32_t)shown_index(rt, probe, lock);
}

static uint32_t wakes_in(Runtime *rt, Thread *thread) {
    uint64_t now = vm_now(rt);
    if (thread->wait == WAIT_NONE || thread->deadline == UINT64_MAX) return (uint32_t)-1;
    uint64_t left = thread->deadline > now ? (thread->deadline - now) / 1000 : 0;
    return left > INT32_MAX ? INT32_MAX : (uint32_t)left;
}

static void add_thread(Runtime *rt, Probe *probe, Thread *thread) {
    uint32_t *record = probe->threads[probe->thread_count++];
    Frame *top = thread_state(rt, thread)->frame, *frame = top;
    Obj *handled = thread_handled_exception(rt, thread);
    bool runs = thread == thread_current(rt);
    record[Thread_number] = thread->native_id;
    record[Thread_name] = name_text(rt, probe, thread);
    record[Thread_state] = state_of(rt, thread);
    record[Thread_wakes] = runs ? (uint32_t)-1 : wakes_in(rt, thread);
    add_lock(rt, probe, record, thread);
    while (frame && !is_program_frame(frame)) frame = frame->previous;
    record[Thread_line] = frame ? (uint32_t)frame_next_line(rt, frame) : (uint32_t)-1;
    record[Thread_handled] = handled ? (uint32_t)shown_index(rt, probe, handled) : (uint32_t)-1;
    record[Thread_first_namespace] = probe->namespace_count;
    record[Thread_first_instruction] = probe->instruction_count;
    if (!runs) {
        add_frames(rt, probe, top);
        if (probe->header[Header_by_instruction]) add_frame_instructions(rt, probe, top);
    }
    record[Thread_namespace_count] = probe->namespace_count - record[Thread_first_namespace];
    record[Thread_instruction_count] = probe->instruction_count - record[Thread_first_instruction];
}

void add_threads(Runtime *rt, Probe *probe) {
    for (Thread *thread = thread_main(rt); thread; thread = thread->next) {
        if (probe->thread_count < PROBE_THREADS) add_thread(rt, probe, thread);
        else probe->truncated = true;
    }
}
