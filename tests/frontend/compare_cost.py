#!/usr/bin/python3.11
"""Instructions for parsing the library's largest files, beside CPython's, counted by callgrind (by hand).

    tests/frontend/compare_cost.py build/tools/ast-dump [FILES]

Ours: the whole process of `ast-dump -n`, start and reading included. CPython's: a process that compiles each
file with `from __future__ import nope` before it, which its compiler refuses after parsing and before
anything else, less one that only reads the files. So neither makes Python objects of the tree.
"""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

LOOP = r"""
import sys
for path in sys.argv[2:]:
    with open(path, "rb") as file:
        data = file.read()
    text = "from __future__ import nope\n" + data.decode("latin-1" if b"latin-1" in data[:80] else "utf-8")
    if sys.argv[1] == "parse":
        try:
            compile(text, path, "exec", 0, True)
        except SyntaxError as e:
            assert "nope" in e.msg, (path, e)
"""


def count(command):
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", *command],
                              capture_output=True, text=True, errors="replace")
    return int(re.search(r"refs:\s+([\d,]+)", done.stderr)[1].replace(",", ""))


def main():
    number = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    files = sorted(glob.glob(os.path.dirname(os.__file__) + "/*.py"), key=os.path.getsize)[-number:]
    with tempfile.TemporaryDirectory() as folder:
        program = shutil.copy(sys.argv[1], folder)
        subprocess.run(["strip", "-g", program], check=True)            # valgrind cannot read all debug information
        ours = count([program, "-n", *files])
    python = [sys.executable, "-I", "-S", "-c", LOOP]
    theirs = count([*python, "parse", *files]) - count([*python, "read", *files])
    print(f"{number} files, {sum(map(os.path.getsize, files))} bytes: {ours} instructions, CPython {theirs}: {ours / theirs:.3f}")
    return ours > theirs


if __name__ == "__main__":
    sys.exit(main())
