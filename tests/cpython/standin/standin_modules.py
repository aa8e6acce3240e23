"""What test modules import and pyllc cannot import yet is replaced by placeholders.

A placeholder module has every attribute; using one while a test case runs skips the case, so that only cases that
really ran can pass. While the test module is being imported uses give further placeholders.
"""
import sys
import types
import unittest

RUNNING = False

NAMES = """
re string warnings random textwrap traceback inspect ast typing dataclasses doctest pickle struct array fractions
decimal datetime locale tempfile shutil subprocess importlib importlib.util importlib.machinery importlib.abc tokenize linecache pprint fnmatch unicodedata
binascii asyncio marshal dis xxsubtype logging signal socket select json platform token opcode sysconfig contextvars
queue concurrent.futures unittest.mock
""".split()


class Anything(type):
    def __getattr__(cls, name):
        return use(cls.__name__ + "." + name, name)

    def __call__(cls, *arguments, **keywords):
        if RUNNING:
            raise unittest.SkipTest(cls.__name__ + " does not import yet")
        if len(arguments) == 1 and not keywords and isinstance(arguments[0], (type, types.FunctionType)):
            return arguments[0]                     # used as a decorator
        return make(cls.__name__ + "()")

    def __iter__(cls):
        if RUNNING:
            raise unittest.SkipTest(cls.__name__ + " does not import yet")
        return iter(())

    def __getitem__(cls, item):
        return make(cls.__name__ + "[]")

    def __or__(cls, other):
        return make(cls.__name__)

    __ror__ = __add__ = __radd__ = __or__

    def __mro_entries__(cls, bases):
        return ()


def make(name):
    return Anything(name, (), {"__module__": "standin"})


def use(full, name):
    if name.startswith("__"):
        raise AttributeError(full)
    if RUNNING:
        raise unittest.SkipTest(full + " does not import yet")
    return make(full)


class Absent(types.ModuleType):
    def __getattr__(self, name):
        return use(self.__name__ + "." + name, name)


def importable(name):
    try:
        __import__(name)
    except Exception:
        return False
    return True


def install():
    for name in NAMES:
        if not importable(name):
            for x in list(sys.modules):             # what the failed import left half done
                if x == name or x.startswith(name + "."):
                    del sys.modules[x]
            sys.modules[name] = Absent(name)
            sys.modules[name].__path__ = []
    import standin_support
    standin_support.install()
