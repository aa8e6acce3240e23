# finally, with and return inside generators; exhaustion in for loops.
log = []
class CM:
    def __init__(self, n): self.n = n
    def __enter__(self):
        log.append("enter %s" % self.n)
        return self.n
    def __exit__(self, t, v, tb):
        log.append("exit %s %s" % (self.n, t and t.__name__))
        return self.n == "eat"
def g1():
    with CM("a"), CM("b"):
        yield 1
        yield 2
for v in g1(): log.append(v)
print(log)
log.clear()
g = g1()
next(g)
g.close()
print(log)
log.clear()
g = g1()
next(g)
try:
    g.throw(ValueError("t"))
except ValueError:
    print(log)
log.clear()
def g2():
    with CM("eat"):
        yield 1
        raise KeyError
    yield "after"
print(list(g2()), log)
def g3():
    for i in range(3):
        try:
            if i == 1: continue
            yield i
        finally:
            yield "f%d" % i
print(list(g3()))
def g4():
    try:
        return "tried"
    finally:
        yield "in finally"
g = g4()
print(next(g))
try:
    next(g)
except StopIteration as e:
    print(e.value)
def g5():
    try:
        yield 1
    except ValueError:
        yield "v"
    else:
        yield "else"
    finally:
        yield "fin"
print(list(g5()))
g = g5()
next(g)
print(g.throw(ValueError), list(g))
def g6():
    while True:
        try:
            x = yield
            print("x", x)
            if x == 2: break
        finally:
            print("loop finally")
    return "broke"
g = g6()
next(g)
g.send(1)
try:
    g.send(2)
except StopIteration as e:
    print(e.value)
def g7():
    try:
        try:
            yield 1
        finally:
            yield 2
            1 / 0
    except ZeroDivisionError as e:
        yield repr(e.__context__)
g = g7()
next(g)
print(g.throw(KeyError("k")), next(g))
def take(n, it):
    for _, v in zip(range(n), it): yield v
def count():
    i = 0
    while True:
        yield i
        i += 1
print(list(take(4, count())))
def nested():
    def inner(): yield from (1, 2)
    yield from inner()
    yield [x for x in inner()]
print(list(nested()))
