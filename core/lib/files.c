/* The program's files: folders, files and links as nodes in raw memory.
 *
 * A folder that the host may know more of is `offered`: a name that is not among its nodes is asked for once, and what was answered stays, also
 * "not there" (MODE_GONE). A file's bytes are fetched when they are first needed. Numbers and kinds are Linux's. */
#include "lib/files.h"

#include "lib/lib.h"
#include "lib/processes.h"
#include "vm/import.h"
#include "vm/threads.h"

/* ---- nodes ---- */

static uint64_t now(Runtime *rt) { return host_clock(rt) + CLOCK_EPOCH * 1000000000; }

static FileNode *add_node(Runtime *rt, FileNode *folder, const char *name, size_t size, uint32_t mode) {
    FileNode *node = raw_alloc(rt, sizeof *node);
    char *copy = node ? raw_alloc(rt, size + 1) : NULL;
    if (!copy) {
        raw_free(rt, node);
        return NULL;
    }
    memcpy(copy, name, size);
    copy[size] = 0;
    *node = (FileNode){ .parent = folder, .name = copy, .mode = mode, .modified = CLOCK_EPOCH * 1000000000 };
    node->number = ++rt->lib->files->last_number;
    FileNode **end = folder ? &folder->children : &rt->lib->files->root;
    while (*end) end = &(*end)->next;
    *end = node;
    return node;
}

static void unlink_node(FileNode *node) {
    FileNode **slot = &node->parent->children;
    while (*slot != node) slot = &(*slot)->next;
    *slot = node->next;
    node->next = NULL;
}

void files_drop(Runtime *rt, FileNode *node) {
    raw_free(rt, node->name);
    raw_free(rt, node->data);
    raw_free(rt, node);
}

static void free_tree(Runtime *rt, FileNode *node) {
    while (node) {
        FileNode *next = node->next;
        free_tree(rt, node->children);
        files_drop(rt, node);
        node = next;
    }
}

/* A name that is gone is free again. */
static void forget_gone(Runtime *rt, const FilePlace *place) {
    for (FileNode *node = place->folder->children; node; node = node->next) {
        if (node->mode || strlen(node->name) != place->size || memcmp(node->name, place->name, place->size)) continue;
        unlink_node(node);
        files_drop(rt, node);
        return;
    }
}

FileNode *files_add(Runtime *rt, const FilePlace *place, uint32_t mode) {
    forget_gone(rt, place);
    FileNode *node = add_node(rt, place->folder, place->name, place->size, mode);
    if (node) node->modified = place->folder->modified = now(rt);
    return node;
}

void files_remove(Runtime *rt, FileNode *node) {
    FileNode *folder = node->parent;
    unlink_node(node);
    folder->modified = now(rt);
    if (folder->offered) add_node(rt, folder, node->name, strlen(node->name), MODE_GONE);
    free_tree(rt, node->children); /* names that are gone */
    node->children = node->parent = NULL;
    if (!node->opens) files_drop(rt, node);
}

int files_move(Runtime *rt, FileNode *node, FileNode *old, const FilePlace *place) {
    FileNode *folder = node->parent, **end = &place->folder->children;
    char *name = raw_alloc(rt, place->size + 1);
    if (!name) return FILE_NO_MEMORY;
    memcpy(name, place->name, place->size);
    name[place->size] = 0;
    if (old) files_remove(rt, old);
    forget_gone(rt, place);
    unlink_node(node);
    if (folder->offered) add_node(rt, folder, node->name, strlen(node->name), MODE_GONE);
    raw_free(rt, node->name);
    node->name = name;
    node->parent = place->folder;
    while (*end) end = &(*end)->next;
    *end = node;
    return 0;
}

bool files_is_empty(const FileNode *folder) {
    for (const FileNode *node = folder->children; node; node = node->next) {
        if (node->mode) return false;
    }
    return true;
}

char *files_path(Runtime *rt, const FileNode *node, size_t *size) {
    size_t total = node->parent ? 0 : 1;
    for (const FileNode *at = node; at->parent; at = at->parent) total += strlen(at->name) + 1;
    char *path = raw_alloc(rt, total + 1);
    if (!path) return NULL;
    path[0] = '/';
    path[*size = total] = 0;
    for (const FileNode *at = node; at->parent; at = at->parent) {
        size_t length = strlen(at->name);
        memcpy(path + (total -= length), at->name, length);
        path[--total] = '/';
    }
    return path;
}

/* ---- what the host offers ---- */

int files_load(Runtime *rt, FileNode *node) {
    if (!node->offered || (node->mode & MODE_KIND) != MODE_FILE) return 0;
    size_t size;
    char *path = files_path(rt, node, &size), *bytes = NULL;
    if (!path) return FILE_NO_MEMORY;
    int found = host_offer(rt, OFFER_FILE, path, &bytes, &size);
    raw_free(rt, path);
    if (found <= 0) return FILE_ABSENT;
    node->data = (uint8_t *)bytes;
    node->size = node->capacity = size;
    node->offered = false;
    return 0;
}

int files_list(Runtime *rt, FileNode *folder) {
    size_t size;
    if (!folder->offered) return 0;
    char *path = files_path(rt, folder, &size), *names = NULL;
    int found = path ? host_offer(rt, OFFER_NAMES, path, &names, &size) : 0, error = path ? 0 : FILE_NO_MEMORY;
    raw_free(rt, path);
    if (!found) return error;
    for (char *name = names; name < names + size && !error; ) {
        size_t length = strlen(name);
        char *following = name + length + 1;
        bool is_folder = length && name[length - 1] == '/';
        if (is_folder) name[--length] = 0;
        FileNode *node = folder->children;
        while (node && strcmp(node->name, name)) node = node->next;
        if (!node) {
            node = add_node(rt, folder, name, length, is_folder ? MODE_FOLDER | 0755 : MODE_FILE | 0644);
            if (node) node->offered = true;
            else error = FILE_NO_MEMORY;
        }
        name = following;
    }
    raw_free(rt, names);
    return error;
}

int files_settle(Runtime *rt, FileNode *node) {
    int error = (node->mode & MODE_KIND) == MODE_FOLDER ? files_list(rt, node) : files_load(rt, node);
    node->offered = false;
    for (FileNode *child = node->children; child && !error; child = child->next) {
        if (child->mode) error = files_settle(rt, child);
    }
    return error;
}

/* A name that an offered folder does not have yet: asked for. NULL = no memory. */
static FileNode *ask(Runtime *rt, FileNode *folder, const char *name, size_t size) {
    FileNode *node = add_node(rt, folder, name, size, MODE_GONE);
    size_t length;
    char *path = node ? files_path(rt, node, &length) : NULL, *bytes = NULL;
    if (!path) return NULL;
    int found = host_offer(rt, OFFER_FILE, path, &bytes, &length);
    raw_free(rt, path);
    if (found < 0) {
        node->mode = MODE_FOLDER | 0755;
        node->offered = true;
    } else if (found) {
        node->mode = MODE_FILE | 0644;
        node->data = (uint8_t *)bytes;
        node->size = node->capacity = length;
    }
    return node;
}

/* ---- paths ---- */

static FileNode *child(Runtime *rt, FileNode *folder, const char *name, size_t size, int *error) {
    FileNode *node = folder->children;
    while (node && (strlen(node->name) != size || memcmp(node->name, name, size))) node = node->next;
    if (!node && folder->offered && !(node = ask(rt, folder, name, size))) *error = FILE_NO_MEMORY;
    else if (!node || !node->mode) *error = FILE_ABSENT;
    return *error ? NULL : node;
}

static FileNode *walk(Runtime *rt, FileNode *at, const char *path, size_t size, bool follow, int depth, FilePlace *place, int *error) {
    const char *end = path + size;
    if (!size) *error = FILE_ABSENT;
    if (size && *path == '/') at = rt->lib->files->root;
    while (!*error) {
        while (path < end && *path == '/') path++;
        if (path == end) return at;
        const char *name = path;
        while (path < end && *path != '/') path++;
        size_t length = (size_t)(path - name);
        const char *rest = path;
        while (rest < end && *rest == '/') rest++;
        bool last = rest == end;
        place->folder = NULL;
        if ((at->mode & MODE_KIND) != MODE_FOLDER) {
            *error = FILE_NO_FOLDER;
            break;
        }
        *place = (FilePlace){ last ? at : NULL, name, length };
        if (length == 1 && *name == '.') continue;
        if (length == 2 && name[0] == '.' && name[1] == '.') {
            at = at->parent ? at->parent : at;
            continue;
        }
        FileNode *node = child(rt, at, name, length, error);
        if (node && (node->mode & MODE_KIND) == MODE_LINK && (!last || follow || path < end)) {
            if (depth > 40) *error = FILE_LINK_LOOP;
            else node = walk(rt, at, (char *)node->data, node->size, true, depth + 1, place, error);
        }
        if (!*error && path < end && (node->mode & MODE_KIND) != MODE_FOLDER) *error = FILE_NO_FOLDER;
        at = node;
    }
    return NULL;
}

FileNode *files_find(Runtime *rt, const char *path, size_t size, bool follow, FilePlace *place, int *error) {
    FilePlace unused = { 0 };
    Files *files = files_of(rt);
    *error = files ? 0 : FILE_NO_MEMORY;
    if (!place) place = &unused;
    *place = unused;
    return files ? walk(rt, files->folder, path, size, follow, 0, place, error) : NULL;
}

/* ---- bytes ---- */

int files_resize(Runtime *rt, FileNode *node, size_t size) {
    if (size > node->capacity) {
        size_t capacity = size + (node->capacity ? size >> 1 : 0);
        uint8_t *data = raw_realloc(rt, node->data, capacity);
        if (!data) return FILE_NO_MEMORY;
        node->data = data;
        node->capacity = capacity;
    }
    if (size > node->size) memset(node->data + node->size, 0, size - node->size);
    node->size = size;
    node->modified = now(rt);
    return 0;
}

int files_write(Runtime *rt, OpenFile *file, const uint8_t *data, size_t size) {
    FileNode *node = file->node;
    if ((node->mode & MODE_KIND) == MODE_DEVICE || !size) return 0;
    if (file->flags & OPEN_APPEND) file->at = node->size;
    size_t end = file->at + size;
    int error = files_resize(rt, node, end > node->size ? end : node->size);
    if (error) return error;
    memcpy(node->data + file->at, data, size);
    file->at = end;
    return 0;
}

/* ---- open files ---- */

OpenFile *files_open(Runtime *rt, FileNode *node, Pipe *pipe, uint32_t flags) {
    Files *files = rt->lib->files;
    OpenFile *file = raw_alloc(rt, sizeof *file);
    if (!file) return NULL;
    *file = (OpenFile){ .next = files->all, .node = node, .pipe = pipe, .flags = flags, .number = ++files->last_number };
    if (node) node->opens++;
    if (pipe) *(flags & 3 ? &pipe->writers : &pipe->readers) += 1;
    return files->all = file;
}

void files_close(Runtime *rt, OpenFile *file) {
    Files *files = rt->lib->files;
    FileNode *node = file->node;
    Pipe *pipe = file->pipe;
    if (--file->users) return;
    OpenFile **slot = &files->all;
    while (*slot != file) slot = &(*slot)->next;
    *slot = file->next;
    if (node && !--node->opens && !node->parent && node != files->root) files_drop(rt, node);
    if (pipe) {
        *(file->flags & 3 ? &pipe->writers : &pipe->readers) -= 1;
        vm_event(rt);
        if (!pipe->readers && !pipe->writers) {
            raw_free(rt, pipe->data);
            raw_free(rt, pipe);
        }
    }
    raw_free(rt, file);
}

int files_write_stream(Runtime *rt, int number, const char *text, size_t size) {
    Files *files = rt->lib->files;
    OpenFile *file = files && files->count > (size_t)number ? files->open[number] : NULL;
    if (files && !file) return FILE_BAD_NUMBER;
    if (file && !(file->flags & 3)) return FILE_BAD_NUMBER;
    if (file && file->node) return files_write(rt, file, (const uint8_t *)text, size);
    if (file && file->pipe) return pipe_write(rt, file, (const uint8_t *)text, &size);
    host_write(rt, file ? file->stream == 3 ? 2 : 1 : number, text, size);
    return 0;
}

/* ---- the tree ---- */

/* What is there at the start: the folders that programs expect, and the one the program begins in. */
static bool furnish(Runtime *rt, Files *files) {
    FileNode *root = add_node(rt, NULL, "", 0, MODE_FOLDER | 0755), *folder;
    if (!root) return false;
    root->offered = true;
    if (!(folder = add_node(rt, root, "tmp", 3, MODE_FOLDER | 01777)) || !(folder = add_node(rt, root, "dev", 3, MODE_FOLDER | 0755)) ||
        !add_node(rt, folder, "null", 4, MODE_DEVICE | 0666) || !(files->open = raw_alloc(rt, 3 * sizeof *files->open))) {
        return false;
    }
    for (; files->count < 3; files->count++) {
        OpenFile *file = files->open[files->count] = files_open(rt, NULL, NULL, files->count ? OPEN_WRITE : 0);
        if (!file) return false;
        file->stream = (uint8_t)(files->count + 1);
        file->users = 1;
    }
    files->folder = root;
    size_t size;
    char *path = NULL;
    if (host_offer(rt, OFFER_FOLDER, "", &path, &size) <= 0) return true;
    for (char *name = path; name < path + size; name++) {
        char *end = name;
        while (end < path + size && *end != '/') end++;
        if (end == name) continue;
        FileNode *known = files->folder->children;
        while (known && (strlen(known->name) != (size_t)(end - name) || memcmp(known->name, name, (size_t)(end - name)))) known = known->next;
        if (!known && !(known = add_node(rt, files->folder, name, (size_t)(end - name), MODE_FOLDER | 0755))) break;
        known->offered = true;
        files->folder = known;
        name = end;
    }
    raw_free(rt, path);
    return true;
}

Files *files_of(Runtime *rt) {
    if (rt->lib->files) return rt->lib->files;
    Files *files = rt->lib->files = raw_alloc(rt, sizeof *files);
    if (!files) return NULL;
    *files = (Files){ 0 };
    if (furnish(rt, files)) return files;
    files_free(rt);
    return NULL;
}

bool import_sees_files(Runtime *rt, const char *path) {
    char *bytes = NULL;
    size_t size;
    if (rt->lib->files) return true;
    int found = host_offer(rt, OFFER_FILE, path, &bytes, &size);
    raw_free(rt, bytes);
    return found < 0;
}

void files_free(Runtime *rt) {
    Files *files = rt->lib->files;
    if (!files) return;
    while (files->all) {
        files->all->users = 1;
        files_close(rt, files->all);
    }
    free_tree(rt, files->root);
    raw_free(rt, files->open);
    raw_free(rt, files);
    rt->lib->files = NULL;
}
