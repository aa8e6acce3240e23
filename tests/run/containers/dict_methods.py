# dict: methods, views, order, errors.
d = {"a": 1, "b": 2}
d["c"] = 3; d.update(d=4); d.update([("e", 5)], f=6); d.update({"a": 10}); d |= {"g": 7}
print(d, len(d), d.get("a"), d.get("z"), d.get("z", 0), d.setdefault("a", 99), d.setdefault("h"), d.setdefault("i", []), d.pop("b"), d.pop("zz", "none"), d.popitem())
print(d, d.copy() == d, d.copy() is d, dict.fromkeys("ab"), dict.fromkeys([1], []), list(reversed(d)), {**d, "x": 1} | {"y": 2})
for call in (lambda: {}["k"], lambda: {}[1, 2], lambda: {}.pop("k"), lambda: {}.popitem(), lambda: {[]: 1}, lambda: {}.get([]), lambda: d.update(5), lambda: d.update([1]), lambda: d.update([(1, 2, 3)]), lambda: d.update(["abc"]), lambda: d | 5, lambda: dict(5), lambda: dict(1, 2), lambda: dict([1, 2]), lambda: {} < {}, lambda: hash({}), lambda: d.fromkeys(5), lambda: {}.__delitem__("x"), lambda: d.pop(), lambda: {}.setdefault(), lambda: {} + {}):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k), "a" in k, ("a", 10) in i, 3 in v, ("a", 1) in i)
d["new"] = 0
print(list(k)[-1], list(v)[-1], list(i)[-1], list(reversed(k))[0], k & {"a", "q"}, sorted(k | {"q"}) == sorted([*d, "q"]), k - {"a"} == set(d) - {"a"}, sorted(k ^ {"a", "q"}) == sorted((set(d) | {"q"}) - {"a"}), k == set(d), k.isdisjoint({"zz"}), i & {("a", 10)}, {"a"} <= k, k.mapping["a"])
try:
    for key in d: d[key + "x"] = 1
except RuntimeError as e:
    print(e)
try:
    for key in d: del d[key]
except RuntimeError as e:
    print(e)
e = {1: "int", 1.0: "float", True: "bool"}
print(e, {0: "a", False: "b", 0.0: "c", "0": "d"}, {(1, 2): "t"}[(1, 2)], {None: 1}[None], {frozenset([1]): 1}[frozenset([1])])
class K:
    def __init__(self, v): self.v = v
    def __hash__(self): return 1
    def __eq__(self, o): return isinstance(o, K) and self.v == o.v
    def __repr__(self): return "K%d" % self.v
c = {K(i): i for i in range(5)}
print(c, c[K(3)], K(9) in c, c.pop(K(1)), list(c))
class Missing(dict):
    def __missing__(self, key): return key * 2
m = Missing(a=1)
print(m["a"], m["zz"], m.get("zz"), "zz" in m, len(m))
o = {}
for x in "cab": o[x] = x
del o["a"]; o["a"] = 1; o["c"] = 2
print(o, list(o.items()), dict(zip("ab", [1, 2])), dict([("k", "v")], z=1), dict(o, q=1), dict(**{"s p": 1}))
r = {}; r["self"] = r
print(r, {1: [r]} and len(r), {} == {}, {"a": 1, "b": 2} == {"b": 2, "a": 1}, {"a": 1} != {"a": 1.0}, bool({}), {1: 2} == {1: 3})
class KM:
    def keys(self): return iter("xy")
    def __getitem__(self, k): return k.upper()
print(dict(KM()), {**KM()}, dict.fromkeys(range(3), 0), {}.__sizeof__() > 0, d.__contains__("a"), d.__len__() == len(d), type(d.items()).__name__, iter(d).__length_hint__() == len(d))
big = {i: i * i for i in range(200)}
for i in range(0, 200, 2): del big[i]
print(len(big), big[199], sum(big), next(iter(big)), list(big)[-1], big.popitem(), 100 in big)
