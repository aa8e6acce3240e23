/* PIR to LLVM to an object file. A job is a process with one pipeline, since LLVM's code
   generator options are process-wide. */
#ifndef PYLLC_IRGEN_H
#define PYLLC_IRGEN_H

#include <stdbool.h>
#include <stdio.h>
#include "frontend/pir/pir.h"

typedef enum { IRGEN_WARM, IRGEN_HOT } IrgenPipeline;

/* A module may be cut into two objects, one per pipeline: the warm one has all functions that
   are not hot, and the module's data; the hot one refers to that data. */
typedef enum { IRGEN_ALL, IRGEN_WARM_PART, IRGEN_HOT_PART } IrgenPart;

/* Frames larger than the room below the stack limit: found by generating code once, then given
   to a second round, whose prologues test for that size. */
typedef struct IrgenFrame { const char *symbol; uint64_t size; } IrgenFrame;
typedef struct IrgenFrames { Arena *arena; VEC(IrgenFrame) list; } IrgenFrames;

typedef struct IrgenOptions {
    IrgenPipeline pipeline;
    IrgenPart part;
    const char *library;            /* bitcode of the inlined fast paths; NULL: call them */
    const char *debug_file;         /* name in the line tables, relative; NULL: no debug information */
    bool optimise;                  /* false: no passes at all, nothing inlined */
    IrgenFrames *frames;            /* large frames: those known are used, others found are added; NULL: none */
} IrgenOptions;

typedef struct IrModule IrModule;

/* Once per process, before anything else. */
void irgen_start(IrgenPipeline pipeline);

/* Generates and optimises. The module keeps referring to pir. */
IrModule *irgen_module(PirModule *pir, const IrgenOptions *options);
void irgen_optimise(IrModule *m);
void irgen_free(IrModule *m);

/* False with a message on stderr when the file cannot be written. */
bool irgen_write_text(IrModule *m, const char *path);        /* "-": standard output */
bool irgen_write_bitcode(IrModule *m, const char *path);
bool irgen_write_assembly(IrModule *m, const char *path);
bool irgen_write_object(IrModule *m, const char *path);

bool irgen_has_hot(const PirModule *pir);

#endif
