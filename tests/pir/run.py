#!/usr/bin/env python3.11
"""tests/pir: each <pass>/<name>.pir is PIR text; <name>.golden is what `pir-opt --pass <pass>` makes of
it. text/ has no pass: its files must come out as they went in, twice. verify/ lists functions
that the verifier must refuse, each with the reason.

    run.py PIR_OPT [--accept] [filter ...]
"""
import pathlib
import re
import subprocess
import sys

here = pathlib.Path(__file__).parent


def opt(tool, *args, text=None):
    done = subprocess.run([tool, *map(str, args)], input=text, capture_output=True, text=True)
    return done.stdout if done.returncode == 0 else f'exit {done.returncode}\n{done.stderr}'


def without_comments(text):
    return '\n'.join(line for line in text.splitlines() if not line.lstrip().startswith(';')).strip() + '\n'


def check_text(tool, path):
    printed = opt(tool, path)
    again = opt(tool, '-', text=printed)
    expected = without_comments(path.read_text())
    if printed != expected:
        return difference(expected, printed)
    return difference(printed, again) if printed != again else None


def difference(expected, got):
    import difflib
    return '\n'.join(difflib.unified_diff(expected.splitlines(), got.splitlines(), 'expected', 'got', lineterm='', n=4))


def check_golden(tool, path, accept):
    got = opt(tool, '--pass', path.parent.name, path)
    golden = path.with_suffix('.golden')
    if accept:
        golden.write_text(got)
    expected = golden.read_text() if golden.exists() else ''
    if got != expected or got.startswith('exit'):
        return difference(expected, got) or got
    return None


def check_mistakes(tool, path):
    wrong = []
    for case in path.read_text().split('=== ')[1:]:
        reason, body = case.split('\n', 1)
        text = f'module m\n\nfunc f0 f qualname f args 1 0 0 1 flags 3 line 1 {{\n{body}}}\n'
        got = opt(tool, '-', text=text)
        if reason not in got or 'not valid' not in got:
            wrong.append(f'expected: {reason}\ngot: {got}')
    return '\n'.join(wrong) or None


def main():
    args = [a for a in sys.argv[1:] if a != '--accept']
    accept = '--accept' in sys.argv
    tool, filters = args[0], args[1:]
    failed = passed = 0
    for path in sorted([*here.glob('*/*.pir'), *here.glob('verify/*.txt')]):
        name = str(path.relative_to(here))
        if filters and not any(re.search(f, name) for f in filters):
            continue
        folder = path.parent.name
        if folder == 'verify':
            problem = check_mistakes(tool, path)
        elif folder == 'text':
            problem = check_text(tool, path)
        else:
            problem = check_golden(tool, path, accept)
        if problem:
            failed += 1
            print(f'FAIL {name}\n{problem}\n')
        else:
            passed += 1
    print(f'{passed} passed, {failed} failed')
    return 1 if failed else 0


sys.exit(main())
