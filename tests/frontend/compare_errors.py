#!/usr/bin/python3.11
"""Compares what the front end says about texts with CPython: errors (type, message, line, offset, end
line, end offset) and warnings (category, line, message).

    tests/frontend/compare_errors.py build/tools/syntax-report [--modules] [--mutations SEED COUNT] [-v]

The texts (snippets.py): all that CPython's own test modules compile, and mutated pieces of its library.
Prints the differences with -v, and for each group how many texts CPython refuses or warns about and how
many of those answers are equal. Exits 1 when less than the bar are, when a text that CPython takes is
refused (or the other way round) more often than the bar allows, or when the program crashes.
"""
import argparse
import os
import subprocess
import sys
import tempfile
import warnings

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import snippets                                                     # noqa: E402

BAR = 0.97
ENCODING_ERRORS = ("unknown encoding", "encoding problem")


def theirs(case):
    kind, mode, data, _ = case
    source = data.decode("utf-8") if kind == "s" else data
    lines = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            compile(source, "<case>", mode, dont_inherit=True)
        except SyntaxError as e:
            lines.append("E%s\t%s\t%s\t%s\t%s\t%s\t%s" % (type(e).__name__, e.lineno, e.offset, e.end_lineno, e.end_offset, e.msg, e.text))
        except (ValueError, RecursionError, MemoryError, OverflowError) as e:
            lines.append("E%s\t\t\t\t\t%s\t" % (type(e).__name__, e))
    for w in caught:
        line = "W%s\t%s\t%s" % (w.category.__name__, w.lineno, w.message)
        if line not in lines:
            lines.append(line)
    return [line.replace("\\", "\\\\").replace("\n", "\\n") for line in lines]


def ours(program, cases):
    """The answers to all cases; ["crash"] for one at which the program ended."""
    answers = []
    while len(answers) < len(cases):
        with tempfile.TemporaryFile() as file:
            for kind, mode, data, _ in cases[len(answers):]:
                file.write(b"%d %s %s\n" % (len(data), kind.encode(), mode.encode()) + data)
            file.seek(0)
            done = subprocess.run([program], stdin=file, capture_output=True, timeout=600)
        current = []
        for line in done.stdout.decode("utf-8", "surrogateescape").split("\n")[:-1]:
            if line == ".":
                answers.append(current)
                current = []
            elif line not in current:
                current.append(line)
        if done.returncode:
            answers.append(["crash: " + done.stderr.decode("utf-8", "replace")[-300:]])
    return answers


def same(a, b):
    """Order of errors and warnings among each other does not count; errors without a place have none."""
    return sorted(a) == sorted(b)


def compare(name, program, cases, verbose):
    expected = [theirs(case) for case in cases]
    found = ours(program, cases)
    counts = dict(texts=len(cases), refused=0, equal=0, message=0, missed=0, wrong=0, warned=0, warned_equal=0, crashes=0, text=0)
    for case, a, b in zip(cases, expected, found):
        error, own = [x for x in a if x[0] == "E"], [x for x in b if x[0] == "E"]
        if error and error[0].split("\t")[1] in ("", "None"):
            own = [x.split("\t")[0] + "\t\t\t\t\t" + x.split("\t")[5] for x in own]
            error = [error[0].split("\t")[0] + "\t\t\t\t\t" + error[0].split("\t")[5]]
        text_differs = bool(error) and bool(own) and error != own and error[0].split("\t")[:6] == own[0].split("\t")[:6]
        counts["text"] += text_differs
        counts["crashes"] += bool(b) and b[0].startswith("crash")
        if error:
            counts["refused"] += 1
            counts["equal"] += error == own or text_differs
            counts["missed"] += not own
            counts["message"] += bool(own) and (error[0].split("\t")[0], error[0].split("\t")[5]) == (own[0].split("\t")[0], own[0].split("\t")[5])
        elif own:
            counts["wrong"] += 1
        warned, own_warned = [x for x in a if x[0] == "W"], [x for x in b if x[0] == "W"]
        if warned or own_warned:
            counts["warned"] += 1
            counts["warned_equal"] += sorted(warned) == sorted(own_warned)
        if verbose and (error != own or sorted(warned) != sorted(own_warned)):
            print("=====", case[3], case[0], case[1])
            print(case[2].decode("utf-8", "replace")[:2500])
            print("--- CPython\n" + "\n".join(error + warned) + "\n--- ours\n" + "\n".join(own + own_warned + [x for x in b if x[0] not in "EW"]))
    print("%s: %d texts, %d refused by CPython: %d equal (%.2f %%), %d with its type and message, %d with another text, %d accepted; "
          "%d refused wrongly; %d with warnings: %d equal; %d crashes"
          % (name, counts["texts"], counts["refused"], counts["equal"], 100 * counts["equal"] / max(counts["refused"], 1),
             counts["message"], counts["text"], counts["missed"], counts["wrong"], counts["warned"], counts["warned_equal"], counts["crashes"]))
    return (counts["equal"] >= BAR * counts["refused"] and counts["warned_equal"] >= BAR * counts["warned"]
            and counts["wrong"] <= 0.001 * counts["texts"] and not counts["crashes"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--modules", action="store_true")
    parser.add_argument("--only", help="only this test module")
    parser.add_argument("--mutations", nargs=2, type=int, metavar=("SEED", "COUNT"))
    parser.add_argument("--keep", default=os.path.join(tempfile.gettempdir(), "pyllc-snippets"), help="where collected texts stay")
    parser.add_argument("-v", action="store_true")
    options = parser.parse_args()
    good = True
    if options.only:
        good &= compare(options.only, options.program, snippets.of_module(options.only, options.keep), options.v)
    if options.modules:
        good &= compare("test modules", options.program, snippets.of_tests(options.keep), options.v)
    if options.mutations:
        good &= compare("mutations", options.program, snippets.mutations(*options.mutations), options.v)
    return not good


if __name__ == "__main__":
    sys.exit(main())
