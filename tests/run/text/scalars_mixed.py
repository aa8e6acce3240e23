# Hashes under a fixed seed, reflected operators, dir(), wrong arguments, corner cases of formats.
import sys
print(hash('abc'), hash('hello world'), hash(b'abc'), hash('é'), hash(''), hash(1.5), hash((1, 'a')))
class S(str):
    def __hash__(self): return 5
    def __eq__(self, o): return True
d = {'a': 1}
print(S('x') in d, d.get('a'), S('q') == 1)
class A:
    def __radd__(self, o): return ('radd', o)
    def __rmul__(self, o): return ('rmul', o)
    def __rmod__(self, o): return ('rmod', o)
print('a' + A(), b'a' + A(), 'a' * A(), 5 + A(), 1.5 * A(), bytearray(b'x') + A(), 1j + A())
print('%s' % A().__class__.__name__, 'a' % () , '%%' % ())
class T(tuple): pass
print('%s %s' % T((1, 2)))
print(int('1' * 4300) % 1000)
try: str(10 ** 5000)
except ValueError as e: print(e)
print(hex(10 ** 5000)[:10])
for x in (1, 1.5, 1j, 'a', b'a', True): print(type(x).__mro__, type(x).__name__, x.__class__, x.__doc__ is None)
print([m for m in dir(str) if not m.startswith('__')] == sorted(m for m in dir(str) if not m.startswith('__')), len(dir(str)), len(dir(int)), len(dir(float)), len(dir(bytes)), len(dir(bytearray)), len(dir(complex)), len(dir(memoryview)), len(dir(bool)))
print(int.__add__(1, 2), str.__add__('a', 'b'), float.__mul__(1.5, 2), (1).__class__, (1.5).__repr__(), 'a'.__repr__(), bytes.__len__(b'abc'))
try: int.__add__('a', 1)
except TypeError as e: print(e)
try: str.upper(1)
except TypeError as e: print(e)
try: 'a'.upper(1)
except TypeError as e: print(e)
try: 'a'.split(foo=1)
except TypeError as e: print(e)
try: 'a'.replace('a')
except TypeError as e: print(e)
try: (1).foo
except AttributeError as e: print(e)
try: 'a'.foo = 1
except AttributeError as e: print(e)
try: 'abc'[0] = 'x'
except TypeError as e: print(e)
try: b'abc'[0] = 1
except TypeError as e: print(e)
try: del 'abc'[0]
except TypeError as e: print(e)
try: 'a' < 1
except TypeError as e: print(e)
try: len(5)
except TypeError as e: print(e)
try: iter(5)
except TypeError as e: print(e)
try: hash(bytearray())
except TypeError as e: print(e)
print(float('1e400'), float('-1e-400'), 1e308 * 10, -1e308 * 10, 1e-320, float('1' * 400) == float('inf'), float('0.1' + '0' * 200))
print((0.1).__round__(20), round(0.5), round(1.5), round(-0.5), round(2.5, 0), round(1234567.891, -3), round(5e-324, 323), round(1.15, 1), round(1e22, 2))
print(f'{1e22:f} {1e-10:.20f} {123456789.987654321:.3f} {0.000001:g} {1e100:.0f}')
print(1 if 10**20 == 1e20 else 0, 2**1000 > 1e300, int(1e300), int(-1.9))
print('%.3s|%10.4s|%-10s|' % ('abcdef', 'abcdef', 'ab'), '%r' % 'é', '%a' % 'é', '%5c|' % 'x', '%+.3e' % 12345.6789, '%#x' % 255, '%#.3g' % 1.0)
print('\u0130'.lower() == 'i\u0307', 'ŉ'.upper(), 'ǰ'.title(), 'ς'.upper(), 'ΌΣΟΣ'.lower())
