/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * riscv64
 *
 * Functions: arguments in a0 to a7, then on the stack; value in a0; return
 * address in ra, frame pointer s0. (RISC-V ABIs Specification, 2.1)
 * Syscalls: number in a7, arguments in a0 to a5. The kernel overwrites a0
 * with -ENOSYS, so the first argument is in orig_a0.
 * (arch/riscv/kernel/traps.c)
 * Wrapper: __riscv_sys_<name>(const struct pt_regs *) since 6.6,
 * sys_<name> with C arguments before.
 */
#define ___BPF_ARCH "riscv"
#define ___bpf_own(name) ___bpf_riscv_##name
#define bpf_target_riscv
#define ___BPF_REG_BITS 64

/* arch/riscv/include/asm/ptrace.h */
#define ___BPF_REGS pt_regs___bpf_riscv
struct ___BPF_REGS {
	__u64 epc, ra, sp, gp, tp, t0, t1, t2, s0, s1;
	__u64 a0, a1, a2, a3, a4, a5, a6, a7;
	__u64 s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, t3, t4, t5, t6;
	__u64 status, badaddr, cause, orig_a0;
};
/* PT_REGS_RV: their type, as older libbpf had it. */
#define PT_REGS_RV const volatile struct ___BPF_REGS
#define ___bpf_kernels_riscv(el, eb, args...) el(riscv, 256, ##args)

#define ___BPF_PARM_REGS 8
#define __PT_PARM1_REG a0
#define __PT_PARM2_REG a1
#define __PT_PARM3_REG a2
#define __PT_PARM4_REG a3
#define __PT_PARM5_REG a4
#define __PT_PARM6_REG a5
#define __PT_PARM7_REG a6
#define __PT_PARM8_REG a7
#define ___bpf_by_value(aggregate, size) ((size) <= 16)

#define __PT_RET_REG ra
#define __PT_FP_REG s0
#define __PT_RC_REG a0
#define ___BPF_RC2_REG a1
#define __PT_SP_REG sp
#define __PT_IP_REG epc
/*
 * Linux 5.12 to 6.9: SAVE_ALL stores sp behind the room it makes for the registers; before
 * functions called it with t0 (6.3, and stable kernels) they had stored ra below sp.
 * (arch/riscv/kernel/mcount-dyn.S)
 */
#define ___BPF_FTRACE_LINK_REG t0

/* Go: a word at the stack pointer is for the link register. (abi-internal.md, riscv64) */
#define ___bpf_go_regs(reg) \
	reg(0, a0) reg(1, a1) reg(2, a2) reg(3, a3) reg(4, a4) reg(5, a5) reg(6, a6) \
	reg(7, a7) reg(8, s0) reg(9, s1) reg(10, s2) reg(11, s3) reg(12, s4) reg(13, s5) \
	reg(14, s6) reg(15, s7)
#define ___BPF_GO_FLOAT_REGS 16
#define ___BPF_GO_STACK_PARM 8
#define ___BPF_GO_G_REG s11
#define ___BPF_GO_CTXT_REG s10

#define __PT_PARM1_SYSCALL_REG orig_a0
#define ___BPF_PARM1_SYSCALL_KEPT
#define __PT_PARM2_SYSCALL_REG a1
#define __PT_PARM3_SYSCALL_REG a2
#define __PT_PARM4_SYSCALL_REG a3
#define __PT_PARM5_SYSCALL_REG a4
#define __PT_PARM6_SYSCALL_REG a5
#define ___BPF_SYSCALL_REGS_LOW a1
#define ___BPF_SYSCALL_REGS_HIGH a5
#define ___BPF_SYSCALL_WRAPPER
#define ___BPF_SYSCALL_FN syscall_t___bpf_riscv
/* Unless someone turns it on: no ARCH_WANT_DEFAULT_BPF_JIT. (arch/riscv/Kconfig) */
#define ___BPF_JIT_IS_OFF

/* Kernel code is in the upper half; ftrace does not save the mode (status.SPP) before 6.10. */
#define ___BPF_MODE_REG epc
#define ___bpf_kernel_mode(epc) ((__s64)(epc) < 0)
/* scause is a call from user mode. (arch/riscv/include/asm/csr.h) */
#define ___BPF_SYSCALL_NR_REG a7
#define ___BPF_IN_SYSCALL_REG cause
#define ___bpf_in_syscall(cause) ((cause) == 8)
#define ___BPF_FSYSCALL_PREFIX "__riscv_sys_"

/* Syscalls that are not alike everywhere; see tracing/quirks.h and compat.h. */
#define ___BPF_SYSCALL_SECTION "ksyscall/"

/* 32-bit tasks: sstatus.UXL is 1. (arch/riscv/include/asm/csr.h) */
#define ___BPF_COMPAT_SECTION "kprobe/__riscv_compat_sys_"
#define ___BPF_COMPAT_NATIVE_SECTION "kprobe/__riscv_sys_"
#define ___BPF_COMPAT_MODE_REG status
#define ___bpf_compat_mode(status) (((status) >> 32 & 3) == 1)

/* What functions ask for. */
static const struct ___bpf_abi ___bpf_own(abi) = {
	.user_regs_end = 16384,
	.stack_parm = 0,
	.float_regs = 8,
	.floats_then_regs = 1,
	.clone_backwards = 1,
	.compat_shared = ___BPF_BY_WRAPPER,
};

#include "../tracing/fetch.h"
