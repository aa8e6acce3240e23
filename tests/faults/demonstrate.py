"""Puts faults into the runtime, one at a time, and shows which mode of tests/run.py catches each.

    tests/faults/demonstrate.py [--in-place] [--sanitized] [NAME ...]

Without --in-place the faults go into a scratch copy (a git worktree in a temporary folder), built there
from nothing. With it they go into this tree, whose build/ must be up to date, and are taken back. With
--sanitized that mode is tried too, in build-sanitized/. Prints a table for README.md.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PYTHON = "/usr/bin/python3.11"

# name, kind, file, the text as it is, as the fault has it, programs
FAULTS = [
    ("modules-no-root", "unrooted", "runtime/object/import.c", "static ROOT Value modules;", "static Value modules;",
     ["modules/imports", "containers/"]),
    ("task-words-unscanned", "unrooted", "runtime/memory/collect.c", "for (size_t i = 0; i < words; i++)",
     "for (size_t i = words; i < words; i++)", ["threads/shared", "exceptions/", "control/unwinding"]),
    ("list-items-unscanned", "unrooted", "runtime/types/list.c",
     "(size_t)capacity * sizeof(Slot), LAYOUT_REFS);", "(size_t)capacity * sizeof(Slot), LAYOUT_FREE);",
     ["containers/", "generators/"]),
    ("dict-key-unhashable", "unchecked", "runtime/types/dict.c", None, None, ["containers/", "classes/"]),
    ("contains-raises", "unchecked", "runtime/object/slots.c", "return result ? object_truth(task, result) : -1;",
     "return object_truth(task, result);", ["classes/hostile"]),
    ("slice-step-zero", "unchecked", "runtime/types/list_methods.c",
     "    if (!slice_indices(task, index, list_size(self), &start, &stop, &step, &count))\n        return 0;\n",
     "    slice_indices(task, index, list_size(self), &start, &stop, &step, &count);\n", ["containers/"]),
    ("append-no-lock", "unsynchronised", "runtime/types/list.c",
     "        byte_lock(task, &list->lock);\n        int64_t size = list->size;",
     "        task->locks_held += runtime_parallel;\n        int64_t size = list->size;", ["threads/shared"]),
    ("shape-stored-plainly", "unsynchronised", "runtime/object/shape.c",
     "    } else if (!__atomic_compare_exchange_n(&((Object *)object)->shape, &from, to, false, __ATOMIC_ACQ_REL,\n"
     "                                            __ATOMIC_RELAXED)) {\n        return false;\n    }",
     "    } else {\n        ((Object *)object)->shape = to;\n    }", ["threads/shared"]),
]


def change(path, before, after):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    if before is None:                              # the hash of a key, wherever its failure is looked at
        changed = re.sub(r"if \(!dict_hash_key\(task, key, &hash\)\)\n\s+return [^;]+;",
                         "(void)dict_hash_key(task, key, &hash);", text)
    else:
        changed = text.replace(before, after, 1)
    if changed == text:
        sys.exit("%s: no place for the fault" % path)
    with open(path, "w", encoding="utf-8") as file:
        file.write(changed)
    return text


def build(tree, folder, options):
    if not os.path.exists(os.path.join(tree, folder, "build.ninja")):
        subprocess.run(["cmake", "-G", "Ninja", "-B", folder, *options], cwd=tree, check=True, stdout=subprocess.DEVNULL)
    return subprocess.run(["ninja", "-C", folder, "pyllc"], cwd=tree, stdout=subprocess.PIPE, text=True)


def symptom(report):
    for pattern, name in ((r"AddressSanitizer: (\S+)", None), (r"runtime error: (.*)", None),
                          (r"Fatal Python error: (.*)", None), (r"exit code: \w+ wanted, -11 got", "crash"),
                          (r"exit code: \w+ wanted, (-\d+|timeout) got", None)):
        found = re.search(pattern, report)
        if found:
            return name or found[1][:60]
    return "wrong output"


def try_modes(tree, programs, modes):
    """{mode: what was seen}, for modes that catch the fault."""
    caught = {}
    for mode in modes:
        done = subprocess.run([PYTHON, "tests/run.py", "--mode", mode, *programs], cwd=tree, stdout=subprocess.PIPE,
                              text=True, errors="replace")
        if done.returncode:
            caught[mode] = symptom(done.stdout)
    return caught


def demonstrate(tree, fault, modes):
    name, kind, path, before, after, programs = fault
    text = change(os.path.join(tree, path), before, after)
    try:
        built = build(tree, "build", [])
        if built.returncode:
            warned = re.search(r"error: (.*)", built.stdout)
            return {"compiler": warned[1] if warned else "error"}
        if "sanitized" in modes:
            build(tree, "build-sanitized", ["-DPYLLC_SANITIZE=ON"])
        return try_modes(tree, programs, modes)
    finally:
        with open(os.path.join(tree, path), "w", encoding="utf-8") as file:
            file.write(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--in-place", action="store_true")
    parser.add_argument("--sanitized", action="store_true")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    modes = ["native", "stress", "shuffled"] + ["sanitized"] * options.sanitized
    missed = 0
    with tempfile.TemporaryDirectory() as scratch:
        tree = ROOT
        if not options.in_place:
            tree = os.path.join(scratch, "tree")
            subprocess.run(["git", "worktree", "add", "-q", "--detach", tree], cwd=ROOT, check=True)
        print("| fault | kind | caught by |\n|---|---|---|", flush=True)
        for fault in FAULTS:
            if options.names and fault[0] not in options.names:
                continue
            caught = demonstrate(tree, fault, modes)
            missed += not caught
            seen = "; ".join("%s (%s)" % pair for pair in caught.items()) or "NOBODY"
            print("| %s | %s | %s |" % (fault[0], fault[1], seen), flush=True)
        if not options.in_place:
            subprocess.run(["git", "worktree", "remove", "--force", tree], cwd=ROOT)
    sys.exit(missed != 0)


if __name__ == "__main__":
    main()
