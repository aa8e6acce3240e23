/* print and input. */
#include "runtime/builtins/builtins.h"
#include "runtime/modules/io.h"
#include "runtime/types/containers.h"
#include "runtime/types/str.h"

/* sys.NAME: zero with RuntimeError "lost sys.NAME" when it is gone. */
static Value sys_stream(struct Task *task, Value name)
{
    Value sys = import_module_c(task, "sys"), stream = sys ? module_get(task, sys, name) : 0;
    if (stream == VALUE_UNBOUND)
        return raise_error(task, &type_RuntimeError, "lost sys.%U", name);
    return stream;
}

static bool separator_ok(struct Task *task, const char *what, Value *text, const char *otherwise)
{
    if (*text == VALUE_NONE)
        *text = str_from_c(task, otherwise);
    if (!*text)
        return false;
    if (value_is_str(*text))
        return true;
    raise_error(task, &type_TypeError, "%s must be None or a string, not %T", what, *text);
    return false;
}

RT Value builtin_print(TASK, Value args, Value separator, Value end, Value file, Value flush)
{
    if (!separator_ok(task, "sep", &separator, " ") || !separator_ok(task, "end", &end, "\n"))
        return 0;
    if (file == VALUE_NONE) {
        file = sys_stream(task, NAME(stdout));
        if (!file || file == VALUE_NONE)
            return file;
    }
    for (int64_t i = 0; i < tuple_size(args); i++) {
        Value text = tuple_get(args, i);
        if (i > 0 && !io_write(task, file, separator))
            return 0;
        if (!value_is_exact_str(text))
            text = object_str(task, text);
        if (!text || !io_write(task, file, text))
            return 0;
    }
    if (!io_write(task, file, end))
        return 0;
    int wanted = flush == VALUE_FALSE ? 0 : object_truth(task, flush);
    if (wanted < 0 || (wanted && !call_method(task, file, NAME(flush), NULL, 0)))
        return 0;
    return VALUE_NONE;
}

RT Value builtin_input(TASK, Value prompt)
{
    Value in = sys_stream(task, NAME(stdin)), out = in ? sys_stream(task, NAME(stdout)) : 0;
    if (!out)
        return 0;
    if (in == VALUE_NONE)
        return raise_error(task, &type_RuntimeError, "input(): lost sys.stdin");
    if (out == VALUE_NONE)
        return raise_error(task, &type_RuntimeError, "input(): lost sys.stdout");
    Value text = object_str(task, prompt);
    if (!text || !io_write(task, out, text) || !call_method(task, out, NAME(flush), NULL, 0))
        return 0;
    Value line = call_method(task, in, NAME(readline), NULL, 0);
    if (!line)
        return 0;
    if (!value_is_str(line))
        return raise_error(task, &type_TypeError, "object.readline() returned non-string");
    int64_t length = ((PyStr *)line)->length;
    if (length == 0)
        return raise_error(task, &type_EOFError, "EOF when reading a line");
    return str_at((PyStr *)line, length - 1) == '\n' ? str_substring(task, line, 0, length - 1) : line;
}
