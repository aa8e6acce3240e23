/* Special methods and slots. Two directions:
     a builtin type fills slots in C; Python sees methods (list.__len__), made of wrap_ functions;
     a Python class defines methods; C calls slots, filled with dispatch_ functions that look the
     method up and call it. A class that merely inherits a builtin's method gets its C slot. */
#include "runtime/object/slots.h"
#include "runtime/object/builtin.h"
#include "runtime/object/errors.h"
#include "runtime/object/exceptions.h"
#include "runtime/object/generator.h"
#include "runtime/object/type_internal.h"

/* ---- wrappers: calling a slot as a method ---------------------------------------------------- */

#define WRAP(name) static RT Value name(TASK, const SlotDef *def, void *slot, Value self, Value *args, int64_t nargs, Value kwnames)

static RT bool expect(TASK, const SlotDef *def, int64_t nargs, Value kwnames, int64_t wanted)
{
    if (kwnames && ((PyTuple *)kwnames)->size) {
        raise_error(task, &type_TypeError, "wrapper %s() takes no keyword arguments", def->text);
        return false;
    }
    if (nargs != wanted)
        raise_error(task, &type_TypeError, "expected %ld argument%s, got %ld", wanted, wanted == 1 ? "" : "s", nargs);
    return nargs == wanted;
}

WRAP(wrap_unary)
{
    return expect(task, def, nargs, kwnames, 0) ? ((UnaryFn)slot)(task, self) : 0;
}
WRAP(wrap_binary)
{
    return expect(task, def, nargs, kwnames, 1) ? ((BinaryFn)slot)(task, self, args[0]) : 0;
}
WRAP(wrap_binary_right)
{
    return expect(task, def, nargs, kwnames, 1) ? ((BinaryFn)slot)(task, args[0], self) : 0;
}
static RT Value power(TASK, const SlotDef *def, void *slot, Value base, Value exponent, Value modulus, PyType *type)
{
    if (modulus == VALUE_NONE)
        return ((BinaryFn)slot)(task, base, exponent);
    return type->slots.power_modulo ? type->slots.power_modulo(task, base, exponent, modulus) : VALUE_NOTIMPLEMENTED;
}
WRAP(wrap_power)
{
    if (!expect(task, def, nargs == 2 ? 1 : nargs, kwnames, 1))
        return 0;
    return power(task, def, slot, self, args[0], nargs == 2 ? args[1] : VALUE_NONE, type_of(self));
}
WRAP(wrap_power_right)
{
    if (!expect(task, def, nargs == 2 ? 1 : nargs, kwnames, 1))
        return 0;
    return power(task, def, slot, args[0], self, nargs == 2 ? args[1] : VALUE_NONE, type_of(self));
}
WRAP(wrap_compare)
{
    RT Value (*compare)(TASK, Value, Value, int) = slot;
    return expect(task, def, nargs, kwnames, 1) ? compare(task, self, args[0], def->number) : 0;
}
WRAP(wrap_hash)
{
    RT int64_t (*hash)(TASK, Value) = slot;
    if (!expect(task, def, nargs, kwnames, 0))
        return 0;
    int64_t result = hash(task, self);
    return result == -1 ? 0 : int_from_i64(task, result);
}
WRAP(wrap_truth)
{
    RT int (*truth)(TASK, Value) = slot;
    if (!expect(task, def, nargs, kwnames, 0))
        return 0;
    int result = truth(task, self);
    return result < 0 ? 0 : value_from_bool(result);
}
WRAP(wrap_length)
{
    RT int64_t (*length)(TASK, Value) = slot;
    if (!expect(task, def, nargs, kwnames, 0))
        return 0;
    int64_t result = length(task, self);
    return result < 0 ? 0 : int_from_i64(task, result);
}
WRAP(wrap_contains)
{
    RT int (*contains)(TASK, Value, Value) = slot;
    if (!expect(task, def, nargs, kwnames, 1))
        return 0;
    int result = contains(task, self, args[0]);
    return result < 0 ? 0 : value_from_bool(result);
}
typedef RT int (*SetFn)(TASK, Value, Value, Value);
static RT Value set_result(TASK, SetFn set, Value self, Value key, Value value)
{
    return set(task, self, key, value) < 0 ? 0 : VALUE_NONE;
}
WRAP(wrap_set_item)
{
    return expect(task, def, nargs, kwnames, 2) ? set_result(task, slot, self, args[0], args[1]) : 0;
}
WRAP(wrap_delete_item)
{
    return expect(task, def, nargs, kwnames, 1) ? set_result(task, slot, self, args[0], VALUE_UNBOUND) : 0;
}

/* object.__setattr__(cls, ...) may not be used to get around type's. */
static RT bool may_set(TASK, SetFn set, Value self, const char *what)
{
    PyType *type = type_of(self);
    while (type && type->slots.set_attr != set && (type->flags & TYPE_FLAG_HEAP))
        type = type->base;
    if (!type || type->slots.set_attr == set || type->flags & TYPE_FLAG_MODULE)
        return true;
    raise_error(task, &type_TypeError, "can't apply this %s to %T object", what, self);
    return false;
}
static RT Value set_attribute(TASK, SetFn set, Value self, Value name, Value value, const char *what)
{
    if (!value_is_str(name))
        return raise_error(task, &type_TypeError, "attribute name must be string, not '%T'", name);
    if (!may_set(task, set, self, what))
        return 0;
    name = str_intern(task, name);
    return name && set(task, self, name, value) == 0 ? VALUE_NONE : 0;
}
WRAP(wrap_set_attr)
{
    return expect(task, def, nargs, kwnames, 2) ? set_attribute(task, slot, self, args[0], args[1], "__setattr__") : 0;
}
WRAP(wrap_delete_attr)
{
    return expect(task, def, nargs, kwnames, 1) ? set_attribute(task, slot, self, args[0], VALUE_UNBOUND, "__delattr__") : 0;
}
WRAP(wrap_next)
{
    if (!expect(task, def, nargs, kwnames, 0))
        return 0;
    Value item = ((UnaryFn)slot)(task, self);
    return item == VALUE_STOP ? raise_stop_of(task, self) : item;
}
WRAP(wrap_descr_get)
{
    if (kwnames && ((PyTuple *)kwnames)->size)
        return raise_error(task, &type_TypeError, "wrapper __get__() takes no keyword arguments");
    if (nargs < 1 || nargs > 2)
        return raise_error(task, &type_TypeError, "expected %s argument%s, got %ld",
                           nargs < 1 ? "at least 1" : "at most 2", nargs < 1 ? "" : "s", nargs);
    Value object = args[0] == VALUE_NONE ? 0 : args[0], type = nargs == 2 && args[1] != VALUE_NONE ? args[1] : 0;
    if (!object && !type)
        return raise_error(task, &type_TypeError, "__get__(None, None) is invalid");
    return ((TernaryFn)slot)(task, self, object, type ? type : (Value)type_of(object));
}
WRAP(wrap_descr_set)
{
    return expect(task, def, nargs, kwnames, 2) ? set_result(task, slot, self, args[0], args[1]) : 0;
}
WRAP(wrap_descr_delete)
{
    return expect(task, def, nargs, kwnames, 1) ? set_result(task, slot, self, args[0], VALUE_UNBOUND) : 0;
}
WRAP(wrap_call) { return ((GeneralEntry)slot)(task, self, args, nargs, kwnames); }
WRAP(wrap_init)
{
    RT int (*init)(TASK, Value, Value *, int64_t, Value) = slot;
    return init(task, self, args, nargs, kwnames) < 0 ? 0 : VALUE_NONE;
}

/* ---- dispatchers: a slot of a Python class --------------------------------------------------- */

/* A special method that the class has, since its slot is filled. */
static RT Value dispatch(TASK, Value self, Value name, Value *args, int64_t nargs)
{
    if (!stack_check(task))
        return 0;
    Value result = call_special(task, self, name, args, nargs);
    return result == VALUE_UNBOUND ? raise_error(task, &type_AttributeError, "%U", name) : result;
}

#define DISPATCH_UNARY(function, name) \
    static RT Value function(TASK, Value self) { return dispatch(task, self, NAME(name), NULL, 0); }
DISPATCH_UNARY(dispatch_repr, __repr__)
DISPATCH_UNARY(dispatch_str, __str__)
DISPATCH_UNARY(dispatch_neg, __neg__)
DISPATCH_UNARY(dispatch_pos, __pos__)
DISPATCH_UNARY(dispatch_invert, __invert__)
DISPATCH_UNARY(dispatch_abs, __abs__)
DISPATCH_UNARY(dispatch_int, __int__)
DISPATCH_UNARY(dispatch_float, __float__)
DISPATCH_UNARY(dispatch_index, __index__)
DISPATCH_UNARY(dispatch_await, __await__)
DISPATCH_UNARY(dispatch_aiter, __aiter__)
DISPATCH_UNARY(dispatch_anext, __anext__)

static RT Value dispatch_iter(TASK, Value self)
{
    if (type_lookup(type_of(self), NAME(__iter__)) == VALUE_NONE)
        return raise_error(task, &type_TypeError, "'%T' object is not iterable", self);
    return dispatch(task, self, NAME(__iter__), NULL, 0);
}

static RT Value dispatch_next(TASK, Value self)
{
    Value item = dispatch(task, self, NAME(__next__), NULL, 0);
    if (!item && exception_matches(task, &type_StopIteration)) {
        exception_clear(task);
        return VALUE_STOP;
    }
    return item;
}

RT int64_t object_hash_refused(TASK, Value self)
{
    return fail_int(raise_error(task, &type_TypeError, "unhashable type: '%T'", self));
}

static RT int64_t dispatch_hash(TASK, Value self)
{
    Value method = type_lookup(type_of(self), NAME(__hash__));
    if (method == VALUE_NONE)
        return object_hash_refused(task, self);
    Value result = dispatch(task, self, NAME(__hash__), NULL, 0);
    if (!result)
        return -1;
    if (!value_is_int(result))
        return fail_int(raise_error(task, &type_TypeError, "__hash__ method should return an integer"));
    int64_t hash;
    if (value_to_i64(task, result, &hash))           /* all 64 bits: hash(str) comes back as it was */
        return hash == -1 ? -2 : hash;
    exception_clear(task);
    return object_hash(task, result);
}

static RT Value dispatch_compare(TASK, Value left, Value right, int op)
{
    static const Value *const names[] = {0};
    (void)names;
    Value name = op == COMPARE_EQ ? NAME(__eq__) : op == COMPARE_NE ? NAME(__ne__) : op == COMPARE_LT ? NAME(__lt__)
               : op == COMPARE_LE ? NAME(__le__) : op == COMPARE_GT ? NAME(__gt__) : NAME(__ge__);
    if (!stack_check(task))
        return 0;
    Value result = call_special(task, left, name, &right, 1);
    return result == VALUE_UNBOUND ? VALUE_NOTIMPLEMENTED : result;
}

static RT int dispatch_truth(TASK, Value self)
{
    if (!stack_check(task))
        return -1;
    Value result = call_special(task, self, NAME(__bool__), NULL, 0);
    if (!result)
        return -1;
    if (result == VALUE_UNBOUND) {                           /* deleted by another task just now */
        bool sized = type_of(self)->slots.length && type_lookup(type_of(self), NAME(__len__));
        int64_t length = sized ? type_of(self)->slots.length(task, self) : 1;
        return length < 0 ? -1 : length != 0;
    }
    if (!value_is_bool(result))
        return fail_int(raise_error(task, &type_TypeError, "__bool__ should return bool, returned %T", result));
    return result == VALUE_TRUE;
}

static RT int64_t dispatch_length(TASK, Value self)
{
    Value result = dispatch(task, self, NAME(__len__), NULL, 0);
    int64_t length;
    result = result ? object_index(task, result) : 0;
    if (!result)
        return -1;
    if (value_is_bool(result))
        return result == VALUE_TRUE;
    if (value_is_small_int(result) ? value_small_int(result) < 0 : ((PyInt *)result)->size < 0)
        return fail_int(raise_error(task, &type_ValueError, "__len__() should return >= 0"));
    if (!object_index_i64(task, result, &length, false)) {
        exception_clear(task);
        return fail_int(raise_error(task, &type_OverflowError, "cannot fit '%T' into an index-sized integer", result));
    }
    return length;
}

static RT Value dispatch_get_item(TASK, Value self, Value key) { return dispatch(task, self, NAME(__getitem__), &key, 1); }
static RT int status(Value result) { return result ? 0 : -1; }
static RT int dispatch_set_item(TASK, Value self, Value key, Value value)
{
    Value args[] = {key, value};
    if (value == VALUE_UNBOUND)
        return status(dispatch(task, self, NAME(__delitem__), args, 1));
    return status(dispatch(task, self, NAME(__setitem__), args, 2));
}
static RT int dispatch_contains(TASK, Value self, Value item)
{
    if (type_lookup(type_of(self), NAME(__contains__)) == VALUE_NONE)
        return fail_int(raise_error(task, &type_TypeError, "'%T' object is not a container", self));
    if (!stack_check(task))
        return -1;
    Value result = call_special(task, self, NAME(__contains__), &item, 1);
    if (result == VALUE_UNBOUND)                             /* deleted by another task just now */
        return fail_int(raise_error(task, &type_TypeError, "argument of type '%T' is not iterable", self));
    return result ? object_truth(task, result) : -1;
}
static RT Value dispatch_get_attr(TASK, Value self, Value name)
{
    Value result = dispatch(task, self, NAME(__getattribute__), &name, 1);
    if (result || !exception_matches(task, &type_AttributeError))
        return result;
    if (!type_lookup(type_of(self), NAME(__getattr__)))
        return 0;
    exception_clear(task);
    return dispatch(task, self, NAME(__getattr__), &name, 1);
}
static RT int dispatch_set_attr(TASK, Value self, Value name, Value value)
{
    Value args[] = {name, value};
    if (value == VALUE_UNBOUND)
        return status(dispatch(task, self, NAME(__delattr__), args, 1));
    return status(dispatch(task, self, NAME(__setattr__), args, 2));
}
static RT Value dispatch_descr_get(TASK, Value self, Value object, Value type)
{
    Value args[] = {object ? object : VALUE_NONE, type ? type : VALUE_NONE};
    return dispatch(task, self, NAME(__get__), args, 2);
}
static RT int dispatch_descr_set(TASK, Value self, Value object, Value value)
{
    Value args[] = {object, value};
    if (value == VALUE_UNBOUND)
        return status(dispatch(task, self, NAME(__delete__), args, 1));
    return status(dispatch(task, self, NAME(__set__), args, 2));
}

/* The method of the class, with the receiver put before the arguments when it binds. */
static RT Value call_with_self(TASK, Value self, Value name, Value *args, int64_t nargs, Value kwnames)
{
    ClassCell *cell = class_find(task, type_of(self), name);
    Value method = cell ? slot_load(&cell->value) : 0;
    if (!method)
        return raise_error(task, &type_AttributeError, "'%T' object has no attribute '%U'", self, name);
    if (class_kind_of(method) != KIND_FUNCTION) {
        method = descriptor_get(task, method, self, type_of(self));
        return method ? object_call(task, method, args, nargs, kwnames) : 0;
    }
    return call_prepended(task, method, self, args, nargs, kwnames);
}
/* An instance whose class's __call__ is such an instance recurses: with tail calls it would loop for ever. */
__attribute__((disable_tail_calls))
static RT Value dispatch_call(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    return stack_check(task) ? call_with_self(task, self, NAME(__call__), args, nargs, kwnames) : 0;
}
static RT int dispatch_init(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    Value result = stack_check(task) ? call_with_self(task, self, NAME(__init__), args, nargs, kwnames) : 0;
    if (result && result != VALUE_NONE)
        return fail_int(raise_error(task, &type_TypeError, "__init__() should return None, not '%T'", result));
    return status(result);
}
static RT Value dispatch_new(TASK, Value cls, Value *args, int64_t nargs, Value kwnames)
{
    Value method = type_lookup((PyType *)cls, NAME(__new__));
    method = method ? descriptor_get(task, method, 0, (PyType *)cls) : 0;
    if (!method || !stack_check(task))
        return 0;
    return call_prepended(task, method, cls, args, nargs, kwnames);
}

/* ---- binary operators ---------------------------------------------------------------------- */

static const struct { PyStr *name, *reflected, *inplace; } operator_names[BINARY_SLOTS] = {
    {&pys___add__, &pys___radd__, &pys___iadd__}, {&pys___sub__, &pys___rsub__, &pys___isub__},
    {&pys___mul__, &pys___rmul__, &pys___imul__}, {&pys___matmul__, &pys___rmatmul__, &pys___imatmul__},
    {&pys___truediv__, &pys___rtruediv__, &pys___itruediv__}, {&pys___mod__, &pys___rmod__, &pys___imod__},
    {&pys___pow__, &pys___rpow__, &pys___ipow__}, {&pys___lshift__, &pys___rlshift__, &pys___ilshift__},
    {&pys___rshift__, &pys___rrshift__, &pys___irshift__}, {&pys___or__, &pys___ror__, &pys___ior__},
    {&pys___xor__, &pys___rxor__, &pys___ixor__}, {&pys___and__, &pys___rand__, &pys___iand__},
    {&pys___floordiv__, &pys___rfloordiv__, &pys___ifloordiv__},
};

static RT Value call_or_not_implemented(TASK, Value self, Value name, Value other)
{
    Value result = call_special(task, self, name, &other, 1);
    return result == VALUE_UNBOUND ? VALUE_NOTIMPLEMENTED : result;
}

/* The slot of both operands' classes, or of one; a subclass on the right that overrides the
   reflected method goes first. */
static RT Value binary_dispatch(TASK, Value left, Value right, int op, BinaryFn self_function)
{
    if (!stack_check(task))
        return 0;
    PyType *left_type = type_of(left), *right_type = type_of(right);
    Value reflected = (Value)operator_names[op].reflected;
    bool other = left_type != right_type && right_type->slots.binary[op] == self_function;
    if (left_type->slots.binary[op] == self_function) {
        if (other && type_is_subtype(right_type, left_type) &&
            type_lookup(right_type, reflected) != type_lookup(left_type, reflected)) {
            Value result = call_or_not_implemented(task, right, reflected, left);
            if (result != VALUE_NOTIMPLEMENTED)
                return result;
            other = false;
        }
        Value result = call_or_not_implemented(task, left, (Value)operator_names[op].name, right);
        if (result != VALUE_NOTIMPLEMENTED || left_type == right_type || !other)
            return result;
    }
    return other ? call_or_not_implemented(task, right, reflected, left) : VALUE_NOTIMPLEMENTED;
}

#define DISPATCH_BINARY(op)                                                                              \
    static RT Value dispatch_binary_##op(TASK, Value left, Value right)                                  \
    {                                                                                                    \
        return binary_dispatch(task, left, right, op, dispatch_binary_##op);                             \
    }                                                                                                    \
    static RT Value dispatch_inplace_##op(TASK, Value left, Value right)                                 \
    {                                                                                                    \
        return stack_check(task) ? call_or_not_implemented(task, left, (Value)operator_names[op].inplace, right) : 0; \
    }
DISPATCH_BINARY(0) DISPATCH_BINARY(1) DISPATCH_BINARY(2) DISPATCH_BINARY(3) DISPATCH_BINARY(4)
DISPATCH_BINARY(5) DISPATCH_BINARY(6) DISPATCH_BINARY(7) DISPATCH_BINARY(8) DISPATCH_BINARY(9)
DISPATCH_BINARY(10) DISPATCH_BINARY(11) DISPATCH_BINARY(12)

static RT Value dispatch_power_modulo(TASK, Value base, Value exponent, Value modulus)
{
    if (modulus == VALUE_NONE)
        return dispatch_binary_6(task, base, exponent);
    Value args[] = {exponent, modulus};
    Value result = call_special(task, base, NAME(__pow__), args, 2);
    return result == VALUE_UNBOUND ? VALUE_NOTIMPLEMENTED : result;
}

/* ---- the table ------------------------------------------------------------------------------- */

const SlotDef slot_defs[] = {
#define SLOT(method, slot, wrapper, dispatcher, n, signature_text, doc_text)                               \
    {.name = (Value)&pys_##method, .text = #method, .field = offsetof(TypeSlots, slot) / sizeof(void *),   \
     .wrap = wrapper, .dispatch = (void *)dispatcher, .number = n, .signature = signature_text, .doc = doc_text},
#include "runtime/object/slots.def"
#undef SLOT
    {0},
};

bool slots_is_special(Value name)
{
    PyStr *text = (PyStr *)name;
    if (!value_is_exact_str(name) || text->width != 1 || text->length < 5 || memcmp(text->data, "__", 2))
        return false;
    if (name == NAME(__del__))
        return true;
    for (const SlotDef *def = slot_defs; def->name; def++)
        if (def->name == name)
            return true;
    return false;
}

/* The C function that the resolved method of one row stands for. */
static void *function_of_row(const PyType *type, const SlotDef *def, bool *found)
{
    ClassCell *cell = class_resolve(type, def->name);
    Value method = cell ? slot_load(&cell->value) : 0;
    *found = method != 0;
    if (!method)
        return NULL;
    if (method == VALUE_NONE && def->name == NAME(__hash__))
        return (void *)object_hash_refused;
    if (value_has_shape(method, &shape_wrapper_descriptor) && ((PyWrapper *)method)->def->name == def->name)
        return slot_function(((PyWrapper *)method)->owner, def);
    PyType *maker = def->name == NAME(__new__) ? new_wrapper_type(method) : NULL;
    return maker ? (void *)maker->slots.new_ : def->dispatch;
}

/* One field from all its rows: their common C function, or the dispatcher. */
static const SlotDef *update_field(PyType *type, const SlotDef *def)
{
    const size_t field = def->field;
    void *chosen = NULL;
    bool any = false;
    for (; def->name && def->field == field; def++) {
        bool found;
        void *function = function_of_row(type, def, &found);
        if (!found)
            continue;
        if (def->name == NAME(__getattr__))          /* type_get_attr asks the metaclass's itself */
            chosen = chosen == (void *)generic_get_attr ? def->dispatch
                     : chosen == (void *)type_get_attr ? chosen : (void *)dispatch_get_attr;
        else if (any && function != chosen)
            chosen = def->dispatch;
        else
            chosen = function;
        any = true;
    }
    void **slot = &((void **)&type->slots)[field];
    if (!chosen && *slot && field == offsetof(TypeSlots, next) / sizeof(void *))
        chosen = (void *)object_next_refused;     /* who iterates now calls it once more */
    *slot = chosen;
    return def;
}

RT bool slots_update(TASK, PyType *type, Value name)
{
    if (!(type->flags & TYPE_FLAG_HEAP))
        return true;
    if ((!name || name == NAME(__del__)) && class_resolve(type, NAME(__del__)))
        type->flags |= TYPE_FLAG_HAS_FINALIZER;
    for (const SlotDef *def = slot_defs; def->name;) {
        bool wanted = !name;
        for (const SlotDef *row = def; row->name && row->field == def->field; row++)
            wanted |= row->name == name;
        const SlotDef *next = def;
        if (wanted)
            next = update_field(type, def);
        else
            while (next->name && next->field == def->field)
                next++;
        def = next;
    }
    ClassCell *cell = class_resolve(type, NAME(__getattr__));
    type->getattr_cell = cell;
    return true;
}

/* Sequences have no __radd__: their + is not a number's. */
static bool is_left_out(const PyType *type, const SlotDef *def)
{
    return def->name == NAME(__radd__) && (type == &type_bytearray || type->flags & (TYPE_FLAG_LIST_SUBCLASS | TYPE_FLAG_TUPLE_SUBCLASS |
                                                          TYPE_FLAG_STR_SUBCLASS | TYPE_FLAG_BYTES_SUBCLASS));
}

RT bool slots_add_wrappers(TASK, PyType *type)
{
    for (const SlotDef *def = slot_defs; def->name; def++) {
        if (!def->wrap || !slot_function(type, def) || class_own(type, def->name) || is_left_out(type, def))
            continue;
        Value wrapper = wrapper_new(task, def, type);
        if (!wrapper || !class_add(task, type, def->name, wrapper))
            return false;
    }
    return true;
}
