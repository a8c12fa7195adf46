/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * mips, 32-bit kernel (o32)
 *
 * Functions: arguments in a0 to a3 ($4 to $7), then on the stack above the
 * 16 bytes that shadow them; value in v0 ($2), return address in ra ($31),
 * frame pointer s8 ($30), stack pointer $29.
 * (System V ABI MIPS RISC Processor Supplement, 3)
 * Syscalls: number in v0, arguments in a0 to a3 and from 16 above the user's
 * stack pointer. The kernel copies the latter into the first words of
 * pt_regs, which is where its stack pointer is when it calls the handler.
 * (arch/mips/kernel/scall32-o32.S)
 * Wrapper: none; sys_<name> takes C arguments.
 */
#define ___BPF_ARCH "mips32"
#define ___bpf_own(name) ___bpf_mips32_##name
#define bpf_target_mips
#define ___BPF_REG_BITS 32

/* arch/mips/include/asm/ptrace.h; acx comes after lo with CPU_HAS_SMARTMIPS */
#define ___BPF_REGS pt_regs___bpf_mips32
struct ___BPF_REGS {
	__u32 pad0[8], regs[32], cp0_status, hi, lo, cp0_badvaddr, cp0_cause, cp0_epc;
};
#define ___BPF_IP_MOVES
#define ___bpf_kernels_mips32(el, eb, args...)          \
	el(mips32, 184, ##args) el(mips32, 192, ##args) \
	eb(mips32, 184, ##args) eb(mips32, 192, ##args)

#define ___BPF_PARM_REGS 4
#define __PT_PARM1_REG regs[4]
#define __PT_PARM2_REG regs[5]
#define __PT_PARM3_REG regs[6]
#define __PT_PARM4_REG regs[7]
#define ___BPF_PAIRS ___BPF_EVEN_REG

#define __PT_RET_REG regs[31]
#define __PT_FP_REG regs[30]
#define __PT_RC_REG regs[2]
#define ___BPF_RC2_REG regs[3]
#define ___bpf_returned(aggregate, size, user) (!(aggregate) && (size) <= 8)
#define __PT_SP_REG regs[29]
#define __PT_IP_REG cp0_epc

/* Go: a word at the stack pointer is for the link register. (cmd/internal/obj/mips) */
#define ___BPF_GO_STACK_PARM 4
#define ___BPF_GO_G_REG regs[30]
#define ___BPF_GO_CTXT_REG regs[22]

#define __PT_PARM1_SYSCALL_REG regs[4]
#define __PT_PARM2_SYSCALL_REG regs[5]
#define __PT_PARM3_SYSCALL_REG regs[6]
#define __PT_PARM4_SYSCALL_REG regs[7]
#define __PT_PARM5_SYSCALL_REG pad0[4]
#define __PT_PARM6_SYSCALL_REG pad0[5]
#define __PT_PARM7_SYSCALL_REG pad0[6]
/* Registers lose it; thread_info keeps it. The cause says if it is of this trap. */
#define ___BPF_SYSCALL_NR_IN_THREAD_INFO 24
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
#define ___BPF_SYSCALL_REGS_LOW pad0[4]
#define ___BPF_SYSCALL_REGS_HIGH regs[7]
/* To the error flag; those after it are the function's own stack. */
#define ___BPF_SYSCALL_EXIT_LOST 4

/* Syscalls that are not alike everywhere; see tracing/quirks.h and compat.h. */
#define ___BPF_SYSCALL_SECTION "kprobe/sys_"
#define ___BPF_MMAP_SYSCALL "mips_mmap2"
#define ___BPF_OLD_MMAP_SYSCALL "mips_mmap"
#define ___BPF_SOCKETCALL 1
#define ___BPF_IPC_SYSCALL "ipc"

/* What functions ask for. */
static const struct ___bpf_abi ___bpf_own(abi) = {
	.stack_parm = 16,
	.syscall_regs_at_sp = 1,
	.mmap_shift = 12,
	.clone_backwards = 1,
};

#include "../tracing/fetch.h"
