/* Match objects, and scanners, which go from match to match of one pattern in one text. */
#include "runtime/modules/sre.h"

#include "runtime/types/dict.h"
#include "runtime/types/int.h"

/* ---- matches ---- */

enum { SHOWN_IN_REPR = 50 };
typedef struct PyMatch {
    Object head;
    Slot pattern, string;
    Slot regs;                                /* tuple of all spans, once asked for */
    int64_t pos, endpos, last_index;          /* -1: none */
    int64_t groups;                           /* group 0 included */
    int64_t span[];                           /* start and end of each; -1: did not take part */
} PyMatch;
static PyMatch *as_match(Value v) { return (PyMatch *)v; }

RT Value sre_match_new(TASK, Value pattern, const SreState *s)
{
    int64_t groups = s->groups + 1;
    PyMatch *match = object_alloc(task, &type_sre_match, (size_t)groups * 2 * sizeof(int64_t));
    if (!match)
        return 0;
    gc_init(&match->pattern, pattern);
    gc_init(&match->string, s->string);
    match->groups = groups;
    match->span[0] = sre_offset(s, s->start);
    match->span[1] = sre_offset(s, s->at);
    for (int64_t i = 0; i < s->groups; i++) {
        intptr_t first = s->marks[2 * i], last = s->marks[2 * i + 1];
        match->span[2 * i + 2] = first && last ? sre_offset(s, (const void *)first) : -1;
        match->span[2 * i + 3] = first && last ? sre_offset(s, (const void *)last) : -1;
    }
    match->pos = s->pos;
    match->endpos = sre_offset(s, s->end);
    match->last_index = s->last_index;
    return value_from_object(match);
}

static Value group_text(struct Task *task, PyMatch *m, int64_t group, Value otherwise)
{
    int64_t first = m->span[2 * group], last = m->span[2 * group + 1];
    if (first < 0)
        return otherwise;
    Value string = m->string.word;
    if (value_is_str(string))
        return str_substring(task, string, first, last);
    SreState text;
    if (!sre_open_text(task, &text, string))
        return 0;
    if (last > text.length)                   /* it has got shorter since */
        last = text.length;
    Value piece = sre_slice(task, &text, first < last ? first : last, last);
    sre_close(task, &text);
    return piece;
}

/* The number of a group given by number or name; -1 failed. */
static int64_t group_number(struct Task *task, PyMatch *m, Value group)
{
    int64_t number = -1;
    Value names = as_pattern(m->pattern.word)->groupindex.word;
    if (value_has_index(group)) {
        if (!object_index_i64(task, group, &number, true))
            return -1;
    } else if (names) {
        Value index = dict_get(task, names, group);
        if (!index)
            return -1;
        if (index == VALUE_UNBOUND || !value_is_int(index) || !int_to_i64(index, &number))
            number = -1;
    }
    if (number >= 0 && number < m->groups)
        return number;
    raise_error(task, &type_IndexError, "no such group");
    return -1;
}

static Value one_group(struct Task *task, Value self, Value group)
{
    int64_t number = group_number(task, as_match(self), group);
    return number < 0 ? 0 : group_text(task, as_match(self), number, VALUE_NONE);
}
static RT Value match_get_item(TASK, Value self, Value group) { return one_group(task, self, group); }

static RT Value match_group(TASK, Value self, Value group, Value more)
{
    int64_t n = tuple_size(more);
    if (group == VALUE_UNBOUND)
        return group_text(task, as_match(self), 0, VALUE_NONE);
    if (n == 0)
        return one_group(task, self, group);
    Value tuple = tuple_new(task, n + 1);
    for (int64_t i = 0; tuple && i <= n; i++) {
        Value text = one_group(task, self, i ? tuple_get(more, i - 1) : group);
        if (!text)
            return 0;
        tuple_init(tuple, i, text);
    }
    return tuple;
}

static RT Value match_groups(TASK, Value self, Value otherwise)
{
    PyMatch *m = as_match(self);
    Value tuple = tuple_new(task, m->groups - 1);
    for (int64_t i = 1; tuple && i < m->groups; i++) {
        Value text = group_text(task, m, i, otherwise);
        if (!text)
            return 0;
        tuple_init(tuple, i - 1, text);
    }
    return tuple;
}

static RT Value match_groupdict(TASK, Value self, Value otherwise)
{
    PyMatch *m = as_match(self);
    Value result = dict_new(task), names = as_pattern(m->pattern.word)->groupindex.word;
    Value keys = result && names ? dict_snapshot(task, names, DICT_KEYS) : 0;
    if (!result || (names && !keys))
        return 0;
    for (int64_t i = 0; names && i < list_size(keys); i++) {
        Value key = list_peek(keys, i);
        int64_t number = group_number(task, m, key);
        Value text = number < 0 ? 0 : group_text(task, m, number, otherwise);
        if (!text || !dict_set(task, result, key, text))
            return 0;
    }
    return result;
}

static Value span_of(struct Task *task, PyMatch *m, int64_t group)
{
    Value pair[] = { value_from_small_int(m->span[2 * group]), value_from_small_int(m->span[2 * group + 1]) };
    return tuple_from(task, pair, 2);
}

static RT Value match_start(TASK, Value self, Value group)
{
    int64_t number = group_number(task, as_match(self), group);
    return number < 0 ? 0 : value_from_small_int(as_match(self)->span[2 * number]);
}
static RT Value match_end(TASK, Value self, Value group)
{
    int64_t number = group_number(task, as_match(self), group);
    return number < 0 ? 0 : value_from_small_int(as_match(self)->span[2 * number + 1]);
}
static RT Value match_span(TASK, Value self, Value group)
{
    int64_t number = group_number(task, as_match(self), group);
    return number < 0 ? 0 : span_of(task, as_match(self), number);
}

static RT Value match_regs(TASK, Value self)
{
    PyMatch *m = as_match(self);
    Value regs = slot_load(&m->regs);
    if (regs)
        return regs;
    regs = tuple_new(task, m->groups);
    for (int64_t i = 0; regs && i < m->groups; i++) {
        Value span = span_of(task, m, i);
        if (!span)
            return 0;
        tuple_init(regs, i, span);
    }
    if (regs)
        gc_store(&m->regs, regs);
    return regs;
}

static RT Value match_expand(TASK, Value self, Value template)
{
    Value words[] = { as_match(self)->pattern.word, self, template };
    return sre_call_library(task, "_expand", words, 3);
}

static RT Value match_repr(TASK, Value self)
{
    PyMatch *m = as_match(self);
    Value text = group_text(task, m, 0, VALUE_NONE);
    text = text ? object_repr(task, text) : 0;
    if (text && as_str(text)->length > SHOWN_IN_REPR)
        text = str_substring(task, text, 0, SHOWN_IN_REPR);
    return text ? str_format(task, "<%s object; span=(%ld, %ld), match=%U>", "re.Match", (long)m->span[0], (long)m->span[1], text) : 0;
}

static RT Value match_copy(TASK, Value self) { return self; }
static RT Value match_deepcopy(TASK, Value self, Value memo) { return self; }
static RT Value match_pos(TASK, Value self) { return value_from_small_int(as_match(self)->pos); }
static RT Value match_endpos(TASK, Value self) { return value_from_small_int(as_match(self)->endpos); }
static RT Value match_lastindex(TASK, Value self)
{
    return as_match(self)->last_index < 0 ? VALUE_NONE : value_from_small_int(as_match(self)->last_index);
}
static RT Value match_lastgroup(TASK, Value self)
{
    PyMatch *m = as_match(self);
    Value names = as_pattern(m->pattern.word)->indexgroup.word;
    return names && m->last_index >= 0 && m->last_index < tuple_size(names) ? tuple_get(names, m->last_index) : VALUE_NONE;
}

METHOD_TABLE_BEGIN(match)
    METHOD(group, "(self, group=<unset>, /, *more)", match_group, OBJ, RAISES, "What the group has matched; several groups as a tuple.")
    METHOD(start, "(self, group=0, /)", match_start, INT, RAISES, "Where the group begins, or -1.")
    METHOD(end, "(self, group=0, /)", match_end, INT, RAISES, "Where the group ends, or -1.")
    METHOD(span, "(self, group=0, /)", match_span, TUPLE, RAISES, "Where the group begins and ends.")
    METHOD(groups, "(self, /, default=None)", match_groups, TUPLE, RAISES, "What all groups have matched.")
    METHOD(groupdict, "(self, /, default=None)", match_groupdict, DICT, RAISES, "What the named groups have matched, by name.")
    METHOD(expand, "(self, /, template)", match_expand, OBJ, RAISES, "The template with its references to groups filled in.")
    METHOD(__copy__, "(self, /)", match_copy, OBJ, NEVER, NULL)
    METHOD(__deepcopy__, "(self, memo, /)", match_deepcopy, OBJ, NEVER, NULL)
    CLASS_METHOD(__class_getitem__, "(cls, object, /)", generic_alias_new, OBJ, RAISES, "The class with type arguments.")
METHOD_TABLE_END
static const GetSetDef match_getsets[] = {
    { "lastindex", match_lastindex, NULL, "The group that was closed last, or None." },
    { "lastgroup", match_lastgroup, NULL, "The name of the group that was closed last, or None." },
    { "regs", match_regs, NULL, "The spans of all groups." },
    { "pos", match_pos, sre_read_only, "Where the search began." },
    { "endpos", match_endpos, sre_read_only, "Where the search had to end." },
    { .name = NULL },
};
static const MemberDef match_members[] = {
    { "re", offsetof(PyMatch, pattern), true, "The pattern." },
    { "string", offsetof(PyMatch, string), true, "The text." },
    { .name = NULL },
};
BUILTIN_TYPE(sre_match, "re.Match", PyMatch, .methods = match_methods, .getsets = match_getsets, .members = match_members,
             .c_doc = "What a regular expression has found.", .slots = { .repr = match_repr, .get_item = match_get_item })

/* ---- scanners ---- */

typedef struct PyScanner {
    Object head;
    Slot pattern, string;
    int64_t pos, endpos;
    /* Where the next search begins; -1: nothing was found. Tasks that share a scanner may find the same match twice. */
    int64_t next;
    bool must_advance;
} PyScanner;

RT Value sre_scanner_new(TASK, Value pattern, Value string, int64_t first, int64_t last)
{
    SreState s;
    if (!sre_open(task, &s, pattern, string, first, last))
        return 0;
    sre_close(task, &s);
    PyScanner *scanner = object_alloc(task, &type_sre_scanner, 0);
    if (!scanner)
        return 0;
    gc_init(&scanner->pattern, pattern);
    gc_init(&scanner->string, string);
    scanner->pos = scanner->next = s.pos;
    scanner->endpos = sre_offset(&s, s.end);
    return value_from_object(scanner);
}

static Value scan(struct Task *task, Value self, bool search)
{
    SreState s;
    PyScanner *scanner = (PyScanner *)self;
    int64_t next = __atomic_load_n(&scanner->next, __ATOMIC_RELAXED);
    if (next < 0)
        return VALUE_NONE;
    if (!sre_open(task, &s, scanner->pattern.word, scanner->string.word, next, scanner->endpos))
        return 0;
    s.pos = scanner->pos;
    s.must_advance = scanner->must_advance;
    int status = search ? sre_search(&s) : sre_run(&s);
    Value match = status > 0 ? sre_match_new(task, scanner->pattern.word, &s) : status == 0 ? VALUE_NONE : 0;
    if (status >= 0) {
        scanner->must_advance = status > 0 && s.at == s.start;
        __atomic_store_n(&scanner->next, status > 0 ? sre_offset(&s, s.at) : -1, __ATOMIC_RELAXED);
    }
    sre_close(task, &s);
    return match;
}
static RT Value scanner_match(TASK, Value self) { return scan(task, self, false); }
static RT Value scanner_search(TASK, Value self) { return scan(task, self, true); }

METHOD_TABLE_BEGIN(scanner)
    METHOD(match, "(self, /)", scanner_match, OBJ, RAISES, "A match where the last one ended, or None.")
    METHOD(search, "(self, /)", scanner_search, OBJ, RAISES, "The next match, or None.")
METHOD_TABLE_END
static const MemberDef scanner_members[] = { { "pattern", offsetof(PyScanner, pattern), true, "The pattern." }, { .name = NULL } };
BUILTIN_TYPE(sre_scanner, "_sre.SRE_Scanner", PyScanner, .methods = scanner_methods, .members = scanner_members)
