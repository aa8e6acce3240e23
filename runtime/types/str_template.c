/* str.format and str.format_map: text with {fields}, where a field is a name with attributes and
   items, a conversion, and a specification that may contain fields itself. */
#include "runtime/types/str_internal.h"

#include "runtime/types/containers.h"
#include "runtime/types/format.h"

typedef enum { NUMBERING_UNKNOWN, NUMBERING_AUTOMATIC, NUMBERING_MANUAL } Numbering;
typedef struct Template {
    struct Task *task;
    Value args, mapping;             /* args: tuple or zero; mapping: kwargs, any mapping, or zero */
    Numbering numbering;
    int64_t next;
} Template;

typedef struct Span { const PyStr *s; int64_t start, end; } Span;

RT static bool render(TASK, Template *t, StrBuilder *out, Span text, int depth);

RT static Value fail(TASK, const char *message) { return raise_error(task, &type_ValueError, "%s", message); }

RT static Value span_text(TASK, Span span)
{
    return str_from_text(task, span.s->width, text_address(span.s, span.start), span.end - span.start);
}

/* The number a span is made of, or -1. */
RT static bool span_number(TASK, Span span, int64_t *number)
{
    int64_t value = 0;
    *number = -1;
    for (int64_t i = span.start; i < span.end; i++) {
        uint32_t c = str_at(span.s, i);
        if (c < '0' || c > '9')
            return true;
        if (value > (INT64_MAX - 9) / 10) {
            fail(task, "Too many decimal digits in format string");
            return false;
        }
        value = value * 10 + (c - '0');
    }
    if (span.end > span.start)
        *number = value;
    return true;
}

RT static bool choose_numbering(TASK, Template *t, Numbering wanted)
{
    if (t->numbering == NUMBERING_UNKNOWN)
        t->numbering = wanted;
    if (t->numbering == wanted)
        return true;
    fail(task, wanted == NUMBERING_MANUAL
             ? "cannot switch from automatic field numbering to manual field specification"
             : "cannot switch from manual field specification to automatic field numbering");
    return false;
}

RT static Value first_value(TASK, Template *t, Span name)
{
    int64_t index;
    if (!span_number(task, name, &index))
        return 0;
    bool automatic = name.start == name.end;
    if (automatic || index >= 0) {
        if (!choose_numbering(task, t, automatic ? NUMBERING_AUTOMATIC : NUMBERING_MANUAL))
            return 0;
        if (automatic)
            index = t->next++;
        if (!t->args)
            return fail(task, "Format string contains positional fields");
        if (index >= tuple_size(t->args))
            return raise_error(task, &type_IndexError, "Replacement index %ld out of range for positional args tuple",
                               (long)index);
        return tuple_get(t->args, index);
    }
    Value key = span_text(task, name);
    if (!key)
        return 0;
    if (!t->mapping)
        return raise_key_error(task, key);
    if (!value_is_exact_dict(t->mapping))
        return object_get_item(task, t->mapping, key);
    Value value = dict_get(task, t->mapping, key);
    return value == VALUE_UNBOUND ? raise_key_error(task, key) : value;
}

static int64_t find_any(Span span, int64_t from, const char *stops)
{
    for (int64_t i = from; i < span.end; i++) {
        uint32_t c = str_at(span.s, i);
        if (c < 128 && c && strchr(stops, (int)c))
            return i;
    }
    return span.end;
}

RT static Value indexed(TASK, Value value, Span key)
{
    int64_t index;
    if (key.start == key.end)
        return fail(task, "Empty attribute in format string");
    if (!span_number(task, key, &index))
        return 0;
    Value item = index >= 0 ? value_from_small_int(index) : span_text(task, key);
    return item ? object_get_item(task, value, item) : 0;
}

RT static Value field_value(TASK, Template *t, Span field)
{
    int64_t at = find_any(field, field.start, ".[");
    Value value = first_value(task, t, (Span){ field.s, field.start, at });
    while (value && at < field.end) {
        bool is_item = str_at(field.s, at) == '[';
        int64_t end = find_any(field, at + 1, is_item ? "]" : ".[");
        Span part = { field.s, at + 1, end };
        if (is_item) {
            if (end == field.end)
                return fail(task, "Missing ']' in format string");
            value = indexed(task, value, part);
            at = end + 1;
            if (value && at < field.end && str_at(field.s, at) != '.' && str_at(field.s, at) != '[')
                return fail(task, "Only '.' or '[' may follow ']' in format field specifier");
        } else {
            if (part.start == part.end)
                return fail(task, "Empty attribute in format string");
            Value name = span_text(task, part);
            name = name ? str_intern(task, name) : 0;
            value = name ? object_get_attr(task, value, name) : 0;
            at = end;
        }
    }
    return value;
}

/* The specification, whose own fields are replaced. */
RT static Value field_spec(TASK, Template *t, Span text, int depth)
{
    StrBuilder spec;
    if (find_any(text, text.start, "{}") == text.end)
        return span_text(task, text);
    builder_start(&spec, task);
    return render(task, t, &spec, text, depth - 1) ? builder_finish(&spec) : 0;
}

/* field: what stands between the braces. */
RT static bool render_field(TASK, Template *t, StrBuilder *out, Span field, int depth)
{
    int64_t bracket = 0, at = field.start, conversion = -1;
    for (; at < field.end; at++) {
        uint32_t c = str_at(field.s, at);
        if (c == '[')
            bracket = 1;
        else if (c == ']')
            bracket = 0;
        else if (c == '{')
            return fail(task, "unexpected '{' in field name") != 0;
        else if (!bracket && (c == '!' || c == ':'))
            break;
    }
    Span name = { field.s, field.start, at };
    if (at < field.end && str_at(field.s, at) == '!') {
        if (at + 1 >= field.end)
            return fail(task, "unmatched '{' in format spec") != 0;
        conversion = str_at(field.s, at + 1);
        at += 2;
        if (at < field.end && str_at(field.s, at) != ':')
            return fail(task, "expected ':' after conversion specifier") != 0;
    }
    Value value = field_value(task, t, name);
    if (!value)
        return false;
    if (conversion >= 0 && conversion != 'r' && conversion != 's' && conversion != 'a') {
        if (conversion > 32 && conversion < 127)
            raise_error(task, &type_ValueError, "Unknown conversion specifier %c", (int)conversion);
        else
            raise_error(task, &type_ValueError, "Unknown conversion specifier \\x%x", (unsigned)conversion);
        return false;
    }
    Value spec = VALUE_UNBOUND;
    if (at < field.end) {
        spec = field_spec(task, t, (Span){ field.s, at + 1, field.end }, depth);
        if (!spec)
            return false;
    }
    Value formatted = format_value(task, value, conversion, spec);
    return formatted && builder_str(out, formatted);
}

/* The '}' that ends the field beginning at start; -1 when there is none. */
static int64_t field_end(Span text, int64_t start)
{
    int64_t depth = 1;
    bool bracket = false, in_name = true;
    for (int64_t i = start; i < text.end; i++) {
        uint32_t c = str_at(text.s, i);
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
            return i;
    }
    return -1;
}

/* What a field without its '}' lacks. */
static const char *unfinished(Span text, int64_t start)
{
    int64_t at = find_any(text, start, "!:");
    if (at == text.end)
        return "expected '}' before end of string";
    if (str_at(text.s, at) == '!' && at + 1 == text.end)
        return "end of string while looking for conversion specifier";
    return "unmatched '{' in format spec";
}

RT static bool render(TASK, Template *t, StrBuilder *out, Span text, int depth)
{
    if (depth <= 0)
        return fail(task, "Max string recursion exceeded") != 0;
    for (int64_t at = text.start; at < text.end;) {
        int64_t brace = find_any(text, at, "{}");
        builder_slice(out, text.s, at, brace);
        if (brace == text.end)
            break;
        uint32_t c = str_at(text.s, brace);
        at = brace + 1;
        if (at < text.end && str_at(text.s, at) == c && (c == '{' || c == '}')) {
            builder_char(out, c);
            at++;
            continue;
        }
        if (c == '}')
            return fail(task, "Single '}' encountered in format string") != 0;
        if (at == text.end)
            return fail(task, "Single '{' encountered in format string") != 0;
        int64_t end = field_end(text, at);
        if (end < 0)
            return fail(task, unfinished(text, at)) != 0;
        if (!render_field(task, t, out, (Span){ text.s, at, end }, depth))
            return false;
        at = end + 1;
    }
    return !out->failed;
}

RT Value str_format_template(TASK, Value template, Value args, Value mapping)
{
    Template t = { .task = task, .args = args, .mapping = mapping };
    StrBuilder out;
    if (!stack_check(task))
        return 0;
    builder_start(&out, task);
    Span text = { as_str(template), 0, as_str(template)->length };
    return render(task, &t, &out, text, 2) ? builder_finish(&out) : 0;
}

RT Value str_format_method(TASK, Value self, Value args, Value kwargs) { return str_format_template(task, self, args, kwargs); }
RT Value str_format_map(TASK, Value self, Value mapping) { return str_format_template(task, self, 0, mapping); }
