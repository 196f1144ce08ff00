/* The loaders that __main__.__loader__ names, as CPython 3.11's Lib/importlib/_bootstrap.py: the class BuiltinImporter at the prompt, a
 * SourceFileLoader for a script. They only say where the program comes from; import has its own way (vm/import.c). */
#include "object/fields.h"

typedef struct LoaderObj {
    Obj base;
    Own name, path;
} LoaderObj;
_Static_assert(sizeof(LoaderObj) <= 40, "a loader fits its virtual size");

static const MemberDef loader_members[] = {
    {"name", MEMBER_OBJECT, offsetof(LoaderObj, name), 0, NULL},
    {"path", MEMBER_OBJECT, offsetof(LoaderObj, path), 0, NULL},
    MEMBER_END,
};

const TypeSpec builtin_importer_type_spec = {
    .name = "_frozen_importlib.BuiltinImporter",
    .doc = "Import of the modules made in C.",
    .base = -1,
    .virtual_size = 16,
};

const TypeSpec source_loader_type_spec = {
    .name = "_frozen_importlib_external.SourceFileLoader",
    .doc = "Import of a source file.",
    .flags = TPF_GC | TPF_NO_INSTANTIATION,
    .base = -1,
    .virtual_size = 40,
    .own_fields = 2,
    .slots = {.tp_dealloc = fields_dealloc, .tp_traverse = fields_traverse, .tp_clear = fields_clear},
    .members = loader_members,
};
