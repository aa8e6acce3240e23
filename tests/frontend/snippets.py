"""Texts for comparing the front end with CPython's: what its own test modules compile, and mutations.

Nothing is copied here: the test modules of the system's CPython run in a child process with compile, exec
and eval replaced by functions that note their text first.
"""
import glob
import io
import json
import os
import random
import subprocess
import sys
import tokenize

LIBRARY = os.path.dirname(os.__file__)
MODULES = """test_syntax test_exceptions test_fstring test_grammar test_eof test_unpack_ex test_positional_only_arg
test_keywordonlyarg test_named_expressions test_patma test_generators test_genexps test_string_literals test_future
test_global test_scope test_type_annotations test_source_encoding test_compile test_codeop test_coroutines test_asyncgen
test_dictcomps test_listcomps test_setcomps test_unpack test_extcall test_raise test_except_star test_super test_class
test_decorators test_augassign test_int_literal test_float test_unicode_identifiers test_symtable test_ast test_utf8source
test_pep646_syntax test_peepholer test_builtin test_code test_traceback test_warnings test_flufl test_lambda test_metaclass
test_yield_from test_tuple test_dict test_bytes test_unicode test_typing test_dataclasses""".split()

HOOK = r"""
import builtins, json, sys, io, unittest, doctest, importlib, warnings
test = sys.argv[2]
seen, out = set(), open(sys.argv[1], "w")
def note(source, mode, flags, name):
    if isinstance(source, (str, bytes, bytearray)) and len(source) < 20000:
        kind = "s" if isinstance(source, str) else "b"
        try:
            data = source.encode("utf-8") if kind == "s" else bytes(source)
        except UnicodeEncodeError:
            return
        if b"\0" in data or (flags & ~0x1FF0000 & ~0x400) or mode not in ("exec", "eval", "single"):
            return
        key = (kind, mode, data, flags & 0x1000000)
        if key not in seen:
            seen.add(key)
            out.write(json.dumps([kind, mode, data.decode("latin-1"), name]) + "\n")
real_compile, real_exec, real_eval = builtins.compile, builtins.exec, builtins.eval
def compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, **rest):
    if "/usr/lib/python3" not in str(filename) and "<frozen" not in str(filename):
        note(source, mode, flags & ~0x400, test)
    return real_compile(source, filename, mode, flags, dont_inherit, optimize, **rest)
def exec(source, globals=None, locals=None, **rest):
    note(source, "exec", 0, test)
    frame = sys._getframe(1)
    if globals is None:
        globals = frame.f_globals
        locals = frame.f_locals if locals is None else locals
    return real_exec(source, globals, locals, **rest)
def eval(source, globals=None, locals=None):
    note(source.lstrip(" \t") if isinstance(source, str) else source, "eval", 0, test)
    frame = sys._getframe(1)
    if globals is None:
        globals = frame.f_globals
        locals = frame.f_locals if locals is None else locals
    return real_eval(source, globals, locals)
builtins.compile, builtins.exec, builtins.eval = compile, exec, eval
warnings.simplefilter("ignore")
module = importlib.import_module("test." + test)
suite = unittest.defaultTestLoader.loadTestsFromModule(module)
for holder in (module.__dict__.get("__test__") or {}).values():
    if isinstance(holder, str):
        for example in doctest.DocTestParser().get_examples(holder):
            note(example.source, "single", 0, test)
for example in doctest.DocTestParser().get_examples(module.__doc__ or ""):
    note(example.source, "single", 0, test)
for value in list(module.__dict__.values()):
    for example in doctest.DocTestParser().get_examples(getattr(value, "__doc__", None) or "" if callable(value) else ""):
        note(example.source, "single", 0, test)
unittest.TextTestRunner(stream=io.StringIO(), verbosity=0).run(suite)
"""


def of_module(name, folder):
    """[kind, mode, text, module] of everything that a test module compiles; kept in `folder`."""
    path = os.path.join(folder, name + ".json")
    if not os.path.exists(path):
        os.makedirs(folder, exist_ok=True)
        try:
            subprocess.run([sys.executable, "-X", "utf8", "-c", HOOK, path + ".new", name], capture_output=True, timeout=180,
                           cwd=folder, stdin=subprocess.DEVNULL)
        except subprocess.TimeoutExpired:
            pass
        if os.path.exists(path + ".new"):
            os.rename(path + ".new", path)
        else:
            open(path, "w").close()
    cases = []
    with open(path) as file:
        for line in file:
            if line.endswith("\n"):
                kind, mode, text, module = json.loads(line)
                cases.append((kind, mode, text.encode("latin-1"), module))
    return cases


def of_tests(folder):
    modules = [m for m in dict.fromkeys(MODULES) if os.path.exists(f"{LIBRARY}/test/{m}.py")]
    return [case for name in modules for case in of_module(name, folder)]


EXTRA = """( ) [ ] { } : , = == := if else for in not and lambda * ** / -> . 1 's' f'{x}' x print def class
return None @ async await yield import from as with try except match case del ~ 0x 5a $ ... is \\ '' \" ''' ! ? += ;
global nonlocal break continue raise pass elif finally while \n""".split(" ")
EXTRA = [word for piece in EXTRA for word in (piece.split() or ["\n    "])]


def pieces(text, rng):
    """The top-level statements of a file, a few at a time."""
    lines = text.split("\n")
    cuts = [i for i, line in enumerate(lines) if line and not line[0].isspace() and line[0] not in "#)]}\"'"]
    start = rng.choice(cuts)
    end = min([cut for cut in cuts if cut > start + 3] or [len(lines)])
    return "\n".join(lines[start:min(end, start + 60)]) + "\n"


def mutate(text, rng):
    tokens = [t for t in tokenize.generate_tokens(io.StringIO(text).readline) if t.string.strip()]
    offsets = [0]
    for line in text.split("\n"):
        offsets.append(offsets[-1] + len(line) + 1)
    token, other = rng.choice(tokens), rng.choice(tokens).string
    start = offsets[token.start[0] - 1] + token.start[1]
    end = offsets[token.end[0] - 1] + token.end[1]
    new = rng.choice([lambda: "", lambda: rng.choice(EXTRA) + " " + token.string,
                      lambda: rng.choice(EXTRA), lambda: other + " "])()
    return text[:start] + new + text[end:]


def mutations(seed, wanted):
    rng = random.Random(seed)
    files = [name for name in sorted(glob.glob(LIBRARY + "/**/*.py", recursive=True)) if os.path.getsize(name) < 40000]
    cases = []
    while len(cases) < wanted:
        try:
            with open(rng.choice(files), encoding="ascii") as file:
                text = mutate(pieces(file.read(), rng), rng)
        except (ValueError, IndexError, SyntaxError, tokenize.TokenError):
            continue
        cases.append(("s", "exec", text.encode(), "mutation"))
    return cases
