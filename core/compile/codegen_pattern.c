/* match. CPython 3.11's Python/compile.c, compiler_match; PEP 634.
 *
 * A pattern consumes the subject on top of the stack. Names are not bound before the whole pattern
 * has matched: what they will be bound to waits on the stack, in the order of `stores`, below the
 * `on_top` items that the pattern still needs. On failure control goes to fail_pop[n], which drops
 * n items: fail_pop[2]: POP_TOP    fail_pop[1]: POP_TOP    fail_pop[0]: */
#include "compile/codegen.h"
#include "object/abstract.h"
#include "object/set.h"
#include "object/str.h"
#include "object/tuple.h"

typedef struct NameList {
    Obj **items;
    int32_t count, capacity;
} NameList;

typedef struct PatternContext {
    NameList stores;
    bool allow_irrefutable; /* a pattern that always matches may stand here */
    Block **fail_pop;
    int32_t fail_pop_count, fail_pop_capacity;
    int32_t on_top;
} PatternContext;

static void visit_pattern(Compiler *c, Pattern *p, PatternContext *pc);

static bool is_wildcard(const Pattern *p) { return p->kind == PATTERN_MatchAs && !p->MatchAs.name; }
static bool is_star_wildcard(const Pattern *p) {
    return p->kind == PATTERN_MatchStar && !p->MatchStar.name;
}

/* ---- lists of names ---- */

/* Room for `count` pointers, at least doubled. */
static void *grow_pointers(Compiler *c, void *items, int32_t used, int32_t *capacity,
                           int32_t count) {
    if (count <= *capacity) return items;
    int32_t size = *capacity * 2 > count ? *capacity * 2 : count + 4;
    void *grown =
        c->failed ? NULL : ast_alloc(c->rt, &c->unit->memory, (size_t)size * sizeof(void *));
    if (!grown) {
        c->failed = true;
        return items;
    }
    if (used) memcpy(grown, items, (size_t)used * sizeof(void *));
    *capacity = size;
    return grown;
}

static void names_insert(Compiler *c, NameList *list, int32_t at, Obj *name) {
    list->items = grow_pointers(c, list->items, list->count, &list->capacity, list->count + 1);
    if (c->failed) return;
    memmove(list->items + at + 1, list->items + at, (size_t)(list->count - at) * sizeof(Obj *));
    list->items[at] = name;
    list->count++;
}

static int32_t names_find(const NameList *list, const Obj *name) {
    for (int32_t i = 0; i < list->count; i++) {
        if (list->items[i] == name) return i;
    }
    return -1;
}

/* ---- failure ---- */

static void need_fail_pop(Compiler *c, PatternContext *pc, int32_t pops) {
    pc->fail_pop =
        grow_pointers(c, pc->fail_pop, pc->fail_pop_count, &pc->fail_pop_capacity, pops + 1);
    while (!c->failed && pc->fail_pop_count < pops + 1)
        pc->fail_pop[pc->fail_pop_count++] = block_new(c);
}

static void jump_to_fail_pop(Compiler *c, PatternContext *pc, int jump) {
    int32_t pops = pc->on_top + pc->stores.count;
    need_fail_pop(c, pc, pops);
    if (!c->failed) emit_jump(c, jump, pc->fail_pop[pops]);
}

static void emit_fail_pops(Compiler *c, PatternContext *pc) {
    for (int32_t i = pc->fail_pop_count - 1; i >= 0; i--) {
        use_next_block(c, pc->fail_pop[i]);
        if (i) emit(c, OP_POP_TOP);
    }
    pc->fail_pop = NULL;
    pc->fail_pop_count = pc->fail_pop_capacity = 0;
}

/* ---- captures ---- */

/* Moves the top below the next count - 1 items. */
static void emit_rotate(Compiler *c, int32_t count) {
    while (count > 1) emit_arg(c, OP_SWAP, count--);
}

static void store_name(Compiler *c, Obj *name, PatternContext *pc) {
    if (!name) {
        emit(c, OP_POP_TOP);
        return;
    }
    if (c->failed || check_forbidden_name(c, name, CTX_Store)) return;
    if (names_find(&pc->stores, name) >= 0) {
        compile_error(c, "multiple assignments to name %R in pattern", name);
        return;
    }
    emit_rotate(c, pc->on_top + pc->stores.count + 1);
    names_insert(c, &pc->stores, pc->stores.count, name);
}

static void visit_subpattern(Compiler *c, Pattern *p, PatternContext *pc) {
    bool outer = pc->allow_irrefutable;
    pc->allow_irrefutable = true;
    visit_pattern(c, p, pc);
    pc->allow_irrefutable = outer;
}

static void visit_as(Compiler *c, Pattern *p, PatternContext *pc) {
    if (!p->MatchAs.pattern) {
        if (pc->allow_irrefutable)
            store_name(c, p->MatchAs.name, pc);
        else if (p->MatchAs.name)
            compile_error(c, "name capture %R makes remaining patterns unreachable",
                          p->MatchAs.name);
        else
            compile_error(c, "wildcard makes remaining patterns unreachable");
        return;
    }
    pc->on_top++;
    emit_arg(c, OP_COPY, 1);
    visit_pattern(c, p->MatchAs.pattern, pc);
    pc->on_top--;
    store_name(c, p->MatchAs.name, pc);
}

/* ---- sequences ---- */

static void unpack_sequence(Compiler *c, const PatternSeq *patterns) {
    int32_t count = seq_count(patterns);
    bool starred = false;
    for (int32_t i = 0; i < count; i++) {
        if (patterns->items[i]->kind != PATTERN_MatchStar) continue;
        if (starred) {
            compile_error(c, "multiple starred expressions in sequence pattern");
            return;
        }
        if (i >= 1 << 8 || count - i - 1 >= INT_MAX >> 8) {
            compile_error(c, "too many expressions in star-unpacking sequence pattern");
            return;
        }
        emit_arg(c, OP_UNPACK_EX, i + ((count - i - 1) << 8));
        starred = true;
    }
    if (!starred) emit_arg(c, OP_UNPACK_SEQUENCE, count);
}

static void match_by_unpacking(Compiler *c, const PatternSeq *patterns, PatternContext *pc) {
    unpack_sequence(c, patterns);
    pc->on_top += seq_count(patterns);
    AST_FOR(i, patterns) {
        pc->on_top--;
        visit_subpattern(c, patterns->items[i], pc);
    }
}

/* With `*_` only the items that are looked at are fetched. */
static void match_by_index(Compiler *c, const PatternSeq *patterns, int32_t star,
                           PatternContext *pc) {
    int32_t count = seq_count(patterns);
    pc->on_top++;
    for (int32_t i = 0; i < count; i++) {
        Pattern *pattern = patterns->items[i];
        if (is_wildcard(pattern) || i == star) continue;
        emit_arg(c, OP_COPY, 1);
        if (i < star) {
            emit_const_int(c, i);
        } else {
            emit(c, OP_GET_LEN);
            emit_const_int(c, count - i);
            emit_binary(c, OPERATOR_Sub, false);
        }
        emit(c, OP_BINARY_SUBSCR);
        visit_subpattern(c, pattern, pc);
    }
    pc->on_top--;
    emit(c, OP_POP_TOP);
}

static void check_length(Compiler *c, int32_t length, int compare, PatternContext *pc) {
    emit(c, OP_GET_LEN);
    emit_const_int(c, length);
    emit_compare(c, compare);
    jump_to_fail_pop(c, pc, PSEUDO_POP_JUMP_IF_FALSE);
}

static void visit_sequence(Compiler *c, Pattern *p, PatternContext *pc) {
    const PatternSeq *patterns = p->MatchSequence.patterns;
    int32_t count = seq_count(patterns), star = -1;
    bool only_wildcards = true, star_wildcard = false;
    for (int32_t i = 0; i < count; i++) {
        const Pattern *pattern = patterns->items[i];
        if (pattern->kind == PATTERN_MatchStar) {
            if (star >= 0) {
                compile_error(c, "multiple starred names in sequence pattern");
                return;
            }
            star_wildcard = is_star_wildcard(pattern);
            only_wildcards &= star_wildcard;
            star = i;
        } else {
            only_wildcards &= is_wildcard(pattern);
        }
    }
    pc->on_top++;
    emit(c, OP_MATCH_SEQUENCE);
    jump_to_fail_pop(c, pc, PSEUDO_POP_JUMP_IF_FALSE);
    if (star < 0)
        check_length(c, count, CMPOP_Eq, pc);
    else if (count > 1)
        check_length(c, count - 1, CMPOP_GtE, pc);
    pc->on_top--;
    if (only_wildcards)
        emit(c, OP_POP_TOP);
    else if (star_wildcard)
        match_by_index(c, patterns, star, pc);
    else
        match_by_unpacking(c, patterns, pc);
}

/* ---- classes ---- */

static bool check_attributes(Compiler *c, const IdentifierSeq *names, const PatternSeq *patterns) {
    AST_FOR(i, names) {
        set_span(c, patterns->items[i]->span);
        if (c->failed || check_forbidden_name(c, names->items[i], CTX_Store)) return false;
        for (int32_t j = i + 1; j < names->count; j++) {
            if (names->items[i] != names->items[j]) continue;
            set_span(c, patterns->items[j]->span);
            compile_error(c, "attribute name repeated in class pattern: %U", names->items[i]);
            return false;
        }
    }
    return true;
}

static Own tuple_of_names(Compiler *c, const IdentifierSeq *names) {
    Own tuple = tuple_alloc(c->rt, seq_count(names));
    if (!tuple) return tuple;
    AST_FOR(i, names) TUPLE(borrow(tuple))->items[i] = keep(names->items[i]);
    if (seq_count(names)) gc_track(c->rt, borrow(tuple));
    return tuple;
}

static void emit_is_not_none(Compiler *c) {
    emit_arg(c, OP_COPY, 1);
    emit_none(c);
    emit_arg(c, OP_IS_OP, 1);
}

static void visit_class_pattern(Compiler *c, Pattern *p, PatternContext *pc) {
    const PatternSeq *positional = p->MatchClass.patterns, *keyword = p->MatchClass.kwd_patterns;
    int32_t positional_count = seq_count(positional), count = positional_count + seq_count(keyword);
    if (!check_attributes(c, p->MatchClass.kwd_attrs, keyword)) return;
    set_span(c, p->span);
    visit_expr(c, p->MatchClass.cls);
    if (c->failed) return;
    emit_const_new(c, tuple_of_names(c, p->MatchClass.kwd_attrs));
    emit_arg(c, OP_MATCH_CLASS, positional_count);
    emit_is_not_none(c);
    pc->on_top++;
    jump_to_fail_pop(c, pc, PSEUDO_POP_JUMP_IF_FALSE);
    emit_arg(c, OP_UNPACK_SEQUENCE, count);
    pc->on_top += count - 1;
    for (int32_t i = 0; i < count; i++) {
        Pattern *pattern =
            i < positional_count ? positional->items[i] : keyword->items[i - positional_count];
        pc->on_top--;
        if (is_wildcard(pattern))
            emit(c, OP_POP_TOP);
        else
            visit_subpattern(c, pattern, pc);
    }
}

/* ---- mappings ---- */

/* Pushes the keys; literal keys must differ. */
static void visit_keys(Compiler *c, const ExprSeq *keys) {
    Own seen = c->failed ? (Own)0 : set_new(c->rt, NULL);
    if (!seen) {
        c->failed = true;
        return;
    }
    AST_FOR(i, keys) {
        Expr *key = keys->items[i];
        if (c->failed) break;
        if (key->kind == EXPR_Constant) {
            int found = set_contains(c->rt, borrow(seen), key->Constant.value);
            if (found > 0)
                compile_error(c, "mapping pattern checks duplicate key (%R)", key->Constant.value);
            else if (found < 0 || set_add(c->rt, borrow(seen), key->Constant.value) < 0)
                c->failed = true;
        } else if (key->kind != EXPR_Attribute) {
            compile_error(c, "mapping pattern keys may only match literals and attribute lookups");
        }
        visit_expr(c, key);
    }
    release(c->rt, seen);
}

/* Binds **rest: a dict of the subject without the keys. */
static void store_rest(Compiler *c, Obj *rest, int32_t count, PatternContext *pc) {
    emit_arg(c, OP_BUILD_MAP, 0);
    emit_arg(c, OP_SWAP, 3);
    emit_arg(c, OP_DICT_UPDATE, 2);
    emit_arg(c, OP_UNPACK_SEQUENCE, count);
    for (; count; count--) {
        emit_arg(c, OP_COPY, 1 + count);
        emit_arg(c, OP_SWAP, 2);
        emit(c, OP_DELETE_SUBSCR);
    }
    store_name(c, rest, pc);
}

static void visit_mapping(Compiler *c, Pattern *p, PatternContext *pc) {
    int32_t count = seq_count(p->MatchMapping.keys);
    Obj *rest = p->MatchMapping.rest;
    pc->on_top++;
    emit(c, OP_MATCH_MAPPING);
    jump_to_fail_pop(c, pc, PSEUDO_POP_JUMP_IF_FALSE);
    if (!count && !rest) {
        pc->on_top--;
        emit(c, OP_POP_TOP);
        return;
    }
    if (count) check_length(c, count, CMPOP_GtE, pc);
    visit_keys(c, p->MatchMapping.keys);
    emit_arg(c, OP_BUILD_TUPLE, count);
    emit(c, OP_MATCH_KEYS);
    pc->on_top += 2;
    emit_is_not_none(c);
    jump_to_fail_pop(c, pc, PSEUDO_POP_JUMP_IF_FALSE);
    emit_arg(c, OP_UNPACK_SEQUENCE, count);
    pc->on_top += count - 1;
    AST_FOR(i, p->MatchMapping.patterns) {
        pc->on_top--;
        visit_subpattern(c, p->MatchMapping.patterns->items[i], pc);
    }
    pc->on_top -= 2;
    if (rest) {
        store_rest(c, rest, count, pc);
    } else {
        emit(c, OP_POP_TOP);
        emit(c, OP_POP_TOP);
    }
}

/* ---- alternatives ---- */

/* Brings the captures of an alternative into the order of the first one. False: the names differ.
 */
static bool reorder_stores(Compiler *c, NameList *stores, const NameList *control) {
    if (stores->count != control->count) return false;
    for (int32_t i = control->count - 1; i >= 0 && !c->failed; i--) {
        int32_t at = names_find(stores, control->items[i]);
        if (at < 0) return false;
        if (at == i) continue;
        /* stores[:at+1] goes behind the following i - at names, and so on the stack */
        for (int32_t k = 0; k <= at; k++) {
            Obj *name = stores->items[0];
            memmove(stores->items, stores->items + 1, (size_t)i * sizeof(Obj *));
            stores->items[i] = name;
            emit_rotate(c, i + 1);
        }
    }
    return true;
}

static void visit_alternatives(Compiler *c, const PatternSeq *patterns, PatternContext *pc,
                               NameList *control, Block *end) {
    PatternContext outer = *pc;
    AST_FOR(i, patterns) {
        if (c->failed) return;
        Pattern *alternative = patterns->items[i];
        set_span(c, alternative->span);
        *pc = (PatternContext){.allow_irrefutable =
                                   i == patterns->count - 1 && outer.allow_irrefutable};
        emit_arg(c, OP_COPY, 1);
        visit_pattern(c, alternative, pc);
        if (c->failed) return;
        if (i == 0) {
            *control = pc->stores;
        } else if (!reorder_stores(c, &pc->stores, control)) {
            compile_error(c, "alternative patterns bind different names");
            return;
        }
        emit_jump(c, PSEUDO_JUMP, end);
        emit_fail_pops(c, pc);
    }
    *pc = outer;
}

static void visit_or(Compiler *c, Pattern *p, PatternContext *pc) {
    Block *end = block_new(c);
    NameList control = {0};
    visit_alternatives(c, p->MatchOr.patterns, pc, &control, end);
    if (c->failed) return;
    emit(c, OP_POP_TOP);
    jump_to_fail_pop(c, pc, PSEUDO_JUMP);
    use_next_block(c, end);
    int32_t rotations = control.count + 1 + pc->on_top + pc->stores.count;
    for (int32_t i = 0; i < control.count && !c->failed; i++) {
        emit_rotate(c, rotations);
        if (names_find(&pc->stores, control.items[i]) >= 0) {
            compile_error(c, "multiple assignments to name %R in pattern", control.items[i]);
            return;
        }
        names_insert(c, &pc->stores, pc->stores.count, control.items[i]);
    }
    emit(c, OP_POP_TOP);
}

/* ---- literals ---- */

static void visit_value(Compiler *c, Pattern *p, PatternContext *pc) {
    Expr *value = p->MatchValue.value;
    if (value->kind != EXPR_Constant && value->kind != EXPR_Attribute) {
        compile_error(c, "patterns may only match literals and attribute lookups");
        return;
    }
    visit_expr(c, value);
    emit_compare(c, CMPOP_Eq);
    jump_to_fail_pop(c, pc, PSEUDO_POP_JUMP_IF_FALSE);
}

static void visit_pattern(Compiler *c, Pattern *p, PatternContext *pc) {
    if (c->failed) return;
    set_span(c, p->span);
    switch (p->kind) {
    case PATTERN_MatchValue: visit_value(c, p, pc); break;
    case PATTERN_MatchSingleton:
        emit_const(c, p->MatchSingleton.value);
        emit_compare(c, CMPOP_Is);
        jump_to_fail_pop(c, pc, PSEUDO_POP_JUMP_IF_FALSE);
        break;
    case PATTERN_MatchSequence: visit_sequence(c, p, pc); break;
    case PATTERN_MatchMapping: visit_mapping(c, p, pc); break;
    case PATTERN_MatchClass: visit_class_pattern(c, p, pc); break;
    case PATTERN_MatchStar: store_name(c, p->MatchStar.name, pc); break;
    case PATTERN_MatchAs: visit_as(c, p, pc); break;
    case PATTERN_MatchOr: visit_or(c, p, pc); break;
    default: break;
    }
}

/* ---- the statement ---- */

static void visit_case(Compiler *c, const MatchCase *m, bool is_last, bool allow_irrefutable,
                       Block *end) {
    PatternContext pc = {.allow_irrefutable = allow_irrefutable};
    set_span(c, m->pattern->span);
    if (!is_last) emit_arg(c, OP_COPY, 1);
    visit_pattern(c, m->pattern, &pc);
    for (int32_t i = 0; i < pc.stores.count; i++) emit_variable(c, pc.stores.items[i], CTX_Store);
    if (m->guard) {
        need_fail_pop(c, &pc, 0);
        if (!c->failed) jump_if(c, m->guard, pc.fail_pop[0], false);
    }
    if (!is_last) emit(c, OP_POP_TOP);
    visit_stmts(c, m->body);
    emit_jump_noline(c, PSEUDO_JUMP, end);
    set_span(c, m->pattern->span); /* what follows a failure belongs to the pattern */
    emit_fail_pops(c, &pc);
}

void visit_match(Compiler *c, Stmt *s) {
    visit_expr(c, s->Match.subject);
    Block *end = block_new(c);
    const MatchCaseSeq *cases = s->Match.cases;
    int32_t count = cases->count;
    const MatchCase *last = cases->items[count - 1];
    bool has_default = is_wildcard(last->pattern) && count > 1;
    int32_t tested = count - has_default;
    for (int32_t i = 0; i < tested && !c->failed; i++) {
        const MatchCase *m = cases->items[i];
        visit_case(c, m, i == tested - 1, m->guard || i == count - 1, end);
    }
    if (has_default) {
        set_span(c, last->pattern->span);
        emit(c, OP_NOP); /* carries the line */
        if (last->guard) jump_if(c, last->guard, end, false);
        visit_stmts(c, last->body);
        unset_span(c);
    }
    use_next_block(c, end);
}
