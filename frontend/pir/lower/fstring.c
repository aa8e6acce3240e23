/* f-strings: each replacement is formatted to a str, then all parts are joined. */
#include "frontend/pir/lower/lower_internal.h"

PirIns *lower_formatted(Function *fn, AstFormattedValue *n)
{
    PirIns *value = lower_expr(fn, n->value);
    PirIns *spec = n->format_spec ? lower_expr(fn, n->format_spec) : unbound(fn);
    return runtime3(fn, ENTRY_format_value, value, emit_i64(fn, n->conversion), spec);
}

PirIns *lower_joined(Function *fn, AstJoinedStr *n)
{
    if (n->values.count == 0)
        return emit_text(fn, name_of(""));
    if (n->values.count == 1)
        return lower_expr(fn, n->values.items[0]);
    PirIns **parts = ARENA_ARRAY(fn->lowering->arena, PirIns *, n->values.count);
    for (size_t i = 0; i < n->values.count; i++)
        parts[i] = lower_expr(fn, n->values.items[i]);
    return emit(fn, PIR_BUILD_STRING, parts, (uint32_t)n->values.count);
}
