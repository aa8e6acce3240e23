"""Lists, dicts and sets changed by several threads at once: no element is lost, none is torn."""
# stress: 500
import _thread

WORKERS = 6
ROUNDS = 20_000


def run(body, count=WORKERS):
    finished = [_thread.allocate_lock() for _ in range(count)]
    for lock in finished:
        lock.acquire()

    def call(index):
        try:
            body(index)
        finally:
            finished[index].release()

    for index in range(count):
        _thread.start_new_thread(call, (index,))
    for lock in finished:
        lock.acquire()


def appends():
    shared = []
    run(lambda index: [shared.append((index, k)) for k in range(ROUNDS)])
    print(len(shared), len(set(shared)))
    for index in range(WORKERS):
        own = [k for i, k in shared if i == index]
        assert own == list(range(ROUNDS)), index


def pops():
    shared = list(range(WORKERS * ROUNDS))
    taken = [[] for _ in range(WORKERS)]

    def body(index):
        mine = taken[index]
        while True:
            try:
                mine.append(shared.pop())
            except IndexError:
                return

    run(body)
    print(len(shared), sorted(sum(taken, [])) == list(range(WORKERS * ROUNDS)))


def push_and_pop():
    shared = []
    surplus = [0] * WORKERS

    def body(index):
        for k in range(ROUNDS):
            shared.append(k)
            shared.append(-k)
            if shared.pop() is not None:
                surplus[index] += 1

    run(body)
    print(len(shared), sum(surplus))


def dicts():
    shared = {}

    def body(index):
        for k in range(ROUNDS):
            shared[index, k] = str(k)
            shared.setdefault(k, index)
            if k % 3 == 0:
                del shared[index, k]

    run(body)
    print(len(shared), sum(1 for k in shared if type(k) is int))
    assert all(shared[key] == str(key[1]) for key in shared if type(key) is tuple)


def sets():
    shared = set()

    def body(index):
        for k in range(ROUNDS):
            shared.add(k)
            shared.add((index, k))
            if k % 2:
                shared.discard((index, k))

    run(body)
    print(len(shared), len([k for k in shared if type(k) is int]))


def replaced():
    """Readers see a whole list or tuple, whichever was last stored."""
    box = [[0] * 5]
    bad = []

    def body(index):
        for k in range(ROUNDS):
            if index % 2:
                box[0] = [index * 100_000 + k] * 5
            else:
                seen = box[0]
                if len(set(seen)) != 1 or len(seen) != 5:
                    bad.append(seen)

    run(body)
    print(bad)


def slices():
    """Slice assignment, insert and extend against readers: lengths stay what some thread made."""
    shared = list(range(64))
    strange = []

    def body(index):
        for k in range(ROUNDS // 4):
            if index == 0:
                shared[8:16] = range(8)
            elif index == 1:
                shared.extend((1, 2, 3))
                del shared[-3:]
            else:
                n = len(shared)
                copy = shared[:]
                if not 64 <= n <= 67 or not 64 <= len(copy) <= 67:
                    strange.append((n, len(copy)))
                if any(type(x) is not int for x in copy):
                    strange.append(copy)

    run(body)
    print(strange[:1], len(shared))


for test in appends, pops, push_and_pop, dicts, sets, replaced, slices:
    print(test.__name__, end=" ")
    test()
