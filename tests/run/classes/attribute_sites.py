"""Sites that see many classes: loads, stores, additions and method calls, with classes changing in between."""


def make(number, slots=False):
    body = {"number": number, "name": lambda self: "C%d" % number, "add": lambda self, a, b=number, c=2: (a, b, c)}
    if slots:
        body["__slots__"] = ("x", "y")
    return type("C%d" % number, (), body)


classes = [make(i, i % 3 == 0) for i in range(12)]


def fill(o, i):
    o.x = i
    o.y = -i


def look(o):
    return o.x, o.y, o.number, o.name(), o.add(1), o.add(1, 5), o.add(1, 5, 6)


objects = [c() for c in classes]
for i, o in enumerate(objects):
    fill(o, i)
total = 0
for turn in range(60):
    for o in objects:
        total += look(o)[0] + look(o)[2]
print(total, look(objects[3]), look(objects[4]))

# A class attribute appears, changes its kind, goes again.
classes[5].x = property(lambda self: "property", lambda self, value: print("set", value))
print(look(objects[5])[0], look(objects[7])[0])
objects[5].x = 9
fill(objects[5], 1)
del classes[5].x
print(look(objects[5])[0])
classes[4].number = "changed"
classes[4].name = lambda self: "other"
print(look(objects[4])[2:4], look(objects[3])[2:4])
objects[7].name = lambda: "own"
print(look(objects[7])[3], look(objects[8])[3])
del objects[7].name
print(look(objects[7])[3])


# Deleted attributes come back; in slots too, at sites that store and at sites that add.
def again(o):
    fill(o, 1)
    del o.y
    first = hasattr(o, "y"), o.x
    fill(o, 2)
    del o.x
    try:
        o.x
    except AttributeError as error:
        print(type(error).__name__)
    fill(o, 3)
    return first, o.x, o.y


for o in objects[:4]:
    print(again(o), list(getattr(o, "__dict__", ())))


class Base:
    def __init__(self, a, b=2, *, c=3):
        self.a, self.b, self.c = a, b, c


class Several:
    def __init__(self, a, b=2, c=3, d=4, e=5):
        self.a = a
        self.b = b
        self.c = c
        self.d = d
        if e:
            self.e = e


for arguments in (1,), (1, 0), (1, 0, 0), (1, 0, 0, 0), (1, 0, 0, 0, 0):
    print(Several(*arguments).__dict__)
print(Several(7).__dict__, Several(7, 8).__dict__, Several(7, 8, 9).__dict__, Several(7, 8, 9, 10, None).__dict__)
print(Base(1).__dict__, Base(1, c=1).__dict__)
for wrong in (lambda: Several(), lambda: Base(), lambda: Base(1, 2, 3)):
    try:
        wrong()
    except TypeError as error:
        print(error)


# Two orders of additions at the same sites.
class Order:
    pass


def in_order(first):
    o = Order()
    if first:
        o.p = 1
    o.q = 2
    o.p = 3
    o.r = 4
    return o


for i in range(8):
    o = in_order(i % 2)
    assert o.__dict__ == {"p": 3, "q": 2, "r": 4}
    if i > 5:
        print(o.__dict__)


# Defaults through values, changed while in use; methods in C with some left out.
def five(a, b=1, c=2, d=3, e=4):
    return a, b, c, d, e


def call(f):
    return f(0), f(0, 0), f(0, 0, 0), f(0, 0, 0, 0), f(0, 0, 0, 0, 0)


print(call(five))
five.__defaults__ = (10, 20, 30, 40)
print(call(five))
five.__defaults__ = (7,)
try:
    call(five)
except TypeError as error:
    print(error)


def closure(factor):
    def inner(a, b=2, c=3, d=4):
        return (a, b, c, d, factor)
    return inner


inner = closure(5)
print(inner(1), inner(1, 1), inner(1, 1, 1), inner(1, 1, 1, 1))


def pop(o, *rest):
    return o.pop(*rest) if rest else o.pop()


print(pop([1, 2, 3]), pop({"a": 1}, "a"), pop({4}), pop(bytearray(b"ab")))
print({"a": 1}.get("b"), {"a": 1}.get("b", 2), " a b ".strip(), " a b c".split(), " a b c".split(None, 1), "a".center(5))
try:
    [].pop()
except IndexError as error:
    print(error)


class Callee:
    def __call__(self, a, b=3):
        return a, b


def plain(f):
    return f(1)


print([plain(f) for f in (Callee(), str, int, abs, lambda x, y=4: (x, y), chr, classes[1]().add)])
