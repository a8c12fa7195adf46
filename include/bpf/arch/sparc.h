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
#define ___BPF_REG_BITS 64

/* arch/sparc/include/uapi/asm/ptrace.h */
#define ___BPF_REGS pt_regs___bpf_sparc
struct ___BPF_REGS {
	__u64 u_regs[16], tstate, tpc, tnpc;
};

#define ___BPF_PARM_REGS 6
#define __PT_PARM1_REG u_regs[8]
#define __PT_PARM2_REG u_regs[9]
#define __PT_PARM3_REG u_regs[10]
#define __PT_PARM4_REG u_regs[11]
#define __PT_PARM5_REG u_regs[12]
#define __PT_PARM6_REG u_regs[13]
#define ___BPF_STACK_PARM (2047 + 176)

#define __PT_RET_REG u_regs[15]
#define ___BPF_RET_IP_AFTER_CALL 8
#define __PT_RC_REG u_regs[8]
#define __PT_SP_REG u_regs[14]
#define __PT_IP_REG tpc

#define __PT_PARM1_SYSCALL_REG u_regs[8]
#define __PT_PARM2_SYSCALL_REG u_regs[9]
#define __PT_PARM3_SYSCALL_REG u_regs[10]
#define __PT_PARM4_SYSCALL_REG u_regs[11]
#define __PT_PARM5_SYSCALL_REG u_regs[12]
#define __PT_PARM6_SYSCALL_REG u_regs[13]
