# What can be awaited and how it is refused; wrappers, types.coroutine, frames, code, copying.
import copy
import types


kept = []


class Plain:
    pass


class Bad:
    def __await__(self):
        return 5


class Coroutine:
    def __await__(self):
        kept.append(other())
        return kept[-1]


class Failing:
    def __await__(self):
        raise ZeroDivisionError("in __await__")


class Good:
    def __init__(self, result):
        self.result = result

    def __await__(self):
        got = yield "from Good"
        return (self.result, got)


async def other():
    return 1


@types.coroutine
def old_style(x):
    got = yield x
    return got * 2


def plain_generator():
    yield 1


class Manager:
    def __init__(self, enter, leave):
        self.enter, self.leave = enter, leave

    def __aenter__(self):
        return self.enter

    def __aexit__(self, *details):
        return self.leave


class Iterator:
    def __init__(self, item):
        self.item = item

    def __aiter__(self):
        return self

    def __anext__(self):
        return self.item


def drive(coroutine, *sent):
    try:
        print("yields", coroutine.send(None))
        for value in sent:
            print("yields", coroutine.send(value))
    except StopIteration as stop:
        print("returns", stop.value)
    except Exception as error:
        print(type(error).__name__, error, "|", repr(error.__cause__))
    coroutine.close()


async def awaits(thing):
    return await thing


async def enters(manager):
    async with manager as value:
        return value


async def loops(iterator):
    async for item in iterator:
        return item

for thing in (Plain(), 5, Bad(), Coroutine(), Failing(), plain_generator(), None):
    drive(awaits(thing))
drive(awaits(Good(3)), "sent")
drive(awaits(old_style(4)), 5)
drive(awaits(other()))
for coroutine in kept:
    coroutine.close()
for manager in (Manager(1, 2), Manager(Good(1), 2), Manager(other(), other()), Manager(Failing(), 1)):
    drive(enters(manager), 1)
for item in ((), Plain(), Failing(), Good(7), Bad(), other()):
    drive(loops(Iterator(item)), 1)

coroutine = other()
wrapper = coroutine.__await__()
print(type(wrapper).__name__, iter(wrapper) is wrapper, hasattr(coroutine, "__iter__"), hasattr(wrapper, "send"))
try:
    next(wrapper)
except StopIteration as stop:
    print("stopped", stop.value)
wrapper = awaits(Good(1)).__await__()
print(next(wrapper))
try:
    wrapper.throw(KeyError("thrown"))
except KeyError as error:
    print("got", error)
wrapper = awaits(Good(1)).__await__()
print(wrapper.send(None), wrapper.close())


async def twice():
    inner = awaits(Good(1))
    first = inner.__await__()
    next(first)
    try:
        await inner
    except RuntimeError as error:
        print(error)
    first.close()

drive(twice())
print(old_style.__code__.co_flags & 0x100, old_style(1).gi_code.co_flags & 0x100, plain_generator().gi_code.co_name)
print(old_style(1).gi_frame.f_code.co_name, other.__code__.co_name)


async def agen():
    yield 1

for maker in (plain_generator, other, agen):
    for copier in (copy.copy, copy.deepcopy):
        made = maker()
        try:
            copier(made)
        except TypeError as error:
            print(error)
        if maker is other:
            made.close()
generator = agen()
generator.__name__ = "renamed"
print(generator.__name__, generator.ag_code.co_name, generator.ag_frame is not None)


# exceptions thrown in
class Odd(Exception):
    def __new__(cls, *args):
        return cls


def catches():
    try:
        yield 1
    except TypeError as error:
        print("inside:", str(error).split(", not")[0].split("<")[0])
        yield 2

made = catches()
next(made)
print(made.throw(Odd))


def handling():
    try:
        raise KeyError("handled")
    except KeyError:
        try:
            yield 1
        except ValueError as error:
            yield repr(error.__context__)

made = handling()
next(made)
print(made.throw(ValueError("thrown")))


def not_handling():
    try:
        yield 1
    except ValueError as error:
        yield repr(error.__context__)

made = not_handling()
next(made)
try:
    1 / 0
except ZeroDivisionError:
    print(made.throw(ValueError("thrown")))
