module m

; def f(n): i = 0; s = 0.0; while i < n: s += i * 0.5; i += 1; return s
func f0 f qualname f args 1 0 0 1 flags 3 line 1 varnames (n, i, s) {
b0(%0 word):
  %1 = CONST 0
  %2 = CONST 0.0
  JUMP -> b1(%1, %2)
b1(%3 word, %4 word):
  %5 = COMPARE_TRUTH < %3, %0
  BRANCH %5 -> b2, b3
b2:
  %6 = CONST 0.5
  %7 = BINARY * %3, %6
  %8 = INPLACE + %4, %7
  %9 = CONST 1
  %10 = INPLACE + %3, %9
  POLL
  JUMP -> b1(%10, %8)
b3:
  RETURN %4
}
