#!/usr/bin/env python3.11
"""Compares the trees of ast-dump with CPython's own, positions included.

    python3.11 tests/frontend/compare_ast.py build/tools/ast-dump FILE_OR_FOLDER...

A file that CPython refuses must be refused too, with the same message and place. Prints the
first difference of each file (with -q only the counts) and the counts; exits 1 on any.
"""
import ast
import os
import subprocess
import sys
import warnings


def files_under(path):
    if os.path.isfile(path):
        return [path]
    return sorted(os.path.join(folder, name) for folder, _, names in os.walk(path)
                  for name in names if name.endswith(".py"))


def expected(path):
    """CPython's dump, or the error's type, line and message."""
    with open(path, "rb") as file:
        source = file.read()
    try:
        tree = compile(source, path, "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
    except SyntaxError as error:
        return None, f"{type(error).__name__}: {error.msg}", error.lineno
    except (ValueError, RecursionError, MemoryError) as error:
        return None, f"{type(error).__name__}: {error}", None
    return ast.dump(tree, include_attributes=True), None, None


def compare(dumper, path, quiet):
    done = subprocess.run([dumper, path], capture_output=True)
    ours = done.stdout.decode("utf-8", "surrogatepass").rstrip("\n")
    theirs, message, line = expected(path)
    if theirs is None:
        first = done.stderr.decode("utf-8", "replace").strip().splitlines()
        if ours != "error" or done.returncode != 1:
            if not quiet:
                print(f"{path}: accepted, wants line {line}: {message}")
            return "accepted"
        same = message in first and (not line or first[0].endswith(f"line {line}"))
        if not line or any(word in message for word in ("encoding", "codec")):
            same = bool(first)          # compile and a run word these differently; ours are a run's
        if not same:
            if not quiet:
                print(f"{path}: wants line {line}: {message}\n    has {first}")
            return "other error"
        return "same error"
    if ours == theirs:
        return "equal"
    if not quiet:
        at = len(os.path.commonprefix([ours, theirs]))
        start = max(0, at - 100)
        print(f"{path}:\n    ours   {ours[start:at + 80]!r}\n    theirs {theirs[start:at + 80]!r}")
        if ours == "error" or done.returncode:
            print(f"    {done.returncode} {done.stderr.decode('utf-8', 'replace')[-600:]}")
    return "different" if done.returncode == 0 else "refused"


def main():
    arguments = sys.argv[1:]
    quiet = "-q" in arguments
    arguments = [a for a in arguments if a != "-q"]
    dumper, paths = arguments[0], arguments[1:] or [os.path.dirname(os.__file__)]
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(20000)
    counts = {}
    for path in paths:
        for name in files_under(path):
            result = compare(dumper, name, quiet)
            counts[result] = counts.get(result, 0) + 1
    found = sum(len(subprocess.run(["find", path, "-name", "*.py", "-type", "f"], capture_output=True).stdout.splitlines())
                for path in paths)
    print(f"{sum(counts.values())} files of find's {found}: "
          + ", ".join(f"{count} {name}" for name, count in sorted(counts.items())))
    return 0 if set(counts) <= {"equal", "same error"} else 1


if __name__ == "__main__":
    sys.exit(main())
