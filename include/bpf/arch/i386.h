/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * i386
 *
 * Functions: the kernel is built with -mregparm=3, so its arguments are in
 * eax edx ecx, then on the stack above the return address; asmlinkage and
 * variadic functions take all of them on the stack, and so does user code
 * (cdecl). Value in eax. At entry esp points to the return address.
 * (System V ABI i386, 2.2.3; arch/x86/Makefile; arch/x86/include/asm/linkage.h)
 * Syscalls: number in orig_ax, arguments in ebx ecx edx esi edi ebp, intact
 * until return. (arch/x86/entry/entry_32.S)
 * Wrapper: __ia32_sys_<name>(const struct pt_regs *) since 5.7, asmlinkage
 * sys_<name> before. (arch/x86/include/asm/syscall_wrapper.h)
 */
#define ___BPF_ARCH "i386"
#define ___bpf_own(name) ___bpf_i386_##name
#define bpf_target_x86
#define ___BPF_REG_BITS 32

/* arch/x86/include/asm/ptrace.h */
#define ___BPF_REGS pt_regs___bpf_i386
struct ___BPF_REGS {
	__u32 bx, cx, dx, si, di, bp, ax, ds, es, fs, gs;
	__u32 orig_ax, ip;
	__u16 cs, csh;
	__u32 flags, sp;
};
#define ___bpf_kernels_i386(el, eb, args...) el(i386, 68, ##args)

#define ___BPF_PARM_REGS 3
#define __PT_PARM1_REG ax
#define __PT_PARM2_REG dx
#define __PT_PARM3_REG cx
#define ___BPF_USER_PARMS_ON_STACK
#define ___BPF_ASMLINKAGE_ON_STACK
#define ___BPF_PAIRS ___BPF_ANYWHERE
#define ___BPF_SPILL ___BPF_CLOSES

#define __PT_RET_REG sp
#define __PT_FP_REG bp
#define __PT_RC_REG ax
#define ___BPF_RC2_REG dx
/* The kernel is built with -freg-struct-return. */
#define ___bpf_returned(aggregate, size, user) \
	((size) <= 8 && (!(aggregate) || (!(user) && !((size) & ((size) - 1)))))
#define __PT_SP_REG sp
#define __PT_IP_REG ip

/* Go, 386: the return address is at the stack pointer. (cmd/internal/obj/x86) */
#define ___BPF_GO_STACK_PARM 4
#define ___BPF_GO_CTXT_REG dx

#define __PT_PARM1_SYSCALL_REG bx
#define __PT_PARM2_SYSCALL_REG cx
#define __PT_PARM3_SYSCALL_REG dx
#define __PT_PARM4_SYSCALL_REG si
#define __PT_PARM5_SYSCALL_REG di
#define __PT_PARM6_SYSCALL_REG bp
#define ___BPF_SYSCALL_REGS_LOW bx
#define ___BPF_SYSCALL_REGS_HIGH bp
#define ___BPF_SYSCALL_WRAPPER
#define ___BPF_SYSCALL_NR_REG orig_ax
#define ___BPF_MODE_REG cs
#define ___bpf_kernel_mode(cs) (!((cs) & 3))

/* Syscalls that are not alike everywhere; see tracing/quirks.h and compat.h. */
#define ___BPF_SYSCALL_SECTION "ksyscall/"
#define ___BPF_SYSCALL64_PREFIX "ia32_"
#define ___BPF_MMAP_SYSCALL "mmap_pgoff"
#define ___BPF_OLD_MMAP_SYSCALL "old_mmap"
#define ___BPF_SOCKETCALL 1
#define ___BPF_IPC_SYSCALL "ipc"

/* What functions ask for. */
static const struct ___bpf_abi ___bpf_own(abi) = {
	.stack_parm = 4,
	.ret_ip_on_stack = 1,
	.syscall_parms_on_stack = 1,
	.mmap_shift = 12,
	.old_mmap_struct = 1,
	.clone_backwards = 1,
};

#include "../tracing/fetch.h"
