/* The driver: finds a program's modules, compiles what the cache lacks, links, runs.

   pyllc.c     the command line
   program.c   from a script to all modules that it can reach; search path
   imports.c   the import statements of one module
   cache.c     keys, files and run records of the cache
   build.c     compile jobs, the manifest, the link
   profile.c   the profile that a build uses, cut into slices per module */
#ifndef PYLLC_DRIVER_H
#define PYLLC_DRIVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "frontend/base/arena.h"

/* ---- what the user asked for -------------------------------------------------------------- */

typedef enum { MAIN_SCRIPT, MAIN_COMMAND, MAIN_MODULE } MainKind;

typedef struct Options {
    MainKind kind;
    const char *main;               /* script as given, text of -c, or name of -m */
    const char *emit;               /* stage to show; NULL: none */
    const char *output;
    const char *dump_after, *skip;
    const char *profile;            /* file of --profile-use; NULL: none */
    bool counts;                    /* --profile-generate */
    bool no_optimise, is_verbose, is_timed, is_interpreted, only_cached_modules;
    const char *flags, *warn_options, *x_options;   /* of python: letters; -W and -X, a line each; or NULL */
    bool ignores_environment, is_isolated;
    bool is_run;                    /* the program is started at once */
    VEC(const char *) include;      /* modules to add that no import statement names */
} Options;

/* ---- program.c ------------------------------------------------------------------------------ */

typedef enum { ROOT_PROGRAM, ROOT_STDLIB, ROOT_PATH } RootKind;
typedef struct Root { RootKind kind; const char *path; } Root;

typedef enum { MODULE_SOURCE, MODULE_NATIVE, MODULE_NAMESPACE, MODULE_BROKEN } ModuleKind;

/* ---- imports.c ------------------------------------------------------------------------------- */

typedef struct Import {
    const char *module;             /* absolute dotted name; "" never */
    VEC(const char *) names;        /* of `from module import names`: possibly submodules */
    bool is_lazy;                   /* inside a function: runs later, or never */
} Import;
typedef struct { Import *items; size_t count, capacity; } Imports;

typedef struct Module {
    ModuleKind kind;
    const char *name;               /* dotted */
    const char *file;               /* absolute; NULL without source */
    const char *relative;           /* the file's (namespace: the folder's) name inside its root */
    uint32_t root;
    bool is_package;
    const char *text; size_t length;/* of the source file, as read */
    int64_t modified, size;         /* of the file, when read */
    const char *object;             /* its cache key */
    VEC(const char *) c_headers;    /* of the C libraries that it imports, and what they are linked with */
    VEC(const char *) c_files;
    Imports imports;
    bool is_scanned, follows_lazy, followed_lazy;
    bool is_internal;               /* of the import system: tracebacks leave it out, it has no file for the program */
} Module;

/* What the module's statements import, at any depth. False after a syntax error (not printed). */
bool imports_of(const Module *module, bool is_main, Arena *arena, Imports *imports);

typedef struct Program {
    Arena *arena;
    const Options *options;
    VEC(Root) roots;                /* in the order of the search path */
    VEC(Module) modules;            /* [0] is __main__ */
    VEC(const char *) absent;       /* files that must stay absent for the same modules to be found */
    const struct Profile *profile;  /* NULL: none */
    uint64_t hot_total;
    const char *script;             /* absolute path of the main script; NULL for -c */
} Program;

/* NULL with a message on stderr when there is no such script or module. */
Program *program_find(const Options *options, Arena *arena);
/* Adds importlib's parts and what they import, if they are not there. */
void program_add_import_system(Program *program);
const char *program_stdlib(void);
char *current_folder(Arena *arena);
char *absolute_path(Arena *arena, const char *path);
char *folder_of(Arena *arena, const char *path);
char *read_whole(Arena *arena, const char *path, size_t *length);   /* NULL when it cannot be read */

/* ---- cache.c ----------------------------------------------------------------------------------- */

typedef struct Hash { char text[33]; } Hash;      /* 128 bits of SHA-256, in hexadecimal */
typedef struct Hasher Hasher;
Hasher *hasher_new(Arena *arena);
void hasher_add(Hasher *h, const void *data, size_t length);
void hasher_add_text(Hasher *h, const char *text);          /* with its end */
Hash hasher_done(Hasher *h);

const char *cache_folder(Arena *arena);
const char *tool_folder(Arena *arena);            /* where pyllc is: pyllc-compile and lib/ are beside it */
Hash cache_compiler_id(Arena *arena);             /* of pyllc-compile and the fast paths */
Hash cache_runtime_id(Arena *arena);              /* of all that is linked */
const char *cache_object(Arena *arena, const char *key);
const char *cache_c_imports(Arena *arena, const char *key);
const char *cache_executable(Arena *arena, const char *key);
Hash cache_run_key(const Options *options, Arena *arena);
/* The executable of an earlier run, when nothing it was made from has changed; else NULL. */
const char *cache_find_run(const Options *options, Arena *arena);
void cache_store_run(const Program *program, const char *executable);
const char *cache_new_temporary(Arena *arena, const char *name);    /* a path inside the cache */
int cache_command(int argc, char **argv);

/* ---- profile.c ---------------------------------------------------------------------------------- */

/* Reads the profile that the options name. False, with a message, when it is no good for this program. */
bool profile_load(Program *program);
/* What the compile job of a module reads; NULL: nothing is known about it. */
const char *profile_slice(const Program *program, const Module *module);
/* After all modules are there: says which functions were left out; false when all were. */
bool profile_report(Program *program);
const char *profile_report_name(Arena *arena, const char *object);

/* ---- build.c ------------------------------------------------------------------------------------- */

/* Compiles what is missing. False when the main module does not compile. */
bool build_modules(Program *program);
/* Links; NULL after an error. Output NULL: into the cache. */
const char *build_executable(Program *program, const char *output);
/* Shows one stage of the main module (or of `dump --after`). Exit status. */
int build_show(Program *program, const Options *options);
int run_process(const char *const *argv, const char *folder);      /* exit status, -1 */

#endif
