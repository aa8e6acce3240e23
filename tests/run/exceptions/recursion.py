# Too deep a recursion is an exception; the depth is CPython's; after it all goes on.
import sys


def down(n):
    return down(n + 1)


def depth():
    count = 0

    def go():
        nonlocal count
        count += 1
        go()
    try:
        go()
    except RecursionError as e:
        print(e)
    return count


for _ in range(3):
    try:
        down(0)
    except RecursionError as e:
        print(type(e).__name__, e)
a, b = depth(), depth()
print(a == b, 900 < a <= 1000)


class Loop:
    def __getattr__(self, name):
        return getattr(self, name + "x")

    def __repr__(self):
        return repr(self)


for f in (lambda: Loop().a, lambda: repr(Loop())):
    try:
        f()
    except RecursionError:
        print("RecursionError")


def limited(n):
    return 0 if n == 0 else 1 + limited(n - 1)


print(limited(900))
sys.setrecursionlimit(20000)
print(sys.getrecursionlimit(), limited(15000))
