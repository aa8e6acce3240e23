/* The scheduler: tasks on workers, parking, blocking C, timers, locks. */
#ifndef PYLLC_SCHED_H
#define PYLLC_SCHED_H

#include "runtime/sched/task.h"

/* Starts memory and scheduler and runs body on the main task; gives its result, on the main
   OS thread. When that one is busy in C at the end, the process exits with the result instead. */
int sched_main(int (*body)(struct Task *task, void *argument), void *argument);

/* sys.setrecursionlimit and getrecursionlimit. */
extern int64_t recursion_limit;
void recursion_limit_set(struct Task *task, int64_t limit);
/* Python frames on the task's stack; exact, by walking it. */
int64_t task_depth(struct Task *task);

#endif
