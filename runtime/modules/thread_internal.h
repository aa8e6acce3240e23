/* Shared by the files of module _thread. */
#ifndef PYLLC_MODULES_THREAD_INTERNAL_H
#define PYLLC_MODULES_THREAD_INTERNAL_H

#include "runtime/object/builtin.h"
#include "runtime/object/module.h"
#include "runtime/sched/sched.h"

typedef struct PyLock { Object head; SchedLock lock; } PyLock;

/* What a thread has in the module: SchedTask.local. Lives in the heap, without a shape. */
typedef struct ThreadState {
    Slot sentinel;                   /* the lock released when the thread ends, or zero */
    Slot locals;                     /* dict: serial of a _local -> its dict, or zero */
    Slot context;                    /* of _contextvars: the current one, or zero */
} ThreadState;

extern PyType type_thread_lock, type_thread_rlock, type_thread_local, type_thread_hook_args;
extern Shape shape_thread_lock, shape_thread_rlock, shape_thread_local, shape_thread_hook_args;

RT ThreadState *thread_state(TASK);               /* of the running thread, made if need be; NULL fails */
RT Value thread_lock_new(TASK);
RT Value thread_excepthook(TASK, Value args);     /* thread_hook.c */

ALWAYS_INLINE int64_t thread_ident(const struct Task *task) { return (int64_t)(uintptr_t)task; }

#endif
