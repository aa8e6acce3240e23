/* Allocation and collection with one task: linked structures survive, garbage goes, payloads
   are freed, weak pointers cleared, depth and MemoryError work. */
#include "tests/c/weak_object.h"
#include "runtime/sched/sched.h"
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

RT bool task_poll(TASK);

typedef struct Node { struct Shape *shape; struct Node *left, *right; Slot value; } Node;
static Shape node_shape;
static ROOT Node *rooted;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec * 1e-9;
}

static __attribute__((noinline)) Node *tree(Task *task, int depth)
{
    if (__builtin_expect((uintptr_t)__builtin_frame_address(0) < task->limit, 0) && !task_poll(task))
        return NULL;
    Node *node = gc_new(task, Node);
    node->shape = &node_shape;
    gc_init(&node->value, value_from_small_int(depth));
    if (depth) {
        Node *left = tree(task, depth - 1);
        node->left = left;
        node->right = tree(task, depth - 1);
        gc_card(node);
    }
    return node;
}

static int64_t count(Node *node)
{
    CHECK(node->shape == &node_shape);
    return node->left ? 1 + count(node->left) + count(node->right) : 1;
}

static void binary_trees(Task *task, int depth)
{
    double start = now();
    int64_t total = 0;
    Node *keep = tree(task, depth);
    for (int d = 4; d <= depth; d += 4) {
        int64_t n = (int64_t)1 << (depth - d + 4);
        for (int64_t i = 0; i < n; i++)
            total += count(tree(task, d));
    }
    CHECK(count(keep) == ((int64_t)2 << depth) - 1);
    printf("binary trees %d: %.3f s, %.1f M nodes, %ld collections, heap %ld MB, live %ld MB\n", depth, now() - start,
           total / 1e6, gc_collection_count(), gc_heap_bytes() >> 20, gc_live_bytes() >> 20);
}

typedef struct Owner { struct Shape *shape; uint64_t hash; int64_t length; void *data; } Owner;
extern int64_t payload_live;

static void payloads(Task *task)
{
    double start = now();
    for (int i = 0; i < 200000; i++) {
        Owner *owner = gc_alloc_owner(task, sizeof *owner, LAYOUT_FREE, offsetof(Owner, data));
        owner->data = gc_payload(task, 8000);
        memset(owner->data, 1, 8000);
        CHECK(runtime_poll(task));
    }
    printf("payloads: %.0f ns each, %ld MB live\n", (now() - start) * 1e9 / 200000, payload_live >> 20);
    CHECK(payload_live < 400 << 20);
}

typedef struct WeakBox { struct Shape *shape; WeakPointer weak; } WeakBox;
static ROOT WeakBox *boxes[1000];
static ROOT Node *targets[1000];

static __attribute__((noinline)) void make_weak(Task *task)
{
    for (int i = 0; i < 1000; i++) {
        boxes[i] = gc_alloc(task, sizeof(WeakBox), LAYOUT_FREE);
        targets[i] = tree(task, 3);
        CHECK(gc_weak_register(task, &boxes[i]->weak, boxes[i], targets[i], false));
        if (i % 2 == 0)
            CHECK(gc_finalizer_register(task, targets[i]));
    }
    for (int i = 0; i < 1000; i += 2)
        targets[i] = NULL;
}

static __attribute__((noinline)) void clear_stack(void)
{
    volatile char bytes[8192];
    memset((char *)bytes, 0, sizeof bytes);
}

static void weak(Task *task)
{
    make_weak(task);
    clear_stack();
    gc_collect(task);
    int cleared = 0, wrong = 0, due = 0;
    for (int i = 0; i < 1000; i++) {
        void *target = weak_pointer_get(&boxes[i]->weak);
        cleared += !target;
        wrong += i % 2 ? target != targets[i] : 0;
    }
    for (Node *node; (node = gc_finalizer_next(task)); due++)
        CHECK(count(node) == 15);
    printf("weak: %d cleared, %d wrong, %d finalizers due\n", cleared, wrong, due);
    CHECK(wrong == 0 && cleared >= 490 && due == cleared);
}

static void refused(Task *task)
{
    CHECK(gc_alloc(task, (size_t)1 << 60, LAYOUT_REFS) == NULL);
    CHECK(task->exception == (Value)&type_MemoryError);
    task->exception = 0;
    CHECK(gc_payload(task, (size_t)1 << 60) == NULL);
    task->exception = 0;
}

static int body(Task *task, void *argument)
{
    rooted = tree(task, 10);
    int depth = argument ? atoi(argument) : 16;
    if (depth)
        binary_trees(task, depth);
    CHECK(count(rooted) == 2047);
    payloads(task);
    weak(task);
    refused(task);
    fflush(stdout);
    int64_t child = sched_fork(task);
    if (child == 0) {
        gc_collect(task);
        CHECK(count(rooted) == 2047);
        binary_trees(task, 10);
        _exit(42);
    }
    int status;
    CHECK(waitpid((pid_t)child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 42);
    printf("%ld collections\n", gc_collection_count());
    return 0;
}

static int nothing(Task *task, void *argument) { return 0; }

int main(int argc, char **argv)
{
    if (argc > 1 && !strcmp(argv[1], "start"))
        return sched_main(nothing, NULL);
    return sched_main(body, argc > 1 ? argv[1] : NULL);
}
