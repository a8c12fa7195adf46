/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * powerpc 64-bit
 *
 * Functions: arguments in r3 to r10, then on the stack above the caller's
 * header and the 64-byte save area of the register arguments; the header is
 * 32 bytes in ELFv2, 48 in ELFv1. Value in r3, return address in lr; no frame
 * pointer. Little-endian kernels and programs are ELFv2; big-endian ones are
 * taken for ELFv1 unless -DBPF_POWERPC_ELFV2_KERNEL=1 or
 * -DBPF_POWERPC_ELFV2_USER=1. (64-Bit ELF V2 ABI, 2.2; 64-bit ELF V1 ABI, 3.2)
 * Syscalls: number in r0, arguments in r3 to r8. r3 is what the handler
 * consumes, and takes the return value before sys_exit; orig_gpr3 is what the
 * user passed. (arch/powerpc/kernel/syscall.c)
 * Wrapper: sys_<name>(const struct pt_regs *) since 6.1 where the kernel has
 * no COMPAT (ppc64le); else sys_<name> takes C arguments. The name is the
 * same, but only then is the alias __se_sys_<name> a symbol.
 */
#define ___BPF_ARCH "powerpc"
#define ___bpf_own(name) ___bpf_powerpc_##name
#define bpf_target_powerpc
#define ___BPF_REG_BITS 64

#ifndef BPF_POWERPC_ELFV2_KERNEL
#define BPF_POWERPC_ELFV2_KERNEL (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__)
#endif
#ifndef BPF_POWERPC_ELFV2_USER
#define BPF_POWERPC_ELFV2_USER (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__)
#endif

/* arch/powerpc/include/uapi/asm/ptrace.h */
#define ___BPF_REGS pt_regs___bpf_powerpc
struct ___BPF_REGS {
	__u64 gpr[32], nip, msr, orig_gpr3, ctr, link, xer, ccr, softe, trap;
};
#define ___bpf_kernels_powerpc(el, eb, args...) el(powerpc, 352, ##args) eb(powerpc, 352, ##args)

#define ___BPF_PARM_REGS 8
#define __PT_PARM1_REG gpr[3]
#define __PT_PARM2_REG gpr[4]
#define __PT_PARM3_REG gpr[5]
#define __PT_PARM4_REG gpr[6]
#define __PT_PARM5_REG gpr[7]
#define __PT_PARM6_REG gpr[8]
#define __PT_PARM7_REG gpr[9]
#define __PT_PARM8_REG gpr[10]
#define ___BPF_PAIRS ___BPF_EVEN_REG_ONLY_STRUCTS

#define __PT_RET_REG link
#define __PT_RC_REG gpr[3]
#define ___BPF_RC2_REG gpr[4]
#define ___bpf_returned(aggregate, size, user)  \
	((size) <= 16 && (!(aggregate) ||       \
			  ((user) ? BPF_POWERPC_ELFV2_USER : BPF_POWERPC_ELFV2_KERNEL)))
#define __PT_SP_REG gpr[1]
#define __PT_IP_REG nip

/* Go, ppc64 and ppc64le: a frame begins with 32 bytes. (abi-internal.md, ppc64) */
#define ___bpf_go_regs(reg) \
	reg(0, gpr[3]) reg(1, gpr[4]) reg(2, gpr[5]) reg(3, gpr[6]) reg(4, gpr[7]) \
	reg(5, gpr[8]) reg(6, gpr[9]) reg(7, gpr[10]) reg(8, gpr[14]) reg(9, gpr[15]) \
	reg(10, gpr[16]) reg(11, gpr[17])
#define ___BPF_GO_FLOAT_REGS 12
#define ___BPF_GO_STACK_PARM 32
#define ___BPF_GO_G_REG gpr[30]
#define ___BPF_GO_CTXT_REG gpr[11]

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
#define ___BPF_SYSCALL_FN syscall_fn___bpf_powerpc
/* A trap 0xc00, or scv's 0x3000. (asm/ptrace.h, trap_is_syscall()) */
#define ___BPF_SYSCALL_NR_REG gpr[0]
#define ___BPF_TP_ERRORS_POSITIVE 1
/* CR0.SO; since the generic entry code (7.x) sys_exit has what gpr[3] has. */
#define ___BPF_ERROR_REG ccr
#define ___bpf_is_error(ccr) ((ccr) & 0x10000000)
#define ___BPF_IN_SYSCALL_REG trap
#define ___bpf_in_syscall(trap) (((trap) & ~0xf) == 0xc00 || ((trap) & ~0xf) == 0x3000)
#define ___BPF_FSYSCALL_PREFIX "sys_"

/* Syscalls that are not alike everywhere; see tracing/quirks.h and compat.h. */
#define ___BPF_SYSCALL_SECTION "kprobe/sys_"
#define ___BPF_SOCKETCALL 1
#define ___BPF_IPC_SYSCALL "ipc"
#define ___BPF_FADVISE64_SYSCALL "fadvise64"
#define ___BPF_SYNC_FILE_RANGE "sync_file_range2"

/* 32-bit tasks: MSR_SF is clear. Kernels with COMPAT have no wrapper. */
#define ___BPF_COMPAT_SECTION "kprobe/compat_sys_"
#define ___BPF_COMPAT_NATIVE_SECTION "kprobe/sys_"
#define ___BPF_COMPAT_MODE_REG msr
#define ___bpf_compat_mode(msr) (!((msr) >> 63))

/* What functions ask for. */
static const struct ___bpf_abi ___bpf_own(abi) = {
	.stack_parm = BPF_POWERPC_ELFV2_KERNEL ? 96 : 112,
	.user_stack_parm = BPF_POWERPC_ELFV2_USER ? 96 : 112,
	.structs_right = 1,
	.clone_backwards = 1,
	.sync_file_range_flags_second = 1,
	.compat_shared = ___BPF_BY_TASK,
};

#include "../tracing/fetch.h"
