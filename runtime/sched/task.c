/* Making tasks, and the main one. */
#include "runtime/sched/sched_internal.h"
#include "runtime/object/object.h"
#include <stddef.h>
#include <stdlib.h>

_Static_assert(offsetof(SchedTask, system_sp) == 80, "switch.S");
_Static_assert(offsetof(SchedTask, scan.low) == 48, "switch.S");

enum { MAIN_STACK = 1 << 30 };

SchedTask *main_task;
static ROOT SchedTask *all_tasks;

static Processor first_processor;
static int (*main_body)(struct Task *task, void *argument);
static void *main_argument;
static int main_result;

/* The first C frame on a task's stack. */
void task_main(void *argument);
static SchedTask *starting;

static void *finish(void *loop)
{
    context_jump(loop);
}

void task_main(void *argument)
{
    SchedTask *self = starting;
    main_result = main_body(&self->head, main_argument);
    on_system_stack(&self->head, finish, (void *)self->system_sp);
}

/* The frame that the first switch pops. */
static void prepare_stack(SchedTask *task)
{
    uintptr_t *sp = (uintptr_t *)task->stack_high - 9;
    sp[0] = sp[1] = 0;                    /* r15, r14 */
    sp[2] = (uintptr_t)task;              /* r13 */
    sp[3] = sp[4] = sp[5] = 0;            /* r12, rbx, rbp */
    sp[6] = (uintptr_t)task_entry;
    task->scan.low = (uintptr_t)sp;
    task->scan.high = task->stack_high;
}

static RT void no_memory(TASK)
{
    raise_error(task, &type_MemoryError, "");
}

static void *collect_alone(void *argument)
{
    gc_collect_stopped();
    return NULL;
}

static RT void collect(TASK)
{
    on_system_stack(task, collect_alone, NULL);
}

int sched_main(int (*body)(struct Task *task, void *argument), void *argument)
{
    gc_start();
    gc_heap_register(&first_processor.heap);
    hook_memory_error = no_memory;
    hook_collect = collect;
    poll_start();
    main_task = all_tasks = gc_alloc_task(sizeof *main_task);
    if (!main_task || !stack_make(main_task, MAIN_STACK))
        abort();
    main_task->scan.magic = STACK_SCAN_MAGIC;
    main_task->head.handled = VALUE_NONE;
    main_task->head.processor = (struct Processor *)&first_processor;
    main_task->watermark = main_task->stack_high;
    prepare_stack(main_task);
    task_reset_limit(main_task);
    main_body = body;
    main_argument = argument;
    starting = main_task;
    context_switch((void **)&main_task->system_sp, (void *)main_task->scan.low);
    return main_result;
}
