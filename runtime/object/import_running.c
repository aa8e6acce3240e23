/* Modules whose import has begun and not ended, in this file's own list: a module imported by two tasks
   at once runs once, the other task waits. A task that would wait for itself, directly or through
   what other tasks wait for, goes on with the unfinished module, as in CPython.

   Waiting is sleeping and looking again: imports are few and end soon. */
#include "runtime/object/import_internal.h"
#include "runtime/object/errors.h"
#include "runtime/types/str.h"

struct Importing {
    Importing *outer;                    /* the one begun before; these three change under the lock */
    struct Task *owner;
    Importing *waits_for;                /* what the owner waits for at the moment, or NULL */
    Value name;
};
static ROOT Importing *running;
static uint8_t running_lock;

RT bool (*hook_import_pause)(TASK);

static bool is_named(const Importing *entry, Value name)
{
    return entry->name == name || str_equal((PyStr *)entry->name, (PyStr *)name);
}

static Importing *find(Value name)
{
    Importing *at = running;
    while (at && !is_named(at, name))
        at = at->outer;
    return at;
}

bool import_is_running(Value name) { return value_is_str(name) && find(name) != NULL; }

/* The lock is held. Does waiting for the entry mean waiting for `task` itself? */
static bool leads_back(const struct Task *task, const Importing *entry)
{
    for (int steps = 0; entry && steps < 1000; steps++) {
        if (entry->owner == task)
            return true;
        const Importing *next = NULL;
        for (const Importing *at = running; at && !next; at = at->outer)
            if (at->owner == entry->owner)
                next = at->waits_for;
        entry = next;
    }
    return false;
}

/* The lock is held. */
static void set_waiting(const struct Task *task, Importing *entry)
{
    for (Importing *at = running; at; at = at->outer)
        if (at->owner == task)
            gc_store_pointer(at->waits_for, entry);
}

typedef enum { FREE, BUSY, CYCLE } Situation;

static Situation look(struct Task *task, Value name)
{
    byte_lock(task, &running_lock);
    Importing *entry = find(name);
    Situation situation = !entry ? FREE : leads_back(task, entry) ? CYCLE : BUSY;
    set_waiting(task, situation == BUSY ? entry : NULL);
    byte_unlock(task, &running_lock);
    return situation;
}

RT bool import_wait(TASK, Value name)
{
    while (__builtin_expect(running != NULL, 0) && look(task, name) == BUSY)
        if (!hook_import_pause(task))
            return false;
    return true;
}

RT ClaimResult import_claim(TASK, Value name, Importing **claimed)
{
    Importing *entry = gc_new(task, Importing);
    if (!entry)
        return CLAIM_FAILED;
    entry->owner = task;
    entry->name = name;
    byte_lock(task, &running_lock);
    Importing *other = find(name);
    if (!other) {
        entry->outer = running;
        gc_store_pointer(running, entry);
    }
    byte_unlock(task, &running_lock);
    bool again = other && other->owner == task;            /* while its package was imported */
    *claimed = again ? NULL : entry;
    if (!other || again)
        return CLAIM_MINE;
    if (look(task, name) == CYCLE)
        return CLAIM_CYCLE;
    return import_wait(task, name) ? CLAIM_AGAIN : CLAIM_FAILED;
}

RT void import_finish(TASK, Importing *entry)
{
    if (!entry)
        return;
    byte_lock(task, &running_lock);
    for (Importing **at = &running; *at; at = &(*at)->outer)
        if (*at == entry) {
            gc_store_pointer(*at, entry->outer);
            break;
        }
    byte_unlock(task, &running_lock);
}

RT Value import_running_names(TASK)
{
    Value names = list_new(task, 0);
    for (Importing *at = running; names && at; at = at->outer)
        if (!list_append(task, names, at->name))
            return 0;
    return names;
}
