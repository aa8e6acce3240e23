# Generator expressions: laziness, the first iterable at once, throw and close.
log = []
def n(v):
    log.append(v)
    return v
g = (n(x) for x in n([1, 2, 3]))
print(log, next(g), log)
print(list(g), list(g), log)
try:
    g2 = (x for x in 5)
except TypeError as e:
    print("at once:", e)
g3 = (y for x in [1] for y in 5)
try:
    next(g3)
except TypeError as e:
    print("later:", e)
print(sum(x for x in range(5)), max((len(w), w) for w in ["a", "bbb", "cc"]), "".join(c.upper() for c in "abc"), any(x > 2 for x in [1, 3]), all(x for x in []))
x = 1
g4 = (x + i for i in range(3))
x = 100
print(list(g4))
def outer():
    v = 1
    g = (v for _ in range(2))
    v = 2
    return list(g)
print(outer())
g5 = (i for i in range(10) if i % 2)
print(next(g5), next(g5))
g5.close()
print(list(g5))
g6 = (i for i in range(3))
next(g6)
try:
    g6.throw(ValueError("in"))
except ValueError as e:
    print(e, list(g6))
print(type(g6).__name__, g6.__name__, g6.__qualname__, iter(g6) is g6)
try:
    next(i for i in ())
except StopIteration as e:
    print("stop", e.value)
try:
    list(next(iter([])) for _ in range(1))
except RuntimeError as e:
    print(e, repr(e.__cause__))
print(list((i, j) for i in range(3) for j in range(i)), dict((k, k * 2) for k in range(2)), tuple(i for i in "ab"))
nested = ((i * j for j in range(3)) for i in range(3))
print([list(inner) for inner in nested])
def f(*args): return args
print(f(*(i for i in range(2))), f(i for i in range(1))[0].__class__.__name__, f(*[1], *(2 for _ in "a")))
first = (a for a in [1, 2, 3])
second = (b * 2 for b in first)
third = (c + 1 for c in second)
print(next(third), next(first), list(third))
print([*(i for i in "xy")], {*(i for i in "x")}, sorted((i for i in "cab"), reverse=True))
def squares(): return (yield_ for yield_ in (i * i for i in range(4)))
print(list(squares()))
print((lambda: list(v for v in (lambda: "ab")()))(), list(w for w in (w for w in (w for w in "z"))))
