/* Runs ld.lld. What does not depend on the program stands in two response files that the build
   writes: link-begin.rsp (options and start files) and link-end.rsp (runtime, libraries, end
   files). The manifest is linked in as it is, from a file called `manifest` in the working
   folder, so its symbols are always _binary_manifest_start and _binary_manifest_end. */
#include "irgen/link.h"

bool link_executable(const LinkJob *job, int (*run)(const char *const *argv, const char *folder), Arena *arena)
{
    VEC(const char *) argv = {0};
    VEC_PUSH(arena, argv, PYLLC_LINKER);
    VEC_PUSH(arena, argv, arena_printf(arena, "@%s/link-begin.rsp", job->library_folder));
    VEC_PUSH(arena, argv, "-o");
    VEC_PUSH(arena, argv, job->output);
    VEC_PUSH(arena, argv, "--format=binary");
    VEC_PUSH(arena, argv, "manifest");
    VEC_PUSH(arena, argv, "--format=default");
    for (size_t i = 0; i < job->object_count; i++)
        VEC_PUSH(arena, argv, job->objects[i]);
    for (size_t i = 0; i < job->symbol_count; i++)
        VEC_PUSH(arena, argv, arena_printf(arena, "--undefined=%s", job->symbols[i]));
    VEC_PUSH(arena, argv, "--as-needed");
    for (size_t i = 0; i < job->library_count; i++)
        VEC_PUSH(arena, argv, job->libraries[i]);
    VEC_PUSH(arena, argv, "--no-as-needed");
    VEC_PUSH(arena, argv, arena_printf(arena, "@%s/link-end.rsp", job->library_folder));
    VEC_PUSH(arena, argv, NULL);
    return run(argv.items, job->folder) == 0;
}
