/* ast-dump FILE: prints the syntax tree of a file as CPython's ast.dump with positions, or
   its errors. ast-dump - FILE...: for many files; each output line is a tree or "error". */
#include <stdio.h>
#include <string.h>

#include "frontend/parse/parse.h"

static int dump(const char *path) {
    Arena *arena = arena_new();
    Diagnostics diagnostics = { .arena = arena };
    Source *source = source_read(path, path, arena, &diagnostics);
    AstNode *tree = NULL;
    diagnostics.source = source ? source : &(Source){ .path = path, .text = "" };
    if (source)
        tree = parse_source(source, EXEC, arena, &diagnostics);
    if (tree)
        ast_dump(stdout, tree);
    else
        puts("error");
    fflush(stdout);
    diag_print_all(&diagnostics);
    arena_free(arena);
    return tree ? 0 : 1;
}

int main(int argc, char **argv) {
    int result = 0;
    if (argc < 2) {
        fputs("usage: ast-dump FILE...\n", stderr);
        return 2;
    }
    for (int i = 1; i < argc; i++)
        result |= dump(argv[i]);
    return result;
}
