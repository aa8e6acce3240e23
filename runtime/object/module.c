/* Module objects. A module's names are an ordered table of cells. Those that compiled code names
   are static cells (ModuleInfo.cells); the table refers to them, so that code and __dict__ see
   one value. A name enters the table at its first store, which gives the dict its order. */
#include "runtime/object/module.h"
#include "runtime/abi/entries.h"
#include "runtime/abi/slow.h"
#include "runtime/object/builtin.h"
#include "runtime/object/dict_storage.h"
#include "runtime/object/errors.h"
#include "runtime/object/import_internal.h"
#include "runtime/object/traceback.h"
#include "runtime/types/str.h"

static PyModule *as_module(Value v) { return (PyModule *)v; }

/* ---- cells ------------------------------------------------------------------------------------------ */

GlobalCell *module_static_cell(const struct ModuleInfo *info, Value name)
{
    for (int64_t i = 0; i < info->cell_count; i++)
        if (info->cell_names[i] == name)
            return &info->cells[i];
    return NULL;
}

/* Names whose None may mean that importlib has not been started (import_library.c). */
static bool is_made_late(Value name)
{
    return name == NAME(__spec__) || name == NAME(__loader__) || name == NAME(__cached__) || name == NAME(meta_path) ||
           name == NAME(path_hooks) || name == NAME(path_importer_cache);
}

/* Compiled code reads the cells of its globals without asking module_get. */
bool module_names_its_spec(const struct ModuleInfo *info)
{
    return module_static_cell(info, NAME(__spec__)) || module_static_cell(info, NAME(__loader__)) ||
           module_static_cell(info, NAME(__cached__));
}

RT Value module_get(TASK, Value module, Value name)
{
    CellTable *names = pointer_load(as_module(module)->names);
    GlobalCell *cell = names ? cell_table_find(names, name) : NULL;
    Value value = cell ? slot_load(&cell->value) : 0;
    if (value == VALUE_NONE && is_made_late(name) && library_is_pending()) {
        if (!library_start(task))
            return 0;
        value = slot_load(&cell->value);
    }
    return value ? value : VALUE_UNBOUND;
}

RT bool module_set(TASK, Value module, Value name, Value value)
{
    PyModule *m = as_module(module);
    CellTable *names = pointer_load(m->names);
    GlobalCell *cell = names ? cell_table_find(names, name) : NULL;
    if (!cell && m->info)
        cell = module_static_cell(m->info, name);
    if (!cell && !(cell = gc_new(task, GlobalCell)))
        return false;
    gc_store(&cell->value, value);
    cell = cell_table_add(task, &m->names, &m->lock, name, cell);
    gc_card(&m->names);
    if (!cell)
        return false;
    gc_store(&cell->value, value);
    return true;
}

RT bool module_set_c(TASK, Value module, const char *name, Value value)
{
    Value text = value ? str_intern_c(task, name) : 0;
    return text && module_set(task, module, text, value);
}

RT bool module_set_type(TASK, Value module, PyType *type)
{
    return type_ready(task, type) && module_set(task, module, str_intern(task, slot_load(&type->name)), (Value)type);
}

RT bool module_delete(TASK, Value module, Value name)
{
    PyModule *m = as_module(module);
    GlobalCell *cell = m->names ? cell_table_find(m->names, name) : NULL;
    if (!cell || !slot_load(&cell->value))
        return false;
    gc_store(&cell->value, 0);
    cell_table_remove(task, m->names, &m->lock, name);
    return true;
}

RT void global_store_slow(TASK, const void *cell, Value value, Value name, const void *info)
{
    Value module = module_of_info(task, (struct ModuleInfo *)info);
    gc_store(&((GlobalCell *)cell)->value, value);
    if (module && !module_set(task, module, name, value))
        exception_clear(task);           /* memory: the value stands in its cell, only the dict does not show it */
}

RT bool global_delete(TASK, const void *cell, Value name, const void *info)
{
    Value module = module_of_info(task, (struct ModuleInfo *)info);
    if (!module)
        return false;
    gc_store(&((GlobalCell *)cell)->value, slot_load(&((GlobalCell *)cell)->value));
    if (module_delete(task, module, name))
        return true;
    raise_name_error(task, &type_NameError, name, "name '%U' is not defined", name);
    return false;
}

RT Value global_load_slow(TASK, Value name)
{
    Value builtins = import_module_c(task, "builtins");
    Value value = builtins ? module_get(task, builtins, name) : 0;
    return value == VALUE_UNBOUND ? raise_name_error(task, &type_NameError, name, "name '%U' is not defined", name) : value;
}

/* ---- __dict__ ------------------------------------------------------------------------------------------ */

static PyModule *owner(DictStorage *storage) { return as_module(slot_load(&storage->owner)); }

static RT Value storage_get(TASK, DictStorage *storage, Value key)
{
    Value name = cell_table_key(task, owner(storage)->names, key);
    return name ? module_get(task, slot_load(&storage->owner), name) : 0;
}
static RT bool storage_set(TASK, DictStorage *storage, Value key, Value value)
{
    Value name = cell_table_key(task, owner(storage)->names, key);
    return name && module_set(task, slot_load(&storage->owner), name, value);
}
static RT int storage_delete(TASK, DictStorage *storage, Value key)
{
    Value name = cell_table_key(task, owner(storage)->names, key);
    return !name ? -1 : module_delete(task, slot_load(&storage->owner), name);
}
static RT int64_t storage_length(TASK, DictStorage *storage)
{
    CellTable *names = pointer_load(owner(storage)->names);
    return names ? names->live : 0;
}
static RT bool storage_next(TASK, DictStorage *storage, int64_t *position, Value *key, Value *value)
{
    return cell_table_next(pointer_load(owner(storage)->names), position, key, value);
}
static RT bool storage_clear(TASK, DictStorage *storage)
{
    int64_t position = 0;
    Value key, value;
    while (storage_next(task, storage, &position, &key, &value))
        module_delete(task, slot_load(&storage->owner), key);
    return true;
}
static const DictStorageOps module_storage = {storage_get, storage_set, storage_delete, storage_length, storage_next, storage_clear};

RT Value module_dict(TASK, Value module)
{
    PyModule *m = as_module(module);
    Value dict = slot_load(&m->dict);
    if (!dict) {
        dict = dict_new_stored(task, &module_storage, module);
        if (dict)
            gc_store(&m->dict, dict);
    }
    return dict;
}

/* ---- making ------------------------------------------------------------------------------------------ */

static RT Value alloc_module(TASK, PyType *type)
{
    PyModule *m = object_alloc(task, type, 0);
    if (!m)
        return 0;
    Shape *shape = shape_new_root(task, type, SHAPE_MODULE | type->instance_shape->flags, type->instance_shape->inline_slots);
    if (!shape)
        return 0;
    shape->first_word = type->instance_shape->first_word;
    m->head.shape = shape;
    return (Value)m;
}

static RT bool set_head(TASK, Value module, Value name, Value doc)
{
    return module_set(task, module, NAME(__name__), name) && module_set(task, module, NAME(__doc__), doc) &&
           module_set(task, module, NAME(__package__), VALUE_NONE) && module_set(task, module, NAME(__loader__), VALUE_NONE) &&
           module_set(task, module, NAME(__spec__), VALUE_NONE);
}

RT Value module_new(TASK, Value name, Value doc)
{
    Value module = alloc_module(task, &type_module);
    return module && set_head(task, module, name, doc) ? module : 0;
}

static RT Value directory_of(TASK, Value path)
{
    PyStr *text = (PyStr *)path;
    int64_t end = text->length;
    while (end > 0 && str_at(text, end - 1) != '/')
        end--;
    return str_substring(task, path, 0, end > 1 ? end - 1 : end);
}

/* "a.b.c" is in package "a.b"; a package is its own. */
static RT Value package_of(TASK, struct ModuleInfo *info, Value name)
{
    if (info->is_package)
        return name;
    PyStr *text = (PyStr *)name;
    int64_t end = text->length;
    while (end > 0 && str_at(text, end - 1) != '.')
        end--;
    Value package = str_substring(task, name, 0, end ? end - 1 : 0);
    return package ? str_intern(task, package) : 0;
}

static RT bool set_file(TASK, Value module, struct ModuleInfo *info)
{
    Value path = hook_source_path ? hook_source_path(task, info) : 0;
    if (!path)
        return !task->exception;
    if (str_at((PyStr *)path, 0) == '<')                    /* -c has no file */
        return true;
    if (!module_set(task, module, NAME(__file__), path) || !module_set(task, module, NAME(__cached__), VALUE_NONE))
        return false;
    if (!info->is_package)
        return true;
    Value directory = directory_of(task, path), list = directory ? list_from(task, &directory, 1) : 0;
    return list && module_set(task, module, NAME(__path__), list);
}

RT Value module_start_compiled(TASK, struct ModuleInfo *info, Value name)
{
    Value module = alloc_module(task, &type_module);
    if (!module)
        return 0;
    as_module(module)->info = info;
    gc_store(&info->module, module);
    bool is_main = name == NAME(__main__);
    Value package = is_main ? VALUE_NONE : package_of(task, info, name);
    Value builtins = import_module_c(task, "builtins");
    if (!package || !builtins || !set_head(task, module, name, info->code ? info->code->docstring : VALUE_NONE) ||
        !module_set(task, module, NAME(__package__), package))
        return 0;
    if (!is_main)
        builtins = module_dict(task, builtins);
    return builtins && module_set(task, module, NAME(__builtins__), builtins) && set_file(task, module, info) ? module : 0;
}

RT bool module_run_body(TASK, struct ModuleInfo *info)
{
    return ((RT Value (*)(TASK, Value))info->body)(task, (Value)info) != 0;
}

RT Value module_make_compiled(TASK, Value name)
{
    struct ModuleInfo *info = module_find_compiled(name);
    return !info || slot_load(&info->module) ? VALUE_UNBOUND : module_start_compiled(task, info, name);
}

RT bool module_run(TASK, Value module) { return module_run_body(task, as_module(module)->info); }

RT Value module_of_info(TASK, struct ModuleInfo *info)
{
    Value module = slot_load(&info->module);
    return module ? module : module_start_compiled(task, info, info->name);
}

RT Value module_info_globals(TASK, struct ModuleInfo *info)
{
    if (info->over_dict)
        return slot_load(&info->module);
    Value module = module_of_info(task, info);
    return module ? module_dict(task, module) : 0;
}

RT Value module_run_main(TASK, struct ModuleInfo *info)
{
    Value module = module_start_compiled(task, info, NAME(__main__));
    if (!module || !dict_set(task, modules_dict(), NAME(__main__), module))
        return 0;
    if (module_names_its_spec(info) && library_is_pending() && !library_start(task))
        return 0;
    return module_run_body(task, info) ? module : 0;
}

/* ---- the type -------------------------------------------------------------------------------------- */

static RT Value no_attribute(TASK, Value self, Value name)
{
    Value own_name = module_get(task, self, NAME(__name__));
    if (own_name == VALUE_UNBOUND || !value_is_str(own_name))
        return raise_attribute_error(task, self, name, "module has no attribute '%U'", name);
    if (import_is_running(own_name) || library_is_initializing(task, self))
        return raise_attribute_error(task, self, name, "partially initialized module '%U' has no attribute '%U' "
                                     "(most likely due to a circular import)", own_name, name);
    Value full = str_format(task, "%U.%U", own_name, name);
    if (full && (import_is_running(full) || library_is_importing_child(task, self, name)))
        return raise_attribute_error(task, self, name, "cannot access submodule '%U' of module '%U' "
                                     "(most likely due to a circular import)", name, own_name);
    return raise_attribute_error(task, self, name, "module '%U' has no attribute '%U'", own_name, name);
}

RT Value module_get_attr(TASK, Value self, Value name)
{
    PyType *type = type_of(self);
    Value descriptor = type_lookup(type, name);
    if (descriptor && class_kind_of(descriptor) == KIND_DATA)
        return generic_get_attr(task, self, name);
    Value value = module_get(task, self, name);
    if (value != VALUE_UNBOUND)
        return value;
    if (descriptor)
        return generic_get_attr(task, self, name);
    Value getattr = module_get(task, self, NAME(__getattr__));
    return getattr == VALUE_UNBOUND ? no_attribute(task, self, name) : call_one(task, getattr, name);
}

static RT int module_set_attr(TASK, Value self, Value name, Value value)
{
    Value descriptor = type_lookup(type_of(self), name);
    if (descriptor && class_kind_of(descriptor) == KIND_DATA)
        return generic_set_attr(task, self, name, value);
    return module_set_name(task, self, name, value);
}

RT int module_set_name(TASK, Value self, Value name, Value value)
{
    if (value == VALUE_UNBOUND) {
        if (module_delete(task, self, name))
            return 0;
        no_attribute(task, self, name);
        return -1;
    }
    return module_set(task, self, name, value) ? 0 : -1;
}

static RT Value module_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    return alloc_module(task, (PyType *)cls);
}
static RT int module_init(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    static ROOT Signature signature = SIGNATURE("module", "(name, doc=None)");
    Value bound[2];
    if (!bind_arguments(task, &signature, args, nargs, kwnames, bound))
        return -1;
    if (!value_is_str(bound[0]))
        return fail_int(raise_error(task, &type_TypeError, "module() argument 'name' must be str, not %T", bound[0]));
    return set_head(task, self, bound[0], bound[1]) ? 0 : -1;
}
static RT Value module_repr(TASK, Value self)
{
    if (library_is_active())
        return library_repr(task, self);
    Value name = module_get(task, self, NAME(__name__)), file = module_get(task, self, NAME(__file__));
    if (name == VALUE_UNBOUND)
        name = str_from_c(task, "?");
    if (as_module(self)->native)
        return str_format(task, "<module %R (built-in)>", name);
    return file == VALUE_UNBOUND ? str_format(task, "<module %R>", name) : str_format(task, "<module %R from %R>", name, file);
}
static RT Value get_dict(TASK, Value self) { return module_dict(task, self); }
static RT Value get_annotations(TASK, Value self)
{
    Value found = module_get(task, self, NAME(__annotations__));
    if (found != VALUE_UNBOUND)
        return found;
    found = dict_new(task);
    return found && module_set(task, self, NAME(__annotations__), found) ? found : 0;
}
static RT int set_annotations(TASK, Value self, Value value)
{
    if (value == VALUE_UNBOUND ? module_delete(task, self, NAME(__annotations__)) : module_set(task, self, NAME(__annotations__), value))
        return 0;
    return fail_int(raise_error(task, &type_AttributeError, "__annotations__"));
}
static RT Value module_dir(TASK, Value self)
{
    Value function = module_get(task, self, NAME(__dir__));
    if (function != VALUE_UNBOUND)
        return call_zero(task, function);
    Value dict = module_dict(task, self);
    return dict ? call_one(task, (Value)&type_list, dict) : 0;
}
static const MethodDef methods[] = {
    {"__dir__", "(self, /)", "The names the module has, or what its own __dir__ says.", (void *)module_dir, METHOD_INSTANCE}, {0}};
static const GetSetDef getsets[] = {
    {"__dict__", get_dict, NULL, NULL}, {"__annotations__", get_annotations, set_annotations, NULL}, {0}};
BUILTIN_TYPE(module, "module", PyModule, .flags = TYPE_FLAG_BASE | TYPE_FLAG_HAS_DICT | TYPE_FLAG_MODULE, .methods = methods, .getsets = getsets,
             .c_doc = "A module with a name and, if given, a docstring.",
             .slots = {.repr = module_repr, .get_attr = module_get_attr, .set_attr = module_set_attr, .new_ = module_make,
                       .init = module_init})
