"""Slices read and assigned at sites of their own; membership; sums and extremes of all kinds of iterables."""


class Log:
    def __getitem__(self, key):
        return "get", key

    def __setitem__(self, key, value):
        print("set", key, value)

    def __delitem__(self, key):
        print("del", key)


class Index:
    def __init__(self, i):
        self.i = i

    def __index__(self):
        return self.i


class Sub(list):
    def __getitem__(self, key):
        return "sub", key


class Text(str):
    pass


def cut(x, a, b):
    return x[a:b], x[a:], x[:b], x[:], x[a:b:2], x[::-1]


for x in [1, 2, 3, 4, 5], (1, 2, 3, 4, 5), "abcde", "aäc€e", b"abcde", bytearray(b"abcde"), range(5), Text("abcde"):
    for a, b in (1, 3), (-3, -1), (3, 1), (0, 100), (-100, 100), (5, 5), (None, 2), (2, None), (True, 3), (Index(1), Index(4)):
        print(*cut(x, a, b))
print(Log()[1:2], Log()[:], Log()[::3], Log()["a":"b"], Sub([1, 2])[0:1], type(Text("ab")[:]), Log()[1:2, 3])
log = Log()
log[1:2] = 5
log[:] = log[1:]
log[1:2] += (7,)
del log[1:2]
t = (1, 2, 3)
print(t[:] is t, "abc"[:] == "abc", [][1:2], ""[0:5], ()[0:])
for wrong in (lambda: [1][1.5:], lambda: "a"["x":], lambda: (1,)[::0], lambda: t[0][1:2], lambda: {}[1:2], lambda: [1][:Index("a")]):
    try:
        wrong()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


def put(a, b, value):
    x = [0, 1, 2, 3, 4]
    try:
        x[a:b] = value
    except (TypeError, ValueError) as error:
        return str(error)
    return x


for a, b in (1, 3), (0, 0), (None, None), (4, 1), (-2, None), (10, 20):
    for value in [], [9], (8, 7, 6), "xy", range(3), {5}, 5, None:
        print(put(a, b, value))
x = [1, 2, 3]
x[1:] = x
x[:1] = x[1:]
print(x)
x[::2] = [0] * len(x[::2])
print(x)


class Same:
    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        return self.value == getattr(other, "value", other)

    def __hash__(self):
        return hash(self.value)


def within(item, *containers):
    return [item in c for c in containers]


containers = (1, "a", None, 2.0), {1, "a", None, 2.0}, {1: 0, "a": 0, None: 0, 2.0: 0}, [1, "a", None, 2.0], frozenset({1, "a", None, 2.0})
for item in 1, 1.0, True, 2, "a", "".join(["a"]), None, 0, -1, Same(2), Same("a"), Same(5), (1,), float("nan"), 1 << 70:
    print(within(item, *containers))
nan = float("nan")
print(nan in (nan,), nan in [nan], nan in {nan}, {1} in {frozenset({1})}, -1 in {-1}, (1 << 61) in {1 << 61: 0}, -2 in {-1})
for wrong in (lambda: [] in {1}, lambda: {} in {1: 2}, lambda: 1 in 5, lambda: 1 in "a"):
    try:
        wrong()
    except TypeError as error:
        print(error)


def gen(*items):
    yield from items


for items in [3, 1, 2], (3, 1, 2), {3, 1, 2}, range(4), gen(3, 1, 2), [0.5, 1, True], [1 << 61, 1 << 61, -5], [0.1] * 10:
    items = list(items) if not isinstance(items, (list, tuple, set, range)) else items
    print(sum(items), min(items), max(items), all(items), any(items), sum(items, 0.5))
print(sum(gen(1, 2)), min(gen(2, 1)), max(gen("a", "b")), all(gen()), any(gen()), sum([[1], [2]], []), max([], default=4))
print(max([1, 5, 3], key=lambda v: -v), min("hello", key=ord), max((1, 2), (1, 3)), min(2.5, 1, True), all([[], 1]), any([[], ""]))
grows = [1, 2, 3]
print(max(grows, key=lambda v: grows.append(v + 1) or v if len(grows) < 8 else v), grows)
print(True + 1, 1 + True, 1 - True, True - True, True * 3, False + (1 << 61) - 1, True + (1 << 61) - 1, -(1 << 61) - True, True & 1, True ^ True)
print([divmod(a, b) for a in (7, -7, 0, 1 << 61) for b in (2, -2, 3, 1 << 62)], divmod(7.5, 2), divmod(True, 2))
print((1.5, 2) < (1.5, 3.0), (0.0, 1) == (-0.0, 1), (nan, 1) == (nan, 1), (1.0, "b") < (1.0, "a"), (float("nan"), 1) < (1.0, 0), (2.0,) >= (1.0,), (1.0,) != (2.0,))
print(sorted([(1, "b"), (1, "a"), (0, "c"), (1, "ä"), (1, "€")]), "a" < "b", "ab" > "a€", "x" <= "x", "x" != "y", sorted(["b", "a€", "a"]))
