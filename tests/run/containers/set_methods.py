# set and frozenset: methods, operators, errors.
a, b = {1, 2, 3}, {3, 4}
print(a | b, a & b, a - b, a ^ b, a.union([5], (6,)), a.intersection([1, 2], [2]), a.difference([1], [2]), a.symmetric_difference([3, 9]), a <= {1, 2, 3, 4}, a < a, a >= {1}, a > {1}, a == {3, 2, 1}, a != b, a.issubset(range(5)), a.issuperset([1]), a.isdisjoint([7]), a.isdisjoint(b))
s = set("hello")
s.add("z"); s.discard("q"); s.discard("h"); s.remove("e"); s.update("ab", ["c"]); s.intersection_update("abcz"); s.difference_update("a"); s.symmetric_difference_update("zy")
print(sorted(s), len(s), sorted(s.copy()), s.copy() is s, "c" in s)
s |= {1}; s &= {1, "c", "b"}; s -= {"b"}; s ^= {2}
print(sorted(s, key=str), s.pop() in (1, 2, "c"), len(s)); s.clear(); print(s)
for call in (lambda: set().pop(), lambda: {1}.remove(2), lambda: {[]}, lambda: {1}.add([]), lambda: {1} | [2], lambda: {1} < 5, lambda: set(5), lambda: set(1, 2), lambda: {1}.union(5), lambda: {1}.update(5), lambda: hash(set()), lambda: {1}.__ior__([2]), lambda: frozenset([[]]), lambda: {1} + {2}, lambda: frozenset().add(1), lambda: {1}.remove([]), lambda: [] in {1}, lambda: set(x=1), lambda: {1} & None, lambda: {1}.issubset(5)):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
f = frozenset("ab")
print(sorted(f | {"c"}), type(f | {"c"}).__name__, type({"c"} | f).__name__, f == {"a", "b"}, hash(f) == hash(frozenset("ba")), {f: 1}[frozenset("ab")], {1, 2} in [{1, 2}], {frozenset([1])} == {frozenset([1])}, f.copy() is f, frozenset(f) is f, frozenset(), set(), repr({1}), repr(frozenset([1])), {1} in {frozenset([1])})
print({1, 1.0, True}, {0, False}, len({i % 7 for i in range(100)}), sorted({*[3, 1], *(2,)}), set("aab") == set("ba"), set(range(3)) == {0, 1, 2}, {None, ()} == {(), None}, bool(set()), max({1, 5}), sum({1, 2, 3}), sorted(set({"k": 1})))
try:
    t = {1, 2, 3}
    for x in t: t.add(x + 10)
except RuntimeError as e:
    print(e)
class K:
    def __init__(self, v): self.v = v
    def __hash__(self): return 7
    def __eq__(self, o): return self.v == o.v
u = {K(i % 3) for i in range(9)}
print(len(u), K(1) in u, K(5) in u, sorted(k.v for k in u))
class S(set):
    tag = "t"
q = S([1, 2]); q.attr = 1
print(q, type(q | {3}).__name__, type(q.copy()).__name__, q == {1, 2}, q.tag, q.attr, isinstance(q, set))
r = q.__reduce__()
print(r[0].__name__, r[1], r[2], frozenset([1]).__reduce__()[1], set().__sizeof__() > 0)
big = set(range(300)) - set(range(0, 300, 3))
print(len(big), sum(big), 299 in big, 297 in big, len(big & set(range(50))), len(big ^ {0, 1}), big.isdisjoint(range(0, 300, 3)))
print(set.union({1}, [2]), set().union(*[{1}, {2}]), {1}.__contains__(1), {1}.__and__([1]), {1, 2}.__xor__({2}), {1}.__rsub__({1, 2}), {1}.__eq__(5), frozenset({1, 2}).intersection([2]), {1}.__le__({1}))
