/* The profile that a program built with --profile-generate writes at its end. */
#ifndef PYLLC_PROFILE_H
#define PYLLC_PROFILE_H

#include <stdbool.h>

/* Decides the file: PYLLC_PROFILE, else the executable's name with .pyprof behind it. Started by
   the driver, which sets that variable itself, the program shall not see it. */
void profile_start(bool hides_variable);
/* Writes the file, once; a message on stderr when that fails. Nothing in a program without counters. */
void profile_write(void);

#endif
