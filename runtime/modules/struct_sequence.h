/* Tuples whose items have names: time.struct_time, os.stat_result, sys.version_info.

   A type is a BUILTIN_TYPE over PyTuple made by STRUCT_TYPE, with a GetSetDef row for each field
   in order: {"tm_year", struct_field_0, NULL, "doc"}. Fields beyond the visible ones stand behind
   the items. */
#ifndef PYLLC_MODULES_STRUCT_SEQUENCE_H
#define PYLLC_MODULES_STRUCT_SEQUENCE_H

#include "runtime/object/builtin.h"

#define STRUCT_FIELD(n) RT Value struct_field_##n(TASK, Value self);
#define STRUCT_FIELDS                                                                                                \
    STRUCT_FIELD(0) STRUCT_FIELD(1) STRUCT_FIELD(2) STRUCT_FIELD(3) STRUCT_FIELD(4) STRUCT_FIELD(5) STRUCT_FIELD(6)    \
    STRUCT_FIELD(7) STRUCT_FIELD(8) STRUCT_FIELD(9) STRUCT_FIELD(10) STRUCT_FIELD(11) STRUCT_FIELD(12) STRUCT_FIELD(13) \
    STRUCT_FIELD(14) STRUCT_FIELD(15) STRUCT_FIELD(16) STRUCT_FIELD(17) STRUCT_FIELD(18) STRUCT_FIELD(19)
STRUCT_FIELDS
#undef STRUCT_FIELD

extern const MethodDef struct_methods[];
RT Value struct_repr(TASK, Value self);
RT Value struct_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames);
RT Value struct_cannot_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames);

#define STRUCT_TYPE(id, python_name, fields, documentation, make)                                                  \
    extern PyType type_##id;                                                                                       \
    extern Shape shape_##id;                                                                                       \
    BUILTIN_TYPE(id, python_name, PyTuple, .base = &type_tuple, .item_size = sizeof(Slot),                          \
                 .flags = TYPE_FLAG_TUPLE_SUBCLASS | TYPE_FLAG_SEQUENCE, .methods = struct_methods, .getsets = fields, \
                 .c_doc = documentation, .slots = {.repr = struct_repr, .new_ = make})

/* Readies the type and puts it into the module (zero: into none); visible: how many fields are items. */
RT bool struct_ready(TASK, PyType *type, int visible, Value module);
/* The same, where the last `unnamed` visible items have no row. */
RT bool struct_ready_unnamed(TASK, PyType *type, int visible, int unnamed, Value module);
/* words: all fields, hidden ones included. A zero word among them means that making it failed. */
RT Value struct_new(TASK, PyType *type, const Value *words);

#endif
