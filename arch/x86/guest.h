/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* What the loader must know of x86; see tests/run/guest-arch.h. */
#define GUEST_SYSCALL_PREFIX "__x64_"
#define GUEST_REGISTER_PARMS 6
#define GUEST_CFA_OFFSET 8
#define GUEST_RET_VALUE(ret, sp) (sp)
#define GUEST_READ_FP "movq %%rbp, %0"
/* endbr64 and a call */
#define GUEST_PROBE_LENGTH 9
#define GUEST_BEHIND_ENTRY 4, 5, 9, 10, 11, 12
#define GUEST_CLONE(flags, stack, parent, child, tls) flags, stack, parent, child, tls
#define GUEST_PTRACE_WORD 14
#define GUEST_COMPAT_PREFIX "__ia32_compat_"
/* The 32-bit entry, from a 64-bit task: arguments can be dirty above 32 bits. */
static inline long guest_int80(const unsigned long *v)
{
	long ret;

	__asm__ volatile("push %%rbp\n\tmov 8(%%rax), %%rbx\n\tmov 16(%%rax), %%rcx\n\t"
			 "mov 24(%%rax), %%rdx\n\tmov 32(%%rax), %%rsi\n\tmov 40(%%rax), %%rdi\n\t"
			 "mov 48(%%rax), %%rbp\n\tmov (%%rax), %%rax\n\tint $0x80\n\tpop %%rbp"
			 : "=a"(ret) : "a"(v)
			 : "rbx", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11", "memory");
	return ret;
}
#define GUEST_INT80 guest_int80
/* process_vm_readv(2) in arch/x86/entry/syscalls/syscall_32.tbl */
#define GUEST_INT80_READV 347
/* x32's of process_vm_readv(2) */
#define GUEST_X32_READV (0x40000000 + 539)
/* BPF trampolines */
/* Since 5.5, but the BTF of Debian's 5.10 does not type the functions' argument. */
#define GUEST_TRAMPOLINES_SINCE KERNEL(5, 11)
/* process_vm_readv(2) of 32-bit tasks */
#define GUEST_COMPAT_READV GUEST_INT80_READV
/* bpf_user_regs() without bpf_task_pt_regs() */
#define GUEST_USER_REGS_END_STACK 1
