# Generators, driven by hand: next, send, throw; values live across yields of every kind.
def simple(a):
    x = a + 1
    y = yield x
    z = yield y
    return x, y, z

def looping(n):
    total = 0
    for i in [1, 2, 3, n]:
        got = yield i
        if got:
            total += got
    return total

def protected(a):
    log = []
    try:
        r = yield 1
        log.append(r)
        r = yield 2
        log.append(r)
    except ValueError as e:
        log.append('caught')
        yield 'in handler'
    log.append(a)
    return log

def inner(n):
    while n > 0:
        got = yield n
        n = n - 1
    return 'inner', got

def outer(a):
    first = yield from inner(a)
    second = yield from [10, 20]
    return first, second

def counting(n):
    i = 0
    while i < n:
        j = 0
        while j < 1000:
            j += i + 1
        yield i, j
        i += 1

def closure(k):
    def gen(n):
        yield k
        yield k + n
        b = k > n
        yield n
        if b:
            yield 'greater'
    return gen

def drive(make, sends):
    out = []
    g = make()
    try:
        for s in sends:
            if s == 'throw':
                out.append(g.throw(ValueError))
            elif s is None:
                out.append(next(g))
            else:
                out.append(g.send(s))
    except StopIteration as e:
        out.append(e.value)
    return out

for sends in ([None, 5, 6], [None, None, None, None], [None, 'throw', None], ['throw'], [None, 7, 'throw', None, None]):
    show(drive, lambda: simple(1), sends)
    show(drive, lambda: looping(9), sends + [1, 2, 3])
    show(drive, lambda: protected('a'), sends + [None])
    show(drive, lambda: outer(2), sends + [None, None, None])
    show(drive, lambda: counting(3), sends)
    show(drive, lambda: closure(4)(3), sends + [None])
