/* The link: ld.lld over a program's objects, the manifest and the runtime. Links no LLVM itself. */
#ifndef PYLLC_IRGEN_LINK_H
#define PYLLC_IRGEN_LINK_H

#include <stdbool.h>
#include <stddef.h>
#include "frontend/base/arena.h"

typedef struct LinkJob {
    const char *library_folder;     /* has link-begin.rsp and link-end.rsp */
    const char *folder;             /* where `manifest` is and `output` goes */
    const char *output;
    const char *const *objects; size_t object_count;
    const char *const *symbols; size_t symbol_count;        /* that the runtime's archives are to supply */
    const char *const *libraries; size_t library_count;     /* that imported C functions are in */
} LinkJob;

/* run: starts a process in a folder and gives its exit status. */
bool link_executable(const LinkJob *job, int (*run)(const char *const *argv, const char *folder), Arena *arena);

#endif
