/* Seconds given by Python code, as nanoseconds: sleep, lock timeouts, select. */
#ifndef PYLLC_MODULES_DURATIONS_H
#define PYLLC_MODULES_DURATIONS_H

#include "runtime/object/object.h"

/* An int or float, rounded away from zero. False: OverflowError, ValueError or TypeError is set. */
RT bool seconds_to_nanoseconds(TASK, Value seconds, int64_t *nanoseconds);

/* time.sleep(seconds). */
RT Value thread_sleep(TASK, Value seconds);

#endif
