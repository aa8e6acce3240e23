/* pyllc-compile: one module from source to object file. The one file that names all stages, in
   order: read, parse, lower, passes, irgen. The driver (pyllc) starts it as a process of its
   own, once per module.

   A module with hot functions gives two objects, OUTPUT and OUTPUT with .hot.o at its end. Each
   comes from a process with its own pipeline (irgen/optimise.c): the hot one is forked before
   LLVM is started. The hot object is in place before the other one.

   A module that imports C libraries gives a text beside its object, OUTPUT with .c-import at its
   end: their `library`, `file` and `header` lines (ffi/import/decl.h). The driver hashes the
   headers into the object's key and links the files. */
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "ffi/import/import.h"
#include "frontend/base/diag.h"
#include "frontend/base/profile.h"
#include "frontend/lex/lex.h"
#include "frontend/parse/parse.h"
#include "frontend/passes/passes.h"
#include "frontend/pir/lower/lower.h"
#include "frontend/pir/pir.h"
#include "irgen/irgen.h"

typedef enum { EMIT_AST, EMIT_PIR, EMIT_LL, EMIT_BC, EMIT_ASM, EMIT_OBJ } Emit;

typedef struct Job {
    const char *module, *source, *output, *from_pir, *library, *debug_file, *path;
    const char *dump_after, *skip, *c_library, *profile, *profile_report;
    uint64_t hot_total;
    bool counts;
    Emit emit;
    bool has_pipeline, is_package, is_timed, is_raw, optimises;
    IrgenPipeline pipeline;
} Job;

static const char usage[] =
    "usage: pyllc-compile --module NAME (--source FILE | --from-pir FILE) --output FILE [options]\n"
    "  --package                 the module is a package\n"
    "  --path NAME               file name in messages; --debug-file NAME: in line tables\n"
    "  --emit=ast|pir|ll|bc|asm|obj\n"
    "  --pipeline=warm|hot       one object for everything; without it hot functions get one of their own\n"
    "  --library FILE            bitcode of the fast paths; --no-library: call them\n"
    "  --raw                     --emit=ll before any LLVM pass\n"
    "  --c-library NAME          show what a C library's headers declare; nothing is compiled\n"
    "  -O0                       no optional passes, nothing inlined\n"
    "  --profile-generate        add counters\n"
    "  --profile FILE            counts of an earlier run, this module's; --hot-total N: counts that make a function hot\n"
    "  --profile-report FILE     write there, instead of stderr, which functions have changed\n"
    "  --dump-after=PASS --skip=PASS,... --time\n";

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void report_time(const Job *job, const char *stage, double start)
{
    if (job->is_timed)
        fprintf(stderr, "%-12s %8.1f ms\n", stage, (seconds() - start) * 1e3);
}

static _Noreturn void fail(const char *format, const char *what)
{
    fprintf(stderr, "pyllc-compile: ");
    fprintf(stderr, format, what);
    fputc('\n', stderr);
    exit(2);
}

/* lib/fast.bc beside the program. */
static const char *default_library(void)
{
    static char path[4096];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 16);
    if (length <= 0)
        return NULL;
    path[length] = 0;
    strcpy(strrchr(path, '/') + 1, "lib/fast.bc");
    return access(path, R_OK) == 0 ? path : NULL;
}

static Emit parse_emit(const char *text)
{
    static const char *const names[] = { "ast", "pir", "ll", "bc", "asm", "obj" };
    for (int i = 0; i < 6; i++)
        if (strcmp(text, names[i]) == 0)
            return (Emit)i;
    fail("no stage is called %s", text);
}

static void parse_pipeline(Job *job, const char *text)
{
    job->has_pipeline = true;
    job->pipeline = strcmp(text, "hot") == 0 ? IRGEN_HOT : IRGEN_WARM;
    if (job->pipeline == IRGEN_WARM && strcmp(text, "warm") != 0)
        fail("no pipeline is called %s", text);
}

static Job parse_arguments(int argc, char **argv)
{
    enum { MODULE = 256, SOURCE, OUTPUT, FROM_PIR, LIBRARY, NO_LIBRARY, DEBUG_FILE, PATH, DUMP, SKIP, EMIT, PIPELINE,
           PACKAGE, TIME, RAW, C_LIBRARY, COUNTERS, PROFILE, REPORT, HOT_TOTAL };
    static const struct option options[] = {
        { "module", 1, NULL, MODULE }, { "source", 1, NULL, SOURCE }, { "output", 1, NULL, OUTPUT },
        { "from-pir", 1, NULL, FROM_PIR }, { "library", 1, NULL, LIBRARY }, { "no-library", 0, NULL, NO_LIBRARY },
        { "debug-file", 1, NULL, DEBUG_FILE }, { "path", 1, NULL, PATH }, { "dump-after", 1, NULL, DUMP },
        { "skip", 1, NULL, SKIP }, { "emit", 1, NULL, EMIT }, { "pipeline", 1, NULL, PIPELINE },
        { "package", 0, NULL, PACKAGE }, { "time", 0, NULL, TIME }, { "raw", 0, NULL, RAW },
        { "profile-generate", 0, NULL, COUNTERS }, { "profile", 1, NULL, PROFILE }, { "profile-report", 1, NULL, REPORT },
        { "hot-total", 1, NULL, HOT_TOTAL }, { "c-library", 1, NULL, C_LIBRARY }, { NULL, 0, NULL, 0 }
    };
    Job job = { .emit = EMIT_OBJ, .output = "-", .optimises = true, .library = default_library(), .hot_total = UINT64_MAX };
    int option;
    while ((option = getopt_long(argc, argv, "O:", options, NULL)) != -1)
        switch (option) {
        case MODULE:     job.module = optarg; break;
        case SOURCE:     job.source = optarg; break;
        case OUTPUT:     job.output = optarg; break;
        case FROM_PIR:   job.from_pir = optarg; break;
        case LIBRARY:    job.library = optarg; break;
        case NO_LIBRARY: job.library = NULL; break;
        case DEBUG_FILE: job.debug_file = optarg; break;
        case PATH:       job.path = optarg; break;
        case DUMP:       job.dump_after = optarg; break;
        case SKIP:       job.skip = optarg; break;
        case EMIT:       job.emit = parse_emit(optarg); break;
        case PIPELINE:   parse_pipeline(&job, optarg); break;
        case PACKAGE:    job.is_package = true; break;
        case TIME:       job.is_timed = true; break;
        case RAW:        job.is_raw = true; break;
        case C_LIBRARY:  job.c_library = optarg; return job;
        case COUNTERS:   job.counts = true; break;
        case PROFILE:    job.profile = optarg; break;
        case REPORT:     job.profile_report = optarg; break;
        case HOT_TOTAL:  job.hot_total = strtoull(optarg, NULL, 10); break;
        case 'O':        job.optimises = strcmp(optarg, "0") != 0; break;
        default:         fputs(usage, stderr); exit(2);
        }
    if (!(job.source || job.from_pir) || (!job.module && !job.from_pir)) {
        fputs(usage, stderr);
        exit(2);
    }
    return job;
}

/* ---- stages ------------------------------------------------------------------------------ */

static FILE *open_text(const Job *job)
{
    if (strcmp(job->output, "-") == 0)
        return stdout;
    FILE *file = fopen(job->output, "w");
    if (!file)
        fail("cannot write %s", job->output);
    return file;
}

static void close_text(FILE *file)
{
    if (fflush(file) || ferror(file))
        fail("cannot write the output: %s", strerror(errno));
    if (file != stdout)
        fclose(file);
}

static char *read_file(const char *path, Arena *arena)
{
    VEC(char) text = {0};
    FILE *file = fopen(path, "r");
    if (!file)
        fail("cannot read %s", path);
    int c;
    while ((c = getc(file)) != EOF)
        VEC_PUSH(arena, text, (char)c);
    VEC_PUSH(arena, text, 0);
    fclose(file);
    return text.items;
}

static PirModule *module_from_pir(const Job *job, Arena *arena)
{
    char *error = NULL;
    PirModule *module = pir_parse(arena, read_file(job->from_pir, arena), &error);
    if (!module)
        fail("%s", error);
    return module;
}

static void stop_after_errors(Diagnostics *diagnostics)
{
    if (diagnostics->error_count) {
        diag_print_all(diagnostics);
        exit(1);
    }
}

static PirModule *module_from_source(const Job *job, Arena *arena)
{
    Diagnostics diagnostics = { .arena = arena };
    double start = seconds();
    Source *source = source_read(job->source, job->path ? job->path : job->source, arena, &diagnostics);
    if (!source) {
        stop_after_errors(&diagnostics);
        fail("cannot read %s", job->source);
    }
    diagnostics.source = source;
    AstNode *tree = parse_source(source, EXEC, arena, &diagnostics);
    stop_after_errors(&diagnostics);
    report_time(job, "parse", start);
    if (job->emit == EMIT_AST) {
        FILE *out = open_text(job);
        ast_dump(out, tree);
        close_text(out);
        exit(0);
    }
    start = seconds();
    PirModule *module = lower_module(tree, source, name_of(job->module), arena, &diagnostics);
    stop_after_errors(&diagnostics);
    diag_print_all(&diagnostics);
    report_time(job, "lower", start);
    module->is_package = job->is_package;
    return module;
}

static void report_use(const Job *job, const PirModule *module, const ProfileUse *use)
{
    FILE *out = job->profile_report ? fopen(job->profile_report, "w") : NULL;
    if (job->profile_report && !out)
        fail("cannot write %s", job->profile_report);
    if (out)
        fprintf(out, "matched %zu\n", use->matched);
    for (size_t i = 0; i < use->changed.count; i++)
        fprintf(out ? out : stderr, out ? "changed %s\n" : "pyllc: profile: %s in %s has changed and is left out\n",
                use->changed.items[i], module->name->text);
    if (out && fclose(out))
        fail("cannot write %s", job->profile_report);
}

static void use_profile(const Job *job, PirModule *module, Arena *arena)
{
    const char *error, *text = read_file(job->profile, arena);
    const Profile *profile = profile_parse(arena, job->profile, text, strlen(text), &error);
    if (!profile)
        fail("%s", error);
    const ProfileModule *part = profile_module(profile, module->name->text);
    ProfileUse use = { 0 };
    if (part)
        use = profile_use(module, part, job->hot_total);
    report_use(job, module, &use);
}

static void run_passes(const Job *job, PirModule *module)
{
    double start = seconds();
    PassOptions options = {
        .dump_after = job->dump_after, .skip = job->skip, .optimize = job->optimises, .profile = job->counts,
        .time = job->is_timed
    };
#ifdef PYLLC_CHECKS
    options.verify = true;
#endif
    if (!passes_run(module, &options))
        exit(2);
    report_time(job, "passes", start);
    if (job->dump_after)
        exit(0);
    if (job->emit == EMIT_PIR) {
        FILE *out = open_text(job);
        pir_print_module(module, out);
        close_text(out);
        exit(0);
    }
}

static bool write_stage(const Job *job, IrModule *m, const char *output)
{
    switch (job->emit) {
    case EMIT_LL:  return irgen_write_text(m, output);
    case EMIT_BC:  return irgen_write_bitcode(m, output);
    case EMIT_ASM: return irgen_write_assembly(m, output);
    default:       return irgen_write_object(m, output);
    }
}

static bool generate_once(const Job *job, PirModule *module, const IrgenOptions *options, const char *output)
{
    double start = seconds();
    IrModule *m = irgen_module(module, options);
    report_time(job, "irgen", start);
    start = seconds();
    if (!(job->emit == EMIT_LL && job->is_raw))
        irgen_optimise(m);
    report_time(job, "optimise", start);
    start = seconds();
    bool done = write_stage(job, m, output);
    report_time(job, "codegen", start);
    irgen_free(m);
    return done;
}

/* One object, in this process; twice when frames turned out larger than was assumed. */
static bool generate(const Job *job, PirModule *module, IrgenPipeline pipeline, IrgenPart part, const char *output)
{
    IrgenFrames frames = { .arena = arena_new() };
    IrgenOptions options = {
        .pipeline = pipeline, .part = part, .library = job->library, .debug_file = job->debug_file,
        .optimise = job->optimises, .frames = &frames
    };
    irgen_start(pipeline);
    bool done = generate_once(job, module, &options, output);
    if (done && frames.list.count)
        done = generate_once(job, module, &options, output);
    arena_free(frames.arena);
    return done;
}

/* OUTPUT with another end than .o. */
static const char *beside(const char *output, Arena *arena, const char *suffix)
{
    size_t length = strlen(output);
    bool has_suffix = length > 2 && strcmp(output + length - 2, ".o") == 0;
    return arena_printf(arena, "%.*s%s", (int)(length - (has_suffix ? 2 : 0)), output, suffix);
}

/* Ops of the largest module whose functions are all worth the hot pipeline: about a second's work. */
enum { MAIN_MODULE_OPS = 6000, OTHER_MODULE_OPS = 1500 };

static size_t count_ops(const PirModule *module)
{
    size_t count = 0;
    for (size_t i = 0; i < module->functions.count; i++)
        for (PirBlock *block = module->functions.items[i]->entry; block; block = block->next)
            for (PirIns *ins = block->first; ins; ins = ins->next)
                count++;
    return count;
}

/* The passes have chosen functions by their loops; a small module is made hot whole, but for what
   runs once. */
static void choose_pipelines(PirModule *module)
{
    bool is_main = strcmp(module->name->text, "__main__") == 0;
    if (count_ops(module) > (is_main ? MAIN_MODULE_OPS : OTHER_MODULE_OPS))
        return;
    for (size_t i = 0; i < module->functions.count; i++) {
        PirFunc *fn = module->functions.items[i];
        fn->hot |= !fn->is_module_body && !fn->is_class_body;
    }
}

static pid_t start_hot_part(const Job *job, PirModule *module, Arena *arena)
{
    const char *output = beside(job->output, arena, ".hot.o");
    fflush(NULL);
    pid_t child = fork();
    if (child < 0)
        fail("cannot fork: %s", strerror(errno));
    if (child == 0)
        _exit(generate(job, module, IRGEN_HOT, IRGEN_HOT_PART, output) ? 0 : 1);
    return child;
}

static void finish_hot_part(const Job *job, pid_t child)
{
    int status;
    if (waitpid(child, &status, 0) != child || status != 0)
        fail("%s: the hot functions cannot be compiled", job->module ? job->module : job->from_pir);
}

/* ---- C libraries ------------------------------------------------------------------------------ */

/* What the driver must know of the libraries used. */
static void write_c_imports(const Job *job, Arena *arena)
{
    const CLibrary *library = c_library_at(0);
    if (!library || job->emit != EMIT_OBJ)
        return;
    const char *path = beside(job->output, arena, ".c-import");
    FILE *out = fopen(path, "w");
    if (!out)
        fail("cannot write %s", path);
    for (size_t i = 1; library; library = c_library_at(i++)) {
        CLibrary outline = { .name = library->name };
        outline.files.items = library->files.items;
        outline.files.count = library->files.count;
        outline.headers.items = library->headers.items;
        outline.headers.count = library->headers.count;
        fputs(c_library_text(arena, &outline), out);
    }
    close_text(out);
}

static int show_c_library(const char *name)
{
    const char *error = NULL;
    const CLibrary *library = c_library(name, &error);
    if (library)
        fputs(c_library_text(arena_new(), library), stdout);
    else
        printf("error %s\n", error);
    return 0;
}

int main(int argc, char **argv)
{
    Job job = parse_arguments(argc, argv);
    Arena *arena = arena_new();
    hook_c_library = c_library_read;
    if (job.c_library)
        return show_c_library(job.c_library);
    PirModule *module = job.from_pir ? module_from_pir(&job, arena) : module_from_source(&job, arena);
    if (job.profile)
        use_profile(&job, module, arena);
    run_passes(&job, module);
    write_c_imports(&job, arena);
    choose_pipelines(module);
    bool is_split = job.emit == EMIT_OBJ && !job.has_pipeline && job.optimises && irgen_has_hot(module);
    pid_t hot = is_split ? start_hot_part(&job, module, arena) : 0;
    bool done = generate(&job, module, job.pipeline, is_split ? IRGEN_WARM_PART : IRGEN_ALL, job.output);
    if (is_split)
        finish_hot_part(&job, hot);
    return done ? 0 : 1;
}
