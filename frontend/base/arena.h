/* Memory that is freed all at once: the compiler allocates from an arena per source file or
   per function and frees nothing singly. Allocation never returns NULL (out of memory ends
   the compiler with a message). Everything is zeroed. */
#ifndef PYLLC_BASE_ARENA_H
#define PYLLC_BASE_ARENA_H

#include <stddef.h>

typedef struct Arena Arena;

Arena *arena_new(void);
void arena_free(Arena *arena);
void *arena_alloc(Arena *arena, size_t size);                       /* 16-byte aligned, zeroed */
char *arena_text(Arena *arena, const char *text, size_t length);    /* copy, NUL added */
char *arena_printf(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

#define ARENA_NEW(arena, Type)        ((Type *)arena_alloc(arena, sizeof(Type)))
#define ARENA_ARRAY(arena, Type, n)   ((Type *)arena_alloc(arena, sizeof(Type) * (n)))

/* A vector that grows in an arena: VEC(int) v = {0}; VEC_PUSH(arena, v, 3); v.items[0], v.count */
#define VEC(Type) struct { Type *items; size_t count, capacity; }
#define VEC_PUSH(arena, vec, value)                                                             \
    do {                                                                                        \
        if ((vec).count == (vec).capacity)                                                      \
            (vec).items = arena_grow(arena, (vec).items, &(vec).capacity, sizeof *(vec).items); \
        (vec).items[(vec).count++] = (value);                                                   \
    } while (0)
void *arena_grow(Arena *arena, void *items, size_t *capacity, size_t item_size);

#endif
