/* Binding of constructor arguments: a few parameters, by position or name. */
#include "runtime/types/constructor_arguments.h"
#include "runtime/types/str.h"

static int find_name(const char *const *names, int count, Value name)
{
    for (int i = 0; i < count; i++)
        if (names[i] && str_equal_c(name, names[i]))
            return i;
    return -1;
}

RT bool arguments_bind(TASK, const char *function, const char *const *names, int count,
                       const Value *args, int64_t nargs, Value kwnames, Value *out)
{
    int64_t keywords = kwnames ? ((PyTuple *)kwnames)->size : 0;
    for (int i = 0; i < count; i++)
        out[i] = i < nargs ? args[i] : VALUE_UNBOUND;
    if (nargs + keywords > count) {
        raise_error(task, &type_TypeError, "%s() takes at most %d argument%s (%ld given)", function, count,
                    count == 1 ? "" : "s", (long)(nargs + keywords));
        return false;
    }
    for (int64_t i = 0; i < keywords; i++) {
        Value name = slot_load(&((PyTuple *)kwnames)->items[i]);
        int at = find_name(names, count, name);
        if (at < 0) {
            raise_error(task, &type_TypeError, "'%U' is an invalid keyword argument for %s()", name, function);
            return false;
        }
        if (out[at] != VALUE_UNBOUND) {
            raise_error(task, &type_TypeError, "argument for %s() given by name ('%U') and position (%d)",
                        function, name, at + 1);
            return false;
        }
        out[at] = args[nargs + i];
    }
    return true;
}

RT bool arguments_positional(TASK, const char *function, int least, int most, int64_t nargs, Value kwnames)
{
    if (kwnames && ((PyTuple *)kwnames)->size) {
        raise_error(task, &type_TypeError, "%s() takes no keyword arguments", function);
        return false;
    }
    if (nargs >= least && nargs <= most)
        return true;
    int bound = nargs < least ? least : most;
    raise_error(task, &type_TypeError, "%s expected %s%d argument%s, got %ld", function,
                least == most ? "" : nargs < least ? "at least " : "at most ", bound, bound == 1 ? "" : "s",
                (long)nargs);
    return false;
}
