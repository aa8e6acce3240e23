/* _signal: what its two files share.

   signal.c         handlers, raising, timers, the module
   signal_masks.c   sets of signals: blocking, waiting */
#ifndef PYLLC_MODULES_SIGNAL_INTERNAL_H
#define PYLLC_MODULES_SIGNAL_INTERNAL_H

#include "runtime/modules/posix.h"
#include "runtime/sched/sched.h"

enum { SIGNAL_LIMIT = 65 };              /* one above the highest number */

extern PyType type_struct_siginfo;
extern Shape shape_struct_siginfo;
extern const GetSetDef siginfo_fields[];

/* ValueError "signal number out of range" */
RT bool signal_number(TASK, Value v, int *number);
/* Runs handlers of what has arrived, on the main task. False: one raised. */
RT bool signals_run(TASK);

RT Value signal_pthread_sigmask(TASK, Value how, Value mask);
RT Value signal_sigpending(TASK);
RT Value signal_sigwait(TASK, Value set);
RT Value signal_sigwaitinfo(TASK, Value set);
RT Value signal_sigtimedwait(TASK, Value set, Value timeout);
RT Value signal_valid_signals(TASK);
RT Value signal_pause(TASK);

#endif
