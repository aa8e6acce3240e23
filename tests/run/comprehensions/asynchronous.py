# async in comprehensions.
def run(c):
    try:
        while True: c.send(None)
    except StopIteration as e:
        return e.value
class Sleep:
    def __await__(self): yield
async def agen(n):
    for i in range(n):
        await Sleep()
        yield i
async def ident(v):
    await Sleep()
    return v
async def lists(): return [i async for i in agen(4)], [i * 2 async for i in agen(4) if i % 2]
async def sets(): return {i async for i in agen(3)}, {i: i * i async for i in agen(3)}
async def awaits(): return [await ident(i) for i in range(3)], {await ident(k): await ident(v) for k, v in [(1, 2)]}
async def mixed(): return [(i, j) async for i in agen(2) for j in range(2)], [(i, j) for i in range(2) async for j in agen(2)]
async def conditions(): return [i for i in range(5) if await ident(i % 2)]
async def genexp():
    g = (i + 1 async for i in agen(3))
    return type(g).__name__, [v async for v in g]
async def genexp_await():
    g = (await ident(i) for i in range(2))
    return type(g).__name__, [v async for v in g]
async def nested(): return [[j async for j in agen(i)] for i in range(3)]
async def raised():
    try:
        return [1 // i async for i in agen(2)]
    except ZeroDivisionError as e:
        return str(e)
async def closure():
    fs = [lambda: i async for i in agen(3)]
    return [f() for f in fs]
async def wrong():
    try:
        return [i async for i in range(2)]
    except TypeError as e:
        return str(e)
async def wrong2():
    try:
        return [i for i in agen(1)]
    except TypeError as e:
        return str(e)
for f in (lists, sets, awaits, mixed, conditions, genexp, genexp_await, nested, raised, closure, wrong, wrong2):
    print(f.__name__, run(f()))
