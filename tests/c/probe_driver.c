/* Takes the probe through its paces natively, under the sanitizers: `probe_driver FILE...`. Each program is run with stops; at each the whole
 * heap is looked at, now and then a checkpoint is kept, watches are set, lines are recorded. Then checkpoints are brought back in any order
 * and run on from: what is seen must be what was seen, and the audit must find every reference. tests/js/probe-driver.test.js links it with
 * the objects of the sanitized build; pools are not poisoned then (ASAN_OPTIONS), since a checkpoint does not know what was. */
#define main runner_main
#define host_step_stop runner_step_stop
#include "api/main.c"
#undef main
#undef host_step_stop

#include "probe/checkpoint.h"
#include "probe/impl.h"
#include "probe/trace.h"
#include "probe/watch.h"

enum { STORE_BYTES = 96 << 20, PLACES = 60, STOPS_APART = 7 };
typedef struct Place {
    uint64_t steps, hash;
    int checkpoint; /* -1 = none */
} Place;
typedef struct Drive {
    Store *store;
    Tracer *tracer;
    Place places[PLACES];
    int count;
    uint64_t random;
} Drive;

static uint64_t next_random(Drive *drive) {
    drive->random ^= drive->random << 13;
    drive->random ^= drive->random >> 7;
    drive->random ^= drive->random << 17;
    return drive->random;
}

static uint64_t hash_bytes(const uint8_t *bytes, size_t size) {
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < size; i++) hash = (hash ^ bytes[i]) * 0x100000001b3u;
    return hash;
}

/* Snapshot and graph of the moment, as one number; what lies between texts does not count. */
static uint64_t look(Runtime *rt) {
    size_t size;
    probe_record(rt, false);
    memset(rt->probe->text, 0, rt->probe->text_room);
    const uint8_t *bytes = probe_snapshot(rt, &size);
    uint64_t hash = hash_bytes(bytes, size);
    bytes = probe_graph(rt, &size);
    hash ^= hash_bytes(bytes, size - ((const uint32_t *)(const void *)bytes)[Graph_text_bytes]);
    scratch_clear(rt);
    return hash;
}

void host_step_stop(Runtime *rt) {
    if (rt->tracer && tracer_is_full(rt->tracer)) {
        size_t size;
        tracer_take(rt->tracer, &size);
        return;
    }
    size_t size;
    probe_snapshot(rt, &size); /* below C frames: looked at, not kept */
    rt->stop_at = rt->line_steps + STOPS_APART;
}

static void set_watches(Runtime *rt, Drive *drive) {
    probe_watch_clear(rt);
    probe_watch_add(rt, WATCH_HEAP, WATCH_NOTE, 0, 0, 0, 0);
    probe_watch_add(rt, WATCH_RAISE, WATCH_NOTE, 0, 0, 0, 0);
    probe_watch_add(rt, WATCH_COLLECTION, WATCH_NOTE, 0, 0, 0, 0);
    probe_watch_add(rt, WATCH_DEPTH, WATCH_COUNT_HITS, 1 + (uint32_t)(next_random(drive) % 5), 0, 0, 0);
    memcpy(probe_watch_text(rt), "a", 1);
    Obj *names = main_namespace(rt);
    if (names) probe_watch_add(rt, WATCH_NAME, WATCH_NOTE, (uint32_t)((uint8_t *)names - rt->span_base), 0, 0, 1);
}

static void read_watches(Runtime *rt) {
    size_t size;
    probe_watch_read(rt, &size);
    probe_watch_taken(rt);
}

/* Run to a stop at `steps` or behind, where no C frame is below. */
static enum Status run_to(Runtime *rt, uint64_t steps) {
    enum Status status;
    rt->stop_at = steps;
    do status = program_run(rt, 3000);
    while (status == STATUS_FUEL || (status == STATUS_STEP && rt->line_steps < steps));
    return status;
}

static void go_forward(Runtime *rt, Drive *drive) {
    while (drive->count < PLACES) {
        uint64_t apart = 1 + next_random(drive) % STOPS_APART;
        bool watched = next_random(drive) % 3 == 0, traced = next_random(drive) % 3 == 0;
        if (watched) set_watches(rt, drive);
        if (traced) tracer_start(rt, drive->tracer, next_random(drive) % 2, 200);
        enum Status status = run_to(rt, rt->line_steps + apart);
        size_t size;
        if (traced) tracer_stop(rt), tracer_take(drive->tracer, &size);
        if (watched) read_watches(rt), probe_watch_clear(rt);
        if (status != STATUS_STEP || rt->native_depth) return;
        Place *place = &drive->places[drive->count++];
        *place = (Place){ rt->line_steps, look(rt), -1 };
        audit_heap(rt, "place"), graph_audit(rt);
        if (drive->count == 1 || next_random(drive) % 3 == 0) place->checkpoint = store_save(drive->store, rt);
    }
}

static void check(const char *path, Runtime *rt, const Place *place, const char *how) {
    if (rt->line_steps == place->steps && look(rt) == place->hash) return;
    fprintf(stderr, "%s: step %llu %s differs\n", path, (unsigned long long)place->steps, how);
    exit(1);
}

static void go_anywhere(const char *path, Runtime *rt, Drive *drive) {
    for (int n = 0; n < drive->count; n++) {
        int from = (int)(next_random(drive) % (uint64_t)drive->count), to = from + 1 + (int)(next_random(drive) % 4);
        if (drive->places[from].checkpoint < 0) continue;
        store_restore(drive->store, rt, drive->places[from].checkpoint);
        check(path, rt, &drive->places[from], "brought back");
        for (int i = from + 1; i <= to && i < drive->count; i++) {
            run_to(rt, drive->places[i].steps);
            check(path, rt, &drive->places[i], "run to again");
            audit_heap(rt, "again"), graph_audit(rt);
        }
        if (from && next_random(drive) % 4 == 0) {
            store_drop(drive->store, drive->places[from].checkpoint);
            drive->places[from].checkpoint = -1;
        }
    }
    if (drive->count) store_restore(drive->store, rt, drive->places[0].checkpoint);
}

static void drive_program(const char *path) {
    Settings settings = { .fuel = 3000, .memory = (size_t)256 << 20, .stepped = true };
    Drive drive = { .random = hash_bytes((const uint8_t *)path, strlen(path)) | 1 };
    char *text;
    size_t size;
    if (read_path(NULL, path, &text, &size) < 0) exit(2);
    Runtime *rt = open_runtime(&settings);
    void *memory = aligned_alloc(64, STORE_BYTES), *tracer = aligned_alloc(64, TRACER_BYTES);
    if (!memory || !tracer) exit(2);
    memset(memory, 0, STORE_BYTES);
    memset(tracer, 0, TRACER_BYTES);
    drive.store = store_open(memory, STORE_BYTES);
    drive.tracer = tracer;
    program_set_argv(rt, path, strlen(path) + 1);
    if (program_load(rt, text, size, path, false) < 0) {
        report_uncaught(rt);
    } else {
        go_forward(rt, &drive);
        go_anywhere(path, rt, &drive);
        rt->stop_at = UINT64_MAX;
        enum Status status;
        do status = program_run(rt, 100000);
        while (status == STATUS_FUEL || status == STATUS_STEP);
    }
    program_finish(rt);
    audit_heap(rt, "exit");
    close_runtime(rt, &settings);
    free(text), free(memory), free(tracer);
    printf("%d places\n", drive.count);
}

int main(int argc, char **argv) {
    if (argc != 2) return 2;
    freopen("/dev/null", "r", stdin);
    drive_program(argv[1]);
    return 0;
}
