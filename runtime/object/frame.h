/* Frame objects: a position, and what can be said about it. Compiled functions keep no map of
   their locals, so f_locals is empty but for module code. */
#ifndef PYLLC_OBJECT_FRAME_H
#define PYLLC_OBJECT_FRAME_H

#include "runtime/object/object.h"

typedef struct PyFrame {
    Object head;
    const Position *position;
    Slot back;                           /* the caller's frame, or zero */
    Slot code;                           /* once asked for, or zero */
} PyFrame;

RT Value frame_new(TASK, const Position *position, Value back);
/* f_lasti: the number of the frame's position in its code's co_positions(). */
RT Value frame_instruction(TASK, Value frame);
/* The Python functions that are running on this task's stack: the depth-th from the innermost,
   found by its frame pointers and return addresses. NULL when there are not so many. */
const CodeInfo *frame_code(int64_t depth) __attribute__((noinline));
/* sys._getframe(depth): a frame with its callers behind it; VALUE_UNBOUND when the stack is not so deep. */
RT Value frame_current(TASK, int64_t depth) __attribute__((noinline));
/* Set by the interpreter: the code that it runs in the frame, when the address is its own; and the line. */
extern const CodeInfo *(*hook_interpreted_frame)(const uintptr_t *frame, uintptr_t address, int32_t *line);
/* globals() of the innermost Python function; zero without exception when none runs. */
RT Value frame_globals(TASK) __attribute__((noinline));

#endif
