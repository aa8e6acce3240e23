/* Frame objects: a position, and what can be said about it. Compiled functions keep no map of
   their locals, so f_locals is empty but for module code. */
#ifndef PYLLC_OBJECT_FRAME_H
#define PYLLC_OBJECT_FRAME_H

#include "runtime/object/object.h"

typedef struct PyFrame {
    Object head;
    const Position *position;
    Slot back;                           /* the caller's frame, or zero */
} PyFrame;

RT Value frame_new(TASK, const Position *position, Value back);

#endif
