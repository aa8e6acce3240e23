/* What the driver recorded about the program (irgen/README.md): where modules come from. */
#ifndef PYLLC_MODULES_MANIFEST_H
#define PYLLC_MODULES_MANIFEST_H

#include "runtime/object/object.h"

/* script: an absolute path, or the folder for -c and -m; NULL in a built executable, whose own
   folder counts. Sets the hooks for file names and for modules without code. */
void manifest_start(const char *script);
/* sys.path. */
RT Value manifest_search_path(TASK);
/* sys.argv[0], given what the command line has; the main module's file for -m. */
RT Value manifest_main_argument(TASK, Value given);
/* Was the source of a compiled module in that folder? */
bool manifest_has_folder(const char *folder);

#endif
