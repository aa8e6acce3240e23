# input, print, exit and quit, breakpoint's hook, repr, ascii.
import sys
class In:
    def __init__(self, *lines): self.lines = list(lines)
    def readline(self): return self.lines.pop(0)
    def fileno(self): raise OSError
    def flush(self): pass
class Out:
    def __init__(self): self.text = ""
    def write(self, s): self.text += s
    def flush(self): self.text += "<flush>"
    def fileno(self): raise OSError
old_in, old_out = sys.stdin, sys.stdout
sys.stdin = In("first\n", "second", "")
results = [input()]
out = sys.stdout = Out()
results.append(input("prompt> "))
try:
    input()
except EOFError as e:
    results.append(repr(e))
sys.stdin, sys.stdout = old_in, old_out
print(results, repr(out.text))
o = Out()
print(1, "a", None, sep="-", end="!", file=o)
print(file=o)
print("x", flush=True, file=o)
print(*[1, 2], sep="", file=o)
print(sep="ignored", file=o)
print(repr(o.text))
for kw in ({"sep": 5}, {"end": 5}, {"nope": 1}, {"file": 5}):
    try:
        print("x", **kw)
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
for f, args in ((exit, ()), (exit, (3,)), (quit, ("text",)), (sys.exit, ()), (sys.exit, (None,)), (sys.exit, ((1, 2),))):
    try:
        f(*args)
    except SystemExit as e:
        print(e.code, e.args)
called = []
sys.breakpointhook = lambda *a, **k: called.append((a, k)) or "hooked"
print(breakpoint(1, x=2), called)
print(ascii("\xe9\u65e5"), repr("a"), ascii([1, "\xe9"]), callable(len), callable(5), id(called) == id(called), abs(-3), divmod(7, 2), pow(2, 3), pow(2, 3, 5), round(2.567, 1), sum([1, 2], 10), sum([], 5), bin(5), oct(8), hex(255), chr(65), ord("A"), hash("a") == hash("a"), len("abc"))
m = __import__("math")
try:
    __build_class__()
except TypeError:
    print("a function and a name are needed")
print(__build_class__(lambda *namespace: None, "K").__name__)
print(m.floor(2.5))
for call in (lambda: __import__("no_such_module_here"), lambda: sum("ab"), lambda: sum(["a"], ""), lambda: sum([1, "a"]), lambda: abs("a"), lambda: round("a"), lambda: hash([]), lambda: divmod(1, "a"), lambda: pow("a", 2)):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
