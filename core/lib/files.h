/* The program's files: a tree in the runtime's own memory, so that a checkpoint holds it. The host may offer files to read; nothing the
 * program writes ever reaches the host. */
#ifndef HS_LIB_FILES_H
#define HS_LIB_FILES_H

#include "heap/runtime.h"

enum FileError { /* Linux's numbers */
    FILE_ABSENT = 2, FILE_NO_DEVICE = 6, FILE_BAD_NUMBER = 9, FILE_NO_MEMORY = 12, FILE_EXISTS = 17, FILE_NO_FOLDER = 20, FILE_IS_FOLDER = 21,
    FILE_INVALID = 22, FILE_NO_SEEK = 29, FILE_NO_READER = 32, FILE_DEADLOCK = 35, FILE_NOT_EMPTY = 39, FILE_LINK_LOOP = 40,
    FILE_TRY_AGAIN = 11, FILE_NO_CHILD = 10, FILE_NO_PROCESS = 3, FILE_NOT_ALLOWED = 1,
};
enum FileMode { MODE_GONE = 0, MODE_PIPE = 0010000, MODE_DEVICE = 0020000, MODE_FOLDER = 0040000, MODE_FILE = 0100000,
                MODE_LINK = 0120000, MODE_KIND = 0170000 };
enum OpenFlag { OPEN_WRITE = 1, OPEN_BOTH = 2, OPEN_CREATE = 0100, OPEN_NEW = 0200, OPEN_EMPTY = 01000, OPEN_APPEND = 02000,
                OPEN_NO_WAIT = 04000, OPEN_FOLDER = 0200000, OPEN_NOT_INHERITED = 02000000 };

typedef struct FileNode {
    struct FileNode *parent, *next, *children;
    char *name;           /* raw memory, NUL at the end */
    uint8_t *data;        /* a file's bytes, a link's target: raw memory */
    size_t size, capacity;
    uint64_t modified;    /* nanoseconds */
    uint32_t mode;        /* MODE_ and permissions; MODE_GONE: what the host offers by this name is not there for the program */
    uint32_t number, opens;
    bool offered;         /* a folder: the host may know more of it; a file: the host has its bytes */
} FileNode;

/* Bytes on their way from who writes to who reads: of any process. */
enum { PIPE_ROOM = 65536, PIPE_WHOLE = 4096 /* so much is written at once, or not at all */ };
typedef struct Pipe {
    uint8_t *data; /* raw memory; what is read is taken from its begin */
    size_t size, capacity;
    uint32_t number;
    uint32_t readers, writers; /* open files */
} Pipe;

/* An open file: all numbers that dup() and fork() made of one share it. */
typedef struct OpenFile {
    struct OpenFile *next; /* of all, of every process */
    FileNode *node;
    Pipe *pipe;
    size_t at;
    uint32_t flags;
    uint32_t users;  /* numbers of all processes */
    uint32_t number; /* of its own */
    uint8_t stream;  /* 1, 2, 3: stdin, stdout, stderr; then there is neither node nor pipe */
} OpenFile;

typedef struct Files {
    FileNode *root, *folder; /* folder: where relative paths begin */
    OpenFile **open;         /* by number; NULL = free */
    size_t count;
    OpenFile *all;
    uint32_t last_number;
} Files;

/* Where a path's last name belongs, whether it is there or not. */
typedef struct FilePlace { FileNode *folder; const char *name; size_t size; } FilePlace;

/* The tree, made at the first call; NULL = no memory. */
Files *files_of(Runtime *rt);
void files_free(Runtime *rt);
/* The node at a path; NULL: *error says why. place (or NULL): its folder is NULL where the folder of the path is not there. */
FileNode *files_find(Runtime *rt, const char *path, size_t size, bool follow, FilePlace *place, int *error);
/* All of these: 0, or a FileError. */
int files_load(Runtime *rt, FileNode *node);   /* an offered file's bytes */
int files_list(Runtime *rt, FileNode *folder); /* an offered folder's names become nodes */
int files_settle(Runtime *rt, FileNode *node); /* nothing of it is the host's afterwards */
int files_resize(Runtime *rt, FileNode *node, size_t size); /* zeros at the end */
int files_write(Runtime *rt, OpenFile *file, const uint8_t *data, size_t size);
/* A new open file, without users; NULL = no memory. */
OpenFile *files_open(Runtime *rt, FileNode *node, Pipe *pipe, uint32_t flags);
void files_close(Runtime *rt, OpenFile *file); /* one of its numbers is given up */
/* A new node; NULL = no memory. */
FileNode *files_add(Runtime *rt, const FilePlace *place, uint32_t mode);
void files_remove(Runtime *rt, FileNode *node);
int files_move(Runtime *rt, FileNode *node, FileNode *old, const FilePlace *place); /* old: what is there, or NULL */
void files_drop(Runtime *rt, FileNode *node); /* frees one that is neither in the tree nor open */
bool files_is_empty(const FileNode *folder);
/* Absolute path in raw memory; NULL = no memory. */
char *files_path(Runtime *rt, const FileNode *node, size_t *size);
/* What is written to a standard stream: where its number leads, or to the host. A FileError. */
int files_write_stream(Runtime *rt, int number, const char *text, size_t size);

/* carry.c: what all processes share, from the memory of one into that of another: first counted (out NULL), then written, then read. */
size_t files_carry(Runtime *rt, uint8_t *out);
size_t files_accept(Runtime *rt, const uint8_t *in); /* 0 = no memory */

/* api: what the host offers at an absolute path. */
enum Offer { OFFER_FILE = 2, OFFER_NAMES = 3, OFFER_FOLDER = 4 };
/* OFFER_FILE: its bytes; OFFER_NAMES: names of a folder, each with NUL behind, folders with "/" before that; OFFER_FOLDER: the folder the
 * program begins in. In raw memory. 1 = offered, 0 = not, -1 = it is a folder. */
int host_offer(Runtime *rt, enum Offer what, const char *path, char **bytes, size_t *size);

#endif
