/* The pipeline. Each row is a pass, in the order in which they run; the loop around the table
   gives every pass verification, dumps, skipping and timing. */
#include "frontend/passes/passes_internal.h"

#include <string.h>
#include <time.h>
#include "frontend/base/diag.h"

typedef enum { OPTIONAL, REQUIRED, PROFILING } Need;

typedef struct Pass {
    const char *name;
    bool (*run)(PirFunc *fn);
    Need need;                   /* OPTIONAL: left out without PassOptions.optimize, and by skip;
                                    PROFILING: only with PassOptions.profile */
    const char *after;           /* a pass that must stand earlier in the table; NULL none */
} Pass;

static const Pass passes[] = {
    { "profile-counters", profile_counters, PROFILING, NULL }, /* on PIR as lowered: its blocks are the keys */
    { "definedness", definedness, OPTIONAL, NULL },
    { "drop-dead",   drop_dead,   OPTIONAL, "definedness" },   /* joins what removed checks had split */
    { "infer",       infer,       OPTIONAL, "drop-dead" },     /* fewer edges, fewer types */
    { "range-loops", range_loops, OPTIONAL, "drop-dead" },     /* finds CALL, ITER and NEXT side by side */
    { "recursion",   recursion,   OPTIONAL, NULL },            /* marks functions, changes no op */
    { "versions",    versions,    OPTIONAL, "range-loops" },   /* makes the counting side the fast one */
    { "infer",       infer,       OPTIONAL, "versions" },      /* the new parameters */
    { "drop-dead",   drop_dead,   OPTIONAL, "versions" },      /* parameters that repair left trivial */
    { "generators",  generators,  REQUIRED, "versions" },
    { "drop-dead",   drop_dead,   OPTIONAL, "generators" },    /* the same */
};
enum { PASS_COUNT = sizeof passes / sizeof *passes };

const char *passes_name(int index)
{
    return index < PASS_COUNT ? passes[index].name : NULL;
}

static int find_pass(const char *name, size_t length)
{
    for (int i = 0; i < PASS_COUNT; i++)
        if (strlen(passes[i].name) == length && strncmp(passes[i].name, name, length) == 0)
            return i;
    return -1;
}

static void check_table(void)
{
    for (int i = 0; i < PASS_COUNT; i++) {
        if (!passes[i].after)
            continue;
        int earlier = find_pass(passes[i].after, strlen(passes[i].after));
        if (earlier < 0 || earlier >= i)
            bug("pass %s must run after %s", passes[i].name, passes[i].after);
    }
}

/* Marks the passes that a comma-separated list names. */
static bool mark_named(const char *list, bool named[PASS_COUNT])
{
    for (const char *at = list; at && *at; ) {
        size_t length = strcspn(at, ",");
        int found = find_pass(at, length);
        if (found < 0) {
            fprintf(stderr, "pyllc: no pass is named %.*s\n", (int)length, at);
            return false;
        }
        for (int i = found; i < PASS_COUNT; i++)       /* a pass may stand in the table several times */
            if (strcmp(passes[i].name, passes[found].name) == 0)
                named[i] = true;
        at += length + (at[length] == ',');
    }
    return true;
}

static bool choose(const PassOptions *options, bool chosen[PASS_COUNT])
{
    bool only[PASS_COUNT] = {0}, skipped[PASS_COUNT] = {0}, dumped[PASS_COUNT] = {0};
    if (!mark_named(options->only, only) || !mark_named(options->skip, skipped))
        return false;
    if (options->dump_after && strcmp(options->dump_after, "lower") != 0
        && !mark_named(options->dump_after, dumped))
        return false;
    for (int i = 0; i < PASS_COUNT; i++) {
        if (skipped[i] && passes[i].need == REQUIRED) {
            fprintf(stderr, "pyllc: the pass %s cannot be skipped\n", passes[i].name);
            return false;
        }
        bool wanted = passes[i].need == REQUIRED || (passes[i].need == PROFILING ? options->profile : options->optimize);
        chosen[i] = options->only ? only[i] : wanted && !skipped[i];
        for (int j = 0; options->only && j < i; j++)
            if (chosen[j] && strcmp(passes[i].name, passes[j].name) == 0)
                chosen[i] = false;                   /* once */
    }
    return true;
}

static void verify(const PirFunc *fn, const char *pass)
{
    char *error = pir_verify(fn);
    if (error)
        bug("after the pass %s: %s", pass, error);
}

static void run_pass(const Pass *pass, PirModule *module, bool verify_after)
{
    for (size_t f = 0; f < module->functions.count; f++) {     /* a pass may add functions */
        PirFunc *fn = module->functions.items[f];
        pass->run(fn);
        if (verify_after)
            verify(fn, pass->name);
    }
}

bool passes_run(PirModule *module, const PassOptions *options)
{
    bool chosen[PASS_COUNT];
    FILE *out = options->dump_to ? options->dump_to : stdout;
    check_table();
    if (!choose(options, chosen))
        return false;
    if (options->verify)
        for (size_t f = 0; f < module->functions.count; f++)
            verify(module->functions.items[f], "lower");
    if (options->dump_after && strcmp(options->dump_after, "lower") == 0)
        pir_print_module(module, out);
    for (int i = 0; i < PASS_COUNT; i++) {
        if (!chosen[i])
            continue;
        clock_t start = clock();
        run_pass(&passes[i], module, options->verify);
        if (options->time)
            fprintf(stderr, "%-20s %8.3f s\n", passes[i].name, (double)(clock() - start) / CLOCKS_PER_SEC);
        if (options->dump_after && strcmp(options->dump_after, passes[i].name) == 0)
            pir_print_module(module, out);
    }
    return true;
}
