/* Exception objects: the C structs that exceptions.def names. */
#ifndef PYLLC_OBJECT_EXCEPTIONS_H
#define PYLLC_OBJECT_EXCEPTIONS_H

#include "runtime/object/object.h"

typedef struct PyException {
    Object head;
    Slot args;                       /* tuple */
    Slot traceback;                  /* PyTraceback, or zero */
    Slot context, cause;             /* exceptions, or zero */
    bool suppress_context;
} PyException;

typedef struct PyStopIteration { PyException base; Slot value; } PyStopIteration;
typedef struct PySystemExit { PyException base; Slot code; } PySystemExit;
typedef struct PyAttributeError { PyException base; Slot name, object; } PyAttributeError;
typedef struct PyNameError { PyException base; Slot name; } PyNameError;
typedef struct PyImportError { PyException base; Slot message, name, path; } PyImportError;
typedef struct PyOSError { PyException base; Slot number, text, file_name, file_name2, written; } PyOSError;
typedef struct PySyntaxError {
    PyException base;
    Slot message, file_name, line, offset, end_line, end_offset, text, print_file_and_line;
} PySyntaxError;
typedef struct PyUnicodeError { PyException base; Slot encoding, object, start, end, reason; } PyUnicodeError;
typedef struct PyExceptionGroup { PyException base; Slot message, exceptions; } PyExceptionGroup;
/* Structs of their own name only because their classes have methods of their own. */
typedef PyException PyBaseException, PyKeyError;
typedef PyUnicodeError PyUnicodeDecodeError, PyUnicodeEncodeError, PyUnicodeTranslateError;
typedef PyExceptionGroup PyBaseExceptionGroup;

RT bool memory_errors_start(TASK);
Value memory_error_spare(void);          /* one of a few that exist from the start */
ALWAYS_INLINE PyException *exception_of(Value v) { return (PyException *)v; }

/* What the class table (exceptions.c) takes from the files of the special classes. */
extern const MethodDef exception_group_methods[];
extern const MemberDef exception_group_members[];
RT Value exception_group_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames);
RT int exception_group_init(TASK, Value self, Value *args, int64_t nargs, Value kwnames);
RT Value exception_group_str(TASK, Value self);
RT Value os_error_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames);
RT int os_error_init(TASK, Value self, Value *args, int64_t nargs, Value kwnames);
RT Value os_error_str(TASK, Value self);

/* OSError (or the subclass that the number means) with strerror's text and up to two file names (or zero). */
RT Value raise_os_error(TASK, int number, Value file_name, Value file_name2);
/* self.args = args; TypeError for keywords. */
RT bool exception_set_args(TASK, Value self, const Value *args, int64_t nargs, Value kwnames);
void exception_set_cause(Value self, Value cause);           /* VALUE_NONE: none, and no context shown */

#endif
