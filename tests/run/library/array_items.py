"""array: all letters, methods, slices, operators, buffers, pickles, and the messages of what goes wrong."""
# stress: 30
import array
import io
from array import array as A


def attempt(f, *args, **keywords):
    try:
        print(repr(f(*args, **keywords)))
    except Exception as e:
        print(type(e).__name__, str(e)[:120])


print(array.typecodes, array.ArrayType is A, A.__module__, A.__name__)
for t in array.typecodes:
    a = A(t)
    print(t, a.itemsize, a.typecode, len(a), a)
    for v in (2 ** 70, -2 ** 70, 10 ** 400, 1.5, "x", "xy", b"x", -1, -129, 127, 256, 2 ** 15, 2 ** 16, 2 ** 31, 2 ** 32, 2 ** 63, 2 ** 64, -2 ** 63, None, True):
        try:
            a.append(v)
        except Exception as e:
            print(t, str(v)[:30], type(e).__name__, e)
    print(a, a.tobytes().hex(), a == A(t, a.tolist()), A(t, a.tobytes()).tobytes() == a.tobytes())

print("-- construction")
for args in (), ("i", 1), (3,), ("z",), ("ii",), (b"i",), ("i", "abc"), ("u", "abc"), ("i", b"abcd"), ("i", b"abc"), ("i", bytearray(4)), ("i", [1], 2), ("i", A("f", [1.5])), ("i", A("b", [1, 2])), ("f", A("i", [3])), \
        ("u", A("i", [3])), ("i", A("u", "a")), ("i", (1, 2)), ("i", range(3)), ("i", {1: 2}), ("i", iter([3])), ("i", memoryview(b"ab")), ("u", ["a", "\U0001f600"]), ("\xe9",), ("i", None):
    attempt(A, *args)
attempt(A, typecode="i")

print("-- methods")
x = A("i", [1, 2, 3, 4])
for name, *args in ("append", "x"), ("append", 2 ** 40), ("insert", 1, 9), ("insert", -100, 8), ("insert", 100, 7), ("insert", -1, 6), ("insert", "x", 1), ("pop",), ("pop", 0), ("pop", -2), ("pop", 100), ("pop", "x"), \
        ("remove", 100), ("remove", 9), ("index", 3), ("index", 300), ("index", 3, 0, 1), ("index", 3, -3), ("index", 4, -1, 10), ("index", 3, 0, -2), ("count", 3), ("count", 3.0), ("count", "x"), ("extend", [1]), \
        ("extend", A("b", [1])), ("extend", A("i", [1])), ("extend", 3), ("extend", [5, "x"]), ("extend", x), ("fromlist", [1, "x"]), ("fromlist", [1, 2]), ("fromlist", (1,)), ("frombytes", b"abc"), ("frombytes", "abcd"), \
        ("frombytes", b"abcd"), ("frombytes", memoryview(bytes(8))), ("tobytes",), ("tolist",), ("byteswap",), ("fromunicode", "a"), ("tounicode",), ("reverse",):
    attempt(getattr(x, name), *args)
    print(name, x)
attempt(A("i").pop)
u = A("u", "ab")
for name, *args in ("fromunicode", "c\u20ac\U0001f600"), ("fromunicode", b"a"), ("tounicode",), ("append", "de"), ("append", "d"), ("byteswap",), ("byteswap",), ("reverse",), ("extend", "xy"), ("extend", [1]):
    attempt(getattr(u, name), *args)
attempt(A("u", b"\xff\xff\xff\xff").tounicode)
attempt(repr, A("u", b"\x00\x00\x11\x00"))
print(u, len(u.buffer_info()), u.buffer_info()[1], A("u", "a'b\n"), A("d", [1.5, float("inf")]), A("f", [0.1]))

print("-- items, slices")
x = A("h", range(10))
for key in 0, -1, 10, -11, "x", None, 2 ** 70, slice(2, 5), slice(None, None, -2), slice(8, 2), slice(0, 10, 3), slice(0, 1, 0), True:
    attempt(x.__getitem__, key)
for key, value in (0, 5), (-1, 6), (100, 1), (0, "x"), ("x", 1), (0, 2 ** 20), (slice(1, 2), [1]), (slice(1, 2), A("b", [1])), (slice(1, 2), A("h", [7, 8, 9])), (slice(0, 4, 2), A("h", [1, 2, 3])), \
        (slice(0, 4, 2), A("h", [-1, -2])), (slice(5, 2), A("h", [77])), (slice(0, 2), x), (slice(None, None, -1), x), (slice(2, 3), A("h")):
    attempt(x.__setitem__, key, value)
    print(x)
for key in slice(0, 4, 2), 100, 0, -1, slice(None, None, -3), slice(3, 3), slice(1, 3), "x":
    attempt(x.__delitem__, key)
    print(x)
del x[:]
print(x, list(x), x.tobytes())

print("-- operators")
x = A("i", [1, 2])


def add(value):
    global x
    x += value
    return x


def multiply(value):
    global x
    x *= value
    return x


for f in (lambda: x + x, lambda: x + [1], lambda: x + A("b"), lambda: [1] + x, lambda: x * 2, lambda: 2 * x, lambda: x * -1, lambda: x * 1.5, lambda: x * 2 ** 61, lambda: x * 2 ** 70, lambda: add([1]), lambda: add(A("b", [1])),
          lambda: add(A("i", [1])), lambda: add(x), lambda: multiply(2), lambda: multiply("x"), lambda: 2 in x, lambda: "x" in x, lambda: x == x, lambda: x == list(x), lambda: A("i", [1]) == A("f", [1.0]),
          lambda: A("i", [1]) < A("b", [2]), lambda: A("i", [1]) < [2], lambda: A("i", [1, 2]) != A("i", [1]), lambda: A("i", [1, 2]) >= A("i", [1]), lambda: A("d", [float("nan")]) == A("d", [float("nan")]), lambda: hash(x),
          lambda: multiply(0), lambda: bool(x)):
    attempt(f)
it = iter(A("i", [5, 6, 7]))
print(type(it).__name__, next(it), it.__reduce__()[1:], it.__setstate__(2), next(it), next(it, "end"), next(it, "end"), it.__reduce__()[1:])
it = iter(a := A("i", [1]))
a.append(2)
print(list(it), list(reversed(A("i", [1, 2]))), max(A("b", [3, 9, 2])), sum(A("d", [0.5, 1])), sorted(A("u", "cab")))

print("-- buffers, files")
x = A("i", [1, 2, 3])
m = memoryview(x)
m[1] = 20
print(m.format, m.itemsize, m.shape, m.tolist(), x, bytes(x), memoryview(A("u", "ab")).format, memoryview(A("u", "ab")).itemsize, m == x, m == A("l", [1, 20, 3]))
for t in array.typecodes:
    v = memoryview(A(t, "ab" if t == "u" else [1, 2]))
    print(t, v.format, v.nbytes, v.readonly, v.tobytes().hex())
m.release()
f = io.BytesIO()
x.tofile(f)
A("b", range(5)).tofile(f)
f.seek(0)
y = A("i")
attempt(y.fromfile, f, 2)
print(y)
attempt(y.fromfile, f, 5)
attempt(y.fromfile, f, -1)
attempt(y.fromfile, 3, 1)
attempt(y.fromfile, io.StringIO("abcd"), 1)
attempt(x.tofile, 3)
print(y)

print("-- copies, pickles")
print(A("i", [1]).__copy__(), A("i", [1]).__deepcopy__({}), x.__reduce_ex__(2), x.__reduce_ex__(3)[1:], A("u", "ab").__reduce_ex__(4)[1:])
for t in array.typecodes:
    a = A(t, "ab" if t == "u" else [1, 100])
    r = a.__reduce_ex__(3)
    print(r[1][1:], r[0](*r[1]) == a)
R = array._array_reconstructor
for args in (A, "i", 0, b"ab"), (A, "i", 8, b"abcdefgh"), (A, "i", 9, b"abcdefgh"), (int, "i", 9, b"abcdefgh"), (A, "z", 9, b"abcdefgh"), (A, "i", 99, b"abcdefgh"), (A, "i", 8, "x"), (3, "i", 8, b"x"), (A, "u", 18, b"a\0b\0"), \
        (A, "d", 17, b"abcdefgh"), (A, "f", 15, b"\x3f\xc0\x00\x00"), (A, "q", 5, b"\x01\x02\x03\xff"), (A, "b", 5, b"\x01\x02\x03\xff"), (A, "u", 19, b"\0a\xd8\x3d\xde\x00"), (A, "u", 21, b"\0\0\0a"), (A, "h", 4, b"abc"), \
        (A, "", 4, b"ab"), (A, "l", 8, b"\xff\xff\xff\xff"), (A, "L", 6, b"\xff\xff\xff\xff"), (A, "i", -1, b""), (A, "i", "x", b""):
    attempt(R, *args)


class Sub(A):
    def __init__(self, *args, **keywords):
        self.extra = keywords


s = Sub("i", [1], k=2)
print(s, s.extra, type(s[:]).__name__, type(s * 2).__name__, type(s + s).__name__, s.__reduce_ex__(3)[1][1:], s.__reduce_ex__(3)[2], s == A("i", [1]))
match A("i", [1, 2]):
    case [first, second]:
        print("matched", first, second)
