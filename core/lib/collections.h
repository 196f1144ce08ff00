/* What the files of _collections share. */
#ifndef HS_LIB_COLLECTIONS_H
#define HS_LIB_COLLECTIONS_H

#include "lib/lib.h"
#include "object/abstract.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/fields.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

#define METHOD_ARGS HS_UNUSED Obj *const *args, HS_UNUSED size_t nargs, HS_UNUSED Obj *kwnames

extern const TypeSpec deque_type_spec, deque_iter_type_spec, deque_reviter_type_spec, defaultdict_type_spec,
    ordered_dict_type_spec, ordered_dict_iter_type_spec, ordered_dict_keys_type_spec, ordered_dict_values_type_spec,
    ordered_dict_items_type_spec, tuplegetter_type_spec;

#endif
