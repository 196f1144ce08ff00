/* Watches: questions that the stepping loop answers at every line event, so that searching a run of millions of steps stays in C.
 *
 * A watch compares one thing with what it was at the last line event (a count, the contents of an object, a name), or the place
 * where the program is (line, call, depth, condition). On a hit it stops the run or notes it. A freed object is noted at once; its
 * address may be used again, so that an object is an address and a birth. Watches lie in the probe's memory; going back to a
 * checkpoint clears them. Texts are put at probe_watch_text() before a watch is added. */
#ifndef HS_PROBE_WATCH_H
#define HS_PROBE_WATCH_H

#include "object/frame.h"

enum WatchKind {
    WATCH_LINE,       /* a: line of the program's file */
    WATCH_DEPTH,      /* a: frames of the running thread, at most */
    WATCH_CALL,       /* text: name or qualified name of the function that begins */
    WATCH_COUNT,      /* a: object; its reference count */
    WATCH_CONTENTS,   /* a: object; what it refers to, its items, its bytes */
    WATCH_GENERATION, /* a: object; the generation it is in */
    WATCH_NAME,       /* a: namespace dict, text: name */
    WATCH_LOCAL,      /* a: frame, b: code it runs, c: slot, or -1: text in the dict that is its namespace */
    WATCH_COLLECTION, WATCH_RAISE, WATCH_OUTPUT, /* one has happened since the last line event */
    WATCH_LIFE,       /* a: address; objects made and freed there */
    WATCH_HEAP        /* all objects made and freed */
};
enum WatchMode { WATCH_STOP, WATCH_NOTE, WATCH_COUNT_HITS };
enum NoteKind { NOTE_CHANGE, NOTE_MADE, NOTE_FREED, NOTE_COLLECTED /* freed by the collector */ };

/* Number of the new watch, -1 = no room. `size`: of the text for it. */
int probe_watch_add(Runtime *rt, int kind, int mode, uint32_t a, uint32_t b, int32_t c, uint32_t size);
char *probe_watch_text(Runtime *rt);
void probe_watch_clear(Runtime *rt);
/* State of the watches and the notes (records Watches, Watch, Note). */
const uint8_t *probe_watch_read(Runtime *rt, size_t *size);
void probe_watch_taken(Runtime *rt); /* the notes were read */
/* Slot of the variable whose name is the text of `size` characters in the frame at `address`: -1 its namespace is a dict, -2 none. */
int probe_watch_slot(Runtime *rt, uint32_t address, uint32_t size, uint32_t *code);

/* query_find.c: the object that the text of `size` characters names as seen from the running frame, that an object has as an attribute
 * or under that key, or its item `index`: its address, 0 = none. */
enum FindKind { FIND_NAME, FIND_ATTRIBUTE, FIND_KEY, FIND_ITEM };
uint32_t probe_find(Runtime *rt, int what, uint32_t from, int index, uint32_t size);

/* ---- called by the probe's hooks ---- */
void watch_made(Runtime *rt, Obj *object);
void watch_freed(Runtime *rt, Obj *object);

#endif
