/* The sys module. sys.modules belongs to object/; the standard streams to io_open.c. */
#include <float.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "runtime/abi/entries.h"
#include "runtime/modules/io.h"
#include "runtime/modules/manifest.h"
#include "runtime/modules/struct_sequence.h"
#include "runtime/modules/sys.h"
#include "runtime/object/exceptions.h"
#include "runtime/object/frame.h"
#include "runtime/object/traceback.h"
#include "runtime/sched/sched.h"
#include "runtime/types/containers.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/str.h"

static Slot sys_module ROOT, default_excepthook ROOT, switch_interval ROOT;
static Slot asyncgen_firstiter ROOT, asyncgen_finalizer ROOT;

RT Value sys_attribute(TASK, const char *name)
{
    Value module = slot_load(&sys_module), word = module ? str_intern_c(task, name) : 0;
    return word ? module_get(task, module, word) : VALUE_UNBOUND;
}

bool sys_is_default_excepthook(Value hook) { return hook == slot_load(&default_excepthook); }

/* ---- functions ---- */

static RT Value sys_exit(TASK, Value status)
{
    Value exception = value_is_tuple(status) ? call_spread(task, (Value)&type_SystemExit, status, VALUE_UNBOUND)
                                             : exception_new(task, &type_SystemExit, &status, status != VALUE_NONE);
    return exception ? raise_value(task, exception) : 0;
}

static Value handled(struct Task *task) { return task->handled ? task->handled : VALUE_NONE; }
static RT Value sys_exception(TASK) { return handled(task); }

static RT Value sys_exc_info(TASK)
{
    Value exception = handled(task), words[3] = {VALUE_NONE, VALUE_NONE, VALUE_NONE};
    if (exception != VALUE_NONE) {
        words[0] = value_from_object(type_of(exception));
        words[1] = exception;
        words[2] = object_get_attr(task, exception, NAME(__traceback__));
        if (!words[2])
            return 0;
    }
    return tuple_from(task, words, 3);
}

static RT Value sys_excepthook(TASK, Value type, Value exception, Value traceback)
{
    Value file = sys_attribute(task, "stderr");
    if (!value_is_instance(exception, &type_BaseException))
        return raise_error(task, &type_TypeError, "excepthook: Exception expected for value, %T found", exception);
    if (traceback != VALUE_NONE && object_set_attr(task, exception, NAME(__traceback__), traceback) < 0)
        return 0;
    traceback_print_exception(task, exception, file == VALUE_UNBOUND ? VALUE_NONE : file);
    return VALUE_NONE;
}

static RT Value sys_displayhook(TASK, Value object)
{
    if (object == VALUE_NONE)
        return VALUE_NONE;
    Value builtins = import_module_c(task, "builtins"), out = sys_attribute(task, "stdout");
    Value text = builtins && module_set_c(task, builtins, "_", VALUE_NONE) ? object_repr(task, object) : 0;
    if (out == VALUE_UNBOUND || out == VALUE_NONE)
        return raise_error(task, &type_RuntimeError, "lost sys.stdout");
    Value newline = text ? str_from_c(task, "\n") : 0;
    if (!newline || !io_write(task, out, text) || !io_write(task, out, newline))
        return 0;
    return module_set_c(task, builtins, "_", object) ? VALUE_NONE : 0;
}

static RT Value sys_unraisablehook(TASK, Value unraisable)
{
    Value file = sys_attribute(task, "stderr"), name = str_intern_c(task, "exc_value");
    Value exception = name ? object_get_attr(task, unraisable, name) : 0;
    if (!exception)
        return 0;
    if (value_is_instance(exception, &type_BaseException))
        traceback_print_exception(task, exception, file == VALUE_UNBOUND ? VALUE_NONE : file);
    return VALUE_NONE;
}

static RT Value sys_breakpointhook(TASK, Value args, Value kwargs)
{
    return raise_error(task, &type_NotImplementedError, "breakpoint() needs the debugger, which runs interpreted code only");
}

static RT Value sys_getrecursionlimit(TASK) { return int_from_i64(task, recursion_limit); }

static RT Value sys_setrecursionlimit(TASK, Value limit)
{
    int64_t wanted;
    if (!object_index_i64(task, limit, &wanted, false))
        return 0;
    if (wanted < 1)
        return raise_error(task, &type_ValueError, "recursion limit must be greater or equal than 1");
    int64_t depth = task_depth(task);
    if (depth >= wanted)
        return raise_error(task, &type_RecursionError,
                           "cannot set the recursion limit to %ld at the recursion depth %ld: the limit is too low",
                           (long)wanted, (long)depth);
    recursion_limit_set(task, wanted);
    return VALUE_NONE;
}

static RT Value sys_getsizeof(TASK, Value object, Value otherwise)
{
    Value size = call_special(task, object, NAME(__sizeof__), NULL, 0);
    if (size == VALUE_UNBOUND)
        size = raise_error(task, &type_TypeError, "Type %T doesn't define __sizeof__", object);
    if (size || otherwise == VALUE_UNBOUND || !exception_matches(task, &type_TypeError))
        return size;
    exception_clear(task);
    return otherwise;
}

static RT Value sys_getrefcount(TASK, Value object) { return value_from_small_int(2); }

static RT Value sys_intern(TASK, Value text)
{
    if (!value_is_exact_str(text))
        return raise_error(task, &type_TypeError, value_is_str(text) ? "can't intern %T" : "intern() argument must be str, not %T", text);
    return str_intern(task, text);
}

static RT Value sys_getdefaultencoding(TASK) { return str_from_c(task, "utf-8"); }
static RT Value sys_getfilesystemencodeerrors(TASK) { return str_from_c(task, "surrogateescape"); }
static RT Value sys_getswitchinterval(TASK)
{
    Value interval = slot_load(&switch_interval);
    return interval ? interval : float_from_double(task, 0.005);
}
static RT Value sys_setswitchinterval(TASK, Value interval)
{
    double seconds;
    if (!object_double(task, interval, &seconds))
        return 0;
    if (seconds <= 0)
        return raise_error(task, &type_ValueError, "switch interval must be strictly positive");
    Value stored = float_from_double(task, seconds);
    if (stored)
        gc_store(&switch_interval, stored);
    return stored ? VALUE_NONE : 0;
}

static RT Value sys_get_int_max_str_digits(TASK) { return int_from_i64(task, int_digit_limit); }
static RT Value sys_set_int_max_str_digits(TASK, Value digits)
{
    int64_t limit;
    if (!object_index_i64(task, digits, &limit, false))
        return 0;
    if (limit != 0 && limit < 640)
        return raise_error(task, &type_ValueError, "maxdigits must be 0 or larger than 640");
    int_digit_limit = limit;
    return VALUE_NONE;
}

static RT Value sys_is_finalizing(TASK) { return VALUE_FALSE; }
static RT Value sys_gettrace(TASK) { return VALUE_NONE; }
static RT Value sys_settrace(TASK, Value function)
{
    if (function == VALUE_NONE)
        return VALUE_NONE;
    return raise_error(task, &type_NotImplementedError, "tracing and profiling functions need interpreted code");
}
static RT Value sys_audit(TASK, Value event, Value args) { return VALUE_NONE; }
static RT Value sys_addaudithook(TASK, Value hook)
{
    return raise_error(task, &type_NotImplementedError, "audit hooks are not supported");
}
static RT Value sys_getallocatedblocks(TASK) { return int_from_i64(task, gc_live_bytes() / 64); }
static RT Value sys_call_tracing(TASK, Value function, Value args) { return call_spread(task, function, args, VALUE_UNBOUND); }
static RT Value sys_nothing(TASK) { return VALUE_NONE; }
static RT Value sys_zero(TASK) { return value_from_small_int(0); }
static RT Value sys_ignore(TASK, Value v) { return VALUE_NONE; }

/* ---- structures ---- */

#define FIELD(name, n) {name, struct_field_##n, NULL, NULL}
static const GetSetDef version_fields[] = {FIELD("major", 0), FIELD("minor", 1), FIELD("micro", 2),
                                           FIELD("releaselevel", 3), FIELD("serial", 4), {.name = NULL}};
static const GetSetDef flag_fields[] = {
    FIELD("debug", 0), FIELD("inspect", 1), FIELD("interactive", 2), FIELD("optimize", 3), FIELD("dont_write_bytecode", 4),
    FIELD("no_user_site", 5), FIELD("no_site", 6), FIELD("ignore_environment", 7), FIELD("verbose", 8),
    FIELD("bytes_warning", 9), FIELD("quiet", 10), FIELD("hash_randomization", 11), FIELD("isolated", 12),
    FIELD("dev_mode", 13), FIELD("utf8_mode", 14), FIELD("warn_default_encoding", 15), FIELD("safe_path", 16),
    FIELD("int_max_str_digits", 17), {.name = NULL}};
static const GetSetDef float_fields[] = {
    FIELD("max", 0), FIELD("max_exp", 1), FIELD("max_10_exp", 2), FIELD("min", 3), FIELD("min_exp", 4),
    FIELD("min_10_exp", 5), FIELD("dig", 6), FIELD("mant_dig", 7), FIELD("epsilon", 8), FIELD("radix", 9),
    FIELD("rounds", 10), {.name = NULL}};
static const GetSetDef int_fields[] = {FIELD("bits_per_digit", 0), FIELD("sizeof_digit", 1),
                                       FIELD("default_max_str_digits", 2), FIELD("str_digits_check_threshold", 3), {.name = NULL}};
static const GetSetDef hash_fields[] = {FIELD("width", 0), FIELD("modulus", 1), FIELD("inf", 2), FIELD("nan", 3),
                                        FIELD("imag", 4), FIELD("algorithm", 5), FIELD("hash_bits", 6), FIELD("seed_bits", 7),
                                        FIELD("cutoff", 8), {.name = NULL}};
static const GetSetDef thread_fields[] = {FIELD("name", 0), FIELD("lock", 1), FIELD("version", 2), {.name = NULL}};
static const GetSetDef asyncgen_fields[] = {FIELD("firstiter", 0), FIELD("finalizer", 1), {.name = NULL}};
STRUCT_TYPE(version_info, "sys.version_info", version_fields, "The version of the language, in parts.", struct_cannot_make)
STRUCT_TYPE(sys_flags, "sys.flags", flag_fields, "The interpreter's settings.", struct_cannot_make)
STRUCT_TYPE(float_info, "sys.float_info", float_fields, "Information about the float type.", struct_make)
STRUCT_TYPE(int_info, "sys.int_info", int_fields, "Information about Python's internal representation of integers.", struct_make)
STRUCT_TYPE(hash_info, "sys.hash_info", hash_fields, "Parameters used for computing hashes.", struct_make)
STRUCT_TYPE(thread_info, "sys.thread_info", thread_fields, "How threads are made.", struct_make)
STRUCT_TYPE(asyncgen_hooks, "sys.asyncgen_hooks", asyncgen_fields, "Hooks of asynchronous generators.", struct_make)

static Value number(int64_t i) { return value_from_small_int(i); }
static Value text(struct Task *task, const char *s) { return str_from_c(task, s); }

static RT Value sys_get_asyncgen_hooks(TASK)
{
    Value words[2] = {slot_load(&asyncgen_firstiter), slot_load(&asyncgen_finalizer)};
    words[0] = words[0] ? words[0] : VALUE_NONE;
    words[1] = words[1] ? words[1] : VALUE_NONE;
    return struct_new(task, &type_asyncgen_hooks, words);
}

static RT Value sys_set_asyncgen_hooks(TASK, Value args, Value firstiter, Value finalizer)
{
    if (tuple_size(args) > 0)
        firstiter = tuple_get(args, 0);
    if (tuple_size(args) > 1)
        finalizer = tuple_get(args, 1);
    if (firstiter != VALUE_UNBOUND)
        gc_store(&asyncgen_firstiter, firstiter);
    if (finalizer != VALUE_UNBOUND)
        gc_store(&asyncgen_finalizer, finalizer);
    return VALUE_NONE;
}

static bool add(struct Task *task, Value module, const char *name, Value value)
{
    return value && module_set_c(task, module, name, value);
}

/* What the driver passed on (tools/pyllc.c): read once, so that child processes do not see it. */
static struct { const char *flags, *warnings, *x_options, *driver; } given;

/* Its text stays where the process got it. */
static const char *take_variable(const char *name)
{
    const char *text = getenv(name);
    unsetenv(name);
    return text;
}

static void read_given(void)
{
    given.flags = take_variable("PYLLC_FLAGS");
    given.warnings = take_variable("PYLLC_WARNINGS");
    given.x_options = take_variable("PYLLC_X");
    given.driver = take_variable("PYLLC_DRIVER");
}

static int64_t flag_count(char letter)
{
    int64_t count = 0;
    for (const char *at = given.flags; at && *at; at++)
        count += *at == letter;
    return count;
}

static void set_flags(Value *flags)
{
    int64_t isolated = flag_count('I');
    flags[4] = value_from_small_int(flag_count('B') || getenv("PYTHONDONTWRITEBYTECODE"));
    flags[5] = value_from_small_int(flag_count('s') || isolated || getenv("PYTHONNOUSERSITE"));
    flags[6] = value_from_small_int(flag_count('S') > 0);
    flags[7] = value_from_small_int(flag_count('E') || isolated);
    flags[10] = value_from_small_int(flag_count('q') > 0);
    flags[12] = value_from_small_int(isolated > 0);
    flags[14] = value_from_small_int(given.x_options && strstr(given.x_options, "utf8") != NULL);
    flags[16] = value_from_bool(isolated > 0);
}

/* The lines (or words between `stop`) of a text, a list. */
static bool add_pieces(struct Task *task, Value list, const char *text, char stop)
{
    while (text && *text) {
        const char *end = strchr(text, stop);
        int64_t length = end ? end - text : (int64_t)strlen(text);
        Value piece = str_from_utf8(task, text, length);
        if (!piece || (length && !list_append(task, list, piece)))
            return false;
        text += length + (end != NULL);
    }
    return true;
}

/* sys.warnoptions: the variable's first, as they count least. */
static Value warn_options(struct Task *task)
{
    Value list = list_new(task, 0);
    return list && add_pieces(task, list, getenv("PYTHONWARNINGS"), ',') && add_pieces(task, list, given.warnings, '\n') ? list : 0;
}

static Value x_options(struct Task *task)
{
    Value list = list_new(task, 0), dict = dict_new(task);
    if (!list || !dict || !add_pieces(task, list, given.x_options, '\n'))
        return 0;
    for (int64_t i = 0; i < list_size(list); i++) {
        Value words[3], equals = str_from_c(task, "="), name = str_intern_c(task, "partition");
        Value parts = equals && name ? call_method(task, list_peek(list, i), name, &equals, 1) : 0;
        for (int k = 0; parts && k < 3; k++)
            words[k] = tuple_get(parts, k);
        if (!parts || !dict_set(task, dict, words[0], as_str(words[1])->length ? words[2] : VALUE_TRUE))
            return 0;
    }
    return dict;
}

static bool add_structures(struct Task *task, Value module)
{
    if (!struct_ready(task, &type_version_info, 5, 0) || !struct_ready(task, &type_sys_flags, 18, 0) ||
        !struct_ready(task, &type_float_info, 11, 0) || !struct_ready(task, &type_int_info, 4, 0) ||
        !struct_ready(task, &type_hash_info, 9, 0) || !struct_ready(task, &type_thread_info, 3, 0) ||
        !struct_ready(task, &type_asyncgen_hooks, 2, 0))
        return false;
    Value version[] = {number(3), number(11), number(2), text(task, "final"), number(0)};
    Value flags[18];
    for (int i = 0; i < 18; i++)
        flags[i] = number(0);
    const char *seed = getenv("PYTHONHASHSEED");
    flags[11] = number(seed == NULL || strcmp(seed, "0") != 0);
    flags[13] = VALUE_FALSE;
    set_flags(flags);
    flags[17] = number(int_digit_limit);
    Value floats[] = {float_from_double(task, DBL_MAX), number(DBL_MAX_EXP), number(DBL_MAX_10_EXP),
                      float_from_double(task, DBL_MIN), number(DBL_MIN_EXP), number(DBL_MIN_10_EXP), number(DBL_DIG),
                      number(DBL_MANT_DIG), float_from_double(task, DBL_EPSILON), number(FLT_RADIX), number(1)};
    Value ints[] = {number(30), number(4), number(4300), number(640)};
    Value hashes[] = {number(64), int_from_i64(task, ((int64_t)1 << 61) - 1), number(314159), number(0), number(1000003),
                      text(task, "siphash13"), number(64), number(128), number(0)};
    Value threads[] = {text(task, "pthread"), text(task, "semaphore"), text(task, "NPTL 2.36")};
    return add(task, module, "version_info", struct_new(task, &type_version_info, version)) &&
           add(task, module, "flags", struct_new(task, &type_sys_flags, flags)) &&
           add(task, module, "float_info", struct_new(task, &type_float_info, floats)) &&
           add(task, module, "int_info", struct_new(task, &type_int_info, ints)) &&
           add(task, module, "hash_info", struct_new(task, &type_hash_info, hashes)) &&
           add(task, module, "thread_info", struct_new(task, &type_thread_info, threads));
}

/* ---- the module ---- */

static RT Value sys_getframe(TASK, Value depth)
{
    int64_t n;
    if (!value_to_i64(task, depth, &n))
        return 0;
    Value frame = frame_current(task, n < 0 ? 0 : n);
    return frame == VALUE_UNBOUND ? raise_error(task, &type_ValueError, "call stack is not deep enough") : frame;
}

METHOD_TABLE_BEGIN(sys)
#include "runtime/modules/sys.def"
METHOD_TABLE_END

static bool add_implementation(struct Task *task, Value module)
{
    Value version = sys_attribute(task, "version_info"), dict = dict_new(task);
    if (!dict || !version || version == VALUE_UNBOUND)
        return false;
    const struct { const char *name; Value value; } rows[] = {
        {"name", text(task, "cpython")}, {"cache_tag", text(task, "pyllc-311")}, {"version", version},
        {"hexversion", number(0x030b02f0)}, {"_multiarch", text(task, "x86_64-linux-gnu")}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Value name = str_intern_c(task, rows[i].name);
        if (!name || !rows[i].value || !dict_set(task, dict, name, rows[i].value))
            return false;
    }
    Value namespace = call_spread(task, value_from_object(&type_simple_namespace), tuple_new(task, 0), dict);
    return add(task, module, "implementation", namespace);
}

static bool add_names(struct Task *task, Value module)
{
    static const char *const native[] = {
#define NATIVE_MODULE(name) #name,
#include "runtime/modules/modules.def"
#undef NATIVE_MODULE
    };
    int64_t n = sizeof native / sizeof *native;
    Value names = tuple_new(task, n);
    for (int64_t i = 0; names && i < n; i++) {
        Value name = str_intern_c(task, native[i]);
        if (!name)
            return false;
        tuple_init(names, i, name);
    }
    return add(task, module, "builtin_module_names", names);
}

static RT bool sys_init(TASK, Value module)
{
    read_given();
    gc_store(&sys_module, module);
    Value names[] = {str_intern_c(task, "excepthook"), str_intern_c(task, "displayhook"), str_intern_c(task, "unraisablehook"),
                     str_intern_c(task, "breakpointhook")};
    static const char *const saved[] = {"__excepthook__", "__displayhook__", "__unraisablehook__", "__breakpointhook__"};
    for (int i = 0; i < 4; i++) {
        Value hook = names[i] ? module_get(task, module, names[i]) : 0;
        if (!hook || !add(task, module, saved[i], hook))
            return false;
        if (i == 0)
            gc_store(&default_excepthook, hook);
    }
    return add_structures(task, module) && add_implementation(task, module) && add_names(task, module) &&
           add(task, module, "modules", modules_dict()) &&
           add(task, module, "version", text(task, "3.11.2 (main, Jan  1 2026, 00:00:00) [pyllc, Clang 19]")) &&
           add(task, module, "hexversion", number(0x030b02f0)) && add(task, module, "api_version", number(1013)) &&
           add(task, module, "copyright", text(task, "")) && add(task, module, "platform", text(task, "linux")) &&
           add(task, module, "byteorder", text(task, "little")) &&
           add(task, module, "maxsize", int_from_i64(task, INT64_MAX)) && add(task, module, "maxunicode", number(0x10ffff)) &&
           add(task, module, "float_repr_style", text(task, "short")) && add(task, module, "abiflags", text(task, "")) &&
           add(task, module, "pycache_prefix", VALUE_NONE) && add(task, module, "dont_write_bytecode", VALUE_TRUE) &&
           add(task, module, "platlibdir", text(task, "lib")) && add(task, module, "_git", VALUE_NONE) &&
           add(task, module, "warnoptions", warn_options(task)) && add(task, module, "_xoptions", x_options(task)) &&
           add(task, module, "meta_path", VALUE_NONE) && add(task, module, "path_hooks", VALUE_NONE) &&
           add(task, module, "path_importer_cache", VALUE_NONE) && add(task, module, "orig_argv", list_new(task, 0));
}

const NativeModule module_sys = {"sys", "The state of the running program and its surroundings.",
                                 sys_methods, sys_init};

/* ---- start ---- */

static Value words_list(struct Task *task, int count, char **words)
{
    Value list = list_new(task, 0);
    for (int i = 0; list && i < count; i++) {
        Value word = codec_decode(task, (const uint8_t *)words[i], (int64_t)strlen(words[i]), "utf-8", "surrogateescape");
        if (!word || !list_append(task, list, word))
            return 0;
    }
    return list;
}

enum { IMPORT_PAUSE = 500000 };          /* nanoseconds */
static RT bool pause_importing(TASK) { return task_sleep(task, IMPORT_PAUSE); }

/* Filters given from outside come into effect by the library's module. */
static bool start_warnings(struct Task *task, Value module)
{
    Value options = module_get(task, module, str_intern_c(task, "warnoptions"));
    return !options || !value_is_list(options) || list_size(options) == 0 || import_module_c(task, "warnings");
}

RT bool sys_start(TASK, int argc, char **argv, const char *script)
{
    Value module = import_module_c(task, "sys"), argument_list = module ? words_list(task, argc, argv) : 0;
    char own[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", own, sizeof own - 1);
    own[length > 0 ? length : 0] = 0;
    hook_import_pause = pause_importing;
    if (given.driver)                    /* started by `pyllc FILE`: that is what runs other programs, too */
        snprintf(own, sizeof own, "%s", given.driver);
    manifest_start(script);
    Value path = manifest_search_path(task), original = words_list(task, argc, argv);
    Value first = argument_list && argc ? manifest_main_argument(task, object_get_item(task, argument_list, value_from_small_int(0))) : 0;
    if (argc && (!first || object_set_item(task, argument_list, value_from_small_int(0), first) < 0))
        return false;
    return argument_list && add(task, module, "argv", argument_list) && add(task, module, "path", path) &&
           import_remember_path(task, path) &&
           add(task, module, "orig_argv", original) && add(task, module, "executable", text(task, own)) &&
           add(task, module, "_base_executable", text(task, own)) && add(task, module, "prefix", text(task, "/usr")) &&
           add(task, module, "exec_prefix", text(task, "/usr")) && add(task, module, "base_prefix", text(task, "/usr")) &&
           add(task, module, "base_exec_prefix", text(task, "/usr")) &&
           add(task, module, "_framework", text(task, "")) && add(task, module, "_stdlib_dir", VALUE_NONE) &&
           io_make_standard_streams(task, module) && start_warnings(task, module);
}
