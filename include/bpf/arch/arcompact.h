/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * ARCompact
 *
 * Functions: arguments in r0 to r7, then on the stack; value in r0; return
 * address in blink, frame pointer fp (r27), stack pointer sp (r28).
 * (ARCompact ABI, as in arch/arc/kernel/entry.S)
 * Syscalls: number in r8, arguments in r0 to r5, intact until return.
 * Wrapper: none; sys_<name> takes C arguments.
 */
#define ___BPF_ARCH "arcompact"
#define ___bpf_own(name) ___bpf_arcompact_##name
#define bpf_target_arc
#define ___BPF_REG_BITS 32

/* arch/arc/include/asm/ptrace.h */
#define ___BPF_REGS pt_regs___bpf_arcompact
struct ___BPF_REGS {
	__u32 bta, lp_start, lp_end, lp_count, status32, ret, blink, fp, r26, r12, r11;
	__u32 r10, r9, r8, r7, r6, r5, r4, r3, r2, r1, r0, sp, orig_r0, ecr;
};

#define ___BPF_PARM_REGS 8
#define __PT_PARM1_REG r0
#define __PT_PARM2_REG r1
#define __PT_PARM3_REG r2
#define __PT_PARM4_REG r3
#define __PT_PARM5_REG r4
#define __PT_PARM6_REG r5
#define __PT_PARM7_REG r6
#define __PT_PARM8_REG r7
#define ___BPF_PAIRS ___BPF_ANYWHERE

#define __PT_RET_REG blink
#define __PT_FP_REG fp
#define __PT_RC_REG r0
#define ___BPF_RC2_REG r1
#define __PT_SP_REG sp
#define __PT_IP_REG ret

#define __PT_PARM1_SYSCALL_REG orig_r0
#define ___BPF_HANDLER_PARM1_REG r0
/* STATUS_U_MASK. (asm/ptrace.h, user_mode()) */
#define ___BPF_MODE_REG status32
#define ___bpf_kernel_mode(status32) (!((status32) & 0x80))
#define ___BPF_PARM1_SYSCALL_KEPT
#define ___BPF_SYSCALL_REGS_LOW r5
#define ___BPF_SYSCALL_REGS_HIGH r0
#define __PT_PARM2_SYSCALL_REG r1
#define __PT_PARM3_SYSCALL_REG r2
#define __PT_PARM4_SYSCALL_REG r3
#define __PT_PARM5_SYSCALL_REG r4
#define __PT_PARM6_SYSCALL_REG r5
/* trap_s 0. (asm/ptrace.h, in_syscall()) */
#define ___BPF_SYSCALL_NR_REG r8
#define ___BPF_IN_SYSCALL_REG ecr
#define ___bpf_in_syscall(ecr) (((ecr) & 0xffffff) == 0x250000)

/* Syscalls that are not alike everywhere; see tracing/quirks.h and compat.h. */
/* The kernel's page size, 8 KiB unless configured otherwise: mmap2's unit. */
#ifndef BPF_ARC_PAGE_SHIFT
#define BPF_ARC_PAGE_SHIFT 13
#endif
#define ___BPF_SYSCALL_SECTION "kprobe/sys_"
#define ___BPF_MMAP_SYSCALL "mmap_pgoff"

/* What functions ask for. */
static const struct ___bpf_abi ___bpf_own(abi) = {
	.stack_parm = 0,
	.mmap_shift = BPF_ARC_PAGE_SHIFT,
	.clone_backwards = 1,
};

#include "../tracing/fetch.h"
