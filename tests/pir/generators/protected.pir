module m

; try: r = yield a  except: use a
func f0 g qualname g args 1 0 0 1 flags 35 line 1 varnames (a) {
b0(%0 word):
  %1 = ITER %0
  JUMP -> b1
b1 handler b3:
  %2 = YIELD %1 -> b2(%2), b3(%0)
b2(%3 word) handler b3:
  %4 = CALL - %3, %1 -> b4, b3(%0)
b4:
  RETURN %4
b3(%5 word) catches:
  %6 = CATCH
  %7 = CALL - %5, %6
  JUMP -> b5
b5:
  RETURN %1
}
