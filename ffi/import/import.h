/* C headers to declarations, by libclang. */
#ifndef PYLLC_FFI_IMPORT_H
#define PYLLC_FFI_IMPORT_H

#include "ffi/import/decl.h"

/* For hook_c_library: resolves the name (catalogue.def, pkg-config, <NAME.h>), reads all
   functions that the headers declare and looks each up in the library itself. NULL with
   *error: no such library, no header, or a header that does not compile. */
CLibrary *c_library_read(Arena *arena, const char *name, const char **error);

#endif
