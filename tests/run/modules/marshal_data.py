# marshal: plain data there and back in every version, shared and recursive data, bad input.
import io
import marshal

values = [None, True, False, ..., StopIteration, 0, 1, -1, 2 ** 31 - 1, -2 ** 31, 2 ** 31, 2 ** 62, -2 ** 62, 2 ** 64, -3 ** 200, 2 ** 15, 2 ** 90,
          0.0, -0.0, 1.5, 1e300, float("inf"), float("-inf"), 1 + 2j, -0.5j, "", "abc", "é", "\u20ac" * 300, "a" * 300, "\ud800", "\U0001f600",
          b"", b"abc", b"x" * 300, (), (1, 2), tuple(range(300)), [], [1, [2, [3]]], {}, {"a": 1, 2: [3]}, set(), {1}, frozenset(), frozenset({"q"}),
          (1, "a", b"b", 2.5, [None, {"k": ()}])]
for version in range(5):
    for value in values:
        back = marshal.loads(marshal.dumps(value, version))
        assert back == value and type(back) is type(value), (version, value, back)
        if isinstance(value, float):
            assert repr(back) == repr(value)
print(marshal.version)
for version in range(3):
    print(version, [marshal.dumps(v, version) for v in (None, 5, -70000, 2 ** 40, 1.5, 2j, "abc", "é", b"xy", (1, 2), [1], {"k": 2}, {3})])
print(marshal.loads(marshal.dumps(float("nan"))))
print(marshal.loads(bytearray(b"i\x05\x00\x00\x00rest")), marshal.loads(memoryview(b"T")))
shared = ["s"]
back = marshal.loads(marshal.dumps([shared, shared]))
print(back, back[0] is back[1])
back = marshal.loads(marshal.dumps([shared, shared], 2))
print(back, back[0] is back[1])
ring = [1]
ring.append(ring)
back = marshal.loads(marshal.dumps(ring))
print(back[1] is back, len(back))
d = {}
d["self"] = d
print(marshal.loads(marshal.dumps(d)))
print(marshal.loads(b"\xda\x01a"), marshal.loads(b"\xe9\x07\x00\x00\x00"), marshal.loads(b"\xa9\x02\xda\x01ar\x01\x00\x00\x00"))

def show(f, *args):
    try:
        print(f.__name__, f(*args))
    except BaseException as error:
        print(f.__name__, type(error).__name__, error)
class C: pass
class L(list): pass
class I(int): pass
for value in (C(), L(), I(3), [C()], object, len):
    show(marshal.dumps, value)
show(marshal.dumps, 1, "x")
show(marshal.dumps)
show(marshal.loads, "text")
show(marshal.loads, 3)
for data in (b"", b"i", b"i\x01\x00", b"(\x05\x00\x00\x00N", b"?", b"\x00", b"0", b"[\x01\x00\x00\x000", b"s\xff\xff\xff\xff", b"r\x00\x00\x00\x00",
             b"l\x01\x00\x00\x00\x00\x80", b"l\x01\x00\x00\x00\x00\x00", b"(\xff\xff\xff\xff", b"{i\x01\x00\x00\x00", b"{i\x01\x00\x00\x000",
             b"u\x01\x00\x00\x00\xff", b"g\x00", b"f\x03abc", b"l\x00\x00\x00\x80", b"r\xff\xff\xff\xff"):
    show(marshal.loads, data)
deep = []
for i in range(3000):
    deep = [deep]
show(marshal.dumps, deep)
show(marshal.loads, b"[\x01\x00\x00\x00" * 3000 + b"N")
buffer = io.BytesIO()
for value in (1, "two", [3], None):
    print(marshal.dump(value, buffer))
buffer.seek(0)
print([marshal.load(buffer) for i in range(4)])
show(marshal.load, buffer)
class Bad:
    def __init__(self, data): self.data = data
    def read(self, n): return self.data
    def readinto(self, b): return 0
