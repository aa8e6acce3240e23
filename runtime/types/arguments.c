/* Binding of the arguments of constructors written in C, with CPython's messages; and the
   guard against printing a container inside itself. */
#include "runtime/types/containers.h"

bool str_is(Value str, const char *text)
{
    const char *data = str_ascii_data(str);
    return data != NULL && strcmp(data, text) == 0;
}

RT bool arguments_no_keywords(TASK, const char *function, Value kwnames)
{
    if (kwnames == 0 || tuple_size(kwnames) == 0)
        return true;
    raise_error(task, &type_TypeError, "%s() takes no keyword arguments", function);
    return false;
}

RT bool arguments_count(TASK, const char *function, int64_t nargs, int64_t least, int64_t most)
{
    if (nargs >= least && nargs <= most)
        return true;
    int64_t bound = nargs < least ? least : most;
    const char *relation = least == most ? "" : nargs < least ? "at least " : "at most ";
    raise_error(task, &type_TypeError, "%s expected %s%ld argument%s, got %ld", function, relation,
                (long)bound, bound == 1 ? "" : "s", (long)nargs);
    return false;
}

static int find_name(const Parameters *p, Value name)
{
    for (int i = 0; i < p->count; i++)
        if (p->names[i][0] && str_is(name, p->names[i]))
            return i;
    return -1;
}

static bool too_many(struct Task *task, const Parameters *p, int64_t given)
{
    bool exact = p->required == p->keyword_only && p->keyword_only == p->count;
    raise_error(task, &type_TypeError, "%s() takes %s %d %sargument%s (%ld given)", p->function,
                exact ? "exactly" : "at most", p->keyword_only,
                p->keyword_only < p->count ? "positional " : "", p->keyword_only == 1 ? "" : "s", (long)given);
    return false;
}

static bool bind_keywords(struct Task *task, const Parameters *p, Value *args, int64_t nargs, Value kwnames, Value *out)
{
    for (int64_t k = 0; k < tuple_size(kwnames); k++) {
        Value name = tuple_get(kwnames, k);
        int i = find_name(p, name);
        if (i < 0) {
            raise_error(task, &type_TypeError, "'%U' is an invalid keyword argument for %s()", name, p->function);
            return false;
        }
        if (out[i] != VALUE_UNBOUND) {
            raise_error(task, &type_TypeError, "argument for %s() given by name ('%s') and position (%d)",
                        p->function, p->names[i], i + 1);
            return false;
        }
        out[i] = args[nargs + k];
    }
    return true;
}

RT bool arguments_bind(TASK, const Parameters *p, Value *args, int64_t nargs, Value kwnames, Value *out)
{
    int64_t keywords = kwnames ? tuple_size(kwnames) : 0;
    for (int i = 0; i < p->count; i++)
        out[i] = i < nargs && i < p->keyword_only ? args[i] : VALUE_UNBOUND;
    if (nargs > p->keyword_only || nargs + keywords > p->count)
        return too_many(task, p, nargs > p->keyword_only ? nargs : nargs + keywords);
    if (keywords && !bind_keywords(task, p, args, nargs, kwnames, out))
        return false;
    for (int i = 0; i < p->required; i++)
        if (out[i] == VALUE_UNBOUND) {
            if (p->names[i][0])
                raise_error(task, &type_TypeError, "%s() missing required argument '%s' (pos %d)", p->function,
                            p->names[i], i + 1);
            else
                raise_error(task, &type_TypeError, "%s() takes at least %d positional argument%s (%ld given)",
                            p->function, p->required, p->required == 1 ? "" : "s", (long)nargs);
            return false;
        }
    return true;
}

/* ---- repr guards: a doubly linked list of stack records, shared by all tasks --------------- */

static ReprGuard *guards;
static uint8_t guards_lock;

RT bool repr_enter(TASK, ReprGuard *guard, Value value)
{
    bool fresh = true;
    byte_lock(task, &guards_lock);
    for (ReprGuard *g = guards; g != NULL && fresh; g = g->next)
        fresh = g->task != task || g->value != value;
    if (fresh) {
        *guard = (ReprGuard){task, value, NULL, guards};
        if (guards != NULL)
            guards->previous = guard;
        guards = guard;
    }
    byte_unlock(task, &guards_lock);
    return fresh;
}

RT void repr_leave(TASK, ReprGuard *guard)
{
    byte_lock(task, &guards_lock);
    if (guard->next != NULL)
        guard->next->previous = guard->previous;
    if (guard->previous != NULL)
        guard->previous->next = guard->next;
    else
        guards = guard->next;
    byte_unlock(task, &guards_lock);
}
