/* Shared by the files of the import system.

   import.c          import statements; finding modules of the program and in C
   import_running.c  which modules are being imported, and by which task
   import_library.c  the library's importlib: when it takes over, and what it then does */
#ifndef PYLLC_OBJECT_IMPORT_INTERNAL_H
#define PYLLC_OBJECT_IMPORT_INTERNAL_H

#include "runtime/object/module_internal.h"

/* ---- import_running.c ---- */

typedef struct Importing Importing;
typedef enum { CLAIM_MINE, CLAIM_AGAIN, CLAIM_CYCLE, CLAIM_FAILED } ClaimResult;
/* The right to import a module. MINE: *entry is to be given to import_finish; a task may claim twice. AGAIN: another task had it and has
   finished. CYCLE: this task has it already, or waits for itself through others: take what there is. */
RT ClaimResult import_claim(TASK, Value name, Importing **entry);
RT void import_finish(TASK, Importing *entry);
/* False: exception set. True once no other task is in the midst of importing it. */
RT bool import_wait(TASK, Value name);
/* The names of modules that are being imported, a list. */
RT Value import_running_names(TASK);

/* ---- import_library.c ---- */

bool import_is_of_library(Value name);   /* import.c: of one of importlib's two parts */
/* True while the program contains importlib's two parts, and they have not been needed. */
bool library_is_pending(void);
bool library_is_active(void);
/* Makes importlib the import system. */
RT bool library_start(TASK);
/* importlib finds and loads it; traceback entries of importlib are taken away. */
RT Value library_import(TASK, Value name);
RT bool library_wait(TASK, Value module, Value name);    /* for another task that imports it by importlib */
RT Value library_repr(TASK, Value module);   /* of a module, by its spec */
/* Is the module's spec marked as initializing? Of a member: as a submodule that is being imported. */
bool library_is_initializing(struct Task *task, Value module);
bool library_is_importing_child(struct Task *task, Value module, Value child);

#endif
