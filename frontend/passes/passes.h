/* The passes over PIR. passes_run runs the table of passes.c over every function of a module. */
#ifndef PYLLC_PASSES_H
#define PYLLC_PASSES_H

#include <stdbool.h>
#include <stdio.h>
#include "frontend/pir/pir.h"

typedef struct PassOptions {
    const char *dump_after;      /* print the module after this pass; "lower": before the first */
    const char *skip;            /* comma-separated names of OPTIONAL passes to leave out */
    const char *only;            /* run just this pass (tests) */
    bool optimize;               /* false: only what correctness needs */
    bool profile;                /* add counters */
    bool time;                   /* print seconds per pass to stderr */
    bool verify;                 /* after every pass; a failure is a bug() that names pass and function */
    FILE *dump_to;               /* NULL: stdout */
} PassOptions;

/* False when an option names no pass, or skips a required one (message on stderr). */
bool passes_run(PirModule *module, const PassOptions *options);
const char *passes_name(int index);          /* NULL after the last: for --help and tests */

/* Before passes_run: sets weights, hot and cold from what was counted in an earlier run. */
struct ProfileModule;
typedef struct ProfileUse {
    size_t matched;                              /* functions */
    VEC(const char *) changed;                   /* qualified names without a function of that text */
} ProfileUse;
ProfileUse profile_use(PirModule *module, const struct ProfileModule *profile, uint64_t hot_total);

#endif
