# Parameters of every kind, defaults, keywords, stars, and the messages for wrong calls.
def positional(a, b, c):
    return a, b, c


def defaults(a, b=2, c=[]):
    c.append(a)
    return a, b, c


def keyword_only(a, *, k, m=5):
    return a, k, m


def positional_only(a, b=1, /, c=2):
    return a, b, c


def variadic(*args, **kwargs):
    return args, kwargs


def everything(a, /, b, *args, c, d=4, **kw):
    return a, b, args, c, d, kw


print(positional(1, 2, 3), positional(1, c=3, b=2), positional(*[1, 2], **{"c": 3}), positional(*"abc"))
print(defaults(1), defaults(2), defaults(3, 4), defaults(5, c=["own"]), defaults(b=0, a=9))
print(keyword_only(1, k=2), keyword_only(a=1, k=2, m=3), positional_only(1), positional_only(1, 2, c=3))
print(variadic(), variadic(1, 2), variadic(x=1), variadic(*(1, 2), 3, *[4], a=1, **{"b": 2}))
print(everything(1, 2, 3, 4, c=5, e=6), everything(1, b=2, c=3))


def failing(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except TypeError as e:
        print(e)


failing(positional)
failing(positional, 1)
failing(positional, 1, 2)
failing(positional, 1, 2, 3, 4)
failing(positional, 1, 2, 3, a=4)
failing(positional, 1, 2, x=4)
failing(defaults)
failing(defaults, 1, 2, 3, 4)
failing(keyword_only)
failing(keyword_only, 1)
failing(keyword_only, 1, 2)
failing(keyword_only, 1, k=1, z=2)
failing(positional_only)
failing(positional_only, 1, a=3)
failing(positional_only, 1, b=3)
failing(everything)
failing(everything, 1)
failing(everything, 1, 2)
failing(lambda: 1, 2)
failing(lambda x: x)
failing(5)
failing(None)
failing("abc")
failing(len)
failing(len, 1)
failing(len, [], [])
failing(print, end=3)
failing(int, "5", base=10, foo=1)
failing(lambda: positional(*5))
failing(lambda: positional(**5))
failing(lambda: positional(1, 2, 3, **{"a": 1}))
failing(lambda: variadic(**{1: 2}))


def outer(n):
    def inner(k):
        return n * k
    return inner


triple = outer(3)
print(triple(5), outer(4)(4), (lambda a, b=10: a + b)(1), (lambda *a: a)(1, 2))


def recursive(n):
    return 1 if n <= 1 else n * recursive(n - 1)


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


print(recursive(10), recursive(25), ackermann(2, 3))


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


print(even(100), odd(7))
print(positional.__name__, positional.__defaults__, defaults.__defaults__, keyword_only.__kwdefaults__, outer.__qualname__, triple.__qualname__, positional.__doc__)


def documented():
    "A docstring."
    return documented.counter


documented.counter = 42
print(documented(), documented.__doc__, documented.__dict__)
total = 0


def count(a, b):
    global total
    total += a * b
    return total


for i in range(50):
    count(i, 2)
print(total)
count = lambda a, b: -1
print(count(1, 2))
