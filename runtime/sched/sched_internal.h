/* Shared by the files of sched/. */
#ifndef PYLLC_SCHED_INTERNAL_H
#define PYLLC_SCHED_INTERNAL_H

#include "runtime/sched/sched.h"

/* switch.S */
void context_switch(void **save, void *load);
void context_jump(void *load) __attribute__((noreturn));
void task_entry(void);

typedef struct Processor {
    ProcessorHeap heap;
} Processor;

extern SchedTask *main_task;

/* stack.c */
bool stack_make(SchedTask *task, size_t size);

/* poll.c */
void poll_start(void);
void task_reset_limit(SchedTask *task);

#endif
