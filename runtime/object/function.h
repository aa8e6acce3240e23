/* Python functions, their code objects and cells. */
#ifndef PYLLC_OBJECT_FUNCTION_H
#define PYLLC_OBJECT_FUNCTION_H

#include "runtime/object/object.h"

/* The Python-visible code object of a CodeInfo; one for each, made when asked for. record: how
   the code is called, so that a function can be given it (f.__code__ = ...). */
typedef struct PyCode {
    Object head;
    const CodeInfo *info;
    CallRecord *record;
    Slot filename, name, qualname;       /* replaced by code.replace(); else those of info */
    Slot positions;                      /* list of those asked for so far: what tb_lasti counts; or zero */
    int64_t first_line;
    int32_t flags;
} PyCode;

/* The number that stands for a position of the code in tb_lasti, f_lasti and co_positions(). -1: exception set. */
RT int64_t code_instruction(TASK, const Position *position);
/* A copy with other flags. */
RT Value code_with_flags(TASK, Value code, int32_t flags);

RT Value code_of(TASK, const CodeInfo *info, CallRecord *record);
void codes_start(void);
RT Value code_filename(TASK, const CodeInfo *info);

RT Value function_globals(TASK, PyFunction *function);
RT Value function_with_record(TASK, CallRecord *record, Value closure);

/* Set by the interpreter: how dynamic code is called over other globals. NULL: exception set. */
extern RT CallRecord *(*hook_record_over)(TASK, const CodeInfo *info, Value globals);

#endif
