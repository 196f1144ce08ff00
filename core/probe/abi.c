/* The tables that the bindings need, as JSON: printed by the native runner, kept in bindings/abi.js. */
#include "heap/runtime.h"
#include "probe/impl.h"

typedef struct { const char *record, *name, *kind; int index; } FieldRow;

static const FieldRow fields[] = {
#define HS_RECORD(name)
#define HS_FIELD(record, name, kind) { #record, #name, #kind, record##_##name },
#define HS_RECORD_END(name) { #name, NULL, NULL, name##_words },
#include "probe/snapshot.def"
#include "probe/recorder.def"
#undef HS_RECORD
#undef HS_FIELD
#undef HS_RECORD_END
};

_Static_assert(LENS_FIRST == 10 && LENS_COUNT == 5, "the names of the Pythons below");
typedef struct { const char *group; const char *names[20]; } NameRow;
static const NameRow name_rows[] = {
    { "python", { "3.10", "3.11", "3.12", "3.13", "3.14" } },
    { "status", { "finished", "raised", "fuel", "input", "module", "step", "stopped" } },
    { "namespaceKind", { "module", "frame", "class" } },
    { "nameKind", { "dict", "slot", "cell" } },
    { "objectKind", { "number", "text", "container", "code", "type", "other" } },
    { "objectFlag", { "tracked", "interned", "static", "unreachable", "truncated" } },
    { "arcKind",
      { "none", "item", "value", "key", "element", "attribute", "field", "slot", "local", "cell", "stack", "call", "shared key",
        "root", "name", "cache" } },
    { "stackUse", { "later", "operand", "argument", "callee", "iterator", "store", "return", "build", "handler" } },
    { "watchKind",
      { "line", "depth", "call", "count", "contents", "generation", "name", "local", "collection", "raise", "output",
        "life", "heap" } },
    { "watchMode", { "stop", "note", "count" } },
    { "noteKind", { "change", "made", "freed", "collected" } },
    { "threadState", { "running", "ready", "lock", "sleeping", "object lock", "ended" } },
    { "eventKind", { "alloc", "free", "collect" } },
    { "memoryEventKind", { "alloc", "free", "incref", "decref", "link", "unlink", "phase", "table" } },
    { "causeKind", { "none", "instruction", "dealloc", "clear", "finalize", "callback", "frame", "collection" } },
    { "slotKind", { "none", "local", "stack", "frame", "thread", "item", "value", "key", "member", "attribute", "class", "dict",
                    "content", "field" } },
    { "gcPhase",
      { "start", "copied", "subtracted", "moved", "survivors", "weakrefs", "finalized", "rechecked", "resurrected", "cleared", "freed" } },
    { "gcPlace", { "young", "unreachable", "old", "untracked", "freed" } },
    { "gcNote", { "none", "tentative", "reached", "back", "weakrefs", "finalized", "resurrected", "cleared" } },
    { "lifeFlag", { "born", "died", "static", "linked", "described", "tracked", "list", "dict", "set" } },
};

static void write_number(void (*write)(const char *text), int n) {
    char digits[12];
    int i = (int)sizeof digits;
    digits[--i] = 0;
    do digits[--i] = (char)('0' + n % 10);
    while ((n /= 10));
    write(digits + i);
}

static void write_records(void (*write)(const char *text)) {
    const char *open = "";
    for (size_t i = 0; i < HS_COUNT(fields); i++) {
        const FieldRow *row = &fields[i];
        if (strcmp(open, row->record) != 0) {
            write(*open ? ",\n  \"" : "  \"");
            write(row->record);
            write("\": {");
            open = row->record;
        } else {
            write(",");
        }
        write("\n    \"");
        write(row->name ? row->name : "words");
        write("\": ");
        write_number(write, row->index);
        if (!row->name) write("\n  }");
    }
}

void probe_dump_abi(void (*write)(const char *text)) {
    write("{\n  \"version\": ");
    write_number(write, SNAPSHOT_VERSION);
    write(",\n");
    for (size_t i = 0; i < HS_COUNT(name_rows); i++) {
        write("  \"");
        write(name_rows[i].group);
        write("\": [");
        for (int n = 0; name_rows[i].names[n]; n++) {
            write(n ? ", \"" : "\"");
            write(name_rows[i].names[n]);
            write("\"");
        }
        write("],\n");
    }
    write_records(write);
    write("\n}\n");
}
