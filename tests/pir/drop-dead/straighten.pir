module m

func f0 f qualname f args 1 0 0 1 flags 3 line 1 varnames (a) {
b0(%0 word):
  JUMP -> b1
b1:
  %1 = CONST 1
  %2 = CONST 2
  %3 = CONST_BOOL 1
  BRANCH %3 -> b2(%2), b3
b2(%4 word):
  JUMP -> b4(%4)
b3:
  %5 = CALL - %0
  JUMP -> b4(%5)
b4(%6 word):
  RETURN %6
}

func f1 loop qualname loop args 2 0 0 2 flags 3 line 1 varnames (a, b) {
b0(%0 word, %1 word):
  JUMP -> b1(%0, %1, %0)
b1(%2 word, %3 word, %4 word):
  %5 = TRUTH %2
  %6 = NOT %5
  BRANCH %6 -> b3, b2
b2:
  %7 = BUILD_TUPLE %4, %4
  %8 = TUPLE_ITEM 0 %7
  POLL
  JUMP -> b1(%3, %3, %8)
b3:
  RETURN %3
}

func f2 and_or qualname and_or args 2 0 0 2 flags 3 line 1 varnames (a, b) {
b0(%0 word, %1 word):
  %2 = TRUTH %0
  %3 = CONST_BOOL 0
  BRANCH %2 -> b1, b2(%3)
b1:
  %4 = TRUTH %1
  JUMP -> b2(%4)
b2(%5 bool):
  BRANCH %5 -> b3, b4
b3:
  RETURN %0
b4:
  RETURN %1
}

func f3 endless qualname endless args 0 0 0 0 flags 3 line 1 {
b0:
  JUMP -> b1
b1:
  JUMP -> b2
b2:
  JUMP -> b1
}

func f4 protected qualname protected args 1 0 0 1 flags 3 line 1 varnames (a) {
b0(%0 word):
  JUMP -> b1
b1 handler b4:
  %1 = BUILD_TUPLE %0
  JUMP -> b2
b2 handler b4:
  %2 = CALL - %1 -> b3(%2), b4(%1, %0)
b3(%3 word) handler b4:
  JUMP -> b5
b5:
  RETURN %3
b4(%4 word, %5 word) catches:
  %6 = CATCH
  RETURN %5
}

func f5 raw qualname raw args 1 0 0 1 flags 3 line 1 varnames (a) {
b0(%0 word):
  %1 = UNBOX_I64 %0
  %2 = CONST_I64 1
  %3 = ADD_I64 %1, %2 -> b1, b2
b1:
  JUMP -> b3
b2:
  JUMP -> b3
b3:
  RETURN %0
}

; a division may have to raise: it stays, whatever becomes of its result
func f6 divides qualname divides args 1 0 0 1 flags 3 line 1 varnames (a) {
b0(%0 word):
  %1 = UNBOX_I64 %0
  %2 = MOD_I64 %1, %1 -> b1, b2
b1:
  RETURN %0
b2:
  %3 = BINARY % %0, %0
  RETURN %0
}
