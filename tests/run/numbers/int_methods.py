# int: conversions, methods, messages.
for args in (("10",), (" -10 ",), ("1_000",), ("0x1f", 16), ("0b11", 0), ("0o17", 0), ("z", 36), ("11", 2), (b"12",), (1.9,), (-1.9,), (True,), ("\u0663",), ("",), ("x",), ("1__0",), ("_1",), ("0x",), ("12", 1), ("12", 37), ("9", 8), (None,), ([],), (1, 2), ("1.5",), (float("nan"),), (float("inf"),), ("010", 0), ("0", 0), ("1" * 20,)):
    try:
        print(args, int(*args))
    except (ValueError, TypeError, OverflowError) as e:
        print(args, type(e).__name__, e)
print((255).bit_length(), (0).bit_length(), (-256).bit_length(), (255).bit_count(), (-7).bit_count(), (10).conjugate(), (5).real, (5).imag, (5).numerator, (5).denominator, (6).as_integer_ratio(), (2 ** 100).bit_length())
print((258).to_bytes(2, "big"), (258).to_bytes(4, "little"), (-2).to_bytes(2, "big", signed=True), int.from_bytes(b"\x01\x02", "big"), int.from_bytes(b"\xff\xfe", "big", signed=True), int.from_bytes([1, 2], "little"), (5).to_bytes(), int.from_bytes(b"\x05"))
for call in (lambda: (256).to_bytes(1, "big"), lambda: (-1).to_bytes(1, "big"), lambda: (1).to_bytes(-1, "big"), lambda: (1).to_bytes(1, "middle"), lambda: int.from_bytes("a", "big"), lambda: int.from_bytes(b"a", "x"), lambda: 1 << -1, lambda: 1 // 0, lambda: 1 % 0, lambda: divmod(1, 0), lambda: 1 / 0, lambda: 0 ** -1, lambda: pow(2, -1, 4), lambda: pow(2, 3, 0), lambda: round(5, "a"), lambda: pow(2, 1.5, 3)):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
print(7 // 2, -7 // 2, 7 // -2, 7 % 3, -7 % 3, 7 % -3, divmod(-7, 2), divmod(7, -2), 7 / 2, 2 ** 10, 2 ** -1, (-2) ** 3, pow(3, 4, 5), pow(3, -1, 7), pow(-3, 3, 5), pow(2, 0, 1))
print(round(15, -1), round(25, -1), round(-15, -1), round(5), round(1234567, -3), round(5, 3), abs(-5), -(-5), +5, ~5, 5 & 3, 5 | 3, 5 ^ 3, 1 << 70, -1 >> 3, 5 >> 100, (1 << 70) >> 68)
print(0b101, 0o17, 0xFF, 1_000, 0b1111_0000, hex(255), oct(8), bin(5), hex(-255), bin(-5), oct(0), hex(2 ** 70), bin(2 ** 65)[:6])
class I:
    def __index__(self): return 5
class N:
    def __int__(self): return 6
class T:
    def __trunc__(self): return 7
print(int(I()), int(N()), hex(I()), [0, 1, 2, 3, 4, 5][I()], range(I())[-1], "x" * I(), bin(I()), 1 << I().__index__())
class Bad:
    def __int__(self): return "x"
class BadIndex:
    def __index__(self): return 1.5
for f in (lambda: int(Bad()), lambda: hex(BadIndex()), lambda: [1][BadIndex()], lambda: hex(1.5), lambda: range(1.0)):
    try:
        f()
    except TypeError as e:
        print(e)
class Sub(int):
    def __add__(self, o): return "added"
    def __repr__(self): return "Sub(%d)" % int(self)
s = Sub(5)
print(s, s + 1, 1 + s, s * 2, type(s * 2).__name__, s == 5, hash(s) == hash(5), int(s), [1, 2, 3, 4, 5, 6][s], f"{s}", "%d" % s, s.real, isinstance(s, int), s.__getnewargs__())
print((10 ** 30) // 7, (10 ** 30) % 7, -(10 ** 30) // 7, (10 ** 30) * (10 ** 30) == 10 ** 60, 10 ** 30 + 1 > 10 ** 30, hash(2 ** 61 - 1), hash(-1), hash(2 ** 61), str(3 ** 100), int(str(3 ** 100)) == 3 ** 100)
print(int.__add__(1, 2), (1).__add__("x"), (5).__lt__(6), (5).__eq__("5"), int.__call__ if False else (5).__bool__(), (5).__floordiv__(2), (2).__pow__(3, 5), (2).__rpow__(3), (5).__divmod__(3), (5).__sizeof__() > 0, (-5).__abs__(), (5).__ceil__(), (5).__round__(-1), (5).__format__("03"))
