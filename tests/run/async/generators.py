# Asynchronous generators by hand: asend, athrow, aclose.
class Wait:
    def __await__(self): yield "wait"
def run(aw):
    waits = 0
    try:
        it = aw.__await__()
        while True:
            it.send(None)
            waits += 1
    except StopIteration as e:
        return e.value, waits
    except BaseException as e:
        return type(e).__name__, str(e), waits
async def g(log):
    try:
        got = yield 1
        log.append(got)
        await Wait()
        got = yield 2
        log.append(got)
    except ValueError as e:
        log.append("caught %s" % e)
        yield "handled"
    finally:
        log.append("finally")
log = []
a = g(log)
print(type(a).__name__, run(a.__anext__()), run(a.asend("s")), run(a.asend("t")), run(a.__anext__()), log)
log = []
a = g(log)
print(run(a.__anext__()), run(a.athrow(ValueError("v"))), run(a.__anext__()), log)
log = []
a = g(log)
print(run(a.__anext__()), run(a.aclose()), run(a.__anext__()), run(a.aclose()), log)
a = g([])
print(run(a.asend(1)))
print(run(a.athrow(KeyError("k"))), run(a.__anext__()))
async def consume():
    out = []
    async for v in g(log): out.append(v)
    else: out.append("else")
    return out
print(run(consume()))
async def awaits_in_finally():
    try:
        yield 1
    finally:
        await Wait()
        print("cleaned")
a = awaits_in_finally()
run(a.__anext__())
print(run(a.aclose()))
async def stops(): 
    yield 1
    raise StopAsyncIteration
a = stops()
print(run(a.__anext__()), run(a.__anext__()))
async def stops2():
    yield 1
    raise StopIteration
a = stops2()
print(run(a.__anext__()), run(a.__anext__()))
a = g([])
print(a.ag_running, a.ag_await, a.__name__, a.__aiter__() is a)
for act in (lambda: iter(a), lambda: a.send(1), lambda: next(a)):
    try:
        act()
    except (TypeError, AttributeError) as e:
        print(e)
async def breaking():
    async for v in g(log):
        if v == 1: break
    return v
print(run(breaking()))
class AIter:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if not self.n: raise StopAsyncIteration
        self.n -= 1
        await Wait()
        return self.n
async def over():
    return [v async for v in AIter(3)]
print(run(over()))
class NoAnext:
    def __aiter__(self): return self
for o in (NoAnext(), 5):
    async def f():
        async for v in o: pass
    print(run(f()))
async def builtin():
    a = AIter(1)
    return await anext(a), aiter(a) is a
print(run(builtin()))
async def raises_stop():
    try:
        await anext(AIter(0))
    except StopAsyncIteration:
        return "stopped"
print(run(raises_stop()))
