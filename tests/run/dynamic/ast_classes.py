# The classes of _ast: what they say of themselves, their constructor, copying.
import _ast
import copy

for name, cls in _ast.__dict__.items():
    if name.startswith("__"):
        continue
    if not isinstance(cls, type):
        print(name, cls)
        continue
    own = {k: v for k, v in cls.__dict__.items() if k not in ("__weakref__", "__dict__", "__reduce__", "n", "s")
           and not callable(v)}
    print(name, cls.__module__, cls.__qualname__, cls.__bases__, own)
    print(cls.__doc__)
print(_ast.__doc__, issubclass(_ast.AST, object), _ast.Name.__mro__)


def attempt(function, *args, **kwargs):
    try:
        node = function(*args, **kwargs)
    except Exception as error:
        print(type(error).__name__, error)
    else:
        print(type(node).__name__, sorted(node.__dict__.items(), key=str))
        return node


attempt(_ast.Name)
attempt(_ast.Name, "x")
attempt(_ast.Name, "x", 2)
attempt(_ast.Name, "x", 2, 3)
attempt(_ast.Name, "x", id=3)
attempt(_ast.Name, "x", ctx=3, lineno=4, other=5)
attempt(_ast.Expr, 1, 2)
attempt(_ast.Pass, 1)
attempt(_ast.AST, 1)
attempt(_ast.AST, a=1)
attempt(_ast.BinOp, 1, 2, 3, left=0)
node = attempt(_ast.Constant, 5)
print(node.kind, node.end_lineno, hasattr(node, "lineno"), _ast.arguments().vararg)
try:
    node.lineno
except AttributeError as error:
    print(error)


class Own(_ast.Name):
    _fields = ("id", "ctx", "more")


class Odd(_ast.expr):
    _fields = None


class Numbers(_ast.expr):
    _fields = (1, 2)


class Without(_ast.AST):
    pass


attempt(Own, 1, 2, 3)
attempt(Own, 1, 2, 3, 4)
attempt(Own, 1, 2, more=1, id=5)
attempt(Odd)
attempt(Odd, a=1)
attempt(Numbers, 1)
attempt(Without, x=1)
print(Own.__match_args__, Own("a").ctx if hasattr(Own("a"), "ctx") else "no ctx")

tree = _ast.BinOp(_ast.Name("a", _ast.Load()), _ast.Add(), _ast.Constant(1, lineno=3))
print(tree.__reduce__()[:2], sorted(tree.__reduce__()[2]))
for other in [copy.copy(tree), copy.deepcopy(tree)]:
    print(type(other).__name__, other.left.id, type(other.op).__name__, other.right.lineno, other.left is tree.left)

match tree:
    case _ast.BinOp(_ast.Name(n), _ast.Add(), _ast.Constant(c)):
        print("matched", n, c)

_ast.AST.mark = 1
_ast.Name.other = 2
print(_ast.Load().mark, _ast.Name().other)
del _ast.AST.mark, _ast.Name.other
tree.__dict__ = {"left": 5}
print(tree.left, hasattr(tree, "right"))
try:
    tree.__dict__ = 3
except TypeError as error:
    print(error)
first, second = _ast.Load(), _ast.Load()
print(first == second, first is second, len({first, second}), isinstance(first, _ast.expr_context))
