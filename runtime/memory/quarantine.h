/* The heap of a sanitized build: guarded objects, and dead ones kept poisoned (quarantine.c). */
#ifndef PYLLC_MEMORY_QUARANTINE_H
#define PYLLC_MEMORY_QUARANTINE_H

#include "runtime/memory/memory_internal.h"

#ifdef PYLLC_SANITIZE

/* Bytes to ask of bdwgc for an object of `size`. */
size_t guarded_size(size_t size);
/* Marks a fresh object (or NULL) as in use and poisons what lies behind `size`. */
void *guard_object(void *object, size_t size);
/* In a kind's procedure for dead objects. False: it is a free object, or one that died before. */
bool guard_is_dying(const void *object);
/* It died and is kept. */
bool guard_is_dead(const void *object);
/* The same procedure's answer: whether bdwgc shall keep the object, which is poisoned then. */
int guard_keep(void *object);
/* Attaches that procedure to a kind whose objects own nothing. */
void guard_kind(int kind);
/* After a collection: visits dead objects now and not as allocation comes by. */
void guard_sweep(void);

#else
static inline size_t guarded_size(size_t size) { return size; }
static inline void *guard_object(void *object, size_t size) { return object; }
static inline bool guard_is_dying(const void *object) { return true; }
static inline bool guard_is_dead(const void *object) { return false; }
static inline int guard_keep(void *object) { return 0; }
static inline void guard_kind(int kind) { }
static inline void guard_sweep(void) { }
#endif

#endif
