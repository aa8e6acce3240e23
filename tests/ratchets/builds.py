"""Two builds of one program from two folders are equal, byte for byte: the executable, and the forms that
--emit gives. Each build has a cache of its own, so nothing is taken from the other.

    builds.py      builds PROGRAMS twice and compares
"""
import os
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PYLLC = os.path.join(ROOT, "build", "pyllc")
# program, its folder (all of which is copied), forms besides the executable
PROGRAMS = [("closures.py", "tests/run/functions", ("pir", "bc", "obj")), ("loops.py", "tests/run/control", ("ast", "ll", "asm"))]


def build(folder, name, forms, workers):
    """File name -> bytes of everything that is made of one program."""
    environment = dict(os.environ, XDG_CACHE_HOME=os.path.join(folder, "cache"), PYTHONHASHSEED=workers, PYLLC_WORKERS=workers)
    made = {}
    for form in (None,) + forms:
        target = os.path.join(folder, "out." + (form or "exe"))
        command = [PYLLC, "build", name, "-o", target] + (["--emit=" + form] if form else [])
        done = subprocess.run(command, cwd=os.path.join(folder, "source"), env=environment, capture_output=True)
        content = done.stdout + done.stderr
        if os.path.exists(target):
            with open(target, "rb") as f:
                content += f.read()
        made[form or "executable"] = content if not done.returncode else b"failed: " + content
    return made


def complaints():
    for name, source, forms in PROGRAMS:
        results = []
        for place, workers in (("first", "1"), ("a second, longer folder", "2")):
            with tempfile.TemporaryDirectory() as folder:
                folder = os.path.join(folder, place)
                shutil.copytree(os.path.join(ROOT, source), os.path.join(folder, "source"), ignore=shutil.ignore_patterns("__pycache__"))
                results.append(build(folder, name, forms, workers))
        for form, content in results[0].items():
            if content.startswith(b"failed: "):
                yield "%s as %s %s" % (name, form, content.decode("utf-8", "replace")[:500])
            elif not content:
                yield "%s as %s is empty" % (name, form)
            elif content != results[1][form]:
                yield "%s as %s differs between two folders" % (name, form)


def main():
    found = list(complaints())
    print("\n".join(found))
    total = sum(1 + len(forms) for _, _, forms in PROGRAMS)
    print("%d passed, %d failed" % (total - len(found), len(found)))
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
