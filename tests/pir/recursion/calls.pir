module __main__ globals (fib, other, __name__, Tree)

func f0 <module> qualname <module> args 0 0 0 0 flags 0 line 1 hash 2d2b1d2f9f806d40 is_module_body {
b0:
  %0 = UNBOUND #1
  %1 = MAKE_FUNCTION f1 %0, %0, %0 #2 @1:0-2:50
  STORE_GLOBAL fib %1 #3 @1:0-2:50
  %3 = MAKE_FUNCTION f2 %0, %0, %0 #4 @3:0-4:17
  STORE_GLOBAL other %3 #5 @3:0-4:17
  %5 = MAKE_FUNCTION f3 %0, %0, %0 #6 @5:0-7:31
  %6 = CONST "Tree" #7 @5:0-7:31
  %7 = CONST () #8 @5:0-7:31
  %8 = RUNTIME.word class_build %5, %6, %7, %0 #9 @5:0-7:31
  STORE_GLOBAL Tree %8 #10 @5:0-7:31
  %10 = CONST None #11 @1:0-1:0
  RETURN %10 #12 @1:0-1:0
}

func f1 fib qualname fib parent f0 args 1 0 0 1 flags 3 line 1 varnames (n) hash 3edbaf5b84d1ba5b {
b0(%0 word):
  %2 = CONST 2 #1 @2:20-2:21
  %3 = COMPARE_TRUTH < %0, %2 #2 @2:16-2:21
  BRANCH %3 -> b1, b2 #3 @2:16-2:21
b1:
  JUMP -> b3(%0) #4 @2:11-2:50
b2:
  %6 = LOAD_GLOBAL fib #5 @2:27-2:30
  %7 = CONST 1 #6 @2:35-2:36
  %8 = BINARY - %0, %7 #7 @2:31-2:36
  %9 = CALL - %6, %8 #8 @2:27-2:37
  %10 = LOAD_GLOBAL fib #9 @2:40-2:43
  %11 = CONST 2 #10 @2:48-2:49
  %12 = BINARY - %0, %11 #11 @2:44-2:49
  %13 = CALL - %10, %12 #12 @2:40-2:50
  %14 = BINARY + %9, %13 #13 @2:27-2:50
  JUMP -> b3(%14) #14 @2:11-2:50
b3(%1 word):
  RETURN %1 #15 @2:4-2:50
}

func f2 other qualname other parent f0 args 1 0 0 1 flags 3 line 3 varnames (n) hash adbf27fae09397b {
b0(%0 word):
  %1 = LOAD_GLOBAL fib #1 @4:11-4:14
  %2 = CALL - %1, %0 #2 @4:11-4:17
  RETURN %2 #3 @4:4-4:17
}

func f3 Tree qualname Tree parent f0 args 0 0 0 1 flags 0 line 5 hash ab37e0766d25336b is_class_body {
b0(%0 word):
  %5 = UNBOUND #1
  %1 = LOAD_NAME __name__ %0 #2 @5:0-5:0
  STORE_NAME __module__ %0, %1 #3 @5:0-5:0
  %3 = CONST "Tree" #4 @5:0-5:0
  STORE_NAME __qualname__ %0, %3 #5 @5:0-5:0
  %6 = MAKE_FUNCTION f4 %5, %5, %5 #6 @6:4-7:31
  STORE_NAME walk %0, %6 #7 @6:4-7:31
  %8 = CONST None #8 @5:0-5:0
  RETURN %8 #9 @5:0-5:0
}

func f4 walk qualname Tree.walk parent f3 args 1 0 0 1 flags 3 line 6 varnames (self) hash 2fb75cd31057ea77 {
b0(%0 word):
  %1 = LOAD_ATTR left %0 #1 @7:15-7:24
  %2 = CALL_METHOD walk - %1 #2 @7:15-7:31
  RETURN %2 #3 @7:8-7:31
}
