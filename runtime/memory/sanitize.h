/* What a sanitized build (PYLLC_SANITIZE) tells the address sanitizer; empty in other builds.

   Objects lie in bdwgc's heap, of which the sanitizer knows nothing. So each carries a red zone
   behind it, and a dead one is poisoned and kept, not reused (quarantine.c): what the runtime
   reads through a reference that the collector did not see is reported where it happens.

   Stacks: whoever arrives on another stack announces its bounds, since the sanitizer clears the
   stack above the caller of a function that does not return. */
#ifndef PYLLC_MEMORY_SANITIZE_H
#define PYLLC_MEMORY_SANITIZE_H

#include <stddef.h>
#include <stdint.h>

#ifdef PYLLC_SANITIZE
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>

/* For code that reads stacks and objects word by word, red zones included. */
#define READS_EVERYTHING __attribute__((no_sanitize("address", "undefined")))

static inline void memory_unpoison(const void *start, size_t size)
{
    __asan_unpoison_memory_region(start, size);
}

static inline void stack_announce(uintptr_t low, uintptr_t high)
{
    __sanitizer_start_switch_fiber(NULL, (const void *)low, high - low);
    __sanitizer_finish_switch_fiber(NULL, NULL, NULL);
}

#else
#define READS_EVERYTHING
static inline void memory_unpoison(const void *start, size_t size) { }
static inline void stack_announce(uintptr_t low, uintptr_t high) { }
#endif

#endif
