/* Raising exceptions that know what was looked for. */
#ifndef PYLLC_OBJECT_ERRORS_H
#define PYLLC_OBJECT_ERRORS_H

#include "runtime/object/object.h"

/* As raise_error, with name and obj (AttributeError), name (NameError), name and path (ImportError, zero: None). */
Value raise_attribute_error(struct Task *task, Value object, Value name, const char *format, ...) __attribute__((cold));
/* An AttributeError that code raised while this attribute was looked up learns of it, if it does not say itself. Gives zero. */
Value attribute_error_about(struct Task *task, Value object, Value name);
Value raise_name_error(struct Task *task, PyType *type, Value name, const char *format, ...) __attribute__((cold));
Value raise_import_error(struct Task *task, PyType *type, Value name, Value path, const char *format, ...) __attribute__((cold));

/* Issues a warning about the running Python function; false when the filters make it an error. */
/* Ends the warning about a method that gave an instance of a subclass. */
#define STRICT_SUBCLASS(name) ".  The ability to return an instance of a strict subclass of " name \
                              " is deprecated, and may be removed in a future version of Python."
bool raise_warning(struct Task *task, PyType *category, const char *format, ...) __attribute__((cold, warn_unused_result));

/* "0x7f..." into room for 40 characters. */
const char *format_address(char *room, Value v);
/* X | Y of classes. */
RT Value union_of(TASK, Value left, Value right);
RT Value cell_new(TASK, Value content);              /* VALUE_UNBOUND: empty */
RT Value callable_call(TASK, Value self, Value *args, int64_t nargs, Value kwnames);   /* call slot of Callable */
/* Is the module of that name being imported (and so not complete)? */
bool import_is_running(Value name);

#endif
