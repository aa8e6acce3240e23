/* pyllc: the driver. Runs a Python program like the interpreter does, from an executable that
   it builds and keeps in the cache; or builds one for the user. It links no LLVM: from the
   cache a program starts in a few milliseconds. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "tools/driver/driver.h"

static const char usage[] =
    "usage: pyllc [options] FILE [arguments]      run a program\n"
    "       pyllc [options] -m MODULE [arguments]\n"
    "       pyllc [options] -c CODE [arguments]\n"
    "       pyllc build FILE [-o OUTPUT] [--emit=ast|pir|ll|bc|asm|obj|exe] [--include-module=NAME]\n"
    "       pyllc pgo FILE [-o OUTPUT] -- [arguments]   build, run with these arguments to learn, build again\n"
    "       pyllc dump [--after=PASS] FILE         PIR\n"
    "       pyllc check FILE...                    only report errors\n"
    "       pyllc cache [show | clear]\n"
    "options: -v (what is being built)  --time  -O0  --skip=PASS,...  --include-module=NAME\n"
    "         --interpret (run FILE in the interpreter, compile nothing)\n"
    "         --profile-generate (count, and write PYLLC_PROFILE or NAME.pyprof)  --profile-use=FILE\n"
    "         of the interpreter: -u -B -E -s -S -I -q -V -W FILTER -X utf8 -X int_max_str_digits=N\n";

static _Noreturn void usage_error(const char *format, const char *what)
{
    fprintf(stderr, "pyllc: ");
    fprintf(stderr, format, what);
    fprintf(stderr, "\n%s", usage);
    exit(2);
}

static const char *value_of(const char *argument, const char *option)
{
    size_t length = strlen(option);
    return strncmp(argument, option, length) == 0 && argument[length] == '=' ? argument + length + 1 : NULL;
}

/* Options of pyllc's own, in any place where options stand. */
static bool take_option(Options *o, Arena *arena, const char *argument)
{
    const char *value;
    if (strcmp(argument, "-v") == 0 || strcmp(argument, "--verbose") == 0)
        o->is_verbose = true;
    else if (strcmp(argument, "--time") == 0)
        o->is_timed = true;
    else if (strcmp(argument, "--interpret") == 0)
        o->is_interpreted = true;
    else if (strcmp(argument, "--profile-generate") == 0)
        o->counts = true;
    else if ((value = value_of(argument, "--profile-use")))
        o->profile = value;
    else if (strcmp(argument, "-O0") == 0)
        o->no_optimise = true;
    else if ((value = value_of(argument, "--skip")))
        o->skip = value;
    else if ((value = value_of(argument, "--include-module")))
        VEC_PUSH(arena, o->include, value);
    else
        return false;
    return true;
}

/* The interpreter's flags that the program shows in sys.flags go to it by a variable of one letter each (runtime/modules/sys.c);
   what else they mean is done here. Others are refused: they would have no effect. */
static void take_interpreter_flags(Options *o, Arena *arena, const char *flags)
{
    for (; *flags; flags++) {
        switch (*flags) {
        case 'u': setenv("PYTHONUNBUFFERED", "1", 1); continue;
        case 'd': continue;                       /* of a parser that is not ours */
        case 'I': o->is_isolated = true; break;
        case 'E': o->ignores_environment = true; break;
        case 'B': case 's': case 'S': case 'q': break;
        default:  usage_error("option -%s is not supported", (char[]){ *flags, 0 });
        }
        o->flags = arena_printf(arena, "%s%c", o->flags ? o->flags : "", *flags);
    }
}

/* -X: those whose effect is there. */
static void take_x_option(Options *o, Arena *arena, const char *text)
{
    const char *digits = value_of(text, "int_max_str_digits");
    if (strcmp(text, "utf8") != 0 && strcmp(text, "utf8=1") != 0 && !digits)
        usage_error("option -X %s is not supported", text);
    o->x_options = arena_printf(arena, "%s%s\n", o->x_options ? o->x_options : "", text);
    if (digits)
        setenv("PYTHONINTMAXSTRDIGITS", digits, 1);
}

/* What the program reads at its start, and forgets. The library's `warnings` puts filters into effect. */
static void pass_on(Options *o, Arena *arena)
{
    char self[4096];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    self[length > 0 ? length : 0] = 0;
    if (o->ignores_environment || o->is_isolated) {
        static const char *const names[] = {"PYTHONPATH", "PYTHONWARNINGS", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "PYTHONHASHSEED",
                                            "PYTHONNOUSERSITE", "PYTHONINTMAXSTRDIGITS", "PYTHONIOENCODING", "PYTHONUTF8"};
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            unsetenv(names[i]);
    }
    if (o->warn_options || getenv("PYTHONWARNINGS"))
        VEC_PUSH(arena, o->include, "warnings");
    setenv("PYLLC_DRIVER", self, 1);
    setenv("PYLLC_FLAGS", o->flags ? o->flags : "", 1);
    setenv("PYLLC_WARNINGS", o->warn_options ? o->warn_options : "", 1);
    setenv("PYLLC_X", o->x_options ? o->x_options : "", 1);
}

static void show_modules(const Program *p)
{
    for (size_t i = 0; i < p->modules.count; i++)
        fprintf(stderr, "pyllc: %s %s\n", p->modules.items[i].name, p->modules.items[i].file ? p->modules.items[i].file : "");
}

static Program *find(const Options *o, Arena *arena)
{
    if (o->counts && o->profile)
        usage_error("%s", "--profile-generate and --profile-use exclude each other");
    Program *p = program_find(o, arena);
    return p && profile_load(p) ? p : NULL;
}

static Program *build(const Options *o, Arena *arena)
{
    Program *p = find(o, arena);
    if (p && o->is_verbose)
        show_modules(p);
    return p && build_modules(p) && profile_report(p) ? p : NULL;
}

/* The program in the interpreter, nothing compiled. */
static int interpret(const Options *o, Arena *arena, char **argv)
{
    const char *program = arena_printf(arena, "%s/pyllc-interp", tool_folder(arena));
    if (o->kind != MAIN_SCRIPT)
        usage_error("%s", "--interpret needs a file");
    setenv("PYLLC_RUN", absolute_path(arena, o->main), 1);
    execv(program, argv);
    fprintf(stderr, "pyllc: cannot start %s: %s\n", program, strerror(errno));
    return 126;
}

static const char *build_for_run(const Options *o, Arena *arena)
{
    Program *p = build(o, arena);
    const char *executable = p ? build_executable(p, NULL) : NULL;
    if (executable)
        cache_store_run(p, executable);
    return executable;
}

static const char *default_output(Arena *arena, const char *script)
{
    const char *slash = strrchr(script, '/'), *name = slash ? slash + 1 : script, *dot = strrchr(name, '.');
    return arena_printf(arena, "%.*s", (int)(dot && dot > name ? (size_t)(dot - name) : strlen(name)), name);
}

/* A counting program that the driver starts writes NAME.pyprof here, unless the user names a file. */
static void name_profile(const Options *o, Arena *arena)
{
    const char *name = o->kind == MAIN_COMMAND ? "command" : o->kind == MAIN_MODULE ? o->main : default_output(arena, o->main);
    setenv("PYLLC_PROFILE", arena_printf(arena, "%s/%s.pyprof", current_folder(arena), name), 0);
}

/* argv[0] is what sys.argv[0] shall be; the environment says where the script is. An executable
   that the system refuses is damaged: it is made again, once. */
static int run(Options *o, Arena *arena, char **argv)
{
    const char *location = o->kind == MAIN_SCRIPT ? absolute_path(arena, o->main) : current_folder(arena);
    const char *executable = cache_find_run(o, arena);
    setenv("PYLLC_RUN", location, 1);
    if (o->counts)
        name_profile(o, arena);
    for (int attempt = 0; attempt < 2; attempt++) {
        if (!executable)
            executable = build_for_run(o, arena);
        if (!executable)
            return 1;
        fflush(NULL);
        execv(executable, argv);
        if (attempt || errno != ENOEXEC)
            break;
        unlink(executable);
        executable = NULL;
    }
    fprintf(stderr, "pyllc: cannot start %s: %s\n", executable, strerror(errno));
    return 126;
}

/* ---- commands --------------------------------------------------------------------------------------- */

static int build_command(int argc, char **argv, Arena *arena)
{
    Options o = { .kind = MAIN_SCRIPT };
    const char *value;
    for (int i = 0; i < argc; i++) {
        if (strcmp(argv[i], "-o") == 0 && i + 1 < argc)
            o.output = argv[++i];
        else if ((value = value_of(argv[i], "--emit")))
            o.emit = value;
        else if (take_option(&o, arena, argv[i]))
            continue;
        else if (argv[i][0] == '-' || o.main)
            usage_error("build does not take %s", argv[i]);
        else
            o.main = argv[i];
    }
    if (!o.main)
        usage_error("%s needs a file", "build");
    bool shows_stage = o.emit && strcmp(o.emit, "exe") != 0;
    Program *p = shows_stage ? find(&o, arena) : build(&o, arena);
    if (!p)
        return 1;
    if (shows_stage)
        return build_show(p, &o);
    const char *output = absolute_path(arena, o.output ? o.output : default_output(arena, o.main));
    return build_executable(p, output) ? 0 : 1;
}

/* Starts the counting program as `pyllc FILE arguments` would, with its profile in `profile`. */
static bool train(const Options *o, Arena *arena, const char *profile, char **arguments)
{
    VEC(const char *) argv = {0};
    char self[4096];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self);
    VEC_PUSH(arena, argv, arena_text(arena, self, length > 0 ? (size_t)length : 0));
    VEC_PUSH(arena, argv, "--profile-generate");
    if (o->no_optimise)
        VEC_PUSH(arena, argv, "-O0");
    if (o->skip)
        VEC_PUSH(arena, argv, arena_printf(arena, "--skip=%s", o->skip));
    for (size_t i = 0; i < o->include.count; i++)
        VEC_PUSH(arena, argv, arena_printf(arena, "--include-module=%s", o->include.items[i]));
    VEC_PUSH(arena, argv, o->main);
    while (*arguments)
        VEC_PUSH(arena, argv, *arguments++);
    VEC_PUSH(arena, argv, NULL);
    unlink(profile);
    setenv("PYLLC_PROFILE", profile, 1);
    int status = run_process(argv.items, NULL);
    unsetenv("PYLLC_PROFILE");
    if (status)
        fprintf(stderr, "pyllc: the training run ended with exit status %d\n", status);
    if (access(profile, R_OK) == 0)
        return true;
    fprintf(stderr, "pyllc: the training run has left no profile\n");
    return false;
}

static int pgo_command(int argc, char **argv, Arena *arena)
{
    Options o = { .kind = MAIN_SCRIPT };
    int i = 0;
    for (; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strcmp(argv[i], "-o") == 0 && i + 1 < argc)
            o.output = argv[++i];
        else if (take_option(&o, arena, argv[i]) && !o.counts && !o.profile)
            continue;
        else if (argv[i][0] == '-' || o.main)
            usage_error("pgo does not take %s", argv[i]);
        else
            o.main = argv[i];
    }
    if (!o.main)
        usage_error("%s needs a file", "pgo");
    const char *output = absolute_path(arena, o.output ? o.output : default_output(arena, o.main));
    o.profile = arena_printf(arena, "%s.pyprof", output);
    if (!train(&o, arena, o.profile, argv + (i < argc ? i + 1 : argc)))
        return 1;
    Program *p = build(&o, arena);
    return p && build_executable(p, output) ? 0 : 1;
}

static int dump_command(int argc, char **argv, Arena *arena)
{
    Options o = { .kind = MAIN_SCRIPT, .emit = "pir" };
    const char *value;
    for (int i = 0; i < argc; i++) {
        if ((value = value_of(argv[i], "--after")))
            o.dump_after = value;
        else if (!take_option(&o, arena, argv[i]))
            o.main = argv[i];
    }
    if (!o.main)
        usage_error("%s needs a file", "dump");
    Program *p = find(&o, arena);
    return p ? build_show(p, &o) : 1;
}

static int check_command(int argc, char **argv, Arena *arena)
{
    int worst = 0;
    if (!argc)
        usage_error("%s needs a file", "check");
    for (int i = 0; i < argc; i++) {
        Options o = { .kind = MAIN_SCRIPT, .main = argv[i], .emit = "pir", .output = "/dev/null" };
        Program *p = program_find(&o, arena);
        int status = p ? build_show(p, &o) : 1;
        worst = status > worst ? status : worst;
    }
    return worst;
}

static int version(void)
{
    puts("pyllc (Python 3.11)");
    return 0;
}

/* Like the interpreter's: options up to the script, -c or -m; the rest is the program's. */
static int run_command(int argc, char **argv, Arena *arena)
{
    Options o = { .kind = MAIN_SCRIPT, .is_run = true };
    int i = 1;
    while (i < argc && argv[i][0] == '-' && argv[i][1]) {
        if (argv[i][1] == 'c' || argv[i][1] == 'm') {
            o.kind = argv[i][1] == 'c' ? MAIN_COMMAND : MAIN_MODULE;
            if (argv[i][2])
                o.main = argv[i] + 2;
            else if (i + 1 < argc)
                o.main = argv[++i];
            else
                usage_error("Argument expected for the %s option", argv[i]);
            break;
        }
        if (strcmp(argv[i], "-V") == 0 || strcmp(argv[i], "--version") == 0)
            return version();
        if (strcmp(argv[i], "-h") == 0 || strcmp(argv[i], "--help") == 0) {
            fputs(usage, stdout);
            return 0;
        }
        if (argv[i][1] == 'W' || argv[i][1] == 'X') {
            bool is_warning = argv[i][1] == 'W';
            const char *text = argv[i][2] ? argv[i] + 2 : i + 1 < argc ? argv[++i] : NULL;
            if (!text)
                usage_error("Argument expected for the %s option", is_warning ? "-W" : "-X");
            if (is_warning)
                o.warn_options = arena_printf(arena, "%s%s\n", o.warn_options ? o.warn_options : "", text);
            else
                take_x_option(&o, arena, text);
            i++;
            continue;
        }
        if (!take_option(&o, arena, argv[i])) {
            if (argv[i][1] == '-')
                usage_error("unknown option %s", argv[i]);
            take_interpreter_flags(&o, arena, argv[i] + 1);
        }
        i++;
    }
    if (!o.main && i < argc)
        o.main = argv[i];
    if (!o.main)
        usage_error("%s", "the prompt is not there yet: give a file, -c or -m");
    pass_on(&o, arena);
    argv[i] = o.kind == MAIN_COMMAND ? "-c" : o.kind == MAIN_MODULE ? "-m" : argv[i];
    return o.is_interpreted ? interpret(&o, arena, argv + i) : run(&o, arena, argv + i);
}

int main(int argc, char **argv)
{
    Arena *arena = arena_new();
    const char *command = argc > 1 ? argv[1] : "";
    if (strcmp(command, "build") == 0)
        return build_command(argc - 2, argv + 2, arena);
    if (strcmp(command, "pgo") == 0)
        return pgo_command(argc - 2, argv + 2, arena);
    if (strcmp(command, "dump") == 0)
        return dump_command(argc - 2, argv + 2, arena);
    if (strcmp(command, "check") == 0)
        return check_command(argc - 2, argv + 2, arena);
    if (strcmp(command, "cache") == 0)
        return cache_command(argc - 2, argv + 2);
    return run_command(argc, argv, arena);
}
