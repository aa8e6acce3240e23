"""Compiles tests/irgen/*.py and *.pir with pyllc-compile and looks at the LLVM text.

    tests/irgen/run.py [--build FOLDER] [PATTERN ...]

A comment line says what must be there: `# expect: TEXT`, or must not be: `# reject: TEXT` (in .pir files, too:
the lines are taken out before it is read). `# options: ...` are options of pyllc-compile. With fast paths
built in (lib/fast.bc), no call of an inlined entry may be left, but those marked noinline because they run seldom.
"""
import argparse
import glob
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))


def directives(text, kind):
    return [m.group(1).strip() for m in re.finditer(r"^# %s: (.*)$" % kind, text, re.M)]


def compile_file(build, path, text, options):
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, os.path.basename(path))
        with open(source, "w") as out:
            out.write(re.sub(r"^# .*\n", "", text, flags=re.M) if path.endswith(".pir") else text)
        kind = ["--from-pir", source] if path.endswith(".pir") else ["--module", "test", "--source", source]
        return subprocess.run([os.path.join(build, "pyllc-compile")] + kind + ["--emit=ll"] + options,
                              capture_output=True, text=True)


def problems(build, path):
    with open(path) as file:
        text = file.read()
    options = " ".join(directives(text, "options")).split()
    has_library = os.path.exists(os.path.join(build, "lib", "fast.bc")) and "--raw" not in options
    for pipeline in ("warm", "hot"):
        done = compile_file(build, path, text, options + ["--pipeline=" + pipeline])
        if done.returncode:
            yield "%s: exit code %d: %s" % (pipeline, done.returncode, done.stderr.strip())
            continue
        for wanted in directives(text, "expect"):
            if wanted not in done.stdout:
                yield "%s: missing: %s" % (pipeline, wanted)
        for unwanted in directives(text, "reject"):
            if unwanted in done.stdout:
                yield "%s: present: %s" % (pipeline, unwanted)
        seldom = {m.group(1) for m in re.finditer(r"^attributes (#\d+) = {[^}]*noinline", done.stdout, re.M)}
        left = sorted({m.group(1) for m in re.finditer(r"call [^\n]*@(fast_\w+)\([^\n]*\)(?: (#\d+))?", done.stdout)
                       if m.group(2) not in seldom})
        if has_library and left:
            yield "%s: not inlined: %s" % (pipeline, ", ".join(left))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default=os.path.join(ROOT, "build"))
    parser.add_argument("patterns", nargs="*")
    options = parser.parse_args()
    passed = failed = 0
    for path in sorted(glob.glob(os.path.join(HERE, "*.py")) + glob.glob(os.path.join(HERE, "*.pir"))):
        if path == os.path.abspath(__file__) or not all(x in path for x in options.patterns):
            continue
        found = list(problems(options.build, path))
        failed += bool(found)
        passed += not found
        for line in found:
            print("%s: %s" % (os.path.relpath(path, ROOT), line))
    print("%d passed, %d failed" % (passed, failed))
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
