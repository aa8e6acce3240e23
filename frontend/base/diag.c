/* Diagnostics: recorded in order, printed as CPython prints a SyntaxError. */
#include "frontend/base/diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *format_message(Arena *arena, const char *format, va_list list) {
    va_list again;
    va_copy(again, list);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *text = arena_alloc(arena, (size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, list);
    return text;
}

void diag_error(Diagnostics *d, const char *type, Loc loc, const char *format, ...) {
    va_list list;
    va_start(list, format);
    Diagnostic entry = { .type = type, .loc = loc, .message = format_message(d->arena, format, list) };
    va_end(list);
    VEC_PUSH(d->arena, d->list, entry);
    d->error_count++;
}

void diag_warning(Diagnostics *d, const char *category, Loc loc, const char *format, ...) {
    va_list list;
    va_start(list, format);
    Diagnostic entry = { .type = category, .category = category, .loc = loc, .message = format_message(d->arena, format, list) };
    va_end(list);
    VEC_PUSH(d->arena, d->list, entry);
}

static const char *find_line(const Source *source, int line, size_t *length) {
    const char *text = source->text, *end = text + source->length;
    for (; line > 1 && text < end; line--) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        if (!newline)
            return NULL;
        text = newline + 1;
    }
    if (text >= end)
        return NULL;
    const char *newline = memchr(text, '\n', (size_t)(end - text));
    *length = (size_t)((newline ? newline : end) - text);
    return text;
}

static int characters(const char *text, int bytes) {
    int n = 0;
    for (int i = 0; i < bytes; i++)
        n += ((unsigned char)text[i] & 0xC0) != 0x80;
    return n;
}

/* The column of CPython's messages: characters of the line before it, and one; a column beyond the
   line is the one after its end (or newline, which lines of files have). CPython counts in the line of the beginning, even for an end on another. */
static int offset_in(const char *text, size_t length, int column, bool has_newline) {
    if (column < 0 || !text)
        return column + 1;
    bool is_beyond = (size_t)column > length;
    return characters(text, is_beyond ? (int)length : column) + 1 + (is_beyond && has_newline);
}

DiagPosition diag_position(const Diagnostics *d, const Diagnostic *entry) {
    Loc loc = entry->loc;
    DiagPosition place = { loc.line, loc.column + 1, loc.end_line, loc.end_column == DIAG_NO_END ? DIAG_NO_END : loc.end_column + 1 };
    size_t length = entry->text ? strcspn(entry->text, "\n") : 0;
    const char *text = entry->text ? entry->text : d->source ? find_line(d->source, loc.line, &length) : NULL;
    bool is_file = d->source && d->source->is_file;
    if (entry->counts_bytes)
        return place;
    place.offset = offset_in(text, length, loc.column, is_file);
    if (place.end_offset != DIAG_NO_END)
        place.end_offset = offset_in(text, length, loc.end_column, is_file);
    return place;
}

bool diag_text(const Diagnostics *d, const Diagnostic *entry, const char **text, size_t *length) {
    const Source *source = d->source;
    *text = entry->text;
    if (entry->text) {
        *length = strlen(entry->text) - entry->is_past;
        return true;
    }
    *text = source && entry->loc.line > 0 ? find_line(source, entry->loc.line, length) : NULL;
    if (!*text)
        return false;
    bool is_last = *text + *length + 1 == source->text + source->length;
    if (!entry->is_past && !(is_last && source->keeps_end))
        ++*length;
    return true;
}

const Diagnostic *diag_first_error(const Diagnostics *d) {
    for (size_t i = 0; i < d->list.count; i++)
        if (!d->list.items[i].category)
            return &d->list.items[i];
    return NULL;
}

/* The line without its indentation and, below it, carets under the columns from start to
   end. A range that goes on past the line marks the line's rest; a column before the text, as
   that of indentation, has no caret; one is enough for wrong indentation. */
static void print_line(const char *text, size_t length, Loc loc, bool is_single) {
    int size = (int)length, skip = 0;
    while (skip < size && strchr(" \t\f", text[skip]))
        skip++;
    fprintf(stderr, "    %.*s\n", size - skip, text + skip);
    int column = loc.column < size ? loc.column : size;
    if (column < skip)
        return;
    int end = is_single ? column + 1 : loc.end_line > loc.line ? size : loc.end_column;
    int carets = end > column ? characters(text + column, (end < size ? end : size) - column) + (end > size) : 1;
    fprintf(stderr, "    %*s", characters(text + skip, column - skip), "");
    for (int i = 0; i < carets || i < 1; i++)
        fputc('^', stderr);
    fputc('\n', stderr);
}

static void print_warning(const Diagnostics *d, const Diagnostic *entry) {
    size_t length = 0;
    const char *text = d->source ? find_line(d->source, entry->loc.line, &length) : NULL;
    fprintf(stderr, "%s:%d: %s: %s\n", d->source ? d->source->path : "<unknown>", (int)entry->loc.line, entry->category,
            entry->message);
    for (; length && strchr(" \t\f", *text); length--)
        text++;
    if (text)
        fprintf(stderr, "  %.*s\n", (int)length, text);
}

static void print_one(const Diagnostics *d, const Diagnostic *entry) {
    const char *path = d->source ? d->source->path : NULL;
    if (entry->category) {
        if (strcmp(entry->category, "DeprecationWarning"))
            print_warning(d, entry);
        return;
    }
    if (path && entry->loc.line > 0) {
        fprintf(stderr, "  File \"%s\", line %d\n", path, (int)entry->loc.line);
        size_t length = 0;
        const char *text = entry->text;
        if (text)
            length = strcspn(text, "\n");
        else
            text = find_line(d->source, entry->loc.line, &length);
        if (text)
            print_line(text, length, entry->loc, !strcmp(entry->type, "IndentationError"));
    }
    if (*entry->message)
        fprintf(stderr, "%s: %s\n", entry->type, entry->message);
    else
        fprintf(stderr, "%s\n", entry->type);
}

void diag_print_all(const Diagnostics *d) {
    for (size_t i = 0; i < d->list.count; i++)
        print_one(d, &d->list.items[i]);
}

void bug(const char *format, ...) {
    va_list list;
    va_start(list, format);
    fputs("pyllc: internal error: ", stderr);
    vfprintf(stderr, format, list);
    fputc('\n', stderr);
    va_end(list);
    abort();
}
