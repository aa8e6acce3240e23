/* Arenas: a chain of chunks, each twice the size of the one before up to a limit; a large
   request gets a chunk of its own. Nothing is freed before the whole. Under the address
   sanitizer every allocation is its own malloc block, so that overruns are seen. */
#include "frontend/base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_CHUNK   ((size_t)16 << 10)
#define LARGEST_CHUNK ((size_t)1 << 20)
#define ALIGNMENT     ((size_t)16)

typedef struct Chunk {
    struct Chunk *before;
    size_t used, size;
    _Alignas(16) char bytes[];
} Chunk;

struct Arena { Chunk *newest; size_t next_size; };

static _Noreturn void out_of_memory(void) {
    fputs("pyllc: out of memory\n", stderr);
    exit(1);
}

static Chunk *add_chunk(Arena *arena, size_t size) {
    Chunk *chunk = calloc(1, sizeof(Chunk) + size);
    if (!chunk)
        out_of_memory();
    chunk->size = size;
    chunk->before = arena->newest;
    arena->newest = chunk;
    return chunk;
}

Arena *arena_new(void) {
    Arena *arena = calloc(1, sizeof *arena);
    if (!arena)
        out_of_memory();
    arena->next_size = FIRST_CHUNK;
    return arena;
}

void arena_free(Arena *arena) {
    if (!arena)
        return;
    for (Chunk *chunk = arena->newest, *before; chunk; chunk = before) {
        before = chunk->before;
        free(chunk);
    }
    free(arena);
}

void *arena_alloc(Arena *arena, size_t size) {
    if (size > SIZE_MAX / 4)
        out_of_memory();
    size = (size + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
#ifdef PYLLC_SANITIZE
    return add_chunk(arena, size)->bytes;
#else
    Chunk *chunk = arena->newest;
    if (!chunk || chunk->size - chunk->used < size) {
        if (chunk && size > arena->next_size / 4) {     /* keep filling the newest chunk */
            Chunk *own = add_chunk(arena, size);
            own->used = size;
            arena->newest = chunk;
            own->before = chunk->before;
            chunk->before = own;
            return own->bytes;
        }
        chunk = add_chunk(arena, size > arena->next_size ? size : arena->next_size);
        if (arena->next_size < LARGEST_CHUNK)
            arena->next_size *= 2;
    }
    void *result = chunk->bytes + chunk->used;
    chunk->used += size;
    return result;
#endif
}

char *arena_text(Arena *arena, const char *text, size_t length) {
    char *copy = arena_alloc(arena, length + 1);
    if (length)
        memcpy(copy, text, length);
    return copy;
}

char *arena_printf(Arena *arena, const char *format, ...) {
    va_list list, again;
    va_start(list, format);
    va_copy(again, list);
    int length = vsnprintf(NULL, 0, format, list);
    va_end(list);
    char *text = arena_alloc(arena, (size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

void *arena_grow(Arena *arena, void *items, size_t *capacity, size_t item_size) {
    size_t wanted = *capacity ? *capacity * 2 : 8;
    if (wanted > SIZE_MAX / 4 / item_size)
        out_of_memory();
    void *grown = arena_alloc(arena, wanted * item_size);
    if (*capacity)
        memcpy(grown, items, *capacity * item_size);
    *capacity = wanted;
    return grown;
}
