"""Recursion: limits, what is left after RecursionError, deep stacks full of references."""
import sys


def down(n):
    return 0 if n == 0 else 1 + down(n - 1)


def build(n):
    """Each frame holds fresh objects across the call."""
    mine = [n, str(n)]
    pair = (mine, {n: mine})
    rest = build(n - 1) if n else []
    rest.append((mine[1], pair[1][n][0]))
    return rest


def until_error():
    depth = 0

    def go():
        nonlocal depth
        depth += 1
        go()
    try:
        go()
    except RecursionError as error:
        return str(error), depth


print(down(900))
before = sys.getrecursionlimit()
print(before, until_error()[0], until_error()[1] > 900)
sys.setrecursionlimit(20_000)
print(down(15_000), len(build(5_000)), build(5_000)[2_500])
message, depth = until_error()
print(message, 19_000 < depth < 21_000)
sys.setrecursionlimit(before)
try:
    down(15_000)
except RecursionError as error:
    print(type(error).__name__, error)
for bad in 0, -5:
    try:
        sys.setrecursionlimit(bad)
    except ValueError as error:
        print(error)


class Node:
    def __init__(self, value, child=None):
        self.value, self.child = value, child

    def __eq__(self, other):
        return self.value == other.value and self.child == other.child

    def __repr__(self):
        return "Node(%r, %r)" % (self.value, self.child)

    def __len__(self):
        return 1 + (len(self.child) if self.child is not None else 0)


def chain(n):
    node = None
    for k in range(n):
        node = Node(k, node)
    return node


print(chain(100) == chain(100), len(chain(100)), repr(chain(3)))
for attempt in range(3):
    try:
        chain(3_000) == chain(3_000)
        print("no error")
    except RecursionError:
        print("too deep", attempt)

nested = []
for _ in range(200):
    nested = [nested]
print(repr(nested).count("["))
loop = []
loop.append(loop)
table = {"self": None}
table["self"] = table
print(loop, table)


def mutual_even(n):
    return True if n == 0 else mutual_odd(n - 1)


def mutual_odd(n):
    return False if n == 0 else mutual_even(n - 1)


print(mutual_even(600), mutual_odd(600))


def guarded(n):
    try:
        return guarded(n + 1)
    except RecursionError:
        return n > 400
    finally:
        n = None


print(guarded(0))


def ackermann(m, n):
    if m == 0:
        return n + 1
    return ackermann(m - 1, 1 if n == 0 else ackermann(m, n - 1))


print(ackermann(2, 12))
