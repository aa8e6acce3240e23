/* The rows of runtime/abi/entries.def as data: what PIR, irgen and the interpreter ask about
   an entry of the runtime. Indexed by RtEntry. */
#ifndef PYLLC_PIR_ENTRIES_H
#define PYLLC_PIR_ENTRIES_H

#include <stdbool.h>
#include <stdint.h>
#include "runtime/abi/entry_ids.h"

typedef enum { ENTRY_KIND_OBJ, ENTRY_KIND_BOOL, ENTRY_KIND_TRI, ENTRY_KIND_STATUS, ENTRY_KIND_I64,
               ENTRY_KIND_PTR, ENTRY_KIND_VOID } EntryKind;
typedef enum { ENTRY_EFFECT_PURE, ENTRY_EFFECT_READS, ENTRY_EFFECT_WRITES, ENTRY_EFFECT_ANY } EntryEffect;
typedef enum { ENTRY_STACK_SMALL, ENTRY_STACK_SYSTEM, ENTRY_STACK_RECURSES, ENTRY_STACK_INLINE } EntryStack;

enum { ENTRY_MAX_ARGS = 8 };

typedef struct EntryInfo {
    const char *name;                 /* also its symbol */
    uint8_t result;                   /* EntryKind */
    uint8_t effect, stack;
    bool can_raise;
    uint8_t arg_count;
    uint8_t args[ENTRY_MAX_ARGS];     /* EntryKind: OBJ, I64, BOOL, PTR */
} EntryInfo;
extern const EntryInfo entry_infos[ENTRY_COUNT];

int entry_find(const char *name);     /* -1: none */

#endif
