/* The library's own import system, importlib._bootstrap and _bootstrap_external.

   A program contains both, compiled, when something in it may need them (tools/driver/program.c). They are
   started at the first need and not before: a program whose imports all name modules that are compiled
   into it never runs them. Needs are: importing one of them (importlib does), an import that
   neither the program nor the modules in C can satisfy, a changed sys.path, and reading a __spec__,
   __loader__ or __cached__, sys.meta_path, path_hooks or path_importer_cache (module_get), which are None
   until then. From then on every import of a module that is not in sys.modules goes
   through _find_and_load; the program's own modules have the loader of _pyllc_importer, which is also
   what gives the modules that are there already their specs. */
#include "runtime/object/import_internal.h"
#include "runtime/object/errors.h"
#include "runtime/object/exceptions.h"
#include "runtime/object/traceback.h"
#include "runtime/types/str.h"

typedef enum { UNKNOWN, ABSENT, PENDING, STARTING, ACTIVE } State;
static State state;                      /* atomic; PENDING -> STARTING by the task that holds the claim */
static struct Task *starter;             /* of STARTING */
static Slot bootstrap ROOT, find_function ROOT, import_function ROOT, wait_function ROOT;    /* set by the starter */

static State state_now(void)
{
    State now = __atomic_load_n(&state, __ATOMIC_ACQUIRE);
    if (now != UNKNOWN)
        return now;
    now = hook_find_module || module_find_compiled(NAME(_frozen_importlib)) ? PENDING : ABSENT;
    State expected = UNKNOWN;
    __atomic_compare_exchange_n(&state, &expected, now, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
    return expected == UNKNOWN ? now : expected;
}

bool library_is_pending(void) { return state_now() == PENDING; }
bool library_is_active(void) { return state_now() == ACTIVE; }

static Value member(struct Task *task, Value module, const char *name)
{
    Value word = str_intern_c(task, name);
    return word ? object_get_attr(task, module, word) : 0;
}

static Value import_part(struct Task *task, Value name)
{
    Value module = dict_get(task, modules_dict(), name);
    return module != VALUE_UNBOUND ? module : import_module(task, name);
}

static bool call_start(struct Task *task, Value module, const char *name, Value a, Value b)
{
    Value function = member(task, module, name), args[2] = {a, b};
    return function && object_call(task, function, args, b ? 2 : a ? 1 : 0, 0);
}

static bool make_lists(struct Task *task, Value sys)
{
    return module_set_c(task, sys, "meta_path", list_new(task, 0)) && module_set_c(task, sys, "path_hooks", list_new(task, 0)) &&
           module_set_c(task, sys, "path_importer_cache", dict_new(task));
}

static bool start(struct Task *task)
{
    Value sys = import_part(task, NAME(sys)), imp = sys ? import_part(task, NAME(_imp)) : 0;
    Value first = imp && make_lists(task, sys) ? import_part(task, NAME(_frozen_importlib)) : 0;
    if (!first || !call_start(task, first, "_install", sys, imp) || !import_part(task, NAME(_frozen_importlib_external)) ||
        !call_start(task, first, "_install_external_importers", 0, 0))
        return false;
    Value own = import_part(task, NAME(_pyllc_importer)), names = own ? import_running_names(task) : 0;
    Value find = names ? member(task, first, "_find_and_load") : 0, import = find ? member(task, first, "_gcd_import") : 0;
    Value wait = import ? member(task, first, "_lock_unlock_module") : 0;
    if (!wait)
        return false;
    gc_store(&bootstrap, first);
    gc_store(&find_function, find);
    gc_store(&import_function, import);
    gc_store(&wait_function, wait);
    return call_start(task, own, "install", names, 0);
}

RT bool library_start(TASK)
{
    for (;;) {
        State expected = PENDING;
        state_now();
        if (__atomic_compare_exchange_n(&state, &expected, STARTING, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
            break;
        if (expected != STARTING || __atomic_load_n(&starter, __ATOMIC_ACQUIRE) == task)
            return true;
        if (!hook_import_pause(task))
            return false;
    }
    __atomic_store_n(&starter, task, __ATOMIC_RELEASE);
    Value handled = task->handled;
    task->handled = VALUE_NONE;
    bool done = start(task);
    task->handled = handled;
    __atomic_store_n(&starter, NULL, __ATOMIC_RELEASE);
    __atomic_store_n(&state, done ? ACTIVE : PENDING, __ATOMIC_RELEASE);
    return done;
}

/* ---- importing --------------------------------------------------------------------------------- */

static bool is_own_code(const CodeInfo *code)
{
    Value name = code->module->name;
    return name == NAME(_frozen_importlib) || name == NAME(_frozen_importlib_external) || name == NAME(_pyllc_importer);
}

/* As CPython does: of an ImportError all entries of importlib go; otherwise those before the
   code that importlib has called. */
static void trim_traceback(struct Task *task)
{
    Value exception = task->exception;
    if (!exception)
        return;
    bool trims_all = value_is_instance(exception, &type_ImportError), inside = false;
    Slot *link = &exception_of(exception)->traceback, *outer = link;
    for (Value at = slot_load(link); at;) {
        PyTraceback *entry = (PyTraceback *)at;
        const CodeInfo *code = position_code(entry->position);
        bool own = is_own_code(code);
        Value next = slot_load(&entry->next);
        if (own && !inside)
            outer = link;
        inside = own;
        if (own && (trims_all || str_equal_c(code->name, "_call_with_frames_removed"))) {
            gc_store(outer, next);
            link = outer;
        } else {
            link = &entry->next;
        }
        at = next;
    }
}

RT Value library_import(TASK, Value name)
{
    Value module = call_two(task, slot_load(&find_function), name, slot_load(&import_function));
    if (!module)
        trim_traceback(task);
    return module;
}

/* ---- specs ----------------------------------------------------------------------------------------- */

static Value spec_of(struct Task *task, Value module)
{
    Value spec = object_get_attr_or_unbound(task, module, NAME(__spec__));
    if (!spec)
        exception_clear(task);
    return spec == VALUE_UNBOUND || spec == VALUE_NONE ? 0 : spec;
}

/* Its attribute, or zero; nothing is raised. */
static Value spec_attribute(struct Task *task, Value module, const char *name)
{
    if (!library_is_active())
        return 0;
    Value pending = exception_take(task), spec = spec_of(task, module), word = spec ? str_intern_c(task, name) : 0;
    Value found = word ? object_get_attr_or_unbound(task, spec, word) : 0;
    exception_clear(task);
    task->exception = pending;
    return found == VALUE_UNBOUND ? 0 : found;
}

bool library_is_initializing(struct Task *task, Value module) { return spec_attribute(task, module, "_initializing") == VALUE_TRUE; }

bool library_is_importing_child(struct Task *task, Value module, Value child)
{
    Value names = spec_attribute(task, module, "_uninitialized_submodules"), pending = exception_take(task);
    int found = names ? object_contains(task, names, child) : 0;
    exception_clear(task);
    task->exception = pending;
    return found == 1;
}

RT Value library_repr(TASK, Value module)
{
    Value function = member(task, slot_load(&bootstrap), "_module_repr");
    return function ? call_one(task, function, module) : 0;
}

RT bool library_wait(TASK, Value module, Value name)
{
    return !runtime_parallel || !library_is_initializing(task, module) || call_one(task, slot_load(&wait_function), name);
}
