/* Source files: reading, the declared encoding (PEP 263), newlines.

   CPython reads the file of a program line by line and the text of compile() as a whole, and says different
   things about bytes that it cannot decode. Without a declaration, or with that of UTF-8, wrong bytes in a
   text matter only in names and strings: they stay in the text, and the lexer and the parser look out for
   them; a file without a declaration ends before the line that holds them. */
#include "frontend/lex/lex.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frontend/base/unicode.h"
#include "frontend/lex/encodings.h"

static const Loc nowhere = { 0, -2, DIAG_NO_END, DIAG_NO_END };

/* Newlines become "\n", and the last line gets one. */
static Source *make_source(const char *path, const char *text, size_t length, Arena *arena) {
    char *out = arena_alloc(arena, length + 2);
    size_t n = 0;
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if (c == '\r') {
            c = '\n';
            i += i + 1 < length && text[i + 1] == '\n';
        }
        out[n++] = c;
    }
    Source *source = ARENA_NEW(arena, Source);
    source->ends_in_newline = n && out[n - 1] == '\n';
    if (n && out[n - 1] != '\n')
        out[n++] = '\n';
    source->path = arena_text(arena, path, strlen(path));
    source->text = out;
    source->length = n;
    return source;
}

Source *source_from_text(const char *path, const char *text, size_t length, Arena *arena) {
    return make_source(path, text, length, arena);
}

/* The name in a "coding: name" comment of this line, or NULL. */
static const char *declared_in(const char *line, size_t length, Arena *arena) {
    size_t i = 0;
    while (i < length && strchr(" \t\f", line[i]))
        i++;
    if (i == length || line[i] != '#')
        return NULL;
    for (; i + 7 <= length; i++) {
        if (memcmp(line + i, "coding", 6) || (line[i + 6] != ':' && line[i + 6] != '='))
            continue;
        size_t start = i + 7, end;
        while (start < length && strchr(" \t", line[start]))
            start++;
        for (end = start; end < length; end++) {
            char c = line[end], lower = c | 0x20;
            if (!((lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.'))
                break;
        }
        if (end > start)
            return arena_text(arena, line + start, end - start);
    }
    return NULL;
}

static bool is_blank_line(const char *line, size_t length) {
    size_t i = 0;
    while (i < length && strchr(" \t\f", line[i]))
        i++;
    return i == length || line[i] == '#';
}

/* A declaration counts in the first line, or in the second after one without code. */
static const char *declared_encoding(const char *bytes, size_t length, Arena *arena) {
    size_t start = 0;
    for (int line = 0; line < 2 && start < length; line++) {
        size_t size = 0;
        while (start + size < length && bytes[start + size] != '\n' && bytes[start + size] != '\r')
            size++;
        const char *found = declared_in(bytes + start, size, arena);
        if (found)
            return found;
        if (!is_blank_line(bytes + start, size))
            return NULL;
        start += size;
        start += start + 1 < length && bytes[start] == '\r' && bytes[start + 1] == '\n' ? 2 : 1;
    }
    return NULL;
}

static bool is_name_of(const char *normal, const char *const *names) {
    for (; *names; names++) {
        size_t length = strlen(*names);
        if (!strncmp(normal, *names, length) && (!normal[length] || normal[length] == '-'))
            return true;
    }
    return false;
}

/* Lower case, with "-" for "_": how names of encodings are compared. */
static char *normal_name(Arena *arena, const char *name) {
    char *normal = arena_text(arena, name, strlen(name));
    for (char *p = normal; *p; p++)
        *p = *p == '_' ? '-' : *p >= 'A' && *p <= 'Z' ? *p | 0x20 : *p;
    return normal;
}

static Source *from_utf8(const char *path, const char *bytes, size_t length, bool is_declared, bool is_file, Arena *arena) {
    size_t invalid = is_file && !is_declared ? unicode_invalid_at(bytes, length) : length;
    if (invalid == length)
        return make_source(path, bytes, length, arena);
    int line = 1;
    size_t line_start = 0;
    for (size_t i = 0; i < invalid; i++) {
        if (bytes[i] != '\n' && (bytes[i] != '\r' || bytes[i + 1] == '\n'))
            continue;
        line++;
        line_start = i + 1;
    }
    Source *source = make_source(path, bytes, line_start, arena);
    source->end_problem = arena_printf(arena, "Non-UTF-8 code starting with '\\x%02x' in file %s on line %d, but no encoding declared; "
                                       "see https://peps.python.org/pep-0263/ for details",
                                       (unsigned)(unsigned char)bytes[invalid], path, line);
    return source;
}

static Source *from_declared(const char *path, const char *name, const char *bytes, size_t length, bool is_file, Arena *arena,
                             Diagnostics *diagnostics) {
    const char *error = NULL;
    size_t text_length = 0;
    char *text = decode_bytes(arena, name, bytes, length, &text_length, &error);
    if (text)
        return make_source(path, text, text_length, arena);
    if (is_file)
        diag_error(diagnostics, "SyntaxError", nowhere, "encoding problem: %s", name);
    else
        diag_error(diagnostics, "SyntaxError", nowhere, "%s", error);
    return NULL;
}

const char *source_encoding(const char *bytes, size_t length, Arena *arena) {
    static const char *const utf8_names[] = { "utf-8", NULL };
    static const char *const latin1_names[] = { "latin-1", "iso-8859-1", "iso-latin-1", NULL };
    const char *declared = declared_encoding(bytes, length, arena), *normal = declared ? normal_name(arena, declared) : "utf-8";
    return is_name_of(normal, utf8_names) ? "utf-8" : is_name_of(normal, latin1_names) ? "iso-8859-1" : declared;
}

static Source *from_bytes(const char *path, const char *bytes, size_t length, bool is_file, Arena *arena, Diagnostics *diagnostics) {
    static const char *const utf8_names[] = { "utf-8", NULL };
    static const char *const latin1_names[] = { "latin-1", "iso-8859-1", "iso-latin-1", NULL };
    bool has_mark = length >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3);
    if (has_mark) {
        bytes += 3;
        length -= 3;
    }
    const char *declared = declared_encoding(bytes, length, arena);
    const char *normal = declared ? normal_name(arena, declared) : "utf-8";
    bool is_utf8 = is_name_of(normal, utf8_names);
    if (is_name_of(normal, latin1_names))
        declared = "iso-8859-1";
    Source *source = NULL;
    if (has_mark && !is_utf8)
        diag_error(diagnostics, "SyntaxError", nowhere, "encoding problem: %s with BOM", declared);
    else if (is_utf8)
        source = from_utf8(path, bytes, length, declared || has_mark, is_file, arena);
    else
        source = from_declared(path, declared, bytes, length, is_file, arena, diagnostics);
    if (source && memchr(source->text, 0, source->length)) {
        diag_error(diagnostics, "SyntaxError", nowhere, "source code cannot contain null bytes");
        return NULL;
    }
    if (source)
        source->is_file = is_file;
    return source;
}

Source *source_from_bytes(const char *path, const char *bytes, size_t length, Arena *arena, Diagnostics *diagnostics) {
    return from_bytes(path, bytes, length, false, arena, diagnostics);
}

Source *source_read(const char *path, const char *shown_path, Arena *arena, Diagnostics *diagnostics) {
    FILE *file = fopen(path, "rb");
    if (!file) {
        diag_error(diagnostics, "error", nowhere, "can't open file '%s': [Errno %d] %s", path, errno, strerror(errno));
        return NULL;
    }
    VEC(char) bytes = {0};
    char block[16384];
    size_t n;
    while ((n = fread(block, 1, sizeof block, file)) > 0) {
        while (bytes.capacity < bytes.count + n)
            bytes.items = arena_grow(arena, bytes.items, &bytes.capacity, 1);
        memcpy(bytes.items + bytes.count, block, n);
        bytes.count += n;
    }
    bool failed = ferror(file) != 0;
    int number = errno;
    fclose(file);
    if (failed) {
        diag_error(diagnostics, "error", nowhere, "can't read file '%s': [Errno %d] %s", path, number, strerror(number));
        return NULL;
    }
    return from_bytes(shown_path, bytes.items ? bytes.items : "", bytes.count, true, arena, diagnostics);
}
