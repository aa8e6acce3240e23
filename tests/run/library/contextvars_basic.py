"""_contextvars: variables, contexts, tokens, threads, generators, and the messages of what goes wrong."""
# stress: 200
import contextvars
import re
import threading
from contextvars import Context, ContextVar, Token, copy_context


def attempt(f, *args, **keywords):
    try:
        text = repr(f(*args, **keywords))
    except Exception as e:
        text = type(e).__name__ + " " + str(e)
    print(re.sub("0x[0-9a-f]+", "0x", text))


v = ContextVar("v", default=3)
w = ContextVar("w")
for f, *args in (ContextVar,), (ContextVar, 3), (ContextVar, "x", 3), (v.get,), (w.get,), (w.get, 7), (v.get, 8), (v.get, 1, 2), (repr, v), (repr, w), (v.set,), (setattr, v, "name", 3), (v.reset, 3), (Context, 3), (Token,):
    attempt(f, *args)
attempt(ContextVar, "x", default=3, z=1)
attempt(ContextVar, "x", other=3)
t = v.set(5)
print(v.name, v.get(), t.old_value, t.var is v, Token.MISSING, ContextVar[int], Token[int])
attempt(repr, t)
second = v.set(6)
print(second.old_value)
v.reset(second)
v.reset(t)
attempt(v.reset, t)
attempt(repr, t)
attempt(w.reset, v.set(1))
print(v.get())

print("-- contexts")
t = w.set(1)
c = copy_context()
w.set(2)
print(len(c), c[w], c.get(w), c.get(ContextVar("q"), 9), c.get(ContextVar("q")), w in c, ContextVar("q") in c, sorted(c.values()), len(list(c)), len(list(c.items())), set(c.keys()) == {v, w}, dict(c.items()) == {v: 1, w: 1})
for f in (lambda: c[3], lambda: c.get("x"), lambda: 3 in c, lambda: c[ContextVar("zz")], c.run, lambda: c.run(3), lambda: c.run(lambda *x, **k: (x, k), 1, z=2), lambda: c.run(c.run, print), lambda: c.run(w.reset, t),
          lambda: Context() == Context(), lambda: c == c.copy(), lambda: c == copy_context(), lambda: c != 3, lambda: hash(c), lambda: hash(t), lambda: hash(v) == hash(v), lambda: type("X", (ContextVar,), {}),
          lambda: type("X", (Context,), {}), lambda: Context()[w], lambda: c.__setitem__(w, 1), lambda: c.run(lambda: 1 / 0), lambda: c.run(lambda: c.copy().run(w.get))):
    attempt(f)
print(c.run(lambda: (w.set(50).old_value, c[w], w.get())), w.get(), c[w])
d = c.copy()
keys = iter(c)
c.run(ContextVar("new").set, 1)
print(len(c), len(d), len(list(keys)), c == d)


def nested(depth):
    w.set(depth)
    if depth:
        copy_context().run(nested, depth - 1)
    return w.get()


print(Context().run(nested, 5), w.get())
many = [ContextVar("v%d" % i) for i in range(300)]
big = Context()
big.run(lambda: [x.set(i) for i, x in enumerate(many)])
tokens = big.run(lambda: [x.set(-i) for i, x in enumerate(many)])
print(len(big), sum(big.values()))
big.run(lambda: [x.reset(token) for x, token in zip(many, tokens)])
print(sum(big.values()), sum(big.run(lambda: [x.get() for x in many])))

print("-- threads")
results = []


def work(n):
    results.append((w.get("unset"), len(copy_context())))
    w.set(n)
    results.append(w.get())


for n in range(3):
    thread = threading.Thread(target=work, args=(n,))
    thread.start()
    thread.join()
shared = copy_context()
thread = threading.Thread(target=shared.run, args=(work, 99))
thread.start()
thread.join()
print(results, w.get(), shared[w])


def generator():
    w.set("inside")
    yield w.get()
    yield w.get()


g = generator()
print(next(g), w.get(), Context().run(next, g) if False else w.set("outside") and next(g))
