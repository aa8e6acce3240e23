# Code that was compiled against one class sees every later change of it.
class Shape:
    def area(self):
        return 0

    def describe(self):
        return "area %s" % self.area()


class Square(Shape):
    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side * self.side


def total(shapes):
    result = 0
    for s in shapes:
        result += s.area()
    return result


shapes = [Square(i) for i in range(10)]
print(total(shapes))
Square.area = lambda self: 1
print(total(shapes))
shapes[3].area = lambda: 100
print(total(shapes))
del Square.area
print(total(shapes), shapes[0].describe())
Shape.area = lambda self: 7
print(total(shapes))


class Other:
    def area(self):
        return 1000


shapes[0].__class__ = Other
print(total(shapes), type(shapes[0]).__name__)


def use(x):
    return helper(x)


def helper(x):
    return x + 1


print([use(i) for i in range(3)])


def helper(x):
    return x * 10


print([use(i) for i in range(3)])
helper = str
print([use(i) for i in range(3)])
globals()["helper"] = lambda x: -x
print([use(i) for i in range(3)])
del helper
try:
    use(1)
except NameError as e:
    print(e)
helper = len
try:
    use(1)
except TypeError as e:
    print(e)


def get(o):
    return o.value


class V:
    value = "class"


v = V()
print(get(v))
v.value = "instance"
print(get(v))
del v.value
V.value = property(lambda self: "property")
print(get(v))
del V.value
V.__getattr__ = lambda self, name: "getattr " + name
print(get(v))
v.__dict__["value"] = "dict"
print(get(v))
v.__dict__ = {"value": "new dict"}
print(get(v), v.__dict__)
V.value = 5
print(get(v), get(V))


def set_it(o, x):
    o.field = x
    return o.field


class S:
    pass


s = S()
print(set_it(s, 1), set_it(s, 2))
S.field = property(lambda self: "got", lambda self, x: print("setter", x))
print(set_it(s, 3), s.__dict__)


class Init:
    def __init__(self, x):
        self.x = x


def make(k):
    return Init(k)


print(make(1).x)
Init.__init__ = lambda self, x: setattr(self, "x", x * 2)
print(make(1).x)
Init.__new__ = lambda cls, x: "not an instance"
print(make(1))


def length(x):
    return len(x)


print(length([1, 2]))
len = lambda x: "shadowed"
print(length([1, 2]))
del len
print(length([1, 2]))


def f(a, b=1):
    return a, b


def call_f():
    return f(1)


print(call_f())
f.__defaults__ = (99,)
print(call_f())
f.__code__ = (lambda a, b: (b, a)).__code__
print(call_f())
