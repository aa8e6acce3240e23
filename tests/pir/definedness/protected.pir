module m

func f0 f qualname f args 1 0 0 1 flags 3 line 1 varnames (a, x) {
b0(%0 word):
  %1 = UNBOUND
  JUMP -> b1
b1 handler b6:
  %2 = CALL - %0 -> b2(%2), b6(%1)
b2(%3 word) handler b6:
  %4 = CHECK_BOUND x %3 -> b3(%4), b6(%3)
b3(%5 word) handler b6:
  %6 = CALL - %5 -> b4, b6(%5)
b4:
  RETURN %6
b6(%7 word) catches:
  %8 = CATCH
  %9 = CHECK_BOUND x %7
  RETURN %9
}
