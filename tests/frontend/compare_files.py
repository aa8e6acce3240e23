#!/usr/bin/python3.11
"""Files that are hard to read, as CPython runs them: declared encodings, marks, line ends, wrong bytes.

    tests/frontend/compare_files.py build/tools/ast-dump build/pyllc

What ast-dump says of each file must be what CPython's run prints; a file without a mistake must give the tree
of CPython. Then `pyllc check`: several files, and what is no file of Python.
"""
import ast
import os
import subprocess
import sys
import tempfile

INVALID = {
    "unknown": b"# coding: fake\nx=1\n",
    "rot13": b"# coding: rot13\nx\n",
    "utf16": b"# coding: utf-16\nx\n",
    "ascii": b"# coding: ascii\n\"\xe2\x98\x83\"\n",
    "none": b"x = 1\ny = \"\xff\"\n",
    "comment": b"x = 1\n# \xff\n",
    "first_error_first": b"x = = 1\ny = \"\xff\"\n",
    "error_after": b"x = (\ny = \"\xff\"\n",
    "in_string": b"x = '''\n\xff\n'''\n",
    "utf8_by_name": b"# coding: utf8\nx = 1\ny = \"\xff\"\n",
    "mark_latin": b"\xef\xbb\xbf# coding: latin-1\nx\n",
    "mark_utf8": b"\xef\xbb\xbf# coding: utf8\nx\n",
    "utf16_file": b"\xff\xfex\x00\n\x00",
    "cp1252": b"# coding: cp1252\nprint(\"\x80 \xe9\", ascii(\"\x80\")) x\n",
    "cp1252_hole": b"# coding: cp1252\nprint(\"\x81\")\n",
    "euc_jp": b"# coding: euc_jp\nprint(\"\xa4\xa2\") x\n",
    "shift_jis": b"# coding: shift_jis\nprint(\"\x82\xa0\\n~\") x\n",
    "iso15": b"# coding: iso-8859-15\nprint(\"\xa4\") x\n",
    "koi8": b"# coding: koi8-r\nprint(\"\xc1\xc2\") x\n",
    "big5": b"# coding: big5\nprint(\"\xff\") x\n",
    "latin": b"# coding: latin-1\n\xe9 = 3 x\n",
    "utf8_sig": b"# coding: utf-8-sig\n\xc3\xa9 = 3 x\n",
    "mac": b"# coding: mac-roman\nprint(\"\x8e\") x\n",
    "gb18030": b"# coding: gb18030\nx = \"\x81\x30\x81\x30\" y\n",
    "vim": b"#\n# vim: set fileencoding=latin-1 :\n\"\xe9\" x\n",
    "too_late": b"x\n# coding: latin-1\n\"\xe9\" x\n",
    "crlf": b"#\r\n# coding: latin-1\r\n\"\xe9\" x\r\n",
    "cr": b"#a\r# coding: latin-1\r\"\xe9\" x\r",
    "cr_none": b"\"\xe9\"\r# coding: latin-1\r\"\xe9\" x\r",
    "form_feed": b"if 1:\n\x0c  x\n   y\n",
    "joined": b"if 1:\n  x = \\\n 1\n   y\n",
    "no_newline": b"if 1:\n  x\n y",
    "joined_end": b"x = \\",
    "tabs": b"if 1:\n\tx\n        y\n",
}
VALID = {
    "empty": b"", "newlines": b"\n\n\n", "comment": b"# only\n", "crlf": b"if 1:\r\n  x = '''a\r\nb'''\r\n", "cr": b"x = 1\ry = '''a\rb'''",
    "form_feed": b"\x0cif 1:\n  x\n\x0c  y\n", "joined": b"x = 1 + \\\n  2\nif 1:\n    x\\\n =\\\n 3\n", "no_newline": b"if 1:\n  x",
    "mark": b"\xef\xbb\xbfx = '\xc3\xa9'\n", "latin": b"# coding: latin-1\nx = '\xe9\\\xe9'; \xe9 = 1\n", "cp1252": b"# coding: cp1252\nx = '\x80'\n",
    "euc_jp": b"# coding: euc-jp\nx = '\xa4\xa2\xb4\xc1'\n", "shift_jis": b"# coding: sjis\nx = '\x82\xa0\\n~\x95\x5c'\n",
    "koi8": b"# coding: koi8_r\nx = '\xc1\xc2'\n", "big5": b"# coding: big5\nx = '\xa4\xa4\xa4\xe5'\n", "gbk": b"# coding: gbk\nx = '\xd6\xd0'\n",
    "gb18030": b"# coding: gb18030\nx = '\x81\x30\x84\x36'\n", "euc_kr": b"# coding: euc-kr\nx = '\xb0\xa1'\n", "cp949": b"# coding: uhc\nx = '\xb0\xa1'\n",
    "iso2022": b"# coding: iso-2022-jp\nx = '\x1b$B$\"\x1b(B'\n", "iso9": b"# coding: latin5\nx = '\xfd'\n", "cp437": b"# coding: cp437\nx = '\x81'\n",
    "nfkc": "ﬁ = 1; 𝐱 = ﬁ; K = 2\n".encode(), "utf7": b"# coding: utf-7\nx = '+AOk-'\n", "hebrew": b"# coding: cp1255\nx = '\xe0'\n",
}


def compare(dumper, path, invalid):
    ours = subprocess.run([dumper, path], capture_output=True)
    if invalid:
        theirs = subprocess.run([sys.executable, path], capture_output=True, stdin=subprocess.DEVNULL)
        pair = theirs.stderr.rstrip(), ours.stderr.rstrip()
    else:
        with open(path, "rb") as file:
            tree = ast.parse(file.read())
        pair = ast.dump(tree, include_attributes=True), ours.stdout.decode("utf-8", "surrogatepass").rstrip("\n")
    if pair[0] != pair[1]:
        print(f"{path}\n--- CPython\n{pair[0]}\n--- ours\n{pair[1]}")
    return pair[0] == pair[1]


def check_command(pyllc, folder):
    """(arguments, exit code, words of the output) of `pyllc check`."""
    def path(name):
        return os.path.join(folder, name)

    with open(path("warns.py"), "w") as file:
        file.write("x = 1\nif x is 1:\n    print('\\d')\n")
    os.mkdir(path("folder.py"))
    os.symlink(path("folder.py"), path("link.py"))
    cases = [
        (["valid_empty.py", "valid_latin.py"], 0, []),
        (["invalid_latin.py", "valid_empty.py", "invalid_tabs.py"], 1, ["é = 3 x", "^", "SyntaxError: invalid syntax", "TabError"]),
        (["folder.py"], 1, ["folder.py"]), (["link.py"], 1, ["link.py"]),
        (["nowhere.py", "invalid_cr.py"], 1, ["No such file", "SyntaxError"]),
        (["invalid_utf16_file.py"], 1, ["Non-UTF-8 code starting with '\\xff'"]),
        (["warns.py"], 0, [":2: SyntaxWarning: \"is\" with a literal"]),
        ([], 2, ["check needs a file"]),
    ]
    good = 0
    for names, code, words in cases:
        done = subprocess.run([pyllc, "check", *map(path, names)], capture_output=True, text=True)
        right = done.returncode == code and all(word in done.stderr for word in words) and not done.stdout
        good += right
        if not right:
            print("pyllc check", names, "exit code", done.returncode, done.stdout, done.stderr)
    return good, len(cases)


def main():
    dumper, pyllc = sys.argv[1:]
    good = count = 0
    with tempfile.TemporaryDirectory() as folder:
        for kind, files in ("invalid", INVALID), ("valid", VALID):
            for name, data in files.items():
                path = os.path.join(folder, f"{kind}_{name}.py")
                with open(path, "wb") as file:
                    file.write(data)
                good += compare(dumper, path, kind == "invalid")
                count += 1
        right, total = check_command(pyllc, folder)
    good, count = good + right, count + total
    print(f"{good} passed, {count - good} failed")
    return good != count


if __name__ == "__main__":
    sys.exit(main())
