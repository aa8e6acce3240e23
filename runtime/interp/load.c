/* Source text to a module at run time: the whole front end in this process, then the encoder.
   Modules that the program was not built with are found here, through sys.path. */
#include <stdio.h>
#include <sys/stat.h>

#include "frontend/base/diag.h"
#include "frontend/parse/parse.h"
#include "frontend/passes/passes.h"
#include "frontend/pir/lower/lower.h"
#include "runtime/interp/interp.h"
#include "runtime/object/exceptions.h"
#include "runtime/object/module.h"
#include "runtime/object/traceback.h"
#include "runtime/types/str.h"

/* ---- compiling ------------------------------------------------------------------------------------ */

static Value line_text(struct Task *task, const Source *source, int32_t line)
{
    const char *at = source->text, *end = source->text + source->length;
    for (int32_t n = 1; at < end; n++) {
        const char *newline = memchr(at, '\n', (size_t)(end - at)), *stop = newline ? newline + 1 : end;
        if (n == line)
            return str_from_utf8(task, at, stop - at);
        at = stop;
    }
    return VALUE_NONE;
}

static int64_t characters(const Source *source, int32_t line, int32_t bytes)
{
    const char *at = source->text, *end = source->text + source->length;
    for (int32_t n = 1; n < line && at < end; n++) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        at = newline ? newline + 1 : end;
    }
    int64_t count = 0;
    for (int32_t i = 0; i < bytes && at + i < end; i++)
        count += (at[i] & 0xc0) != 0x80;
    return count;
}

static PyType *error_class(const char *name)
{
    if (strcmp(name, "IndentationError") == 0)
        return &type_IndentationError;
    if (strcmp(name, "TabError") == 0)
        return &type_TabError;
    if (strcmp(name, "MemoryError") == 0)
        return &type_MemoryError;
    if (strcmp(name, "ImportError") == 0)
        return &type_ImportError;
    if (strcmp(name, "ValueError") == 0)
        return &type_ValueError;
    return &type_SyntaxError;
}

/* The first error as the exception that CPython raises. */
static Value raise_diagnostic(struct Task *task, const Diagnostics *diagnostics)
{
    const Diagnostic *first = NULL;
    for (size_t i = 0; i < diagnostics->list.count && !first; i++)
        if (strcmp(diagnostics->list.items[i].type, "warning") != 0)
            first = &diagnostics->list.items[i];
    if (!first)
        return raise_error(task, &type_SystemError, "the front end failed without a message");
    PyType *type = error_class(first->type);
    if (!type_is_subtype(type, &type_SyntaxError))
        return raise_error(task, type, "%s", first->message);
    const Source *source = diagnostics->source;
    Loc loc = first->loc;
    Value details[6] = {str_from_c(task, source->path), value_from_small_int(loc.line),
                        value_from_small_int(characters(source, loc.line, loc.column) + 1), line_text(task, source, loc.line),
                        value_from_small_int(loc.end_line),
                        value_from_small_int(characters(source, loc.end_line, loc.end_column) + 1)};
    Value args[2] = {str_from_c(task, first->message), tuple_from(task, details, 6)};
    if (!args[0] || !args[1])
        return 0;
    return raise_value(task, exception_new(task, type, args, 2));
}

/* All stages. NULL: exception set. */
static InterpModule *compile_source(struct Task *task, Source *source, Diagnostics *diagnostics, Arena *arena, const char *name,
                                    bool is_package, ParseMode mode)
{
    diagnostics->source = source;
    AstNode *tree = source ? parse_source(source, mode, arena, diagnostics) : NULL;
    PirModule *pir = tree ? lower_module(tree, source, name_of(name), arena, diagnostics) : NULL;
    if (!pir || diagnostics->error_count) {
        raise_diagnostic(task, diagnostics);
        return NULL;
    }
    pir->is_package = is_package;
    const PassOptions options = {.optimize = false};
    if (!passes_run(pir, &options)) {
        raise_error(task, &type_SystemError, "a pass failed");
        return NULL;
    }
    return interp_encode(task, pir);
}

static InterpModule *compile_file(struct Task *task, const char *name, const char *path, bool is_package)
{
    Arena *arena = arena_new();
    Diagnostics diagnostics = {.arena = arena};
    Source *source = source_read(path, arena, &diagnostics);
    InterpModule *module = compile_source(task, source, &diagnostics, arena, name, is_package, EXEC);
    arena_free(arena);
    return module;
}

static const char *main_path;                    /* set once, before any task runs */

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

static struct ModuleInfo *load_module(struct Task *task, const char *dotted, const char *path, bool is_package)
{
    InterpModule *module = compile_file(task, dotted, path, is_package);
    Value file = module ? str_from_c(task, path) : 0;
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
        return load_module(task, dotted, main_path, false);
    }
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
            return load_module(task, dotted, path, is_package);
    }
    return NULL;
}

void interp_start(const char *path)
{
    main_path = path;
    interp_show_frames();
    hook_find_module = find_module;
}
