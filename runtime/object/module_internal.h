/* Shared by module.c, import.c and attribute.c. */
#ifndef PYLLC_OBJECT_MODULE_INTERNAL_H
#define PYLLC_OBJECT_MODULE_INTERNAL_H

#include "runtime/object/class.h"
#include "runtime/object/module.h"

RT Value module_get_attr(TASK, Value self, Value name);
RT int module_set_name(TASK, Value self, Value name, Value value);   /* or deletes it */
/* The static cell that compiled code uses for a global name, or NULL. */
GlobalCell *module_static_cell(const struct ModuleInfo *info, Value name);
RT Value module_start_compiled(TASK, struct ModuleInfo *info, Value name);   /* the object with its dunder names, not run */
bool module_names_its_spec(const struct ModuleInfo *info);
RT bool module_run_body(TASK, struct ModuleInfo *info);

#endif
