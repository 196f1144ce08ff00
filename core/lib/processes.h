/* Processes of one program: os.fork(), what becomes of them, and pipes between them. */
#ifndef HS_LIB_PROCESSES_H
#define HS_LIB_PROCESSES_H

#include "lib/files.h"
#include "lib/lib.h"
#include "vm/threads.h"

/* Number of the running process, and of the one that made it. */
uint32_t process_number(Runtime *rt);
uint32_t process_parent(Runtime *rt);
/* Whether the running process was forked, or others are there besides it. */
bool process_was_forked(Runtime *rt);
bool processes_wait(Runtime *rt);
HS_INLINE bool process_is_child(Runtime *rt) { return rt->lib->processes && process_was_forked(rt); }
HS_INLINE bool processes_others(Runtime *rt) { return rt->lib->processes && processes_wait(rt); }
/* Does what vm_run returned for; the status for the host. */
enum Status processes_answer(Runtime *rt, enum Ask ask);
/* A child is over, its modules are gone: another process runs. result: as waitpid() tells it. */
enum Status process_end(Runtime *rt, int result);
/* The program has ended: processes that are left run to their end, and the memory is the first one's again. */
void processes_run_out(Runtime *rt);
/* Where C code lies between the program's code and what it waits for: others run above it, until something has happened. NULL, perhaps raised. */
Own process_wait_above(Runtime *rt);
int processes_add_methods(Runtime *rt, Obj *posix);

/* posixmodule.c: OSError with Linux's number. */
Own posix_raise(Runtime *rt, int error);
/* Up to *size bytes into a pipe, all of them where that is not O_NONBLOCK: a FileError. */
int pipe_write(Runtime *rt, OpenFile *file, const uint8_t *data, size_t *size);

/* api: keeps a copy of the span; NULL = no memory. Loading makes it the memory again, with zeroes behind it, and gives the copy back. */
void *host_image_keep(Runtime *rt, uint32_t number);
void host_image_load(Runtime *rt, void *image, size_t size);
void host_image_drop(Runtime *rt, void *image);

#endif
