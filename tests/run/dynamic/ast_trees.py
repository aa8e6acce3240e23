# Trees that a program builds: what compile() makes of them and how it refuses the wrong ones.
# stress: 1000
import _ast
from _ast import *

P = dict(lineno=1, col_offset=0, end_lineno=1, end_col_offset=0)


def name(text, ctx=Load()):
    return Name(text, ctx, **P)


def const(value):
    return Constant(value, **P)


def attempt(tree, mode="exec"):
    try:
        code = compile(tree, "<tree>", mode)
        result = eval(code, {"x": 5, "print": print})
        print("compiled", type(result) if callable(result) else result)
    except RecursionError:
        print("RecursionError")
    except Exception as error:
        print(type(error).__name__, str(error).split(" object at ")[0])


def expr(node):
    attempt(Expression(node), "eval")


def stmt(*nodes):
    attempt(Module(list(nodes), []))


def empty_arguments(**fields):
    a = dict(posonlyargs=[], args=[], vararg=None, kwonlyargs=[], kw_defaults=[], kwarg=None, defaults=[])
    a.update(fields)
    return arguments(**a)


# fields and positions
expr(5)
expr(None)
expr(Name("x", Load()))
expr(Name("x", Load(), lineno=1))
expr(Name("x", Load(), lineno=1, col_offset=0))
expr(Name("x", Load(), lineno="1", col_offset=0))
expr(Name("x", Load(), lineno=1 << 40, col_offset=0))
expr(Name("x", Load(), lineno=5, col_offset=0, end_lineno=3, end_col_offset=1))
expr(Name("x", Load(), lineno=5, col_offset=5, end_lineno=5, end_col_offset=1))
expr(Name("x", Load(), lineno=-5, col_offset=5, end_lineno=5, end_col_offset=1))
expr(Name("x", Load(), lineno=True, col_offset=False))
expr(Name(ctx=Load(), **P))
expr(Name("x", **P))
expr(Name("x", None, **P))
expr(Name("x", Store(), **P))
expr(Name("x", Load, **P))
expr(Name(5, Load(), **P))
expr(Name(None, Load(), **P))
expr(Name("None", Load(), **P))
expr(Attribute(None, "a", Load(), **P))
expr(Attribute(name("x"), "real", Load(), **P))
expr(Add())
expr(expr_context())
attempt(Module())
attempt(Module([]))
attempt(Module([], []))
attempt(Module(5, []))
attempt(Module((), []))
attempt(Module([None], []))
attempt(Module([5], []))
attempt(Module([Pass()], []))
attempt(Module([Pass(**P)], [5]))
attempt(Module([Pass(**P)], [TypeIgnore(1, "")]))
attempt(Module([Pass(**P)], [TypeIgnore("1", "")]))

# expressions
expr(BinOp(name("x"), Add(), const(2), **P))
expr(BinOp(name("x"), Not(), const(2), **P))
expr(BinOp(name("x"), None, const(2), **P))
expr(BoolOp(And(), [name("x")], **P))
expr(BoolOp(And(), [name("x"), None], **P))
expr(Compare(name("x"), [], [], **P))
expr(Compare(name("x"), [Lt()], [const(1), const(2)], **P))
expr(Compare(name("x"), [Gt(), Lt()], [const(1), const(10)], **P))
expr(Compare(name("x"), [Add()], [const(1)], **P))
expr(Dict([const(1)], [], **P))
expr(Dict([None], [Dict([const(1)], [const(2)], **P)], **P))
expr(ListComp(name("x"), [], **P))
expr(ListComp(name("y"), [comprehension(name("y", Store()), const((1, 2)), [], 0)], **P))
expr(ListComp(name("y"), [comprehension(name("y"), const((1, 2)), [], 0)], **P))
expr(ListComp(name("y"), [comprehension(const(1), const((1, 2)), [], 0)], **P))
expr(ListComp(name("y"), [None], **P))
expr(ListComp(name("y"), [comprehension(name("y", Store()), const((1, 2)), [])], **P))
expr(Call(name("print"), [const("hello")], [keyword("end", const("!\n"), **P)], **P))
expr(Call(name("print"), [const("hello")], [keyword("end", const("!\n"))], **P))
expr(Call(name("print"), [], [keyword(None, Dict([], [], **P), **P)], **P))
expr(Subscript(const("abc"), Slice(const(1), None, None, **P), Load(), **P))
expr(IfExp(name("x"), const(1), None, **P))
expr(Lambda(empty_arguments(), const(1), **P))
expr(Lambda(empty_arguments(defaults=[const(1)]), const(1), **P))
expr(Lambda(empty_arguments(kwonlyargs=[arg("k", **P)]), const(1), **P))
expr(Lambda(empty_arguments(args=[arg("k")]), const(1), **P))
expr(Call(Lambda(empty_arguments(args=[arg("k", **P)], defaults=[const(7)]), name("k"), **P), [], [], **P))
expr(JoinedStr([const("a"), FormattedValue(name("x"), -1, None, **P)], **P))
expr(JoinedStr([FormattedValue(name("x"), 114, JoinedStr([const(">5")], **P), **P)], **P))
expr(FormattedValue(name("x"), -1, None, **P))
expr(NamedExpr(name("z", Store()), const(3), **P))
expr(Starred(name("x"), Load(), **P))
expr(List([Starred(const((1, 2)), Load(), **P)], Load(), **P))
expr(List([name("x")], Store(), **P))
expr(Tuple([name("x", Store())], Load(), **P))

# constants
for value in (1, -1, 1 << 70, 2.5, -0.0, 1j, "text", "\ud800", b"bytes", None, ..., True, (1, (2, "x")), frozenset({1}), (), 10 ** 40):
    expr(const(value))
for value in ([], {}, set(), object, [1], (1, []), frozenset({(1, print)}), type("S", (str,), {})("x"), range(3)):
    try:
        compile(Expression(const(value)), "", "eval")
    except TypeError as error:
        print(error)
expr(Constant(1, 5, **P))
expr(Constant("x", "u", **P))

# statements
stmt(Assign([], const(1), **P))
stmt(Assign([name("x")], const(1), **P))
stmt(Assign([name("y", Store())], const(1), **P), Expr(Call(name("print"), [name("y")], [], **P), **P))
stmt(AugAssign(name("y", Load()), Add(), const(1), **P))
stmt(AnnAssign(name("y", Store()), name("x"), None, 1, **P))
stmt(AnnAssign(Attribute(name("x"), "y", Store(), **P), name("x"), None, 1, **P))
stmt(Delete([], **P))
stmt(Delete([name("x", Load())], **P))
stmt(If(name("x"), [], [], **P))
stmt(While(name("x"), [Break(**P)], [], **P))
stmt(For(name("i", Store()), const((1, 2)), [Expr(Call(name("print"), [name("i")], [], **P), **P)], [], **P))
stmt(For(name("i", Load()), const((1, 2)), [Pass(**P)], [], **P))
stmt(Try([Pass(**P)], [], [], [], **P))
stmt(Try([Pass(**P)], [], [Pass(**P)], [Pass(**P)], **P))
stmt(Try([Pass(**P)], [None], [], [], **P)) if False else None
stmt(Try([Pass(**P)], [ExceptHandler(None, None, [], **P)], [], [], **P))
stmt(Try([Raise(None, None, **P)], [ExceptHandler(None, "e", [Pass(**P)], **P)], [], [], **P))
stmt(Raise(None, name("x"), **P))
stmt(With([], [Pass(**P)], **P))
stmt(Import([], **P))
stmt(Import([alias("sys", "s", **P)], **P))
stmt(ImportFrom("sys", [alias("path", None, **P)], 0, **P))
stmt(ImportFrom("sys", [alias("path", None, **P)], None, **P))
stmt(ImportFrom("sys", [alias("path", None, **P)], -1, **P))
stmt(ImportFrom(None, [], 1, **P))
stmt(Global([], **P))
stmt(Global(["x"], **P))
stmt(FunctionDef("f", empty_arguments(), [], [], **P))
stmt(FunctionDef("f", empty_arguments(), [Return(const(3), **P)], [], **P), Expr(Call(name("print"), [Call(name("f"), [], [], **P)], [], **P), **P))
stmt(ClassDef("C", [], [], [], [], **P))
stmt(ClassDef("C", [], [], [Pass(**P)], [], **P))
stmt(Break(**P))
stmt(Continue(**P))
stmt(Return(None, **P))
stmt(Expr(Yield(None, **P), **P))
stmt(Expr(Await(name("x"), **P), **P))

# patterns
E = dict(lineno=1, col_offset=0)


def matches(pattern):
    stmt(Match(name("x"), [match_case(pattern, None, [Expr(Call(name("print"), [const("matched")], [], **P), **P)])], **P))


matches(MatchValue(const(5), **P))
matches(MatchValue(const(5), **E))
matches(MatchValue(name("x"), **P))
matches(MatchValue(BinOp(const(5), Add(), const(0j), **P), **P))
matches(MatchSingleton(5, **P))
matches(MatchSingleton(None, **P))
matches(MatchSequence([MatchStar("a", **P)], **P))
matches(MatchStar("a", **P))
matches(MatchAs(None, "y", **P))
matches(MatchAs(None, "_", **P))
matches(MatchAs(None, None, **P))
matches(MatchAs(MatchAs(None, "y", **P), None, **P))
matches(MatchOr([MatchValue(const(5), **P)], **P))
matches(MatchOr([MatchValue(const(5), **P), MatchValue(const(6), **P)], **P))
matches(MatchMapping([const(1)], [], None, **P))
matches(MatchMapping([const(1)], [MatchAs(None, None, **P)], "_", **P))
matches(MatchClass(name("x"), [], ["a"], [], **P))
matches(MatchClass(const(5), [], [], [], **P))
matches(MatchAs(None, "True", **P))

# objects that only look like nodes, and hostile ones
class Looks:
    target = name("y", Store())
    iter = const((1, 2))
    ifs = []
    is_async = 0


expr(ListComp(name("y"), [Looks()], **P))


class Sub(Name):
    pass


expr(Sub("x", Load(), **P))


class Shrinks(Name):
    @property
    def lineno(self):
        del items[1:]
        return 1


items = [Shrinks("x", Load(), col_offset=0), const(1), const(2)]
expr(List(items, Load(), **P))


class Raises(Name):
    @property
    def id(self):
        raise KeyError("from id")


expr(Raises(ctx=Load(), **P))
loop = UnaryOp(Not(), None, **P)
loop.operand = loop
expr(loop)
deep = const(1)
for i in range(100000):
    deep = UnaryOp(USub(), deep, **P)
expr(deep)
deep = None
