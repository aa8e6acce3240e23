"""Argument passing in every form, and the words of its errors, with fresh objects in each place."""


def many(a, b=[1], /, c=(2,), *rest, d, e={"k": 3}, **named):
    return a, b, c, rest, d, e, named


def show(call):
    try:
        print(call())
    except TypeError as error:
        print("TypeError:", error)


show(lambda: many([0], d=[9]))
show(lambda: many([0], [1], [2], [3], [4], d=5, e=6, f=[7], g=[8]))
show(lambda: many(*[[k] for k in range(5)], **{"d": [5], "x": [6]}))
show(lambda: many(1))
show(lambda: many())
show(lambda: many(1, 2, a=3, d=4))
show(lambda: many(1, c=2, d=3, b=4))
show(lambda: (lambda a, b: a)(1))
show(lambda: (lambda a, b: a)(1, 2, 3))
show(lambda: (lambda a, *, b: a)(1, 2))
show(lambda: (lambda a, *, b, c: a)(1))
show(lambda: (lambda a: a)(1, a=2))
show(lambda: (lambda a: a)(z=2, a=1))
show(lambda: (lambda a: a)(**{"a": 1}, **{"a": 2}))
show(lambda: (lambda a: a)(*5))
show(lambda: (lambda a: a)(**5))
show(lambda: many.__defaults__[0]())


def shared_default(value, store=[]):
    store.append([value])
    return store


shared_default(1)
shared_default("two")
print(shared_default(3.0))


def collect(*args, **named):
    return [*args, *sorted(named.items())]


def layered(n, *args, **named):
    if n == 0:
        return collect(*args, **named)
    return layered(n - 1, [n], *args, **{"k%d" % n: (n,), **named})


print(layered(6, "end", last=[None]))


def order():
    log = []

    def note(x):
        log.append(x)
        return x
    collect(note(1), *note([2, 3]), note(4), k=note(5), **note({"z": 6}), y=note(7))
    return log


print(order())
functions = [lambda x, k=k: [x, k] for k in range(4)]
late = [lambda x: [x, k] for k in range(4)]
print([f("a") for f in functions], [f("a") for f in late])


def counter():
    count = [0]

    def step(by=1):
        nonlocal count
        count = [count[0] + by]
        return count[0]

    def reset():
        nonlocal count
        count = [0]
    return step, reset


step, reset = counter()
print(step(), step(5), step(), reset(), step())


def decorate(*tags):
    def wrap(function):
        def inner(*args, **named):
            return [*tags, function(*args, **named)]
        inner.__name__ = function.__name__ + "".join(tags)
        return inner
    return wrap


@decorate("x", "y")
@decorate("z")
def decorated(a, *, b=2):
    "doc"
    return {a: b}


print(decorated(1), decorated(1, b=[3]), decorated.__name__)
print(many.__defaults__, sorted(many.__kwdefaults__), many.__code__.co_argcount, many.__qualname__)
many.__defaults__ = ("B", "C")
show(lambda: many(1, d=0))
many.__kwdefaults__ = {"d": "D"}
show(lambda: many(1))
show(lambda: many(1, e=1))


def unbound(flag):
    if flag:
        value = [1]
    return value


print(unbound(True))
try:
    unbound(False)
except UnboundLocalError as error:
    print(error)


def free():
    def inner():
        return value
    try:
        inner()
    except NameError as error:
        print(error)
    value = 1
    return inner()


print(free())
print(max([3, 1, 2], key=lambda x: -x), sorted("bca", key=str.upper, reverse=True), min((), default=[0]))
