/* The interpreter's loop. Each case reads its operands from registers, does what the op's row
   says through the same entries of the runtime that compiled code uses, writes its result
   and goes on at the next word. A failure goes to `failed`, which finds the instruction in the
   code's table: a traceback entry, then the handler's stub, or out of the function.

   It is called by interp_run (enter.S), whose frame lies in section pytext, where the recursion
   limit counts return addresses: an interpreted call counts like a compiled one. Before it can
   run user code it notes the instruction there, for sys._getframe. */
#include <math.h>

#include "frontend/pir/entries.h"
#include "runtime/abi/entries.h"
#include "runtime/interp/stream.h"
#include "runtime/object/builtin.h"
#include "runtime/object/frame.h"
#include "runtime/object/generator.h"
#include "runtime/object/module.h"

void *const interp_runtime_entries[] = {
#define ENTRY(name, result, arguments, effect, failure, stack) (void *)name,
#include "runtime/abi/entries.def"
#undef ENTRY
};

extern char interp_entries[];
RT Value interp_enter(TASK, const Value *words, const Value *stack_words, int count);
RT Value interp_resume(TASK, Value generator, Value sent, Value callee);
RT Value interp_execute(TASK, InterpCode *code, const Value *args, Value callee, const Word **place);
extern char interp_run_end[];

void *interp_entry(int32_t parameter_count) { return interp_entries + 16 * parameter_count; }
void *interp_resume_entry(void) { return (void *)interp_resume; }

/* From enter.S: `count` words in registers and on the stack, then the callee. */
RT Value interp_enter(TASK, const Value *words, const Value *stack_words, int count)
{
    Value args[INTERP_ENTRIES];
    for (int i = 0; i < count; i++)
        args[i] = i < 6 ? words[i] : stack_words[i - 6];
    Value callee = count < 6 ? words[count] : stack_words[count - 6];
    InterpCode *code = (InterpCode *)((Callable *)callee)->record->code;
    return interp_run(task, code, args, callee);
}

RT Value interp_resume(TASK, Value generator, Value sent, Value callee)
{
    const Value args[2] = {generator, sent};
    return interp_run(task, (InterpCode *)((PyGenerator *)generator)->code, args, 0);
}

/* ---- operations that are more than a line -------------------------------------------------- */

static int64_t floor_divide(int64_t a, int64_t b) { return a / b - ((a % b != 0) && ((a < 0) != (b < 0))); }
static int64_t floor_modulo(int64_t a, int64_t b)
{
    int64_t r = a % b;
    return r != 0 && (r < 0) != (b < 0) ? r + b : r;
}

static bool compare_i64(int64_t a, int64_t b, int64_t op)
{
    switch (op) {
    case CMP_EQ: return a == b;
    case CMP_NOTEQ: return a != b;
    case CMP_LT: return a < b;
    case CMP_LTE: return a <= b;
    case CMP_GT: return a > b;
    default: return a >= b;
    }
}

static bool compare_f64(double a, double b, int64_t op)
{
    switch (op) {
    case CMP_EQ: return a == b;
    case CMP_NOTEQ: return a != b;
    case CMP_LT: return a < b;
    case CMP_LTE: return a <= b;
    case CMP_GT: return a > b;
    default: return a >= b;
    }
}

/* false: the raw op leaves to the general version. */
static bool checked_i64(unsigned op, int64_t a, int64_t b, int64_t *result)
{
    switch (op) {
    case PIR_ADD_I64: return !__builtin_add_overflow(a, b, result);
    case PIR_SUB_I64: return !__builtin_sub_overflow(a, b, result);
    case PIR_MUL_I64: return !__builtin_mul_overflow(a, b, result);
    case PIR_NEG_I64: return !__builtin_sub_overflow((int64_t)0, a, result);
    case PIR_SHR_I64:
        *result = b >= 0 && b < 64 ? a >> b : 0;
        return b >= 0 && b < 64;
    case PIR_SHL_I64:
        if (b < 0 || b > 63)
            return false;
        *result = (int64_t)((uint64_t)a << b);
        return *result >> b == a;
    default:
        if (b == 0 || (b == -1 && a == INT64_MIN))
            return false;
        *result = op == PIR_MOD_I64 ? floor_modulo(a, b) : floor_divide(a, b);
        return true;
    }
}

typedef RT uint64_t (*Entry0)(TASK);
typedef RT uint64_t (*Entry1)(TASK, uint64_t);
typedef RT uint64_t (*Entry2)(TASK, uint64_t, uint64_t);
typedef RT uint64_t (*Entry3)(TASK, uint64_t, uint64_t, uint64_t);
typedef RT uint64_t (*Entry4)(TASK, uint64_t, uint64_t, uint64_t, uint64_t);
typedef RT uint64_t (*Entry5)(TASK, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t);
typedef RT uint64_t (*Entry6)(TASK, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t);

static uint64_t call_entry(struct Task *task, void *function, int count, const uint64_t *a)
{
    switch (count) {
    case 0: return ((Entry0)function)(task);
    case 1: return ((Entry1)function)(task, a[0]);
    case 2: return ((Entry2)function)(task, a[0], a[1]);
    case 3: return ((Entry3)function)(task, a[0], a[1], a[2]);
    case 4: return ((Entry4)function)(task, a[0], a[1], a[2], a[3]);
    case 5: return ((Entry5)function)(task, a[0], a[1], a[2], a[3], a[4]);
    default: return ((Entry6)function)(task, a[0], a[1], a[2], a[3], a[4], a[5]);
    }
}

/* A RUNTIME op: false when it failed. */
static bool run_entry(struct Task *task, InterpCode *code, const Word *operands, const Value *regs, Value *result)
{
    const uint16_t *list = operands[2].registers;
    int count = operands[1].pair.second;
    uint64_t args[6] = {0};
    for (int i = 0; i < count; i++)
        args[i] = list[i] == RUNTIME_MODULE_OPERAND ? (uint64_t)&code->module->info : regs[list[i]];
    uint64_t raw = call_entry(task, operands[0].pointer, count, args);
    switch ((EntryKind)operands[1].pair.first) {
    case ENTRY_KIND_TRI:
        *result = (int32_t)raw > 0;
        return (int32_t)raw >= 0;
    case ENTRY_KIND_BOOL:
        *result = raw & 1;
        return true;
    case ENTRY_KIND_STATUS:
        return raw & 1;
    case ENTRY_KIND_VOID:
        return true;
    case ENTRY_KIND_I64:
        *result = raw;
        return true;
    case ENTRY_KIND_OBJ:
    case ENTRY_KIND_PTR:
        break;
    }
    *result = raw;
    return raw != 0;
}

static Value call_callee(struct Task *task, Value *args, int64_t count, Value kwnames)
{
    Value callee = args[0];
    if (!kwnames) {
        void *direct = fast_call_direct(task, callee, count - 1, args + count);
        if (direct)
            return call_words(task, direct, args + 1, count - 1 + CALL_WORDS);
        return object_call(task, callee, args + 1, count - 1, 0);
    }
    return object_call(task, callee, args + 1, count - 1 - ((PyTuple *)kwnames)->size, kwnames);
}

static Value call_method_of(struct Task *task, Value *args, int64_t count, Value name, Value kwnames, uint64_t *cache)
{
    if (!kwnames) {
        void *direct = fast_method_direct(task, args[0], name, cache, count - 1, args + count);
        if (direct)
            return call_words(task, direct, args, count + CALL_WORDS);
        return method_call(task, args[0], name, cache, args + 1, count - 1, 0);
    }
    return method_call(task, args[0], name, cache, args + 1, count - 1 - ((PyTuple *)kwnames)->size, kwnames);
}

static Value make_function(struct Task *task, InterpCode *target, const Value *operands, int64_t count)
{
    return function_new(task, target->record, operands[0], operands[1], operands[2], operands + 3, count - 3);
}

static Value make_generator(struct Task *task, InterpCode *resume, const Value *operands, int64_t count, int64_t slots)
{
    Value generator = generator_new(task, &resume->info, (void *)interp_resume, slots);
    for (int64_t i = 0; generator && i < count; i++)
        fast_generator_store(task, generator, i, operands[i]);
    return generator;
}

static const FailurePoint *find_failure(const InterpCode *code, int32_t pc)
{
    int32_t low = 0, high = code->failure_count;
    while (low < high) {
        int32_t middle = (low + high) / 2;
        if (code->failures[middle].pc < pc)
            low = middle + 1;
        else
            high = middle;
    }
    return &code->failures[low];
}

static const CodeInfo *interpreted_frame(const uintptr_t *frame, uintptr_t address, int32_t *line)
{
    if (address < (uintptr_t)interp_run || address >= (uintptr_t)interp_run_end)
        return NULL;
    const InterpCode *code = (const InterpCode *)frame[-1];
    const Word *place = (const Word *)frame[-2];
    if (place)
        *line = find_failure(code, (int32_t)(place - code->stream))->position.line;
    return &code->info;
}

void interp_show_frames(void) { hook_interpreted_frame = interpreted_frame; }

static double as_double(Value raw)
{
    double d;
    memcpy(&d, &raw, sizeof d);
    return d;
}

static Value as_raw(double d)
{
    Value raw;
    memcpy(&raw, &d, sizeof raw);
    return raw;
}

/* Copies a variadic instruction's operands behind the registers; gives their number and moves on. */
static inline int64_t gather(const Word **operands, const Value *regs, Value *scratch)
{
    int64_t count = (*operands)->integer;
    const uint16_t *list = operands[0][1].registers;
    for (int64_t i = 0; i < count; i++)
        scratch[i] = regs[list[i]];
    *operands += 1 + (count + 3) / 4;
    return count;
}

#define DST regs[ins->ins.dst]
#define A regs[ins->ins.a]
#define B regs[ins->ins.b]
#define DONE(words) { ins += 1 + (words); continue; }
#define WORD(expression, words) { Value v_ = (expression); if (!v_) goto failed; DST = v_; DONE(words) }
#define TRI(expression, words) { int t_ = (expression); if (t_ < 0) goto failed; DST = (Value)t_; DONE(words) }
#define STATUS(expression, words) { if (!(expression)) goto failed; DONE(words) }
#define F64(expression) { DST = as_raw(expression); DONE(0) }

RT Value interp_execute(TASK, InterpCode *code, const Value *args, Value callee, const Word **place)
{
    if (!stack_check(task))
        return 0;
    size_t registers = (size_t)code->register_count;
    Value regs[registers + (size_t)code->scratch_count + 1 + CALL_WORDS];
    Value *scratch = regs + registers + 1;            /* scratch[-1] is free for self */
    if (sizeof regs > 4096 && (uintptr_t)regs - 4096 < __atomic_load_n(&task->limit, __ATOMIC_RELAXED)
        && !hook_stack_check(task))
        return 0;
    for (int32_t i = 0; i < code->entry_count; i++)
        regs[code->entry_registers[i]] = args[i];
    const Word *stream = code->stream, *ins = stream;
    for (;;) {
        const Word *rest = ins + 1;
        switch ((StreamOp)ins->ins.op) {
        case OP_MOVE: DST = A; DONE(0)
        case OP_CONST:
        case OP_CONST_I64:
        case OP_CONST_F64:
        case OP_CONST_BOOL: DST = rest->value; DONE(1)
        case OP_UNBOUND: DST = VALUE_UNBOUND; DONE(0)

        case OP_BOX_I64: DST = fast_box_i64(task, (int64_t)A); DONE(0)
        case OP_BOX_F64: DST = fast_box_f64_bits(task, (int64_t)A); DONE(0)
        case OP_BOX_BOOL: DST = value_from_bool(A); DONE(0)
        case OP_UNBOX_I64: DST = (Value)fast_unbox_i64(task, A); DONE(0)
        case OP_UNBOX_F64: DST = (Value)fast_unbox_f64_bits(task, A); DONE(0)
        case OP_UNBOX_BOOL: DST = A == VALUE_TRUE; DONE(0)
        case OP_I64_TO_F64: F64((double)(int64_t)A)
        case OP_IS_TYPE: DST = fast_is_type(task, A, rest->integer); DONE(1)
        case OP_IS: DST = fast_is(task, A, B); DONE(0)
        case OP_IS_STOP: DST = A == VALUE_STOP; DONE(0)
        case OP_IS_UNBOUND: DST = A == VALUE_UNBOUND; DONE(0)
        case OP_NOT: DST = !A; DONE(0)

        case OP_ADD_I64:
        case OP_SUB_I64:
        case OP_MUL_I64:
        case OP_FLOORDIV_I64:
        case OP_MOD_I64:
        case OP_SHL_I64:
        case OP_SHR_I64:
        case OP_NEG_I64: {
            int64_t result;
            if (!checked_i64(ins->ins.op, (int64_t)A, (int64_t)B, &result)) {
                ins = stream + rest->pair.first;
                continue;
            }
            DST = (Value)result;
            DONE(1)
        }
        case OP_ADD_I64_WRAP: DST = A + B; DONE(0)
        case OP_SUB_I64_WRAP: DST = A - B; DONE(0)
        case OP_MUL_I64_WRAP: DST = A * B; DONE(0)
        case OP_AND_I64: DST = A & B; DONE(0)
        case OP_OR_I64: DST = A | B; DONE(0)
        case OP_XOR_I64: DST = A ^ B; DONE(0)
        case OP_NOT_I64: DST = ~A; DONE(0)
        case OP_COMPARE_I64: DST = compare_i64((int64_t)A, (int64_t)B, rest->integer); DONE(1)
        case OP_ADD_F64: F64(as_double(A) + as_double(B))
        case OP_SUB_F64: F64(as_double(A) - as_double(B))
        case OP_MUL_F64: F64(as_double(A) * as_double(B))
        case OP_DIV_F64:
            if (as_double(B) == 0) {
                ins = stream + rest->pair.first;
                continue;
            }
            DST = as_raw(as_double(A) / as_double(B));
            DONE(1)
        case OP_NEG_F64: F64(-as_double(A))
        case OP_ABS_F64: F64(fabs(as_double(A)))
        case OP_SQRT_F64:
            if (as_double(A) < 0) {
                ins = stream + rest->pair.first;
                continue;
            }
            DST = as_raw(sqrt(as_double(A)));
            DONE(1)
        case OP_COMPARE_F64: DST = compare_f64(as_double(A), as_double(B), rest->integer); DONE(1)

        case OP_BINARY: WORD(fast_binary(task, A, B, rest->integer), 1)
        case OP_INPLACE: WORD(fast_inplace(task, A, B, rest->integer), 1)
        case OP_UNARY: WORD(fast_unary(task, A, rest->integer), 1)
        case OP_COMPARE: WORD(fast_compare(task, A, B, rest->integer), 1)
        case OP_COMPARE_TRUTH: TRI(fast_compare_truth(task, A, B, rest->integer), 1)
        case OP_CONTAINS: TRI(fast_contains(task, A, B), 0)
        case OP_TRUTH: TRI(fast_truth(task, A), 0)

        case OP_CHECK_BOUND: WORD(A == VALUE_UNBOUND ? raise_unbound(task, rest->value) : A, 1)
        case OP_LOAD_GLOBAL: WORD(fast_load_global(task, rest[1].pointer, rest[2].pointer, rest[0].value), 3)
        case OP_STORE_GLOBAL: fast_store_global(task, rest[1].pointer, A, rest[0].value, &code->module->info); DONE(2)
        case OP_DELETE_GLOBAL: STATUS(global_delete(task, rest[1].pointer, rest[0].value, &code->module->info), 2)
        case OP_LOAD_NAME: WORD(name_load(task, A, rest->value, &code->module->info), 1)
        case OP_STORE_NAME: STATUS(name_store(task, A, rest->value, B), 1)
        case OP_DELETE_NAME: STATUS(name_delete(task, A, rest->value), 1)
        case OP_LOAD_FROM_DICT: WORD(dict_global_load(task, slot_load(&code->module->info.module), rest->value), 1)
        case OP_STORE_IN_DICT: STATUS(dict_set(task, slot_load(&code->module->info.module), rest->value, A), 1)
        case OP_DELETE_FROM_DICT: STATUS(dict_global_delete(task, slot_load(&code->module->info.module), rest->value), 1)
        case OP_NEW_CELL: WORD(fast_new_cell(task, A), 0)
        case OP_LOAD_CELL: WORD(fast_load_cell(task, A, rest[0].value, rest[1].integer), 2)
        case OP_STORE_CELL: fast_store_cell(task, A, B); DONE(0)
        case OP_CALLEE: DST = callee; DONE(0)
        case OP_FREE_VAR: DST = fast_free_var(task, A, rest->integer); DONE(1)

        case OP_LOAD_ATTR: WORD(fast_load_attr(task, A, rest[0].value, rest[1].pointer), 2)
        case OP_STORE_ATTR: STATUS(fast_store_attr(task, A, rest[0].value, B, rest[1].pointer), 2)
        case OP_DELETE_ATTR: STATUS(attr_delete(task, A, rest->value), 1)
        case OP_GET_ITEM: WORD(fast_get_item(task, A, B), 0)
        case OP_SET_ITEM: STATUS(fast_set_item(task, A, B, regs[rest->registers[0]]), 1)
        case OP_DELETE_ITEM: STATUS(item_delete(task, A, B), 0)
        case OP_ITER: WORD(object_iter(task, A), 0)
        case OP_NEXT: WORD(fast_next(task, A), 0)
        case OP_UNPACK: WORD(fast_unpack(task, A, rest->integer), 1)
        case OP_UNPACK_STAR: WORD(unpack_star(task, A, rest->integer & 0xffff, rest->integer >> 16), 1)
        case OP_TUPLE_ITEM: DST = fast_tuple_item(task, A, rest->integer); DONE(1)
#define GATHERED(expression)                                           \
        {                                                              \
            *place = ins;                                              \
            int64_t count = gather(&rest, regs, scratch);              \
            Value made = (expression);                                 \
            if (!made)                                                 \
                goto failed;                                           \
            DST = made;                                                \
            ins = rest;                                                \
            continue;                                                  \
        }
        case OP_BUILD_TUPLE: GATHERED(tuple_from(task, scratch, count))
        case OP_BUILD_LIST: GATHERED(list_from(task, scratch, count))
        case OP_BUILD_SET: GATHERED(set_from(task, scratch, count))
        case OP_BUILD_DICT: GATHERED(dict_from(task, scratch, count / 2))
        case OP_BUILD_STRING: GATHERED(str_join_parts(task, scratch, count))
        case OP_MAKE_FUNCTION:
            GATHERED(make_function(task, code->module->functions[rest++->integer], scratch, count))
        case OP_CALL: GATHERED(call_callee(task, scratch, count, rest++->value))
        case OP_CALL_METHOD: {
            *place = ins;
            int64_t count = gather(&rest, regs, scratch);
            Value result = call_method_of(task, scratch, count, rest[0].value, rest[1].value, rest[2].pointer);
            if (!result)
                goto failed;
            DST = result;
            ins = rest + 3;
            continue;
        }
        case OP_CALL_SPREAD: *place = ins; WORD(call_spread(task, A, B, regs[rest->registers[0]]), 1)
        case OP_RUNTIME: {
            *place = ins;
            Value result = 0;
            if (!run_entry(task, code, rest, regs, &result))
                goto failed;
            if (rest[1].pair.first != ENTRY_KIND_STATUS && rest[1].pair.first != ENTRY_KIND_VOID)
                DST = result;
            DONE(2 + (rest[1].pair.second + 3) / 4)
        }

        case OP_CATCH: DST = exception_catch(task); DONE(0)
        case OP_RAISE:
            if (!exception_raise(task, A, B))
                goto failed;
            __builtin_unreachable();
        case OP_RERAISE:
            if (!exception_reraise(task, A))
                goto failed;
            __builtin_unreachable();

        case OP_JUMP: ins = stream + rest->pair.first; continue;
        case OP_BRANCH: ins = stream + (A ? rest->pair.first : rest->pair.second); continue;
        case OP_SWITCH: {
            int64_t last = rest->integer - 1;
            int64_t n = (int64_t)A >= 0 && (int64_t)A < last ? (int64_t)A : last;
            ins = stream + rest[1 + n].pair.first;
            continue;
        }
        case OP_RETURN: return A;
        case OP_POLL: STATUS(__atomic_load_n(&task->limit, __ATOMIC_RELAXED) != UINTPTR_MAX || task_poll(task), 0)
        case OP_COUNT: DONE(1)

        case OP_MAKE_GENERATOR: {
            int64_t count = gather(&rest, regs, scratch);
            Value made = make_generator(task, code->module->functions[rest[0].integer], scratch, count, rest[1].integer);
            if (!made)
                goto failed;
            DST = made;
            ins = rest + 2;
            continue;
        }
        case OP_GEN_LOAD: DST = fast_generator_load(task, A, rest->integer); DONE(1)
        case OP_GEN_STORE: fast_generator_store(task, A, rest->integer, B); DONE(1)
        case OP_GEN_STATE: DST = (Value)fast_generator_state(task, A); DONE(0)
        case OP_C_IMPORT: WORD(c_import(task, rest->pointer), 1)
        case OP_GEN_SENT: WORD(A, 0)
        case OP_SUSPEND: {
            Value given = B;
            fast_generator_suspend(task, A, rest->integer);
            return given;
        }
        case OP_GEN_RETURN: generator_finish(task, A, B); return VALUE_STOP;
        case OP_PARAM:
        case OP_YIELD:
        case OP_YIELD_FROM:
        case OP_UNREACHABLE:
            break;                                     /* the encoder makes none of these */
        }
        __builtin_trap();
    failed:;
        const FailurePoint *point = find_failure(code, (int32_t)(ins - stream));
        if (point->position.line)
            traceback_add(task, &point->position);
        if (point->handler < 0)
            return 0;
        ins = stream + point->handler;
    }
}
