"""Two threads in one process against two processes: the same work, interleaved, best of 10.

    tests/bench/threads_scaling.py [--runs N] [--size N]

Prints the ratio of work per second, threads to processes; the bar is 0.9.
"""
import argparse
import os
import subprocess
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PYLLC = os.path.join(ROOT, "build", "pyllc")

FIB = """
import _thread
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
"""
ONE = FIB + "print(fib({size}))\n"
TWO = FIB + """
def body(lock):
    print(fib({size}))
    lock.release()
locks = [_thread.allocate_lock() for _ in range(2)]
for lock in locks:
    lock.acquire()
    _thread.start_new_thread(body, (lock,))
for lock in locks:
    lock.acquire()
"""


def seconds(commands, extra):
    environment = dict(os.environ, **extra)
    start = time.perf_counter()
    started = [subprocess.Popen(c, stdout=subprocess.DEVNULL, env=environment) for c in commands]
    for process in started:
        if process.wait():
            raise SystemExit("%s failed" % process.args)
    return time.perf_counter() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--size", type=int, default=35)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        paths = {}
        for name, text in ("one", ONE), ("two", TWO):
            paths[name] = os.path.join(folder, name)
            with open(paths[name] + ".py", "w", encoding="utf-8") as file:
                file.write(text.format(size=options.size))
            subprocess.run([PYLLC, "build", paths[name] + ".py", "-o", paths[name]], check=True)
        threads, processes = [], []
        for _ in range(options.runs):
            processes.append(seconds([[paths["one"]]] * 2, {}))
            threads.append(seconds([[paths["two"]]], {"PYLLC_WORKERS": "2"}))
    print("two processes %.3f s, two threads %.3f s, ratio %.3f" %
          (min(processes), min(threads), min(processes) / min(threads)))


if __name__ == "__main__":
    main()
