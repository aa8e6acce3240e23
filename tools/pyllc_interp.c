/* pyllc-interp FILE [args]: runs a program without compiling it, every function as PIR in the
   interpreter. `pyllc --interpret` starts it. The program's start is the runtime's main; this
   file only says before it which source to load. */
#include <stdio.h>
#include <stdlib.h>

#include "runtime/interp/interp.h"

/* The manifest that the driver links into compiled programs (irgen/README.md). */
__asm__(".section .rodata\n"
        ".globl _binary_manifest_start, _binary_manifest_end\n"
        "_binary_manifest_start: .ascii \"pyllc 1\\nmain script\\nroot program\\nroot stdlib " PYLLC_DEFAULT_STDLIB "\\n\"\n"
        "_binary_manifest_end: .byte 0\n"
        ".text\n");

__attribute__((constructor)) static void choose_program(int argc, char **argv)
{
    const char *script = getenv("PYLLC_RUN");
    if (argc < 1 || !script) {
        fprintf(stderr, "pyllc-interp: start it by: pyllc --interpret FILE [arguments]\n");
        exit(2);
    }
    static char path[4096];
    snprintf(path, sizeof path, "%s", script);
    interp_start(path);
}
