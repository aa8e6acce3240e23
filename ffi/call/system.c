/* C that may block or need much stack: on the worker's own stack, detached, so that neither
   collections nor other tasks wait for it. It may not touch the heap; the memory it was
   given is held by the words of its call, on the coroutine's stack. */
#include "ffi/call/call.h"
#include "runtime/abi/entries.h"
#include "runtime/sched/sched.h"

RT void c_call_system(TASK, const void *function, const void *argument)
{
    sched_blocking(task, (intptr_t (*)(void *))function, (void *)argument);
}
