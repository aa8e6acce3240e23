/* Where a library is: headers, flags, shared objects. */
#ifndef PYLLC_FFI_FIND_H
#define PYLLC_FFI_FIND_H

#include "ffi/import/decl.h"

typedef struct CPlace {
    VEC(const char *) headers;
    VEC(const char *) compile_flags;
    VEC(const char *) link_flags;    /* -lNAME, -LFOLDER */
    const char *link;                /* the same as one text, for messages */
    bool guesses_link;               /* -lNAME only if there is one */
    int32_t flags;                   /* of its functions */
} CPlace;

/* By the catalogue, pkg-config, or <NAME.h>. */
CPlace *c_place_find(Arena *arena, const char *name);

typedef struct CShared {
    VEC(const char *) files;         /* as the linker takes them */
    VEC(void *) handles;
} CShared;

/* NULL with *error. */
CShared *c_shared_open(Arena *arena, const CPlace *place, const char **error);
/* Has one of the shared objects, or libc, this symbol? *soname: which. */
bool c_shared_has(const CShared *shared, const char *symbol, const char **soname);

#endif
