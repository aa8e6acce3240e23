# tuple, range and slice objects.
t = (1, 2, 3, 2)
print(t.count(2), t.index(2), t.index(2, 2), t + (4,), t * 2, t[1], t[-1], t[1:3], t[::-1], 2 in t, len(t), t == (1, 2, 3, 2), t < (1, 3), (1,) < (1, 0), hash(t) == hash((1, 2, 3, 2)), tuple("ab"), tuple(), (), (1,), ((),), tuple(t) is t, t[:] is t)
for call in (lambda: t[10], lambda: t["a"], lambda: t.index(9), lambda: t.index(1, 1), lambda: t + [1], lambda: t * 1.5, lambda: hash(([],)), lambda: tuple(5), lambda: t < [1], lambda: t.__setitem__(0, 1), lambda: tuple(1, 2)):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
    first = property(lambda self: self[0])
x = T(1, 2); x.attr = 5
print(x, x.first, type(x + (3,)).__name__, type(x[:]).__name__, x.attr, x == (1, 2), {x: 1}[(1, 2)], x.__getnewargs__())
r = range(2, 20, 3)
print(r, list(r), len(r), r[0], r[-1], r[1:3], r[::-1], list(r[::-1]), 5 in r, 6 in r, 5.0 in r, "a" in r, r.index(8), r.count(8), r.count(9), r.start, r.stop, r.step, range(0) == range(5, 5), range(0, 3, 2) == range(0, 4, 2), hash(range(3)) == hash(range(3)), bool(range(0)), list(reversed(r)), max(r), range(5)[2], range(-5)[:] if False else list(range(-1, -6, -2)))
for call in (lambda: range(1, 2, 0), lambda: range(1.5), lambda: range("a"), lambda: range(), lambda: range(1, 2, 3, 4), lambda: range(3)[5], lambda: range(3).index(7), lambda: range(3)["a"], lambda: range(3) + range(3), lambda: range(x=1), lambda: range(3).__setattr__("start", 1), lambda: range(3) < range(4)):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
big = range(10 ** 20, 10 ** 20 + 10, 3)
print(big, list(big)[-1], big[1], 10 ** 20 + 3 in big, big.index(10 ** 20 + 6), big[-1], len(range(10 ** 20, 10 ** 20 + 5)), range(0, 10 ** 30, 10 ** 29)[5], r.__reduce__())
try:
    len(range(10 ** 30))
except OverflowError as e:
    print(e)
i = iter(range(3)); print(next(i), i.__length_hint__(), list(i), next(i, None))
s = slice(1, 10, 2)
print(s, slice(5), slice(None), s.start, s.stop, s.step, s.indices(6), slice(None, None, -1).indices(5), slice(-3, None).indices(5), slice(10, -10, -3).indices(5), s == slice(1, 10, 2), s < slice(2, 1), slice(1, 2) != slice(1, 3), s.__reduce__()[1])
for call in (lambda: hash(s), lambda: slice(), lambda: s.indices("a"), lambda: s.indices(-1), lambda: slice(1, 2, 0).indices(5), lambda: slice("a").indices(5), lambda: slice(1, 2, 3, 4), lambda: [1, 2][slice(0, 1, "x")]):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
class G:
    def __getitem__(self, k): return k
g = G()
print(g[1], g[1:2], g[:], g[::2], g[1, 2], g[1:2, ...], g[(1, 2)], g[()], g[...], g[1:2, 3:4:5], g["a":"b"], g[*[1, 2]], g[*"ab", 3])
