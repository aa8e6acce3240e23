module m globals (range)

; for i in range(2, n): f(i)
func f0 f qualname f args 2 0 0 2 flags 3 line 1 varnames (n, f, i) {
b0(%0 word, %1 word):
  %2 = LOAD_GLOBAL range
  %3 = CONST 2
  %4 = CALL - %2, %3, %0
  %5 = ITER %4
  JUMP -> b1
b1:
  %6 = NEXT %5
  %7 = IS_STOP %6
  BRANCH %7 -> b3, b2
b2:
  %8 = CALL - %1, %6
  POLL
  JUMP -> b1
b3:
  RETURN %0
}

; not range, a step that is no literal, the item used behind the loop
func f1 g qualname g args 2 0 0 2 flags 3 line 1 varnames (n, f, i) {
b0(%0 word, %1 word):
  %2 = LOAD_GLOBAL range
  %4 = CALL - %2, %0, %0, %1
  %5 = ITER %4
  JUMP -> b1
b1:
  %6 = NEXT %5
  %7 = IS_STOP %6
  BRANCH %7 -> b3, b2
b2:
  POLL
  JUMP -> b1
b3:
  RETURN %0
}

; inside a try
func f2 h qualname h args 1 0 0 1 flags 3 line 1 varnames (n, i) {
b0(%0 word):
  JUMP -> b1
b1 handler b9:
  %1 = LOAD_GLOBAL range -> b2, b9
b2 handler b9:
  %2 = CONST 10
  %3 = CONST 0
  %4 = CONST -3
  %5 = CALL - %1, %2, %3, %4 -> b3, b9
b3 handler b9:
  %6 = ITER %5 -> b10, b9
b10 handler b9:
  JUMP -> b4
b4 handler b9:
  %7 = NEXT %6 -> b5, b9
b5 handler b9:
  %8 = IS_STOP %7
  BRANCH %8 -> b7, b6
b6 handler b9:
  %9 = CALL - %0, %7 -> b8, b9
b8 handler b9:
  POLL -> b4, b9
b7:
  RETURN %0
b9 catches:
  %10 = CATCH
  RETURN %10
}
