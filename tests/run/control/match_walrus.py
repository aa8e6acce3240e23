# match in all its patterns, walrus, chained and conditional expressions, star targets.
class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


def kind(v):
    match v:
        case None:
            return "none"
        case True | False:
            return "bool"
        case 0:
            return "zero"
        case int(n) if n < 0:
            return "negative %d" % n
        case int() | float():
            return "number"
        case "":
            return "empty"
        case str(s):
            return "str " + s
        case []:
            return "no items"
        case [x]:
            return "one %r" % (x,)
        case [x, y]:
            return "two %r %r" % (x, y)
        case [first, *middle, last]:
            return "many %r %r %r" % (first, middle, last)
        case {"type": "a", "value": value}:
            return "a %r" % (value,)
        case {"type": t, **rest}:
            return "typed %r %r" % (t, sorted(rest))
        case Point(0, 0):
            return "origin"
        case Point(x, y=0):
            return "on x %r" % (x,)
        case Point(x=x, y=Point(x=inner)):
            return "nested %r %r" % (x, inner)
        case Point():
            return "point"
        case _:
            return "other"


for v in (None, True, 0, -5, 3, 2.5, "", "s", [], [1], (1, 2), [1, 2, 3, 4], {"type": "a", "value": 1}, {"type": "b", "k": 2},
          {}, Point(0, 0), Point(1, 0), Point(1, Point(2, 3)), Point(1, 2), object, b"x", range(3)):
    print(kind(v))
if (n := len("hello")) > 3:
    print(n)
print([y := 5, y * 2], [last := x for x in range(3)], last)
while (k := n - 1) > 2:
    n = k
print(n, k)
a = b = c = [1]
print(a is b is c)
first, *_, final = range(10)
print(first, final)
x, y = 1, 2
x, y = y, x
(x, y), z = [y, x], 3
print(x, y, z)
d = {}
d["k"], d["l"] = 1, 2
i = 0
i, d[i] = 1, "one"
print(d, i)
