# What the runtime looks for at start.
# expect: section "pytext"
# expect: section "pyllc_roots"
# expect: section "pyllc_modules"
# expect: section "pyllc_functions"
# expect: swiftself
# expect: "frame-pointer"="all"
# expect: @llvm.frameaddress
# reject: @__errno_location
# reject: thread_local
name = "value"


def function():
    return name
