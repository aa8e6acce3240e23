/* Run queues: a ring of 256 per processor with a slot for the task that runs next, and the
   global queue. The owner puts at the tail and takes at the head; thieves take half from the
   head. Ring words are atomic; a slot is reused only after head has passed it. */
#include "runtime/sched/sched_internal.h"

enum { GLOBAL_BATCH = 128 };

static SchedTask *global_first, *global_last;     /* under sched_lock */
static int64_t global_count;                      /* atomic */

uint32_t processor_random(Processor *processor)
{
    uint32_t x = processor->random;
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    return processor->random = x;
}

/* ---- the global queue ------------------------------------------------------------------------------- */

static void global_append(SchedTask *first, SchedTask *last, int64_t n)
{
    last->link = NULL;
    if (global_last)
        global_last->link = first;
    else
        global_first = first;
    global_last = last;
    __atomic_fetch_add(&global_count, n, __ATOMIC_SEQ_CST);
}

void global_put(SchedTask *task)
{
    pthread_mutex_lock(&sched_lock);
    global_append(task, task, 1);
    pthread_mutex_unlock(&sched_lock);
}

void global_after_fork(void)
{
    global_first = global_last = NULL;
    global_count = 0;
}

int64_t global_length(void)
{
    return __atomic_load_n(&global_count, __ATOMIC_SEQ_CST);
}

static SchedTask *global_pop(void)
{
    SchedTask *task = global_first;
    global_first = task->link;
    if (!global_first)
        global_last = NULL;
    task->link = NULL;
    return task;
}

SchedTask *global_get(Processor *processor, int most)
{
    if (!global_length())
        return NULL;
    pthread_mutex_lock(&sched_lock);
    int64_t available = global_length(), n = available / processor_count + 1;
    n = n > most ? most : n > GLOBAL_BATCH ? GLOBAL_BATCH : n;
    n = n > available ? available : n;
    SchedTask *taken = n ? global_pop() : NULL;
    for (int64_t i = 1; i < n; i++) {
        SchedTask *other = global_pop();
        uint32_t tail = processor->tail;
        if (tail - __atomic_load_n(&processor->head, __ATOMIC_ACQUIRE) >= RING) {
            global_append(other, other, 0);
            n = i;
            break;
        }
        __atomic_store_n(&processor->ring[tail % RING], other, __ATOMIC_RELAXED);
        __atomic_store_n(&processor->tail, tail + 1, __ATOMIC_RELEASE);
    }
    __atomic_fetch_sub(&global_count, n, __ATOMIC_SEQ_CST);
    pthread_mutex_unlock(&sched_lock);
    return taken;
}

/* ---- a processor's ring ------------------------------------------------------------------------------- */

/* A full ring gives half of its tasks, and the new one, to the global queue. */
static bool spill(Processor *processor, SchedTask *task, uint32_t head, uint32_t tail)
{
    SchedTask *first = NULL, *last = NULL;
    uint32_t n = (tail - head) / 2;
    SchedTask *batch[RING / 2];
    for (uint32_t i = 0; i < n; i++)
        batch[i] = __atomic_load_n(&processor->ring[(head + i) % RING], __ATOMIC_RELAXED);
    if (!__atomic_compare_exchange_n(&processor->head, &head, head + n, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
        return false;
    for (uint32_t i = 0; i < n; i++) {
        if (last)
            last->link = batch[i];
        else
            first = batch[i];
        last = batch[i];
    }
    last->link = task;
    pthread_mutex_lock(&sched_lock);
    global_append(first, task, n + 1);
    pthread_mutex_unlock(&sched_lock);
    return true;
}

static void ring_put(Processor *processor, SchedTask *task)
{
    for (;;) {
        uint32_t head = __atomic_load_n(&processor->head, __ATOMIC_ACQUIRE), tail = processor->tail;
        if (tail - head < RING) {
            __atomic_store_n(&processor->ring[tail % RING], task, __ATOMIC_RELAXED);
            __atomic_store_n(&processor->tail, tail + 1, __ATOMIC_RELEASE);
            return;
        }
        if (spill(processor, task, head, tail))
            return;
    }
}

void queue_put(Processor *processor, SchedTask *task, bool next)
{
    if (shuffling && processor_random(processor) & 1)
        next = false;
    if (next)
        task = __atomic_exchange_n(&processor->next, task, __ATOMIC_ACQ_REL);
    if (task)
        ring_put(processor, task);
}

static SchedTask *ring_get(Processor *processor)
{
    for (;;) {
        uint32_t head = __atomic_load_n(&processor->head, __ATOMIC_ACQUIRE);
        if (head == processor->tail)
            return NULL;
        SchedTask *task = __atomic_load_n(&processor->ring[head % RING], __ATOMIC_RELAXED);
        if (__atomic_compare_exchange_n(&processor->head, &head, head + 1, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
            return task;
    }
}

SchedTask *queue_get(Processor *processor)
{
    if (__atomic_load_n(&processor->next, __ATOMIC_RELAXED)) {
        SchedTask *task = __atomic_exchange_n(&processor->next, NULL, __ATOMIC_ACQ_REL);
        if (task)
            return task;
    }
    return ring_get(processor);
}

bool queue_has_more(const Processor *processor)
{
    return __atomic_load_n(&processor->tail, __ATOMIC_SEQ_CST) != __atomic_load_n(&processor->head, __ATOMIC_SEQ_CST);
}

bool queue_is_empty(const Processor *processor)
{
    return !queue_has_more(processor) && !__atomic_load_n(&processor->next, __ATOMIC_SEQ_CST);
}

/* Moves half of the victim's ring to the thief's, which is empty, and gives one of them. */
SchedTask *queue_steal(Processor *thief, Processor *victim, bool take_next)
{
    for (;;) {
        uint32_t head = __atomic_load_n(&victim->head, __ATOMIC_ACQUIRE);
        uint32_t tail = __atomic_load_n(&victim->tail, __ATOMIC_ACQUIRE);
        uint32_t n = tail - head - (tail - head) / 2, own = thief->tail;
        if (n == 0)
            return take_next ? __atomic_exchange_n(&victim->next, NULL, __ATOMIC_ACQ_REL) : NULL;
        if (n > RING / 2)
            continue;                                     /* head and tail were read at different times */
        for (uint32_t i = 0; i < n; i++) {
            SchedTask *task = __atomic_load_n(&victim->ring[(head + i) % RING], __ATOMIC_RELAXED);
            __atomic_store_n(&thief->ring[(own + i) % RING], task, __ATOMIC_RELAXED);
        }
        if (!__atomic_compare_exchange_n(&victim->head, &head, head + n, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
            continue;
        SchedTask *task = thief->ring[(own + n - 1) % RING];
        __atomic_store_n(&thief->tail, own + n - 1, __ATOMIC_RELEASE);
        return task;
    }
}
