# complex: construction, arithmetic, text, errors.
for args in ((), (1,), (1, 2), (1.5, -2.5), ("1+2j",), ("j",), ("-1.5e3-2j",), (" 3 ",), ("nan+infj",), (1j, 2j), ("(1+2j)",), ("1 + 2j",), ("",), ("x",), ("1", 2), (1, "2"), (None,), ([],), (True,), ("1+2",), (10 ** 20,)):
    try:
        print(args, complex(*args))
    except (ValueError, TypeError) as e:
        print(args, type(e).__name__, e)
z = 3 + 4j
print(z, z.real, z.imag, abs(z), z.conjugate(), -z, +z, z + 1, 1 + z, z - 2j, z * z, z / 2, 1 / z, z ** 2, z ** 0.5, 2 ** z, z == 3 + 4j, z != z, hash(z) == hash(3 + 4j), bool(0j), complex(1) == 1, hash(complex(2)) == hash(2))
for call in (lambda: z < z, lambda: z // 1, lambda: z % 1, lambda: divmod(z, 1), lambda: int(z), lambda: float(z), lambda: z / 0, lambda: 0j ** -1, lambda: pow(z, 2, 3), lambda: round(z), lambda: z & 1, lambda: complex(real=1, x=2), lambda: math_nothing, lambda: z[0]):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
for v in (0j, -0j, 1j, -1j, 1 + 0j, -1 - 1j, complex(0, -0.0), complex(-0.0, 0), complex("nan"), complex("inf"), complex(0, float("inf")), 1e100j, 1.5 - 2.25j):
    print(repr(v), str(v), end="; ")
print()
print(f"{z:.2f} {z:>12} {z:e}", "%s %r" % (z, z), format(z, "g"), format(1j, ""), complex("1e5j"), 1e5j, 0.5j)
class C:
    def __complex__(self): return 1 + 2j
class F:
    def __float__(self): return 2.5
class I:
    def __index__(self): return 4
class Bad:
    def __complex__(self): return 5
print(complex(C()), complex(F()), complex(I()), complex(F(), I()))
try:
    complex(Bad())
except TypeError as e:
    print(e)
class S(complex): pass
s = S(1, 2)
print(s, type(s + 1).__name__, s.real, s == 1 + 2j, s.__getnewargs__(), z.__complex__())
print((1 + 2j) * (3 - 4j), (1 + 2j) / (3 - 4j), (1 + 2j) ** 3, (1 + 2j) ** -1, 1j * 1j, 0j ** 0, (1 + 1j) - (1 + 1j), sum([1j, 2, 3.5]), 2 ** 0.5j if False else 4j / 2, [1j] == [1j], 1j in [0, 1j], {1j: "k"}[1j])
x = 1
x += 2j
x *= 2
x -= 1
x /= 1j
print(x, complex(imag=3), complex(real=2), (1 + 2j).__add__(1), (1j).__eq__("x"), (1j).__bool__())
