/* Exception groups: their class, splitting by condition, and except*. */
#include "runtime/abi/entries.h"
#include "runtime/object/builtin.h"
#include "runtime/object/exceptions.h"
#include "runtime/types/str.h"

static const PyTuple *members_of(Value group) { return (PyTuple *)slot_load(&((PyExceptionGroup *)group)->exceptions); }
static bool is_group(Value v) { return value_is_instance(v, &type_BaseExceptionGroup); }

/* ---- construction ------------------------------------------------------------------------------ */

/* The members as a tuple, checked; *plain: all are instances of Exception. */
static Value take_members(struct Task *task, Value sequence, bool *plain)
{
    if (!type_of(sequence)->slots.get_item || value_is_dict(sequence) || value_has_flag(sequence, TYPE_FLAG_SET_SUBCLASS))
        return raise_error(task, &type_TypeError, "second argument (exceptions) must be a sequence");
    Value tuple = call_one(task, value_from_object(&type_tuple), sequence);
    if (!tuple)
        return 0;
    const PyTuple *t = (PyTuple *)tuple;
    if (t->size == 0)
        return raise_error(task, &type_ValueError, "second argument (exceptions) must be a non-empty sequence");
    *plain = true;
    for (int64_t i = 0; i < t->size; i++) {
        Value member = slot_load(&t->items[i]);
        if (!value_is_instance(member, &type_BaseException))
            return raise_error(task, &type_ValueError, "Item %ld of second argument (exceptions) is not an exception", (long)i);
        *plain &= value_is_instance(member, &type_Exception);
    }
    return tuple;
}

RT Value exception_group_make(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    if (nargs != 2)
        return raise_error(task, &type_TypeError, "BaseExceptionGroup.__new__() takes exactly 2 arguments (%ld given)", nargs);
    if (!value_is_str(args[0]))
        return raise_error(task, &type_TypeError, "BaseExceptionGroup.__new__() argument 1 must be str, not %T", args[0]);
    bool plain;
    Value members = take_members(task, args[1], &plain);
    if (!members)
        return 0;
    PyType *type = (PyType *)cls;
    if (type == &type_BaseExceptionGroup && plain)
        type = &type_ExceptionGroup;
    if (!plain && type == &type_ExceptionGroup)
        return raise_error(task, &type_TypeError, "Cannot nest BaseExceptions in an ExceptionGroup");
    if (!plain && type_is_subtype(type, &type_Exception))
        return raise_error(task, &type_TypeError, "Cannot nest BaseExceptions in '%s'", type_name(type));
    Value arguments = tuple_from(task, args, nargs);
    PyExceptionGroup *g = arguments ? object_alloc(task, type, 0) : NULL;
    if (!g)
        return 0;
    gc_init(&g->base.args, arguments);
    gc_init(&g->message, args[0]);
    gc_init(&g->exceptions, members);
    return value_from_object(g);
}

RT int exception_group_init(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    return exception_set_args(task, self, args, nargs, kwnames) ? 0 : -1;
}

RT Value exception_group_str(TASK, Value self)
{
    int64_t n = members_of(self)->size;
    return str_format(task, "%S (%ld sub-exception%s)", slot_load(&((PyExceptionGroup *)self)->message), (long)n, n > 1 ? "s" : "");
}

/* ---- derived groups -------------------------------------------------------------------------------- */

static RT Value exception_group_derive(TASK, Value self, Value members)
{
    Value args[2] = {slot_load(&((PyExceptionGroup *)self)->message), members};
    return object_call(task, value_from_object(&type_BaseExceptionGroup), args, 2, 0);
}

/* self.derive(members) with self's traceback, context, cause and notes; None for no members. */
static Value derive(struct Task *task, Value self, Value members)
{
    if (((PyList *)members)->size == 0)
        return VALUE_NONE;
    Value group = call_method(task, self, str_intern_c(task, "derive"), &members, 1);
    if (!group)
        return 0;
    if (!is_group(group))
        return raise_error(task, &type_TypeError, "derive must return an instance of BaseExceptionGroup");
    PyException *to = exception_of(group);
    const PyException *from = exception_of(self);
    gc_store(&to->traceback, slot_load(&from->traceback));
    gc_store(&to->context, slot_load(&from->context));
    gc_store(&to->cause, slot_load(&from->cause));
    to->suppress_context = from->suppress_context;
    Value notes = object_get_attr_or_unbound(task, self, NAME(__notes__));
    if (notes && notes != VALUE_UNBOUND && value_is_list(notes)) {
        Value copy = call_one(task, value_from_object(&type_list), notes);
        if (!copy || object_set_attr(task, group, NAME(__notes__), copy) < 0)
            return 0;
    }
    return notes ? group : 0;
}

/* ---- conditions ---------------------------------------------------------------------------------------- */

static bool is_class_condition(Value v)
{
    return value_is_type(v) && type_is_subtype((PyType *)v, &type_BaseException);
}

/* A class, a tuple of classes, or a function: is the exception meant? */
static int meets(struct Task *task, Value exception, Value condition)
{
    if (is_class_condition(condition) || value_is_tuple(condition))
        return exception_match(task, exception, condition);
    Value result = call_one(task, condition, exception);
    return result ? object_truth(task, result) : -1;
}

static bool check_condition(struct Task *task, Value condition)
{
    bool fine = is_class_condition(condition) || (value_is_callable(condition) && !value_is_type(condition));
    if (value_is_tuple(condition)) {
        fine = true;
        for (int64_t i = 0; i < ((PyTuple *)condition)->size; i++)
            fine &= is_class_condition(slot_load(&((PyTuple *)condition)->items[i]));
    }
    if (!fine)
        raise_error(task, &type_TypeError, "expected a function, exception type or tuple of exception types");
    return fine;
}

/* Puts into *match and *rest what meets the condition and what does not (None: nothing). */
static bool split(struct Task *task, Value exception, Value condition, Value *match, Value *rest)
{
    *match = *rest = VALUE_NONE;
    if (!stack_check(task))
        return false;
    int whole = meets(task, exception, condition);
    if (whole < 0)
        return false;
    if (whole || !is_group(exception)) {
        *(whole ? match : rest) = exception;
        return true;
    }
    Value matches = list_new(task, 0), rests = list_new(task, 0);
    const PyTuple *members = members_of(exception);
    for (int64_t i = 0; i < members->size && matches && rests; i++) {
        Value m, r;
        if (!split(task, slot_load(&members->items[i]), condition, &m, &r))
            return false;
        if ((m != VALUE_NONE && !list_append(task, matches, m)) || (r != VALUE_NONE && !list_append(task, rests, r)))
            return false;
    }
    *match = matches && rests ? derive(task, exception, matches) : 0;
    *rest = *match ? derive(task, exception, rests) : 0;
    return *rest != 0;
}

static RT Value exception_group_split_method(TASK, Value self, Value condition)
{
    Value both[2];
    if (!check_condition(task, condition) || !split(task, self, condition, &both[0], &both[1]))
        return 0;
    return tuple_from(task, both, 2);
}

static RT Value exception_group_subgroup(TASK, Value self, Value condition)
{
    Value match, rest;
    return check_condition(task, condition) && split(task, self, condition, &match, &rest) ? match : 0;
}

static RT Value exception_group_alias(TASK, Value cls, Value item)
{
    Value args[2] = {cls, item};
    return object_call(task, value_from_object(&type_generic_alias), args, 2, 0);
}

/* ---- except* ----------------------------------------------------------------------------------------------- */

RT Value exception_group_split(TASK, Value exception, Value type)
{
    int64_t count = value_is_tuple(type) ? ((PyTuple *)type)->size : 1;
    for (int64_t i = 0; i < count; i++) {
        Value one = value_is_tuple(type) ? slot_load(&((PyTuple *)type)->items[i]) : type;
        if (!is_class_condition(one))
            return raise_error(task, &type_TypeError, "catching classes that do not inherit from BaseException is not allowed");
        if (type_is_subtype((PyType *)one, &type_BaseExceptionGroup))
            return raise_error(task, &type_TypeError,
                               "catching ExceptionGroup with except* is not allowed. Use except instead.");
    }
    Value both[2];
    if (is_group(exception)) {
        if (!split(task, exception, type, &both[0], &both[1]))
            return 0;
    } else {
        int match = exception_match(task, exception, type);
        if (match < 0)
            return 0;
        both[0] = VALUE_NONE;
        both[1] = exception;
        if (match) {
            Value members = tuple_from(task, &exception, 1), args[2] = {STR_EMPTY, members};
            both[0] = members ? object_call(task, value_from_object(&type_BaseExceptionGroup), args, 2, 0) : 0;
            both[1] = VALUE_NONE;
            if (!both[0])
                return 0;
            gc_store(&exception_of(both[0])->traceback, slot_load(&exception_of(exception)->traceback));
        }
    }
    return tuple_from(task, both, 2);
}

/* Does the exception come from the original unchanged: re-raised, not raised anew? */
static bool is_reraised(Value exception, Value original)
{
    const PyException *a = exception_of(exception), *b = exception_of(original);
    return is_group(exception) && slot_load(&a->traceback) == slot_load(&b->traceback)
           && slot_load(&a->context) == slot_load(&b->context) && slot_load(&a->cause) == slot_load(&b->cause);
}

static bool collect_leaves(struct Task *task, Value exception, Value leaves)
{
    if (!is_group(exception))
        return list_append(task, leaves, exception);
    const PyTuple *members = members_of(exception);
    for (int64_t i = 0; i < members->size; i++)
        if (!collect_leaves(task, slot_load(&members->items[i]), leaves))
            return false;
    return true;
}

/* The original group with only those leaves, in their places. */
static Value project(struct Task *task, Value exception, Value leaves)
{
    if (!is_group(exception)) {
        const PyList *list = (PyList *)leaves;
        for (int64_t i = 0; i < list->size; i++)
            if (slot_load(&list->items->slots[i]) == exception)
                return exception;
        return VALUE_NONE;
    }
    Value kept = list_new(task, 0);
    const PyTuple *members = members_of(exception);
    for (int64_t i = 0; kept && i < members->size; i++) {
        Value member = project(task, slot_load(&members->items[i]), leaves);
        if (!member || (member != VALUE_NONE && !list_append(task, kept, member)))
            return 0;
    }
    return kept ? derive(task, exception, kept) : 0;
}

RT Value exception_group_join(TASK, Value original, Value raised_list)
{
    const PyList *all = (PyList *)raised_list;
    Value raised = list_new(task, 0), leaves = list_new(task, 0);
    for (int64_t i = 0; raised && leaves && i < all->size; i++) {
        Value e = slot_load(&all->items->slots[i]);
        if (e == VALUE_NONE)
            continue;
        if (!is_group(original))
            return e;
        if (!(is_reraised(e, original) ? collect_leaves(task, e, leaves) : list_append(task, raised, e)))
            return 0;
    }
    if (!raised || !leaves)
        return 0;
    if (((PyList *)leaves)->size) {
        Value rest = project(task, original, leaves);
        if (!rest || (((PyList *)raised)->size == 0))
            return rest;
        if (rest != VALUE_NONE && !list_append(task, raised, rest))
            return 0;
    }
    if (((PyList *)raised)->size == 0)
        return VALUE_NONE;
    Value args[2] = {STR_EMPTY, raised};
    return object_call(task, value_from_object(&type_BaseExceptionGroup), args, 2, 0);
}

/* ---- what exceptions.c takes -------------------------------------------------------------------------------- */

const MethodDef exception_group_methods[] = {
#include "runtime/object/exception_group.def"
METHOD_TABLE_END

const MemberDef exception_group_members[] = {
    {"message", offsetof(PyExceptionGroup, message), true, "exception message"},
    {"exceptions", offsetof(PyExceptionGroup, exceptions), true, "nested exceptions"},
    {NULL, 0, false, NULL},
};
