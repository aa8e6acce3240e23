/* Diagnostics of the front end at run time: warnings go through the warnings module's filters, the first
   error becomes the exception that CPython raises. */
#include "runtime/interp/complain.h"

#include <string.h>

#include "runtime/object/exceptions.h"
#include "runtime/object/module.h"
#include "runtime/types/str.h"

static Value text_of(struct Task *task, const char *text, size_t length)
{
    StrBuilder builder;
    builder_start(&builder, task);
    return builder_utf8(&builder, text, (int64_t)length) ? builder_finish(&builder) : 0;
}

static PyType *error_class(const char *name)
{
    static PyType *const classes[] = {&type_IndentationError, &type_TabError, &type_MemoryError, &type_ImportError,
                                      &type_ValueError, &type_TypeError, &type_RecursionError};
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (strcmp(name, classes[i]->c_name) == 0)
            return classes[i];
    return &type_SyntaxError;
}

static bool raise_with(struct Task *task, PyType *type, const char *message, Value *details, int64_t count)
{
    Value args[2] = {str_from_c(task, message), tuple_from(task, details, count)};
    if (args[0] && args[1])
        raise_value(task, exception_new(task, type, args, 2));
    return false;
}

static bool raise_entry(struct Task *task, const Diagnostics *diagnostics, const Diagnostic *entry, const char *path, bool shows_line)
{
    PyType *type = error_class(entry->type);
    Value file = str_from_c(task, path);
    if (!file || !type_is_subtype(type, &type_SyntaxError))
        return file && raise_error(task, type, "%s", entry->message);
    DiagPosition place = diag_position(diagnostics, entry);
    if (place.line == 0 && place.end_line == DIAG_NO_END) {         /* a text that could not even be read */
        Value details[4] = {file, value_from_small_int(0), value_from_small_int(-1), VALUE_NONE};
        return raise_with(task, type, entry->message, details, 4);
    }
    const char *text;
    size_t length;
    Value line = shows_line && diag_text(diagnostics, entry, &text, &length) ? text_of(task, text, length) : VALUE_NONE;
    Value details[6] = {file, value_from_small_int(place.line), value_from_small_int(place.offset), line,
                        value_from_small_int(place.end_line),
                        place.end_offset == DIAG_NO_END ? VALUE_NONE : value_from_small_int(place.end_offset)};
    return line && raise_with(task, type, entry->message, details, 6);
}

/* The module that warnings about a file without one are about: its path without ".py". */
static Value module_name(struct Task *task, const char *path)
{
    size_t length = strlen(path);
    if (!length)
        return str_from_c(task, "<unknown>");
    bool has_suffix = length >= 3 && strcmp(path + length - 3, ".py") == 0;
    return text_of(task, path, has_suffix ? length - 3 : length);
}

/* False with an exception: the filters' own, or a SyntaxError in place of the warning. */
static bool issue(struct Task *task, const Diagnostics *diagnostics, const Diagnostic *entry, const char *path, bool shows_line)
{
    PyType *category = strcmp(entry->category, "DeprecationWarning") == 0 ? &type_DeprecationWarning : &type_SyntaxWarning;
    Value args[5] = {str_from_c(task, entry->message), (Value)category, str_from_c(task, path),
                     value_from_small_int(entry->loc.line), module_name(task, path)};
    Value module = import_module_c(task, "_warnings"), name = str_intern_c(task, "warn_explicit");
    if (!args[0] || !args[2] || !args[4] || !module || !name)
        return false;
    if (call_method(task, module, name, args, 5))
        return true;
    if (!exception_matches(task, category))
        return false;
    exception_clear(task);
    Diagnostic error = *entry;
    error.type = "SyntaxError";
    return raise_entry(task, diagnostics, &error, path, shows_line);
}

bool complain(struct Task *task, const Diagnostics *diagnostics, const char *path, bool shows_line)
{
    for (size_t i = 0; i < diagnostics->list.count; i++) {
        const Diagnostic *entry = &diagnostics->list.items[i];
        bool shows = shows_line || !entry->counts_bytes;
        if (entry->category && !issue(task, diagnostics, entry, path, shows))
            return false;
    }
    const Diagnostic *error = diag_first_error(diagnostics);
    return !error || raise_entry(task, diagnostics, error, path, shows_line);
}
