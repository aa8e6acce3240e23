# async with: order, suppression, missing methods.
class Wait:
    def __await__(self): yield
def run(c):
    try:
        while True: c.send(None)
    except StopIteration as e:
        return e.value
log = []
class CM:
    def __init__(self, name, eat=False, fail=None): self.name, self.eat, self.fail = name, eat, fail
    async def __aenter__(self):
        await Wait()
        log.append("enter " + self.name)
        if self.fail == "enter": raise KeyError("enter")
        return self.name
    async def __aexit__(self, t, v, tb):
        await Wait()
        log.append("exit %s %s" % (self.name, t and t.__name__))
        if self.fail == "exit": raise KeyError("exit")
        return self.eat
async def plain():
    async with CM("a") as x, CM("b") as y: log.append(x + y)
    return "done"
async def suppressed():
    async with CM("eat", True):
        raise ValueError("eaten")
    return "after"
async def raised():
    try:
        async with CM("a"), CM("b"): 1 / 0
    except ZeroDivisionError as e:
        return str(e)
async def enter_fails():
    try:
        async with CM("a"), CM("b", fail="enter"): log.append("never")
    except KeyError as e:
        return str(e)
async def exit_fails():
    try:
        async with CM("a", fail="exit"): raise ValueError("v")
    except KeyError as e:
        return str(e), repr(e.__context__)
async def returns():
    async with CM("a"): return "returned"
async def loops():
    for i in range(3):
        async with CM(str(i)):
            if i == 1: continue
            if i == 2: break
    return i
async def paren():
    async with (CM("p") as a, CM("q") as b,): return a + b
async def targets():
    d = {}
    async with CM("t") as d["k"]: pass
    return d
async def nested_for():
    out = []
    async def ag():
        async with CM("gen"):
            yield 1
            yield 2
    async for v in ag(): out.append(v)
    return out
for f in (plain, suppressed, raised, enter_fails, exit_fails, returns, loops, paren, targets, nested_for):
    log.clear()
    print(f.__name__, run(f()), log)
class Sync:
    def __enter__(self): pass
    def __exit__(self, *a): pass
class NoExit:
    async def __aenter__(self): pass
for o in (Sync(), NoExit(), 5):
    async def f():
        async with o: pass
    try:
        run(f())
    except TypeError as e:
        print(e)
async def plain_with():
    try:
        with CM("x"): pass
    except TypeError as e:
        return str(e)
print(run(plain_with()))
