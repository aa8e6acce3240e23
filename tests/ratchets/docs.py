#!/usr/bin/env python3.11
"""Docstrings are written by us: no string in runtime/ or ffi/ may equal a docstring of the CPython that
runs this program, nor a line, paragraph or sentence of one.

    docs.py                  lists each such string

Two texts are equal here when their words are: letter case, punctuation and line breaks do not count, nor
does a "name(...) ->" in front. Texts of fewer than three words say nothing about who wrote them.
"""
import importlib
import os
import re
import subprocess
import sys
import types

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
MODULES = """builtins sys time math posix errno gc atexit itertools types io os functools collections marshal array
    binascii fcntl resource select signal socket struct syslog termios unicodedata zlib
    _abc _ast _asyncio _bisect _codecs _collections _contextvars _csv _datetime _functools _heapq _imp _io _json _locale
    _blake2 _md5 _operator _pickle _posixsubprocess _queue _random _sha1 _sha256 _sha3 _sha512 _signal _socket _sre
    _stat _statistics _string _struct _symtable _uuid _zoneinfo
    _thread _tracemalloc _typing _warnings _weakref""".split()
INNER = [type(None), type(...), type(iter([])), type(iter(())), type({}.keys()), type({}.items()), type({}.values())]
PATTERNS = [folder + "/*." + ending for folder in ("runtime", "ffi") for ending in ("c", "h", "def")]
# Texts that stay although CPython's docs have them, such as error messages: lower case, words only.
ALLOWED = set()


def words(text):
    return tuple(re.findall(r"[a-z0-9_]+", text.lower()))


def pieces(doc):
    """The docstring and its parts."""
    for part in [doc, *doc.split("\n"), *re.split(r"\n\s*\n", doc), *re.split(r"(?<=[.:;])\s+", doc)]:
        yield words(part)
        yield words(re.sub(r"^.*?(->|--|<==>)", "", part, flags=re.S))


def add_docs(found, owner, name):
    doc = getattr(owner, "__doc__", None)
    if isinstance(doc, str):
        for piece in pieces(doc):
            if len(piece) >= 3:
                found.setdefault(piece, name)


def cpython_docs():
    """Words of a docstring -> the name of what it describes."""
    found, classes = {}, list(INNER)
    for name in MODULES:
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        add_docs(found, module, name)
        for key, value in vars(module).items():
            add_docs(found, value, "%s.%s" % (name, key))
            if isinstance(value, type):
                classes.append(value)
    classes += [value for value in vars(types).values() if isinstance(value, type)]
    for cls in classes:
        add_docs(found, cls, cls.__name__)
        for key, value in vars(cls).items():
            add_docs(found, value, "%s.%s" % (cls.__name__, key))
    return found


def literals(text):
    """(offset, content) of each run of adjacent C string literals outside comments."""
    one = r'"((?:[^"\\\n]|\\.)*)"'
    for match in re.finditer(r"/\*.*?\*/|//[^\n]*|'(?:[^'\\]|\\.)'|%s(?:\s*%s)*" % (one, one), text, re.S):
        if match.group(0).startswith('"'):
            content = "".join(re.findall(one, match.group(0)))
            yield match.start(), content.replace("\\n", "\n").replace('\\"', '"')


def complaints(names, read):
    """names: source files; read: the text of one."""
    docs = cpython_docs()
    for name in names:
        text = read(name)
        for offset, content in literals(text):
            for piece in (words(part) for part in [content, *content.split("\n"), *re.split(r"(?<=[.:;])\s+", content)]):
                if piece in docs and " ".join(piece) not in ALLOWED:
                    yield "%s:%d: as CPython says of %s: %s" % (name, text.count("\n", 0, offset) + 1, docs[piece], content[:80])
                    break


def main():
    names = subprocess.run(["git", "ls-files", "--"] + PATTERNS, cwd=ROOT, capture_output=True, text=True).stdout.split()
    found = list(complaints(names, lambda name: open(os.path.join(ROOT, name), encoding="utf-8", errors="replace").read()))
    print("\n".join(found + ["%d found" % len(found)]))
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
