# Where a traceback points when the method itself is missing, and when the call fails.
import sys


def show(function):
    try:
        function()
    except BaseException:
        sys.excepthook(*sys.exc_info())


class Thing:
    def method(self, a):
        return a.nothing(1)

    @property
    def prop(self):
        raise KeyError("property")

    def __getattr__(self, name):
        if name == "computed":
            return lambda x: x.nowhere()
        raise AttributeError(name)


t = Thing()


def multi_line():
    t.method(
        1,
    )


def multi_line_missing():
    t.absent_method(
        1,
        2)


def chained():
    return (t
            .other_name(1)
            .more())


def parenthesized():
    (t.lost)(1)


def keywords():
    t.gone(a=1, b=2)


def caught():
    try:
        None.nothing(1)
    except AttributeError as error:
        print("caught", error, error.__traceback__.tb_lineno)
        raise ValueError("again") from error


def generator():
    yield None.first(1)


show(lambda: None.nothing(1, 2))
show(lambda: t.method(None))
show(lambda: t.method())
show(lambda: t.prop(1))
show(lambda: t.computed(None))
show(lambda: (1).nothing("x", [1, 2]))
show(lambda: sys.nothing(1))
show(lambda: "abc".upper(1))
show(lambda: [].pop())
show(lambda: t.a.b.c(1).d(2))
show(multi_line)
show(multi_line_missing)
show(chained)
show(parenthesized)
show(keywords)
show(caught)
show(lambda: list(generator()))
for i in range(3):
    show(lambda: [x.nothing(i) for x in (1,)])
None.nothing(5)
