# compile(): modes, flags, what it refuses, future features, optimize.
import __future__
import _ast

F = "<string>"


def attempt(*args, **kwargs):
    try:
        result = compile(*args, **kwargs)
    except Exception as error:
        print(type(error).__name__, error)
    else:
        print(type(result).__name__, getattr(result, "co_name", ""))
        return result


class Path:
    def __fspath__(self):
        return "some/path.py"


attempt(5, F, "exec")
attempt(None, F, "exec")
attempt(compile("1", F, "exec"), F, "exec")
attempt("1", 5, "exec")
attempt("1", Path(), "exec")
print(compile("1", Path(), "exec").co_filename, compile("1", b"bytes.py", "exec").co_filename)
attempt("1", "a\0b", "exec")
attempt("1\0", F, "exec")
attempt(b"1\0", F, "exec")
attempt("\ud800", F, "exec")
attempt(bytearray(b"1"), F, "exec")
attempt(memoryview(b"1"), F, "exec")
attempt("1", F, 5)
attempt("1", F, "bad")
attempt("1", F, "bad", _ast.PyCF_ONLY_AST)
attempt("() -> int", F, "func_type")
attempt("1", F, "exec", 1)
attempt("1", F, "exec", 1 << 40)
attempt("1", F, "exec", "x")
attempt("1", F, "exec", 0, 0, 3)
attempt("1", F, "exec", 0, 0, -2)
attempt("1", F, "exec", 0, True, -1)
attempt("a b", F, "exec")
attempt(b"# coding: latin-1\nx = '\xe9'", F, "exec")
attempt(b"# coding: nonsense\nx = 1", F, "exec")
attempt("", F, "eval")
attempt("x = 1", F, "eval")
attempt("  1", F, "eval")
attempt("1\n\n", F, "eval")
attempt("a = 1; b = 2", F, "single")
attempt("a = 1\nb = 2", F, "single")
attempt("if 1:\n    a = 1\n", F, "single")

# single shows values through sys.displayhook
import sys

exec(compile("1 + 1", F, "single"))
exec(compile("None", F, "single"))
exec(compile("a = 3; a; 'text'", F, "single"))
exec(compile("if 1:\n  5\n  6\n", F, "single"))
exec(compile("for i in range(3): i\n", F, "single"))
hook = sys.displayhook
sys.displayhook = lambda value: print("shown:", repr(value))
exec(compile("None; 7", F, "single"))
exec(compile("def f():\n  8\n", F, "single"))
f()
sys.displayhook = hook

# trees
tree = compile("x = 1", F, "exec", _ast.PyCF_ONLY_AST)
print(type(tree), tree.body[0].targets[0].id, tree.body[0].value.value, tree.body[0].lineno, tree.body[0].end_col_offset)
print(compile(tree, F, "exec", _ast.PyCF_ONLY_AST) is tree)
names = {}
exec(compile(tree, "other.py", "exec"), names)
print(names["x"], compile(tree, "other.py", "exec").co_filename)
attempt(tree, F, "eval")
attempt(tree, F, "single")
attempt(tree.body[0], F, "exec")
typed = compile("(int, *str, **bool) -> list[int]", F, "func_type", _ast.PyCF_ONLY_AST)
print([type(a).__name__ + a.id for a in typed.argtypes], typed.returns.value.id)
print(compile("() -> int", F, "func_type", _ast.PyCF_ONLY_AST).argtypes)
attempt("(*a, b) -> int", F, "func_type", _ast.PyCF_ONLY_AST)
attempt("return 1", F, "exec", _ast.PyCF_ONLY_AST)
attempt("return 1", F, "exec")
first = compile("a + b * c < d", F, "eval", _ast.PyCF_ONLY_AST).body
print(first.left.left.ctx is first.left.right.left.ctx, type(first.ops[0]).__name__, type(first.left.op).__name__)
constants = compile("(1, 2.5, 3j, 'text', b'bytes', None, ..., True, 10**3, u'u', 123456789012345678901234567890)", F, "eval",
                    _ast.PyCF_ONLY_AST).body.elts
print([(getattr(c, "value", c), getattr(c, "kind", "no kind")) for c in constants if isinstance(c, _ast.Constant)])

# more lines to come
for text in ("if 1:", "(", "def f():\n  x", "'''abc", "a = ", "a b", "x", "if 1:\n  x\n", "'abc"):
    for mode in ("single", "exec"):
        print(repr(text), mode, end=" ")
        attempt(text, F, mode, 0x4200)

# optimize and __debug__
for level in (-1, 0, 1, 2):
    space = {}
    exec(compile('"""doc"""\ndef f():\n  "doc"\n  assert False, "no"\n  return __debug__\nclass C: "doc"', F, "exec", 0, 0, level), space)
    try:
        print(level, space.get("__doc__"), space["f"].__doc__, space["C"].__doc__, space["f"]())
    except AssertionError as error:
        print(level, "AssertionError", error, space["f"].__doc__)

# future features
code = compile("def f(a: int) -> str: pass", F, "exec", 0x1000000)
space = {}
exec(code, space)
print(space["f"].__annotations__, hex(space["f"].__code__.co_flags), hex(code.co_flags))
inherits = {}
exec("from __future__ import annotations\nexec('def g(a: int): pass')\ncode = compile('def h(a: int): pass', 's', 'exec')\n"
     "other = compile('def h(a: int): pass', 's', 'exec', dont_inherit=True)", inherits)
print(inherits["g"].__annotations__)
exec(inherits["code"], space)
print(space["h"].__annotations__)
exec(inherits["other"], space)
print(space["h"].__annotations__)

# the version of the grammar: only for trees, and an int
for version in ("x", 1 << 40, 3.5, 8, 11, -1):
    try:
        print(version, eval(compile("1 + 1", F, "eval", _feature_version=version)))
    except (TypeError, OverflowError) as error:
        print(version, type(error).__name__, error)
print(type(compile("1", F, "eval", 0x400, _feature_version=11)).__name__)
