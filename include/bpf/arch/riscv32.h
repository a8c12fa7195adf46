/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * riscv32
 *
 * Functions: arguments in a0 to a7, then on the stack; value in a0; return
 * address in ra, frame pointer s0. (RISC-V ABIs Specification, 2.1)
 * Syscalls: number in a7, arguments in a0 to a6. The kernel overwrites a0
 * with -ENOSYS, so the first argument is in orig_a0.
 * (arch/riscv/kernel/traps.c)
 * Wrapper: __riscv_sys_<name>(const struct pt_regs *) since 6.6,
 * sys_<name> with C arguments before.
 */
#define ___BPF_ARCH "riscv32"
#define ___bpf_own(name) ___bpf_riscv32_##name
#define bpf_target_riscv
#define ___BPF_REG_BITS 32

/* arch/riscv/include/asm/ptrace.h */
#define ___BPF_REGS pt_regs___bpf_riscv32
struct ___BPF_REGS {
	__u32 epc, ra, sp, gp, tp, t0, t1, t2, s0, s1;
	__u32 a0, a1, a2, a3, a4, a5, a6, a7;
	__u32 s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, t3, t4, t5, t6;
	__u32 status, badaddr, cause, orig_a0;
};
#define ___bpf_kernels_riscv32(el, eb, args...) el(riscv32, 128, ##args)

#define ___BPF_PARM_REGS 8
#define __PT_PARM1_REG a0
#define __PT_PARM2_REG a1
#define __PT_PARM3_REG a2
#define __PT_PARM4_REG a3
#define __PT_PARM5_REG a4
#define __PT_PARM6_REG a5
#define __PT_PARM7_REG a6
#define __PT_PARM8_REG a7
#define ___bpf_by_value(aggregate, size) ((size) <= 8)

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

#define __PT_PARM1_SYSCALL_REG orig_a0
#define ___BPF_PARM1_SYSCALL_KEPT
#define __PT_PARM2_SYSCALL_REG a1
#define __PT_PARM3_SYSCALL_REG a2
#define __PT_PARM4_SYSCALL_REG a3
#define __PT_PARM5_SYSCALL_REG a4
#define __PT_PARM6_SYSCALL_REG a5
#define __PT_PARM7_SYSCALL_REG a6
#define ___BPF_SYSCALL_REGS_LOW a1
#define ___BPF_SYSCALL_REGS_HIGH a5
#define ___BPF_SYSCALL_WRAPPER

/*
 * Kernel code is from VMALLOC_START on, user code below it; ftrace does not save the mode
 * (status.SPP) before 6.10. (arch/riscv/include/asm/pgtable.h)
 */
#define ___BPF_MODE_REG epc
#define ___bpf_kernel_mode(epc) ((epc) >= 0xa0000000)
/* scause is a call from user mode. (arch/riscv/include/asm/csr.h) */
#define ___BPF_SYSCALL_NR_REG a7
#define ___BPF_IN_SYSCALL_REG cause
#define ___bpf_in_syscall(cause) ((cause) == 8)

/* Syscalls that are not alike everywhere; see tracing/quirks.h and compat.h. */
#define ___BPF_SYSCALL_SECTION "ksyscall/"
#define ___BPF_MMAP_SYSCALL "mmap2"

/* What functions ask for. */
static const struct ___bpf_abi ___bpf_own(abi) = {
	.stack_parm = 0,
	.float_regs = 8,
	.floats_then_regs = 1,
	.mmap_shift = 12,
	.clone_backwards = 1,
};

#include "../tracing/fetch.h"
