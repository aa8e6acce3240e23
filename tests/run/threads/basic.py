# _thread: start, locks, many of them, results collected in order.
import _thread
import time

done = _thread.allocate_lock()
lock = _thread.allocate_lock()
results = []
remaining = 8


def worker(n):
    global remaining
    total = 0
    for i in range(8000):
        total += i * n
    with lock:
        results.append((n, total))
        remaining -= 1
        last = remaining == 0
    if last:
        done.release()


done.acquire()
for n in range(8):
    _thread.start_new_thread(worker, (n,))
done.acquire()
print(sorted(results), remaining)
print(lock.locked(), lock.acquire(False), lock.acquire(False), lock.acquire(True, 0.01), lock.locked())
lock.release()
try:
    lock.release()
except RuntimeError as e:
    print(e)
shared = {"n": 0}
finished = []


def add_locked(times, key):
    for _ in range(times):
        with lock:
            shared["n"] += 1
    finished.append(key)


for k in range(4):
    _thread.start_new_thread(add_locked, (500, k))
while len(finished) < 4:
    time.sleep(0.001)
print(shared["n"], sorted(finished))
items = []


def append_many(k):
    for i in range(1000):
        items.append(i)
    finished.append(k)


for k in range(4):
    _thread.start_new_thread(append_many, (k,))
while len(finished) < 8:
    time.sleep(0.001)
print(len(items), sum(items))
table = {}


def fill(k):
    for i in range(500):
        table[k, i] = i
        if i % 3 == 0:
            del table[k, i]
    finished.append(k)


for k in range(4):
    _thread.start_new_thread(fill, (k,))
while len(finished) < 12:
    time.sleep(0.001)
print(len(table), sum(table.values()))
ident = _thread.get_ident()
others = []


def identity():
    others.append(_thread.get_ident() != ident)


for k in range(3):
    _thread.start_new_thread(identity, ())
while len(others) < 3:
    time.sleep(0.001)
print(others)
try:
    _thread.start_new_thread(5, ())
except TypeError as e:
    print(e)


class Node:
    def __init__(self, left, right):
        self.left = left
        self.right = right


def build(d):
    return Node(None, None) if d == 0 else Node(build(d - 1), build(d - 1))


def count(t):
    return 1 if t.left is None else 1 + count(t.left) + count(t.right)


sizes = []


def trees():
    for i in range(3):
        sizes.append(count(build(6)))


for k in range(3):
    _thread.start_new_thread(trees, ())
while len(sizes) < 9:
    time.sleep(0.001)
print(sizes)
