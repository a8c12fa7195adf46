/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * sparc64 (32-bit sparc kernels have no kprobes)
 *
 * Functions: arguments in %o0 to %o5, then on the stack above the register
 * window's save area; %o6, the stack pointer, is 2047 too low (the bias).
 * Value in %o0; %o7 is the address of the call, and the callee returns to 8
 * after it. The caller's frame pointer is in the register window, not in
 * pt_regs. (SPARC Compliance Definition 2.4, 3P)
 * pt_regs has %g0 to %g7 in u_regs[0..7], %o0 to %o7 in u_regs[8..15].
 * Syscalls: number in %g1, arguments in %o0 to %o5, intact until return.
 * (arch/sparc/kernel/syscalls.S)
 * Wrapper: none; sys_<name> takes C arguments.
 */
#define ___BPF_ARCH "sparc"
#define ___bpf_own(name) ___bpf_sparc_##name
#define bpf_target_sparc
#define ___BPF_REG_BITS 64

/* arch/sparc/include/uapi/asm/ptrace.h */
#define ___BPF_REGS pt_regs___bpf_sparc
struct ___BPF_REGS {
	__u64 u_regs[16], tstate, tpc, tnpc;
	__u32 y, magic;
};
#define ___bpf_kernels_sparc(el, eb, args...) eb(sparc, 160, ##args)

#define ___BPF_PARM_REGS 6
#define __PT_PARM1_REG u_regs[8]
#define __PT_PARM2_REG u_regs[9]
#define __PT_PARM3_REG u_regs[10]
#define __PT_PARM4_REG u_regs[11]
#define __PT_PARM5_REG u_regs[12]
#define __PT_PARM6_REG u_regs[13]
#define ___BPF_PAIRS ___BPF_EVEN_REG
#define ___bpf_by_value(aggregate, size) ((size) <= 16)

#define __PT_RET_REG u_regs[15]
#define __PT_RC_REG u_regs[8]
#define ___BPF_RC2_REG u_regs[9]
#define ___BPF_RC3_REG u_regs[10]
#define ___BPF_RC4_REG u_regs[11]
#define ___bpf_returned(aggregate, size, user) ((size) <= ((aggregate) ? 32 : 16))
#define __PT_SP_REG u_regs[14]
#define __PT_IP_REG tpc
#define ___BPF_NEXT_IP_REG tnpc

#define __PT_PARM1_SYSCALL_REG u_regs[8]
#define __PT_PARM2_SYSCALL_REG u_regs[9]
#define __PT_PARM3_SYSCALL_REG u_regs[10]
#define __PT_PARM4_SYSCALL_REG u_regs[11]
#define __PT_PARM5_SYSCALL_REG u_regs[12]
#define __PT_PARM6_SYSCALL_REG u_regs[13]
/* TSTATE_SYSCALL, TSTATE_PRIV. (asm/ptrace.h, uapi/asm/pstate.h) */
#define ___BPF_SYSCALL_NR_REG u_regs[1]
#define ___BPF_TP_ERRORS_POSITIVE 1
#define ___BPF_IN_SYSCALL_REG tstate
#define ___bpf_in_syscall(tstate) ((tstate) & 0x20)
#define ___BPF_MODE_REG tstate
#define ___bpf_kernel_mode(tstate) ((tstate) & 0x400)
/* sys_exit has errors as positive numbers, with the carry set. (kernel/syscalls.S) */
#define ___BPF_ERROR_REG tstate
#define ___bpf_is_error(tstate) ((tstate) & 0x1100000000ULL)

/* Syscalls that are not alike everywhere; see tracing/quirks.h and compat.h. */
#define ___BPF_SYSCALL_SECTION "kprobe/sys_"
#define ___BPF_CLONE_SECTION "kprobe/sparc_clone"
#define ___BPF_SYSCALL_REGS_LOW u_regs[8]
#define ___BPF_SYSCALL_REGS_HIGH u_regs[13]
/*
 * No socketcall: in traps from the kernel, such as a kprobe, etrap_64.S sets
 * %asi to ASI_P, and user memory cannot be read.
 */
#define ___BPF_IPC_SYSCALL "sparc_ipc"
/* The return value overwrites %o0. */
#define ___BPF_SYSCALL_EXIT_LOST 1

/*
 * 32-bit tasks: the type of the trap. The handler is entered with the stack
 * pointer one frame below the user's registers. (asm/compat.h, etrap_64.S)
 */
#define ___BPF_COMPAT_SECTION "kprobe/compat_sys_"
#define ___BPF_COMPAT_NATIVE_SECTION "kprobe/sys_"
#define ___BPF_COMPAT_MODE_REG magic
#define ___bpf_compat_mode(magic) (((magic) & 0x1ff) == 0x110)

/* What functions ask for. */
static const struct ___bpf_abi ___bpf_own(abi) = {
	.stack_parm = 2047 + 176,
	.ret_ip_after_call = 8,
	.clone_backwards = 1,
	.clone_takes_regs = 1,
	.ipc_no_versions = 1,
	.compat_shared = ___BPF_BY_STACK,
	.compat_regs_above_sp = 2047 + 192,
};

#include "../tracing/fetch.h"
