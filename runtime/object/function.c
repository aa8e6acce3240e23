/* Python functions. A function's call record is immutable: changed defaults make a new one.
   The general entry binds arguments as the CodeInfo says, with CPython's words when they do not
   fit, and calls the direct entry. */
#include "runtime/object/function.h"
#include "runtime/object/generator.h"
#include "runtime/types/containers.h"
#include "runtime/abi/entries.h"
#include "runtime/object/call.h"
#include "runtime/object/descriptors.h"
#include "runtime/object/errors.h"
#include "runtime/object/exceptions.h"
#include "runtime/object/module.h"
#include <stdio.h>

enum { MAX_ON_STACK = 32 };

static Value parameter_name(const CodeInfo *code, int64_t i)
{
    return slot_load(&((PyTuple *)code->varnames)->items[i]);
}

/* ---- messages ------------------------------------------------------------------------------------ */

static RT Value name_list(TASK, const Value *names, int64_t n)
{
    Value text = str_format(task, "%R", names[0]);
    for (int64_t i = 1; text && i < n; i++)
        text = str_format(task, n == 2 ? "%U and %R" : i == n - 1 ? "%U, and %R" : "%U, %R", text, names[i]);
    return text;
}

static RT bool missing(TASK, PyFunction *f, const char *kind, const Value *names, int64_t n)
{
    Value list = name_list(task, names, n);
    if (list)
        raise_error(task, &type_TypeError, "%U() missing %ld required %s argument%s: %U", slot_load(&f->qualname), n, kind,
                    n == 1 ? "" : "s", list);
    return false;
}

static RT bool too_many(TASK, PyFunction *f, const CodeInfo *code, int64_t nargs, int64_t defaults, const Value *words)
{
    int64_t keyword_only = 0;
    for (int32_t i = 0; i < code->kwonlyargcount; i++)
        keyword_only += words[code->argcount + i] != 0;
    char given[120] = "";
    if (keyword_only)
        snprintf(given, sizeof given, " positional argument%s (and %ld keyword-only argument%s)", nargs == 1 ? "" : "s",
                 (long)keyword_only, keyword_only == 1 ? "" : "s");
    bool plural = defaults ? true : code->argcount != 1;
    char takes[64];
    if (defaults)
        snprintf(takes, sizeof takes, "from %d to %d", (int)(code->argcount - defaults), code->argcount);
    else
        snprintf(takes, sizeof takes, "%d", code->argcount);
    raise_error(task, &type_TypeError, "%U() takes %s positional argument%s but %ld%s %s given", slot_load(&f->qualname), takes,
                plural ? "s" : "", nargs, given, nargs == 1 && !keyword_only ? "was" : "were");
    return false;
}

/* ---- binding --------------------------------------------------------------------------------------- */

static int64_t find_keyword(const CodeInfo *code, Value name)
{
    int64_t n = code->argcount + code->kwonlyargcount;
    for (int64_t i = code->posonlyargcount; i < n; i++)
        if (parameter_name(code, i) == name)
            return i;
    return -1;
}

/* Names that were made at run time may be equal without being the same object. */
static RT int64_t find_equal(TASK, const CodeInfo *code, Value name)
{
    int64_t n = code->argcount + code->kwonlyargcount;
    for (int64_t i = code->posonlyargcount; i < n; i++)
        if (object_equal(task, parameter_name(code, i), name) == 1)
            return i;
    return -1;
}

static RT bool refuse_keyword(TASK, PyFunction *f, const CodeInfo *code, Value kwnames, Value name)
{
    PyTuple *names = (PyTuple *)kwnames;
    Value text = 0;
    for (int32_t i = 0; i < code->posonlyargcount; i++)
        for (int64_t k = 0; k < names->size; k++)
            if (object_equal(task, parameter_name(code, i), slot_load(&names->items[k])) == 1)
                text = text ? str_format(task, "%U, %U", text, parameter_name(code, i)) : parameter_name(code, i);
    if (text)
        raise_error(task, &type_TypeError, "%U() got some positional-only arguments passed as keyword arguments: '%U'",
                    slot_load(&f->qualname), text);
    else
        raise_error(task, &type_TypeError, "%U() got an unexpected keyword argument '%S'", slot_load(&f->qualname), name);
    return false;
}

static RT bool bind_keywords(TASK, PyFunction *f, const CodeInfo *code, const Value *values, Value kwnames, Value *words)
{
    PyTuple *names = (PyTuple *)kwnames;
    int64_t rest = code->flags & CODE_VARKEYWORDS ? code->parameter_count - 1 : -1;
    for (int64_t k = 0; k < names->size; k++) {
        Value name = slot_load(&names->items[k]);
        if (!value_is_str(name)) {
            raise_error(task, &type_TypeError, "%U() keywords must be strings", slot_load(&f->qualname));
            return false;
        }
        int64_t i = find_keyword(code, name);
        if (i < 0)
            i = find_equal(task, code, name);
        if (i < 0 && rest < 0)
            return refuse_keyword(task, f, code, kwnames, name);
        if (i < 0) {
            if (!dict_set(task, words[rest], name, values[k]))
                return false;
        } else if (words[i]) {
            raise_error(task, &type_TypeError, "%U() got multiple values for argument '%S'", slot_load(&f->qualname), name);
            return false;
        } else {
            words[i] = values[k];
        }
    }
    return true;
}

static RT bool fill_positional(TASK, PyFunction *f, const CallRecord *record, Value *words)
{
    const CodeInfo *code = record->code;
    PyTuple *defaults = (PyTuple *)slot_load(&record->defaults);
    int64_t count = defaults ? defaults->size : 0, first = code->argcount - count, absent = 0;
    for (int64_t i = 0; i < code->argcount; i++) {
        if (!words[i] && i >= first)
            words[i] = slot_load(&defaults->items[i - first]);
        absent += !words[i];
    }
    if (!absent)
        return true;
    Value names = tuple_new(task, absent);
    for (int64_t i = 0, n = 0; names && i < code->argcount; i++)
        if (!words[i])
            gc_init(&((PyTuple *)names)->items[n++], parameter_name(code, i));
    return names && missing(task, f, "positional", (Value *)((PyTuple *)names)->items, absent);
}

static RT bool fill_keyword_only(TASK, PyFunction *f, const CallRecord *record, Value *words)
{
    const CodeInfo *code = record->code;
    Value defaults = slot_load(&record->kwdefaults);
    Value absent = 0;
    for (int64_t i = code->argcount; i < code->argcount + code->kwonlyargcount; i++) {
        if (words[i])
            continue;
        Value found = defaults ? dict_get(task, defaults, parameter_name(code, i)) : VALUE_UNBOUND;
        if (!found)
            return false;
        if (found != VALUE_UNBOUND) {
            words[i] = found;
        } else {
            if (!absent)
                absent = list_new(task, 0);
            if (!absent || !list_append(task, absent, parameter_name(code, i)))
                return false;
        }
    }
    return !absent || missing(task, f, "keyword-only", (Value *)((PyList *)absent)->items->slots, ((PyList *)absent)->size);
}

/* Fills words[0 .. parameter_count). */
static RT bool bind_function(TASK, PyFunction *f, const CallRecord *record, const Value *args, int64_t nargs, Value kwnames, Value *words)
{
    const CodeInfo *code = record->code;
    int64_t given = nargs < code->argcount ? nargs : code->argcount, fixed = code->argcount + code->kwonlyargcount;
    for (int64_t i = 0; i < code->parameter_count; i++)
        words[i] = i < given ? args[i] : 0;
    if ((code->flags & CODE_VARARGS) && !(words[fixed] = tuple_from(task, args + given, nargs - given)))
        return false;
    if ((code->flags & CODE_VARKEYWORDS) && !(words[code->parameter_count - 1] = dict_new(task)))
        return false;
    if (kwnames && !bind_keywords(task, f, code, args + nargs, kwnames, words))
        return false;
    if (nargs > code->argcount && !(code->flags & CODE_VARARGS)) {
        PyTuple *defaults = (PyTuple *)slot_load(&record->defaults);
        return too_many(task, f, code, nargs, defaults ? defaults->size : 0, words);
    }
    return (given == code->argcount || fill_positional(task, f, record, words)) &&
           (!code->kwonlyargcount || fill_keyword_only(task, f, record, words));
}

RT Value function_general(TASK, Value callee, Value *args, int64_t nargs, Value kwnames)
{
    PyFunction *f = (PyFunction *)callee;
    const CallRecord *record = pointer_load(f->call.record);
    int64_t count = record->code->parameter_count;
    if (!stack_check(task))
        return 0;
    Value on_stack[MAX_ON_STACK];
    Value *words = count < MAX_ON_STACK ? on_stack : gc_alloc(task, (size_t)(count + 1) * sizeof(Value), LAYOUT_REFS);
    if (!words || !bind_function(task, f, record, args, nargs, kwnames, words))
        return 0;
    return call_direct(task, record->direct, words, count, callee);
}

/* ---- making ------------------------------------------------------------------------------------------ */

/* Of a function whose code was replaced by one that code.replace() made. */
typedef struct ChangedRecord { CallRecord record; Slot code; CallRecord *original; } ChangedRecord;

static RT CallRecord *record_with(TASK, const CallRecord *from, Value defaults, Value kwdefaults)
{
    size_t size = from->flags & RECORD_CHANGED ? sizeof(ChangedRecord) : sizeof(CallRecord);
    CallRecord *record = gc_alloc(task, size, LAYOUT_REFS);
    if (!record)
        return NULL;
    memcpy(record, from, size);
    gc_init(&record->defaults, defaults);
    gc_init(&record->kwdefaults, kwdefaults);
    return record;
}

/* Calls the function as it was, and marks the generator that it gives. */
static RT Value changed_general(TASK, Value callee, Value *args, int64_t nargs, Value kwnames)
{
    PyFunction *f = (PyFunction *)callee, *was = object_alloc(task, &type_function, 0);
    const ChangedRecord *changed = (ChangedRecord *)pointer_load(f->call.record);
    CallRecord *record = was ? record_with(task, changed->original, slot_load(&changed->record.defaults), slot_load(&changed->record.kwdefaults)) : NULL;
    if (!record || !stack_check(task))
        return 0;
    was->call.record = record;
    gc_init(&was->closure, slot_load(&f->closure));
    gc_init(&was->name, slot_load(&f->name));
    gc_init(&was->qualname, slot_load(&f->qualname));
    Value result = object_call(task, (Value)was, args, nargs, kwnames);
    if (result && value_has_shape(result, &shape_generator) && ((PyCode *)slot_load(&changed->code))->flags & CODE_ITERABLE_COROUTINE)
        ((PyGenerator *)result)->is_iterable = true;
    return result;
}

/* How a function is called that has this code. */
static RT CallRecord *record_of_code(TASK, PyCode *code, Value defaults, Value kwdefaults)
{
    CallRecord *original = code->record;
    if (code->flags == code->info->flags && !slot_load(&code->name) && !slot_load(&code->filename))
        return record_with(task, original, defaults, kwdefaults);
    ChangedRecord *changed = gc_new(task, ChangedRecord);
    if (!changed)
        return NULL;
    changed->record = *original;
    changed->record.direct = NULL;
    changed->record.general = changed_general;
    changed->record.arity = -1;
    changed->record.flags |= RECORD_CHANGED;
    gc_init(&changed->record.defaults, defaults);
    gc_init(&changed->record.kwdefaults, kwdefaults);
    gc_init(&changed->code, (Value)code);
    changed->original = original;
    return &changed->record;
}

RT Value function_new(TASK, const void *static_record, Value defaults, Value kwdefaults, Value annotations, const void *captured, int64_t count)
{
    CallRecord *record = (CallRecord *)static_record;
    const CodeInfo *code = record->code;
    if (defaults != VALUE_UNBOUND || kwdefaults != VALUE_UNBOUND) {
        bool any = defaults != VALUE_UNBOUND && defaults != VALUE_NONE && ((PyTuple *)defaults)->size;
        record = record_with(task, record, any ? defaults : 0, kwdefaults == VALUE_UNBOUND ? 0 : kwdefaults);
        if (!record)
            return 0;
    }
    Value closure = count ? tuple_from(task, captured, count) : 0;
    PyFunction *f = count && !closure ? NULL : object_alloc(task, &type_function, 0);
    if (!f)
        return 0;
    f->call.record = record;
    gc_init(&f->closure, closure);
    gc_init(&f->name, code->name);
    gc_init(&f->qualname, code->qualname);
    gc_init(&f->doc, code->docstring);
    gc_init(&f->annotations, annotations == VALUE_UNBOUND ? 0 : annotations);
    return (Value)f;
}

RT Value function_globals(TASK, PyFunction *f)
{
    Value globals = slot_load(&f->globals);
    if (!globals) {
        globals = module_info_globals(task, f->call.record->code->module);
        if (globals)
            gc_store(&f->globals, globals);
    }
    return globals;
}

/* ---- attributes --------------------------------------------------------------------------------------- */

static PyFunction *as_function(Value self) { return (PyFunction *)self; }
static RT Value get_globals(TASK, Value self) { return function_globals(task, as_function(self)); }
static RT Value get_name(TASK, Value self) { return slot_load(&as_function(self)->name); }
static RT Value get_qualname(TASK, Value self) { return slot_load(&as_function(self)->qualname); }
static RT int set_text(TASK, Slot *slot, Value value, const char *what)
{
    if (!value_is_str(value))
        return fail_int(raise_error(task, &type_TypeError, "%s must be set to a string object", what));
    gc_store(slot, value);
    return 0;
}
static RT int set_name(TASK, Value self, Value value) { return set_text(task, &as_function(self)->name, value, "__name__"); }
static RT int set_qualname(TASK, Value self, Value value) { return set_text(task, &as_function(self)->qualname, value, "__qualname__"); }
static RT Value get_doc(TASK, Value self)
{
    Value doc = slot_load(&as_function(self)->doc);
    return doc ? doc : VALUE_NONE;
}
static RT int set_doc(TASK, Value self, Value value)
{
    gc_store(&as_function(self)->doc, value == VALUE_UNBOUND ? VALUE_NONE : value);
    return 0;
}
static RT Value get_module(TASK, Value self)
{
    PyFunction *f = as_function(self);
    Value module = slot_load(&f->module);
    if (!module) {
        Value globals = function_globals(task, f);
        module = globals ? dict_get(task, globals, NAME(__name__)) : 0;
        if (module == VALUE_UNBOUND)
            module = VALUE_NONE;
        if (module)
            gc_store(&f->module, module);
    }
    return module;
}
static RT int set_module(TASK, Value self, Value value)
{
    gc_store(&as_function(self)->module, value == VALUE_UNBOUND ? VALUE_NONE : value);
    return 0;
}
static RT Value get_code(TASK, Value self)
{
    CallRecord *record = pointer_load(as_function(self)->call.record);
    return record->flags & RECORD_CHANGED ? slot_load(&((ChangedRecord *)record)->code) : code_of(task, record->code, record);
}
static RT int set_code(TASK, Value self, Value value)
{
    PyFunction *f = as_function(self);
    if (value == VALUE_UNBOUND || type_of(value) != &type_code)
        return fail_int(raise_error(task, &type_TypeError, "__code__ must be set to a code object"));
    PyCode *code = (PyCode *)value;
    int64_t wanted = ((PyTuple *)code->info->freevars)->size;
    Value closure = slot_load(&f->closure);
    int64_t has = closure ? ((PyTuple *)closure)->size : 0;
    if (wanted != has)
        return fail_int(raise_error(task, &type_ValueError, "%U() requires a code object with %ld free vars, not %ld",
                                    slot_load(&f->name), has, wanted));
    CallRecord *record = record_of_code(task, code, slot_load(&f->call.record->defaults), slot_load(&f->call.record->kwdefaults));
    if (!record)
        return -1;
    gc_store_pointer(f->call.record, record);
    return 0;
}
static RT Value get_defaults(TASK, Value self)
{
    Value defaults = slot_load(&as_function(self)->call.record->defaults);
    return defaults ? defaults : VALUE_NONE;
}
static RT int set_defaults(TASK, Value self, Value value)
{
    PyFunction *f = as_function(self);
    if (value != VALUE_UNBOUND && value != VALUE_NONE && !value_is_tuple(value))
        return fail_int(raise_error(task, &type_TypeError, "__defaults__ must be set to a tuple object"));
    CallRecord *record = record_with(task, f->call.record, value == VALUE_UNBOUND || value == VALUE_NONE ? 0 : value,
                                     slot_load(&f->call.record->kwdefaults));
    if (!record)
        return -1;
    gc_store_pointer(f->call.record, record);
    return 0;
}
static RT Value get_kwdefaults(TASK, Value self)
{
    Value defaults = slot_load(&as_function(self)->call.record->kwdefaults);
    return defaults ? defaults : VALUE_NONE;
}
static RT int set_kwdefaults(TASK, Value self, Value value)
{
    PyFunction *f = as_function(self);
    if (value != VALUE_UNBOUND && value != VALUE_NONE && !value_is_dict(value))
        return fail_int(raise_error(task, &type_TypeError, "__kwdefaults__ must be set to a dict object"));
    CallRecord *record = record_with(task, f->call.record, slot_load(&f->call.record->defaults),
                                     value == VALUE_UNBOUND || value == VALUE_NONE ? 0 : value);
    if (!record)
        return -1;
    gc_store_pointer(f->call.record, record);
    return 0;
}
/* The compiler gives a dict, or a flat tuple of names and values. */
static RT Value get_annotations(TASK, Value self)
{
    PyFunction *f = as_function(self);
    Value held = slot_load(&f->annotations);
    if (held && value_is_dict(held))
        return held;
    Value dict = dict_new(task);
    PyTuple *pairs = held && value_is_exact_tuple(held) ? (PyTuple *)held : NULL;
    for (int64_t i = 0; dict && pairs && i + 1 < pairs->size; i += 2)
        if (!dict_set(task, dict, slot_load(&pairs->items[i]), slot_load(&pairs->items[i + 1])))
            return 0;
    if (dict)
        gc_store(&f->annotations, dict);
    return dict;
}
static RT int set_annotations(TASK, Value self, Value value)
{
    if (value != VALUE_UNBOUND && value != VALUE_NONE && !value_is_dict(value))
        return fail_int(raise_error(task, &type_TypeError, "__annotations__ must be set to a dict object"));
    gc_store(&as_function(self)->annotations, value == VALUE_UNBOUND || value == VALUE_NONE ? 0 : value);
    return 0;
}
/* Values captured directly are shown as cells. */
static RT Value get_closure(TASK, Value self)
{
    PyTuple *closure = (PyTuple *)slot_load(&as_function(self)->closure);
    if (!closure)
        return VALUE_NONE;
    Value cells = tuple_new(task, closure->size);
    for (int64_t i = 0; cells && i < closure->size; i++) {
        Value item = slot_load(&closure->items[i]);
        if (type_of(item) != &type_cell && !(item = cell_new(task, item)))
            return 0;
        gc_init(&((PyTuple *)cells)->items[i], item);
    }
    return cells;
}
static RT Value get_dict(TASK, Value self) { return instance_dict(task, self); }
static RT int set_dict(TASK, Value self, Value value)
{
    if (value == VALUE_UNBOUND || !value_is_dict(value))
        return fail_int(raise_error(task, &type_TypeError, "__dict__ must be set to a dictionary, not a '%T'", value));
    return instance_replace_dict(task, self, value) ? 0 : -1;
}
static RT Value get_builtins(TASK, Value self)
{
    Value module = import_module_c(task, "builtins");
    return module ? module_dict(task, module) : 0;
}
static const GetSetDef getsets[] = {
    {"__name__", get_name, set_name, NULL}, {"__qualname__", get_qualname, set_qualname, NULL},
    {"__doc__", get_doc, set_doc, NULL}, {"__module__", get_module, set_module, NULL},
    {"__code__", get_code, set_code, NULL}, {"__defaults__", get_defaults, set_defaults, NULL},
    {"__kwdefaults__", get_kwdefaults, set_kwdefaults, NULL},
    {"__annotations__", get_annotations, set_annotations, NULL}, {"__closure__", get_closure, NULL, NULL},
    {"__globals__", get_globals, NULL, NULL}, {"__builtins__", get_builtins, NULL, NULL},
    {"__dict__", get_dict, set_dict, NULL}, {0},
};

static RT Value function_repr(TASK, Value self)
{
    char address[40];
    return str_format(task, "<function %U at %s>", slot_load(&as_function(self)->qualname), format_address(address, self));
}
static RT Value function_get(TASK, Value self, Value object, Value type) { return object ? method_new(task, self, object) : self; }

RT CallRecord *(*hook_record_over)(TASK, const CodeInfo *info, Value globals);

/* types.FunctionType(code, globals, name=None, argdefs=None, closure=None). */
static RT Value function_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    static ROOT Signature signature = SIGNATURE("function", "(code, globals, name=None, argdefs=None, closure=None)");
    Value a[5];
    if (!bind_arguments(task, &signature, args, nargs, kwnames, a))
        return 0;
    if (type_of(a[0]) != &type_code)
        return raise_error(task, &type_TypeError, "function() argument 'code' must be code, not %T", a[0]);
    if (!value_is_dict(a[1]))
        return raise_error(task, &type_TypeError, "function() argument 'globals' must be dict, not %T", a[1]);
    PyCode *code = (PyCode *)a[0];
    if (a[2] != VALUE_NONE && !value_is_str(a[2]))
        return raise_error(task, &type_TypeError, "arg 3 (name) must be None or string");
    if (a[3] != VALUE_NONE && !value_is_tuple(a[3]))
        return raise_error(task, &type_TypeError, "arg 4 (defaults) must be None or tuple");
    if (a[4] != VALUE_NONE && !value_is_tuple(a[4]))
        return raise_error(task, &type_TypeError, "arg 5 (closure) must be %stuple",
                           ((PyTuple *)code->info->freevars)->size ? "" : "None or ");
    int64_t wanted = ((PyTuple *)code->info->freevars)->size;
    int64_t has = a[4] == VALUE_NONE ? 0 : ((PyTuple *)a[4])->size;
    if (a[4] == VALUE_NONE && wanted)
        return raise_error(task, &type_TypeError, "arg 5 (closure) must be tuple");
    if (wanted != has)
        return raise_error(task, &type_ValueError, "%U requires closure of length %ld, not %ld", code->info->name, wanted, has);
    for (int64_t i = 0; i < has; i++)
        if (type_of(tuple_get(a[4], i)) != &type_cell)
            return raise_error(task, &type_TypeError, "arg 5 (closure) expected cell, found %T", tuple_get(a[4], i));
    CallRecord *record = code->record;
    bool is_dynamic = code->info->module->over_dict;
    if (is_dynamic && !(record = hook_record_over(task, code->info, a[1])))
        return 0;
    Value own = is_dynamic ? a[1] : module_info_globals(task, code->info->module);
    if (own != a[1])
        return own ? raise_error(task, &type_NotImplementedError,
                                 "a compiled function cannot be given other globals than its module's") : 0;
    Value defaults = a[3] != VALUE_NONE && tuple_size(a[3]) ? a[3] : 0;
    record = is_dynamic ? record_with(task, record, defaults, 0) : record_of_code(task, code, defaults, 0);
    Value f = record ? function_new(task, record, VALUE_UNBOUND, VALUE_UNBOUND, VALUE_UNBOUND, has ? ((PyTuple *)a[4])->items : NULL, has) : 0;
    Value name = a[2] != VALUE_NONE ? a[2] : slot_load(&code->name), qualname = slot_load(&code->qualname);
    if (f && name)
        gc_store(&as_function(f)->name, name);
    if (f && qualname)
        gc_store(&as_function(f)->qualname, qualname);
    return f;
}

BUILTIN_TYPE(function, "function", PyFunction, .flags = TYPE_FLAG_HAS_DICT, .getsets = getsets,
             .c_doc = "A function made of a code object and a namespace.",
             .slots = {.repr = function_repr, .descr_get = function_get, .new_ = function_make})
