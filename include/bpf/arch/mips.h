/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * mips, 64-bit kernel (n64)
 *
 * Functions: arguments in a0 to a7 ($4 to $11), then on the stack; value in
 * v0 ($2), return address in ra ($31), frame pointer s8 ($30), stack pointer
 * $29. (MIPSpro N32 ABI Handbook, 2)
 * Syscalls: number in v0, arguments in a0 to a5, intact until return.
 * (arch/mips/kernel/scall64-n64.S)
 * Wrapper: none; sys_<name> takes C arguments.
 */
#define ___BPF_ARCH "mips"
#define ___bpf_own(name) ___bpf_mips_##name
#define bpf_target_mips
#define ___BPF_REG_BITS 64

/* arch/mips/include/asm/ptrace.h; acx comes after lo with CPU_HAS_SMARTMIPS */
#define ___BPF_REGS pt_regs___bpf_mips
struct ___BPF_REGS {
	__u64 regs[32], cp0_status, hi, lo, cp0_badvaddr, cp0_cause, cp0_epc;
};
#define ___BPF_IP_MOVES
#define ___bpf_kernels_mips(el, eb, args...) \
	el(mips, 304, ##args) el(mips, 400, ##args) eb(mips, 304, ##args) eb(mips, 400, ##args)

#define ___BPF_PARM_REGS 8
#define __PT_PARM1_REG regs[4]
#define __PT_PARM2_REG regs[5]
#define __PT_PARM3_REG regs[6]
#define __PT_PARM4_REG regs[7]
#define __PT_PARM5_REG regs[8]
#define __PT_PARM6_REG regs[9]
#define __PT_PARM7_REG regs[10]
#define __PT_PARM8_REG regs[11]
#define ___BPF_PAIRS ___BPF_EVEN_REG

#define __PT_RET_REG regs[31]
#define __PT_FP_REG regs[30]
#define __PT_RC_REG regs[2]
#define ___BPF_RC2_REG regs[3]
#define __PT_SP_REG regs[29]
#define __PT_IP_REG cp0_epc

/* Go: a word at the stack pointer is for the link register. (cmd/internal/obj/mips) */
#define ___BPF_GO_STACK_PARM 8
#define ___BPF_GO_G_REG regs[30]
#define ___BPF_GO_CTXT_REG regs[22]

#define __PT_PARM1_SYSCALL_REG regs[4]
#define __PT_PARM2_SYSCALL_REG regs[5]
#define __PT_PARM3_SYSCALL_REG regs[6]
#define __PT_PARM4_SYSCALL_REG regs[7]
#define __PT_PARM5_SYSCALL_REG regs[8]
#define __PT_PARM6_SYSCALL_REG regs[9]
/* Registers lose it; thread_info keeps it. The cause says if it is of this trap. */
#define ___BPF_SYSCALL_NR_IN_THREAD_INFO 40
/* It is thread_info's last, before STACK_END_MAGIC; a word on before 5.13, for addr_limit. */
#define ___bpf_syscall_nr_moved(behind) ((behind) != 0x57ac6e9d)
#define ___BPF_TP_ERRORS_POSITIVE 1
#define ___BPF_ERROR_REG regs[7]
#define ___bpf_is_error(flag) (flag)
#define ___BPF_IN_SYSCALL_REG cp0_cause
#define ___BPF_STATE_MOVES
#define ___bpf_in_syscall(cause) (((cause) >> 2 & 31) == 8)
#define ___BPF_MODE_REG cp0_status
#define ___bpf_kernel_mode(status) (((status) & 0x18) != 0x10)
#define ___BPF_SYSCALL_REGS_LOW regs[4]
#define ___BPF_SYSCALL_REGS_HIGH regs[9]
/* To the error flag. */
#define ___BPF_SYSCALL_EXIT_LOST 4

/* Syscalls that are not alike everywhere; see tracing/quirks.h and compat.h. */
#define ___BPF_SYSCALL_SECTION "kprobe/sys_"
#define ___BPF_MMAP_SYSCALL "mips_mmap"

/*
 * o32 and n32 tasks: by the syscall's number in v0. The handler is entered
 * with the stack pointer at the user's registers.
 * (arch/mips/kernel/scall64-o32.S, scall64-n32.S)
 */
#define ___BPF_COMPAT_SECTION "kprobe/compat_sys_"
#define ___BPF_COMPAT_NATIVE_SECTION "kprobe/sys_"
#define ___BPF_COMPAT_MODE_REG regs[2]
#define ___bpf_compat_mode(nr) ((nr) / 1000 != 5)

/* What functions ask for. */
static const struct ___bpf_abi ___bpf_own(abi) = {
	.stack_parm = 0,
	.clone_backwards = 1,
	.compat_shared = ___BPF_BY_STACK,
};

#include "../tracing/fetch.h"
