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

/* The manifest that the driver links into compiled programs (irgen/README.md); here the search path is known
   only when the program starts, so it is room for one. Empty lines mean nothing. */
#define MANIFEST_ROOM 65536
__asm__(".data\n"
        ".globl _binary_manifest_start, _binary_manifest_end\n"
        "_binary_manifest_start: .fill 65536, 1, 10\n"
        "_binary_manifest_end: .byte 0\n"
        ".text\n");
extern char _binary_manifest_start[];

static size_t manifest_length;

static void add_line(const char *start, const char *rest, size_t length)
{
    size_t before = strlen(start);
    if (manifest_length + before + length + 1 > MANIFEST_ROOM) {
        fprintf(stderr, "pyllc-interp: PYTHONPATH is longer than %d bytes\n", MANIFEST_ROOM);
        exit(2);
    }
    memcpy(_binary_manifest_start + manifest_length, start, before);
    memcpy(_binary_manifest_start + manifest_length + before, rest, length);
    manifest_length += before + length + 1;
}

/* The search path of the driver (tools/driver/program.c): the script's folder, PYTHONPATH, the library. */
static void write_manifest(void)
{
    add_line("pyllc 1\nmain script\nroot program", "", 0);
    const char *text = getenv("PYTHONPATH");
    while (text && *text) {
        size_t length = strcspn(text, ":");
        if (length)
            add_line("root path ", text, length);
        text += length + (text[length] == ':');
    }
    add_line("root stdlib ", PYLLC_DEFAULT_STDLIB, strlen(PYLLC_DEFAULT_STDLIB));
}

/* Where this program is. */
static const char *own_folder(void)
{
    static char folder[4096];
    ssize_t length = readlink("/proc/self/exe", folder, sizeof folder - 1);
    folder[length > 0 ? length : 0] = 0;
    char *slash = strrchr(folder, '/');
    if (slash)
        *slash = 0;
    return folder;
}

/* For hook_c_library. */
static CLibrary *read_library(Arena *arena, const char *name, const char **error)
{
    VEC(char) text = {0};
    *error = arena_printf(arena, "C library '%s' cannot be read", name);
    if (strchr(name, '\''))
        return NULL;
    FILE *pipe = popen(arena_printf(arena, "'%s/pyllc-compile' --c-library '%s'", own_folder(), name), "r");
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
    write_manifest();
    interp_start(path, PYLLC_DEFAULT_STDLIB, own_folder());
}
