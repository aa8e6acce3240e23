# Identity of numbers
# `is` on int and float compares type and value, and id() of a number follows its value: numbers have no
# identity of their own here. In CPython equal numbers may or may not be the same object.
x = 10.0 ** 3
y = 1000.0
print(x is y, id(x) == id(y))
a = int("12345678901")
b = 12345678900 + len("x")
print(a is b)
