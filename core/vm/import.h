/* Imports: sys.modules, builtin modules, modules written in Python, the program's own files. */
#ifndef HS_VM_IMPORT_H
#define HS_VM_IMPORT_H

#include "heap/seam.h"
#include "object/frame.h"

/* ---- tables and hooks defined above ---- */
/* lib: a new module of C code. NULL without exception: no such builtin module. */
Own builtin_module_make(Runtime *rt, Obj *name);
/* api: text of a file of the program's folder ("name.py", "package/__init__.py"). 1: *text is raw
 * memory that the caller frees; 0: not there; -1: not there yet, rt->pending was set (only when
 * native_depth is 0): the import is repeated later. */
int host_read_file(Runtime *rt, const char *path, char **text, size_t *size);

/* lib: whether the program has looked at files: then modules can be among those it wrote; or that this is a folder. */
bool import_sees_files(Runtime *rt, const char *path);

/* lib: tells the hooks of sys.addaudithook of an event with `count` arguments, five at most (Obj *, NULL stands for None). -1 = a hook raised. */
int audit_event(Runtime *rt, const char *event, int count, ...);

/* ---- for the instructions and for lib ---- */
/* IMPORT_NAME through builtins.__import__; NULL without exception: suspended. */
Own import_instruction(Runtime *rt, Frame *frame, Obj *name, Obj *fromlist, Obj *level);
Own import_attribute(Runtime *rt, Obj *module, Obj *name);
int import_all(Runtime *rt, Obj *module, Obj *namespace_dict);
/* Whether a CPython has the module of this name when the first line of the program runs. */
bool import_is_at_start(Obj *name);
/* ... or it has nothing of the kind; modules in C are among them, too. No finder of the program is asked for these. */
bool import_is_known(Obj *name);
/* Module from sys.modules: new reference; NULL without exception = absent. */
Own import_get_module(Runtime *rt, Obj *name);
/* The folder that the program lies in, sys.path[0] at the start. -1 = no memory. */
int import_set_folder(Runtime *rt, const char *folder, size_t length);
/* The text of a module of the library as (bytes, whether it is a package), or None. */
Own import_library_text(Runtime *rt, Obj *name);
/* importlib.reload: run the module's source again in its namespace. */
Own import_reload(Runtime *rt, Obj *module);

#endif
