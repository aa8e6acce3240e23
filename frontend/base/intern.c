/* Interned names: an open-addressing table, at most half full, under one lock; names live in
   one arena that is never freed. */
#include "frontend/base/intern.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "frontend/base/arena.h"
#include "frontend/base/diag.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static Arena *storage;
static Name **table;
static size_t table_size, used;

static uint32_t hash_text(const char *text, size_t length) {
    uint32_t hash = 2166136261u;                        /* FNV-1a */
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)text[i]) * 16777619u;
    return hash;
}

static void grow(void) {
    size_t size = table_size ? table_size * 2 : 1024;
    Name **bigger = calloc(size, sizeof *bigger);
    if (!bigger)
        bug("out of memory for names");
    for (size_t i = 0; i < table_size; i++) {
        if (!table[i])
            continue;
        size_t slot = table[i]->hash & (size - 1);
        while (bigger[slot])
            slot = (slot + 1) & (size - 1);
        bigger[slot] = table[i];
    }
    free(table);
    table = bigger;
    table_size = size;
}

static Name *find_or_add(const char *text, size_t length, uint32_t hash) {
    if (used * 2 >= table_size)
        grow();
    size_t slot = hash & (table_size - 1);
    for (; table[slot]; slot = (slot + 1) & (table_size - 1)) {
        Name *name = table[slot];
        if (name->hash == hash && name->length == length && !memcmp(name->text, text, length))
            return name;
    }
    if (!storage)
        storage = arena_new();
    Name *name = arena_alloc(storage, sizeof(Name) + length + 1);
    name->hash = hash;
    name->length = (uint32_t)length;
    memcpy(name->text, text, length);
    used++;
    return table[slot] = name;
}

Name *name_intern(const char *text, size_t length) {
    uint32_t hash = hash_text(text, length);
    pthread_mutex_lock(&lock);
    Name *name = find_or_add(text, length, hash);
    pthread_mutex_unlock(&lock);
    return name;
}

Name *name_of(const char *text) {
    return name_intern(text, strlen(text));
}
