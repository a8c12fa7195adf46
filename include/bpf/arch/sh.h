/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * sh (SuperH, 32-bit)
 *
 * Functions: arguments in r4 to r7, then on the stack, also one that begins in
 * r7; value in r0 and r1, or behind the address in r2; return address in pr,
 * frame pointer r14, stack pointer r15. The kernel uses no FPU, and has no
 * uprobes. (GCC's config/sh/sh.cc; code of sh4-linux-gnu-gcc -m4-nofpu)
 * Syscalls: number in r3, arguments in r4 to r7, r0, r1 and r2. The kernel
 * pushes the last three for the handler; r0 becomes the value at the end.
 * (arch/sh/kernel/entry-common.S)
 * Wrapper: none; sys_<name> takes C arguments.
 */
#define ___BPF_ARCH "sh"
#define ___bpf_own(name) ___bpf_sh_##name
#define bpf_target_sh
#define ___BPF_REG_BITS 32

/* arch/sh/include/uapi/asm/ptrace_32.h */
#define ___BPF_REGS pt_regs___bpf_sh
struct ___BPF_REGS {
	__u32 regs[16], pc, pr, sr, gbr, mach, macl, tra;
};
#define ___bpf_kernels_sh(el, eb, args...) el(sh, 92, ##args)

#define ___BPF_PARM_REGS 4
#define __PT_PARM1_REG regs[4]
#define __PT_PARM2_REG regs[5]
#define __PT_PARM3_REG regs[6]
#define __PT_PARM4_REG regs[7]
#define ___BPF_PAIRS ___BPF_ANYWHERE

#define __PT_RET_REG pr
#define __PT_FP_REG regs[14]
#define __PT_RC_REG regs[0]
#define ___BPF_RC2_REG regs[1]
#define ___bpf_returned(aggregate, size, user) \
	((size) <= 8 && (!(aggregate) || !((size) & ((size) - 1))))
#define __PT_SP_REG regs[15]
#define __PT_IP_REG pc

#define __PT_PARM1_SYSCALL_REG regs[4]
#define __PT_PARM2_SYSCALL_REG regs[5]
#define __PT_PARM3_SYSCALL_REG regs[6]
#define __PT_PARM4_SYSCALL_REG regs[7]
#define __PT_PARM5_SYSCALL_REG regs[0]
#define __PT_PARM6_SYSCALL_REG regs[1]
#define __PT_PARM7_SYSCALL_REG regs[2]
/* tra is -1 but in a trap. (asm/syscall_32.h, syscall_get_nr()) */
#define ___BPF_SYSCALL_NR_REG regs[3]
#define ___BPF_IN_SYSCALL_REG tra
#define ___bpf_in_syscall(tra) ((__s32)(tra) >= 0)
#define ___BPF_MODE_REG sr
#define ___bpf_kernel_mode(sr) ((sr) & 0x40000000)
#define ___BPF_SYSCALL_REGS_LOW regs[0]
#define ___BPF_SYSCALL_REGS_HIGH regs[7]

/* Syscalls that are not alike everywhere; see tracing/quirks.h and compat.h. */
#define ___BPF_SYSCALL_SECTION "kprobe/sys_"
#define ___BPF_MMAP_SYSCALL "mmap2"
#define ___BPF_SOCKETCALL 1
#define ___BPF_IPC_SYSCALL "ipc"
#define ___BPF_PREAD64 "pread_wrapper"
#define ___BPF_PWRITE64 "pwrite_wrapper"
#define ___BPF_FADVISE64_SYSCALL "fadvise64_64_wrapper"
#define ___BPF_SYNC_FILE_RANGE "sh_sync_file_range6"

/* What functions ask for. */
static const struct ___bpf_abi ___bpf_own(abi) = {
	.stack_parm = 0,
	.mmap_shift = 12,
	.pread64_padded = 1,
};

#include "../tracing/fetch.h"
