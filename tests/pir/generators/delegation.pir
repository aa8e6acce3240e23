module m

; x = 1 + (yield from a)
func f0 g qualname g args 1 0 0 1 flags 35 line 1 varnames (a) {
b0(%0 word):
  %1 = CONST 1
  %2 = ITER %0
  %3 = YIELD_FROM 0 %0 #3 @1:2-1:5
  %4 = BINARY + %1, %3
  %5 = CALL - %2, %4
  RETURN %5
}

; try: await a  except: ...; then a yield in a loop
func f1 c qualname c args 1 0 0 1 flags 128 line 1 varnames (a) {
b0(%0 word):
  JUMP -> b1
b1 handler b3:
  %2 = YIELD_FROM 1 %0 -> b2(%2), b3(%0)
b2(%3 word):
  %4 = YIELD %3
  %5 = TRUTH %4
  POLL
  BRANCH %5 -> b2(%4), b4
b4:
  RETURN %3
b3(%6 word) catches:
  %7 = CATCH
  RETURN %7
}
