/* The builtins module: its cells, and the functions that are little more than a protocol. */
#include "runtime/builtins/builtins.h"
#include "runtime/object/frame.h"
#include "runtime/object/generator.h"
#include "runtime/abi/entries.h"
#include "runtime/modules/io.h"
#include "runtime/object/class.h"
#include "runtime/types/containers.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/str.h"

#define BUILTIN(name) GlobalCell pyb_##name ROOT;
#include "runtime/builtins/builtins.def"
#undef BUILTIN

const DynamicCode *hook_dynamic_code;

/* ---- conversions and protocols ---- */

static RT Value builtin_abs(TASK, Value x)
{
    UnaryFn absolute = type_of(x)->slots.absolute;
    return absolute ? absolute(task, x) : raise_error(task, &type_TypeError, "bad operand type for abs(): '%T'", x);
}

static RT Value builtin_ascii(TASK, Value v)
{
    Value text = object_repr(task, v);
    return text ? str_ascii_repr(task, text) : 0;
}

/* Of a number that fits a word. */
static Value word_in_base(struct Task *task, int64_t i, int bits, char letter)
{
    char text[72], *start = text + sizeof text;
    uint64_t left = i < 0 ? -(uint64_t)i : (uint64_t)i;
    do {
        *--start = "0123456789abcdef"[left & ((1u << bits) - 1)];
        left >>= bits;
    } while (left);
    *--start = letter;
    *--start = '0';
    if (i < 0)
        *--start = '-';
    return str_from_ascii(task, start, text + sizeof text - start);
}

static Value in_base(struct Task *task, Value number, int base, char letter)
{
    if (value_is_small_int(number))
        return word_in_base(task, value_small_int(number), base == 2 ? 1 : base == 8 ? 3 : 4, letter);
    Value i = object_index(task, number), digits = i ? int_to_base(task, i, base) : 0;
    if (!digits)
        return 0;
    bool negative = int_sign(i) < 0;
    Value rest = negative ? str_substring(task, digits, 1, ((PyStr *)digits)->length) : digits;
    return rest ? str_format(task, "%s0%c%U", negative ? "-" : "", letter, rest) : 0;
}

static RT Value builtin_bin(TASK, Value number) { return in_base(task, number, 2, 'b'); }
static RT Value builtin_oct(TASK, Value number) { return in_base(task, number, 8, 'o'); }
static RT Value builtin_hex(TASK, Value number) { return in_base(task, number, 16, 'x'); }
static RT Value builtin_callable(TASK, Value v) { return value_from_bool(value_is_callable(v)); }

static RT Value builtin_chr(TASK, Value v)
{
    Value number = object_index(task, v);
    int64_t code;
    if (!number)
        return 0;
    if (!int_to_i64(number, &code) || code != (int32_t)code)
        return raise_error(task, &type_OverflowError, "Python int too large to convert to C int");
    if (code < 0 || code > 0x10ffff)
        return raise_error(task, &type_ValueError, "chr() arg not in range(0x110000)");
    return str_from_char(task, (uint32_t)code);
}

static RT Value builtin_ord(TASK, Value v)
{
    int64_t length;
    if (value_is_str(v)) {
        length = ((PyStr *)v)->length;
        if (length == 1)
            return value_from_small_int(str_at((PyStr *)v, 0));
    } else if (value_is_bytes(v)) {
        length = ((PyBytes *)v)->length;
        if (length == 1)
            return value_from_small_int(((PyBytes *)v)->data[0]);
    } else if (value_is_instance(v, &type_bytearray)) {
        length = object_length(task, v);
        if (length == 1)
            return object_get_item(task, v, value_from_small_int(0));
    } else {
        return raise_error(task, &type_TypeError, "ord() expected string of length 1, but %T found", v);
    }
    return raise_error(task, &type_TypeError, "ord() expected a character, but string of length %ld found", (long)length);
}

static RT Value builtin_hash(TASK, Value v)
{
    int64_t hash = object_hash(task, v);
    return hash == -1 ? 0 : int_from_i64(task, hash);
}

static RT Value builtin_id(TASK, Value v) { return int_from_i64(task, object_id(v)); }
static RT Value builtin_repr(TASK, Value v) { return object_repr(task, v); }

RT Value builtin_len(TASK, Value v)
{
    int64_t length = object_length(task, v);
    return length < 0 ? 0 : int_from_i64(task, length);
}

static RT Value builtin_format(TASK, Value v, Value spec)
{
    if (!value_is_str(spec))
        return raise_error(task, &type_TypeError, "format() argument 2 must be str, not %T", spec);
    return object_format(task, v, spec);
}

static RT Value builtin_pow(TASK, Value base, Value exponent, Value modulus)
{
    return object_power(task, base, exponent, modulus);
}

static Value truth(int result) { return result < 0 ? 0 : value_from_bool(result); }
static RT Value builtin_isinstance(TASK, Value v, Value classes) { return truth(object_is_instance(task, v, classes)); }
static RT Value builtin_issubclass(TASK, Value v, Value classes) { return truth(object_is_subclass(task, v, classes)); }

/* ---- attributes ---- */

static Value attribute_name(struct Task *task, Value name, const char *function)
{
    if (value_is_str(name))
        return str_intern(task, value_is_exact_str(name) ? name : str_exact(task, name));
    return raise_error(task, &type_TypeError, function ? "%s(): attribute name must be string" : "attribute name must be string, not '%T'",
                       function ? (Value)function : name);
}

static RT Value builtin_getattr(TASK, Value object, Value name, Value otherwise)
{
    name = attribute_name(task, name, NULL);
    if (!name || otherwise == VALUE_UNBOUND)
        return name ? object_get_attr(task, object, name) : 0;
    Value found = object_get_attr_or_unbound(task, object, name);
    return found == VALUE_UNBOUND ? otherwise : found;
}

static RT Value builtin_hasattr(TASK, Value object, Value name)
{
    name = attribute_name(task, name, NULL);
    Value found = name ? object_get_attr_or_unbound(task, object, name) : 0;
    return found ? value_from_bool(found != VALUE_UNBOUND) : 0;
}

static RT Value builtin_setattr(TASK, Value object, Value name, Value value)
{
    name = attribute_name(task, name, NULL);
    return name && object_set_attr(task, object, name, value) == 0 ? VALUE_NONE : 0;
}

static RT Value builtin_delattr(TASK, Value object, Value name)
{
    name = attribute_name(task, name, NULL);
    return name && object_set_attr(task, object, name, VALUE_UNBOUND) == 0 ? VALUE_NONE : 0;
}

static RT Value builtin_globals(TASK)
{
    Value globals = frame_globals(task);
    return globals || task->exception ? globals : raise_error(task, &type_RuntimeError, "globals(): no global variables are known here");
}

/* What the caller has handed over; a module's locals are its globals. */
static RT Value builtin_locals(TASK)
{
    Value locals = caller_locals_take(task);
    return locals ? locals : builtin_globals(task);
}

RT Value builtin_dir(TASK, Value object)
{
    Value names;
    if (object == VALUE_UNBOUND) {
        Value locals = builtin_locals(task);
        names = locals ? list_from_iterable(task, locals) : 0;
    } else {
        names = call_special(task, object, NAME(__dir__), NULL, 0);
        if (names == VALUE_UNBOUND)
            return raise_error(task, &type_TypeError, "object does not provide __dir__");
        names = names ? list_from_iterable(task, names) : 0;
    }
    return names && list_sort(task, names, VALUE_NONE, false) ? names : 0;
}


static RT Value builtin_vars(TASK, Value object)
{
    if (object == VALUE_UNBOUND)
        return builtin_locals(task);
    Value dict = object_get_attr_or_unbound(task, object, NAME(__dict__));
    return dict == VALUE_UNBOUND
               ? raise_error(task, &type_TypeError, "vars() argument must have __dict__ attribute") : dict;
}

/* ---- iteration ---- */

static RT Value builtin_iter(TASK, Value object, Value sentinel)
{
    if (sentinel == VALUE_UNBOUND)
        return object_iter(task, object);
    if (!value_is_callable(object))
        return raise_error(task, &type_TypeError, "iter(v, w): v must be callable");
    return callable_iterator_new(task, object, sentinel);
}

static RT Value builtin_next(TASK, Value iterator, Value otherwise)
{
    if (!value_is_iterator(iterator))
        return raise_error(task, &type_TypeError, "'%T' object is not an iterator", iterator);
    Value item = object_next(task, iterator);
    if (item && item != VALUE_STOP)
        return item;
    if (!item) {
        if (otherwise == VALUE_UNBOUND || !exception_matches(task, &type_StopIteration))
            return 0;
        exception_clear(task);
        return otherwise;
    }
    return otherwise == VALUE_UNBOUND ? raise_stop_of(task, iterator) : otherwise;
}

static RT Value builtin_aiter(TASK, Value v)
{
    UnaryFn aiter = type_of(v)->slots.aiter;
    if (aiter == NULL)
        return raise_error(task, &type_TypeError, "'%T' object is not an async iterable", v);
    Value iterator = aiter(task, v);
    if (iterator && type_of(iterator)->slots.anext == NULL)
        return raise_error(task, &type_TypeError, "aiter() returned not an async iterator of type '%T'", iterator);
    return iterator;
}

static RT Value builtin_anext(TASK, Value v, Value otherwise)
{
    UnaryFn anext = type_of(v)->slots.anext;
    if (anext == NULL)
        return raise_error(task, &type_TypeError, "'%T' object is not an async iterator", v);
    Value awaitable = anext(task, v);
    if (!awaitable || otherwise == VALUE_UNBOUND)
        return awaitable;
    return raise_error(task, &type_NotImplementedError, "anext() with a default is not supported");
}

/* ---- dynamic code, imports, classes ---- */

static const DynamicCode *dynamic_code(struct Task *task, const char *name)
{
    if (hook_dynamic_code == NULL)
        raise_error(task, &type_NotImplementedError, "%s() needs the interpreter, which is not linked into this program", name);
    return hook_dynamic_code;
}

static RT Value builtin_compile(TASK, Value source, Value filename, Value mode, Value flags, Value dont_inherit,
                                Value optimize, Value feature_version)
{
    const DynamicCode *code = dynamic_code(task, "compile");
    return code ? code->compile(task, source, filename, mode, flags, dont_inherit, optimize, feature_version) : 0;
}

static RT Value builtin_eval(TASK, Value source, Value globals, Value locals)
{
    const DynamicCode *code = dynamic_code(task, "eval");
    return code ? code->eval(task, source, globals, locals) : 0;
}

static RT Value builtin_exec(TASK, Value source, Value globals, Value locals, Value closure)
{
    const DynamicCode *code = dynamic_code(task, "exec");
    return code ? code->exec(task, source, globals, locals, closure) : 0;
}

static RT Value builtin_exit(TASK, Value code)
{
    Value exception = exception_new(task, &type_SystemExit, &code, 1);
    return exception ? raise_value(task, exception) : 0;
}

static RT Value builtin_breakpoint(TASK, Value args, Value kwargs)
{
    Value sys = import_module_c(task, "sys"), name = sys ? str_intern_c(task, "breakpointhook") : 0;
    Value hook = name ? object_get_attr(task, sys, name) : 0;
    return hook ? call_spread(task, hook, args, kwargs) : 0;
}

static RT Value builtin_import(TASK, Value name, Value globals, Value locals, Value from_list, Value level)
{
    int64_t dots;
    if (!object_index_i64(task, level, &dots, false))
        return 0;
    if (dots > 0 && !value_is_dict(globals))
        return raise_error(task, globals == VALUE_NONE ? &type_KeyError : &type_TypeError,
                           globals == VALUE_NONE ? "'__name__' not in globals" : "globals must be a dict");
    return import_with_globals(task, name, from_list, dots, globals);
}

static RT Value builtin_build_class(TASK, Value function, Value name, Value bases, Value keywords)
{
    return class_build(task, function, name, bases, dict_length(task, keywords) ? keywords : VALUE_UNBOUND);
}

static RT Value builtin_open(TASK, Value file, Value mode, Value buffering, Value encoding, Value errors, Value newline,
                             Value closefd, Value opener)
{
    return io_open(task, file, mode, buffering, encoding, errors, newline, closefd, opener);
}

/* ---- the module ---- */

METHOD_TABLE_BEGIN(builtins)
#include "runtime/builtins/functions.def"
METHOD_TABLE_END

static const struct { const char *name; PyType *type; } types[] = {
#define EXCEPTION(id, base, struct_type, doc) {#id, &type_##id},
#include "runtime/object/exceptions.def"
#undef EXCEPTION
    {"EnvironmentError", &type_OSError}, {"IOError", &type_OSError}, {"bool", &type_bool},
    {"bytearray", &type_bytearray}, {"bytes", &type_bytes}, {"classmethod", &type_classmethod},
    {"complex", &type_complex}, {"dict", &type_dict}, {"enumerate", &type_enumerate}, {"filter", &type_filter},
    {"float", &type_float}, {"frozenset", &type_frozenset}, {"int", &type_int}, {"list", &type_list},
    {"map", &type_map}, {"memoryview", &type_memoryview}, {"object", &type_object}, {"property", &type_property},
    {"range", &type_range}, {"reversed", &type_reversed}, {"set", &type_set}, {"slice", &type_slice},
    {"staticmethod", &type_staticmethod}, {"str", &type_str}, {"super", &type_super}, {"tuple", &type_tuple},
    {"type", &type_type}, {"zip", &type_zip}};
static const struct { const char *name; Value value; } constants[] = {
    {"Ellipsis", VALUE_ELLIPSIS}, {"False", VALUE_FALSE}, {"None", VALUE_NONE},
    {"NotImplemented", VALUE_NOTIMPLEMENTED}, {"True", VALUE_TRUE}, {"__debug__", VALUE_TRUE}};
static const struct { const char *name; GlobalCell *cell; } cells[] = {
#define BUILTIN(name) {#name, &pyb_##name},
#include "runtime/builtins/builtins.def"
#undef BUILTIN
};

static Value builtin_value(struct Task *task, const char *name)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strcmp(types[i].name, name) == 0)
            return value_from_object(types[i].type);
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        if (strcmp(constants[i].name, name) == 0)
            return constants[i].value;
    for (const MethodDef *def = builtins_methods; def->name; def++)
        if (strcmp(def->name, name) == 0)
            return builtin_function_new(task, def, 0, NAME(builtins));
    return raise_error(task, &type_SystemError, "no builtin named %s", name);
}

static RT bool builtins_init(TASK, Value v)
{
    PyModule *module = (PyModule *)v;
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        Value name = str_intern_c(task, cells[i].name), value = name ? builtin_value(task, cells[i].name) : 0;
        if (!value)
            return false;
        gc_store(&cells[i].cell->value, value);
        if (cell_table_add(task, &module->names, &module->lock, name, cells[i].cell) == NULL)
            return false;
    }
    ((PyBuiltin *)slot_load(&pyb_min.value))->call.record->general = builtin_min_call;
    ((PyBuiltin *)slot_load(&pyb_max.value))->call.record->general = builtin_max_call;
    return true;
}

const NativeModule module_builtins = {
    "builtins",
    "The names every module sees.",
    NULL, builtins_init};
