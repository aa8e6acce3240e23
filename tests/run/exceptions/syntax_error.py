# A mistake in the source: nothing runs.
print("never printed")
def f(x):
    return x +
