module m

func f0 f qualname f args 1 0 0 1 flags 3 line 1 varnames (a, x, y) {
b0(%0 word):
  %1 = UNBOUND
  %2 = CHECK_BOUND a %0
  %3 = TRUTH %2
  BRANCH %3 -> b1, b2(%1)
b1:
  %4 = CONST 1
  JUMP -> b2(%4)
b2(%5 word):
  %6 = CHECK_BOUND x %5 @3:0-3:1
  %7 = CHECK_BOUND x %5 @4:0-4:1
  %8 = BINARY + %6, %7
  JUMP -> b3(%5, %8)
b3(%9 word, %10 word):
  %11 = CHECK_BOUND x %9
  %12 = CHECK_BOUND y %10
  %13 = CALL - %11, %12
  %14 = TRUTH %13
  BRANCH %14 -> b3(%9, %12), b4
b4:
  RETURN %13
}
