/* The cache, shared by all programs of a user:

     obj/KEY.o, obj/KEY.hot.o    a module; KEY hashes compiler, options, name and source; its slice of
                                 the profile; and, where it imports C libraries, their headers
     obj/KEY.profile             with a profile: which functions it fits
     obj/KEY.c-import            which libraries they are; KEY without them
     exe/KEY                     an executable; KEY hashes runtime, modules and manifest
     run/KEY                     what a command line led to last time: the executable, each source
                                 with time and size, and files that were sought and absent
     tmp/                        whatever is being written; a finished file is renamed into place,
                                 so concurrent runs never see half of one

   A run from the cache reads one small file, stats what it lists, and starts the executable. */
#include "tools/driver/driver.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *made_folder(Arena *arena, const char *path)
{
    char *copy = arena_text(arena, path, strlen(path));
    for (char *slash = strchr(copy + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = 0;
        mkdir(copy, 0777);
        *slash = '/';
    }
    mkdir(copy, 0777);
    return path;
}

const char *cache_folder(Arena *arena)
{
    const char *base = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    if (base && *base == '/')
        return arena_printf(arena, "%s/pyllc", base);
    return arena_printf(arena, "%s/.cache/pyllc", home && *home ? home : "/tmp");
}

const char *tool_folder(Arena *arena)
{
    char path[4096];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path);
    return folder_of(arena, arena_text(arena, path, length > 0 ? (size_t)length : 0));
}

/* ---- identities ------------------------------------------------------------------------------- */

static void add_file_identity(Hasher *h, const char *path)
{
    struct stat status;
    if (stat(path, &status))
        return;
    int64_t numbers[3] = { status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec };
    hasher_add(h, numbers, sizeof numbers);
}

Hash cache_compiler_id(Arena *arena)
{
    const char *folder = tool_folder(arena);
    Hasher *h = hasher_new(arena);
    add_file_identity(h, arena_printf(arena, "%s/pyllc-compile", folder));
    add_file_identity(h, arena_printf(arena, "%s/lib/fast.bc", folder));
    return hasher_done(h);
}

Hash cache_runtime_id(Arena *arena)
{
    const char *folder = tool_folder(arena);
    Hasher *h = hasher_new(arena);
    size_t length;
    char *text = read_whole(arena, arena_printf(arena, "%s/lib/link-end.rsp", folder), &length);
    add_file_identity(h, arena_printf(arena, "%s/lib/link-begin.rsp", folder));
    for (char *line = text ? strtok(text, "\n") : NULL; line; line = strtok(NULL, "\n")) {
        hasher_add_text(h, line);
        if (*line == '/')
            add_file_identity(h, line);
    }
    hasher_add_text(h, cache_compiler_id(arena).text);
    return hasher_done(h);
}

const char *cache_object(Arena *arena, const char *key)
{
    return arena_printf(arena, "%s/%s.o", made_folder(arena, arena_printf(arena, "%s/obj", cache_folder(arena))), key);
}

const char *cache_c_imports(Arena *arena, const char *key)
{
    return arena_printf(arena, "%s/obj/%s.c-import", cache_folder(arena), key);
}

const char *cache_executable(Arena *arena, const char *key)
{
    return arena_printf(arena, "%s/%s", made_folder(arena, arena_printf(arena, "%s/exe", cache_folder(arena))), key);
}

const char *cache_new_temporary(Arena *arena, const char *name)
{
    char *path = arena_printf(arena, "%s/tmp/XXXXXX", cache_folder(arena));
    made_folder(arena, arena_printf(arena, "%s/tmp", cache_folder(arena)));
    if (!mkdtemp(path)) {
        fprintf(stderr, "pyllc: cannot write in the cache: %s\n", path);
        exit(2);
    }
    return arena_printf(arena, "%s/%s", path, name);
}

/* ---- run records ---------------------------------------------------------------------------------- */

static void add_variable(Hasher *h, const char *name)
{
    const char *value = getenv(name);
    hasher_add_text(h, value ? value : "\1");
}

Hash cache_run_key(const Options *o, Arena *arena)
{
    Hasher *h = hasher_new(arena);
    const char *folder = current_folder(arena);
    hasher_add_text(h, tool_folder(arena));
    hasher_add(h, &o->kind, sizeof o->kind);
    hasher_add_text(h, o->kind == MAIN_SCRIPT ? absolute_path(arena, o->main) : o->main);
    hasher_add_text(h, o->kind == MAIN_SCRIPT ? "" : folder);
    hasher_add(h, &o->no_optimise, sizeof o->no_optimise);
    hasher_add_text(h, o->skip ? o->skip : "");
    for (size_t i = 0; i < o->include.count; i++)
        hasher_add_text(h, o->include.items[i]);
    hasher_add(h, &o->counts, sizeof o->counts);
    if (o->profile) {
        hasher_add_text(h, absolute_path(arena, o->profile));
        add_file_identity(h, o->profile);
    }
    add_variable(h, "PYTHONPATH");
    add_variable(h, "VIRTUAL_ENV");
    add_variable(h, "PYLLC_STDLIB");
    return hasher_done(h);
}

static const char *run_file(const Options *options, Arena *arena)
{
    const char *folder = arena_printf(arena, "%s/run", cache_folder(arena));
    return arena_printf(arena, "%s/%s", folder, cache_run_key(options, arena).text);
}

static bool is_unchanged(char *line)
{
    struct stat status;
    if (*line == '-')
        return access(line + 1, F_OK) != 0;
    char *end;
    int64_t modified = strtoll(line + 1, &end, 10), size = strtoll(end, &end, 10);
    return stat(end + 1, &status) == 0 && status.st_size == size &&
           (int64_t)status.st_mtim.tv_sec * 1000000000 + status.st_mtim.tv_nsec == modified;
}

const char *cache_find_run(const Options *options, Arena *arena)
{
    size_t length;
    char *text = read_whole(arena, run_file(options, arena), &length);
    char *rest = text, *line = text ? strsep(&rest, "\n") : NULL;
    if (!line || strcmp(line, cache_runtime_id(arena).text) != 0)
        return NULL;
    const char *executable = strsep(&rest, "\n"), *size = rest ? strsep(&rest, "\n") : NULL;
    struct stat status;
    if (!size || stat(executable, &status) || status.st_size != strtoll(size, NULL, 10))
        return NULL;
    bool is_whole = false;
    while (rest && (line = strsep(&rest, "\n")) && *line) {
        if (strcmp(line, ".") == 0)
            is_whole = true;
        else if (!is_unchanged(line))
            return NULL;
    }
    return is_whole ? executable : NULL;
}

/* A file must stay as it is now. */
static void write_unchanged(FILE *out, const char *path)
{
    struct stat status;
    if (stat(path, &status) == 0)
        fprintf(out, "+%lld %lld %s\n", (long long)status.st_mtim.tv_sec * 1000000000 + status.st_mtim.tv_nsec,
                (long long)status.st_size, path);
}

void cache_store_run(const Program *p, const char *executable)
{
    Arena *arena = p->arena;
    made_folder(arena, arena_printf(arena, "%s/run", cache_folder(arena)));
    const char *temporary = cache_new_temporary(arena, "run");
    FILE *out = fopen(temporary, "w");
    if (!out)
        return;
    struct stat status;
    int64_t size = stat(executable, &status) ? 0 : status.st_size;
    fprintf(out, "%s\n%s\n%lld\n", cache_runtime_id(arena).text, executable, (long long)size);
    for (size_t i = 0; i < p->modules.count; i++)
        if (p->modules.items[i].file)
            fprintf(out, "+%lld %lld %s\n", (long long)p->modules.items[i].modified,
                    (long long)p->modules.items[i].size, p->modules.items[i].file);
    for (size_t i = 0; i < p->modules.count; i++)
        for (size_t h = 0; h < p->modules.items[i].c_headers.count; h++)
            write_unchanged(out, p->modules.items[i].c_headers.items[h]);
    for (size_t i = 0; i < p->absent.count; i++)
        fprintf(out, "-%s\n", p->absent.items[i]);
    fputs(".\n", out);
    if (fclose(out) == 0)
        rename(temporary, run_file(p->options, arena));
    unlink(temporary);
    rmdir(folder_of(arena, temporary));
}

/* ---- pyllc cache ------------------------------------------------------------------------------------ */

typedef struct Usage { size_t files, bytes; } Usage;

static Usage visit(Arena *arena, const char *path, bool deletes)
{
    Usage usage = {0};
    DIR *folder = opendir(path);
    struct dirent *entry;
    while (folder && (entry = readdir(folder))) {
        struct stat status;
        const char *inner = arena_printf(arena, "%s/%s", path, entry->d_name);
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 || lstat(inner, &status))
            continue;
        if (S_ISDIR(status.st_mode)) {
            Usage more = visit(arena, inner, deletes);
            usage.files += more.files;
            usage.bytes += more.bytes;
            if (deletes)
                rmdir(inner);
            continue;
        }
        usage.files++;
        usage.bytes += (size_t)status.st_size;
        if (deletes)
            unlink(inner);
    }
    if (folder)
        closedir(folder);
    return usage;
}

int cache_command(int argc, char **argv)
{
    Arena *arena = arena_new();
    const char *what = argc > 0 ? argv[0] : "show";
    bool clears = strcmp(what, "clear") == 0;
    if (!clears && strcmp(what, "show") != 0) {
        fprintf(stderr, "usage: pyllc cache [show | clear]\n");
        return 2;
    }
    Usage usage = visit(arena, cache_folder(arena), clears);
    printf("%s: %zu files, %.1f MB%s\n", cache_folder(arena), usage.files, (double)usage.bytes / 1e6,
           clears ? " deleted" : "");
    arena_free(arena);
    return 0;
}
