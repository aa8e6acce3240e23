/* Counting the arguments of constructors written in C, with CPython's messages; and the
   guard against printing a container inside itself. */
#include "runtime/types/containers.h"
#include "runtime/object/exceptions.h"

bool str_is(Value str, const char *text)
{
    PyStr *s = (PyStr *)str;
    return (s->flags & STR_ASCII) && strcmp(s->data, text) == 0;
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

/* ---- repr guards: a doubly linked list of stack records, shared by all tasks --------------- */

static ReprGuard *guards;
static uint8_t guards_lock;

RT bool repr_enter(TASK, ReprGuard *guard, Value value)
{
    bool fresh = true;
    int64_t depth = 0;
    byte_lock(task, &guards_lock);
    for (ReprGuard *g = guards; g != NULL && fresh; g = g->next) {
        depth += g->task == task;
        fresh = g->task != task || g->value != value;
    }
    bool shallow = depth <= __atomic_load_n(&recursion_limit, __ATOMIC_RELAXED);
    if (fresh && shallow) {
        *guard = (ReprGuard){task, value, NULL, guards};
        if (guards != NULL)
            guards->previous = guard;
        guards = guard;
    }
    byte_unlock(task, &guards_lock);
    if (fresh && !shallow)
        raise_error(task, &type_RecursionError, "maximum recursion depth exceeded while getting the repr of an object");
    return fresh && shallow;
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
