# list: all methods, slices, comparison, sorting, errors.
a = [3, 1, 2]
a.append(5)
a.extend((7, 8))
a.insert(1, 9)
a += [4]
print(a, len(a), a[0], a[-1], a[1:3], a[::-1], a[::2], a[5:1:-2], a * 2, [0] + a)
print(a.index(9), a.count(1), 7 in a, 70 in a, a.pop(), a.pop(0), a)
a.remove(9)
a.reverse()
b = a.copy()
b.sort()
print(a, b, sorted(a, reverse=True), sorted(["b", "A", "c"], key=str.lower), sorted([(1, "b"), (1, "a"), (0, "z")]))
a[1:3] = ["x", "y", "z"]
print(a)
a[::2] = [0] * len(a[::2])
print(a)
del a[0], a[-1]
del a[1:2]
print(a)
a.clear()
print(a, bool(a), [] == a, [1, 2] < [1, 3], [1] < [1, 0], [2] > [1, 5], [1, 2] == [1, 2.0], [1] != [2])
c = [[0] * 3 for _ in range(2)]
c[0][1] = 5
print(c, [x for row in c for x in row], [[j * i for j in range(3)] for i in range(3)])
d = [1]
d.append(d)
print(d, len(d), d[1] is d)
print(list("abc"), list(range(5)), list((1, 2)), list({1: 2}), [*range(3), *"ab"], list(map(str, [1, 2])))
print(sum([1, 2, 3]), sum([0.5, 1]), sum([[1], [2]], []), min([3, 1]), max([3, 1], key=lambda v: -v), min([], default=0))
print(any([0, 1]), all([1, 0]), any([]), all([]), list(zip([1, 2], "ab")), list(enumerate("ab", 1)), list(reversed([1, 2, 3])))
big = list(range(1000))
for i in range(500):
    big.pop()
print(len(big), big[499], sum(big))
words = "the quick brown fox jumps over the lazy dog".split()
words.sort(key=len)
print(words)
words.sort(key=lambda w: (-len(w), w))
print(words)
numbers = [(i * 7919) % 1009 for i in range(300)]
print(sorted(numbers) == sorted(numbers, reverse=True)[::-1], sorted(numbers)[:10])
mixed = [3, 1.5, True, 2**70, -2.5]
print(sorted(mixed))


def failing(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


failing(lambda: [][0])
failing(lambda: [1][5])
failing(lambda: [1][-2])
failing(lambda: b["a"])
failing(lambda: b[1.0])
failing(lambda: [].pop())
failing(lambda: [1].pop(3))
failing(lambda: [1].remove(2))
failing(lambda: [1].index(2))
failing(lambda: [1] + (2,))
failing(lambda: [1] * "a")
failing(lambda: [1, "a"].sort())
failing(lambda: [1] < [None])
failing(lambda: sorted(5))
failing(lambda: list(5))
failing(lambda: [].foo)
failing(lambda: [1, 2].sort(key=5))
failing(lambda: hash([]))
failing(lambda: [].append())
failing(lambda: [].append(1, 2))
failing(lambda: min([]))


def assign(target, key, value):
    target[key] = value


failing(lambda: assign([1], 3, 0))
failing(lambda: assign([1], slice(0, 1, 2), [1, 2]))
failing(lambda: assign([1], slice(0, 1), 5))


class Evil:
    def __eq__(self, other):
        victim.clear()
        return False


victim = [1, Evil(), 3]
print(5 in victim, victim)
i = 0
grow = [1, 2]
for x in grow:
    if i < 5:
        grow.append(x)
    i += 1
print(grow)
