"""Runs the programs of tests/run with pyllc and with CPython 3.11 and compares stdout, stderr and exit code.

    tests/run.py [--mode MODE ...] [--jobs N] [PATTERN ...]

Modes:  native       compiled, one worker
        interpreted  every function as PIR in the interpreter
        typed        interpreted, after the optional passes: the ops that compiled code is made of
        stress       compiled, a collection requested at every allocation
        shuffled     compiled, two workers, shuffled scheduling, a switch at every poll
        sanitized    compiled against the runtime of build-sanitized (address, undefined behaviour)

A program is a file tests/run/TOPIC/NAME.py; nothing is registered. Its expected output is what CPython
prints, in the same folder, under the same name. A line "# stress: N" in it makes mode stress collect
at every Nth allocation only. With a line "# memory: N" it runs with N MB of address space, and not in
mode sanitized, whose runtime needs more. The last line is "N passed, N failed".
"""
import argparse
import concurrent.futures
import difflib
import glob
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
CPYTHON = "/usr/bin/python3.11"
LIMIT = 120

MODES = {
    "native": ([], {"PYLLC_WORKERS": "1"}),
    "interpreted": (["--interpret"], {"PYLLC_WORKERS": "1"}),
    "typed": (["--interpret"], {"PYLLC_WORKERS": "1", "PYLLC_INTERP": "typed"}),
    "stress": ([], {"PYLLC_GC": "stress"}),
    "shuffled": ([], {"PYLLC_WORKERS": "2", "PYLLC_SCHED": "shuffle:1"}),
    "sanitized": ([], {"ASAN_OPTIONS": "detect_leaks=0"}),
}


def environment_of(mode, path):
    extra = dict(MODES[mode][1])
    with open(path, encoding="utf-8", errors="replace") as file:
        interval = re.search(r"^# stress: (\d+)$", file.read(), re.MULTILINE)
    if mode == "stress" and interval:
        extra["PYLLC_GC"] = "stress:" + interval[1]
    return extra


def memory_of(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        limit = re.search(r"^# memory: (\d+)$", file.read(), re.MULTILINE)
    return int(limit[1]) << 20 if limit else None


def run_limited(command, path, extra, limit):
    """The compiler works without the limit, then the program under it."""
    if "--interpret" in command or command == [CPYTHON]:
        return run(command, path, extra, limit)
    with tempfile.TemporaryDirectory() as folder:
        program = os.path.join(folder, "program")
        built = run(command + ["build", "-o", program], path, {})
        return run([program], path, extra, limit) if built[2] == 0 else built


def prepared(limit):
    """In the child: signals as a shell's foreground gives them (a background job ignores SIGINT), and the limit of memory."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if limit:
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def run(command, path, extra, limit=None):
    environment = dict(os.environ, PYTHONHASHSEED="0", PYTHONDONTWRITEBYTECODE="1", **extra)
    environment.pop("PYTHONPATH", None)
    try:
        done = subprocess.run(command + [os.path.basename(path)], cwd=os.path.dirname(path), env=environment,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=LIMIT,
                              preexec_fn=lambda: prepared(limit))
        return done.stdout, done.stderr, done.returncode
    except subprocess.TimeoutExpired:
        return b"", b"no end within %d seconds" % LIMIT, "timeout"


def differences(expected, actual):
    if expected[2] == "timeout":
        return ["CPython: no end within %d seconds" % LIMIT]
    out = []
    for name, want, got in zip(("stdout", "stderr"), expected, actual):
        if want != got:
            lines = difflib.unified_diff(want.decode("utf-8", "replace").splitlines(),
                                         got.decode("utf-8", "replace").splitlines(),
                                         "cpython " + name, "pyllc " + name, lineterm="", n=1)
            out += list(lines)[:24]
    if expected[2] != actual[2]:
        out.append("exit code: %s wanted, %s got" % (expected[2], actual[2]))
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mode", action="append", choices=sorted(MODES))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--build", default=os.path.join(ROOT, "build"))
    parser.add_argument("--quiet", action="store_true")
    parser.add_argument("patterns", nargs="*")
    options = parser.parse_args()
    options.build = os.path.abspath(options.build)
    programs = sorted(p for p in glob.glob(os.path.join(HERE, "run", "*", "*.py"))
                      if not options.patterns or any(x in p for x in options.patterns))
    if not programs:
        sys.exit("no program matches")
    passed = failed = 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        expected = dict(zip(programs, pool.map(lambda p: run([CPYTHON], p, {}, memory_of(p)), programs)))
        for mode in options.mode or ["native"]:
            flags = MODES[mode][0]
            build = os.path.join(ROOT, "build-sanitized") if mode == "sanitized" else options.build
            command = [os.path.join(build, "pyllc")] + flags
            chosen = [p for p in programs if mode != "sanitized" or not memory_of(p)]
            results = pool.map(lambda p: (p, differences(expected[p], run_limited(command, p, environment_of(mode, p), memory_of(p))
                                                         if memory_of(p) else run(command, p, environment_of(mode, p)))), chosen)
            for path, lines in results:
                name = "%s %s" % (mode, os.path.relpath(path, os.path.join(HERE, "run")))
                if lines:
                    failed += 1
                    print("FAIL", name)
                    if not options.quiet:
                        print("\n".join("    " + line for line in lines))
                else:
                    passed += 1
            sys.stdout.flush()
    print("%d passed, %d failed" % (passed, failed))
    sys.exit(failed != 0)


if __name__ == "__main__":
    main()
