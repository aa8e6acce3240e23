# yield from: generators, iterators, values, throw and close passed on.
def inner(log):
    try:
        got = yield "i1"
        log.append(("got", got))
        yield "i2"
    except ValueError as e:
        log.append(("caught", str(e)))
        yield "handled"
    finally:
        log.append("inner done")
    return "value"
def outer(log):
    r = yield from inner(log)
    log.append(r)
    yield "o"
log = []
print(list(outer(log)), log)
log.clear()
g = outer(log)
print(next(g), g.send("sent"), next(g), log)
log.clear()
g = outer(log)
next(g)
print(g.throw(ValueError("v")), next(g), log)
log.clear()
g = outer(log)
next(g)
g.close()
print(log)
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 2: raise StopIteration("it value")
        return self.n
def over_it():
    r = yield from It()
    print("r", r)
print(list(over_it()))
g = over_it()
next(g)
try:
    g.send(1)
except AttributeError as e:
    print(e)
g = over_it()
next(g)
try:
    g.throw(KeyError("k"))
except KeyError as e:
    print(e)
class Full(It):
    def send(self, v): return ("send", v)
    def throw(self, *a): return ("throw", len(a), a[0] if isinstance(a[0], type) else type(a[0]).__name__)
    def close(self): print("close called")
g = over_it.__class__ and (lambda: (yield from Full()))()
print(next(g), g.send(5), g.throw(KeyError("x")))
g.close()
def chain(*its):
    for i in its: yield from i
print(list(chain("ab", [1], (2,), {3: 4}, range(2))))
def bad(): yield from 5
try:
    list(bad())
except TypeError as e:
    print(e)
def tree(t):
    if isinstance(t, list):
        for x in t: yield from tree(x)
    else:
        yield t
print(list(tree([1, [2, [3, [4]], 5]])))
def ret(): return (yield from (i for i in range(2)))
g = ret()
print(list(g))
def delegating(n):
    if n: yield from delegating(n - 1)
    yield n
print(list(delegating(30))[-3:])
def gi():
    g = inner([])
    yield from g
g = gi()
next(g)
print(g.gi_yieldfrom.__name__)
def expression():
    x = [(yield from [1]), (yield 2)]
    return x
g = expression()
print(next(g), next(g))
try:
    g.send("s")
except StopIteration as e:
    print(e.value)
def exit_in_inner():
    try:
        yield
    except GeneratorExit:
        print("inner exit")
        raise
def exit_outer():
    try:
        yield from exit_in_inner()
    except GeneratorExit:
        print("outer exit")
g = exit_outer()
next(g)
g.close()
