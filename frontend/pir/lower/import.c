/* import and from ... import. */
#include "frontend/pir/lower/lower_internal.h"

#include <string.h>

static PirIns *import(Function *fn, Name *module, PirIns *names, int level)
{
    return runtime3(fn, ENTRY_import_name, emit_text(fn, module), names, emit_i64(fn, level));
}

static PirIns *import_attribute(Function *fn, PirIns *module, Name *name)
{
    return runtime2(fn, ENTRY_import_from, module, emit_text(fn, name));
}

/* import a.b.c as d: binds the last module, found from the first. */
static PirIns *descend(Function *fn, PirIns *module, const char *dotted)
{
    for (const char *dot = strchr(dotted, '.'); dot; dot = strchr(dot, '.')) {
        const char *part = ++dot;
        size_t length = strcspn(part, ".");
        module = import_attribute(fn, module, name_intern(part, length));
    }
    return module;
}

void lower_import(Function *fn, AstImport *s)
{
    for (size_t i = 0; i < s->names.count; i++) {
        Astalias *alias = AST_CAST(alias, s->names.items[i]);
        if (is_c_import(alias->name, 0)) {
            lower_c_import(fn, alias);
            continue;
        }
        PirIns *module = import(fn, alias->name, emit_none(fn), 0);
        const char *text = alias->name->text;
        if (alias->asname)
            lower_name_store(fn, alias->asname, descend(fn, module, text));
        else
            lower_name_store(fn, name_intern(text, strcspn(text, ".")), module);
    }
}

void lower_import_from(Function *fn, AstImportFrom *s)
{
    Lowering *l = fn->lowering;
    if (is_c_import(s->module, s->level)) {
        lower_c_import_from(fn, s);
        return;
    }
    Name **names = ARENA_ARRAY(l->arena, Name *, s->names.count + 1);
    for (size_t i = 0; i < s->names.count; i++)
        names[i] = AST_CAST(alias, s->names.items[i])->name;
    PirIns *list = emit_constant(fn, const_names(l, names, s->names.count));
    PirIns *module = import(fn, s->module ? s->module : name_of(""), list, s->level);
    for (size_t i = 0; i < s->names.count; i++) {
        Astalias *alias = AST_CAST(alias, s->names.items[i]);
        if (strcmp(alias->name->text, "*") == 0)
            fn->namespace ? runtime2(fn, ENTRY_import_star_into, module, fn->namespace) : runtime1(fn, ENTRY_import_star, module);
        else
            lower_name_store(fn, alias->asname ? alias->asname : alias->name,
                       import_attribute(fn, module, alias->name));
    }
}
