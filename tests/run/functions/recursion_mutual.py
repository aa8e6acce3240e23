# Plain, mutual and deep recursion.
def even(n): return True if n == 0 else odd(n - 1)
def odd(n): return False if n == 0 else even(n - 1)
print(even(100), odd(100), even(301))
def ack(m, n):
    if m == 0: return n + 1
    if n == 0: return ack(m - 1, 1)
    return ack(m - 1, ack(m, n - 1))
print(ack(2, 3), ack(1, 20))
def hanoi(n, a="a", b="b", c="c"):
    if n == 0: return []
    return hanoi(n - 1, a, c, b) + [(a, c)] + hanoi(n - 1, b, a, c)
print(len(hanoi(8)), hanoi(3))
def perms(items):
    if not items: yield []
    for i, x in enumerate(items):
        for rest in perms(items[:i] + items[i + 1:]):
            yield [x] + rest
print(list(perms([1, 2, 3])), sum(1 for _ in perms(list(range(5)))))
def flatten(x): return [y for i in x for y in flatten(i)] if isinstance(x, list) else [x]
print(flatten([1, [2, [3, [4, [5]]]], [[6]]]))
def infinite(n): return infinite(n + 1)
try:
    infinite(0)
except RecursionError as e:
    print(e)
def infinite_pair(n): return infinite_other(n)
def infinite_other(n): return infinite_pair(n)
try:
    infinite_pair(0)
except RecursionError as e:
    print(e)
class R:
    def __getattr__(self, name): return getattr(self, name + "x")
    def __eq__(self, other): return self == other
    def __len__(self): return len(self)
    def __call__(self): return self()
    def __iter__(self): return iter(self)
for act in (lambda r: r.a, lambda r: r == 1, lambda r: len(r), lambda r: r()):
    try:
        act(R())
    except RecursionError as e:
        print("RecursionError")
print(even(50), hanoi(1))
def depth(n):
    try:
        return depth(n + 1)
    except RecursionError:
        return n
print(900 < depth(0) < 1001)
def collatz(n, steps=0): return steps if n == 1 else collatz(n // 2 if n % 2 == 0 else 3 * n + 1, steps + 1)
print([collatz(n) for n in range(1, 15)])
def tree(d): return None if d == 0 else (tree(d - 1), d, tree(d - 1))
def total(t): return 0 if t is None else total(t[0]) + t[1] + total(t[2])
print(total(tree(8)))
def memo(f):
    cache = {}
    def g(n):
        if n not in cache: cache[n] = f(n)
        return cache[n]
    return g
@memo
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(120))
