/* Imported C functions: static declarations, and a native entry for each.

   A native entry is a direct entry as any function has it (words and the callee in, a word out).
   It converts its arguments, calls C, and makes a word of the result:

     - integers that are small and in range, and tagged floats, are converted inline; everything else
       (and every error) by c_argument, which fills in the call's words (ffi/call/call.h);
     - a leaf is called from here; any other through c_call_system, which runs a small function
       on the system stack that takes everything from the words and puts the result there;
     - the arguments are used, by an empty asm, after the call: what they own stays alive.

   The C function is an ordinary undefined symbol, so the link binds it; nobuiltin keeps LLVM
   from taking it for the one that it knows by that name. */
#include "irgen/irgen_internal.h"

#include <string.h>
#include "ffi/import/decl.h"

_Static_assert(sizeof(CParameter) == 16 && sizeof(CDecl) == 56 && offsetof(CDecl, parameters) == 32 &&
               offsetof(CDecl, flags) == 44 && offsetof(CDecl, result) == 48, "static_decl mirrors CDecl");
_Static_assert(sizeof(CImport) == 32 && offsetof(CImport, natives) == 16, "ir_c_import mirrors CImport");

static const struct { int64_t low, high; } ranges[C_KIND_COUNT] = {
#define C_TYPE(id, text, shown, low, high) { low, high },
#include "ffi/import/types.def"
#undef C_TYPE
};

/* ---- static data -------------------------------------------------------------------------------- */

static LLVMValueRef add_constant(IrModule *m, LLVMValueRef value, unsigned alignment)
{
    LLVMValueRef global = LLVMAddGlobal(m->module, LLVMTypeOf(value), "");
    LLVMSetInitializer(global, value);
    LLVMSetLinkage(global, LLVMPrivateLinkage);
    LLVMSetGlobalConstant(global, 1);
    LLVMSetAlignment(global, alignment);
    return global;
}

static LLVMValueRef c_text(IrModule *m, const char *text)
{
    return add_constant(m, LLVMConstStringInContext2(m->context, text, strlen(text), 0), 1);
}

static LLVMValueRef structure(IrModule *m, LLVMValueRef *fields, unsigned count)
{
    return LLVMConstStructInContext(m->context, fields, count, 0);
}

static LLVMValueRef static_decl(IrModule *m, const CDecl *d)
{
    LLVMTypeRef parts[] = { m->ptr, m->i64 };
    LLVMValueRef parameters[C_PARAMETERS_MAX];
    for (int32_t i = 0; i < d->parameter_count; i++) {
        LLVMValueRef fields[] = { c_text(m, d->parameters[i].name), ir_word(m, (uint64_t)d->parameters[i].kind) };
        parameters[i] = structure(m, fields, 2);
    }
    LLVMTypeRef type = LLVMStructTypeInContext(m->context, parts, 2, 0);
    LLVMValueRef list = add_constant(m, LLVMConstArray2(type, parameters, (uint64_t)d->parameter_count), 8);
    LLVMValueRef fields[] = {
        c_text(m, d->name), c_text(m, d->symbol), c_text(m, d->shared), c_text(m, d->prototype), list,
        LLVMConstInt(m->i32, (uint64_t)d->parameter_count, 0), LLVMConstInt(m->i32, (uint64_t)d->flags, 0),
        ir_word(m, (uint64_t)d->result)
    };
    return add_constant(m, structure(m, fields, 8), 8);
}

/* ---- the C side ------------------------------------------------------------------------------------ */

static LLVMTypeRef c_type(IrModule *m, int64_t kind)
{
    switch (kind) {
    case C_VOID: return m->none;
    case C_BOOL: case C_CHAR: case C_I8: case C_U8: return m->i8;
    case C_I16: case C_U16: return LLVMInt16TypeInContext(m->context);
    case C_I32: case C_U32: return m->i32;
    case C_I64: case C_U64: return m->i64;
    case C_F32: return LLVMFloatTypeInContext(m->context);
    case C_F64: return m->f64;
    default:    return m->ptr;
    }
}

/* A word of the call to what C takes, and back. */
static LLVMValueRef from_word(IrModule *m, int64_t kind, LLVMValueRef word)
{
    LLVMBuilderRef b = m->builder;
    if (kind == C_F64)
        return LLVMBuildBitCast(b, word, m->f64, "");
    if (kind == C_F32)
        return LLVMBuildBitCast(b, LLVMBuildTrunc(b, word, m->i32, ""), c_type(m, kind), "");
    if (c_is_borrowed(kind))
        return LLVMBuildIntToPtr(b, word, m->ptr, "");
    return LLVMBuildTrunc(b, word, c_type(m, kind), "");
}

static LLVMValueRef to_word(IrModule *m, int64_t kind, LLVMValueRef value)
{
    LLVMBuilderRef b = m->builder;
    switch (kind) {
    case C_VOID: return ir_word(m, 0);
    case C_F64:  return LLVMBuildBitCast(b, value, m->i64, "");
    case C_F32:  return LLVMBuildZExt(b, LLVMBuildBitCast(b, value, m->i32, ""), m->i64, "");
    case C_CHAR: case C_I8: case C_I16: case C_I32:
        return LLVMBuildSExt(b, value, m->i64, "");
    default:
        return c_is_borrowed(kind) ? LLVMBuildPtrToInt(b, value, m->i64, "") : LLVMBuildZExt(b, value, m->i64, "");
    }
}

/* The C ABI wants narrow integers extended. */
static const char *extension(int64_t kind)
{
    switch (kind) {
    case C_CHAR: case C_I8: case C_I16: return "signext";
    case C_BOOL: case C_U8: case C_U16: return "zeroext";
    default: return NULL;
    }
}

static void call_attribute(IrModule *m, LLVMValueRef call, unsigned index, const char *name)
{
    unsigned kind = LLVMGetEnumAttributeKindForName(name, strlen(name));
    LLVMAddCallSiteAttribute(call, index, LLVMCreateEnumAttribute(m->context, kind, 0));
}

/* Calls it on words; gives the result as a word. */
static LLVMValueRef call_c(IrModule *m, const CDecl *d, LLVMValueRef *words)
{
    LLVMTypeRef types[C_PARAMETERS_MAX];
    LLVMValueRef args[C_PARAMETERS_MAX];
    unsigned count = (unsigned)d->parameter_count;
    for (unsigned i = 0; i < count; i++) {
        types[i] = c_type(m, d->parameters[i].kind);
        args[i] = from_word(m, d->parameters[i].kind, words[i]);
    }
    LLVMTypeRef type = LLVMFunctionType(c_type(m, d->result), types, count, 0);
    LLVMValueRef function = LLVMGetNamedFunction(m->module, d->symbol);
    if (!function) {
        function = LLVMAddFunction(m->module, d->symbol, type);
        ir_attribute(m, function, LLVMAttributeFunctionIndex, "nonlazybind");
    }
    LLVMValueRef call = LLVMBuildCall2(m->builder, type, function, args, count, "");
    call_attribute(m, call, LLVMAttributeFunctionIndex, "nobuiltin");
    call_attribute(m, call, LLVMAttributeFunctionIndex, "nounwind");
    for (unsigned i = 0; i < count; i++)
        if (extension(d->parameters[i].kind))
            call_attribute(m, call, i + 1, extension(d->parameters[i].kind));
    if (extension(d->result))
        call_attribute(m, call, LLVMAttributeReturnIndex, extension(d->result));
    return to_word(m, d->result, call);
}

/* ---- one native entry ------------------------------------------------------------------------------- */

typedef struct Native {
    IrFunc f;
    const CDecl *decl;
    unsigned count;
    LLVMValueRef callee, words;
    LLVMBasicBlockRef failed;
    LLVMValueRef values[C_PARAMETERS_MAX];       /* of the call */
} Native;

static LLVMValueRef word_at(Native *n, unsigned index)
{
    LLVMValueRef i = ir_word(n->f.m, index);
    return LLVMBuildInBoundsGEP2(n->f.m->builder, n->f.m->i64, n->words, &i, 1, "");
}

/* The word of an argument that is a small integer or tagged float; *fits (i1) says whether it is
   one. NULL: the kind has no such form. */
static LLVMValueRef convert_inline(Native *n, unsigned index, LLVMValueRef word, LLVMValueRef *fits)
{
    IrModule *m = n->f.m;
    LLVMBuilderRef b = m->builder;
    int64_t kind = n->decl->parameters[index].kind;
    if (kind == C_F64) {
        LLVMValueRef bits = LLVMBuildSub(b, word, ir_word(m, 3), "");
        *fits = LLVMBuildICmp(b, LLVMIntNE, LLVMBuildAnd(b, word, ir_word(m, 2), ""), ir_word(m, 0), "");
        return LLVMBuildOr(b, LLVMBuildLShr(b, bits, ir_word(m, 4), ""), LLVMBuildShl(b, bits, ir_word(m, 60), ""), "");
    }
    if (!c_is_integer(kind))
        return NULL;
    LLVMValueRef number = LLVMBuildAShr(b, word, ir_word(m, 2), "");
    *fits = LLVMBuildICmp(b, LLVMIntEQ, LLVMBuildAnd(b, word, ir_word(m, 3), ""), ir_word(m, 1), "");
    if (kind == C_I64)
        return number;
    LLVMValueRef low = LLVMBuildICmp(b, LLVMIntSGE, number, ir_word(m, (uint64_t)ranges[kind].low), "");
    *fits = LLVMBuildAnd(b, *fits, low, "");
    if (kind != C_U64) {
        LLVMValueRef high = LLVMBuildICmp(b, LLVMIntSLE, number, ir_word(m, (uint64_t)ranges[kind].high), "");
        *fits = LLVMBuildAnd(b, *fits, high, "");
    }
    return number;
}

static LLVMValueRef convert_slowly(Native *n, unsigned index, LLVMValueRef word)
{
    IrFunc *f = &n->f;
    LLVMBasicBlockRef done = ir_block(f, "converted");
    LLVMValueRef converted = IR_CALL(f, c_argument, n->callee, word, ir_word(f->m, index), n->words);
    ir_branch(f, converted, done, n->failed);
    ir_at(f, done);
    return LLVMBuildLoad2(f->m->builder, f->m->i64, word_at(n, index), "");
}

static void convert(Native *n, unsigned index)
{
    IrFunc *f = &n->f;
    LLVMBuilderRef b = f->m->builder;
    LLVMValueRef word = LLVMGetParam(f->function, 1 + index), fits = NULL, value = convert_inline(n, index, word, &fits);
    if (!value) {
        n->values[index] = convert_slowly(n, index, word);
        return;
    }
    LLVMBasicBlockRef here = LLVMGetInsertBlock(b), slow = ir_block(f, "convert"), next = ir_block(f, "argument");
    ir_branch_unlikely(f, LLVMBuildNot(b, fits, ""), slow, next);
    ir_at(f, slow);
    LLVMValueRef other = convert_slowly(n, index, word);
    LLVMBasicBlockRef from = LLVMGetInsertBlock(b);
    LLVMBuildBr(b, next);
    ir_at(f, next);
    n->values[index] = LLVMBuildPhi(b, f->m->i64, "");
    LLVMAddIncoming(n->values[index], &value, &here, 1);
    LLVMAddIncoming(n->values[index], &other, &from, 1);
}

/* void function(words): what runs on the system stack. */
static LLVMValueRef system_function(Native *n)
{
    IrModule *m = n->f.m;
    LLVMBuilderRef b = m->builder;
    LLVMBasicBlockRef back = LLVMGetInsertBlock(b);
    LLVMTypeRef type = LLVMFunctionType(m->i64, &m->ptr, 1, 0);
    LLVMValueRef function = LLVMAddFunction(m->module, arena_printf(m->arena, "%s$system", n->decl->name), type);
    LLVMValueRef words = LLVMGetParam(function, 0), values[C_PARAMETERS_MAX];
    LLVMSetLinkage(function, LLVMInternalLinkage);
    ir_function_attributes(m, function);
    LLVMPositionBuilderAtEnd(b, LLVMAppendBasicBlockInContext(m->context, function, "entry"));
    for (unsigned i = 0; i <= n->count; i++) {
        LLVMValueRef index = ir_word(m, i < n->count ? i : 2 * n->count);
        LLVMValueRef place = LLVMBuildInBoundsGEP2(b, m->i64, words, &index, 1, "");
        if (i < n->count)
            values[i] = LLVMBuildLoad2(b, m->i64, place, "");
        else
            LLVMBuildStore(b, call_c(m, n->decl, values), place);
    }
    LLVMBuildRet(b, ir_word(m, 0));
    LLVMPositionBuilderAtEnd(b, back);
    return function;
}

static LLVMValueRef call_on_system_stack(Native *n)
{
    IrModule *m = n->f.m;
    for (unsigned i = 0; i < n->count; i++)
        LLVMBuildStore(m->builder, n->values[i], word_at(n, i));
    IR_CALL(&n->f, c_call_system, system_function(n), n->words);
    return LLVMBuildLoad2(m->builder, m->i64, word_at(n, 2 * n->count), "");
}

/* Keeps the arguments, and what words borrow, until here. */
static void keep_alive(Native *n)
{
    IrModule *m = n->f.m;
    LLVMTypeRef type = LLVMFunctionType(m->none, &m->i64, 1, 0), pointer_type = LLVMFunctionType(m->none, &m->ptr, 1, 0);
    LLVMValueRef use = LLVMGetInlineAsm(type, "", 0, "r", 1, 1, 0, LLVMInlineAsmDialectATT, 0);
    LLVMValueRef use_pointer = LLVMGetInlineAsm(pointer_type, "", 0, "r,~{memory}", 11, 1, 0, LLVMInlineAsmDialectATT, 0);
    bool borrows = false;
    for (unsigned i = 0; i < n->count; i++) {
        LLVMValueRef argument = LLVMGetParam(n->f.function, 1 + i);
        if (!c_is_borrowed(n->decl->parameters[i].kind))
            continue;
        LLVMBuildCall2(m->builder, type, use, &argument, 1, "");
        borrows = true;
    }
    if (borrows)
        LLVMBuildCall2(m->builder, pointer_type, use_pointer, &n->words, 1, "");
}

static LLVMValueRef small_int(Native *n, LLVMValueRef word)
{
    LLVMValueRef shifted = LLVMBuildShl(n->f.m->builder, word, ir_word(n->f.m, 2), "");
    return LLVMBuildOr(n->f.m->builder, shifted, ir_word(n->f.m, 1), "");
}

static void return_result(Native *n, LLVMValueRef word)
{
    IrFunc *f = &n->f;
    LLVMBuilderRef b = f->m->builder;
    LLVMValueRef result;
    switch (n->decl->result) {
    case C_VOID: result = ir_word(f->m, VALUE_NONE); break;
    case C_F64:  result = IR_CALL(f, fast_box_f64_bits, word); break;
    case C_I64:  result = IR_CALL(f, fast_box_i64, word); break;
    case C_CHAR: case C_I8: case C_I16: case C_I32: case C_U8: case C_U16: case C_U32:
        result = small_int(n, word);
        break;
    case C_U64: {
        LLVMBasicBlockRef small = ir_block(f, "small"), large = ir_block(f, "large");
        LLVMValueRef is_large = LLVMBuildICmp(b, LLVMIntUGT, word, ir_word(f->m, SMALL_INT_MAX), "");
        ir_branch_unlikely(f, is_large, large, small);
        ir_at(f, small);
        LLVMBuildRet(b, small_int(n, word));
        ir_at(f, large);
    }   /* fall through */
    default: result = IR_CALL(f, c_result, ir_word(f->m, (uint64_t)n->decl->result), word); break;
    }
    LLVMBuildRet(b, result);
}

static bool has_buffer(const CDecl *d)
{
    for (int32_t i = 0; i < d->parameter_count; i++)
        if (c_is_buffer(d->parameters[i].kind))
            return true;
    return false;
}

static void start(Native *n)
{
    IrFunc *f = &n->f;
    IrModule *m = f->m;
    LLVMTypeRef type = ir_function_type(m, n->count + 1);
    f->function = LLVMAddFunction(m->module, arena_printf(m->arena, "%s$native", n->decl->name), type);
    LLVMSetLinkage(f->function, LLVMInternalLinkage);
    ir_function_attributes(m, f->function);
    LLVMSetFunctionCallConv(f->function, LLVMSwiftCallConv);
    ir_attribute(m, f->function, 1, "swiftself");
    f->task = LLVMGetParam(f->function, 0);
    n->callee = LLVMGetParam(f->function, 1 + n->count);
    ir_at(f, ir_block(f, "entry"));
    n->failed = ir_block(f, "failed");
    n->words = LLVMBuildAlloca(m->builder, LLVMArrayType2(m->i64, 2 * n->count + 1), "words");
    for (unsigned i = 0; i < n->count; i++)
        if (c_is_borrowed(n->decl->parameters[i].kind) || has_buffer(n->decl))
            LLVMBuildStore(m->builder, ir_word(m, 0), word_at(n, n->count + i));
}

static LLVMValueRef native_entry(IrModule *m, const CDecl *decl)
{
    Native n = { .f = { .m = m, .arena = m->arena }, .decl = decl, .count = (unsigned)decl->parameter_count };
    start(&n);
    for (unsigned i = 0; i < n.count; i++)
        convert(&n, i);
    LLVMValueRef word = decl->flags & C_LEAF ? call_c(m, decl, n.values) : call_on_system_stack(&n);
    keep_alive(&n);
    LLVMValueRef count = ir_word(m, n.count);
    if (has_buffer(decl))
        IR_CALL(&n.f, c_release, n.words, count);
    return_result(&n, word);
    ir_at(&n.f, n.failed);
    if (has_buffer(decl))
        IR_CALL(&n.f, c_release, n.words, count);
    LLVMBuildRet(m->builder, ir_word(m, 0));
    return n.f.function;
}

/* ---- the op -------------------------------------------------------------------------------------------- */

static LLVMValueRef pointers(IrModule *m, LLVMValueRef *values, int64_t count)
{
    return add_constant(m, LLVMConstArray2(m->ptr, values, (uint64_t)count), 8);
}

bool ir_c_import_op(IrFunc *f, PirIns *ins)
{
    IrModule *m = f->m;
    if (ins->op != PIR_C_IMPORT)
        return false;
    const CImport *import = ins->c_import;
    LLVMBasicBlockRef here = LLVMGetInsertBlock(m->builder);
    LLVMMetadataRef location = LLVMGetCurrentDebugLocation2(m->builder);
    LLVMValueRef *decls = ARENA_ARRAY(m->arena, LLVMValueRef, (size_t)import->count + 1);
    LLVMValueRef *natives = ARENA_ARRAY(m->arena, LLVMValueRef, (size_t)import->count + 1);
    LLVMSetCurrentDebugLocation2(m->builder, NULL);
    for (int64_t i = 0; i < import->count; i++) {
        decls[i] = static_decl(m, import->functions[i]);
        natives[i] = native_entry(m, import->functions[i]);
    }
    ir_at(f, here);
    LLVMSetCurrentDebugLocation2(m->builder, location);
    LLVMValueRef fields[] = { c_text(m, import->library), pointers(m, decls, import->count), pointers(m, natives, import->count),
                              ir_word(m, (uint64_t)import->count) };
    ir_finish_entry(f, ins, ENTRY_c_import, IR_CALL(f, c_import, add_constant(m, structure(m, fields, 4), 8)));
    return true;
}
