#!/usr/bin/python3.11
"""Runs modules of CPython's own test suite with pyllc and with CPython 3.11, case by case.

    tests/cpython/run.py [--mode native|interpreted] [--accept] [--fast] [-v] [MODULE[.CASE] ...]

modules.tsv names the modules, with a mark at those that --fast (tools/test) runs. A case is there to be passed when
CPython passes it in the same environment; scores.tsv has how many of them pass here, and that number may only
rise: with fewer the module counts as failed. --accept writes what was measured. The test modules are those of the
system's Python; nothing of them is kept here. A program that dies or hangs is started again without the case
that killed it, and the case counts as a crash or hang. With MODULE.CASE tracebacks are printed.
The last line is "N passed, N failed", of modules.
"""
import argparse
import collections
import concurrent.futures
import os
import resource
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
CPYTHON = "/usr/bin/python3.11"
SCORES = os.path.join(HERE, "scores.tsv")
MODES = {"native": [], "interpreted": ["--interpret"]}
MEMORY = 4 << 30                                   # of a program, not of a compilation
RESTARTS = 12

Outcome = collections.namedtuple("Outcome", "cases trouble")       # id: (state, reason); crash, hang or no import


def table(path):
    with open(path, encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]


def limited():
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read_cases(path):
    """Cases by id with state and reason; the case that was running at the end; whether the end was reached."""
    cases, running, ended = {}, None, False
    with open(path, encoding="utf-8") as file:
        for line in file:
            word, _, rest = line.rstrip("\n").partition(" ")
            name, _, reason = rest.partition(": ")
            if word == "start":
                running = name
            elif word == "end":
                ended = True
            elif word in ("ok", "skip", "fail", "fixture"):
                if cases.get(name, ("ok",))[0] == "ok":
                    cases[name] = word, reason
                running = None
    return cases, running, ended


def last_line(text):
    lines = [x for x in text.decode("utf-8", "replace").splitlines() if x.strip()]
    return lines[-1].strip()[:200] if lines else ""


def run_module(command, module, options, standin, limits):
    """All cases of a module in as many runs as it takes."""
    cases, trouble, avoid = {}, [], []
    with tempfile.TemporaryDirectory() as folder:
        program = os.path.join(folder, "cases_of_%s.py" % module)
        with open(program, "w") as file:
            file.write("import drive\nimport test.%s as module\ndrive.main(module)\n" % module)
        path = [HERE] + ([os.path.join(HERE, "standin")] if standin else [])
        for _ in range(RESTARTS):
            lines = os.path.join(folder, "cases")
            open(lines, "w").close()
            environment = dict(os.environ, PYTHONPATH=":".join(path), PYTHONHASHSEED="0", PYLLC_CASES=lines,
                               PYLLC_CASES_ONLY=options.only, PYLLC_CASES_AVOID=" ".join(avoid), PYTHONDONTWRITEBYTECODE="1")
            try:
                done = subprocess.run(command + [program], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                                      stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=limits,
                                      preexec_fn=limited if "--interpret" in command else None)
                death = "exit code %d: %s" % (done.returncode, last_line(done.stderr))
                stderr = done.stderr
            except subprocess.TimeoutExpired as e:
                death, stderr = "hang", e.stderr or b""
            if options.only:
                sys.stderr.write(stderr.decode("utf-8", "replace"))
            found, running, ended = read_cases(lines)
            cases.update(found)
            if ended:
                break
            if running is None:
                trouble.append("does not start: " + death if not cases else death)
                break
            cases[running] = "dead", death
            trouble.append("%s: %s" % (running.split(".", 2)[-1], death))
            avoid += [x for x in cases if x not in avoid]
    return Outcome(cases, trouble)


def compare(module, options):
    reference = run_module([CPYTHON], module, options, False, 180)
    standin = os.path.isdir(os.path.join(HERE, "standin"))
    ours = run_module([os.path.join(options.build, "pyllc")] + MODES[options.mode], module, options, standin, options.limit)
    wanted = [name for name, (state, _) in reference.cases.items() if state == "ok"]
    passed = [name for name in wanted if ours.cases.get(name, ("absent",))[0] == "ok"]
    return module, wanted, passed, reference, ours


def report(module, wanted, passed, ours, options, floor):
    mark = "" if len(passed) >= floor else "  FEWER than %d" % floor
    print("%-28s %4d of %4d%s" % (module, len(passed), len(wanted), mark), flush=True)
    for x in ours.trouble:
        print("    " + x)
    if options.verbose:
        for name in wanted:
            state, reason = ours.cases.get(name, ("absent", ""))
            if state != "ok" and (state != "absent" or ours.cases):
                print("    %-6s %s: %s" % (state, name.split(".", 2)[-1], reason))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mode", choices=sorted(MODES), default="native")
    parser.add_argument("--build", default=os.path.join(ROOT, "build"))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--limit", type=int, default=600, help="seconds for a run, its compilation included")
    parser.add_argument("--accept", action="store_true")
    parser.add_argument("--fast", action="store_true")
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("modules", nargs="*")
    options = parser.parse_args()
    options.only = ""
    names = [row[0] for row in table(os.path.join(HERE, "modules.tsv")) if not options.fast or row[1] == "fast"]
    if options.modules:
        names = [x.partition(".")[0] for x in options.modules]
        options.only = options.modules[0].partition(".")[2]
    scores = {row[0]: list(map(int, row[1:])) for row in table(SCORES)} if os.path.exists(SCORES) else {}
    good = bad = 0
    total = [0, 0]
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for module, wanted, passed, reference, ours in pool.map(lambda x: compare(x, options), names):
            floor = 0 if options.only else scores.get(module, (0, 0))[0]
            report(module, wanted, passed, ours, options, floor)
            total[0] += len(passed)
            total[1] += len(wanted)
            good, bad = (good + 1, bad) if len(passed) >= floor else (good, bad + 1)
            if options.accept:
                scores[module] = [len(passed), len(wanted)]
    if options.accept:
        with open(SCORES, "w", encoding="utf-8") as file:
            file.write("# Made by run.py --accept: module, cases that pass, cases that pass on CPython. Only rises.\n")
            file.writelines("%s\t%d\t%d\n" % (name, *scores[name]) for name in sorted(scores))
    print("%d of %d cases" % tuple(total))
    print("%d passed, %d failed" % (good, bad))
    sys.exit(bad != 0)


if __name__ == "__main__":
    main()
