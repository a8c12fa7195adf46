/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * arm64
 *
 * Functions: arguments in x0 to x7, then on the stack; value in x0; return
 * address in x30, frame pointer x29. Bits above a type's width are undefined.
 * (Procedure Call Standard for the Arm 64-bit Architecture, 6.8)
 * Syscalls: number in x8, arguments in x0 to x5. x0 is what the handler
 * consumes, and takes the return value before sys_exit; orig_x0 is what the
 * user passed, also where ptrace or seccomp changed x0.
 * (arch/arm64/kernel/syscall.c, asm/syscall_wrapper.h)
 * Wrapper: __arm64_sys_<name>(const struct pt_regs *) since 4.19,
 * sys_<name> with C arguments before.
 */
#define ___BPF_ARCH "arm64"
#define ___bpf_own(name) ___bpf_arm64_##name
#define bpf_target_arm64
#define ___BPF_REG_BITS 64

/* arch/arm64/include/asm/ptrace.h */
#define ___BPF_REGS pt_regs___bpf_arm64
struct ___BPF_REGS {
	__u64 regs[31], sp, pc, pstate, orig_x0;
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	/* Before Linux 6.13. */
	__u32 unused2;
#endif
	__s32 syscallno;
};
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define ___BPF_STATE_MOVES
#endif
#define ___bpf_kernels_arm64(el, eb, args...) el(arm64, 272, ##args) eb(arm64, 272, ##args)
/* PT_REGS_ARM64: their type, as older libbpf had it. */
#define PT_REGS_ARM64 const volatile struct ___BPF_REGS

#define ___BPF_PARM_REGS 8
#define __PT_PARM1_REG regs[0]
#define __PT_PARM2_REG regs[1]
#define __PT_PARM3_REG regs[2]
#define __PT_PARM4_REG regs[3]
#define __PT_PARM5_REG regs[4]
#define __PT_PARM6_REG regs[5]
#define __PT_PARM7_REG regs[6]
#define __PT_PARM8_REG regs[7]
#define ___BPF_PAIRS ___BPF_EVEN_REG
#define ___BPF_SPILL ___BPF_CLOSES
#define ___bpf_by_value(aggregate, size) ((size) <= 16)

#define __PT_RET_REG regs[30]
#define __PT_FP_REG regs[29]
#define __PT_RC_REG regs[0]
#define ___BPF_RC2_REG regs[1]
#define __PT_SP_REG sp
#define __PT_IP_REG pc

/* Go: a word at the stack pointer is for the link register. (abi-internal.md, arm64) */
#define ___bpf_go_regs(reg) \
	reg(0, regs[0]) reg(1, regs[1]) reg(2, regs[2]) reg(3, regs[3]) reg(4, regs[4]) \
	reg(5, regs[5]) reg(6, regs[6]) reg(7, regs[7]) reg(8, regs[8]) reg(9, regs[9]) \
	reg(10, regs[10]) reg(11, regs[11]) reg(12, regs[12]) reg(13, regs[13]) \
	reg(14, regs[14]) reg(15, regs[15])
#define ___BPF_GO_FLOAT_REGS 16
#define ___BPF_GO_STACK_PARM 8
#define ___BPF_GO_G_REG regs[28]
#define ___BPF_GO_CTXT_REG regs[26]

#define __PT_PARM1_SYSCALL_REG orig_x0
#define ___BPF_HANDLER_PARM1_REG regs[0]
#define ___BPF_PARM1_SYSCALL_KEPT
#define __PT_PARM2_SYSCALL_REG regs[1]
#define __PT_PARM3_SYSCALL_REG regs[2]
#define __PT_PARM4_SYSCALL_REG regs[3]
#define __PT_PARM5_SYSCALL_REG regs[4]
#define __PT_PARM6_SYSCALL_REG regs[5]
#define ___BPF_SYSCALL_REGS_LOW regs[0]
#define ___BPF_SYSCALL_REGS_HIGH regs[5]
#define ___BPF_SYSCALL_WRAPPER
/* Another mode than EL0. (asm/ptrace.h, user_mode()) */
#define ___BPF_MODE_REG pstate
#define ___bpf_kernel_mode(pstate) ((pstate) & 0xf)
/* -1 outside. (asm/ptrace.h, in_syscall()) */
#define ___BPF_SYSCALL_NR_REG syscallno
#define ___BPF_FSYSCALL_PREFIX "__arm64_sys_"

/* Syscalls that are not alike everywhere; see tracing/quirks.h and compat.h. */
#define ___BPF_SYSCALL_SECTION "ksyscall/"

/* 32-bit tasks: PSR_MODE32_BIT. Many functions are shared. (asm/syscall_wrapper.h) */
#define ___BPF_COMPAT_SECTION "kprobe/__arm64_compat_sys_"
#define ___BPF_COMPAT_NATIVE_SECTION "kprobe/__arm64_sys_"
#define ___BPF_COMPAT_MODE_REG pstate
#define ___bpf_compat_mode(pstate) ((pstate) & 0x10)

/* What functions ask for. */
static const struct ___bpf_abi ___bpf_own(abi) = {
	.user_regs_end = 16384,
	.fsyscall_ret_second = 1,
	.stack_parm = 0,
	.float_regs = 8,
	.clone_backwards = 1,
	.compat_shared = ___BPF_BY_WRAPPER,
};

#include "../tracing/fetch.h"
