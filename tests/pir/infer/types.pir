module m

func f0 f qualname f args 1 0 0 1 flags 3 line 1 varnames (a) {
b0(%0 word):
  %1 = CONST 1
  %2 = CONST 2.5
  %3 = CONST "x"
  %4 = BINARY + %1, %1
  %5 = BINARY * %4, %2
  %6 = BINARY / %1, %1
  %7 = BINARY ** %1, %1
  %8 = BINARY * %3, %4
  %9 = BINARY + %0, %1
  %10 = COMPARE < %4, %5
  %11 = COMPARE < %0, %5
  %12 = UNARY - %4
  %13 = BUILD_LIST %1
  %14 = BINARY & %10, %10
  %15 = BUILD_TUPLE %7, %8, %9, %11, %12, %13, %14, %6
  %16 = TRUTH %10
  BRANCH %16 -> b1(%4, %2), b2
b1(%17 word, %18 word):
  %19 = BINARY - %17, %1
  %20 = BINARY - %18, %17
  %21 = IS_TYPE int|bigint %19
  %22 = IS_TYPE str %20
  %23 = CALL - %0, %15
  POLL
  %24 = TRUTH %23
  BRANCH %24 -> b1(%19, %20), b3(%21, %22)
b3(%25 bool, %26 bool):
  BRANCH %25 -> b2, b4
b4:
  BRANCH %26 -> b2, b5
b5:
  RETURN %18
b2:
  RETURN %3
}
