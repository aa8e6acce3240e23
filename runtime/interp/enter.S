/* Entries of interpreted functions. A compiled caller passes n words and then the callee, the
   task in r13 (swiftcc); which n, only the entry knows: entry n loads it and goes on below,
   where the six words of the registers are put in an array beside those on the stack.

   The entries lie 16 bytes apart: interp_entries + 16 * n. */
    .intel_syntax noprefix
    .text
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
/* interp_run(code, args, callee): a frame that the stack walk recognises. It counts as a Python
   function's (section pytext); below its frame pointer lie the code and the instruction that it is at. */
    .section pytext, "ax", @progbits
    .p2align 4
    .globl interp_run, interp_run_end
    .hidden interp_run, interp_run_end
    .type interp_run, @function
interp_run:
    push rbp
    mov rbp, rsp
    push rdi
    push 0
    mov rcx, rsp
    call interp_execute
    leave
    ret
interp_run_end:
    .size interp_run, . - interp_run
    .section .note.GNU-stack, "", @progbits
