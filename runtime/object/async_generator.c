/* Asynchronous generators. The frame is a PyGenerator; a word that it gives out comes from an
   await when an iterator is being delegated to, and then goes to the event loop as it is; else it
   is an item, which ends the step: asend(), athrow() and aclose() give awaitables that finish
   with StopIteration(item), or StopAsyncIteration at the end. */
#include "runtime/object/builtin.h"
#include "runtime/object/errors.h"
#include "runtime/object/exceptions.h"
#include "runtime/object/generator.h"

typedef enum { STEP_SEND, STEP_THROW, STEP_CLOSE } StepKind;
typedef enum { STEP_NEW, STEP_RUNNING, STEP_DONE } StepState;

/* One step of an asynchronous generator, to be awaited. */
typedef struct PyAsyncStep {
    Object head;
    Slot generator;
    Slot argument;                       /* what is sent, or the exception to be thrown */
    int32_t kind, state;
} PyAsyncStep;

extern PyType type_async_step;
extern Shape shape_async_step;

static PyGenerator *as_generator(Value v) { return (PyGenerator *)v; }
static PyAsyncStep *as_step(Value v) { return (PyAsyncStep *)v; }

static RT Value step_new(TASK, Value generator, Value argument, StepKind kind)
{
    PyAsyncStep *step = gc_new(task, PyAsyncStep);
    if (!step)
        return 0;
    step->head.shape = &shape_async_step;
    gc_init(&step->generator, generator);
    gc_init(&step->argument, argument);
    step->kind = kind;
    step->state = STEP_NEW;
    return (Value)step;
}

/* A StopAsyncIteration that leaves the body must not look like its end. */
static RT Value failed(TASK, PyAsyncStep *step)
{
    step->state = STEP_DONE;
    if (exception_matches(task, &type_StopAsyncIteration)) {
        Value stop = exception_take(task);
        raise_error(task, &type_RuntimeError, "async generator raised StopAsyncIteration");
        gc_store(&exception_of(task->exception)->cause, stop);
        gc_store(&exception_of(task->exception)->context, stop);
        exception_of(task->exception)->suppress_context = true;
        return 0;
    }
    if (step->kind == STEP_CLOSE && exception_matches(task, &type_GeneratorExit)) {
        exception_clear(task);
        return raise_stop_iteration(task, VALUE_NONE);
    }
    return 0;
}

/* What a resumption gave, as the step's own result. */
static RT Value finish(TASK, PyAsyncStep *step, Value word)
{
    PyGenerator *g = as_generator(slot_load(&step->generator));
    if (!word)
        return failed(task, step);
    if (word != VALUE_STOP && slot_load(&g->delegate))
        return word;
    step->state = STEP_DONE;
    if (word != VALUE_STOP && step->kind == STEP_CLOSE)
        return raise_error(task, &type_RuntimeError, "async generator ignored GeneratorExit");
    if (word != VALUE_STOP)
        return raise_stop_iteration(task, word);
    if (step->kind == STEP_CLOSE)
        return raise_stop_iteration(task, VALUE_NONE);
    Value stop = exception_new(task, &type_StopAsyncIteration, NULL, 0);
    return stop ? raise_value(task, stop) : 0;
}

static RT Value step_send(TASK, Value self, Value value)
{
    PyAsyncStep *step = as_step(self);
    Value g = slot_load(&step->generator), argument = slot_load(&step->argument);
    static const char *const names[] = {"__anext__()/asend()", "aclose()/athrow()", "aclose()/athrow()"};
    if (step->state == STEP_DONE)
        return raise_error(task, &type_RuntimeError, "cannot reuse already awaited %s", names[step->kind]);
    if (step->state == STEP_RUNNING)
        return finish(task, step, generator_send(task, g, value));
    if (value != VALUE_NONE && step->kind != STEP_SEND)
        return raise_error(task, &type_RuntimeError, "can't send non-None value to a just-started coroutine");
    step->state = STEP_RUNNING;
    if (step->kind == STEP_SEND)
        return finish(task, step, generator_send(task, g, value == VALUE_NONE ? argument : value));
    bool finished = __atomic_load_n(&as_generator(g)->status, __ATOMIC_RELAXED) == GENERATOR_FINISHED;
    if (finished)
        return finish(task, step, VALUE_STOP);
    (void)raise_value(task, argument);
    return finish(task, step, generator_throw(task, g));
}

static RT Value step_next(TASK, Value self) { return step_send(task, self, VALUE_NONE); }
static RT Value step_self(TASK, Value self) { return self; }

/* The exception that throw(type[, value[, traceback]]) means. */
static RT Value thrown(TASK, Value type, Value value, Value traceback)
{
    if (value_has_flag(type, TYPE_FLAG_EXCEPTION))
        return type;
    if (!value_is_type(type) || !(((PyType *)type)->flags & TYPE_FLAG_EXCEPTION))
        return raise_error(task, &type_TypeError, "exceptions must be classes or instances deriving from BaseException, not %T", type);
    Value exception = value == VALUE_NONE ? call_zero(task, type) : value_is_instance(value, (PyType *)type) ? value : call_one(task, type, value);
    if (exception && traceback != VALUE_NONE && object_set_attr(task, exception, NAME(__traceback__), traceback) < 0)
        return 0;
    return exception;
}

static RT Value step_throw(TASK, Value self, Value type, Value value, Value traceback)
{
    PyAsyncStep *step = as_step(self);
    if (step->state == STEP_DONE)
        return raise_error(task, &type_RuntimeError, "cannot reuse already awaited %s",
                           step->kind == STEP_SEND ? "__anext__()/asend()" : "aclose()/athrow()");
    Value exception = thrown(task, type, value, traceback);
    if (!exception)
        return 0;
    step->state = STEP_RUNNING;
    (void)raise_value(task, exception);
    return finish(task, step, generator_throw(task, slot_load(&step->generator)));
}

static RT Value step_close(TASK, Value self)
{
    as_step(self)->state = STEP_DONE;
    return VALUE_NONE;
}

static const MethodDef step_methods[] = {
    {"send", "(self, value, /)", "An awaitable that resumes it with a value.", (void *)step_send, METHOD_INSTANCE},
    {"throw", "(self, type, value=None, traceback=None, /)", "throw(value) -> raise exception in async generator.", (void *)step_throw, METHOD_INSTANCE},
    {"close", "(self, /)", "Throw GeneratorExit into it.", (void *)step_close, METHOD_INSTANCE}, {0}};
BUILTIN_TYPE(async_step, "async_generator_asend", PyAsyncStep, .methods = step_methods,
                    .slots = {.iter = step_self, .next = step_next, .await = step_self})

/* ---- the generator ------------------------------------------------------------------------------------------- */

static RT Value generator_asend(TASK, Value self, Value value) { return step_new(task, self, value, STEP_SEND); }
static RT Value generator_athrow(TASK, Value self, Value type, Value value, Value traceback)
{
    Value exception = thrown(task, type, value, traceback);
    return exception ? step_new(task, self, exception, STEP_THROW) : 0;
}
static RT Value generator_aclose(TASK, Value self)
{
    Value exception = exception_new(task, &type_GeneratorExit, NULL, 0);
    return exception ? step_new(task, self, exception, STEP_CLOSE) : 0;
}
static RT Value generator_anext(TASK, Value self) { return step_new(task, self, VALUE_NONE, STEP_SEND); }
static RT Value generator_aiter(TASK, Value self) { return self; }
static RT Value generator_repr(TASK, Value self)
{
    char address[40];
    return str_format(task, "<async_generator object %U at %s>", slot_load(&as_generator(self)->qualname), format_address(address, self));
}
static RT Value get_name(TASK, Value self) { return slot_load(&as_generator(self)->name); }
static RT Value get_qualname(TASK, Value self) { return slot_load(&as_generator(self)->qualname); }
static RT Value get_await(TASK, Value self)
{
    Value delegate = slot_load(&as_generator(self)->delegate);
    return delegate ? delegate : VALUE_NONE;
}
static RT Value get_running(TASK, Value self) { return value_from_bool(as_generator(self)->status == GENERATOR_RUNNING); }

static const MethodDef methods[] = {
    {"asend", "(self, value, /)", "An awaitable that resumes it with a value.", (void *)generator_asend, METHOD_INSTANCE},
    {"athrow", "(self, type, value=None, traceback=None, /)", "An awaitable that throws an exception into it.", (void *)generator_athrow, METHOD_INSTANCE},
    {"aclose", "(self, /)", "An awaitable that throws GeneratorExit into it.", (void *)generator_aclose, METHOD_INSTANCE}, {0}};
static const GetSetDef getsets[] = {
    {"__name__", get_name, generator_set_name, "its name"}, {"__qualname__", get_qualname, generator_set_qualname, "its name with the names of the scopes around it"},
    {"ag_code", generator_get_code, NULL, NULL}, {"ag_frame", generator_get_frame, NULL, NULL},
    {"ag_await", get_await, NULL, "what it awaits right now, or None"}, {"ag_running", get_running, NULL, NULL}, {0}};
BUILTIN_TYPE(async_generator, "async_generator", PyGenerator, .methods = methods, .getsets = getsets,
             .slots = {.repr = generator_repr, .aiter = generator_aiter, .anext = generator_anext})

RT bool async_generators_start(TASK) { extern PyType type_coroutine_wrapper; return type_ready(task, &type_async_step) && type_ready(task, &type_coroutine_wrapper); }
