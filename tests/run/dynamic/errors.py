"""Syntax errors and tracebacks of dynamic code."""
for text in ["x = = 1", "def f(:\n  pass", "  x = 1", "if 1:\npass", "a b", "é = (1", "return 5", "x = 'abc", "f(a for a in b, c)",
             "for i in 1:\n\tx\n        y", "break", "nonlocal x", "1 = x", "import"]:
    try:
        exec(text)
    except SyntaxError as e:
        print(type(e).__name__, e.msg, e.filename, e.lineno, e.offset, e.text and e.text.rstrip())
for text in ["x = 1", "a; b", "(1"]:
    try:
        eval(text)
    except SyntaxError as e:
        print(type(e).__name__, e.msg, e.filename, e.lineno, e.offset, e.text and e.text.rstrip())
try:
    compile("x y", "my file", "single")
except SyntaxError as e:
    print(e)
ns = {}
exec("def f(x):\n    return 1 / x\n", ns)
try:
    ns["f"](0)
except ZeroDivisionError:
    print('caught')
try:
    exec("undefined_name")
except NameError as e:
    print(e)
exec("def g():\n    f(0)\n\ng()", ns)
