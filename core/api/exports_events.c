/* What build/heapscope-events.wasm exports besides the rest: the tables of the recorder. */
#include "heap/runtime.h"
#include "probe/probe.h"

#define EXPORT(name) __attribute__((export_name(#name), used, visibility("default")))

const uint8_t *hs_events(Runtime *rt, size_t *size);

/* Ends the recording and gives its tables: a head (recorder.def), then the tables in its order, then the texts. */
EXPORT(hs_events) const uint8_t *hs_events(Runtime *rt, size_t *size) { return recorder_read(rt, size); }
