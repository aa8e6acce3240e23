/* The gc, atexit and errno modules. */
#include <errno.h>
#include "runtime/abi/entries.h"
#include "runtime/object/builtin.h"
#include "runtime/object/exceptions.h"
#include "runtime/object/finalizer.h"
#include "runtime/object/module.h"
#include "runtime/object/traceback.h"
#include "runtime/types/containers.h"
#include "runtime/sched/sched.h"
#include "runtime/types/dict.h"

/* ---- gc ---- */

static bool gc_is_enabled = true;
static Value zero(void) { return value_from_small_int(0); }
static int64_t thresholds[3] = {700, 10, 10}, debug_flags;
static int64_t asked[3];                 /* calls of collect() by generation; all are full collections */

/* gc.callbacks are told; what they raise is shown and dropped. */
static RT bool tell(TASK, const char *phase, int64_t generation)
{
    Value module = import_module_c(task, "gc"), list = module ? object_get_attr(task, module, str_intern_c(task, "callbacks")) : 0;
    if (!list || !value_is_list(list) || list_size(list) == 0)
        return list != 0;
    Value info = dict_new(task), arguments[2] = {str_from_c(task, phase), info};
    if (!info || !arguments[0] || !dict_set(task, info, str_intern_c(task, "generation"), value_from_small_int(generation)) ||
        !dict_set(task, info, str_intern_c(task, "collected"), zero()) ||
        !dict_set(task, info, str_intern_c(task, "uncollectable"), zero()))
        return false;
    for (int64_t i = 0; i < list_size(list); i++) {
        Value callback = list_peek(list, i), words[2] = {arguments[0], arguments[1]};
        if (callback && !object_call(task, callback, words, 2, 0))
            exception_unraisable(task, callback);
    }
    return true;
}

static RT Value collect_now(TASK, Value generation)
{
    int64_t number;
    if (!object_index_i64(task, generation, &number, false))
        return 0;
    if (number < 0 || number > 2)
        return raise_error(task, &type_ValueError, "invalid generation");
    if (!tell(task, "start", number))
        return 0;
    gc_collect(task);
    finalizers_run(task);                    /* gc.collect() gives back with callbacks and __del__ done */
    __atomic_fetch_add(&asked[number], 1, __ATOMIC_RELAXED);
    return tell(task, "stop", number) ? zero() : 0;
}
static RT Value gc_get_stats(TASK)
{
    Value list = list_new(task, 0);
    for (int i = 0; list && i < 3; i++) {
        Value row = dict_new(task);
        int64_t collections = i < 2 ? asked[i] : gc_collection_count() - asked[0] - asked[1];
        if (!row || !dict_set(task, row, str_intern_c(task, "collections"), value_from_small_int(collections)) ||
            !dict_set(task, row, str_intern_c(task, "collected"), zero()) ||
            !dict_set(task, row, str_intern_c(task, "uncollectable"), zero()) || !list_append(task, list, row))
            return 0;
    }
    return list;
}
static RT Value gc_refuse_objects(TASK, Value generation)
{
    return raise_error(task, &type_NotImplementedError, "gc.get_objects(): the collector keeps no list of objects");
}
static RT Value gc_refuse_referrers(TASK, Value objects)
{
    return raise_error(task, &type_NotImplementedError, "gc.get_referrers(): the collector keeps no list of objects");
}
static RT Value gc_refuse_referents(TASK, Value objects)
{
    return raise_error(task, &type_NotImplementedError, "gc.get_referents(): the collector does not know the layout of objects");
}
static RT Value gc_enable(TASK) { gc_is_enabled = true; return VALUE_NONE; }
static RT Value gc_disable(TASK) { gc_is_enabled = false; return VALUE_NONE; }
static RT Value gc_isenabled(TASK) { return value_from_bool(gc_is_enabled); }
static RT Value gc_get_threshold(TASK)
{
    Value words[3];
    for (int i = 0; i < 3; i++)
        if (!(words[i] = int_from_i64(task, thresholds[i])))
            return 0;
    return tuple_from(task, words, 3);
}
static RT Value gc_set_threshold(TASK, Value args)
{
    if (tuple_size(args) < 1 || tuple_size(args) > 3)
        return raise_error(task, &type_TypeError, "gc.set_threshold requires 1 to 3 arguments");
    int64_t numbers[3] = {thresholds[0], thresholds[1], thresholds[2]};
    for (int64_t i = 0; i < tuple_size(args); i++)
        if (!object_index_i64(task, tuple_get(args, i), &numbers[i], false))
            return 0;
    for (int i = 0; i < 3; i++)
        thresholds[i] = numbers[i];
    return VALUE_NONE;
}
static RT Value gc_get_count(TASK)
{
    Value words[3] = {zero(), zero(), zero()};
    return tuple_from(task, words, 3);
}
static RT Value gc_nothing(TASK) { return VALUE_NONE; }
static RT Value gc_zero(TASK) { return zero(); }
static RT Value gc_get_debug(TASK) { return int_from_i64(task, debug_flags); }
static RT Value gc_set_debug(TASK, Value flags) { return object_index_i64(task, flags, &debug_flags, false) ? VALUE_NONE : 0; }
static RT Value gc_is_tracked(TASK, Value v) { return value_from_bool(value_is_pointer(v)); }
static RT Value gc_false(TASK, Value v) { return VALUE_FALSE; }

METHOD_TABLE_BEGIN(gc)
    METHOD(collect, "(generation=2)", collect_now, INT, RAISES, "Collect now.")
    METHOD(enable, "()", gc_enable, NONE, NEVER, "Let collections start by themselves.")
    METHOD(disable, "()", gc_disable, NONE, NEVER, "Collect only when collect() is called.")
    METHOD(isenabled, "()", gc_isenabled, BOOL, NEVER, "Say whether collections start by themselves.")
    METHOD(get_threshold, "()", gc_get_threshold, TUPLE, RAISES, "The numbers set by set_threshold().")
    METHOD(set_threshold, "(*args)", gc_set_threshold, NONE, RAISES, "Keep numbers for get_threshold(); they have no other meaning here.")
    METHOD(get_count, "()", gc_get_count, TUPLE, RAISES, "Three counters, as CPython has per generation.")
    METHOD(get_debug, "()", gc_get_debug, INT, RAISES, "The flags given to set_debug().")
    METHOD(set_debug, "(flags, /)", gc_set_debug, NONE, RAISES, "Keep debug flags for get_debug(); they have no other effect.")
    METHOD(get_stats, "()", gc_get_stats, LIST, RAISES, "Counts of collections, a dict for each generation.")
    METHOD(get_objects, "(generation=None)", gc_refuse_objects, LIST, RAISES, "Not supported: raises NotImplementedError.")
    METHOD(get_referrers, "(*objs)", gc_refuse_referrers, LIST, RAISES, "Not supported: raises NotImplementedError.")
    METHOD(get_referents, "(*objs)", gc_refuse_referents, LIST, RAISES, "Not supported: raises NotImplementedError.")
    METHOD(is_tracked, "(obj, /)", gc_is_tracked, BOOL, NEVER, "Say whether the object can hold references to others.")
    METHOD(is_finalized, "(obj, /)", gc_false, BOOL, NEVER, "Say whether its finalizer has already run.")
    METHOD(freeze, "()", gc_nothing, NONE, NEVER, "Has no effect: there is no permanent generation.")
    METHOD(unfreeze, "()", gc_nothing, NONE, NEVER, "Has no effect: there is no permanent generation.")
    METHOD(get_freeze_count, "()", gc_zero, INT, NEVER, "How many objects are frozen: none.")
METHOD_TABLE_END

static RT bool gc_init_module(TASK, Value module)
{
    static const char *const flags[] = {"DEBUG_STATS", "DEBUG_COLLECTABLE", "DEBUG_UNCOLLECTABLE", "DEBUG_SAVEALL", "DEBUG_LEAK"};
    static const int values[] = {1, 2, 4, 32, 38};
    for (int i = 0; i < 5; i++)
        if (!module_set_c(task, module, flags[i], value_from_small_int(values[i])))
            return false;
    Value garbage = list_new(task, 0), callbacks = list_new(task, 0);
    return garbage && callbacks && module_set_c(task, module, "garbage", garbage) && module_set_c(task, module, "callbacks", callbacks);
}
const NativeModule module_gc = {"gc", "Control of the collector.", gc_methods, gc_init_module};

/* ---- atexit ---- */

static Slot exit_functions ROOT;           /* list of (function, args, kwargs) */

static RT Value atexit_register(TASK, Value function, Value args, Value kwargs)
{
    if (!value_is_callable(function))
        return raise_error(task, &type_TypeError, "the first argument must be callable");
    Value words[3] = {function, args, kwargs}, row = tuple_from(task, words, 3), list = slot_load(&exit_functions);
    if (!list) {
        list = list_new(task, 0);
        if (!list)
            return 0;
        gc_store(&exit_functions, list);
    }
    return row && list_append(task, list, row) ? function : 0;
}

static RT Value atexit_run(TASK)
{
    Value list = slot_load(&exit_functions);
    while (list && list_size(list) > 0) {
        Value row = list_pop(task, list, -1);
        if (!row)
            return 0;
        Value kwargs = tuple_get(row, 2);
        if (call_spread(task, tuple_get(row, 0), tuple_get(row, 1), dict_length(task, kwargs) ? kwargs : VALUE_UNBOUND))
            continue;
        Value exception = exception_take(task);
        if (value_is_instance(exception, &type_SystemExit))
            return raise_value(task, exception);
        traceback_print_exception(task, exception, VALUE_NONE);
    }
    return VALUE_NONE;
}

static RT Value atexit_unregister(TASK, Value function)
{
    Value list = slot_load(&exit_functions);
    for (int64_t i = list ? list_size(list) - 1 : -1; i >= 0; i--) {
        int equal = object_equal(task, tuple_get(list_peek(list, i), 0), function);
        if (equal < 0 || (equal && !list_splice(task, list, i, i + 1, NULL, 0)))
            return 0;
    }
    return VALUE_NONE;
}
static RT Value atexit_clear(TASK) { gc_store(&exit_functions, 0); return VALUE_NONE; }
static RT Value atexit_count(TASK)
{
    Value list = slot_load(&exit_functions);
    return int_from_i64(task, list ? list_size(list) : 0);
}

METHOD_TABLE_BEGIN(atexit)
    METHOD(register, "(func, /, *args, **kwargs)", atexit_register, OBJ, RAISES, "Have a function called at the end of the program.")
    METHOD(unregister, "(func, /)", atexit_unregister, NONE, RAISES, "Forget every registration of the function.")
    METHOD(_run_exitfuncs, "()", atexit_run, NONE, RAISES, "Call the registered functions, the latest first.")
    METHOD(_clear, "()", atexit_clear, NONE, NEVER, "Drop all registered functions.")
    METHOD(_ncallbacks, "()", atexit_count, INT, RAISES, "How many functions are registered.")
METHOD_TABLE_END
const NativeModule module_atexit = {"atexit", "Functions that run when the program ends.",
                                    atexit_methods, NULL};

/* ---- errno ---- */

static RT bool errno_init(TASK, Value module)
{
    static const struct { const char *name; int number; } rows[] = {
#define ROW(name) {#name, name},
        ROW(EPERM) ROW(ENOENT) ROW(ESRCH) ROW(EINTR) ROW(EIO) ROW(ENXIO) ROW(E2BIG) ROW(ENOEXEC) ROW(EBADF) ROW(ECHILD)
        ROW(EAGAIN) ROW(ENOMEM) ROW(EACCES) ROW(EFAULT) ROW(ENOTBLK) ROW(EBUSY) ROW(EEXIST) ROW(EXDEV) ROW(ENODEV)
        ROW(ENOTDIR) ROW(EISDIR) ROW(EINVAL) ROW(ENFILE) ROW(EMFILE) ROW(ENOTTY) ROW(ETXTBSY) ROW(EFBIG) ROW(ENOSPC)
        ROW(ESPIPE) ROW(EROFS) ROW(EMLINK) ROW(EPIPE) ROW(EDOM) ROW(ERANGE) ROW(EDEADLK) ROW(ENAMETOOLONG) ROW(ENOLCK)
        ROW(ENOSYS) ROW(ENOTEMPTY) ROW(ELOOP) ROW(EWOULDBLOCK) ROW(ENOMSG) ROW(EIDRM) ROW(ENOSTR) ROW(ENODATA) ROW(ETIME)
        ROW(ENOSR) ROW(EREMOTE) ROW(ENOLINK) ROW(EPROTO) ROW(EMULTIHOP) ROW(EBADMSG) ROW(EOVERFLOW) ROW(EILSEQ) ROW(EUSERS)
        ROW(ENOTSOCK) ROW(EDESTADDRREQ) ROW(EMSGSIZE) ROW(EPROTOTYPE) ROW(ENOPROTOOPT) ROW(EPROTONOSUPPORT)
        ROW(ESOCKTNOSUPPORT) ROW(EOPNOTSUPP) ROW(ENOTSUP) ROW(EPFNOSUPPORT) ROW(EAFNOSUPPORT) ROW(EADDRINUSE)
        ROW(EADDRNOTAVAIL) ROW(ENETDOWN) ROW(ENETUNREACH) ROW(ENETRESET) ROW(ECONNABORTED) ROW(ECONNRESET) ROW(ENOBUFS)
        ROW(EISCONN) ROW(ENOTCONN) ROW(ESHUTDOWN) ROW(ETOOMANYREFS) ROW(ETIMEDOUT) ROW(ECONNREFUSED) ROW(EHOSTDOWN)
        ROW(EHOSTUNREACH) ROW(EALREADY) ROW(EINPROGRESS) ROW(ESTALE) ROW(EDQUOT) ROW(ECANCELED) ROW(EOWNERDEAD)
        ROW(ENOTRECOVERABLE)
#undef ROW
    };
    Value codes = dict_new(task);
    for (size_t i = 0; codes && i < sizeof rows / sizeof *rows; i++) {
        Value number = value_from_small_int(rows[i].number), name = str_intern_c(task, rows[i].name);
        if (!name || !module_set(task, module, name, number) || !dict_set(task, codes, number, name))
            return false;
    }
    return codes && module_set_c(task, module, "errorcode", codes);
}
const NativeModule module_errno = {"errno", "The error numbers of the operating system.", NULL, errno_init};
