/* _sre: regular expressions. The library's re/_compiler.py turns a pattern into a list of codes;
   sre_translate.c checks it and makes a program of ours, sre_filters.c adds what the next character
   must be, sre_engine.c matches. sre_pattern.c and sre_match.c are the objects. */
#ifndef PYLLC_MODULES_SRE_H
#define PYLLC_MODULES_SRE_H

#include "runtime/object/builtin.h"
#include "runtime/object/module.h"
#include "runtime/types/bytes.h"
#include "runtime/types/containers.h"
#include "runtime/types/str.h"

enum { SRE_MAGIC = 20220615 };                /* of the library's re/_constants.py */
#define SRE_MAXREPEAT UINT32_MAX
#define SRE_MAXGROUPS (INT32_MAX / 2)

enum SreOp {
#define SRE_OP(name, words) SRE_##name,
#include "runtime/modules/sre_ops.def"
#undef SRE_OP
    SRE_OP_COUNT
};
extern const uint8_t sre_op_words[SRE_OP_COUNT];

/* How case is dealt with. The locale kinds compare both cases of a character. */
typedef enum { CASE_EXACT, CASE_ASCII, CASE_UNICODE, CASE_LOCALE, CASE_LOCALE_LITERAL, CASE_LOCALE_NOT_LITERAL } SreCase;

/* A set of characters: a bitmap of the first 256 and, for the others, what SET_HIGH says: none, all, or
   what its items (the library's codes, ending with FAILURE) say. */
enum { SET_HIGH = 8, SET_CASE, SET_ITEMS };
typedef enum { HIGH_NONE, HIGH_ALL, HIGH_ITEMS } SreHigh;
#define SRE_BIT(set, c) ((set)[(c) >> 5] >> ((c) & 31) & 1)
#define SRE_SET_HAS(set, c) ((c) < 256 ? SRE_BIT(set, c) : sre_set_high(set, c))

/* What the next character must be: nothing known, a literal, or a member of a set. */
typedef enum { FILTER_NONE, FILTER_LITERAL, FILTER_SET } SreFilter;

/* A translated pattern, in one block without pointers: code, sets, prefix, and for each of its
   characters the longest proper prefix that ends there. */
typedef struct SreProgram {
    int64_t code_words, set_words, prefix_length;
    uint32_t least_width;
    uint32_t start_filter, start_argument;
    bool prefix_is_all;                       /* the pattern is its literal prefix */
    bool anchored;                            /* matches at the beginning of the text only */
    uint32_t words[];
} SreProgram;
ALWAYS_INLINE const uint32_t *sre_sets(const SreProgram *p) { return p->words + p->code_words; }
ALWAYS_INLINE const uint32_t *sre_prefix(const SreProgram *p) { return sre_sets(p) + p->set_words; }
ALWAYS_INLINE int64_t sre_program_words(const SreProgram *p) { return p->code_words + p->set_words + 2 * p->prefix_length; }

/* ---- sre_sets.c: characters ---- */
uint32_t sre_lower(SreCase kind, uint32_t c);
uint32_t sre_upper_unicode(uint32_t c);
bool sre_items_have(const uint32_t *items, uint32_t c);
bool sre_set_high(const uint32_t *set, uint32_t c);                  /* c >= 256 */
bool sre_locale_set_has(const uint32_t *set, uint32_t c);
/* Are the codes [at, end) the items of a set? */
bool sre_items_valid(const uint32_t *at, const uint32_t *end);
/* Number of words of one item. */
int64_t sre_item_words(const uint32_t *item);

/* ---- sre_translate.c ---- */
typedef struct Words { uint32_t *words; int64_t count, capacity; } Words;
bool words_add(struct Task *task, Words *words, uint32_t word);
/* RuntimeError "invalid SRE code" unless the codes are a pattern. */
RT SreProgram *sre_translate(TASK, const uint32_t *codes, int64_t count, int64_t groups);

/* ---- sre_filters.c: over a program whose jumps are all known ---- */
RT bool sre_add_filters(TASK, Words *code, Words *sets, uint32_t *start_filter, uint32_t *start_argument);

/* ---- sre_engine.c ---- */
enum { SRE_SMALL_STACK = 96, SRE_SMALL_MARKS = 20 };
/* What one search works on. Pointers into the text are kept as words. */
typedef struct SreState {
    struct Task *task;
    const SreProgram *program;
    Value string;
    BufferView view;
    const void *beginning, *end;              /* of the text; end as endpos says */
    const void *start, *at;                   /* of the match; where to start before it */
    int64_t length;                           /* of the whole text */
    int64_t pos;                              /* where the search may begin, as the caller said */
    int width;                                /* bytes a character */
    bool is_bytes, has_view, match_all;
    bool must_advance;                        /* an empty match at the start does not count */
    int64_t last_index;
    int64_t groups;
    intptr_t *marks;                          /* two words a group; 0: unset */
    int64_t *stack, *stack_end;
    int64_t budget;                           /* work left until the next poll */
    intptr_t small_marks[SRE_SMALL_MARKS];
    int64_t small_stack[SRE_SMALL_STACK];
} SreState;
/* 1 found, 0 not, -1 failed. start and at then say where. */
int sre_run(SreState *s);                     /* at s->start */
int sre_search(SreState *s);

/* ---- sre_pattern.c, sre_match.c ---- */
typedef struct PyPattern {
    Object head;
    Slot pattern, groupindex, indexgroup;     /* str, bytes or None; dict and tuple, or zero */
    SreProgram *program;
    int64_t groups;
    int32_t flags;
    int8_t is_bytes;                          /* -1: pattern is None, any text will do */
} PyPattern;
extern PyType type_sre_pattern, type_sre_match, type_sre_scanner;
extern Shape shape_sre_pattern, shape_sre_match, shape_sre_scanner;
ALWAYS_INLINE PyPattern *as_pattern(Value v) { return (PyPattern *)v; }

/* Begins a search in positions [first, last) of a text; sre_close ends what it borrows. */
RT bool sre_open(TASK, SreState *s, Value pattern, Value string, int64_t first, int64_t last);
RT void sre_close(TASK, SreState *s);
/* Only what slices need. */
RT bool sre_open_text(TASK, SreState *s, Value string);
ALWAYS_INLINE int64_t sre_offset(const SreState *s, const void *at)
{
    return ((const char *)at - (const char *)s->beginning) / s->width;
}
RT Value sre_slice(TASK, const SreState *s, int64_t first, int64_t last);
/* A group of the match just found; an unmatched one as None, or as empty text. */
RT Value sre_group_text(TASK, const SreState *s, int64_t group, bool empty);
RT Value sre_match_new(TASK, Value pattern, const SreState *s);
/* The text that re's template functions make: re.NAME(args...). */
RT Value sre_call_library(TASK, const char *name, Value *args, int64_t nargs);
/* Joins pieces of text of the same kind as s; one piece is the result itself. */
RT Value sre_join(TASK, const SreState *s, Value pieces);

RT int sre_read_only(TASK, Value self, Value value);
RT Value sre_scanner_new(TASK, Value pattern, Value string, int64_t first, int64_t last);

#endif
