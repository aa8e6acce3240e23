"""Ten thousand threads parked on locks, then woken: in one go, in turns, and through a chain."""
# stress: 2000
import _thread

COUNT = 10_000


def parked_together():
    gate = _thread.allocate_lock()
    done = _thread.allocate_lock()
    guard = _thread.allocate_lock()
    results = [None] * COUNT
    left = [COUNT]
    gate.acquire()
    done.acquire()

    def body(index, text):
        local = [index, text * 2]
        with gate:
            results[index] = (local[0] * 3 + 1, local[1])
        with guard:
            left[0] -= 1
            if left[0] == 0:
                done.release()

    for index in range(COUNT):
        _thread.start_new_thread(body, (index, "t%d" % index))
    garbage = [[k] for k in range(20_000)]
    del garbage
    gate.release()
    done.acquire()
    print(left, results[0], results[COUNT - 1])
    print(sum(number for number, _ in results), all(t == "t%dt%d" % (i, i) for i, (_, t) in enumerate(results)))


def chain(length):
    """Each thread waits for the one before it, adds its number and wakes the next."""
    locks = [_thread.allocate_lock() for _ in range(length + 1)]
    for lock in locks:
        lock.acquire()
    total = [0]

    def link(index):
        locks[index].acquire()
        total[0] = (total[0] * 31 + index) % 1_000_003
        locks[index + 1].release()

    for index in reversed(range(length)):
        _thread.start_new_thread(link, (index,))
    locks[0].release()
    locks[length].acquire()
    print(total[0])


parked_together()
chain(2_000)
