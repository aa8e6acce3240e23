/* pir-opt [--pass NAME] [--no-verify] file.pir: reads PIR text, verifies it, runs one pass over
   every function when one is named, prints. The runner of tests/pir uses it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "frontend/passes/passes.h"

static char *read_file(Arena *arena, const char *path)
{
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    VEC(char) text = {0};
    if (!file)
        return NULL;
    for (int c; (c = fgetc(file)) != EOF; )
        VEC_PUSH(arena, text, (char)c);
    VEC_PUSH(arena, text, '\0');
    if (file != stdin)
        fclose(file);
    return text.items;
}

static int usage(void)
{
    fputs("usage: pir-opt [--pass NAME | --all] [--no-verify] file.pir\npasses:", stderr);
    for (int i = 0; passes_name(i); i++)
        fprintf(stderr, " %s", passes_name(i));
    fputc('\n', stderr);
    return 2;
}

static bool all_valid(const PirModule *module)
{
    bool valid = true;
    for (size_t f = 0; f < module->functions.count; f++) {
        char *error = pir_verify(module->functions.items[f]);
        if (error)
            fprintf(stderr, "not valid: %s\n", error);
        valid &= !error;
    }
    return valid;
}

int main(int argc, char **argv)
{
    PassOptions options = { .verify = true, .optimize = true };
    const char *path = NULL;
    bool run = false;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--pass") == 0 && i + 1 < argc) {
            options.only = argv[++i];
            run = true;
        } else if (strcmp(argv[i], "--all") == 0) {
            run = true;
        } else if (strcmp(argv[i], "--no-verify") == 0) {
            options.verify = false;
        } else if (argv[i][0] == '-' && argv[i][1]) {
            return usage();
        } else {
            path = argv[i];
        }
    }
    if (!path)
        return usage();
    Arena *arena = arena_new();
    char *text = read_file(arena, path), *error = NULL;
    if (!text) {
        perror(path);
        return 2;
    }
    PirModule *module = pir_parse(arena, text, &error);
    if (!module) {
        fprintf(stderr, "%s: %s\n", path, error);
        return 1;
    }
    if (!all_valid(module))
        return 1;
    if (run && !passes_run(module, &options))
        return 2;
    pir_print_module(module, stdout);
    arena_free(arena);
    return 0;
}
