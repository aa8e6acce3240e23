"""Runs the test cases of one module of CPython's test suite and writes a line for each to PYLLC_CASES.

    import drive                     # before the test module: it makes the stand-ins known
    import test.test_class as module
    drive.main(module)

A line is "start ID", "ok ID", "skip ID: reason" or "fail ID: reason"; a "start" that nothing follows is the case
in which the program died. The same program runs on CPython, which says which cases there are to pass.
PYLLC_CASES_ONLY names one case (or a part of a name) to run alone, with its traceback on stderr.
"""
import os
import sys
import unittest

try:
    import standin_modules as standin
except ImportError:
    standin = None
else:
    standin.install()


def first_line(error):
    text = str(error).strip().split("\n")
    return (type(error).__name__ + ": " + text[0])[:200]


class Record(unittest.TestResult):
    def __init__(self, path):
        super().__init__()
        self.out = open(path, "a", buffering=1, encoding="utf-8", errors="backslashreplace")
        self.bad = None

    def write(self, what, test, reason=None):
        text = "%s %s" % (what, test.id().replace("\n", " "))
        if reason is not None:
            text += ": " + reason.replace("\n", " ")
        self.out.write(text + "\n")

    def startTest(self, test):
        self.bad = None
        self.write("start", test)

    def note(self, error):
        if self.bad is None:
            self.bad = first_line(error[1])
        if only and isinstance(error[1], BaseException):
            sys.excepthook(*error)

    def stopTest(self, test):
        if self.bad is not None:
            self.write("fail", test, self.bad)

    def addSuccess(self, test):
        if self.bad is None:
            self.write("ok", test)

    def addExpectedFailure(self, test, error):
        self.write("ok", test)

    def addUnexpectedSuccess(self, test):
        self.bad = "unexpected success"

    def addSkip(self, test, reason):
        self.write("skip", test, str(reason))

    def addError(self, test, error):
        if isinstance(test, unittest.TestCase):
            self.note(error)
        else:                                       # a class's or module's fixture
            self.write("fixture", test, first_line(error[1]))

    addFailure = addError

    def addSubTest(self, test, subtest, error):
        if error is not None:
            self.note(error)


only = os.environ.get("PYLLC_CASES_ONLY", "")


def cases_of(suite):
    for x in suite:
        if isinstance(x, unittest.TestSuite):
            yield from cases_of(x)
        elif only in x.id():
            yield x


def main(module):
    record = Record(os.environ.get("PYLLC_CASES", "/dev/stdout"))
    loader = unittest.TestLoader()
    suite = loader.loadTestsFromModule(module)
    # Skipped by the runner: cases already known to kill the program, so that those after them are reached.
    avoid = set(os.environ.get("PYLLC_CASES_AVOID", "").split())
    chosen = unittest.TestSuite(x for x in cases_of(suite) if x.id() not in avoid)
    chosen.run(record)
    record.out.write("end\n")
    record.out.close()
    sys.stdout.flush()
    os._exit(0)                                     # what non-daemon threads or atexit do is not a case's business
