/* "Did you mean": the name among candidates that is nearest to one that was not found. Changing,
   adding or removing a character costs 2, changing only its case 1, as in CPython, and so do the bounds:
   up to a third of the characters may differ, long names and long lists are left alone. */
#include "runtime/object/suggestions.h"

#include <string.h>

#include "runtime/object/builtin.h"
#include "runtime/object/exceptions.h"
#include "runtime/object/module.h"
#include "runtime/types/containers.h"
#include "runtime/types/dict.h"
#include "runtime/types/str.h"

enum { MOVE_COST = 2, CASE_COST = 1, LENGTH_MAX = 40, CANDIDATES_MAX = 750 };

/* ---- distance ---------------------------------------------------------------------------------- */

static int64_t substitution_cost(char a, char b)
{
    if (a == b)
        return 0;
    if ((a & 31) != (b & 31))
        return MOVE_COST;
    char low_a = a >= 'A' && a <= 'Z' ? (char)(a + 32) : a, low_b = b >= 'A' && b <= 'Z' ? (char)(b + 32) : b;
    return low_a == low_b ? CASE_COST : MOVE_COST;
}

/* What turning one text into the other costs; more than `most` when it exceeds that. One row of the usual table
   at a time: costs[i] of turning the b read so far into the first i + 1 bytes of a. */
static int64_t distance(const char *a, int64_t a_length, const char *b, int64_t b_length, int64_t most)
{
    int64_t costs[LENGTH_MAX];
    for (; a_length && b_length && *a == *b; a_length--, b_length--, a++, b++)
        continue;
    for (; a_length && b_length && a[a_length - 1] == b[b_length - 1]; a_length--, b_length--)
        continue;
    if (!a_length || !b_length)
        return (a_length + b_length) * MOVE_COST;
    if (a_length > LENGTH_MAX || b_length > LENGTH_MAX)
        return most + 1;
    if (b_length < a_length)
        return distance(b, b_length, a, a_length, most);
    if ((b_length - a_length) * MOVE_COST > most)
        return most + 1;
    for (int64_t i = 0; i < a_length; i++)
        costs[i] = (i + 1) * MOVE_COST;
    int64_t result = 0;
    for (int64_t k = 0; k < b_length; k++) {
        int64_t diagonal = k * MOVE_COST, least = INT64_MAX;
        result = diagonal + MOVE_COST;
        int64_t left = result;
        for (int64_t i = 0; i < a_length; i++) {
            int64_t substituted = diagonal + substitution_cost(b[k], a[i]), above = costs[i];
            int64_t moved = (left < above ? left : above) + MOVE_COST;
            diagonal = above;
            left = result = costs[i] = substituted < moved ? substituted : moved;
            least = result < least ? result : least;
        }
        if (least > most)
            return most + 1;
    }
    return result;
}

/* The nearest of a list, or zero (no exception left). */
static Value nearest(struct Task *task, Value candidates, Value wanted)
{
    int64_t length, best_distance = INT64_MAX;
    const char *name = str_utf8(task, wanted, &length);
    Value best = 0;
    int64_t count = name && candidates ? list_size(candidates) : 0;
    for (int64_t i = 0; i < count && count < CANDIDATES_MAX; i++) {
        int64_t size;
        Value item = list_peek(candidates, i);
        const char *text = item && value_is_str(item) ? str_utf8(task, item, &size) : NULL;
        if (!text) {
            exception_clear(task);
            continue;
        }
        if (size == length && memcmp(text, name, (size_t)size) == 0)
            continue;
        int64_t most = (length + size + 3) * MOVE_COST / 6;
        most = best_distance - 1 < most ? best_distance - 1 : most;
        int64_t found = distance(name, length, text, size, most);
        if (found <= most) {
            best = item;
            best_distance = found;
        }
    }
    exception_clear(task);
    return best;
}

/* ---- where names could be -------------------------------------------------------------------------- */

static Value for_attribute(struct Task *task, const PyAttributeError *error)
{
    Value name = slot_load(&error->name), object = slot_load(&error->object);
    if (!name || !object || !value_is_str(name))
        return 0;
    Value dir = call_special(task, object, NAME(__dir__), NULL, 0);
    Value names = dir && dir != VALUE_UNBOUND ? list_from_iterable(task, dir) : 0;
    if (names && !call_method(task, names, str_intern_c(task, "sort"), NULL, 0))
        names = 0;
    exception_clear(task);
    return names ? nearest(task, names, name) : 0;
}

static Value for_name(struct Task *task, const PyNameError *error)
{
    Value name = slot_load(&error->name), at = slot_load(&error->base.traceback);
    if (!name || !value_is_str(name) || !at)
        return 0;
    while (slot_load(&((PyTraceback *)at)->next))
        at = slot_load(&((PyTraceback *)at)->next);
    const CodeInfo *code = position_code(((PyTraceback *)at)->position);
    Value found = nearest(task, list_from_iterable(task, code->varnames), name);
    Value globals = found ? 0 : module_info_globals(task, code->module);
    if (globals)
        found = nearest(task, dict_snapshot(task, globals, DICT_KEYS), name);
    Value builtins = found ? 0 : import_module_c(task, "builtins"), dict = builtins ? module_dict(task, builtins) : 0;
    if (dict)
        found = nearest(task, dict_snapshot(task, dict, DICT_KEYS), name);
    exception_clear(task);
    return found;
}

Value suggestion_for(struct Task *task, Value exception)
{
    if (type_of(exception) == &type_AttributeError)
        return for_attribute(task, (PyAttributeError *)exception);
    return type_of(exception) == &type_NameError ? for_name(task, (PyNameError *)exception) : 0;
}
