module m globals (range, nested, TypeError, guarded)

; a loop in a loop, and one whose body is protected
func f0 nested qualname nested args 2 0 0 2 flags 3 line 1 varnames (rows, n, total, i, j) {
b0(%0 word, %1 word):
  %2:int = CONST 0
  %3:object = LOAD_GLOBAL range
  %4:object = CALL - %3, %1
  %5:object = ITER %4
  JUMP -> b2(%2)
b2(%30:object word):
  %7:object|stop = NEXT %5
  %8 = IS_STOP %7
  BRANCH %8 -> b1, b5
b5:
  %10:int = CONST 0
  JUMP -> b6(%10, %30)
b6(%12:int|bigint word, %18:object word):
  %16 = COMPARE_TRUTH < %12, %7
  BRANCH %16 -> b7, b10
b7:
  %22:object = GET_ITEM %0, %12
  %23:object = BINARY * %22, %7
  %24:object = BINARY + %18, %23
  %25:int = CONST 1
  %26:int|bigint = INPLACE + %12, %25
  POLL
  JUMP -> b6(%26, %24)
b10:
  POLL
  JUMP -> b2(%18)
b1:
  RETURN %30
}

func f1 guarded qualname guarded args 1 0 0 1 flags 3 line 11 varnames (items, best, x) {
b0(%0 word):
  %1:float = CONST 0.0
  %2:object = ITER %0
  JUMP -> b2(%1)
b2(%7:object word):
  %4:object|stop = NEXT %2
  %5 = IS_STOP %4
  BRANCH %5 -> b1, b8
b8 handler b6:
  %9:int = CONST 2
  %10:object = BINARY * %4, %9 -> b9, b6
b9 handler b6:
  %11:object = INPLACE + %7, %10 -> b10, b6
b10:
  JUMP -> b7(%11)
b6 handler b11 catches cold:
  %13:object = CATCH
  %14 = RUNTIME.word exception_enter %13
  %15:object = LOAD_GLOBAL TypeError -> b14, b11
b14 handler b11:
  %16 = RUNTIME.bool exception_match %13, %15 -> b15, b11
b15:
  BRANCH %16 -> b16, b13
b16 handler b11:
  %20:int = CONST 1
  %21:object = INPLACE - %7, %20 -> b17, b11
b17:
  RUNTIME.none exception_leave %14
  JUMP -> b7(%21)
b13:
  RUNTIME.none exception_leave %14
  RERAISE %13
b11 catches cold:
  %26:object = CATCH
  RUNTIME.none exception_leave %14
  RERAISE %26
b7(%32:object word):
  POLL
  JUMP -> b2(%32)
b1:
  RETURN %7
}
