# bytes and bytearray.
b = b"hello\x00\xff"
print(b, len(b), b[0], b[1:3], b[::-1], b + b"x", b * 2, b"l" in b, 104 in b, list(b[:3]), b.hex(), bytes.fromhex("00ff10"))
print(b"a,b".split(b","), b"abc".replace(b"b", b"XX"), b"abc".find(b"c"), b" x ".strip(), b"abc".upper(), b"-".join([b"a", b"b"]))
print(b"abc" < b"abd", b"a" == "a", hash(b"abc") == hash(bytes([97, 98, 99])), bytes(3), bytes([1, 2]), bytes("é", "utf-8"))
ba = bytearray(b"abc")
ba[0] = 65
ba.append(100)
ba.extend(b"ef")
ba += b"g"
print(ba, len(ba), ba[1:3], ba.pop(), ba.index(b"d"), ba == b"Abcdef")
ba[1:3] = b"XYZ"
del ba[0]
ba.insert(0, 33)
ba.reverse()
print(ba, bytes(ba), ba.find(b"Z"), bytearray(5), bytearray([1] * 3))
flags = bytearray([1]) * 10
for j in range(0, 10, 3):
    flags[j] = 0
print(flags, sum(flags), max(flags))


def failing(f):
    try:
        print(f())
    except Exception as ex:
        print(type(ex).__name__, ex)


failing(lambda: b"a"[3])
failing(lambda: b"a" + "a")
failing(lambda: bytes([256]))
failing(lambda: bytes([-1]))
failing(lambda: bytes("abc"))
failing(lambda: bytearray(b"a").pop(4))
failing(lambda: b"\xff".decode())
failing(lambda: b"abc".index(b"z"))
failing(lambda: ba.append(300))
failing(lambda: ba.append("x"))
failing(lambda: b"%d %s" % (5, b"x"))
for x in b"ab":
    print(x)
print(b"\xe4\xbd\xa0".decode("utf-8"), b"caf\xe9".decode("latin-1"), b"a\xffb".decode("utf-8", "replace"), b"a\xffb".decode("ascii", "ignore"))
