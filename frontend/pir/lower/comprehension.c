/* Comprehensions and generator expressions: functions of one parameter, `.0`, the iterator of
   the first iterable, which the enclosing function evaluates. */
#include "frontend/pir/lower/lower_internal.h"

typedef struct Comprehension {
    AstNodes generators;
    AstNode *first, *second;                  /* element; key and value of a dict */
    PirIns *result;                           /* the container; NULL: a generator */
    enum RtEntry add;
} Comprehension;

static Comprehension parts_of(AstNode *node)
{
    switch (node->kind) {
    case AST_ListComp: {
        AstListComp *n = AST_CAST(ListComp, node);
        return (Comprehension){ n->generators, n->elt, NULL, NULL, ENTRY_fast_list_append };
    }
    case AST_SetComp: {
        AstSetComp *n = AST_CAST(SetComp, node);
        return (Comprehension){ n->generators, n->elt, NULL, NULL, ENTRY_set_add_entry };
    }
    case AST_DictComp: {
        AstDictComp *n = AST_CAST(DictComp, node);
        return (Comprehension){ n->generators, n->key, n->value, NULL, ENTRY_dict_set_entry };
    }
    default: {
        AstGeneratorExp *n = AST_CAST(GeneratorExp, node);
        return (Comprehension){ n->generators, n->elt, NULL, NULL, ENTRY_COUNT };
    }
    }
}

static void add_element(Function *fn, Comprehension *c)
{
    PirIns *first = lower_expr(fn, c->first);
    if (!c->result)
        lower_yield(fn, first);
    else if (c->second)
        runtime3(fn, c->add, c->result, first, lower_expr(fn, c->second));
    else
        runtime2(fn, c->add, c->result, first);
}

static void lower_clauses(Function *fn, Comprehension *c, size_t index)
{
    if (index == c->generators.count) {
        add_element(fn, c);
        return;
    }
    Astcomprehension *clause = AST_CAST(comprehension, c->generators.items[index]);
    PirIns *iterator;
    if (index == 0)
        iterator = lower_name_load(fn, fn->scope->parameters.items[0]);
    else if (clause->is_async)
        iterator = runtime1(fn, ENTRY_async_iter, lower_expr(fn, clause->iter));
    else
        iterator = emit1(fn, PIR_ITER, lower_iterable(fn, clause->iter));
    Loop loop;
    PirIns *item = loop_begin(fn, &loop, iterator, clause->is_async);
    lower_store(fn, clause->target, item);
    for (size_t i = 0; i < clause->ifs.count; i++) {
        PirBlock *passed = block_new(fn);
        lower_condition(fn, clause->ifs.items[i], passed, loop.next);
        block_start_sealed(fn, passed);
    }
    if (fn->here)
        lower_clauses(fn, c, index + 1);
    loop_end(fn, &loop);
}

void lower_comprehension_body(Function *fn, AstNode *node)
{
    fn->pos = pos_of(node);
    Comprehension c = parts_of(node);
    if (node->kind == AST_ListComp)
        c.result = emit0(fn, PIR_BUILD_LIST);
    else if (node->kind == AST_SetComp)
        c.result = emit0(fn, PIR_BUILD_SET);
    else if (node->kind == AST_DictComp)
        c.result = emit0(fn, PIR_BUILD_DICT);
    lower_clauses(fn, &c, 0);
    emit_return(fn, c.result ? c.result : emit_none(fn));
}

PirIns *lower_comprehension(Function *fn, AstNode *node)
{
    Comprehension c = parts_of(node);
    Astcomprehension *clause = AST_CAST(comprehension, c.generators.items[0]);
    PirIns *function = make_function(fn, node, NULL, NULL, NULL);
    PirIns *iterator;
    if (clause->is_async)
        iterator = runtime1(fn, ENTRY_async_iter, lower_expr(fn, clause->iter));
    else
        iterator = emit1(fn, PIR_ITER, lower_iterable(fn, clause->iter));
    PirIns *result = emit_call(fn, NULL, (PirIns *[]){ function, iterator }, 2, NULL, 0);
    bool is_awaited = scope_of(fn->lowering->scopes, node)->is_coroutine && node->kind != AST_GeneratorExp;
    return is_awaited ? lower_await(fn, result) : result;
}
