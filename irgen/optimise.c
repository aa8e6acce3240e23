/* The library of inlined fast paths, the two pipelines, and writing the result.

   warm: the fast paths are inlined and simplified once, FastISel with the greedy register
   allocator makes the code: 9,500 to 13,000 ops a second. hot: LLVM's O2 and its full
   instruction selection, 3,400 to 5,000. The allocator is chosen by options that hold for the
   whole process, so a process has one pipeline.

   The library is linked in as available_externally, so only bodies that are referenced come
   in, and none is emitted. Its shared words are read with C's relaxed order, which LLVM knows
   as monotonic and will not move; Java's unordered is what the design asks for, and C cannot
   write it, so it is set here. A body that uses thread-local storage must not be inlined,
   since its address would be kept across a switch of threads. */
#include "irgen/irgen_internal.h"

#include <llvm-c/Analysis.h>
#include <llvm-c/BitReader.h>
#include <llvm-c/BitWriter.h>
#include <llvm-c/Error.h>
#include <llvm-c/Linker.h>
#include <llvm-c/Support.h>
#include <llvm-c/Target.h>
#include <llvm-c/Transforms/PassBuilder.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char default_cpu[] = "x86-64-v2";

void irgen_start(IrgenPipeline pipeline)
{
    static const char *const warm[] = { "pyllc", "-regalloc=greedy", "-optimize-regalloc" };
    LLVMInitializeX86TargetInfo();
    LLVMInitializeX86Target();
    LLVMInitializeX86TargetMC();
    LLVMInitializeX86AsmPrinter();
    if (pipeline == IRGEN_WARM)
        LLVMParseCommandLineOptions(3, warm, NULL);
}

/* ---- the library ----------------------------------------------------------------------- */

static void read_target(IrModule *m)
{
    for (LLVMValueRef fn = LLVMGetFirstFunction(m->library); fn; fn = LLVMGetNextFunction(fn)) {
        LLVMAttributeRef cpu = LLVMGetStringAttributeAtIndex(fn, LLVMAttributeFunctionIndex, "target-cpu", 10);
        LLVMAttributeRef features = LLVMGetStringAttributeAtIndex(fn, LLVMAttributeFunctionIndex, "target-features", 15);
        unsigned length;
        if (!cpu || !features)
            continue;
        const char *text = LLVMGetStringAttributeValue(cpu, &length);
        m->cpu = arena_text(m->arena, text, length);
        text = LLVMGetStringAttributeValue(features, &length);
        m->features = arena_text(m->arena, text, length);
        return;
    }
}

void ir_load_library(IrModule *m)
{
    LLVMMemoryBufferRef buffer;
    char *message = NULL;
    m->cpu = default_cpu;
    m->features = "";
    if (!m->options.library)
        return;
    if (LLVMCreateMemoryBufferWithContentsOfFile(m->options.library, &buffer, &message))
        bug("irgen: cannot read %s: %s", m->options.library, message);
    if (LLVMGetBitcodeModuleInContext2(m->context, buffer, &m->library))
        bug("irgen: %s is not bitcode of this LLVM", m->options.library);
    read_target(m);
}

static bool takes_thread_address(LLVMValueRef ins)
{
    static const char *const names[] = { "llvm.threadlocal.address", "__errno_location", "__h_errno_location",
                                         "__ctype_b_loc", "__tls_get_addr" };
    if (!LLVMIsACallInst(ins))
        return false;
    size_t length;
    const char *callee = LLVMGetValueName2(LLVMGetCalledValue(ins), &length);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strncmp(callee, names[i], strlen(names[i])) == 0)
            return true;
    return false;
}

static bool uses_thread_local(LLVMValueRef ins)
{
    for (int i = 0; i < LLVMGetNumOperands(ins); i++) {
        LLVMValueRef operand = LLVMGetOperand(ins, (unsigned)i);
        if (LLVMIsAGlobalVariable(operand) && LLVMIsThreadLocal(operand))
            return true;
    }
    return takes_thread_address(ins);
}

static void loosen(LLVMValueRef ins)
{
    bool is_access = LLVMIsALoadInst(ins) || LLVMIsAStoreInst(ins);
    if (is_access && LLVMGetOrdering(ins) == LLVMAtomicOrderingMonotonic)
        LLVMSetOrdering(ins, LLVMAtomicOrderingUnordered);
}

static void forbid_inlining(IrModule *m, LLVMValueRef function)
{
    unsigned always = LLVMGetEnumAttributeKindForName("alwaysinline", strlen("alwaysinline"));
    LLVMRemoveEnumAttributeAtIndex(function, LLVMAttributeFunctionIndex, always);
    ir_attribute(m, function, LLVMAttributeFunctionIndex, "noinline");
}

static void adapt(IrModule *m, LLVMValueRef function)
{
    bool keeps_out = false;
    for (LLVMBasicBlockRef block = LLVMGetFirstBasicBlock(function); block; block = LLVMGetNextBasicBlock(block))
        for (LLVMValueRef ins = LLVMGetFirstInstruction(block); ins; ins = LLVMGetNextInstruction(ins)) {
            loosen(ins);
            keeps_out |= uses_thread_local(ins);
        }
    if (keeps_out)
        forbid_inlining(m, function);
}

/* fast_ entries that have a body are inlined at every call; other functions as LLVM likes. */
static void link_library(IrModule *m)
{
    if (!m->library)
        return;
    unsigned always = LLVMGetEnumAttributeKindForName("alwaysinline", strlen("alwaysinline"));
    for (LLVMValueRef fn = LLVMGetFirstFunction(m->library); fn; fn = LLVMGetNextFunction(fn))
        if (!LLVMIsDeclaration(fn) && LLVMGetLinkage(fn) == LLVMExternalLinkage)
            LLVMSetLinkage(fn, LLVMAvailableExternallyLinkage);
    if (LLVMLinkModules2(m->module, m->library))
        bug("irgen: the library does not link");
    m->library = NULL;
    for (LLVMValueRef fn = LLVMGetFirstFunction(m->module); fn; fn = LLVMGetNextFunction(fn)) {
        if (LLVMIsDeclaration(fn) || LLVMGetLinkage(fn) != LLVMAvailableExternallyLinkage)
            continue;
        if (strncmp(LLVMGetValueName(fn), "fast_", 5) == 0)
            LLVMAddAttributeAtIndex(fn, LLVMAttributeFunctionIndex, LLVMCreateEnumAttribute(m->context, always, 0));
        adapt(m, fn);
    }
    for (LLVMValueRef global = LLVMGetFirstGlobal(m->module); global; global = LLVMGetNextGlobal(global))
        if (LLVMIsDeclaration(global))
            LLVMSetVisibility(global, LLVMHiddenVisibility);
}

/* ---- pipelines --------------------------------------------------------------------------- */

void ir_make_machine(IrModule *m)
{
    char *triple = LLVMGetDefaultTargetTriple(), *message = NULL;
    LLVMTargetRef target;
    if (LLVMGetTargetFromTriple(triple, &target, &message))
        bug("irgen: no code generator for %s: %s", triple, message);
    LLVMCodeGenOptLevel level = m->options.pipeline == IRGEN_HOT ? LLVMCodeGenLevelDefault : LLVMCodeGenLevelNone;
    m->machine = LLVMCreateTargetMachine(target, triple, m->cpu, m->features, level, LLVMRelocPIC, LLVMCodeModelDefault);
    LLVMTargetDataRef layout = LLVMCreateTargetDataLayout(m->machine);
    LLVMSetTarget(m->module, triple);
    LLVMSetModuleDataLayout(m->module, layout);
    LLVMDisposeTargetData(layout);
    LLVMDisposeMessage(triple);
}

static void run(IrModule *m, const char *passes)
{
    LLVMPassBuilderOptionsRef options = LLVMCreatePassBuilderOptions();
    LLVMErrorRef error = LLVMRunPasses(m->module, passes, m->machine, options);
    LLVMDisposePassBuilderOptions(options);
    if (error)
        bug("irgen: %s", LLVMGetErrorMessage(error));
}

static void verify(IrModule *m, const char *when)
{
#ifdef PYLLC_CHECKS
    char *message = NULL;
    if (LLVMVerifyModule(m->module, LLVMReturnStatusAction, &message)) {
        const char *folder = getenv("TMPDIR");
        char *path = arena_printf(m->arena, "%s/pyllc-broken-XXXXXX.ll", folder && *folder ? folder : "/tmp");
        int file = mkstemps(path, (int)strlen(".ll"));
        if (file >= 0) {
            close(file);
            LLVMPrintModuleToFile(m->module, path, &(char *){ NULL });
        }
        bug("irgen: the module is malformed %s (%s):\n%s", when, file >= 0 ? path : "not written", message);
    }
    LLVMDisposeMessage(message);
#endif
}

void irgen_optimise(IrModule *m)
{
    verify(m, "as generated");
    if (m->options.optimise) {
        link_library(m);
        run(m, m->options.pipeline == IRGEN_HOT
                   ? "always-inline,default<O2>"
                   : "always-inline,elim-avail-extern,globaldce,"
                     "function(lower-expect,sroa,early-cse,simplifycfg,instcombine<no-verify-fixpoint>,simplifycfg)");
        verify(m, "after its passes");
    }
}

/* LLVM's warning of a large frame is how its size is learnt; other messages are shown. */
void ir_take_diagnostic(LLVMDiagnosticInfoRef info, void *module)
{
    IrModule *m = module;
    IrgenFrames *frames = m->options.frames;
    char *text = LLVMGetDiagInfoDescription(info);
    const char *size = strstr(text, "stack frame size ("), *name = strstr(text, "in function '");
    if (size && name && frames) {
        name += strlen("in function '");
        IrgenFrame frame = { arena_text(frames->arena, name, strlen(name) - 1),
                             strtoull(size + strlen("stack frame size ("), NULL, 10) };
        VEC_PUSH(frames->arena, frames->list, frame);
    } else if (!size && LLVMGetDiagInfoSeverity(info) <= LLVMDSWarning) {
        fprintf(stderr, "pyllc-compile: %s\n", text);
    }
    LLVMDisposeMessage(text);
}

/* ---- writing ------------------------------------------------------------------------------ */

static bool complain(const char *path, const char *message)
{
    fprintf(stderr, "pyllc-compile: cannot write %s: %s\n", path, message ? message : "");
    return false;
}

bool irgen_write_text(IrModule *m, const char *path)
{
    char *message = NULL;
    if (strcmp(path, "-") == 0) {
        char *text = LLVMPrintModuleToString(m->module);
        fputs(text, stdout);
        LLVMDisposeMessage(text);
        return true;
    }
    return !LLVMPrintModuleToFile(m->module, path, &message) || complain(path, message);
}

bool irgen_write_bitcode(IrModule *m, const char *path)
{
    return !LLVMWriteBitcodeToFile(m->module, path) || complain(path, "bitcode writer failed");
}

static bool emit(IrModule *m, const char *path, LLVMCodeGenFileType type)
{
    char *message = NULL;
    return !LLVMTargetMachineEmitToFile(m->machine, m->module, path, type, &message) || complain(path, message);
}

bool irgen_write_assembly(IrModule *m, const char *path) { return emit(m, path, LLVMAssemblyFile); }
bool irgen_write_object(IrModule *m, const char *path) { return emit(m, path, LLVMObjectFile); }
