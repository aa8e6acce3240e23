# dict: order, all methods, views, key kinds, errors, mutation while iterating.
d = {"a": 1, 2: "b", (1, 2): [3], None: None, 1.5: "f", True: "t"}
print(d, len(d), d["a"], d[2], d[(1, 2)], d[None], d[1.5], d[1], 1.0 in d, "zz" in d)
d["new"] = 5
d["a"] += 10
del d[2]
d[2] = "again"
print(d, list(d), list(d.keys()), list(d.values()), list(d.items()))
print(d.get("a"), d.get("q"), d.get("q", 7), d.pop("new"), d.pop("nope", "default"), d.setdefault("s", []), d.setdefault("a", 0))
d.update({"a": 2, "z": 3})
d.update([("k", "v")], kw=1)
print(d, d.popitem(), d.copy() == d, d != {}, {1: 2} == {1: 2.0}, {1: 2} == {2: 1})
print(dict(a=1, b=2), dict([(1, 2)]), dict({3: 4}, x=5), dict.fromkeys("ab"), dict.fromkeys([1, 2], 0), {**{"a": 1}, "b": 2, **{"a": 3}})
print({k: v * 2 for k, v in {"x": 1, "y": 2}.items()}, {i: i * i for i in range(5) if i % 2})
print({1: 2} | {3: 4}, list(reversed({1: 2, 3: 4})), {"a": 1}.keys() & {"a", "b"}, {"a": 1}.items() - {("a", 1)}, sorted({"a": 1}.keys() | ["c"]))
e = {}
for i in range(1000):
    e[i] = i
for i in range(0, 1000, 2):
    del e[i]
for i in range(2000, 2100):
    e[i] = -i
print(len(e), list(e)[:5], list(e)[-3:], sum(e.values()))
f = {}
for word in "the cat the dog the end".split():
    f[word] = f.get(word, 0) + 1
print(f, sorted(f.items(), key=lambda kv: (-kv[1], kv[0])), max(f, key=f.get))
d.clear()
print(d, bool(d), len(d))


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n % 3

    def __eq__(self, other):
        return isinstance(other, Key) and self.n == other.n

    def __repr__(self):
        return "Key(%d)" % self.n


g = {Key(i): i for i in range(10)}
print(g, g[Key(4)], Key(11) in g, g.pop(Key(3)), len(g))
nested = {"a": {"b": {"c": 1}}}
nested["a"]["b"]["d"] = nested
print(nested["a"]["b"]["c"], nested)


def failing(func):
    try:
        print(func())
    except Exception as ex:
        print(type(ex).__name__, ex, ex.args)


failing(lambda: {}["missing"])
failing(lambda: {}[1])
failing(lambda: {}[(1, "x")])
failing(lambda: {[]: 1})
failing(lambda: {}.pop("x"))
failing(lambda: {}.popitem())
failing(lambda: {1: 2} < {3: 4})
failing(lambda: dict(5))
failing(lambda: dict([1]))
failing(lambda: dict([(1, 2, 3)]))
failing(lambda: {}.foo)
failing(lambda: {} + {})


def mutate():
    m = {1: 1, 2: 2}
    for k in m:
        m[k + 10] = 0


def shrink():
    m = {1: 1, 2: 2}
    for k in m:
        del m[k]


failing(mutate)
failing(shrink)


class WithMissing(dict):
    def __missing__(self, key):
        return "missing " + str(key)


h = WithMissing(a=1)
print(h["a"], h["b"], h, len(h), "b" in h, type(h).__name__, isinstance(h, dict))
