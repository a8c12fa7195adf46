/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * loongarch64
 *
 * Functions: arguments in a0 to a7 ($r4 to $r11), then on the stack; value in
 * a0; return address in ra ($r1), frame pointer $r22, stack pointer $r3.
 * (Procedure Call Standard for the LoongArch Architecture)
 * Syscalls: number in a7, arguments in a0 to a5. The kernel overwrites a0
 * with -ENOSYS, so the first argument is in orig_a0.
 * (arch/loongarch/kernel/syscall.c)
 * Wrapper: none; sys_<name> takes C arguments.
 */
#define ___BPF_ARCH "loongarch"
#define ___bpf_own(name) ___bpf_loongarch_##name
#define bpf_target_loongarch
#define ___BPF_REG_BITS 64

/* arch/loongarch/include/asm/ptrace.h */
#define ___BPF_REGS pt_regs___bpf_loongarch
struct ___BPF_REGS {
	__u64 regs[32], orig_a0;
	__u64 csr_era, csr_badvaddr, csr_crmd, csr_prmd, csr_euen, csr_ecfg, csr_estat;
};
#define ___bpf_kernels_loongarch(el, eb, args...) el(loongarch, 360, ##args)

#define ___BPF_PARM_REGS 8
#define __PT_PARM1_REG regs[4]
#define __PT_PARM2_REG regs[5]
#define __PT_PARM3_REG regs[6]
#define __PT_PARM4_REG regs[7]
#define __PT_PARM5_REG regs[8]
#define __PT_PARM6_REG regs[9]
#define __PT_PARM7_REG regs[10]
#define __PT_PARM8_REG regs[11]
#define ___bpf_by_value(aggregate, size) ((size) <= 16)

#define __PT_RET_REG regs[1]
#define __PT_FP_REG regs[22]
#define __PT_RC_REG regs[4]
#define ___BPF_RC2_REG regs[5]
#define __PT_SP_REG regs[3]
#define __PT_IP_REG csr_era

/* Go: a word at the stack pointer is for the link register. (abi-internal.md, loong64) */
#define ___bpf_go_regs(reg) \
	reg(0, regs[4]) reg(1, regs[5]) reg(2, regs[6]) reg(3, regs[7]) reg(4, regs[8]) \
	reg(5, regs[9]) reg(6, regs[10]) reg(7, regs[11]) reg(8, regs[12]) \
	reg(9, regs[13]) reg(10, regs[14]) reg(11, regs[15]) reg(12, regs[16]) \
	reg(13, regs[17]) reg(14, regs[18]) reg(15, regs[19])
#define ___BPF_GO_FLOAT_REGS 16
#define ___BPF_GO_STACK_PARM 8
#define ___BPF_GO_G_REG regs[22]
#define ___BPF_GO_CTXT_REG regs[29]

#define __PT_PARM1_SYSCALL_REG orig_a0
#define ___BPF_PARM1_SYSCALL_KEPT
#define __PT_PARM2_SYSCALL_REG regs[5]
#define __PT_PARM3_SYSCALL_REG regs[6]
#define __PT_PARM4_SYSCALL_REG regs[7]
#define __PT_PARM5_SYSCALL_REG regs[8]
#define __PT_PARM6_SYSCALL_REG regs[9]

/* Kernel code is in the upper half; ftrace does not save the mode (prmd). */
#define ___BPF_MODE_REG csr_era
#define ___bpf_kernel_mode(era) ((__s64)(era) < 0)
/* The exception's code is SYS. (asm/loongarch.h, EXCCODE_SYS) */
#define ___BPF_SYSCALL_NR_REG regs[11]
#define ___BPF_IN_SYSCALL_REG csr_estat
#define ___bpf_in_syscall(estat) (((estat) >> 16 & 0x3f) == 0xb)
#define ___BPF_SYSCALL_REGS_LOW regs[5]
#define ___BPF_SYSCALL_REGS_HIGH regs[9]
/* The others' sys_<name> is an alias, which BTF has not. (include/linux/syscalls.h) */
#define ___BPF_FSYSCALL_PREFIX "__se_sys_"
#define ___BPF_FSYSCALL0_PREFIX "sys_"

/* Syscalls that are not alike everywhere; see tracing/quirks.h and compat.h. */
#define ___BPF_SYSCALL_SECTION "kprobe/sys_"

/* What functions ask for. */
static const struct ___bpf_abi ___bpf_own(abi) = {
	.stack_parm = 0,
	.float_regs = 8,
	.floats_then_regs = 1,
};

#include "../tracing/fetch.h"
