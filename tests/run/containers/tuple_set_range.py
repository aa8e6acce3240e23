# tuple, set, frozenset, range, slice, iterators.
t = (1, "a", 2.5, None)
print(t, len(t), t[0], t[-1], t[1:3], t[::-1], t + (5,), t * 2, 2.5 in t, t.index("a"), t.count(1), (1,), ())
print(t == (1, "a", 2.5, None), (1, 2) < (1, 3), (1,) < (1, 0), hash((1, 2)) == hash((1, 2)), tuple("ab"), tuple([1, 2]), tuple(range(3)))
a, b, *rest = (1, 2, 3, 4, 5)
(c, (d, e)), f = (1, (2, 3)), 4
*g, h = "xyz"
print(a, b, rest, c, d, e, f, g, h)
s = {3, 1, 2, 3}
s.add(4)
s.discard(9)
s.remove(1)
s.update([7, 8], (9,))
print(s, len(s), 3 in s, 99 in s, sorted(s), s | {100}, s & {3, 4}, s - {3}, s ^ {3, 500}, set(), {1} == {1.0})
print({1, 2} <= {1, 2, 3}, {1, 2} < {1, 2}, {1} >= set(), {1, 2}.isdisjoint({3}), {1}.issubset([1, 2]), {1, 2}.issuperset([1]))
print({1, 2, 3}.union([4], [5]), {1, 2, 3}.intersection([2, 3, 4]), {1, 2, 3}.difference([1]), {1, 2}.symmetric_difference([2, 3]))
fs = frozenset([1, 2])
print(fs, hash(fs) == hash(frozenset([2, 1])), {fs: 1}[frozenset((2, 1))], fs | {3}, type(fs | {3}).__name__, {x % 3 for x in range(10)})
print(set(range(20)), {i * 37 % 101 for i in range(25)}, set("a"), frozenset())
u = {1, 2, 3}
u &= {2, 3, 4}
u |= {10}
u -= {2}
u ^= {3, 11}
print(u, u.copy() == u, u.pop() in (10, 11))
for r in (range(5), range(2, 8), range(10, 0, -3), range(0), range(5, 0), range(-5, 5, 5), range(10**20, 10**20 + 3)):
    print(r, len(r), list(r), list(reversed(r)), bool(r), r[0] if r else None, 3 in r, r[1:3], r == range(5))
print(range(10)[2:8:2], range(10).index(4), range(10).count(4), range(0, 10, 3)[-1], hash(range(3)) == hash(range(0, 3, 1)))
print(slice(1, 2), slice(None, 5, -1).indices(10), slice(1, 2) == slice(1, 2))
it = iter([1, 2, 3])
print(next(it), list(it), next(it, "done"), list(iter("ab")), list(iter(lambda: 5, 5)))
print(list(zip(range(3), "abc", [7, 8])), dict(zip("ab", [1, 2])), list(map(lambda x, y: x + y, [1, 2], [10, 20])), list(filter(None, [0, 1, "", "a"])))
print([x for x in range(20) if x % 2 if x % 3], [(x, y) for x in range(3) for y in range(x)])


def failing(func):
    try:
        print(func())
    except Exception as ex:
        print(type(ex).__name__, ex)


def unpack2(v):
    p, q = v
    return p, q


def unpack_star(v):
    p, *q, r = v
    return p, q, r


failing(lambda: ()[0])
failing(lambda: t["a"])
failing(lambda: (1,) + [2])
failing(lambda: {1}.remove(2))
failing(lambda: set().pop())
failing(lambda: {[]})
failing(lambda: {1} + {2})
failing(lambda: range(1, 2, 0))
failing(lambda: range("a"))
failing(lambda: range(1.5))
failing(lambda: range(3)[5])
failing(lambda: unpack2([1]))
failing(lambda: unpack2([1, 2, 3]))
failing(lambda: unpack2(5))
failing(lambda: unpack2("ab"))
failing(lambda: unpack_star([1]))
failing(lambda: unpack_star([1, 2]))
failing(lambda: next(iter([])))
failing(lambda: next(5))
failing(lambda: iter(5))
failing(lambda: frozenset().add(1))
failing(lambda: list(zip([1], [1, 2], strict=True)))
