/* _typing: the one function that the typing module takes from C. */
#include "runtime/object/builtin.h"
#include "runtime/object/module.h"

static RT Value typing_identity(TASK, Value x) { return x; }
METHOD_TABLE_BEGIN(typing)
    METHOD(_idfunc, "(x, /)", typing_identity, OBJ, NEVER, "Gives its argument back.")
METHOD_TABLE_END
const NativeModule module__typing = {"_typing", "What the typing module takes from the runtime.", typing_methods, NULL};
