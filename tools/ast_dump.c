/* ast-dump FILE...: prints the syntax tree of each file as CPython's ast.dump with positions, a line each, or
   "error" and the errors. ast-dump -n FILE...: only parses, for measuring. */
#include <stdio.h>
#include <string.h>

#include "frontend/parse/parse.h"

static int dump(const char *path, bool is_quiet) {
    Arena *arena = arena_new();
    Diagnostics diagnostics = { .arena = arena };
    Source *source = source_read(path, path, arena, &diagnostics);
    AstNode *tree = NULL;
    diagnostics.source = source ? source : &(Source){ .path = path, .text = "" };
    if (source)
        tree = parse_source(source, EXEC, arena, &diagnostics);
    if (tree && !is_quiet)
        ast_dump(stdout, tree);
    else if (!tree)
        puts("error");
    fflush(stdout);
    diag_print_all(&diagnostics);
    arena_free(arena);
    return tree ? 0 : 1;
}

int main(int argc, char **argv) {
    int result = 0;
    bool is_quiet = argc > 1 && strcmp(argv[1], "-n") == 0;
    if (argc < 2) {
        fputs("usage: ast-dump [-n] FILE...\n", stderr);
        return 2;
    }
    for (int i = 1 + is_quiet; i < argc; i++)
        result |= dump(argv[i], is_quiet);
    return result;
}
