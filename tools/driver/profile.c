/* The profile that a build uses. The whole file is checked here, then each compile job gets the
   lines of its module alone, so that its cache key depends on nothing else. A job says in a file
   beside its object how many functions matched, and which have changed: a build whose objects all
   come from the cache reports the same. */
#include "tools/driver/driver.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "frontend/base/profile.h"

static bool matches_nothing(const Program *p)
{
    fprintf(stderr, "pyllc: the profile %s fits nothing in this program\n", p->options->profile);
    return false;
}

bool profile_load(Program *p)
{
    const char *path = p->options->profile, *error;
    size_t length;
    if (!path)
        return true;
    const char *text = read_whole(p->arena, path, &length);
    if (!text) {
        fprintf(stderr, "pyllc: cannot read the profile %s: %s\n", path, strerror(errno));
        return false;
    }
    p->profile = profile_parse(p->arena, path, text, length, &error);
    if (!p->profile) {
        fprintf(stderr, "pyllc: %s\n", error);
        return false;
    }
    p->hot_total = profile_hot_total(p->profile, p->arena);
    for (size_t i = 0; i < p->modules.count; i++)
        if (profile_slice(p, &p->modules.items[i]))
            return true;
    return matches_nothing(p);
}

const char *profile_slice(const Program *p, const Module *m)
{
    const ProfileModule *part = p->profile && m->kind == MODULE_SOURCE ? profile_module(p->profile, m->name) : NULL;
    return part ? arena_printf(p->arena, PROFILE_HEADER "\n%.*send\n", (int)part->length, part->text) : NULL;
}

const char *profile_report_name(Arena *arena, const char *object)
{
    return arena_printf(arena, "%.*s.profile", (int)strlen(object) - 2, object);
}

/* How many functions of the module matched; may print those that did not. */
static size_t report_module(Program *p, const Module *m, bool prints)
{
    size_t length, matched = 0;
    char *rest = read_whole(p->arena, profile_report_name(p->arena, cache_object(p->arena, m->object)), &length), *line;
    while (rest && (line = strsep(&rest, "\n")) && *line) {
        if (strncmp(line, "matched ", 8) == 0)
            matched = strtoull(line + 8, NULL, 10);
        else if (prints && strncmp(line, "changed ", 8) == 0)
            fprintf(stderr, "pyllc: profile: %s in %s has changed and is left out\n", line + 8, m->name);
    }
    return matched;
}

static size_t report_modules(Program *p, bool prints)
{
    size_t matched = 0;
    for (size_t i = 0; i < p->modules.count; i++)
        if (profile_slice(p, &p->modules.items[i]))
            matched += report_module(p, &p->modules.items[i], prints);
    return matched;
}

bool profile_report(Program *p)
{
    if (!p->profile)
        return true;
    return report_modules(p, false) ? report_modules(p, true) > 0 : matches_nothing(p);
}
