# Set and dict comprehensions.
print({x % 3 for x in range(10)}, {x: x * x for x in range(4)}, {k: v for k, v in [("a", 1), ("b", 2)]}, {v: k for k, v in {"a": 1}.items()})
print({(x, y) for x in (1,) for y in (2,)}, {len(w) for w in "a bb cc".split()} == {1, 2})
print({k: v for k in "ab" for v in range(2)}, {1: 2 for _ in range(3)}, {k.upper(): [v] * 2 for k, v in zip("ab", "xy") if k != "b"})
log = []
def n(v):
    log.append(v)
    return v
{n("k%d" % i): n("v%d" % i) for i in range(2)}
print(log)
for bad in (lambda: {[] for _ in "a"}, lambda: {[]: 1 for _ in "a"}, lambda: {**{1: 2 for _ in "a"}, **5}):
    try:
        bad()
    except TypeError as e:
        print(e)
x = 5
print({x for x in range(2)}, {x: x for x in "q"}, x)
def f(n): return {i: {j for j in range(i)} for i in range(n)}
print(f(3))
print({k: (lambda: k)() for k in "ab"}, {i: f for i, f in enumerate([len])}[0]("abc"))
print({**{k: 0 for k in "ab"}, "b": 1}, {*{1, 2}, *{2, 3}} == {1, 2, 3}, {i for i in ()} == set(), {i: i for i in ()})
print({(y := k): y + k for k in range(2)}, y)
class K:
    names = ["a", "b"]
    table = {name: i for i, name in enumerate(names)}
print(K.table)
print({a: b for a, b in {"x": (1, 2)}.values()}, {a + b for a, b in [(1, 2)]}, {a: c for a, (b, c) in [(1, (2, 3))]})
print(dict((k, v) for k, v in zip("ab", (1, 2))), set(i // 2 for i in range(6)), frozenset(i for i in "aab") == frozenset("ab"))
d = {i: str(i) for i in range(5)}
print({k: v for k, v in sorted(d.items(), reverse=True)}, list({k: 1 for k in reversed(d)}))
