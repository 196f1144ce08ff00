/* The program's files: a tree in the runtime's own memory, so that a checkpoint holds it. The host may offer files to read; nothing the
 * program writes ever reaches the host. */
#ifndef HS_LIB_FILES_H
#define HS_LIB_FILES_H

#include "heap/runtime.h"

enum FileError { /* Linux's numbers */
    FILE_ABSENT = 2, FILE_BAD_NUMBER = 9, FILE_NO_MEMORY = 12, FILE_EXISTS = 17, FILE_NO_FOLDER = 20, FILE_IS_FOLDER = 21,
    FILE_INVALID = 22, FILE_NO_SEEK = 29, FILE_NOT_EMPTY = 39, FILE_LINK_LOOP = 40,
};
enum FileMode { MODE_GONE = 0, MODE_PIPE = 0010000, MODE_DEVICE = 0020000, MODE_FOLDER = 0040000, MODE_FILE = 0100000,
                MODE_LINK = 0120000, MODE_KIND = 0170000 };
enum OpenFlag { OPEN_WRITE = 1, OPEN_BOTH = 2, OPEN_CREATE = 0100, OPEN_NEW = 0200, OPEN_EMPTY = 01000, OPEN_APPEND = 02000,
                OPEN_FOLDER = 0200000 };

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

typedef struct OpenFile {
    FileNode *node; /* NULL: closed, or one of the first three: the standard streams */
    size_t at;
    uint32_t flags;
    bool stream;
} OpenFile;

typedef struct Files {
    FileNode *root, *folder; /* folder: where relative paths begin */
    OpenFile *open;
    size_t count;
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
/* A new node; NULL = no memory. */
FileNode *files_add(Runtime *rt, const FilePlace *place, uint32_t mode);
void files_remove(Runtime *rt, FileNode *node);
int files_move(Runtime *rt, FileNode *node, FileNode *old, const FilePlace *place); /* old: what is there, or NULL */
void files_drop(Runtime *rt, FileNode *node); /* frees one that is neither in the tree nor open */
bool files_is_empty(const FileNode *folder);
/* Absolute path in raw memory; NULL = no memory. */
char *files_path(Runtime *rt, const FileNode *node, size_t *size);

/* api: what the host offers at an absolute path. */
enum Offer { OFFER_FILE = 2, OFFER_NAMES = 3, OFFER_FOLDER = 4 };
/* OFFER_FILE: its bytes; OFFER_NAMES: names of a folder, each with NUL behind, folders with "/" before that; OFFER_FOLDER: the folder the
 * program begins in. In raw memory. 1 = offered, 0 = not, -1 = it is a folder. */
int host_offer(Runtime *rt, enum Offer what, const char *path, char **bytes, size_t *size);

#endif
