# Finalizers run later
# An object that nobody refers to any more is finalized at a collection, not at once: memory is collected by
# tracing, not counted. gc.collect() runs what is due.
class Loud:
    def __del__(self):
        print("finalized")


def use():
    Loud()


use()
print("after use")
