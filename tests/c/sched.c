/* Tasks: many parked ones, ping-pong, stealing, locks, parallel speed, stops, sleeping. */
#include "tests/c/weak_object.h"
#include "runtime/abi/entries.h"
#include "runtime/sched/sched.h"
#include <sys/wait.h>
#include <unistd.h>

typedef struct Node { struct Shape *shape; struct Node *left, *right; Slot value; } Node;
static Shape node_shape;

static double seconds(void) { return (double)monotonic_now() * 1e-9; }

/* What a compiled loop does. */
static inline bool loop_poll(Task *task)
{
    return __builtin_expect((uintptr_t)__builtin_frame_address(0) > __atomic_load_n(&task->limit, __ATOMIC_RELAXED), 1)
        || task_poll(task);
}

static long resident(void)
{
    long size, pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file && fscanf(file, "%ld %ld", &size, &pages) != 2)
        pages = 0;
    if (file)
        fclose(file);
    return pages * 4096;
}

/* ---- joining ------------------------------------------------------------------------------ */

static int64_t running;
static SchedLock done;

static void begin(Task *task, int64_t n)
{
    running = n;
    CHECK(lock_acquire(task, &done, LOCK_FOREVER) == LOCK_ACQUIRED);
}

static void finished(void)
{
    if (__atomic_sub_fetch(&running, 1, __ATOMIC_ACQ_REL) == 0)
        lock_release(&done);
}

static void join(Task *task)
{
    CHECK(lock_acquire(task, &done, LOCK_FOREVER) == LOCK_ACQUIRED);
    lock_release(&done);
}

/* ---- many parked tasks ---------------------------------------------------------------------- */

static SchedLock gate;

static RT Value wait_at_gate(TASK, Value argument)
{
    CHECK(lock_acquire(task, &gate, LOCK_FOREVER) == LOCK_ACQUIRED);
    lock_release(&gate);
    finished();
    return 0;
}

static void many(Task *task, int64_t n)
{
    lock_acquire(task, &gate, LOCK_FOREVER);
    begin(task, n);
    long before = resident();
    double start = seconds();
    for (int64_t i = 0; i < n; i++)
        CHECK(task_start(task, wait_at_gate, 0));
    task_sleep(task, 100000000);
    double made = seconds() - start;
    printf("%ld parked tasks: %.2f KB resident each, %.2f us to start\n", n, (resident() - before) / 1024.0 / n, (made - 0.1) * 1e6 / n);
    start = seconds();
    gc_collect(task);
    printf("  collection with them: %.1f ms\n", (seconds() - start) * 1e3);
    start = seconds();
    lock_release(&gate);
    join(task);
    printf("  all through the gate: %.2f us each\n", (seconds() - start) * 1e6 / n);
}

/* ---- ping-pong ---------------------------------------------------------------------------------- */

static SchedLock ping, pong;
static int64_t rounds;

static RT Value answer(TASK, Value argument)
{
    for (int64_t i = 0; i < rounds; i++) {
        lock_acquire(task, &ping, LOCK_FOREVER);
        lock_release(&pong);
    }
    finished();
    return 0;
}

static void ping_pong(Task *task)
{
    rounds = 300000;
    lock_acquire(task, &ping, LOCK_FOREVER);
    lock_acquire(task, &pong, LOCK_FOREVER);
    begin(task, 1);
    task_start(task, answer, 0);
    double start = seconds();
    for (int64_t i = 0; i < rounds; i++) {
        lock_release(&ping);
        lock_acquire(task, &pong, LOCK_FOREVER);
    }
    join(task);
    printf("ping-pong: %.0f ns a round trip\n", (seconds() - start) * 1e9 / rounds);
    lock_release(&ping);
    lock_release(&pong);
}

/* ---- work spread over processors ------------------------------------------------------------------ */

static int64_t sink;

static RT Value compute(TASK, Value argument)
{
    uint64_t x = argument;
    for (int64_t i = 0; i < 50000000; i++) {
        x = x * 6364136223846793005u + 1;
        if (i % 1024 == 0)
            CHECK(loop_poll(task));
    }
    __atomic_fetch_add(&sink, (int64_t)x, __ATOMIC_RELAXED);
    finished();
    return 0;
}

static void parallel(Task *task)
{
    double start = seconds();
    begin(task, 1);
    task_start(task, compute, 1);
    join(task);
    double one = seconds() - start;
    start = seconds();
    begin(task, 8);
    for (int i = 0; i < 8; i++)
        task_start(task, compute, (Value)i);
    join(task);
    printf("compute: one task %.3f s, eight %.3f s\n", one, seconds() - start);
}

static int64_t shared_count, visits;
static SchedLock mutex;

static RT Value contend(TASK, Value argument)
{
    for (int i = 0; i < 100000; i++) {
        lock_acquire(task, &mutex, LOCK_FOREVER);
        shared_count++;
        lock_release(&mutex);
        CHECK(loop_poll(task));
    }
    finished();
    return 0;
}

static void contention(Task *task)
{
    double start = seconds();
    begin(task, 8);
    for (int i = 0; i < 8; i++)
        task_start(task, contend, 0);
    join(task);
    CHECK(shared_count == 800000);
    printf("contended lock: %.0f ns a section\n", (seconds() - start) * 1e9 / 800000);
}

/* ---- allocation in parallel, with collections ------------------------------------------------------ */

static __attribute__((noinline)) Node *tree(Task *task, int depth)
{
    CHECK(loop_poll(task));
    Node *node = gc_new(task, Node);
    node->shape = &node_shape;
    gc_init(&node->value, value_from_small_int(depth));
    if (depth) {
        Node *left = tree(task, depth - 1);
        gc_store_pointer(node->left, left);
        Node *right = tree(task, depth - 1);
        gc_store_pointer(node->right, right);
    }
    return node;
}

static int64_t count(Node *node, int depth)
{
    CHECK(node->shape == &node_shape && slot_load(&node->value) == value_from_small_int(depth));
    return node->left ? 1 + count(node->left, depth - 1) + count(node->right, depth - 1) : 1;
}

static int stress_depth = 12, stress_trees = 200;

static RT Value grow(TASK, Value argument)
{
    Node *keep = tree(task, stress_depth);
    for (int i = 0; i < stress_trees; i++) {
        Node *node = tree(task, stress_depth - 2);
        CHECK(count(node, stress_depth - 2) == ((int64_t)2 << (stress_depth - 2)) - 1);
    }
    CHECK(count(keep, stress_depth) == ((int64_t)2 << stress_depth) - 1);
    finished();
    return 0;
}

static void allocation(Task *task, int n)
{
    double start = seconds();
    int64_t before = gc_collection_count();
    begin(task, n);
    for (int i = 0; i < n; i++)
        task_start(task, grow, 0);
    join(task);
    printf("%d tasks growing trees: %.3f s, %ld collections\n", n, seconds() - start, gc_collection_count() - before);
}

/* ---- stops ---------------------------------------------------------------------------------------------- */

static bool spinning_on;

static RT Value spin(TASK, Value argument)
{
    while (__atomic_load_n(&spinning_on, __ATOMIC_RELAXED))
        CHECK(loop_poll(task));
    finished();
    return 0;
}

static void note_stop(Task *task, void *argument) { visits++; }

static void stops(Task *task)
{
    spinning_on = true;
    begin(task, 4);
    for (int i = 0; i < 4; i++)
        task_start(task, spin, 0);
    double worst = 0, start = seconds();
    for (int i = 0; i < 1000; i++) {
        double at = seconds();
        sched_stop_world(task, note_stop, NULL);
        double taken = seconds() - at;
        worst = taken > worst ? taken : worst;
        CHECK(loop_poll(task));
    }
    printf("stopping the world: %.1f us on average, %.1f at most\n", (seconds() - start) * 1e3, worst * 1e6);
    CHECK(visits == 1000);
    spinning_on = false;
    join(task);
}

/* ---- sleeping and blocking ----------------------------------------------------------------------------------- */

static RT Value nap(TASK, Value argument)
{
    CHECK(task_sleep(task, (int64_t)argument));
    finished();
    return 0;
}

static intptr_t block_in_system(void *argument)
{
    usleep(20000);
    return 7;
}

static RT Value block_in_c(TASK, Value argument)
{
    CHECK(sched_blocking(task, block_in_system, NULL) == 7);
    finished();
    return 0;
}

static void sleeping(Task *task)
{
    double start = seconds();
    begin(task, 1000);
    for (int i = 0; i < 1000; i++)
        task_start(task, nap, (Value)(i % 50 * 1000000));
    join(task);
    printf("1000 naps of up to 49 ms: %.1f ms\n", (seconds() - start) * 1e3);
    start = seconds();
    begin(task, 20);
    for (int i = 0; i < 20; i++)
        task_start(task, block_in_c, 0);
    join(task);
    printf("20 tasks 20 ms in C: %.1f ms\n", (seconds() - start) * 1e3);
    start = seconds();
    SchedLock *lock = gc_alloc(task, sizeof *lock, LAYOUT_REFS);
    CHECK(lock_acquire(task, lock, 0) == LOCK_ACQUIRED);
    CHECK(lock_acquire(task, lock, 30000000) == LOCK_EXPIRED);
    printf("lock with 30 ms to wait: %.1f ms\n", (seconds() - start) * 1e3);
}

/* ---- callbacks --------------------------------------------------------------------------------------------------- */

static void *called_back(Task *task, void *argument)
{
    int64_t depth = (int64_t)(intptr_t)argument;
    Node *keep = tree(task, 5);
    CHECK(task_sleep(task, 1000000));
    lock_acquire(task, &mutex, LOCK_FOREVER);
    shared_count++;
    lock_release(&mutex);
    gc_collect(task);
    CHECK(count(keep, 5) == 63);
    return (void *)(intptr_t)(depth + 1);
}

static intptr_t call_back(void *argument)
{
    intptr_t sum = 0;
    for (int i = 0; i < 5; i++)
        sum += (intptr_t)sched_callback(called_back, (void *)(intptr_t)i);
    return sum;
}

static RT Value use_callbacks(TASK, Value argument)
{
    CHECK(sched_blocking(task, call_back, NULL) == 15);
    finished();
    return 0;
}

static void callbacks(Task *task)
{
    double start = seconds();
    shared_count = 0;
    begin(task, 20);
    for (int i = 0; i < 20; i++)
        task_start(task, use_callbacks, 0);
    join(task);
    CHECK(shared_count == 100);
    printf("callbacks that park: %.1f ms\n", (seconds() - start) * 1e3);
}

/* ---- fork ------------------------------------------------------------------------------------------------------ */

static void in_child(Task *task)
{
    gc_collect(task);
    allocation(task, 3);
    gc_collect(task);
}

static void forking(Task *task)
{
    spinning_on = true;
    begin(task, 2);
    for (int i = 0; i < 2; i++)
        task_start(task, spin, 0);
    fflush(stdout);
    int64_t child = sched_fork(task);
    CHECK(child >= 0);
    if (child == 0) {
        lock_release(&done);
        in_child(task);
        fflush(stdout);
        _exit(42);
    }
    int status;
    CHECK(waitpid((pid_t)child, &status, 0) == child);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 42);
    spinning_on = false;
    join(task);
    gc_collect(task);
    printf("fork\n");
}

static int body(Task *task, void *argument)
{
    bool is_short = argument && !strcmp(argument, "short");
    if (is_short) {
        stress_depth = 6;
        stress_trees = 5;
    } else if (argument) {
        many(task, atoll(argument));
        return 0;
    }
    many(task, is_short ? 100 : 10000);
    if (!is_short)
        ping_pong(task);
    if (!is_short)
        parallel(task);
    contention(task);
    allocation(task, 1);
    allocation(task, 8);
    stops(task);
    sleeping(task);
    callbacks(task);
    forking(task);
    return 0;
}

int main(int argc, char **argv)
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    return sched_main(body, argc > 1 ? argv[1] : NULL);
}
