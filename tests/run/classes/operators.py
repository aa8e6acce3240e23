# Operator methods: dispatch order, reflected, in place, comparison fallbacks, containers.
class Base:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


def add(name, forward, reflected):
    class Op(Base):
        if forward is not None:
            def __add__(self, other):
                return forward
            def __sub__(self, other):
                return "%s-%s" % (self, other)
        if reflected is not None:
            def __radd__(self, other):
                return reflected
    Op.__name__ = name
    return Op


A = add("A", "A.add", "A.radd")
B = add("B", NotImplemented, "B.radd")
C = add("C", None, NotImplemented)
a, b, c = A("a"), B("b"), C("c")
for x in (a, b, c, 1):
    for y in (a, b, c, 1):
        try:
            print(x, y, x + y)
        except TypeError as e:
            print(e)
try:
    print(a - b, c - a)
except TypeError as e:
    print(e)


class Sub(A):
    def __radd__(self, other):
        return "Sub.radd first"


print(a + Sub("s"), Sub("s") + a)


class Ordered(Base):
    def __lt__(self, other):
        return self.name < other.name

    def __le__(self, other):
        return NotImplemented


x, y = Ordered("x"), Ordered("y")
print(x < y, x > y, sorted([y, x]), min(y, x))
for f in (lambda: x <= y, lambda: x >= y):
    try:
        f()
    except TypeError as e:
        print(e)
print(x == x, x == y, x != y, x == 1)


class Vector:
    def __init__(self, *items):
        self.items = list(items)

    def __repr__(self):
        return "V" + repr(self.items)

    def __mul__(self, k):
        return Vector(*[i * k for i in self.items])
    __rmul__ = __mul__

    def __matmul__(self, other):
        return sum(p * q for p, q in zip(self.items, other.items))

    def __getitem__(self, i):
        return self.items[i]

    def __setitem__(self, i, v):
        self.items[i] = v

    def __delitem__(self, i):
        del self.items[i]

    def __iter__(self):
        return iter(self.items)

    def __contains__(self, v):
        return v in self.items

    def __reversed__(self):
        return reversed(self.items)

    def __abs__(self):
        return sum(i * i for i in self.items) ** 0.5

    def __bool__(self):
        return bool(self.items)

    def __floordiv__(self, k):
        return Vector(*[i // k for i in self.items])

    def __mod__(self, k):
        return Vector(*[i % k for i in self.items])

    def __pow__(self, k, m=None):
        return Vector(*[pow(i, k, m) for i in self.items])

    def __and__(self, o):
        return "and"

    def __rand__(self, o):
        return "rand"

    def __lshift__(self, o):
        return "lshift"

    def __invert__(self):
        return "invert"

    def __divmod__(self, o):
        return (self // o, self % o)

    def __round__(self, n=0):
        return "round %d" % n

    def __int__(self):
        return 42

    def __float__(self):
        return 4.5

    def __hash__(self):
        return 7

    def __format__(self, spec):
        return "<%s>" % spec

    def __str__(self):
        return "vector"


v = Vector(3, 4)
v[0] = 6
print(repr(v), v, v * 2, 2 * v, v @ v, v[1], abs(v), bool(v), 4 in v, list(v), list(reversed(v)), v // 2, v % 2, v ** 2)
print(pow(v, 2, 5), v & 1, 1 & v, v << 1, ~v, divmod(v, 4), round(v), round(v, 2), int(v), float(v), hash(v), f"{v:spec}", "%s %r" % (v, v))
del v[0]
print(repr(v), [*v], max(v))
v *= 3
print(repr(v))
p, = v
print(p)


class Weird:
    def __eq__(self, other):
        return "equal"

    def __ne__(self, other):
        return []


print(Weird() == 1, Weird() != 1, 1 == Weird(), [Weird()] == [1])
try:
    hash(Weird())
except TypeError as e:
    print(e)


class Iter:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


print(list(Iter(3)), sum(Iter(5)), [i for i in Iter(2)], next(Iter(0), "none"), sorted(Iter(4)), max(Iter(3)), tuple(Iter(2)), set(Iter(3)), "-".join(str(i) for i in Iter(3)))
for i in Iter(3):
    if i == 1:
        break
else:
    print("not reached")
