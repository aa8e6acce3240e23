/* A profile: how often blocks of functions ran, as an instrumented program wrote it at its end
   (runtime/builtins/profile.c) and as the driver cuts it into one slice per module.

       pyllc profile 1
       module app
       function 7c0e12ab44 Shape.area
       12 34000                            an op number as lowered, and how often its block ran
       end

   A line per counter that is not zero; every function compiled with counters has its line, so one
   without counters never ran. `end` shows that the file is whole. */
#ifndef PYLLC_BASE_PROFILE_H
#define PYLLC_BASE_PROFILE_H

#include <stddef.h>
#include <stdint.h>
#include "frontend/base/arena.h"

#define PROFILE_HEADER "pyllc profile 1"

typedef struct ProfileCount { uint32_t number; uint64_t count; } ProfileCount;

typedef struct ProfileFunction {
    const char *qualname;
    uint64_t hash;                      /* PirFunc.ast_hash */
    VEC(ProfileCount) counts;
    uint64_t total;
} ProfileFunction;

typedef struct ProfileModule {
    const char *name;
    const char *text; size_t length;    /* its lines in the file, `module` included */
    VEC(ProfileFunction) functions;
} ProfileModule;

typedef struct Profile { VEC(ProfileModule) modules; uint64_t total; } Profile;

/* NULL and *error, which names file and line, when the text is not a whole profile. */
Profile *profile_parse(Arena *arena, const char *path, const char *text, size_t length, const char **error);
const ProfileModule *profile_module(const Profile *profile, const char *name);   /* NULL: not there */
/* Functions with at least this total make up most of all counts: they deserve the hot pipeline. */
uint64_t profile_hot_total(const Profile *profile, Arena *arena);

#endif
