/* _thread.lock and _thread.RLock. Both wait by parking the task (sched/lock.c). The owner of an
   RLock is a task's identifier; only the owner reads or writes the count. */
#include "runtime/modules/durations.h"
#include "runtime/modules/thread_internal.h"
#include <string.h>

typedef struct PyRLock {
    Object head;
    SchedLock lock;
    int64_t owner;                   /* atomic; 0: nobody */
    int64_t count;
} PyRLock;

/* ---- what both have ------------------------------------------------------------------------------------- */

/* blocking and timeout, as acquire takes them: nanoseconds, 0 to try, LOCK_FOREVER. */
static bool wait_time(struct Task *task, Value blocking, Value timeout, int64_t *time)
{
    int64_t flag;
    Value index = value_is_bool(blocking) ? value_from_small_int(value_bool(blocking)) : object_index(task, blocking);
    if (!index || !value_to_i64(task, index, &flag) || !seconds_to_nanoseconds(task, timeout, time))
        return false;
    bool is_unset = *time == -1000000000;
    if (!flag && !is_unset) {
        raise_error(task, &type_ValueError, "can't specify a timeout for a non-blocking call");
        return false;
    }
    if (*time < 0 && !is_unset) {
        raise_error(task, &type_ValueError, "timeout value must be positive");
        return false;
    }
    if (!flag)
        *time = 0;
    else if (is_unset)
        *time = LOCK_FOREVER;
    return true;
}

static RT Value acquired(TASK, SchedLock *lock, int64_t time)
{
    switch (lock_acquire(task, lock, time)) {
    case LOCK_ACQUIRED:
        return VALUE_TRUE;
    case LOCK_EXPIRED:
        return VALUE_FALSE;
    case LOCK_FAILED:
        break;
    }
    return 0;
}

/* ---- lock --------------------------------------------------------------------------------------------------- */

RT Value thread_lock_new(TASK)
{
    return value_from_object(object_alloc(task, &type_thread_lock, 0));
}

static RT Value lock_method_acquire(TASK, Value self, Value blocking, Value timeout)
{
    int64_t time;
    return wait_time(task, blocking, timeout, &time) ? acquired(task, &((PyLock *)self)->lock, time) : 0;
}

static RT Value lock_method_release(TASK, Value self)
{
    if (!lock_release(&((PyLock *)self)->lock))
        return raise_error(task, &type_RuntimeError, "release unlocked lock");
    return VALUE_NONE;
}

static RT Value lock_method_locked(TASK, Value self)
{
    return value_from_bool(lock_is_held(&((PyLock *)self)->lock));
}

static RT Value lock_method_reinit(TASK, Value self)
{
    memset(&((PyLock *)self)->lock, 0, sizeof(SchedLock));
    return VALUE_NONE;
}

static RT Value lock_method_enter(TASK, Value self)
{
    return acquired(task, &((PyLock *)self)->lock, LOCK_FOREVER);
}

static RT Value lock_method_exit(TASK, Value self, Value args)
{
    return lock_method_release(task, self);
}

static RT Value lock_repr(TASK, Value self)
{
    bool locked = lock_is_held(&((PyLock *)self)->lock);
    return str_format(task, "<%s %s object at 0x%lx>", locked ? "locked" : "unlocked", type_name(type_of(self)), (long)self);
}

METHOD_TABLE_BEGIN(thread_lock)
#include "runtime/modules/thread_lock.def"
METHOD_TABLE_END

BUILTIN_TYPE(thread_lock, "_thread.lock", PyLock,
    .c_doc = "A lock that one thread at a time can hold.",
    .methods = thread_lock_methods, .slots = {.repr = lock_repr})

/* ---- RLock ---------------------------------------------------------------------------------------------------- */

static bool is_owned(const PyRLock *self, const struct Task *task)
{
    return __atomic_load_n(&self->owner, __ATOMIC_RELAXED) == thread_ident(task);
}

static RT Value rlock_acquire(TASK, PyRLock *self, int64_t time)
{
    if (is_owned(self, task)) {
        self->count++;
        return VALUE_TRUE;
    }
    Value result = acquired(task, &self->lock, time);
    if (result == VALUE_TRUE) {
        __atomic_store_n(&self->owner, thread_ident(task), __ATOMIC_RELAXED);
        self->count = 1;
    }
    return result;
}

static RT Value rlock_method_acquire(TASK, Value self, Value blocking, Value timeout)
{
    int64_t time;
    return wait_time(task, blocking, timeout, &time) ? rlock_acquire(task, (PyRLock *)self, time) : 0;
}

static RT Value rlock_method_release(TASK, Value v)
{
    PyRLock *self = (PyRLock *)v;
    if (!is_owned(self, task))
        return raise_error(task, &type_RuntimeError, "cannot release un-acquired lock");
    if (--self->count == 0) {
        __atomic_store_n(&self->owner, 0, __ATOMIC_RELAXED);
        lock_release(&self->lock);
    }
    return VALUE_NONE;
}

static RT Value rlock_method_is_owned(TASK, Value self)
{
    return value_from_bool(is_owned((PyRLock *)self, task));
}

static RT Value rlock_method_save(TASK, Value v)
{
    PyRLock *self = (PyRLock *)v;
    if (!is_owned(self, task))
        return raise_error(task, &type_RuntimeError, "cannot release un-acquired lock");
    Value owner = int_from_i64(task, self->owner);
    if (!owner)
        return 0;
    Value items[2] = { value_from_small_int(self->count), owner };
    Value state = tuple_from(task, items, 2);
    if (!state)
        return 0;
    self->count = 0;
    __atomic_store_n(&self->owner, 0, __ATOMIC_RELAXED);
    lock_release(&self->lock);
    return state;
}

static RT Value rlock_method_restore(TASK, Value v, Value state)
{
    PyRLock *self = (PyRLock *)v;
    int64_t count, owner;
    if (!value_is_tuple(state) || ((PyTuple *)state)->size != 2)
        return raise_error(task, &type_TypeError, "_acquire_restore() argument must be 2-item tuple, not %T", state);
    const PyTuple *saved = (PyTuple *)state;
    if (!value_to_i64(task, slot_load(&saved->items[0]), &count) || !value_to_i64(task, slot_load(&saved->items[1]), &owner))
        return 0;
    if (acquired(task, &self->lock, LOCK_FOREVER) != VALUE_TRUE)
        return 0;
    self->count = count;
    __atomic_store_n(&self->owner, owner, __ATOMIC_RELAXED);
    return VALUE_NONE;
}

static RT Value rlock_method_reinit(TASK, Value v)
{
    PyRLock *self = (PyRLock *)v;
    memset(&self->lock, 0, sizeof self->lock);
    self->owner = self->count = 0;
    return VALUE_NONE;
}

static RT Value rlock_method_enter(TASK, Value self)
{
    return rlock_acquire(task, (PyRLock *)self, LOCK_FOREVER);
}

static RT Value rlock_method_exit(TASK, Value self, Value args)
{
    return rlock_method_release(task, self);
}

static RT Value rlock_repr(TASK, Value v)
{
    PyRLock *self = (PyRLock *)v;
    return str_format(task, "<%s %s object owner=%ld count=%ld at 0x%lx>", self->count ? "locked" : "unlocked",
                      type_name(type_of(v)), (long)self->owner, (long)self->count, (long)v);
}

static RT Value rlock_make(TASK, Value class, Value *args, int64_t nargs, Value kwnames)
{
    return value_from_object(object_alloc(task, (PyType *)class, 0));
}

METHOD_TABLE_BEGIN(thread_rlock)
#include "runtime/modules/thread_rlock.def"
METHOD_TABLE_END

BUILTIN_TYPE(thread_rlock, "_thread.RLock", PyRLock, .flags = TYPE_FLAG_BASE,
    .methods = thread_rlock_methods, .slots = {.repr = rlock_repr, .new_ = rlock_make})
