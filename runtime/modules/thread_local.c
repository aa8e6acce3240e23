/* _thread._local: attributes that each thread has for itself. The dict of a thread's attributes
   lies in its ThreadState under the object's serial number, which is never used again, and is
   made, by calling __init__ once more, when the thread first uses the object. */
#include "runtime/abi/entries.h"
#include "runtime/modules/thread_internal.h"

typedef struct PyLocal {
    Object head;
    int64_t serial;
    Slot args, kwargs;               /* of the constructor; kwargs may be VALUE_UNBOUND */
} PyLocal;

static int64_t last_serial;

RT ThreadState *thread_state(TASK)
{
    SchedTask *self = sched_task(task);
    if (!self->local) {
        ThreadState *state = gc_new(task, ThreadState);
        if (state)
            gc_store_pointer(self->local, (void *)state);
    }
    return self->local;
}

static RT Value locals_of_thread(TASK)
{
    ThreadState *state = thread_state(task);
    if (!state)
        return 0;
    if (!slot_load(&state->locals)) {
        Value dict = dict_new(task);
        if (!dict)
            return 0;
        gc_store(&state->locals, dict);
    }
    return slot_load(&state->locals);
}

static bool has_own_init(PyType *type)
{
    return type->slots.init != type_object.slots.init;
}

static RT bool initialize(TASK, PyLocal *self)
{
    if (!has_own_init(type_of((Value)self)))
        return true;
    Value method = object_get_attr(task, (Value)self, NAME(__init__));
    return method && call_spread(task, method, slot_load(&self->args), slot_load(&self->kwargs));
}

/* The running thread's dict, zero when that fails. */
static RT Value own_dict(TASK, PyLocal *self, bool is_new)
{
    Value all = locals_of_thread(task), key = value_from_small_int(self->serial);
    Value dict = all ? dict_get(task, all, key) : 0;
    if (dict != VALUE_UNBOUND)
        return dict;
    dict = dict_new(task);
    if (!dict || !dict_set(task, all, key, dict))
        return 0;
    if (!is_new && !initialize(task, self)) {
        Value failure = exception_take(task);
        object_set_item(task, all, key, VALUE_UNBOUND);
        exception_clear(task);
        return raise_value(task, failure);
    }
    return dict;
}

static bool is_data_descriptor(Value attribute)
{
    return attribute && type_of(attribute)->slots.descr_set;
}

static RT Value local_get_attr(TASK, Value self, Value name)
{
    Value dict = own_dict(task, (PyLocal *)self, false);
    if (!dict)
        return 0;
    if (object_equal(task, name, NAME(__dict__)) == 1)
        return dict;
    if (is_data_descriptor(type_lookup(type_of(self), name)))
        return generic_get_attr(task, self, name);
    Value found = dict_get(task, dict, name);
    return found == VALUE_UNBOUND ? generic_get_attr(task, self, name) : found;
}

static RT int local_set_attr(TASK, Value self, Value name, Value value)
{
    Value dict = own_dict(task, (PyLocal *)self, false);
    if (!dict)
        return -1;
    if (object_equal(task, name, NAME(__dict__)) == 1)
        return fail_int(raise_error(task, &type_AttributeError, "'%T' object attribute '%U' is read-only", self, name));
    if (is_data_descriptor(type_lookup(type_of(self), name)))
        return generic_set_attr(task, self, name, value);
    if (value != VALUE_UNBOUND)
        return dict_set(task, dict, name, value) ? 0 : -1;
    int known = object_contains(task, dict, name);
    if (known == 0)
        raise_error(task, &type_AttributeError, "'%T' object has no attribute '%U'", self, name);
    return known == 1 ? object_set_item(task, dict, name, VALUE_UNBOUND) : -1;
}

static RT Value local_make(TASK, Value class, Value *args, int64_t nargs, Value kwnames)
{
    int64_t keywords = kwnames ? ((PyTuple *)kwnames)->size : 0;
    if ((nargs || keywords) && !has_own_init((PyType *)class))
        return raise_error(task, &type_TypeError, "Initialization arguments are not supported");
    PyLocal *self = object_alloc(task, (PyType *)class, 0);
    Value positional = self ? tuple_from(task, args, nargs) : 0;
    if (!positional)
        return 0;
    gc_store(&self->args, positional);
    gc_store(&self->kwargs, VALUE_UNBOUND);
    self->serial = __atomic_add_fetch(&last_serial, 1, __ATOMIC_RELAXED);
    if (keywords) {
        Value dict = dict_new(task);
        if (!dict)
            return 0;
        for (int64_t i = 0; i < keywords; i++) {
            if (!dict_set(task, dict, slot_load(&((PyTuple *)kwnames)->items[i]), args[nargs + i]))
                return 0;
        }
        gc_store(&self->kwargs, dict);
    }
    return own_dict(task, self, true) ? (Value)self : 0;
}

BUILTIN_TYPE(thread_local, "_thread._local", PyLocal, .flags = TYPE_FLAG_BASE, .c_doc = "An object whose attributes each thread has for itself.",
    .slots = {.new_ = local_make, .get_attr = local_get_attr, .set_attr = local_set_attr})
