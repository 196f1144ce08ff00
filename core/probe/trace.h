/* Recording each line as JSON while the program runs. */
#ifndef HS_PROBE_TRACE_H
#define HS_PROBE_TRACE_H

#include "heap/seam.h"

typedef struct Tracer Tracer;
enum { TRACER_BYTES = 8 << 20 };

/* Write a line at each line event from now on, into TRACER_BYTES of the caller's memory. `whole`: each line is complete, not only what
 * changed. `limit`: objects told of in a line. When the text is full, host_step_stop is called, and the host takes it. */
void tracer_start(Runtime *rt, Tracer *tracer, bool whole, uint32_t limit);
void tracer_stop(Runtime *rt);
/* The text so far, which is forgotten then. */
const char *tracer_take(Tracer *tracer, size_t *size);
/* Is host_step_stop called because the text is full? */
bool tracer_is_full(const Tracer *tracer);

#endif
