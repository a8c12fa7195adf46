/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* loongarch: what the loader knows of its own architecture. */
#define GUEST_SYSCALL_PREFIX ""
#define GUEST_REGISTER_PARMS 8

/* A function that a uprobe can be put on, and where its first instruction is. */
#define GUEST_FUNCTION __attribute__((noinline))
#define GUEST_REGISTER_CALL
#define GUEST_CODE_ADDRESS(function) ((unsigned long)(function))

/* The canonical frame address is this much above the stack pointer at entry. */
#define GUEST_CFA_OFFSET 0
/* What PT_REGS_RET holds at entry. */
#define GUEST_RET_VALUE(ret, sp) (ret)
#define GUEST_HAS_FP 1
#define GUEST_READ_FRAME_POINTER(value) __asm__ volatile("move %0, $r22" : "=r"(value))

/* How far past its symbol a kprobe's program counter may be. */
#define GUEST_PROBE_LENGTH 0
/* Offsets behind the entry of which one is an instruction's that always runs. */
#define GUEST_BEHIND_ENTRY 4, 8, 12
#define GUEST_LOSES_MULTI_COOKIES 0
/* Where a kprobe goes if the entry itself is refused, 0: nowhere. */
#define GUEST_ENTRY_OFFSET 0
