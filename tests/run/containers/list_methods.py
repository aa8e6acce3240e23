# list: methods, slices, errors.
l = [3, 1, 2]
l.append(4); l.extend("ab"); l.extend(range(2)); l.insert(0, "first"); l.insert(-1, "x"); l.insert(100, "end")
print(l, l.pop(), l.pop(0), l.pop(-2), l)
l.remove("a"); l.reverse()
print(l, l.count(1), l.index(1), l.index(2, 1), l.copy(), l.copy() is l)
l.clear()
print(l)
for call in (lambda: [].pop(), lambda: [1].pop(5), lambda: [1].remove(2), lambda: [1].index(2), lambda: [1, 2].index(1, 1), lambda: [1].extend(5), lambda: [1][1], lambda: s["a"], lambda: s[1.0], lambda: [1] + (2,), lambda: [1] * "a", lambda: [1].insert("a", 1), lambda: [3, "a"].sort(), lambda: [1].sort(key=5), lambda: [1].sort(lambda x: x), lambda: list(5), lambda: list(1, 2), lambda: list(x=1), lambda: hash([]), lambda: [1] < 5, lambda: [].pop("a"), lambda: -[], lambda: [1].__setitem__(5, 1), lambda: [1].__delitem__(5)):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
s = [5, 3, 8, 1]
s.sort(); print(s); s.sort(reverse=True); print(s); s.sort(key=lambda v: -v % 5); print(s)
print(sorted("banana"), sorted(["b", "A", "c"], key=str.lower), sorted([(1, "b"), (0, "z"), (1, "a")], key=lambda p: p[0]), sorted({3, 1}), sorted([True, 0, 2.5]))
n = list(range(10))
print(n[2:5], n[::-1], n[::3], n[-3:], n[5:2], n[5:2:-1], n[-100:100], n[8::-3])
n[2:5] = "abcdef"; print(n)
n[::2] = [0] * len(n[::2]); print(n)
del n[1:4], n[-1], n[::3]; print(n)
n[1:1] = [7, 7]; n[:0] = (i for i in "yz"); n[len(n):] = [9]; print(n)
for bad in (lambda: n.__setitem__(slice(0, 4, 2), [1]), lambda: n.__setitem__(slice(0, 1), 5), lambda: n.__getitem__(slice("a")), lambda: n.__getitem__(slice(0, 5, 0))):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
a = [1, 2]; b = a; a += [3]; a *= 2; print(a, b is a, a * 0, 2 * [1], [1] + [2], a == b, [1, 2] < [1, 3], [1] < [1, 0], [] == [], [1] != [1.0], 3 in a, 9 not in a)
a[:] = a[::-1]; print(a)
r = [1]; r.append(r); print(r, r == r, len(r))
print(list("ab"), list({"k": 1}), list(), [] or "empty", bool([0]), max([1, 3]), sum([[1], [2]], []), list(reversed([1, 2])), list(enumerate("ab", 1)), list(zip([1, 2], "ab")), [1, 2].__contains__(1), [1].__len__(), [1].__sizeof__() > 0)
i = iter([1, 2]); print(next(i), i.__length_hint__(), list(i), next(i, "end"))
grow = [1, 2, 3]
for v in grow:
    if len(grow) < 6: grow.append(v * 10)
print(grow)
shrink = [1, 2, 3, 4]
for v in shrink: shrink.remove(v)
print(shrink)
class L(list):
    def append(self, x): super().append(x * 2)
q = L([1]); q.append(2); q.tag = "t"; print(q, type(q + [1]).__name__, type(q[:]).__name__, type(q.copy()).__name__, q.tag, q == [1, 4])
