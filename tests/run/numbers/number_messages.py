# Constructors, operators, methods and the messages of errors of the numeric types; subclasses.
def t(f, *a):
    try:
        print(repr((f() if len(a) == 0 else f(a[0]) if len(a) == 1 else f(a[0], a[1]) if len(a) == 2 else f(a[0], a[1], a[2]) if len(a) == 3 else f(a[0],a[1],a[2],a[3]))))
    except Exception as e:
        print(type(e).__name__, e)
class I(int): pass
class F(float): pass
class S(str): pass
class B(bytes): pass
class Ix:
    def __index__(self): return 7
class In:
    def __int__(self): return 9
class Bad:
    def __int__(self): return 'x'
t(int); t(int, '12'); t(int, 3.9); t(int, '0x1f', 16);  t(int, b'55'); t(int, bytearray(b'5')); t(int, [], 3); t(int, None); t(int, Ix()); t(int, In()); t(int, Bad()); t(lambda: int(base=3)); t(int, 1, 2, 3); t(lambda: int(x=3)); t(int, '٣٤'); t(int, 'abc'); t(int, '1'*5000); t(int,'9'*30)
x = I(5); print(x, x + 1, type(x + 1), type(x), isinstance(x, int), x.real, repr(x), hash(x), I(10**30), I(10**30) + 1, x == 5, {5: 'a'}[x])
x.attr = 3; print(x.attr, x)
y = I(10**40); y.foo = 'bar'; print(y.foo, y)
f = F(1.5); f.z = 2; print(f, f.z, f + 1, type(f * 2), f == 1.5)
s = S('abc'); s.q = 1; print(s, s.q, s + 'd', type(s + 'd'), s == 'abc', {'abc': 5}[s], s.upper(), type(s[:]), len(s), hash(s) == hash('abc'))
b = B(b'xyz'); print(b, b + b'1', b[0], b == b'xyz')
print(True + True, True & False, True | 1, ~True, bool('a'), bool(), repr(True), int(True), True.bit_length(), isinstance(True, int))
t(bool, 1, 2); t(lambda: bool(x=1))
print((5).to_bytes(2, 'big'), int.from_bytes(b'\x01\x02', 'little'), (255).to_bytes(), I.from_bytes(b'\x05'), type(I.from_bytes(b'\x05')))
t((300).to_bytes, 1, 'big'); t((-1).to_bytes, 1, 'big'); t((1).to_bytes, 1, 'x'); t(int.from_bytes, 3); t(int.from_bytes, [1, 2, 3], 'big'); t(int.from_bytes, 'ab')
print(divmod(7, -2), divmod(-7.5, 2), pow(2, 10, 1000), pow(3, -1, 7), 2 ** -1, 0 ** 0, 2 ** 0.5, (-8) ** (1/3), 10 ** 25, -7 // 2, -7 % 3, 7.5 // 2, 1e308 * 10)
t(lambda: 1 / 0); t(lambda: 1 // 0); t(lambda: 1 % 0); t(lambda: 1.0 / 0); t(lambda: 1.0 // 0); t(lambda: 1.0 % 0); t(divmod, 1, 0); t(divmod, 1.0, 0); t(lambda: 0 ** -1); t(lambda: 10.0 ** 400); t(pow, 2, 3, 0); t(pow, 2, -1, 4); t(pow, 2.0, 3, 4); t(lambda: 1 << -1); t(lambda: 1 << (1 << 70)); t(lambda: 'a' + 1); t(lambda: 1 + 'a'); t(lambda: 'a' * 1.5); t(lambda: 1.5 * 'a'); t(lambda: 'a' * 'b'); t(lambda: b'a' + 'b'); t(lambda: 'a' + b'b'); t(lambda: 1 < 'a'); t(lambda: 1j < 2); t(lambda: [] + 1); t(lambda: 1j // 1); t(lambda: -'a'); t(lambda: ~1.5); t(lambda: 1 & 1.5); t(divmod, 1j, 1); t(lambda: 10**400 / 1); t(lambda: 10**400 * 1.0); t(float, 10**400)
t(float); t(float, '1.5'); t(float, ' 1_0.5 '); t(float, 'abc'); t(float, []); t(float, 1, 2); t(lambda: float(x=1)); t(float, b'2.5'); t(float, Ix()); t(float, 'nan'); t(float, '-inf'); t(float, S('3.5')); t(float.fromhex, '0x1.8p1'); t(float.fromhex, 'zz'); t(float.fromhex, '0x1p5000'); t((1.5).hex); t(F.fromhex, '0x1p0')
t(round, 2.5); t(round, 3.5); t(round, 2.675, 2); t(round, 15, -1); t(round, 25, -1); t(round, 1e308, -308); t(round, float('nan')); t(round, float('inf')); t(round, 1.5, 'a'); t(round, 1.5, None); t(round, 5); t(round, 1234.5678, -2)
print(complex(1, 2), complex('1+2j'), complex('(3-4j)'), 1j * 1j, (1 + 2j) / (3 - 4j), abs(3 + 4j), (1+2j).conjugate(), (1+2j) ** 2, (1+2j) ** 0.5, 1j ** 1j, -0j, complex(1.5), complex(real=2, imag=3), hash(1 + 0j) == hash(1), 1 + 0j == 1, (1+2j).real, (1+2j).imag)
t(complex, '1+'); t(complex, '1', 2); t(complex, 1, '2'); t(complex, []); t(complex, 1, 2, 3); t(lambda: 1j / 0); t(lambda: 0j ** -1); t(complex, 'nan+infj'); t(complex, ' +j ')
class C:
    def __complex__(self): return 3 + 4j
t(complex, C()); t(complex, 1j, 1j); t(complex, 1, 1j)
print(1 == 1.0, 1 < 1.5, 2**53 == 2.0**53, 2**53 + 1 == 2.0**53, 2**53 + 1 > 2.0**53, 10**400 > 1e308, -10**400 < float('-inf'), float('nan') != float('nan'), hash(2.0**100) == hash(2**100), hash(0.5), hash(float('inf')), hash(-1), hash(-2), hash(2**61 - 1), hash(2**61), hash(10**30))
print((10).bit_length(), (10).bit_count(), (10).as_integer_ratio(), (0.75).as_integer_ratio(), (10).numerator, (10).denominator, (10).imag, 1.5.real, 1.5.imag, (2.0).is_integer(), (5).conjugate())
print(int.__name__, int.__doc__ is not None, (5).__add__(3), (5).__add__('a'), int.__add__(5, 3), (5).__divmod__(3), (5).__rdivmod__(13), (5.5).__floor__(), (5.5).__ceil__(), (5.5).__trunc__(), (5).__index__(), (5).__float__(), (5.7).__int__(), (5).__format__('05d'), (3).__round__(), (-3).__abs__(), (-3).__neg__(), (5).__bool__(), (5).__hash__(), (5).__pow__(2, 7), (5).__rsub__(8), (1).__lshift__(4), (5).__eq__(5.0), (5.0).__eq__(5))
print(1_000_000 * 1_000_000 * 1_000_000, 123456789 ** 20, (1 << 200) >> 190, (1 << 100) & ((1 << 90) - 1 << 5), ~(1 << 100), -(1 << 100) | 5, -(1 << 100) ^ 5, (-(10**30)) // 7, (-(10**30)) % 7, 10**30 % -7)
print(str(10**50), repr(-10**30), hex(-255), oct(8), bin(-5), hex(10**20), format(10**20, ','), f'{10**20:_x}', int(str(10**100)) == 10**100)
n = 1
for i in range(1, 200): n *= i
print(n, n // (10**300), n % 1000007)
s = 0
for i in range(100): s += i * 0.1
print(s, sum([0.1] * 10), 0.1 + 0.2, 1e16, 1e15, 1.0, 1e-5, 0.0001, 123456789012345678.0, 5e-324, 1.7976931348623157e308, -0.0, 1/3)
