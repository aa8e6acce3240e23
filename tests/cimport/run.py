#!/usr/bin/python3.11
"""Runs the programs of this folder compiled and interpreted; their output must be that of the oracle.

    tests/cimport/run.py [--build FOLDER] [PATTERN ...]

NAME.py        a program that imports from __c__. Oracle: NAME.cpython.py on CPython where there is
               one, else the program itself on CPython with hook.py
errors/*.py    must not compile: a comment `# error: TEXT` stands on each offending line, and the
               compiler reports exactly these
The last check builds a program, changes a header that it reads, and runs it again.
"""
import argparse
import glob
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
CPYTHON = "/usr/bin/python3.11"
WAYS = [("compiled", [], {"PYLLC_WORKERS": "1"}), ("interpreted", ["--interpret"], {"PYLLC_WORKERS": "1"}),
        ("two workers", [], {"PYLLC_WORKERS": "2"}), ("stress", [], {"PYLLC_GC": "stress"})]


def run(command, **variables):
    environment = dict(os.environ, PYTHONHASHSEED="0", **variables)
    done = subprocess.run(command, cwd=HERE, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
    return done.stdout, done.stderr, done.returncode


def programs(build, report):
    for path in sorted(glob.glob(os.path.join(HERE, "*.py"))):
        name = os.path.basename(path)[:-3]
        if name in ("run", "hook") or name.endswith(".cpython"):
            continue
        twin = path[:-3] + ".cpython.py"
        oracle = [CPYTHON, twin] if os.path.exists(twin) else [CPYTHON, os.path.join(HERE, "hook.py"), build + "/pyllc-compile", path]
        expected = run(oracle)
        for way, options, variables in WAYS:
            report("%s (%s)" % (name, way), expected, run([build + "/pyllc"] + options + [path], **variables))


def errors(build, report):
    for path in sorted(glob.glob(os.path.join(HERE, "errors", "*.py"))):
        with open(path) as f:
            wanted = [(i, line.split("# error: ")[1].strip()) for i, line in enumerate(f, 1) if "# error: " in line]
        out, err, code = run([build + "/pyllc", path])
        found = [(int(a), b) for a, b in re.findall(r'line (\d+)\n(?:    .*\n)*(\w+: .*)', err)]
        report("errors/" + os.path.basename(path), (wanted, 1), (sorted(found), code))


def own_library(build, report):
    """A library found by pkg-config, with every kind of argument."""
    source = os.path.join(HERE, "library")
    program = os.path.join(source, "kinds.py")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["clang-19", "-shared", "-fPIC", "-O1", "-Wl,-soname,libkinds.so.1", os.path.join(source, "kinds.c"), "-o",
                        folder + "/libkinds.so"], check=True)
        os.symlink("libkinds.so", folder + "/libkinds.so.1")
        with open(folder + "/kinds.pc", "w") as f:
            f.write("Name: kinds\nDescription: kinds\nVersion: 1\nCflags: -I%s\nLibs: -L%s -lkinds\n" % (source, folder))
        places = {"PKG_CONFIG_PATH": folder, "LD_LIBRARY_PATH": folder}
        expected = run([CPYTHON, os.path.join(HERE, "hook.py"), build + "/pyllc-compile", program], **places)
        for way, options, variables in WAYS:
            report("kinds (%s)" % way, expected, run([build + "/pyllc"] + options + [program], **places, **variables))


def changed_header(build, report):
    """The object of a module depends on the headers' content."""
    with tempfile.TemporaryDirectory() as folder:
        header, program = os.path.join(folder, "sizes.h"), os.path.join(folder, "program.py")
        with open(program, "w") as f:
            f.write("from __c__.sizes import abs\nprint(abs(-5), abs.__doc__)\n")
        for prototype in ("int abs(int number)", "long abs(long n)", "int abs(int number)"):
            with open(header, "w") as f:
                f.write("extern %s;\n" % prototype)
            for _ in range(2):
                report("header " + prototype, ("5 %s\n" % prototype, "", 0), run([build + "/pyllc", program], CPATH=folder))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default=os.path.join(os.path.dirname(os.path.dirname(HERE)), "build"))
    parser.add_argument("patterns", nargs="*")
    options = parser.parse_args()
    build = os.path.abspath(options.build)
    counts = [0, 0]

    def report(name, wanted, got):
        counts[wanted != got] += 1
        if wanted != got:
            print("FAILED %s\n  wanted %r\n  got    %r" % (name, wanted, got))

    for part in (programs, errors, own_library, changed_header):
        if not options.patterns or any(x in part.__name__ for x in options.patterns):
            part(build, report)
    print("%d passed, %d failed" % tuple(counts))
    sys.exit(counts[1] != 0)


if __name__ == "__main__":
    main()
