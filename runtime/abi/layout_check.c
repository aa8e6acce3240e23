/* The offsets that irgen relies on when it emits static data. A field that moves fails here
   rather than in compiled programs. */
#include "runtime/abi/layout.h"

#define AT(Type, field, offset) _Static_assert(offsetof(Type, field) == (offset), #Type "." #field)
#define SIZE(Type, size) _Static_assert(sizeof(Type) == (size), #Type)

AT(Task, limit, 0); AT(Task, exception, 8); AT(Task, handled, 16); AT(Task, processor, 24);
AT(CodeInfo, module, 0); AT(CodeInfo, name, 8); AT(CodeInfo, qualname, 16); AT(CodeInfo, varnames, 24);
AT(CodeInfo, freevars, 32); AT(CodeInfo, docstring, 40); AT(CodeInfo, argcount, 48); AT(CodeInfo, posonlyargcount, 52);
AT(CodeInfo, kwonlyargcount, 56); AT(CodeInfo, flags, 60); AT(CodeInfo, first_line, 64); AT(CodeInfo, parameter_count, 68);
SIZE(CodeInfo, 72);
AT(Position, code, 0); AT(Position, line, 8); AT(Position, end_line, 12); AT(Position, column, 16); AT(Position, end_column, 20);
SIZE(Position, 24);
AT(CallRecord, direct, 0); AT(CallRecord, general, 8); AT(CallRecord, code, 16); AT(CallRecord, defaults, 24);
AT(CallRecord, kwdefaults, 32); AT(CallRecord, arity, 40); AT(CallRecord, flags, 44); SIZE(CallRecord, 48);
AT(Callable, record, 8); AT(PyFunction, closure, 16);
AT(PyInt, size, 8); AT(PyInt, limbs, 16); AT(PyFloat, value, 8);
AT(PyStr, hash, 8); AT(PyStr, length, 16); AT(PyStr, data, 24); AT(PyStr, width, 32); AT(PyStr, flags, 33); SIZE(PyStr, 48);
AT(PyBytes, hash, 8); AT(PyBytes, length, 16); AT(PyBytes, data, 24);
AT(PyTuple, size, 8); AT(PyTuple, items, 16);
AT(ModuleInfo, name, 0); AT(ModuleInfo, body, 8); AT(ModuleInfo, cells, 16); AT(ModuleInfo, cell_names, 24);
AT(ModuleInfo, cell_count, 32); AT(ModuleInfo, is_package, 40); AT(ModuleInfo, code, 48); AT(ModuleInfo, module, 56);
