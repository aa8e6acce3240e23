# Every kind of argument and result, right and wrong.
import __c__.c as c
from __c__.c import strlen, strcmp, abs as c_abs, labs, toupper, atoi, atof, memcmp, strxfrm, explicit_bzero, setenv
from __c__.zlib import crc32, zError, zlibVersion
from __c__.math import sqrt, sqrtf, ldexp


def attempt(function, *args, **kwargs):
    try:
        print(function.__name__, repr(function(*args, **kwargs)))
    except Exception as e:
        print(function.__name__, type(e).__name__, e)


class Index:
    def __index__(self):
        return 42


class Bad:
    def __index__(self):
        raise KeyError("no")


class Real:
    def __float__(self):
        return 2.25


class Number(int):
    pass


class Text(str):
    pass


print(crc32.__name__, crc32.__qualname__, crc32.__module__, crc32.__doc__)
print(strlen.__doc__, "|", sqrt.__doc__, "|", zlibVersion.__doc__)
for value in (0, 5, -5, True, Index(), Number(-7), 2**31 - 1, -2**31 + 1, 2**31, -2**31 - 1, 2**70, -2**70, 1.5, "5", None, Bad(), b"x", [1]):
    attempt(c_abs, value)
for value in (2**61, -2**61, 2**62, 2**63 - 1, 2**63, -2**63 + 1, -2**63 - 1):
    attempt(labs, value)
for value in (0, 2**32 - 1, 2**32, 2**62, 2**63, 2**64 - 1, 2**64, -1, -2**64, Index(), Number(9), 0.0):
    attempt(crc32, value, b"", 0)
    attempt(crc32, 0, None, value)
for value in (2, 2.25, True, Real(), Index(), 2**200, 10**400, "2", None, b"2", -1.0, 1e300, 1e-300, float("inf"), 1j):
    attempt(sqrt, value)
    attempt(sqrtf, value)
attempt(ldexp, 1, 2.0)
for value in ("hello", "", b"bytes", b"", "h\xe9llo", "\u20ac", "\U0001f600", "a\udc80b", "nul\0", b"nul\0", Text("abc"), bytearray(b"x"), 5):
    attempt(strlen, value)
attempt(strlen, "\ud800")
attempt(strcmp, "a", "a")
attempt(strcmp, b"a", "a")
attempt(atoi, "123x")
attempt(atof, " 2.5e3")
for value in (b"abc", bytearray(b"abc"), memoryview(b"abc"), "abc", 5, [1]):
    attempt(memcmp, value, b"abd", 3)
room = bytearray(b"12345678")
attempt(strxfrm, room, "abcde", 8)
print(room)
attempt(explicit_bzero, room, 3)
print(room)
attempt(explicit_bzero, memoryview(room)[4:], 2)
print(room)
for value in (b"abc", "abc", memoryview(b"abc"), 3):
    attempt(explicit_bzero, value, 1)
attempt(explicit_bzero, None, 0)
room.append(1)
print(len(room))
for code in (2, 1, 0, -1, -6):
    attempt(zError, code)
attempt(toupper, 97)
attempt(zlibVersion, 1)
attempt(sqrt)
attempt(sqrt, 1, 2)
attempt(crc32, 1)
attempt(crc32, 1, b"", 0, 1)
attempt(sqrt, x=2)
attempt(crc32, 0, b"", size=0)
attempt(crc32, "x", 5, None)
print(list(map(sqrt, [1, 4, 9])), sqrt(*(16,)), sorted([3, -2, 1], key=c_abs))
attempt(setenv, "C_IMPORT_TEST", "v\xe4lue", 1)
attempt(c.getpagesize)
attempt(c.difftime, 10, 4)
