; every form of text: names, constants, immediates, targets, positions
module "a b.c" package counters 2 globals (print, range)

func f0 <module> qualname <module> args 0 0 0 0 flags 0 line 1 is_module_body {
b0:
  %0 = UNBOUND
  %1 = CONST "quote \" back \\ line \n byte \xff"
  %2 = CONST b"bytes\x00"
  %3 = CONST (1, -2, 3.5, None, (True, False), Ellipsis, frozenset(1, 2))
  %4 = CONST 123456789012345678901234567890
  %5 = CONST complex(0.0, -1.5)
  %6 = CONST_F64 1e+300
  %7 = CONST_I64 -9223372036854775808
  %8 = CONST inf
  %9 = CONST -0.0
  %10:function = MAKE_FUNCTION f1 %0, %0, %0 #1 @1:0-3:4
  STORE_GLOBAL print %10
  %11 = LOAD_GLOBAL print @4:0-4:5
  %12 = CALL ("end", "sep") %11, %1, %2, %3
  %13:int|float = CALL - %11
  %14 = CALL_METHOD append - %13, %4
  %15 = BINARY ** %14, %5
  %16 = INPLACE << %15, %8
  %17 = UNARY ~ %16
  %18 = COMPARE >= %17, %9
  %19 = IS_TYPE int|str|other %18
  %20 = RUNTIME.word import_from %18, %1
  %21 = RUNTIME.bool exception_match %18, %1
  RUNTIME.none fast_list_append %18, %1
  COUNT 1
  BRANCH %19 -> b1(%6, %7), b2
b1(%22 f64, %23:nothing i64):
  SWITCH %23 -> b2, b3
b2 cold weight 7:
  RETURN %0
b3:
  UNREACHABLE
}

func f1 "odd name" qualname f.<locals>.odd parent f0 args 2 1 1 4 flags 3 line 9 varnames (a, b, "c d") freevars (x) cellvars (y) doc "text" hash 1f uses_callee hot {
b0(%0 word, %1:int word, %2 word, %3 word):
  JUMP -> b1
b1 handler b5:
  %4 = CALL - %0 -> b2(%4), b5(%1)
b2(%5 word):
  %6 = CONST_I64 1
  %7 = UNBOX_I64 %1
  %8 = ADD_I64 %6, %7 -> b3, b4
b3:
  %9 = BOX_I64 %8
  RETURN %9
b4:
  RAISE %5, %0
b5(%10 word) catches cold:
  %11 = CATCH
  RERAISE %11
}
