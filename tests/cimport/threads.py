# A C function that blocks keeps no other thread waiting, and arguments live while it runs.
import _thread
import time
from __c__.c import usleep
from __c__.zlib import crc32



def run_all(function, arguments):
    def body(lock, argument):
        function(argument)
        lock.release()

    locks = [_thread.allocate_lock() for _ in arguments]
    for lock, argument in zip(locks, arguments):
        lock.acquire()
        _thread.start_new_thread(body, (lock, argument))
    for lock in locks:
        lock.acquire()


start = time.monotonic()
run_all(usleep, [500000] * 5)
elapsed = time.monotonic() - start
print("together" if elapsed < 2 else "one after the other: %.1f s" % elapsed)

results = {}


def work(n):
    total = 0
    for i in range(300):
        total = crc32(total, bytearray(str(i * n).encode() * 50), 50)
    results[n] = total


run_all(work, range(1, 5))
print([results[n] for n in sorted(results)])
