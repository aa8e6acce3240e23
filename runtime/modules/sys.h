/* What start-up and other modules need of sys. */
#ifndef PYLLC_MODULES_SYS_H
#define PYLLC_MODULES_SYS_H

#include "runtime/object/builtin.h"
#include "runtime/object/module.h"

extern const NativeModule module_sys;
/* argv, path, standard streams. script: the absolute path of the program run from source, or NULL. */
RT bool sys_start(TASK, int argc, char **argv, const char *script);
/* sys.NAME, VALUE_UNBOUND when it is gone. */
RT Value sys_attribute(TASK, const char *name);
bool sys_is_default_excepthook(Value hook);

#endif
