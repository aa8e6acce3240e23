# Generators as pipelines and state machines.
def averager():
    total = count = 0
    avg = None
    while True:
        v = yield avg
        total += v
        count += 1
        avg = total / count
a = averager()
next(a)
print([a.send(v) for v in (10, 20, 30)])
def primed(f):
    def start(*args):
        g = f(*args)
        next(g)
        return g
    return start
@primed
def grep(word, out):
    while True:
        line = yield
        if word in line: out.append(line)
out = []
g = grep("py", out)
for line in ("python", "ruby", "pyllc"): g.send(line)
print(out)
@primed
def broadcast(*targets):
    while True:
        v = yield
        for t in targets: t.send(v)
@primed
def collect(into, f):
    while True: into.append(f((yield)))
x, y = [], []
b = broadcast(collect(x, lambda v: v * 2), collect(y, str))
for i in range(3): b.send(i)
print(x, y)
def machine():
    state = "start"
    while state != "end":
        event = yield state
        state = {("start", "go"): "running", ("running", "stop"): "end"}.get((state, event), state)
    return "finished"
m = machine()
print(next(m), m.send("x"), m.send("go"))
try:
    m.send("stop")
except StopIteration as e:
    print(e.value)
def primes():
    found = []
    n = 2
    while True:
        if all(n % p for p in found):
            found.append(n)
            yield n
        n += 1
p = primes()
print([next(p) for _ in range(12)])
def interleave(*its):
    its = [iter(i) for i in its]
    while its:
        for i in its[:]:
            try:
                yield next(i)
            except StopIteration:
                its.remove(i)
print(list(interleave("abc", [1], range(10, 12))))
def scheduler(tasks):
    trace = []
    while tasks:
        t = tasks.pop(0)
        try:
            trace.append(next(t))
            tasks.append(t)
        except StopIteration as e:
            trace.append(e.value)
    return trace
def task(name, n):
    for i in range(n): yield name + str(i)
    return name + " done"
print(scheduler([task("a", 2), task("b", 3), task("c", 0)]))
def permutations(items):
    if len(items) < 2: yield tuple(items)
    else:
        for i in range(len(items)):
            for rest in permutations(items[:i] + items[i + 1:]): yield (items[i],) + rest
print(len(list(permutations("abcd"))), list(permutations("abc"))[3])
def chunks(seq, n):
    for i in range(0, len(seq), n): yield seq[i:i + n]
print(list(chunks("abcdefg", 3)))
def window(it, n):
    buf = []
    for v in it:
        buf.append(v)
        if len(buf) == n:
            yield tuple(buf)
            del buf[0]
print(list(window(range(5), 3)))
def fib():
    a, b = 0, 1
    while 1:
        yield a
        a, b = b, a + b
f = fib()
print([next(f) for _ in range(20)], next(v for v in fib() if v > 10 ** 6))
