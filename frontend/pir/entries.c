/* The table behind entries.h: entries.def with each column's words mapped to enumerators. */
#include "frontend/pir/entries.h"

#include <string.h>

#define KINDS(...) { __VA_ARGS__ }
#define COUNT(...) sizeof((uint8_t[]){ __VA_ARGS__ })
#define OBJ  ENTRY_KIND_OBJ
#define I64  ENTRY_KIND_I64
#define BOOL ENTRY_KIND_BOOL
#define PTR  ENTRY_KIND_PTR
enum { FAILURE_NEVER = 0, FAILURE_RAISES = 1 };

const EntryInfo entry_infos[ENTRY_COUNT] = {
#define ENTRY(name, result, arguments, effect, failure, stack)                                        \
    [ENTRY_##name] = { #name, ENTRY_KIND_##result, ENTRY_EFFECT_##effect, ENTRY_STACK_##stack,      \
                       FAILURE_##failure, COUNT arguments, KINDS arguments },
#include "runtime/abi/entries.def"
#undef ENTRY
};

int entry_find(const char *name)
{
    for (int i = 0; i < ENTRY_COUNT; i++)
        if (strcmp(entry_infos[i].name, name) == 0)
            return i;
    return -1;
}
