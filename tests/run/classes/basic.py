# Classes: attributes, methods, inheritance, class attributes, dynamic changes.
class Point:
    kind = "point"
    count = 0

    def __init__(self, x, y=0):
        self.x = x
        self.y = y
        Point.count += 1

    def norm(self):
        return self.x * self.x + self.y * self.y

    def moved(self, dx, dy):
        return type(self)(self.x + dx, self.y + dy)

    def __repr__(self):
        return "%s(%r, %r)" % (type(self).__name__, self.x, self.y)

    def __eq__(self, other):
        if not isinstance(other, Point):
            return NotImplemented
        return (self.x, self.y) == (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    def __lt__(self, other):
        return self.norm() < other.norm()


class Point3(Point):
    kind = "point3"

    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z

    def norm(self):
        return super().norm() + self.z * self.z

    def moved(self, dx, dy):
        return Point3(self.x + dx, self.y + dy, self.z)


p, q = Point(1, 2), Point3(1, 2, 3)
print(p, q, p.norm(), q.norm(), p.moved(1, 1), q.moved(1, 1), p.kind, q.kind, Point.count, Point3.count)
print(p == Point(1, 2), p != Point(1, 3), p == 5, p + q, p < q, sorted([q, p]), len({p, Point(1, 2), q}))
print(isinstance(q, Point), isinstance(p, Point3), issubclass(Point3, Point), Point3.__mro__, Point3.__bases__, type(q) is Point3)
print(p.__dict__, q.__dict__, vars(p) == p.__dict__, p.__class__, Point.__name__, Point3.__qualname__, Point.__module__)
p.extra = "added"
print(p.extra, hasattr(p, "extra"), hasattr(p, "nope"), getattr(p, "x"), getattr(p, "nope", "default"))
setattr(p, "x", 10)
del p.extra
print(p.x, hasattr(p, "extra"), sorted(p.__dict__))
Point.kind = "changed"
Point.extra_method = lambda self, k: self.x * k
print(p.kind, q.kind, p.extra_method(3), q.extra_method(2))
p.kind = "own"
print(p.kind, Point.kind)
del p.kind
print(p.kind)
bound = p.norm
print(bound(), bound.__self__ is p, bound.__func__ is Point.norm, Point.norm(p))


class Base:
    def hello(self):
        return "base"


class Left(Base):
    def hello(self):
        return "left " + super().hello()


class Right(Base):
    def hello(self):
        return "right " + super().hello()


class Both(Left, Right):
    def hello(self):
        return "both " + super().hello()


print(Both().hello(), [c.__name__ for c in Both.__mro__])


def failing(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


failing(lambda: p.missing)
failing(lambda: Point.missing)
failing(lambda: Point())
failing(lambda: Point(1, 2, 3))
failing(lambda: Point3(1))
failing(lambda: p())
failing(lambda: p < 5)
failing(lambda: p + 5)
failing(lambda: p[0])
failing(lambda: len(p))
failing(lambda: iter(p))
failing(lambda: p.norm(1))
failing(lambda: Point.norm())
failing(lambda: setattr(5, "x", 1))
failing(lambda: delattr(p, "zz"))
failing(lambda: object().x)
failing(lambda: object(1))


def conflict():
    class X(Base, Left):
        pass


failing(conflict)


class Counter:
    instances = []
    total = 0

    def __init__(self):
        self.instances.append(self)
        self.total += 1
        Counter.total += 10


a = Counter()
b = Counter()
print(len(Counter.instances), a.total, b.total, Counter.total)


class Many:
    def __init__(self, n):
        for i in range(n):
            setattr(self, "a%d" % i, i)


m = Many(100)
print(m.a0, m.a50, m.a99, len(m.__dict__), list(m.__dict__)[:3])


class Grows:
    def __init__(self, flag):
        self.a = 1
        if flag:
            self.b = 2
        self.c = 3


print([(g.a, getattr(g, "b", None), g.c, list(g.__dict__)) for g in (Grows(True), Grows(False), Grows(True))])


def shape_test(objects):
    total = 0
    for o in objects:
        total += o.c
    return total


print(shape_test([Grows(i % 2) for i in range(100)]))
