/* The few symbols of object/ that memory/ and sched/ use, for tests that link without it. */
#ifndef PYLLC_TEST_WEAK_OBJECT_H
#define PYLLC_TEST_WEAK_OBJECT_H
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include "runtime/object/object.h"

PyType type_RecursionError, type_MemoryError, type_KeyboardInterrupt, type_RuntimeError;

Value raise_error(struct Task *task, PyType *type, const char *format, ...)
{
    task->exception = (Value)type;
    return 0;
}

RT Value exception_new(TASK, PyType *type, Value *args, int64_t nargs) { return (Value)type; }

RT Value raise_value(TASK, Value exception)
{
    task->exception = exception;
    return 0;
}

Value memory_error_spare(void);
Value memory_error_spare(void) { return (Value)&type_MemoryError; }

#define CHECK(condition) \
    do { if (!(condition)) { printf("%s:%d: %s\n", __FILE__, __LINE__, #condition); exit(1); } } while (0)
#endif
