/* Generators and coroutines: a heap frame and a resume function.

   The pass `generators` turns a generator function into a maker and a resume function: direct
   entry (generator, sent). A suspension stores the live values in slots and gives its value
   out; resuming passes the sent word, or zero with an exception pending (throw). The resume
   function returns the yielded word, zero when an exception leaves it, or VALUE_STOP after
   generator_finish. StopIteration exists only where Python code can see it.

   A resume is claimed by compare-and-swap on `status`; who holds it RUNNING owns every other
   field but the names. */
#ifndef PYLLC_OBJECT_GENERATOR_H
#define PYLLC_OBJECT_GENERATOR_H

#include "runtime/object/object.h"

typedef enum { GENERATOR_CREATED, GENERATOR_SUSPENDED, GENERATOR_RUNNING, GENERATOR_FINISHED } GeneratorStatus;

typedef struct PyGenerator {
    Object head;
    const CodeInfo *code;
    void *resume;                    /* RT Value (*)(TASK, Value generator, Value sent, Value callee) */
    Slot name, qualname;
    Slot result;                     /* return value, once finished; result of a finished delegation before */
    Slot delegate;                   /* the iterator of a yield from or await under way, or zero */
    Slot handled;                    /* the exception it was handling when suspended, or zero */
    int64_t state;                   /* where to resume */
    int32_t status;                  /* GeneratorStatus */
    int32_t slot_count : 31;
    bool is_iterable : 1;            /* may be awaited: types.coroutine */
    Slot slots[];
} PyGenerator;

RT bool async_generators_start(TASK);
/* Attributes of all kinds of generators. */
RT Value generator_get_code(TASK, Value self);
RT Value generator_get_frame(TASK, Value self);
RT int generator_set_name(TASK, Value self, Value value);
RT int generator_set_qualname(TASK, Value self, Value value);
bool value_is_generator(Value v);    /* generator or coroutine */
/* Runs to the next yield: the item, VALUE_STOP when it returned (generator_result), or zero. */
RT Value generator_send(TASK, Value generator, Value sent);
/* The same with the pending exception thrown in. */
RT Value generator_throw(TASK, Value generator);
RT Value generator_close(TASK, Value generator);         /* None, or zero */
RT Value generator_next(TASK, Value generator);          /* type slot: item or VALUE_STOP */
Value generator_result(Value generator);                 /* VALUE_NONE unless it returned something */
/* After an iterator gave VALUE_STOP: StopIteration, with a generator's return value. */
RT Value raise_stop_of(TASK, Value iterator);

#endif
