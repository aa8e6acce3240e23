/* DWARF: line tables and a subprogram per Python function under its qualified name, so that
   gdb and perf show Python lines. The file name is relative: no path is in an object. */
#include "irgen/irgen_internal.h"

#include <string.h>

static bool is_on(const IrModule *m) { return m->options.debug_file != NULL; }

void ir_debug_start(IrModule *m)
{
    static const char producer[] = "pyllc", folder[] = ".";
    if (!is_on(m))
        return;
    const char *file = m->options.debug_file;
    m->debug = LLVMCreateDIBuilder(m->module);
    m->debug_file = LLVMDIBuilderCreateFile(m->debug, file, strlen(file), folder, strlen(folder));
    m->debug_unit = LLVMDIBuilderCreateCompileUnit(
        m->debug, LLVMDWARFSourceLanguagePython, m->debug_file, producer, strlen(producer), 1, "", 0, 0, "", 0,
        LLVMDWARFEmissionFull, 0, 0, 0, "", 0, "", 0);
    m->debug_type = LLVMDIBuilderCreateSubroutineType(m->debug, m->debug_file, NULL, 0, LLVMDIFlagZero);
    LLVMMetadataRef version = LLVMValueAsMetadata(LLVMConstInt(m->i32, LLVMDebugMetadataVersion(), 0));
    LLVMMetadataRef dwarf = LLVMValueAsMetadata(LLVMConstInt(m->i32, 4, 0));
    LLVMAddModuleFlag(m->module, LLVMModuleFlagBehaviorOverride, "Debug Info Version", strlen("Debug Info Version"), version);
    LLVMAddModuleFlag(m->module, LLVMModuleFlagBehaviorOverride, "Dwarf Version", strlen("Dwarf Version"), dwarf);
}

void ir_debug_function(IrFunc *f)
{
    IrModule *m = f->m;
    if (!is_on(m)) {
        LLVMSetCurrentDebugLocation2(m->builder, NULL);
        return;
    }
    const Name *name = f->fn->qualname;
    unsigned line = f->fn->first_line > 0 ? (unsigned)f->fn->first_line : 1;
    f->scope = LLVMDIBuilderCreateFunction(m->debug, m->debug_file, name->text, name->length, f->statics->symbol,
                                           strlen(f->statics->symbol), m->debug_file, line, m->debug_type,
                                           m->options.part == IRGEN_ALL, 1, line, LLVMDIFlagZero, 1);
    LLVMSetSubprogram(f->function, f->scope);
}

void ir_debug_location(IrFunc *f, PirPos pos)
{
    IrModule *m = f->m;
    if (!is_on(m))
        return;
    unsigned line = pos.line > 0 ? (unsigned)pos.line : 0, column = pos.column >= 0 && line ? (unsigned)pos.column + 1 : 0;
    LLVMSetCurrentDebugLocation2(m->builder, LLVMDIBuilderCreateDebugLocation(m->context, line, column, f->scope, NULL));
}

void ir_debug_end(IrModule *m)
{
    if (!is_on(m))
        return;
    LLVMDIBuilderFinalize(m->debug);
    LLVMDisposeDIBuilder(m->debug);
}
