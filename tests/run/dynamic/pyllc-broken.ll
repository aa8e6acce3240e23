; ModuleID = '__main__'
source_filename = "__main__"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-pc-linux-gnu"

$pys___doc__ = comdat any

$pys_traceback = comdat any

$pys_break = comdat any

$pys_import = comdat any

$pys_compile = comdat any

$pys_single = comdat any

$pys_SyntaxError = comdat any

$pys_e = comdat any

$pys_print = comdat any

$pys_ns = comdat any

$pys_exec = comdat any

$pys_f = comdat any

$pys_ZeroDivisionError = comdat any

$pys_undefined_name = comdat any

$pys_NameError = comdat any

$pys_text = comdat any

$pys_eval = comdat any

$pys_type = comdat any

$pys___name__ = comdat any

$pys_msg = comdat any

$pys_filename = comdat any

$pys_lineno = comdat any

$pys_offset = comdat any

$pys_repr = comdat any

$pys_end_lineno = comdat any

$pys_end_offset = comdat any

$pys___main__ = comdat any

@"__main__$module" = internal global { i64, ptr, ptr, ptr, i64, i32, i32, ptr, i64 } { i64 ptrtoint (ptr @pys___main__ to i64), ptr @"__main__.<module>", ptr @"__main__$cells", ptr @157, i64 14, i32 0, i32 0, ptr @"__main__.<module>$code", i64 0 }, section "pyllc_roots", align 8
@"__main__$cells" = internal global [14 x i64] zeroinitializer, section "pyllc_roots", align 8
@shape_str = external hidden global i64
@0 = private unnamed_addr constant [46 x i8] c"Syntax errors and tracebacks of dynamic code.\00", align 1
@1 = private global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 45, ptr @0, i8 1, i8 1, [14 x i8] zeroinitializer }, align 16
@2 = private unnamed_addr constant [8 x i8] c"__doc__\00", align 1
@pys___doc__ = linkonce_odr hidden global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 7, ptr @2, i8 1, i8 3, [14 x i8] zeroinitializer }, section "pyllc_names", comdat, align 16
@3 = private unnamed_addr constant [10 x i8] c"traceback\00", align 1
@pys_traceback = linkonce_odr hidden global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 9, ptr @3, i8 1, i8 3, [14 x i8] zeroinitializer }, section "pyllc_names", comdat, align 16
@4 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @4 to i64)), i64 1), [4 x i32] [i32 2, i32 2, i32 0, i32 16] }, align 8
@"__main__.<module>$code" = internal constant { ptr, i64, i64, i64, i64, i64, [6 x i32] } { ptr @"__main__$module", i64 ptrtoint (ptr @6 to i64), i64 ptrtoint (ptr @6 to i64), i64 ptrtoint (ptr @tuple_empty_object to i64), i64 ptrtoint (ptr @tuple_empty_object to i64), i64 ptrtoint (ptr @1 to i64), [6 x i32] [i32 0, i32 0, i32 0, i32 0, i32 1, i32 0] }, align 16
@5 = private unnamed_addr constant [9 x i8] c"<module>\00", align 1
@6 = private global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 8, ptr @5, i8 1, i8 1, [14 x i8] zeroinitializer }, align 16
@tuple_empty_object = external hidden global i64
@7 = private unnamed_addr constant [8 x i8] c"x = = 1\00", align 1
@8 = private global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 7, ptr @7, i8 1, i8 1, [14 x i8] zeroinitializer }, align 16
@9 = private unnamed_addr constant [15 x i8] c"def f(:\0A  pass\00", align 1
@10 = private global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 14, ptr @9, i8 1, i8 1, [14 x i8] zeroinitializer }, align 16
@11 = private unnamed_addr constant [8 x i8] c"  x = 1\00", align 1
@12 = private global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 7, ptr @11, i8 1, i8 1, [14 x i8] zeroinitializer }, align 16
@13 = private unnamed_addr constant [11 x i8] c"if 1:\0Apass\00", align 1
@14 = private global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 10, ptr @13, i8 1, i8 1, [14 x i8] zeroinitializer }, align 16
@15 = private unnamed_addr constant [4 x i8] c"a b\00", align 1
@16 = private global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 3, ptr @15, i8 1, i8 1, [14 x i8] zeroinitializer }, align 16
@17 = private unnamed_addr constant [7 x i8] c"\E9 = (1\00", align 1
@18 = private global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 6, ptr @17, i8 1, i8 0, [14 x i8] zeroinitializer }, align 16
@19 = private unnamed_addr constant [9 x i8] c"return 5\00", align 1
@20 = private global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 8, ptr @19, i8 1, i8 1, [14 x i8] zeroinitializer }, align 16
@21 = private unnamed_addr constant [9 x i8] c"x = 'abc\00", align 1
@22 = private global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 8, ptr @21, i8 1, i8 1, [14 x i8] zeroinitializer }, align 16
@23 = private unnamed_addr constant [19 x i8] c"f(a for a in b, c)\00", align 1
@24 = private global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 18, ptr @23, i8 1, i8 1, [14 x i8] zeroinitializer }, align 16
@25 = private unnamed_addr constant [25 x i8] c"for i in 1:\0A\09x\0A        y\00", align 1
@26 = private global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 24, ptr @25, i8 1, i8 1, [14 x i8] zeroinitializer }, align 16
@27 = private unnamed_addr constant [6 x i8] c"break\00", align 1
@pys_break = linkonce_odr hidden global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 5, ptr @27, i8 1, i8 3, [14 x i8] zeroinitializer }, section "pyllc_names", comdat, align 16
@28 = private unnamed_addr constant [11 x i8] c"nonlocal x\00", align 1
@29 = private global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 10, ptr @28, i8 1, i8 1, [14 x i8] zeroinitializer }, align 16
@30 = private unnamed_addr constant [6 x i8] c"1 = x\00", align 1
@31 = private global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 5, ptr @30, i8 1, i8 1, [14 x i8] zeroinitializer }, align 16
@32 = private unnamed_addr constant [7 x i8] c"import\00", align 1
@pys_import = linkonce_odr hidden global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 6, ptr @32, i8 1, i8 3, [14 x i8] zeroinitializer }, section "pyllc_names", comdat, align 16
@shape_tuple = external hidden global i64
@33 = private constant { ptr, i64, [14 x i64] } { ptr @shape_tuple, i64 14, [14 x i64] [i64 ptrtoint (ptr @8 to i64), i64 ptrtoint (ptr @10 to i64), i64 ptrtoint (ptr @12 to i64), i64 ptrtoint (ptr @14 to i64), i64 ptrtoint (ptr @16 to i64), i64 ptrtoint (ptr @18 to i64), i64 ptrtoint (ptr @20 to i64), i64 ptrtoint (ptr @22 to i64), i64 ptrtoint (ptr @24 to i64), i64 ptrtoint (ptr @26 to i64), i64 ptrtoint (ptr @pys_break to i64), i64 ptrtoint (ptr @29 to i64), i64 ptrtoint (ptr @31 to i64), i64 ptrtoint (ptr @pys_import to i64)] }, align 16
@34 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @34 to i64)), i64 1), [4 x i32] [i32 3, i32 8, i32 0, i32 112] }, align 8
@35 = private unnamed_addr constant [6 x i8] c"x = 1\00", align 1
@36 = private global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 5, ptr @35, i8 1, i8 1, [14 x i8] zeroinitializer }, align 16
@str_empty_object = external hidden global i64
@37 = private unnamed_addr constant [4 x i8] c"1 +\00", align 1
@38 = private global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 3, ptr @37, i8 1, i8 1, [14 x i8] zeroinitializer }, align 16
@39 = private unnamed_addr constant [5 x i8] c"a; b\00", align 1
@40 = private global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 4, ptr @39, i8 1, i8 1, [14 x i8] zeroinitializer }, align 16
@41 = private unnamed_addr constant [3 x i8] c"(1\00", align 1
@42 = private global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 2, ptr @41, i8 1, i8 1, [14 x i8] zeroinitializer }, align 16
@43 = private constant { ptr, i64, [5 x i64] } { ptr @shape_tuple, i64 5, [5 x i64] [i64 ptrtoint (ptr @36 to i64), i64 ptrtoint (ptr @str_empty_object to i64), i64 ptrtoint (ptr @38 to i64), i64 ptrtoint (ptr @40 to i64), i64 ptrtoint (ptr @42 to i64)] }, align 16
@44 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @44 to i64)), i64 1), [4 x i32] [i32 9, i32 13, i32 0, i32 112] }, align 8
@45 = private constant ptr @dynamic_code_anchor, section ".data.rel.ro.pyllc_needs"
@dynamic_code_anchor = external hidden global i64
@llvm.compiler.used = appending global [1 x ptr] [ptr @45], section "llvm.metadata"
@46 = private unnamed_addr constant [8 x i8] c"compile\00", align 1
@pys_compile = linkonce_odr hidden global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 7, ptr @46, i8 1, i8 3, [14 x i8] zeroinitializer }, section "pyllc_names", comdat, align 16
@pyb_compile = external hidden global i64
@47 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @47 to i64)), i64 1), [4 x i32] [i32 15, i32 15, i32 4, i32 11] }, align 8
@48 = private unnamed_addr constant [4 x i8] c"x y\00", align 1
@49 = private global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 3, ptr @48, i8 1, i8 1, [14 x i8] zeroinitializer }, align 16
@50 = private unnamed_addr constant [8 x i8] c"my file\00", align 1
@51 = private global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 7, ptr @50, i8 1, i8 1, [14 x i8] zeroinitializer }, align 16
@52 = private unnamed_addr constant [7 x i8] c"single\00", align 1
@pys_single = linkonce_odr hidden global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 6, ptr @52, i8 1, i8 3, [14 x i8] zeroinitializer }, section "pyllc_names", comdat, align 16
@53 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @53 to i64)), i64 1), [4 x i32] [i32 15, i32 15, i32 4, i32 39] }, align 8
@54 = private unnamed_addr constant [12 x i8] c"SyntaxError\00", align 1
@pys_SyntaxError = linkonce_odr hidden global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 11, ptr @54, i8 1, i8 3, [14 x i8] zeroinitializer }, section "pyllc_names", comdat, align 16
@pyb_SyntaxError = external hidden global i64
@55 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @55 to i64)), i64 1), [4 x i32] [i32 16, i32 16, i32 7, i32 18] }, align 8
@56 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @56 to i64)), i64 1), [4 x i32] [i32 16, i32 17, i32 0, i32 12] }, align 8
@57 = private unnamed_addr constant [2 x i8] c"e\00", align 1
@pys_e = linkonce_odr hidden global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 1, ptr @57, i8 1, i8 3, [14 x i8] zeroinitializer }, section "pyllc_names", comdat, align 16
@58 = private unnamed_addr constant [6 x i8] c"print\00", align 1
@pys_print = linkonce_odr hidden global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 5, ptr @58, i8 1, i8 3, [14 x i8] zeroinitializer }, section "pyllc_names", comdat, align 16
@pyb_print = external hidden global i64
@59 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @59 to i64)), i64 1), [4 x i32] [i32 17, i32 17, i32 4, i32 9] }, align 8
@60 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @60 to i64)), i64 1), [4 x i32] [i32 17, i32 17, i32 10, i32 11] }, align 8
@61 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @61 to i64)), i64 1), [4 x i32] [i32 17, i32 17, i32 4, i32 12] }, align 8
@62 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @62 to i64)), i64 1), [4 x i32] [i32 18, i32 18, i32 5, i32 7] }, align 8
@63 = private unnamed_addr constant [3 x i8] c"ns\00", align 1
@pys_ns = linkonce_odr hidden global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 2, ptr @63, i8 1, i8 3, [14 x i8] zeroinitializer }, section "pyllc_names", comdat, align 16
@64 = private unnamed_addr constant [5 x i8] c"exec\00", align 1
@pys_exec = linkonce_odr hidden global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 4, ptr @64, i8 1, i8 3, [14 x i8] zeroinitializer }, section "pyllc_names", comdat, align 16
@pyb_exec = external hidden global i64
@65 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @65 to i64)), i64 1), [4 x i32] [i32 19, i32 19, i32 0, i32 4] }, align 8
@66 = private unnamed_addr constant [28 x i8] c"def f(x):\0A    return 1 / x\0A\00", align 1
@67 = private global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 27, ptr @66, i8 1, i8 1, [14 x i8] zeroinitializer }, align 16
@68 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @68 to i64)), i64 1), [4 x i32] [i32 19, i32 19, i32 38, i32 40] }, align 8
@69 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @69 to i64)), i64 1), [4 x i32] [i32 19, i32 19, i32 0, i32 41] }, align 8
@70 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @70 to i64)), i64 1), [4 x i32] [i32 21, i32 21, i32 4, i32 6] }, align 8
@71 = private unnamed_addr constant [2 x i8] c"f\00", align 1
@pys_f = linkonce_odr hidden global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 1, ptr @71, i8 1, i8 3, [14 x i8] zeroinitializer }, section "pyllc_names", comdat, align 16
@72 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @72 to i64)), i64 1), [4 x i32] [i32 21, i32 21, i32 4, i32 11] }, align 8
@73 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @73 to i64)), i64 1), [4 x i32] [i32 21, i32 21, i32 4, i32 14] }, align 8
@74 = private unnamed_addr constant [18 x i8] c"ZeroDivisionError\00", align 1
@pys_ZeroDivisionError = linkonce_odr hidden global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 17, ptr @74, i8 1, i8 3, [14 x i8] zeroinitializer }, section "pyllc_names", comdat, align 16
@pyb_ZeroDivisionError = external hidden global i64
@75 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @75 to i64)), i64 1), [4 x i32] [i32 22, i32 22, i32 7, i32 24] }, align 8
@76 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @76 to i64)), i64 1), [4 x i32] [i32 22, i32 23, i32 0, i32 44] }, align 8
@77 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @77 to i64)), i64 1), [4 x i32] [i32 25, i32 25, i32 4, i32 8] }, align 8
@78 = private unnamed_addr constant [15 x i8] c"undefined_name\00", align 1
@pys_undefined_name = linkonce_odr hidden global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 14, ptr @78, i8 1, i8 3, [14 x i8] zeroinitializer }, section "pyllc_names", comdat, align 16
@79 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @79 to i64)), i64 1), [4 x i32] [i32 25, i32 25, i32 4, i32 26] }, align 8
@80 = private unnamed_addr constant [10 x i8] c"NameError\00", align 1
@pys_NameError = linkonce_odr hidden global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 9, ptr @80, i8 1, i8 3, [14 x i8] zeroinitializer }, section "pyllc_names", comdat, align 16
@pyb_NameError = external hidden global i64
@81 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @81 to i64)), i64 1), [4 x i32] [i32 26, i32 26, i32 7, i32 16] }, align 8
@82 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @82 to i64)), i64 1), [4 x i32] [i32 26, i32 27, i32 0, i32 12] }, align 8
@83 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @83 to i64)), i64 1), [4 x i32] [i32 27, i32 27, i32 4, i32 9] }, align 8
@84 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @84 to i64)), i64 1), [4 x i32] [i32 27, i32 27, i32 10, i32 11] }, align 8
@85 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @85 to i64)), i64 1), [4 x i32] [i32 27, i32 27, i32 4, i32 12] }, align 8
@86 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @86 to i64)), i64 1), [4 x i32] [i32 28, i32 28, i32 0, i32 4] }, align 8
@87 = private unnamed_addr constant [23 x i8] c"def g():\0A    f(0)\0A\0Ag()\00", align 1
@88 = private global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 22, ptr @87, i8 1, i8 1, [14 x i8] zeroinitializer }, align 16
@89 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @89 to i64)), i64 1), [4 x i32] [i32 28, i32 28, i32 34, i32 36] }, align 8
@90 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @90 to i64)), i64 1), [4 x i32] [i32 28, i32 28, i32 0, i32 37] }, align 8
@91 = private unnamed_addr constant [5 x i8] c"text\00", align 1
@pys_text = linkonce_odr hidden global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 4, ptr @91, i8 1, i8 3, [14 x i8] zeroinitializer }, section "pyllc_names", comdat, align 16
@92 = private unnamed_addr constant [5 x i8] c"eval\00", align 1
@pys_eval = linkonce_odr hidden global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 4, ptr @92, i8 1, i8 3, [14 x i8] zeroinitializer }, section "pyllc_names", comdat, align 16
@pyb_eval = external hidden global i64
@93 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @93 to i64)), i64 1), [4 x i32] [i32 11, i32 11, i32 8, i32 12] }, align 8
@94 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @94 to i64)), i64 1), [4 x i32] [i32 11, i32 11, i32 13, i32 17] }, align 8
@95 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @95 to i64)), i64 1), [4 x i32] [i32 11, i32 11, i32 8, i32 18] }, align 8
@96 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @96 to i64)), i64 1), [4 x i32] [i32 12, i32 12, i32 11, i32 22] }, align 8
@97 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @97 to i64)), i64 1), [4 x i32] [i32 12, i32 13, i32 4, i32 112] }, align 8
@98 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @98 to i64)), i64 1), [4 x i32] [i32 13, i32 13, i32 8, i32 13] }, align 8
@99 = private unnamed_addr constant [5 x i8] c"type\00", align 1
@pys_type = linkonce_odr hidden global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 4, ptr @99, i8 1, i8 3, [14 x i8] zeroinitializer }, section "pyllc_names", comdat, align 16
@pyb_type = external hidden global i64
@100 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @100 to i64)), i64 1), [4 x i32] [i32 13, i32 13, i32 14, i32 18] }, align 8
@101 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @101 to i64)), i64 1), [4 x i32] [i32 13, i32 13, i32 19, i32 20] }, align 8
@102 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @102 to i64)), i64 1), [4 x i32] [i32 13, i32 13, i32 14, i32 21] }, align 8
@103 = private unnamed_addr constant [9 x i8] c"__name__\00", align 1
@pys___name__ = linkonce_odr hidden global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 8, ptr @103, i8 1, i8 3, [14 x i8] zeroinitializer }, section "pyllc_names", comdat, align 16
@"__main__.<module>$caches" = internal global [16 x i64] zeroinitializer, section "pyllc_caches", align 8
@104 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @104 to i64)), i64 1), [4 x i32] [i32 13, i32 13, i32 14, i32 30] }, align 8
@105 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @105 to i64)), i64 1), [4 x i32] [i32 13, i32 13, i32 32, i32 33] }, align 8
@106 = private unnamed_addr constant [4 x i8] c"msg\00", align 1
@pys_msg = linkonce_odr hidden global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 3, ptr @106, i8 1, i8 3, [14 x i8] zeroinitializer }, section "pyllc_names", comdat, align 16
@107 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @107 to i64)), i64 1), [4 x i32] [i32 13, i32 13, i32 32, i32 37] }, align 8
@108 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @108 to i64)), i64 1), [4 x i32] [i32 13, i32 13, i32 39, i32 40] }, align 8
@109 = private unnamed_addr constant [9 x i8] c"filename\00", align 1
@pys_filename = linkonce_odr hidden global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 8, ptr @109, i8 1, i8 3, [14 x i8] zeroinitializer }, section "pyllc_names", comdat, align 16
@110 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @110 to i64)), i64 1), [4 x i32] [i32 13, i32 13, i32 39, i32 49] }, align 8
@111 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @111 to i64)), i64 1), [4 x i32] [i32 13, i32 13, i32 51, i32 52] }, align 8
@112 = private unnamed_addr constant [7 x i8] c"lineno\00", align 1
@pys_lineno = linkonce_odr hidden global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 6, ptr @112, i8 1, i8 3, [14 x i8] zeroinitializer }, section "pyllc_names", comdat, align 16
@113 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @113 to i64)), i64 1), [4 x i32] [i32 13, i32 13, i32 51, i32 59] }, align 8
@114 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @114 to i64)), i64 1), [4 x i32] [i32 13, i32 13, i32 61, i32 62] }, align 8
@115 = private unnamed_addr constant [7 x i8] c"offset\00", align 1
@pys_offset = linkonce_odr hidden global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 6, ptr @115, i8 1, i8 3, [14 x i8] zeroinitializer }, section "pyllc_names", comdat, align 16
@116 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @116 to i64)), i64 1), [4 x i32] [i32 13, i32 13, i32 61, i32 69] }, align 8
@117 = private unnamed_addr constant [5 x i8] c"repr\00", align 1
@pys_repr = linkonce_odr hidden global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 4, ptr @117, i8 1, i8 3, [14 x i8] zeroinitializer }, section "pyllc_names", comdat, align 16
@pyb_repr = external hidden global i64
@118 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @118 to i64)), i64 1), [4 x i32] [i32 13, i32 13, i32 71, i32 75] }, align 8
@119 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @119 to i64)), i64 1), [4 x i32] [i32 13, i32 13, i32 76, i32 77] }, align 8
@120 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @120 to i64)), i64 1), [4 x i32] [i32 13, i32 13, i32 76, i32 82] }, align 8
@121 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @121 to i64)), i64 1), [4 x i32] [i32 13, i32 13, i32 71, i32 83] }, align 8
@122 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @122 to i64)), i64 1), [4 x i32] [i32 13, i32 13, i32 85, i32 86] }, align 8
@123 = private unnamed_addr constant [11 x i8] c"end_lineno\00", align 1
@pys_end_lineno = linkonce_odr hidden global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 10, ptr @123, i8 1, i8 3, [14 x i8] zeroinitializer }, section "pyllc_names", comdat, align 16
@124 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @124 to i64)), i64 1), [4 x i32] [i32 13, i32 13, i32 85, i32 97] }, align 8
@125 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @125 to i64)), i64 1), [4 x i32] [i32 13, i32 13, i32 99, i32 100] }, align 8
@126 = private unnamed_addr constant [11 x i8] c"end_offset\00", align 1
@pys_end_offset = linkonce_odr hidden global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 10, ptr @126, i8 1, i8 3, [14 x i8] zeroinitializer }, section "pyllc_names", comdat, align 16
@127 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @127 to i64)), i64 1), [4 x i32] [i32 13, i32 13, i32 99, i32 111] }, align 8
@128 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @128 to i64)), i64 1), [4 x i32] [i32 13, i32 13, i32 8, i32 112] }, align 8
@129 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @129 to i64)), i64 1), [4 x i32] [i32 6, i32 6, i32 8, i32 12] }, align 8
@130 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @130 to i64)), i64 1), [4 x i32] [i32 6, i32 6, i32 13, i32 17] }, align 8
@131 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @131 to i64)), i64 1), [4 x i32] [i32 6, i32 6, i32 8, i32 18] }, align 8
@132 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @132 to i64)), i64 1), [4 x i32] [i32 7, i32 7, i32 11, i32 22] }, align 8
@133 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @133 to i64)), i64 1), [4 x i32] [i32 7, i32 8, i32 4, i32 112] }, align 8
@134 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @134 to i64)), i64 1), [4 x i32] [i32 8, i32 8, i32 8, i32 13] }, align 8
@135 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @135 to i64)), i64 1), [4 x i32] [i32 8, i32 8, i32 14, i32 18] }, align 8
@136 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @136 to i64)), i64 1), [4 x i32] [i32 8, i32 8, i32 19, i32 20] }, align 8
@137 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @137 to i64)), i64 1), [4 x i32] [i32 8, i32 8, i32 14, i32 21] }, align 8
@138 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @138 to i64)), i64 1), [4 x i32] [i32 8, i32 8, i32 14, i32 30] }, align 8
@139 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @139 to i64)), i64 1), [4 x i32] [i32 8, i32 8, i32 32, i32 33] }, align 8
@140 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @140 to i64)), i64 1), [4 x i32] [i32 8, i32 8, i32 32, i32 37] }, align 8
@141 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @141 to i64)), i64 1), [4 x i32] [i32 8, i32 8, i32 39, i32 40] }, align 8
@142 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @142 to i64)), i64 1), [4 x i32] [i32 8, i32 8, i32 39, i32 49] }, align 8
@143 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @143 to i64)), i64 1), [4 x i32] [i32 8, i32 8, i32 51, i32 52] }, align 8
@144 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @144 to i64)), i64 1), [4 x i32] [i32 8, i32 8, i32 51, i32 59] }, align 8
@145 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @145 to i64)), i64 1), [4 x i32] [i32 8, i32 8, i32 61, i32 62] }, align 8
@146 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @146 to i64)), i64 1), [4 x i32] [i32 8, i32 8, i32 61, i32 69] }, align 8
@147 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @147 to i64)), i64 1), [4 x i32] [i32 8, i32 8, i32 71, i32 75] }, align 8
@148 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @148 to i64)), i64 1), [4 x i32] [i32 8, i32 8, i32 76, i32 77] }, align 8
@149 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @149 to i64)), i64 1), [4 x i32] [i32 8, i32 8, i32 76, i32 82] }, align 8
@150 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @150 to i64)), i64 1), [4 x i32] [i32 8, i32 8, i32 71, i32 83] }, align 8
@151 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @151 to i64)), i64 1), [4 x i32] [i32 8, i32 8, i32 85, i32 86] }, align 8
@152 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @152 to i64)), i64 1), [4 x i32] [i32 8, i32 8, i32 85, i32 97] }, align 8
@153 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @153 to i64)), i64 1), [4 x i32] [i32 8, i32 8, i32 99, i32 100] }, align 8
@154 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @154 to i64)), i64 1), [4 x i32] [i32 8, i32 8, i32 99, i32 111] }, align 8
@155 = private constant { i64, [4 x i32] } { i64 add (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @155 to i64)), i64 1), [4 x i32] [i32 8, i32 8, i32 8, i32 112] }, align 8
@156 = private unnamed_addr constant [9 x i8] c"__main__\00", align 1
@pys___main__ = linkonce_odr hidden global { ptr, i64, i64, ptr, i8, i8, [14 x i8] } { ptr @shape_str, i64 0, i64 8, ptr @156, i8 1, i8 3, [14 x i8] zeroinitializer }, section "pyllc_names", comdat, align 16
@157 = private constant [14 x i64] [i64 ptrtoint (ptr @pys___doc__ to i64), i64 ptrtoint (ptr @pys_traceback to i64), i64 ptrtoint (ptr @pys_text to i64), i64 ptrtoint (ptr @pys_exec to i64), i64 ptrtoint (ptr @pys_SyntaxError to i64), i64 ptrtoint (ptr @pys_e to i64), i64 ptrtoint (ptr @pys_print to i64), i64 ptrtoint (ptr @pys_type to i64), i64 ptrtoint (ptr @pys_repr to i64), i64 ptrtoint (ptr @pys_eval to i64), i64 ptrtoint (ptr @pys_compile to i64), i64 ptrtoint (ptr @pys_ns to i64), i64 ptrtoint (ptr @pys_ZeroDivisionError to i64), i64 ptrtoint (ptr @pys_NameError to i64)]
@"__main__$reference" = hidden global ptr @"__main__$module", section "pyllc_modules", align 8
@functions = internal constant [1 x [2 x i32]] [[2 x i32] [i32 trunc (i64 sub (i64 ptrtoint (ptr @"__main__.<module>" to i64), i64 ptrtoint (ptr @functions to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr @"__main__.<module>$code" to i64), i64 ptrtoint (ptr @functions to i64)) to i32)]], section "pyllc_functions", align 8
@llvm.compiler.used.1 = appending global [1 x ptr] [ptr @functions], section "llvm.metadata"

; Function Attrs: noinline nounwind
define internal swiftcc i64 @"__main__.<module>"(ptr swiftself %0) #0 section "pytext" !dbg !6 {
entry:
  %words = alloca [9 x i64], align 16, !dbg !9
  %1 = call ptr @llvm.frameaddress.p0(i32 0), !dbg !9
  %frame = ptrtoint ptr %1 to i64, !dbg !9
  %limit = load i64, ptr %0, align 8, !dbg !9
  %polls = icmp ule i64 %frame, %limit, !dbg !9
  br i1 %polls, label %poll, label %start, !dbg !9, !prof !10

b:                                                ; preds = %start
  call swiftcc void @fast_store_global(ptr swiftself %0, ptr @"__main__$cells", i64 ptrtoint (ptr @1 to i64), i64 ptrtoint (ptr @pys___doc__ to i64), ptr @"__main__$module") #4, !dbg !9
  %2 = call swiftcc i64 @import_name(ptr swiftself %0, i64 ptrtoint (ptr @pys_traceback to i64), i64 4, i64 0, ptr @"__main__$module") #5, !dbg !11
  %failed = icmp eq i64 %2, 0, !dbg !11
  br i1 %failed, label %fail, label %ok, !dbg !11, !prof !10

b1:                                               ; preds = %polled312, %ok106
  %3 = call swiftcc i64 @fast_next(ptr swiftself %0, i64 %146) #5, !dbg !12
  %failed107 = icmp eq i64 %3, 0, !dbg !12
  br i1 %failed107, label %fail, label %ok108, !dbg !12, !prof !10

b2:                                               ; preds = %ok108
  %4 = call swiftcc i64 @object_iter(ptr swiftself %0, i64 ptrtoint (ptr @43 to i64)) #5, !dbg !13
  %failed109 = icmp eq i64 %4, 0, !dbg !13
  br i1 %failed109, label %fail, label %ok110, !dbg !13, !prof !10

b3:                                               ; preds = %polled, %ok110
  %5 = call swiftcc i64 @fast_next(ptr swiftself %0, i64 %4) #5, !dbg !13
  %failed111 = icmp eq i64 %5, 0, !dbg !13
  br i1 %failed111, label %fail, label %ok112, !dbg !13, !prof !10

b4:                                               ; preds = %ok112
  %6 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 10), ptr @pyb_compile, i64 ptrtoint (ptr @pys_compile to i64)) #4, !dbg !14
  %failed113 = icmp eq i64 %6, 0, !dbg !14
  br i1 %failed113, label %catch, label %b5, !dbg !14, !prof !10

b5:                                               ; preds = %b4
  %7 = getelementptr inbounds i64, ptr %words, i64 1, !dbg !14
  store i64 ptrtoint (ptr @49 to i64), ptr %7, align 8, !dbg !14
  %8 = getelementptr inbounds i64, ptr %words, i64 2, !dbg !14
  store i64 ptrtoint (ptr @51 to i64), ptr %8, align 8, !dbg !14
  %9 = getelementptr inbounds i64, ptr %words, i64 3, !dbg !14
  store i64 ptrtoint (ptr @pys_single to i64), ptr %9, align 8, !dbg !14
  %10 = getelementptr inbounds i64, ptr %words, i64 1, !dbg !14
  %11 = call swiftcc i64 @object_call(ptr swiftself %0, i64 %6, ptr %10, i64 3, i64 0) #5, !dbg !14
  %failed114 = icmp eq i64 %11, 0, !dbg !14
  br i1 %failed114, label %catch115, label %b13, !dbg !14, !prof !10

b6:                                               ; preds = %catch115, %catch
  %12 = call swiftcc i64 @exception_catch(ptr swiftself %0), !dbg !15
  %13 = call swiftcc i64 @exception_enter(ptr swiftself %0, i64 %12), !dbg !15
  %14 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 4), ptr @pyb_SyntaxError, i64 ptrtoint (ptr @pys_SyntaxError to i64)) #4, !dbg !16
  %failed116 = icmp eq i64 %14, 0, !dbg !16
  br i1 %failed116, label %catch117, label %b7, !dbg !16, !prof !10

b7:                                               ; preds = %b6
  %15 = call swiftcc i32 @exception_match(ptr swiftself %0, i64 %12, i64 %14) #5, !dbg !17
  %failed118 = icmp eq i32 %15, -1, !dbg !17
  %16 = icmp sgt i32 %15, 0, !dbg !17
  br i1 %failed118, label %catch119, label %b8, !dbg !17, !prof !10

b8:                                               ; preds = %b7
  br i1 %16, label %b9, label %b37, !dbg !17

b9:                                               ; preds = %b8
  call swiftcc void @fast_store_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), i64 %12, i64 ptrtoint (ptr @pys_e to i64), ptr @"__main__$module") #4, !dbg !17
  %17 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 6), ptr @pyb_print, i64 ptrtoint (ptr @pys_print to i64)) #4, !dbg !18
  %failed120 = icmp eq i64 %17, 0, !dbg !18
  br i1 %failed120, label %catch121, label %b10, !dbg !18, !prof !10

b10:                                              ; preds = %b9
  %18 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), ptr null, i64 ptrtoint (ptr @pys_e to i64)) #4, !dbg !19
  %failed122 = icmp eq i64 %18, 0, !dbg !19
  br i1 %failed122, label %catch123, label %b11, !dbg !19, !prof !10

b11:                                              ; preds = %b10
  %19 = getelementptr inbounds i64, ptr %words, i64 1, !dbg !18
  store i64 %18, ptr %19, align 8, !dbg !18
  %20 = getelementptr inbounds i64, ptr %words, i64 1, !dbg !18
  %21 = call swiftcc i64 @object_call(ptr swiftself %0, i64 %17, ptr %20, i64 1, i64 0) #5, !dbg !18
  %failed124 = icmp eq i64 %21, 0, !dbg !18
  br i1 %failed124, label %catch125, label %b12, !dbg !18, !prof !10

b12:                                              ; preds = %b11
  call swiftcc void @exception_leave(ptr swiftself %0, i64 %13), !dbg !17
  call swiftcc void @fast_store_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), i64 4, i64 ptrtoint (ptr @pys_e to i64), ptr @"__main__$module") #4, !dbg !17
  %22 = call swiftcc zeroext i1 @global_delete(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), i64 ptrtoint (ptr @pys_e to i64), ptr @"__main__$module"), !dbg !17
  %failed126 = xor i1 %22, true, !dbg !17
  br i1 %failed126, label %fail, label %ok127, !dbg !17, !prof !10

b13:                                              ; preds = %ok127, %b5
  %23 = call swiftcc i64 @dict_from(ptr swiftself %0, ptr null, i64 0) #5, !dbg !20
  %failed128 = icmp eq i64 %23, 0, !dbg !20
  br i1 %failed128, label %fail, label %ok129, !dbg !20, !prof !10

b14:                                              ; preds = %ok135
  %24 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 11), ptr null, i64 ptrtoint (ptr @pys_ns to i64)) #4, !dbg !21
  %failed136 = icmp eq i64 %24, 0, !dbg !21
  br i1 %failed136, label %catch137, label %b15, !dbg !21, !prof !10

b15:                                              ; preds = %b14
  %25 = call swiftcc i64 @fast_get_item(ptr swiftself %0, i64 %24, i64 ptrtoint (ptr @pys_f to i64)) #6, !dbg !21
  %failed138 = icmp eq i64 %25, 0, !dbg !21
  br i1 %failed138, label %catch139, label %b16, !dbg !21, !prof !10

b16:                                              ; preds = %b15
  %26 = getelementptr inbounds i64, ptr %words, i64 1, !dbg !21
  store i64 1, ptr %26, align 8, !dbg !21
  %27 = getelementptr inbounds i64, ptr %words, i64 1, !dbg !21
  %28 = call swiftcc i64 @object_call(ptr swiftself %0, i64 %25, ptr %27, i64 1, i64 0) #5, !dbg !21
  %failed140 = icmp eq i64 %28, 0, !dbg !21
  br i1 %failed140, label %catch141, label %b21, !dbg !21, !prof !10

b17:                                              ; preds = %catch141, %catch139, %catch137
  %29 = call swiftcc i64 @exception_catch(ptr swiftself %0), !dbg !22
  %30 = call swiftcc i64 @exception_enter(ptr swiftself %0, i64 %29), !dbg !22
  %31 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 12), ptr @pyb_ZeroDivisionError, i64 ptrtoint (ptr @pys_ZeroDivisionError to i64)) #4, !dbg !23
  %failed142 = icmp eq i64 %31, 0, !dbg !23
  br i1 %failed142, label %catch143, label %b18, !dbg !23, !prof !10

b18:                                              ; preds = %b17
  %32 = call swiftcc i32 @exception_match(ptr swiftself %0, i64 %29, i64 %31) #5, !dbg !24
  %failed144 = icmp eq i32 %32, -1, !dbg !24
  %33 = icmp sgt i32 %32, 0, !dbg !24
  br i1 %failed144, label %catch145, label %b19, !dbg !24, !prof !10

b19:                                              ; preds = %b18
  br i1 %33, label %b20, label %b34, !dbg !24

b20:                                              ; preds = %b19
  call swiftcc void @exception_leave(ptr swiftself %0, i64 %30), !dbg !24
  br label %b21, !dbg !24

b21:                                              ; preds = %b20, %b16
  %34 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 3), ptr @pyb_exec, i64 ptrtoint (ptr @pys_exec to i64)) #4, !dbg !25
  %failed146 = icmp eq i64 %34, 0, !dbg !25
  br i1 %failed146, label %catch147, label %b22, !dbg !25, !prof !10

b22:                                              ; preds = %b21
  call swiftcc void @namespace_publish(ptr swiftself %0, i64 36), !dbg !25
  %35 = getelementptr inbounds i64, ptr %words, i64 1, !dbg !25
  store i64 ptrtoint (ptr @pys_undefined_name to i64), ptr %35, align 8, !dbg !25
  %36 = getelementptr inbounds i64, ptr %words, i64 1, !dbg !25
  %37 = call swiftcc i64 @object_call(ptr swiftself %0, i64 %34, ptr %36, i64 1, i64 0) #5, !dbg !25
  %failed148 = icmp eq i64 %37, 0, !dbg !25
  br i1 %failed148, label %catch149, label %b30, !dbg !25, !prof !10

b23:                                              ; preds = %catch149, %catch147
  %38 = call swiftcc i64 @exception_catch(ptr swiftself %0), !dbg !26
  %39 = call swiftcc i64 @exception_enter(ptr swiftself %0, i64 %38), !dbg !26
  %40 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 13), ptr @pyb_NameError, i64 ptrtoint (ptr @pys_NameError to i64)) #4, !dbg !27
  %failed150 = icmp eq i64 %40, 0, !dbg !27
  br i1 %failed150, label %catch151, label %b24, !dbg !27, !prof !10

b24:                                              ; preds = %b23
  %41 = call swiftcc i32 @exception_match(ptr swiftself %0, i64 %38, i64 %40) #5, !dbg !28
  %failed152 = icmp eq i32 %41, -1, !dbg !28
  %42 = icmp sgt i32 %41, 0, !dbg !28
  br i1 %failed152, label %catch153, label %b25, !dbg !28, !prof !10

b25:                                              ; preds = %b24
  br i1 %42, label %b26, label %b32, !dbg !28

b26:                                              ; preds = %b25
  call swiftcc void @fast_store_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), i64 %38, i64 ptrtoint (ptr @pys_e to i64), ptr @"__main__$module") #4, !dbg !28
  %43 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 6), ptr @pyb_print, i64 ptrtoint (ptr @pys_print to i64)) #4, !dbg !29
  %failed154 = icmp eq i64 %43, 0, !dbg !29
  br i1 %failed154, label %catch155, label %b27, !dbg !29, !prof !10

b27:                                              ; preds = %b26
  %44 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), ptr null, i64 ptrtoint (ptr @pys_e to i64)) #4, !dbg !30
  %failed156 = icmp eq i64 %44, 0, !dbg !30
  br i1 %failed156, label %catch157, label %b28, !dbg !30, !prof !10

b28:                                              ; preds = %b27
  %45 = getelementptr inbounds i64, ptr %words, i64 1, !dbg !29
  store i64 %44, ptr %45, align 8, !dbg !29
  %46 = getelementptr inbounds i64, ptr %words, i64 1, !dbg !29
  %47 = call swiftcc i64 @object_call(ptr swiftself %0, i64 %43, ptr %46, i64 1, i64 0) #5, !dbg !29
  %failed158 = icmp eq i64 %47, 0, !dbg !29
  br i1 %failed158, label %catch159, label %b29, !dbg !29, !prof !10

b29:                                              ; preds = %b28
  call swiftcc void @exception_leave(ptr swiftself %0, i64 %39), !dbg !28
  call swiftcc void @fast_store_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), i64 4, i64 ptrtoint (ptr @pys_e to i64), ptr @"__main__$module") #4, !dbg !28
  %48 = call swiftcc zeroext i1 @global_delete(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), i64 ptrtoint (ptr @pys_e to i64), ptr @"__main__$module"), !dbg !28
  %failed160 = xor i1 %48, true, !dbg !28
  br i1 %failed160, label %fail, label %ok161, !dbg !28, !prof !10

b30:                                              ; preds = %ok161, %b22
  %49 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 3), ptr @pyb_exec, i64 ptrtoint (ptr @pys_exec to i64)) #4, !dbg !31
  %failed162 = icmp eq i64 %49, 0, !dbg !31
  br i1 %failed162, label %fail, label %ok163, !dbg !31, !prof !10

b31:                                              ; preds = %catch159, %catch157, %catch155
  %50 = call swiftcc i64 @exception_catch(ptr swiftself %0), !dbg !28
  call swiftcc void @fast_store_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), i64 4, i64 ptrtoint (ptr @pys_e to i64), ptr @"__main__$module") #4, !dbg !28
  %51 = call swiftcc zeroext i1 @global_delete(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), i64 ptrtoint (ptr @pys_e to i64), ptr @"__main__$module"), !dbg !28
  %failed168 = xor i1 %51, true, !dbg !28
  br i1 %failed168, label %fail, label %ok169, !dbg !28, !prof !10

b32:                                              ; preds = %b25
  call swiftcc void @exception_leave(ptr swiftself %0, i64 %39), !dbg !28
  %52 = call swiftcc i64 @exception_reraise(ptr swiftself %0, i64 %38), !dbg !28
  br label %leave, !dbg !28

b33:                                              ; preds = %catch153, %catch151
  %53 = call swiftcc i64 @exception_catch(ptr swiftself %0), !dbg !28
  call swiftcc void @exception_leave(ptr swiftself %0, i64 %39), !dbg !28
  %54 = call swiftcc i64 @exception_reraise(ptr swiftself %0, i64 %53), !dbg !28
  br label %leave, !dbg !28

b34:                                              ; preds = %b19
  call swiftcc void @exception_leave(ptr swiftself %0, i64 %30), !dbg !24
  %55 = call swiftcc i64 @exception_reraise(ptr swiftself %0, i64 %29), !dbg !24
  br label %leave, !dbg !24

b35:                                              ; preds = %catch145, %catch143
  %56 = call swiftcc i64 @exception_catch(ptr swiftself %0), !dbg !24
  call swiftcc void @exception_leave(ptr swiftself %0, i64 %30), !dbg !24
  %57 = call swiftcc i64 @exception_reraise(ptr swiftself %0, i64 %56), !dbg !24
  br label %leave, !dbg !24

b36:                                              ; preds = %catch125, %catch123, %catch121
  %58 = call swiftcc i64 @exception_catch(ptr swiftself %0), !dbg !17
  call swiftcc void @fast_store_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), i64 4, i64 ptrtoint (ptr @pys_e to i64), ptr @"__main__$module") #4, !dbg !17
  %59 = call swiftcc zeroext i1 @global_delete(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), i64 ptrtoint (ptr @pys_e to i64), ptr @"__main__$module"), !dbg !17
  %failed170 = xor i1 %59, true, !dbg !17
  br i1 %failed170, label %fail, label %ok171, !dbg !17, !prof !10

b37:                                              ; preds = %b8
  call swiftcc void @exception_leave(ptr swiftself %0, i64 %13), !dbg !17
  %60 = call swiftcc i64 @exception_reraise(ptr swiftself %0, i64 %12), !dbg !17
  br label %leave, !dbg !17

b38:                                              ; preds = %catch119, %catch117
  %61 = call swiftcc i64 @exception_catch(ptr swiftself %0), !dbg !17
  call swiftcc void @exception_leave(ptr swiftself %0, i64 %13), !dbg !17
  %62 = call swiftcc i64 @exception_reraise(ptr swiftself %0, i64 %61), !dbg !17
  br label %leave, !dbg !17

b39:                                              ; preds = %ok112
  call swiftcc void @fast_store_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 2), i64 %5, i64 ptrtoint (ptr @pys_text to i64), ptr @"__main__$module"), !dbg !32
  %63 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 9), ptr @pyb_eval, i64 ptrtoint (ptr @pys_eval to i64)), !dbg !33
  %failed172 = icmp eq i64 %63, 0, !dbg !33
  br i1 %failed172, label %catch173, label %b40, !dbg !33, !prof !10

b40:                                              ; preds = %b39
  %64 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 2), ptr null, i64 ptrtoint (ptr @pys_text to i64)), !dbg !34
  %failed174 = icmp eq i64 %64, 0, !dbg !34
  br i1 %failed174, label %catch175, label %b41, !dbg !34, !prof !10

b41:                                              ; preds = %b40
  call swiftcc void @namespace_publish(ptr swiftself %0, i64 36), !dbg !33
  %65 = call swiftcc ptr @fast_call_direct(ptr swiftself %0, i64 %63, i64 1), !dbg !33
  %66 = icmp eq ptr %65, null, !dbg !33
  br i1 %66, label %call.array, label %call.direct, !dbg !33

b42:                                              ; preds = %catch177, %catch175, %catch173
  %67 = call swiftcc i64 @exception_catch(ptr swiftself %0), !dbg !35
  %68 = call swiftcc i64 @exception_enter(ptr swiftself %0, i64 %67), !dbg !35
  %69 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 4), ptr @pyb_SyntaxError, i64 ptrtoint (ptr @pys_SyntaxError to i64)) #4, !dbg !36
  %failed178 = icmp eq i64 %69, 0, !dbg !36
  br i1 %failed178, label %catch179, label %b43, !dbg !36, !prof !10

b43:                                              ; preds = %b42
  %70 = call swiftcc i32 @exception_match(ptr swiftself %0, i64 %67, i64 %69) #5, !dbg !37
  %failed180 = icmp eq i32 %70, -1, !dbg !37
  %71 = icmp sgt i32 %70, 0, !dbg !37
  br i1 %failed180, label %catch181, label %b44, !dbg !37, !prof !10

b44:                                              ; preds = %b43
  br i1 %71, label %b45, label %b70, !dbg !37

b45:                                              ; preds = %b44
  call swiftcc void @fast_store_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), i64 %67, i64 ptrtoint (ptr @pys_e to i64), ptr @"__main__$module"), !dbg !37
  %72 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 6), ptr @pyb_print, i64 ptrtoint (ptr @pys_print to i64)), !dbg !38
  %failed182 = icmp eq i64 %72, 0, !dbg !38
  br i1 %failed182, label %catch183, label %b46, !dbg !38, !prof !10

b46:                                              ; preds = %b45
  %73 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 7), ptr @pyb_type, i64 ptrtoint (ptr @pys_type to i64)), !dbg !39
  %failed184 = icmp eq i64 %73, 0, !dbg !39
  br i1 %failed184, label %catch185, label %b47, !dbg !39, !prof !10

b47:                                              ; preds = %b46
  %74 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), ptr null, i64 ptrtoint (ptr @pys_e to i64)), !dbg !40
  %failed186 = icmp eq i64 %74, 0, !dbg !40
  br i1 %failed186, label %catch187, label %b48, !dbg !40, !prof !10

b48:                                              ; preds = %b47
  %75 = call swiftcc ptr @fast_call_direct(ptr swiftself %0, i64 %73, i64 1), !dbg !39
  %76 = icmp eq ptr %75, null, !dbg !39
  br i1 %76, label %call.array189, label %call.direct188, !dbg !39

b49:                                              ; preds = %called190
  %77 = call swiftcc i64 @fast_load_attr(ptr swiftself %0, i64 %171, i64 ptrtoint (ptr @pys___name__ to i64), ptr @"__main__.<module>$caches") #5, !dbg !39
  %failed193 = icmp eq i64 %77, 0, !dbg !39
  br i1 %failed193, label %catch194, label %b50, !dbg !39, !prof !10

b50:                                              ; preds = %b49
  %78 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), ptr null, i64 ptrtoint (ptr @pys_e to i64)), !dbg !41
  %failed195 = icmp eq i64 %78, 0, !dbg !41
  br i1 %failed195, label %catch196, label %b51, !dbg !41, !prof !10

b51:                                              ; preds = %b50
  %79 = call swiftcc i64 @fast_load_attr(ptr swiftself %0, i64 %78, i64 ptrtoint (ptr @pys_msg to i64), ptr getelementptr inbounds (i64, ptr @"__main__.<module>$caches", i64 1)) #5, !dbg !41
  %failed197 = icmp eq i64 %79, 0, !dbg !41
  br i1 %failed197, label %catch198, label %b52, !dbg !41, !prof !10

b52:                                              ; preds = %b51
  %80 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), ptr null, i64 ptrtoint (ptr @pys_e to i64)), !dbg !42
  %failed199 = icmp eq i64 %80, 0, !dbg !42
  br i1 %failed199, label %catch200, label %b53, !dbg !42, !prof !10

b53:                                              ; preds = %b52
  %81 = call swiftcc i64 @fast_load_attr(ptr swiftself %0, i64 %80, i64 ptrtoint (ptr @pys_filename to i64), ptr getelementptr inbounds (i64, ptr @"__main__.<module>$caches", i64 2)) #5, !dbg !42
  %failed201 = icmp eq i64 %81, 0, !dbg !42
  br i1 %failed201, label %catch202, label %b54, !dbg !42, !prof !10

b54:                                              ; preds = %b53
  %82 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), ptr null, i64 ptrtoint (ptr @pys_e to i64)), !dbg !43
  %failed203 = icmp eq i64 %82, 0, !dbg !43
  br i1 %failed203, label %catch204, label %b55, !dbg !43, !prof !10

b55:                                              ; preds = %b54
  %83 = call swiftcc i64 @fast_load_attr(ptr swiftself %0, i64 %82, i64 ptrtoint (ptr @pys_lineno to i64), ptr getelementptr inbounds (i64, ptr @"__main__.<module>$caches", i64 3)) #5, !dbg !43
  %failed205 = icmp eq i64 %83, 0, !dbg !43
  br i1 %failed205, label %catch206, label %b56, !dbg !43, !prof !10

b56:                                              ; preds = %b55
  %84 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), ptr null, i64 ptrtoint (ptr @pys_e to i64)), !dbg !44
  %failed207 = icmp eq i64 %84, 0, !dbg !44
  br i1 %failed207, label %catch208, label %b57, !dbg !44, !prof !10

b57:                                              ; preds = %b56
  %85 = call swiftcc i64 @fast_load_attr(ptr swiftself %0, i64 %84, i64 ptrtoint (ptr @pys_offset to i64), ptr getelementptr inbounds (i64, ptr @"__main__.<module>$caches", i64 4)) #5, !dbg !44
  %failed209 = icmp eq i64 %85, 0, !dbg !44
  br i1 %failed209, label %catch210, label %b58, !dbg !44, !prof !10

b58:                                              ; preds = %b57
  %86 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 8), ptr @pyb_repr, i64 ptrtoint (ptr @pys_repr to i64)), !dbg !45
  %failed211 = icmp eq i64 %86, 0, !dbg !45
  br i1 %failed211, label %catch212, label %b59, !dbg !45, !prof !10

b59:                                              ; preds = %b58
  %87 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), ptr null, i64 ptrtoint (ptr @pys_e to i64)), !dbg !46
  %failed213 = icmp eq i64 %87, 0, !dbg !46
  br i1 %failed213, label %catch214, label %b60, !dbg !46, !prof !10

b60:                                              ; preds = %b59
  %88 = call swiftcc i64 @fast_load_attr(ptr swiftself %0, i64 %87, i64 ptrtoint (ptr @pys_text to i64), ptr getelementptr inbounds (i64, ptr @"__main__.<module>$caches", i64 5)) #5, !dbg !46
  %failed215 = icmp eq i64 %88, 0, !dbg !46
  br i1 %failed215, label %catch216, label %b61, !dbg !46, !prof !10

b61:                                              ; preds = %b60
  %89 = call swiftcc ptr @fast_call_direct(ptr swiftself %0, i64 %86, i64 1), !dbg !45
  %90 = icmp eq ptr %89, null, !dbg !45
  br i1 %90, label %call.array218, label %call.direct217, !dbg !45

b62:                                              ; preds = %called219
  %91 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), ptr null, i64 ptrtoint (ptr @pys_e to i64)), !dbg !47
  %failed222 = icmp eq i64 %91, 0, !dbg !47
  br i1 %failed222, label %catch223, label %b63, !dbg !47, !prof !10

b63:                                              ; preds = %b62
  %92 = call swiftcc i64 @fast_load_attr(ptr swiftself %0, i64 %91, i64 ptrtoint (ptr @pys_end_lineno to i64), ptr getelementptr inbounds (i64, ptr @"__main__.<module>$caches", i64 6)) #5, !dbg !47
  %failed224 = icmp eq i64 %92, 0, !dbg !47
  br i1 %failed224, label %catch225, label %b64, !dbg !47, !prof !10

b64:                                              ; preds = %b63
  %93 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), ptr null, i64 ptrtoint (ptr @pys_e to i64)), !dbg !48
  %failed226 = icmp eq i64 %93, 0, !dbg !48
  br i1 %failed226, label %catch227, label %b65, !dbg !48, !prof !10

b65:                                              ; preds = %b64
  %94 = call swiftcc i64 @fast_load_attr(ptr swiftself %0, i64 %93, i64 ptrtoint (ptr @pys_end_offset to i64), ptr getelementptr inbounds (i64, ptr @"__main__.<module>$caches", i64 7)) #5, !dbg !48
  %failed228 = icmp eq i64 %94, 0, !dbg !48
  br i1 %failed228, label %catch229, label %b66, !dbg !48, !prof !10

b66:                                              ; preds = %b65
  %95 = call swiftcc ptr @fast_call_direct(ptr swiftself %0, i64 %72, i64 8), !dbg !38
  %96 = icmp eq ptr %95, null, !dbg !38
  br i1 %96, label %call.array231, label %call.direct230, !dbg !38

b67:                                              ; preds = %called232
  call swiftcc void @exception_leave(ptr swiftself %0, i64 %68), !dbg !37
  call swiftcc void @fast_store_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), i64 4, i64 ptrtoint (ptr @pys_e to i64), ptr @"__main__$module"), !dbg !37
  %97 = call swiftcc zeroext i1 @global_delete(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), i64 ptrtoint (ptr @pys_e to i64), ptr @"__main__$module"), !dbg !37
  %failed235 = xor i1 %97, true, !dbg !37
  br i1 %failed235, label %fail, label %ok236, !dbg !37, !prof !10

b68:                                              ; preds = %ok236, %called
  %98 = call ptr @llvm.frameaddress.p0(i32 0), !dbg !13
  %frame238 = ptrtoint ptr %98 to i64, !dbg !13
  %limit239 = load i64, ptr %0, align 8, !dbg !13
  %polls240 = icmp ule i64 %frame238, %limit239, !dbg !13
  br i1 %polls240, label %poll237, label %polled, !dbg !13, !prof !10

b69:                                              ; preds = %catch234, %catch229, %catch227, %catch225, %catch223, %catch221, %catch216, %catch214, %catch212, %catch210, %catch208, %catch206, %catch204, %catch202, %catch200, %catch198, %catch196, %catch194, %catch192, %catch187, %catch185, %catch183
  %99 = call swiftcc i64 @exception_catch(ptr swiftself %0), !dbg !37
  call swiftcc void @fast_store_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), i64 4, i64 ptrtoint (ptr @pys_e to i64), ptr @"__main__$module") #4, !dbg !37
  %100 = call swiftcc zeroext i1 @global_delete(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), i64 ptrtoint (ptr @pys_e to i64), ptr @"__main__$module"), !dbg !37
  %failed241 = xor i1 %100, true, !dbg !37
  br i1 %failed241, label %fail, label %ok242, !dbg !37, !prof !10

b70:                                              ; preds = %b44
  call swiftcc void @exception_leave(ptr swiftself %0, i64 %68), !dbg !37
  %101 = call swiftcc i64 @exception_reraise(ptr swiftself %0, i64 %67), !dbg !37
  br label %leave, !dbg !37

b71:                                              ; preds = %catch181, %catch179
  %102 = call swiftcc i64 @exception_catch(ptr swiftself %0), !dbg !37
  call swiftcc void @exception_leave(ptr swiftself %0, i64 %68), !dbg !37
  %103 = call swiftcc i64 @exception_reraise(ptr swiftself %0, i64 %102), !dbg !37
  br label %leave, !dbg !37

b72:                                              ; preds = %ok108
  call swiftcc void @fast_store_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 2), i64 %3, i64 ptrtoint (ptr @pys_text to i64), ptr @"__main__$module"), !dbg !49
  %104 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 3), ptr @pyb_exec, i64 ptrtoint (ptr @pys_exec to i64)), !dbg !50
  %failed243 = icmp eq i64 %104, 0, !dbg !50
  br i1 %failed243, label %catch244, label %b73, !dbg !50, !prof !10

b73:                                              ; preds = %b72
  %105 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 2), ptr null, i64 ptrtoint (ptr @pys_text to i64)), !dbg !51
  %failed245 = icmp eq i64 %105, 0, !dbg !51
  br i1 %failed245, label %catch246, label %b74, !dbg !51, !prof !10

b74:                                              ; preds = %b73
  call swiftcc void @namespace_publish(ptr swiftself %0, i64 36), !dbg !50
  %106 = call swiftcc ptr @fast_call_direct(ptr swiftself %0, i64 %104, i64 1), !dbg !50
  %107 = icmp eq ptr %106, null, !dbg !50
  br i1 %107, label %call.array248, label %call.direct247, !dbg !50

b75:                                              ; preds = %catch251, %catch246, %catch244
  %108 = call swiftcc i64 @exception_catch(ptr swiftself %0), !dbg !52
  %109 = call swiftcc i64 @exception_enter(ptr swiftself %0, i64 %108), !dbg !52
  %110 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 4), ptr @pyb_SyntaxError, i64 ptrtoint (ptr @pys_SyntaxError to i64)) #4, !dbg !53
  %failed252 = icmp eq i64 %110, 0, !dbg !53
  br i1 %failed252, label %catch253, label %b76, !dbg !53, !prof !10

b76:                                              ; preds = %b75
  %111 = call swiftcc i32 @exception_match(ptr swiftself %0, i64 %108, i64 %110) #5, !dbg !54
  %failed254 = icmp eq i32 %111, -1, !dbg !54
  %112 = icmp sgt i32 %111, 0, !dbg !54
  br i1 %failed254, label %catch255, label %b77, !dbg !54, !prof !10

b77:                                              ; preds = %b76
  br i1 %112, label %b78, label %b103, !dbg !54

b78:                                              ; preds = %b77
  call swiftcc void @fast_store_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), i64 %108, i64 ptrtoint (ptr @pys_e to i64), ptr @"__main__$module"), !dbg !54
  %113 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 6), ptr @pyb_print, i64 ptrtoint (ptr @pys_print to i64)), !dbg !55
  %failed256 = icmp eq i64 %113, 0, !dbg !55
  br i1 %failed256, label %catch257, label %b79, !dbg !55, !prof !10

b79:                                              ; preds = %b78
  %114 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 7), ptr @pyb_type, i64 ptrtoint (ptr @pys_type to i64)), !dbg !56
  %failed258 = icmp eq i64 %114, 0, !dbg !56
  br i1 %failed258, label %catch259, label %b80, !dbg !56, !prof !10

b80:                                              ; preds = %b79
  %115 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), ptr null, i64 ptrtoint (ptr @pys_e to i64)), !dbg !57
  %failed260 = icmp eq i64 %115, 0, !dbg !57
  br i1 %failed260, label %catch261, label %b81, !dbg !57, !prof !10

b81:                                              ; preds = %b80
  %116 = call swiftcc ptr @fast_call_direct(ptr swiftself %0, i64 %114, i64 1), !dbg !56
  %117 = icmp eq ptr %116, null, !dbg !56
  br i1 %117, label %call.array263, label %call.direct262, !dbg !56

b82:                                              ; preds = %called264
  %118 = call swiftcc i64 @fast_load_attr(ptr swiftself %0, i64 %201, i64 ptrtoint (ptr @pys___name__ to i64), ptr getelementptr inbounds (i64, ptr @"__main__.<module>$caches", i64 8)) #5, !dbg !56
  %failed267 = icmp eq i64 %118, 0, !dbg !56
  br i1 %failed267, label %catch268, label %b83, !dbg !56, !prof !10

b83:                                              ; preds = %b82
  %119 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), ptr null, i64 ptrtoint (ptr @pys_e to i64)), !dbg !58
  %failed269 = icmp eq i64 %119, 0, !dbg !58
  br i1 %failed269, label %catch270, label %b84, !dbg !58, !prof !10

b84:                                              ; preds = %b83
  %120 = call swiftcc i64 @fast_load_attr(ptr swiftself %0, i64 %119, i64 ptrtoint (ptr @pys_msg to i64), ptr getelementptr inbounds (i64, ptr @"__main__.<module>$caches", i64 9)) #5, !dbg !58
  %failed271 = icmp eq i64 %120, 0, !dbg !58
  br i1 %failed271, label %catch272, label %b85, !dbg !58, !prof !10

b85:                                              ; preds = %b84
  %121 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), ptr null, i64 ptrtoint (ptr @pys_e to i64)), !dbg !59
  %failed273 = icmp eq i64 %121, 0, !dbg !59
  br i1 %failed273, label %catch274, label %b86, !dbg !59, !prof !10

b86:                                              ; preds = %b85
  %122 = call swiftcc i64 @fast_load_attr(ptr swiftself %0, i64 %121, i64 ptrtoint (ptr @pys_filename to i64), ptr getelementptr inbounds (i64, ptr @"__main__.<module>$caches", i64 10)) #5, !dbg !59
  %failed275 = icmp eq i64 %122, 0, !dbg !59
  br i1 %failed275, label %catch276, label %b87, !dbg !59, !prof !10

b87:                                              ; preds = %b86
  %123 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), ptr null, i64 ptrtoint (ptr @pys_e to i64)), !dbg !60
  %failed277 = icmp eq i64 %123, 0, !dbg !60
  br i1 %failed277, label %catch278, label %b88, !dbg !60, !prof !10

b88:                                              ; preds = %b87
  %124 = call swiftcc i64 @fast_load_attr(ptr swiftself %0, i64 %123, i64 ptrtoint (ptr @pys_lineno to i64), ptr getelementptr inbounds (i64, ptr @"__main__.<module>$caches", i64 11)) #5, !dbg !60
  %failed279 = icmp eq i64 %124, 0, !dbg !60
  br i1 %failed279, label %catch280, label %b89, !dbg !60, !prof !10

b89:                                              ; preds = %b88
  %125 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), ptr null, i64 ptrtoint (ptr @pys_e to i64)), !dbg !61
  %failed281 = icmp eq i64 %125, 0, !dbg !61
  br i1 %failed281, label %catch282, label %b90, !dbg !61, !prof !10

b90:                                              ; preds = %b89
  %126 = call swiftcc i64 @fast_load_attr(ptr swiftself %0, i64 %125, i64 ptrtoint (ptr @pys_offset to i64), ptr getelementptr inbounds (i64, ptr @"__main__.<module>$caches", i64 12)) #5, !dbg !61
  %failed283 = icmp eq i64 %126, 0, !dbg !61
  br i1 %failed283, label %catch284, label %b91, !dbg !61, !prof !10

b91:                                              ; preds = %b90
  %127 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 8), ptr @pyb_repr, i64 ptrtoint (ptr @pys_repr to i64)), !dbg !62
  %failed285 = icmp eq i64 %127, 0, !dbg !62
  br i1 %failed285, label %catch286, label %b92, !dbg !62, !prof !10

b92:                                              ; preds = %b91
  %128 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), ptr null, i64 ptrtoint (ptr @pys_e to i64)), !dbg !63
  %failed287 = icmp eq i64 %128, 0, !dbg !63
  br i1 %failed287, label %catch288, label %b93, !dbg !63, !prof !10

b93:                                              ; preds = %b92
  %129 = call swiftcc i64 @fast_load_attr(ptr swiftself %0, i64 %128, i64 ptrtoint (ptr @pys_text to i64), ptr getelementptr inbounds (i64, ptr @"__main__.<module>$caches", i64 13)) #5, !dbg !63
  %failed289 = icmp eq i64 %129, 0, !dbg !63
  br i1 %failed289, label %catch290, label %b94, !dbg !63, !prof !10

b94:                                              ; preds = %b93
  %130 = call swiftcc ptr @fast_call_direct(ptr swiftself %0, i64 %127, i64 1), !dbg !62
  %131 = icmp eq ptr %130, null, !dbg !62
  br i1 %131, label %call.array292, label %call.direct291, !dbg !62

b95:                                              ; preds = %called293
  %132 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), ptr null, i64 ptrtoint (ptr @pys_e to i64)), !dbg !64
  %failed296 = icmp eq i64 %132, 0, !dbg !64
  br i1 %failed296, label %catch297, label %b96, !dbg !64, !prof !10

b96:                                              ; preds = %b95
  %133 = call swiftcc i64 @fast_load_attr(ptr swiftself %0, i64 %132, i64 ptrtoint (ptr @pys_end_lineno to i64), ptr getelementptr inbounds (i64, ptr @"__main__.<module>$caches", i64 14)) #5, !dbg !64
  %failed298 = icmp eq i64 %133, 0, !dbg !64
  br i1 %failed298, label %catch299, label %b97, !dbg !64, !prof !10

b97:                                              ; preds = %b96
  %134 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), ptr null, i64 ptrtoint (ptr @pys_e to i64)), !dbg !65
  %failed300 = icmp eq i64 %134, 0, !dbg !65
  br i1 %failed300, label %catch301, label %b98, !dbg !65, !prof !10

b98:                                              ; preds = %b97
  %135 = call swiftcc i64 @fast_load_attr(ptr swiftself %0, i64 %134, i64 ptrtoint (ptr @pys_end_offset to i64), ptr getelementptr inbounds (i64, ptr @"__main__.<module>$caches", i64 15)) #5, !dbg !65
  %failed302 = icmp eq i64 %135, 0, !dbg !65
  br i1 %failed302, label %catch303, label %b99, !dbg !65, !prof !10

b99:                                              ; preds = %b98
  %136 = call swiftcc ptr @fast_call_direct(ptr swiftself %0, i64 %113, i64 8), !dbg !55
  %137 = icmp eq ptr %136, null, !dbg !55
  br i1 %137, label %call.array305, label %call.direct304, !dbg !55

b100:                                             ; preds = %called306
  call swiftcc void @exception_leave(ptr swiftself %0, i64 %109), !dbg !54
  call swiftcc void @fast_store_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), i64 4, i64 ptrtoint (ptr @pys_e to i64), ptr @"__main__$module"), !dbg !54
  %138 = call swiftcc zeroext i1 @global_delete(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), i64 ptrtoint (ptr @pys_e to i64), ptr @"__main__$module"), !dbg !54
  %failed309 = xor i1 %138, true, !dbg !54
  br i1 %failed309, label %fail, label %ok310, !dbg !54, !prof !10

b101:                                             ; preds = %ok310, %called249
  %139 = call ptr @llvm.frameaddress.p0(i32 0), !dbg !12
  %frame313 = ptrtoint ptr %139 to i64, !dbg !12
  %limit314 = load i64, ptr %0, align 8, !dbg !12
  %polls315 = icmp ule i64 %frame313, %limit314, !dbg !12
  br i1 %polls315, label %poll311, label %polled312, !dbg !12, !prof !10

b102:                                             ; preds = %catch308, %catch303, %catch301, %catch299, %catch297, %catch295, %catch290, %catch288, %catch286, %catch284, %catch282, %catch280, %catch278, %catch276, %catch274, %catch272, %catch270, %catch268, %catch266, %catch261, %catch259, %catch257
  %140 = call swiftcc i64 @exception_catch(ptr swiftself %0), !dbg !54
  call swiftcc void @fast_store_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), i64 4, i64 ptrtoint (ptr @pys_e to i64), ptr @"__main__$module") #4, !dbg !54
  %141 = call swiftcc zeroext i1 @global_delete(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 5), i64 ptrtoint (ptr @pys_e to i64), ptr @"__main__$module"), !dbg !54
  %failed317 = xor i1 %141, true, !dbg !54
  br i1 %failed317, label %fail, label %ok318, !dbg !54, !prof !10

b103:                                             ; preds = %b77
  call swiftcc void @exception_leave(ptr swiftself %0, i64 %109), !dbg !54
  %142 = call swiftcc i64 @exception_reraise(ptr swiftself %0, i64 %108), !dbg !54
  br label %leave, !dbg !54

b104:                                             ; preds = %catch255, %catch253
  %143 = call swiftcc i64 @exception_catch(ptr swiftself %0), !dbg !54
  call swiftcc void @exception_leave(ptr swiftself %0, i64 %109), !dbg !54
  %144 = call swiftcc i64 @exception_reraise(ptr swiftself %0, i64 %143), !dbg !54
  br label %leave, !dbg !54

poll:                                             ; preds = %entry
  %145 = call swiftcc zeroext i1 @task_poll(ptr swiftself %0) #5, !dbg !9
  br i1 %145, label %start, label %leave, !dbg !9

start:                                            ; preds = %poll, %entry
  br label %b, !dbg !9

ok:                                               ; preds = %b
  call swiftcc void @fast_store_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 1), i64 %2, i64 ptrtoint (ptr @pys_traceback to i64), ptr @"__main__$module") #4, !dbg !11
  %146 = call swiftcc i64 @object_iter(ptr swiftself %0, i64 ptrtoint (ptr @33 to i64)) #5, !dbg !12
  %failed105 = icmp eq i64 %146, 0, !dbg !12
  br i1 %failed105, label %fail, label %ok106, !dbg !12, !prof !10

ok106:                                            ; preds = %ok
  br label %b1, !dbg !12

ok108:                                            ; preds = %b1
  %147 = icmp eq i64 %3, 60, !dbg !12
  br i1 %147, label %b2, label %b72, !dbg !12

ok110:                                            ; preds = %b2
  br label %b3, !dbg !13

ok112:                                            ; preds = %b3
  %148 = icmp eq i64 %5, 60, !dbg !13
  br i1 %148, label %b4, label %b39, !dbg !13

catch:                                            ; preds = %b4
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @47), !dbg !14
  br label %b6, !dbg !14

catch115:                                         ; preds = %b5
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @53), !dbg !14
  br label %b6, !dbg !14

catch117:                                         ; preds = %b6
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @55), !dbg !16
  br label %b38, !dbg !16

catch119:                                         ; preds = %b7
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @56), !dbg !17
  br label %b38, !dbg !17

catch121:                                         ; preds = %b9
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @59), !dbg !18
  br label %b36, !dbg !18

catch123:                                         ; preds = %b10
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @60), !dbg !19
  br label %b36, !dbg !19

catch125:                                         ; preds = %b11
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @61), !dbg !18
  br label %b36, !dbg !18

ok127:                                            ; preds = %b12
  br label %b13, !dbg !17

ok129:                                            ; preds = %b13
  call swiftcc void @fast_store_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 11), i64 %23, i64 ptrtoint (ptr @pys_ns to i64), ptr @"__main__$module") #4, !dbg !66
  %149 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 3), ptr @pyb_exec, i64 ptrtoint (ptr @pys_exec to i64)) #4, !dbg !67
  %failed130 = icmp eq i64 %149, 0, !dbg !67
  br i1 %failed130, label %fail, label %ok131, !dbg !67, !prof !10

ok131:                                            ; preds = %ok129
  %150 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 11), ptr null, i64 ptrtoint (ptr @pys_ns to i64)) #4, !dbg !68
  %failed132 = icmp eq i64 %150, 0, !dbg !68
  br i1 %failed132, label %fail, label %ok133, !dbg !68, !prof !10

ok133:                                            ; preds = %ok131
  %151 = getelementptr inbounds i64, ptr %words, i64 1, !dbg !67
  store i64 ptrtoint (ptr @67 to i64), ptr %151, align 8, !dbg !67
  %152 = getelementptr inbounds i64, ptr %words, i64 2, !dbg !67
  store i64 %150, ptr %152, align 8, !dbg !67
  %153 = getelementptr inbounds i64, ptr %words, i64 1, !dbg !67
  %154 = call swiftcc i64 @object_call(ptr swiftself %0, i64 %149, ptr %153, i64 2, i64 0) #5, !dbg !67
  %failed134 = icmp eq i64 %154, 0, !dbg !67
  br i1 %failed134, label %fail, label %ok135, !dbg !67, !prof !10

ok135:                                            ; preds = %ok133
  br label %b14, !dbg !21

catch137:                                         ; preds = %b14
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @70), !dbg !21
  br label %b17, !dbg !21

catch139:                                         ; preds = %b15
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @72), !dbg !21
  br label %b17, !dbg !21

catch141:                                         ; preds = %b16
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @73), !dbg !21
  br label %b17, !dbg !21

catch143:                                         ; preds = %b17
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @75), !dbg !23
  br label %b35, !dbg !23

catch145:                                         ; preds = %b18
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @76), !dbg !24
  br label %b35, !dbg !24

catch147:                                         ; preds = %b21
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @77), !dbg !25
  br label %b23, !dbg !25

catch149:                                         ; preds = %b22
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @79), !dbg !25
  br label %b23, !dbg !25

catch151:                                         ; preds = %b23
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @81), !dbg !27
  br label %b33, !dbg !27

catch153:                                         ; preds = %b24
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @82), !dbg !28
  br label %b33, !dbg !28

catch155:                                         ; preds = %b26
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @83), !dbg !29
  br label %b31, !dbg !29

catch157:                                         ; preds = %b27
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @84), !dbg !30
  br label %b31, !dbg !30

catch159:                                         ; preds = %b28
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @85), !dbg !29
  br label %b31, !dbg !29

ok161:                                            ; preds = %b29
  br label %b30, !dbg !28

ok163:                                            ; preds = %b30
  %155 = call swiftcc i64 @fast_load_global(ptr swiftself %0, ptr getelementptr inbounds (i64, ptr @"__main__$cells", i64 11), ptr null, i64 ptrtoint (ptr @pys_ns to i64)) #4, !dbg !69
  %failed164 = icmp eq i64 %155, 0, !dbg !69
  br i1 %failed164, label %fail, label %ok165, !dbg !69, !prof !10

ok165:                                            ; preds = %ok163
  %156 = getelementptr inbounds i64, ptr %words, i64 1, !dbg !31
  store i64 ptrtoint (ptr @88 to i64), ptr %156, align 8, !dbg !31
  %157 = getelementptr inbounds i64, ptr %words, i64 2, !dbg !31
  store i64 %155, ptr %157, align 8, !dbg !31
  %158 = getelementptr inbounds i64, ptr %words, i64 1, !dbg !31
  %159 = call swiftcc i64 @object_call(ptr swiftself %0, i64 %49, ptr %158, i64 2, i64 0) #5, !dbg !31
  %failed166 = icmp eq i64 %159, 0, !dbg !31
  br i1 %failed166, label %fail, label %ok167, !dbg !31, !prof !10

ok167:                                            ; preds = %ok165
  ret i64 4, !dbg !9

ok169:                                            ; preds = %b31
  call swiftcc void @exception_leave(ptr swiftself %0, i64 %39), !dbg !28
  %160 = call swiftcc i64 @exception_reraise(ptr swiftself %0, i64 %50), !dbg !28
  br label %leave, !dbg !28

ok171:                                            ; preds = %b36
  call swiftcc void @exception_leave(ptr swiftself %0, i64 %13), !dbg !17
  %161 = call swiftcc i64 @exception_reraise(ptr swiftself %0, i64 %58), !dbg !17
  br label %leave, !dbg !17

catch173:                                         ; preds = %b39
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @93), !dbg !33
  br label %b42, !dbg !33

catch175:                                         ; preds = %b40
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @94), !dbg !34
  br label %b42, !dbg !34

call.direct:                                      ; preds = %b41
  %162 = call swiftcc i64 %65(ptr swiftself %0, i64 %64, i64 %63) #5, !dbg !33
  br label %called, !dbg !33

call.array:                                       ; preds = %b41
  %163 = getelementptr inbounds i64, ptr %words, i64 1, !dbg !33
  store i64 %64, ptr %163, align 8, !dbg !33
  %164 = getelementptr inbounds i64, ptr %words, i64 1, !dbg !33
  %165 = call swiftcc i64 @object_call(ptr swiftself %0, i64 %63, ptr %164, i64 1, i64 0) #5, !dbg !33
  br label %called, !dbg !33

called:                                           ; preds = %call.array, %call.direct
  %166 = phi i64 [ %162, %call.direct ], [ %165, %call.array ], !dbg !33
  %failed176 = icmp eq i64 %166, 0, !dbg !33
  br i1 %failed176, label %catch177, label %b68, !dbg !33, !prof !10

catch177:                                         ; preds = %called
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @95), !dbg !33
  br label %b42, !dbg !33

catch179:                                         ; preds = %b42
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @96), !dbg !36
  br label %b71, !dbg !36

catch181:                                         ; preds = %b43
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @97), !dbg !37
  br label %b71, !dbg !37

catch183:                                         ; preds = %b45
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @98), !dbg !38
  br label %b69, !dbg !38

catch185:                                         ; preds = %b46
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @100), !dbg !39
  br label %b69, !dbg !39

catch187:                                         ; preds = %b47
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @101), !dbg !40
  br label %b69, !dbg !40

call.direct188:                                   ; preds = %b48
  %167 = call swiftcc i64 %75(ptr swiftself %0, i64 %74, i64 %73) #5, !dbg !39
  br label %called190, !dbg !39

call.array189:                                    ; preds = %b48
  %168 = getelementptr inbounds i64, ptr %words, i64 1, !dbg !39
  store i64 %74, ptr %168, align 8, !dbg !39
  %169 = getelementptr inbounds i64, ptr %words, i64 1, !dbg !39
  %170 = call swiftcc i64 @object_call(ptr swiftself %0, i64 %73, ptr %169, i64 1, i64 0) #5, !dbg !39
  br label %called190, !dbg !39

called190:                                        ; preds = %call.array189, %call.direct188
  %171 = phi i64 [ %167, %call.direct188 ], [ %170, %call.array189 ], !dbg !39
  %failed191 = icmp eq i64 %171, 0, !dbg !39
  br i1 %failed191, label %catch192, label %b49, !dbg !39, !prof !10

catch192:                                         ; preds = %called190
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @102), !dbg !39
  br label %b69, !dbg !39

catch194:                                         ; preds = %b49
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @104), !dbg !39
  br label %b69, !dbg !39

catch196:                                         ; preds = %b50
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @105), !dbg !41
  br label %b69, !dbg !41

catch198:                                         ; preds = %b51
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @107), !dbg !41
  br label %b69, !dbg !41

catch200:                                         ; preds = %b52
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @108), !dbg !42
  br label %b69, !dbg !42

catch202:                                         ; preds = %b53
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @110), !dbg !42
  br label %b69, !dbg !42

catch204:                                         ; preds = %b54
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @111), !dbg !43
  br label %b69, !dbg !43

catch206:                                         ; preds = %b55
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @113), !dbg !43
  br label %b69, !dbg !43

catch208:                                         ; preds = %b56
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @114), !dbg !44
  br label %b69, !dbg !44

catch210:                                         ; preds = %b57
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @116), !dbg !44
  br label %b69, !dbg !44

catch212:                                         ; preds = %b58
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @118), !dbg !45
  br label %b69, !dbg !45

catch214:                                         ; preds = %b59
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @119), !dbg !46
  br label %b69, !dbg !46

catch216:                                         ; preds = %b60
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @120), !dbg !46
  br label %b69, !dbg !46

call.direct217:                                   ; preds = %b61
  %172 = call swiftcc i64 %89(ptr swiftself %0, i64 %88, i64 %86) #5, !dbg !45
  br label %called219, !dbg !45

call.array218:                                    ; preds = %b61
  %173 = getelementptr inbounds i64, ptr %words, i64 1, !dbg !45
  store i64 %88, ptr %173, align 8, !dbg !45
  %174 = getelementptr inbounds i64, ptr %words, i64 1, !dbg !45
  %175 = call swiftcc i64 @object_call(ptr swiftself %0, i64 %86, ptr %174, i64 1, i64 0) #5, !dbg !45
  br label %called219, !dbg !45

called219:                                        ; preds = %call.array218, %call.direct217
  %176 = phi i64 [ %172, %call.direct217 ], [ %175, %call.array218 ], !dbg !45
  %failed220 = icmp eq i64 %176, 0, !dbg !45
  br i1 %failed220, label %catch221, label %b62, !dbg !45, !prof !10

catch221:                                         ; preds = %called219
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @121), !dbg !45
  br label %b69, !dbg !45

catch223:                                         ; preds = %b62
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @122), !dbg !47
  br label %b69, !dbg !47

catch225:                                         ; preds = %b63
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @124), !dbg !47
  br label %b69, !dbg !47

catch227:                                         ; preds = %b64
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @125), !dbg !48
  br label %b69, !dbg !48

catch229:                                         ; preds = %b65
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @127), !dbg !48
  br label %b69, !dbg !48

call.direct230:                                   ; preds = %b66
  %177 = call swiftcc i64 %95(ptr swiftself %0, i64 %77, i64 %79, i64 %81, i64 %83, i64 %85, i64 %176, i64 %92, i64 %94, i64 %72) #5, !dbg !38
  br label %called232, !dbg !38

call.array231:                                    ; preds = %b66
  %178 = getelementptr inbounds i64, ptr %words, i64 1, !dbg !38
  store i64 %77, ptr %178, align 8, !dbg !38
  %179 = getelementptr inbounds i64, ptr %words, i64 2, !dbg !38
  store i64 %79, ptr %179, align 8, !dbg !38
  %180 = getelementptr inbounds i64, ptr %words, i64 3, !dbg !38
  store i64 %81, ptr %180, align 8, !dbg !38
  %181 = getelementptr inbounds i64, ptr %words, i64 4, !dbg !38
  store i64 %83, ptr %181, align 8, !dbg !38
  %182 = getelementptr inbounds i64, ptr %words, i64 5, !dbg !38
  store i64 %85, ptr %182, align 8, !dbg !38
  %183 = getelementptr inbounds i64, ptr %words, i64 6, !dbg !38
  store i64 %176, ptr %183, align 8, !dbg !38
  %184 = getelementptr inbounds i64, ptr %words, i64 7, !dbg !38
  store i64 %92, ptr %184, align 8, !dbg !38
  %185 = getelementptr inbounds i64, ptr %words, i64 8, !dbg !38
  store i64 %94, ptr %185, align 8, !dbg !38
  %186 = getelementptr inbounds i64, ptr %words, i64 1, !dbg !38
  %187 = call swiftcc i64 @object_call(ptr swiftself %0, i64 %72, ptr %186, i64 8, i64 0) #5, !dbg !38
  br label %called232, !dbg !38

called232:                                        ; preds = %call.array231, %call.direct230
  %188 = phi i64 [ %177, %call.direct230 ], [ %187, %call.array231 ], !dbg !38
  %failed233 = icmp eq i64 %188, 0, !dbg !38
  br i1 %failed233, label %catch234, label %b67, !dbg !38, !prof !10

catch234:                                         ; preds = %called232
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @128), !dbg !38
  br label %b69, !dbg !38

ok236:                                            ; preds = %b67
  br label %b68, !dbg !37

poll237:                                          ; preds = %b68
  %189 = call swiftcc zeroext i1 @task_poll(ptr swiftself %0) #5, !dbg !13
  %190 = xor i1 %189, true, !dbg !13
  br i1 %190, label %poll.failed, label %polled, !dbg !13, !prof !10

polled:                                           ; preds = %poll237, %b68
  br label %b3, !dbg !13

poll.failed:                                      ; preds = %poll237
  br label %fail, !dbg !13

ok242:                                            ; preds = %b69
  call swiftcc void @exception_leave(ptr swiftself %0, i64 %68), !dbg !37
  %191 = call swiftcc i64 @exception_reraise(ptr swiftself %0, i64 %99), !dbg !37
  br label %leave, !dbg !37

catch244:                                         ; preds = %b72
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @129), !dbg !50
  br label %b75, !dbg !50

catch246:                                         ; preds = %b73
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @130), !dbg !51
  br label %b75, !dbg !51

call.direct247:                                   ; preds = %b74
  %192 = call swiftcc i64 %106(ptr swiftself %0, i64 %105, i64 %104) #5, !dbg !50
  br label %called249, !dbg !50

call.array248:                                    ; preds = %b74
  %193 = getelementptr inbounds i64, ptr %words, i64 1, !dbg !50
  store i64 %105, ptr %193, align 8, !dbg !50
  %194 = getelementptr inbounds i64, ptr %words, i64 1, !dbg !50
  %195 = call swiftcc i64 @object_call(ptr swiftself %0, i64 %104, ptr %194, i64 1, i64 0) #5, !dbg !50
  br label %called249, !dbg !50

called249:                                        ; preds = %call.array248, %call.direct247
  %196 = phi i64 [ %192, %call.direct247 ], [ %195, %call.array248 ], !dbg !50
  %failed250 = icmp eq i64 %196, 0, !dbg !50
  br i1 %failed250, label %catch251, label %b101, !dbg !50, !prof !10

catch251:                                         ; preds = %called249
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @131), !dbg !50
  br label %b75, !dbg !50

catch253:                                         ; preds = %b75
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @132), !dbg !53
  br label %b104, !dbg !53

catch255:                                         ; preds = %b76
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @133), !dbg !54
  br label %b104, !dbg !54

catch257:                                         ; preds = %b78
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @134), !dbg !55
  br label %b102, !dbg !55

catch259:                                         ; preds = %b79
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @135), !dbg !56
  br label %b102, !dbg !56

catch261:                                         ; preds = %b80
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @136), !dbg !57
  br label %b102, !dbg !57

call.direct262:                                   ; preds = %b81
  %197 = call swiftcc i64 %116(ptr swiftself %0, i64 %115, i64 %114) #5, !dbg !56
  br label %called264, !dbg !56

call.array263:                                    ; preds = %b81
  %198 = getelementptr inbounds i64, ptr %words, i64 1, !dbg !56
  store i64 %115, ptr %198, align 8, !dbg !56
  %199 = getelementptr inbounds i64, ptr %words, i64 1, !dbg !56
  %200 = call swiftcc i64 @object_call(ptr swiftself %0, i64 %114, ptr %199, i64 1, i64 0) #5, !dbg !56
  br label %called264, !dbg !56

called264:                                        ; preds = %call.array263, %call.direct262
  %201 = phi i64 [ %197, %call.direct262 ], [ %200, %call.array263 ], !dbg !56
  %failed265 = icmp eq i64 %201, 0, !dbg !56
  br i1 %failed265, label %catch266, label %b82, !dbg !56, !prof !10

catch266:                                         ; preds = %called264
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @137), !dbg !56
  br label %b102, !dbg !56

catch268:                                         ; preds = %b82
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @138), !dbg !56
  br label %b102, !dbg !56

catch270:                                         ; preds = %b83
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @139), !dbg !58
  br label %b102, !dbg !58

catch272:                                         ; preds = %b84
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @140), !dbg !58
  br label %b102, !dbg !58

catch274:                                         ; preds = %b85
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @141), !dbg !59
  br label %b102, !dbg !59

catch276:                                         ; preds = %b86
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @142), !dbg !59
  br label %b102, !dbg !59

catch278:                                         ; preds = %b87
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @143), !dbg !60
  br label %b102, !dbg !60

catch280:                                         ; preds = %b88
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @144), !dbg !60
  br label %b102, !dbg !60

catch282:                                         ; preds = %b89
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @145), !dbg !61
  br label %b102, !dbg !61

catch284:                                         ; preds = %b90
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @146), !dbg !61
  br label %b102, !dbg !61

catch286:                                         ; preds = %b91
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @147), !dbg !62
  br label %b102, !dbg !62

catch288:                                         ; preds = %b92
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @148), !dbg !63
  br label %b102, !dbg !63

catch290:                                         ; preds = %b93
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @149), !dbg !63
  br label %b102, !dbg !63

call.direct291:                                   ; preds = %b94
  %202 = call swiftcc i64 %130(ptr swiftself %0, i64 %129, i64 %127) #5, !dbg !62
  br label %called293, !dbg !62

call.array292:                                    ; preds = %b94
  %203 = getelementptr inbounds i64, ptr %words, i64 1, !dbg !62
  store i64 %129, ptr %203, align 8, !dbg !62
  %204 = getelementptr inbounds i64, ptr %words, i64 1, !dbg !62
  %205 = call swiftcc i64 @object_call(ptr swiftself %0, i64 %127, ptr %204, i64 1, i64 0) #5, !dbg !62
  br label %called293, !dbg !62

called293:                                        ; preds = %call.array292, %call.direct291
  %206 = phi i64 [ %202, %call.direct291 ], [ %205, %call.array292 ], !dbg !62
  %failed294 = icmp eq i64 %206, 0, !dbg !62
  br i1 %failed294, label %catch295, label %b95, !dbg !62, !prof !10

catch295:                                         ; preds = %called293
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @150), !dbg !62
  br label %b102, !dbg !62

catch297:                                         ; preds = %b95
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @151), !dbg !64
  br label %b102, !dbg !64

catch299:                                         ; preds = %b96
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @152), !dbg !64
  br label %b102, !dbg !64

catch301:                                         ; preds = %b97
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @153), !dbg !65
  br label %b102, !dbg !65

catch303:                                         ; preds = %b98
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @154), !dbg !65
  br label %b102, !dbg !65

call.direct304:                                   ; preds = %b99
  %207 = call swiftcc i64 %136(ptr swiftself %0, i64 %118, i64 %120, i64 %122, i64 %124, i64 %126, i64 %206, i64 %133, i64 %135, i64 %113) #5, !dbg !55
  br label %called306, !dbg !55

call.array305:                                    ; preds = %b99
  %208 = getelementptr inbounds i64, ptr %words, i64 1, !dbg !55
  store i64 %118, ptr %208, align 8, !dbg !55
  %209 = getelementptr inbounds i64, ptr %words, i64 2, !dbg !55
  store i64 %120, ptr %209, align 8, !dbg !55
  %210 = getelementptr inbounds i64, ptr %words, i64 3, !dbg !55
  store i64 %122, ptr %210, align 8, !dbg !55
  %211 = getelementptr inbounds i64, ptr %words, i64 4, !dbg !55
  store i64 %124, ptr %211, align 8, !dbg !55
  %212 = getelementptr inbounds i64, ptr %words, i64 5, !dbg !55
  store i64 %126, ptr %212, align 8, !dbg !55
  %213 = getelementptr inbounds i64, ptr %words, i64 6, !dbg !55
  store i64 %206, ptr %213, align 8, !dbg !55
  %214 = getelementptr inbounds i64, ptr %words, i64 7, !dbg !55
  store i64 %133, ptr %214, align 8, !dbg !55
  %215 = getelementptr inbounds i64, ptr %words, i64 8, !dbg !55
  store i64 %135, ptr %215, align 8, !dbg !55
  %216 = getelementptr inbounds i64, ptr %words, i64 1, !dbg !55
  %217 = call swiftcc i64 @object_call(ptr swiftself %0, i64 %113, ptr %216, i64 8, i64 0) #5, !dbg !55
  br label %called306, !dbg !55

called306:                                        ; preds = %call.array305, %call.direct304
  %218 = phi i64 [ %207, %call.direct304 ], [ %217, %call.array305 ], !dbg !55
  %failed307 = icmp eq i64 %218, 0, !dbg !55
  br i1 %failed307, label %catch308, label %b100, !dbg !55, !prof !10

catch308:                                         ; preds = %called306
  call swiftcc void @traceback_add(ptr swiftself %0, ptr @155), !dbg !55
  br label %b102, !dbg !55

ok310:                                            ; preds = %b100
  br label %b101, !dbg !54

poll311:                                          ; preds = %b101
  %219 = call swiftcc zeroext i1 @task_poll(ptr swiftself %0) #5, !dbg !12
  %220 = xor i1 %219, true, !dbg !12
  br i1 %220, label %poll.failed316, label %polled312, !dbg !12, !prof !10

polled312:                                        ; preds = %poll311, %b101
  br label %b1, !dbg !12

poll.failed316:                                   ; preds = %poll311
  br label %fail, !dbg !12

ok318:                                            ; preds = %b102
  call swiftcc void @exception_leave(ptr swiftself %0, i64 %109), !dbg !54
  %221 = call swiftcc i64 @exception_reraise(ptr swiftself %0, i64 %140), !dbg !54
  br label %leave, !dbg !54

fail:                                             ; preds = %b102, %poll.failed316, %b100, %b69, %poll.failed, %b67, %b36, %b31, %ok165, %ok163, %b30, %b29, %ok133, %ok131, %ok129, %b13, %b12, %b3, %b2, %b1, %ok, %b
  %position = phi ptr [ @4, %b ], [ @34, %ok ], [ @34, %b1 ], [ @44, %b2 ], [ @44, %b3 ], [ @56, %b12 ], [ @62, %b13 ], [ @65, %ok129 ], [ @68, %ok131 ], [ @69, %ok133 ], [ @82, %b29 ], [ @86, %b30 ], [ @89, %ok163 ], [ @90, %ok165 ], [ @82, %b31 ], [ @56, %b36 ], [ @97, %b67 ], [ @44, %poll.failed ], [ @97, %b69 ], [ @133, %b100 ], [ @34, %poll.failed316 ], [ @133, %b102 ], !dbg !9
  call swiftcc void @traceback_add(ptr swiftself %0, ptr %position), !dbg !9
  br label %leave, !dbg !9

leave:                                            ; preds = %b104, %b103, %ok318, %b71, %b70, %ok242, %b38, %b37, %ok171, %b35, %b34, %b33, %b32, %ok169, %poll, %fail
  ret i64 0, !dbg !9
}

; Function Attrs: cold nounwind
declare hidden swiftcc void @traceback_add(ptr swiftself, ptr) #1

; Function Attrs: nocallback nofree nosync nounwind willreturn memory(none)
declare ptr @llvm.frameaddress.p0(i32 immarg) #2

; Function Attrs: cold nounwind
declare hidden swiftcc zeroext i1 @task_poll(ptr swiftself) #1

; Function Attrs: nounwind
declare hidden swiftcc void @fast_store_global(ptr swiftself, ptr, i64, i64, ptr) #3

; Function Attrs: nounwind
declare hidden swiftcc i64 @import_name(ptr swiftself, i64, i64, i64, ptr) #3

; Function Attrs: nounwind
declare hidden swiftcc i64 @object_iter(ptr swiftself, i64) #3

; Function Attrs: nounwind
declare hidden swiftcc i64 @fast_next(ptr swiftself, i64) #3

; Function Attrs: nounwind
declare hidden swiftcc i64 @fast_load_global(ptr swiftself, ptr, ptr, i64) #3

; Function Attrs: nounwind
declare hidden swiftcc i64 @object_call(ptr swiftself, i64, ptr, i64, i64) #3

; Function Attrs: nounwind
declare hidden swiftcc i64 @exception_catch(ptr swiftself) #3

; Function Attrs: nounwind
declare hidden swiftcc i64 @exception_enter(ptr swiftself, i64) #3

; Function Attrs: nounwind
declare hidden swiftcc i32 @exception_match(ptr swiftself, i64, i64) #3

; Function Attrs: nounwind
declare hidden swiftcc void @exception_leave(ptr swiftself, i64) #3

; Function Attrs: nounwind
declare hidden swiftcc zeroext i1 @global_delete(ptr swiftself, ptr, i64, ptr) #3

; Function Attrs: nounwind
declare hidden swiftcc i64 @dict_from(ptr swiftself, ptr, i64) #3

; Function Attrs: nounwind
declare hidden swiftcc i64 @fast_get_item(ptr swiftself, i64, i64) #3

; Function Attrs: nounwind
declare hidden swiftcc void @namespace_publish(ptr swiftself, i64) #3

; Function Attrs: cold nounwind
declare hidden swiftcc i64 @exception_reraise(ptr swiftself, i64) #1

; Function Attrs: nounwind
declare hidden swiftcc ptr @fast_call_direct(ptr swiftself, i64, i64) #3

; Function Attrs: nounwind
declare hidden swiftcc i64 @fast_load_attr(ptr swiftself, i64, i64, ptr) #3

attributes #0 = { noinline nounwind "disable-tail-calls"="true" "frame-pointer"="all" "target-cpu"="x86-64-v2" "target-features"="+cmov,+crc32,+cx16,+cx8,+fxsr,+mmx,+popcnt,+sahf,+sse,+sse2,+sse3,+sse4.1,+sse4.2,+ssse3,+x87" "tune-cpu"="generic" "warn-stack-size"="3072" }
attributes #1 = { cold nounwind }
attributes #2 = { nocallback nofree nosync nounwind willreturn memory(none) }
attributes #3 = { nounwind }
attributes #4 = { noinline }
attributes #5 = { nomerge }
attributes #6 = { noinline nomerge }

!llvm.module.flags = !{!0, !1, !2, !3}
!llvm.dbg.cu = !{!4}

!0 = !{i32 4, !"PIC Level", i32 2}
!1 = !{i32 4, !"PIE Level", i32 2}
!2 = !{i32 4, !"Debug Info Version", i32 3}
!3 = !{i32 4, !"Dwarf Version", i32 4}
!4 = distinct !DICompileUnit(language: DW_LANG_Python, file: !5, producer: "pyllc", isOptimized: true, runtimeVersion: 0, emissionKind: FullDebug, splitDebugInlining: false)
!5 = !DIFile(filename: "errors.py", directory: ".")
!6 = distinct !DISubprogram(name: "<module>", linkageName: "__main__.<module>", scope: !5, file: !5, line: 1, type: !7, scopeLine: 1, spFlags: DISPFlagLocalToUnit | DISPFlagDefinition | DISPFlagOptimized, unit: !4)
!7 = !DISubroutineType(types: !8)
!8 = !{}
!9 = !DILocation(line: 1, column: 1, scope: !6)
!10 = !{!"branch_weights", i32 1, i32 2000}
!11 = !DILocation(line: 2, column: 1, scope: !6)
!12 = !DILocation(line: 3, column: 1, scope: !6)
!13 = !DILocation(line: 9, column: 1, scope: !6)
!14 = !DILocation(line: 15, column: 5, scope: !6)
!15 = !DILocation(line: 14, column: 1, scope: !6)
!16 = !DILocation(line: 16, column: 8, scope: !6)
!17 = !DILocation(line: 16, column: 1, scope: !6)
!18 = !DILocation(line: 17, column: 5, scope: !6)
!19 = !DILocation(line: 17, column: 11, scope: !6)
!20 = !DILocation(line: 18, column: 6, scope: !6)
!21 = !DILocation(line: 21, column: 5, scope: !6)
!22 = !DILocation(line: 20, column: 1, scope: !6)
!23 = !DILocation(line: 22, column: 8, scope: !6)
!24 = !DILocation(line: 22, column: 1, scope: !6)
!25 = !DILocation(line: 25, column: 5, scope: !6)
!26 = !DILocation(line: 24, column: 1, scope: !6)
!27 = !DILocation(line: 26, column: 8, scope: !6)
!28 = !DILocation(line: 26, column: 1, scope: !6)
!29 = !DILocation(line: 27, column: 5, scope: !6)
!30 = !DILocation(line: 27, column: 11, scope: !6)
!31 = !DILocation(line: 28, column: 1, scope: !6)
!32 = !DILocation(line: 9, column: 5, scope: !6)
!33 = !DILocation(line: 11, column: 9, scope: !6)
!34 = !DILocation(line: 11, column: 14, scope: !6)
!35 = !DILocation(line: 10, column: 5, scope: !6)
!36 = !DILocation(line: 12, column: 12, scope: !6)
!37 = !DILocation(line: 12, column: 5, scope: !6)
!38 = !DILocation(line: 13, column: 9, scope: !6)
!39 = !DILocation(line: 13, column: 15, scope: !6)
!40 = !DILocation(line: 13, column: 20, scope: !6)
!41 = !DILocation(line: 13, column: 33, scope: !6)
!42 = !DILocation(line: 13, column: 40, scope: !6)
!43 = !DILocation(line: 13, column: 52, scope: !6)
!44 = !DILocation(line: 13, column: 62, scope: !6)
!45 = !DILocation(line: 13, column: 72, scope: !6)
!46 = !DILocation(line: 13, column: 77, scope: !6)
!47 = !DILocation(line: 13, column: 86, scope: !6)
!48 = !DILocation(line: 13, column: 100, scope: !6)
!49 = !DILocation(line: 3, column: 5, scope: !6)
!50 = !DILocation(line: 6, column: 9, scope: !6)
!51 = !DILocation(line: 6, column: 14, scope: !6)
!52 = !DILocation(line: 5, column: 5, scope: !6)
!53 = !DILocation(line: 7, column: 12, scope: !6)
!54 = !DILocation(line: 7, column: 5, scope: !6)
!55 = !DILocation(line: 8, column: 9, scope: !6)
!56 = !DILocation(line: 8, column: 15, scope: !6)
!57 = !DILocation(line: 8, column: 20, scope: !6)
!58 = !DILocation(line: 8, column: 33, scope: !6)
!59 = !DILocation(line: 8, column: 40, scope: !6)
!60 = !DILocation(line: 8, column: 52, scope: !6)
!61 = !DILocation(line: 8, column: 62, scope: !6)
!62 = !DILocation(line: 8, column: 72, scope: !6)
!63 = !DILocation(line: 8, column: 77, scope: !6)
!64 = !DILocation(line: 8, column: 86, scope: !6)
!65 = !DILocation(line: 8, column: 100, scope: !6)
!66 = !DILocation(line: 18, column: 1, scope: !6)
!67 = !DILocation(line: 19, column: 1, scope: !6)
!68 = !DILocation(line: 19, column: 39, scope: !6)
!69 = !DILocation(line: 28, column: 35, scope: !6)
