# sort: stability, keys, comparisons that fail or change the list.
class V:
    def __init__(self, v, n): self.v, self.n = v, n
    def __lt__(self, o): return self.v < o.v
    def __repr__(self): return "%s%s" % (self.v, self.n)
print(sorted([V(1, "a"), V(0, "b"), V(1, "c"), V(0, "d")]), sorted([V(1, "a"), V(0, "b"), V(1, "c"), V(0, "d")], reverse=True))
words = "the quick brown fox jumps over the lazy dog".split()
print(sorted(words), sorted(words, key=len), sorted(words, key=lambda w: (len(w), w), reverse=True), sorted(words, key=lambda w: w[-1]))
calls = []
def key(v):
    calls.append(v)
    return -v
print(sorted([1, 3, 2], key=key), calls)
for bad in ([1, "a"], [None, 1], [[], 1], [1j, 2j], [{}, {}], [object(), 1]):
    try:
        sorted(bad)
        print("sorted")
    except TypeError as e:
        print(e)
l = [3, 2, 1]
def mutate(v):
    l.append(v)
    return v
try:
    l.sort(key=mutate)
except ValueError as e:
    print(e, l)
def failing(v):
    if v == 2: raise KeyError("key fails")
    return v
l = [3, 2, 1]
try:
    l.sort(key=failing)
except KeyError as e:
    print(e, l)
class Bad:
    def __lt__(self, o): raise ValueError("lt fails")
l = [Bad(), Bad()]
try:
    l.sort()
except ValueError as e:
    print(e, len(l))
n = [(i * 7919) % 1000 for i in range(500)]
s = sorted(n)
print(all(a <= b for a, b in zip(s, s[1:])), s[:5], s[-5:], sorted(n, reverse=True) == s[::-1], sorted(s) == s, sorted(s[::-1]) == s)
f = [0.5, -1.5, 3.25, -0.0, 0.0, 1e300, -1e300]
print(sorted(f), sorted([2, 1.5, True, 0]), sorted(["b", "a", "\xe9", "B", ""]), sorted([(2, "a"), (1, "b"), (1, "a")]), sorted([[2], [1, 5], [1]]), sorted([b"b", b"a"]))
print(min(words, key=len), max(words, key=len), min([3, 1], default=0), min([], default="d"), max("a", "b"), max(1, 2.5), min([[2], [1]]))
for call in (lambda: min([]), lambda: max(), lambda: min(1), lambda: max(1, 2, default=3), lambda: min(1, "a"), lambda: max([1], key=5), lambda: min(1, 2, x=3)):
    try:
        print(call())
    except (ValueError, TypeError) as e:
        print(e)
class Lt:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return 5 if self.v < o.v else []
    def __repr__(self): return str(self.v)
print(sorted([Lt(2), Lt(1), Lt(3)]))
d = {"b": 1, "a": 2}
print(sorted(d), sorted(d, key=d.get), sorted(d.items(), key=lambda kv: kv[1]), sorted(d.values()))
