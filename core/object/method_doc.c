/* Texts of builtin functions and methods. Few programs ask for them: in the wasm they are in the second file with their one
 * reader, this source (core/link/rare.mjs). */
#include "object/type_internal.h"

Own method_doc(Runtime *rt, const MethodDef *def) { return doc_get_text(rt, def->name, def->doc); }

Own method_signature(Runtime *rt, const MethodDef *def) { return doc_get_signature(rt, def->name, def->doc); }
