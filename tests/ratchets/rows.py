"""Every row of ops.def, entries.def and the METHOD tables of types and builtins is executed by some test.

A build of its own (build-coverage) counts how often each function and each line of the runtime runs; the compiler
is the one of build/. The programs of tests/run and tests/cimport run in the interpreter, which calls most entries,
with and without the optional passes, so that every op is executed; those of NATIVE run compiled, too, without the library of inlined fast paths, so that
what only compiled code calls is a call that counts. A row that nothing executed is a failure.

    rows.py [--report] [--modules]     --report lists every row and its count; --modules the tables of modules too
"""
import concurrent.futures
import glob
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD, COVERAGE = os.path.join(ROOT, "build"), os.path.join(ROOT, "build-coverage")
PROGRAMS = ["tests/run/*/*.py", "tests/cimport/*.py", "tests/ratchets/rows/*.py"]
# Folders whose programs run compiled as well.
NATIVE = ["tests/run/containers", "tests/run/functions", "tests/run/loops", "tests/run/numbers", "tests/ratchets/rows", "tests/cimport"]
LEFT_OUT = ("tests/cimport/run.py", "tests/cimport/hook.py")
# Ops that no executor ever sees: the reason stands in ops.def or pir.h.
NEVER_EXECUTED = {
    "PARAM": "stands at the head of a block",
    "YIELD": "replaced by the pass generators",
    "YIELD_FROM": "replaced by the pass generators",
    "UNREACHABLE": "control does not come here",
    "COUNT": "compiled code alone counts: tests/profile",
    # No pass makes these four; tests/pir reads and prints them, tests/irgen compiles them.
    "SUB_I64_WRAP": "no pass", "MUL_I64_WRAP": "no pass", "ABS_F64": "no pass", "SQRT_F64": "no pass",
}
# Rows whose calls go to another function: builtins.c puts one in that binds no arguments.
CALLED_AS = {"builtin_min": "builtin_min_call", "builtin_max": "builtin_max_call"}


def build():
    if not os.path.exists(os.path.join(COVERAGE, "build.ninja")):
        subprocess.run(["cmake", "-G", "Ninja", "-B", COVERAGE, "-DPYLLC_COVERAGE=ON", ROOT], check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["ninja", "-C", COVERAGE, "--quiet", "pyllc-interp"], check=True)
    for name in ("pyllc", "pyllc-compile"):       # not symbolic: each looks beside itself for the rest
        target = os.path.join(COVERAGE, name)
        if os.path.exists(target):
            os.remove(target)
        os.link(os.path.join(BUILD, name), target)


def run_program(job):
    path, mode, folder = job
    command = [os.path.join(COVERAGE, "pyllc")] + ["--interpret"] * (mode != "native") + [os.path.basename(path)]
    environment = dict(os.environ, PYTHONHASHSEED="0", PYLLC_WORKERS="1", PYLLC_INTERP=mode,
                       XDG_CACHE_HOME=os.path.join(folder, "cache"), LLVM_PROFILE_FILE=os.path.join(folder, "%m.profraw"))
    try:
        subprocess.run(command, cwd=os.path.dirname(path), env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, timeout=300,
                       preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
    except subprocess.TimeoutExpired:
        print("rows: no end: " + path)


def run_programs(folder):
    paths = [p for pattern in PROGRAMS for p in sorted(glob.glob(os.path.join(ROOT, pattern)))]
    paths = [p for p in paths if os.path.relpath(p, ROOT) not in LEFT_OUT and "\n# memory:" not in read(p)]   # they fill it
    native = [p for p in paths if os.path.relpath(os.path.dirname(p), ROOT) in NATIVE]
    jobs = [(p, mode, folder) for p in paths for mode in ("general", "typed")] + [(p, "native", folder) for p in native]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        list(pool.map(run_program, jobs))


def counts(folder):
    """Calls of each function by its C name, and executions of each line of runtime/interp/run.c."""
    data, files = os.path.join(folder, "all.profdata"), glob.glob(os.path.join(folder, "*.profraw"))
    subprocess.run(["llvm-profdata-19", "merge", "-o", data] + files, check=True)
    shown = subprocess.run(["llvm-profdata-19", "show", "--all-functions", data], capture_output=True, text=True, check=True).stdout
    functions = {}
    for name, count in re.findall(r"^  (\S+):\n(?:    .*\n)*?    Function count: (\d+)", shown, re.M):
        name = name.split(":")[-1].split(";")[-1]
        functions[name] = functions.get(name, 0) + int(count)
    source = os.path.join(ROOT, "runtime/interp/run.c")
    exported = subprocess.run(["llvm-cov-19", "export", "--format=lcov", "-instr-profile", data,
                               os.path.join(COVERAGE, "pyllc-interp"), source], capture_output=True, text=True, check=True).stdout
    lines = {int(n): int(c) for n, c in re.findall(r"^DA:(\d+),(\d+)", exported, re.M)}
    return functions, lines


def read(name):
    with open(os.path.join(ROOT, name)) as f:
        return f.read()


def op_rows(lines):
    """The line of each case label in the interpreter's loop counts for its op."""
    labels = {}
    text = read("runtime/interp/run.c")
    for number, line in enumerate(text[:text.index("    failed:;")].splitlines(), 1):
        for name in re.findall(r"\bcase OP_(\w+):", line):
            labels[name] = number
    for name in re.findall(r"^OP\((\w+)", read("frontend/pir/ops.def"), re.M):
        if name not in NEVER_EXECUTED:
            yield "op " + name, lines.get(labels.get(name), 0)


def entry_rows(functions):
    for name in re.findall(r"^ENTRY\((\w+)", read("runtime/abi/entries.def"), re.M):
        yield "entry " + name, functions.get(name, 0)


def method_rows(functions, modules):
    patterns = ["runtime/types/*.def", "runtime/builtins/functions.def"] + ["runtime/modules/*.def"] * modules
    for pattern in patterns:
        for path in sorted(glob.glob(os.path.join(ROOT, pattern))):
            row = r'^(?:METHOD|CLASS_METHOD|STATIC_METHOD)\((\w+),\s*"(?:[^"\\]|\\.)*",\s*(\w+)'
            for name, function in re.findall(row, read(path), re.M):
                yield "%s %s" % (os.path.relpath(path, ROOT), name), functions.get(CALLED_AS.get(function, function), 0)


def rows(modules=False):
    build()
    folder = tempfile.mkdtemp()
    try:
        run_programs(folder)
        functions, lines = counts(folder)
    finally:
        shutil.rmtree(folder)
    return [*op_rows(lines), *entry_rows(functions), *method_rows(functions, modules)]


def main():
    found = rows("--modules" in sys.argv)
    for row, count in found:
        if "--report" in sys.argv:
            print("%12d %s" % (count, row))
        elif not count:
            print("no test executes %s" % row)
    failed = sum(not count for _, count in found)
    print("%d passed, %d failed" % (len(found) - failed, failed))
    sys.exit(failed != 0)


if __name__ == "__main__":
    main()
