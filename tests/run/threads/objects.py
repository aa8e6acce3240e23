# Instances, classes and globals changed by several threads at once stay sound.
import _thread
import time

finished = []


class Record:
    def __init__(self, n):
        self.a = n


records = [Record(i) for i in range(200)]


def add_attributes(name):
    for r in records:
        setattr(r, name, name)
    finished.append(name)


names = ["b", "c", "d", "e", "f", "g", "h", "i"]
for name in names:
    _thread.start_new_thread(add_attributes, (name,))
while len(finished) < len(names):
    time.sleep(0.001)
print(all(getattr(r, name) == name for r in records for name in names), all(len(r.__dict__) == 9 for r in records), sum(r.a for r in records))
del finished[:]


class Patched:
    def method(self):
        return 1


stop = False


def patch():
    for i in range(300):
        Patched.method = (lambda self: 2) if i % 2 else (lambda self: 1)
        Patched.other = i
    finished.append(0)


bad = []


def call():
    p = Patched()
    n = 0
    while not stop:
        v = p.method()
        if v != 1 and v != 2:
            bad.append(v)
        n += 1
    finished.append(n)


for k in range(2):
    _thread.start_new_thread(call, ())
_thread.start_new_thread(patch, ())
while len(finished) < 1:
    time.sleep(0.001)
stop = True
while len(finished) < 3:
    time.sleep(0.001)
print(bad, Patched.other)


def generate():
    for i in range(1000):
        yield i


g = generate()
taken = []
errors = []
done = []


def take():
    while True:
        try:
            taken.append(next(g))
        except StopIteration:
            break
        except ValueError as e:
            errors.append(str(e))
    done.append(1)


for k in range(3):
    _thread.start_new_thread(take, ())
while len(done) < 3:
    time.sleep(0.001)
print(sorted(taken) == list(range(1000)), set(errors) <= {"generator already executing"})
