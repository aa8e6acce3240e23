/* Calls. A Callable's record says how; any other object goes through its class's call slot.
   Method calls use the site's cache and bind nothing. */
#include "runtime/object/call.h"
#include "runtime/abi/entries.h"
#include "runtime/object/attribute.h"
#include "runtime/object/class.h"
#include "runtime/object/descriptors.h"
#include "runtime/object/errors.h"
#include "runtime/object/exceptions.h"
#include "runtime/types/dict.h"

enum { MAX_ON_STACK = 24 };

/* rdi direct, rsi words, rdx count; the task stays in r13. Words beyond six go to the stack. */
__attribute__((naked)) RT Value call_words(TASK, void *direct, const Value *words, int64_t count)
{
    __asm__("push %rbp\n\t"
            "mov %rsp, %rbp\n\t"
            "mov %rdi, %r11\n\t"
            "mov %rsi, %r10\n\t"
            "mov %rdx, %rax\n\t"
            "cmp $6, %rax\n\t"
            "jle 2f\n\t"
            "test $1, %al\n\t"
            "jz 1f\n\t"
            "sub $8, %rsp\n\t"
            "1: mov %rax, %rdx\n\t"
            "3: dec %rdx\n\t"
            "push (%r10,%rdx,8)\n\t"
            "cmp $6, %rdx\n\t"
            "jg 3b\n\t"
            "2: cmp $1, %rax\n\t"
            "jl 9f\n\t"
            "mov (%r10), %rdi\n\t"
            "je 9f\n\t"
            "mov 8(%r10), %rsi\n\t"
            "cmp $3, %rax\n\t"
            "jl 9f\n\t"
            "mov 16(%r10), %rdx\n\t"
            "je 9f\n\t"
            "mov 24(%r10), %rcx\n\t"
            "cmp $5, %rax\n\t"
            "jl 9f\n\t"
            "mov 32(%r10), %r8\n\t"
            "je 9f\n\t"
            "mov 40(%r10), %r9\n\t"
            "9: call *%r11\n\t"
            "leave\n\t"
            "ret");
}

/* An array for n words; the stack's when it is large enough. */
static RT Value *words_room(TASK, Value *on_stack, int64_t n)
{
    if (n <= MAX_ON_STACK)
        return on_stack;
    return gc_alloc(task, (size_t)n * sizeof(Value), LAYOUT_REFS);
}

RT Value call_direct_many(TASK, void *direct, const Value *args, int64_t n, Value callee)
{
    Value on_stack[MAX_ON_STACK], *words = words_room(task, on_stack, n + 1);
    if (!words)
        return 0;
    memcpy(words, args, (size_t)n * sizeof(Value));
    words[n] = callee;
    return call_words(task, direct, words, n + 1);
}

static RT Value not_callable(TASK, Value callee)
{
    return raise_error(task, &type_TypeError, "'%T' object is not callable", callee);
}

/* Missing words at the end come from the defaults. */
static RT Value call_with_defaults(TASK, const CallRecord *record, Value callee, const Value *args, int64_t nargs)
{
    Value words[MAX_ON_STACK];
    PyTuple *defaults = (PyTuple *)slot_load(&record->defaults);
    int64_t first = record->arity - defaults->size;
    for (int64_t i = 0; i < record->arity; i++)
        words[i] = i < nargs ? args[i] : slot_load(&defaults->items[i - first]);
    return call_direct(task, record->direct, words, record->arity, callee);
}

RT Value object_call(TASK, Value callee, const void *arguments, int64_t nargs, Value kwnames)
{
    Value *args = (Value *)arguments;
    if (__builtin_expect(!value_is_pointer(callee), 0))
        return not_callable(task, callee);
    const Shape *shape = object_shape((void *)callee);
    if (!(shape->flags & SHAPE_CALLABLE)) {
        GeneralEntry call = shape->type->slots.call;
        return call ? call(task, callee, args, nargs, kwnames) : not_callable(task, callee);
    }
    CallRecord *record = pointer_load(((Callable *)callee)->record);
    if (kwnames)
        return record->general(task, callee, args, nargs, kwnames);
    int32_t arity = __atomic_load_n(&record->arity, __ATOMIC_ACQUIRE);
    if (arity == nargs)
        return call_direct(task, record->direct, args, nargs, callee);
    if (arity > nargs && arity < MAX_ON_STACK && slot_load(&record->defaults) &&
        ((PyTuple *)slot_load(&record->defaults))->size >= arity - nargs)
        return call_with_defaults(task, record, callee, args, nargs);
    return record->general(task, callee, args, nargs, 0);
}

RT Value call_zero(TASK, Value callee) { return object_call(task, callee, NULL, 0, 0); }
RT Value call_one(TASK, Value callee, Value a) { return object_call(task, callee, &a, 1, 0); }
RT Value call_two(TASK, Value callee, Value a, Value b)
{
    Value args[] = {a, b};
    return object_call(task, callee, args, 2, 0);
}

/* The call slot of classes whose instances are Callable. */
RT Value callable_call(TASK, Value self, Value *args, int64_t nargs, Value kwnames)
{
    return object_call(task, self, args, nargs, kwnames);
}

bool value_is_callable(Value v)
{
    if (!value_is_pointer(v))
        return false;
    const Shape *shape = object_shape((void *)v);
    return (shape->flags & SHAPE_CALLABLE) || shape->type->slots.call;
}

static int64_t all_arguments(int64_t nargs, Value kwnames) { return nargs + (kwnames ? ((PyTuple *)kwnames)->size : 0); }

RT Value call_prepended(TASK, Value callee, Value first, Value *args, int64_t nargs, Value kwnames)
{
    int64_t n = all_arguments(nargs, kwnames);
    Value on_stack[MAX_ON_STACK], *words = words_room(task, on_stack, n + 1);
    if (!words)
        return 0;
    words[0] = first;
    if (n)
        memcpy(words + 1, args, (size_t)n * sizeof(Value));
    return object_call(task, callee, words, nargs + 1, kwnames);
}

/* ---- calls by a direct entry ------------------------------------------------------------------ */

/* The words that follow the arguments: missing ones from the defaults, then the callee. */
static void *fill_words(const CallRecord *record, Value callee, int64_t wanted, int64_t count, Value *words)
{
    const PyTuple *defaults = (PyTuple *)slot_load(&record->defaults);
    int64_t missing = wanted - count;
    if (missing < 0 || missing >= call_words_after(count) || (missing && (!defaults || missing > defaults->size)))
        return NULL;
    for (int64_t i = 0; i < missing; i++)
        words[i] = slot_load(&defaults->items[defaults->size - missing + i]);
    words[missing] = callee;
    return record->direct;
}

RT void *call_direct_slow(TASK, Value callee, int64_t count, Value *words)
{
    const CallRecord *record = pointer_load(((Callable *)callee)->record);
    return record ? fill_words(record, callee, record->arity, count, words) : NULL;
}

RT void *method_direct_slow(TASK, Value object, Value name, const void *cache, int64_t count, Value *words)
{
    const Shape *shape = object_shape((void *)object);
    uint64_t word = __atomic_load_n((uint64_t *)cache, __ATOMIC_RELAXED);
    int64_t index = word >> 16 == (uint64_t)shape ? (int64_t)(word & 0xffff) : attribute_memo_ask(task, (uint64_t *)cache, shape, name);
    if (index < CACHE_VECTOR)
        return NULL;
    const ClassCell *cell = pointer_load(pointer_load(shape->type->vector)->cells[index - CACHE_VECTOR]);
    Value function = cell && cell->kind == KIND_FUNCTION ? slot_load(&cell->value) : 0;
    if (!function)
        return NULL;
    const CallRecord *record = pointer_load(((Callable *)function)->record);
    int64_t wanted = record->arity < -2 ? -2 - record->arity : record->arity;
    return fill_words(record, function, wanted, count + 1, words);
}

/* A function found on the class of self, called with self in front: methods in C included. */
static RT Value call_found(TASK, Value function, Value self, const Value *args, int64_t nargs, Value kwnames)
{
    CallRecord *record = pointer_load(((Callable *)function)->record);
    int32_t arity = __atomic_load_n(&record->arity, __ATOMIC_ACQUIRE);
    int64_t n = all_arguments(nargs, kwnames);
    Value on_stack[MAX_ON_STACK], *words = words_room(task, on_stack, n + 1);
    if (!words)
        return 0;
    words[0] = self;
    for (int64_t i = 0; i < n; i++)
        words[i + 1] = args[i];
    if (!kwnames && arity == -2 - (nargs + 1))
        return call_direct(task, record->direct, words, nargs + 1, function);
    if (!kwnames && arity < -2 && slot_load(&record->defaults)) {
        PyTuple *defaults = (PyTuple *)slot_load(&record->defaults);
        int64_t wanted = -2 - arity, missing = wanted - (nargs + 1);
        if (missing > 0 && missing <= defaults->size && wanted < MAX_ON_STACK && nargs + 1 < MAX_ON_STACK) {
            for (int64_t i = nargs + 1; i < wanted; i++)
                on_stack[i] = slot_load(&defaults->items[defaults->size - (wanted - i)]);
            return call_direct(task, record->direct, on_stack, wanted, function);
        }
    }
    return object_call(task, function, words, nargs + 1, kwnames);
}

RT Value call_special(TASK, Value self, Value name, Value *args, int64_t nargs)
{
    PyType *type = type_of(self);
    ClassCell *cell = class_find(task, type, name);
    Value method = cell ? slot_load(&cell->value) : 0;
    if (!method)
        return VALUE_UNBOUND;
    if (class_kind_of(method) == KIND_FUNCTION)
        return call_found(task, method, self, args, nargs, 0);
    method = descriptor_get(task, method, self, type);
    return method ? object_call(task, method, args, nargs, 0) : 0;
}

/* ---- method calls ---------------------------------------------------------------------------- */

/* The class attribute that a cache word's vector index leads to. */
static Value cached_class_value(Value object, uint64_t cached, bool *on_class)
{
    const Shape *shape = object_shape((void *)object);
    if (cached >> 16 != (uint64_t)shape || !(cached & CACHE_VECTOR))
        return 0;
    ClassVector *vector = pointer_load(shape->type->vector);
    ClassCell *cell = pointer_load(vector->cells[cached & 0x7fff]);
    *on_class = true;
    return cell ? slot_load(&cell->value) : 0;
}

RT Value method_call(TASK, Value object, Value name, const void *cache, const void *arguments, int64_t nargs, Value kwnames)
{
    Value *args = (Value *)arguments;
    bool on_class = false;
    Value method = value_is_pointer(object)
                       ? cached_class_value(object, __atomic_load_n((uint64_t *)cache, __ATOMIC_RELAXED), &on_class) : 0;
    if (method && class_kind_of(method) == KIND_FUNCTION)
        return call_found(task, method, object, args, nargs, kwnames);
    bool binds = false;
    method = attribute_for_call(task, object, name, (uint64_t *)cache, &binds);
    if (!method) {
        task->lookup_failed = true;
        return 0;
    }
    return binds ? call_found(task, method, object, args, nargs, kwnames) : object_call(task, method, args, nargs, kwnames);
}

RT Value call_method(TASK, Value self, Value name, Value *args, int64_t nargs)
{
    bool binds = false;
    Value method = attribute_for_call(task, self, name, NULL, &binds);
    if (!method)
        return 0;
    return binds ? call_found(task, method, self, args, nargs, 0) : object_call(task, method, args, nargs, 0);
}

/* ---- calls with stars --------------------------------------------------------------------------- */

static RT Value call_with_dict(TASK, Value callee, Value *args, int64_t nargs, Value dict)
{
    int64_t count = object_length(task, dict), n = 0;
    Value on_stack[MAX_ON_STACK], *words = words_room(task, on_stack, nargs + count);
    Value names = words ? tuple_new(task, count) : 0;
    Value items = names ? call_method(task, dict, NAME(items), NULL, 0) : 0;
    Value iterator = items ? object_iter(task, items) : 0;
    if (!iterator)
        return 0;
    if (nargs)
        memcpy(words, args, (size_t)nargs * sizeof(Value));
    for (Value pair; n < count; n++) {
        pair = object_next(task, iterator);
        if (!pair || pair == VALUE_STOP)
            break;
        Value key = slot_load(&((PyTuple *)pair)->items[0]);
        if (!value_is_str(key))
            return raise_error(task, &type_TypeError, "keywords must be strings");
        gc_init(&((PyTuple *)names)->items[n], key);
        words[nargs + n] = slot_load(&((PyTuple *)pair)->items[1]);
    }
    if (n < count)
        return task->exception ? 0 : raise_error(task, &type_RuntimeError, "dictionary changed size during iteration");
    return object_call(task, callee, words, nargs, names);
}

RT Value call_spread(TASK, Value callee, Value positional, Value keywords)
{
    if (!stack_check(task))
        return 0;
    PyTuple *tuple = (PyTuple *)positional;
    Value on_stack[MAX_ON_STACK], *args = words_room(task, on_stack, tuple->size);
    if (!args)
        return 0;
    for (int64_t i = 0; i < tuple->size; i++)
        args[i] = slot_load(&tuple->items[i]);
    if (keywords == VALUE_UNBOUND)
        return object_call(task, callee, args, tuple->size, 0);
    int64_t count = object_length(task, keywords);
    if (count <= 0)
        return count < 0 ? 0 : object_call(task, callee, args, tuple->size, 0);
    return call_with_dict(task, callee, args, tuple->size, keywords);
}

/* How CPython names a callee in messages about stars. */
static RT Value callee_text(TASK, Value callee)
{
    Value qualname = object_get_attr_or_unbound(task, callee, NAME(__qualname__));
    if (!qualname)
        return 0;
    if (qualname == VALUE_UNBOUND || !value_is_str(qualname))
        return object_str(task, callee);
    Value module = object_get_attr_or_unbound(task, callee, NAME(__module__));
    if (!module)
        return 0;
    if (module == VALUE_UNBOUND || module == VALUE_NONE || object_equal(task, module, NAME(builtins)) == 1)
        return str_format(task, "%U()", qualname);
    return str_format(task, "%S.%U()", module, qualname);
}

static RT bool merge_pair(TASK, Value callee, Value dict, Value key, Value value)
{
    Value old = value_is_str(key) ? dict_get(task, dict, key) : VALUE_UNBOUND;
    if (!old)
        return false;
    if (old != VALUE_UNBOUND) {
        Value text = callee_text(task, callee);
        if (text)
            raise_error(task, &type_TypeError, "%U got multiple values for keyword argument '%U'", text, key);
        return false;
    }
    return dict_set(task, dict, key, value);
}

RT bool dict_merge_call(TASK, Value callee, Value dict, Value mapping)
{
    if (!stack_check(task))
        return false;
    if (value_is_exact_dict(mapping) && ((PyDict *)dict)->used == 0)
        return dict_update(task, dict, mapping);
    Value keys = object_get_attr_or_unbound(task, mapping, NAME(keys));
    if (!keys)
        return false;
    if (keys == VALUE_UNBOUND) {
        Value text = callee_text(task, callee);
        if (text)
            raise_error(task, &type_TypeError, "%U argument after ** must be a mapping, not %T", text, mapping);
        return false;
    }
    keys = call_zero(task, keys);
    Value iterator = keys ? object_iter(task, keys) : 0;
    for (;;) {
        Value key = iterator ? object_next(task, iterator) : 0;
        if (!key || key == VALUE_STOP)
            return key != 0;
        Value value = object_get_item(task, mapping, key);
        if (!value || !merge_pair(task, callee, dict, key, value))
            return false;
    }
}

RT Value call_args_tuple(TASK, Value callee, Value v)
{
    if (value_is_exact_tuple(v))
        return v;
    if (!stack_check(task))
        return 0;
    if (!type_of(v)->slots.iter && !type_of(v)->slots.get_item) {
        Value text = callee_text(task, callee);
        return text ? raise_error(task, &type_TypeError, "%U argument after * must be an iterable, not %T", text, v) : 0;
    }
    return call_one(task, (Value)&type_tuple, v);
}
