/* What the next character must be for the rest of a program to match: computed for every alternative, for the
   body of every greedy loop, for what follows a repeated item, and for the start. Where the characters
   that may follow a greedy repeated item are none of that item's, giving characters back cannot help: the
   repeat becomes possessive.

   The walk is recursive where ways part, and gives up ("any character, or none") after a number of steps, so
   it needs no bound of its own for depth. */
#include "runtime/modules/sre.h"

enum { STEPS = 48 };

/* The characters that may come first; above 255 all or none. */
typedef struct First { uint32_t bits[8]; bool high; } First;
typedef struct Walk { const uint32_t *code, *sets; int steps; } Walk;

static void add_item(const Walk *w, First *f, uint32_t op, uint32_t argument)
{
    switch (op) {
    case SRE_LITERAL:
        if (argument < 256)
            f->bits[argument >> 5] |= 1u << (argument & 31);
        else
            f->high = true;
        return;
    case SRE_SET:
        for (int i = 0; i < 8; i++)
            f->bits[i] |= w->sets[argument + i];
        f->high |= w->sets[argument + SET_HIGH] != HIGH_NONE;
        return;
    default:                                  /* ANY and NOT_LITERAL leave out one */
        for (uint32_t i = 0; i < 8; i++) {
            uint32_t without = op == SRE_ANY ? '\n' : op == SRE_NOT_LITERAL ? argument : UINT32_MAX;
            f->bits[i] |= without >> 5 == i ? ~(1u << (without & 31)) : UINT32_MAX;
        }
        f->high = true;
    }
}

/* Adds what may come first from pc on. False: nothing is known. inside: how many atomic groups the walk has
   entered. It does not leave others: what follows those cannot make them give anything back. */
static bool first_of(Walk *w, const uint32_t *pc, First *f, int inside)
{
    for (;;) {
        if (--w->steps < 0)
            return false;
        switch ((enum SreOp)pc[0]) {
        case SRE_ALL: case SRE_ANY:
            add_item(w, f, pc[0], 0);
            return true;
        case SRE_LITERAL: case SRE_NOT_LITERAL: case SRE_SET:
            add_item(w, f, pc[0], pc[1]);
            return true;
        case SRE_FAIL:
            return true;
        case SRE_ATOMIC_END:
            if (inside-- == 0)
                return false;
            pc++;
            break;
        case SRE_ATOMIC:
            inside++;
            pc++;
            break;
        case SRE_AT: case SRE_MARK:
            pc += sre_op_words[pc[0]];
            break;
        case SRE_JUMP:
            pc = w->code + pc[1];
            break;
        case SRE_BRANCH: {
            const uint32_t *next = w->code + pc[3];
            if (!first_of(w, pc + 4, f, inside))
                return false;
            pc = next;
            break;
        }
        case SRE_REPEAT: {
            const uint32_t *until = w->code + pc[1];
            bool lazy = until[0] == SRE_MIN_UNTIL;
            pc += 2;
            if (until[2] == 0) {              /* the body, or what follows */
                if (!first_of(w, pc, f, inside))
                    return false;
                pc = until + (lazy ? sre_op_words[SRE_MIN_UNTIL] + sre_op_words[SRE_MIN_MORE] : sre_op_words[SRE_MAX_UNTIL]);
            }
            break;
        }
        case SRE_MAX_UNTIL:
            if (!first_of(w, w->code + pc[1], f, inside))
                return false;
            pc += sre_op_words[SRE_MAX_UNTIL];
            break;
        case SRE_MIN_UNTIL:
            if (!first_of(w, w->code + pc[1], f, inside))
                return false;
            pc += sre_op_words[SRE_MIN_UNTIL] + sre_op_words[SRE_MIN_MORE];
            break;
        case SRE_ONE_MAX: case SRE_ONE_MIN: case SRE_ONE_POSSESSIVE:
            if (pc[1] == SRE_LOCALE_SET)
                return false;
            if (pc[4] > 0)
                add_item(w, f, pc[1], pc[2]);
            if (pc[3] > 0)
                return true;
            pc += sre_op_words[pc[0]];
            break;
        case SRE_ASSERT: case SRE_ASSERT_NOT:
            pc = w->code + pc[2];             /* asks more, which is left out */
            break;
        case SRE_POSSESSIVE:
            if (pc[1] == 0) {
                const uint32_t *past = w->code + pc[3];
                if (!first_of(w, pc + 4, f, inside))
                    return false;
                pc = past;
            } else
                pc += 4;
            break;
        case SRE_GROUP_EXISTS: {
            const uint32_t *otherwise = w->code + pc[2];
            if (!first_of(w, pc + 3, f, inside))
                return false;
            pc = otherwise;
            break;
        }
        case SRE_LOCALE_SET: case SRE_MATCH: case SRE_MIN_MORE: case SRE_ASSERT_END: case SRE_ASSERT_NOT_END:
        case SRE_POSSESSIVE_END: case SRE_GROUPREF: case SRE_OP_COUNT:
            return false;
        }
    }
}

static bool first_from(const Words *code, const Words *sets, int64_t at, First *f)
{
    Walk walk = { code->words, sets->words, STEPS };
    *f = (First){ { 0 }, false };
    if (!first_of(&walk, code->words + at, f, 0))
        return false;
    uint32_t all = UINT32_MAX;
    for (int i = 0; i < 8; i++)
        all &= f->bits[i];
    return all != UINT32_MAX || !f->high;     /* a filter that lets all through is none */
}

/* Stores the filter as two words at `at` of the code. */
static bool store_filter(struct Task *task, Words *sets, const First *f, uint32_t *kind, uint32_t *argument)
{
    int count = 0;
    uint32_t last = 0;
    for (uint32_t i = 0; i < 8; i++) {
        count += __builtin_popcount(f->bits[i]);
        if (f->bits[i])
            last = i * 32 + (uint32_t)__builtin_ctz(f->bits[i]);
    }
    if (count == 1 && !f->high) {
        *kind = FILTER_LITERAL;
        *argument = last;
        return true;
    }
    *kind = FILTER_SET;
    *argument = (uint32_t)sets->count;
    for (int i = 0; i < 8; i++)
        if (!words_add(task, sets, f->bits[i]))
            return false;
    return words_add(task, sets, f->high ? HIGH_ALL : HIGH_NONE) && words_add(task, sets, CASE_EXACT);
}

static bool disjoint(const First *f, const First *item)
{
    uint32_t common = 0;
    for (int i = 0; i < 8; i++)
        common |= f->bits[i] & item->bits[i];
    return common == 0 && !(f->high && item->high);
}

/* The filter of the operation at `at`: operands `operand` and the next, for what comes from `from` on. */
static bool add_filter(struct Task *task, Words *code, Words *sets, int64_t at, int operand, int64_t from)
{
    First f, item = { { 0 }, false };
    uint32_t kind, argument, *op = code->words + at;
    if (!first_from(code, sets, from, &f))
        return true;
    if (op[0] == SRE_ONE_MAX && op[1] != SRE_LOCALE_SET) {
        Walk walk = { code->words, sets->words, 1 };
        add_item(&walk, &item, op[1], op[2]);
        if (disjoint(&f, &item)) {
            op[0] = SRE_ONE_POSSESSIVE;
            return true;
        }
    }
    if (!store_filter(task, sets, &f, &kind, &argument))
        return false;
    op[operand] = kind;
    op[operand + 1] = argument;
    return true;
}

RT bool sre_add_filters(TASK, Words *code, Words *sets, uint32_t *start_filter, uint32_t *start_argument)
{
    First f;
    for (int64_t at = 0; at < code->count; at += sre_op_words[code->words[at]]) {
        const uint32_t *op = code->words + at;
        bool done = true;
        if (op[0] == SRE_BRANCH)
            done = add_filter(task, code, sets, at, 1, at + 4);
        else if (op[0] == SRE_MAX_UNTIL)
            done = add_filter(task, code, sets, at, 4, op[1]);
        else if (op[0] == SRE_ONE_MAX || op[0] == SRE_ONE_MIN)
            done = add_filter(task, code, sets, at, 5, at + 7);
        if (!done)
            return false;
    }
    return !first_from(code, sets, 0, &f) || store_filter(task, sets, &f, start_filter, start_argument);
}
