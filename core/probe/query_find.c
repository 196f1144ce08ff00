/* The objects that a condition speaks of: names as the running frame sees them, attributes, items. Nothing of the program is run, so
 * that descriptors and __getattr__ have no part in it. */
#include "lib/lib.h"
#include "object/bytes.h"
#include "object/dict_impl.h"
#include "object/int.h"
#include "object/list.h"
#include "object/tuple.h"
#include "object/type.h"
#include "probe/query.h"
#include "vm/eval.h"

typedef struct Sought { const char *text; uint32_t size; } Sought;

static bool is_sought(Obj *str, Sought sought) {
    if (!is_str(str) || STR(str)->length != (intptr_t)sought.size) return false;
    for (uint32_t i = 0; i < sought.size; i++) {
        if (str_char(str, (intptr_t)i) != (uint8_t)sought.text[i]) return false;
    }
    return true;
}

static Obj *in_dict(Obj *dict, Sought sought) {
    intptr_t pos = 0;
    Obj *key, *value;
    while (dict && is_dict(dict) && dict_next(dict, &pos, &key, &value, NULL)) {
        if (is_sought(key, sought)) return value;
    }
    return NULL;
}

static Obj *find_name(Runtime *rt, Sought sought) {
    Frame *frame = rt->ts.frame;
    if (!frame) return in_dict(main_namespace(rt), sought);
    CodeObj *code = frame_code(frame);
    Obj *names = borrow(code->localsplusnames), *found;
    for (int i = 0; i < code->nlocalsplus; i++) {
        if (!is_sought(TUPLE_ITEM(names, i), sought)) continue;
        Obj *value = borrow(frame->localsplus[i]);
        bool cell = BYTES(borrow(code->localspluskinds))->data[i] & (LOCAL_CELL | LOCAL_FREE);
        return value && cell && value->type == T(rt, CELL) ? borrow(CELL(value)->value) : value;
    }
    if ((found = in_dict(borrow(frame->locals), sought))) return found;
    if ((found = in_dict(frame->globals, sought))) return found;
    return in_dict(frame->builtins, sought);
}

static Obj *own_attribute(Obj *object, Sought sought) {
    TypeObj *type = object->type;
    if (type->flags & TPF_MANAGED_DICT) {
        DictValues *values = pre_head(object)->values;
        if (!values) return in_dict(borrow(pre_head(object)->dict), sought);
        for (int32_t i = 0; i < type->cached_keys->count; i++) {
            Obj *key = borrow(*entry_key(type->cached_keys, i));
            if (key && is_sought(key, sought)) return borrow(dict_values_items(values)[i]);
        }
        return NULL;
    }
    Own *slot = object_dict_slot(object);
    return slot ? in_dict(borrow(*slot), sought) : NULL;
}

static Obj *member(Obj *object, Sought sought) {
    for (TypeObj *type = object->type; type; type = type->base_type) {
        const MemberDef *def = type->flags & TPF_HEAP ? type->ht_members : type->spec ? type->spec->members : NULL;
        int count = type->flags & TPF_HEAP ? type->slot_count : INT16_MAX;
        for (int i = 0; def && i < count && def[i].name; i++) {
            bool is_object = def[i].kind == MEMBER_OBJECT || def[i].kind == MEMBER_OBJECT_EX;
            bool same = strlen(def[i].name) == sought.size && memcmp(def[i].name, sought.text, sought.size) == 0;
            if (is_object && same) return *(Obj **)(void *)((char *)object + def[i].offset);
        }
    }
    return NULL;
}

static Obj *in_mro(TypeObj *type, Sought sought) {
    Obj *mro = borrow(type->mro), *found;
    for (intptr_t i = 0; mro && i < TUPLE_SIZE(mro); i++) {
        if ((found = in_dict(borrow(((TypeObj *)TUPLE_ITEM(mro, i))->dict), sought))) return found;
    }
    return NULL;
}

static Obj *find_attribute(Runtime *rt, Obj *object, Sought sought) {
    Obj *found = is_type(object) ? in_mro((TypeObj *)object, sought) : is_module(rt, object) ? in_dict(module_dict(object), sought) : NULL;
    if (!found && !is_type(object)) found = own_attribute(object, sought);
    if (!found) found = member(object, sought);
    return found ? found : in_mro(object->type, sought);
}

static Obj *find_item(Obj *object, int64_t index) {
    intptr_t pos = 0, size = is_list(object) ? LIST_SIZE(object) : is_tuple(object) ? TUPLE_SIZE(object) : -1;
    Obj *key, *value;
    if (size >= 0) {
        int64_t at = index < 0 ? index + size : index;
        if (at < 0 || at >= size) return NULL;
        return is_list(object) ? LIST_ITEM(object, at) : TUPLE_ITEM(object, at);
    }
    while (is_dict(object) && dict_next(object, &pos, &key, &value, NULL)) {
        if (is_int(key) && int_is_compact(key) && int_compact(key) == index) return value;
    }
    return NULL;
}

uint32_t probe_find(Runtime *rt, int what, uint32_t from, int index, uint32_t size) {
    Sought sought = { probe_watch_text(rt), size };
    Obj *object = (Obj *)(void *)(rt->span_base + from), *found = NULL;
    switch (what) {
    case FIND_NAME: found = find_name(rt, sought); break;
    case FIND_ATTRIBUTE: found = find_attribute(rt, object, sought); break;
    case FIND_KEY: found = in_dict(object, sought); break;
    case FIND_ITEM: found = find_item(object, index); break;
    default: break;
    }
    return found ? (uint32_t)((uint8_t *)found - rt->span_base) : 0;
}
