/* What belongs to the kernel, and so to all processes, on its way from the memory of one process into that of another: the tree of files, open
 * files, pipes. Nodes and open files are told by their numbers: those that the other process knows are brought up to date in their place. */
#include "lib/files.h"
#include "lib/lib.h"

typedef struct NodeRecord {
    uint64_t size, modified;
    uint32_t number, parent, mode, opens, offered, name;
} NodeRecord;
typedef struct FileRecord {
    uint64_t at;
    uint32_t number, node, pipe, flags, users, stream;
} FileRecord;
typedef struct PipeRecord {
    uint32_t number, size, readers, writers;
} PipeRecord;
typedef struct HeadRecord {
    uint32_t last_number, nodes, pipes, files;
} HeadRecord;

/* ---- out ---- */

typedef struct Writer {
    uint8_t *out; /* NULL: only counted */
    size_t size;
    HeadRecord head;
} Writer;

static void put(Writer *writer, const void *data, size_t size) {
    if (writer->out && size) memcpy(writer->out + writer->size, data, size);
    writer->size += size;
}

static void put_node(Writer *writer, const FileNode *node) {
    NodeRecord record = { node->size, node->modified, node->number, node->parent ? node->parent->number : 0, node->mode, node->opens,
                          node->offered, (uint32_t)strlen(node->name) };
    put(writer, &record, sizeof record);
    put(writer, node->name, record.name);
    put(writer, node->data, node->size);
    writer->head.nodes++;
    for (const FileNode *child = node->children; child; child = child->next) put_node(writer, child);
}

static void put_pipe(Writer *writer, const Pipe *pipe) {
    PipeRecord record = { pipe->number, (uint32_t)pipe->size, pipe->readers, pipe->writers };
    put(writer, &record, sizeof record);
    put(writer, pipe->data, pipe->size);
    writer->head.pipes++;
}

/* Whether no earlier open file has the same node and pipe. */
static bool is_first(const Files *files, const OpenFile *file) {
    const OpenFile *other = files->all;
    while (other->node != file->node || other->pipe != file->pipe) other = other->next;
    return other == file;
}

size_t files_carry(Runtime *rt, uint8_t *out) {
    const Files *files = rt->lib->files;
    Writer writer = { out, sizeof(HeadRecord), { files->last_number, 0, 0, 0 } };
    put_node(&writer, files->root);
    for (const OpenFile *file = files->all; file; file = file->next) {
        if (file->node && !file->node->parent && file->node != files->root && is_first(files, file)) put_node(&writer, file->node);
    }
    for (const OpenFile *file = files->all; file; file = file->next) {
        if (file->pipe && is_first(files, file)) put_pipe(&writer, file->pipe);
    }
    for (const OpenFile *file = files->all; file; file = file->next, writer.head.files++) {
        FileRecord record = { file->at, file->number, file->node ? file->node->number : 0, file->pipe ? file->pipe->number : 0,
                              file->flags, file->users, file->stream };
        put(&writer, &record, sizeof record);
    }
    if (out) memcpy(out, &writer.head, sizeof writer.head);
    return writer.size;
}

/* ---- in ---- */

/* By number: what this process knew, and what is there now. */
enum Kind { KIND_NODE, KIND_PIPE, KIND_FILE };
typedef struct Known { void *old, *now; enum Kind kind; } Known;
typedef struct Acceptor {
    Runtime *rt;
    const uint8_t *in;
    Known *known;
} Acceptor;

static void take(Acceptor *a, void *out, size_t size) {
    if (size) memcpy(out, a->in, size);
    a->in += size;
}

static void note_nodes(Acceptor *a, FileNode *node) {
    while (node) {
        FileNode *next = node->next;
        note_nodes(a, node->children);
        a->known[node->number] = (Known){ node, NULL, KIND_NODE };
        node->parent = node->next = node->children = NULL;
        node = next;
    }
}

static void note_all(Acceptor *a, Files *files) {
    note_nodes(a, files->root);
    for (OpenFile *file = files->all; file; file = file->next) {
        if (file->node) a->known[file->node->number] = (Known){ file->node, NULL, KIND_NODE };
        if (file->pipe) a->known[file->pipe->number] = (Known){ file->pipe, NULL, KIND_PIPE };
        a->known[file->number] = (Known){ file, NULL, KIND_FILE };
    }
}

/* The object of that number, as it was or new and empty; NULL = no memory. */
static void *known_or_new(Acceptor *a, uint32_t number, size_t size) {
    void *object = a->known[number].old;
    if (!object && (object = raw_alloc(a->rt, size))) memset(object, 0, size);
    a->known[number].old = NULL;
    return a->known[number].now = object;
}

/* Bytes of the right size in `*data`, of which `*capacity` are there. */
static bool take_bytes(Acceptor *a, uint8_t **data, size_t size, size_t *capacity) {
    if (size > *capacity) {
        uint8_t *grown = raw_realloc(a->rt, *data, size);
        if (!grown) return false;
        *data = grown;
        *capacity = size;
    }
    take(a, *data, size);
    return true;
}

static bool take_node(Acceptor *a, Files *files) {
    NodeRecord record;
    take(a, &record, sizeof record);
    FileNode *node = known_or_new(a, record.number, sizeof *node);
    size_t room = node && node->name ? strlen(node->name) + 1 : 0;
    uint8_t *name = node ? (uint8_t *)node->name : NULL;
    if (!node || (room <= record.name && !(name = raw_realloc(a->rt, name, (size_t)record.name + 1)))) return false;
    node->name = (char *)name;
    take(a, name, record.name);
    name[record.name] = 0;
    if (!take_bytes(a, &node->data, record.size, &node->capacity)) return false;
    node->size = record.size;
    node->modified = record.modified;
    node->mode = record.mode;
    node->number = record.number;
    node->opens = record.opens;
    node->offered = record.offered;
    node->parent = record.parent ? a->known[record.parent].now : NULL;
    if (!files->root) files->root = node;
    if (node->parent) {
        FileNode **end = &node->parent->children;
        while (*end) end = &(*end)->next;
        *end = node;
    }
    return true;
}

static bool take_pipe(Acceptor *a) {
    PipeRecord record;
    take(a, &record, sizeof record);
    Pipe *pipe = known_or_new(a, record.number, sizeof *pipe);
    if (!pipe || !take_bytes(a, &pipe->data, record.size, &pipe->capacity)) return false;
    pipe->size = record.size;
    pipe->number = record.number;
    pipe->readers = record.readers;
    pipe->writers = record.writers;
    return true;
}

static bool take_file(Acceptor *a, OpenFile ***end) {
    FileRecord record;
    take(a, &record, sizeof record);
    OpenFile *file = known_or_new(a, record.number, sizeof *file);
    if (!file) return false;
    *file = (OpenFile){ NULL, a->known[record.node].now, a->known[record.pipe].now, (size_t)record.at, record.flags, record.users,
                        record.number, (uint8_t)record.stream };
    **end = file;
    *end = &file->next;
    return true;
}

/* What was there and is no more. */
static void drop_old(Acceptor *a, Files *files, uint32_t last) {
    for (uint32_t number = 1; number <= last; number++) {
        Known *known = &a->known[number];
        if (!known->old) continue;
        if (known->old == files->folder) files->folder = files->root;
        if (known->kind == KIND_NODE) {
            files_drop(a->rt, known->old);
            continue;
        }
        if (known->kind == KIND_PIPE) raw_free(a->rt, ((Pipe *)known->old)->data);
        raw_free(a->rt, known->old);
    }
}

size_t files_accept(Runtime *rt, const uint8_t *in) {
    Files *files = rt->lib->files;
    Acceptor acceptor = { rt, in, NULL };
    HeadRecord head;
    take(&acceptor, &head, sizeof head);
    size_t size = ((size_t)head.last_number + 1) * sizeof(Known);
    if (!(acceptor.known = raw_alloc(rt, size))) return 0;
    memset(acceptor.known, 0, size);
    note_all(&acceptor, files);
    files->root = NULL;
    files->last_number = head.last_number;
    bool good = true;
    while (good && head.nodes--) good = take_node(&acceptor, files);
    while (good && head.pipes--) good = take_pipe(&acceptor);
    OpenFile **end = &files->all;
    while (good && head.files--) good = take_file(&acceptor, &end);
    *end = NULL;
    if (good) drop_old(&acceptor, files, files->last_number);
    raw_free(rt, acceptor.known);
    return good ? (size_t)(acceptor.in - in) : 0;
}
