/* Calling with a known direct entry. */
#ifndef PYLLC_OBJECT_CALL_H
#define PYLLC_OBJECT_CALL_H

#include "runtime/object/builtin.h"

/* Continuations of fast_call_direct and fast_method_direct: what stands in `words` follows the
   arguments. NULL: through object_call or method_call. */
RT void *call_direct_slow(TASK, Value callee, int64_t count, Value *words) __attribute__((noinline));
RT void *method_direct_slow(TASK, Value object, Value name, const void *cache, int64_t count, Value *words) __attribute__((noinline));

RT Value call_direct_many(TASK, void *direct, const Value *args, int64_t n, Value callee);

/* direct(args[0], ..., args[n - 1], callee) */
ALWAYS_INLINE Value call_direct(struct Task *task, void *direct, const Value *a, int64_t n, Value callee)
{
    switch (n) {
    case 0: return ((RT Value (*)(TASK, Value))direct)(task, callee);
    case 1: return ((RT Value (*)(TASK, Value, Value))direct)(task, a[0], callee);
    case 2: return ((RT Value (*)(TASK, Value, Value, Value))direct)(task, a[0], a[1], callee);
    case 3: return ((RT Value (*)(TASK, Value, Value, Value, Value))direct)(task, a[0], a[1], a[2], callee);
    case 4: return ((RT Value (*)(TASK, Value, Value, Value, Value, Value))direct)(task, a[0], a[1], a[2], a[3], callee);
    default: return call_direct_many(task, direct, a, n, callee);
    }
}

RT bool signature_ready(TASK, Signature *s);

#endif
