# Generators: next, send, throw, close, return value, yield from, expressions, laziness.
def count(n):
    i = 0
    while i < n:
        yield i
        i += 1
    return "done"


g = count(3)
print(next(g), next(g), next(g))
try:
    next(g)
except StopIteration as e:
    print("stop", e.value)
try:
    next(g)
except StopIteration as e:
    print("again", e.value)
print(list(count(4)), sum(count(10)), [x * x for x in count(4)], max(count(5)), tuple(count(2)), dict(zip(count(2), "ab")))


def echo():
    received = []
    while True:
        try:
            x = yield len(received)
        except ValueError as e:
            received.append(str(e))
        else:
            if x is None:
                return received
            received.append(x)


e = echo()
print(next(e), e.send("a"), e.send("b"), e.throw(ValueError("thrown")))
try:
    e.send(None)
except StopIteration as s:
    print(s.value)


def outer(n):
    result = yield from count(n)
    yield result
    yield from [7, 8]
    yield from (x for x in "ab")


print(list(outer(2)))


def tree(t):
    if isinstance(t, list):
        for c in t:
            yield from tree(c)
    else:
        yield t


print(list(tree([1, [2, [3, [4]]], [], 5])))


def cleanup(log):
    try:
        yield 1
        yield 2
    except GeneratorExit:
        log.append("exit")
        raise
    finally:
        log.append("finally")


log = []
c = cleanup(log)
next(c)
c.close()
c.close()
print(log, list(c))


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as x:
    print(x)


def raises():
    yield 1
    raise KeyError("inside")


r = raises()
next(r)
try:
    next(r)
except KeyError as x:
    print(repr(x), list(r))


def leaks():
    yield 1
    raise StopIteration("leak")


try:
    list(leaks())
except RuntimeError as x:
    print(x, repr(x.__cause__))


def self_running():
    yield next(me)


me = self_running()
try:
    next(me)
except ValueError as x:
    print(x)
try:
    count(1).send(5)
except TypeError as x:
    print(x)
g = count(1)
try:
    g.throw(ValueError, "not started")
except ValueError as x:
    print(x, list(g))


def pipeline(n):
    numbers = (i for i in range(n))
    squares = (i * i for i in numbers)
    return (i for i in squares if i % 2)


print(list(pipeline(10)), any(x > 5 for x in range(10)), sum(i * j for i in range(3) for j in range(3)))


def infinite():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


fibs = []
for f in infinite():
    if f > 100:
        break
    fibs.append(f)
print(fibs)


def with_state(items):
    total = 0.5
    for i, item in enumerate(items):
        try:
            total += item
            yield i, total
        finally:
            total += 1


print(list(with_state([1, 2.5, 2**70])))


def delegating_send():
    def inner():
        x = yield 1
        while x:
            x = yield x * 2
        return "inner result"
    r = yield from inner()
    yield r


d = delegating_send()
print(next(d), d.send(5), d.send(7), d.send(0))


def throw_into():
    def inner():
        try:
            yield 1
        except ValueError:
            yield "handled inside"
    yield from inner()


t = throw_into()
next(t)
print(t.throw(ValueError("x")))
print(type(g).__name__, g.__name__, count.__name__, hasattr(g, "send"), iter(g) is g)


def zip_two(a, b):
    a, b = iter(a), iter(b)
    while True:
        try:
            yield next(a), next(b)
        except StopIteration:
            return


print(list(zip_two([1, 2, 3], "ab")))
