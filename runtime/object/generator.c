/* Generator and coroutine objects; see generator.h for the protocol.

   The handled exception (sys.exc_info) belongs to a generator while it runs: resuming sets the
   one that it was handling when it was suspended, suspending takes it back out. */
#include "runtime/object/generator.h"

#include "runtime/abi/entries.h"
#include "runtime/object/builtin.h"
#include "runtime/object/exceptions.h"
#include "runtime/object/frame.h"
#include "runtime/object/function.h"
#include "runtime/object/module.h"

typedef RT Value (*ResumeFn)(TASK, Value generator, Value sent, Value callee);

static PyGenerator *generator_of(Value v) { return (PyGenerator *)v; }

bool value_is_generator(Value v)
{
    return value_has_shape(v, &shape_generator) || value_has_shape(v, &shape_coroutine);
}

/* ---- construction --------------------------------------------------------------------------- */

RT Value generator_new(TASK, const void *code, const void *resume, int64_t slots)
{
    PyGenerator *g = gc_alloc(task, sizeof(PyGenerator) + (size_t)slots * sizeof(Slot), LAYOUT_REFS);
    if (!g)
        return 0;
    const CodeInfo *info = code;
    g->head.shape = info->flags & CODE_COROUTINE ? &shape_coroutine
                    : info->flags & CODE_ASYNC_GENERATOR ? &shape_async_generator : &shape_generator;
    g->code = info;
    g->resume = (void *)resume;
    g->slot_count = (int32_t)slots;
    gc_init(&g->name, info->name);
    gc_init(&g->qualname, info->qualname);
    return value_from_object(g);
}

/* ---- what the resume function calls ---------------------------------------------------------- */

RT void generator_finish(TASK, Value generator, Value result)
{
    gc_store(&generator_of(generator)->result, result);
    generator_of(generator)->state = -1;
}

/* ---- resuming -------------------------------------------------------------------------------- */

/* Claims the right to run. GENERATOR_RUNNING: somebody else has it. */
static GeneratorStatus claim(PyGenerator *g)
{
    int32_t status = __atomic_load_n(&g->status, __ATOMIC_RELAXED);
    if (!runtime_parallel) {
        if (status <= GENERATOR_SUSPENDED)
            g->status = GENERATOR_RUNNING;
        return (GeneratorStatus)status;
    }
    while (status <= GENERATOR_SUSPENDED)
        if (__atomic_compare_exchange_n(&g->status, &status, GENERATOR_RUNNING, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
            break;
    return (GeneratorStatus)status;
}

static void release(PyGenerator *g, GeneratorStatus status) { __atomic_store_n(&g->status, status, __ATOMIC_RELEASE); }

static const char *kind_name(const PyGenerator *g)
{
    return g->code->flags & CODE_COROUTINE ? "coroutine" : g->code->flags & CODE_ASYNC_GENERATOR ? "async generator" : "generator";
}

static Value raise_running(struct Task *task, const PyGenerator *g)
{
    return raise_error(task, &type_ValueError, "%s already executing", kind_name(g));
}

/* A StopIteration that leaves the body must not look like its end. */
static void replace_stop_iteration(struct Task *task, const PyGenerator *g)
{
    Value stop = exception_take(task);
    raise_error(task, &type_RuntimeError, "%s raised StopIteration", kind_name(g));
    Value error = exception_take(task);
    if (object_set_attr(task, error, NAME(__cause__), stop) < 0
        || object_set_attr(task, error, NAME(__context__), stop) < 0)
        exception_clear(task);
    (void)raise_value(task, error);
}

/* Pends as raised by what was handling `handled` (or zero). */
static void set_pending(struct Task *task, Value exception, Value handled)
{
    Value outer = task->handled;
    task->handled = handled ? handled : VALUE_NONE;
    (void)raise_value(task, exception);
    task->handled = outer;
}

/* The body gave something out or ended. outer: what was handled around it; own: what it had been
   handling itself, or zero. */
static Value settle(struct Task *task, PyGenerator *g, Value outer, Value own, Value result)
{
    Value now = task->handled;
    task->handled = outer;
    if (result && result != VALUE_STOP) {
        if (now != outer || own)
            gc_store(&g->handled, now == outer ? 0 : now);
        release(g, GENERATOR_SUSPENDED);
        return result;
    }
    gc_store(&g->handled, 0);
    gc_store(&g->delegate, 0);
    release(g, GENERATOR_FINISHED);
    if (!result && exception_matches(task, &type_StopIteration))
        replace_stop_iteration(task, g);
    return result;
}

/* The body runs; the caller has claimed it. */
static Value run(struct Task *task, PyGenerator *g, Value sent)
{
    Value outer = task->handled;
    Value own = slot_load(&g->handled);
    if (own)
        task->handled = own;
    Value result = ((ResumeFn)g->resume)(task, value_from_object(g), sent, value_from_object(g));
    return settle(task, g, outer, own, result);
}

RT Value generator_send(TASK, Value generator, Value sent)
{
    PyGenerator *g = generator_of(generator);
    if (!stack_check(task))
        return 0;
    switch (claim(g)) {
    case GENERATOR_RUNNING:
        return raise_running(task, g);
    case GENERATOR_FINISHED:
        if (g->code->flags & CODE_COROUTINE)
            return raise_error(task, &type_RuntimeError, "cannot reuse already awaited coroutine");
        gc_store(&g->result, 0);
        return VALUE_STOP;
    case GENERATOR_CREATED:
        if (sent != VALUE_NONE) {
            release(g, GENERATOR_CREATED);
            return raise_error(task, &type_TypeError, "can't send non-None value to a just-started %s", kind_name(g));
        }
        break;
    case GENERATOR_SUSPENDED:
        break;
    }
    return run(task, g, sent);
}

/* What loops do: the resume function's own prologue checks the stack. */
RT Value generator_next(TASK, Value generator)
{
    PyGenerator *g = generator_of(generator);
    Value outer = task->handled;
    if (runtime_parallel || g->status != GENERATOR_SUSPENDED || slot_load(&g->handled))
        return generator_send(task, generator, VALUE_NONE);
    g->status = GENERATOR_RUNNING;
    Value result = ((ResumeFn)g->resume)(task, generator, VALUE_NONE, generator);
    if (__builtin_expect(!result || result == VALUE_STOP || task->handled != outer, 0))
        return settle(task, g, outer, 0, result);
    release(g, GENERATOR_SUSPENDED);
    return result;
}

RT Value generator_throw(TASK, Value generator)
{
    PyGenerator *g = generator_of(generator);
    Value exception = exception_take(task);
    switch (claim(g)) {
    case GENERATOR_RUNNING:
        return raise_running(task, g);
    case GENERATOR_CREATED:
        release(g, GENERATOR_FINISHED);
        return raise_value(task, exception);
    case GENERATOR_FINISHED:
        if (g->code->flags & CODE_COROUTINE)
            return raise_error(task, &type_RuntimeError, "cannot reuse already awaited coroutine");
        return raise_value(task, exception);
    case GENERATOR_SUSPENDED:
        break;
    }
    set_pending(task, exception, slot_load(&g->handled));
    return run(task, g, 0);
}

RT Value generator_close(TASK, Value generator)
{
    PyGenerator *g = generator_of(generator);
    switch (claim(g)) {
    case GENERATOR_RUNNING:
        return raise_running(task, g);
    case GENERATOR_CREATED:
        release(g, GENERATOR_FINISHED);
        return VALUE_NONE;
    case GENERATOR_FINISHED:
        return VALUE_NONE;
    case GENERATOR_SUSPENDED:
        break;
    }
    Value exit = exception_new(task, &type_GeneratorExit, NULL, 0);
    if (!exit) {
        release(g, GENERATOR_SUSPENDED);
        return 0;
    }
    (void)raise_value(task, exit);
    Value result = run(task, g, 0);
    if (result == VALUE_STOP)
        return VALUE_NONE;
    if (result)
        return raise_error(task, &type_RuntimeError, "%s ignored GeneratorExit", kind_name(g));
    if (!exception_matches(task, &type_GeneratorExit) && !exception_matches(task, &type_StopIteration))
        return 0;
    exception_clear(task);
    return VALUE_NONE;
}

Value generator_result(Value generator)
{
    Value result = slot_load(&generator_of(generator)->result);
    return result ? result : VALUE_NONE;
}

RT Value raise_stop_of(TASK, Value iterator)
{
    Value result = value_is_generator(iterator) ? generator_result(iterator) : VALUE_NONE;
    if (result == VALUE_NONE)
        return raise_value(task, exception_new(task, &type_StopIteration, NULL, 0));
    return raise_stop_iteration(task, result);
}

/* ---- yield from and await --------------------------------------------------------------------- */

typedef struct PyCoroutineWrapper { Object head; Slot coroutine; } PyCoroutineWrapper;
extern PyType type_coroutine_wrapper;
extern Shape shape_coroutine_wrapper;

static Value coroutine_behind(Value wrapper) { return slot_load(&((PyCoroutineWrapper *)wrapper)->coroutine); }

static Value await_iterator(struct Task *task, Value v, AwaitKind kind)
{
    if (value_has_shape(v, &shape_coroutine) && slot_load(&generator_of(v)->delegate))
        return raise_error(task, &type_RuntimeError, "coroutine is being awaited already");
    if (value_has_shape(v, &shape_coroutine) || (value_has_shape(v, &shape_generator) && generator_of(v)->is_iterable))
        return v;
    UnaryFn await = type_of(v)->slots.await;
    if (!await && (kind == AWAIT_AENTER || kind == AWAIT_AEXIT))
        return raise_error(task, &type_TypeError, "'async with' received an object from %s that does not implement __await__: %T",
                           kind == AWAIT_AENTER ? "__aenter__" : "__aexit__", v);
    if (!await)
        return raise_error(task, &type_TypeError, "object %T can't be used in 'await' expression", v);
    Value iterator = await(task, v);
    if (iterator && (value_has_shape(iterator, &shape_coroutine) ||
                     (value_has_shape(iterator, &shape_generator) && generator_of(iterator)->is_iterable)))
        return raise_error(task, &type_TypeError, "__await__() returned a coroutine");
    if (iterator && !value_is_iterator(iterator))
        return raise_error(task, &type_TypeError, "__await__() returned non-iterator of type '%T'", iterator);
    return iterator && value_has_shape(iterator, &shape_coroutine_wrapper) ? coroutine_behind(iterator) : iterator;
}

RT Value delegate_iter(TASK, Value v, int64_t kind)
{
    if (kind != AWAIT_NOT) {
        Value iterator = await_iterator(task, v, (AwaitKind)kind);
        if (iterator || kind != AWAIT_ANEXT)
            return iterator;
        Value cause = exception_take(task);
        raise_error(task, &type_TypeError, "'async for' received an invalid object from __anext__: %T", v);
        exception_set_cause(task->exception, cause);
        gc_store(&exception_of(task->exception)->context, cause);
        return 0;
    }
    if (value_has_shape(v, &shape_coroutine))
        return raise_error(task, &type_TypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator");
    if (value_has_shape(v, &shape_coroutine_wrapper))
        return coroutine_behind(v);
    return value_has_shape(v, &shape_generator) ? v : object_iter(task, v);
}

/* The delegation is over when StopIteration comes out of a step: its value is the result. */
static Value finish_by_exception(struct Task *task, PyGenerator *g)
{
    if (!exception_matches(task, &type_StopIteration))
        return 0;
    Value stop = exception_take(task);
    Value result = object_get_attr(task, stop, NAME(value));
    if (!result)
        return 0;
    gc_store(&g->result, result);
    return VALUE_STOP;
}

static Value step_by_send(struct Task *task, PyGenerator *g, Value iterator, Value sent)
{
    Value item;
    if (value_is_generator(iterator)) {
        item = generator_send(task, iterator, sent);
        if (item == VALUE_STOP)
            gc_store(&g->result, generator_result(iterator));
        return item;
    }
    if (sent != VALUE_NONE)
        item = call_method(task, iterator, NAME(send), &sent, 1);
    else if (type_of(iterator)->flags & TYPE_FLAG_HEAP)
        item = call_special(task, iterator, NAME(__next__), NULL, 0);   /* keeps StopIteration's value */
    else
        item = object_next(task, iterator);
    if (!item)
        return finish_by_exception(task, g);
    if (item == VALUE_STOP)
        gc_store(&g->result, VALUE_NONE);
    return item;
}

/* GeneratorExit was thrown in: the inner iterator is closed, then it goes on its way. */
static Value step_by_close(struct Task *task, Value iterator, Value exception)
{
    Value done = VALUE_NONE;
    if (value_is_generator(iterator)) {
        done = generator_close(task, iterator);
    } else {
        Value close = object_get_attr_or_unbound(task, iterator, NAME(close));
        if (close != VALUE_UNBOUND)
            done = close ? call_zero(task, close) : 0;
    }
    return done ? raise_value(task, exception) : 0;
}

static Value step_by_throw(struct Task *task, PyGenerator *g, Value iterator)
{
    Value exception = exception_take(task);
    if (value_is_instance(exception, &type_GeneratorExit))
        return step_by_close(task, iterator, exception);
    if (value_is_generator(iterator)) {
        set_pending(task, exception, 0);
        Value item = generator_throw(task, iterator);
        if (item == VALUE_STOP)
            gc_store(&g->result, generator_result(iterator));
        return item ? item : finish_by_exception(task, g);
    }
    Value throw = object_get_attr_or_unbound(task, iterator, NAME(throw));
    if (!throw)
        return 0;
    if (throw == VALUE_UNBOUND)
        return raise_value(task, exception);
    Value item = call_one(task, throw, exception);
    return item ? item : finish_by_exception(task, g);
}

RT Value delegate_step(TASK, Value iterator, Value sent, Value generator)
{
    PyGenerator *g = generator_of(generator);
    gc_store(&g->delegate, iterator);
    Value item = sent ? step_by_send(task, g, iterator, sent) : step_by_throw(task, g, iterator);
    if (!item || item == VALUE_STOP)
        gc_store(&g->delegate, 0);
    return item;
}

RT Value delegate_result(TASK, Value generator)
{
    Value result = generator_result(generator);
    gc_store(&generator_of(generator)->result, 0);
    return result;
}

/* ---- methods and attributes -------------------------------------------------------------------- */

static RT Value generator_repr(TASK, Value self)
{
    PyGenerator *g = generator_of(self);
    return str_format(task, "<%s object %U at 0x%lx>", kind_name(g), slot_load(&g->qualname), (unsigned long)self);
}

static RT Value generator_send_method(TASK, Value self, Value value)
{
    Value item = generator_send(task, self, value);
    return item == VALUE_STOP ? raise_stop_of(task, self) : item;
}

/* throw(type[, value[, traceback]]) or throw(instance): the exception that is meant, or zero. */
static Value thrown_exception(struct Task *task, Value type, Value value, Value traceback)
{
    if (traceback != VALUE_UNBOUND && traceback != VALUE_NONE && !value_has_shape(traceback, &shape_traceback))
        return raise_error(task, &type_TypeError, "throw() third argument must be a traceback object");
    Value exception;
    if (value_is_type(type) && type_is_subtype((PyType *)type, &type_BaseException)) {
        if (value != VALUE_UNBOUND && value_is_instance(value, (PyType *)type))
            exception = value;
        else if (value == VALUE_UNBOUND || value == VALUE_NONE)
            exception = call_zero(task, type);
        else if (value_is_tuple(value))
            exception = call_spread(task, type, value, VALUE_UNBOUND);
        else
            exception = call_one(task, type, value);
        if (exception && !value_is_instance(exception, &type_BaseException))
            exception = raise_error(task, &type_TypeError, "calling %R should have returned an instance of BaseException, not %T", type, exception);
        if (!exception)                            /* that is what is thrown in */
            exception = exception_take(task);
    } else if (value_is_instance(type, &type_BaseException)) {
        if (value != VALUE_UNBOUND && value != VALUE_NONE)
            return raise_error(task, &type_TypeError, "instance exception may not have a separate value");
        exception = type;
    } else {
        return raise_error(task, &type_TypeError,
                           "exceptions must be classes or instances deriving from BaseException, not %T", type);
    }
    if (exception && traceback != VALUE_UNBOUND && traceback != VALUE_NONE
        && object_set_attr(task, exception, NAME(__traceback__), traceback) < 0)
        return 0;
    return exception;
}

static RT Value generator_throw_method(TASK, Value self, Value type, Value value, Value traceback)
{
    Value exception = thrown_exception(task, type, value, traceback);
    if (!exception)
        return 0;
    set_pending(task, exception, 0);
    Value item = generator_throw(task, self);
    return item == VALUE_STOP ? raise_stop_of(task, self) : item;
}

static RT Value generator_close_method(TASK, Value self) { return generator_close(task, self); }

static RT Value get_running(TASK, Value self) { return value_from_bool(generator_of(self)->status == GENERATOR_RUNNING); }
static RT Value get_suspended(TASK, Value self) { return value_from_bool(generator_of(self)->status == GENERATOR_SUSPENDED); }
static RT Value get_name(TASK, Value self) { return slot_load(&generator_of(self)->name); }
static RT Value get_qualname(TASK, Value self) { return slot_load(&generator_of(self)->qualname); }

RT Value generator_get_code(TASK, Value self)
{
    PyGenerator *g = generator_of(self);
    Value code = code_of(task, g->code, NULL);
    return code && g->is_iterable ? code_with_flags(task, code, g->code->flags | CODE_ITERABLE_COROUTINE) : code;
}

/* Where it is suspended is known to its state alone: the frame is at its first line. */
RT Value generator_get_frame(TASK, Value self)
{
    PyGenerator *g = generator_of(self);
    if (g->status == GENERATOR_FINISHED)
        return VALUE_NONE;
    Position *position = gc_alloc(task, sizeof *position, LAYOUT_REFS);
    if (!position)
        return 0;
    *position = (Position){(intptr_t)g->code, g->code->first_line, g->code->first_line, -1, -1};
    return frame_new(task, position, 0);
}

static RT Value get_delegate(TASK, Value self)
{
    Value delegate = slot_load(&generator_of(self)->delegate);
    return delegate ? delegate : VALUE_NONE;
}

static int set_text(struct Task *task, Slot *slot, const char *name, Value value)
{
    if (value == VALUE_UNBOUND || !value_is_str(value))
        return fail_int(raise_error(task, &type_TypeError, "%s must be set to a string object", name));
    gc_store(slot, value);
    return 0;
}

RT int generator_set_name(TASK, Value self, Value value) { return set_text(task, &generator_of(self)->name, "__name__", value); }
RT int generator_set_qualname(TASK, Value self, Value value)
{
    return set_text(task, &generator_of(self)->qualname, "__qualname__", value);
}

METHOD_TABLE_BEGIN(generator)
#include "runtime/object/generator.def"
METHOD_TABLE_END

static const GetSetDef generator_getsets[] = {
    {"__name__", get_name, generator_set_name, "its name"},
    {"__qualname__", get_qualname, generator_set_qualname, "its name with the names of the scopes around it"},
    {"gi_running", get_running, NULL, NULL},
    {"gi_suspended", get_suspended, NULL, NULL},
    {"gi_code", generator_get_code, NULL, NULL}, {"gi_frame", generator_get_frame, NULL, NULL},
    {"gi_yieldfrom", get_delegate, NULL, "the iterator that yield from delegates to, or None"},
    {NULL, NULL, NULL, NULL},
};

static const GetSetDef coroutine_getsets[] = {
    {"__name__", get_name, generator_set_name, "its name"},
    {"__qualname__", get_qualname, generator_set_qualname, "its name with the names of the scopes around it"},
    {"cr_running", get_running, NULL, NULL},
    {"cr_suspended", get_suspended, NULL, NULL},
    {"cr_code", generator_get_code, NULL, NULL}, {"cr_frame", generator_get_frame, NULL, NULL},
    {"cr_await", get_delegate, NULL, "what it awaits right now, or None"},
    {NULL, NULL, NULL, NULL},
};

static RT Value generator_iter(TASK, Value self) { return self; }

BUILTIN_TYPE(generator, "generator", PyGenerator, .methods = generator_methods, .getsets = generator_getsets,
             .slots = {.repr = generator_repr, .iter = generator_iter, .next = generator_next})

/* What coroutine.__await__() gives: an iterator that drives the coroutine. */
static RT Value coroutine_await(TASK, Value self)
{
    PyCoroutineWrapper *wrapper = object_alloc(task, &type_coroutine_wrapper, 0);
    if (wrapper)
        gc_init(&wrapper->coroutine, self);
    return (Value)wrapper;
}
static RT Value wrapper_send(TASK, Value self, Value value) { return generator_send_method(task, coroutine_behind(self), value); }
static RT Value wrapper_throw(TASK, Value self, Value type, Value value, Value traceback)
{
    return generator_throw_method(task, coroutine_behind(self), type, value, traceback);
}
static RT Value wrapper_close(TASK, Value self) { return generator_close(task, coroutine_behind(self)); }
static RT Value wrapper_next(TASK, Value self)
{
    Value coroutine = coroutine_behind(self), item = generator_next(task, coroutine);
    return item == VALUE_STOP && generator_result(coroutine) != VALUE_NONE ? raise_stop_of(task, coroutine) : item;
}
static const MethodDef wrapper_methods[] = {
    METHOD(send, "(self, value, /)", wrapper_send, OBJ, RAISES, "Resume the coroutine with a value.")
    METHOD(throw, "(self, type, value=<unset>, traceback=<unset>, /)", wrapper_throw, OBJ, RAISES, "Resume it by raising an exception.")
    METHOD(close, "(self, /)", wrapper_close, NONE, RAISES, "Ask the coroutine to finish.")
METHOD_TABLE_END
BUILTIN_TYPE(coroutine_wrapper, "coroutine_wrapper", PyCoroutineWrapper, .methods = wrapper_methods,
             .slots = {.iter = generator_iter, .next = wrapper_next})

BUILTIN_TYPE(coroutine, "coroutine", PyGenerator, .methods = generator_methods, .getsets = coroutine_getsets,
             .slots = {.repr = generator_repr, .await = coroutine_await})
