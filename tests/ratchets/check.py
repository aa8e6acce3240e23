#!/usr/bin/env python3.11
"""What a program can check in seconds about the source and the build. Each check_ function is one rule; it yields
complaints. What needs more than a few lines has a file of its own. ledger.tsv holds numbers that may only fall.

    check.py [--update | --list | NAME ...]      --update lowers ledger numbers that fell, and adds none
"""
import fnmatch
import glob
import os
import re
import subprocess
import sys

import copies
import docs
import objects
import stacks

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HERE = os.path.dirname(os.path.abspath(__file__))
FOLDERS = ("frontend", "irgen", "runtime", "ffi")
FILE_LINES, FUNCTION_LINES = 1000, 120
# A library belongs behind one folder.
LIBRARIES = {"gc.h": "runtime/memory", "gc/": "runtime/memory", "llvm-c/": "irgen", "clang-c/": "ffi/import", "ffi.h": "ffi/call"}


def sources(*patterns):
    names = subprocess.run(["git", "ls-files", "--"] + list(patterns), cwd=ROOT, capture_output=True, text=True).stdout.split("\n")
    return [n for n in names if n and os.path.exists(os.path.join(ROOT, n))]


def text_of(name):
    with open(os.path.join(ROOT, name), encoding="utf-8", errors="replace") as f:
        return f.read()


def c_sources():
    return sources(*[folder + pattern for folder in FOLDERS for pattern in ("/*.c", "/*.h", "/*.def", "/*.S")])


def includes():
    """(file, line, included name)"""
    for name in c_sources():
        for number, line in enumerate(text_of(name).splitlines(), 1):
            m = re.match(r'\s*#\s*include\s+["<]([^">]+)[">]', line)
            if m:
                yield name, number, m.group(1)


def check_layers():
    """A folder includes only what layers.tsv allows."""
    table = {}
    for line in text_of("tests/ratchets/layers.tsv").splitlines():
        if line and not line.startswith("#"):
            folder, allowed = line.split("\t")
            table[folder] = allowed.split()
    for name, number, included in includes():
        folder = max((f for f in table if name.startswith(f + "/")), key=len, default=None)
        if folder is None:
            yield "%s: its folder has no row in layers.tsv" % name
            continue
        library = next((l for l in LIBRARIES if included == l or included.startswith(l)), None)
        if library:
            if not name.startswith(LIBRARIES[library] + "/"):
                yield "%s:%d: %s belongs behind %s" % (name, number, included, LIBRARIES[library])
        elif included.split("/")[0] in FOLDERS:
            if not any(included == a or included.startswith(a + "/") or fnmatch.fnmatch(included, a) for a in table[folder]):
                yield "%s:%d: may not include %s" % (name, number, included)


def check_allocation():
    """No malloc in runtime/ outside memory/ and sched/."""
    for name in sources("runtime/*.c", "runtime/*.h"):
        if name.startswith(("runtime/memory/", "runtime/sched/")):
            continue
        for number, line in enumerate(text_of(name).splitlines(), 1):
            if re.search(r"\b(malloc|calloc|realloc)\s*\(", line):
                yield "%s:%d: allocates past memory/: %s" % (name, number, line.strip())


def check_thread_local():
    """Thread-local storage only in sched/ and memory/."""
    for name in sources("runtime/*.c", "runtime/*.h", "irgen/*.c"):
        if not name.startswith(("runtime/sched/", "runtime/memory/")) and re.search(r"\b(_Thread_local|__thread)\b", text_of(name)):
            yield "%s: thread-local storage" % name


def check_special_cases():
    """No benchmark, test or package name in the product's code."""
    words = {os.path.basename(p)[:-3] for p in glob.glob(os.path.join(ROOT, "tests/bench/own/*.py"))}
    # matmul is an operator, too
    words = {w for w in words if len(w) > 5 and w not in ("strings", "bigint", "matmul")} | {"pyperformance", "richards", "fannkuch", "mandelbrot"}
    pattern = re.compile(r"\b(%s)\b" % "|".join(sorted(words)))
    for name in c_sources():
        for number, line in enumerate(text_of(name).splitlines(), 1):
            if pattern.search(line):
                yield "%s:%d: names a workload: %s" % (name, number, line.strip()[:80])


def check_unfinished():
    """Nothing says of itself that it is unfinished."""
    for name in c_sources():
        for number, line in enumerate(text_of(name).splitlines(), 1):
            if re.search(r"\b(TODO|FIXME|XXX|HACK)\b", line):
                yield "%s:%d: %s" % (name, number, line.strip()[:80])


def check_paths():
    """No path of somebody's machine in a committed file."""
    pattern = re.compile(r"/root/|/home/[a-z]|/work/")
    for name in sources():
        if not name.endswith((".png", "expected.txt")) and name != "tests/ratchets/check.py":
            for number, line in enumerate(text_of(name).splitlines(), 1):
                if pattern.search(line):
                    yield "%s:%d: %s" % (name, number, line.strip()[:80])


def check_docs():
    """Docstrings are written by us, not carried over from CPython (docs.py)."""
    yield from docs.complaints(sources(*docs.PATTERNS), text_of)


def check_objects():
    """Symbols that objects may refer to (objects.py)."""
    yield from objects.complaints()


def check_stacks():
    """SMALL entries fit small stacks (stacks.py)."""
    yield from stacks.complaints()


def check_readmes():
    """Each top folder says what it is."""
    for folder in FOLDERS + ("tests", "tools", "docs"):
        if not os.path.exists(os.path.join(ROOT, folder, "README.md")):
            yield "%s/README.md is missing" % folder


def function_lengths(name):
    """(function, lines) by the house layout: a definition ends with a brace in column 0."""
    start = title = None
    for number, line in enumerate(text_of(name).splitlines(), 1):
        if line == "{":
            start = number
        elif line == "}" and start:
            yield title, number - start
            start = None
        elif line and not line[0].isspace() and line[0] not in "#/}{*":
            m = re.search(r"(\w+)\s*\(", line)
            title = m.group(1) if m and not line.rstrip().endswith(";") else title


def measured():
    """Sizes above the limits: name -> number."""
    found = {}
    for name in c_sources() + sources("tools/*.c"):
        if "enerated by" in text_of(name)[:200]:
            continue
        lines = text_of(name).count("\n")
        if lines > FILE_LINES and not name.endswith(".def"):
            found[name] = lines
        if name.endswith(".c"):
            for function, length in function_lengths(name):
                if length > FUNCTION_LINES:
                    found["%s:%s" % (name, function)] = length
    texts = {name: text_of(name) for name in c_sources() + sources("tools/*.c") if name.endswith((".c", ".h"))}
    for name, lines in copies.copies(texts).items():
        found[name + " copied"] = len(lines)
    return found


def read_ledger():
    path = os.path.join(HERE, "ledger.tsv")
    with open(path) as f:
        return {k: int(v) for k, v in (line.rstrip("\n").split("\t") for line in f if not line.startswith("#"))}


def check_sizes():
    """Files above 1,000 lines, functions above 120 and copied lines (copies.py) stand in the ledger; its numbers
    may only fall."""
    ledger, now = read_ledger(), measured()
    for key, number in sorted(now.items()):
        if key not in ledger:
            yield "%s: %d lines" % (key, number)
        elif number > ledger[key]:
            yield "%s grew from %d to %d lines" % (key, ledger[key], number)


def update():
    ledger, now = read_ledger(), measured()
    with open(os.path.join(HERE, "ledger.tsv"), "w") as f:
        f.write("# what\tlines: files above %d, functions above %d, copied lines of a file; may only fall (check.py --update)\n" % (FILE_LINES, FUNCTION_LINES))
        for key in sorted(ledger):
            if key in now:
                f.write("%s\t%d\n" % (key, min(ledger[key], now[key])))


def main():
    if sys.argv[1:] == ["--update"]:
        return update()
    checks = {name[6:]: check for name, check in sorted(globals().items()) if name.startswith("check_")}
    if sys.argv[1:] == ["--list"]:
        return print("\n".join("%-14s %s" % (name, check.__doc__.split("\n")[0]) for name, check in checks.items()))
    passed = failed = 0
    for name, check in checks.items():
        if not sys.argv[1:] or name in sys.argv[1:]:
            complaints = list(check())
            for complaint in complaints[:20]:
                print("%s: %s" % (name, complaint))
            if len(complaints) > 20:
                print("%s: and %d more" % (name, len(complaints) - 20))
            passed, failed = passed + (not complaints), failed + bool(complaints)
    print("%d passed, %d failed" % (passed, failed))
    sys.exit(failed != 0)


if __name__ == "__main__":
    main()
