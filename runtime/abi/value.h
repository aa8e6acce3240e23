/* A Python value is one 64-bit word.

     ...000   pointer to an Object, 16-byte aligned          (zero: "an exception is set")
     ...x01   integer of 62 bits, in the upper bits
     ...x1x   float, self-tagged: rotl(bits, 4) + 3
     ...100   constants: None, False, True, UNBOUND, ...

   Integers beyond 62 bits are PyInt objects, floats whose exponent does not fit the tag
   (outside about 1e-77..1e77, but 0, inf and NaN fit) are PyFloat objects. Both forms are
   canonical: what fits a word is never an object, so equal small integers are equal words.

   A word in a register or on a stack is a Value. A word in the heap is a Slot: a plain
   assignment does not compile, and memory/ holds the three ways to write one. */
#ifndef PYLLC_ABI_VALUE_H
#define PYLLC_ABI_VALUE_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef uint64_t Value;
typedef struct { Value word; } Slot;

#define VALUE_CONSTANT(n) ((Value)((n) << 3 | 4))
#define VALUE_NONE           VALUE_CONSTANT(0)
#define VALUE_FALSE          VALUE_CONSTANT(1)   /* 0x0c */
#define VALUE_TRUE           VALUE_CONSTANT(3)   /* 0x1c: one bit from False */
#define VALUE_UNBOUND        VALUE_CONSTANT(4)   /* an unbound local; a missing argument */
#define VALUE_NOTIMPLEMENTED VALUE_CONSTANT(5)
#define VALUE_ELLIPSIS       VALUE_CONSTANT(6)
#define VALUE_STOP           VALUE_CONSTANT(7)   /* an iterator is exhausted; never visible to Python */

#define SMALL_INT_BITS 62
#define SMALL_INT_MAX  (((int64_t)1 << 61) - 1)
#define SMALL_INT_MIN  (-((int64_t)1 << 61))

#define ALWAYS_INLINE static inline __attribute__((always_inline))

ALWAYS_INLINE bool value_is_pointer(Value v)   { return (v & 7) == 0; }
ALWAYS_INLINE bool value_is_small_int(Value v) { return (v & 3) == 1; }
ALWAYS_INLINE bool value_is_tagged_float(Value v) { return (v & 2) != 0; }
ALWAYS_INLINE bool value_is_bool(Value v)      { return (v & ~(Value)0x10) == VALUE_FALSE; }

ALWAYS_INLINE bool  small_int_fits(int64_t i)  { return i >= SMALL_INT_MIN && i <= SMALL_INT_MAX; }
ALWAYS_INLINE Value value_from_small_int(int64_t i) { return (Value)i << 2 | 1; }
ALWAYS_INLINE int64_t value_small_int(Value v) { return (int64_t)v >> 2; }

ALWAYS_INLINE Value value_from_bool(bool b)    { return b ? VALUE_TRUE : VALUE_FALSE; }
ALWAYS_INLINE bool  value_bool(Value v)        { return v == VALUE_TRUE; }

/* The encoding of a double; only a word when value_is_tagged_float() holds for it. */
ALWAYS_INLINE Value float_rotate(double d)
{
    uint64_t bits;
    memcpy(&bits, &d, sizeof bits);
    return (bits << 4 | bits >> 60) + 3;
}

ALWAYS_INLINE double value_tagged_float(Value v)
{
    uint64_t bits = v - 3;
    double d;
    bits = bits >> 4 | bits << 60;
    memcpy(&d, &bits, sizeof d);
    return d;
}

#endif
