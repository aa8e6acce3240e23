/* The engine over characters of one width: sre_engine.c includes this once for each, with CHAR and OF_WIDTH(function).

   Registers are pc (in the program), p (in the text), rep (the record of the innermost running loop) and
   frame (that of the innermost assertion, atomic group or possessive loop). Everything else is on one stack of
   records, each of which ends with a tag word, so that backtracking reads it from the top:

     choice       p, rep, pc            another way from here
     one          low, p, rep, pc       a greedy repeated item: positions from p down to low are left
     lazy         high, p, rep, pc      a lazy one: it may take more, up to high
     mark         old, last_index, i    undoes a MARK
     loop         count, p, outer       a loop after `count` rounds, the last of which began at p; never changes
     frame        p, frame, rep, count, pc

   A record is never changed but for the p of one and lazy, and every change of the marks is undone by a
   record: so taking the stack back to a choice restores the state at that choice. */

#define RESERVE(n) do { if (room - sp < (n)) { \
        if (!(sp = grow(s, sp, n))) return -1; \
        base = s->stack; room = s->stack_end; } } while (0)
#define RECORD_PC(at, tag) ((int64_t)((at) - code) << TAG_BITS | (tag))
#define PUSH_CHOICE(at, loop) do { RESERVE(3); sp[0] = (intptr_t)p; sp[1] = (loop); sp[2] = RECORD_PC(at, TAG_CHOICE); sp += 3; } while (0)
#define PUSH_LOOP(rounds, began, outer_) do { RESERVE(4); sp[0] = (rounds); sp[1] = (intptr_t)(began); sp[2] = (outer_); \
        sp[3] = TAG_LOOP; rep = sp - base; sp += 4; } while (0)
#define PUSH_FRAME(rounds, at, tag) do { RESERVE(5); sp[0] = (intptr_t)p; sp[1] = frame; sp[2] = rep; sp[3] = (rounds); \
        sp[4] = RECORD_PC(at, tag); frame = sp - base; sp += 5; } while (0)

static inline bool OF_WIDTH(passes)(uint32_t kind, uint32_t argument, const uint32_t *sets, const CHAR *p, const CHAR *end)
{
    if (kind == FILTER_NONE)
        return true;
    if (p >= end)
        return false;
    uint32_t c = *p;
    return kind == FILTER_LITERAL ? c == argument : SRE_SET_HAS(sets + argument, c);
}

/* Where the run of characters from p on that are all the item ends, at most at end. */
static const CHAR *OF_WIDTH(run_of)(uint32_t op, uint32_t argument, const uint32_t *sets, const CHAR *p, const CHAR *end)
{
    const uint32_t *set = sets + argument;
    switch (op) {
    case SRE_ALL:
        return end;
    case SRE_ANY:
        argument = '\n';
        __attribute__((fallthrough));
    case SRE_NOT_LITERAL:
        if (sizeof(CHAR) == 1 && argument < 256 && end - p > 8) {
            const CHAR *found = memchr(p, (int)argument, (size_t)(end - p));
            return found ? found : end;
        }
        while (p < end && *p != argument)
            p++;
        return p;
    case SRE_LITERAL:
        while (p < end && *p == argument)
            p++;
        return p;
    case SRE_SET:
        while (p < end && SRE_SET_HAS(set, (uint32_t)*p))
            p++;
        return p;
    default:
        while (p < end && sre_locale_set_has(set, *p))
            p++;
        return p;
    }
}

/* The same in pieces, with polls; NULL when one failed. */
static const CHAR *OF_WIDTH(long_run_of)(SreState *s, const uint32_t *op, const CHAR *p, const CHAR *end)
{
    const uint32_t *sets = sre_sets(s->program);
    for (;;) {
        const CHAR *stop = end - p > PIECE ? p + PIECE : end;
        const CHAR *reached = OF_WIDTH(run_of)(op[1], op[2], sets, p, stop);
        if (reached < stop || stop == end)
            return reached;
        if (!spend(s, PIECE / CHARS_PER_STEP))
            return NULL;
        p = stop;
    }
}

static bool OF_WIDTH(at_position)(const SreState *s, uint32_t code, const CHAR *p)
{
    const CHAR *beginning = s->beginning, *end = s->end;
    bool before, after;
    uint32_t category = code >= AT_UNI_BOUNDARY ? CATEGORY_UNI_WORD : code >= AT_LOC_BOUNDARY ? CATEGORY_LOC_WORD : CATEGORY_WORD;
    switch (code) {
    case AT_BEGINNING: case AT_BEGINNING_STRING: return p == beginning;
    case AT_BEGINNING_LINE: return p == beginning || p[-1] == '\n';
    case AT_END:            return p == end || (p + 1 == end && *p == '\n');
    case AT_END_LINE:       return p == end || *p == '\n';
    case AT_END_STRING:     return p == end;
    default:                                  /* the boundaries; an empty text has none of either kind */
        if (beginning == end)
            return false;
        before = p > beginning && sre_category_has(category, p[-1]);
        after = p < end && sre_category_has(category, p[0]);
        bool differ = code == AT_BOUNDARY || code == AT_LOC_BOUNDARY || code == AT_UNI_BOUNDARY;
        return (before != after) == differ;
    }
}

static bool OF_WIDTH(same)(SreCase kind, const CHAR *a, const CHAR *b, int64_t n)
{
    if (kind == CASE_EXACT)
        return memcmp(a, b, (size_t)n * sizeof *a) == 0;
    for (int64_t i = 0; i < n; i++)
        if (a[i] != b[i] && sre_lower(kind, a[i]) != sre_lower(kind, b[i]))
            return false;
    return true;
}

/* Matches at p: 1 with s->at set, 0, or -1. The marks are unset and the stack is empty, also after 0. */
static int OF_WIDTH(match)(SreState *s, const CHAR *p)
{
    const uint32_t *const code = s->program->words, *const sets = sre_sets(s->program);
    const CHAR *const beginning = s->beginning, *const end = s->end;
    const uint32_t *pc = code;
    intptr_t *const marks = s->marks;
    int64_t *base = s->stack, *room = s->stack_end, *sp = base, last_index = -1, rep = 0, frame = 0, budget = s->budget;
    *sp++ = TAG_BOTTOM;
    for (;;) {
        switch ((enum SreOp)pc[0]) {
        case SRE_ALL:
            if (p >= end)
                goto fail;
            p++, pc++;
            continue;
        case SRE_ANY:
            if (p >= end || *p == '\n')
                goto fail;
            p++, pc++;
            continue;
        case SRE_LITERAL:
            if (p >= end || *p != pc[1])
                goto fail;
            p++, pc += 2;
            continue;
        case SRE_NOT_LITERAL:
            if (p >= end || *p == pc[1])
                goto fail;
            p++, pc += 2;
            continue;
        case SRE_SET:
            if (p >= end || !SRE_SET_HAS(sets + pc[1], (uint32_t)*p))
                goto fail;
            p++, pc += 2;
            continue;
        case SRE_LOCALE_SET:
            if (p >= end || !sre_locale_set_has(sets + pc[1], *p))
                goto fail;
            p++, pc += 2;
            continue;
        case SRE_MATCH:
            if ((s->match_all && p != end) || (s->must_advance && p == s->start))
                goto fail;
            s->at = p;
            s->last_index = last_index;
            s->budget = budget;
            return 1;
        case SRE_FAIL:
            goto fail;
        case SRE_AT:
            if (!OF_WIDTH(at_position)(s, pc[1], p))
                goto fail;
            pc += 2;
            continue;
        case SRE_MARK:
            RESERVE(3);
            sp[0] = marks[pc[1]];
            sp[1] = last_index;
            sp[2] = (int64_t)pc[1] << TAG_BITS | TAG_MARK;
            sp += 3;
            marks[pc[1]] = (intptr_t)p;
            if (pc[1] & 1)
                last_index = pc[1] / 2 + 1;
            pc += 2;
            continue;
        case SRE_JUMP:
            pc = code + pc[1];
            continue;
        case SRE_BRANCH:
            if (OF_WIDTH(passes)(pc[1], pc[2], sets, p, end)) {
                PUSH_CHOICE(code + pc[3], rep);
                pc += 4;
            } else
                pc = code + pc[3];
            continue;
        case SRE_REPEAT:
            PUSH_LOOP(0, 0, rep);
            pc = code + pc[1];
            continue;
        case SRE_MAX_UNTIL: {
            int64_t rounds = base[rep], began = base[rep + 1], outer = base[rep + 2];
            if (rounds < pc[2])
                PUSH_LOOP(rounds + 1, began, outer);
            else if ((rounds < pc[3] || pc[3] == SRE_MAXREPEAT) && (intptr_t)p != began && OF_WIDTH(passes)(pc[4], pc[5], sets, p, end)) {
                PUSH_CHOICE(pc + 6, outer);
                PUSH_LOOP(rounds + 1, p, outer);
            } else {
                rep = outer;
                pc += 6;
                continue;
            }
            pc = code + pc[1];
            if (--budget < 0)
                goto poll;
            continue;
        }
        case SRE_MIN_UNTIL: {
            int64_t rounds = base[rep], began = base[rep + 1], outer = base[rep + 2];
            if (rounds < pc[2]) {
                PUSH_LOOP(rounds + 1, began, outer);
                pc = code + pc[1];
            } else {
                PUSH_CHOICE(pc + 4, rep);
                rep = outer;
                pc += 7;
            }
            if (--budget < 0)
                goto poll;
            continue;
        }
        case SRE_MIN_MORE: {
            int64_t rounds = base[rep], began = base[rep + 1], outer = base[rep + 2];
            if ((rounds >= pc[2] && pc[2] != SRE_MAXREPEAT) || (intptr_t)p == began)
                goto fail;
            PUSH_LOOP(rounds + 1, p, outer);
            pc = code + pc[1];
            continue;
        }
        case SRE_ONE_MAX: case SRE_ONE_POSSESSIVE: {
            const CHAR *reached, *most = end - p > (int64_t)pc[4] && pc[4] != SRE_MAXREPEAT ? p + pc[4] : end;
            if (most - p <= PIECE)
                reached = OF_WIDTH(run_of)(pc[1], pc[2], sets, p, most);
            else {
                s->budget = budget;
                reached = OF_WIDTH(long_run_of)(s, pc, p, most);
                budget = s->budget;
                if (!reached)
                    return -1;
            }
            if (reached - p < (int64_t)pc[3])
                goto fail;
            if (pc[0] == SRE_ONE_POSSESSIVE) {
                p = reached;
                pc += 7;
                continue;
            }
            const CHAR *low = p + pc[3];
            p = reached;
            if (p == low) {
                if (!OF_WIDTH(passes)(pc[5], pc[6], sets, p, end))
                    goto fail;
                pc += 7;
                continue;
            }
            RESERVE(4);
            sp[0] = (intptr_t)low;
            sp[2] = rep;
            sp[3] = RECORD_PC(pc, TAG_ONE);
            sp += 4;
            goto give_back;
        }
        case SRE_ONE_MIN: {
            const CHAR *most = end - p > (int64_t)pc[4] && pc[4] != SRE_MAXREPEAT ? p + pc[4] : end;
            if (end - p < (int64_t)pc[3])
                goto fail;
            if (pc[3] > 0) {
                s->budget = budget;
                const CHAR *reached = OF_WIDTH(long_run_of)(s, pc, p, p + pc[3]);
                budget = s->budget;
                if (!reached)
                    return -1;
                if (reached - p < (int64_t)pc[3])
                    goto fail;
                p = reached;
            }
            RESERVE(4);
            sp[0] = (intptr_t)most;
            sp[2] = rep;
            sp[3] = RECORD_PC(pc, TAG_LAZY);
            sp += 4;
            goto take_more;
        }
        case SRE_ASSERT:
            if (p - beginning < (int64_t)pc[1])
                goto fail;
            PUSH_FRAME(0, pc, TAG_FRAME);
            p -= pc[1];
            pc += 3;
            continue;
        case SRE_ASSERT_NOT:
            if (p - beginning < (int64_t)pc[1]) {
                pc = code + pc[2];
                continue;
            }
            PUSH_FRAME(0, code + pc[2], TAG_NOT);
            p -= pc[1];
            pc += 3;
            continue;
        case SRE_ATOMIC:
            PUSH_FRAME(0, pc, TAG_FRAME);
            pc++;
            continue;
        case SRE_ASSERT_END: case SRE_ATOMIC_END: case SRE_POSSESSIVE_END: {
            int64_t rounds = base[frame + 3] + 1, before = base[frame + 1];
            const CHAR *began = (const CHAR *)base[frame];
            rep = base[frame + 2];
            RESERVE(marks_since(base + frame, sp));
            sp = keep_marks(base + frame, sp);
            frame = before;
            if (pc[0] == SRE_ASSERT_END)
                p = began;
            if (pc[0] != SRE_POSSESSIVE_END) {
                pc++;
                continue;
            }
            pc = code + pc[1];
            if (p == began || (rounds >= pc[2] && pc[2] != SRE_MAXREPEAT))
                pc = code + pc[3];
            else {
                PUSH_FRAME(rounds, pc, TAG_POSSESSIVE);
                pc += 4;
            }
            if (--budget < 0)
                goto poll;
            continue;
        }
        case SRE_ASSERT_NOT_END: {
            int64_t *record = base + frame;
            undo_marks(marks, &last_index, record, sp);
            frame = record[1];
            sp = record;
            goto fail;
        }
        case SRE_POSSESSIVE:
            if (pc[2] == 0) {
                pc = code + pc[3];
                continue;
            }
            PUSH_FRAME(0, pc, TAG_POSSESSIVE);
            pc += 4;
            continue;
        case SRE_GROUPREF: {
            const CHAR *from = (const CHAR *)marks[2 * pc[2]], *to = (const CHAR *)marks[2 * pc[2] + 1];
            if (!from || !to || to < from || end - p < to - from || !OF_WIDTH(same)(pc[1], from, p, to - from))
                goto fail;
            budget -= (to - from) / CHARS_PER_STEP;
            p += to - from;
            pc += 3;
            continue;
        }
        case SRE_GROUP_EXISTS: {
            intptr_t from = marks[2 * pc[1]], to = marks[2 * pc[1] + 1];
            pc = from && to >= from ? pc + 3 : code + pc[2];
            continue;
        }
        case SRE_OP_COUNT:
            return 0;
        }
        poll:
        s->budget = budget;
        if (!spend(s, 0))
            return -1;
        budget = s->budget;
        continue;

        fail:
        budget--;
        switch (sp[-1] & TAG_MASK) {
        case TAG_BOTTOM:
            s->budget = budget;
            return 0;
        case TAG_CHOICE:
            sp -= 3;
            p = (const CHAR *)sp[0];
            rep = sp[1];
            pc = code + (sp[2] >> TAG_BITS);
            if (budget < 0)
                goto poll;
            continue;
        case TAG_ONE:
            p = (const CHAR *)sp[-3];
            rep = sp[-2];
            pc = code + (sp[-1] >> TAG_BITS);
            if (budget >= 0)
                goto give_back;
            s->budget = budget;
            if (!spend(s, 0))
                return -1;
            budget = s->budget;
            goto give_back;
        case TAG_LAZY: {
            p = (const CHAR *)sp[-3];
            rep = sp[-2];
            pc = code + (sp[-1] >> TAG_BITS);
            if (budget < 0) {
                s->budget = budget;
                if (!spend(s, 0))
                    return -1;
                budget = s->budget;
            }
            if (p >= (const CHAR *)sp[-4] || OF_WIDTH(run_of)(pc[1], pc[2], sets, p, p + 1) == p) {
                sp -= 4;
                goto fail;
            }
            p++;
            goto take_more;
        }
        case TAG_MARK:
            sp -= 3;
            marks[sp[2] >> TAG_BITS] = sp[0];
            last_index = sp[1];
            goto fail;
        case TAG_LOOP:
            sp -= 4;
            goto fail;
        case TAG_FRAME:
            sp -= 5;
            frame = sp[1];
            goto fail;
        case TAG_NOT:
            sp -= 5;
            p = (const CHAR *)sp[0];
            frame = sp[1];
            rep = sp[2];
            pc = code + (sp[4] >> TAG_BITS);
            continue;
        default:                              /* TAG_POSSESSIVE */
            sp -= 5;
            p = (const CHAR *)sp[0];
            frame = sp[1];
            rep = sp[2];
            pc = code + (sp[4] >> TAG_BITS);
            if (sp[3] < (int64_t)pc[1])
                goto fail;
            pc = code + pc[3];
            continue;
        }

        /* The record of a greedy item is on top; positions from p down are to be tried. */
        give_back: {
            const CHAR *low = (const CHAR *)sp[-4], *stop = p - low > PIECE ? p - PIECE : low;
            const CHAR *first = p;
            uint32_t kind = pc[5], argument = pc[6];
            if (kind == FILTER_LITERAL) {
                p -= p == end;
                while (p >= stop && *p != argument)
                    p--;
            } else if (kind == FILTER_SET) {
                p -= p == end;
                while (p >= stop && !SRE_SET_HAS(sets + argument, (uint32_t)*p))
                    p--;
            }
            budget -= (first - p) / CHARS_PER_STEP;
            if (p < stop) {                   /* this piece had none */
                if (stop > low)
                    sp[-3] = (intptr_t)p;
                else
                    sp -= 4;
                goto fail;
            }
            if (p > low)
                sp[-3] = (intptr_t)(p - 1);
            else
                sp -= 4;
            pc += 7;
            continue;
        }

        /* The record of a lazy item is on top; p is the next position to go on from. */
        take_more: {
            const CHAR *most = (const CHAR *)sp[-4], *first = p, *stop = most - p > PIECE ? p + PIECE : most;
            bool open = true;
            while (!OF_WIDTH(passes)(pc[5], pc[6], sets, p, end) &&
                   (open = p < stop && OF_WIDTH(run_of)(pc[1], pc[2], sets, p, p + 1) != p))
                p++;
            budget -= (p - first) / CHARS_PER_STEP;
            sp[-3] = (intptr_t)p;
            if (!open) {
                if (p < stop || p == most)
                    sp -= 4;
                goto fail;
            }
            pc += 7;
            continue;
        }
    }
}

/* The first place from p on, not after last, where a match can begin; NULL: none, *failed says whether a poll was why. */
static const CHAR *OF_WIDTH(candidate)(SreState *s, const CHAR *p, const CHAR *last, bool *failed)
{
    const SreProgram *program = s->program;
    uint32_t c = program->start_argument;
    const uint32_t *set = sre_sets(program) + c;
    if (program->start_filter == FILTER_NONE)
        return p <= last ? p : NULL;
    if (last >= (const CHAR *)s->end)         /* the filter wants a character */
        last = (const CHAR *)s->end - 1;
    while (p <= last) {
        const CHAR *stop = last - p >= PIECE ? p + PIECE : last + 1;
        const CHAR *found = stop;
        if (program->start_filter == FILTER_SET) {
            for (found = p; found < stop && !SRE_SET_HAS(set, (uint32_t)*found);)
                found++;
        } else if (sizeof(CHAR) == 1) {
            found = c < 256 ? memchr(p, (int)c, (size_t)(stop - p)) : NULL;
            if (!found)
                found = stop;
        } else
            for (found = p; found < stop && *found != c;)
                found++;
        if (found < stop)
            return found;
        if (!spend(s, PIECE / CHARS_PER_STEP)) {
            *failed = true;
            return NULL;
        }
        p = stop;
    }
    return NULL;
}

/* Where the literal prefix is next, as candidate(). Knuth, Morris and Pratt. */
static const CHAR *OF_WIDTH(find_prefix)(SreState *s, const CHAR *p, bool *failed)
{
    const SreProgram *program = s->program;
    const uint32_t *prefix = sre_prefix(program), *overlap = prefix + program->prefix_length;
    const CHAR *end = s->end;
    int64_t n = program->prefix_length, matched = 0, left = PIECE;
    while (p < end) {
        if (matched == 0) {                   /* look for the first character alone */
            const CHAR *stop = end - p > PIECE ? p + PIECE : end, *found = p;
            if (sizeof(CHAR) == 1) {
                found = prefix[0] < 256 ? memchr(p, (int)prefix[0], (size_t)(stop - p)) : NULL;
                found = found ? found : stop;
            } else
                while (found < stop && *found != prefix[0])
                    found++;
            left -= found - p;
            p = found;
            if (p < stop) {
                matched = 1;
                p++;
            }
        } else if (*p == prefix[matched]) {
            p++;
            if (++matched == n)
                return p - n;
        } else
            matched = overlap[matched - 1];
        if (--left < 0) {
            left = PIECE;
            if (!spend(s, PIECE / CHARS_PER_STEP)) {
                *failed = true;
                return NULL;
            }
        }
    }
    return NULL;
}

static int OF_WIDTH(search)(SreState *s)
{
    const SreProgram *program = s->program;
    const CHAR *p = s->start, *end = s->end, *last = end;
    bool failed = false;
    if (p > end || end - p < (int64_t)program->least_width)
        return 0;
    last -= program->least_width;
    for (;;) {
        const CHAR *found = program->prefix_length > 1 ? OF_WIDTH(find_prefix)(s, p, &failed) : OF_WIDTH(candidate)(s, p, last, &failed);
        if (!found)
            return failed ? -1 : 0;
        if (found != p)
            s->must_advance = false;
        s->start = found;
        if (program->prefix_is_all) {
            s->at = found + program->prefix_length;
            s->last_index = -1;
            return 1;
        }
        int status = OF_WIDTH(match)(s, found);
        s->must_advance = false;
        if (status != 0 || program->anchored)
            return status;
        if (!spend(s, 0))
            return -1;
        p = found + 1;
    }
}

#undef RESERVE
#undef RECORD_PC
#undef PUSH_CHOICE
#undef PUSH_LOOP
#undef PUSH_FRAME
