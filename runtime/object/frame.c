/* Frame objects, as tracebacks and sys._getframe show them. */
#include "runtime/object/frame.h"
#include "runtime/object/builtin.h"
#include "runtime/object/function.h"
#include "runtime/object/line_table.h"
#include "runtime/object/module.h"
#include <stdlib.h>

/* ---- the stack ------------------------------------------------------------------------------------------ */

/* irgen's table: where a function starts and its CodeInfo, as distances from the pair itself. */
typedef struct FunctionPair { int32_t start, code; } FunctionPair;
extern const FunctionPair __start_pyllc_functions[] __attribute__((weak, visibility("hidden")));
extern const FunctionPair __stop_pyllc_functions[] __attribute__((weak, visibility("hidden")));
extern char text_start[] __asm__("__start_pytext") __attribute__((weak, visibility("hidden")));
extern char text_stop[] __asm__("__stop_pytext") __attribute__((weak, visibility("hidden")));

/* Sorted by address, made on first use. */
typedef struct FunctionStart { uintptr_t address; const CodeInfo *code; } FunctionStart;
static FunctionStart *functions;

static int by_address(const void *a, const void *b)
{
    uintptr_t x = ((const FunctionStart *)a)->address, y = ((const FunctionStart *)b)->address;
    return x < y ? -1 : x > y;
}

static const FunctionStart *sorted_functions(int64_t *count)
{
    *count = __stop_pyllc_functions - __start_pyllc_functions;
    FunctionStart *table = __atomic_load_n(&functions, __ATOMIC_ACQUIRE);
    if (table)
        return table;
    table = gc_alloc_root((size_t)(*count + 1) * sizeof *table);
    for (int64_t i = 0; i < *count; i++) {
        const FunctionPair *pair = &__start_pyllc_functions[i];
        table[i].address = (uintptr_t)pair + (uintptr_t)(intptr_t)pair->start;
        table[i].code = (const CodeInfo *)((uintptr_t)pair + (uintptr_t)(intptr_t)pair->code);
    }
    qsort(table, (size_t)*count, sizeof *table, by_address);
    __atomic_store_n(&functions, table, __ATOMIC_RELEASE);
    return table;
}

static const CodeInfo *code_at(uintptr_t address)
{
    if (address - (uintptr_t)text_start >= (uintptr_t)(text_stop - text_start))
        return NULL;
    int64_t low = 0, high;
    const FunctionStart *table = sorted_functions(&high);
    while (high - low > 1) {
        int64_t middle = (low + high) / 2;
        if (table[middle].address <= address)
            low = middle;
        else
            high = middle;
    }
    return high > 0 ? table[low].code : NULL;
}

const CodeInfo *(*hook_interpreted_frame)(const uintptr_t *frame, uintptr_t address, int32_t *line);

/* Where a function on the stack is: an address, and the line when the interpreter knows it. */
typedef struct Place { uintptr_t address; int32_t line; } Place;

/* The next Python function's code above *frame, which is moved on, and where it is. */
static const CodeInfo *next_code(const uintptr_t **frame, Place *place)
{
    while (*frame) {
        const uintptr_t *at = *frame, *next = (const uintptr_t *)at[0];
        *place = (Place){at[1] - 1, 0};
        const CodeInfo *code = NULL;
        if (hook_interpreted_frame && next > at)
            code = hook_interpreted_frame(next, place->address, &place->line);
        if (!code)
            code = code_at(place->address);
        *frame = next > at ? next : NULL;
        if (code)
            return code;
    }
    return NULL;
}

const CodeInfo *frame_code(int64_t depth)
{
    const uintptr_t *frame = __builtin_frame_address(0);
    Place place;
    const CodeInfo *code = next_code(&frame, &place);
    while (code && depth-- > 0)
        code = next_code(&frame, &place);
    return code;
}

static RT Value frame_of_code(TASK, const CodeInfo *code, Place place)
{
    Position *position = gc_alloc(task, sizeof *position, LAYOUT_REFS);
    if (!position)
        return 0;
    int32_t line = place.line ? place.line : line_at(place.address);
    if (!line)
        line = code->first_line;
    *position = (Position){(intptr_t)code, line, line, -1, -1};
    return frame_new(task, position, 0);
}

RT Value frame_current(TASK, int64_t depth)
{
    const uintptr_t *frame = __builtin_frame_address(0);
    Place place;
    const CodeInfo *code = next_code(&frame, &place);
    while (code && depth-- > 0)
        code = next_code(&frame, &place);
    if (!code)
        return VALUE_UNBOUND;
    Value first = frame_of_code(task, code, place), inner = first;
    while (inner && (code = next_code(&frame, &place))) {
        Value outer = frame_of_code(task, code, place);
        if (!outer)
            return 0;
        gc_store(&((PyFrame *)inner)->back, outer);
        inner = outer;
    }
    return inner ? first : 0;
}

RT Value frame_globals(TASK)
{
    const CodeInfo *code = frame_code(0);
    return code ? module_info_globals(task, code->module) : 0;
}

/* ---- the object ------------------------------------------------------------------------------------------- */

RT Value frame_new(TASK, const Position *position, Value back)
{
    PyFrame *frame = gc_new(task, PyFrame);
    if (!frame)
        return 0;
    frame->head.shape = &shape_frame;
    frame->position = position;
    gc_init(&frame->back, back);
    return (Value)frame;
}

static const CodeInfo *info_of(Value self) { return position_code(((PyFrame *)self)->position); }

/* The code lives as long as the frame and knows the frame's place: f_lasti counts in this one. */
static RT Value get_code(TASK, Value self)
{
    PyFrame *frame = (PyFrame *)self;
    Value code = slot_load(&frame->code);
    if (!code && (code = code_of(task, info_of(self), NULL))) {
        gc_store(&frame->code, code);
        if (code_instruction(task, frame->position) < 0)
            return 0;
    }
    return code;
}
static RT Value get_globals(TASK, Value self) { return module_info_globals(task, info_of(self)->module); }
static RT Value get_builtins(TASK, Value self)
{
    Value module = import_module_c(task, "builtins");
    return module ? module_dict(task, module) : 0;
}
static RT Value get_locals(TASK, Value self)
{
    const CodeInfo *info = info_of(self);
    return info == info->module->code ? get_globals(task, self) : dict_new(task);
}
static RT Value get_line(TASK, Value self) { return value_from_small_int(((PyFrame *)self)->position->line); }
static RT Value get_back(TASK, Value self)
{
    Value back = slot_load(&((PyFrame *)self)->back);
    return back ? back : VALUE_NONE;
}
static RT Value get_none(TASK, Value self) { return VALUE_NONE; }

RT Value frame_instruction(TASK, Value self)
{
    int64_t index = get_code(task, self) ? code_instruction(task, ((PyFrame *)self)->position) : -1;
    return index < 0 ? 0 : value_from_small_int(index);
}

static RT Value frame_repr(TASK, Value self)
{
    Value code = get_code(task, self);
    Value file = code ? code_filename(task, info_of(self)) : 0;
    return file ? str_format(task, "<frame, file %R, line %d, code %U>", file, ((PyFrame *)self)->position->line, info_of(self)->name) : 0;
}
static RT Value frame_clear(TASK, Value self) { return VALUE_NONE; }
static const MethodDef methods[] = {
    {"clear", "(self, /)", "Drop the references that the frame's variables hold.", (void *)frame_clear, METHOD_INSTANCE}, {0}};
static const GetSetDef getsets[] = {
    {"f_code", get_code, NULL, NULL}, {"f_globals", get_globals, NULL, NULL}, {"f_builtins", get_builtins, NULL, NULL},
    {"f_locals", get_locals, NULL, NULL}, {"f_lineno", get_line, NULL, NULL}, {"f_back", get_back, NULL, NULL},
    {"f_trace", get_none, NULL, NULL}, {"f_lasti", frame_instruction, NULL, NULL}, {0}};
BUILTIN_TYPE(frame, "frame", PyFrame, .methods = methods, .getsets = getsets, .slots = {.repr = frame_repr})
