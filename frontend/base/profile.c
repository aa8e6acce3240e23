/* Reads profiles; see profile.h for the format. Nothing in a file is trusted: each line that is
   not as described ends reading with a message. */
#include "frontend/base/profile.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Per cent of all counts that hot functions make up together, and what a function needs at least. */
enum { HOT_SHARE = 95, LEAST_HOT_TOTAL = 1000 };

typedef struct Reader {
    Arena *arena;
    const char *path, *at, *end;
    int line;
    Profile *profile;
    ProfileModule *module;
    ProfileFunction *function;
    const char *error;
} Reader;

static bool fail(Reader *r, const char *format, ...) __attribute__((format(printf, 2, 3)));
static bool fail(Reader *r, const char *format, ...)
{
    char text[300];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    r->error = arena_printf(r->arena, "%s:%d: %s", r->path, r->line, text);
    return false;
}

/* The rest of a line behind a word, or NULL when the line does not start with it. */
static char *behind(char *line, const char *word)
{
    size_t length = strlen(word);
    return strncmp(line, word, length) == 0 && line[length] == ' ' && line[length + 1] ? line + length + 1 : NULL;
}

static bool start_module(Reader *r, const char *name, const char *line_start)
{
    if (profile_module(r->profile, name))
        return fail(r, "the module %s stands here a second time", name);
    ProfileModule module = { .name = name, .text = line_start };
    VEC_PUSH(r->arena, r->profile->modules, module);
    r->module = &r->profile->modules.items[r->profile->modules.count - 1];
    r->function = NULL;
    return true;
}

static bool start_function(Reader *r, char *text)
{
    char *rest;
    ProfileFunction function = { .hash = strtoull(text, &rest, 16) };
    if (rest == text || *rest != ' ' || !rest[1])
        return fail(r, "expected `function HASH NAME`");
    if (!r->module)
        return fail(r, "a function before the first module");
    function.qualname = rest + 1;
    VEC_PUSH(r->arena, r->module->functions, function);
    r->function = &r->module->functions.items[r->module->functions.count - 1];
    return true;
}

static bool add_count(Reader *r, char *text)
{
    char *rest, *last;
    errno = 0;
    uint64_t number = strtoull(text, &rest, 10), count = strtoull(rest, &last, 10);
    if (*rest != ' ' || rest[1] < '0' || rest[1] > '9' || *last || errno || !number || number > UINT32_MAX)
        return fail(r, "expected an op number and a count, found `%.40s`", text);
    if (!r->function)
        return fail(r, "a count before the first function");
    VEC_PUSH(r->arena, r->function->counts, ((ProfileCount){ (uint32_t)number, count }));
    r->function->total += count;
    r->profile->total += count;
    return true;
}

static bool take_line(Reader *r, char *line, const char *line_start)
{
    char *rest;
    if ((rest = behind(line, "module")))
        return start_module(r, rest, line_start);
    if ((rest = behind(line, "function")))
        return start_function(r, rest);
    if (*line >= '0' && *line <= '9')
        return add_count(r, line);
    return fail(r, "unexpected text `%.40s`", line);
}

/* The next line as text of its own; NULL at the end of the file. */
static char *next_line(Reader *r)
{
    if (r->at == r->end)
        return NULL;
    const char *end = memchr(r->at, '\n', (size_t)(r->end - r->at));
    r->line++;
    if (!end) {
        fail(r, "the file ends in the middle of a line: it is not whole");
        return NULL;
    }
    char *line = arena_text(r->arena, r->at, (size_t)(end - r->at));
    if (strlen(line) != (size_t)(end - r->at)) {
        fail(r, "a zero byte");
        return NULL;
    }
    r->at = end + 1;
    return line;
}

static bool read_lines(Reader *r)
{
    char *line = next_line(r);
    if (!line || strcmp(line, PROFILE_HEADER) != 0) {
        r->line = 1;
        return r->error && line ? false : fail(r, "not a profile: the first line is not `" PROFILE_HEADER "`");
    }
    for (;;) {
        const char *start = r->at;
        line = next_line(r);
        bool is_end = line && strcmp(line, "end") == 0;
        if (r->module && (is_end || (line && behind(line, "module"))))
            r->module->length = (size_t)(start - r->module->text);
        if (is_end)
            break;
        if (!line)
            return r->error ? false : fail(r, "the line `end` is missing: the file is not whole");
        if (!take_line(r, line, start))
            return false;
    }
    if (r->at != r->end) {
        r->line++;
        return fail(r, "text behind the line `end`");
    }
    return true;
}

Profile *profile_parse(Arena *arena, const char *path, const char *text, size_t length, const char **error)
{
    Reader r = { .arena = arena, .path = path, .at = text, .end = text + length, .profile = ARENA_NEW(arena, Profile) };
    bool done = read_lines(&r);
    *error = r.error;
    return done ? r.profile : NULL;
}

const ProfileModule *profile_module(const Profile *profile, const char *name)
{
    for (size_t i = 0; i < profile->modules.count; i++)
        if (strcmp(profile->modules.items[i].name, name) == 0)
            return &profile->modules.items[i];
    return NULL;
}

static int larger_first(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x < y) - (x > y);
}

/* Rounded down to a power of two: the next run's slightly different counts keep most objects. */
uint64_t profile_hot_total(const Profile *profile, Arena *arena)
{
    VEC(uint64_t) totals = { 0 };
    for (size_t m = 0; m < profile->modules.count; m++)
        for (size_t f = 0; f < profile->modules.items[m].functions.count; f++)
            VEC_PUSH(arena, totals, profile->modules.items[m].functions.items[f].total);
    if (totals.count)
        qsort(totals.items, totals.count, sizeof *totals.items, larger_first);
    uint64_t sum = 0, least = UINT64_MAX, rounded = 1;
    for (size_t i = 0; i < totals.count && sum / 100 < profile->total / 100 * HOT_SHARE / 100; i++) {
        sum += totals.items[i];
        least = totals.items[i];
    }
    while (rounded <= least / 2)
        rounded *= 2;
    return rounded < LEAST_HOT_TOTAL ? LEAST_HOT_TOTAL : rounded;
}
