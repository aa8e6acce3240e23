/* exec, eval and compile. Text becomes dynamic code (interp.h): a module whose body has one parameter,
   the mapping of its locals, and whose globals are a dict. Compiled programs that name none of
   the three do not contain this file, nor the front end: those that do refer to
   dynamic_code_anchor (irgen), whose constructor sets the hooks. */
#include "runtime/interp/interp.h"
#include "runtime/interp/tree.h"
#include "runtime/abi/entries.h"
#include "runtime/builtins/builtins.h"
#include "runtime/object/call.h"
#include "runtime/object/frame.h"
#include "runtime/object/function.h"
#include "runtime/object/module.h"
#include "runtime/object/traceback.h"
#include "runtime/sched/sched.h"
#include "runtime/types/bytes.h"
#include "runtime/types/str.h"

/* Dynamic code may import any module. */
__attribute__((used)) static const NativeModule *const *const modules_in_c = native_modules_all;

enum {   /* compile()'s flags */
    FLAG_NO_DEDENT = 0x200, FLAG_ONLY_AST = 0x400, FLAG_TYPE_COMMENTS = 0x1000, FLAG_TOP_LEVEL_AWAIT = 0x2000,
    FLAG_INCOMPLETE = 0x4000,
    FUTURE_FLAGS = 0x20000 | 0x40000 | 0x80000 | 0x100000 | 0x200000 | FUTURE_BARRY | 0x800000 | FUTURE_ANNOTATIONS,
    FLAGS_KNOWN = FUTURE_FLAGS | 0x10 | FLAG_NO_DEDENT | FLAG_ONLY_AST | FLAG_TYPE_COMMENTS | FLAG_TOP_LEVEL_AWAIT | FLAG_INCOMPLETE
};

/* The future features of the code that calls exec, eval or compile hold for what it compiles. */
static int callers_futures(void)
{
    const CodeInfo *code = frame_code(0);
    return code ? code->flags & FUTURE_FLAGS : 0;
}

/* ---- text to code -------------------------------------------------------------------------------- */

/* Bytes that declare another encoding than UTF-8 as str, by the library's codecs; else as they are. */
static Value decode_source(struct Task *task, Value bytes, Value path)
{
    Arena *arena = arena_new();
    PyBytes *data = (PyBytes *)bytes;
    bool has_mark = data->length >= 3 && memcmp(data->data, "\xEF\xBB\xBF", 3) == 0;
    const char *name = source_encoding((const char *)data->data + (has_mark ? 3 : 0), (size_t)data->length - (has_mark ? 3 : 0), arena);
    Value encoding = strcmp(name, "utf-8") == 0 ? VALUE_NONE : str_from_c(task, name), text = bytes;
    arena_free(arena);
    if (!encoding || encoding == VALUE_NONE)
        return encoding ? bytes : 0;
    if (has_mark)
        raise_error(task, &type_ValueError, "encoding problem: %U with BOM", encoding);
    else
        text = call_method(task, bytes, str_intern_c(task, "decode"), &encoding, 1);
    if (!has_mark && (text || exception_matches(task, &type_MemoryError)))
        return text;
    Value failure = exception_take(task), message = object_str(task, failure);
    Value details[4] = {path, value_from_small_int(0), value_from_small_int(-1), VALUE_NONE};
    Value args[2] = {message, tuple_from(task, details, 4)};
    return message && args[1] ? raise_value(task, exception_new(task, &type_SyntaxError, args, 2)) : 0;
}

/* The caller's text; NULL with an exception. what: "exec() arg 1 must be a string, bytes or code object". */
static const char *source_text(struct Task *task, Value source, Value path, int64_t *length, bool *is_decoded, const char *what)
{
    const char *text = NULL;
    *is_decoded = value_is_str(source);
    if (*is_decoded) {
        text = str_utf8(task, source, length);
    } else if (value_is_bytes(source)) {
        Value decoded = decode_source(task, source, path);
        if (decoded != source)
            return decoded ? source_text(task, decoded, path, length, is_decoded, what) : NULL;
        text = (const char *)((PyBytes *)source)->data;
        *length = ((PyBytes *)source)->length;
    } else {
        Value bytes = type_of(source) == &type_bytearray || type_of(source) == &type_memoryview
                          ? call_one(task, (Value)&type_bytes, source) : 0;
        if (bytes)
            return source_text(task, bytes, path, length, is_decoded, what);
        if (!task->exception)
            raise_error(task, &type_TypeError, "%s", what);
        return NULL;
    }
    if (text && memchr(text, 0, (size_t)*length)) {
        raise_error(task, &type_ValueError, "source code string cannot contain null bytes");
        return NULL;
    }
    return text;
}

/* exec() and eval() of text. eval() looks past blanks in front. */
static RT InterpModule *compile_value(TASK, Value value, ParseMode mode, const char *what)
{
    DynamicSource source = {.path = str_from_c(task, "<string>"), .mode = mode, .options.future_flags = callers_futures()};
    source.text = source.path ? source_text(task, value, source.path, &source.length, &source.is_decoded, what) : NULL;
    while (source.text && mode == EVAL && source.length > 0 && (*source.text == ' ' || *source.text == '\t')) {
        source.text++;
        source.length--;
    }
    return source.text && source.path ? interp_compile_source(task, &source) : NULL;
}

/* Code of a module that runs over a dict; NULL for compiled code and loaded modules. */
static InterpCode *dynamic_code_of(Value code)
{
    const CodeInfo *info = ((PyCode *)code)->info;
    return info->module->over_dict ? (InterpCode *)info : NULL;
}

static RT Value code_object(TASK, InterpModule *module)
{
    PyCode *code = gc_new(task, PyCode);
    if (!code)
        return 0;
    InterpCode *body = module->functions[0];
    code->head.shape = &shape_code;
    code->info = &body->info;
    code->record = body->record;
    code->first_line = body->info.first_line;
    code->flags = body->info.flags;
    return (Value)code;
}

/* Into the source's options. False: exception set. */
static RT bool read_flags(TASK, Value flags, Value dont_inherit, Value optimize, DynamicSource *source, int *bits)
{
    int64_t wide, level;
    if (!object_index_i64(task, flags, &wide, false) || !object_index_i64(task, optimize, &level, false))
        return false;
    int inherits = object_truth(task, dont_inherit) ^ 1;
    if (inherits < 0)
        return false;
    if (wide != (int32_t)wide || level != (int32_t)level)
        return raise_error(task, &type_OverflowError, "Python int too large to convert to C int") != 0;
    if (wide & ~(int64_t)FLAGS_KNOWN)
        return raise_error(task, &type_ValueError, "compile(): unrecognised flags") != 0;
    if (level < -1 || level > 2)
        return raise_error(task, &type_ValueError, "compile(): invalid optimize value") != 0;
    if (wide & (FLAG_TYPE_COMMENTS | FLAG_TOP_LEVEL_AWAIT))
        return raise_error(task, &type_NotImplementedError, "compile(): flag %s is not supported",
                           wide & FLAG_TYPE_COMMENTS ? "PyCF_TYPE_COMMENTS" : "PyCF_ALLOW_TOP_LEVEL_AWAIT") != 0;
    *bits = (int)wide;
    source->parse_flags = (wide & FLAG_INCOMPLETE ? PARSE_MAY_BE_INCOMPLETE : 0) | (wide & FLAG_NO_DEDENT ? PARSE_IMPLIES_NO_DEDENT : 0);
    source->options.optimize = level < 0 ? 0 : (int)level;
    source->options.future_flags = ((int)wide & FUTURE_FLAGS) | (inherits ? callers_futures() : 0);
    return true;
}

static RT bool read_mode(TASK, Value mode, int flags, ParseMode *parse_mode)
{
    static const char *const names[] = {"exec", "eval", "single", "func_type"};
    for (int i = 0; i < 4; i++)
        if (str_equal_c(mode, names[i])) {
            *parse_mode = (ParseMode)i;
            return i < 3 || (flags & FLAG_ONLY_AST) ||
                   raise_error(task, &type_ValueError, "compile() mode 'func_type' requires flag PyCF_ONLY_AST");
        }
    return raise_error(task, &type_ValueError, "compile() mode must be 'exec', 'eval'%s", flags & FLAG_ONLY_AST
                       ? ", 'single' or 'func_type'" : " or 'single'") != 0;
}

static RT bool file_name(TASK, Value *filename)
{
    if (value_is_bytes(*filename))
        *filename = str_from_utf8(task, (const char *)((PyBytes *)*filename)->data, ((PyBytes *)*filename)->length);
    else if (!value_is_str(*filename))
        *filename = call_special(task, *filename, str_intern_c(task, "__fspath__"), NULL, 0);
    if (*filename == VALUE_UNBOUND)
        raise_error(task, &type_TypeError, "expected str, bytes or os.PathLike object");
    return *filename && *filename != VALUE_UNBOUND;
}

/* A str without characters that end it early. */
static RT bool check_path(TASK, Value *filename)
{
    Value given = *filename;
    int64_t length;
    if (!file_name(task, filename)) {
        if (exception_matches(task, &type_TypeError) && !value_is_str(given)) {
            exception_clear(task);
            raise_error(task, &type_TypeError, "expected str, bytes or os.PathLike object, not %T", given);
        }
        return false;
    }
    const char *text = str_utf8_lossy(task, *filename, &length);
    return text && (!memchr(text, 0, (size_t)length) || raise_error(task, &type_ValueError, "embedded null character"));
}

/* The minor version whose grammar ast.parse() is to accept; it means something for trees alone, and ours is 3.11's. */
static RT bool check_feature_version(TASK, Value given, int flags)
{
    int64_t version;
    if (!object_index_i64(task, given, &version, false))
        return false;
    if (version != (int32_t)version)
        return raise_error(task, &type_OverflowError, "Python int too large to convert to C int") != 0;
    return version < 0 || version >= 11 || !(flags & FLAG_ONLY_AST) ||
           raise_error(task, &type_NotImplementedError, "compile(): _feature_version below 11 is not supported") != 0;
}

static RT Value dynamic_compile(TASK, Value value, Value filename, Value mode, Value flags, Value dont_inherit,
                                Value optimize, Value feature_version)
{
    static const char what[] = "compile() arg 1 must be a string, bytes or AST object";
    DynamicSource source = {0};
    int bits;
    if (!check_path(task, &filename))
        return 0;
    if (!value_is_str(mode))
        return raise_error(task, &type_TypeError, "compile() argument 'mode' must be str, not %T", mode);
    source.path = filename;
    if (!read_flags(task, flags, dont_inherit, optimize, &source, &bits) || !read_mode(task, mode, bits, &source.mode) ||
        !check_feature_version(task, feature_version, bits))
        return 0;
    PyType *tree_class = ast_class(task, AST_CLASS_AST);
    int is_tree = tree_class ? object_is_instance(task, value, value_from_object(tree_class)) : -1;
    if (is_tree < 0 || (is_tree && (bits & FLAG_ONLY_AST)))
        return is_tree < 0 ? 0 : value;
    if (is_tree)
        source.tree = value;
    else if (!(source.text = source_text(task, value, filename, &source.length, &source.is_decoded, what)))
        return 0;
    if (bits & FLAG_ONLY_AST)
        return interp_parse(task, &source);
    InterpModule *module = interp_compile_source(task, &source);
    return module ? code_object(task, module) : 0;
}

/* ---- running ---------------------------------------------------------------------------------------- */

static RT Value run_over(TASK, InterpCode *code, Value globals, Value locals, Value closure)
{
    InterpModule *from = code->module;
    int32_t index = 0;
    while (index < from->function_count && from->functions[index] != code)
        index++;
    slot_compare_swap(&from->info.module, 0, globals);
    InterpModule *module = interp_over(task, from, globals);
    if (!module)
        return 0;
    code = module->functions[index];
    if (index == 0)
        return interp_run(task, code, &locals, 0);
    PyTuple *cells = closure == VALUE_NONE ? NULL : (PyTuple *)closure;
    Value function = function_new(task, code->record, VALUE_UNBOUND, VALUE_UNBOUND, VALUE_UNBOUND, cells ? cells->items : NULL,
                                  cells ? cells->size : 0);
    return function ? call_zero(task, function) : 0;
}

/* Compiled code has its module's globals for ever. */
static RT Value run_compiled(TASK, PyCode *code, Value globals, Value closure)
{
    Value own = module_info_globals(task, code->info->module);
    if (!own)
        return 0;
    if (own != globals)
        return raise_error(task, &type_NotImplementedError, "compiled code cannot run over other globals than its module's");
    PyTuple *cells = closure == VALUE_NONE ? NULL : (PyTuple *)closure;
    Value function = function_new(task, code->record, VALUE_UNBOUND, VALUE_UNBOUND, VALUE_UNBOUND, cells ? cells->items : NULL,
                                  cells ? cells->size : 0);
    return function ? call_zero(task, function) : 0;
}

static RT Value run_code(TASK, Value code, Value globals, Value locals, Value closure)
{
    InterpCode *dynamic = dynamic_code_of(code);
    return dynamic ? run_over(task, dynamic, globals, locals, closure) : run_compiled(task, (PyCode *)code, globals, closure);
}

static bool is_mapping(Value v) { return type_lookup(type_of(v), NAME(__getitem__)) != 0; }

static RT bool add_builtins(TASK, Value globals)
{
    Value found = dict_get(task, globals, NAME(__builtins__));
    if (found != VALUE_UNBOUND)
        return found != 0;
    Value builtins = import_module_c(task, "builtins"), dict = builtins ? module_dict(task, builtins) : 0;
    return dict && dict_set(task, globals, NAME(__builtins__), dict);
}

/* What was not given is the caller's. */
static RT bool complete(TASK, Value *globals, Value *locals)
{
    Value callers = caller_locals_take(task);
    if (*globals == VALUE_NONE) {
        *globals = frame_globals(task);
        if (!*globals && !task->exception)
            raise_error(task, &type_SystemError, "globals and locals cannot be NULL");
        if (*locals == VALUE_NONE)
            *locals = callers ? callers : *globals;
    } else if (*locals == VALUE_NONE) {
        *locals = *globals;
    }
    return *globals && add_builtins(task, *globals);
}

static RT Value dynamic_eval(TASK, Value source, Value globals, Value locals)
{
    if (locals != VALUE_NONE && !is_mapping(locals))
        return raise_error(task, &type_TypeError, "locals must be a mapping");
    if (globals != VALUE_NONE && !value_is_dict(globals))
        return raise_error(task, &type_TypeError, is_mapping(globals) ? "globals must be a real dict; try eval(expr, {}, mapping)"
                                                                      : "globals must be a dict");
    if (!complete(task, &globals, &locals))
        return 0;
    if (type_of(source) == &type_code) {
        if (((PyTuple *)((PyCode *)source)->info->freevars)->size)
            return raise_error(task, &type_TypeError, "code object passed to eval() may not contain free variables");
        return run_code(task, source, globals, locals, VALUE_NONE);
    }
    InterpModule *module = compile_value(task, source, EVAL, "eval() arg 1 must be a string, bytes or code object");
    return module ? run_over(task, module->functions[0], globals, locals, VALUE_NONE) : 0;
}

static RT bool check_closure(TASK, Value source, Value closure)
{
    bool is_code = type_of(source) == &type_code;
    int64_t wanted = is_code ? ((PyTuple *)((PyCode *)source)->info->freevars)->size : 0;
    if (!is_code)
        return closure == VALUE_NONE ||
               raise_error(task, &type_TypeError, "closure can only be used when source is a code object");
    if (wanted == 0)
        return closure == VALUE_NONE || raise_error(task, &type_TypeError, "cannot use a closure with this code object");
    bool fits = value_is_exact_tuple(closure) && ((PyTuple *)closure)->size == wanted;
    for (int64_t i = 0; fits && i < wanted; i++)
        fits = type_of(slot_load(&((PyTuple *)closure)->items[i])) == &type_cell;
    return fits || raise_error(task, &type_TypeError, "code object requires a closure of exactly length %ld", wanted);
}

static RT Value dynamic_exec(TASK, Value source, Value globals, Value locals, Value closure)
{
    if (globals != VALUE_NONE && !value_is_dict(globals))
        return raise_error(task, &type_TypeError, "exec() globals must be a dict, not %T", globals);
    if (locals != VALUE_NONE && !is_mapping(locals))
        return raise_error(task, &type_TypeError, "locals must be a mapping or None, not %T", locals);
    if (!complete(task, &globals, &locals) || !check_closure(task, source, closure))
        return 0;
    if (type_of(source) == &type_code)
        return run_code(task, source, globals, locals, closure) ? VALUE_NONE : 0;
    InterpModule *module = compile_value(task, source, EXEC, "exec() arg 1 must be a string, bytes or code object");
    return module && run_over(task, module->functions[0], globals, locals, VALUE_NONE) ? VALUE_NONE : 0;
}

/* ---- hooks --------------------------------------------------------------------------------------------- */

/* types.FunctionType(code, globals): how the code is called over these. */
static RT CallRecord *record_over(TASK, const CodeInfo *info, Value globals)
{
    InterpCode *code = (InterpCode *)info;
    InterpModule *from = code->module, *module = interp_over(task, from, globals);
    for (int32_t i = 0; module && i < from->function_count; i++)
        if (from->functions[i] == code)
            return module->functions[i]->record;
    return NULL;
}

static const DynamicCode dynamic = {dynamic_compile, dynamic_eval, dynamic_exec};

__attribute__((constructor)) void dynamic_code_anchor(void)
{
    hook_dynamic_code = &dynamic;
    hook_record_over = record_over;
    interp_show_frames();
    sched_deep_stacks();
}
