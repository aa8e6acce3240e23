/* _string: format strings taken apart, for string.Formatter. What a format string means is in
   types/str_template.c; here the same grammar gives tuples. */
#include "runtime/object/builtin.h"
#include "runtime/object/module.h"
#include "runtime/types/containers.h"
#include "runtime/types/str.h"

typedef struct PyFormatParts { Object head; Slot text; int64_t at; bool of_name; } PyFormatParts;
extern PyType type_format_parts;
extern Shape shape_format_parts;

static Value fail(struct Task *task, const char *message) { return raise_error(task, &type_ValueError, "%s", message); }

/* The next character out of `stops` at or after `at`, or the end. */
static int64_t find_any(const PyStr *s, int64_t at, int64_t end, const char *stops)
{
    while (at < end && !(str_at(s, at) - 1 < 127 && strchr(stops, (int)str_at(s, at))))
        at++;
    return at;
}

/* ---- formatter_parser: (literal, field name, specification, conversion) ---- */

/* The '}' that ends the field which begins at `at`, or -1. Braces in [...] of the name do not count. */
static int64_t field_end(const PyStr *s, int64_t at)
{
    int depth = 1;
    bool bracket = false, in_name = true;
    for (; at < s->length; at++) {
        uint32_t c = str_at(s, at);
        if (in_name && c == '[')
            bracket = true;
        else if (c == ']')
            bracket = false;
        else if (bracket)
            continue;
        else if (c == ':' || c == '!')
            in_name = false;
        else if (c == '{')
            depth++;
        else if (c == '}' && --depth == 0)
            return at;
    }
    return -1;
}

static Value split_field(struct Task *task, Value text, Value literal, int64_t start, int64_t end)
{
    const PyStr *s = as_str(text);
    int64_t at = start;
    for (bool bracket = false; at < end; at++) {
        uint32_t c = str_at(s, at);
        bracket = c == '[' || (bracket && c != ']');
        if (c == '{')
            return fail(task, "unexpected '{' in field name");
        if (!bracket && (c == '!' || c == ':'))
            break;
    }
    Value words[4] = {literal, str_substring(task, text, start, at), STR_EMPTY, VALUE_NONE};
    if (at < end && str_at(s, at) == '!') {
        if (at + 1 >= end)
            return fail(task, "unmatched '{' in format spec");
        words[3] = str_from_char(task, str_at(s, at + 1));
        at += 2;
        if (at < end && str_at(s, at) != ':')
            return fail(task, "expected ':' after conversion specifier");
    }
    if (at < end)
        words[2] = str_substring(task, text, at + 1, end);
    return words[0] && words[1] && words[2] && words[3] ? tuple_from(task, words, 4) : 0;
}

static Value next_part(struct Task *task, PyFormatParts *parts)
{
    Value text = slot_load(&parts->text);
    const PyStr *s = as_str(text);
    int64_t start = parts->at, brace = find_any(s, start, s->length, "{}");
    if (start >= s->length)
        return VALUE_STOP;
    bool twice = brace + 1 < s->length && str_at(s, brace) == str_at(s, brace + 1);
    if (brace == s->length || twice) {
        parts->at = brace + (twice ? 2 : 0);
        Value words[4] = {str_substring(task, text, start, brace + twice), VALUE_NONE, VALUE_NONE, VALUE_NONE};
        return words[0] ? tuple_from(task, words, 4) : 0;
    }
    if (str_at(s, brace) == '}')
        return fail(task, "Single '}' encountered in format string");
    if (brace + 1 == s->length)
        return fail(task, "Single '{' encountered in format string");
    int64_t end = field_end(s, brace + 1);
    if (end < 0) {
        int64_t mark = find_any(s, brace + 1, s->length, "!:");
        return fail(task, mark == s->length                                        ? "expected '}' before end of string"
                        : str_at(s, mark) == '!' && mark + 1 == s->length ? "end of string while looking for conversion specifier"
                                                                                   : "unmatched '{' in format spec");
    }
    parts->at = end + 1;
    Value literal = str_substring(task, text, start, brace);
    return literal ? split_field(task, text, literal, brace + 1, end) : 0;
}

/* ---- formatter_field_name_split: (first, iterator of (is attribute, name or number)) ---- */

/* A span as a number when it is one. */
static Value number_or_text(struct Task *task, Value text, int64_t start, int64_t end)
{
    int64_t number = 0;
    for (int64_t i = start; i < end; i++) {
        uint32_t c = str_at(as_str(text), i);
        if (c < '0' || c > '9')
            return str_substring(task, text, start, end);
        if (number > (INT64_MAX - 9) / 10)
            return fail(task, "Too many decimal digits in format string");
        number = number * 10 + (c - '0');
    }
    return start < end ? int_from_i64(task, number) : STR_EMPTY;
}

static Value next_step(struct Task *task, PyFormatParts *parts)
{
    Value text = slot_load(&parts->text);
    const PyStr *s = as_str(text);
    int64_t start = parts->at + 1;
    if (parts->at >= s->length)
        return VALUE_STOP;
    bool attribute = str_at(s, parts->at) == '.';
    if (!attribute && str_at(s, parts->at) != '[')
        return fail(task, "Only '.' or '[' may follow ']' in format field specifier");
    int64_t end = find_any(s, start, s->length, attribute ? ".[" : "]");
    if (!attribute && end == s->length)
        return fail(task, "Missing ']' in format string");
    if (start == end)
        return fail(task, "Empty attribute in format string");
    parts->at = end + !attribute;
    Value words[2] = {value_from_bool(attribute),
                      attribute ? str_substring(task, text, start, end) : number_or_text(task, text, start, end)};
    return words[1] ? tuple_from(task, words, 2) : 0;
}

static RT Value parts_next(TASK, Value self)
{
    PyFormatParts *parts = (PyFormatParts *)self;
    return parts->of_name ? next_step(task, parts) : next_part(task, parts);
}
BUILTIN_TYPE(format_parts, "formatteriterator", PyFormatParts, .slots = {.iter = identity_iter, .next = parts_next})

static Value parts_new(struct Task *task, Value text, int64_t at, bool of_name)
{
    PyFormatParts *parts = object_alloc(task, &type_format_parts, 0);
    if (!parts)
        return 0;
    gc_init(&parts->text, text);
    parts->at = at;
    parts->of_name = of_name;
    return value_from_object(parts);
}

static RT Value string_parser(TASK, Value text)
{
    if (!value_is_str(text))
        return raise_error(task, &type_TypeError, "expected str, got %T", text);
    return parts_new(task, text, 0, false);
}
static RT Value string_split(TASK, Value name)
{
    if (!value_is_str(name))
        return raise_error(task, &type_TypeError, "expected str, got %T", name);
    int64_t end = find_any(as_str(name), 0, as_str(name)->length, ".[");
    Value words[2] = {number_or_text(task, name, 0, end), parts_new(task, name, end, true)};
    return words[0] && words[1] ? tuple_from(task, words, 2) : 0;
}

METHOD_TABLE_BEGIN(string)
    METHOD(formatter_parser, "(format, /)", string_parser, OBJ, RAISES, "An iterator over the literals and fields of a format string.")
    METHOD(formatter_field_name_split, "(name, /)", string_split, TUPLE, RAISES, "The first part of a field name, and an iterator over the rest.")
METHOD_TABLE_END
static RT bool string_start(TASK, Value module) { return type_ready(task, &type_format_parts); }
const NativeModule module__string = {"_string", "Takes format strings apart, for the string module.", string_methods, string_start};
