/* Source text to a module at run time: the whole front end in this process, then the encoder.
   Modules that the program was not built with are found here, through sys.path. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "frontend/base/diag.h"
#include "frontend/parse/parse.h"
#include "frontend/passes/passes.h"
#include "frontend/pir/lower/lower.h"
#include "runtime/interp/complain.h"
#include "runtime/interp/interp.h"
#include "runtime/interp/tree.h"
#include "runtime/object/exceptions.h"
#include "runtime/object/module.h"
#include "runtime/object/traceback.h"
#include "runtime/types/str.h"

/* ---- compiling ------------------------------------------------------------------------------------ */

/* The front end works on the system stack, of which it needs much, and alone: its names are global. */
typedef struct Compilation {
    const char *name, *path, *text;  /* text NULL: of the file */
    size_t length;
    bool is_package, is_dynamic, is_decoded, is_parsed, failed;
    ParseMode mode;
    int parse_flags;
    CompileOptions options;
    Arena *arena;
    AstNode *tree;                   /* given: a tree that was not parsed */
    bool only_parses;
    Diagnostics diagnostics;
    PirModule *pir;
} Compilation;

static pthread_mutex_t front_end = PTHREAD_MUTEX_INITIALIZER;

static Source *read_source(Compilation *c)
{
    if (c->tree)
        return source_from_text(c->path, "", 0, c->arena);
    if (!c->text)
        return source_read(c->path, c->path, c->arena, &c->diagnostics);
    if (c->is_decoded)
        return source_from_text(c->path, c->text, c->length, c->arena);
    return source_from_bytes(c->path, c->text, c->length, c->arena, &c->diagnostics);
}

static AstNode *given_tree(Compilation *c)
{
    ast_intern_names(c->tree);
    return ast_validate(c->tree, &c->diagnostics) ? c->tree : NULL;
}

/* PYLLC_INTERP=typed runs the optional passes too, which cost more than they give here: tests
   execute every op that irgen sees. */
static bool runs_typed_code(void)
{
    const char *mode = getenv("PYLLC_INTERP");
    return mode && strcmp(mode, "typed") == 0;
}

static void *compile_job(void *argument)
{
    Compilation *c = argument;
    pthread_mutex_lock(&front_end);
    Source *source = read_source(c);
    c->diagnostics.source = source;
    AstNode *tree = c->tree ? given_tree(c) : source ? parse_source_with(source, c->mode, c->parse_flags, c->arena, &c->diagnostics) : NULL;
    c->is_parsed = tree != NULL;
    c->tree = tree;
    if (tree && !c->only_parses)
        c->pir = c->is_dynamic ? lower_dynamic(tree, source, name_of(c->name), c->arena, &c->options, &c->diagnostics)
                               : lower_module(tree, source, name_of(c->name), c->arena, &c->diagnostics);
    if (c->diagnostics.error_count)
        c->pir = NULL;
    if (c->pir) {
        const PassOptions options = {.optimize = runs_typed_code()};
        c->pir->is_package = c->is_package;
        c->failed = !passes_run(c->pir, &options);
    }
    pthread_mutex_unlock(&front_end);
    return NULL;
}

/* All stages, in an arena that the caller frees. NULL: exception set. */
static InterpModule *compile(struct Task *task, Compilation *c)
{
    InterpModule *module = NULL;
    on_system_stack(task, compile_job, c);
    if (!complain(task, &c->diagnostics, c->path, !c->is_dynamic || !c->is_parsed))
        return NULL;
    if (!c->pir)
        raise_error(task, &type_SystemError, "the front end failed without a message");
    else if (c->failed)
        raise_error(task, &type_SystemError, "a pass failed");
    else
        module = interp_encode(task, c->pir);
    return module;
}

static InterpModule *compile_file(struct Task *task, const char *name, const char *path, bool is_package)
{
    Compilation c = {.name = name, .path = path, .is_package = is_package, .mode = EXEC};
    c.arena = c.diagnostics.arena = arena_new();
    InterpModule *module = compile(task, &c);
    arena_free(c.arena);
    return module;
}

static Value (*outer_source_path)(struct Task *task, struct ModuleInfo *module);

static Value dynamic_source_path(struct Task *task, struct ModuleInfo *module)
{
    if (module->over_dict)
        return slot_load(&((InterpModule *)module)->path);
    return outer_source_path ? outer_source_path(task, module) : 0;
}

static void show_paths(void)
{
    Value (*outer)(struct Task *, struct ModuleInfo *) = hook_source_path;
    if (outer != dynamic_source_path) {
        outer_source_path = outer;
        hook_source_path = dynamic_source_path;
    }
}

static Compilation compilation_of(struct Task *task, const DynamicSource *source)
{
    int64_t path_length;
    return (Compilation){.name = "<dynamic>", .path = str_utf8_lossy(task, source->path, &path_length), .text = source->text,
                         .length = (size_t)source->length, .is_dynamic = true, .is_decoded = source->is_decoded, .mode = source->mode,
                         .parse_flags = source->parse_flags,
                         .options = source->options};
}

RT InterpModule *interp_compile_source(TASK, const DynamicSource *source)
{
    static const AstKind roots[] = {AST_Module, AST_Expression, AST_Interactive, AST_FunctionType};
    show_paths();
    Compilation c = compilation_of(task, source);
    c.arena = c.diagnostics.arena = arena_new();
    if (source->tree)
        c.tree = tree_from_object(task, source->tree, roots[source->mode], c.arena);
    InterpModule *module = c.path && (c.tree || !source->tree) ? compile(task, &c) : NULL;
    arena_free(c.arena);
    if (module)
        gc_store(&module->path, source->path);
    return module;
}

RT Value interp_parse(TASK, const DynamicSource *source)
{
    Compilation c = compilation_of(task, source);
    c.arena = c.diagnostics.arena = arena_new();
    c.only_parses = true;
    Value tree = 0;
    if (c.path) {
        on_system_stack(task, compile_job, &c);
        tree = complain(task, &c.diagnostics, c.path, true) && c.tree ? tree_to_object(task, c.tree) : 0;
    }
    arena_free(c.arena);
    return tree;
}

static const char *main_path, *library_folder, *own_folder;    /* set once, before any task runs */

/* ---- where modules came from ------------------------------------------------------------------------- */

typedef struct LoadedModule { InterpModule *module; Slot path; struct LoadedModule *next; } LoadedModule;
static ROOT LoadedModule *loaded;                    /* prepended by compare-and-swap, never removed */

static void remember(struct Task *task, InterpModule *module, Value path)
{
    LoadedModule *entry = gc_alloc_root(sizeof *entry);
    if (!entry)
        return;
    entry->module = module;
    gc_init(&entry->path, path);
    LoadedModule *head = __atomic_load_n(&loaded, __ATOMIC_ACQUIRE);
    do
        entry->next = head;
    while (!__atomic_compare_exchange_n(&loaded, &head, entry, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE));
}

Value interp_module_path(struct ModuleInfo *info)
{
    for (const LoadedModule *m = __atomic_load_n(&loaded, __ATOMIC_ACQUIRE); m; m = m->next)
        if (&m->module->info == info)
            return slot_load(&m->path);
    return 0;
}

/* ---- loading ----------------------------------------------------------------------------------------------- */

/* shown: the file that the program sees. */
static struct ModuleInfo *load_module(struct Task *task, const char *dotted, const char *path, const char *shown, bool is_package)
{
    InterpModule *module = compile_file(task, dotted, path, is_package);
    Value file = module ? str_from_c(task, shown) : 0;
    if (!file)
        return NULL;
    remember(task, module, file);
    return &module->info;
}

RT Value interp_run_body(TASK, Value info)
{
    InterpModule *module = (InterpModule *)info;
    return interp_run(task, module->functions[0], NULL, 0);
}

static bool is_file(const char *path)
{
    struct stat s;
    return stat(path, &s) == 0 && S_ISREG(s.st_mode);
}

/* The module's file below a folder: NAME.py or NAME/__init__.py. */
static bool find_below(const char *folder, const char *relative, char *path, size_t room, bool *is_package)
{
    *is_package = true;
    if (snprintf(path, room, "%s/%s/__init__.py", folder, relative) < (int)room && is_file(path))
        return true;
    *is_package = false;
    return snprintf(path, room, "%s/%s.py", folder, relative) < (int)room && is_file(path);
}

static const struct { const char *name, *where, *shown; } internal_modules[] = {
#define INTERNAL_MODULE(name, where, shown) {#name, where, shown},
#include "runtime/library/internal.def"
#undef INTERNAL_MODULE
};

static struct ModuleInfo *load_internal(struct Task *task, const char *name)
{
    char path[4096];
    for (size_t i = 0; i < sizeof internal_modules / sizeof *internal_modules; i++) {
        const char *where = internal_modules[i].where;
        if (strcmp(name, internal_modules[i].name) != 0)
            continue;
        int length = where ? snprintf(path, sizeof path, "%s/%s", library_folder, where)
                           : snprintf(path, sizeof path, "%s/lib/python/%s.py", own_folder, name);
        if (length < (int)sizeof path && is_file(path))
            return load_module(task, name, path, internal_modules[i].shown, false);
    }
    return NULL;
}

static Value source_path(struct Task *task, struct ModuleInfo *module) { return interp_module_path(module); }

/* For hook_find_module: NULL without an exception when there is no such file. */
static RT struct ModuleInfo *find_module(TASK, Value name)
{
    int64_t length;
    const char *dotted = str_utf8(task, name, &length);
    char relative[1024], path[4096];
    if (!dotted || length >= (int64_t)sizeof relative)
        return NULL;
    if (main_path && str_equal_c(name, "__main__")) {
        hook_source_path = source_path;
        return load_module(task, dotted, main_path, main_path, false);
    }
    struct ModuleInfo *internal = load_internal(task, dotted);
    if (internal || task->exception)
        return internal;
    for (int64_t i = 0; i <= length; i++)
        relative[i] = dotted[i] == '.' ? '/' : dotted[i];
    Value sys = import_module_c(task, "sys"), roots = sys ? object_get_attr(task, sys, NAME(path)) : 0;
    if (!roots || !value_is_list(roots))
        return NULL;
    for (int64_t i = 0; i < ((PyList *)roots)->size; i++) {
        Value root = slot_load(&((PyList *)roots)->items->slots[i]);
        int64_t n;
        bool is_package;
        if (value_is_str(root) && find_below(str_utf8_lossy(task, root, &n), relative, path, sizeof path, &is_package))
            return load_module(task, dotted, path, path, is_package);
    }
    return NULL;
}

void interp_start(const char *path, const char *library, const char *own)
{
    main_path = path;
    library_folder = library;
    own_folder = own;
    dynamic_code_anchor();
    hook_find_module = find_module;
}
