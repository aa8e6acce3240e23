/* A library's name to headers, flags and shared objects. The shared objects are opened, as a
   program would: that resolves linker scripts' targets and dependencies, and tells which
   functions really exist and which soname the dynamic linker will look for. */
#include "ffi/import/find.h"

#include <ctype.h>
#include <dlfcn.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct CatalogueRow { const char *name, *headers, *link; int32_t flags; } CatalogueRow;
static const CatalogueRow catalogue[] = {
#define C_LIBRARY(name, headers, link, flags) { name, headers, link, flags },
#include "ffi/import/catalogue.def"
#undef C_LIBRARY
};

typedef VEC(const char *) Words;

static void add_words(Arena *arena, Words *words, const char *text)
{
    while (*text) {
        size_t blanks = strspn(text, " \n"), length = strcspn(text + blanks, " \n");
        if (length)
            VEC_PUSH(arena, *words, arena_text(arena, text + blanks, length));
        text += blanks + length;
    }
}

/* ---- pkg-config ---------------------------------------------------------------------------------- */

static bool is_package_name(const char *name)
{
    for (const char *c = name; *c; c++)
        if (!isalnum((unsigned char)*c) && !strchr("_.+-", *c))
            return false;
    return *name && *name != '-';
}

/* What `pkg-config OPTION NAME` prints; NULL when it knows no such package. */
static const char *package_flags(Arena *arena, const char *option, const char *name)
{
    VEC(char) text = {0};
    FILE *pipe = is_package_name(name) ? popen(arena_printf(arena, "pkg-config %s %s 2>/dev/null", option, name), "r") : NULL;
    if (!pipe)
        return NULL;
    for (int c = getc(pipe); c != EOF; c = getc(pipe))
        VEC_PUSH(arena, text, (char)c);
    VEC_PUSH(arena, text, 0);
    return pclose(pipe) == 0 ? text.items : NULL;
}

static void add_all(Arena *arena, CPlace *place, const char *headers, const char *compile, const char *link)
{
    Words words = {0}, compile_words = {0}, link_words = {0};
    add_words(arena, &words, headers);
    add_words(arena, &compile_words, compile);
    add_words(arena, &link_words, link);
    for (size_t i = 0; i < words.count; i++)
        VEC_PUSH(arena, place->headers, words.items[i]);
    for (size_t i = 0; i < compile_words.count; i++)
        VEC_PUSH(arena, place->compile_flags, compile_words.items[i]);
    for (size_t i = 0; i < link_words.count; i++)
        VEC_PUSH(arena, place->link_flags, link_words.items[i]);
    place->link = *link ? link : "the C library";
}

CPlace *c_place_find(Arena *arena, const char *name)
{
    CPlace *place = ARENA_NEW(arena, CPlace);
    for (size_t i = 0; i < sizeof catalogue / sizeof catalogue[0]; i++)
        if (strcmp(catalogue[i].name, name) == 0) {
            add_all(arena, place, catalogue[i].headers, "", catalogue[i].link);
            place->flags = catalogue[i].flags;
            return place;
        }
    const char *header = arena_printf(arena, "%s.h", name);
    const char *compile = package_flags(arena, "--cflags", name), *link = package_flags(arena, "--libs", name);
    if (compile && link) {
        add_all(arena, place, header, compile, link);
        return place;
    }
    add_all(arena, place, header, "", arena_printf(arena, "-l%s", name));
    place->guesses_link = true;
    return place;
}

/* ---- shared objects --------------------------------------------------------------------------------- */

/* A linker script names the real object by its path: the first word that starts with a slash. */
static const char *script_target(Arena *arena, const char *path)
{
    char text[4096];
    FILE *file = fopen(path, "r");
    size_t length = file ? fread(text, 1, sizeof text - 1, file) : 0;
    if (file)
        fclose(file);
    text[length] = 0;
    if (memcmp(text, "\177ELF", 4) == 0)
        return path;
    for (char *comment = strstr(text, "/*"); comment; comment = strstr(text, "/*")) {
        char *end = strstr(comment, "*/");
        memset(comment, ' ', end ? (size_t)(end + 2 - comment) : strlen(comment));
    }
    char *target = strchr(text, '/');
    return target ? arena_text(arena, target, strcspn(target, " )\n")) : path;
}

static const char *find_file(Arena *arena, const CPlace *place, const char *name)
{
    Words folders = {0};
    for (size_t i = 0; i < place->link_flags.count; i++)
        if (strncmp(place->link_flags.items[i], "-L", 2) == 0)
            VEC_PUSH(arena, folders, place->link_flags.items[i] + 2);
    char *system = arena_text(arena, PYLLC_LIBRARY_FOLDERS, strlen(PYLLC_LIBRARY_FOLDERS));
    for (char *folder = strtok(system, ":"); folder; folder = strtok(NULL, ":"))
        VEC_PUSH(arena, folders, folder);
    for (size_t i = 0; i < folders.count; i++) {
        const char *path = arena_printf(arena, "%s/lib%s.so", folders.items[i], name);
        if (access(path, R_OK) == 0)
            return path;
    }
    return NULL;
}

CShared *c_shared_open(Arena *arena, const CPlace *place, const char **error)
{
    CShared *shared = ARENA_NEW(arena, CShared);
    for (size_t i = 0; i < place->link_flags.count; i++) {
        const char *flag = place->link_flags.items[i];
        if (strncmp(flag, "-l", 2) != 0)
            continue;
        const char *path = find_file(arena, place, flag + 2);
        if (!path && place->guesses_link)
            continue;
        void *handle = path ? dlopen(script_target(arena, path), RTLD_LAZY | RTLD_LOCAL) : NULL;
        if (!handle) {
            *error = path ? arena_printf(arena, "%s", dlerror())
                          : arena_printf(arena, "there is no library lib%s.so (%s)", flag + 2, flag);
            return NULL;
        }
        VEC_PUSH(arena, shared->files, path);
        VEC_PUSH(arena, shared->handles, handle);
    }
    return shared;
}

static const char *soname_of(void *symbol)
{
    Dl_info info;
    struct link_map *map;
    const char *names = NULL;
    if (!dladdr1(symbol, &info, (void **)&map, RTLD_DL_LINKMAP))
        return NULL;
    for (const ElfW(Dyn) *entry = map->l_ld; entry->d_tag != DT_NULL; entry++)
        if (entry->d_tag == DT_STRTAB)
            names = (const char *)entry->d_un.d_ptr;
    for (const ElfW(Dyn) *entry = map->l_ld; names && entry->d_tag != DT_NULL; entry++)
        if (entry->d_tag == DT_SONAME)
            return names + entry->d_un.d_val;
    return NULL;
}

/* Libraries that the compiler itself is linked with do not count, but libc does. */
bool c_shared_has(const CShared *shared, const char *symbol, const char **soname)
{
    void *address = NULL;
    for (size_t i = 0; i < shared->handles.count && !address; i++)
        address = dlsym(shared->handles.items[i], symbol);
    if (!address) {
        void *libc = dlopen("libc.so.6", RTLD_LAZY | RTLD_NOLOAD);
        address = libc ? dlsym(libc, symbol) : NULL;
    }
    *soname = address ? soname_of(address) : NULL;
    return *soname != NULL;
}
