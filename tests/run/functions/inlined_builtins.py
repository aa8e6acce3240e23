"""len, min, max and append where calls of them are done in place: other callees, odd arguments, rebound names."""
import builtins


def lengths(*values):
    out = []
    for v in values:
        try:
            out.append(len(v))
        except (TypeError, ValueError, OverflowError) as error:
            out.append(str(error))
    return out


class Sized:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


class Sub(list):
    def __len__(self):
        return 77

    def append(self, item):
        list.append(self, ("sub", item))


print(lengths([1, 2], (1,), "abc", "€", {1: 2}, {1, 2}, b"ab", bytearray(3), range(9), Sized(4), Sub([1]), frozenset()))
print(lengths(5, None, Sized(-1), Sized("x"), Sized(1 << 70), 1.5, Sized, len))


def extremes(a, b, c):
    try:
        return min(a, b), max(a, b), min(a, b, c), max(a, b, c)
    except TypeError as error:
        return str(error)


nan = float("nan")
for args in (1, 2, 3), (3, 2, 1), (2, 2.0, True), (1.5, 1, 2), ("b", "a", "c"), (1, "a", 2), (nan, 1, 2), (1, nan, 0), ((1,), (0, 5), ()), (1 << 62, 5, -1 << 62), (None, None, None):
    print(extremes(*args))
print(min([3, 1]), max((2, 5)), min(4, 2, 8, 1), max(1, 2, key=lambda v: -v), min("ab"))


class Loud:
    def __init__(self, v):
        self.v = v

    def __lt__(self, other):
        print("lt", self.v, other.v)
        return self.v < other.v

    def __gt__(self, other):
        print("gt", self.v, other.v)
        return self.v > other.v


print([x.v for x in extremes(Loud(1), Loud(2), Loud(0))])


class Failing:
    def __lt__(self, other):
        raise ZeroDivisionError("lt")


try:
    min(1, Failing())
    min(Failing(), Failing(), 1)
except ZeroDivisionError as error:
    print(error, error.__traceback__.tb_lineno)


class Other:
    def append(self, item, more=4):
        return item, more


def add(target, item):
    return target.append(item)


a, b, c = [], Sub(), Other()
print(add(a, 1), add(b, 2), add(c, 3), a, list(b), add(bytearray(b"x"), 65))
for wrong in (lambda: add(5, 1), lambda: add((), 1), lambda: [].append(), lambda: [].append(1, 2), lambda: len(), lambda: len(1, 2), lambda: min(), lambda: max(1)):
    try:
        wrong()
    except (TypeError, AttributeError) as error:
        print(error)
many = []
for i in range(10000):
    many.append(i)
print(len(many), many[-1], [x for x in range(100) if x % 7 == 0])


def count(v):
    return len(v), min(1, 2), max(1, 2)


print(count("abc"))
builtins.len, old = (lambda v: "patched"), len
print(count("abc"))
builtins.len = old
print(count("abc"))
len = lambda v: "module"
print(count("abc"))
del len
min = max
print(count("abc"))
