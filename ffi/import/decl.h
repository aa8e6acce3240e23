/* Declarations of C functions, as plain data: what ffi/import reads from headers, PIR carries,
   irgen emits as static objects and ffi/call makes calls from. No libclang types.

   Text. A declaration is one line, so that it can be kept in a file or in PIR text:
       crc32 crc32 libz.so.1 - u64 3 u64:crc data:buf u32:len uLong crc32(uLong crc, const Bytef *buf, uInt len)
   name, symbol, shared object, flags (- none, l leaf), result, number of parameters, parameters
   (type:name, the name may be empty), prototype. An import is `library LIBRARY` and its
   declarations, each on a line. */
#ifndef PYLLC_FFI_DECL_H
#define PYLLC_FFI_DECL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "frontend/base/arena.h"

typedef enum CKind {
#define C_TYPE(id, text, shown, low, high) C_##id,
#include "ffi/import/types.def"
#undef C_TYPE
    C_KIND_COUNT
} CKind;

typedef struct CParameter {
    const char *name;                /* "" when the header gives none */
    int64_t kind;                    /* CKind */
} CParameter;

enum { C_LEAF = 1 };                 /* does not block, does not call back, needs under 4 KB of stack */

/* irgen mirrors this field by field (irgen/c_import.c). */
typedef struct CDecl {
    const char *name;                /* in Python */
    const char *symbol;
    const char *shared;              /* soname of the shared object that has it */
    const char *prototype;           /* as C writes it: __doc__ */
    const CParameter *parameters;
    int32_t parameter_count;
    int32_t flags;                   /* C_LEAF */
    int64_t result;                  /* CKind */
} CDecl;

/* What one import statement needs of a library. */
typedef struct CImport {
    const char *library;             /* __c__.LIBRARY */
    const CDecl *const *functions;
    void *const *natives;            /* direct entry of each, made by irgen; NULL: called through libffi */
    int64_t count;
} CImport;

enum { C_PARAMETERS_MAX = 24 };      /* functions with more are not imported */

static inline bool c_is_integer(int64_t kind) { return kind >= C_BOOL && kind <= C_U64; }
static inline bool c_is_borrowed(int64_t kind) { return kind >= C_TEXT; }
static inline bool c_is_buffer(int64_t kind) { return kind == C_DATA || kind == C_ROOM; }

/* ---- libraries: what a compiler knows of them ----------------------------------------------- */

typedef struct CRefused { const char *name, *reason; } CRefused;

/* Text: the lines of an import, `refused NAME REASON`, `file PATH` and `header PATH`. */
typedef struct CLibrary {
    const char *name;
    VEC(CDecl *) functions;
    VEC(CRefused) refused;           /* what the headers declare but Python cannot call, and why */
    VEC(const char *) files;         /* what a program that calls it is linked with */
    VEC(const char *) headers;       /* read for it */
} CLibrary;

/* Reads a library's headers, or what was read from them; NULL with *error. Who starts the
   compiler sets it; NULL: `__c__` is a package like any other. The arena lives for ever. */
extern CLibrary *(*hook_c_library)(Arena *arena, const char *name, const char **error);

/* The library, read once. NULL with *error. */
const CLibrary *c_library(const char *name, const char **error);
/* The function, or NULL with *reason: the reason NULL says that no header declares it. */
const CDecl *c_library_find(const CLibrary *library, const char *name, const char **reason);
/* All libraries asked for so far: i from 0; NULL at the end. */
const CLibrary *c_library_at(size_t i);
char *c_library_text(Arena *arena, const CLibrary *library);
CLibrary *c_library_parse(Arena *arena, const char *text);      /* NULL: malformed */

/* ---- text ------------------------------------------------------------------------------------- */

char *c_decl_text(Arena *arena, const CDecl *decl);
char *c_import_text(Arena *arena, const CImport *import);
CDecl *c_decl_parse(Arena *arena, const char *line, size_t length);      /* NULL: malformed */
CImport *c_import_parse(Arena *arena, const char *text);

#endif
