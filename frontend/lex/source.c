/* Source files: reading, the declared encoding (PEP 263), newlines. */
#include "frontend/lex/lex.h"

#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frontend/base/unicode.h"

static const Loc nowhere = { 0, -1, 0, -1 };

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

static Source *from_latin1(const char *path, const char *bytes, size_t length, Arena *arena) {
    char *text = arena_alloc(arena, length * 2 + 1);
    size_t n = 0;
    for (size_t i = 0; i < length; i++)
        n += (size_t)unicode_encode((unsigned char)bytes[i], text + n);
    return make_source(path, text, n, arena);
}

/* Any other encoding that the C library converts; NULL if it does not know the name. */
static Source *from_other(const char *path, const char *name, const char *bytes, size_t length, Arena *arena, Diagnostics *diagnostics) {
    iconv_t converter = iconv_open("UTF-8", name);
    if (converter == (iconv_t)-1) {
        diag_error(diagnostics, "SyntaxError", nowhere, "encoding problem: %s", name);
        return NULL;
    }
    char *text = arena_alloc(arena, length * 4 + 16), *out = text, *in = (char *)(uintptr_t)bytes;
    size_t in_left = length, out_left = length * 4 + 15;
    size_t result = iconv(converter, &in, &in_left, &out, &out_left);
    iconv_close(converter);
    if (result == (size_t)-1) {
        diag_error(diagnostics, "SyntaxError", nowhere, "encoding problem: %s", name);
        return NULL;
    }
    return make_source(path, text, (size_t)(out - text), arena);
}

static Source *from_utf8(const char *path, const char *bytes, size_t length, const char *declared, Arena *arena, Diagnostics *diagnostics) {
    size_t invalid = unicode_invalid_at(bytes, length);
    if (invalid == length)
        return make_source(path, bytes, length, arena);
    int32_t line = 1;
    for (size_t i = 0; i < invalid; i++)
        line += bytes[i] == '\n';
    unsigned byte = (unsigned char)bytes[invalid];
    if (declared)
        diag_error(diagnostics, "SyntaxError", nowhere,
                   "(unicode error) 'utf-8' codec can't decode byte 0x%02x in position %zu: invalid start byte", byte, invalid);
    else
        diag_error(diagnostics, "SyntaxError", nowhere,
                   "Non-UTF-8 code starting with '\\x%02x' in file %s on line %d, but no encoding declared; "
                   "see https://peps.python.org/pep-0263/ for details", byte, path, (int)line);
    return NULL;
}

const char *source_encoding(const char *bytes, size_t length, Arena *arena) {
    static const char *const utf8_names[] = { "utf-8", NULL };
    static const char *const latin1_names[] = { "latin-1", "iso-8859-1", "iso-latin-1", NULL };
    const char *declared = declared_encoding(bytes, length, arena), *normal = declared ? normal_name(arena, declared) : "utf-8";
    return is_name_of(normal, utf8_names) ? "utf-8" : is_name_of(normal, latin1_names) ? "iso-8859-1" : declared;
}

Source *source_from_bytes(const char *path, const char *bytes, size_t length, Arena *arena, Diagnostics *diagnostics) {
    static const char *const utf8_names[] = { "utf-8", NULL };
    static const char *const latin1_names[] = { "latin-1", "iso-8859-1", "iso-latin-1", NULL };
    bool has_mark = length >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3);
    if (has_mark) {
        bytes += 3;
        length -= 3;
    }
    if (memchr(bytes, 0, length)) {
        diag_error(diagnostics, "SyntaxError", nowhere, "source code cannot contain null bytes");
        return NULL;
    }
    const char *declared = declared_encoding(bytes, length, arena);
    const char *normal = declared ? normal_name(arena, declared) : "utf-8";
    if (is_name_of(normal, utf8_names) || (!has_mark && !strcmp(normal, "utf8")))
        return from_utf8(path, bytes, length, declared, arena, diagnostics);
    if (has_mark) {
        diag_error(diagnostics, "SyntaxError", nowhere, "encoding problem: %s with BOM", declared);
        return NULL;
    }
    if (is_name_of(normal, latin1_names) || !strcmp(normal, "latin1"))
        return from_latin1(path, bytes, length, arena);
    return from_other(path, declared, bytes, length, arena, diagnostics);
}

Source *source_read(const char *path, Arena *arena, Diagnostics *diagnostics) {
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
    return source_from_bytes(path, bytes.items ? bytes.items : "", bytes.count, arena, diagnostics);
}
