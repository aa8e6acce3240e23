# Unpacking in assignments, loops, displays, returns.
a, b = 1, 2
(c, d), e = (3, 4), 5
[f, g] = "xy"
h, *i = range(4)
*j, k = [1, 2, 3]
l, *m, n = (1, 2)
(*o,) = "abc"
[p, *q, r], s = [1, 2, 3, 4], 5
print(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s)
a, b = b, a
a = b = c = [1]
print(a is b is c, a)
x, x = 1, 2
print(x)
i, l2 = 0, [0, 0, 0]
i, l2[i] = 2, 9
print(i, l2)
for bad, src in (("a, b = v", (1,)), ("a, b = v", (1, 2, 3)), ("a, b, c = v", []), ("a, *b, c = v", [1]), ("a, b = v", 5), ("a, b = v", None), ("a, = v", "ab"), ("[] = v", [1]), ("*a, b = v", ())):
    try:
        exec(bad, {"v": src})
    except (ValueError, TypeError) as e:
        print(bad, type(e).__name__, e)
def g3():
    yield 1
    yield 2
    yield 3
    print("went on")
try:
    a, b = g3()
except ValueError as e:
    print(e)
a, b, c = g3()
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return iter(range(self.n))
class Get:
    def __getitem__(self, i):
        if i > 1: raise IndexError
        return i * 10
class Bad:
    def __iter__(self): return 5
class Raises:
    def __iter__(self):
        yield 1
        raise KeyError("in iter")
a, b = It(2)
c, d = Get()
print(a, b, c, d)
for bad in (Bad(), Raises()):
    try:
        a, b = bad
    except (TypeError, KeyError) as e:
        print(type(e).__name__, e)
for (a, b), *c in [((1, 2), 3, 4), ("xy",)]: print(a, b, c)
for a, in [(1,), [2]]: print(a)
print([*range(3), *"ab"], (*[1], *()), {*[1, 2], 3}, {**{"a": 1}, "b": 2, **{"a": 3}}, *[], *[4])
def ret(): return *[1, 2], 3
def yi(): yield *[1], 2
print(ret(), list(yi()))
t = *range(2), *"z"
print(t)
d = {"a": 1, "b": 2}
x, y = d
(k1, v1), (k2, v2) = d.items()
print(x, y, k1, v1, k2, v2)
class Slot: pass
o = Slot()
o.a, o.b, *o.c = range(5)
print(o.a, o.b, o.c)
z = [1, 2, 3, 4]
z[0], z[1:3], z[-1] = "a", "bcd", "e"
print(z)
def order():
    log = []
    class L:
        def __init__(self, n): self.n = n
        def __setitem__(self, k, v): log.append((self.n, k, v))
    def at(n):
        log.append(n)
        return n
    L("x")[at(1)], L("y")[at(2)] = at(3), at(4)
    return log
print(order())
for bad in ("{**5}", "[*5]", "{*5}", "(*None,)", "{**[1]}"):
    try:
        eval(bad)
    except TypeError as e:
        print(bad, e)
first, (second, (third, *rest)), last = 1, (2, (3, 4, 5)), 6
print(first, second, third, rest, last)
