/* Stack switches of a sanitized build: the address sanitizer learns the bounds of the stack that
   is about to run. worker.c announces the tasks that it resumes. */
#define _GNU_SOURCE
#include "runtime/sched/sched_internal.h"
#include "runtime/memory/sanitize.h"

#ifdef PYLLC_SANITIZE

RT void *switch_to_system_stack(TASK, void *(*fn)(void *argument), void *argument);
void *switch_to_task_stack(struct Task *task, void *(*fn)(struct Task *task, void *argument), void *argument);

void announce_task(const SchedTask *task)
{
    stack_announce(task->stack_low, task->stack_high);
}

void announce_system(const Worker *worker)
{
    stack_announce(worker->stack_low, worker->stack_high);
}

void announce_bounds(Worker *worker)
{
    pthread_attr_t attributes;
    void *low = NULL;
    size_t size = 0;
    if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
        pthread_attr_getstack(&attributes, &low, &size);
        pthread_attr_destroy(&attributes);
    }
    worker->stack_low = (uintptr_t)low;
    worker->stack_high = (uintptr_t)low + size;
}

RT void *on_system_stack(TASK, void *(*fn)(void *argument), void *argument)
{
    SchedTask *self = sched_task(task);
    if (self->system_sp == 0)
        return fn(argument);
    announce_system(task_worker(self));
    void *result = switch_to_system_stack(task, fn, argument);
    announce_task(self);
    return result;
}

void *on_task_stack(struct Task *task, void *(*fn)(struct Task *task, void *argument), void *argument)
{
    announce_task(sched_task(task));
    void *result = switch_to_task_stack(task, fn, argument);
    announce_system(task_worker(sched_task(task)));
    return result;
}

#endif
