/* Module _thread: threads are tasks of the scheduler. */
#include "runtime/modules/thread_internal.h"
#include "runtime/object/exceptions.h"
#include "runtime/object/traceback.h"
#include "runtime/abi/entries.h"
#include <signal.h>
#include <unistd.h>

enum { STACK_LEAST = 32 << 10, PAGE = 4096, START_FUNCTION = 0, START_ARGS, START_KWARGS };

static int64_t thread_count;         /* atomic; without the main thread */
static int64_t wanted_stack_size;

/* ---- the life of a thread ------------------------------------------------------------------------------- */

/* What start_new_thread's function raised. */
static RT void report(TASK, Value function)
{
    Value exception = exception_take(task);
    if (value_is_instance(exception, &type_SystemExit))
        return;
    Value sys = import_module_c(task, "sys"), head = 0;
    Value file = sys ? object_get_attr_or_unbound(task, sys, NAME(stderr)) : 0;
    if (file && file != VALUE_UNBOUND && file != VALUE_NONE) {
        head = str_format(task, "Exception ignored in thread started by: %R\n", function);
        if (head && call_method(task, file, NAME(write), &head, 1))
            traceback_print_exception(task, exception, file);
    }
    exception_clear(task);
}

static RT Value run_thread(TASK, Value argument)
{
    const PyTuple *start = (PyTuple *)argument;
    Value function = slot_load(&start->items[START_FUNCTION]);
    if (!call_spread(task, function, slot_load(&start->items[START_ARGS]), slot_load(&start->items[START_KWARGS])))
        report(task, function);
    __atomic_fetch_sub(&thread_count, 1, __ATOMIC_SEQ_CST);
    ThreadState *state = sched_task(task)->local;
    Value sentinel = state ? slot_load(&state->sentinel) : 0;
    if (sentinel)
        lock_release(&((PyLock *)sentinel)->lock);
    return 0;
}

static RT Value start_new_thread(TASK, Value arguments)
{
    const PyTuple *given = (PyTuple *)arguments;
    if (!check_positional(task, "start_new_thread", given->size, 0, 2, 3))
        return 0;
    Value function = slot_load(&given->items[START_FUNCTION]), args = slot_load(&given->items[START_ARGS]);
    Value kwargs = given->size == 3 ? slot_load(&given->items[START_KWARGS]) : VALUE_UNBOUND;
    if (!value_is_callable(function))
        return raise_error(task, &type_TypeError, "first arg must be callable");
    if (!value_is_tuple(args))
        return raise_error(task, &type_TypeError, "2nd arg must be a tuple");
    if (kwargs != VALUE_UNBOUND && !value_is_dict(kwargs))
        return raise_error(task, &type_TypeError, "optional 3rd arg must be a dictionary");
    Value items[3] = { function, args, kwargs };
    Value start = tuple_from(task, items, 3);
    if (!start)
        return 0;
    __atomic_fetch_add(&thread_count, 1, __ATOMIC_SEQ_CST);
    SchedTask *thread = task_start(task, run_thread, start);
    if (!thread) {
        __atomic_fetch_sub(&thread_count, 1, __ATOMIC_SEQ_CST);
        return 0;
    }
    return int_from_i64(task, thread_ident(&thread->head));
}

static RT Value exit_thread(TASK)
{
    Value exception = exception_new(task, &type_SystemExit, NULL, 0);
    return exception ? raise_value(task, exception) : 0;
}

static RT Value set_sentinel(TASK)
{
    ThreadState *state = thread_state(task);
    Value lock = state ? thread_lock_new(task) : 0;
    if (lock)
        gc_store(&state->sentinel, lock);
    return lock;
}

/* ---- the other functions ---------------------------------------------------------------------------------- */

static RT Value allocate_lock(TASK)
{
    return thread_lock_new(task);
}

static RT Value interrupt_main(TASK, Value number)
{
    int64_t signal_number;
    Value index = object_index(task, number);
    if (!index || !value_to_i64(task, index, &signal_number))
        return 0;
    if (signal_number < 1 || signal_number >= 65)
        return raise_error(task, &type_ValueError, "signal number out of range");
    sched_signal_raise((int)signal_number);
    return VALUE_NONE;
}

static RT Value get_ident(TASK)
{
    return int_from_i64(task, thread_ident(task));
}

/* A task has no OS thread of its own; the process identifier and the task's number behave like
   one: the main thread's is the process's, and no two tasks share one. */
static RT Value get_native_id(TASK)
{
    return int_from_i64(task, task_is_main(task) ? getpid() : ((int64_t)getpid() << 20) + sched_task(task)->index);
}

static RT Value count_threads(TASK)
{
    return value_from_small_int(__atomic_load_n(&thread_count, __ATOMIC_SEQ_CST));
}

static RT Value stack_size(TASK, Value size)
{
    int64_t wanted, before = wanted_stack_size;
    Value index = object_index(task, size);
    if (!index || !value_to_i64(task, index, &wanted))
        return 0;
    if (wanted < 0)
        return raise_error(task, &type_ValueError, "size must be 0 or a positive value");
    if (wanted && wanted < STACK_LEAST)
        return raise_error(task, &type_ValueError, "size not valid: %ld bytes", (long)wanted);
    wanted_stack_size = wanted;
    size_t rounded = ((size_t)wanted + PAGE - 1) & -(size_t)PAGE;
    task_stack_size = !wanted ? task_stack_default : rounded < TASK_STACK_MINIMUM ? TASK_STACK_MINIMUM : rounded;
    return value_from_small_int(before);
}

METHOD_TABLE_BEGIN(thread_module)
#include "runtime/modules/thread.def"
METHOD_TABLE_END

static RT bool init(TASK, Value module)
{
    Value longest = float_from_double(task, 9223372036.0);
    return longest && module_set_c(task, module, "TIMEOUT_MAX", longest)
        && module_set_c(task, module, "error", (Value)&type_RuntimeError)
        && type_ready(task, &type_thread_lock)
        && module_set_c(task, module, "LockType", (Value)&type_thread_lock)
        && module_set_type(task, module, &type_thread_rlock)
        && module_set_type(task, module, &type_thread_local)
        && module_set_type(task, module, &type_thread_hook_args);
}

extern const NativeModule module__thread;
const NativeModule module__thread = {
    .name = "_thread",
    .doc = "Threads and locks, for the threading module to build on.",
    .functions = thread_module_methods,
    .init = init,
};
