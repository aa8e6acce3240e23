"""_struct: every letter in every byte order, buffers, iteration, and the messages of what goes wrong."""
# stress: 50
import struct
import _struct


def attempt(f, *args, **keywords):
    try:
        result = f(*args, **keywords)
        print("Struct" if isinstance(result, struct.Struct) else repr(result))
    except Exception as e:
        print(type(e).__name__, e)


numbers = [0, 1, -1, 127, -128, -129, 255, 256, 2 ** 15, 2 ** 16, -2 ** 31, 2 ** 31, 2 ** 32, 2 ** 63 - 1, -2 ** 63, 2 ** 63, 2 ** 64, -2 ** 70, 2 ** 70, True, 1.5, "x", None]
for order in "@", "=", "<", ">", "!":
    for letter in "bBhHiIlLqQnNP?efd":
        for number in numbers:
            try:
                packed = struct.pack(order + letter, number)
                print(order + letter, number, packed.hex(), struct.unpack(order + letter, packed))
            except Exception as e:
                print(order + letter, number, type(e).__name__, e)
for x in 0.0, -0.0, 1.0, 1 / 3, 65504.0, 65519.9, 65520.0, 1e-8, 5.96e-8, 2.98e-8, 2.99e-8, 6.1e-5, 6.0976e-5, 1e300, 3.4028235677973366e38, 3.5e38, float("inf"), float("-inf"), float("nan"), -2.5, 1e-45:
    for letter in "@e", "<e", ">e", "@f", "<f", ">f", "@d", ">d":
        try:
            packed = struct.pack(letter, x)
            print(letter, x, packed.hex(), struct.unpack(letter, packed))
        except Exception as e:
            print(letter, x, type(e).__name__, e)
print(all(struct.pack("<e", struct.unpack("<e", bytes([i & 255, i >> 8]))[0]) == bytes([i & 255, i >> 8]) for i in range(0, 0x7c01, 7)))

print("-- sizes")
for f in ["c", "s", "p", "3s", "0s", "5p", "i", "", " i", "i i", "bi", "<bi", "=bi", "!bi", "bx0i", "b0q", "3xi", "hhl", "<hhl", "2h 3i", "0i", "\n\ti", "3", "z", "@i<", "99999999999999999999i",
          "2147483647q" * 3, "999999999999999999q", "\0", "i\0", "\xe9", b"i", b"\xff", 3, None, "<n", "<P"]:
    attempt(struct.calcsize, f)

print("-- packing")
attempt(struct.pack)
for args in ("i",), ("ii", 1), ("i", 1, 2), ("c", "x"), ("c", b"xx"), ("c", b"x"), ("s", 3), ("p", 3), ("2s", b"abc"), ("4s", bytearray(b"ab")), ("3p", b"abcdef"), ("0s", b""), ("0p", b"a"), ("1p", b"ab"), \
        ("300p", b"x" * 299), ("b3xi", 1, 2), (">hIs", 1, 2, b"z"), ("2i0h3s", 1, 2, b"abc"), ("f", "x"), ("d", None), ("?", []), ("P", "x"), ("n", None), ("f", 10 ** 400), ("d", 10 ** 400):
    attempt(struct.pack, *args)


class Number:
    def __index__(self):
        return 7

    def __float__(self):
        return 2.5

    def __bool__(self):
        return 1 / 0


class Wrong:
    def __index__(self):
        return 1 / 0


attempt(struct.pack, "ifd", Number(), Number(), Number())
attempt(struct.pack, "?", Number())
attempt(struct.pack, "i", Wrong())

print("-- buffers")
b = bytearray(8)
attempt(struct.pack_into)
for args in ("i",), ("i", b), ("i", b, 0), ("i", b, 5, 1), ("i", b, -3, 1), ("i", b, -9, 1), ("i", b, 9, 1), ("i", b, "x", 1), ("i", b"xxxx", 0, 1), ("i", 3, 0, 1), ("i", b, 2 ** 70, 1), ("i", b, -4, 7), ("h", memoryview(b)[2:], 0, 258):
    attempt(struct.pack_into, *args)
print(b)
attempt(struct.unpack)
for args in ("i",), ("i", b"abc"), ("i", 3), ("i", "abcd"), ("i", memoryview(b"abcd")), ("5p", b"\x03abcd"), ("5p", b"\x09abcd"), ("?", b"\x02"), ("b3xi", bytes(8)):
    attempt(struct.unpack, *args)
attempt(lambda: struct.unpack(">?bBhHiIlLqQefd", bytes(range(1, 1 + struct.calcsize(">?bBhHiIlLqQefd")))))
for args in ("i", b"abc"), ("i", b"abcdef", 3), ("i", b"abcdef", -3), ("i", b"abcdef", -7), ("i", b"abcdef", 7), ("i", b"abcdef", 2), ("i", b"abcdef", -5), ("i", b"abcdef", 1.5), ("i", b"x", 2 ** 70):
    attempt(struct.unpack_from, *args)
attempt(struct.unpack_from, "i", buffer=b"abcdef", offset=1)

print("-- iteration, objects")
attempt(struct.iter_unpack, "i", b"abc")
attempt(struct.iter_unpack, "", b"abc")
it = struct.iter_unpack(">h", b"abcdabcd")
print(it.__length_hint__(), next(it), it.__length_hint__(), list(it), it.__length_hint__(), list(it), type(it).__name__)
s = struct.Struct(">i")
print(s.format, s.size, struct.Struct(b"2h").format, s.pack(5), s.unpack(b"abcd"), s.unpack_from(b"abcdef", 2), list(s.iter_unpack(b"abcdabcd")))
attempt(s.pack)
attempt(s.unpack, b"a")
attempt(s.unpack_from)
attempt(s.pack_into, b)
attempt(setattr, s, "size", 3)
s.__init__("h")
print(s.size, s.format)
attempt(struct.Struct)
attempt(struct.Struct, 3)
attempt(struct.Struct, "z")
attempt(struct.Struct, format="i")


class Point(struct.Struct):
    def __init__(self):
        super().__init__("<2f")


print(Point().pack(1, 2), Point().size, struct.error.__module__, issubclass(struct.error, Exception), struct._clearcache(), _struct.Struct is struct.Struct)
