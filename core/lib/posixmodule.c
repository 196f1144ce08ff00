/* posix: the system calls that os and io are written on, for the files of files.c. Paths are str, bytes or os.PathLike. */
#include "lib/files.h"
#include "lib/lib.h"
#include "lib/processes.h"
#include "object/abstract.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/function.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

#define POSIX(name)                                                                                \
    static Own posix_##name(Runtime *rt, HS_UNUSED Obj *self, HS_UNUSED Obj *const *args,          \
                            HS_UNUSED size_t nargs, HS_UNUSED Obj *kwnames)

/* ---- errors ---- */

static const char *error_text(int error) {
    switch (error) {
    case FILE_NOT_ALLOWED: return "Operation not permitted";
    case FILE_ABSENT: return "No such file or directory";
    case FILE_NO_DEVICE: return "No such device or address";
    case FILE_NO_PROCESS: return "No such process";
    case FILE_NO_CHILD: return "No child processes";
    case FILE_TRY_AGAIN: return "Resource temporarily unavailable";
    case FILE_NO_READER: return "Broken pipe";
    case FILE_DEADLOCK: return "Resource deadlock avoided";
    case FILE_BAD_NUMBER: return "Bad file descriptor";
    case FILE_EXISTS: return "File exists";
    case FILE_NO_FOLDER: return "Not a directory";
    case FILE_IS_FOLDER: return "Is a directory";
    case FILE_NO_SEEK: return "Illegal seek";
    case FILE_NOT_EMPTY: return "Directory not empty";
    case FILE_LINK_LOOP: return "Too many levels of symbolic links";
    default: return "Invalid argument";
    }
}

/* OSError about up to two paths, NULL = none. */
static Own raise_os(Runtime *rt, int error, Obj *path, Obj *second) {
    if (error == FILE_NO_MEMORY) return raise_memory_error(rt);
    Own items[5] = { int_from_i64(rt, error), str_from_cstr(rt, error_text(error)), keep(path ? path : rt->none), keep(rt->none),
                     keep(second ? second : rt->none) };
    Own args = tuple_from_steal(rt, items, second ? 5 : path ? 3 : 2);
    for (int i = second ? 5 : path ? 3 : 2; i < 5; i++) release(rt, items[i]);
    Own raised = args ? call_args(rt, (Obj *)EXC(rt, OSError), borrow(args), NULL) : NULL;
    xrelease(rt, args);
    if (!raised) return NULL;
    raise_instance(rt, borrow(raised));
    release(rt, raised);
    return NULL;
}

Own posix_raise(Runtime *rt, int error) { return raise_os(rt, error, NULL, NULL); }

/* ---- arguments ---- */

/* A path as the program gave it, and its bytes. */
typedef struct Path { Own given, bytes; const char *text; size_t size; } Path;

static void path_end(Runtime *rt, Path *path) {
    SavedRaise saved = raised_save(rt);
    own_clear(rt, &path->given);
    own_clear(rt, &path->bytes);
    raised_put_back(rt, saved);
}

static void raise_no_path(Runtime *rt, const char *function, Obj *value) {
    bool listing = strcmp(function, "listdir") == 0 || strcmp(function, "scandir") == 0;
    bool by_number = strcmp(function, "stat") == 0 || strncmp(function, "ch", 2) == 0 || strcmp(function, "utime") == 0;
    raise_format(rt, EXC(rt, TypeError), "%s: path should be string, bytes%s, not %T", function,
                 listing ? ", os.PathLike, integer or None" : by_number ? ", os.PathLike or integer" : " or os.PathLike", value);
}

static int path_begin(Runtime *rt, const char *function, Obj *value, Path *path) {
    *path = (Path){ 0 };
    path->given = keep(value);
    if (!is_str(value) && !is_bytes(value)) {
        Own method = type_lookup_special(rt, value, ID(rt, __fspath__)), made = method ? call_0(rt, borrow(method)) : NULL;
        if (!method && !RAISED(rt)) {
            raise_no_path(rt, function, value);
        }
        xrelease(rt, method);
        if (!made) goto fail;
        own_set(rt, &path->given, made);
        value = borrow(path->given);
    }
    if (!is_str(value) && !is_bytes(value)) {
        raise_no_path(rt, function, value);
        goto fail;
    }
    path->bytes = is_str(value) ? str_encode(rt, value, "utf-8", "surrogateescape") : keep(value);
    const uint8_t *data;
    if (!path->bytes || buffer_get(rt, borrow(path->bytes), &data, &path->size) < 0) goto fail;
    path->text = (const char *)data;
    if (!memchr(data, 0, path->size)) return 0;
    raise_format(rt, EXC(rt, ValueError), "embedded null byte");
fail:
    path_end(rt, path);
    return -1;
}

static bool get_number(Runtime *rt, Obj *value, int64_t *out) { return number_as_ssize(rt, value, EXC(rt, OverflowError), out) == 0; }

static OpenFile *open_file(Runtime *rt, Obj *value) {
    int64_t number;
    if (!get_number(rt, value, &number)) return NULL;
    Files *files = files_of(rt);
    if (!files) {
        raise_memory_error(rt);
        return NULL;
    }
    if (number >= 0 && (uint64_t)number < files->count && files->open[number]) return files->open[number];
    raise_os(rt, FILE_BAD_NUMBER, NULL, NULL);
    return NULL;
}

static Own none_or_raise(Runtime *rt, int error, Path *path) {
    Own result = error ? raise_os(rt, error, path ? borrow(path->given) : NULL, NULL) : keep(rt->none);
    if (path) path_end(rt, path);
    return result;
}

/* ---- open files ---- */

/* The lowest free number from `first` on, room for it made; -1 = no memory. */
static int64_t new_number(Runtime *rt, Files *files, size_t first) {
    size_t number = first;
    while (number < files->count && files->open[number]) number++;
    if (number < files->count) return (int64_t)number;
    size_t count = number * 2 > 8 ? number * 2 : 8;
    OpenFile **grown = raw_realloc(rt, files->open, count * sizeof *grown);
    if (!grown) return -1;
    memset(grown + files->count, 0, (count - files->count) * sizeof *grown);
    files->open = grown;
    files->count = count;
    return (int64_t)number;
}

/* A number for an open file; -1 = no memory. */
static int64_t give_number(Runtime *rt, OpenFile *file) {
    int64_t number = file ? new_number(rt, rt->lib->files, 0) : -1;
    if (file) file->users++;
    if (number >= 0) rt->lib->files->open[number] = file;
    else if (file) files_close(rt, file);
    return number;
}

/* The node that open() gives, made if that is asked for; NULL: *error. */
static FileNode *node_to_open(Runtime *rt, const Path *path, uint32_t flags, uint32_t permissions, int *error) {
    FilePlace place;
    if (path->size == 8 && memcmp(path->text, "/dev/tty", 8) == 0) { /* the program has no terminal */
        *error = FILE_NO_DEVICE;
        return NULL;
    }
    FileNode *node = files_find(rt, path->text, path->size, !(flags & OPEN_NEW), &place, error);
    bool writes = (flags & 3) != 0;
    if (!node && *error == FILE_ABSENT && place.folder && flags & OPEN_CREATE) {
        bool slash = place.name[place.size] == '/';
        *error = slash ? FILE_IS_FOLDER : 0;
        if (!slash && !(node = files_add(rt, &place, MODE_FILE | (permissions & 0755)))) *error = FILE_NO_MEMORY;
        return node;
    }
    if (!node) return NULL;
    bool folder = (node->mode & MODE_KIND) == MODE_FOLDER;
    if (flags & OPEN_NEW) *error = FILE_EXISTS;
    else if (folder && (writes || flags & OPEN_CREATE)) *error = FILE_IS_FOLDER;
    else if (!folder && flags & OPEN_FOLDER) *error = FILE_NO_FOLDER;
    else *error = files_load(rt, node);
    if (!*error && flags & OPEN_EMPTY && writes) *error = files_resize(rt, node, 0);
    return *error ? NULL : node;
}

POSIX(open) {
    Path path;
    int64_t flags, permissions = 0777;
    if (!get_number(rt, args[1], &flags) || (nargs > 2 && !get_number(rt, args[2], &permissions))) return NULL;
    if (path_begin(rt, "open", args[0], &path) < 0) return NULL;
    int error;
    FileNode *node = node_to_open(rt, &path, (uint32_t)flags, (uint32_t)permissions, &error);
    int64_t number = node ? give_number(rt, files_open(rt, node, NULL, (uint32_t)flags)) : -1;
    if (node && number < 0) error = FILE_NO_MEMORY;
    if (error) return none_or_raise(rt, error, &path);
    path_end(rt, &path);
    return int_from_i64(rt, number);
}

static OpenFile **number_slot(Runtime *rt, Obj *value) {
    int64_t number = 0;
    get_number(rt, value, &number);
    return &rt->lib->files->open[number];
}

POSIX(close) {
    OpenFile *file = open_file(rt, args[0]);
    if (!file) return NULL;
    *number_slot(rt, args[0]) = NULL;
    files_close(rt, file);
    return keep(rt->none);
}

/* dup(fd): another number for the same open file. */
POSIX(dup) {
    OpenFile *file = open_file(rt, args[0]);
    int64_t number = file ? give_number(rt, file) : 0;
    return !file ? NULL : number < 0 ? raise_memory_error(rt) : int_from_i64(rt, number);
}

POSIX(dup2) {
    OpenFile *file = open_file(rt, args[0]);
    int64_t number;
    if (!file || !get_number(rt, args[1], &number)) return NULL;
    if (number < 0 || number > INT16_MAX) return raise_os(rt, FILE_BAD_NUMBER, NULL, NULL);
    Files *files = rt->lib->files;
    if ((uint64_t)number >= files->count && new_number(rt, files, (size_t)number) < 0) return raise_memory_error(rt);
    OpenFile *old = files->open[number];
    file->users++;
    files->open[number] = file;
    if (old) files_close(rt, old);
    return int_from_i64(rt, number);
}

/* ---- pipes ---- */

/* _pipe(flags): the numbers of its two ends. */
POSIX(pipe) {
    int64_t flags;
    Files *files = files_of(rt);
    Pipe *pipe = files ? raw_alloc(rt, sizeof *pipe) : NULL;
    if (!pipe || !get_number(rt, args[0], &flags)) return pipe ? NULL : raise_memory_error(rt);
    *pipe = (Pipe){ .number = ++files->last_number };
    int64_t ends[2];
    for (uint32_t i = 0; i < 2; i++) {
        if ((ends[i] = give_number(rt, files_open(rt, NULL, pipe, (uint32_t)flags | i))) < 0) return raise_memory_error(rt);
    }
    Own items[2] = { int_from_i64(rt, ends[0]), int_from_i64(rt, ends[1]) };
    return tuple_from_steal(rt, items, 2);
}

/* After a look at what is not there yet: NULL with nothing raised = look again. */
static Own wait_for_event(Runtime *rt) {
    return thread_wait_event(rt, UINT64_MAX) == -2 ? process_wait_above(rt) : NULL;
}

static Own read_pipe(Runtime *rt, OpenFile *file, size_t size) {
    Pipe *pipe = file->pipe;
    while (!pipe->size && pipe->writers && size) {
        if (file->flags & OPEN_NO_WAIT) return raise_os(rt, FILE_TRY_AGAIN, NULL, NULL);
        wait_for_event(rt);
        if (RAISED(rt) || rt->pending) return NULL;
    }
    thread_wait_over(rt);
    if (size > pipe->size) size = pipe->size;
    Own bytes = bytes_from(rt, size ? pipe->data : (const uint8_t *)"", size);
    if (!bytes || !size) return bytes;
    memmove(pipe->data, pipe->data + size, pipe->size -= size);
    vm_event(rt);
    return bytes;
}

int pipe_write(Runtime *rt, OpenFile *file, const uint8_t *data, size_t *size) {
    Pipe *pipe = file->pipe;
    if (!pipe->readers) return FILE_NO_READER;
    size_t room = pipe->size < PIPE_ROOM ? PIPE_ROOM - pipe->size : 0;
    if (file->flags & OPEN_NO_WAIT && *size > room) {
        if (!room || *size <= PIPE_WHOLE) return FILE_TRY_AGAIN;
        *size = room;
    }
    if (pipe->size + *size > pipe->capacity) {
        size_t capacity = (pipe->size + *size) * 2;
        uint8_t *grown = raw_realloc(rt, pipe->data, capacity);
        if (!grown) return FILE_NO_MEMORY;
        pipe->data = grown;
        pipe->capacity = capacity;
    }
    if (*size) memcpy(pipe->data + pipe->size, data, *size);
    pipe->size += *size;
    vm_event(rt);
    return 0;
}

/* Waits while the pipe is full; what is written when it is not goes in as a whole. */
static Own write_pipe(Runtime *rt, OpenFile *file, const uint8_t *data, size_t size) {
    Pipe *pipe = file->pipe;
    while (pipe->readers && size && !(file->flags & OPEN_NO_WAIT) &&
           (pipe->size >= PIPE_ROOM || (size <= PIPE_WHOLE && pipe->size + size > PIPE_ROOM))) {
        wait_for_event(rt);
        if (RAISED(rt) || rt->pending) return NULL;
    }
    thread_wait_over(rt);
    int error = pipe_write(rt, file, data, &size);
    return error ? raise_os(rt, error, NULL, NULL) : int_from_u64(rt, size);
}

/* _events(fd): what poll() tells of it. */
POSIX(events) {
    enum { CAN_READ = 1, CAN_WRITE = 4, IS_BROKEN = 8, IS_OVER = 16, IS_CLOSED = 32 };
    int64_t number;
    Files *files = files_of(rt);
    if (!files) return raise_memory_error(rt);
    if (!get_number(rt, args[0], &number)) return NULL;
    const OpenFile *file = number >= 0 && (uint64_t)number < files->count ? files->open[number] : NULL;
    const Pipe *pipe = file ? file->pipe : NULL;
    int events = !file ? IS_CLOSED : file->node ? CAN_READ | CAN_WRITE : file->flags & 3 ? CAN_WRITE : CAN_READ;
    if (pipe && file->flags & 3) events = (pipe->size <= PIPE_ROOM - PIPE_WHOLE ? CAN_WRITE : 0) | (pipe->readers ? 0 : CAN_WRITE | IS_BROKEN);
    else if (pipe) events = (pipe->size ? CAN_READ : 0) | (pipe->writers ? 0 : IS_OVER);
    return int_from_i64(rt, events);
}

/* _await(nanoseconds): until something happens to a pipe or a process; below 0 = for ever. */
POSIX(await) {
    int64_t time;
    if (!get_number(rt, args[0], &time)) return NULL;
    uint64_t deadline = time < 0 ? UINT64_MAX : vm_now(rt) + (uint64_t)time;
    int waited = thread_wait_event(rt, deadline);
    if (waited == -2 && time >= 0) thread_wait(rt, NULL, deadline);
    else if (waited == -2) process_wait_above(rt);
    return RAISED(rt) || rt->pending ? NULL : keep(rt->none);
}

/* ---- bytes ---- */

/* From the program's input; what has not come is waited for only where that can be. */
static Own read_stream(Runtime *rt, size_t size) {
    LibState *lib = rt->lib;
    while (lib->input_position == lib->input_length && !lib->input_ended) {
        if (input_wait(rt) < 0) return NULL;
    }
    size_t left = lib->input_length - lib->input_position;
    if (size > left) size = left;
    lib->input_position += size;
    return bytes_from(rt, lib->input + (lib->input_position - size), size);
}

POSIX(read) {
    OpenFile *file = open_file(rt, args[0]);
    int64_t size;
    if (!file || !get_number(rt, args[1], &size)) return NULL;
    if (size < 0) return raise_os(rt, FILE_INVALID, NULL, NULL);
    if ((file->flags & 3) == OPEN_WRITE) return raise_os(rt, FILE_BAD_NUMBER, NULL, NULL);
    if (file->stream) return read_stream(rt, (size_t)size);
    if (file->pipe) return read_pipe(rt, file, (size_t)size);
    if ((file->node->mode & MODE_KIND) == MODE_FOLDER) return raise_os(rt, FILE_IS_FOLDER, NULL, NULL);
    size_t left = file->at < file->node->size ? file->node->size - file->at : 0, count = (uint64_t)size < left ? (size_t)size : left;
    file->at += count;
    return bytes_from(rt, count ? file->node->data + (file->at - count) : (const uint8_t *)"", count);
}

POSIX(write) {
    OpenFile *file = open_file(rt, args[0]);
    const uint8_t *data;
    size_t size;
    if (!file || buffer_get(rt, args[1], &data, &size) < 0) return NULL;
    if (!(file->flags & 3)) return raise_os(rt, FILE_BAD_NUMBER, NULL, NULL);
    if (file->pipe) return write_pipe(rt, file, data, size);
    if (file->stream) host_write(rt, file->stream == 3 ? 2 : 1, (const char *)data, size);
    else if (files_write(rt, file, data, size)) return raise_memory_error(rt);
    return int_from_u64(rt, size);
}

POSIX(lseek) {
    OpenFile *file = open_file(rt, args[0]);
    int64_t to, how;
    if (!file || !get_number(rt, args[1], &to) || !get_number(rt, args[2], &how)) return NULL;
    if (!file->node) return raise_os(rt, FILE_NO_SEEK, NULL, NULL);
    if (how < 0 || how > 2) return raise_os(rt, FILE_INVALID, NULL, NULL);
    to += how == 1 ? (int64_t)file->at : how == 2 ? (int64_t)file->node->size : 0;
    if (to < 0 || to > INT32_MAX) return raise_os(rt, FILE_INVALID, NULL, NULL);
    file->at = (size_t)to;
    return int_from_i64(rt, to);
}

POSIX(ftruncate) {
    OpenFile *file = open_file(rt, args[0]);
    int64_t size;
    if (!file || !get_number(rt, args[1], &size)) return NULL;
    if (!file->node || !(file->flags & 3) || size < 0) return raise_os(rt, FILE_INVALID, NULL, NULL);
    if (size > INT32_MAX || files_resize(rt, file->node, (size_t)size)) return raise_memory_error(rt);
    return keep(rt->none);
}

/* ---- what is where ---- */

/* (mode, number, links, size, nanoseconds of the last change). */
static Own described(Runtime *rt, const FileNode *node) {
    uint64_t links = 1;
    for (const FileNode *child = node->children; child; child = child->next) links += (child->mode & MODE_KIND) == MODE_FOLDER;
    bool folder = (node->mode & MODE_KIND) == MODE_FOLDER;
    uint64_t facts[] = { node->mode, node->number, folder ? links + 1 : 1, folder ? 4096 : node->size, node->modified };
    Own items[HS_COUNT(facts)];
    for (size_t i = 0; i < HS_COUNT(facts); i++) items[i] = int_from_u64(rt, facts[i]);
    return tuple_from_steal(rt, items, HS_COUNT(facts));
}

/* _stat(path or number of an open file, whether links are followed). */
POSIX(stat) {
    if (number_has_index(args[0])) {
        OpenFile *file = open_file(rt, args[0]);
        FileNode stream = { .mode = MODE_PIPE | 0600, .number = file && file->pipe ? file->pipe->number : 1, .modified = CLOCK_EPOCH * 1000000000 };
        return file ? described(rt, file->node ? file->node : &stream) : NULL;
    }
    Path path;
    int follow = object_is_true(rt, args[1]), error;
    if (follow < 0 || path_begin(rt, "stat", args[0], &path) < 0) return NULL;
    FileNode *node = files_find(rt, path.text, path.size, follow, NULL, &error);
    if (node) error = files_load(rt, node);
    if (error) return none_or_raise(rt, error, &path);
    path_end(rt, &path);
    return described(rt, node);
}

/* _list(path): pairs of a name and a mode. */
POSIX(list) {
    Path path;
    int error;
    if (path_begin(rt, "listdir", args[0], &path) < 0) return NULL;
    FileNode *folder = files_find(rt, path.text, path.size, true, NULL, &error);
    if (folder) error = (folder->mode & MODE_KIND) == MODE_FOLDER ? files_list(rt, folder) : FILE_NO_FOLDER;
    if (error) return none_or_raise(rt, error, &path);
    bool bytes = is_bytes(borrow(path.given));
    path_end(rt, &path);
    Own list = list_new(rt, 0);
    for (FileNode *node = list ? folder->children : NULL; node; node = node->next) {
        if (!node->mode) continue;
        size_t size = strlen(node->name);
        Own items[2] = { bytes ? bytes_from(rt, node->name, size) : str_decode(rt, (const uint8_t *)node->name, size, "utf-8", "surrogateescape"),
                         int_from_i64(rt, node->mode) };
        Own pair = tuple_from_steal(rt, items, 2);
        if (!pair || list_append_steal(rt, borrow(list), pair) < 0) {
            release(rt, list);
            return NULL;
        }
    }
    return list;
}

POSIX(readlink) {
    Path path;
    int error;
    if (path_begin(rt, "readlink", args[0], &path) < 0) return NULL;
    FileNode *node = files_find(rt, path.text, path.size, false, NULL, &error);
    if (node && (node->mode & MODE_KIND) != MODE_LINK) error = FILE_INVALID;
    if (error) return none_or_raise(rt, error, &path);
    bool bytes = is_bytes(borrow(path.given));
    path_end(rt, &path);
    return bytes ? bytes_from(rt, node->data, node->size) : str_decode(rt, node->data, node->size, "utf-8", "surrogateescape");
}

/* ---- making and removing ---- */

/* A place where nothing is yet. */
static int free_place(Runtime *rt, const Path *path, FilePlace *place) {
    int error;
    if (files_find(rt, path->text, path->size, false, place, &error)) return FILE_EXISTS;
    return error == FILE_ABSENT && place->folder ? 0 : error;
}

POSIX(mkdir) {
    Path path;
    FilePlace place;
    int64_t permissions = 0777;
    if ((nargs > 1 && !get_number(rt, args[1], &permissions)) || path_begin(rt, "mkdir", args[0], &path) < 0) return NULL;
    int error = free_place(rt, &path, &place);
    if (!error && !files_add(rt, &place, MODE_FOLDER | ((uint32_t)permissions & 01755))) error = FILE_NO_MEMORY;
    return none_or_raise(rt, error, &path);
}

POSIX(symlink) {
    Path target, path;
    FilePlace place;
    if (path_begin(rt, "symlink", args[0], &target) < 0) return NULL;
    if (path_begin(rt, "symlink", args[1], &path) < 0) {
        path_end(rt, &target);
        return NULL;
    }
    int error = free_place(rt, &path, &place);
    FileNode *node = error ? NULL : files_add(rt, &place, MODE_LINK | 0777);
    if (!error) error = node ? files_resize(rt, node, target.size) : FILE_NO_MEMORY;
    if (!error) memcpy(node->data, target.text, target.size);
    Own result = error ? raise_os(rt, error, borrow(target.given), borrow(path.given)) : keep(rt->none);
    path_end(rt, &target);
    path_end(rt, &path);
    return result;
}

static Own remove_node(Runtime *rt, const char *name, Obj *given, bool folder) {
    Path path;
    int error;
    if (path_begin(rt, name, given, &path) < 0) return NULL;
    FileNode *node = files_find(rt, path.text, path.size, false, NULL, &error);
    bool is_folder = node && (node->mode & MODE_KIND) == MODE_FOLDER;
    if (node && is_folder != folder) error = folder ? FILE_NO_FOLDER : FILE_IS_FOLDER;
    if (node && is_folder && !error) error = files_list(rt, node);
    if (node && is_folder && !error && (!node->parent || !files_is_empty(node))) error = FILE_NOT_EMPTY;
    if (node && !error && node == rt->lib->files->folder) rt->lib->files->folder = node->parent;
    if (!error) files_remove(rt, node);
    return none_or_raise(rt, error, &path);
}
POSIX(unlink) { return remove_node(rt, "unlink", args[0], false); }
POSIX(rmdir) { return remove_node(rt, "rmdir", args[0], true); }

/* What stands in the way of a rename, if anything. */
static int check_rename(Runtime *rt, const FileNode *from, FileNode *to, const FileNode *folder) {
    bool is_folder = (from->mode & MODE_KIND) == MODE_FOLDER;
    for (const FileNode *above = folder; above; above = above->parent) {
        if (above == from) return FILE_INVALID;
    }
    if (!to) return 0;
    if ((to->mode & MODE_KIND) != MODE_FOLDER) return is_folder ? FILE_NO_FOLDER : 0;
    if (!is_folder) return FILE_IS_FOLDER;
    int error = files_list(rt, to);
    return error || files_is_empty(to) ? error : FILE_NOT_EMPTY;
}

static int rename_node(Runtime *rt, const Path *from, const Path *to) {
    FilePlace place;
    int error, absent;
    FileNode *node = files_find(rt, from->text, from->size, false, NULL, &error);
    if (!node) return error;
    FileNode *old = files_find(rt, to->text, to->size, false, &place, &absent);
    if (old == node) return 0;
    if (!old && (absent != FILE_ABSENT || !place.folder)) return absent;
    if (!place.folder || !node->parent) return FILE_INVALID;
    if ((error = check_rename(rt, node, old, place.folder)) || (error = files_settle(rt, node))) return error;
    return files_move(rt, node, old, &place);
}

POSIX(rename) {
    Path from, to;
    if (path_begin(rt, "rename", args[0], &from) < 0) return NULL;
    if (path_begin(rt, "rename", args[1], &to) < 0) {
        path_end(rt, &from);
        return NULL;
    }
    int error = rename_node(rt, &from, &to);
    Own result = error ? raise_os(rt, error, borrow(from.given), borrow(to.given)) : keep(rt->none);
    path_end(rt, &from);
    path_end(rt, &to);
    return result;
}

/* _change(path, permissions or None, nanoseconds or None). */
POSIX(change) {
    Path path;
    int64_t permissions = 0, modified = 0;
    int error;
    if (!is_none(rt, args[1]) && !get_number(rt, args[1], &permissions)) return NULL;
    if (!is_none(rt, args[2]) && !get_number(rt, args[2], &modified)) return NULL;
    if (path_begin(rt, is_none(rt, args[1]) ? "utime" : "chmod", args[0], &path) < 0) return NULL;
    FileNode *node = files_find(rt, path.text, path.size, true, NULL, &error);
    if (node && !is_none(rt, args[1])) node->mode = (node->mode & MODE_KIND) | ((uint32_t)permissions & 07777);
    if (node && !is_none(rt, args[2])) node->modified = (uint64_t)modified;
    return none_or_raise(rt, error, &path);
}

/* ---- the working folder ---- */

POSIX(chdir) {
    Path path;
    int error;
    if (path_begin(rt, "chdir", args[0], &path) < 0) return NULL;
    FileNode *node = files_find(rt, path.text, path.size, true, NULL, &error);
    if (node && (node->mode & MODE_KIND) != MODE_FOLDER) error = FILE_NO_FOLDER;
    if (!error) rt->lib->files->folder = node;
    return none_or_raise(rt, error, &path);
}

POSIX(getcwd) {
    Files *files = files_of(rt);
    size_t size;
    char *path = files ? files_path(rt, files->folder, &size) : NULL;
    if (!path) return raise_memory_error(rt);
    Own result = str_decode(rt, (const uint8_t *)path, size, "utf-8", "surrogateescape");
    raw_free(rt, path);
    return result;
}

static const MethodDef functions[] = {
    { "_change", posix_change, METH_FASTCALL, 3, 3, NULL },
    { "_await", posix_await, METH_FASTCALL | METH_WAITS, 1, 1, NULL },
    { "_events", posix_events, METH_FASTCALL, 1, 1, NULL },
    { "_list", posix_list, METH_FASTCALL, 1, 1, NULL },
    { "_pipe", posix_pipe, METH_FASTCALL, 1, 1, NULL },
    { "_stat", posix_stat, METH_FASTCALL, 2, 2, NULL },
    { "chdir", posix_chdir, METH_FASTCALL, 1, 1, "chdir(path): relative paths begin there from now on." },
    { "close", posix_close, METH_FASTCALL, 1, 1, "close(fd): the number is free again." },
    { "dup", posix_dup, METH_FASTCALL, 1, 1, "dup(fd) -> int: another number for the same open file." },
    { "dup2", posix_dup2, METH_FASTCALL, 2, 2, "dup2(fd, fd2) -> int: fd2 becomes another number of it." },
    { "ftruncate", posix_ftruncate, METH_FASTCALL, 2, 2, "ftruncate(fd, length): cut off, or filled with zeros." },
    { "getcwd", posix_getcwd, METH_NOARGS, 0, 0, "getcwd() -> str: where relative paths begin." },
    { "lseek", posix_lseek, METH_FASTCALL, 3, 3, "lseek(fd, position, how) -> int" },
    { "mkdir", posix_mkdir, METH_FASTCALL, 1, 2, "mkdir(path, mode=0o777): a new folder." },
    { "open", posix_open, METH_FASTCALL, 2, 3, "open(path, flags, mode=0o777) -> int" },
    { "read", posix_read, METH_FASTCALL | METH_WAITS, 2, 2, "read(fd, length) -> bytes, b'' at the end." },
    { "readlink", posix_readlink, METH_FASTCALL, 1, 1, "readlink(path): what a link refers to." },
    { "rename", posix_rename, METH_FASTCALL, 2, 2, "rename(src, dst): replaces a file that is there." },
    { "rmdir", posix_rmdir, METH_FASTCALL, 1, 1, "rmdir(path): remove an empty folder." },
    { "symlink", posix_symlink, METH_FASTCALL, 2, 2, "symlink(src, dst): a link by the name dst." },
    { "unlink", posix_unlink, METH_FASTCALL, 1, 1, "unlink(path): remove a file." },
    { "write", posix_write, METH_FASTCALL | METH_WAITS, 2, 2, "write(fd, data) -> int" },
    METHOD_END,
};

Own posix_module_init(Runtime *rt) {
    Own name = str_intern_cstr(rt, "posix");
    Own module = name ? module_new(rt, borrow(name)) : NULL;
    xrelease(rt, name);
    if (module && (module_add_methods(rt, borrow(module), functions) < 0 || processes_add_methods(rt, borrow(module)) < 0)) own_clear(rt, &module);
    return module;
}
