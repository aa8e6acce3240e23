# Sizes that no machine has: MemoryError or OverflowError, with their texts.
# memory: 2000
import sys
def attempt(name, f):
    try:
        f()
        print(name, "ok")
    except MemoryError as e:
        print(name, "MemoryError", e)
    except OverflowError as e:
        print(name, "OverflowError", e)
attempt("list", lambda: [0] * 10**12)
attempt("str", lambda: "x" * 10**13)
attempt("bytes", lambda: b"x" * 10**13)
attempt("tuple", lambda: (1,) * 10**12)
attempt("bytearray", lambda: bytearray(10**13))
attempt("int", lambda: 1 << (1 << 40))
attempt("strmul", lambda: "ab" * (1 << 62))
attempt("listadd", lambda: [0] * (1 << 62))
attempt("ljust", lambda: "a".ljust(10**13))
attempt("zfill", lambda: "a".zfill(10**13))
attempt("center", lambda: b"a".center(10**13))
attempt("fmt", lambda: "%*d" % (10**13, 3))
attempt("fmt2", lambda: format(3, "10000000000000"))
attempt("fmt3", lambda: "{:>10000000000000}".format("a"))
attempt("range", lambda: list(range(10**12)))
attempt("set", lambda: "a,b" * (1<<28) * (1<<20))
attempt("hex", lambda: int("1" * 4000) << (1 << 45))
attempt("from_bytes", lambda: (5).to_bytes(10**13, "big"))
