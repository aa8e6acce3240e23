/* The Python side of imported functions: modules __c__ and __c__.LIBRARY, function objects.

   A function object has the shape of builtin functions and a record of its own: direct is the
   native entry, so calls from compiled code cost what calls of any function cost; general
   serves what has another number of arguments, or no native entry. */
#include "ffi/call/call.h"
#include "runtime/abi/entries.h"
#include "runtime/object/call.h"
#include "runtime/object/module.h"
#include "runtime/object/type_internal.h"
#include "runtime/types/str.h"

static RT Value wrong_count(TASK, const CDecl *decl, int64_t given)
{
    int wanted = decl->parameter_count;
    if (!wanted)
        return raise_error(task, &type_TypeError, "%s() takes no arguments (%ld given)", decl->name, (long)given);
    if (wanted == 1)
        return raise_error(task, &type_TypeError, "%s() takes exactly one argument (%ld given)", decl->name, (long)given);
    return raise_error(task, &type_TypeError, "%s() takes exactly %d arguments (%ld given)", decl->name, wanted, (long)given);
}

static RT Value c_general(TASK, Value callee, Value *args, int64_t nargs, Value kwnames)
{
    PyCFunction *function = (PyCFunction *)callee;
    const CDecl *decl = function->decl;
    if (kwnames && ((PyTuple *)kwnames)->size)
        return raise_error(task, &type_TypeError, "%s() takes no keyword arguments", decl->name);
    if (nargs != decl->parameter_count)
        return wrong_count(task, decl, nargs);
    void *direct = function->builtin.call.record->direct;
    return direct ? call_direct(task, direct, args, nargs, callee) : c_call_dynamic(task, callee, args);
}

/* "(crc, buf, len, /)"; parameters without a name are called by their place. */
static const char *signature_text(const CDecl *decl)
{
    size_t room = 8;
    for (int32_t i = 0; i < decl->parameter_count; i++)
        room += strlen(decl->parameters[i].name) + 16;
    char *text = gc_alloc_root(room), *at = text;
    *at++ = '(';
    for (int32_t i = 0; i < decl->parameter_count; i++) {
        const char *name = decl->parameters[i].name;
        char place[] = "argument00";
        place[8] = (char)('0' + (i + 1) / 10);
        place[9] = (char)('0' + (i + 1) % 10);
        name = *name ? name : place;
        size_t n = strlen(name);
        memcpy(at, name, n);
        memcpy(at + n, ", ", 2);
        at += n + 2;
    }
    memcpy(at, decl->parameter_count ? "/)" : ")", 3);
    return text;
}

static RT Value function_new_c(TASK, const CDecl *decl, void *native, Value module, Value module_name)
{
    PyCFunction *function = gc_new(task, PyCFunction);
    MethodDef *def = gc_alloc_root(sizeof *def);
    BuiltinCode *code = function && def ? gc_new(task, BuiltinCode) : NULL;
    Value name = code ? str_intern_c(task, decl->name) : 0;
    if (!name)
        return 0;
    PyBuiltin *b = &function->builtin;
    *def = (MethodDef){.name = decl->name, .signature = signature_text(decl), .doc = decl->prototype, .function = native,
                       .kind = METHOD_STATIC};
    b->call = (Callable){{&shape_builtin_function}, &code->record};
    b->def = def;
    gc_init(&b->self, module);
    gc_init(&b->module, module_name);
    gc_init(&b->name, name);
    *code = (BuiltinCode){.signature = SIGNATURE(decl->name, def->signature),
                          .record = {.direct = native, .general = c_general, .arity = native ? decl->parameter_count : -1}};
    b->code = code;
    function->decl = decl;
    return (Value)b;
}

/* ---- modules -------------------------------------------------------------------------------------------- */

/* The module of that name, made if need be. */
static RT Value module_named(TASK, Value name, const char *doc)
{
    Value module = dict_get(task, modules_dict(), name);
    if (module != VALUE_UNBOUND)
        return module;
    Value text = str_from_c(task, doc);
    module = text ? module_new(task, name, text) : 0;
    return module && dict_set(task, modules_dict(), name, module) ? module : 0;
}

static RT Value package(TASK)
{
    Value module = module_named(task, str_intern_c(task, "__c__"), "Libraries written in C.");
    if (module && module_get(task, module, NAME(__path__)) == VALUE_UNBOUND &&
        !module_set(task, module, NAME(__path__), list_new(task, 0)))
        return 0;
    return module;
}

static RT bool add_function(TASK, Value module, Value module_name, const CImport *import, int64_t i)
{
    const CDecl *decl = import->functions[i];
    Value name = str_intern_c(task, decl->name), known = name ? module_get(task, module, name) : 0;
    if (!known || known != VALUE_UNBOUND)
        return known != 0;
    Value function = function_new_c(task, decl, import->natives ? import->natives[i] : NULL, module, module_name);
    return function && module_set(task, module, name, function);
}

RT Value c_import(TASK, const void *table)
{
    const CImport *import = table;
    Value parent = stack_check(task) ? package(task) : 0, name = str_intern_c(task, import->library);
    Value full = parent && name ? str_format(task, "__c__.%U", name) : 0;
    full = full ? str_intern(task, full) : 0;
    Value module = full ? module_named(task, full, "A library written in C.") : 0;
    if (!module || !module_set(task, parent, name, module))
        return 0;
    for (int64_t i = 0; i < import->count; i++)
        if (!add_function(task, module, full, import, i))
            return 0;
    return module;
}
