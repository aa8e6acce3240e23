"""A small unittest of our own, until the library's can be imported: what CPython's tests of the language use."""
import functools
import sys
import types


class SkipTest(Exception):
    pass


class _Expected(Exception):
    pass


def _say(message, standard):
    return standard if message is None else "%s : %s" % (standard, message)


def _short(x):
    try:
        text = repr(x)
    except Exception:
        text = object.__repr__(x)
    return text if len(text) < 160 else text[:160] + "[...]"


class _Raises:
    """assertRaises, assertRaisesRegex: called with a function, or a context manager."""

    def __init__(self, case, expected, pattern=None, msg=None):
        self.case, self.expected, self.pattern, self.msg = case, expected, pattern, msg
        self.name = getattr(expected, "__name__", str(expected))
        self.exception = None

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is None:
            self.case.fail(_say(self.msg, self.name + " not raised"))
        if not issubclass(kind, self.expected):
            return False
        self.exception = error.with_traceback(None)
        if self.pattern is not None:
            self.case.assertRegex(str(error), self.pattern)
        return True


class _Warns:
    def __init__(self, case, expected, pattern=None):
        self.case, self.expected, self.pattern = case, expected, pattern

    def __enter__(self):
        import warnings
        self.manager = warnings.catch_warnings(record=True)
        self.warnings = self.manager.__enter__()
        warnings.simplefilter("always", self.expected)
        return self

    def __exit__(self, kind, error, trace):
        self.manager.__exit__(kind, error, trace)
        if kind is not None:
            return
        for x in self.warnings:
            if isinstance(x.message, self.expected):
                self.warning, self.filename, self.lineno = x.message, x.filename, x.lineno
                if self.pattern is None or self.case.matches(self.pattern, str(x.message)):
                    return
        self.case.fail("no warning of that kind")


class _SubTest:
    def __init__(self, case):
        self.case = case

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is None or issubclass(kind, (SkipTest, KeyboardInterrupt)):
            return False
        self.case._result.addSubTest(self.case, self.case, (kind, error, trace))
        return True


class TestCase:
    failureException = AssertionError
    longMessage = True
    maxDiff = 640

    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName
        self._cleanups = []
        self._result = None
        self._testMethodDoc = getattr(getattr(self, methodName, None), "__doc__", None)

    def id(self):
        return "%s.%s.%s" % (type(self).__module__, type(self).__qualname__, self._testMethodName)

    def __str__(self):
        return self.id()

    def shortDescription(self):
        return None

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def addCleanup(self, function, /, *arguments, **keywords):
        self._cleanups.append((function, arguments, keywords))

    def enterContext(self, manager):
        value = manager.__enter__()
        self.addCleanup(manager.__exit__, None, None, None)
        return value

    @classmethod
    def addClassCleanup(cls, function, /, *arguments, **keywords):
        cls._class_cleanups = getattr(cls, "_class_cleanups", []) + [(function, arguments, keywords)]

    def skipTest(self, reason):
        raise SkipTest(reason)

    def subTest(self, *_arguments, **_keywords):
        return _SubTest(self)

    def run(self, result):
        import standin_modules
        self._result = result
        method = getattr(self, self._testMethodName)
        result.startTest(self)
        standin_modules.RUNNING = True
        try:
            self._run_stages(method, result)
        finally:
            standin_modules.RUNNING = False
            result.stopTest(self)

    def _run_stages(self, method, result):
        skip = getattr(type(self), "__unittest_skip_why__", None) or getattr(method, "__unittest_skip_why__", None)
        if skip is not None:
            result.addSkip(self, skip)
            return
        expecting = getattr(method, "__unittest_expecting_failure__", False)
        good = self._stage(self.setUp, result)
        if good:
            good = self._stage(method, result, expecting)
            good = self._stage(self.tearDown, result) and good
        while self._cleanups:
            function, arguments, keywords = self._cleanups.pop()
            good = self._stage(functools.partial(function, *arguments, **keywords), result) and good
        if good is True:
            result.addUnexpectedSuccess(self) if expecting else result.addSuccess(self)

    def _stage(self, function, result, expecting=False):
        try:
            function()
        except SkipTest as e:
            result.addSkip(self, str(e))
            return None
        except KeyboardInterrupt:
            raise
        except BaseException as e:
            if expecting:
                result.addExpectedFailure(self, (type(e), e, e.__traceback__))
                return None
            result.addError(self, (type(e), e, e.__traceback__))
            return False
        return True

    def __call__(self, result):
        return self.run(result)

    # Assertions.

    def fail(self, msg=None):
        raise self.failureException(msg)

    def _check(self, claim, msg, standard):
        if not claim:
            raise self.failureException(_say(msg, standard))

    def assertTrue(self, x, msg=None):
        self._check(x, msg, "%s is not true" % _short(x))

    def assertFalse(self, x, msg=None):
        self._check(not x, msg, "%s is not false" % _short(x))

    def assertEqual(self, first, second, msg=None):
        self._check(first == second, msg, "%s != %s" % (_short(first), _short(second)))

    def assertNotEqual(self, first, second, msg=None):
        self._check(first != second, msg, "%s == %s" % (_short(first), _short(second)))

    assertListEqual = assertTupleEqual = assertDictEqual = assertSetEqual = assertMultiLineEqual = assertEqual

    def assertSequenceEqual(self, first, second, msg=None, seq_type=None):
        self._check(list(first) == list(second), msg, "%s != %s" % (_short(first), _short(second)))

    def assertCountEqual(self, first, second, msg=None):
        first, rest = list(first), list(second)
        for x in first:
            if x not in rest:
                self.fail(_say(msg, "%s is not in the second" % _short(x)))
            rest.remove(x)
        self._check(not rest, msg, "%s are not in the first" % _short(rest))

    def assertIs(self, first, second, msg=None):
        self._check(first is second, msg, "%s is not %s" % (_short(first), _short(second)))

    def assertIsNot(self, first, second, msg=None):
        self._check(first is not second, msg, "both are %s" % _short(first))

    def assertIsNone(self, x, msg=None):
        self._check(x is None, msg, "%s is not None" % _short(x))

    def assertIsNotNone(self, x, msg=None):
        self._check(x is not None, msg, "unexpectedly None")

    def assertIn(self, x, container, msg=None):
        self._check(x in container, msg, "%s not found in %s" % (_short(x), _short(container)))

    def assertNotIn(self, x, container, msg=None):
        self._check(x not in container, msg, "%s found in %s" % (_short(x), _short(container)))

    def assertIsInstance(self, x, kind, msg=None):
        self._check(isinstance(x, kind), msg, "%s is not an instance of %r" % (_short(x), kind))

    def assertNotIsInstance(self, x, kind, msg=None):
        self._check(not isinstance(x, kind), msg, "%s is an instance of %r" % (_short(x), kind))

    def assertLess(self, a, b, msg=None):
        self._check(a < b, msg, "%s not less than %s" % (_short(a), _short(b)))

    def assertLessEqual(self, a, b, msg=None):
        self._check(a <= b, msg, "%s not less than or equal to %s" % (_short(a), _short(b)))

    def assertGreater(self, a, b, msg=None):
        self._check(a > b, msg, "%s not greater than %s" % (_short(a), _short(b)))

    def assertGreaterEqual(self, a, b, msg=None):
        self._check(a >= b, msg, "%s not greater than or equal to %s" % (_short(a), _short(b)))

    def _near(self, first, second, places, delta):
        if first == second:
            return True
        difference = abs(first - second)
        return difference <= delta if delta is not None else round(difference, 7 if places is None else places) == 0

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        self._check(self._near(first, second, places, delta), msg, "%s != %s" % (_short(first), _short(second)))

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        self._check(not self._near(first, second, places, delta), msg, "%s == %s" % (_short(first), _short(second)))

    def matches(self, pattern, text):
        import re
        if isinstance(pattern, (str, bytes)):
            return re.search(pattern, text)
        if not hasattr(pattern, "search"):
            raise SkipTest("re does not import yet")
        return pattern.search(text)

    def assertRegex(self, text, pattern, msg=None):
        self._check(self.matches(pattern, text), msg, "%r does not match %r" % (pattern, text))

    def assertNotRegex(self, text, pattern, msg=None):
        self._check(not self.matches(pattern, text), msg, "%r matches %r" % (pattern, text))

    def assertRaises(self, expected, *arguments, **keywords):
        context = _Raises(self, expected, msg=keywords.pop("msg", None) if not arguments else None)
        if not arguments:
            return context
        function, *arguments = arguments
        with context:
            function(*arguments, **keywords)

    def assertRaisesRegex(self, expected, pattern, *arguments, **keywords):
        context = _Raises(self, expected, pattern, keywords.pop("msg", None) if not arguments else None)
        if not arguments:
            return context
        function, *arguments = arguments
        with context:
            function(*arguments, **keywords)

    def assertWarns(self, expected, *arguments, **keywords):
        context = _Warns(self, expected)
        if not arguments:
            return context
        function, *arguments = arguments
        with context:
            function(*arguments, **keywords)

    def assertWarnsRegex(self, expected, pattern, *arguments, **keywords):
        context = _Warns(self, expected, pattern)
        if not arguments:
            return context
        function, *arguments = arguments
        with context:
            function(*arguments, **keywords)


class TestResult:
    pass


class TestSuite:
    def __init__(self, tests=()):
        self._tests = list(tests)

    def __iter__(self):
        return iter(self._tests)

    def addTest(self, test):
        self._tests.append(test)

    addTests = addTest

    def id(self):
        return "fixture"

    def run(self, result):
        for kind in dict.fromkeys(type(x) for x in self._tests):
            module = sys.modules[kind.__module__]
            tests = [x for x in self._tests if type(x) is kind]
            for fixture in (getattr(module, "setUpModule", None), kind.setUpClass):
                try:
                    if fixture is not None:
                        fixture()
                except SkipTest as e:
                    for x in tests:
                        result.addSkip(x, str(e))
                    tests = []
                except Exception as e:
                    result.addError(self, (type(e), e, e.__traceback__))
                    tests = []
            for x in tests:
                x.run(result)
            if tests:
                kind.tearDownClass()
            for function, arguments, keywords in reversed(getattr(kind, "_class_cleanups", [])):
                function(*arguments, **keywords)


class TestLoader:
    testMethodPrefix = "test"

    def getTestCaseNames(self, kind):
        return sorted(x for x in dir(kind) if x.startswith("test") and callable(getattr(kind, x)))

    def loadTestsFromTestCase(self, kind):
        return TestSuite(kind(x) for x in self.getTestCaseNames(kind))

    def loadTestsFromModule(self, module):
        suite = TestSuite()
        for name in dir(module):
            x = getattr(module, name)
            if isinstance(x, type) and issubclass(x, TestCase) and x is not TestCase:
                suite.addTest(self.loadTestsFromTestCase(x))
        return suite


def skip(reason):
    def mark(x):
        if not isinstance(x, type):
            @functools.wraps(x)
            def skipped(*arguments, **keywords):
                raise SkipTest(reason)
            x = skipped
        x.__unittest_skip_why__ = reason
        return x
    if isinstance(reason, types.FunctionType):
        function, reason = reason, ""
        return mark(function)
    return mark


def skipIf(condition, reason):
    return skip(reason) if condition else lambda x: x


def skipUnless(condition, reason):
    return skip(reason) if not condition else lambda x: x


def expectedFailure(function):
    function.__unittest_expecting_failure__ = True
    return function


def main(*_arguments, **_keywords):
    raise SystemExit("the runner drives the cases")


def enterModuleContext(manager):
    return manager.__enter__()


case = types.ModuleType("unittest.case")
case._AssertRaisesContext = _Raises
case.TestCase = TestCase
mock = types.ModuleType("unittest.mock")
sys.modules["unittest.case"] = case
