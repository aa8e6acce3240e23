/* Tasks: making, parking, waking, ending; and the main one, in which the program starts.

   Until a second task starts there is one processor, one OS thread and no lock: the main task
   runs on the main OS thread. The start of the second task brings the collector's thread, the
   monitor and the other processors, and sets runtime_parallel. */
#define _GNU_SOURCE
#include "runtime/sched/sched_internal.h"
#include "runtime/memory/sanitize.h"
#include "runtime/object/object.h"
#include "runtime/object/exceptions.h"
#include <sched.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(offsetof(SchedTask, system_sp) == 88, "switch.S");
_Static_assert(offsetof(SchedTask, scan.low) == 56, "switch.S");
_Static_assert(offsetof(SchedTask, scan) == sizeof(Task), "memory.h");

enum { TABLE_CHUNK = 511 };
static const size_t MAIN_STACK = (size_t)1 << 30;

SchedTask *main_task;
Processor *processors;
int processor_count = 1;
bool shuffling;
size_t task_stack_default = TASK_STACK_DEFAULT, task_stack_size = TASK_STACK_DEFAULT;

/* Every task ever made: what keeps the objects alive. */
typedef struct TaskTable { struct TaskTable *before; SchedTask *tasks[TABLE_CHUNK]; } TaskTable;
static ROOT TaskTable *table;
static uint32_t table_length;

static Processor processor_memory[PROCESSORS_MAX];
static Worker main_worker;
static uint8_t pool_guard;           /* over table, pool and live count */
static SchedTask *pool;
static int64_t live_tasks;

static int (*main_body)(struct Task *task, void *argument);
static void *main_argument;
static int main_result;
static int registered_processors = 1;      /* known to memory/; more after a fork */

Worker *task_worker(SchedTask *task)
{
    return ((Processor *)task->head.processor)->worker;
}

bool task_is_main(const struct Task *task)
{
    return (const SchedTask *)task == main_task;
}

struct Task *current_task(void)
{
    Worker *worker = current_worker();
    return worker && worker->current ? &worker->current->head : NULL;
}

int64_t task_count(void)
{
    return __atomic_load_n(&live_tasks, __ATOMIC_RELAXED);
}

/* ---- parking and waking ---------------------------------------------------------------------------------- */

static void move_state(SchedTask *task, TaskState from, TaskState to)
{
    uint32_t expected = from;
    if (!__atomic_compare_exchange_n(&task->state, &expected, to, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
        fatal("a task made an illegal move");
}

/* The running task leaves its processor; nothing may touch the task after it is published. */
static Worker *leave_processor(SchedTask *self)
{
    Worker *worker = task_worker(self);
    __atomic_store_n(&worker->processor->current, NULL, __ATOMIC_SEQ_CST);
    worker->current = NULL;
    return worker;
}

static void enqueue(SchedTask *task, bool next)
{
    Worker *worker = current_worker();
    Processor *processor = worker && !(worker->in_c & 1) ? worker->processor : NULL;
    if (processor) {
        queue_put(processor, task, next);
        if (queue_has_more(processor))
            worker_wake_one();
    } else {
        global_put(task);
        worker_wake_one();
    }
}

RT void task_prepare_park(TASK)
{
    move_state(sched_task(task), TASK_RUNNING, TASK_PARKING);
}

/* The OS thread keeps the task and its C frames; the processor goes to others meanwhile. */
static void *park_pinned(SchedTask *self)
{
    Worker *worker = task_worker(self);
    uint32_t expected = TASK_PARKING;
    if (__atomic_compare_exchange_n(&self->state, &expected, TASK_PARKED, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) {
        pthread_mutex_lock(&sched_lock);
        processor_release(worker->processor);
        pthread_mutex_unlock(&sched_lock);
        worker_wake_one();
        while (__atomic_load_n(&self->state, __ATOMIC_ACQUIRE) != TASK_READY)
            futex_wait(&self->state, TASK_PARKED, -1);
        worker_await_processor(worker);
        self->head.processor = (struct Processor *)worker->processor;
    }
    move_state(self, TASK_READY, TASK_RUNNING);
    __atomic_store_n(&worker->processor->current, self, __ATOMIC_SEQ_CST);
    __atomic_store_n(&self->head.limit, UINTPTR_MAX, __ATOMIC_SEQ_CST);
    return NULL;
}

static void *park(void *argument)
{
    SchedTask *self = argument;
    if (self->pinned)
        return park_pinned(self);
    Worker *worker = leave_processor(self);
    uint32_t expected = TASK_PARKING;
    if (__atomic_compare_exchange_n(&self->state, &expected, TASK_PARKED, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
        context_jump(worker->loop_sp);
    move_state(self, TASK_READY, TASK_RUNNING);           /* woken already */
    worker->current = self;
    __atomic_store_n(&worker->processor->current, self, __ATOMIC_SEQ_CST);
    if (__atomic_load_n(&world_stopping, __ATOMIC_SEQ_CST))
        __atomic_store_n(&self->head.limit, UINTPTR_MAX, __ATOMIC_SEQ_CST);
    return NULL;
}

RT void task_park(TASK, const char *reason)
{
    sched_task(task)->reason = reason;
    on_system_stack(task, park, task);
    sched_task(task)->reason = NULL;
}

void task_ready(SchedTask *waiter)
{
    uint32_t before = __atomic_exchange_n(&waiter->state, TASK_READY, __ATOMIC_ACQ_REL);
    if (before == TASK_PARKED && waiter->pinned)
        futex_wake(&waiter->state, 1);
    else if (before == TASK_PARKED)
        enqueue(waiter, true);
    else if (before != TASK_PARKING)
        fatal("a task was woken that does not wait");
}

static void *yield(void *argument)
{
    SchedTask *self = argument;
    Worker *worker = leave_processor(self);
    move_state(self, TASK_RUNNING, TASK_READY);
    global_put(self);
    context_jump(worker->loop_sp);
}

void poll_yield(SchedTask *self)
{
    __atomic_store_n(&self->preempt, false, __ATOMIC_RELAXED);
    if (self->pinned)
        return;
    if (!queue_is_empty((Processor *)self->head.processor) || global_length() || shuffling || processors_wanted())
        on_system_stack(&self->head, yield, self);
}

RT void task_yield(TASK)
{
    if (runtime_parallel)
        poll_yield(sched_task(task));
}

/* ---- making tasks ------------------------------------------------------------------------------------------- */

static void add_to_table(SchedTask *task)
{
    if (table_length % TABLE_CHUNK == 0) {
        TaskTable *chunk = gc_alloc_root(sizeof *chunk);
        chunk->before = table;
        table = chunk;
    }
    task->index = table_length++;
    table->tasks[task->index % TABLE_CHUNK] = task;
}

/* What the first switch to the task pops. */
static void prepare_stack(SchedTask *task)
{
    memory_unpoison((void *)task->stack_low, task->stack_high - task->stack_low);
    uintptr_t *sp = (uintptr_t *)task->stack_high - 9;
    memset(sp, 0, 9 * sizeof *sp);
    sp[2] = (uintptr_t)task;                              /* r13 */
    sp[4] = (uintptr_t)task;                              /* rbx */
    sp[6] = (uintptr_t)task_entry;
    task->scan.low = (uintptr_t)sp;
    task->scan.high = task->stack_high;
    task->watermark = task->stack_high;
}

/* On the system stack. From the pool when the size fits. NULL: the system refuses. */
static SchedTask *make_task(size_t stack_size)
{
    spin_lock(&pool_guard);
    SchedTask *task = NULL;
    if (pool && (stack_size == task_stack_default || !pool->stack_size)) {
        task = pool;
        pool = task->link;
    } else if ((task = gc_alloc_task(sizeof *task))) {
        add_to_table(task);
    }
    __atomic_fetch_add(&live_tasks, 1, __ATOMIC_RELAXED);
    spin_unlock(&pool_guard);
    if (task && !task->stack_size && !stack_make(task, stack_size)) {
        spin_lock(&pool_guard);
        task->link = pool;
        pool = task;
        spin_unlock(&pool_guard);
        task = NULL;
    }
    if (!task) {
        __atomic_fetch_sub(&live_tasks, 1, __ATOMIC_RELAXED);
        return NULL;
    }
    task->state = TASK_NEW;
    task->timer_index = -1;
    task->head.exception = 0;
    task->head.handled = VALUE_NONE;
    task->head.locks_held = 0;
    task->preempt = task->finalizing = false;
    task->counted_frame = NULL;
    task->local = NULL;
    task->link = NULL;
    prepare_stack(task);
    task->scan.magic = STACK_SCAN_MAGIC;
    return task;
}

/* ---- ending ---------------------------------------------------------------------------------------------------- */

static void *end_task(void *argument)
{
    SchedTask *self = argument;
    Worker *worker = leave_processor(self);
    move_state(self, TASK_RUNNING, TASK_DEAD);
    self->scan.magic = 0;
    self->argument = 0;
    if (self->stack_size == task_stack_default)
        stack_trim(self);
    else
        stack_free(self);
    __atomic_fetch_sub(&live_tasks, 1, __ATOMIC_RELAXED);
    spin_lock(&pool_guard);
    self->link = pool;
    pool = self;
    spin_unlock(&pool_guard);
    context_jump(worker->loop_sp);
}

/* The program is over: everybody else is stopped for good. */
static void *end_main(void *argument)
{
    Worker *worker = task_worker(main_task);
    if (runtime_parallel) {
        while (!world_stop(worker))
            continue;
    }
    if (!worker->is_main)
        exit(main_result);
    leave_processor(main_task);
    __atomic_store_n(&exiting, true, __ATOMIC_RELEASE);
    context_jump(worker->loop_sp);
}

void task_main(SchedTask *self)
{
    if (!self->fn) {
        main_result = main_body(&self->head, main_argument);
        on_system_stack(&self->head, end_main, NULL);
    }
    self->fn(&self->head, self->argument);
    on_system_stack(&self->head, self == main_task ? end_main : end_task, self);
}

bool task_is_alive(const void *address)
{
    bool found = false;
    spin_lock(&pool_guard);
    for (TaskTable *chunk = table; chunk && !found; chunk = chunk->before)
        for (int i = 0; i < TABLE_CHUNK && chunk->tasks[i] && !found; i++)
            found = chunk->tasks[i] == address && __atomic_load_n(&chunk->tasks[i]->state, __ATOMIC_SEQ_CST) != TASK_DEAD;
    spin_unlock(&pool_guard);
    return found;
}

/* In a child process: the other tasks are dead, the calling one is the main one. */
void tasks_after_fork(SchedTask *self)
{
    Worker *worker = task_worker(self);
    for (TaskTable *chunk = table; chunk; chunk = chunk->before) {
        for (int i = 0; i < TABLE_CHUNK && chunk->tasks[i]; i++) {
            SchedTask *task = chunk->tasks[i];
            if (task == self || task->state == TASK_DEAD || task->state == TASK_NEW)
                continue;
            task->state = TASK_DEAD;
            task->scan.magic = 0;
            task->timer_index = -1;
            task->wait_lock = NULL;
            task->link = pool;
            if (task->stack_size == task_stack_default)
                pool = task;
        }
    }
    for (int i = 0; i < processor_count; i++) {
        processors[i].worker = NULL;
        processors[i].status = PROCESSOR_IDLE;
        processors[i].current = processors[i].next = NULL;
        processors[i].head = processors[i].tail = 0;
    }
    processor_count = 1;
    processors[0].worker = worker;
    processors[0].status = PROCESSOR_RUNNING;
    processors[0].current = self;
    worker->processor = &processors[0];
    self->head.processor = (struct Processor *)&processors[0];
    main_task = self;
    live_tasks = 1;
    global_after_fork();
}

/* ---- the second task -------------------------------------------------------------------------------------------- */

/* CPUs' worth of time that the control group allows; version 2, then 1. Rounded up. */
static int64_t quota(void)
{
    long most = -1, period = 0;
    FILE *file = fopen("/sys/fs/cgroup/cpu.max", "r");
    if (file) {
        if (fscanf(file, "%ld %ld", &most, &period) != 2)
            most = -1;
        fclose(file);
    } else if ((file = fopen("/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "r"))) {
        if (fscanf(file, "%ld", &most) != 1)
            most = -1;
        fclose(file);
        period = 100000;
    }
    return most > 0 && period > 0 ? (most + period - 1) / period : PROCESSORS_MAX;
}

static int wanted_processors(void)
{
    const char *text = getenv("PYLLC_WORKERS");
    int64_t n = text ? atoll(text) : 0;
    if (n < 1) {
        cpu_set_t set;
        n = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
        n = quota() < n ? quota() : n;
    }
    return n < 1 ? 1 : n > PROCESSORS_MAX ? PROCESSORS_MAX : (int)n;
}

static void read_mode(void)
{
    const char *mode = getenv("PYLLC_SCHED");
    if (!mode || strncmp(mode, "shuffle", 7) != 0)
        return;
    shuffling = true;
    uint32_t seed = mode[7] == ':' ? (uint32_t)atoll(mode + 8) : (uint32_t)monotonic_now();
    for (int i = 0; i < processor_count; i++)
        processors[i].random ^= seed * 2654435760u;
}

static void go_parallel(void)
{
    int wanted = wanted_processors();
    for (int i = 0; i < wanted; i++)
        processors[i].random = (uint32_t)i * 2654435761u + 88675123u;
    processor_count = wanted;
    read_mode();
    collector_start();
    pthread_mutex_lock(&sched_lock);
    for (int i = processor_count - 1; i > 0; i--) {
        if (i >= registered_processors)
            gc_heap_register(&processors[i].heap);
        processor_release(&processors[i]);
    }
    if (registered_processors < processor_count)
        registered_processors = processor_count;
    pthread_mutex_unlock(&sched_lock);
    runtime_parallel = true;
    monitor_start();
}

typedef struct StartCall { TaskFn fn; Value argument; SchedTask *made; } StartCall;

static void *start(void *argument)
{
    StartCall *call = argument;
    if (!runtime_parallel)
        go_parallel();
    SchedTask *made = make_task(task_stack_size);
    call->made = made;
    if (!made)
        return NULL;
    made->fn = call->fn;
    made->argument = call->argument;
    move_state(made, TASK_NEW, TASK_READY);
    enqueue(made, false);
    return NULL;
}

RT SchedTask *task_start(TASK, TaskFn fn, Value argument)
{
    StartCall call = { fn, argument, NULL };
    on_system_stack(task, start, &call);
    if (!call.made)
        raise_error(task, &type_RuntimeError, "can't start new thread");
    return call.made;
}

/* ---- the main task ------------------------------------------------------------------------------------------------ */

/* Making the exception may be refused too: the inner call then does nothing. */
static RT void no_memory(TASK)
{
    SchedTask *self = sched_task(task);
    if (self->refused)
        return;
    self->refused = true;
    Value exception = exception_new(task, &type_MemoryError, NULL, 0);
    self->refused = false;
    raise_value(task, exception ? exception : memory_error_spare());
}

static void no_memory_later(struct Task *task)
{
    task->exception = 0;
    sched_task(task)->owes_memory_error = true;
    __atomic_store_n(&task->limit, UINTPTR_MAX, __ATOMIC_RELEASE);
}

static void request_everybody(void)
{
    for (int i = 0; i < processor_count; i++) {
        SchedTask *task = __atomic_load_n(&processors[i].current, __ATOMIC_SEQ_CST);
        if (task)
            __atomic_store_n(&task->head.limit, UINTPTR_MAX, __ATOMIC_SEQ_CST);
    }
}

void sched_deep_stacks(void)
{
    task_stack_default = task_stack_size = TASK_STACK_DEEP;
}

int sched_main(int (*body)(struct Task *task, void *argument), void *argument)
{
    gc_start();
    processors = processor_memory;
    processors[0].random = 1;
    gc_heap_register(&processors[0].heap);
    hook_memory_error = no_memory;
    hook_memory_error_later = no_memory_later;
    hook_request = request_everybody;
    hook_collect = collect_alone;
    main_worker.is_main = true;
    main_worker.processor = &processors[0];
    processors[0].worker = &main_worker;
    processors[0].status = PROCESSOR_RUNNING;
    worker_start(&main_worker);
    for (size_t size = MAIN_STACK; !main_task && size >= TASK_STACK_DEFAULT; size /= 4)
        main_task = make_task(size);
    if (!main_task)
        fatal("no memory for the main task");
    gc_limit_start();
    poll_start();
    main_body = body;
    main_argument = argument;
    main_task->state = TASK_READY;
    queue_put(&processors[0], main_task, true);
    worker_loop(&main_worker);
    return main_result;
}
