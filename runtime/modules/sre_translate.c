/* From the library's codes to a program. Codes may come from anybody: every word is looked at before it is
   believed, so a program that has been made cannot lead the engine astray. Nesting is recursion here,
   bounded by the stack check. */
#include "runtime/modules/sre.h"

#include "runtime/modules/sre_codes.h"

const uint8_t sre_op_words[SRE_OP_COUNT] = {
#define SRE_OP(name, words) words,
#include "runtime/modules/sre_ops.def"
#undef SRE_OP
};

typedef struct Translator {
    struct Task *task;
    const uint32_t *in;
    int64_t groups;
    Words code, sets;
} Translator;

bool words_add(struct Task *task, Words *w, uint32_t word)
{
    if (w->count == w->capacity) {
        int64_t capacity = w->capacity ? 2 * w->capacity : 64;
        uint32_t *words = capacity <= INT32_MAX ? gc_alloc(task, (size_t)capacity * sizeof *words, LAYOUT_FREE) : NULL;
        if (words == NULL) {
            if (capacity > INT32_MAX)
                raise_error(task, &type_OverflowError, "regular expression code size limit exceeded");
            return false;
        }
        if (w->count)
            memcpy(words, w->words, (size_t)w->count * sizeof *words);
        w->words = words;
        w->capacity = capacity;
    }
    w->words[w->count++] = word;
    return true;
}

static bool emit(Translator *t, uint32_t word) { return words_add(t->task, &t->code, word); }
static bool emit_two(Translator *t, uint32_t a, uint32_t b) { return emit(t, a) && emit(t, b); }
static bool emit_four(Translator *t, uint32_t a, uint32_t b, uint32_t c, uint32_t d) { return emit_two(t, a, b) && emit_two(t, c, d); }
static uint32_t here(const Translator *t) { return (uint32_t)t->code.count; }
static bool invalid(Translator *t)
{
    raise_error(t->task, &type_RuntimeError, "invalid SRE code");
    return false;
}

/* ---- items: what one character is compared with ---- */

typedef struct Item { uint32_t op, argument; } Item;

static bool depends_on_locale(const uint32_t *items)
{
    for (; items[0] != CODE_FAILURE; items += sre_item_words(items))
        if (items[0] == CODE_CATEGORY && (items[1] & ~1u) == CATEGORY_LOC_WORD)
            return true;
    return false;
}

/* Can characters from 256 on, in the case given, be in this item? NEGATE is none of those. */
static bool reaches_high(const uint32_t *item)
{
    switch (item[0]) {
    case CODE_LITERAL: return item[1] >= 256;
    case CODE_RANGE:   return item[2] >= 256;
    case CODE_CHARSET: return false;
    case CODE_CATEGORY: return item[1] >= CATEGORY_UNI_DIGIT || (item[1] & 1);
    default:           return true;
    }
}

static SreHigh high_kind(const uint32_t *items, SreCase kind)
{
    bool answer = false;                      /* for what no item has */
    if (kind == CASE_UNICODE)
        return HIGH_ITEMS;                    /* the other case of a high character may be low */
    for (; items[0] != CODE_FAILURE; items += sre_item_words(items)) {
        if (items[0] == CODE_NEGATE)
            answer = !answer;
        else if (reaches_high(items))
            return HIGH_ITEMS;
    }
    return answer ? HIGH_ALL : HIGH_NONE;
}

/* A set of items in the given case. */
static bool make_set(Translator *t, const uint32_t *items, int64_t count, SreCase kind, Item *item)
{
    bool by_locale = kind >= CASE_LOCALE || depends_on_locale(items);
    uint32_t head[SET_ITEMS] = { 0 };
    for (uint32_t c = 0; !by_locale && c < 256; c++)
        if (sre_items_have(items, sre_lower(kind, c)))
            head[c >> 5] |= 1u << (c & 31);
    head[SET_HIGH] = by_locale ? HIGH_ITEMS : high_kind(items, kind);
    head[SET_CASE] = kind;
    *item = (Item){ by_locale ? SRE_LOCALE_SET : SRE_SET, (uint32_t)t->sets.count };
    for (int i = 0; i < SET_ITEMS; i++)
        if (!words_add(t->task, &t->sets, head[i]))
            return false;
    if (head[SET_HIGH] != HIGH_ITEMS)
        count = 0;
    for (int64_t i = 0; i < count; i++) {
        int64_t size = sre_item_words(items);
        bool wanted = by_locale || kind == CASE_UNICODE || items[0] == CODE_NEGATE || items[0] == CODE_FAILURE || reaches_high(items);
        for (int64_t k = 0; wanted && k < size; k++)
            if (!words_add(t->task, &t->sets, items[k]))
                return false;
        i += size - 1;
        items += size;
    }
    return true;
}

static bool make_literal_set(Translator *t, uint32_t c, SreCase kind, bool negated, Item *item)
{
    uint32_t items[] = { CODE_NEGATE, CODE_LITERAL, c, CODE_FAILURE };
    bool skip = !negated || kind >= CASE_LOCALE;
    return make_set(t, items + skip, 4 - skip, kind, item);
}

/* The item whose code is at `at`; its end to *next. False: an exception, or no item (item->op stays SRE_OP_COUNT). */
static bool take_item(Translator *t, int64_t at, int64_t end, Item *item, int64_t *next)
{
    const uint32_t *in = t->in;
    uint32_t op = in[at++];
    *item = (Item){ SRE_OP_COUNT, 0 };
    *next = at + 1;
    if (op == CODE_ANY || op == CODE_ANY_ALL) {
        item->op = op == CODE_ANY ? SRE_ANY : SRE_ALL;
        *next = at;
        return true;
    }
    if (at >= end)
        return false;
    switch (op) {
    case CODE_LITERAL:                *item = (Item){ SRE_LITERAL, in[at] }; return true;
    case CODE_NOT_LITERAL:            *item = (Item){ SRE_NOT_LITERAL, in[at] }; return true;
    case CODE_LITERAL_IGNORE:         return make_literal_set(t, in[at], CASE_ASCII, false, item);
    case CODE_NOT_LITERAL_IGNORE:     return make_literal_set(t, in[at], CASE_ASCII, true, item);
    case CODE_LITERAL_UNI_IGNORE:     return make_literal_set(t, in[at], CASE_UNICODE, false, item);
    case CODE_NOT_LITERAL_UNI_IGNORE: return make_literal_set(t, in[at], CASE_UNICODE, true, item);
    case CODE_LITERAL_LOC_IGNORE:     return make_literal_set(t, in[at], CASE_LOCALE_LITERAL, false, item);
    case CODE_NOT_LITERAL_LOC_IGNORE: return make_literal_set(t, in[at], CASE_LOCALE_NOT_LITERAL, true, item);
    case CODE_CATEGORY: {
        uint32_t items[] = { CODE_CATEGORY, in[at], CODE_FAILURE };
        return in[at] < CATEGORY_COUNT && make_set(t, items, 3, CASE_EXACT, item);
    }
    case CODE_IN: case CODE_IN_IGNORE: case CODE_IN_UNI_IGNORE: case CODE_IN_LOC_IGNORE: {
        int64_t past = at + in[at];
        if (past > end || !sre_items_valid(in + at + 1, in + past))
            return false;
        *next = past;
        SreCase kind = op == CODE_IN ? CASE_EXACT : op == CODE_IN_IGNORE ? CASE_ASCII : op == CODE_IN_UNI_IGNORE ? CASE_UNICODE : CASE_LOCALE;
        return make_set(t, in + at + 1, past - at - 1, kind, item);
    }
    default: return false;
    }
}

/* ---- operations ---- */

static bool translate(Translator *t, int64_t at, int64_t end, uint32_t ending, int64_t *jump);

/* The end of what the skip word at `at` spans, or 0. */
static int64_t skip_from(const Translator *t, int64_t at, int64_t end, int64_t least)
{
    if (at >= end || t->in[at] < least || t->in[at] > end - at)
        return 0;
    return at + t->in[at];
}

static bool translate_one_repeat(Translator *t, uint32_t op, int64_t at, int64_t end, int64_t *next)
{
    Item item;
    int64_t past = skip_from(t, at, end, 5), item_end;
    if (!past || t->in[past - 1] != CODE_SUCCESS || t->in[at + 1] > t->in[at + 2])
        return invalid(t);
    if (!take_item(t, at + 3, past - 1, &item, &item_end))
        return item.op != SRE_OP_COUNT ? false : invalid(t);
    if (item_end != past - 1)
        return invalid(t);
    *next = past;
    uint32_t code = op == CODE_REPEAT_ONE ? SRE_ONE_MAX : op == CODE_MIN_REPEAT_ONE ? SRE_ONE_MIN : SRE_ONE_POSSESSIVE;
    return emit(t, code) && emit_four(t, item.op, item.argument, t->in[at + 1], t->in[at + 2]) && emit_two(t, FILTER_NONE, 0);
}

static bool translate_repeat(Translator *t, int64_t at, int64_t end, uint32_t ending, int64_t *next)
{
    int64_t until = skip_from(t, at, end, 3);
    if (!until || until >= end || (t->in[until] != CODE_MAX_UNTIL && t->in[until] != CODE_MIN_UNTIL) || t->in[at + 1] > t->in[at + 2])
        return invalid(t);
    uint32_t least = t->in[at + 1], most = t->in[at + 2], start = here(t);
    if (!emit_two(t, SRE_REPEAT, 0) || !translate(t, at + 3, until, ending, NULL))
        return false;
    t->code.words[start + 1] = here(t);
    *next = until + 1;
    uint32_t body = start + 2;
    if (t->in[until] == CODE_MAX_UNTIL)
        return emit_four(t, SRE_MAX_UNTIL, body, least, most) && emit_two(t, FILTER_NONE, 0);
    return emit_four(t, SRE_MIN_UNTIL, body, least, most) && emit(t, SRE_MIN_MORE) && emit_two(t, body, most);
}

static bool translate_possessive(Translator *t, int64_t at, int64_t end, int64_t *next)
{
    int64_t past = skip_from(t, at, end, 3);
    if (!past || past >= end || t->in[past] != CODE_SUCCESS || t->in[at + 1] > t->in[at + 2])
        return invalid(t);
    uint32_t start = here(t);
    if (!emit_four(t, SRE_POSSESSIVE, t->in[at + 1], t->in[at + 2], 0) || !translate(t, at + 3, past, SRE_POSSESSIVE_END, NULL) ||
        !emit_two(t, SRE_POSSESSIVE_END, start))
        return false;
    t->code.words[start + 3] = here(t);
    *next = past + 1;
    return true;
}

static bool translate_branch(Translator *t, int64_t at, int64_t end, uint32_t ending, int64_t *next)
{
    int64_t target = 0;
    uint32_t chain = 0;                       /* jumps to the end, linked through their operands */
    for (;;) {
        if (at >= end)
            return invalid(t);
        if (t->in[at] == 0)
            break;
        int64_t alternative = at + 1, past = skip_from(t, at, end, 3);
        if (!past || past >= end || t->in[past - 2] != CODE_JUMP)
            return invalid(t);
        int64_t jumps_to = past - 1 + t->in[past - 1];
        if (jumps_to > end || (target && target != jumps_to))
            return invalid(t);
        target = jumps_to;
        bool is_last = t->in[past] == 0;
        uint32_t branch = here(t);
        if (!is_last && !emit_four(t, SRE_BRANCH, FILTER_NONE, 0, 0))
            return false;
        if (!translate(t, alternative, past - 2, ending, NULL))
            return false;
        if (!is_last) {
            if (!emit_two(t, SRE_JUMP, chain))
                return false;
            chain = here(t) - 1;
            t->code.words[branch + 3] = here(t);
        }
        at = past;
    }
    if (target != at + 1)
        return target ? invalid(t) : emit(t, SRE_FAIL) && (*next = at + 1, true);
    while (chain) {
        uint32_t previous = t->code.words[chain];
        t->code.words[chain] = here(t);
        chain = previous;
    }
    *next = target;
    return true;
}

static bool translate_assert(Translator *t, uint32_t op, int64_t at, int64_t end, int64_t *next)
{
    int64_t past = skip_from(t, at, end, 3);
    if (!past || t->in[past - 1] != CODE_SUCCESS)
        return invalid(t);
    uint32_t start = here(t), ending = op == CODE_ASSERT ? SRE_ASSERT_END : SRE_ASSERT_NOT_END;
    if (!emit(t, op == CODE_ASSERT ? SRE_ASSERT : SRE_ASSERT_NOT) || !emit_two(t, t->in[at + 1], 0) ||
        !translate(t, at + 2, past - 1, ending, NULL) || !emit(t, ending))
        return false;
    t->code.words[start + 2] = here(t);
    *next = past;
    return true;
}

static bool translate_atomic(Translator *t, int64_t at, int64_t end, int64_t *next)
{
    int64_t past = skip_from(t, at, end, 2);
    if (!past || t->in[past - 1] != CODE_SUCCESS)
        return invalid(t);
    *next = past;
    return emit(t, SRE_ATOMIC) && translate(t, at + 1, past - 1, SRE_ATOMIC_END, NULL) && emit(t, SRE_ATOMIC_END);
}

/* Group, skip, codes for a matched group, and perhaps a jump over codes for an unmatched one. */
static bool translate_exists(Translator *t, int64_t at, int64_t end, uint32_t ending, int64_t *next)
{
    int64_t jump = 0;
    if (at + 1 >= end || t->in[at] >= t->groups || t->in[at + 1] < 2 || t->in[at + 1] > end - at)
        return invalid(t);
    int64_t past = at + t->in[at + 1];
    uint32_t start = here(t);
    if (!emit(t, SRE_GROUP_EXISTS) || !emit_two(t, t->in[at], 0) || !translate(t, at + 2, past, ending, &jump))
        return false;
    *next = past;
    if (!jump) {
        t->code.words[start + 2] = here(t);
        return true;
    }
    int64_t otherwise_end = jump + 1 + t->in[jump + 1];
    if (otherwise_end < past || otherwise_end > end)
        return invalid(t);
    uint32_t over = here(t);
    if (!emit_two(t, SRE_JUMP, 0))
        return false;
    t->code.words[start + 2] = here(t);
    if (!translate(t, past, otherwise_end, ending, NULL))
        return false;
    t->code.words[over + 1] = here(t);
    *next = otherwise_end;
    return true;
}

static bool translate_reference(Translator *t, uint32_t op, uint32_t group)
{
    SreCase kind = op == CODE_GROUPREF ? CASE_EXACT : op == CODE_GROUPREF_IGNORE ? CASE_ASCII
                 : op == CODE_GROUPREF_UNI_IGNORE ? CASE_UNICODE : CASE_LOCALE;
    return group < t->groups ? emit(t, SRE_GROUPREF) && emit_two(t, kind, group) : invalid(t);
}

static bool translate_item(Translator *t, int64_t at, int64_t end, int64_t *next)
{
    Item item;
    if (!take_item(t, at, end, &item, next))
        return item.op != SRE_OP_COUNT ? false : invalid(t);
    return item.op < SRE_LITERAL ? emit(t, item.op) : emit_two(t, item.op, item.argument);
}

/* The operation at `at`, whose end goes to *next. */
static bool translate_op(Translator *t, int64_t at, int64_t end, uint32_t ending, int64_t *next)
{
    uint32_t op = t->in[at++];
    bool has_argument = at < end;
    *next = at + 1;
    switch (op) {
    case CODE_FAILURE: *next = at; return emit(t, SRE_FAIL);
    case CODE_SUCCESS:
        *next = at;
        return ending != SRE_POSSESSIVE_END ? emit(t, ending) : invalid(t);
    case CODE_AT:      return has_argument && t->in[at] < AT_COUNT ? emit_two(t, SRE_AT, t->in[at]) : invalid(t);
    case CODE_MARK:    return has_argument && t->in[at] < 2 * t->groups ? emit_two(t, SRE_MARK, t->in[at]) : invalid(t);
    case CODE_BRANCH:  return translate_branch(t, at, end, ending, next);
    case CODE_REPEAT:  return translate_repeat(t, at, end, ending, next);
    case CODE_POSSESSIVE_REPEAT: return translate_possessive(t, at, end, next);
    case CODE_REPEAT_ONE: case CODE_MIN_REPEAT_ONE: case CODE_POSSESSIVE_REPEAT_ONE:
        return translate_one_repeat(t, op, at, end, next);
    case CODE_ASSERT: case CODE_ASSERT_NOT: return translate_assert(t, op, at, end, next);
    case CODE_ATOMIC_GROUP: return translate_atomic(t, at, end, next);
    case CODE_GROUPREF_EXISTS: return translate_exists(t, at, end, ending, next);
    case CODE_GROUPREF: case CODE_GROUPREF_IGNORE: case CODE_GROUPREF_LOC_IGNORE: case CODE_GROUPREF_UNI_IGNORE:
        return has_argument ? translate_reference(t, op, t->in[at]) : invalid(t);
    default:           return translate_item(t, at - 1, end, next);
    }
}

/* Codes [at, end). A jump as the last of them is only found where *jump is wanted: its position. `ending` is what
   SUCCESS becomes. */
static bool translate(Translator *t, int64_t at, int64_t end, uint32_t ending, int64_t *jump)
{
    if (!stack_check(t->task))
        return false;
    while (at < end) {
        if (jump && t->in[at] == CODE_JUMP && at + 2 == end) {
            *jump = at;
            return true;
        }
        if (!translate_op(t, at, end, ending, &at))
            return false;
    }
    return at == end || invalid(t);
}

/* ---- the whole ---- */

typedef struct Info { uint32_t least_width, flags; const uint32_t *prefix; int64_t prefix_length; } Info;

/* The INFO block that may come first; its end, or -1. */
static int64_t read_info(const uint32_t *in, int64_t count, Info *info)
{
    *info = (Info){ 0, 0, NULL, 0 };
    if (count < 1 || in[0] != CODE_INFO)
        return 0;
    if (count < 5 || in[1] < 4 || in[1] > count - 1)
        return -1;
    int64_t past = 1 + (int64_t)in[1];
    info->flags = in[2];
    info->least_width = in[3];
    if ((info->flags & ~(uint32_t)(INFO_PREFIX | INFO_LITERAL | INFO_CHARSET)) || ((info->flags & INFO_PREFIX) && (info->flags & INFO_CHARSET)) ||
        ((info->flags & INFO_LITERAL) && !(info->flags & INFO_PREFIX)))
        return -1;
    if (info->flags & INFO_PREFIX) {
        if (past < 7 || past != 7 + 2 * (int64_t)in[5] || in[6] > in[5] || in[5] == 0)
            return -1;
        info->prefix = in + 7;
        info->prefix_length = in[5];
    } else if (info->flags & INFO_CHARSET)
        return sre_items_valid(in + 5, in + past) ? past : -1;
    return past;
}

/* For each character of the prefix, how long a proper beginning of the prefix ends with it. */
static void fill_overlaps(const uint32_t *prefix, uint32_t *overlap, int64_t n)
{
    overlap[0] = 0;
    for (int64_t i = 1; i < n; i++) {
        uint32_t k = overlap[i - 1];
        while (k && prefix[i] != prefix[k])
            k = overlap[k - 1];
        overlap[i] = prefix[i] == prefix[k] ? k + 1 : 0;
    }
}

static bool is_anchored(const Words *code)
{
    int64_t at = 0;
    while (code->words[at] == SRE_MARK)
        at += 2;
    return code->words[at] == SRE_AT && (code->words[at + 1] == AT_BEGINNING || code->words[at + 1] == AT_BEGINNING_STRING);
}

RT SreProgram *sre_translate(TASK, const uint32_t *codes, int64_t count, int64_t groups)
{
    Translator t = { task, codes, groups, { NULL, 0, 0 }, { NULL, 0, 0 } };
    Info info;
    uint32_t filter = FILTER_NONE, argument = 0;
    int64_t start = read_info(codes, count, &info);
    if (start < 0 || count <= start || codes[count - 1] != CODE_SUCCESS)
        return raise_error(task, &type_RuntimeError, "invalid SRE code"), NULL;
    if (!translate(&t, start, count - 1, SRE_MATCH, NULL) || !emit(&t, SRE_MATCH) ||
        !sre_add_filters(task, &t.code, &t.sets, &filter, &argument))
        return NULL;
    if (info.prefix_length == 1) {
        filter = FILTER_LITERAL;
        argument = info.prefix[0];
    }
    int64_t words = t.code.count + t.sets.count + 2 * info.prefix_length;
    SreProgram *program = gc_alloc(task, sizeof *program + (size_t)words * sizeof(uint32_t), LAYOUT_FREE);
    if (program == NULL)
        return NULL;
    *program = (SreProgram){ t.code.count, t.sets.count, info.prefix_length, info.least_width, filter, argument,
                             (info.flags & INFO_LITERAL) && groups == 0, is_anchored(&t.code) };
    uint32_t *out = program->words;
    memcpy(out, t.code.words, (size_t)t.code.count * sizeof *out);
    if (t.sets.count)
        memcpy(out + t.code.count, t.sets.words, (size_t)t.sets.count * sizeof *out);
    uint32_t *prefix = out + t.code.count + t.sets.count;
    if (info.prefix_length) {
        memcpy(prefix, info.prefix, (size_t)info.prefix_length * sizeof *out);
        fill_overlaps(prefix, prefix + info.prefix_length, info.prefix_length);
    }
    return program;
}
