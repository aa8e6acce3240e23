/* A table of all modules in C. Whoever refers to it makes the program contain them all. */
#include "runtime/object/module.h"

#define NATIVE_MODULE(id) extern const NativeModule module_##id;
#include "runtime/modules/modules.def"
#undef NATIVE_MODULE
const NativeModule *const native_modules_all[] = {
#define NATIVE_MODULE(id) &module_##id,
#include "runtime/modules/modules.def"
#undef NATIVE_MODULE
    NULL,
};
