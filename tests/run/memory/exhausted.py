# Memory runs out while many kinds of objects are made: MemoryError each time, and the program goes on.
# memory: 220
# stress: 5000


def grow(make):
    keep = []
    n = 0
    try:
        while True:
            keep.append(make(n))
            n += 1
    except MemoryError as e:
        keep = None
        return type(e), str(e)


def boxed_floats():
    keep = []
    x = 1.5e200
    try:
        for i in range(10**9):
            x = x * 1.0000001
            keep.append(x)
    except MemoryError:
        keep = None
        return "floats"


def boxed_ints():
    keep = []
    x = 1 << 61
    try:
        for i in range(10**9):
            keep.append(x + i)
    except MemoryError:
        keep = None
        return "ints"


for name, make in [
    ("str", lambda n: "x" * 50000 + str(n)),
    ("list", lambda n: [n] * 1000),
    ("large int", lambda n: n + (1 << 70000)),
    ("tuple", lambda n: (n,) * 1000),
    ("nested", lambda n: [[n] * 500, [n] * 500]),
]:
    print(name, grow(make))
print(boxed_floats(), boxed_ints())
print(sum(range(1000)), "still works")
