/* recursion: a function that calls itself is worth the hot pipeline.

       func f1 fib ...                        ->      func f1 fib ... hot
         %6 = LOAD_GLOBAL fib
         %9 = CALL - %6, %8

   A call by the function's own name is taken for recursion: of a function of the module by LOAD_GLOBAL,
   of a method by CALL_METHOD. A wrong guess costs compile time alone. Changes no op. */
#include "frontend/passes/passes_internal.h"

static bool calls_itself(const PirFunc *fn, const PirIns *ins)
{
    if (ins->op == PIR_CALL_METHOD)
        return ins->name == fn->name && fn->parent && fn->parent->is_class_body;
    return ins->op == PIR_CALL && ins->args[0]->op == PIR_LOAD_GLOBAL && ins->args[0]->name == fn->name;
}

bool recursion(PirFunc *fn)
{
    if (fn->hot || fn->cold || fn->is_module_body || fn->is_class_body)
        return false;
    for (PirBlock *block = fn->entry; block; block = block->next)
        for (const PirIns *ins = block->first; ins; ins = ins->next)
            if (calls_itself(fn, ins)) {
                fn->hot = true;
                return true;
            }
    return false;
}
