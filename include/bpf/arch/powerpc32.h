/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * powerpc 32-bit
 *
 * Functions: arguments in r3 to r10, then on the stack above the back chain
 * and the saved lr; value in r3, return address in lr; no frame pointer is
 * guaranteed. (Power Architecture 32-bit ABI Supplement, 3.2)
 * Syscalls: number in r0, arguments in r3 to r8. r3 is what the handler
 * consumes, and takes the return value before sys_exit; orig_gpr3 is what the
 * user passed. (arch/powerpc/kernel/syscall.c)
 * Wrapper: sys_<name>(const struct pt_regs *) since 6.1; before, sys_<name>
 * takes C arguments. The name is the same, but only then is the alias
 * __se_sys_<name> a symbol.
 */
#define ___BPF_ARCH "powerpc32"
#define ___bpf_own(name) ___bpf_powerpc32_##name
#define bpf_target_powerpc
#define ___BPF_REG_BITS 32

/* arch/powerpc/include/uapi/asm/ptrace.h */
#define ___BPF_REGS pt_regs___bpf_powerpc32
struct ___BPF_REGS {
	__u32 gpr[32], nip, msr, orig_gpr3, ctr, link, xer, ccr, mq, trap;
};
#define ___bpf_kernels_powerpc32(el, eb, args...) eb(powerpc32, 176, ##args)

#define ___BPF_PARM_REGS 8
#define __PT_PARM1_REG gpr[3]
#define __PT_PARM2_REG gpr[4]
#define __PT_PARM3_REG gpr[5]
#define __PT_PARM4_REG gpr[6]
#define __PT_PARM5_REG gpr[7]
#define __PT_PARM6_REG gpr[8]
#define __PT_PARM7_REG gpr[9]
#define __PT_PARM8_REG gpr[10]
#define ___BPF_PAIRS ___BPF_EVEN_REG
#define ___BPF_SPILL ___BPF_CLOSES
#define ___bpf_by_value(aggregate, size) (!(aggregate))

#define __PT_RET_REG link
#define __PT_RC_REG gpr[3]
#define ___BPF_RC2_REG gpr[4]
#define ___bpf_returned(aggregate, size, user) (!(aggregate) && (size) <= 8)
#define __PT_SP_REG gpr[1]
#define __PT_IP_REG nip

#define __PT_PARM1_SYSCALL_REG orig_gpr3
#define ___BPF_HANDLER_PARM1_REG gpr[3]
#define ___BPF_PARM1_SYSCALL_KEPT
#define __PT_PARM2_SYSCALL_REG gpr[4]
#define __PT_PARM3_SYSCALL_REG gpr[5]
#define __PT_PARM4_SYSCALL_REG gpr[6]
#define __PT_PARM5_SYSCALL_REG gpr[7]
#define __PT_PARM6_SYSCALL_REG gpr[8]
#define ___BPF_SYSCALL_REGS_LOW gpr[3]
#define ___BPF_SYSCALL_REGS_HIGH gpr[8]
#define ___BPF_SYSCALL_WRAPPER
/* MSR_PR: orig_gpr3 is the user's only in the user's registers. (asm/ptrace.h, user_mode()) */
#define ___BPF_MODE_REG msr
#define ___bpf_kernel_mode(msr) (!((msr) & 0x4000))
/* A trap 0xc00. (asm/ptrace.h, trap_is_syscall()) */
#define ___BPF_SYSCALL_NR_REG gpr[0]
#define ___BPF_TP_ERRORS_POSITIVE 1
/* CR0.SO; since the generic entry code (7.x) sys_exit has what gpr[3] has. */
#define ___BPF_ERROR_REG ccr
#define ___bpf_is_error(ccr) ((ccr) & 0x10000000)
#define ___BPF_IN_SYSCALL_REG trap
#define ___bpf_in_syscall(trap) (((trap) & ~0xf) == 0xc00)

/* Syscalls that are not alike everywhere; see tracing/quirks.h and compat.h. */
#define ___BPF_SYSCALL_SECTION "kprobe/sys_"
/* Since 6.1, with the wrapper. (arch/powerpc/kernel/syscalls/syscall.tbl) */
#define ___BPF_SYSCALL64_PREFIX "ppc_"
#define ___BPF_FADVISE64_OLD_SECTION "kprobe/ppc_fadvise64_64"
#define ___BPF_MMAP_SYSCALL "mmap2"
#define ___BPF_OLD_MMAP_SYSCALL "mmap"
#define ___BPF_SOCKETCALL 1
#define ___BPF_IPC_SYSCALL "ipc"
#define ___BPF_SYNC_FILE_RANGE "sync_file_range2"

/* What functions ask for. */
static const struct ___bpf_abi ___bpf_own(abi) = {
	.stack_parm = 8,
	.float_regs = 8,
	.mmap_shift = 12,
	.clone_backwards = 1,
	.fadvise64_advice_second = 1,
	.sync_file_range_flags_second = 1,
};

#include "../tracing/fetch.h"
