/* Prints uncaught exceptions, byte for byte as CPython 3.11: entries with source lines and
   carets, repeated entries folded, causes and contexts, notes, groups, syntax errors.

   All text goes into one StrBuilder and out in one write. Inside a group every line starts
   with a margin; `depth` counts the groups around (as in "  | "). */
#include "runtime/object/suggestions.h"

#include <stdio.h>
#include <unistd.h>

#include "runtime/object/anchors.h"
#include "runtime/object/exceptions.h"
#include "runtime/types/str.h"

enum { REPEATS_SHOWN = 3, GROUP_WIDTH = 15, GROUP_DEPTH = 10, ENTRY_LIMIT = 1000 };

typedef struct Printer {
    struct Task *task;
    StrBuilder out;
    int depth;                       /* groups around */
    bool need_close;                 /* the innermost group's last line is still to come */
    Value seen;                      /* list of exceptions shown, against cycles */
    Value file_name;                 /* whose text is in source */
    char *source;                    /* gc_payload */
    size_t source_size;
} Printer;

static void print_exception_tree(Printer *p, Value exception);

/* ---- lines ------------------------------------------------------------------------------------- */

static void margin(Printer *p, char mark)
{
    builder_fill(&p->out, ' ', p->depth * 2);
    if (p->depth) {
        builder_char(&p->out, (uint32_t)mark);
        builder_char(&p->out, ' ');
    }
}

static void plain_line(Printer *p, const char *text)
{
    margin(p, '|');
    builder_c(&p->out, text);
    builder_char(&p->out, '\n');
}

/* Every line of text with the margin; a last line without newline gets one. */
static void str_lines(Printer *p, Value text)
{
    const PyStr *s = as_str(text);
    int64_t start = 0;
    do {
        Value newline = str_from_c(p->task, "\n");
        int64_t end = newline ? str_find_in(s, as_str(newline), start, s->length) : -1;
        if (end < 0)
            end = s->length;
        margin(p, '|');
        builder_slice(&p->out, s, start, end);
        builder_char(&p->out, '\n');
        start = end + 1;
    } while (start < s->length);
}

/* ---- source text -------------------------------------------------------------------------------- */

static void load_source(Printer *p, Value file_name)
{
    if (p->file_name && object_equal(p->task, p->file_name, file_name) == 1)
        return;
    gc_payload_free(p->source);
    p->source = NULL;
    p->source_size = 0;
    p->file_name = file_name;
    int64_t length;
    FILE *f = fopen(str_utf8_lossy(p->task, file_name, &length), "rb");
    if (!f)
        return;
    if (fseek(f, 0, SEEK_END) == 0 && ftell(f) > 0) {
        size_t size = (size_t)ftell(f);
        rewind(f);
        p->source = gc_payload(p->task, size + 1);
        if (p->source)
            p->source_size = fread(p->source, 1, size, f);
    }
    fclose(f);
}

/* The line without its newline; NULL when the file has none such. */
static const char *source_line(Printer *p, Value file_name, int32_t line, int64_t *length)
{
    load_source(p, file_name);
    const char *at = p->source, *end = p->source + p->source_size;
    for (int32_t n = 1; at && at < end; n++) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        const char *stop = newline ? newline : end;
        if (n == line) {
            *length = stop - at - (stop > at && stop[-1] == '\r');
            return at;
        }
        at = stop + 1;
    }
    return NULL;
}

static int64_t count_chars(const char *text, int64_t bytes)
{
    int64_t n = 0;
    for (int64_t i = 0; i < bytes; i++)
        n += (text[i] & 0xc0) != 0x80;
    return n;
}

static void print_carets(Printer *p, const char *text, int64_t length, int64_t indent, const Position *at)
{
    if (at->end_line < 0 || at->column < 0 || at->end_column < 0)
        return;
    int64_t start = at->column < length ? at->column : length, end = at->end_column, left = -1, right = -1;
    bool marked = false;
    if (at->line == at->end_line) {
        end = end < length ? end : length;
        if (end > start)
            marked = anchors_find(text + start, end - start, &left, &right);
    } else {
        end = length;
        while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\t' || text[end - 1] == '\f'))
            end--;
    }
    if (end - start == length - indent && !marked)
        return;                                           /* the whole line would be marked */
    int64_t left_char = marked ? count_chars(text, start + left) : -1;
    int64_t right_char = marked ? count_chars(text, start + right) : -1;
    int64_t start_char = count_chars(text, start), end_char = count_chars(text, end);
    margin(p, '|');
    builder_fill(&p->out, ' ', 4);
    for (int64_t i = indent; i < end_char; i++)
        builder_char(&p->out, i < start_char ? ' ' : !marked || (i >= left_char && i < right_char) ? '^' : '~');
    builder_char(&p->out, '\n');
}

static void print_source(Printer *p, Value file_name, const Position *at)
{
    int64_t length, indent = 0;
    const char *text = source_line(p, file_name, at->line, &length);
    if (!text)
        return;
    while (indent < length && (text[indent] == ' ' || text[indent] == '\t' || text[indent] == '\f'))
        indent++;
    margin(p, '|');
    builder_fill(&p->out, ' ', 4);
    builder_utf8(&p->out, text + indent, length - indent);
    builder_char(&p->out, '\n');
    print_carets(p, text, length, indent, at);
}

/* ---- entries ------------------------------------------------------------------------------------ */

static Value path_of(Printer *p, const Position *at)
{
    Value path = hook_source_path ? hook_source_path(p->task, position_code(at)->module) : 0;
    if (!path) {
        exception_clear(p->task);
        path = position_code(at)->module->name;
    }
    return path;
}

static void print_entry(Printer *p, const Position *at)
{
    Value path = path_of(p, at);
    Value head = str_format(p->task, "  File \"%U\", line %d, in %U", path, at->line, position_code(at)->name);
    if (!head) {
        exception_clear(p->task);
        return;
    }
    margin(p, '|');
    builder_str(&p->out, head);
    builder_char(&p->out, '\n');
    print_source(p, path, at);
}

static void print_repeats(Printer *p, int64_t count)
{
    int64_t more = count - REPEATS_SHOWN;
    if (more <= 0)
        return;
    char text[80];
    snprintf(text, sizeof text, "  [Previous line repeated %ld more time%s]", (long)more, more > 1 ? "s" : "");
    plain_line(p, text);
}

static void print_entries(Printer *p, Value traceback)
{
    int64_t count = 0, repeats = 0;
    const Position *last = NULL;
    for (Value v = traceback; v; v = slot_load(&((PyTraceback *)v)->next))
        count++;
    for (Value v = traceback; v; v = slot_load(&((PyTraceback *)v)->next), count--) {
        const Position *at = ((PyTraceback *)v)->position;
        if (count > ENTRY_LIMIT)
            continue;
        bool same = last && position_code(last)->module == position_code(at)->module && last->line == at->line
                    && object_equal(p->task, position_code(last)->name, position_code(at)->name) == 1;
        if (!same) {
            print_repeats(p, repeats);
            repeats = 0;
        }
        last = at;
        if (++repeats <= REPEATS_SHOWN)
            print_entry(p, at);
    }
    print_repeats(p, repeats);
}

/* ---- one exception ------------------------------------------------------------------------------- */

static Value attribute_or_none(Printer *p, Value object, Value name)
{
    Value v = object_get_attr_or_unbound(p->task, object, name);
    if (!v)
        exception_clear(p->task);
    return v && v != VALUE_UNBOUND ? v : VALUE_NONE;
}

static Value class_title(Printer *p, Value exception)
{
    Value type = value_from_object(type_of(exception));
    Value module = attribute_or_none(p, type, NAME(__module__)), name = attribute_or_none(p, type, NAME(__qualname__));
    if (!value_is_str(name))
        name = str_from_c(p->task, type_name(type_of(exception)));
    bool hidden = value_is_str(module) && (str_equal_c(module, "builtins") || str_equal_c(module, "__main__"));
    if (hidden)
        return name;
    if (!value_is_str(module))
        return str_format(p->task, "<unknown>.%U", name);
    return str_format(p->task, "%U.%U", module, name);
}

static void print_title(Printer *p, Value exception)
{
    const PySyntaxError *syntax = value_is_instance(exception, &type_SyntaxError) ? (PySyntaxError *)exception : NULL;
    Value message = syntax ? slot_load(&syntax->message) : 0;      /* the place is printed above it */
    Value title = class_title(p, exception), text = object_str(p->task, message ? message : exception), line;
    if (!text) {
        exception_clear(p->task);
        line = str_format(p->task, "%U: <exception str() failed>", title);
    } else if (as_str(text)->length == 0) {
        line = title;
    } else {
        line = str_format(p->task, "%U: %U", title, text);
    }
    Value meant = line ? suggestion_for(p->task, exception) : 0;
    if (meant)
        line = str_format(p->task, "%U. Did you mean: %R?", line, meant);
    if (line)
        str_lines(p, line);
    else
        exception_clear(p->task);
}

static void print_notes(Printer *p, Value exception)
{
    Value notes = attribute_or_none(p, exception, NAME(__notes__));
    if (!value_is_list(notes))
        return;
    for (int64_t i = 0; i < ((PyList *)notes)->size; i++) {
        Value note = object_get_item(p->task, notes, int_from_i64(p->task, i));
        Value text = note ? object_str(p->task, note) : 0;
        if (text)
            str_lines(p, text);
        else
            exception_clear(p->task);
    }
}

/* File, line and caret of a SyntaxError that knows them. */
static void print_syntax_place(Printer *p, Value exception)
{
    const PySyntaxError *e = (PySyntaxError *)exception;
    Value file = slot_load(&e->file_name), line = slot_load(&e->line), text = slot_load(&e->text);
    int64_t number, offset = 0, end = 0;
    if (!line || line == VALUE_NONE || !value_to_i64(p->task, line, &number)) {
        exception_clear(p->task);
        return;
    }
    Value head = str_format(p->task, "  File \"%U\", line %ld", file && value_is_str(file) ? file : str_from_c(p->task, "<string>"),
                            (long)number);
    if (head)
        str_lines(p, head);
    if (!text || !value_is_str(text))
        return;
    int64_t length, indent = 0;
    const char *source = str_utf8_lossy(p->task, text, &length);
    while (length > 0 && source[length - 1] == '\n')
        length--;
    while (indent < length && (source[indent] == ' ' || source[indent] == '\t' || source[indent] == '\f'))
        indent++;
    margin(p, '|');
    builder_fill(&p->out, ' ', 4);
    builder_utf8(&p->out, source + indent, length - indent);
    builder_char(&p->out, '\n');
    Value first = slot_load(&e->offset), last = slot_load(&e->end_offset);
    if (!first || first == VALUE_NONE || !value_to_i64(p->task, first, &offset) || offset < 1) {
        exception_clear(p->task);
        return;
    }
    if (!last || last == VALUE_NONE || !value_to_i64(p->task, last, &end) || end <= offset)
        end = offset + 1;
    exception_clear(p->task);
    margin(p, '|');
    builder_fill(&p->out, ' ', 4 + (offset - 1 > indent ? offset - 1 - indent : 0));
    builder_fill(&p->out, '^', end - offset);
    builder_char(&p->out, '\n');
}

/* Traceback, title and notes. heading: of the traceback; mark: the margin before it. */
static void print_one(Printer *p, Value exception, const char *heading, char mark)
{
    Value traceback = slot_load(&exception_of(exception)->traceback);
    if (traceback) {
        margin(p, mark);
        builder_c(&p->out, heading);
        builder_char(&p->out, '\n');
        print_entries(p, traceback);
    }
    if (value_is_instance(exception, &type_SyntaxError))
        print_syntax_place(p, exception);
    print_title(p, exception);
    print_notes(p, exception);
}

/* ---- groups ---------------------------------------------------------------------------------------- */

static void group_rule(Printer *p, bool first, const char *title)
{
    builder_fill(&p->out, ' ', p->depth * 2);
    builder_c(&p->out, first ? "+-" : "  ");
    builder_c(&p->out, "+---------------- ");
    builder_c(&p->out, title);
    builder_c(&p->out, " ----------------\n");
}

static void print_group_member(Printer *p, Value members, int64_t i, int64_t count)
{
    char text[64];
    bool cut = i >= GROUP_WIDTH;
    snprintf(text, sizeof text, "%ld", (long)(i + 1));
    group_rule(p, i == 0, cut ? "..." : text);
    p->depth++;
    if (cut) {
        int64_t more = count - GROUP_WIDTH;
        snprintf(text, sizeof text, "and %ld more exception%s", (long)more, more > 1 ? "s" : "");
        plain_line(p, text);
    } else {
        print_exception_tree(p, slot_load(&((PyTuple *)members)->items[i]));
    }
    if (p->need_close) {
        builder_fill(&p->out, ' ', p->depth * 2);
        builder_c(&p->out, "+------------------------------------\n");
        p->need_close = false;
    }
    p->depth--;
}

static void print_group(Printer *p, Value exception)
{
    Value members = slot_load(&((PyExceptionGroup *)exception)->exceptions);
    if (p->depth > GROUP_DEPTH) {
        plain_line(p, "... (max_group_depth is 10)");
        return;
    }
    bool top = p->depth == 0;
    if (top)
        p->depth++;
    print_one(p, exception, "Exception Group Traceback (most recent call last):", top ? '+' : '|');
    int64_t count = ((PyTuple *)members)->size, shown = count <= GROUP_WIDTH ? count : GROUP_WIDTH + 1;
    p->need_close = false;
    for (int64_t i = 0; i < shown; i++) {
        if (i == shown - 1)
            p->need_close = true;
        print_group_member(p, members, i, count);
    }
    if (top)
        p->depth = 0;
}

/* ---- chains ----------------------------------------------------------------------------------------- */

static bool was_seen(Printer *p, Value exception)
{
    const PyList *seen = (PyList *)p->seen;
    for (int64_t i = 0; i < seen->size; i++)
        if (slot_load(&seen->items->slots[i]) == exception)
            return true;
    return false;
}

static void print_chained(Printer *p, Value exception, const char *between)
{
    print_exception_tree(p, exception);
    margin(p, '|');
    builder_char(&p->out, '\n');
    plain_line(p, between);
    margin(p, '|');
    builder_char(&p->out, '\n');
}

static void print_exception_tree(Printer *p, Value exception)
{
    const PyException *e = exception_of(exception);
    Value cause = slot_load(&e->cause), context = slot_load(&e->context);
    if (!list_append(p->task, p->seen, exception) || !stack_check(p->task))
        return;
    if (cause && !was_seen(p, cause))
        print_chained(p, cause, "The above exception was the direct cause of the following exception:");
    else if (!cause && context && !e->suppress_context && !was_seen(p, context))
        print_chained(p, context, "During handling of the above exception, another exception occurred:");
    if (value_is_instance(exception, &type_BaseExceptionGroup))
        print_group(p, exception);
    else
        print_one(p, exception, "Traceback (most recent call last):", '|');
}

static void write_out(struct Task *task, Value text, Value file)
{
    if (file && file != VALUE_NONE && file != VALUE_UNBOUND) {
        if (call_method(task, file, NAME(write), &text, 1) && call_method(task, file, NAME(flush), NULL, 0))
            return;
        exception_clear(task);
    }
    int64_t length;
    const char *bytes = str_utf8_lossy(task, text, &length);
    while (length > 0) {
        ssize_t n = write(2, bytes, (size_t)length);
        if (n <= 0)
            return;
        bytes += n;
        length -= n;
    }
}

RT void traceback_print_exception(TASK, Value exception, Value file)
{
    Printer p = {.task = task, .seen = list_new(task, 0)};
    if (!p.seen)
        return;
    builder_start(&p.out, task);
    print_exception_tree(&p, exception);
    gc_payload_free(p.source);
    Value text = builder_finish(&p.out);
    exception_clear(task);
    if (text)
        write_out(task, text, file);
    exception_clear(task);
}

RT Value traceback_source_line(TASK, Value file_name, int64_t line)
{
    Printer p = {.task = task};
    int64_t length;
    const char *text = source_line(&p, file_name, (int32_t)line, &length);
    Value result = VALUE_NONE;
    if (text) {
        builder_start(&p.out, task);
        builder_utf8(&p.out, text, length);
        result = builder_finish(&p.out);
    }
    gc_payload_free(p.source);
    return result;
}
