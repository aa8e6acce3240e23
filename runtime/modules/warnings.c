/* _warnings: what warnings.py takes over instead of its own functions, and what raise_warning
   (object/errors.h) calls. The lists of the `warnings` module, once that is imported, count for more than
   those made here: programs replace them.

   A registry (a module's __warningregistry__) remembers what has been shown; it is emptied when
   the filters have changed since it was last looked at. */
#include <string.h>
#include "runtime/object/builtin.h"
#include "runtime/object/exceptions.h"
#include "runtime/object/frame.h"
#include "runtime/object/function.h"
#include "runtime/object/module.h"
#include "runtime/object/traceback.h"
#include "runtime/modules/io.h"
#include "runtime/modules/sys.h"
#include "runtime/types/containers.h"
#include "runtime/types/dict.h"
#include "runtime/types/str.h"

static Slot filters ROOT, once_registry ROOT, default_action ROOT;    /* set once by the module's init */
static int64_t filters_version;                                       /* atomic */

/* Everything about one warning on its way. Zero: not known. */
typedef struct Warning {
    Value category, message, text;
    Value filename, module, registry, source, source_line;
    int64_t line;
} Warning;

/* ---- the warnings module ---- */

/* Its attribute; zero without an exception when it is not imported or has no such. */
static Value library_attribute(struct Task *task, const char *name)
{
    Value library = dict_get_str(task, modules_dict(), "warnings");
    if (!library || library == VALUE_UNBOUND)
        return 0;
    Value word = str_intern_c(task, name), found = word ? object_get_attr_or_unbound(task, library, word) : 0;
    return found == VALUE_UNBOUND ? 0 : found;
}

static Value current_filters(struct Task *task)
{
    Value found = library_attribute(task, "filters");
    if (!found)
        return task->exception ? 0 : slot_load(&filters);
    return value_is_list(found) ? found : raise_error(task, &type_ValueError, "_warnings.filters must be a list");
}

static Value current_default(struct Task *task)
{
    Value found = library_attribute(task, "defaultaction");
    if (!found)
        return task->exception ? 0 : slot_load(&default_action);
    if (!value_is_str(found))
        return raise_error(task, &type_TypeError, "_warnings.defaultaction must be a string, not '%T'", found);
    return found;
}

static Value current_once_registry(struct Task *task)
{
    Value found = library_attribute(task, "onceregistry");
    if (!found)
        return task->exception ? 0 : slot_load(&once_registry);
    if (!value_is_dict(found))
        return raise_error(task, &type_TypeError, "_warnings.onceregistry must be a dict, not '%T'", found);
    return found;
}

/* ---- filters ---- */

/* None matches all, a plain str itself, anything else by its match(). -1 failed. */
static int pattern_matches(struct Task *task, Value pattern, Value text)
{
    if (pattern == VALUE_NONE)
        return 1;
    if (value_is_exact_str(pattern))
        return value_is_str(text) && str_equal(as_str(pattern), as_str(text));
    Value name = str_intern_c(task, "match"), found = name ? call_method(task, pattern, name, &text, 1) : 0;
    return found ? object_truth(task, found) : -1;
}

/* All parts are asked, whatever the first ones say: a pattern may be an object of the program. */
static int filter_matches(struct Task *task, Value filter, const Warning *w)
{
    int64_t line;
    int text = pattern_matches(task, tuple_get(filter, 1), w->text);
    int module = text < 0 ? -1 : pattern_matches(task, tuple_get(filter, 3), w->module);
    int category = module < 0 ? -1 : object_is_subclass(task, w->category, tuple_get(filter, 2));
    if (category < 0 || !object_index_i64(task, tuple_get(filter, 4), &line, false))
        return -1;
    return text && module && category && (line == 0 || line == w->line);
}

/* The action for a warning, a str; *filter is the item it comes from, or zero. */
static Value find_action(struct Task *task, const Warning *w, Value *filter)
{
    Value list = current_filters(task);
    if (!list)
        return 0;
    for (int64_t i = 0; i < list_size(list); i++) {
        Value item = list_peek(list, i);
        if (!item)
            break;
        if (!value_is_tuple(item) || tuple_size(item) != 5)
            return raise_error(task, &type_ValueError, "_warnings.filters item %ld isn't a 5-tuple", (long)i);
        if (!value_is_str(tuple_get(item, 0)))
            return raise_error(task, &type_TypeError, "action must be a string, not '%T'", tuple_get(item, 0));
        int matches = filter_matches(task, item, w);
        if (matches) {
            *filter = item;
            return matches < 0 ? 0 : tuple_get(item, 0);
        }
    }
    return current_default(task);
}

/* ---- registries ---- */

/* Is the key in the registry (1, 0, -1)? sets: it is from now on. */
static int already_warned(struct Task *task, Value registry, Value key, bool sets)
{
    Value word = str_intern_c(task, "version"), seen = word && key ? dict_get(task, registry, word) : 0;
    int64_t version = __atomic_load_n(&filters_version, __ATOMIC_RELAXED);
    if (!seen)
        return -1;
    if (seen != value_from_small_int(version)) {
        if (!dict_clear(task, registry) || !dict_set(task, registry, word, value_from_small_int(version)))
            return -1;
    } else {
        Value found = dict_get(task, registry, key);
        int known = !found ? -1 : found == VALUE_UNBOUND ? 0 : object_truth(task, found);
        if (known)
            return known;
    }
    return sets && !dict_set(task, registry, key, VALUE_TRUE) ? -1 : 0;
}

static int warned_of_text(struct Task *task, Value registry, const Warning *w)
{
    Value words[2] = {w->text, w->category};
    return already_warned(task, registry, tuple_from(task, words, 2), true);
}

/* Whether a warning that is neither an error nor ignored has been shown before. */
static int is_repeated(struct Task *task, const Warning *w, Value action, Value filter, Value key)
{
    bool has_registry = w->registry && w->registry != VALUE_NONE;
    if (str_equal_c(action, "always"))
        return 0;
    if (has_registry && !dict_set(task, w->registry, key, VALUE_TRUE))
        return -1;
    if (str_equal_c(action, "once")) {
        Value registry = has_registry ? w->registry : current_once_registry(task);
        return registry ? warned_of_text(task, registry, w) : -1;
    }
    if (str_equal_c(action, "module"))
        return has_registry ? warned_of_text(task, w->registry, w) : 0;
    if (str_equal_c(action, "default"))
        return 0;
    return fail_int(raise_error(task, &type_RuntimeError, "Unrecognized action (%R) in warnings.filters:\n %R", action,
                                filter ? filter : VALUE_NONE));
}

/* ---- showing ---- */

/* Without the library: one line, and the source line. */
static void show_plainly(struct Task *task, const Warning *w)
{
    Value file = sys_attribute(task, "stderr"), name = object_get_attr(task, w->category, NAME(__name__));
    Value line = w->source_line ? w->source_line : traceback_source_line(task, w->filename, w->line);
    Value text = name && file && file != VALUE_UNBOUND && file != VALUE_NONE
                     ? str_format(task, "%S:%ld: %U: %S\n", w->filename, (long)w->line, name, w->text) : 0;
    if (text && line && line != VALUE_NONE) {
        Value stripped = call_method(task, line, NAME(strip), NULL, 0);
        text = stripped ? str_format(task, "%U  %U\n", text, stripped) : 0;
    }
    if (!text || !io_write(task, file, text))
        exception_clear(task);
}

static bool show(struct Task *task, const Warning *w)
{
    if (w->source && w->source != VALUE_NONE && !import_module_c(task, "warnings"))
        return false;
    Value show_message = library_attribute(task, "_showwarnmsg");
    if (!show_message) {
        if (!task->exception)
            show_plainly(task, w);
        return !task->exception;
    }
    if (!value_is_callable(show_message))
        return raise_error(task, &type_TypeError, "warnings._showwarnmsg() must be set to a callable") != 0;
    Value make = library_attribute(task, "WarningMessage");
    if (!make)
        return task->exception ? false : raise_error(task, &type_RuntimeError, "unable to get warnings.WarningMessage") != 0;
    Value words[7] = {w->message, w->category, w->filename, value_from_small_int(w->line), VALUE_NONE, VALUE_NONE,
                      w->source ? w->source : VALUE_NONE};
    Value message = object_call(task, make, words, 7, 0);
    return message && call_one(task, show_message, message);
}

/* ---- issuing ---- */

/* "a/b.py" is module "a/b". */
static Value module_from_file(struct Task *task, Value filename)
{
    int64_t n = as_str(filename)->length;
    const PyStr *s = as_str(filename);
    if (n == 0)
        return str_from_c(task, "<unknown>");
    bool is_source = n >= 3 && str_at(s, n - 3) == '.' && str_at(s, n - 2) == 'p' && str_at(s, n - 1) == 'y';
    return is_source ? str_substring(task, filename, 0, n - 3) : filename;
}

/* message: a text or a Warning. */
static Value issue(struct Task *task, Warning *w)
{
    bool has_registry = w->registry && w->registry != VALUE_NONE;
    if (has_registry && !value_is_dict(w->registry))
        return raise_error(task, &type_TypeError, "'registry' must be a dict or None");
    if (!w->module || w->module == VALUE_NONE)
        w->module = module_from_file(task, w->filename);
    if (!w->module)
        return 0;
    if (value_is_instance(w->message, &type_Warning)) {
        w->text = object_str(task, w->message);
        w->category = value_from_object(type_of(w->message));
    } else {
        w->text = w->message;
        w->message = call_one(task, w->category, w->message);
    }
    if (!w->text || !w->message)
        return 0;
    Value words[3] = {w->text, w->category, int_from_i64(task, w->line)}, key = words[2] ? tuple_from(task, words, 3) : 0;
    int known = !key ? -1 : has_registry ? already_warned(task, w->registry, key, false) : 0;
    if (known)
        return known < 0 ? 0 : VALUE_NONE;
    Value filter = 0, action = find_action(task, w, &filter);
    if (!action)
        return 0;
    if (str_equal_c(action, "error"))
        return raise_value(task, value_is_instance(w->message, &type_BaseException) ? w->message : call_one(task, w->category, w->text));
    if (str_equal_c(action, "ignore"))
        return VALUE_NONE;
    known = is_repeated(task, w, action, filter, key);
    if (known == 0 && !show(task, w))
        return 0;
    return known < 0 ? 0 : VALUE_NONE;
}

/* The class of a warning given as text or instance; zero with an exception. */
static Value category_of(struct Task *task, Value message, Value category)
{
    if (value_is_instance(message, &type_Warning))
        return value_from_object(type_of(message));
    if (category == VALUE_NONE)
        return (Value)&type_UserWarning;
    int fits = value_is_type(category) ? object_is_subclass(task, category, (Value)&type_Warning) : 0;
    if (fits == 1)
        return category;
    return fits < 0 ? 0 : raise_error(task, &type_TypeError, "category must be a Warning subclass, not '%T'", category);
}

/* ---- where ---- */

/* The import system's own frames do not count for stacklevel. */
static bool is_internal(struct Task *task, Value frame)
{
    Value file = code_filename(task, position_code(((PyFrame *)frame)->position));
    int64_t length;
    const char *text = file ? str_utf8_lossy(task, file, &length) : NULL;
    return text && strstr(text, "importlib") && strstr(text, "_bootstrap");
}

static Value outer(Value frame)
{
    Value back = slot_load(&((PyFrame *)frame)->back);
    return back ? back : VALUE_NONE;
}

/* The frame that stacklevel means; VALUE_NONE: there are not so many; zero: failed. */
static Value frame_at(struct Task *task, int64_t level)
{
    Value frame = frame_current(task, 0);
    if (!frame || frame == VALUE_UNBOUND)
        return frame ? VALUE_NONE : 0;
    bool counts_all = level <= 0 || is_internal(task, frame);
    while (frame != VALUE_NONE && --level > 0) {
        frame = outer(frame);
        while (!counts_all && frame != VALUE_NONE && is_internal(task, frame))
            frame = outer(frame);
    }
    return frame;
}

static bool locate(struct Task *task, Warning *w, int64_t level)
{
    Value frame = frame_at(task, level), globals;
    if (!frame)
        return false;
    if (frame == VALUE_NONE) {
        Value sys = import_module_c(task, "sys");
        globals = sys ? module_dict(task, sys) : 0;
        w->filename = str_from_c(task, "sys");
        w->line = 1;
    } else {
        const Position *position = ((PyFrame *)frame)->position;
        globals = module_info_globals(task, position_code(position)->module);
        w->filename = code_filename(task, position_code(position));
        w->line = position->line;
    }
    Value word = str_intern_c(task, "__warningregistry__");
    if (!globals || !w->filename || !word)
        return false;
    w->registry = dict_get(task, globals, word);
    if (w->registry == VALUE_UNBOUND) {
        w->registry = dict_new(task);
        if (!w->registry || !dict_set(task, globals, word, w->registry))
            return false;
    }
    w->module = dict_get(task, globals, NAME(__name__));
    if (w->module == VALUE_UNBOUND || (w->module && w->module != VALUE_NONE && !value_is_str(w->module)))
        w->module = str_from_c(task, "<string>");
    return w->registry && w->module;
}

/* ---- functions ---- */

static RT Value warnings_warn(TASK, Value message, Value category, Value stacklevel, Value source)
{
    Warning w = {.message = message, .source = source};
    int64_t level;
    w.category = category_of(task, message, category);
    if (!w.category || !object_index_i64(task, stacklevel, &level, false) || !locate(task, &w, level))
        return 0;
    return issue(task, &w);
}

/* The line out of what the module's loader says is its source; zero without exception: not known. */
static Value line_by_loader(struct Task *task, Value globals, int64_t line)
{
    Value loader = dict_get(task, globals, NAME(__loader__)), name = dict_get(task, globals, NAME(__name__));
    if (!loader || !name || loader == VALUE_UNBOUND || name == VALUE_UNBOUND)
        return 0;
    Value word = str_intern_c(task, "get_source"), get = word ? object_get_attr_or_unbound(task, loader, word) : 0;
    Value text = get && get != VALUE_UNBOUND ? call_one(task, get, name) : 0;
    if (!text || text == VALUE_NONE)
        return 0;
    Value split = str_intern_c(task, "splitlines"), lines = split ? call_method(task, text, split, NULL, 0) : 0;
    return lines ? object_get_item(task, lines, value_from_small_int(line - 1)) : 0;
}

static RT Value warnings_warn_explicit(TASK, Value message, Value category, Value filename, Value lineno, Value module,
                                       Value registry, Value module_globals, Value source)
{
    Warning w = {.message = message, .filename = filename, .module = module, .registry = registry, .source = source};
    w.category = category;
    if (!value_is_str(filename))
        return raise_error(task, &type_TypeError, "warn_explicit() argument 3 must be str, not %T", filename);
    if (!object_index_i64(task, lineno, &w.line, false))
        return 0;
    if (module_globals != VALUE_NONE) {
        if (!value_is_dict(module_globals))
            return raise_error(task, &type_TypeError, "module_globals must be a dict, not '%T'", module_globals);
        w.source_line = line_by_loader(task, module_globals, w.line);
        if (!w.source_line && task->exception)
            return 0;
    }
    return issue(task, &w);
}

static RT Value warnings_filters_mutated(TASK)
{
    __atomic_fetch_add(&filters_version, 1, __ATOMIC_RELAXED);
    return VALUE_NONE;
}

METHOD_TABLE_BEGIN(warnings)
    METHOD(warn, "(message, category=None, stacklevel=1, source=None)", warnings_warn, NONE, RAISES,
           "Issue a warning, or ignore it, or raise it, as the filters say.")
    METHOD(warn_explicit, "(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None)",
           warnings_warn_explicit, NONE, RAISES, "Issue a warning about a place that the caller names.")
    METHOD(_filters_mutated, "()", warnings_filters_mutated, NONE, RAISES, "Say that the filters have changed.")
METHOD_TABLE_END

static bool add_filter(struct Task *task, Value list, PyType *category, const char *action, const char *module)
{
    Value words[5] = {str_intern_c(task, action), VALUE_NONE, (Value)category, module ? str_intern_c(task, module) : VALUE_NONE,
                      value_from_small_int(0)};
    Value filter = words[0] && words[3] ? tuple_from(task, words, 5) : 0;
    return filter && list_append(task, list, filter);
}

static RT bool warnings_start(TASK, Value module)
{
    Value list = list_new(task, 0), once = dict_new(task), action = str_intern_c(task, "default");
    if (!list || !once || !action || !add_filter(task, list, &type_DeprecationWarning, "default", "__main__") ||
        !add_filter(task, list, &type_DeprecationWarning, "ignore", NULL) ||
        !add_filter(task, list, &type_PendingDeprecationWarning, "ignore", NULL) ||
        !add_filter(task, list, &type_ImportWarning, "ignore", NULL) ||
        !add_filter(task, list, &type_ResourceWarning, "ignore", NULL))
        return false;
    gc_store(&filters, list);
    gc_store(&once_registry, once);
    gc_store(&default_action, action);
    return module_set_c(task, module, "filters", list) && module_set_c(task, module, "_onceregistry", once) &&
           module_set_c(task, module, "_defaultaction", action);
}
const NativeModule module__warnings = {"_warnings", "Warnings: filters, registries, and what issues them.", warnings_methods,
                                       warnings_start};
