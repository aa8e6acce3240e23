# Weak references: callbacks, their order, containers built on them, proxies, finalize, revival.
import gc
import threading
import weakref

log = []


class Node:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return "Node(%s)" % self.name


# What a function leaves on its stack dies with the thread.
def apart(function, *args):
    results = []
    t = threading.Thread(target=lambda: results.append(function(*args)))
    t.start()
    t.join()
    return results.pop()


def collect():
    gc.collect()
    shown = log[:]
    log.clear()
    return shown


def make(name="x"):
    return Node(name)


def single():
    o = make("single")
    r = weakref.ref(o, lambda ref: log.append(("callback", ref is keep[0], ref())))
    keep[:] = [r]
    assert r() is o and r.__callback__ is not None
    return r


keep = []
r = apart(single)
print(collect(), r(), r.__callback__)


def several():
    o = make()
    return [weakref.ref(o, lambda ref, i=i: log.append(i)) for i in range(5)]


refs = apart(several)
print(collect(), [x() for x in refs])


def dies_too():
    o = make()
    o.me = o
    o.ref = weakref.ref(o, lambda ref: log.append("must not run"))


apart(dies_too)
print(collect())


def identity():
    o = make("id")
    a, b = weakref.ref(o), weakref.ref(o)
    c = weakref.ref(o, lambda ref: None)
    p = weakref.proxy(o)
    print(a is b, a is c, p is weakref.proxy(o), weakref.getweakrefcount(o), weakref.getweakrefs(o)[0] is a, len(weakref.getweakrefs(o)))
    print(o.__weakref__ in (a, c, p) or type(o.__weakref__).__name__, a == c, hash(a) == hash(o), a != weakref.ref(make("other")))
    return a, c


a, c = apart(identity)
print(weakref.getweakrefcount(5), weakref.getweakrefs("s"))
c2 = c
del c
try:
    c2.__callback__
except Exception as e:
    print(e)
c2 = None
collect()
print(a() is None, a == a, repr(a).endswith("; dead>"))


def raising():
    o = make()
    return weakref.ref(o, lambda ref: 1 / 0)


import sys
sys.unraisablehook = lambda u: log.append((u.exc_type.__name__, type(u.object).__name__))
rr = apart(raising)
print(collect())

# Containers.
values = weakref.WeakValueDictionary()
keys = weakref.WeakKeyDictionary()
members = weakref.WeakSet()
held = [make("held%d" % i) for i in range(3)]


def fill():
    for i in range(20):
        o = make(i)
        values[i] = o
        keys[o] = i
        members.add(o)
    for i, o in enumerate(held):
        values["h%d" % i] = o
        keys[o] = "h%d" % i
        members.add(o)


apart(fill)
collect()
collect()
print(sorted(values) == ["h0", "h1", "h2"] or len(values) <= 5, len(keys) <= 5, len(members) <= 5, held[1] in members, keys[held[2]], values["h0"] is held[0])
values.pop("h0")
keys.update({held[0]: "again"})
print("h0" in values, keys[held[0]], list(values.valuerefs())[0]() in held)


# finalize
def finalized():
    o = make("final")
    f = weakref.finalize(o, lambda *a, **k: log.append((a, k)), 1, 2, key=3)
    g = weakref.finalize(o, log.append, "second")
    f.atexit = g.atexit = False
    assert f.alive and f.peek()[0] is o
    return f, g


f, g = apart(finalized)
print(collect(), f.alive, g.alive, f())
o = make("detach")
f = weakref.finalize(o, log.append, "never")
print(f.detach()[2], f.alive)
del o
print(collect())


# Methods
class M:
    def method(self):
        return "called"


def method():
    m = M()
    w = weakref.WeakMethod(m.method, lambda ref: log.append("method gone"))
    print(w()(), w == weakref.WeakMethod(m.method))
    return w


w = apart(method)
print(collect(), w())

# Proxies
def proxied():
    o = make("p")
    p = weakref.proxy(o, lambda p: log.append("proxy"))
    p.value = 5
    print(p.name, o.value, p == o or "differ", isinstance(p, Node), type(p).__name__)
    return p


p = apart(proxied)
print(collect())
try:
    p.name
except ReferenceError as e:
    print(e)


# __del__ after callbacks; revival
class Final:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append(("del", self.name))
        if self.name == "revive":
            revived.append(self)


revived = []


def final(name):
    o = Final(name)
    return weakref.ref(o, lambda ref: log.append(("callback", name)))


r1 = apart(final, "plain")
print(sorted(collect()))
r2 = apart(final, "revive")
print([x[0] for x in collect() if x[0] == "del"], [x.name for x in revived])
revived.clear()
collect()


def cycle():
    c = Final("cycle")
    c.me = c


apart(cycle)
print(collect())

for bad in (5, "s", (1,), None, [], {}):
    try:
        weakref.ref(bad)
    except TypeError as e:
        print(e)
print(weakref.ref(int)() is int, weakref.ref(len)() is len, weakref.ref(weakref)() is weakref, weakref.ref(type(None))())
