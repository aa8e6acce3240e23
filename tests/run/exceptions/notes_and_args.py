# Exceptions as objects: args, str, repr, notes, attributes, comparison.
for e in (Exception(), Exception("a"), Exception("a", 1), Exception(("t",)), KeyError("k"), KeyError("a", "b"), KeyError(), ValueError(None), OSError(2, "No such"), OSError(2, "No", "file"), OSError("one"), OSError(1, 2, 3, 4, 5), StopIteration(5), SystemExit(3), SystemExit(), UnicodeDecodeError("utf-8", b"ab", 0, 1, "why"), UnicodeEncodeError("ascii", "\xe9", 0, 1, "why"), AttributeError("a"), NameError("n"), ImportError("i", name="m", path="p"), SyntaxError("s"), SyntaxError("s", ("f", 1, 2, "text"))):
    print(type(e).__name__, e.args, "|", str(e), "|", repr(e))
e = ValueError("base")
print(hasattr(e, "__notes__"))
e.add_note("one")
e.add_note("two")
print(e.__notes__)
for bad in (5, None, b"x"):
    try:
        e.add_note(bad)
    except TypeError as x:
        print(x)
e.__notes__ = 5
try:
    e.add_note("three")
except TypeError as x:
    print(x)
class My(Exception):
    def __init__(self, code, *rest):
        super().__init__(code, *rest)
        self.code = code
    def __str__(self): return "code %d" % self.code
m = My(5, "x")
print(m, repr(m), m.args, m.code)
class NoInit(Exception):
    def __init__(self, a): self.a = a
print(NoInit(1).args, repr(NoInit("z")), str(NoInit(2)))
o = OSError(2, "No such file", "name.txt")
print(type(o).__name__, o.errno, o.strerror, o.filename, o.filename2)
print([type(OSError(n, "x")).__name__ for n in (1, 2, 4, 11, 13, 17, 20, 21, 32, 104, 110, 111, 9999)])
print(StopIteration(1, 2).value, SystemExit("a").code, SystemExit(1, 2).code, ImportError("x", name="n").name)
n = NameError("x", name="nn")
a = AttributeError("x", name="aa", obj=[])
print(n.name, a.name, a.obj)
for bad in (lambda: NameError("x", nme=1), lambda: ValueError(x=1), lambda: ImportError("x", other=1), lambda: UnicodeDecodeError("a"), lambda: AttributeError("a", nam=1)):
    try:
        bad()
    except TypeError as x:
        print(x)
print(issubclass(KeyError, LookupError), issubclass(ModuleNotFoundError, ImportError), issubclass(IndentationError, SyntaxError), issubclass(RecursionError, RuntimeError), EnvironmentError is OSError, IOError is OSError)
print(ValueError("a") == ValueError("a"), e == e, BaseException.__subclasses__()[0].__name__ in ("Exception", "GeneratorExit", "BaseExceptionGroup", "SystemExit"))
u = UnicodeDecodeError("utf-8", b"abc", 1, 2, "reason")
print(u.encoding, u.object, u.start, u.end, u.reason)
u.start, u.end, u.reason = 0, 3, "changed"
print(u)
s = SyntaxError("msg", ("file", 3, 4, "src", 3, 6))
print(s.msg, s.filename, s.lineno, s.offset, s.text, s.end_lineno, s.end_offset, s.print_file_and_line)
e = ValueError("set")
e.anything = 1
e.more = 2
print(e.anything, e.more)
c = e.__class__(*e.args)
print(c.args)
