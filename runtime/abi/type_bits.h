/* Sets of exact builtin types, as the compiler reasons about words and the runtime tests them. */
#ifndef PYLLC_ABI_TYPE_BITS_H
#define PYLLC_ABI_TYPE_BITS_H

enum {
    TYPE_INT = 1,                   /* an int of 62 bits: a small-int word */
    TYPE_FLOAT = 2, TYPE_BOOL = 4, TYPE_NONE = 8, TYPE_STR = 16, TYPE_BYTES = 32,
    TYPE_TUPLE = 64, TYPE_LIST = 128, TYPE_DICT = 256, TYPE_SET = 512, TYPE_FUNCTION = 1024,
    TYPE_CELL = 2048, TYPE_RANGE = 4096, TYPE_BYTEARRAY = 8192,
    TYPE_BIGINT = 1 << 14,          /* an int beyond 62 bits */
    TYPE_OTHER = 1 << 15, TYPE_UNBOUND = 1 << 16, TYPE_STOP = 1 << 17,
    TYPE_OBJECT = (1 << 16) - 1,    /* any Python object */
    TYPE_ALL = (1 << 18) - 1
};

#endif
