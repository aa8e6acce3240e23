/* Matching: a backtracking machine with a stack of its own, so that neither the depth of a pattern nor the
   length of a text costs C stack. Work is counted, and a poll comes every 50 us or so: signals and
   collections get through catastrophic patterns. */
#include "runtime/modules/sre.h"

#include "runtime/modules/sre_codes.h"

enum { TAG_BITS = 4, TAG_MASK = 15 };
enum { TAG_BOTTOM, TAG_CHOICE, TAG_ONE, TAG_LAZY, TAG_MARK, TAG_LOOP, TAG_FRAME, TAG_NOT, TAG_POSSESSIVE };
static const uint8_t record_words[] = { 1, 3, 4, 4, 3, 4, 5, 5, 5 };
enum { STEPS_PER_POLL = 4096, PIECE = 32768, CHARS_PER_STEP = 16 };

/* Room for n words more; the new stack pointer, or NULL. */
static int64_t *grow(SreState *s, int64_t *sp, int64_t n)
{
    int64_t used = sp - s->stack, capacity = 2 * (s->stack_end - s->stack);
    while (capacity < used + n)
        capacity *= 2;
    int64_t *stack = gc_alloc(s->task, (size_t)capacity * sizeof *stack, LAYOUT_FREE);
    if (!stack)
        return NULL;
    memcpy(stack, s->stack, (size_t)used * sizeof *stack);
    s->stack = stack;
    s->stack_end = stack + capacity;
    return stack + used;
}

/* Counts work done; false when the poll that it brought has set an exception. */
static bool spend(SreState *s, int64_t steps)
{
    s->budget -= steps;
    if (s->budget >= 0)
        return true;
    s->budget = STEPS_PER_POLL;
    return runtime_poll(s->task);
}

/* Words in the records of marks from floor on. */
static int64_t marks_since(const int64_t *floor, const int64_t *sp)
{
    int64_t words = 0;
    for (const int64_t *at = sp; at > floor; at -= record_words[at[-1] & TAG_MASK])
        if ((at[-1] & TAG_MASK) == TAG_MARK)
            words += 3;
    return words;
}

/* Drops the records from floor on but those of marks, and gives the new top. There is room for these above sp. */
static int64_t *keep_marks(int64_t *floor, int64_t *sp)
{
    int64_t *kept = sp;
    for (int64_t *at = sp; at > floor; at -= record_words[at[-1] & TAG_MASK])
        if ((at[-1] & TAG_MASK) == TAG_MARK) {
            memcpy(kept, at - 3, 3 * sizeof *kept);
            kept += 3;
        }
    while (kept > sp) {                       /* they lie newest first */
        kept -= 3;
        memmove(floor, kept, 3 * sizeof *kept);
        floor += 3;
    }
    return floor;
}

/* Takes back the marks set since floor. */
static void undo_marks(intptr_t *marks, int64_t *last_index, const int64_t *floor, const int64_t *sp)
{
    for (const int64_t *at = sp; at > floor; at -= record_words[at[-1] & TAG_MASK])
        if ((at[-1] & TAG_MASK) == TAG_MARK) {
            marks[at[-1] >> TAG_BITS] = at[-3];
            *last_index = at[-2];
        }
}

#define CHAR uint8_t
#define OF_WIDTH(function) function##_1
#include "runtime/modules/sre_engine.h"
#undef CHAR
#undef OF_WIDTH
#define CHAR uint16_t
#define OF_WIDTH(function) function##_2
#include "runtime/modules/sre_engine.h"
#undef CHAR
#undef OF_WIDTH
#define CHAR uint32_t
#define OF_WIDTH(function) function##_4
#include "runtime/modules/sre_engine.h"
#undef CHAR
#undef OF_WIDTH

int sre_run(SreState *s)
{
    int64_t left = ((const char *)s->end - (const char *)s->start) / s->width;
    if (left < (int64_t)s->program->least_width)
        return 0;
    return s->width == 1 ? match_1(s, s->start) : s->width == 2 ? match_2(s, s->start) : match_4(s, s->start);
}

int sre_search(SreState *s)
{
    return s->width == 1 ? search_1(s) : s->width == 2 ? search_2(s) : search_4(s);
}
