/* Exception objects: the C structs that exceptions.def names. */
#ifndef PYLLC_OBJECT_EXCEPTIONS_H
#define PYLLC_OBJECT_EXCEPTIONS_H

#include "runtime/object/object.h"

typedef struct PyException {
    Object head;
    Slot args;                       /* tuple */
    Slot traceback;                  /* PyTraceback, or zero */
    Slot context, cause;             /* exceptions, or zero */
    Slot notes;                      /* list (__notes__), or zero */
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

ALWAYS_INLINE PyException *exception_of(Value v) { return (PyException *)v; }

#endif
