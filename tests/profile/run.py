#!/usr/bin/python3.11
"""tests/profile: the whole cycle of a build profile: counting, using, refusing. Programs are written into a
temporary folder that also holds the cache.

    tests/profile/run.py [--build DIR]
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = sys.argv[2] if sys.argv[1:2] == ["--build"] else os.path.join(ROOT, "build")
PYLLC = os.path.join(os.path.abspath(BUILD), "pyllc")

HELPER = """
def square(x):
    return x * x
"""

PROGRAM = """
import sys
import helper

def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)

def never(n):
    for i in range(n):
        n += i
    return n

def numbers(n):
    for i in range(n):
        if i % 10 == 0:
            yield i

def loop(n):
    total = 0
    for i in range(n):
        if i % 100 == 0:
            total += i
        else:
            total -= 1
    return total

def tried(n):
    failures = 0
    for i in range(n):
        try:
            if i % 4 == 0:
                raise ValueError
        except ValueError:
            failures += 1
    return failures

if len(sys.argv) > 5:
    never(3)
print(fib(15), sum(numbers(1000)), loop(10000), tried(100), helper.square(7))
if len(sys.argv) > 4:
    raise KeyError(1)
"""


class Failure(Exception):
    pass


def check(condition, words, *details):
    if not condition:
        raise Failure("\n".join([words, *map(str, details)]))


def run(*argv, env=()):
    done = subprocess.run(argv, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=300,
                          env={**os.environ, **dict(env)})
    return done.returncode, done.stdout, done.stderr


def pyllc(*argv, env=()):
    return run(PYLLC, *argv, env=env)


def built(*argv):
    code, out, err = pyllc("build", *argv)
    check(code == 0, "build %s failed" % (argv,), err)
    return err


def expected(*argv):
    return run("/usr/bin/python3.11", "app.py", *argv)[1]


def write(name, text):
    with open(name, "w") as f:
        f.write(text)


def read(name):
    with open(name) as f:
        return f.read()


def counts(name, function):
    """{op number: count} of a function in a profile."""
    text = re.search(r"^function [0-9a-f]+ %s\n((?:\d+ \d+\n)*)" % re.escape(function), read(name), re.M)
    check(text, "%s has no function %s" % (name, function), read(name))
    return {int(a): int(b) for a, b in (line.split() for line in text.group(1).splitlines())}


def generate():
    built("app.py", "-o", "counting", "--profile-generate")
    check(run("./counting")[:2] == (0, expected()), "another output with counters")


def test_counts_are_exact():
    generate()
    text = read("counting.pyprof")
    check(text.startswith("pyllc profile 1\nmodule ") and text.endswith("\nend\n"), "not the format", text)
    check(max(counts("counting.pyprof", "fib").values()) == 1973, "fib(15) makes 1973 calls", text)
    check(not counts("counting.pyprof", "never"), "never has not run", text)
    values = set(counts("counting.pyprof", "loop").values())
    check({1, 10001, 10000, 100, 9900} <= values, "the branches of loop", values)
    values = set(counts("counting.pyprof", "numbers").values())
    check({1, 1001, 1000, 100} <= values, "the branches of a generator", values)
    check(25 in counts("counting.pyprof", "tried").values(), "the handler", text)
    check("module helper\n" in text, "an imported module", text)
    check(not [n for n in os.listdir(".") if n.endswith(".tmp")], "temporary files are left", os.listdir("."))


def test_name_of_the_file():
    generate()
    run("./counting", env={"PYLLC_PROFILE": "other.pyprof"})
    check(read("other.pyprof") == read("counting.pyprof"), "PYLLC_PROFILE names the file")
    code, out, err = pyllc("--profile-generate", "app.py")
    check((code, out) == (0, expected()) and os.path.exists("app.pyprof"), "pyllc --profile-generate app.py", out, err)
    write("shows.py", "print(1)\n")
    code, out, err = pyllc("--profile-generate", "shows.py")
    check(out == "1\n" and os.path.exists("shows.pyprof"), "named by the script", out, err)
    code, out, err = run("./counting", env={"PYLLC_PROFILE": "missing/x.pyprof"})
    check(code == 0 and "cannot write the profile" in err and "No such file" in err, "an error is reported", err)


def test_written_after_an_exception():
    generate()
    os.unlink("counting.pyprof")
    code, out, err = run("./counting", "1", "2", "3", "4")
    check(code == 1 and "KeyError: 1" in err and os.path.exists("counting.pyprof"), "no profile after an exception", err)


def test_use():
    generate()
    err = built("app.py", "-o", "app", "--profile-use=counting.pyprof")
    check(err == "", "messages about a profile that fits", err)
    check(run("./app")[:2] == (0, expected()), "another output with a profile")
    check(run("./app", "1", "2", "3", "4", "5")[:2] == (1, expected("1", "2", "3", "4", "5")), "the cold function")
    code, out, err = pyllc("--profile-use=counting.pyprof", "app.py")
    check((code, out) == (0, expected()), "run with a profile", err)
    ll = pyllc("build", "app.py", "--emit=ll", "--profile-use=counting.pyprof")[1]
    plain = pyllc("build", "app.py", "--emit=ll")[1]
    weights = "branch_weights\", i32 988, i32 987}"
    check(weights in ll.replace("i32 987, i32 988", "i32 988, i32 987"), "weights of fib", *re.findall("branch_weights.*", ll))
    check(weights not in plain.replace("i32 987, i32 988", "i32 988, i32 987"), "weights without a profile")
    pir = pyllc("dump", "--after=lower", "--profile-use=counting.pyprof", "app.py")[1]
    heads = {line.split()[2]: line for line in pir.splitlines() if line.startswith("func ")}
    check(" hot" in heads["fib"] and " cold" in heads["never"] and " cold" not in heads["tried"], "hot and cold", heads)
    check("weight 10001" in pir, "weights of loop", pir)


def test_changed_function():
    generate()
    write("app.py", PROGRAM.replace("total += i", "total += i + 1"))
    message = "pyllc: profile: %s in __main__ has changed and is left out\n"
    for _ in range(2):                                   # compiled, then from the cache
        err = built("app.py", "-o", "app", "--profile-use=counting.pyprof")
        check(err == message % "<module>" + message % "loop", "what is reported", err)
    check(run("./app")[:2] == (0, expected()), "another output")
    write("app.py", "# moved\n\n" + PROGRAM)
    check(built("app.py", "-o", "app", "--profile-use=counting.pyprof") == "", "positions do not matter")


def test_only_changed_slices_are_compiled():
    generate()
    built("app.py", "-o", "app", "--profile-use=counting.pyprof")
    write("new.pyprof", re.sub(r"(module helper\n(?:.*\n)*?\d+) 1\n", r"\1 2\n", read("counting.pyprof")))
    check(read("new.pyprof") != read("counting.pyprof"), "the test itself")
    err = built("app.py", "-v", "-o", "app", "--profile-use=new.pyprof")
    check("compiling helper" in err and "compiling __main__" not in err, "what is compiled again", err)


def refused(words, *argv):
    code, out, err = pyllc("build", "app.py", "-o", "refused", *argv)
    check(code == 1 and words in err and not os.path.exists("refused"), "expected: " + words, code, err)


def test_profile_of_another_program():
    write("other.py", "print(1)\n")
    built("other.py", "-o", "other", "--profile-generate")
    run("./other")
    refused("pyllc: the profile other.pyprof fits nothing in this program", "--profile-use=other.pyprof")
    write("other.pyprof", read("other.pyprof").replace("__main__", "elsewhere"))
    refused("pyllc: the profile other.pyprof fits nothing in this program", "--profile-use=other.pyprof")


def test_damaged_profiles():
    generate()
    whole = read("counting.pyprof")
    lines = whole.splitlines(keepends=True)
    first = next(i for i, line in enumerate(lines) if line[0].isdigit())
    cases = {
        "".join(lines[:-1]): ":%d: the line `end` is missing" % (len(lines) - 1),
        "".join(lines[:5]) + lines[5][:-1]: ":6: the file ends in the middle of a line",
        "": ":1: not a profile",
        "pyllc profile 2\nend\n": ":1: not a profile: the first line is not `pyllc profile 1`",
        whole + "x\n": ":%d: text behind the line `end`" % (len(lines) + 1),
        lines[0] + lines[2] + "end\n": ":2: a function before the first module",
        lines[0] + lines[1] + "3 4\nend\n": ":3: a count before the first function",
        "".join(lines[:first]) + "7 many\nend\n": ":%d: expected an op number and a count" % (first + 1),
        "".join(lines[:first]) + "7 99999999999999999999999\nend\n": ":%d: expected an op number" % (first + 1),
        lines[0] + "funktion 3 f\nend\n": ":2: unexpected text `funktion 3 f`",
        lines[0] + lines[1] + lines[1] + "end\n": ":3: the module __main__ stands here a second time",
        lines[0] + lines[1] + "function zz\nend\n": ":3: expected `function HASH NAME`",
    }
    for text, words in cases.items():
        write("bad.pyprof", text)
        refused("pyllc: bad.pyprof" + words, "--profile-use=bad.pyprof")
    refused("cannot read the profile missing.pyprof: No such file", "--profile-use=missing.pyprof")


def test_options():
    code, out, err = pyllc("build", "app.py", "--profile-generate", "--profile-use=x")
    check(code == 2 and "exclude each other" in err, "both options", err)


def test_pgo():
    code, out, err = pyllc("pgo", "app.py", "-o", "best", "--", "1", "2")
    check((code, out, err) == (0, expected(), ""), "pgo", out, err)
    check(run("./best")[:2] == (0, expected()), "another output")
    check(max(counts("best.pyprof", "fib").values()) == 1973, "its profile")
    code, out, err = pyllc("pgo", "app.py", "-o", "best", "--", "1", "2", "3", "4")
    check(code == 0 and "the training run ended with exit status 1" in err, "a failing training run", err)
    code, out, err = pyllc("pgo", "app.py", "-o", "missing/leaves")
    check(code == 1 and "the training run has left no profile" in err, "no profile", err)


def main():
    failed = 0
    tests = [(n, f) for n, f in sorted(globals().items()) if n.startswith("test_")]
    top = tempfile.mkdtemp(prefix="pyllc-profile-")
    os.environ["XDG_CACHE_HOME"] = os.path.join(top, "cache")
    os.environ.pop("PYLLC_PROFILE", None)
    for name, test in tests:
        folder = os.path.join(top, name)
        os.mkdir(folder)
        os.chdir(folder)
        write("app.py", PROGRAM)
        write("helper.py", HELPER)
        try:
            test()
        except (Failure, OSError, subprocess.TimeoutExpired) as problem:
            failed += 1
            print("FAIL %s\n%s\n" % (name, problem))
    os.chdir("/")
    shutil.rmtree(top)
    print("%d passed, %d failed" % (len(tests) - failed, failed))
    return failed != 0


sys.exit(main())
