/* Which module globals hold a known function: those that exactly one op in the whole module
   stores to, in the module body, with a function just made. Other code may still rebind the
   name from outside, so a call tests what it finds (ops_call.c). */
#include "irgen/irgen_internal.h"

typedef struct { uint32_t stores; PirFunc *function; uint32_t defaults; } Candidate;

/* How many defaults the function is made with; 0 where that is not visible. */
static uint32_t default_count(const PirIns *made)
{
    const PirIns *defaults = made->args[0];
    if (defaults->op == PIR_BUILD_TUPLE)
        return defaults->arg_count;
    return defaults->op == PIR_CONST && defaults->constant->kind == CONST_TUPLE ? (uint32_t)defaults->constant->item_count : 0;
}

static void count_store(IrModule *m, Candidate *candidates, const PirFunc *fn, const PirIns *ins)
{
    Candidate *candidate = &candidates[pir_global(m->pir, ins->name)];
    candidate->stores++;
    if (ins->op == PIR_STORE_GLOBAL && fn->is_module_body && ins->args[0]->op == PIR_MAKE_FUNCTION) {
        candidate->function = ins->args[0]->function;
        candidate->defaults = default_count(ins->args[0]);
    }
}

/* Called with exactly its parameters, each one a positional word. */
static bool takes_words(const PirFunc *fn)
{
    return fn && !(fn->flags & (CODE_VARARGS | CODE_VARKEYWORDS)) && fn->kwonlyargcount == 0;
}

void ir_find_known(IrModule *m)
{
    size_t count = m->pir->globals.count;
    Candidate *candidates = ARENA_ARRAY(m->arena, Candidate, count + 1);
    m->known = ARENA_ARRAY(m->arena, IrKnown, count + 1);
    for (size_t i = 0; i < m->pir->functions.count; i++) {
        PirFunc *fn = m->pir->functions.items[i];
        for (PirBlock *block = fn->entry; block; block = block->next)
            for (PirIns *ins = block->first; ins; ins = ins->next)
                if (ins->op == PIR_STORE_GLOBAL || ins->op == PIR_DELETE_GLOBAL)
                    count_store(m, candidates, fn, ins);
    }
    for (size_t i = 0; i < count; i++)
        if (candidates[i].stores == 1 && takes_words(candidates[i].function))
            m->known[i] = (IrKnown){ candidates[i].function, candidates[i].defaults };
}

IrKnown ir_known_callee(IrFunc *f, const PirIns *call)
{
    const PirIns *callee = call->args[0];
    if (call->constant || callee->op != PIR_LOAD_GLOBAL)
        return (IrKnown){0};
    IrKnown known = f->m->known[pir_global(f->m->pir, callee->name)];
    uint32_t given = call->arg_count - 1, wanted = known.function ? known.function->entry->param_count : 0;
    bool fits = known.function && given <= wanted && given + known.defaults >= wanted;
    return fits ? known : (IrKnown){0};
}
