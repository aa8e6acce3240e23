# sys.exit with a message: to stderr, exit code 1; finally blocks and buffers are honoured.
import sys

try:
    print("working", end="")
    sys.exit("fatal: nothing left")
finally:
    print(" ... cleanup")
