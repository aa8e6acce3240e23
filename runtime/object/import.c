/* import. A name is found among sys.modules, the modules compiled into the program (section
   pyllc_modules), the modules in C (modules.def), and what a hook knows. A package is imported
   before its members; a member becomes an attribute of its package. */
#include "runtime/abi/entries.h"
#include "runtime/object/builtin.h"
#include "runtime/object/errors.h"
#include "runtime/object/import_internal.h"
#include "runtime/types/containers.h"
#include "runtime/types/str.h"

RT Value (*hook_import_other)(TASK, Value name);
RT struct ModuleInfo *(*hook_find_module)(TASK, Value name);
static ROOT Value modules;

extern struct ModuleInfo *__start_pyllc_modules[] __attribute__((weak));
extern struct ModuleInfo *__stop_pyllc_modules[] __attribute__((weak));

#define CORE_MODULE(id) extern const NativeModule module_##id;
#define NATIVE_MODULE(id) extern const NativeModule module_##id __attribute__((weak));
#include "runtime/modules/modules.def"
#undef NATIVE_MODULE
static const NativeModule *const native_modules[] = {
#define NATIVE_MODULE(id) &module_##id,
#include "runtime/modules/modules.def"
#undef NATIVE_MODULE
};

static Slot native_instances[sizeof native_modules / sizeof *native_modules] ROOT;    /* those made so far; set once each */
static Slot first_path ROOT;             /* sys.path as the program was built for it, a tuple */

Value modules_dict(void) { return modules; }

RT bool modules_start(TASK)
{
    modules = dict_new(task);
    return modules != 0;
}

/* ---- finding -------------------------------------------------------------------------------------------- */

struct ModuleInfo *module_find_compiled(Value name)
{
    for (struct ModuleInfo **at = __start_pyllc_modules; at < __stop_pyllc_modules; at++)
        if (*at && (((*at)->name == name) || str_equal((PyStr *)(*at)->name, (PyStr *)name)))
            return *at;
    return NULL;
}

static RT Value import_compiled(TASK, struct ModuleInfo *info, Value name)
{
    Value module = module_start_compiled(task, info, name);
    if (!module || !dict_set(task, modules, name, module))
        return 0;
    if (!module_run_body(task, info)) {
        Value failure = exception_take(task);
        if (object_set_item(task, modules, name, VALUE_UNBOUND) < 0)
            exception_clear(task);
        return raise_value(task, failure);
    }
    return dict_get(task, modules, name);      /* the body may have replaced itself */
}

static RT Value import_native(TASK, const NativeModule *native, Value name)
{
    Value doc = native->doc ? str_from_c(task, native->doc) : VALUE_NONE;
    Value module = doc ? module_new(task, name, doc) : 0;
    if (!module)
        return 0;
    ((PyModule *)module)->native = native;
    if (!module_set(task, module, NAME(__package__), str_intern_c(task, "")) || !dict_set(task, modules, name, module))
        return 0;
    for (const MethodDef *def = native->functions; def && def->name; def++) {
        Value function = builtin_function_new(task, def, module, name);
        if (!module_set_c(task, module, def->name, function))
            return 0;
    }
    return !native->init || native->init(task, module) ? module : 0;
}

static int64_t native_index(Value name)
{
    for (size_t i = 0; i < sizeof native_modules / sizeof *native_modules; i++)
        if (native_modules[i] && str_equal_c(name, native_modules[i]->name))     /* NULL: not linked */
            return (int64_t)i;
    return -1;
}

bool module_is_native(Value name) { return native_index(name) >= 0; }

/* A module in C has one instance, whatever happens to sys.modules. */
RT Value module_native(TASK, Value name)
{
    int64_t i = native_index(name);
    if (i < 0)
        return VALUE_UNBOUND;
    Value module = slot_load(&native_instances[i]);
    if (module)
        return dict_set(task, modules, name, module) ? module : 0;
    module = import_native(task, native_modules[i], name);
    if (module)
        gc_store(&native_instances[i], module);
    return module;
}

/* ---- the program's own ------------------------------------------------------------------------------------ */

RT bool import_remember_path(TASK, Value path)
{
    Value copy = list_snapshot(task, path, 0, list_size(path));
    if (copy)
        gc_store(&first_path, copy);
    return copy != 0;
}

/* Has the program another sys.path than it was built for? Then its modules may not be what an import means. */
static bool path_is_changed(struct Task *task)
{
    Value sys = dict_get(task, modules, NAME(sys)), before = slot_load(&first_path);
    Value now = !before || !sys || sys == VALUE_UNBOUND ? 0 : module_get(task, sys, NAME(path));
    if (!now || !value_is_exact_list(now))
        return before != 0;
    int64_t n = tuple_size(before);
    bool same = list_size(now) == n;
    for (int64_t i = 0; same && i < n; i++)
        same = list_peek(now, i) == tuple_get(before, i);
    return !same;
}

/* Not in sys.modules, claimed: zero without exception when the program has no such module. */
static RT Value find_and_load(TASK, Value name)
{
    struct ModuleInfo *info = module_find_compiled(name);
    if (info && name != NAME(__main__)) {
        bool needs_library = slot_load(&info->module) || (module_names_its_spec(info) && !import_is_of_library(name));
        return needs_library && library_is_pending() ? 0 : import_compiled(task, info, name);
    }
    Value native = module_native(task, name);
    if (native != VALUE_UNBOUND)
        return native;
    if (hook_find_module) {
        info = hook_find_module(task, name);
        if (info || task->exception)
            return info ? import_compiled(task, info, name) : 0;
    }
    return hook_import_other ? hook_import_other(task, name) : 0;
}

RT struct ModuleInfo *module_find_main(TASK)
{
    struct ModuleInfo *info = module_find_compiled(NAME(__main__));
    return info || !hook_find_module ? info : hook_find_module(task, NAME(__main__));
}

static RT Value not_found(TASK, Value name, Value parent_name)
{
    if (!parent_name)
        return raise_import_error(task, &type_ModuleNotFoundError, name, 0, "No module named %R", name);
    return raise_import_error(task, &type_ModuleNotFoundError, name, 0, "No module named %R; %R is not a package", name, parent_name);
}

/* ---- dotted names ---------------------------------------------------------------------------------------- */

static int64_t last_dot(Value name)
{
    PyStr *text = (PyStr *)name;
    int64_t i = text->length;
    while (i > 0 && str_at(text, i - 1) != '.')
        i--;
    return i - 1;
}

/* A member of a package: the package first. */
static RT Value import_child(TASK, Value name, int64_t dot)
{
    Value parent_name = str_substring(task, name, 0, dot);
    parent_name = parent_name ? str_intern(task, parent_name) : 0;
    Value parent = parent_name ? import_module(task, parent_name) : 0;
    if (!parent)
        return 0;
    Value module = dict_get(task, modules, name);           /* the package may have imported it */
    if (module != VALUE_UNBOUND)
        return module;
    Value path = object_get_attr_or_unbound(task, parent, NAME(__path__));
    if (path == VALUE_UNBOUND)
        return not_found(task, name, parent_name);
    module = path ? find_and_load(task, name) : 0;
    if (!module && !task->exception)
        module = library_is_pending() ? library_start(task) ? library_import(task, name) : 0 : not_found(task, name, 0);
    Value tail = module ? str_substring(task, name, dot + 1, ((PyStr *)name)->length) : 0;
    tail = tail ? str_intern(task, tail) : 0;
    if (!tail)
        return 0;
    if (object_set_attr(task, parent, tail, module) < 0)
        exception_clear(task);
    return module;
}

bool import_is_of_library(Value name) { return name == NAME(_frozen_importlib) || name == NAME(_frozen_importlib_external); }

/* Without importlib, as long as the program's own modules are what is imported. */
static RT Value import_claimed(TASK, Value name)
{
    if (library_is_pending() && (import_is_of_library(name) || (!hook_find_module && path_is_changed(task))))
        return library_start(task) ? library_import(task, name) : 0;
    int64_t dot = last_dot(name);
    if (dot >= 0)
        return import_child(task, name, dot);
    Value module = find_and_load(task, name);
    if (module || task->exception)
        return module;
    if (!library_is_pending())
        return not_found(task, name, 0);
    return library_start(task) ? library_import(task, name) : 0;
}

static RT Value import_missing(TASK, Value name)
{
    Importing *entry;
    if (library_is_active())
        return library_import(task, name);
    switch (import_claim(task, name, &entry)) {
    case CLAIM_FAILED:
        return 0;
    case CLAIM_MINE: {
        Value module = dict_get(task, modules, name);      /* another task may have been faster */
        if (module == VALUE_UNBOUND)
            module = import_claimed(task, name);
        import_finish(task, entry);
        return module;
    }
    default:
        return VALUE_UNBOUND;
    }
}

RT Value import_module(TASK, Value name)
{
    if (!stack_check(task))
        return 0;
    for (int round = 0;; round++) {
        Value module = dict_get(task, modules, name);
        if (module == VALUE_NONE)
            return raise_import_error(task, &type_ModuleNotFoundError, name, 0, "import of %U halted; None in sys.modules", name);
        if (module != VALUE_UNBOUND)
            return !module || (import_wait(task, name) && library_wait(task, module, name)) ? module : 0;
        if (round == 0 && !(name = str_intern(task, name)))
            return 0;
        module = import_missing(task, name);
        if (module != VALUE_UNBOUND)
            return module;
        if (round > 1)                                     /* imports itself, and there is nothing yet */
            return not_found(task, name, 0);
    }
}

RT Value import_module_c(TASK, const char *name)
{
    Value text = str_intern_c(task, name);
    return text ? import_module(task, text) : 0;
}

/* ---- relative names --------------------------------------------------------------------------------------- */

static RT Value own_package(TASK, Value globals)
{
    Value package = dict_get(task, globals, NAME(__package__));
    if (!package)
        return 0;
    if (package != VALUE_UNBOUND && package != VALUE_NONE)
        return value_is_str(package) ? package : raise_error(task, &type_TypeError, "package must be a string");
    Value name = dict_get(task, globals, NAME(__name__));
    if (!name)
        return 0;
    if (name == VALUE_UNBOUND || !value_is_str(name))
        return raise_error(task, &type_KeyError, "'__name__' not in globals");
    Value path = dict_get(task, globals, NAME(__path__));
    if (!path || path != VALUE_UNBOUND)
        return path ? name : 0;
    int64_t dot = last_dot(name);
    return str_substring(task, name, 0, dot < 0 ? 0 : dot);
}

/* The absolute name of `from ..name import`. */
RT Value import_resolve(TASK, Value name, int64_t level, Value globals)
{
    Value package = own_package(task, globals);
    if (!package)
        return 0;
    if (!((PyStr *)package)->length)
        return raise_import_error(task, &type_ImportError, 0, 0, "attempted relative import with no known parent package");
    for (int64_t i = 1; i < level; i++) {
        int64_t dot = last_dot(package);
        if (dot < 0)
            return raise_import_error(task, &type_ImportError, 0, 0, "attempted relative import beyond top-level package");
        package = str_substring(task, package, 0, dot);
        if (!package)
            return 0;
    }
    package = ((PyStr *)name)->length ? str_format(task, "%U.%U", package, name) : package;
    return package ? str_intern(task, package) : 0;
}

/* ---- from-lists --------------------------------------------------------------------------------------------- */

/* `from package import name`: name may be a module that is not imported yet. */
static RT bool import_member(TASK, Value module, Value module_name, Value name)
{
    Value known = object_get_attr_or_unbound(task, module, str_intern(task, name));
    if (!known || known != VALUE_UNBOUND)
        return known != 0;
    Value full = str_format(task, "%U.%U", module_name, name);
    if (!full)
        return false;
    if (import_module(task, full))
        return true;
    if (!exception_matches(task, &type_ModuleNotFoundError))
        return false;
    Value error_name = object_get_attr_or_unbound(task, task->exception, NAME(name));
    bool this = error_name && error_name != VALUE_UNBOUND && value_is_str(error_name) && str_equal((PyStr *)error_name, (PyStr *)full);
    if (this)
        exception_clear(task);
    return this;
}

static RT bool import_members(TASK, Value module, Value names, bool from_all)
{
    Value path = object_get_attr_or_unbound(task, module, NAME(__path__));
    if (!path || path == VALUE_UNBOUND)
        return path != 0;
    Value module_name = object_get_attr(task, module, NAME(__name__));
    Value iterator = module_name ? object_iter(task, names) : 0;
    for (;;) {
        Value name = iterator ? object_next(task, iterator) : 0;
        if (!name || name == VALUE_STOP)
            return name != 0;
        if (!value_is_str(name)) {
            raise_error(task, &type_TypeError, from_all ? "Item in %U.__all__ must be str, not %T" : "Item in ``from list'' must be str, not %T",
                        from_all ? module_name : name, name);
            return false;
        }
        if (str_equal_c(name, "*")) {
            Value all = from_all ? VALUE_UNBOUND : object_get_attr_or_unbound(task, module, NAME(__all__));
            if (!all || (all != VALUE_UNBOUND && !import_members(task, module, all, true)))
                return false;
        } else if (!import_member(task, module, module_name, name)) {
            return false;
        }
    }
}

RT Value import_with_globals(TASK, Value name, Value names, int64_t level, Value globals)
{
    if (!value_is_str(name))
        return raise_error(task, &type_TypeError, "module name must be a string");
    if (level < 0)
        return raise_error(task, &type_ValueError, "level must be >= 0");
    if (!level && !((PyStr *)name)->length)
        return raise_error(task, &type_ValueError, "Empty module name");
    Value full = level ? import_resolve(task, name, level, globals) : name;
    Value module = full ? import_module(task, full) : 0;
    if (!module)
        return 0;
    int has_names = names == VALUE_NONE || !names ? 0 : object_truth(task, names);
    if (has_names < 0)
        return 0;
    if (has_names)
        return import_members(task, module, names, false) ? module : 0;
    PyStr *text = (PyStr *)name;
    int64_t dot = 0;
    while (dot < text->length && str_at(text, dot) != '.')
        dot++;
    if (dot == text->length || (level && !text->length))
        return module;
    if (!level)
        return import_module(task, str_substring(task, name, 0, dot));
    Value top = str_substring(task, full, 0, ((PyStr *)full)->length - (text->length - dot));
    return top ? import_module(task, top) : 0;
}

/* builtins.__import__ when the program has put another function there; else zero. */
static Value replaced_import(struct Task *task)
{
    static Slot original ROOT;           /* set once */
    Value builtins = dict_get(task, modules, NAME(builtins));
    if (!builtins || builtins == VALUE_UNBOUND || type_of(builtins) != &type_module)
        return 0;
    Value now = module_get(task, builtins, NAME(__import__));
    if (!slot_load(&original))
        gc_store(&original, now);
    return now == slot_load(&original) || now == VALUE_UNBOUND ? 0 : now;
}

RT Value import_name(TASK, Value name, Value names, int64_t level, const void *info)
{
    if (!stack_check(task))
        return 0;
    Value replaced = replaced_import(task), globals = level || replaced ? module_info_globals(task, (struct ModuleInfo *)info) : VALUE_NONE;
    if (!globals || !replaced)
        return globals ? import_with_globals(task, name, names, level, globals) : 0;
    Value words[5] = {name, globals, VALUE_NONE, names, value_from_small_int(level)};
    return object_call(task, replaced, words, 5, 0);
}

RT Value import_from(TASK, Value module, Value name)
{
    Value value = object_get_attr_or_unbound(task, module, name);
    if (value != VALUE_UNBOUND)
        return value;
    Value module_name = object_get_attr_or_unbound(task, module, NAME(__name__));
    if (!module_name)
        return 0;
    bool named = module_name != VALUE_UNBOUND && value_is_str(module_name);
    if (named) {
        Value full = str_format(task, "%U.%U", module_name, name);
        value = full ? dict_get(task, modules, full) : 0;
        if (value != VALUE_UNBOUND)
            return value;
    } else {
        module_name = str_from_c(task, "<unknown module name>");
    }
    Value file = object_get_attr_or_unbound(task, module, NAME(__file__));
    if (!module_name || !file)
        return 0;
    bool placed = file != VALUE_UNBOUND && value_is_str(file);
    if (!placed)
        file = str_from_c(task, "unknown location");
    if (named && (import_is_running(module_name) || library_is_initializing(task, module)))
        return raise_import_error(task, &type_ImportError, module_name, placed ? file : 0,
                                  "cannot import name %R from partially initialized module %R (most likely due to a circular import) (%U)",
                                  name, module_name, file);
    return raise_import_error(task, &type_ImportError, module_name, placed ? file : 0, "cannot import name %R from %R (%U)",
                              name, module_name, file);
}

/* target: a module, or a mapping. */
static RT bool star_name(TASK, Value target, bool is_mapping, Value module, Value name)
{
    Value text = str_intern(task, name);
    Value value = text ? object_get_attr(task, module, text) : 0;
    if (!value)
        return false;
    return is_mapping ? object_set_item(task, target, text, value) >= 0 : module_set(task, target, text, value);
}

static RT bool store_public_names(TASK, Value module, Value target, bool is_mapping)
{
    Value all = target ? object_get_attr_or_unbound(task, module, NAME(__all__)) : 0;
    if (!all)
        return false;
    bool listed = all != VALUE_UNBOUND;
    if (!listed) {
        Value dict = object_get_attr_or_unbound(task, module, NAME(__dict__));
        if (dict == VALUE_UNBOUND)
            raise_error(task, &type_ImportError, "from-import-* object has no __dict__ and no __all__");
        all = dict && dict != VALUE_UNBOUND ? call_one(task, (Value)&type_list, dict) : 0;
    }
    Value iterator = all ? object_iter(task, all) : 0;
    for (;;) {
        Value name = iterator ? object_next(task, iterator) : 0;
        if (!name || name == VALUE_STOP)
            return name != 0;
        if (!value_is_str(name)) {
            Value module_name = object_get_attr(task, module, NAME(__name__));
            if (module_name)
                raise_error(task, &type_TypeError, "%s in %S.%s must be str, not %T", listed ? "Item" : "Key", module_name,
                            listed ? "__all__" : "__dict__", name);
            return false;
        }
        if (!listed && ((PyStr *)name)->length && str_at((PyStr *)name, 0) == '_')
            continue;
        if (!star_name(task, target, is_mapping, module, name))
            return false;
    }
}

RT bool import_star(TASK, Value module, const void *info)
{
    return stack_check(task) && store_public_names(task, module, module_of_info(task, (struct ModuleInfo *)info), false);
}

RT bool import_star_into(TASK, Value module, Value mapping)
{
    return stack_check(task) && store_public_names(task, module, mapping, true);
}
