/* Exceptions that carry what was looked for, for messages and suggestions. */
#include "runtime/object/errors.h"
#include "runtime/object/exceptions.h"
#include "runtime/object/module.h"
#include "runtime/types/str.h"
#include <stdio.h>

/* The pending exception when it is of the wanted class (making it may have failed). */
static void *raised(struct Task *task, PyType *type, const char *format, __builtin_va_list arguments)
{
    Value message = str_format_va(task, format, arguments);
    if (!message)
        return NULL;
    raise_error(task, type, "%U", message);
    return exception_matches(task, type) ? (void *)task->exception : NULL;
}

#define RAISED(result, type, last)                       \
    __builtin_va_list arguments;                         \
    __builtin_va_start(arguments, last);                 \
    result = raised(task, type, last, arguments);        \
    __builtin_va_end(arguments)

Value raise_attribute_error(struct Task *task, Value object, Value name, const char *format, ...)
{
    PyAttributeError *error;
    RAISED(error, &type_AttributeError, format);
    if (error) {
        gc_store(&error->name, name);
        gc_store(&error->object, object);
    }
    return 0;
}

Value attribute_error_about(struct Task *task, Value object, Value name)
{
    Value error = task->exception;
    if (!error || type_of(error) != &type_AttributeError)
        return 0;
    PyAttributeError *e = (PyAttributeError *)error;
    if (!slot_load(&e->name) && !slot_load(&e->object)) {
        gc_store(&e->name, name);
        gc_store(&e->object, object);
    }
    return 0;
}

Value raise_name_error(struct Task *task, PyType *type, Value name, const char *format, ...)
{
    PyNameError *error;
    RAISED(error, type, format);
    if (error)
        gc_store(&error->name, name);
    return 0;
}

Value raise_import_error(struct Task *task, PyType *type, Value name, Value path, const char *format, ...)
{
    PyImportError *error;
    RAISED(error, type, format);
    if (error) {
        gc_store(&error->name, name);
        gc_store(&error->path, path);
    }
    return 0;
}

const char *format_address(char *room, Value v)
{
    snprintf(room, 40, "0x%lx", (unsigned long)object_id(v));
    return room;
}

bool raise_warning(struct Task *task, PyType *category, const char *format, ...)
{
    __builtin_va_list arguments;
    __builtin_va_start(arguments, format);
    Value text = str_format_va(task, format, arguments);
    __builtin_va_end(arguments);
    Value module = text ? import_module_c(task, "_warnings") : 0, name = module ? str_intern_c(task, "warn") : 0;
    Value warn = name ? object_get_attr(task, module, name) : 0;
    return warn && call_two(task, warn, text, (Value)category);
}
