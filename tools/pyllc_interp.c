/* pyllc-interp FILE [args]: runs a program without compiling it, every function as PIR in the
   interpreter. `pyllc --interpret` starts it. The program's start is the runtime's main; this
   file only says before it which source to load, and where declarations of C libraries come
   from: the compiler beside it reads the headers. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ffi/import/decl.h"
#include "runtime/interp/interp.h"

/* The manifest that the driver links into compiled programs (irgen/README.md). */
__asm__(".section .rodata\n"
        ".globl _binary_manifest_start, _binary_manifest_end\n"
        "_binary_manifest_start: .ascii \"pyllc 1\\nmain script\\nroot program\\nroot stdlib " PYLLC_DEFAULT_STDLIB "\\n\"\n"
        "_binary_manifest_end: .byte 0\n"
        ".text\n");

/* For hook_c_library. */
static CLibrary *read_library(Arena *arena, const char *name, const char **error)
{
    VEC(char) text = {0};
    char folder[4096];
    ssize_t length = readlink("/proc/self/exe", folder, sizeof folder - 1);
    folder[length > 0 ? length : 0] = 0;
    char *slash = strrchr(folder, '/');
    *error = arena_printf(arena, "C library '%s' cannot be read", name);
    if (!slash || strchr(name, '\''))
        return NULL;
    FILE *pipe = popen(arena_printf(arena, "'%.*s/pyllc-compile' --c-library '%s'", (int)(slash - folder), folder, name), "r");
    for (int c; pipe && (c = getc(pipe)) != EOF;)
        VEC_PUSH(arena, text, (char)c);
    VEC_PUSH(arena, text, 0);
    if (!pipe || pclose(pipe) != 0)
        return NULL;
    if (strncmp(text.items, "error ", 6) == 0)
        *error = arena_text(arena, text.items + 6, strcspn(text.items + 6, "\n"));
    return c_library_parse(arena, text.items);
}

__attribute__((constructor)) static void choose_program(int argc, char **argv)
{
    const char *script = getenv("PYLLC_RUN");
    if (argc < 1 || !script) {
        fprintf(stderr, "pyllc-interp: start it by: pyllc --interpret FILE [arguments]\n");
        exit(2);
    }
    static char path[4096];
    snprintf(path, sizeof path, "%s", script);
    hook_c_library = read_library;
    interp_start(path);
}
