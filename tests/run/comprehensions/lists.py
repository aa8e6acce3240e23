# List comprehensions: clauses, scopes, order.
print([x for x in range(5)], [x * y for x in range(3) for y in range(x)], [x for x in range(20) if x % 2 if x % 3])
print([[i * j for j in range(3)] for i in range(3)], [(a, b) for a, b in zip("ab", [1, 2])], [a for a, *b in ["xyz", "pq"]])
print([y for x in [[1, 2], [3]] for y in x], [x if x % 2 else -x for x in range(4)], [x for x in range(3) if [y for y in range(x)]])
x = "outer"
print([x for x in range(2)], x)
def scope():
    y = 10
    fs = [lambda: (y, i) for i in range(2)]
    y = 20
    return [f() for f in fs]
print(scope())
print([z := i * 2 for i in range(3)], z)
def walrus_local():
    [last := v for v in "abc"]
    return last
print(walrus_local())
log = []
def n(v):
    log.append(v)
    return v
[n((i, j)) for i in n([1, 2]) for j in n([i]) if n(True)]
print(log)
class C:
    a = [1, 2]
    b = [v * 2 for v in a]
    try:
        c = [a for v in [0]]
    except NameError as e:
        c = str(e)
print(C.b, C.c if isinstance(C.c, str) else "global a")
try:
    [1 / v for v in (1, 0)]
except ZeroDivisionError as e:
    print(e)
try:
    [v for v in 5]
except TypeError as e:
    print(e)
print([i for i in range(3) for i in range(i)], [() for _ in range(2)], [*range(3), *[v for v in "ab"]])
d = {}
print([0 for d["k"] in range(3)], d)
l = [0]
print([l[0] for l[0] in "xy"], l)
def deep(): return [[[k for k in range(j)] for j in range(i)] for i in range(4)]
print(deep())
print([f"{v}{w}" for v in "ab" for w in "cd" if v + w != "ad"], sum([v ** 2 for v in range(10)]))
print([await_ for await_ in [1]], [lambda: v for v in [5]][0]())
try:
    undefined_v = [q for q in [1]]
    q
except NameError as e:
    print(e)
