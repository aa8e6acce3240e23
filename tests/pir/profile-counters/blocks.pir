; One counter for each set of blocks that run together; behind CATCH in a handler.
module m

func f0 loop qualname loop args 2 0 0 2 flags 3 line 1 varnames (a, b) {
b0(%0 word, %1 word):
  JUMP -> b1(%0) #1
b1(%2 word):
  %3 = TRUTH %2 #2
  BRANCH %3 -> b2, b5 #3
b2:
  JUMP -> b3 #4
b3:
  %4 = CALL - %1 #5
  JUMP -> b4 #6
b4:
  POLL #7
  JUMP -> b1(%4) #8
b5:
  RETURN %0 #9
}

func f1 protected qualname protected args 1 0 0 1 flags 3 line 1 varnames (a) {
b0(%0 word):
  JUMP -> b1 #1
b1 handler b3:
  %1 = CALL - %0 -> b2, b3(%0) #2
b2:
  RETURN %1 #3
b3(%2 word) catches:
  %3 = CATCH #4
  RETURN %2 #5
}
