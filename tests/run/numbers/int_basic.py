# Small and big integers: the border of 62 and 64 bits, all operators, both signs.
def show(*values):
    print(*values)


borders = [0, 1, -1, 2, 7, -7, 10, 255, 256, 2**31, 2**32 - 1, 2**61 - 1, 2**61, -2**61, -2**61 - 1,
           2**62, 2**63 - 1, -2**63, 2**63, 2**64, 2**64 + 1, 10**18, 10**19, 10**40, -10**40]
for a in borders:
    show(a, -a, +a, ~a, abs(a), bool(a), hash(a), a.bit_length())
    for b in borders:
        show(a + b, a - b, a * b)
        show(a < b, a <= b, a == b, a != b, a > b, a >= b)
        show(a & b, a | b, a ^ b)
        if b:
            show(a // b, a % b, divmod(a, b))
            show(a / b)
for a in [1, -1, 3, -5, 2**61, -2**61, 2**70, -2**70]:
    for n in [0, 1, 2, 31, 60, 61, 62, 63, 64, 65, 128]:
        show(a << n, a >> n)
for a in [0, 1, -1, 2, -3, 10, 2**40]:
    for n in range(8):
        show(a ** n)
show(2 ** 100, 3 ** 200, (-7) ** 33, 2 ** -2, (-2) ** -3)
show(pow(3, 1000, 1000007), pow(-3, 77, 13), pow(3, -1, 11), pow(2**70, 2**65, 10**30))


def failing(f):
    try:
        show(f())
    except Exception as e:
        show(type(e).__name__, e)


failing(lambda: 1 // 0)
failing(lambda: 1 % 0)
failing(lambda: 1 / 0)
failing(lambda: divmod(1, 0))
failing(lambda: 2**70 // 0)
failing(lambda: 0 ** -1)
failing(lambda: 1 << -1)
failing(lambda: 1 >> -1)
failing(lambda: 1 + "a")
failing(lambda: 1 + None)
failing(lambda: "a" + 1)
failing(lambda: 1 < "a")
failing(lambda: -None)
failing(lambda: int("12x"))
failing(lambda: int("", 10))
failing(lambda: int("zz", 36))
failing(lambda: int("0x1f", 16))
failing(lambda: int("0b101", 0))
failing(lambda: int(" 1_000 "))
failing(lambda: int("1__0"))
failing(lambda: int(3.99))
failing(lambda: int(-3.99))
failing(lambda: int(float("inf")))
failing(lambda: int(float("nan")))
failing(lambda: int([]))
failing(lambda: pow(2, 3, 0))
show(int(True), int(10**30), int("123456789012345678901234567890"))
show(0xFF, 0o17, 0b1011, 1_000_000)
show(round(15, -1), round(25, -1), round(-15, -1), round(12345, -2), round(7))
show((5).to_bytes(2, "big"), (1000).to_bytes(4, "little"), int.from_bytes(b"\x01\x02", "big"))
show((-5).to_bytes(2, "big", signed=True), int.from_bytes(b"\xff\xfe", "big", signed=True))
show((10**20).as_integer_ratio(), (12).numerator, (12).denominator, (12).real, (12).imag, (12).conjugate())
show(bin(10), oct(64), hex(255), bin(-10), hex(-2**70))
show((255).bit_count(), (-7).bit_count(), (2**70 - 1).bit_count())
show(1 == 1.0, 2**53 == float(2**53), 2**53 + 1 == float(2**53), 10**400 > 1e308, 1 == True)
show(hash(2**61 - 1), hash(2**61), hash(-1), hash(-2), hash(10**50), hash(-10**50))
