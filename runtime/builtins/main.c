/* Start and end of a program: start the runtime, run __main__, print what was not caught, run
   the exit functions, flush, and give the exit code that CPython gives. */
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>
#include "runtime/builtins/builtins.h"
#include "runtime/builtins/profile.h"
#include "runtime/modules/io.h"
#include "runtime/modules/sys.h"
#include "runtime/object/exceptions.h"
#include "runtime/object/start.h"
#include "runtime/object/traceback.h"
#include "runtime/sched/sched.h"
#include "runtime/types/containers.h"
#include "runtime/types/int.h"
#include "runtime/types/str.h"

enum { EXIT_UNCAUGHT = 1, EXIT_NOT_FLUSHED = 120 };

typedef struct Arguments { int count; char **words; char *script; } Arguments;

static void flush_stream(struct Task *task, const char *name, int *code)
{
    Value stream = sys_attribute(task, name);
    if (!stream || stream == VALUE_UNBOUND || stream == VALUE_NONE) {
        exception_clear(task);
        return;
    }
    if (!call_method(task, stream, NAME(flush), NULL, 0)) {
        exception_clear(task);
        if (code != NULL)
            *code = EXIT_NOT_FLUSHED;
    }
}

/* SystemExit: its code, or a message and 1. */
static int exit_code_of(struct Task *task, Value exception)
{
    Value code = slot_load(&((PySystemExit *)exception)->code);
    int64_t number;
    if (code == 0 || code == VALUE_NONE)
        return 0;
    if (value_is_int(code))
        return int_to_i64(code, &number) ? (int)(number & 0xff) : 0xff;
    Value text = object_str(task, code), stream = text ? sys_attribute(task, "stderr") : 0;
    if (!stream || stream == VALUE_UNBOUND || stream == VALUE_NONE || !io_write(task, stream, text) ||
        !io_write(task, stream, str_from_c(task, "\n")))
        exception_clear(task);
    flush_stream(task, "stderr", NULL);
    return 1;
}

/* An uncaught exception, by sys.excepthook. */
static void report(struct Task *task, Value exception)
{
    Value hook = sys_attribute(task, "excepthook"), file = sys_attribute(task, "stderr");
    if (file == VALUE_UNBOUND || !file)
        file = VALUE_NONE;
    if (!hook || hook == VALUE_UNBOUND || sys_is_default_excepthook(hook)) {
        traceback_print_exception(task, exception, file);
    } else {
        Value traceback = slot_load(&exception_of(exception)->traceback);
        Value args[3] = {value_from_object(type_of(exception)), exception, traceback ? traceback : VALUE_NONE};
        if (!object_call(task, hook, args, 3, 0)) {
            Value second = exception_take(task);
            Value words = str_from_c(task, "Error in sys.excepthook:\n");
            if (words && file != VALUE_NONE)
                io_write(task, file, words);
            traceback_print_exception(task, second, file);
            words = str_from_c(task, "\nOriginal exception was:\n");
            if (words && file != VALUE_NONE)
                io_write(task, file, words);
            traceback_print_exception(task, exception, file);
        }
    }
    exception_clear(task);
}

static int finish_with(struct Task *task, Value exception)
{
    flush_stream(task, "stderr", NULL);
    flush_stream(task, "stdout", NULL);
    if (value_is_instance(exception, &type_SystemExit))
        return exit_code_of(task, exception);
    report(task, exception);
    flush_stream(task, "stderr", NULL);
    return value_is_instance(exception, &type_KeyboardInterrupt) ? 128 + SIGINT : EXIT_UNCAUGHT;
}

/* What a module offers under a name, when it was imported at all. */
static void call_if_imported(struct Task *task, const char *module_name, const char *function)
{
    Value modules = modules_dict(), module = modules ? dict_get_str(task, modules, module_name) : 0;
    Value name = module && module != VALUE_UNBOUND ? str_intern_c(task, function) : 0;
    Value found = name ? object_get_attr_or_unbound(task, module, name) : VALUE_UNBOUND;
    if (!found || (found != VALUE_UNBOUND && !call_zero(task, found)))
        finish_with(task, exception_take(task));
}

static int run_main(struct Task *task)
{
    struct ModuleInfo *info = module_find_main(task);
    if (info == NULL) {
        if (!task->exception)
            raise_error(task, &type_SystemError, "this program has no __main__ module");
        return finish_with(task, exception_take(task));
    }
    int code = module_run_main(task, info) ? 0 : finish_with(task, exception_take(task));
    call_if_imported(task, "threading", "_shutdown");
    call_if_imported(task, "atexit", "_run_exitfuncs");
    io_flush_all(task);
    flush_stream(task, "stdout", &code);
    flush_stream(task, "stderr", NULL);
    return code;
}

static int run(struct Task *task, void *argument)
{
    Arguments *arguments = argument;
    if (!object_start(task) || !import_module_c(task, "builtins") ||
        !sys_start(task, arguments->count, arguments->words, arguments->script)) {
        Value exception = exception_take(task);
        traceback_print_exception(task, exception, VALUE_NONE);
        return EXIT_UNCAUGHT;
    }
    return run_main(task);
}

int main(int argc, char **argv)
{
    Arguments arguments = {argc, argv, getenv("PYLLC_RUN")};
    profile_start(arguments.script != NULL);
    if (arguments.script != NULL)
        unsetenv("PYLLC_RUN");                  /* the text stays where the kernel put it */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    int code = sched_main(run, &arguments);
    if (code == 128 + SIGINT) {
        profile_write();
        signal(SIGINT, SIG_DFL);
        kill(getpid(), SIGINT);
    }
    return code;
}
