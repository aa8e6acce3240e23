"""Copied code: runs of at least eight lines that stand in two places of the product, letter by letter but for
blanks and comments. Includes, braces alone and table rows do not count. Per file, how many of its lines are
such copies; ledger.tsv holds the files that have some.

    copies.py [--list]      --list names each run and where it stands again
"""
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
WINDOW = 8


def lines_of(text):
    """(number, normal form) of each line that says something."""
    text = re.sub(r"/\*.*?\*/", lambda m: "\n" * m[0].count("\n"), text, flags=re.S)
    for number, line in enumerate(text.splitlines(), 1):
        line = re.sub(r"//.*", "", line)
        line = re.sub(r"\s+", "", line)
        if len(line) > 2 and not line.startswith("#include") and not re.match(r"[A-Z_]+\(.*\),?$", line):
            yield number, line


def copies(texts):
    """texts: name -> text. name -> {line number: (other name, its line)} of copied lines."""
    first, found = {}, {}
    for name, text in sorted(texts.items()):
        lines = list(lines_of(text))
        for i in range(len(lines) - WINDOW + 1):
            key = tuple(line for _, line in lines[i:i + WINDOW])
            other = first.setdefault(key, (name, lines[i][0]))
            if other == (name, lines[i][0]) or (other[0] == name and abs(other[1] - lines[i][0]) < WINDOW):
                continue
            for number, _ in lines[i:i + WINDOW]:
                found.setdefault(name, {}).setdefault(number, other)
    return found


def main():
    names = subprocess.run(["git", "ls-files", "frontend", "irgen", "runtime", "ffi", "tools"], cwd=ROOT, capture_output=True,
                           text=True).stdout.split()
    found = copies({n: open(os.path.join(ROOT, n), errors="replace").read() for n in names if n.endswith((".c", ".h"))})
    for name, lines in sorted(found.items(), key=lambda item: -len(item[1])):
        print("%5d %s" % (len(lines), name))
        last = None
        for number, other in sorted(lines.items()) if "--list" in sys.argv else ():
            if other != last:
                print("        line %d as %s:%d" % (number, *other))
            last = other


if __name__ == "__main__":
    main()
