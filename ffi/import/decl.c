/* Declarations and libraries as text and back, and the libraries that were asked for (decl.h). */
#include "ffi/import/decl.h"

#include <stdlib.h>
#include <string.h>

static const char *const kind_texts[C_KIND_COUNT] = {
#define C_TYPE(id, text, shown, low, high) text,
#include "ffi/import/types.def"
#undef C_TYPE
};

char *c_decl_text(Arena *arena, const CDecl *d)
{
    char *text = arena_printf(arena, "%s %s %s %s %s %d", d->name, d->symbol, d->shared, d->flags & C_LEAF ? "l" : "-",
                              kind_texts[d->result], d->parameter_count);
    for (int32_t i = 0; i < d->parameter_count; i++)
        text = arena_printf(arena, "%s %s:%s", text, kind_texts[d->parameters[i].kind], d->parameters[i].name);
    return arena_printf(arena, "%s %s", text, d->prototype);
}

char *c_import_text(Arena *arena, const CImport *import)
{
    char *text = arena_printf(arena, "library %s\n", import->library);
    for (int64_t i = 0; i < import->count; i++)
        text = arena_printf(arena, "%s%s\n", text, c_decl_text(arena, import->functions[i]));
    return text;
}

typedef struct Reader { Arena *arena; const char *at, *end; bool failed; } Reader;

/* The next word; empty when there is none. */
static char *read_word(Reader *r)
{
    const char *start = r->at;
    while (r->at < r->end && *r->at != ' ')
        r->at++;
    char *word = arena_text(r->arena, start, (size_t)(r->at - start));
    r->at += r->at < r->end;
    r->failed |= !*word;
    return word;
}

static int64_t read_kind(Reader *r, const char *text, size_t length)
{
    for (int i = 0; i < C_KIND_COUNT; i++)
        if (strlen(kind_texts[i]) == length && memcmp(kind_texts[i], text, length) == 0)
            return i;
    r->failed = true;
    return 0;
}

static CParameter read_parameter(Reader *r)
{
    char *word = read_word(r);
    size_t length = strcspn(word, ":");
    return (CParameter){ word[length] ? word + length + 1 : "", read_kind(r, word, length) };
}

CDecl *c_decl_parse(Arena *arena, const char *line, size_t length)
{
    Reader r = { arena, line, line + length, false };
    CDecl *d = ARENA_NEW(arena, CDecl);
    d->name = read_word(&r);
    d->symbol = read_word(&r);
    d->shared = read_word(&r);
    d->flags = strcmp(read_word(&r), "l") == 0 ? C_LEAF : 0;
    const char *result = read_word(&r);
    d->result = read_kind(&r, result, strlen(result));
    long count = strtol(read_word(&r), NULL, 10);
    if (count < 0 || count > C_PARAMETERS_MAX)
        return NULL;
    CParameter *parameters = ARENA_ARRAY(arena, CParameter, (size_t)count + 1);
    for (long i = 0; i < count; i++)
        parameters[i] = read_parameter(&r);
    d->parameters = parameters;
    d->parameter_count = (int32_t)count;
    d->prototype = arena_text(arena, r.at, (size_t)(r.end - r.at));
    return r.failed ? NULL : d;
}

/* What starts with `tag`, else NULL. */
static char *tagged(Arena *arena, const char *line, size_t length, const char *tag)
{
    size_t n = strlen(tag);
    return length > n && strncmp(line, tag, n) == 0 ? arena_text(arena, line + n, length - n) : NULL;
}

static bool parse_line(Arena *arena, CLibrary *library, const char *line, size_t length)
{
    char *rest;
    if ((rest = tagged(arena, line, length, "library "))) {
        library->name = rest;
    } else if ((rest = tagged(arena, line, length, "file "))) {
        VEC_PUSH(arena, library->files, rest);
    } else if ((rest = tagged(arena, line, length, "header "))) {
        VEC_PUSH(arena, library->headers, rest);
    } else if ((rest = tagged(arena, line, length, "refused "))) {
        char *space = strchr(rest, ' ');
        if (!space)
            return false;
        *space = 0;
        VEC_PUSH(arena, library->refused, ((CRefused){ rest, space + 1 }));
    } else if (length) {
        CDecl *decl = c_decl_parse(arena, line, length);
        VEC_PUSH(arena, library->functions, decl);
        return decl != NULL;
    }
    return true;
}

CLibrary *c_library_parse(Arena *arena, const char *text)
{
    CLibrary *library = ARENA_NEW(arena, CLibrary);
    while (*text) {
        size_t length = strcspn(text, "\n");
        if (!parse_line(arena, library, text, length))
            return NULL;
        text += length + (text[length] != 0);
    }
    return library->name ? library : NULL;
}

CImport *c_import_parse(Arena *arena, const char *text)
{
    const CLibrary *library = c_library_parse(arena, text);
    if (!library)
        return NULL;
    CImport *import = ARENA_NEW(arena, CImport);
    import->library = library->name;
    import->functions = (const CDecl *const *)library->functions.items;
    import->count = (int64_t)library->functions.count;
    return import;
}

char *c_library_text(Arena *arena, const CLibrary *library)
{
    VEC(char) text = {0};
    VEC(const char *) lines = {0};
    VEC_PUSH(arena, lines, arena_printf(arena, "library %s", library->name));
    for (size_t i = 0; i < library->files.count; i++)
        VEC_PUSH(arena, lines, arena_printf(arena, "file %s", library->files.items[i]));
    for (size_t i = 0; i < library->headers.count; i++)
        VEC_PUSH(arena, lines, arena_printf(arena, "header %s", library->headers.items[i]));
    for (size_t i = 0; i < library->functions.count; i++)
        VEC_PUSH(arena, lines, c_decl_text(arena, library->functions.items[i]));
    for (size_t i = 0; i < library->refused.count; i++)
        VEC_PUSH(arena, lines, arena_printf(arena, "refused %s %s", library->refused.items[i].name,
                                            library->refused.items[i].reason));
    for (size_t i = 0; i < lines.count; i++) {
        for (const char *c = lines.items[i]; *c; c++)
            VEC_PUSH(arena, text, *c);
        VEC_PUSH(arena, text, '\n');
    }
    VEC_PUSH(arena, text, 0);
    return text.items;
}

/* ---- libraries ---------------------------------------------------------------------------------- */

CLibrary *(*hook_c_library)(Arena *arena, const char *name, const char **error);

typedef struct Known { const char *name, *error; const CLibrary *library; } Known;
static Arena *arena_of_libraries;
static VEC(Known) known;

const CLibrary *c_library(const char *name, const char **error)
{
    for (size_t i = 0; i < known.count; i++)
        if (strcmp(known.items[i].name, name) == 0) {
            *error = known.items[i].error;
            return known.items[i].library;
        }
    if (!arena_of_libraries)
        arena_of_libraries = arena_new();
    Known k = { .name = arena_text(arena_of_libraries, name, strlen(name)) };
    k.library = hook_c_library(arena_of_libraries, name, &k.error);
    VEC_PUSH(arena_of_libraries, known, k);
    *error = k.error;
    return k.library;
}

const CLibrary *c_library_at(size_t i)
{
    size_t found = 0;
    for (size_t k = 0; k < known.count; k++)
        if (known.items[k].library && found++ == i)
            return known.items[k].library;
    return NULL;
}

const CDecl *c_library_find(const CLibrary *library, const char *name, const char **reason)
{
    *reason = NULL;
    for (size_t i = 0; i < library->functions.count; i++)
        if (strcmp(library->functions.items[i]->name, name) == 0)
            return library->functions.items[i];
    for (size_t i = 0; i < library->refused.count; i++)
        if (strcmp(library->refused.items[i].name, name) == 0)
            *reason = library->refused.items[i].reason;
    return NULL;
}
