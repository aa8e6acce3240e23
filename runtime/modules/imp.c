/* _imp, which importlib is written over, and _pyllc, which tells library/_pyllc_importer.py about
   the modules that are compiled into the program. */
#include <string.h>
#include "runtime/modules/manifest.h"
#include "runtime/object/builtin.h"
#include "runtime/object/errors.h"
#include "runtime/object/function.h"
#include "runtime/object/module.h"
#include "runtime/object/traceback.h"
#include "runtime/sched/sched.h"
#include "runtime/types/bytes.h"
#include "runtime/types/containers.h"
#include "runtime/types/siphash.h"
#include "runtime/types/str.h"

/* ---- the import lock ---- */

static SchedLock import_lock;
static struct Task *lock_owner;          /* these two: written by who holds the lock */
static int64_t lock_depth;

static RT Value imp_acquire_lock(TASK)
{
    if (__atomic_load_n(&lock_owner, __ATOMIC_RELAXED) != task) {
        if (lock_acquire(task, &import_lock, LOCK_FOREVER) != LOCK_ACQUIRED)
            return 0;
        __atomic_store_n(&lock_owner, task, __ATOMIC_RELAXED);
    }
    lock_depth++;
    return VALUE_NONE;
}

static RT Value imp_release_lock(TASK)
{
    if (__atomic_load_n(&lock_owner, __ATOMIC_RELAXED) != task)
        return raise_error(task, &type_RuntimeError, "not holding the import lock");
    if (--lock_depth == 0) {
        __atomic_store_n(&lock_owner, NULL, __ATOMIC_RELAXED);
        lock_release(&import_lock);
    }
    return VALUE_NONE;
}

static RT Value imp_lock_held(TASK) { return value_from_bool(__atomic_load_n(&lock_owner, __ATOMIC_RELAXED) != NULL); }

/* ---- modules in C ---- */

static bool is_name(struct Task *task, Value name, const char *function)
{
    return value_is_str(name) || raise_error(task, &type_TypeError, "%s() argument must be str, not %T", function, name) != 0;
}

static RT Value imp_is_builtin(TASK, Value name)
{
    if (!is_name(task, name, "is_builtin"))
        return 0;
    bool only_once = str_equal_c(name, "sys") || str_equal_c(name, "builtins");
    return value_from_small_int(only_once ? -1 : module_is_native(name));
}

static RT Value imp_create_builtin(TASK, Value spec)
{
    Value name = object_get_attr(task, spec, NAME(name));
    if (!name || !is_name(task, name, "create_builtin"))
        return 0;
    Value module = module_native(task, name);
    return module == VALUE_UNBOUND ? VALUE_NONE : module;
}

static RT Value imp_exec_builtin(TASK, Value module) { return value_from_small_int(0); }

static RT Value imp_create_dynamic(TASK, Value spec, Value file)
{
    Value origin = str_intern_c(task, "origin");
    Value name = object_get_attr(task, spec, NAME(name)), path = name && origin ? object_get_attr(task, spec, origin) : 0;
    if (!path || !is_name(task, name, "create_dynamic"))
        return 0;
    return raise_import_error(task, &type_ImportError, name, path, "%S: C extension modules cannot be loaded", path);
}

static RT Value imp_extension_suffixes(TASK)
{
    Value words[3] = {str_from_c(task, ".cpython-311-x86_64-linux-gnu.so"), str_from_c(task, ".abi3.so"), str_from_c(task, ".so")};
    return words[0] && words[1] && words[2] ? list_from(task, words, 3) : 0;
}

/* ---- frozen modules: none ---- */

static RT Value imp_is_frozen(TASK, Value name) { return is_name(task, name, "is_frozen") ? VALUE_FALSE : 0; }
static RT Value imp_find_frozen(TASK, Value name, Value with_data) { return is_name(task, name, "find_frozen") ? VALUE_NONE : 0; }
static RT Value imp_init_frozen(TASK, Value name) { return VALUE_NONE; }
static RT Value imp_frozen_names(TASK) { return list_new(task, 0); }
static RT Value imp_no_frozen(TASK, Value name)
{
    if (!is_name(task, name, "is_frozen_package"))
        return 0;
    return raise_import_error(task, &type_ImportError, name, 0, "No such frozen object named %U", name);
}
static RT Value imp_get_frozen(TASK, Value name, Value data)
{
    if (!is_name(task, name, "get_frozen_object"))
        return 0;
    return raise_import_error(task, &type_ImportError, name, 0, "No such frozen object named %U", name);
}

/* ---- code and hashes ---- */

static RT Value imp_fix_filename(TASK, Value code, Value path)
{
    if (type_of(code) != &type_code)
        return raise_error(task, &type_TypeError, "_fix_co_filename() argument 1 must be code, not %T", code);
    if (!is_name(task, path, "_fix_co_filename"))
        return 0;
    gc_store(&((PyCode *)code)->filename, path);
    return VALUE_NONE;
}

static RT Value imp_source_hash(TASK, Value key, Value source)
{
    int64_t number;
    BufferView view;
    if (!object_index_i64(task, key, &number, false) || !buffer_get(task, source, &view, BUFFER_READ))
        return 0;
    uint64_t hash = siphash_keyed((uint64_t)number, 0, view.data, (size_t)view.size);
    buffer_release(task, &view);
    return bytes_from_data(task, &hash, sizeof hash);
}

METHOD_TABLE_BEGIN(imp)
#include "runtime/modules/imp.def"
METHOD_TABLE_END
static RT bool imp_start(TASK, Value module) { return module_set_c(task, module, "check_hash_based_pycs", str_from_c(task, "default")); }
const NativeModule module__imp = {"_imp", "What importlib needs of the runtime.", imp_methods, imp_start};

/* ---- _pyllc ---- */

static struct ModuleInfo *info_of(Value module)
{
    return value_is_pointer(module) && type_of(module) == &type_module ? ((PyModule *)module)->info : NULL;
}

/* (path, is_package); zero without exception: no source. */
static Value source_of(struct Task *task, struct ModuleInfo *info)
{
    Value path = hook_source_path ? hook_source_path(task, info) : 0;
    Value words[2] = {path, value_from_bool(info->is_package)};
    return path ? tuple_from(task, words, 2) : 0;
}

static RT Value compiled_module_source(TASK, Value module)
{
    struct ModuleInfo *info = info_of(module);
    if (!info) {
        bool is_namespace = value_is_pointer(module) && type_of(module) == &type_module && !((PyModule *)module)->native &&
                            module_get(task, module, NAME(__path__)) != VALUE_UNBOUND &&
                            module_get(task, module, NAME(__file__)) == VALUE_UNBOUND;
        return is_namespace ? tuple_new(task, 0) : VALUE_NONE;
    }
    Value source = source_of(task, info);
    return source ? source : task->exception ? 0 : VALUE_NONE;
}

/* Is path = folder/TAIL.py or folder/TAIL/__init__.py? */
static bool lies_in(const char *path, const char *folder, const char *tail, bool is_package)
{
    size_t n = strlen(folder), m = strlen(tail);
    if (strncmp(path, folder, n) != 0 || path[n] != '/' || strncmp(path + n + 1, tail, m) != 0)
        return false;
    return strcmp(path + n + 1 + m, is_package ? "/__init__.py" : ".py") == 0;
}

static RT Value compiled_find_module(TASK, Value name, Value folder)
{
    int64_t length;
    if (!is_name(task, name, "find_module") || !is_name(task, folder, "find_module"))
        return 0;
    struct ModuleInfo *info = module_find_compiled(name);
    Value source = info ? source_of(task, info) : 0;
    if (!source)
        return task->exception ? 0 : VALUE_NONE;
    const char *dotted = str_utf8_lossy(task, name, &length), *dot = strrchr(dotted, '.');
    const char *path = str_utf8_lossy(task, tuple_get(source, 0), &length), *place = str_utf8_lossy(task, folder, &length);
    return lies_in(path, place, dot ? dot + 1 : dotted, info->is_package) ? source : VALUE_NONE;
}

static RT Value compiled_has_modules(TASK, Value folder)
{
    int64_t length;
    if (!is_name(task, folder, "has_modules"))
        return 0;
    return value_from_bool(manifest_has_folder(str_utf8_lossy(task, folder, &length)));
}

static RT Value compiled_make_module(TASK, Value name)
{
    Value module = is_name(task, name, "make_module") ? module_make_compiled(task, name) : 0;
    return module == VALUE_UNBOUND ? VALUE_NONE : module;
}

static RT Value compiled_is_first(TASK, Value module)
{
    struct ModuleInfo *info = info_of(module);
    return value_from_bool(info && slot_load(&info->module) == module);
}

static RT Value compiled_run_module(TASK, Value module)
{
    if (!info_of(module))
        return raise_error(task, &type_TypeError, "run_module() argument must be a compiled module, not %T", module);
    return module_run(task, module) ? VALUE_NONE : 0;
}

METHOD_TABLE_BEGIN(compiled)
    METHOD(module_source, "(module, /)", compiled_module_source, OBJ, RAISES,
           "(path, is_package) of a compiled module, () of a package without file, None of others.")
    METHOD(find_module, "(name, folder, /)", compiled_find_module, OBJ, RAISES,
           "(path, is_package) of the program's module of that name, if its source was in that folder; else None.")
    METHOD(has_modules, "(folder, /)", compiled_has_modules, BOOL, RAISES, "Say whether sources of compiled modules were in that folder.")
    METHOD(make_module, "(name, /)", compiled_make_module, OBJ, RAISES, "The first module object for compiled code, or None when there is one.")
    METHOD(is_first_instance, "(module, /)", compiled_is_first, BOOL, NEVER, "Say whether compiled code is bound to this module.")
    METHOD(run_module, "(module, /)", compiled_run_module, NONE, RAISES, "Run the body of a first instance.")
METHOD_TABLE_END
const NativeModule module__pyllc = {"_pyllc", "The modules that are compiled into the program.", compiled_methods, NULL};
