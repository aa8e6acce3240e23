# Locals of running functions
# sys._getframe().f_locals of a compiled function is empty; `pyllc --interpret` does not change that yet.
# locals() works wherever it is named.
import sys


def function():
    local = 1
    return sys._getframe().f_locals


print(function())
