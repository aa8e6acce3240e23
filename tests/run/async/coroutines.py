# Coroutine objects: await, send, throw, close, never awaited is not shown here.
class Wait:
    def __init__(self, v): self.v = v
    def __await__(self): return (yield self.v)
async def simple(): return 5
async def two():
    a = await Wait("first")
    b = await Wait("second")
    return (a, b)
def drive(c, *sends):
    out = []
    try:
        out.append(c.send(None))
        for s in sends: out.append(c.send(s))
    except StopIteration as e:
        out.append(("return", e.value))
    return out
print(drive(simple()), drive(two(), 1, 2))
async def chain(): return await two(), await simple()
print(drive(chain(), "x", "y"))
c = two()
print(c.send(None))
try:
    c.throw(ValueError("thrown"))
except ValueError as e:
    print(e)
try:
    c.send(None)
except RuntimeError as e:
    print(e)
async def catching():
    try:
        await Wait(1)
    except ValueError as e:
        return "caught " + str(e)
    finally:
        print("finally")
c = catching()
c.send(None)
try:
    c.throw(ValueError("v"))
except StopIteration as e:
    print(e.value)
c = catching()
c.send(None)
c.close()
c.close()
c = two()
try:
    c.send(1)
except TypeError as e:
    print(e)
c.close()
for bad in (5, None, [1], lambda: 0):
    async def f(): await bad
    try:
        f().send(None)
    except TypeError as e:
        print(e)
class BadAwait:
    def __await__(self): return 5
class ListAwait:
    def __await__(self): return iter([1, 2])
for o in (BadAwait(), ListAwait()):
    async def f(): return await o
    try:
        print(drive(f(), None, None))
    except TypeError as e:
        print(e)
c = simple()
print(type(c).__name__, c.cr_running, c.cr_await, c.__name__, c.__qualname__)
for act in (lambda: iter(c), lambda: next(c), lambda: list(c)):
    try:
        act()
    except TypeError as e:
        print(e)
c.close()
w = two()
a = w.__await__()
print(a.send(None), a.send(1))
w.close()
async def stop(): raise StopIteration("s")
try:
    stop().send(None)
except RuntimeError as e:
    print(e)
async def twice():
    c = simple()
    await c
    try:
        await c
    except RuntimeError as e:
        return str(e)
print(drive(twice()))
lam = lambda: two()
print(drive(lam(), 3, 4))
class K:
    async def m(self): return self.v
    v = 9
    @staticmethod
    async def s(x): return x
    @classmethod
    async def k(cls): return cls.__name__
print(drive(K().m()), drive(K.s(1)), drive(K.k()))
async def args(a, *b, c=1, **d): return a, b, c, d
print(drive(args(1, 2, c=3, e=4)))
try:
    args()
except TypeError as e:
    print(e)
