/* Modules: module objects over cells, sys.modules, imports, and the modules written in C.

   The names of a module live in cells. A compiled module has a static cell for each global
   name its code uses (ModuleInfo); other names get heap cells. A module's __dict__ is a dict
   whose storage is the module (dict_storage.h). */
#ifndef PYLLC_OBJECT_MODULE_H
#define PYLLC_OBJECT_MODULE_H

#include "runtime/object/object.h"

/* A module written in C: `const NativeModule module_NAME`, and a row in runtime/modules/modules.def.
   functions: METHOD rows of a .def file, whose signatures have no self (builtin.h). init adds
   constants, types and whatever else, with module_set; it may be NULL. */
typedef struct NativeModule {
    const char *name;
    const char *doc;
    const MethodDef *functions;
    RT bool (*init)(TASK, Value module);
} NativeModule;

extern const NativeModule *const native_modules_all[];   /* modules/all_modules.c; ends with NULL */

typedef struct PyModule {
    Object head;
    struct CellTable *names;             /* name -> cell, in order of insertion */
    struct ModuleInfo *info;             /* compiled modules; else NULL */
    const NativeModule *native;          /* modules in C; else NULL */
    Slot dict;                           /* its __dict__, once asked for */
    uint8_t lock;
} PyModule;

RT Value module_new(TASK, Value name, Value doc);        /* with __name__, __doc__, __package__, __loader__, __spec__ */
RT Value module_dict(TASK, Value module);                /* its __dict__ */
RT Value module_get(TASK, Value module, Value name);     /* VALUE_UNBOUND: absent; no __getattr__ */
RT bool module_set(TASK, Value module, Value name, Value value);
RT bool module_set_c(TASK, Value module, const char *name, Value value);
RT bool module_set_type(TASK, Value module, PyType *type);      /* under its __name__; readies it */
RT bool module_delete(TASK, Value module, Value name);          /* false: absent, nothing raised */
RT Value module_of_info(TASK, struct ModuleInfo *info);         /* the module object, made if need be */
/* What a new function or class says in __module__; __globals__ of a function. */
RT Value module_info_globals(TASK, struct ModuleInfo *info);
/* Globals in a dict (dynamic code), mapping_names.c: then its __builtins__, else NameError. */
RT Value dict_global_load(TASK, Value globals, Value name);
RT bool dict_global_delete(TASK, Value globals, Value name);

/* sys.modules (a dict). */
Value modules_dict(void);
/* `import name` without from-list, giving the module named last (not the first package). */
RT Value import_module(TASK, Value name);
RT Value import_module_c(TASK, const char *name);
/* __import__: names the from-list or None. globals: dict, for relative names. */
RT Value import_with_globals(TASK, Value name, Value names, int64_t level, Value globals);
RT Value import_resolve(TASK, Value name, int64_t level, Value globals);
RT bool modules_start(TASK);                              /* sys.modules; by object_start */
/* Says that sys.path, a list, is what the program was built for. */
RT bool import_remember_path(TASK, Value path);
bool module_is_native(Value name);
/* The module in C of that name, entered in sys.modules; VALUE_UNBOUND: there is none. */
RT Value module_native(TASK, Value name);
/* Set at start: waits a moment for another task; false: exception set. */
extern RT bool (*hook_import_pause)(TASK);
/* The first instance of a compiled module, not run and not in sys.modules; VALUE_UNBOUND: there is one already, or no
   such code. Runs a first instance's body, also again (reload). */
RT Value module_make_compiled(TASK, Value name);
RT bool module_run(TASK, Value module);
/* Runs the program's main module (compiled as __main__). */
RT Value module_run_main(TASK, struct ModuleInfo *info);
/* The module of compiled code with that dotted name, or NULL. */
struct ModuleInfo *module_find_compiled(Value name);

/* A later folder (the interpreter, importlib) may provide modules: gives zero with no exception
   when it knows none. */
extern RT Value (*hook_import_other)(TASK, Value name);
/* Set by the interpreter: a module loaded from source, NULL when there is none. Its body is called with
   the ModuleInfo as callee. */
extern RT struct ModuleInfo *(*hook_find_module)(TASK, Value name);
RT struct ModuleInfo *module_find_main(TASK);               /* __main__; NULL, perhaps with an exception */

#endif
