"""Slow creep: instructions of eight short programs, of hello world's start and of the compiler, and hello's bytes.
Counted by valgrind, so that a busy machine gives the same numbers. counts.tsv holds what is allowed; a number
that is 2 % above it fails. Raising a line is a commit of its own that says why.

    counts.py [--lower | --accept NAME ...]
        --lower     writes down every number that fell
        --accept    writes down these, higher or not
"""
import concurrent.futures
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LEDGER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "counts.tsv")
BENCH = os.path.join(ROOT, "tests", "bench", "own")
PROGRAMS = ("fib", "mandel", "excs", "gens", "dijkstra", "life", "stackvm", "json_pure")
COMPILED = "stackvm"                   # what the compiler's instructions are counted on
SLACK = 1.02
# Nothing of the caller's environment counts.
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "PYTHONHASHSEED": "0", "PYLLC_WORKERS": "1", "BENCH_LOOPS": "1", "BENCH_VALUES": "1"}


def instructions(command, folder):
    done = subprocess.run(["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"] + command,
                          cwd=folder, env=ENVIRONMENT, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    found = re.search(r"I +refs: +([\d,]+)", done.stderr)
    if done.returncode or not found:
        sys.exit("%s: %s" % (" ".join(command), done.stderr[-2000:]))
    return int(found[1].replace(",", ""))


def build(source, target):
    """valgrind 3.19 cannot read the debug information of clang 19."""
    subprocess.run([os.path.join(ROOT, "build", "pyllc"), "build", source, "-o", target], check=True)
    size = os.path.getsize(target)
    subprocess.run(["strip", "-g", target], check=True)
    return size


def program(folder, name):
    source, target = os.path.join(BENCH, name + ".py"), os.path.join(folder, name)
    build(source, target)
    return [("program " + name, instructions([target], folder))]


def hello(folder, name):
    source, target = os.path.join(folder, "hello.py"), os.path.join(folder, "hello")
    with open(source, "w") as f:
        f.write("print('hello, world')\n")
    size = build(source, target)
    return [("hello bytes", size), ("hello start", instructions([target], folder))]


def compiler(folder, pipeline):
    """A copy without debug information; it finds the library of fast paths beside itself."""
    place = os.path.join(folder, pipeline)
    os.mkdir(place)
    shutil.copy(os.path.join(ROOT, "build", "pyllc-compile"), place)
    os.symlink(os.path.join(ROOT, "build", "lib"), os.path.join(place, "lib"))
    shutil.copy(os.path.join(BENCH, COMPILED + ".py"), place)
    subprocess.run(["strip", "-g", os.path.join(place, "pyllc-compile")], check=True)
    command = ["./pyllc-compile", "--module", COMPILED, "--source", COMPILED + ".py", "--emit=obj", "--pipeline=" + pipeline, "--output",
               "out.o"]
    return [("compiler " + pipeline, instructions(command, place))]


def measured():
    jobs = [(compiler, "hot"), (compiler, "warm"), (hello, "")] + [(program, name) for name in PROGRAMS]
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(2) as pool:
        return dict(row for rows in pool.map(lambda job: job[0](folder, job[1]), jobs) for row in rows)


def read_ledger():
    with open(LEDGER) as f:
        return {k: int(v) for k, v in (line.rstrip("\n").split("\t") for line in f if not line.startswith("#"))}


def write_ledger(numbers):
    with open(LEDGER, "w") as f:
        f.write("# what\tinstructions, or bytes; 2 % above fails (counts.py)\n")
        f.writelines("%s\t%d\n" % row for row in sorted(numbers.items()))


def main():
    now, ledger = measured(), read_ledger() if os.path.exists(LEDGER) else {}
    failed = 0
    for name, number in sorted(now.items()):
        allowed = ledger.get(name)
        verdict = "no line in counts.tsv" if allowed is None else "above the ledger" if number > allowed * SLACK else ""
        failed += bool(verdict)
        print("%-20s %15d  %s %s" % (name, number, "%+.2f %%" % (100 * (number / allowed - 1)) if allowed else "", verdict))
    if "--lower" in sys.argv:
        write_ledger({name: min(number, ledger.get(name, number)) for name, number in now.items()})
    elif "--accept" in sys.argv:
        names = sys.argv[sys.argv.index("--accept") + 1:]
        write_ledger({**{n: v for n, v in ledger.items() if n in now}, **{n: now[n] for n in names}})
    print("%d passed, %d failed" % (len(now) - failed, failed))
    sys.exit(failed != 0)


if __name__ == "__main__":
    main()
