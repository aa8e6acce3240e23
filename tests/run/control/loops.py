# for, while, else, break, continue, nested; what a loop leaves behind.
for i in range(5):
    if i == 3:
        break
else:
    print("no break")
print(i)
for i in range(3):
    continue
else:
    print("else", i)
for i in []:
    pass
else:
    print("empty", i)
n = 10
while n:
    n -= 1
    if n % 2:
        continue
    if n == 4:
        break
    print(n, end=" ")
else:
    print("never")
print(n)
while False:
    pass
else:
    print("while else")


def find(rows, wanted):
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value == wanted:
                return r, c
    return None


print(find([[1, 2], [3, 4]], 3), find([[1]], 9))


def primes(n):
    found = []
    for candidate in range(2, n):
        for p in found:
            if p * p > candidate:
                found.append(candidate)
                break
            if candidate % p == 0:
                break
        else:
            found.append(candidate)
    return found


print(primes(60))
for a, (b, *c) in [(1, (2, 3, 4)), (5, "67")]:
    print(a, b, c)
for x in (1, "two", 3.0, None, [4]):
    print(x, end=",")
print()
for ch in "abc":
    for k in {"x": 1, "y": 2}:
        print(ch + k, end=" ")
print()
matrix = [[i * j for j in range(4)] for i in range(4)]
for row in matrix:
    row[0] = -1
print(matrix, [row[::-1] for row in matrix if row[1]])
i = 5
for i in range(i):
    i = i * 100
print(i)
count = 0
for i in range(0, 10**9, 10**8):
    count += 1
for i in range(2**62, 2**62 + 3):
    count += i % 7
print(count, i)


def finally_loop():
    out = []
    for i in range(4):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            out.append(i)
        finally:
            out.append("f%d" % i)
    return out


print(finally_loop())


def return_from_loop():
    for i in range(10):
        for j in range(10):
            if i * j == 42:
                return i, j


print(return_from_loop())
x = [1, 2, 3, 4, 5, 6]
del x[::2]
print(x)
if not x:
    print("a")
elif len(x) == 3 and x[0] == 2:
    print("b")
else:
    print("c")
print("even" if len(x) % 2 == 0 else "odd")
assert x
try:
    assert not x, "message %d" % len(x)
except AssertionError as e:
    print(e)
total = 0
for i in range(300):
    for j in range(300):
        total += i ^ j
print(total)
lo, hi = 0, 1000
while lo < hi:
    mid = (lo + hi) // 2
    if mid * mid < 5000:
        lo = mid + 1
    else:
        hi = mid
print(lo)
