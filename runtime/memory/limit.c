/* How much the process may take: the smaller of what `ulimit -v` leaves and the memory limit of
   the cgroup. Heap and payloads stay below that by a slack, so that bdwgc's own tables, thread
   stacks and C libraries still get memory when the program gets MemoryError (bdwgc crashes when
   it gets none for its tables).

   Address space: what is left when the program starts. The cgroup's limit is read when the heap
   is no longer small, so that short programs do not pay for it. */
#include "runtime/memory/memory_internal.h"
#include <fcntl.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

enum { SLACK_SHIFT = 4, SMALL_HEAP = 64 << 20, COLLECT_PERCENT = 85 };
static const int64_t SLACK_LEAST = 8 << 20;

static int64_t limit = INT64_MAX;    /* bytes of heap and payloads; atomic */
static bool cgroup_is_read;          /* collecting thread only */

/* The first number in a small file, `field` numbers on; -1: there is none. */
static int64_t read_number(const char *path, int field)
{
    char text[128];
    int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n = file >= 0 ? read(file, text, sizeof text - 1) : 0;
    if (file >= 0)
        close(file);
    if (n <= 0)
        return -1;
    text[n] = 0;
    char *at = text, *end = text;
    int64_t number = -1;
    for (int i = 0; i <= field; i++, at = end) {
        number = strtoll(at, &end, 10);
        if (end == at)
            return -1;
    }
    return number;
}

static void lower(int64_t bytes)
{
    int64_t slack = bytes >> SLACK_SHIFT;
    bytes -= slack > SLACK_LEAST ? slack : SLACK_LEAST;
    if (bytes < SLACK_LEAST)
        bytes = SLACK_LEAST;
    if (bytes < limit)
        __atomic_store_n(&limit, bytes, __ATOMIC_RELAXED);
}

static void tell_heap(void)
{
    int64_t payload = __atomic_load_n(&payload_live, __ATOMIC_RELAXED);
    if (limit != INT64_MAX)
        GC_set_max_heap_size(limit > payload ? (GC_word)(limit - payload) : 1);
}

void gc_limit_start(void)
{
    struct rlimit space;
    if (getrlimit(RLIMIT_AS, &space) != 0 || space.rlim_cur == RLIM_INFINITY)
        return;
    int64_t used = read_number("/proc/self/statm", 0) * sysconf(_SC_PAGESIZE);
    lower((int64_t)space.rlim_cur - used + (int64_t)GC_get_heap_size());
    tell_heap();
}

bool gc_limit_allows(int64_t bytes)
{
    if (__builtin_expect(limit == INT64_MAX, 1))
        return true;
    tell_heap();
    int64_t heap = (int64_t)(GC_get_heap_size() - GC_get_unmapped_bytes());
    return heap + __atomic_load_n(&payload_live, __ATOMIC_RELAXED) + bytes <= limit;
}

int64_t gc_limit_growth(int64_t live, int64_t growth)
{
    if (live > SMALL_HEAP && !cgroup_is_read) {
        cgroup_is_read = true;
        int64_t bytes = read_number("/sys/fs/cgroup/memory.max", 0);
        if (bytes < 0)
            bytes = read_number("/sys/fs/cgroup/memory/memory.limit_in_bytes", 0);
        if (bytes > 0)
            lower(bytes);
    }
    tell_heap();
    int64_t most = limit / 100 * COLLECT_PERCENT - live, least = limit >> (SLACK_SHIFT + 1);
    if (most < least)
        most = least;
    return growth < most ? growth : most;
}
