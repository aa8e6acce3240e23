module m

; def g(a): x = a + 1; y = yield x; return (x, y)
func f0 g qualname g args 1 0 0 1 flags 35 line 1 varnames (a, x, y) {
b0(%0 word):
  %1 = CONST 1
  %2 = BINARY + %0, %1 @1:1-1:4
  %3 = YIELD %2 #2 @1:5-1:9
  %4 = BUILD_TUPLE %2, %3, %1
  RETURN %4
}

; a loop: for i in a: yield i; k += 1; return k
func f1 loop qualname loop args 1 0 0 1 flags 35 line 3 varnames (a, k) {
b0(%0 word):
  %1 = CONST 1
  %2 = ITER %0
  JUMP -> b1(%1)
b1(%3 word):
  %4 = NEXT %2
  %5 = IS_STOP %4
  BRANCH %5 -> b3, b2
b2:
  %6 = YIELD %4
  %7 = INPLACE + %3, %1
  POLL
  JUMP -> b1(%7)
b3:
  RETURN %3
}

; never suspends
func f2 empty qualname empty args 0 0 0 0 flags 35 line 4 {
b0:
  %0 = CONST None
  RETURN %0
}

; free variables, a raw value across the yield, and a value changed in an inner loop only
func f3 mixed qualname f.<locals>.mixed args 1 0 0 1 flags 35 line 5 varnames (a) freevars (z) uses_callee {
b0(%0 word):
  %1 = CALLEE
  %2 = FREE_VAR 0 %1
  %3 = TRUTH %0
  JUMP -> b1(%2)
b1(%4 word):
  %5 = CALL - %4
  POLL
  %6 = TRUTH %5
  BRANCH %6 -> b1(%5), b2
b2:
  %7 = YIELD %4
  BRANCH %3 -> b3, b4
b3:
  %8 = FREE_VAR 1 %1
  RETURN %8
b4:
  RETURN %5
}
