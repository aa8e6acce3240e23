"""memoryview: formats, shapes, steps, assignment, comparison, and what goes wrong."""
# stress: 30


def attempt(f, *args):
    try:
        result = f(*args)
        print("memory" if isinstance(result, memoryview) else repr(result))
    except Exception as e:
        print(type(e).__name__, e)


def put(view, key, value):
    view[key] = value
    return view[key]


data = bytearray(range(24))
m = memoryview(data)
c = m.cast("B", [2, 3, 4])
print(c.shape, c.strides, c.suboffsets, c.ndim, c.nbytes, c.itemsize, len(c), c.format, c.tolist(), c[1, 2, 3], c[-1, -1, -4])
for key in 1, (1, 1), (2, 0, 0), (0, 3, 0), (0, 0, 0, 0), "a", (0, "a", 0), ..., (), slice(None, None, 2), (slice(0, 1), slice(0, 1)), slice(5, 1, -1), 2 ** 70:
    attempt(c.__getitem__, key)
    attempt(m.__getitem__, key)
for letter in "cbB?hHiIlLqQnNfdP":
    v = m.cast(letter)
    print(letter, v.format, v.itemsize, v.shape, v.strides, v[1:3].tolist() if letter not in "fd" else len(v), v[::2].tobytes(), m.cast("@" + letter).format)
for letter in "Z", "II", "<I", "", "@", "s", "x", "e", "é", 3, b"B":
    attempt(m.cast, letter)
for shape in [2, 3], (6,), [], 3, ["a"], [-6], [0], [1] * 65, [2, 2], [2 ** 62, 4]:
    attempt(lambda: m.cast("I", shape).tolist())
attempt(lambda: m[:4].cast("I", []).tolist())
attempt(lambda: m[:4].cast("I", [])[()])
attempt(lambda: m[:4].cast("I", [])[0])
attempt(lambda: m[:4].cast("I", [])[...])
attempt(lambda: len(m[:4].cast("I", [])))
attempt(lambda: list(m[:4].cast("I", [])))
attempt(lambda: m.cast("I").cast("H"))
attempt(lambda: m.cast("I").cast("B").cast("H").tolist())
attempt(lambda: m[:5].cast("I"))
attempt(lambda: m[::2].cast("I"))
attempt(lambda: c.cast("I").tolist())
attempt(lambda: c.cast("B", [24]).shape)
attempt(lambda: c.cast("B", [4, 6]))
attempt(lambda: m[:0].cast("B", [1]))
attempt(lambda: m.cast(format="B", shape=[24]).shape)
print([f(c) for f in (lambda v: v.contiguous, lambda v: v.c_contiguous, lambda v: v.f_contiguous)], m[::2].contiguous, m[:1:2].contiguous, m[:0].contiguous)
print(c.tobytes("F"), c.tobytes(), c.tobytes(None), c.tobytes("A"), c.hex(":", 4), m[::2].hex(), m.cast("I")[::2].tobytes(), bytes(m[::-3]), bytes(c))
attempt(c.tobytes, "X")
attempt(c.tobytes, 3)

print("-- assignment")
for letter, value in [("f", 1.5), ("f", "x"), ("f", 1e300), ("d", 1e300), ("?", "x"), ("?", ""), ("I", -1), ("I", 2 ** 40), ("I", 1.5), ("q", 2 ** 63), ("q", -2 ** 63), ("Q", 2 ** 64 - 1),
                      ("c", b"x"), ("c", b"xy"), ("c", 3), ("P", 3), ("N", -3), ("n", -3), ("b", 200), ("b", -128), ("H", 65535), ("h", 32768), ("B", True), ("B", None)]:
    attempt(put, m.cast(letter), 0, value)
attempt(put, c, (0, 0, 0), 7)
attempt(put, c, 0, 7)
attempt(put, c, (0, 0), 7)
attempt(put, c, slice(0, 1), c[1:2])
attempt(put, c, (slice(0, 1),), c[1:2])
attempt(put, c, "x", 1)
attempt(put, m, slice(0, 4), m.cast("I")[:1])
attempt(put, m.cast("I"), slice(0, 1), b"abcd")
attempt(lambda: put(m.cast("I"), slice(0, 1), m.cast("I")[1:2]).tolist())
attempt(put, m, "x", 1)
attempt(put, m, slice(None), 3)
attempt(put, m, slice(0, 4), [1, 2, 3, 4])
attempt(put, m.toreadonly(), 0, 1)
attempt(put, memoryview(b"abc"), 0, 1)
attempt(m.__delitem__, 0)
m[::2] = m[1::2]
m[1:9] = m[:8]
m[4:8] = b"wxyz"
m[::-1][:3] = b"123"
print(bytes(data))
z = m[:4].cast("I", [])
z[()] = 258
z[...] = z[()] + 1
print(z[()], m[:4].tolist())
attempt(put, z, 0, 1)


class Evil:
    def __init__(self, view):
        self.view = view

    def __index__(self):
        self.view.release()
        return 1


for key, value in (0, Evil), (Evil, 0):
    v = memoryview(bytearray(8))
    try:
        v[key(v) if key is Evil else key] = value(v) if value is Evil else value
        print("written")
    except ValueError as e:
        print(e)

print("-- comparison")
floats = memoryview(bytearray(16)).cast("d")
floats[0] = float("nan")
print(m.cast("I") == m.cast("I"), m.cast("I") == m, m.cast("B", [4, 6]) == m.cast("B", [6, 4]), floats == floats, floats[1:] == memoryview(bytes(8)).cast("q"), m == data, data == m,
      m == "x", m != 3, memoryview(b"abc")[::-1] == b"cba", b"cba" == memoryview(b"abc")[::-1], memoryview(b"ab").cast("c") == b"ab", memoryview(b"ab").cast("b") == b"ab")
attempt(lambda: m < m)
attempt(hash, m)
attempt(hash, m.toreadonly())
attempt(lambda: hash(memoryview(b"abcd").cast("I")))
print(hash(memoryview(b"ab")[::-1]) == hash(b"ba"), hash(memoryview(b"ab").cast("c")) == hash(b"ab"))

print("-- iteration, release")
print(list(m.cast("I")[:2]), [type(iter(m)).__name__], 3 in m, list(reversed(m[:3])), list(memoryview(b"")), memoryview(memoryview(b"abc")[::2]).tolist(), c.obj is data)
attempt(lambda: list(c))
attempt(memoryview, 3)
attempt(memoryview)
attempt(memoryview(b"abc").index, 1) if hasattr(memoryview, "index") else print("no index")
match m:
    case [*items]:
        print("sequence", len(items))
it = iter(m)
next(it)
view = m[:]
with m as same:
    print(same is m)
for f in (lambda: m.nbytes, lambda: m.format, m.__enter__, lambda: len(m), m.tolist, lambda: hash(m), lambda: m[0], lambda: next(it), lambda: m.cast("B"), lambda: memoryview(m), lambda: m == m, lambda: m == view,
          lambda: bytes(m), lambda: repr(m)[:16], m.release, lambda: view[0]):
    attempt(f)
h = memoryview(b"abc")
hash(h)
h.release()
print(hash(h) == hash(b"abc"))
