# A C function that blocks keeps no other thread waiting, and arguments live while it runs.
import threading
import time
from __c__.c import usleep
from __c__.zlib import crc32

start = time.monotonic()
threads = [threading.Thread(target=usleep, args=(200000,)) for _ in range(5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
elapsed = time.monotonic() - start
print("together" if elapsed < 0.7 else "one after the other: %.1f s" % elapsed)

results = {}


def work(n):
    total = 0
    for i in range(300):
        total = crc32(total, bytearray(str(i * n).encode() * 50), 50)
    results[n] = total


threads = [threading.Thread(target=work, args=(n,)) for n in range(1, 5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print([results[n] for n in sorted(results)])
