/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * What the loader must know of its own architecture, from arch/<name>/guest.h,
 * and what holds where that says nothing.
 */
#include "guest.h"

/* Functions that probes are put on; register_target's arguments are in registers. */
#ifndef GUEST_FUNCTION
#ifdef __clang__
#define GUEST_FUNCTION __attribute__((noinline))
#else
#define GUEST_FUNCTION __attribute__((noinline, noclone))
#endif
#endif
#ifndef GUEST_REGISTER_CALL
#define GUEST_REGISTER_CALL
#endif
/* Where calls within the program enter a function. */
#ifndef GUEST_CODE_ADDRESS
#define GUEST_CODE_ADDRESS(function) ((unsigned long)(function))
#endif

/* The kernel's prefix to sys_<name> where it has the wrapper. */
#ifndef GUEST_SYSCALL_PREFIX
#define GUEST_SYSCALL_PREFIX ""
#endif

/* The canonical frame address is this much above the stack pointer at entry. */
#ifndef GUEST_CFA_OFFSET
#define GUEST_CFA_OFFSET 0
#endif
/* What PT_REGS_RET holds at entry. */
#ifndef GUEST_RET_VALUE
#define GUEST_RET_VALUE(ret, sp) (ret)
#endif
/* The instruction that copies the frame pointer to %0. */
#ifdef GUEST_READ_FP
#define GUEST_HAS_FP 1
#define GUEST_READ_FRAME_POINTER(value) __asm__ volatile(GUEST_READ_FP : "=r"(value))
#else
#define GUEST_HAS_FP 0
#define GUEST_READ_FRAME_POINTER(value) (void)(value)
#endif

/* How far past its symbol a kprobe's program counter may be. */
#ifndef GUEST_PROBE_LENGTH
#define GUEST_PROBE_LENGTH 0
#endif
/* Offsets behind an entry of which one is an instruction's that always runs. */
#ifndef GUEST_BEHIND_ENTRY
#define GUEST_BEHIND_ENTRY 4, 8, 12
#endif
/* Where a kprobe goes if the kernel refuses the entry, 0: nowhere. */
#ifndef GUEST_ENTRY_OFFSET
#define GUEST_ENTRY_OFFSET 0
#endif
#ifndef GUEST_LOSES_MULTI_COOKIES
#define GUEST_LOSES_MULTI_COOKIES 0
#endif

/* Why the kernel does not run Go programs under uprobes as it would without, or NULL. */
#ifndef GUEST_WITHOUT_GO
#define GUEST_WITHOUT_GO NULL
#endif
/* Whether a signal while an instruction under a uprobe is stepped hangs the kernel. */
#ifndef GUEST_GO_SIGNALS_HANG
#define GUEST_GO_SIGNALS_HANG 0
#endif

/* The order of clone's arguments as the user passes them. (clone(2), C library/kernel differences) */
#ifndef GUEST_CLONE
#define GUEST_CLONE(flags, stack, parent, child, tls) flags, stack, parent, tls, child
#endif
/* Which argument of a syscall a tracer can change, and its word in NT_PRSTATUS. */
#ifndef GUEST_PTRACE_ARG
#define GUEST_PTRACE_ARG 1
#endif
#ifndef GUEST_PTRACE_WORD
#define GUEST_PTRACE_WORD 0
#endif
#ifndef GUEST_SECCOMP_WORD
#define GUEST_SECCOMP_WORD GUEST_PTRACE_WORD
#endif
/* Whether the end of rt_sigreturn(2) has the number of the syscall that was broken off. */
#ifndef GUEST_SIGRETURN_HAS_NUMBER
#define GUEST_SIGRETURN_HAS_NUMBER 0
#endif
/* Whether programs know where the user's registers are by the end of the task's stack. */
#ifndef GUEST_USER_REGS_END_STACK
#define GUEST_USER_REGS_END_STACK 0
#endif
/* From which argument of a syscall on the user's registers lose it at the end; 0: none. */
#ifndef GUEST_SYSCALL_EXIT_LOST
#define GUEST_SYSCALL_EXIT_LOST 0
#endif
