"""Items at raw indices, pairs that are unpacked at once, arithmetic guessed to be on floats."""
class It:
    def __iter__(self):
        yield 1, 2
        yield [3, 4]
        yield "ab"
        yield 7
class Own(enumerate):
    def __next__(self):
        i, v = super().__next__()
        return v, i
def total(it):
    out = []
    for a, b in it:
        out.append((a, b))
    return out
print(total(enumerate([5, 6])), total(enumerate("ab", 2**63)), total(zip([1, 2], "xyz")), total(zip()), total(zip([1, 2], [3, 4], strict=True)))
print(total(Own([7, 8])), total({1: 2}.items()), total([[1, 2], (3, 4)]))
for bad in (It(), zip([1], [2], [3]), zip([1, 2], [3], strict=True), zip([1]), [[1]], [(1, 2, 3)], [5]):
    try:
        print(total(bad))
    except Exception as e:
        print(type(e), e)
def generator(it):
    for i, (a, b) in enumerate(it):
        yield i, a, b
print(list(generator(zip("ab", [1.5, 2.5]))))
def guarded(pairs):
    try:
        for a, b in enumerate(pairs):
            for x, (y, z) in zip([a, a], b):
                print(a, x, y, z)
    except (ValueError, TypeError) as e:
        print("caught", e, a)
guarded([[(1, 2)], [[3, 4], "xy"], [(1, 2, 3)]])
def items(n):
    a = list(range(n))
    t = tuple(a)
    d = {0: 1, 1: 2}
    s = 0
    for i in range(-n, n):
        s += a[i] + t[i]
        a[i] = s
    for i in range(2):
        s += d[i] + "ab"[i].__len__()
        d[i] = s
    b = bytearray(4)
    for i in range(-4, 4):
        b[i] = i & 255
    try:
        for i in range(n + 1):
            s += a[i]
    except IndexError as e:
        print(e, i)
    try:
        for i in range(n, 2 * n):
            a[i] = i
    except IndexError as e:
        print(e, i)
    try:
        for i in range(5):
            b[i] = i
    except IndexError as e:
        print(e, i)
    return s, a, d, b
print(items(6))
def dot(x, y):
    s = 0.0
    for i in range(len(x)):
        s += x[i] * y[i]
    return s
for x, y in [([1, 2], [3, 4]), ([1.5, 2], [3, 0.5]), ([2**70, 1.5], [2, 2]), ([1e300], [1e300]), ([True, 1.5], [2.5, False])]:
    print(dot(x, y))
try:
    dot([1.5, "a"], [2.5, 1.5])
except TypeError as e:
    print(e)
for x in (2.0, 0.0, -1.0, 1e-300, 1e300, float("inf"), float("nan")):
    for y in (-1.5, 0.5, 2, 0, 2.0, float("inf"), float("-inf"), -2):
        try:
            print(x ** y, end=" ")
        except Exception as e:
            print(e, end=" ")
def mags(v):
    r = []
    for x, y in v:
        d = x - y
        m = (d * d + x * y) ** 0.5
        r.append(d * m)
    return r
print(mags([(1.5, 2.5), (1, 2), (3.5, 1), (2**62, 1.0)]))
