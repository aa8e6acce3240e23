/* Builtin functions, methods and types: how C declares them.

   Methods. types/NAME.def holds rows

     METHOD(append, "(self, item, /)", list_append, NONE, RAISES, "Add item at the end.")

   (CLASS_METHOD and STATIC_METHOD for the other kinds), which types/NAME.c turns into a table by
   METHOD_TABLE_BEGIN and METHOD_TABLE_END (types/define_type.h).

   The C function is `RT Value f(TASK, Value self, Value parameter, ...)`: one word for each
   parameter of the signature, in its order, keyword-only ones included; a missing one is the
   default that the signature names. Defaults may be None, True, False, integers, floats, short
   strings in single quotes (''), (), Ellipsis, or <unset>, which arrives as VALUE_UNBOUND and is
   not shown. *args arrives as a tuple, **kwargs as a dict. The result is a Value always (NONE:
   VALUE_NONE); zero means that it failed. `self` is of the type or a subclass: this is checked.
   A class method gets the class as its first word, a static method and a module's function
   only their parameters (their signatures have no self).

   For the compiler the columns say the result's type (NONE, BOOL, INT, FLOAT, STR, BYTES, TUPLE, LIST,
   DICT, SET, or OBJ) and RAISES or NEVER.

   Special methods (__len__, __add__, ...) are no rows: filling the slot in PyType.slots
   makes them (object/slots.def). Rows are for what is no slot: __reversed__, __reduce__, __sizeof__,
   __format__, __class_getitem__ (CLASS_METHOD) and so on.

   Types. NAME.c uses DEFINE_TYPE (types/define_type.h), or, with a dotted name and a docstring,

     BUILTIN_TYPE(list, "list", PyList,
         .flags = TYPE_FLAG_BASE | TYPE_FLAG_LIST_SUBCLASS | TYPE_FLAG_SEQUENCE,
         .c_doc = "...",                                   // may start with a text signature: "(iterable=(), /)\n--\n\n..."
         .methods = methods, .getsets = getsets, .members = members,
         .slots = {.repr = list_repr, .length = list_len, .new_ = list_make, .init = list_init})

   which defines type_list and shape_list. The name may be dotted ("collections.deque"): __module__
   comes from it, else it is builtins. .base defaults to object. A type in types.def is readied at
   start; others by type_ready in their module's init. An instance made by C is
   object_alloc(task, type, extra): of the very type passed to new_, which may be a subclass.
   A type without .new_ cannot be created from Python unless its base can ("cannot create 'x' instances");
   .new_ = object_new_entry is object's own. A type with variable size (item_size != 0) keeps
   its count in the word after the head (tuple, int); an attribute of a subclass's instance follows the items.

   Arguments of new_ and init: SIGNATURE and bind_arguments below. */
#ifndef PYLLC_OBJECT_BUILTIN_H
#define PYLLC_OBJECT_BUILTIN_H

#include "runtime/object/object.h"
#include "runtime/types/define_type.h"

#define BUILTIN_TYPE(id, python_name, Struct, ...)                                     \
    Shape shape_##id = {.type = &type_##id};                                           \
    ROOT PyType type_##id = {.call = {.head = {&shape_type}}, .c_name = python_name,    \
                             .basic_size = sizeof(Struct), .instance_shape = &shape_##id, __VA_ARGS__};

/* One parameter list, parsed from text on first use. */
typedef enum { PARAMETER_POSITIONAL_ONLY, PARAMETER_EITHER, PARAMETER_KEYWORD_ONLY,
               PARAMETER_VARARGS, PARAMETER_VARKEYWORDS } ParameterKind;
typedef struct SignatureParameter {
    Slot name;                            /* interned */
    Slot fallback;                        /* zero: required */
    ParameterKind kind;
} SignatureParameter;
typedef struct Signature {
    const char *function_name;            /* in messages: "sort", "list.append" */
    const char *text;                     /* "(iterable=(), /)"; without self */
    SignatureParameter *parameters;       /* NULL until first used */
    int32_t count, positional, positional_only, required;   /* positional counts both sorts; required of these */
    int32_t keyword_only;
    int32_t varargs, varkeywords;         /* index, or -1 */
} Signature;
#define SIGNATURE(function_name, text) {function_name, text, NULL, 0, 0, 0, 0, 0, -1, -1}

/* Puts one word for each parameter into out; TypeError with CPython's words when they do not fit.
     static ROOT Signature signature = SIGNATURE("list", "(iterable=<unset>, /)");
     Value out[1];
     if (!bind_arguments(task, &signature, args, nargs, kwnames, out)) return 0; */
RT bool bind_arguments(TASK, Signature *signature, const Value *args, int64_t nargs, Value kwnames, Value *out);
/* TypeError unless nargs lies in least..most and there are no keywords ("tuple expected at most 1 argument, got 2"). */
RT bool check_positional(TASK, const char *name, int64_t nargs, Value kwnames, int64_t least, int64_t most);

/* What a function in C has once: binding it to a self makes a small object that shares this. */
typedef struct BuiltinCode {
    Signature signature;
    CallRecord record;                    /* of the function or descriptor */
    CallRecord bound;                     /* of what is bound to a self */
} BuiltinCode;
/* A function or method in C: builtin_function, method_descriptor, classmethod_descriptor. */
typedef struct PyBuiltin {
    Callable call;
    const MethodDef *def;
    Slot self;                            /* module, bound object or class, or zero */
    Slot module;                          /* str or zero */
    PyType *owner;                        /* class that defines a method; NULL: a function */
    Slot name;
    BuiltinCode *code;
} PyBuiltin;

/* A module-level function (module: str or VALUE_NONE). */
RT Value builtin_function_new(TASK, const MethodDef *def, Value self, Value module);
RT Value builtin_method_new(TASK, const MethodDef *def, PyType *owner);   /* what a class holds */
RT Value builtin_bind(TASK, Value method, Value self);                    /* method bound to self */

/* object.__new__ as a slot. */
RT Value object_new_entry(TASK, Value cls, Value *args, int64_t nargs, Value kwnames);

/* Calls a direct entry with `count` words, of any number. */
RT Value call_words(TASK, void *direct, const Value *words, int64_t count);

#endif
