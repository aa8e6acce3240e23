/* pir-dump FILE...: parses, resolves, lowers and verifies source files, and prints their PIR;
   with -q only what is wrong. Exit code 1 when a file does not compile, 2 when its PIR is
   not well formed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "frontend/base/diag.h"
#include "frontend/parse/parse.h"
#include "frontend/pir/lower/lower.h"

static char *read_file(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    size_t room = 1 << 16, used = 0, got;
    char *text = malloc(room + 1);
    while ((got = fread(text + used, 1, room - used, file)) > 0) {
        used += got;
        if (used == room)
            text = realloc(text, (room *= 2) + 1);
    }
    fclose(file);
    text[used] = 0;
    *length = used;
    return text;
}

static int dump(const char *path, bool is_quiet)
{
    Source source = { .path = path };
    source.text = read_file(path, &source.length);
    if (!source.text) {
        fprintf(stderr, "pir-dump: cannot read %s\n", path);
        return 1;
    }
    Arena *arena = arena_new();
    Diagnostics diagnostics = { .arena = arena, .source = &source };
    AstNode *tree = parse_source(&source, EXEC, arena, &diagnostics);
    PirModule *module = tree ? lower_module(tree, &source, name_of("__main__"), arena, &diagnostics) : NULL;
    int result = 0;
    if (!module) {
        diag_print_all(&diagnostics);
        result = 1;
    }
    for (size_t i = 0; module && i < module->functions.count; i++) {
        const char *complaint = pir_verify(module->functions.items[i]);
        if (!complaint)
            continue;
        fprintf(stderr, "%s: %s: %s\n", path, module->functions.items[i]->qualname->text, complaint);
        result = 2;
    }
    if (module && !is_quiet)
        pir_print_module(module, stdout);
    arena_free(arena);
    free((char *)source.text);
    return result;
}

int main(int argc, char **argv)
{
    bool is_quiet = argc > 1 && strcmp(argv[1], "-q") == 0;
    int result = 0;
    for (int i = 1 + is_quiet; i < argc; i++) {
        int one = dump(argv[i], is_quiet);
        result = one > result ? one : result;
    }
    return result;
}
