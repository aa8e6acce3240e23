/* Names looked up in a mapping first: class bodies and the code of exec. */
#include "runtime/abi/entries.h"
#include "runtime/object/errors.h"
#include "runtime/object/module.h"

/* A builtin, from where the globals say that builtins are. */
static Value load_builtin(struct Task *task, Value globals, Value name)
{
    Value builtins = dict_get(task, globals, NAME(__builtins__));
    if (builtins == VALUE_UNBOUND)
        builtins = import_module_c(task, "builtins");
    if (!builtins)
        return 0;
    if (type_of(builtins) == &type_module)
        return module_get(task, builtins, name);
    return name_find(task, builtins, name);
}

RT Value dict_global_load(TASK, Value globals, Value name)
{
    Value v = name_find(task, globals, name);
    if (v == VALUE_UNBOUND)
        v = load_builtin(task, globals, name);
    return v == VALUE_UNBOUND ? raise_name_error(task, &type_NameError, name, "name '%U' is not defined", name) : v;
}

RT bool dict_global_delete(TASK, Value globals, Value name)
{
    return name_delete(task, globals, name);
}

/* A global of the module, else a builtin, else NameError. */
static Value load_global(struct Task *task, struct ModuleInfo *info, Value name)
{
    if (info->over_dict)
        return dict_global_load(task, slot_load(&info->module), name);
    Value module = module_of_info(task, info);
    Value v = module ? module_get(task, module, name) : 0;
    if (v != VALUE_UNBOUND)
        return v;
    Value builtins = import_module_c(task, "builtins");
    v = builtins ? module_get(task, builtins, name) : 0;
    return v == VALUE_UNBOUND ? raise_error(task, &type_NameError, "name '%U' is not defined", name) : v;
}

RT Value name_find(TASK, Value mapping, Value name)
{
    if (value_is_exact_dict(mapping))
        return dict_get(task, mapping, name);
    Value v = object_get_item(task, mapping, name);
    if (v || !exception_matches(task, &type_KeyError))
        return v;
    exception_clear(task);
    return VALUE_UNBOUND;
}

RT Value name_load(TASK, Value mapping, Value name, const void *module)
{
    Value v = name_find(task, mapping, name);
    return v == VALUE_UNBOUND ? load_global(task, (struct ModuleInfo *)module, name) : v;
}

RT bool name_store(TASK, Value mapping, Value name, Value value) { return object_set_item(task, mapping, name, value) >= 0; }

RT bool name_delete(TASK, Value mapping, Value name)
{
    if (object_set_item(task, mapping, name, VALUE_UNBOUND) >= 0)
        return true;
    if (exception_matches(task, &type_KeyError)) {
        exception_clear(task);
        raise_error(task, &type_NameError, "name '%U' is not defined", name);
    }
    return false;
}
