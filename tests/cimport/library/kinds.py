import __c__.kinds as k


def attempt(function, *args):
    try:
        print(function.__name__, args, repr(function(*args)))
    except Exception as e:
        print(function.__name__, args, type(e).__name__, e)


for value in (True, False, 1, 0, 2, -1, 0.0, "x", None):
    attempt(k.kinds_not, value)
for value in ("a", b"a", 65, -128, 127, 128, "ab", "", b"", "\xe9", b"\xe9", 1.0, None):
    attempt(k.kinds_next_char, value)
for bits in (7, 8, 15, 16, 31, 32, 61, 62, 63, 64):
    for value in (2**bits - 1, 2**bits, -2**bits, -2**bits - 1, 2**bits - 2):
        for function in (k.kinds_i8, k.kinds_u8, k.kinds_i16, k.kinds_u16, k.kinds_i32, k.kinds_u32, k.kinds_i64, k.kinds_u64):
            attempt(function, value)
for value in (1, 2.5, -0.0, 1e-300, 1e300, 1e39, 0.1, "1", float("nan"), float("-inf")):
    attempt(k.kinds_f32, value)
    attempt(k.kinds_f64, value)
for value in (0, 5, -3, 2**31, "RED"):
    attempt(k.kinds_colour, value)
for value in ("hello", "\u20ac", None, "", b"bytes", "broken", "x", 3):
    attempt(k.kinds_text, value)
attempt(k.kinds_count, b"mississippi", 11, 115)
attempt(k.kinds_count, None, 11, 115)
attempt(k.kinds_count, bytearray(b"ss"), 2, 115)
room = bytearray(6)
attempt(k.kinds_fill, room, 4, -1)
attempt(k.kinds_fill, room, 2, 200)
print(room)
attempt(k.kinds_nothing)
attempt(k.kinds_many, 1, 2.5, 3, 4.5, 5, 6.5, 7, 8.5, 9, 10.5, 11, 12.5, "thirteen", 14.5, 15.5, 16)
attempt(k.kinds_many, 1, 2, -3, 4, -5, 6, 255, 8, 2**62, 10, 11, 12, b"x", 14, 15, -2**63)
attempt(k.kinds_many, 1, 2, 3)
print(k.kinds_many.__doc__)
