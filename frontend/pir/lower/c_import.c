/* import of C libraries, the virtual package __c__:

       from __c__.zlib import crc32      import __c__.zlib as z      from __c__ import zlib

   Libraries are resolved here, at compile time: a C_IMPORT op has the declarations of the
   functions that it needs. Where a whole library is imported these are all of its functions
   that the module names as an attribute anywhere, found when everything else is lowered; what
   is asked of a name that certainly is the library must then exist.

   Without hook_c_library (code compiled by a running program) __c__ is a package like any
   other: what the program has imported already is found in sys.modules. */
#include "frontend/pir/lower/lower_internal.h"

#include <string.h>
#include "ffi/import/decl.h"

static Loc loc_of(const AstNode *node)
{
    PirPos pos = pos_of(node);
    return (Loc){ pos.line, pos.column, pos.end_line, pos.end_column };
}

bool is_c_import(const Name *module, int level)
{
    return hook_c_library && !level && module && strncmp(module->text, "__c__", 5) == 0 &&
           (!module->text[5] || module->text[5] == '.');
}

static const CLibrary *open_library(Function *fn, const char *name, const AstNode *node)
{
    const char *error = NULL;
    const CLibrary *library = c_library(name, &error);
    if (!library)
        diag_error(fn->lowering->diagnostics, "ImportError", loc_of(node), "%s", error);
    return library;
}

static PirIns *emit_import(Function *fn, CImport *import)
{
    PirIns *ins = emit0(fn, PIR_C_IMPORT);
    ins->c_import = import;
    return ins;
}

/* library NULL: after an error. */
static CImport *new_import(Function *fn, const CLibrary *library)
{
    CImport *import = ARENA_NEW(fn->lowering->arena, CImport);
    import->library = library ? library->name : "";      /* lives for ever, unlike the arena */
    return import;
}

/* The whole library; its functions are filled in at the end. */
static PirIns *import_library(Function *fn, const char *name, const AstNode *node)
{
    Lowering *l = fn->lowering;
    const CLibrary *library = open_library(fn, name, node);
    if (!library)
        return emit_none(fn);
    CImport *import = new_import(fn, library);
    PirIns *ins = emit_import(fn, import);
    VEC_PUSH(l->arena, l->c_modules, ((CModule){ .library = library, .import = import, .ins = ins }));
    return ins;
}

/* A line of `import`: __c__.NAME. */
void lower_c_import(Function *fn, Astalias *alias)
{
    const char *text = alias->name->text;
    PirIns *module = text[5] ? import_library(fn, text + 6, (AstNode *)alias) : NULL;
    if (!module || !alias->asname)
        module = runtime3(fn, ENTRY_import_name, emit_text(fn, name_of("__c__")), emit_none(fn), emit_i64(fn, 0));
    lower_name_store(fn, alias->asname ? alias->asname : name_of("__c__"), module);
}

/* What a statement asks of a library; NULL after an error at node. */
static const CDecl *find_function(Lowering *l, const CLibrary *library, const char *name, Loc loc)
{
    const char *reason;
    const CDecl *decl = c_library_find(library, name, &reason);
    if (!decl && reason)
        diag_error(l->diagnostics, "ImportError", loc, "cannot import '%s' from C library '%s': %s", name, library->name, reason);
    else if (!decl)
        diag_error(l->diagnostics, "ImportError", loc, "cannot import '%s' from C library '%s': no header declares it", name,
                   library->name);
    return decl;
}

static void import_functions(Function *fn, AstImportFrom *s)
{
    Lowering *l = fn->lowering;
    const CLibrary *library = open_library(fn, s->module->text + 6, (AstNode *)s);
    const CDecl **functions = ARENA_ARRAY(l->arena, const CDecl *, s->names.count + 1);
    CImport *import = new_import(fn, library);
    for (size_t i = 0; library && i < s->names.count; i++)
        functions[import->count++] = find_function(l, library, AST_CAST(alias, s->names.items[i])->name->text, loc_of(s->names.items[i]));
    import->functions = functions;
    PirIns *module = emit_import(fn, import);
    for (size_t i = 0; i < s->names.count; i++) {
        Astalias *alias = AST_CAST(alias, s->names.items[i]);
        PirIns *function = runtime2(fn, ENTRY_import_from, module, emit_text(fn, alias->name));
        lower_name_store(fn, alias->asname ? alias->asname : alias->name, function);
    }
}

void lower_c_import_from(Function *fn, AstImportFrom *s)
{
    for (size_t i = 0; i < s->names.count; i++)
        if (strcmp(AST_CAST(alias, s->names.items[i])->name->text, "*") == 0) {
            diag_error(fn->lowering->diagnostics, "ImportError", loc_of((AstNode *)s),
                       "import * from '%s' is not supported: name what is needed", s->module->text);
            return;
        }
    if (s->module->text[5]) {
        import_functions(fn, s);
        return;
    }
    for (size_t i = 0; i < s->names.count; i++) {
        Astalias *alias = AST_CAST(alias, s->names.items[i]);
        lower_name_store(fn, alias->asname ? alias->asname : alias->name, import_library(fn, alias->name->text, (AstNode *)alias));
    }
}

/* ---- whole libraries, at the end ------------------------------------------------------------------------ */

static bool is_attribute_op(const PirIns *ins) { return ins->op == PIR_LOAD_ATTR || ins->op == PIR_CALL_METHOD; }

/* Calls visit for every op of the module. */
static void each_op(PirModule *module, void (*visit)(Lowering *l, CModule *m, PirIns *ins), Lowering *l, CModule *m)
{
    for (size_t i = 0; i < module->functions.count; i++)
        for (PirBlock *block = module->functions.items[i]->entry; block; block = block->next)
            for (PirIns *ins = block->first; ins; ins = ins->next)
                visit(l, m, ins);
}

static void add_used(Lowering *l, CModule *m, PirIns *ins)
{
    const char *reason;
    const CDecl *decl = is_attribute_op(ins) ? c_library_find(m->library, ins->name->text, &reason) : NULL;
    for (size_t i = 0; decl && i < m->functions.count; i++)
        if (m->functions.items[i] == decl)
            return;
    if (decl)
        VEC_PUSH(l->arena, m->functions, decl);
}

static void find_global(Lowering *l, CModule *m, PirIns *ins)
{
    if (ins->op == PIR_STORE_GLOBAL && ins->args[0] == m->ins)
        m->global = ins->name;
}

static void count_stores(Lowering *l, CModule *m, PirIns *ins)
{
    if ((ins->op == PIR_STORE_GLOBAL || ins->op == PIR_DELETE_GLOBAL) && ins->name == m->global)
        m->stores++;
    if (ins->op == PIR_STORE_ATTR)
        m->has_own_attributes = true;
}

/* An attribute of what can only be the library. */
static void check_attribute(Lowering *l, CModule *m, PirIns *ins)
{
    if (!is_attribute_op(ins) || strncmp(ins->name->text, "__", 2) == 0)
        return;
    const PirIns *object = ins->args[0];
    bool is_library = object == m->ins || (object->op == PIR_LOAD_GLOBAL && object->name == m->global && m->stores == 1);
    if (is_library)
        find_function(l, m->library, ins->name->text,
                      (Loc){ ins->pos.line, ins->pos.column, ins->pos.end_line, ins->pos.end_column });
}

void lower_c_modules(Lowering *l)
{
    for (size_t i = 0; i < l->c_modules.count; i++) {
        CModule *m = &l->c_modules.items[i];
        each_op(l->module, add_used, l, m);
        m->import->functions = m->functions.items;
        m->import->count = (int64_t)m->functions.count;
        each_op(l->module, find_global, l, m);
        each_op(l->module, count_stores, l, m);
        if (!m->has_own_attributes)
            each_op(l->module, check_attribute, l, m);
    }
}
