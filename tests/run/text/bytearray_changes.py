# bytearray: the methods that change it in place.
b = bytearray(b"abc")
b.append(100)
b.extend(b"ef")
b.extend([103, 104])
b += b"i"
print(b)
b.insert(0, 90)
b.insert(100, 91)
b.insert(-1, 92)
print(b, b.pop(), b.pop(0), b.pop(-2))
b.remove(100)
b.reverse()
print(b)
b[0] = 65
b[1:3] = b"LONG"
b[::2] = b"x" * len(b[::2])
print(b)
del b[0]
del b[1:3]
del b[::2]
print(b, len(b))
c = b.copy()
b.clear()
print(b, c, c is not b)
b *= 3
c *= 2
print(b, c)
for call in (lambda: c.append(256), lambda: c.append("a"), lambda: c.append(-1), lambda: c.extend(5), lambda: c.extend([300]), lambda: c.extend("a"), lambda: c.remove(0), lambda: bytearray().pop(), lambda: c.pop(100), lambda: c.insert("a", 1), lambda: c.__setitem__(0, 256), lambda: c.__setitem__(100, 1), lambda: c.__setitem__(slice(0, 4, 2), b"toolong"), lambda: c.__delitem__(100), lambda: hash(c), lambda: c.__setitem__(slice(0, 1), 5), lambda: c.__setitem__(slice(0, 1), "x"), lambda: c.__iadd__("x"), lambda: c.__setitem__("a", 1)):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
c[:] = b"new"
c[1:1] = [49, 50]
c[-1:] = ()
print(c, c == b"n12e", bytes(c), c.__sizeof__() > 0, c.__alloc__() >= len(c))
d = bytearray(b"abcdef")
d[2:4] = d
print(d)
d[:] = d[::-1]
print(d)
i = iter(bytearray(b"xyz"))
print(next(i), list(i))
e = bytearray(5)
e[1:4] = range(3)
print(e, e.find(2), e.count(0))
m = memoryview(e)
m.release()
e.append(1)
print(e, bytearray(b"a").join([b"1", b"2"]), bytearray(b"x").__reduce__()[0].__name__)
class B(bytearray): pass
f = B(b"sub")
f.tag = 1
print(f, type(f + b"x").__name__, f.tag, isinstance(f.copy(), bytearray))
