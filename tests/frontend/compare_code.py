"""Compares what lowering says of every function of some files with CPython's code objects: names,
parameters, flags, first line, varnames, freevars, cellvars.

    tests/frontend/compare_code.py PIR_DUMP FILE...

Functions in code that nothing reaches are no difference: CPython drops some of it later than
we do. The last line is "N files, N differ".
"""
import re
import subprocess
import sys
import types

FLAGS = 0x2BF       # OPTIMIZED, NEWLOCALS, VARARGS, VARKEYWORDS, NESTED, GENERATOR, COROUTINE, ASYNC_GENERATOR
HEAD = re.compile(r"func f\d+ \S+ qualname (\S+)(?: parent \S+)? args (\d+) (\d+) (\d+) \d+ flags (\d+) line (\d+)")


def of_cpython(code):
    yield (code.co_qualname, code.co_firstlineno, code.co_argcount, code.co_posonlyargcount,
           code.co_kwonlyargcount, code.co_flags & FLAGS, code.co_varnames, code.co_freevars, code.co_cellvars)
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from of_cpython(constant)


def of_dump(text):
    for line in text.split("\n"):
        if not line.startswith("func "):
            continue
        line = re.sub(r' doc "(\\.|[^"\\])*"', "", line)
        qualname, argcount, posonly, kwonly, flags, first_line = HEAD.match(line).groups()
        lists = []
        for label in ("varnames", "freevars", "cellvars"):
            found = re.search(rf" {label} \(([^)]*)\)", line)
            lists.append(tuple(found.group(1).split(", ")) if found else ())
        yield (qualname, int(first_line), int(argcount), int(posonly), int(kwonly), int(flags), *lists)


def differences(dump, path):
    with open(path, "rb") as file:
        source = file.read()
    try:
        code = compile(source, path, "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return []
    output = subprocess.run([dump, path], capture_output=True, text=True, errors="replace").stdout
    ours = list(of_dump(output))
    theirs = list(of_cpython(code))
    known = set(theirs)
    wrong = [f"  ours    {one}" for one in ours if one not in known]
    return wrong + [f"  CPython {one}" for one in theirs if wrong and one not in set(ours)]


def main(dump, paths):
    differing = 0
    for path in paths:
        found = differences(dump, path)
        if found:
            differing += 1
            print(path, *found, sep="\n")
    print(f"{len(paths)} files, {differing} differ")
    return differing > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
