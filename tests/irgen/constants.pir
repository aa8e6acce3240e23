# Constants as static objects; names merge, other text does not.
# options: --raw --no-library
# expect: @pys_abc = linkonce_odr hidden global
# expect: section "pyllc_names", comdat, align 16
# expect: @"pys_\C3\A9t\C3\A9" = linkonce_odr
# expect: i16 26085, i16 26412, i16 0
# expect: [2 x i64] [i64 -4362896299872285998, i64 6692605942]
# expect: @shape_float, double 1.000000e+100
# expect: [5 x i8] c"x\00\FFy\00"
# reject: @"pys_a b"
module test

func f0 <module> qualname <module> args 0 0 0 0 flags 0 line 1 is_module_body {
b0:
  %0 = CONST ("abc", "\xc3\xa9t\xc3\xa9", "\xe6\x97\xa5\xe6\x9c\xac", "a b", 123456789012345678901234567890, 1e100, b"x\x00\xffy")
  RETURN %0
}
