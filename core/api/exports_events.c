/* What build/heapscope-events.wasm exports besides the rest: the tables of the recorder. */
#include "heap/events.h"
#include "probe/probe.h"

#define EXPORT(name) __attribute__((export_name(#name), used, visibility("default")))

int hs_what_if(Runtime *rt, const char *text, size_t size, int mode, double seed);
const char *hs_what_if_report(Runtime *rt, size_t *size);
const uint8_t *hs_events(Runtime *rt, size_t *size);

/* Ends the recording and gives its tables: a head (recorder.def), then the tables in its order, then the texts. */
EXPORT(hs_events) const uint8_t *hs_events(Runtime *rt, size_t *size) { return recorder_read(rt, size); }

/* Before the program begins: threads without a GIL (heap/events.h). 0 = no memory. */
EXPORT(hs_what_if) int hs_what_if(Runtime *rt, const char *text, size_t size, int mode, double seed) {
    return what_if_begin(rt, (enum WhatIfMode)mode, (uint64_t)seed, text, size);
}
/* What happened until now, as JSON. */
EXPORT(hs_what_if_report) const char *hs_what_if_report(Runtime *rt, size_t *size) { return what_if_report(rt, size); }
