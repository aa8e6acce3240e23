# "Did you mean" under uncaught AttributeErrors and NameErrors, as sys.excepthook prints them.
import sys


class Thing:
    blech = None
    Upper = 1
    somewhat = 2

    def method(self):
        pass


class Odd:
    def __dir__(self):
        raise KeyError("no dir")


class Many:
    pass


for i in range(800):
    setattr(Many, "attribute%d" % i, i)


class Own(AttributeError):
    pass


def show(function):
    try:
        function()
    except BaseException:
        sys.excepthook(*sys.exc_info())


def local_name():
    first_value = 1
    return frst_value


def nested():
    captured_thing = 1

    def inner():
        other = captured_thing
        return captured_thin
    return inner()


def raised(error):
    raise error


a_global_name = 1
show(lambda: Thing().blch)
show(lambda: Thing().bleach)
show(lambda: Thing().upper)
show(lambda: Thing().SOMEWHAT)
show(lambda: Thing().xyzzy)
show(lambda: Thing.metod)
show(lambda: Odd().something)
show(lambda: Many().attribute)
show(lambda: [].apend)
show(lambda: "".uper)
show(lambda: sys.exc_inf)
show(lambda: Thing().somewhatsomewhatsomewhatsomewhatsomewhatsomewhat)
show(lambda: a_globl_name)
show(lambda: prin)
show(lambda: ValueErorr)
show(lambda: zzzzzzzzz)
show(local_name)
show(nested)
show(lambda: raised(AttributeError("plain")))
show(lambda: raised(AttributeError("named", name="blch", obj=Thing())))
show(lambda: raised(Own("own", name="blch", obj=Thing())))
show(lambda: raised(NameError("named", name="prnt")))
show(lambda: raised(NameError("no name")))
show(lambda: raised(AttributeError("bad name", name=5, obj=Thing())))
show(lambda: raised(UnboundLocalError("unbound", name="prnt")))


class Forwards:
    blech = None

    def __getattr__(self, name):
        raise AttributeError()


show(lambda: Forwards().bluch)
error = BaseException(1)
error.extra = 5
print(error.__dict__, BaseException().__dict__)
error.__dict__ = {"other": 6}
print(error.other, hasattr(error, "extra"))
cycle = ValueError(1)
try:
    try:
        raise cycle
    except ValueError as caught:
        caught.__context__ = caught
        raise TypeError(2)
except TypeError as caught:
    print(repr(caught.__context__), caught.__context__.__context__ is cycle)
    cycle.__context__ = None
Thing().blechh
