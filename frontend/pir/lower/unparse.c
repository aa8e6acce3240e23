/* Expressions back to text, as CPython writes annotations that are kept as strings. */
#include "frontend/pir/lower/lower_internal.h"

char *unparse_expression(Arena *arena, AstNode *node, size_t *length)
{
    bug("unparse");
}
