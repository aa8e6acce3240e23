/* Tracebacks: a list of positions built while an exception leaves functions, and the printing
   of uncaught exceptions as CPython prints them. */
#ifndef PYLLC_OBJECT_TRACEBACK_H
#define PYLLC_OBJECT_TRACEBACK_H

#include "runtime/object/object.h"

typedef struct PyTraceback {
    Object head;
    const Position *position;        /* static, or inside the code of an interpreted function */
    Slot next;                       /* towards the raise: PyTraceback, or zero */
    Slot frame;                      /* made when asked for */
    int64_t instruction;             /* of one made by its class: tb_lasti + 1; else 0 */
} PyTraceback;

/* Prints the exception, its causes and contexts, to file (an object with write), or to
   descriptor 2 when file is None or fails. Never leaves an exception pending. */
RT void traceback_print_exception(TASK, Value exception, Value file);
/* A line of a file, without its newline; VALUE_NONE when there is none such. */
RT Value traceback_source_line(TASK, Value file_name, int64_t line);
/* The file that holds a module's source, as tracebacks name it: a str. Set by start-up. */
extern Value (*hook_source_path)(struct Task *task, struct ModuleInfo *module);

#endif
