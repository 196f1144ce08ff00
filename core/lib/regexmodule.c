/* The machine that finds regular expressions. re._compiler writes its programs; it backtracks on a stack of its own, so that long
 * texts and deep patterns need no recursion.
 *
 * A program is 32-bit words: how many slots a try has, how many groups there are, a bit for each character of Latin-1 that a match may begin
 * with, then instructions. Slots: where groups start and end, the group closed last (in slot
 * LAST, that of the whole match's start), then counters of loops and where their last turn began. A change of a slot is noted on the stack,
 * so that going back to a choice undoes it. */
#include "heap/pool.h"
#include "lib/lib.h"
#include "lib/regex.h"
#include "object/abstract.h"
#include "object/bytes.h"
#include "object/exception.h"
#include "object/fields.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str.h"
#include "object/str_impl.h"
#include "object/tuple.h"

/* Instructions and their words; re/_compiler.py has the same list. A target is the place of a word. */
enum Op {
    CHAR,   /* c: that character */
    IN,     /* a test, see Test */
    MANY,   /* low, high, greedy, target: the CHAR or IN behind it so many times, then go on at the target */
    SPLIT,  /* first, second target: two ways */
    JUMP,   /* target */
    SAVE,   /* slot: the place; an odd one ends a group */
    SET,    /* slot: a loop begins */
    LOOP,   /* slot, low, high, greedy, target behind the loop */
    AT,     /* place */
    BACK,   /* group, fold: the text of the group again */
    LOOK,   /* characters back, negated, target behind: what is between here and there matches here, or not */
    ATOMIC, /* target behind: the first way only through what is between */
    IF,     /* group, target if it has no text */
    DONE,   /* the end of what a LOOK or ATOMIC has */
    END,
};
enum Place { START, LINE_START, VERY_END, PLACE_END, LINE_END, EDGE, NO_EDGE, ASCII_EDGE, NO_ASCII_EDGE };
enum Fold { NO_FOLD, FOLD_ASCII, FOLD_ALL };
enum { BEGINNINGS = 2, FIRST_WORD = BEGINNINGS + 8, MOST_WORDS_AHEAD = 200, MAX_COUNT = INT32_MAX };

/* The words of IN: size of all, negated, how case is folded, kinds of characters, a bit for each of Latin-1, then pairs low, high. */
enum Test { TEST_SIZE = 1, TEST_NEGATED, TEST_FOLD, TEST_KINDS, TEST_BITS, TEST_RANGES = TEST_BITS + 8 };
enum Kind { DIGIT = 1, SPACE = 2, WORD = 4, ASCII_KINDS = 3, KIND_BITS = 6 }; /* ASCII's shifted by 3, those left out by 6 */

/* ---- characters ---- */

HS_INLINE uint32_t char_at(const Machine *m, intptr_t i) { return chars_get(m->kind, m->text, i); }

static uint32_t lower(uint32_t c) {
    uint32_t out[3];
    unicode_to_lower(c, out);
    return out[0];
}

static uint32_t upper(uint32_t c) {
    uint32_t out[3];
    return unicode_to_upper(c, out) == 1 ? out[0] : c;
}

static bool is_word(uint32_t c, bool ascii) { return (c == '_' || unicode_is_alnum(c)) && (!ascii || c < 128); }

static bool in_kinds(int32_t kinds, uint32_t c) {
    if (!kinds) return false;
    int found = (unicode_is_decimal(c) ? DIGIT : 0) | (unicode_is_space(c) ? SPACE : 0) | (is_word(c, false) ? WORD : 0);
    if (c < 128) found |= (c >= 0x1c && c < 0x20 ? found & ~SPACE : found) << ASCII_KINDS; /* the separators are spaces of Unicode only */
    return kinds & found || kinds >> KIND_BITS & ~found;
}

static bool listed(const int32_t *test, uint32_t c) {
    for (int i = TEST_RANGES; i < test[TEST_SIZE]; i += 2) {
        if (c >= (uint32_t)test[i] && c <= (uint32_t)test[i + 1]) return true;
    }
    return in_kinds(test[TEST_KINDS], c);
}

/* Whether the test holds, worked out. */
static bool holds_slowly(const int32_t *test, uint32_t c) {
    bool found = listed(test, c);
    if (!found && (test[TEST_FOLD] == FOLD_ALL || (test[TEST_FOLD] == FOLD_ASCII && c < 128))) {
        uint32_t small = lower(c), large = upper(small);
        found = listed(test, small) || listed(test, large) || listed(test, lower(large)) || (test[TEST_FOLD] == FOLD_ASCII && listed(test, upper(c)));
    }
    return found != test[TEST_NEGATED];
}

HS_INLINE bool has_bit(const int32_t *bits, uint32_t c) { return (uint32_t)bits[c / 32] >> c % 32 & 1; }

HS_INLINE bool holds(const int32_t *test, uint32_t c) {
    if (test[0] == CHAR) return (uint32_t)test[1] == c;
    return c < 256 ? has_bit(test + TEST_BITS, c) : holds_slowly(test, c);
}

/* Behind the characters from `at` on that pass the test, at most up to `stop`. */
static intptr_t span(const Machine *m, const int32_t *test, intptr_t at, intptr_t stop) {
    const uint8_t *text = m->text;
    if (m->kind == 1 && test[0] == IN) {
        while (at < stop && has_bit(test + TEST_BITS, text[at])) at++;
    } else {
        while (at < stop && holds(test, char_at(m, at))) at++;
    }
    return at;
}

/* False if what begins at this instruction is known not to match here. */
static bool may_match(const Machine *m, const int32_t *word, intptr_t at) {
    while (word[0] == SAVE) word += 2;
    if (word[0] == MANY && word[1] > 0) word += 5;
    return word[0] > IN || (at < m->end && holds(word, char_at(m, at)));
}

static bool is_at(const Machine *m, int32_t place, intptr_t at) {
    switch (place) {
    case START: return at == 0;
    case LINE_START: return at == 0 || char_at(m, at - 1) == '\n';
    case VERY_END: return at == m->end;
    case PLACE_END: return at == m->end || (at == m->end - 1 && char_at(m, at) == '\n');
    case LINE_END: return at == m->end || char_at(m, at) == '\n';
    default: {
        bool ascii = place >= ASCII_EDGE;
        if (!m->end) return false;
        bool edge = (at > 0 && is_word(char_at(m, at - 1), ascii)) != (at < m->end && is_word(char_at(m, at), ascii));
        return edge == (place == EDGE || place == ASCII_EDGE);
    }
    }
}

static bool same_text(const Machine *m, intptr_t start, intptr_t at, intptr_t length, bool fold) {
    for (intptr_t i = 0; i < length; i++) {
        uint32_t a = char_at(m, start + i), b = char_at(m, at + i);
        if (a != b && (!fold || lower(a) != lower(b))) return false;
    }
    return true;
}

/* ---- the stack ---- */

static bool push(Machine *m, int kind, int32_t pc, intptr_t at, intptr_t limit) {
    if (HS_UNLIKELY(m->used == m->room)) {
        size_t room = m->room * 2;
        bool first = m->stack == m->first_stack;
        Entry *stack = raw_realloc(m->rt, first ? NULL : m->stack, room * sizeof *stack);
        if (!stack) return false;
        if (first) memcpy(stack, m->first_stack, sizeof m->first_stack);
        m->stack = stack, m->room = room;
    }
    m->stack[m->used++] = (Entry){kind, pc, at, limit};
    return true;
}

static bool set_slot(Machine *m, int32_t slot, intptr_t value) {
    if (!push(m, SLOT, slot, m->slots[slot], 0)) return false;
    m->slots[slot] = value;
    return true;
}

static bool enter_loop(Machine *m, const int32_t *loop, intptr_t at) {
    return set_slot(m, loop[1], m->slots[loop[1]] + 1) && set_slot(m, loop[1] + 1, at);
}

/* Takes the choices back to a height of the stack; what was set stays set, or is put back. */
static void drop_choices(Machine *m, size_t height, bool put_back) {
    size_t kept = height;
    if (put_back) {
        while (m->used > height) {
            const Entry *entry = &m->stack[--m->used];
            if (entry->kind == SLOT) m->slots[entry->pc] = entry->at;
        }
        return;
    }
    for (size_t i = height; i < m->used; i++) {
        if (m->stack[i].kind == SLOT) m->stack[kept++] = m->stack[i];
    }
    m->used = kept;
}

/* ---- the machine ---- */

/* Where the program from pc on, started at a place of the text, ends; FOUND_NOTHING; FAILED: no memory. Choices above `height` are its own. */
static intptr_t run(Machine *m, int32_t pc, intptr_t at) {
    const int32_t *code = m->code;
    size_t height = m->used;
    for (;;) {
        const int32_t *word = code + pc;
        bool ok = true, stored = true;
        switch ((enum Op)word[0]) {
        case CHAR:
            ok = at < m->end && char_at(m, at) == (uint32_t)word[1];
            at++, pc += 2;
            break;
        case IN:
            ok = at < m->end && holds(word, char_at(m, at));
            at++, pc += word[TEST_SIZE];
            break;
        case MANY: {
            intptr_t most = word[2] < MAX_COUNT && word[2] < m->end - at ? at + word[2] : m->end, least = at + word[1], now = at;
            const int32_t *test = word + 5;
            intptr_t wanted = word[3] ? most : least < most ? least : most;
            now = span(m, test, now, wanted);
            ok = word[1] <= m->end - at && now >= least;
            pc = word[4];
            if (ok && word[3] && now > least) stored = push(m, LESS, pc, now - 1, least);
            if (ok && !word[3] && now < most) stored = push(m, MORE, (int32_t)(word - code), now, most);
            at = now;
            break;
        }
        case SPLIT:
            if (may_match(m, code + word[1], at)) {
                if (may_match(m, code + word[2], at)) stored = push(m, WAY, word[2], at, 0);
                pc = word[1];
            } else {
                pc = word[2];
            }
            break;
        case JUMP: pc = word[1]; break;
        case SAVE:
            stored = (word[1] % 2 == 0 || set_slot(m, LAST, word[1] / 2)) && set_slot(m, word[1], at);
            pc += 2;
            break;
        case SET:
            stored = set_slot(m, word[1], 0) && set_slot(m, word[1] + 1, -1);
            pc += 2;
            break;
        case LOOP: {
            intptr_t count = m->slots[word[1]];
            if (count < word[2]) {
                stored = set_slot(m, word[1], count + 1);
                pc += 6;
            } else if ((word[3] < MAX_COUNT && count >= word[3]) || m->slots[word[1] + 1] == at) {
                pc = word[5];
            } else if (word[4]) {
                bool may_end = may_match(m, code + word[5], at);
                if (may_end && !may_match(m, word + 6, at)) {
                    pc = word[5];
                    break;
                }
                stored = (!may_end || push(m, WAY, word[5], at, 0)) && enter_loop(m, word, at);
                pc += 6;
            } else {
                stored = push(m, AGAIN, pc, at, 0);
                pc = word[5];
            }
            break;
        }
        case AT:
            ok = is_at(m, word[1], at);
            pc += 2;
            break;
        case BACK: {
            intptr_t start = m->slots[2 * word[1]], length = m->slots[2 * word[1] + 1] - start;
            ok = start >= 0 && length >= 0 && m->slots[2 * word[1] + 1] >= 0 && length <= m->end - at && same_text(m, start, at, length, word[2]);
            at += length;
            pc += 3;
            break;
        }
        case LOOK: {
            intptr_t end = m->end, found = FOUND_NOTHING;
            size_t before = m->used;
            if (word[1]) m->end = at;
            if (at >= word[1]) found = run(m, pc + 4, at - word[1]);
            m->end = end;
            if (found == FAILED) return FAILED;
            if (found >= 0) drop_choices(m, before, word[2]);
            ok = (found < 0) == (word[2] != 0);
            pc = word[3];
            break;
        }
        case ATOMIC: {
            size_t before = m->used;
            at = run(m, pc + 2, at);
            if (at == FAILED) return FAILED;
            if ((ok = at >= 0)) drop_choices(m, before, false);
            pc = word[1];
            break;
        }
        case IF: pc = m->slots[2 * word[1] + 1] >= 0 ? pc + 3 : word[2]; break;
        case DONE: return at;
        case END:
            if (at != m->unwanted && (!m->whole || at == m->end)) return at;
            ok = false;
            break;
        }
        if (!stored) return FAILED;
        while (!ok) { /* back to the last choice */
            if (m->used == height) return FOUND_NOTHING;
            Entry *entry = &m->stack[--m->used];
            pc = entry->pc, at = entry->at;
            switch (entry->kind) {
            case SLOT: m->slots[pc] = at; break;
            case WAY: ok = true; break;
            case LESS:
                while (at > entry->limit && !may_match(m, code + pc, at)) at--;
                if (at > entry->limit) entry->at = at - 1, m->used++;
                ok = true;
                break;
            case MORE:
                if (!holds(code + pc + 5, char_at(m, at))) break;
                if (++at < entry->limit) entry->at = at, m->used++;
                pc = code[pc + 4];
                ok = true;
                break;
            case AGAIN:
                if (!enter_loop(m, code + pc, at)) return FAILED;
                pc += 6;
                ok = true;
                break;
            }
        }
    }
}

intptr_t regex_find(Machine *m, intptr_t at, intptr_t last, intptr_t *stop) {
    const int32_t *first = m->code + FIRST_WORD, *beginnings = m->code + BEGINNINGS;
    int32_t all = -1;
    for (int i = 0; i < 8; i++) all &= beginnings[i];
    if (last > m->end) last = m->end;
    if (first[0] == AT && first[1] == START && last > 0) last = 0;
    for (; at <= last; at++) {
        if (all != -1) {
            intptr_t limit = last < m->end ? last + 1 : m->end;
            for (uint32_t c; at < limit && (c = char_at(m, at)) < 256 && !has_bit(beginnings, c);) at++;
            if (at == limit) break;
        }
        for (int i = 0; i < m->code[0]; i++) m->slots[i] = -1;
        m->used = 0;
        *stop = run(m, FIRST_WORD, at);
        if (*stop != FOUND_NOTHING) return *stop < 0 ? FAILED : at;
    }
    return FOUND_NOTHING;
}

/* ---- begin, end ---- */

int regex_begin(Machine *m, Runtime *rt, Obj *program, Obj *text) {
    m->rt = rt, m->code = (const int32_t *)(const void *)BYTES(program)->data;
    m->unwanted = -1, m->whole = false;
    if (is_str(text)) {
        m->text = STR(text)->data, m->kind = STR(text)->kind, m->end = STR(text)->length;
    } else {
        m->text = BYTES(text)->data, m->kind = 1, m->end = (intptr_t)BYTES(text)->head.size;
    }
    m->stack = m->first_stack, m->used = 0, m->room = HS_COUNT(m->first_stack);
    m->slots = m->first_slots;
    if (m->code[0] > (int32_t)HS_COUNT(m->first_slots)) m->slots = raw_alloc(rt, (size_t)m->code[0] * sizeof *m->slots);
    return m->slots ? 0 : (raise_memory_error(rt), -1);
}

void regex_end(Machine *m) {
    if (m->slots != m->first_slots) raw_free(m->rt, m->slots);
    if (m->stack != m->first_stack) raw_free(m->rt, m->stack);
}

/* ---- programs ---- */

/* Adds the characters that a text matched from this instruction on may begin with; false: it may be empty, or is not seen through. */
static bool add_beginnings(int32_t *code, int32_t pc, int *left) {
    while (--*left > 0) {
        const int32_t *word = code + pc, *test = word + (word[0] == MANY ? 5 : 0);
        switch ((enum Op)word[0]) {
        case CHAR:
        case IN:
        case MANY:
            if (test[0] == IN) {
                for (int i = 0; i < 8; i++) code[BEGINNINGS + i] |= test[TEST_BITS + i];
            } else if (test[1] < 256) {
                code[BEGINNINGS + test[1] / 32] |= (int32_t)(1u << test[1] % 32);
            }
            if (word[0] != MANY || word[1] > 0) return true;
            pc = word[4];
            break;
        case SPLIT:
            if (!add_beginnings(code, word[1], left)) return false;
            pc = word[2];
            break;
        case LOOP:
            if (word[2] <= 0) {
                if (!add_beginnings(code, word[5], left)) return false;
            }
            pc += 6;
            break;
        case JUMP: pc = word[1]; break;
        case SAVE:
        case SET:
        case AT:
        case ATOMIC: pc += 2; break;
        case LOOK: pc = word[3]; break;
        default: return false;
        }
    }
    return false;
}

/* program(words, tests): a list of ints as a program; the bits of the tests at these places and the characters that a match may begin with
 * are worked out. */
Own regex_program(Runtime *rt, HS_UNUSED Obj *self, Obj *const *args, HS_UNUSED size_t nargs, HS_UNUSED Obj *kwnames) {
    intptr_t count = LIST(args[0])->head.size;
    int64_t place;
    Own program = bytes_from(rt, NULL, (size_t)count * sizeof(int32_t));
    if (!program) return (Own)0;
    int32_t *words = (int32_t *)(void *)BYTES(borrow(program))->data;
    for (intptr_t i = 0; i < count; i++) {
        Obj *word = LIST_ITEM(args[0], i);
        if (int_as_ssize(rt, word, &place) < 0) return release(rt, program), (Own)0;
        words[i] = (int32_t)place;
    }
    for (intptr_t i = 0; i < LIST(args[1])->head.size; i++) {
        Obj *number = LIST_ITEM(args[1], i);
        if (int_as_ssize(rt, number, &place) < 0) return release(rt, program), (Own)0;
        int32_t *test = words + place;
        for (uint32_t c = 0; c < 256; c++) test[TEST_BITS + c / 32] |= (int32_t)((uint32_t)holds_slowly(test, c) << c % 32);
    }
    int left = MOST_WORDS_AHEAD;
    if (!add_beginnings(words, FIRST_WORD, &left)) memset(words + BEGINNINGS, 0xff, 8 * sizeof *words);
    return program;
}
