/* Running a whole program: a script, or lines typed at the prompt. */
#ifndef HS_LIB_PROGRAM_H
#define HS_LIB_PROGRAM_H

#include "heap/runtime.h"

/* A script is compiled at once and made ready to run; at the prompt each statement is compiled when its turn comes. Text is copied.
 * -1: the exception (SyntaxError …) is raised. */
int program_load(Runtime *rt, const char *text, size_t size, const char *filename, bool interactive);
/* Lines for a prompt that waits: appended to the text. */
int program_append(Runtime *rt, const char *text, size_t size);
/* sys.argv, behind options of python as "-Werror", which go into sys.warnoptions; items are separated by NUL. */
int program_set_argv(Runtime *rt, const char *args, size_t size);
/* Before the program begins; see vm_set_scheduler. */
void program_set_scheduler(Runtime *rt, uint64_t seed, int32_t interval);
/* Run a slice. STATUS_FINISHED and STATUS_RAISED are the end of the program's code (an exception has been reported then). */
enum Status program_run(Runtime *rt, int32_t fuel);
/* The end of a process: atexit, collector, module teardown. Its exit status. */
int program_end(Runtime *rt);
/* Exit: atexit, collector, module teardown; then everything the runtime holds. Returns the exit status. */
int program_finish(Runtime *rt);

#endif
