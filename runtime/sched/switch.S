/* Changing stacks. One frame layout serves all: rbp, rbx, r12-r15 above the saved stack
   pointer, then the return address. So a task that went to the system stack by
   on_system_stack may be resumed by context_switch, even on another worker, and so that the
   collector finds every register of a stopped task on its stack.

   The frames keep rbp chained: the depth count and profilers walk them. */

#define TASK_SYSTEM_SP 88      /* offsets in SchedTask, asserted in task.c */
#define TASK_SAVED_SP 56

/* In a sanitized build announce.c has these two, and calls the ones here. */
#ifdef PYLLC_SANITIZE
#define ON_SYSTEM_STACK switch_to_system_stack
#define ON_TASK_STACK switch_to_task_stack
#else
#define ON_SYSTEM_STACK on_system_stack
#define ON_TASK_STACK on_task_stack
#endif

    .text

/* void context_switch(void **save, void *load, void **save_too): saves the caller's context,
   resumes the other. */
    .globl context_switch
    .hidden context_switch
    .type context_switch, @function
    .balign 16
context_switch:
    .cfi_startproc
    pushq %rbp
    .cfi_adjust_cfa_offset 8
    movq %rsp, %rbp
    pushq %rbx
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
    movq %rsp, (%rdi)
    movq %rsp, (%rdx)
    movq %rsi, %rsp
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbx
    popq %rbp
    .cfi_adjust_cfa_offset -8
    ret
    .cfi_endproc
    .size context_switch, . - context_switch

/* void context_jump(void *load): resumes a saved context, forgetting the present one. */
    .globl context_jump
    .hidden context_jump
    .type context_jump, @function
    .balign 16
context_jump:
    .cfi_startproc
    .cfi_undefined rip
    movq %rdi, %rsp
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbx
    popq %rbp
    ret
    .cfi_endproc
    .size context_jump, . - context_jump

/* RT void *ON_SYSTEM_STACK(TASK in r13, fn in rdi, argument in rsi). On the system stack
   already (its word in the task is zero): a plain call. What fn returns is lost when the task
   is resumed elsewhere: results travel through the argument. The inner name is the one that
   gdb lets unwind from one stack to another. */
    .globl ON_SYSTEM_STACK
    .hidden ON_SYSTEM_STACK
    .type ON_SYSTEM_STACK, @function
    .globl __morestack
    .hidden __morestack
    .type __morestack, @function
    .balign 16
ON_SYSTEM_STACK:
__morestack:
    .cfi_startproc
    pushq %rbp
    .cfi_def_cfa_offset 16
    .cfi_offset rbp, -16
    movq %rsp, %rbp
    .cfi_def_cfa_register rbp
    pushq %rbx
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
    .cfi_offset rbx, -24
    .cfi_offset r12, -32
    .cfi_offset r13, -40
    .cfi_offset r14, -48
    .cfi_offset r15, -56
    movq %rdi, %rax
    movq %rsi, %rdi
    movq TASK_SYSTEM_SP(%r13), %rbx
    testq %rbx, %rbx
    jz 1f
    movq %rsp, TASK_SAVED_SP(%r13)
    movq $0, TASK_SYSTEM_SP(%r13)
    leaq -64(%rbx), %rsp
    andq $-16, %rsp
    call *%rax
    movq %rbx, TASK_SYSTEM_SP(%r13)
    jmp 2f
1:  subq $8, %rsp
    call *%rax
2:  leaq -40(%rbp), %rsp
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbx
    popq %rbp
    .cfi_def_cfa rsp, 8
    ret
    .cfi_endproc
    .size ON_SYSTEM_STACK, . - ON_SYSTEM_STACK

/* void *ON_TASK_STACK(struct Task *task, void *(*fn)(struct Task *, void *), void *argument): from
   C on the system stack back to the task's own, below what it has published. C that fn calls
   on the system stack goes below the frames that are there now. */
    .globl ON_TASK_STACK
    .hidden ON_TASK_STACK
    .type ON_TASK_STACK, @function
    .balign 16
ON_TASK_STACK:
    .cfi_startproc
    pushq %rbp
    .cfi_def_cfa_offset 16
    .cfi_offset rbp, -16
    movq %rsp, %rbp
    .cfi_def_cfa_register rbp
    pushq %rbx
    pushq %r12
    .cfi_offset rbx, -24
    .cfi_offset r12, -32
    movq %rdi, %rbx
    movq TASK_SAVED_SP(%rbx), %r12
    movq %rsp, TASK_SYSTEM_SP(%rbx)
    movq %rsi, %rax
    movq %rdx, %rsi
    leaq -128(%r12), %rsp
    andq $-16, %rsp
    call *%rax
    movq %r12, TASK_SAVED_SP(%rbx)
    movq $0, TASK_SYSTEM_SP(%rbx)
    leaq -16(%rbp), %rsp
    popq %r12
    popq %rbx
    popq %rbp
    .cfi_def_cfa rsp, 8
    ret
    .cfi_endproc
    .size ON_TASK_STACK, . - ON_TASK_STACK

/* Where a fresh task's first switch returns to: rbx the task. No caller. */
    .globl task_entry
    .hidden task_entry
    .type task_entry, @function
    .balign 16
task_entry:
    .cfi_startproc
    .cfi_undefined rip
    xorl %ebp, %ebp
    movq %rbx, %rdi
    call task_main
    ud2
    .cfi_endproc
    .size task_entry, . - task_entry

    .section .note.GNU-stack, "", @progbits
