/* The runtime entries as numbers, for whoever treats entries.def as data. */
#ifndef PYLLC_ABI_ENTRY_IDS_H
#define PYLLC_ABI_ENTRY_IDS_H

enum RtEntry {
#define ENTRY(name, result, arguments, effect, failure, stack) ENTRY_##name,
#include "runtime/abi/entries.def"
#undef ENTRY
    ENTRY_COUNT
};

#endif
