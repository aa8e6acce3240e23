/* Which module globals hold a known function: those that exactly one op in the whole module
   stores to, in the module body, with a function just made. Other code may still rebind the
   name from outside, so a call tests what it finds (ops_call.c). */
#include "irgen/irgen_internal.h"

typedef struct { uint32_t stores; PirFunc *function; } Candidate;

static void count_store(IrModule *m, Candidate *candidates, const PirFunc *fn, const PirIns *ins)
{
    Candidate *candidate = &candidates[pir_global(m->pir, ins->name)];
    candidate->stores++;
    if (ins->op == PIR_STORE_GLOBAL && fn->is_module_body && ins->args[0]->op == PIR_MAKE_FUNCTION)
        candidate->function = ins->args[0]->function;
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
    m->known = ARENA_ARRAY(m->arena, PirFunc *, count + 1);
    for (size_t i = 0; i < m->pir->functions.count; i++) {
        PirFunc *fn = m->pir->functions.items[i];
        for (PirBlock *block = fn->entry; block; block = block->next)
            for (PirIns *ins = block->first; ins; ins = ins->next)
                if (ins->op == PIR_STORE_GLOBAL || ins->op == PIR_DELETE_GLOBAL)
                    count_store(m, candidates, fn, ins);
    }
    for (size_t i = 0; i < count; i++)
        if (candidates[i].stores == 1 && takes_words(candidates[i].function))
            m->known[i] = candidates[i].function;
}

PirFunc *ir_known_callee(IrFunc *f, const PirIns *call)
{
    const PirIns *callee = call->args[0];
    if (call->constant || callee->op != PIR_LOAD_GLOBAL)
        return NULL;
    PirFunc *known = f->m->known[pir_global(f->m->pir, callee->name)];
    return known && known->entry->param_count == call->arg_count - 1 ? known : NULL;
}
