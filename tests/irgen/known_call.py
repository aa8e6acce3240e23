# A function of the module is called by its symbol, behind a test of what the global holds.
# expect: call swiftcc i64 @test.add(
# expect: ptrtoint (ptr @test.add to i64)
def add(a, b=2):
    return a + b


def use():
    return add(1) + add(3, 4)
