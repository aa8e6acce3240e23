#!/usr/bin/env python3.11
"""Intended differences: each program here prints something else than with CPython, on purpose. NAME.out is what
pyllc prints; docs/differences.md is made from the programs' opening comments and both outputs.

    run.py [--accept]      --accept rewrites the .out files and the page
"""
import glob
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PAGE = os.path.join(ROOT, "docs", "differences.md")


def output(command, path):
    done = subprocess.run(command + [os.path.basename(path)], cwd=HERE, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    return done.stdout + done.stderr


def chapter(path, theirs, ours):
    comments = []
    for line in open(path):
        if not line.startswith("#"):
            break
        comments.append(line[1:].strip())
    code = "".join(line for line in open(path) if not line.startswith("#")).strip()
    return "## %s\n\n%s\n\n```python\n%s\n```\n\nCPython 3.11 prints\n\n```\n%s```\n\nand pyllc\n\n```\n%s```\n" % (
        comments[0], "\n".join(comments[1:]), code, theirs, ours)


def main():
    accept = "--accept" in sys.argv
    passed = failed = 0
    chapters = []
    for path in sorted(glob.glob(os.path.join(HERE, "*.py"))):
        if path.endswith("run.py"):
            continue
        golden = path[:-3] + ".out"
        theirs, ours = output(["/usr/bin/python3.11"], path), output([os.path.join(ROOT, "build", "pyllc")], path)
        chapters.append(chapter(path, theirs, ours))
        if accept:
            open(golden, "w").write(ours)
        expected = open(golden).read() if os.path.exists(golden) else None
        fine = ours == expected and ours != theirs
        passed, failed = passed + fine, failed + (not fine)
        if not fine:
            print("%s: %s" % (os.path.basename(path), "agrees with CPython: no difference" if ours == theirs else "prints\n" + ours))
    page = "# Differences from CPython 3.11\n\nMade by `tests/differ/run.py --accept` from the programs of tests/differ.\n\n" + "\n".join(chapters)
    if accept:
        open(PAGE, "w").write(page)
    if not os.path.exists(PAGE) or open(PAGE).read() != page:
        print("docs/differences.md is stale: run.py --accept")
        failed += 1
    print("%d passed, %d failed" % (passed, failed))
    sys.exit(failed != 0)


if __name__ == "__main__":
    main()
