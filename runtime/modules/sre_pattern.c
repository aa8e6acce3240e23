/* _sre: the module and compiled patterns. */
#include "runtime/modules/sre.h"

#include "runtime/modules/sre_codes.h"
#include "runtime/types/int.h"

/* ---- searches ---- */

/* For cases in which a text is of the wrong kind. */
static bool same_kind(struct Task *task, int8_t pattern_is_bytes, bool is_bytes)
{
    if (pattern_is_bytes == 0 && is_bytes)
        raise_error(task, &type_TypeError, "cannot use a string pattern on a bytes-like object");
    if (pattern_is_bytes > 0 && !is_bytes)
        raise_error(task, &type_TypeError, "cannot use a bytes pattern on a string-like object");
    return pattern_is_bytes < 0 || pattern_is_bytes == is_bytes;
}

RT bool sre_open_text(TASK, SreState *s, Value string)
{
    s->task = task;
    s->string = string;
    s->has_view = false;
    s->is_bytes = !value_is_str(string);
    s->width = 1;
    if (!s->is_bytes) {
        s->beginning = as_str(string)->data;
        s->length = as_str(string)->length;
        s->width = as_str(string)->width;
    } else if (value_is_bytes(string)) {
        s->beginning = as_bytes(string)->data;
        s->length = as_bytes(string)->length;
    } else {
        if (!type_of(string)->slots.get_buffer || !buffer_get(task, string, &s->view, BUFFER_READ)) {
            raise_error(task, &type_TypeError, "expected string or bytes-like object, got '%T'", string);
            return false;
        }
        s->has_view = true;
        s->beginning = s->view.data;
        s->length = s->view.size;
    }
    return true;
}

RT void sre_close(TASK, SreState *s)
{
    if (s->has_view)
        buffer_release(task, &s->view);
}

static int64_t within(int64_t i, int64_t length) { return i < 0 ? 0 : i > length ? length : i; }

RT bool sre_open(TASK, SreState *s, Value pattern, Value string, int64_t first, int64_t last)
{
    PyPattern *p = as_pattern(pattern);
    s->marks = s->small_marks;
    if (p->groups > SRE_SMALL_MARKS / 2) {
        s->marks = gc_alloc(task, (size_t)p->groups * 2 * sizeof *s->marks, LAYOUT_FREE);
        if (!s->marks)
            return false;
    }
    if (!sre_open_text(task, s, string))
        return false;
    if (!same_kind(task, p->is_bytes, s->is_bytes)) {
        sre_close(task, s);
        return false;
    }
    s->program = p->program;
    s->groups = p->groups;
    memset(s->marks, 0, (size_t)p->groups * 2 * sizeof *s->marks);
    first = within(first, s->length);
    last = within(last, s->length);
    s->start = (const char *)s->beginning + first * s->width;
    s->end = (const char *)s->beginning + last * s->width;
    s->pos = first;
    s->match_all = s->must_advance = false;
    s->last_index = -1;
    s->budget = 0;
    s->stack = s->small_stack;
    s->stack_end = s->stack + SRE_SMALL_STACK;
    return true;
}

/* After a match: the next search begins where it ended, and must not find nothing at the same place. */
static void go_on(SreState *s)
{
    s->must_advance = s->at == s->start;
    s->start = s->at;
    s->last_index = -1;
    memset(s->marks, 0, (size_t)s->groups * 2 * sizeof *s->marks);
}

RT Value sre_slice(TASK, const SreState *s, int64_t first, int64_t last)
{
    if (!s->is_bytes)
        return str_substring(task, s->string, first, last);
    if (first == 0 && last == s->length && value_has_shape(s->string, &shape_bytes))
        return s->string;
    return bytes_from_data(task, (const uint8_t *)s->beginning + first, last - first);
}

RT Value sre_group_text(TASK, const SreState *s, int64_t group, bool empty)
{
    const void *first = s->start, *last = s->at;
    if (group > 0) {
        first = (const void *)s->marks[2 * group - 2];
        last = (const void *)s->marks[2 * group - 1];
    }
    if (first && last)
        return sre_slice(task, s, sre_offset(s, first), sre_offset(s, last));
    return empty ? sre_slice(task, s, 0, 0) : VALUE_NONE;
}

RT Value sre_join(TASK, const SreState *s, Value pieces)
{
    Value joiner = sre_slice(task, s, 0, 0);
    if (!joiner || list_size(pieces) == 0)
        return joiner;
    Value words[] = { pieces };
    return s->is_bytes ? call_method(task, joiner, NAME(join), words, 1) : str_join(task, joiner, pieces);
}

RT Value sre_call_library(TASK, const char *name, Value *args, int64_t nargs)
{
    Value module = import_module_c(task, "re"), attribute = module ? str_intern_c(task, name) : 0;
    Value function = attribute ? object_get_attr(task, module, attribute) : 0;
    return function ? object_call(task, function, args, nargs, 0) : 0;
}

/* ---- arguments ---- */

static bool open_arguments(struct Task *task, SreState *s, Value self, Value string, Value pos, Value endpos)
{
    int64_t first, last;
    return object_index_i64(task, pos, &first, false) && object_index_i64(task, endpos, &last, false) && sre_open(task, s, self, string, first, last);
}

/* ---- matching once ---- */

typedef enum { AT_START, WHOLE, ANYWHERE } Where;

static Value match_once(struct Task *task, Value self, Value string, Value pos, Value endpos, Where where)
{
    SreState s;
    if (!open_arguments(task, &s, self, string, pos, endpos))
        return 0;
    s.match_all = where == WHOLE;
    int status = where == ANYWHERE ? sre_search(&s) : sre_run(&s);
    Value match = status > 0 ? sre_match_new(task, self, &s) : status == 0 ? VALUE_NONE : 0;
    sre_close(task, &s);
    return match;
}
static RT Value pattern_match(TASK, Value self, Value string, Value pos, Value endpos)
{
    return match_once(task, self, string, pos, endpos, AT_START);
}
static RT Value pattern_fullmatch(TASK, Value self, Value string, Value pos, Value endpos)
{
    return match_once(task, self, string, pos, endpos, WHOLE);
}
static RT Value pattern_search(TASK, Value self, Value string, Value pos, Value endpos)
{
    return match_once(task, self, string, pos, endpos, ANYWHERE);
}

/* ---- all matches ---- */

/* What findall gives for one match. */
static Value found_item(struct Task *task, const SreState *s)
{
    if (s->groups <= 1)
        return sre_group_text(task, s, s->groups, true);
    Value tuple = tuple_new(task, s->groups);
    for (int64_t i = 0; tuple && i < s->groups; i++) {
        Value text = sre_group_text(task, s, i + 1, true);
        if (!text)
            return 0;
        tuple_init(tuple, i, text);
    }
    return tuple;
}

static RT Value pattern_findall(TASK, Value self, Value string, Value pos, Value endpos)
{
    SreState s;
    int status = 0;
    if (!open_arguments(task, &s, self, string, pos, endpos))
        return 0;
    Value list = list_new(task, 0);
    while (list && (status = sre_search(&s)) > 0) {
        Value item = found_item(task, &s);
        if (!item || !list_append(task, list, item))
            list = 0;
        go_on(&s);
    }
    sre_close(task, &s);
    return status < 0 ? 0 : list;
}

static RT Value pattern_split(TASK, Value self, Value string, Value maxsplit)
{
    SreState s;
    int64_t most, n = 0, last = 0;
    int status = 0;
    if (!object_index_i64(task, maxsplit, &most, false) || !sre_open(task, &s, self, string, 0, INT64_MAX))
        return 0;
    Value list = list_new(task, 0), piece;
    while (list && (most == 0 || n < most) && (status = sre_search(&s)) > 0) {
        piece = sre_slice(task, &s, last, sre_offset(&s, s.start));
        bool done = piece && list_append(task, list, piece);
        for (int64_t i = 1; done && i <= s.groups; i++) {
            piece = sre_group_text(task, &s, i, false);
            done = piece && list_append(task, list, piece);
        }
        list = done ? list : 0;
        n++;
        last = sre_offset(&s, s.at);
        go_on(&s);
    }
    piece = list && status >= 0 ? sre_slice(task, &s, last, s.length) : 0;
    list = piece && list_append(task, list, piece) ? list : 0;
    sre_close(task, &s);
    return list;
}

static RT Value pattern_scanner(TASK, Value self, Value string, Value pos, Value endpos)
{
    int64_t first, last;
    return object_index_i64(task, pos, &first, false) && object_index_i64(task, endpos, &last, false)
        ? sre_scanner_new(task, self, string, first, last) : 0;
}

static RT Value pattern_finditer(TASK, Value self, Value string, Value pos, Value endpos)
{
    Value scanner = pattern_scanner(task, self, string, pos, endpos);
    Value name = scanner ? str_intern_c(task, "search") : 0, search = name ? object_get_attr(task, scanner, name) : 0;
    return search ? callable_iterator_new(task, search, VALUE_NONE) : 0;
}

/* ---- replacing ---- */

/* A text without backslashes stands for itself; re makes anything else from the template. Sets *is_call. */
static Value replacement(struct Task *task, Value self, Value repl, bool *is_call)
{
    SreState text;
    *is_call = value_is_callable(repl);
    if (*is_call)
        return repl;
    if (value_is_str(repl) || type_of(repl)->slots.get_buffer) {
        if (!sre_open_text(task, &text, repl))
            return 0;
        bool literal = true;
        for (int64_t i = 0; literal && i < text.length; i++)
            literal = text_read(text.width, text.beginning, i) != '\\';
        sre_close(task, &text);
        if (literal)
            return repl;
    }
    Value words[] = { self, repl };
    Value filter = sre_call_library(task, "_subx", words, 2);
    *is_call = filter && value_is_callable(filter);
    return filter;
}

static Value substitute(struct Task *task, Value self, Value repl, Value string, Value count, bool with_count)
{
    SreState s;
    int64_t most, n = 0, last = 0;
    bool is_call;
    int status = 0;
    Value filter = object_index_i64(task, count, &most, false) ? replacement(task, self, repl, &is_call) : 0;
    if (!filter || !sre_open(task, &s, self, string, 0, INT64_MAX))
        return 0;
    Value list = list_new(task, 0), item;
    while (list && (most == 0 || n < most) && (status = sre_search(&s)) > 0) {
        int64_t begins = sre_offset(&s, s.start);
        bool done = true;
        if (last < begins) {
            item = sre_slice(task, &s, last, begins);
            done = item && list_append(task, list, item);
        }
        item = filter;
        if (done && is_call) {
            Value match = sre_match_new(task, self, &s);
            item = match ? call_one(task, filter, match) : 0;
        }
        list = done && item && (item == VALUE_NONE || list_append(task, list, item)) ? list : 0;
        last = sre_offset(&s, s.at);
        n++;
        go_on(&s);
    }
    if (list && status >= 0 && last < s.length) {
        item = sre_slice(task, &s, last, s.length);
        list = item && list_append(task, list, item) ? list : 0;
    }
    Value result = list && status >= 0 ? sre_join(task, &s, list) : 0;
    sre_close(task, &s);
    if (!result || !with_count)
        return result;
    Value pair[] = { result, value_from_small_int(n) };
    return tuple_from(task, pair, 2);
}

static RT Value pattern_sub(TASK, Value self, Value repl, Value string, Value count)
{
    return substitute(task, self, repl, string, count, false);
}
static RT Value pattern_subn(TASK, Value self, Value repl, Value string, Value count)
{
    return substitute(task, self, repl, string, count, true);
}

/* ---- the pattern as an object ---- */

static RT Value pattern_copy(TASK, Value self) { return self; }
static RT Value pattern_deepcopy(TASK, Value self, Value memo) { return self; }

static RT Value pattern_repr(TASK, Value self)
{
    static const char *const names[] = { "re.TEMPLATE", "re.IGNORECASE", "re.LOCALE", "re.MULTILINE", "re.DOTALL",
                                         "re.UNICODE", "re.VERBOSE", "re.DEBUG", "re.ASCII" };
    PyPattern *p = as_pattern(self);
    uint32_t flags = (uint32_t)p->flags, known = 0;
    StrBuilder b;
    Value text = object_repr(task, p->pattern.word);
    if (text && str_at(as_str(text), 0) != 'b' && (flags & (FLAG_LOCALE | FLAG_UNICODE | FLAG_ASCII)) == FLAG_UNICODE)
        flags &= ~(uint32_t)FLAG_UNICODE;     /* goes without saying */
    builder_start(&b, task);
    if (!text || !builder_c(&b, "re.compile(") ||
        !builder_slice(&b, as_str(text), 0, as_str(text)->length < 200 ? as_str(text)->length : 200))
        return 0;
    const char *separator = ", ";
    for (uint32_t i = 0; i < sizeof names / sizeof *names; i++)
        if (flags & 1u << i) {
            known |= 1u << i;
            builder_c(&b, separator);
            builder_c(&b, names[i]);
            separator = "|";
        }
    if (flags & ~known) {
        Value rest = str_format(task, "%s0x%x", separator, flags & ~known);
        if (!rest || !builder_str(&b, rest))
            return 0;
    }
    return builder_char(&b, ')') ? builder_finish(&b) : 0;
}

static RT int64_t pattern_hash(TASK, Value self)
{
    PyPattern *p = as_pattern(self);
    int64_t hash = object_hash(task, p->pattern.word);
    if (hash == -1)
        return -1;
    const uint32_t *words = p->program->words;
    for (int64_t i = 0, n = sre_program_words(p->program); i < n; i++)
        hash = (int64_t)((uint64_t)hash * 1000003u ^ words[i]);
    hash ^= (int64_t)p->flags << 8 ^ p->groups ^ p->is_bytes;
    return hash == -1 ? -2 : hash;
}

static RT Value pattern_compare(TASK, Value left, Value right, int op)
{
    if (op > COMPARE_NE || !value_has_shape(left, &shape_sre_pattern) || !value_has_shape(right, &shape_sre_pattern))
        return VALUE_NOTIMPLEMENTED;
    PyPattern *a = as_pattern(left), *b = as_pattern(right);
    int64_t n = sre_program_words(a->program);
    bool same = a == b || (a->flags == b->flags && a->is_bytes == b->is_bytes && a->groups == b->groups &&
                           n == sre_program_words(b->program) && a->program->code_words == b->program->code_words &&
                           memcmp(a->program->words, b->program->words, (size_t)n * sizeof(uint32_t)) == 0);
    if (same && a != b) {
        int equal = object_compare_truth(task, a->pattern.word, b->pattern.word, COMPARE_EQ);
        if (equal < 0)
            return 0;
        same = equal;
    }
    return value_from_bool(same == (op == COMPARE_EQ));
}

static RT Value pattern_groupindex(TASK, Value self)
{
    Value names = as_pattern(self)->groupindex.word;
    return names ? mappingproxy_new(task, names) : dict_new(task);
}
static RT Value pattern_flags(TASK, Value self) { return value_from_small_int(as_pattern(self)->flags); }
/* These are members in CPython, and say so when somebody sets them. */
RT int sre_read_only(TASK, Value self, Value value) { return fail_int(raise_error(task, &type_AttributeError, "readonly attribute")); }
static RT Value pattern_groups(TASK, Value self) { return value_from_small_int(as_pattern(self)->groups); }

METHOD_TABLE_BEGIN(pattern)
    METHOD(match, "(self, /, string, pos=0, endpos=sys.maxsize)", pattern_match, OBJ, RAISES, "A match at the start of the text, or None.")
    METHOD(fullmatch, "(self, /, string, pos=0, endpos=sys.maxsize)", pattern_fullmatch, OBJ, RAISES, "A match of the whole text, or None.")
    METHOD(search, "(self, /, string, pos=0, endpos=sys.maxsize)", pattern_search, OBJ, RAISES, "The first match in the text, or None.")
    METHOD(sub, "(self, /, repl, string, count=0)", pattern_sub, OBJ, RAISES, "The text with its matches replaced.")
    METHOD(subn, "(self, /, repl, string, count=0)", pattern_subn, TUPLE, RAISES, "The text with its matches replaced, and how many.")
    METHOD(findall, "(self, /, string, pos=0, endpos=sys.maxsize)", pattern_findall, LIST, RAISES, "What all matches have found, as a list.")
    METHOD(split, "(self, /, string, maxsplit=0)", pattern_split, LIST, RAISES, "The text between the matches, and their groups.")
    METHOD(finditer, "(self, /, string, pos=0, endpos=sys.maxsize)", pattern_finditer, OBJ, RAISES, "An iterator over all matches.")
    METHOD(scanner, "(self, /, string, pos=0, endpos=sys.maxsize)", pattern_scanner, OBJ, RAISES, "An object that goes from match to match.")
    METHOD(__copy__, "(self, /)", pattern_copy, OBJ, NEVER, NULL)
    METHOD(__deepcopy__, "(self, memo, /)", pattern_deepcopy, OBJ, NEVER, NULL)
    CLASS_METHOD(__class_getitem__, "(cls, object, /)", generic_alias_new, OBJ, RAISES, "The class with type arguments.")
METHOD_TABLE_END
static const GetSetDef pattern_getsets[] = {
    { "groupindex", pattern_groupindex, NULL, "Names of groups and their numbers." },
    { "flags", pattern_flags, sre_read_only, "The flags it was compiled with." },
    { "groups", pattern_groups, sre_read_only, "How many groups it has." },
    { .name = NULL },
};
static const MemberDef pattern_members[] = { { "pattern", offsetof(PyPattern, pattern), true, "The text it was compiled from." }, { .name = NULL } };
BUILTIN_TYPE(sre_pattern, "re.Pattern", PyPattern, .flags = TYPE_FLAG_WEAK, .methods = pattern_methods, .getsets = pattern_getsets,
             .members = pattern_members, .c_doc = "A compiled regular expression.",
             .slots = { .repr = pattern_repr, .hash = pattern_hash, .compare = pattern_compare })

/* ---- the module ---- */

/* The codes as words, in a block of their own. */
static uint32_t *code_words(struct Task *task, Value code, int64_t *count)
{
    Value words = list_snapshot(task, code, 0, INT64_MAX);
    int64_t n = words ? tuple_size(words) : 0, number;
    uint32_t *out = words ? gc_alloc(task, (size_t)(n + 1) * sizeof *out, LAYOUT_FREE) : NULL;
    for (int64_t i = 0; out && i < n; i++) {
        Value word = tuple_get(words, i);
        if (!value_is_int(word)) {
            raise_error(task, &type_TypeError, "an integer is required");
            return NULL;
        }
        if (!int_to_i64(word, &number) || number < 0 || number > UINT32_MAX) {
            raise_error(task, &type_OverflowError, "regular expression code size limit exceeded");
            return NULL;
        }
        out[i] = (uint32_t)number;
    }
    *count = n;
    return out;
}

static bool int_argument(struct Task *task, Value v, int64_t *result)
{
    Value index = object_index(task, v);
    if (!index)
        return false;
    if (int_to_i64(index, result) && *result >= INT32_MIN && *result <= INT32_MAX)
        return true;
    raise_error(task, &type_OverflowError, int_to_i64(index, result) && *result < 0 ? "signed integer is less than minimum"
                : "Python int too large to convert to C int");
    return false;
}

static RT Value sre_compile(TASK, Value pattern, Value flags, Value code, Value groups, Value groupindex, Value indexgroup)
{
    int64_t flag_bits, group_count, count;
    if (!int_argument(task, flags, &flag_bits))
        return 0;
    if (!value_is_list(code))
        return raise_error(task, &type_TypeError, "compile() argument 'code' must be list, not %T", code);
    if (!object_index_i64(task, groups, &group_count, false))
        return 0;
    if (!value_is_dict(groupindex))
        return raise_error(task, &type_TypeError, "compile() argument 'groupindex' must be dict, not %T", groupindex);
    if (!value_is_tuple(indexgroup))
        return raise_error(task, &type_TypeError, "compile() argument 'indexgroup' must be tuple, not %T", indexgroup);
    uint32_t *words = code_words(task, code, &count);
    PyPattern *p = words ? object_alloc(task, &type_sre_pattern, 0) : NULL;
    if (!p)
        return 0;
    if (pattern != VALUE_NONE) {
        SreState text;
        if (!sre_open_text(task, &text, pattern))
            return 0;
        p->is_bytes = text.is_bytes;
        sre_close(task, &text);
    } else
        p->is_bytes = -1;
    if (group_count < 0 || group_count > SRE_MAXGROUPS)
        return raise_error(task, &type_RuntimeError, "invalid SRE code");
    SreProgram *program = sre_translate(task, words, count, group_count);
    if (!program)
        return 0;
    p->flags = (int32_t)flag_bits;
    p->groups = group_count;
    gc_store_pointer(p->program, program);
    gc_init(&p->pattern, pattern);
    if (object_length(task, groupindex) > 0) {
        gc_init(&p->groupindex, groupindex);
        gc_init(&p->indexgroup, tuple_size(indexgroup) ? indexgroup : 0);
    }
    return value_from_object(p);
}

static RT Value sre_getcodesize(TASK) { return value_from_small_int(sizeof(uint32_t)); }

static RT Value ascii_iscased(TASK, Value character)
{
    int64_t c;
    if (!int_argument(task, character, &c))
        return 0;
    return value_from_bool((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
}
static RT Value unicode_iscased(TASK, Value character)
{
    int64_t c;
    if (!int_argument(task, character, &c))
        return 0;
    return value_from_bool((uint32_t)c != sre_lower(CASE_UNICODE, (uint32_t)c) || (uint32_t)c != sre_upper_unicode((uint32_t)c));
}
static Value lowered(struct Task *task, Value character, SreCase kind)
{
    int64_t c;
    return int_argument(task, character, &c) ? int_from_i64(task, (int32_t)sre_lower(kind, (uint32_t)c)) : 0;
}
static RT Value ascii_tolower(TASK, Value character) { return lowered(task, character, CASE_ASCII); }
static RT Value unicode_tolower(TASK, Value character) { return lowered(task, character, CASE_UNICODE); }

METHOD_TABLE_BEGIN(sre)
    METHOD(compile, "(pattern, flags, code, groups, groupindex, indexgroup)", sre_compile, OBJ, RAISES,
           "A pattern object from the codes that re makes.")
    METHOD(getcodesize, "()", sre_getcodesize, INT, NEVER, "Bytes of a code.")
    METHOD(ascii_iscased, "(character, /)", ascii_iscased, BOOL, RAISES, "Has the ASCII character another case?")
    METHOD(unicode_iscased, "(character, /)", unicode_iscased, BOOL, RAISES, "Has the character another case?")
    METHOD(ascii_tolower, "(character, /)", ascii_tolower, INT, RAISES, "The ASCII character in lower case.")
    METHOD(unicode_tolower, "(character, /)", unicode_tolower, INT, RAISES, "The character in lower case.")
METHOD_TABLE_END

static RT bool sre_init(TASK, Value module)
{
    static const struct { const char *name; int64_t value; } numbers[] = {
        { "MAGIC", SRE_MAGIC }, { "CODESIZE", sizeof(uint32_t) }, { "MAXREPEAT", SRE_MAXREPEAT }, { "MAXGROUPS", SRE_MAXGROUPS },
    };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (!module_set_c(task, module, numbers[i].name, value_from_small_int(numbers[i].value)))
            return false;
    Value note = str_from_c(task, "Patterns are compiled by the library's re; this engine is pyllc's own.");
    return note && module_set_c(task, module, "copyright", note) && type_ready(task, &type_sre_pattern) &&
           type_ready(task, &type_sre_match) && type_ready(task, &type_sre_scanner);
}
const NativeModule module__sre = { "_sre", "The engine of regular expressions.", sre_methods, sre_init };
