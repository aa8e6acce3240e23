# Floats: repr, every operator, the borders of the tagged range, errors.
values = [0.0, -0.0, 1.0, -1.5, 0.1, 1e-5, 1e16, 1e17, 123456789.123, 1e22, 1e23, 5e-324, 2.2250738585072014e-308,
          1.7976931348623157e308, 1e-77, 1e-78, 1e77, 1e78, 2.3e77, 1e100, 1e-100, 1e200, float("inf"), float("-inf"), 3.0]
for a in values:
    print(repr(a), -a, abs(a), bool(a), a == a, a is a)
    for b in values:
        print(a + b, a - b, a * b, a < b, a == b, a >= b)
        if b:
            print(a / b)
nan = float("nan")
print(nan, nan == nan, nan != nan, nan < 1, nan is nan, bool(nan))


def failing(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


failing(lambda: 1.0 / 0)
failing(lambda: 1.0 / 0.0)
failing(lambda: 1.0 // 0)
failing(lambda: 1.0 % 0.0)
failing(lambda: divmod(1.0, 0))
failing(lambda: 0.0 ** -1)
failing(lambda: 1e200 ** 2)
failing(lambda: (-8.0) ** 0.5)
failing(lambda: float("abc"))
failing(lambda: float(""))
failing(lambda: float([]))
failing(lambda: 10 ** 400 * 1.0)
failing(lambda: float(10 ** 400))
failing(lambda: 1.5 + "x")
failing(lambda: 1.5 & 1)
failing(lambda: round(float("nan")))
failing(lambda: round(float("inf")))
failing(lambda: (1.5).hex())
failing(lambda: float.fromhex("0x1.8p3"))
for a in [7.5, -7.5, 0.3, -0.3, 1e10]:
    for b in [2.0, -2.0, 0.7, 3]:
        print(a // b, a % b, divmod(a, b), a ** b if a > 0 else None)
print(1 + 2.5, 2.5 + 1, 3 * 0.5, 7 / 2, 7 // 2.0, 2 ** 0.5, 2.0 ** 10, 2 ** -1.0)
print(float(3), float("1e3"), float(" -2.5 "), float("inf"), float("1_0.5"), float(True))
print(int(2.9), int(-2.9), int(1e20), round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234.5678, -2))
print((0.75).as_integer_ratio(), (2.0).is_integer(), (2.5).is_integer(), (3.7).__trunc__())
print(hash(1.0), hash(0.5), hash(1e300), hash(float("inf")), hash(-0.0), hash(2.0**70))
print(1e16 + 1, 0.1 + 0.2, 1 / 3, 100.0, 1e-7, 123456.0, 1e15, 1234567890123456789.0)
print(sum([0.1] * 10), min(1.5, 0.5), max(1, 2.5), abs(-3.25))
x = 1.0
for i in range(300):
    x = x * 10.0
print(x)
for i in range(20):
    x = x * 10.0
print(x)
y = 1.0
while y > 0:
    z = y
    y = y / 2
print(z)
