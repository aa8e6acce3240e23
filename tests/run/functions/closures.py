# Captured locals: shared cells, nonlocal, loops, late binding, unbound ones.
def counter():
    n = 0

    def step(by=1):
        nonlocal n
        n += by
        return n

    def get():
        return n
    return step, get


step, get = counter()
step()
step(5)
other_step, other_get = counter()
other_step()
print(get(), other_get(), step.__closure__ is not None, step.__code__.co_freevars)
print([f() for f in [lambda: i for i in range(3)]], [f() for f in [lambda i=i: i for i in range(3)]])


def nested(a):
    def b(c):
        def d(e):
            return a + c + e
        return d
    return b


print(nested(1)(2)(3))


def late():
    def use():
        return value
    try:
        use()
    except NameError as e:
        print(type(e).__name__, e)
    value = 5
    return use()


print(late())


def unbound(flag):
    if flag:
        x = 1
    return x


print(unbound(True))
try:
    unbound(False)
except UnboundLocalError as e:
    print(e)


def deleted():
    x = 1
    del x
    try:
        print(x)
    except UnboundLocalError as e:
        print(e)


deleted()


def accumulate():
    total = 0
    items = []

    def add(x):
        nonlocal total
        total += x
        items.append(total)
    for i in range(5):
        add(i)
    return total, items


print(accumulate())


def make_adders():
    adders = []
    for n in range(3):
        def adder(x, n=n):
            return x + n
        adders.append(adder)
    return adders


print([a(10) for a in make_adders()])


def compose(*functions):
    def composed(x):
        for f in reversed(functions):
            x = f(x)
        return x
    return composed


print(compose(lambda x: x + 1, lambda x: x * 2)(5))


def decorator(prefix):
    def wrap(f):
        def call(*args, **kwargs):
            return prefix + str(f(*args, **kwargs))
        call.__name__ = f.__name__
        return call
    return wrap


@decorator("a:")
@decorator("b:")
def decorated(x, y=2):
    return x + y


print(decorated(1), decorated(1, y=5), decorated.__name__)


def memoize(f):
    cache = {}

    def inner(n):
        if n not in cache:
            cache[n] = f(n)
        return cache[n]
    return inner


@memoize
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80))
try:
    undefined_name
except NameError as e:
    print(e)


def parameter_captured(x):
    def change():
        nonlocal x
        x = x * 2
    change()
    change()
    return x


print(parameter_captured(3))
