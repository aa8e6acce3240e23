"""A small test.support family of our own, until the library's can be imported."""
import contextlib
import functools
import gc
import io
import sys
import types
import unittest

MAX_Py_ssize_t = sys.maxsize
NHASHBITS = sys.hash_info.width
verbose = False
is_wasi = is_emscripten = False
has_subprocess_support = has_fork_support = True
Py_DEBUG = False
TestFailed = AssertionError
_1M = 1 << 20
_1G = 1 << 30
_2G = 2 << 30
_4G = 4 << 30
LOOPBACK_TIMEOUT = SHORT_TIMEOUT = LONG_TIMEOUT = 30.0


def _skipped(name):
    def function(*_arguments, **_keywords):
        raise unittest.SkipTest(name + " is not in the stand-in")
    return function


def _same(function=None, *_arguments, **_keywords):
    return function


def check_impl_detail(**guards):
    return guards.get("cpython", not guards)


def impl_detail(_reason=None, **_guards):
    return lambda x: x


def gc_collect():
    for _ in range(3):
        gc.collect()


@contextlib.contextmanager
def disable_gc():
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextlib.contextmanager
def captured_output(name):
    before = getattr(sys, name)
    setattr(sys, name, io.StringIO())
    try:
        yield getattr(sys, name)
    finally:
        setattr(sys, name, before)


def captured_stdout():
    return captured_output("stdout")


def captured_stderr():
    return captured_output("stderr")


@contextlib.contextmanager
def swap_attr(x, name, value):
    absent = object()
    before = getattr(x, name, absent)
    setattr(x, name, value)
    try:
        yield None if before is absent else before
    finally:
        delattr(x, name) if before is absent else setattr(x, name, before)


@contextlib.contextmanager
def swap_item(x, key, value):
    absent = object()
    before = x.get(key, absent)
    x[key] = value
    try:
        yield None if before is absent else before
    finally:
        if before is not absent:
            x[key] = before
        else:
            x.pop(key, None)


@contextlib.contextmanager
def infinite_recursion(limit=75):
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, 75) + 50)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


@contextlib.contextmanager
def adjust_int_max_str_digits(limit):
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(limit)
    try:
        yield
    finally:
        sys.set_int_max_str_digits(before)


class catch_unraisable_exception:
    def __enter__(self):
        self.before, self.unraisable = sys.unraisablehook, None
        sys.unraisablehook = self.hook
        return self

    def hook(self, unraisable):
        self.unraisable = unraisable

    def __exit__(self, *_error):
        sys.unraisablehook = self.before
        self.unraisable = None


class _AlwaysEqual:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False


class _NeverEqual:
    def __eq__(self, other):
        return False

    def __ne__(self, other):
        return True

    def __hash__(self):
        return 1


ALWAYS_EQ = _AlwaysEqual()
NEVER_EQ = _NeverEqual()


def check_syntax_error(case, statement, errtext="", *, lineno=None, offset=None):
    with case.assertRaises(SyntaxError) as context:
        compile(statement, "<test string>", "exec")
    error = context.exception
    if errtext:
        case.assertRegex(str(error), errtext)
    case.assertIsNotNone(error.lineno)
    if lineno is not None:
        case.assertEqual(error.lineno, lineno)
    case.assertIsNotNone(error.offset)
    if offset is not None:
        case.assertEqual(error.offset, offset)


def check_free_after_iterating(case, function, kind, arguments=()):
    done = False

    class Sub(kind):
        def __del__(self):
            nonlocal done
            done = True
            try:
                next(it)
            except StopIteration:
                pass
    it = function(Sub(*arguments))
    case.assertRaises(StopIteration, next, it)
    gc_collect()
    case.assertTrue(done)


def get_attribute(x, name):
    try:
        return getattr(x, name)
    except AttributeError:
        raise unittest.SkipTest("no attribute " + name)


def sortdict(mapping):
    return "{" + ", ".join("%r: %r" % x for x in sorted(mapping.items())) + "}"


def bigmemtest(size, memuse, dry_run=True):
    def decorate(function):
        @functools.wraps(function)
        def run(self):
            if not dry_run:
                raise unittest.SkipTest("needs much memory")
            return function(self, 5147)
        return run
    return decorate


def bigaddrspacetest(function):
    return function


def requires_resource(_name):
    return unittest.skip("resource not enabled")


def run_with_locale(*_names):
    return unittest.skip("locale does not import yet")


def import_module(name, **_keywords):
    try:
        return __import__(name, fromlist=["x"])
    except ImportError as e:
        raise unittest.SkipTest(str(e))


requires_working_socket = lambda **_keywords: unittest.skip('no sockets')
@contextlib.contextmanager
def check_warnings(*filters, quiet=None):
    """The warnings raised within; unless quiet, each filter must have seen one and all must be seen by one."""
    import re
    import warnings
    quiet = quiet if quiet is not None else not filters
    filters = filters or (("", Warning),)
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        yield types.SimpleNamespace(warnings=seen, filters=filters)
    rest = [x.message for x in seen]
    for pattern, category in filters:
        found = [x for x in rest if isinstance(x, category) and re.match(pattern, str(x), re.I)]
        assert found or quiet, "no warning like %r" % pattern
        rest = [x for x in rest if x not in found]
    assert not rest, "unexpected %r" % rest


@contextlib.contextmanager
def check_no_warnings(case, message="", category=Warning, force_gc=False):
    import warnings
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        yield
    case.assertEqual(seen, [])


def check_syntax_warning(case, statement, errtext="", *, lineno=1, offset=None):
    import warnings
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always", SyntaxWarning)
        compile(statement, "<testcase>", "exec")
    case.assertEqual(len(seen), 1, seen)
    case.assertTrue(issubclass(seen[0].category, SyntaxWarning))
    if errtext:
        case.assertRegex(str(seen[0].message), errtext)
    case.assertEqual(seen[0].lineno, lineno)
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("error", SyntaxWarning)
        check_syntax_error(case, statement, errtext, lineno=lineno, offset=offset)
    case.assertEqual(seen, [])


def unlink(path):
    import os
    try:
        os.unlink(path)
    except FileNotFoundError:
        pass


cpython_only = requires_IEEE_754 = requires_docstrings = no_tracing = refcount_test = _same
requires_legacy_unicode_capi = requires_subprocess = lambda *_arguments: (lambda x: x)


class _Part(types.ModuleType):
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return _skipped(self.__name__ + "." + name)


def install():
    import test
    this = sys.modules[__name__]
    package = _Part("test.support")
    package.__dict__.update({k: v for k, v in vars(this).items() if not k.startswith("__")})
    package.__path__ = []
    sys.modules["test.support"] = test.support = package
    for name in "import_helper", "os_helper", "warnings_helper", "script_helper", "threading_helper":
        part = _Part("test.support." + name)
        sys.modules[part.__name__] = part
        setattr(package, name, part)
    package.import_helper.import_module = import_module
    package.os_helper.TESTFN = "@test_tmp"
    package.os_helper.unlink = unlink
    for function in check_warnings, check_no_warnings, check_syntax_warning:
        setattr(package.warnings_helper, function.__name__, function)
