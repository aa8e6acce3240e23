# with: order, targets, suppression, several managers, missing methods.
log = []
class CM:
    def __init__(self, name, eat=False): self.name, self.eat = name, eat
    def __enter__(self):
        log.append("+" + self.name)
        return self.name
    def __exit__(self, t, v, tb):
        log.append("-%s %s" % (self.name, t.__name__ if t else None))
        return self.eat
with CM("a") as x, CM("b") as y: log.append(x + y)
print(log); log.clear()
with (CM("a") as x, CM("b"), CM("c") as z,): pass
print(log, z); log.clear()
with CM("eat", True): raise ValueError
print(log); log.clear()
with CM("outer", True), CM("inner"): raise KeyError
print(log); log.clear()
try:
    with CM("a"), CM("b"): raise KeyError("k")
except KeyError as e:
    print(e, log); log.clear()
def ret():
    with CM("r"): return "returned"
print(ret(), log); log.clear()
for i in range(3):
    with CM(str(i)):
        if i == 0: continue
        break
print(i, log); log.clear()
d, l = {}, [0, 0]
class O: pass
o = O()
class Many:
    def __enter__(self): return (1, [2, 3])
    def __exit__(self, *a): pass
with Many() as (p, [q, r]), Many() as d["k"], Many() as o.attr, Many() as l[0], Many() as (s, *t): pass
print(p, q, r, d, o.attr, l, s, t)
class NoEnter:
    def __exit__(self, *a): pass
class NoExit:
    def __enter__(self): pass
class A:
    async def __aenter__(self): pass
    async def __aexit__(self, *a): pass
for bad in (NoEnter(), NoExit(), 5, None, A()):
    try:
        with bad: pass
    except TypeError as e:
        print(e)
class EnterFails(CM):
    def __enter__(self): raise ValueError("enter")
try:
    with CM("first"), EnterFails("second"): pass
except ValueError as e:
    print(e, log); log.clear()
class ExitFails(CM):
    def __exit__(self, *a): raise KeyError("exit")
try:
    with CM("eat", True), ExitFails("x"): raise ValueError("body")
    print("eaten", log); log.clear()
except KeyError as e:
    print(e, log)
class Truth:
    def __init__(self, v): self.v = v
    def __bool__(self):
        log.append("bool")
        return self.v
class ExitTruth(CM):
    def __exit__(self, *a): return Truth(self.eat)
with ExitTruth("t", True): raise ValueError
try:
    with ExitTruth("f", False): raise ValueError("kept")
except ValueError as e:
    print(e, log); log.clear()
with ExitTruth("n", True): pass
print(log)
class Instance: pass
i = Instance()
i.__enter__ = lambda: 1
i.__exit__ = lambda *a: None
try:
    with i: pass
except TypeError as e:
    print(e)
try:
    with CM("t") as (a, b, c): pass
except ValueError as e:
    print(e, log); log.clear()
class Args:
    def __enter__(self): return self
    def __exit__(self, *args):
        print([type(a).__name__ for a in args], args[0] and args[1].args)
        return True
with Args(): pass
with Args(): raise KeyError("a", 1)
def gen():
    with CM("g"): yield 1
for v in gen(): pass
print(log)
def many():
    with CM("1") as a, CM("2") as b, CM("3") as c, CM("4") as e: return a + b + c + e
log.clear()
print(many(), log)
