/* From a script to the list of modules that its import statements can reach.

   The search path is CPython's: the script's folder, PYTHONPATH, the standard library, then
   site-packages of the active virtual environment or the system. Modules written in C come
   first, as its builtin modules do.

   Imports inside functions of the standard library are followed only in modules that the
   program itself imports: otherwise nearly every program would contain the whole library.

   Every probe that failed before a module was found is
   recorded: should such a file appear, the program must be looked at again. */
#include "tools/driver/driver.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const native_modules[] = {
#define NATIVE_MODULE(name) #name,
#include "runtime/modules/modules.def"
#undef NATIVE_MODULE
    NULL
};

const char *program_stdlib(void)
{
    const char *path = getenv("PYLLC_STDLIB");
    return path && *path ? path : PYLLC_DEFAULT_STDLIB;
}

char *current_folder(Arena *arena)
{
    char folder[4096];
    return getcwd(folder, sizeof folder) ? arena_text(arena, folder, strlen(folder)) : arena_text(arena, ".", 1);
}

char *absolute_path(Arena *arena, const char *path)
{
    if (*path == '/')
        return arena_text(arena, path, strlen(path));
    while (strncmp(path, "./", 2) == 0)
        path += 2;
    const char *folder = current_folder(arena);
    return arena_printf(arena, "%s/%s", strcmp(folder, "/") == 0 ? "" : folder, path);
}

char *folder_of(Arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return arena_text(arena, ".", 1);
    return arena_text(arena, path, slash == path ? 1 : (size_t)(slash - path));
}

char *read_whole(Arena *arena, const char *path, size_t *length)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    struct stat status;
    if (file < 0)
        return NULL;
    if (fstat(file, &status) || !S_ISREG(status.st_mode)) {
        close(file);
        return NULL;
    }
    char *text = arena_alloc(arena, (size_t)status.st_size + 1);
    size_t done = 0;
    ssize_t n = 1;
    while (done < (size_t)status.st_size && (n = read(file, text + done, (size_t)status.st_size - done)) > 0)
        done += (size_t)n;
    close(file);
    *length = done;
    return n < 0 ? NULL : text;
}

/* ---- search path ------------------------------------------------------------------------------ */

static void add_root(Program *p, RootKind kind, const char *path)
{
    for (size_t i = 0; i < p->roots.count; i++)
        if (strcmp(p->roots.items[i].path, path) == 0)
            return;
    VEC_PUSH(p->arena, p->roots, ((Root){ kind, path }));
}

static void add_path_variable(Program *p)
{
    const char *text = getenv("PYTHONPATH");
    while (text && *text) {
        size_t length = strcspn(text, ":");
        if (length)
            add_root(p, ROOT_PATH, absolute_path(p->arena, arena_text(p->arena, text, length)));
        text += length + (text[length] == ':');
    }
}

static void add_site_packages(Program *p)
{
    const char *environment = getenv("VIRTUAL_ENV");
    if (environment && *environment) {
        add_root(p, ROOT_PATH, arena_printf(p->arena, "%s/lib/python3.11/site-packages", environment));
        return;
    }
    char *prefix = folder_of(p->arena, folder_of(p->arena, program_stdlib()));
    add_root(p, ROOT_PATH, arena_printf(p->arena, "%s/local/lib/python3.11/dist-packages", prefix));
    add_root(p, ROOT_PATH, arena_printf(p->arena, "%s/lib/python3/dist-packages", prefix));
}

static void find_roots(Program *p, const char *first)
{
    add_root(p, ROOT_PROGRAM, first);
    add_path_variable(p);
    add_root(p, ROOT_STDLIB, program_stdlib());
    add_site_packages(p);
}

/* ---- one module --------------------------------------------------------------------------------- */

static Module *find_known(Program *p, const char *name)
{
    for (size_t i = 1; i < p->modules.count; i++)
        if (strcmp(p->modules.items[i].name, name) == 0)
            return &p->modules.items[i];
    return NULL;
}

static bool is_native(const char *name)
{
    for (const char *const *native = native_modules; *native; native++)
        if (strcmp(*native, name) == 0)
            return true;
    return false;
}

static bool is_file(Program *p, const char *path, struct stat *status)
{
    if (stat(path, status) == 0 && S_ISREG(status->st_mode))
        return true;
    VEC_PUSH(p->arena, p->absent, path);
    return false;
}

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static void set_file(Module *m, const char *path, const struct stat *status)
{
    m->kind = MODULE_SOURCE;
    m->file = path;
    m->modified = (int64_t)status->st_mtim.tv_sec * 1000000000 + status->st_mtim.tv_nsec;
    m->size = status->st_size;
}

/* `stem` is the module's path inside the root, without suffix. */
static bool find_in_root(Program *p, Module *m, uint32_t root, const char *stem)
{
    struct stat status;
    const char *folder = p->roots.items[root].path;
    const char *package = arena_printf(p->arena, "%s/%s/__init__.py", folder, stem);
    const char *plain = arena_printf(p->arena, "%s/%s.py", folder, stem);
    m->root = root;
    if (is_file(p, package, &status)) {
        m->is_package = true;
        m->relative = arena_printf(p->arena, "%s/__init__.py", stem);
        set_file(m, package, &status);
        return true;
    }
    if (is_file(p, plain, &status)) {
        m->relative = arena_printf(p->arena, "%s.py", stem);
        set_file(m, plain, &status);
        return true;
    }
    return false;
}

static bool find_namespace(Program *p, Module *m, uint32_t root, const char *stem)
{
    if (!is_folder(arena_printf(p->arena, "%s/%s", p->roots.items[root].path, stem)))
        return false;
    m->kind = MODULE_NAMESPACE;
    m->root = root;
    m->relative = stem;
    m->is_package = true;
    return true;
}

/* Where a submodule is sought: beside its package's file, in the package's root. */
static bool find_submodule(Program *p, Module *m, const Module *package, const char *last)
{
    if (!package->is_package)
        return false;
    const char *folder = package->kind == MODULE_NAMESPACE ? package->relative : folder_of(p->arena, package->relative);
    const char *stem = arena_printf(p->arena, "%s/%s", folder, last);
    if (find_in_root(p, m, package->root, stem) || find_namespace(p, m, package->root, stem))
        return true;
    for (uint32_t root = 0; package->kind == MODULE_NAMESPACE && root < p->roots.count; root++)
        if (find_in_root(p, m, root, stem) || find_namespace(p, m, root, stem))
            return true;
    return false;
}

static const struct { const char *name, *where, *shown; } internal_modules[] = {
#define INTERNAL_MODULE(name, where, shown) {#name, where, shown},
#include "runtime/library/internal.def"
#undef INTERNAL_MODULE
};
enum { INTERNAL_MODULES = sizeof internal_modules / sizeof *internal_modules };

static bool find_internal(Program *p, Module *m)
{
    struct stat status;
    for (int i = 0; i < INTERNAL_MODULES; i++) {
        if (strcmp(m->name, internal_modules[i].name) != 0)
            continue;
        const char *where = internal_modules[i].where;
        const char *path = where ? arena_printf(p->arena, "%s/%s", program_stdlib(), where)
                                 : arena_printf(p->arena, "%s/lib/python/%s.py", tool_folder(p->arena), m->name);
        if (!is_file(p, path, &status))
            return false;
        while (m->root < p->roots.count && p->roots.items[m->root].kind != ROOT_STDLIB)
            m->root++;
        m->relative = internal_modules[i].shown;
        m->is_internal = true;
        set_file(m, path, &status);
        return true;
    }
    return false;
}

static bool find_top(Program *p, Module *m)
{
    if (is_native(m->name)) {
        m->kind = MODULE_NATIVE;
        return true;
    }
    if (find_internal(p, m))
        return true;
    for (uint32_t root = 0; root < p->roots.count; root++)
        if (find_in_root(p, m, root, m->name))
            return true;
    for (uint32_t root = 0; root < p->roots.count; root++)
        if (find_namespace(p, m, root, m->name))
            return true;
    return false;
}

/* Adds the module and the packages around it; false when there is none. */
static bool add_module(Program *p, const char *name)
{
    if (find_known(p, name))
        return true;
    Module m = { .name = name };
    const char *dot = strrchr(name, '.');
    bool found;
    if (dot && !is_native(name)) {
        const char *parent = arena_text(p->arena, name, (size_t)(dot - name));
        found = add_module(p, parent);
        if (found) {
            Module package = *find_known(p, parent);
            found = find_submodule(p, &m, &package, dot + 1);
        }
    } else {
        found = find_top(p, &m);
    }
    if (found && m.kind == MODULE_SOURCE && !(m.text = read_whole(p->arena, m.file, &m.length)))
        found = false;
    if (found)
        VEC_PUSH(p->arena, p->modules, m);
    return found;
}

/* ---- the main module --------------------------------------------------------------------------------- */

static bool cannot_open(const char *path, int error)
{
    fprintf(stderr, "pyllc: can't open file '%s': [Errno %d] %s\n", path, error, strerror(error));
    return false;
}

static bool find_script(Program *p, Module *m, const char *given)
{
    struct stat status;
    const char *path = absolute_path(p->arena, given);
    if (stat(path, &status))
        return cannot_open(path, errno);
    if (S_ISDIR(status.st_mode)) {
        path = arena_printf(p->arena, "%s/__main__.py", path);
        if (stat(path, &status)) {
            fprintf(stderr, "pyllc: can't find '__main__' module in '%s'\n", given);
            return false;
        }
    }
    m->text = read_whole(p->arena, path, &m->length);
    if (!m->text)
        return cannot_open(path, errno);
    p->script = path;
    find_roots(p, folder_of(p->arena, path));
    m->relative = strrchr(path, '/') + 1;
    set_file(m, path, &status);
    return true;
}

static bool find_command(Program *p, Module *m, const char *text)
{
    find_roots(p, current_folder(p->arena));
    m->kind = MODULE_SOURCE;
    m->relative = "<string>";
    m->text = arena_printf(p->arena, "%s\n", text);
    m->length = strlen(m->text);
    return true;
}

static bool find_main_module(Program *p, Module *m, const char *name)
{
    find_roots(p, current_folder(p->arena));
    if (!add_module(p, name)) {
        fprintf(stderr, "pyllc: No module named %s\n", name);
        return false;
    }
    Module found = *find_known(p, name);
    if (found.is_package) {
        const char *inner = arena_printf(p->arena, "%s.__main__", name);
        if (!add_module(p, inner)) {
            fprintf(stderr, "pyllc: No module named %s; '%s' is a package and cannot be directly executed\n", inner, name);
            return false;
        }
        found = *find_known(p, inner);
    }
    if (found.kind != MODULE_SOURCE) {
        fprintf(stderr, "pyllc: No code object available for %s\n", name);
        return false;
    }
    *m = found;
    m->name = "__main__";
    m->is_package = false;
    p->script = m->file;
    return true;
}

static bool find_main(Program *p)
{
    Module m = { .name = "__main__" };
    VEC_PUSH(p->arena, p->modules, m);      /* its place */
    const Options *o = p->options;
    bool found = o->kind == MAIN_SCRIPT ? find_script(p, &m, o->main)
               : o->kind == MAIN_COMMAND ? find_command(p, &m, o->main) : find_main_module(p, &m, o->main);
    p->modules.items[0] = m;
    return found;
}

/* ---- what imports reach --------------------------------------------------------------------------- */

static bool is_library(const Program *p, const Module *m) { return p->roots.items[m->root].kind == ROOT_STDLIB; }

static void add_import_system(Program *p)
{
    for (int i = 0; i < INTERNAL_MODULES; i++)
        add_module(p, internal_modules[i].name);
}

/* importlib makes these two names mean the internal modules. */
static bool is_second_copy(const char *name)
{
    return strcmp(name, "importlib._bootstrap") == 0 || strcmp(name, "importlib._bootstrap_external") == 0;
}

/* Does a module of the program's own speak of what only importlib can answer? A word too many costs
   nothing but a larger program. */
static bool mentions_imports(const Module *m)
{
    static const char *const words[] = {"__spec__", "__loader__", "__cached__", "__import__", "sys.path", "sys.modules", "meta_path",
                                        "path_hooks", "path_importer_cache", "import path", "import modules"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (memmem(m->text, m->length, words[i], strlen(words[i])))
            return true;
    return false;
}

static void follow(Program *p, size_t importer, const Import *import)
{
    bool from_program = !is_library(p, &p->modules.items[importer]);
    if (is_second_copy(import->module))
        return;
    if (!add_module(p, import->module)) {
        if (from_program)
            add_import_system(p);            /* it may be found when the program runs */
        return;
    }
    find_known(p, import->module)->follows_lazy |= from_program;
    if (!find_known(p, import->module)->is_package)
        return;
    for (size_t n = 0; n < import->names.count; n++) {
        const char *name = arena_printf(p->arena, "%s.%s", import->module, import->names.items[n]);
        if (!is_second_copy(name) && add_module(p, name))
            find_known(p, name)->follows_lazy |= from_program;
    }
}

static void follow_imports(Program *p, size_t index, bool lazy)
{
    Imports imports = p->modules.items[index].imports;
    for (size_t i = 0; i < imports.count; i++)
        if (imports.items[i].is_lazy == lazy)
            follow(p, index, &imports.items[i]);
}

/* What a module of the library imports by a name that it computes. Other encodings than these
   need --include-module=encodings.NAME. */
static void follow_computed(Program *p, const char *name)
{
    static const char *const codecs[] = {"utf_8", "utf_8_sig", "ascii", "latin_1", "utf_16", "utf_16_le", "utf_16_be",
                                         "utf_32", "utf_32_le", "utf_32_be", "cp1252", "charmap", "rot_13"};
    if (strcmp(name, "codecs") != 0)
        return;
    for (size_t i = 0; i < sizeof codecs / sizeof *codecs; i++)
        add_module(p, arena_printf(p->arena, "encodings.%s", codecs[i]));
}

/* One step for the module; true when it did something. Modules may move while others are added. */
static bool visit(Program *p, size_t index)
{
    Module *m = &p->modules.items[index];
    if (m->kind != MODULE_SOURCE)
        return false;
    if (!m->is_scanned) {
        imports_of(m, index == 0, p->arena, &m->imports);
        m->is_scanned = true;
        m->follows_lazy |= !is_library(p, m);
        if (m->is_internal || (!is_library(p, m) && mentions_imports(m)))
            add_import_system(p);
        follow_imports(p, index, false);
        follow_computed(p, p->modules.items[index].name);
        return true;
    }
    if (m->follows_lazy && !m->followed_lazy) {
        m->followed_lazy = true;
        follow_imports(p, index, true);
        return true;
    }
    return false;
}

static void visit_all(Program *p)
{
    for (bool changes = true; changes;) {
        changes = false;
        for (size_t i = 0; i < p->modules.count; i++)
            changes |= visit(p, i);
    }
}

Program *program_find(const Options *options, Arena *arena)
{
    Program *p = ARENA_NEW(arena, Program);
    p->arena = arena;
    p->options = options;
    if (!find_main(p))
        return NULL;
    for (size_t i = 0; i < options->include.count; i++)
        if (!add_module(p, options->include.items[i])) {
            fprintf(stderr, "pyllc: No module named '%s'\n", options->include.items[i]);
            return NULL;
        }
    visit_all(p);
    return p;
}

void program_add_import_system(Program *p)
{
    add_import_system(p);
    visit_all(p);
}
