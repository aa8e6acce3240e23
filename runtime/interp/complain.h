/* What the front end found wrong with a text, as Python code sees it. */
#ifndef PYLLC_INTERP_COMPLAIN_H
#define PYLLC_INTERP_COMPLAIN_H

#include "frontend/base/diag.h"
#include "runtime/object/object.h"

/* Issues the warnings, then raises the first error. False with the exception set, which may be a
   warning that the filters turned into an error. An error shows its line unless the text was good and is
   gone. */
bool complain(struct Task *task, const Diagnostics *diagnostics, const char *path, bool shows_line);

#endif
