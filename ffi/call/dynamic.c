/* Calls through libffi, for interpreted code. The symbol is looked up at the first call. */
#include "ffi/call/call.h"

#include <dlfcn.h>
#include <ffi.h>
#include "runtime/abi/entries.h"

static ffi_type *const ffi_types[C_KIND_COUNT] = {
    [C_VOID] = &ffi_type_void, [C_BOOL] = &ffi_type_uint8, [C_CHAR] = &ffi_type_sint8,
    [C_I8] = &ffi_type_sint8, [C_I16] = &ffi_type_sint16, [C_I32] = &ffi_type_sint32, [C_I64] = &ffi_type_sint64,
    [C_U8] = &ffi_type_uint8, [C_U16] = &ffi_type_uint16, [C_U32] = &ffi_type_uint32, [C_U64] = &ffi_type_uint64,
    [C_F32] = &ffi_type_float, [C_F64] = &ffi_type_double,
    [C_TEXT] = &ffi_type_pointer, [C_DATA] = &ffi_type_pointer, [C_ROOM] = &ffi_type_pointer,
};

typedef struct DynamicCall {
    PyCFunction *function;
    Value *words;
    const char *error;               /* of dlopen or dlsym */
} DynamicCall;

/* Loaded libraries stay: their functions may be anywhere. */
static void *find_symbol(DynamicCall *call)
{
    const CDecl *decl = call->function->decl;
    void *library = dlopen(decl->shared, RTLD_NOW | RTLD_LOCAL), *address = library ? dlsym(library, decl->symbol) : NULL;
    if (!address)
        call->error = dlerror();
    return address;
}

/* On the system stack; libffi keeps no state. */
static intptr_t run(void *argument)
{
    DynamicCall *call = argument;
    const CDecl *decl = call->function->decl;
    ffi_type *types[C_PARAMETERS_MAX];
    void *values[C_PARAMETERS_MAX];
    ffi_cif cif;
    void *address = __atomic_load_n(&call->function->address, __ATOMIC_ACQUIRE);
    if (!address)
        address = find_symbol(call);
    if (!address)
        return 0;
    __atomic_store_n(&call->function->address, address, __ATOMIC_RELEASE);
    for (int32_t i = 0; i < decl->parameter_count; i++) {
        types[i] = ffi_types[decl->parameters[i].kind];
        values[i] = &call->words[i];
    }
    if (ffi_prep_cif(&cif, FFI_DEFAULT_ABI, (unsigned)decl->parameter_count, ffi_types[decl->result], types) != FFI_OK) {
        call->error = "libffi does not know its types";
        return 0;
    }
    ffi_call(&cif, FFI_FN(address), &call->words[2 * decl->parameter_count], values);
    return 1;
}

RT Value c_call_dynamic(TASK, Value function, const Value *args)
{
    PyCFunction *f = (PyCFunction *)function;
    const CDecl *decl = f->decl;
    Value words[C_WORDS_MAX] = {0};
    DynamicCall call = {f, words, NULL};
    bool converted = true;
    for (int64_t i = 0; converted && i < decl->parameter_count; i++)
        converted = c_convert(task, decl, i, args[i], words);
    if (converted)
        c_call_system(task, (const void *)run, &call);
    c_release(task, words, decl->parameter_count);
    if (!converted)
        return 0;
    if (call.error)
        return raise_error(task, &type_ImportError, "C function %s cannot be called: %s", decl->name, call.error);
    return c_result(task, decl->result, (int64_t)words[2 * decl->parameter_count]);
}
