/* Exception classes and what raises, catches and chains exceptions.

   The pending exception stands in task->exception while a failure travels up; the one being
   handled in task->handled. Raising links the handled one as __context__. Every class is a row
   of exceptions.def; the struct named there brings its members and slots by TRAITS_ below. */
#include "runtime/object/exceptions.h"

#include <stdarg.h>

#include "runtime/abi/entries.h"
#include "runtime/object/attribute.h"
#include "runtime/object/builtin.h"
#include "runtime/object/traceback.h"
#include "runtime/types/str.h"

/* ---- raising ---------------------------------------------------------------------------------- */

/* Links the handled exception behind the new one, without making a cycle. */
static void chain_context(Value exception, Value handled)
{
    if (!handled || handled == VALUE_NONE || handled == exception)
        return;
    Value behind = handled;                       /* goes half as fast: meets v in a cycle that was there before */
    bool steps = false;
    for (Value v = handled, next; v; v = next) {
        next = slot_load(&exception_of(v)->context);
        if (next == exception) {
            gc_store(&exception_of(v)->context, 0);
            break;
        }
        if (next == behind)
            break;
        if (steps)
            behind = slot_load(&exception_of(behind)->context);
        steps = !steps;
    }
    gc_store(&exception_of(exception)->context, handled);
}

RT Value raise_value(TASK, Value exception)
{
    if (!exception)
        return 0;                                         /* making it failed: that is what is raised */
    chain_context(exception, task->handled);
    task->exception = exception;
    return 0;
}

RT Value exception_new(TASK, PyType *type, Value *args, int64_t nargs)
{
    return object_call(task, value_from_object(type), args, nargs, 0);
}

/* MemoryErrors made at start, for when there is no memory for one. */
enum { SPARES = 8 };
static ROOT Slot spares[SPARES];

RT bool memory_errors_start(TASK)
{
    for (int i = 0; i < SPARES; i++) {
        Value spare = exception_new(task, &type_MemoryError, NULL, 0);
        if (!spare)
            return false;
        gc_store(&spares[i], spare);
    }
    return true;
}

Value memory_error_spare(void)
{
    static uint32_t used;
    Value spare = slot_load(&spares[__atomic_fetch_add(&used, 1, __ATOMIC_RELAXED) % SPARES]);
    PyException *e = exception_of(spare);
    gc_store(&e->traceback, 0);
    gc_store(&e->context, 0);
    gc_store(&e->cause, 0);
    return spare;
}

/* An instance with one argument, without calling Python code: for classes of exceptions.def. */
static Value plain_new(struct Task *task, PyType *type, Value argument)
{
    if (type->slots.init != type_Exception.slots.init || type->slots.new_ != type_Exception.slots.new_)
        return exception_new(task, type, &argument, 1);
    Value args = tuple_from(task, &argument, 1);
    PyException *e = args ? object_alloc(task, type, 0) : NULL;
    if (!e)
        return 0;
    gc_init(&e->args, args);
    return value_from_object(e);
}

Value raise_error(struct Task *task, PyType *type, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    Value text = str_format_va(task, format, arguments);
    va_end(arguments);
    return text ? raise_value(task, plain_new(task, type, text)) : 0;
}

RT Value raise_key_error(TASK, Value key) { return raise_value(task, plain_new(task, &type_KeyError, key)); }

RT Value raise_stop_iteration(TASK, Value value) { return raise_value(task, exception_new(task, &type_StopIteration, &value, 1)); }

RT bool exception_matches(TASK, PyType *type) { return task->exception && value_is_instance(task->exception, type); }

RT Value exception_take(TASK)
{
    Value exception = task->exception;
    task->exception = 0;
    return exception;
}

RT void exception_clear(TASK) { task->exception = 0; }

void exception_set_cause(Value self, Value cause)
{
    gc_store(&exception_of(self)->cause, cause == VALUE_NONE ? 0 : cause);
    exception_of(self)->suppress_context = true;
}

/* ---- what compiled code calls -------------------------------------------------------------------- */

static bool is_exception_class(Value v)
{
    return value_is_type(v) && type_is_subtype((PyType *)v, &type_BaseException);
}

static RT Value exception_made(TASK, Value cls, Value made)
{
    if (!made || value_is_instance(made, &type_BaseException))
        return made;
    return raise_error(task, &type_TypeError, "calling %R should have returned an instance of BaseException, not %R", cls,
                       value_from_object(type_of(made)));
}

/* The instance that `raise v` means, or zero. */
static Value instance_of(struct Task *task, Value v, const char *otherwise)
{
    if (is_exception_class(v))
        return exception_made(task, v, call_zero(task, v));
    if (value_is_instance(v, &type_BaseException))
        return v;
    return raise_error(task, &type_TypeError, "%s", otherwise);
}

RT Value exception_raise(TASK, Value v, Value cause)
{
    Value exception = instance_of(task, v, "exceptions must derive from BaseException");
    if (!exception)
        return 0;
    if (cause != VALUE_UNBOUND) {
        if (cause != VALUE_NONE)
            cause = instance_of(task, cause, "exception causes must derive from BaseException");
        if (!cause)
            return 0;
        exception_set_cause(exception, cause);
    }
    return raise_value(task, exception);
}

RT Value exception_reraise(TASK, Value exception)
{
    task->exception = exception;
    return 0;
}

RT Value exception_current(TASK)
{
    if (task->handled && task->handled != VALUE_NONE)
        return task->handled;
    return raise_error(task, &type_RuntimeError, "No active exception to reraise");
}

RT Value exception_catch(TASK) { return exception_take(task); }

RT Value exception_enter(TASK, Value exception)
{
    Value before = task->handled ? task->handled : VALUE_NONE;
    task->handled = exception;
    return before;
}

RT void exception_leave(TASK, Value before) { task->handled = before; }

static int match_one(struct Task *task, Value exception, Value type)
{
    if (!is_exception_class(type))
        return fail_int(raise_error(task, &type_TypeError,
                                    "catching classes that do not inherit from BaseException is not allowed"));
    return value_is_instance(exception, (PyType *)type);
}

RT int exception_match(TASK, Value exception, Value type)
{
    if (!value_is_tuple(type))
        return match_one(task, exception, type);
    int found = 0;
    const PyTuple *types = (PyTuple *)type;
    for (int64_t i = 0; i < types->size; i++) {
        int one = match_one(task, exception, slot_load(&types->items[i]));
        if (one < 0)
            return -1;
        found |= one;
    }
    return found;
}

RT Value assertion_error(TASK, Value message)
{
    Value made = message == VALUE_UNBOUND ? exception_new(task, &type_AssertionError, NULL, 0)
                                          : exception_new(task, &type_AssertionError, &message, 1);
    return raise_value(task, made);
}

/* ---- context managers ------------------------------------------------------------------------------ */

/* A special method of the class, bound; VALUE_UNBOUND when there is none. */
static Value bound_special(struct Task *task, Value self, Value name)
{
    Value found = type_lookup(type_of(self), name);
    if (!found)
        return VALUE_UNBOUND;
    TernaryFn get = type_of(found)->slots.descr_get;
    return get ? get(task, found, self, value_from_object(type_of(self))) : found;
}

RT Value with_enter(TASK, Value manager, int64_t is_async)
{
    const char *kind = is_async ? "asynchronous context manager" : "context manager";
    Value enter = bound_special(task, manager, is_async ? NAME(__aenter__) : NAME(__enter__));
    if (enter == VALUE_UNBOUND)
        return raise_error(task, &type_TypeError, "'%T' object does not support the %s protocol", manager, kind);
    Value leave = enter ? bound_special(task, manager, is_async ? NAME(__aexit__) : NAME(__exit__)) : 0;
    if (leave == VALUE_UNBOUND)
        return raise_error(task, &type_TypeError, "'%T' object does not support the %s protocol (missed %s method)", manager,
                           kind, is_async ? "__aexit__" : "__exit__");
    Value result = leave ? call_zero(task, enter) : 0;
    if (!result)
        return 0;
    const Value both[2] = {leave, result};
    return tuple_from(task, both, 2);
}

RT Value with_exit_exception(TASK, Value leave, Value exception)
{
    Value traceback = slot_load(&exception_of(exception)->traceback);
    Value args[3] = {value_from_object(type_of(exception)), exception, traceback ? traceback : VALUE_NONE};
    return object_call(task, leave, args, 3, 0);
}

/* ---- BaseException ------------------------------------------------------------------------------------ */

RT bool exception_set_args(TASK, Value self, const Value *args, int64_t nargs, Value kwnames)
{
    if (kwnames && ((PyTuple *)kwnames)->size) {
        raise_error(task, &type_TypeError, "%s() takes no keyword arguments", type_name(type_of(self)));
        return false;
    }
    Value tuple = tuple_from(task, args, nargs);
    if (tuple)
        gc_store(&exception_of(self)->args, tuple);
    return tuple != 0;
}

static RT Value base_new(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    Value tuple = tuple_from(task, args, nargs);
    PyException *e = tuple ? object_alloc(task, (PyType *)cls, 0) : NULL;
    if (!e)
        return 0;
    gc_init(&e->args, tuple);
    return value_from_object(e);
}

static RT int base_init(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    return exception_set_args(task, self, args, nargs, kwnames) ? 0 : -1;
}

static Value args_of(Value self) { return slot_load(&exception_of(self)->args); }
static Value argument(Value self, int64_t i) { return slot_load(&((PyTuple *)args_of(self))->items[i]); }
static int64_t argument_count(Value self) { return ((PyTuple *)args_of(self))->size; }

static RT Value base_str(TASK, Value self)
{
    switch (argument_count(self)) {
    case 0: return STR_EMPTY;
    case 1: return object_str(task, argument(self, 0));
    default: return object_str(task, args_of(self));
    }
}

static RT Value base_repr(TASK, Value self)
{
    const char *name = type_name(type_of(self));
    if (argument_count(self) == 1)
        return str_format(task, "%s(%R)", name, argument(self, 0));
    return str_format(task, "%s%R", name, args_of(self));
}

static RT Value exception_with_traceback(TASK, Value self, Value traceback)
{
    return object_set_attr(task, self, NAME(__traceback__), traceback) < 0 ? 0 : self;
}

static RT Value exception_add_note(TASK, Value self, Value note)
{
    if (!value_is_str(note))
        return raise_error(task, &type_TypeError, "note must be a str, not '%T'", note);
    Value notes = object_get_attr_or_unbound(task, self, NAME(__notes__));
    if (notes == VALUE_UNBOUND) {
        notes = list_new(task, 0);
        if (!notes || object_set_attr(task, self, NAME(__notes__), notes) < 0)
            return 0;
    }
    if (!notes)
        return 0;
    if (!value_is_list(notes))
        return raise_error(task, &type_TypeError, "Cannot add note: __notes__ is not a list");
    return list_append(task, notes, note) ? VALUE_NONE : 0;
}

static RT Value exception_reduce(TASK, Value self)
{
    Value dict = object_get_attr(task, self, NAME(__dict__));
    if (!dict)
        return 0;
    Value parts[3] = {value_from_object(type_of(self)), args_of(self), dict};
    return tuple_from(task, parts, object_length(task, dict) > 0 ? 3 : 2);
}

static RT Value exception_set_state(TASK, Value self, Value state)
{
    if (state == VALUE_NONE)
        return VALUE_NONE;
    if (!value_is_dict(state))
        return raise_error(task, &type_TypeError, "state is not a dictionary");
    Value items = call_method(task, state, NAME(items), NULL, 0), iterator = items ? object_iter(task, items) : 0, pair = 0;
    while (iterator && (pair = object_next(task, iterator)) && pair != VALUE_STOP) {
        const PyTuple *item = (PyTuple *)pair;
        if (object_set_attr(task, self, slot_load(&item->items[0]), slot_load(&item->items[1])) < 0)
            return 0;
    }
    return iterator && pair ? VALUE_NONE : 0;
}

static RT Value get_args(TASK, Value self) { return args_of(self); }

static RT int set_args(TASK, Value self, Value value)
{
    if (value == VALUE_UNBOUND)
        return fail_int(raise_error(task, &type_TypeError, "args may not be deleted"));
    Value tuple = call_one(task, value_from_object(&type_tuple), value);
    if (!tuple)
        return -1;
    gc_store(&exception_of(self)->args, tuple);
    return 0;
}

static Value or_none(const Slot *slot)
{
    Value v = slot_load(slot);
    return v ? v : VALUE_NONE;
}

static RT Value get_traceback(TASK, Value self) { return or_none(&exception_of(self)->traceback); }
static RT Value get_context(TASK, Value self) { return or_none(&exception_of(self)->context); }
static RT Value get_cause(TASK, Value self) { return or_none(&exception_of(self)->cause); }
static RT Value get_suppress(TASK, Value self) { return value_from_bool(exception_of(self)->suppress_context); }

static RT int set_traceback(TASK, Value self, Value value)
{
    if (value == VALUE_UNBOUND)
        return fail_int(raise_error(task, &type_TypeError, "__traceback__ may not be deleted"));
    if (value != VALUE_NONE && !value_has_shape(value, &shape_traceback))
        return fail_int(raise_error(task, &type_TypeError, "__traceback__ must be a traceback or None"));
    gc_store(&exception_of(self)->traceback, value == VALUE_NONE ? 0 : value);
    return 0;
}

/* __context__ or __cause__: an exception or None. */
static bool check_link(struct Task *task, const char *name, Value value)
{
    if (value == VALUE_UNBOUND)
        raise_error(task, &type_TypeError, "%s may not be deleted", name);
    else if (value == VALUE_NONE || value_is_instance(value, &type_BaseException))
        return true;
    else
        raise_error(task, &type_TypeError, "exception %s must be None or derive from BaseException", name + 2);
    return false;
}

static RT int set_context(TASK, Value self, Value value)
{
    if (value != VALUE_UNBOUND && value != VALUE_NONE && !value_is_instance(value, &type_BaseException))
        return fail_int(raise_error(task, &type_TypeError, "exception context must be None or derive from BaseException"));
    if (!check_link(task, "__context__", value))
        return -1;
    gc_store(&exception_of(self)->context, value == VALUE_NONE ? 0 : value);
    return 0;
}

static RT int set_cause(TASK, Value self, Value value)
{
    if (value != VALUE_UNBOUND && value != VALUE_NONE && !value_is_instance(value, &type_BaseException))
        return fail_int(raise_error(task, &type_TypeError, "exception cause must be None or derive from BaseException"));
    if (!check_link(task, "__cause__", value))
        return -1;
    exception_set_cause(self, value);
    return 0;
}

static RT int set_suppress(TASK, Value self, Value value)
{
    if (value == VALUE_UNBOUND)
        return fail_int(raise_error(task, &type_TypeError, "can't delete numeric/char attribute"));
    if (!value_is_bool(value))
        return fail_int(raise_error(task, &type_TypeError, "attribute value type must be bool"));
    exception_of(self)->suppress_context = value_bool(value);
    return 0;
}

static RT Value get_dict(TASK, Value self) { return instance_dict(task, self); }

static const GetSetDef base_getsets[] = {
    {"args", get_args, set_args, NULL}, {"__dict__", get_dict, attribute_set_dict, NULL},
    {"__traceback__", get_traceback, set_traceback, NULL},
    {"__context__", get_context, set_context, "exception context"},
    {"__cause__", get_cause, set_cause, "exception cause"},
    {"__suppress_context__", get_suppress, set_suppress, NULL},
    {NULL, NULL, NULL, NULL},
};

METHOD_TABLE_BEGIN(base)
#include "runtime/object/exception.def"
METHOD_TABLE_END

/* ---- classes with attributes of their own --------------------------------------------------------------- */

static RT int stop_iteration_init(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    gc_store(&((PyStopIteration *)self)->value, nargs > 0 ? args[0] : VALUE_NONE);
    return base_init(task, self, args, nargs, kwnames);
}

static RT int system_exit_init(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    Value code = nargs == 1 ? args[0] : nargs == 0 ? VALUE_NONE : tuple_from(task, args, nargs);
    if (!code)
        return -1;
    gc_store(&((PySystemExit *)self)->code, code);
    return base_init(task, self, args, nargs, kwnames);
}

/* Keyword-only attributes: each given name of `names` goes to its slot; another is a TypeError. */
static bool take_keywords(struct Task *task, Value self, const Value *args, int64_t nargs, Value kwnames,
                          const char *const *names, Slot *const *slots)
{
    int64_t count = kwnames ? ((PyTuple *)kwnames)->size : 0;
    for (int64_t k = 0; k < count; k++) {
        Value name = slot_load(&((PyTuple *)kwnames)->items[k]);
        int i = 0;
        while (names[i] && !str_equal_c(name, names[i]))
            i++;
        if (!names[i]) {
            raise_error(task, &type_TypeError, "'%U' is an invalid keyword argument for %s()", name, type_name(type_of(self)));
            return false;
        }
        gc_store(slots[i], args[nargs + k]);
    }
    return true;
}

static RT int attribute_error_init(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    PyAttributeError *e = (PyAttributeError *)self;
    static const char *const names[] = {"name", "obj", NULL};
    Slot *const slots[] = {&e->name, &e->object};
    return exception_set_args(task, self, args, nargs, 0) && take_keywords(task, self, args, nargs, kwnames, names, slots) ? 0 : -1;
}

static RT int name_error_init(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    static const char *const names[] = {"name", NULL};
    Slot *const slots[] = {&((PyNameError *)self)->name};
    return exception_set_args(task, self, args, nargs, 0) && take_keywords(task, self, args, nargs, kwnames, names, slots) ? 0 : -1;
}

static RT int import_error_init(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    PyImportError *e = (PyImportError *)self;
    static const char *const names[] = {"name", "path", NULL};
    Slot *const slots[] = {&e->name, &e->path};
    gc_store(&e->message, nargs == 1 ? args[0] : VALUE_NONE);
    return exception_set_args(task, self, args, nargs, 0) && take_keywords(task, self, args, nargs, kwnames, names, slots) ? 0 : -1;
}

static RT Value import_error_str(TASK, Value self)
{
    Value message = slot_load(&((PyImportError *)self)->message);
    return message && value_is_exact_str(message) ? message : base_str(task, self);
}

static RT Value key_error_str(TASK, Value self)
{
    return argument_count(self) == 1 ? object_repr(task, argument(self, 0)) : base_str(task, self);
}

/* SyntaxError(message, (file, line, offset, text[, end_line, end_offset])) */
static RT int syntax_error_init(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    PySyntaxError *e = (PySyntaxError *)self;
    if (!exception_set_args(task, self, args, nargs, kwnames))
        return -1;
    if (nargs > 0)
        gc_store(&e->message, args[0]);
    if (nargs != 2)
        return 0;
    Value details = call_one(task, value_from_object(&type_tuple), args[1]);
    if (!details)
        return -1;
    const PyTuple *t = (PyTuple *)details;
    if (t->size != 4 && t->size != 6)
        return fail_int(raise_error(task, &type_TypeError, "function %s %ld argument%s (%ld given)",
                                    t->size < 4 ? "missing required" : "takes at most", (long)(t->size < 4 ? 4 : 6), "s", (long)t->size));
    Slot *const slots[] = {&e->file_name, &e->line, &e->offset, &e->text, &e->end_line, &e->end_offset};
    for (int64_t i = 0; i < t->size; i++)
        gc_store(slots[i], slot_load(&t->items[i]));
    return 0;
}

static RT Value syntax_error_str(TASK, Value self)
{
    const PySyntaxError *e = (PySyntaxError *)self;
    Value message = or_none(&e->message), file = or_none(&e->file_name), line = or_none(&e->line);
    bool has_line = value_is_small_int(line);
    if (!value_is_str(file))
        return has_line ? str_format(task, "%S (line %S)", message, line) : object_str(task, message);
    int64_t slash = str_rfind_in(as_str(file), as_str(str_from_c(task, "/")), 0, as_str(file)->length);
    Value base = str_substring(task, file, slash + 1, as_str(file)->length);
    if (!base)
        return 0;
    return has_line ? str_format(task, "%S (%U, line %S)", message, base, line) : str_format(task, "%S (%U)", message, base);
}

static int unicode_fill(struct Task *task, Value self, const Value *args, int64_t nargs, Value kwnames, int64_t wanted)
{
    PyUnicodeError *e = (PyUnicodeError *)self;
    Slot *const slots[] = {&e->encoding, &e->object, &e->start, &e->end, &e->reason};
    if (!exception_set_args(task, self, args, nargs, kwnames))
        return -1;
    if (nargs != wanted)
        return fail_int(raise_error(task, &type_TypeError, "function takes exactly %ld arguments (%ld given)", (long)wanted, (long)nargs));
    for (int64_t i = 0; i < wanted; i++)
        gc_store(slots[i + 5 - wanted], args[i]);
    return 0;
}

static RT int unicode_coding_init(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    return unicode_fill(task, self, args, nargs, kwnames, 5);
}

static RT int unicode_translate_init(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    return unicode_fill(task, self, args, nargs, kwnames, 4);
}

/* "'utf-8' codec can't decode byte 0xff in position 0: reason" and its kin. */
static Value unicode_str(struct Task *task, Value self, const char *verb, bool bytes)
{
    const PyUnicodeError *e = (PyUnicodeError *)self;
    int64_t start, end;
    if (!slot_load(&e->reason))
        return STR_EMPTY;
    if (!value_to_i64(task, slot_load(&e->start), &start) || !value_to_i64(task, slot_load(&e->end), &end))
        return 0;
    Value object = slot_load(&e->object), reason = slot_load(&e->reason), what;
    Value prefix = slot_load(&e->encoding) ? str_format(task, "'%S' codec ", slot_load(&e->encoding)) : STR_EMPTY;
    int64_t length = object_length(task, object);
    if (!prefix || length < 0)
        return 0;
    if (start < 0 || start >= length || end != start + 1)
        what = str_format(task, bytes ? "can't %s bytes in position %ld-%ld" : "can't %s characters in position %ld-%ld", verb,
                          (long)start, (long)(end - 1));
    else if (bytes)
        what = str_format(task, "can't %s byte 0x%02x in position %ld", verb, ((PyBytes *)object)->data[start], (long)start);
    else {
        uint32_t c = str_at(as_str(object), start);
        const char *form = c < 0x100 ? "can't %s character '\\x%02x' in position %ld"
                         : c < 0x10000 ? "can't %s character '\\u%04x' in position %ld"
                                       : "can't %s character '\\U%08x' in position %ld";
        what = str_format(task, form, verb, c, (long)start);
    }
    return what ? str_format(task, "%U%U: %S", prefix, what, reason) : 0;
}

static RT Value unicode_decode_str(TASK, Value self) { return unicode_str(task, self, "decode", true); }
static RT Value unicode_encode_str(TASK, Value self) { return unicode_str(task, self, "encode", false); }
static RT Value unicode_translate_str(TASK, Value self) { return unicode_str(task, self, "translate", false); }

/* ---- the classes -------------------------------------------------------------------------------------------- */

#define MEMBER(Struct, field, name) {name, offsetof(Struct, field), false, NULL}
#define END_MEMBERS {NULL, 0, false, NULL}

static const MemberDef stop_iteration_members[] = {MEMBER(PyStopIteration, value, "value"), END_MEMBERS};
static const MemberDef system_exit_members[] = {MEMBER(PySystemExit, code, "code"), END_MEMBERS};
static const MemberDef attribute_error_members[] = {MEMBER(PyAttributeError, name, "name"),
                                                    MEMBER(PyAttributeError, object, "obj"), END_MEMBERS};
static const MemberDef name_error_members[] = {MEMBER(PyNameError, name, "name"), END_MEMBERS};
static const MemberDef import_error_members[] = {MEMBER(PyImportError, message, "msg"), MEMBER(PyImportError, name, "name"),
                                                 MEMBER(PyImportError, path, "path"), END_MEMBERS};
static const MemberDef os_error_members[] = {
    MEMBER(PyOSError, number, "errno"), MEMBER(PyOSError, text, "strerror"), MEMBER(PyOSError, file_name, "filename"),
    MEMBER(PyOSError, file_name2, "filename2"), END_MEMBERS};
static const MemberDef syntax_error_members[] = {
    MEMBER(PySyntaxError, message, "msg"), MEMBER(PySyntaxError, file_name, "filename"), MEMBER(PySyntaxError, line, "lineno"),
    MEMBER(PySyntaxError, offset, "offset"), MEMBER(PySyntaxError, text, "text"), MEMBER(PySyntaxError, end_line, "end_lineno"),
    MEMBER(PySyntaxError, end_offset, "end_offset"), MEMBER(PySyntaxError, print_file_and_line, "print_file_and_line"), END_MEMBERS};
static const MemberDef unicode_members[] = {
    MEMBER(PyUnicodeError, encoding, "encoding"), MEMBER(PyUnicodeError, object, "object"), MEMBER(PyUnicodeError, start, "start"),
    MEMBER(PyUnicodeError, end, "end"), MEMBER(PyUnicodeError, reason, "reason"), END_MEMBERS};

#define TRAITS_PyException
#define TRAITS_PyBaseException .methods = base_methods, .getsets = base_getsets, \
    .slots = {.new_ = base_new, .init = base_init, .str = base_str, .repr = base_repr},
#define TRAITS_PyKeyError .slots = {.str = key_error_str},
#define TRAITS_PyStopIteration .members = stop_iteration_members, .slots = {.init = stop_iteration_init},
#define TRAITS_PySystemExit .members = system_exit_members, .slots = {.init = system_exit_init},
#define TRAITS_PyAttributeError .members = attribute_error_members, .slots = {.init = attribute_error_init},
#define TRAITS_PyNameError .members = name_error_members, .slots = {.init = name_error_init},
#define TRAITS_PyImportError .members = import_error_members, .slots = {.init = import_error_init, .str = import_error_str},
#define TRAITS_PyOSError .members = os_error_members, \
    .slots = {.new_ = os_error_make, .init = os_error_init, .str = os_error_str},
#define TRAITS_PySyntaxError .members = syntax_error_members, .slots = {.init = syntax_error_init, .str = syntax_error_str},
#define TRAITS_PyUnicodeDecodeError .members = unicode_members, .slots = {.init = unicode_coding_init, .str = unicode_decode_str},
#define TRAITS_PyUnicodeEncodeError .members = unicode_members, .slots = {.init = unicode_coding_init, .str = unicode_encode_str},
#define TRAITS_PyUnicodeTranslateError .members = unicode_members, \
    .slots = {.init = unicode_translate_init, .str = unicode_translate_str},
#define TRAITS_PyBaseExceptionGroup .methods = exception_group_methods, .members = exception_group_members, \
    .slots = {.new_ = exception_group_make, .init = exception_group_init, .str = exception_group_str},
#define TRAITS_PyExceptionGroup

#define EXCEPTION(id, base_class, Struct, documentation)                                        \
    static Shape shape_##id = {.type = &type_##id};                                             \
    ROOT PyType type_##id = {.call = {.head = {&shape_type}}, .c_name = #id, .c_doc = documentation, \
                             .base = &type_##base_class, .basic_size = sizeof(Struct),           \
                             .flags = TYPE_FLAG_BASE | TYPE_FLAG_EXCEPTION | TYPE_FLAG_HAS_DICT, \
                             .instance_shape = &shape_##id, TRAITS_##Struct};
#include "runtime/object/exceptions.def"
#undef EXCEPTION
