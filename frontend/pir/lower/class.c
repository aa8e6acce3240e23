/* Classes. The body is a function of the namespace mapping; it returns the cell of __class__
   when a method needs it (class_build fills it), else None. */
#include "frontend/pir/lower/lower_internal.h"

static void store_in_namespace(Function *fn, const char *name, PirIns *value)
{
    emit_name(fn, PIR_STORE_NAME, name_of(name), (PirIns *[]){ fn->namespace, value }, 2);
}

/* __annotations__ exists as soon as the body has an annotation anywhere. */
void begin_annotations(Function *fn)
{
    Name *name = name_of("__annotations__");
    PirIns *found = runtime2(fn, ENTRY_name_find, fn->namespace, emit_text(fn, name));
    PirBlock *missing = block_new(fn), *there = block_new(fn);
    emit_branch(fn, emit1(fn, PIR_IS_UNBOUND, found), missing, there);
    block_start_sealed(fn, missing);
    store_in_namespace(fn, "__annotations__", emit0(fn, PIR_BUILD_DICT));
    emit_jump(fn, there, NULL, 0);
    block_start_sealed(fn, there);
}

void lower_class_body(Function *fn, AstClassDef *s)
{
    PirIns *module = emit_name(fn, PIR_LOAD_NAME, global_name(fn, name_of("__name__")), &fn->namespace, 1);
    store_in_namespace(fn, "__module__", module);
    store_in_namespace(fn, "__qualname__", emit_text(fn, fn->pir->qualname));
    if (fn->scope->has_annotations)
        begin_annotations(fn);
    const Const *docstring = docstring_of(fn->lowering, s->body);
    if (docstring)
        store_in_namespace(fn, "__doc__", emit_constant(fn, docstring));
    lower_body(fn, s->body);
    if (!fn->here)
        return;
    if (fn->class_cell) {
        store_in_namespace(fn, "__classcell__", fn->class_cell);
        emit_return(fn, fn->class_cell);
    }
}

void lower_class(Function *fn, AstClassDef *s)
{
    PirIns **decorators = lower_decorators(fn, s->decorator_list);
    PirIns *body = make_function(fn, &s->base, NULL, NULL, NULL);
    PirIns *name = emit_text(fn, s->name);
    PirIns *bases = lower_tuple_of(fn, s->bases);
    PirIns *keywords = s->keywords.count ? lower_keywords(fn, body, s->keywords) : unbound(fn);
    PirIns *class = runtime4(fn, ENTRY_class_build, body, name, bases, keywords);
    lower_name_store(fn, s->name, apply_decorators(fn, s->decorator_list, decorators, class));
}
