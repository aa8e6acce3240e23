#!/usr/bin/env python3.11
"""Compares the messages for invalid programs with CPython's: type, text, line, caret.

    python3.11 tests/frontend/compare_errors.py build/tools/ast-dump [SEED [COUNT]]

The programs are pieces of the standard library with one token dropped, added, replaced or
swapped at random, the same ones for the same seed. Only what CPython's parser refuses is run
by CPython. Prints the differences and their number; exits 1 if more than one in a hundred.
"""
import ast
import glob
import io
import os
import random
import subprocess
import sys
import tempfile
import tokenize
import warnings

EXTRA = """( ) [ ] { } : , = == := if else for in not and lambda * ** / -> . 1 's' f'{x}' x print def class
return None @ async await yield import from as with try except match case del ~ 0x 5a $ ... is""".split()


def pieces(text):
    """The top-level statements of a file, a few at a time."""
    lines = text.split("\n")
    cuts = [i for i, line in enumerate(lines) if line and not line[0].isspace() and line[0] not in "#)]}\"'"]
    start = random.choice(cuts)
    end = min([cut for cut in cuts if cut > start + 3] or [len(lines)])
    return "\n".join(lines[start:min(end, start + 60)]) + "\n"


def mutate(text):
    tokens = [t for t in tokenize.generate_tokens(io.StringIO(text).readline) if t.string.strip()]
    offsets = [0]
    for line in text.split("\n"):
        offsets.append(offsets[-1] + len(line) + 1)
    token, other = random.choice(tokens), random.choice(tokens).string
    start = offsets[token.start[0] - 1] + token.start[1]
    end = offsets[token.end[0] - 1] + token.end[1]
    new = random.choice([lambda: "", lambda: random.choice(EXTRA) + " " + token.string,
                         lambda: random.choice(EXTRA), lambda: other + " "])()
    return text[:start] + new + text[end:]


def messages(dumper, text, path):
    """CPython's and ours, "" standing for an accepted program."""
    with open(path, "w") as file:
        file.write(text)
    ours = subprocess.run([dumper, path], capture_output=True, text=True)
    if ours.returncode not in (0, 1):
        return "no crash", f"exit code {ours.returncode}"
    try:
        compile(text, path, "exec", ast.PyCF_ONLY_AST)
    except SyntaxError:
        theirs = subprocess.run([sys.executable, path], capture_output=True, text=True)
        return theirs.stderr.strip(), ours.stderr.strip()
    return "", "" if ours.returncode == 0 else ours.stderr.strip()


def main():
    warnings.simplefilter("ignore")
    dumper = sys.argv[1]
    random.seed(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    wanted = int(sys.argv[3]) if len(sys.argv) > 3 else 500
    files = [name for name in sorted(glob.glob(os.path.dirname(os.__file__) + "/**/*.py", recursive=True))
             if os.path.getsize(name) < 40000]
    count = different = 0
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "case.py")
        while count < wanted:
            try:
                with open(random.choice(files), encoding="ascii") as file:
                    text = mutate(pieces(file.read()))
            except (ValueError, IndexError, SyntaxError, tokenize.TokenError):
                continue
            count += 1
            theirs, ours = messages(dumper, text, path)
            if theirs != ours:
                different += 1
                print(f"--- CPython\n{theirs}\n--- ours\n{ours}\n")
    print(f"{different} of {count} differ")
    return different * 100 > count


if __name__ == "__main__":
    sys.exit(main())
