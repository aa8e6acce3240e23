/* For the files that define a builtin type: static names, method tables from NAME.def rows,
   and the head of a PyType. A type's file reads:

     METHOD_TABLE_BEGIN(list)
     #include "runtime/types/list.def"
     METHOD_TABLE_END
     DEFINE_TYPE(list, "list", .basic_size = sizeof(PyList), .methods = list_methods, ...);

   Rows: METHOD(name, "signature", function, RETURNS, FAILS, "doc"), and the same with
   CLASS_METHOD and STATIC_METHOD. Every method function has the C type
   RT Value f(TASK, Value self, ... one Value for each parameter). */
#ifndef PYLLC_TYPES_DEFINE_TYPE_H
#define PYLLC_TYPES_DEFINE_TYPE_H

#include "runtime/object/object.h"

#define STATIC_STR(symbol, literal)                                                         \
    PyStr symbol = {.head = {&shape_str}, .length = sizeof(literal) - 1, .data = (void *)(literal), \
                    .width = 1, .flags = STR_ASCII}

#define METHOD_TABLE_BEGIN(id) static const MethodDef id##_methods[] = {
#define METHOD(id, text, fn, returns, fails, documentation) \
    {.name = #id, .signature = text, .doc = documentation, .function = (void *)(fn), .kind = METHOD_INSTANCE},
#define CLASS_METHOD(id, text, fn, returns, fails, documentation) \
    {.name = #id, .signature = text, .doc = documentation, .function = (void *)(fn), .kind = METHOD_CLASS},
#define STATIC_METHOD(id, text, fn, returns, fails, documentation) \
    {.name = #id, .signature = text, .doc = documentation, .function = (void *)(fn), .kind = METHOD_STATIC},
#define METHOD_TABLE_END {.name = NULL}};

/* The static PyType and the shape of its instances. in_module: an interned name. */
#define DEFINE_TYPE_IN(in_module, id, text, ...)                                            \
    static STATIC_STR(type_name_##id, text);                                                \
    Shape shape_##id = {.type = &type_##id};                                                \
    PyType type_##id ROOT = {.call = {{&shape_type}, NULL}, .name = {(Value)&type_name_##id}, \
                             .qualname = {(Value)&type_name_##id}, .module = {in_module},   \
                             .instance_shape = &shape_##id, __VA_ARGS__}
#define DEFINE_TYPE(id, text, ...) DEFINE_TYPE_IN(NAME(builtins), id, text, __VA_ARGS__)

#endif
