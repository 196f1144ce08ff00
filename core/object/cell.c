/* Cells: the boxes of variables that an inner function captures.
 *
 * Layout: CellObj, virtual 24, gc; value NULL = empty. Source followed: CPython 3.11 Objects/cellobject.c. */
#include "object/type_internal.h"

_Static_assert(sizeof(CellObj) <= 24, "a cell fits its virtual size");

/* ---- construct and release ---- */

Own cell_new(Runtime *rt, Obj *value) {
    Own cell = gc_alloc(rt, T(rt, CELL), 24);
    if (!cell) return (Own)0;
    CELL(borrow(cell))->value = xkeep(value);
    gc_track(rt, borrow(cell));
    return cell;
}

static Own cell_type_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    (void)type;
    if (args_no_keywords(rt, "cell", kwargs) < 0) return (Own)0;
    if (args_check_positional(rt, "cell", (size_t)TUPLE_SIZE(args), 0, 1) < 0) return (Own)0;
    return cell_new(rt, TUPLE_SIZE(args) ? TUPLE_ITEM(args, 0) : NULL);
}

static void cell_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    const bool nests = is_last_of(borrow(CELL(self)->value));
    if (nests && !nesting_begin(rt, self)) return;
    xrelease(rt, CELL(self)->value);
    gc_free(rt, self);
    if (nests) nesting_end(rt);
}

static int cell_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(CELL(self)->value);
    return 0;
}

static int cell_clear(Runtime *rt, Obj *self) {
    own_clear(rt, &CELL(self)->value);
    return 0;
}

/* ---- slots ---- */

static Own cell_repr(Runtime *rt, Obj *self) {
    Obj *value = borrow(CELL(self)->value);
    AddressText address = address_text(rt, self);
    if (!value) return str_format(rt, "<cell at %s: empty>", address.text);
    return str_format(rt, "<cell at %s: %.80s object at %s>", address.text, value->type->name,
                      address_text(rt, value).text);
}

static Own cell_compare(Runtime *rt, Obj *a, Obj *b, int op) {
    Obj *x, *y;
    int order;
    if (a->type != T(rt, CELL) || b->type != T(rt, CELL)) return keep(rt->notimplemented);
    x = borrow(CELL(a)->value);
    y = borrow(CELL(b)->value);
    if (x && y) return object_richcompare(rt, x, y, op);
    order = (y == NULL) - (x == NULL); /* an empty cell is less than any other */
    switch (op) {
    case CMP_LT: return bool_from(rt, order < 0);
    case CMP_LE: return bool_from(rt, order <= 0);
    case CMP_EQ: return bool_from(rt, order == 0);
    case CMP_NE: return bool_from(rt, order != 0);
    case CMP_GT: return bool_from(rt, order > 0);
    default: return bool_from(rt, order >= 0);
    }
}

static Own get_contents(Runtime *rt, Obj *self, const void *closure) {
    Obj *value = borrow(CELL(self)->value);
    (void)closure;
    return value ? keep(value) : raise_format(rt, EXC(rt, ValueError), "Cell is empty");
}

static int set_contents(Runtime *rt, Obj *self, Obj *value, const void *closure) {
    (void)closure;
    own_set(rt, &CELL(self)->value, xkeep(value));
    return 0;
}

/* ---- tables ---- */

static const GetSetDef cell_getset[] = {{"cell_contents", get_contents, set_contents, NULL, NULL}, GETSET_END};

const TypeSpec cell_type_spec = {
    .name = "cell",
    .doc = "cell([contents])\n--\n\nCreate a new cell object.\n\n  contents\n    the contents of the cell. If not "
           "specified, the cell will be empty,\n    and \n further attempts to access its cell_contents attribute will\n"
           "    raise a ValueError.",
    .flags = TPF_GC,
    .virtual_size = 24,
    .slots = {.tp_dealloc = cell_dealloc,
              .tp_traverse = cell_traverse,
              .tp_clear = cell_clear,
              .tp_new = cell_type_new,
              .tp_repr = cell_repr,
              .tp_richcompare = cell_compare},
    .getset = cell_getset,
};
