/* Compile jobs, the manifest, the link.

   Each missing object is made by a process pyllc-compile, two at a time, into a temporary file
   that is renamed when whole. A module that cannot be compiled, but for the main one, is left
   out with a message, and importing it fails. The manifest is described in irgen/README.md. */
#include "tools/driver/driver.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "irgen/link.h"

extern char **environ;

enum { PARALLEL_JOBS = 2 };

typedef VEC(const char *) Arguments;

int run_process(const char *const *argv, const char *folder)
{
    posix_spawn_file_actions_t actions;
    pid_t child;
    int status;
    posix_spawn_file_actions_init(&actions);
    if (folder)
        posix_spawn_file_actions_addchdir_np(&actions, folder);
    int error = posix_spawnp(&child, argv[0], &actions, NULL, (char *const *)argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (error) {
        fprintf(stderr, "pyllc: cannot start %s: %s\n", argv[0], strerror(error));
        return -1;
    }
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* ---- objects -------------------------------------------------------------------------------------- */

static const char *object_key(Program *p, const Module *m)
{
    Hasher *h = hasher_new(p->arena);
    hasher_add_text(h, cache_compiler_id(p->arena).text);
    hasher_add(h, &p->options->no_optimise, sizeof p->options->no_optimise);
    hasher_add_text(h, p->options->skip ? p->options->skip : "");
    hasher_add(h, &p->options->counts, sizeof p->options->counts);
    const char *slice = profile_slice(p, m);
    if (slice) {
        hasher_add_text(h, slice);
        hasher_add(h, &p->hot_total, sizeof p->hot_total);
    }
    hasher_add_text(h, m->name);
    hasher_add(h, &m->is_package, sizeof m->is_package);
    hasher_add_text(h, m->relative);
    hasher_add(h, m->text, m->length);
    Hash hash = hasher_done(h);
    return arena_text(p->arena, hash.text, 32);
}

/* What the module imports from C, as the compile job wrote it down (tools/pyllc_compile.c). Its
   object's key then also hashes the headers, which are not known before it was compiled once. */
static void read_c_imports(Program *p, Module *m)
{
    size_t length;
    Arena *arena = p->arena;
    char *text = read_whole(arena, cache_c_imports(arena, m->object), &length);
    m->c_headers.count = m->c_files.count = 0;
    if (!text)
        return;
    Hasher *h = hasher_new(arena);
    hasher_add_text(h, m->object);
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
        hasher_add_text(h, line);
        if (strncmp(line, "file ", 5) == 0) {
            VEC_PUSH(arena, m->c_files, line + 5);
        } else if (strncmp(line, "header ", 7) == 0) {
            const char *header = read_whole(arena, line + 7, &length);
            VEC_PUSH(arena, m->c_headers, line + 7);
            hasher_add(h, header ? header : "", header ? length : 0);
        }
    }
    Hash hash = hasher_done(h);
    m->object = arena_text(arena, hash.text, 32);
}

static const char *shown_path(const Program *p, const Module *m)
{
    return m->file ? m->file : p->options->kind == MAIN_COMMAND ? "<string>" : m->relative;
}

static bool write_text(const char *path, const char *text)
{
    FILE *out = fopen(path, "w");
    if (!out)
        return false;
    fputs(text, out);
    return fclose(out) == 0;
}

/* The module's slice of the profile, as a file in the job's own folder. */
static void add_profile(Program *p, const Module *m, Arguments *a, const char *folder)
{
    Arena *arena = p->arena;
    const char *slice = profile_slice(p, m), *path = arena_printf(arena, "%s/profile", folder);
    if (p->options->counts)
        VEC_PUSH(arena, *a, "--profile-generate");
    if (!slice)
        return;
    if (!write_text(path, slice)) {
        fprintf(stderr, "pyllc: cannot write %s: %s\n", path, strerror(errno));
        exit(2);
    }
    VEC_PUSH(arena, *a, "--profile");
    VEC_PUSH(arena, *a, path);
    VEC_PUSH(arena, *a, "--hot-total");
    VEC_PUSH(arena, *a, arena_printf(arena, "%llu", (unsigned long long)p->hot_total));
}

/* The command without output and stage. */
static Arguments compile_command(Program *p, const Module *m, const char *source, const char *folder)
{
    Arena *arena = p->arena;
    Arguments a = {0};
    VEC_PUSH(arena, a, arena_printf(arena, "%s/pyllc-compile", tool_folder(arena)));
    VEC_PUSH(arena, a, "--module");
    VEC_PUSH(arena, a, m->name);
    VEC_PUSH(arena, a, "--source");
    VEC_PUSH(arena, a, source);
    VEC_PUSH(arena, a, "--path");
    VEC_PUSH(arena, a, shown_path(p, m));
    VEC_PUSH(arena, a, "--debug-file");
    VEC_PUSH(arena, a, m->relative);
    if (m->is_package)
        VEC_PUSH(arena, a, "--package");
    if (p->options->no_optimise)
        VEC_PUSH(arena, a, "-O0");
    if (p->options->is_timed)
        VEC_PUSH(arena, a, "--time");
    if (p->options->skip) {
        VEC_PUSH(arena, a, "--skip");
        VEC_PUSH(arena, a, p->options->skip);
    }
    add_profile(p, m, &a, folder);
    return a;
}

/* The module's own file, or what -c gave, written to a temporary one. */
static const char *source_file(Program *p, const Module *m)
{
    if (m->file)
        return m->file;
    const char *path = cache_new_temporary(p->arena, "source.py");
    FILE *out = fopen(path, "w");
    if (out) {
        fwrite(m->text, 1, m->length, out);
        fclose(out);
    }
    return path;
}

static const char *messages_name(Arena *arena, const char *object) { return arena_printf(arena, "%s.messages", object); }

/* What the job wrote. A program that runs says itself what is wrong with a module, when it imports it. */
static void show_messages(Program *p, const char *object, bool shows)
{
    size_t length;
    const char *path = messages_name(p->arena, object), *text = shows ? read_whole(p->arena, path, &length) : NULL;
    if (text)
        fwrite(text, 1, length, stderr);
    unlink(path);
}

typedef struct Job { pid_t process; size_t module; const char *temporary; } Job;

static Job start_job(Program *p, size_t index)
{
    const Module *m = &p->modules.items[index];
    Job job = { .module = index, .temporary = cache_new_temporary(p->arena, "m.o") };
    Arguments a = compile_command(p, m, source_file(p, m), folder_of(p->arena, job.temporary));
    VEC_PUSH(p->arena, a, "--output");
    VEC_PUSH(p->arena, a, job.temporary);
    if (profile_slice(p, m)) {
        VEC_PUSH(p->arena, a, "--profile-report");
        VEC_PUSH(p->arena, a, profile_report_name(p->arena, job.temporary));
    }
    VEC_PUSH(p->arena, a, NULL);
    if (p->options->is_verbose)
        fprintf(stderr, "pyllc: compiling %s\n", m->name);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, messages_name(p->arena, job.temporary), O_WRONLY | O_CREAT | O_TRUNC, 0666);
    int error = posix_spawn(&job.process, a.items[0], &actions, NULL, (char *const *)a.items, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (error) {
        fprintf(stderr, "pyllc: cannot start %s: %s\n", a.items[0], strerror(error));
        exit(2);
    }
    return job;
}

/* With another end than .o. */
static const char *with_suffix(Arena *arena, const char *object, const char *suffix)
{
    return arena_printf(arena, "%.*s%s", (int)strlen(object) - 2, object, suffix);
}

static const char *hot_name(Arena *arena, const char *object) { return with_suffix(arena, object, ".hot.o"); }

static bool finish_job(Program *p, const Job *job, int status)
{
    Module *m = &p->modules.items[job->module];
    const char *c_imports = with_suffix(p->arena, job->temporary, ".c-import");
    bool done = status == 0;
    if (done) {
        m->object = object_key(p, m);
        if (rename(c_imports, cache_c_imports(p->arena, m->object)) == 0)
            read_c_imports(p, m);
        const char *object = cache_object(p->arena, m->object);
        rename(hot_name(p->arena, job->temporary), hot_name(p->arena, object));
        rename(profile_report_name(p->arena, job->temporary), profile_report_name(p->arena, object));
        done = rename(job->temporary, object) == 0;
    }
    unlink(hot_name(p->arena, job->temporary));
    unlink(c_imports);
    unlink(profile_report_name(p->arena, job->temporary));
    unlink(arena_printf(p->arena, "%s/profile", folder_of(p->arena, job->temporary)));
    unlink(job->temporary);
    show_messages(p, job->temporary, done || !job->module || !p->options->is_run);
    rmdir(folder_of(p->arena, job->temporary));
    if (!done && job->module)
        m->kind = MODULE_BROKEN;             /* importing it will raise what is wrong with it */
    return done || job->module;
}

static bool wait_for_one(Program *p, Job *jobs, int *count)
{
    int status;
    pid_t ended = waitpid(-1, &status, 0);
    for (int i = 0; i < *count; i++)
        if (jobs[i].process == ended) {
            Job job = jobs[i];
            jobs[i] = jobs[--*count];
            return finish_job(p, &job, status);
        }
    return ended > 0 || errno == EINTR;
}

static bool needs_compiling(Program *p, Module *m)
{
    struct stat status;
    if (m->kind != MODULE_SOURCE)
        return false;
    m->object = object_key(p, m);
    read_c_imports(p, m);
    if (profile_slice(p, m) && access(profile_report_name(p->arena, cache_object(p->arena, m->object)), R_OK))
        return true;
    return stat(cache_object(p->arena, m->object), &status) != 0 || status.st_size == 0;
}

static bool compile_missing(Program *p)
{
    Job jobs[PARALLEL_JOBS];
    int running = 0;
    bool succeeds = true;
    for (size_t i = 0; i < p->modules.count && succeeds; i++) {
        if (!needs_compiling(p, &p->modules.items[i]))
            continue;
        if (running == PARALLEL_JOBS)
            succeeds = wait_for_one(p, jobs, &running);
        if (succeeds)
            jobs[running++] = start_job(p, i);
    }
    while (running)
        succeeds &= wait_for_one(p, jobs, &running);
    return succeeds;
}

/* Importing a module that cannot be compiled is left to importlib, in the running program. */
bool build_modules(Program *p)
{
    bool succeeds = compile_missing(p), broken = false;
    for (size_t i = 0; i < p->modules.count; i++)
        broken |= p->modules.items[i].kind == MODULE_BROKEN;
    if (!succeeds || !broken)
        return succeeds;
    program_add_import_system(p);
    return compile_missing(p);
}

/* ---- the manifest ------------------------------------------------------------------------------------- */

static const char *manifest_text(const Program *p)
{
    static const char *const roots[] = { "program", "stdlib", "path" };
    static const char *const kinds[] = { "module", "native", "namespace", "broken" };
    static const char *const mains[] = { "script", "command", "module" };
    Arena *arena = p->arena;
    VEC(const char *) lines = {0};
    VEC_PUSH(arena, lines, arena_printf(arena, "pyllc 1\nmain %s\n", mains[p->options->kind]));
    for (size_t i = 0; i < p->roots.count; i++) {
        const Root *root = &p->roots.items[i];
        VEC_PUSH(arena, lines, root->kind == ROOT_PROGRAM ? "root program\n"
                                                          : arena_printf(arena, "root %s %s\n", roots[root->kind], root->path));
    }
    for (size_t i = 0; i < p->modules.count; i++) {
        const Module *m = &p->modules.items[i];
        VEC_PUSH(arena, lines, arena_printf(arena, "%s %s %d %u %s\n", kinds[m->kind], m->name, m->is_package, m->root,
                                            m->relative ? m->relative : ""));
    }
    size_t length = 0, at = 0;
    for (size_t i = 0; i < lines.count; i++)
        length += strlen(lines.items[i]);
    char *text = arena_alloc(arena, length + 1);
    for (size_t i = 0; i < lines.count; i++) {
        size_t n = strlen(lines.items[i]);
        memcpy(text + at, lines.items[i], n);
        at += n;
    }
    return text;
}

/* ---- the executable ------------------------------------------------------------------------------------- */

static Arguments object_files(Program *p)
{
    Arguments objects = {0};
    for (size_t i = 0; i < p->modules.count; i++) {
        const Module *m = &p->modules.items[i];
        if (m->kind != MODULE_SOURCE)
            continue;
        const char *object = cache_object(p->arena, m->object), *hot = hot_name(p->arena, object);
        VEC_PUSH(p->arena, objects, object);
        if (access(hot, R_OK) == 0)
            VEC_PUSH(p->arena, objects, hot);
    }
    return objects;
}

static Hash executable_key(Program *p, const char *manifest)
{
    Hasher *h = hasher_new(p->arena);
    hasher_add_text(h, cache_runtime_id(p->arena).text);
    hasher_add_text(h, manifest);
    for (size_t i = 0; i < p->modules.count; i++)
        hasher_add_text(h, p->modules.items[i].object ? p->modules.items[i].object : "");
    return hasher_done(h);
}

/* The output may lie on another file system than the cache. */
static bool move_file(const char *from, const char *to)
{
    if (rename(from, to) == 0)
        return true;
    const char *const argv[] = { "cp", from, to, NULL };
    return run_process(argv, NULL) == 0;
}

static bool link_program(Program *p, const char *manifest, const char *output)
{
    Arena *arena = p->arena;
    const char *manifest_file = cache_new_temporary(arena, "manifest"), *folder = folder_of(arena, manifest_file);
    const char *temporary = arena_printf(arena, "%s/program", folder);
    if (!write_text(manifest_file, manifest))
        return false;
    Arguments objects = object_files(p), libraries = {0}, symbols = {0};
    for (size_t i = 0; i < p->modules.count; i++)
        if (p->modules.items[i].kind == MODULE_NATIVE)
            VEC_PUSH(arena, symbols, arena_printf(arena, "module_%s", p->modules.items[i].name));
    for (size_t i = 0; i < p->modules.count; i++)
        for (size_t f = 0; f < p->modules.items[i].c_files.count; f++)
            VEC_PUSH(arena, libraries, p->modules.items[i].c_files.items[f]);
    LinkJob job = {
        .library_folder = arena_printf(arena, "%s/lib", tool_folder(arena)), .folder = folder, .output = "program",
        .objects = objects.items, .object_count = objects.count,
        .symbols = symbols.items, .symbol_count = symbols.count,
        .libraries = libraries.items, .library_count = libraries.count
    };
    bool done = link_executable(&job, run_process, arena) && move_file(temporary, output);
    unlink(manifest_file);
    unlink(temporary);
    rmdir(folder);
    return done;
}

static void drop_objects(Program *p)
{
    Arguments objects = object_files(p);
    for (size_t i = 0; i < objects.count; i++)
        unlink(objects.items[i]);
}

/* A damaged object in the cache shows when the link fails: then all are made again, once. */
const char *build_executable(Program *p, const char *output)
{
    const char *manifest = manifest_text(p);
    const char *cached = cache_executable(p->arena, executable_key(p, manifest).text);
    struct stat status;
    if (!output && stat(cached, &status) == 0 && status.st_size > 0)
        return cached;
    const char *target = output ? output : cached;
    if (link_program(p, manifest, target))
        return target;
    fprintf(stderr, "pyllc: linking again from fresh objects\n");
    drop_objects(p);
    if (build_modules(p) && link_program(p, manifest_text(p), target))
        return target;
    fprintf(stderr, "pyllc: the program cannot be linked\n");
    return NULL;
}

int build_show(Program *p, const Options *options)
{
    const char *mark = cache_new_temporary(p->arena, "profile"), *folder = folder_of(p->arena, mark);
    Arguments a = compile_command(p, &p->modules.items[0], source_file(p, &p->modules.items[0]), folder);
    VEC_PUSH(p->arena, a, "--output");
    VEC_PUSH(p->arena, a, options->output ? options->output : "-");
    if (options->emit)
        VEC_PUSH(p->arena, a, arena_printf(p->arena, "--emit=%s", options->emit));
    if (options->dump_after)
        VEC_PUSH(p->arena, a, arena_printf(p->arena, "--dump-after=%s", options->dump_after));
    VEC_PUSH(p->arena, a, NULL);
    int status = run_process(a.items, NULL);
    unlink(mark);
    rmdir(folder);
    return status;
}
