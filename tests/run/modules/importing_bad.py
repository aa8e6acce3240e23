# A module with a syntax error: found when the import runs, with CPython's traceback.
import sys
print("started")
try:
    from pkg import wrong_syntax
except SyntaxError as error:
    print(error.msg, error.lineno, error.offset, error.text, error.filename.endswith("wrong_syntax.py"))
print("pkg.wrong_syntax" in sys.modules)
import pkg.wrong_syntax
