# float: conversions, methods, special values.
inf, nan = float("inf"), float("nan")
for arg in ("1.5", " 1e3 ", "-inf", "Infinity", "nan", "1_000.5", ".5", "5.", "1e400", "-0", b"2.5", True, 10 ** 20, "\u0661.\u0665", "", "x", "1.5.2", "1e", "_1", "1__0", None, [], "0x10", "1 2"):
    try:
        print(repr(arg), float(arg))
    except (ValueError, TypeError, OverflowError) as e:
        print(repr(arg), type(e).__name__, e)
try:
    float(10 ** 400)
except OverflowError as e:
    print(e)
print((1.5).is_integer(), (2.0).is_integer(), inf.is_integer(), (0.5).as_integer_ratio(), (0.1).as_integer_ratio(), (2.5).hex(), (-0.0).hex(), inf.hex(), float.fromhex("0x1.8p1"), float.fromhex("-inf"), float.fromhex("1.8"), (1.5).conjugate(), (1.5).real, (1.5).imag)
for call in (lambda: inf.as_integer_ratio(), lambda: nan.as_integer_ratio(), lambda: float.fromhex("zz"), lambda: float.fromhex("0x1p5000"), lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: divmod(1.0, 0), lambda: 0.0 ** -1, lambda: 10.0 ** 400, lambda: int(inf), lambda: int(nan), lambda: round(inf), lambda: round(nan), lambda: 1.5 << 1, lambda: 1.5 & 1, lambda: ~1.5, lambda: pow(1.5, 2, 3)):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2, divmod(-7.5, 2), 1e300 * 1e10, -1e300 * 1e10, inf - inf, inf * 0, nan == nan, nan != nan, nan < 1, inf > 1e308, -inf < 0, 0.0 == -0.0, str(-0.0))
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234.567, -2), round(1.5, 0), round(5.0), round(1e20), round(0.5), round(1e-10, 5), round(-0.4), round(123.456, 100), round(1e300, -400))
print((-8.0) ** (1 / 3), 2.0 ** 0.5, 4 ** 0.5, (-2.0) ** 3, 0.0 ** 0, 1.0 ** nan, nan ** 0, inf ** -1, (-1) ** 0.5, 2 ** -2)
for v in (1.0, 0.1, 1e16, 1e15, 123456789012345680.0, 1e-5, 0.0001, 1 / 3, 5e-324, 1.7976931348623157e308, 100.0, 1e22, 1e21, 12345.678, 2 ** 53 + 0.0, -1.5e-7):
    print(repr(v), str(v), "%s" % v, f"{v}", "%r" % v, end="; ")
print()
print(hash(1.0) == hash(1), hash(0.5), hash(inf), hash(-inf), hash(1e300) == hash(int(1e300)), 1.0 == 1, 1 == 1.0, 2 ** 53 == float(2 ** 53), 2 ** 53 + 1 == float(2 ** 53), 0.1 + 0.2 == 0.3, 10 ** 400 > 1e308, -10 ** 400 < -inf)
print((2.7).__trunc__(), (2.7).__floor__(), (2.2).__ceil__(), (-2.7).__trunc__(), (2.5).__round__(), (2.567).__round__(1), (2.5).__int__(), (0.0).__bool__(), (1.5).__divmod__(1), (1.5).__rsub__(5), (1.5).__add__("x"), (1.5).__eq__(1.5), (1.5).__getnewargs__(), float.__getformat__("double"))
class F(float):
    def __repr__(self): return "F"
    def __add__(self, o): return "added"
f = F(1.5)
print(f, f"{f}", f + 1, 1 + f, f * 2, type(f * 2).__name__, f == 1.5, float(f), int(f), hash(f) == hash(1.5))
class C:
    def __float__(self): return 2.5
class Bad:
    def __float__(self): return "x"
class Ind:
    def __index__(self): return 3
print(float(C()), float(Ind()))
try:
    float(Bad())
except TypeError as e:
    print(e)
print(max(1.0, 2, nan), min(nan, 1), sorted([3.5, 1, 2.0]), sum([0.1] * 10), sum([1, 2.5]), abs(-1.5), abs(-0.0), -0.0, +1.5, bool(0.0), bool(nan), 1.5 < 2 < 2.5)
