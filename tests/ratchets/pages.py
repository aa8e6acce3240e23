"""Stale pages. Every command that a README or a page of docs/ shows is in the table below, with what is run to show
that it works (on a small program, in a temporary folder); a command that the table does not know fails, and so
does a row that no page shows. docs/differences.md is compared by tests/differ/run.py; docs/status.md must have
a row for each workload, and count no fewer than a quarter of today's programs.

    pages.py [--list]      --list prints the commands that the pages show
"""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHOWN = re.compile(r"(?:build/|tools/|tests/\S+ |pyllc |pip |\S*run\.py|\S*check\.py|\S+/\S+\.py )")
# What a page shows (its alternatives and comments cut) -> what is run in a folder with app.py. {root} is the checkout.
# A word alone says why it is not run.
COMMANDS = {
    "tools/run FILE.py [args]": ["{root}/tools/run app.py one"],
    "tools/run examples/hello.py some words": ["{root}/tools/run {root}/examples/hello.py some words"],
    "tools/test": ["{root}/tools/test --list"],
    "tools/bench [NAME ...]": ["{root}/tools/bench --help"],
    "tools/bench": ["{root}/tools/bench --help"],
    "tools/bench --callgrind NAME": ["{root}/tools/bench --help"],
    "tools/status": ["measures for minutes"],
    "tools/bootstrap": ["{root}/tools/bootstrap"],
    "pip install --no-deps --target DIR pyperformance": ["network"],
    "build/pyllc app.py [args]": ["{pyllc} app.py one two"],
    "build/pyllc build app.py -o app": ["{pyllc} build app.py -o app", "./app"],
    "build/pyllc build app.py --emit=ast|pir|ll|bc|asm|obj":
        ["{pyllc} build app.py --emit=%s -o app.out" % form for form in ("ast", "pir", "ll", "bc", "asm", "obj")],
    "pyllc build --emit=ll": ["{pyllc} build --emit=ll app.py -o app.ll"],
    "build/pyllc pgo app.py -o app -- args": ["{pyllc} pgo app.py -o app -- one", "./app"],
    "pyllc pgo app.py -o app -- training arguments": ["{pyllc} pgo app.py -o app -- training arguments"],
    "build/pyllc build app.py -o app --profile-generate | --profile-use=FILE":
        ["{pyllc} build app.py -o app --profile-generate", "./app", "{pyllc} build app.py -o app --profile-use=app.pyprof"],
    "pyllc build app.py -o app --profile-generate": ["{pyllc} build app.py -o app --profile-generate", "./app"],
    "pyllc --profile-generate app.py": ["{pyllc} --profile-generate app.py", "test -f app.pyprof"],
    "pyllc build app.py -o app --profile-use=app.pyprof":
        ["{pyllc} --profile-generate app.py", "{pyllc} build app.py -o app --profile-use=app.pyprof"],
    "build/pyllc dump --after=PASS file.py": ["{pyllc} dump --after=infer app.py"],
    "pyllc dump --after=versions file.py": ["{pyllc} dump --after=versions app.py"],
    "build/pyllc --help": ["{pyllc} --help"],
    "pyllc hello.py": ["{pyllc} app.py"],
    "pyllc --interpret": ["{pyllc} --interpret app.py"],
    "pyllc cache": ["a name, not a command"],
    "build/pyllc-compile --c-library NAME": ["{pyllc}-compile --c-library zlib"],
    "tests/differ/run.py --accept": ["a step of tools/test"],
    "tests/pir/run.py build/tools/pir-opt --accept": ["a step of tools/test"],
    "tests/pir/run.py build/tools/pir-opt": ["a step of tools/test"],
    "tests/pir/execute.py build": ["a step of tools/test"],
    "tests/cimport/run.py": ["a step of tools/test"],
    "run.py --mode native|interpreted|typed|stress|shuffled [PATTERN]":
        ["{python} {root}/tests/run.py --mode %s exit_code" % mode for mode in ("native", "interpreted", "typed", "shuffled")],
    "run.py build/tools/pir-opt [--accept] [FILTER]": ["{python} {root}/tests/pir/run.py {root}/build/tools/pir-opt text"],
    "pir/run.py build/tools/pir-opt [--accept]": ["a step of tools/test"],
    "cimport/run.py": ["a step of tools/test"],
    "profile/run.py": ["a step of tools/test"],
    "*/run.py": ["a pattern"],
    "run.py": ["a name, not a command"],
    "pyllc check": ["{pyllc} check app.py"],
    "fuzz/run.py --seconds N": ["a step of tools/test"],
    "build/fuzz/findings": ["a folder"],
    "build/fuzz/STAGE FILE": ["a step of tools/test makes it"],
    "cpython/run.py [--fast] [MODULE]": ["a step of tools/test"],
    "run.py --accept": ["changes goldens"],
    "run.py -v test_class": ["a step of tools/test"],
    "run.py test_class.testDel": ["a step of tools/test"],
    "check.py": ["this step"],
    "check.py NAME": ["{python} {root}/tests/ratchets/check.py layers"],
    "check.py --list": ["{python} {root}/tests/ratchets/check.py --list"],
    "check.py --update": ["changes the ledger"],
    "ratchets/check.py": ["this step"],
}
PROGRAM = "import sys\ntotal = 0\nfor i in range(1000):\n    total += i\nprint(total, len(sys.argv))\n"


def pages():
    names = subprocess.run(["git", "ls-files", "*.md"], cwd=ROOT, capture_output=True, text=True).stdout.split()
    for name in names:
        with open(os.path.join(ROOT, name), encoding="utf-8") as f:
            yield name, f.read()


def is_command(text):
    return SHOWN.match(text) and not re.search(r"\.(c|h|md|tsv|def)$", text) and not text.endswith("/")


def shown():
    """(page, command)"""
    fence = re.compile(r"^```[^\n]*\n(.*?)^```", re.S | re.M)
    for name, text in pages():
        for line in (line for block in fence.findall(text) for line in block.splitlines()):
            command = re.split(r"\s{3,}", line.strip())[0]
            if is_command(command):
                yield name, command
        for code in re.findall(r"`([^`]+)`", fence.sub("", text)):
            command = " ".join(code.replace("\\|", "|").split())
            if is_command(command):
                yield name, command


def run(command, folder):
    words = {"root": ROOT, "pyllc": os.path.join(ROOT, "build", "pyllc"), "python": "/usr/bin/python3.11"}
    done = subprocess.run(command.format(**words), shell=True, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          errors="replace", timeout=300)
    return "exit code %d: %s" % (done.returncode, done.stderr[-400:]) if done.returncode else None


def command_complaints():
    found = {}
    for page, command in shown():
        found.setdefault(command, page)
    for command, page in found.items():
        if command not in COMMANDS:
            yield "%s shows `%s`, which tests/ratchets/pages.py does not run" % (page, command)
    for command, runs in COMMANDS.items():
        if command not in found:
            yield "no page shows `%s` any more" % command
            continue
        folder = tempfile.mkdtemp()
        with open(os.path.join(folder, "app.py"), "w") as f:
            f.write(PROGRAM)
        for line in runs:
            problem = run(line, folder) if line.startswith(("{", "./", "test ")) else None
            if problem:
                yield "%s shows `%s`: %s" % (found[command], command, problem)
                break
        shutil.rmtree(folder)


def status_complaints():
    with open(os.path.join(ROOT, "docs/status.md")) as f:
        page = f.read()
    with open(os.path.join(ROOT, "tests/bench/own/manifest.tsv")) as f:
        wanted = [line.split("\t")[0] for line in f]
    for row in wanted:
        if not re.search(r"^\| %s \|" % row, page, re.M):
            yield "docs/status.md has no row for %s: tools/status" % row
    programs = len(glob.glob(os.path.join(ROOT, "tests/run/*/*.py")))
    counted = [int(p) + int(f) for p, f in re.findall(r"^\| \w+ \| (\d+) \| (\d+) \|", page, re.M)]
    if min(counted, default=0) < programs / 4:
        yield "docs/status.md counts %d programs of %d: tools/status" % (min(counted, default=0), programs)


def complaints():
    yield from command_complaints()
    yield from status_complaints()


def main():
    if "--list" in sys.argv:
        return print("\n".join("%-28s %s" % row for row in shown()))
    found = list(complaints())
    print("\n".join(found))
    print("%d passed, %d failed" % (max(len(COMMANDS) + 1 - len(found), 0), len(found)))
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
