/* The import statements of one module, wherever they stand, and calls of importlib.import_module
   and __import__ with a literal name. A block `if __name__ == "__main__":` counts only in the
   main module, one under `if TYPE_CHECKING:` never. */
#include "tools/driver/driver.h"

#include <string.h>
#include "frontend/ast/ast.h"
#include "frontend/base/diag.h"
#include "frontend/lex/lex.h"
#include "frontend/parse/parse.h"

typedef struct Scan {
    const Module *module;
    bool is_main;
    int depth;                      /* functions around */
    Arena *arena;
    Imports *imports;
} Scan;

static void scan_statements(Scan *s, AstNodes nodes);

static Import *add_import(Scan *s, const char *module)
{
    Import import = { .module = module, .is_lazy = s->depth > 0 };
    VEC_PUSH(s->arena, *s->imports, import);
    return &s->imports->items[s->imports->count - 1];
}

/* The package that a relative import of that level starts from; NULL: beyond the top. */
static const char *relative_base(Scan *s, int level)
{
    const char *name = s->module->name;
    size_t length = strlen(name);
    for (level -= s->module->is_package; level > 0; level--) {
        while (length && name[length - 1] != '.')
            length--;
        if (!length)
            return NULL;
        length--;
    }
    return arena_text(s->arena, name, length);
}

/* Of the virtual package __c__: the compile job resolves it. */
static bool is_c_library(const char *name)
{
    return name && strncmp(name, "__c__", 5) == 0 && (!name[5] || name[5] == '.');
}

static void scan_from(Scan *s, const AstImportFrom *from)
{
    const char *module = from->module ? from->module->text : NULL;
    if (from->level) {
        const char *base = relative_base(s, from->level);
        if (!base)
            return;
        module = module ? arena_printf(s->arena, "%s.%s", base, module) : base;
    }
    if (!from->level && is_c_library(module))
        return;
    Import *import = add_import(s, module);
    for (size_t i = 0; i < from->names.count; i++) {
        const char *name = ((Astalias *)from->names.items[i])->name->text;
        if (strcmp(name, "*") != 0)
            VEC_PUSH(s->arena, import->names, name);
    }
}

static bool is_name(const AstNode *node, const char *text)
{
    return node && ((node->kind == AST_Name && strcmp(((AstName *)node)->id->text, text) == 0) ||
                    (node->kind == AST_Attribute && strcmp(((AstAttribute *)node)->attr->text, text) == 0));
}

static bool is_main_test(const AstNode *test)
{
    if (test->kind != AST_Compare)
        return false;
    const AstCompare *compare = (AstCompare *)test;
    return is_name(compare->left, "__name__") && compare->ops.count == 1 && compare->ops.items[0] == CMP_EQ;
}

static void scan_if(Scan *s, const AstIf *node)
{
    bool skips = is_name(node->test, "TYPE_CHECKING") || (!s->is_main && is_main_test(node->test));
    if (!skips)
        scan_statements(s, node->body);
    scan_statements(s, node->orelse);
}

/* import_module("name") as a statement of its own, or the value of an assignment. */
static void scan_value(Scan *s, const AstNode *node)
{
    if (!node || node->kind != AST_Call)
        return;
    const AstCall *call = (AstCall *)node;
    if (!is_name(call->func, "import_module") && !is_name(call->func, "__import__"))
        return;
    if (call->args.count && call->args.items[0]->kind == AST_Constant) {
        const Const *name = ((AstConstant *)call->args.items[0])->value;
        if (name->kind == CONST_STR && name->length && name->text[0] != '.')
            add_import(s, arena_text(s->arena, name->text, name->length));
    }
}

static void scan_statement(Scan *s, AstNode *node)
{
    switch (node->kind) {
    case AST_Import:
        for (size_t i = 0; i < ((AstImport *)node)->names.count; i++)
            if (!is_c_library(((Astalias *)((AstImport *)node)->names.items[i])->name->text))
                add_import(s, ((Astalias *)((AstImport *)node)->names.items[i])->name->text);
        break;
    case AST_ImportFrom: scan_from(s, (AstImportFrom *)node); break;
    case AST_If:         scan_if(s, (AstIf *)node); break;
    case AST_Expr:       scan_value(s, ((AstExpr *)node)->value); break;
    case AST_Assign:     scan_value(s, ((AstAssign *)node)->value); break;
    case AST_Return:     scan_value(s, ((AstReturn *)node)->value); break;
    case AST_FunctionDef: case AST_AsyncFunctionDef:     /* the same fields */
        s->depth++;
        scan_statements(s, ((AstFunctionDef *)node)->body);
        s->depth--;
        break;
    case AST_ClassDef:   scan_statements(s, ((AstClassDef *)node)->body); break;
    case AST_With:       scan_statements(s, ((AstWith *)node)->body); break;
    case AST_AsyncWith:  scan_statements(s, ((AstAsyncWith *)node)->body); break;
    case AST_For: case AST_AsyncFor:     /* the same fields */
        scan_statements(s, ((AstFor *)node)->body);
        scan_statements(s, ((AstFor *)node)->orelse);
        break;
    case AST_While:
        scan_statements(s, ((AstWhile *)node)->body);
        scan_statements(s, ((AstWhile *)node)->orelse);
        break;
    case AST_Try: case AST_TryStar:      /* the same fields */
        scan_statements(s, ((AstTry *)node)->body);
        scan_statements(s, ((AstTry *)node)->handlers);
        scan_statements(s, ((AstTry *)node)->orelse);
        scan_statements(s, ((AstTry *)node)->finalbody);
        break;
    case AST_ExceptHandler: scan_statements(s, ((AstExceptHandler *)node)->body); break;
    case AST_Match:      scan_statements(s, ((AstMatch *)node)->cases); break;
    case AST_match_case: scan_statements(s, ((Astmatch_case *)node)->body); break;
    default: break;
    }
}

static void scan_statements(Scan *s, AstNodes nodes)
{
    for (size_t i = 0; i < nodes.count; i++)
        scan_statement(s, nodes.items[i]);
}

bool imports_of(const Module *module, bool is_main, Arena *arena, Imports *imports)
{
    Diagnostics diagnostics = { .arena = arena };
    Source *source = source_from_bytes(module->relative, module->text, module->length, arena, &diagnostics);
    if (!source)
        return false;
    diagnostics.source = source;
    AstNode *tree = parse_source(source, EXEC, arena, &diagnostics);
    if (!tree || diagnostics.error_count)
        return false;
    Scan scan = { module, is_main, 0, arena, imports };
    scan_statements(&scan, ((AstModule *)tree)->body);
    return true;
}
