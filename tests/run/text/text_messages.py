# str, bytes, bytearray, memoryview: every method once, and the messages of errors.
def t(f, *a):
    try:
        print(ascii((f() if len(a) == 0 else f(a[0]) if len(a) == 1 else f(a[0], a[1]) if len(a) == 2 else f(a[0], a[1], a[2]) if len(a) == 3 else f(a[0],a[1],a[2],a[3]))))
    except Exception as e:
        print(type(e).__name__, ascii(str(e)))
s = 'hello'
print(s[0], s[-1], s[1:3], s[::-1], s[10:], s[::2], len(s), 'ell' in s, s * 2, 2 * s, s + ' w', list(s), s.upper().lower().title())
t(lambda: s[10]); t(lambda: s['a']); t(lambda: s[1.5]); t(lambda: 1 in s); t(lambda: s % 1); t(s.index, 'z'); t(s.join, [1]); t(s.join, 5); t(s.split, ''); t(s.split, 5); t(s.replace, 1, 2); t(s.replace, 'l'); t(s.center, 10, 'ab'); t(s.center, 10, 5); t(s.startswith, 5); t(s.startswith, (5,)); t(s.startswith, ('x', 'h')); t(s.encode, 'foo'); t('é'.encode, 'ascii'); t('é'.encode, 'ascii', 'foo'); t('\ud800'.encode); t(b'\xff'.decode); t(b'\xff'.decode, 'utf-8', 'surrogateescape'); t(s.find, 5); t(s.strip, 5); t(s.zfill, 'a'); t(s.translate, {104: 'J', 101: None, 108: 76}); t(str.maketrans, 'ab', 'xy', 'z'); t(str.maketrans, {'a': 1, 98: 'x'}); t(str.maketrans, 'a', 'bc'); t(str.maketrans, 5); t('abz'.translate, str.maketrans('ab', 'xy', 'z')); t(s.expandtabs, 'a'); t(s.partition, ''); t(s.removeprefix, 5)
print('a,b,,c'.split(','), ' a  b '.split(), 'a b c'.split(None, 1), 'a,b,c'.rsplit(',', 1), 'a\nb\r\nc'.splitlines(), 'a\nb'.splitlines(True), 'a-b-c'.partition('-'), 'a-b-c'.rpartition('-'), 'x'.partition('-'), 'abc'.split(sep='b'), 'a b'.split(maxsplit=0))
print(','.join(['a', 'b']), '-'.join(c for c in 'abc'), ''.join(map(str, range(5))), '\u20ac'.join('ab'), ' x '.strip(), 'xxaxx'.strip('x'), 'abc'.replace('b', 'BB'), 'aaa'.replace('a', 'b', 2), 'abc'.replace('', '-'))
print('%s %d %r %5.2f %x %o %e %c %% %-5s| %05d %+d' % ('a', 5, 'b', 3.14159, 255, 8, 12345.678, 'z', 'l', 42, 7), '%(a)s %(b)d' % {'a': 1, 'b': 2}, '%s' % (1,), '%s' % [1, 2], '%s' % None, '%*d' % (5, 3))
t(lambda: '%d' % 'a'); t(lambda: '%s %s' % 1); t(lambda: '%s' % ()); t(lambda: 'a' % 1); t(lambda: '%(a)s' % 1); t(lambda: '%(a)s' % {}); t(lambda: '%z' % 1); t(lambda: '%' % 1); t(lambda: '%c' % 'ab'); t(lambda: 'a' % {}); t(lambda: 'a' % [1]); t(lambda: '%x' % 1.5); t(lambda: '%d' % 1.9)
t('{} {}'.format, 1, 'a'); t('{0} {1} {0}'.format, 1, 2); t(lambda: '{a} {b}'.format(a=1, b=2)); t('{0[0]} {0[k]}'.format, {0: 5, 'k': 6}); t('{0.real} {0.imag}'.format, 1 + 2j); t('{!r:>6}'.format, 'a'); t(lambda: '{:{w}.{p}f}'.format(3.14159, w=10, p=2)); t('{}'.format); t('{a}'.format); t('{'.format); t('}'.format); t('{0}{}'.format, 1, 2); t(lambda: '{a.b}'.format(a=1)); t('{:d}'.format, 'x'); t('{a}'.format_map, {'a': 5}); t('{b}'.format_map, {'a': 5})
class M(dict):
    def __missing__(self, k): return k + '!'
t('{b}'.format_map, M()); t(lambda: '%(q)s' % M())
class Fm:
    def __format__(self, spec): return 'F<' + spec + '>'
    def __str__(self): return 'str'
    def __repr__(self): return 'repr'
x = Fm(); w = 6
print(f'{x} {x!r} {x!s:>{w}} {x:abc} {x!a} {3.14159:.2f} {42:#x} {"a":^5}| {1+1=} {w=!r} {1000000:,} {{}}', '{}'.format(x), format(x, 'q'), format(5), '%s %r' % (x, x))
t(format, 1, 'q'); t(format, None, '5'); t(format, [], ''); t(format, 'a', 'd'); t(format, 1, 5)
print(repr('a\'b'), repr("a'b\"c"), repr('\n\t\r\\\x00\x7f\xa0é\u200b\U0001f600\ud800'.encode('utf-8', 'surrogatepass').decode('utf-8', 'surrogatepass').replace('\ud800', '')), ascii('é€😀'))
print('ß'.upper(), 'İ'.lower().encode(), 'ΑΣ'.lower(), 'ǆ'.title(), 'ﬁ'.upper(), 'Straße'.casefold(), 'ÀÉ'.swapcase(), "they're bill's".title(), 'hELLO'.capitalize())
print('a'.isalpha(), '1'.isdigit(), '²'.isdigit(), '²'.isdecimal(), '½'.isnumeric(), ' \t'.isspace(), 'Ab'.istitle(), 'a1'.isalnum(), 'a b'.isprintable(), 'def'.isidentifier(), '1a'.isidentifier(), ''.isascii(), 'É'.isupper(), 'é'.islower())
print('abc' < 'abd', 'a' < 'B', 'é' > 'z', 'a' == 'a', 'abc' != 'abd', 'ab' <= 'ab', '' < 'a', max('b', 'a'), sorted('hello'))
print('abcabc'.find('c', 3), 'abcabc'.rfind('a'), 'abcabc'.count('bc'), 'aaa'.count('aa'), 'abc'.count(''), 'abc'.find('', 10), 'abc'.index('c', -1), 'hello'.endswith(('x', 'lo')), 'hello'.startswith('ell', 1), 'hello'.endswith('l', 0, 4))
print('é'.encode(), 'é'.encode('latin-1'), '😀'.encode('utf-16'), 'a'.encode('utf-32-be'), 'é'.encode('ascii', 'replace'), 'é€'.encode('ascii', 'backslashreplace'), 'é'.encode('ascii', 'xmlcharrefreplace'), b'\xc3\xa9'.decode(), b'\xe9'.decode('latin1'), b'a\xff'.decode('ascii', 'ignore'), b'\xff'.decode('utf8', 'replace') == '\ufffd', str(b'abc', 'ascii'), str(b'\xc3\xa9', encoding='utf-8'), str(object=5), str())
t(str, 5, 'ascii'); t(str, b'a', 5); t(str, 'a', 'ascii'); t(str, b'a', 'ascii', 'strict', 1); t(str, b'abc')
s = ''
for i in range(3000): s += 'ab' if i % 2 else 'é'
print(len(s), s[:6], s[-4:], s.count('ab'), hash(s) == hash(s[:] + ''), s == ''.join('ab' if i % 2 else 'é' for i in range(3000)))
u = s + 'x'; v = s + 'y'; print(u[-1], v[-1], len(u), len(v), s[-1])
it = iter('añ'); print(next(it), next(it), next(it, None), it.__length_hint__(), list(reversed('abc')))
print([ord(c) for c in 'aé€😀'], chr(97), chr(0x1f600), 'é' in 'café', 'abc'.__contains__('b'), 'a'.__add__('b'), 'abc'.__getitem__(1), 'abc'.__len__(), str.upper('x'), 'a'.__mul__(3), 'a'.__eq__('a'), 'a'.__eq__(1), 'abc'.__hash__() == hash('abc'), 'a'.__lt__('b'))
print('tab\tx'.expandtabs(), '-42'.zfill(6), 'ab'.center(7, '*'), 'ab'.ljust(5, '.'), 'ab'.rjust(5), 'a\tb\nc\td'.expandtabs(4))
import sys
a = sys.intern('hello' + 'world'); b2 = sys.intern('helloworld'); print(a is b2)
print('{:>10}|{:<10}|{:^10}|{:=+10}|{:010.3f}|{:e}|{:g}|{:%}|{:c}|{:b}|{:#o}|{:X}|{:n}'.format('a', 'b', 'c', 5, 3.14159, 12345.678, 1e-7, 0.5, 65, 10, 8, 255, 5))
class Str2(str):
    def __str__(self): return 'custom'
    def __len__(self): return 99
z = Str2('zz'); print(str(z), repr(z), len(z), '%s' % z, f'{z}', '{}'.format(z), ''.join([z, 'a']), z + 'b')
print(b'abc'[1], b'abc'[1:], b'a' + b'b', b'ab' * 2, b'b' in b'abc', 98 in b'abc', list(b'ab'), b'abc'.hex(), bytes.fromhex('61 62'), bytes(3), bytes([1, 2]), bytes('é', 'utf8'), bytes(b'x'), repr(b'\'"\n\x00\xff'), b'a%sb%d' % (b'x', 5), b'abc'.decode(), b'a,b'.split(b','), b','.join([b'a', b'b']), b'abc'.replace(b'b', b'X'), b' a '.strip(), b'abc'.find(b'c'), b'abc'.upper(), b'abc' < b'abd', hash(b'a') == hash('a'), b'abc'.startswith(b'a'), b'abc'.index(98), b'ab'.center(6, b'-'), b'abc'.translate(None, b'b'), bytes.maketrans(b'a', b'b')[97])
t(bytes, 'a'); t(bytes, -1); t(bytes, [256]); t(bytes, ['a']); t(bytes, 5, 'ascii'); t(bytes, 1.5); t(lambda: b'a'[5]); t(lambda: bytes(b'a')['x']); t(lambda: b'a' + 'b'); t(lambda: 'a' in b'a'); t(lambda: 300 in b'a'); t(b'a'.join, ['a']); t(b'a'.split, 'a'); t(b'a'.find, 'a'); t(b'a'.startswith, 'a'); t(bytes.fromhex, 'zz'); t(lambda: b'%d' % 'a'); t(lambda: b'%s' % 'a'); t(lambda: b'%b' % 5); t(b'a'.decode, 5)
ba = bytearray(b'abc'); ba.append(100); ba.extend(b'ef'); ba += b'g'; ba[0] = 65; ba[1:3] = b'XYZ'; print(ba, len(ba), ba.pop(), ba.pop(0), ba, ba[1], ba[1:3], bytes(ba), ba == b'XYZdef', ba.find(b'Z')); ba.insert(1, 33); ba.remove(33); ba.reverse(); del ba[0]; del ba[::2]; print(ba, ba * 2, ba + b'x', ba.copy(), ba.upper(), ba.hex(), list(ba)); ba.clear(); print(ba, bytearray(3), bytearray('é', 'utf8'), bytearray([1, 2]))
t(lambda: ba.pop()); t(ba.append, 256); t(ba.append, 'a'); t(ba.remove, 5); t(lambda: ba[5]); t(hash, ba); t(ba.extend, 'abc'); t(ba.extend, [1, 300]); t(bytearray, 'a'); t(lambda: ba + 'a')
m = memoryview(bytearray(b'abcdef')); m[0] = 90; m2 = m[1:4]; print(m2.tobytes(), m2.tolist(), len(m2), m2[0], m.nbytes, m.readonly, m.format, m.shape, m.itemsize, bytes(m2), m2 == b'bcd', m.obj, m[::2].tobytes(), m.contiguous, m.hex()); m2[:] = b'xyz'; print(m.obj, m.toreadonly().readonly)
with memoryview(b'abc') as mv: print(hash(mv) == hash(b'abc'), mv[0])
t(lambda: mv[0]); t(lambda: memoryview(5)); t(lambda: m.__setitem__(0, 300)); t(lambda: memoryview(b'a').__setitem__(0, 1)); t(lambda: m[10])
