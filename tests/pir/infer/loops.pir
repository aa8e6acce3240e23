module m globals (mixed, constants)

; values that change their type around a loop, and operators on them
func f0 mixed qualname mixed args 2 0 0 2 flags 3 line 1 varnames (flag, x, a, b, c) {
b0(%0 word, %1 word):
  %2 = CONST 1
  %3 = CONST 2.0
  %4 = CONST "s"
  JUMP -> b1(%0, %3, %2, %4)
b1(%6 word, %10 word, %12 word, %14 word):
  %8 = TRUTH %6
  BRANCH %8 -> b2, b5
b2:
  %16 = CONST "t"
  %17 = BINARY + %14, %16
  %18 = COMPARE_TRUTH > %10, %12
  BRANCH %18 -> b6, b7
b6:
  %20 = CONST 1
  %21 = BINARY + %10, %20
  JUMP -> b8(%12, %21)
b7:
  %23 = CONST 2
  %24 = BINARY * %12, %23
  JUMP -> b8(%24, %10)
b8(%33 word, %34 word):
  %28 = CONST 1
  %29 = BINARY - %6, %28
  POLL
  JUMP -> b1(%29, %33, %34, %17)
b5:
  %40 = UNARY - %12
  %41 = COMPARE < %12, %10
  %42 = BUILD_LIST %12, %14
  %43 = BUILD_DICT %14, %12
  %44 = BUILD_TUPLE %12, %10, %14, %40, %41, %42, %43
  RETURN %44
}

func f1 constants qualname constants args 1 0 0 1 flags 3 line 16 varnames (n, i, x, y) {
b0(%0 word):
  %1 = CONST 0
  %2 = CONST 0.5
  JUMP -> b1(%1, %2)
b1(%4 word, %9 word):
  %6 = CONST 10
  %7 = COMPARE_TRUTH < %4, %6
  BRANCH %7 -> b2, b5
b2:
  %11 = CONST 2
  %12 = BINARY / %9, %11
  %13 = BINARY + %12, %4
  %14 = CONST 1
  %15 = BINARY + %4, %14
  POLL
  JUMP -> b1(%15, %13)
b5:
  %23 = TRUTH %0
  BRANCH %23 -> b8(%4), b8(%9)
b8(%20 word):
  %33 = TRUTH %20
  %34 = NOT %33
  %35 = BOX_BOOL %34
  %36 = BUILD_TUPLE %4, %9
  %37 = CONST 0
  %38 = GET_ITEM %36, %37
  %39 = BUILD_TUPLE %4, %9, %20, %35, %38
  RETURN %39
}
