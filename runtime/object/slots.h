/* The table of special methods (slots.def) as data. */
#ifndef PYLLC_OBJECT_SLOTS_H
#define PYLLC_OBJECT_SLOTS_H

#include "runtime/object/descriptors.h"

typedef struct SlotDef {
    Value name;
    const char *text;                    /* the name in C */
    size_t field;                        /* word of TypeSlots */
    /* Calls the slot as the method does; args without self. */
    RT Value (*wrap)(TASK, const struct SlotDef *def, void *slot, Value self, Value *args, int64_t nargs, Value kwnames);
    void *dispatch;
    int number;
    const char *signature, *doc;
} SlotDef;

extern const SlotDef slot_defs[];        /* ends with name zero */
ALWAYS_INLINE void *slot_function(const PyType *type, const SlotDef *def) { return ((void *const *)&type->slots)[def->field]; }

#endif
