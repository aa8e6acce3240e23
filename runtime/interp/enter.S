/* Entries of interpreted functions. A compiled caller passes n words and then the callee, the
   task in r13 (swiftcc); which n, only the entry knows: entry n loads it and goes on below,
   where the six words of the registers are put in an array beside those on the stack.

   The entries lie 16 bytes apart: interp_entries + 16 * n. */
    .intel_syntax noprefix
    .section pytext, "ax", @progbits
    .p2align 4
    .globl interp_entries
    .hidden interp_entries
interp_entries:
    .set n, 0
    .rept 256
    .p2align 4
    mov eax, n
    jmp interp_enter_common
    .set n, n + 1
    .endr
    .p2align 4
    .type interp_enter_common, @function
interp_enter_common:
    push rbp
    mov rbp, rsp
    sub rsp, 48
    mov [rsp], rdi
    mov [rsp + 8], rsi
    mov [rsp + 16], rdx
    mov [rsp + 24], rcx
    mov [rsp + 32], r8
    mov [rsp + 40], r9
    mov rdi, rsp
    lea rsi, [rbp + 16]
    mov edx, eax
    call interp_enter
    leave
    ret
    .size interp_enter_common, . - interp_enter_common
    .section .note.GNU-stack, "", @progbits
