/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * x86-64
 *
 * Functions: arguments in rdi rsi rdx rcx r8 r9, then on the stack above the
 * return address; value in rax. The call pushes the return address, so at
 * entry rsp points to it. (System V ABI AMD64, 3.2.3)
 * Syscalls: number in orig_ax, arguments in rdi rsi rdx r10 r8 r9; the kernel
 * keeps them intact until return. (arch/x86/entry/entry_64.S)
 * Wrapper: __x64_sys_<name>(const struct pt_regs *) since 4.17, sys_<name>
 * with C arguments before. (arch/x86/include/asm/syscall_wrapper.h)
 */
#define ___BPF_ARCH "x86"
#define ___bpf_own(name) ___bpf_x86_##name
#define bpf_target_x86
#define ___BPF_REG_BITS 64

/* arch/x86/include/asm/ptrace.h */
#define ___BPF_REGS pt_regs___bpf_x86
struct ___BPF_REGS {
	__u64 r15, r14, r13, r12, bp, bx, r11, r10, r9, r8, ax, cx, dx, si, di;
	__u64 orig_ax, ip;
	__u16 cs, csx[3];
	__u64 flags, sp;
};
#define ___bpf_kernels_x86(el, eb, args...) el(x86, 168, ##args)

#define ___BPF_PARM_REGS 6
#define __PT_PARM1_REG di
#define __PT_PARM2_REG si
#define __PT_PARM3_REG dx
#define __PT_PARM4_REG cx
#define __PT_PARM5_REG r8
#define __PT_PARM6_REG r9
#define ___BPF_SPILL ___BPF_SKIPS
#define ___bpf_in_memory(size) ((size) > 16)

#define __PT_RET_REG sp
#define __PT_FP_REG bp
#define __PT_RC_REG ax
#define ___BPF_RC2_REG dx
#define __PT_SP_REG sp
#define __PT_IP_REG ip

/* Go: the return address is at the stack pointer. (abi-internal.md, amd64) */
#define ___bpf_go_regs(reg) \
	reg(0, ax) reg(1, bx) reg(2, cx) reg(3, di) reg(4, si) reg(5, r8) reg(6, r9) \
	reg(7, r10) reg(8, r11)
#define ___BPF_GO_FLOAT_REGS 15
#define ___BPF_GO_STACK_PARM 8
#define ___BPF_GO_G_REG r14
#define ___BPF_GO_CTXT_REG dx

#define __PT_PARM1_SYSCALL_REG di
#define __PT_PARM2_SYSCALL_REG si
#define __PT_PARM3_SYSCALL_REG dx
#define __PT_PARM4_SYSCALL_REG r10
#define __PT_PARM5_SYSCALL_REG r8
#define __PT_PARM6_SYSCALL_REG r9
#define ___BPF_SYSCALL_REGS_LOW r10
#define ___BPF_SYSCALL_REGS_HIGH di
#define ___BPF_SYSCALL_WRAPPER
#define ___BPF_SYSCALL_NR_REG orig_ax
#define ___BPF_FSYSCALL_PREFIX "__x64_sys_"
/* An alias of this where there are no arguments, which BTF does not have. */
#define ___BPF_FSYSCALL0_PREFIX "__do_sys_"
#define ___BPF_MODE_REG cs
#define ___bpf_kernel_mode(cs) (!((cs) & 3))

/* Syscalls that are not alike everywhere; see tracing/quirks.h and compat.h. */
#define ___BPF_SYSCALL_SECTION "ksyscall/"
#define ___BPF_FADVISE64_SYSCALL "fadvise64"

/*
 * 32-bit tasks and int 0x80: functions of their own, which take the arguments
 * from ebx ecx edx esi edi ebp. x32 tasks: the 64-bit ones.
 * (arch/x86/include/asm/syscall_wrapper.h, asm/compat.h)
 */
#define ___BPF_COMPAT_SECTION "kprobe/__ia32_compat_sys_"
#define ___BPF_COMPAT_NATIVE_SECTION "kprobe/__ia32_sys_"
#define ___BPF_COMPAT_PARM1_REG bx
#define ___BPF_COMPAT_PARM2_REG cx
#define ___BPF_COMPAT_PARM3_REG dx
#define ___BPF_COMPAT_PARM4_REG si
#define ___BPF_COMPAT_PARM5_REG di
#define ___BPF_COMPAT_PARM6_REG bp
#define ___BPF_COMPAT_MODE_REG orig_ax
#define ___bpf_compat_mode(nr) ((nr) & 0x40000000)
/* TS_COMPAT */
#define ___BPF_COMPAT_STATUS 2

/* What functions ask for. */
static const struct ___bpf_abi ___bpf_own(abi) = {
	.user_regs_end = 16384,
	.fsyscall_ret_second = 1,
	.stack_parm = 8,
	.float_regs = 8,
	.ret_ip_on_stack = 1,
};

#include "../tracing/fetch.h"
