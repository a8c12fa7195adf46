/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* What the loader must know of powerpc; see tests/run/guest-arch.h. */
#define GUEST_REGISTER_PARMS 8
#if _CALL_ELF == 2
/* Behind the two instructions that set r2, if there are: addis r2,r12 or lis r2. */
#define GUEST_SETS_R2(code) ((code) >> 16 == 0x3c4c || (code) >> 16 == 0x3c40)
#define GUEST_CODE_ADDRESS(function) \
	((unsigned long)(function) + GUEST_SETS_R2(*(unsigned int *)(function)) * 8)
#else
/* A function pointer points to the descriptor. */
#define GUEST_CODE_ADDRESS(function) (*(unsigned long *)(function))
#endif
/* Where ftrace is called. */
#define GUEST_PROBE_LENGTH 16
#define GUEST_BEHIND_ENTRY 16, 20, 24
#define GUEST_LOSES_MULTI_COOKIES 1
#define GUEST_PTRACE_WORD 3
#define GUEST_COMPAT_PREFIX "compat_"
/*
 * do_seccomp() shows the tracer -ENOSYS in r3 and takes the argument from orig_gpr3;
 * kernels with the generic entry (Linux 7.2) take it from r3.
 */
#define GUEST_SECCOMP_WORD (kernel_symbol("do_syscall_trace_enter") ? 34 : GUEST_PTRACE_WORD)
/* BPF trampolines */
#define GUEST_TRAMPOLINES_SINCE KERNEL(6, 13)
/* process_vm_readv(2) of 32-bit tasks */
#define GUEST_COMPAT_READV 351
/* As restored, with the trap; before 5.13 that says that nothing is to be restarted. */
#define GUEST_SIGRETURN_HAS_NUMBER (kernel_version >= KERNEL(5, 13))
/* events/syscalls/sys_exit_* */
#define GUEST_EVENT_ERRORS_POSITIVE
/*
 * The instruction under a uprobe is emulated when interrupt_return has restored r14 to r31, but
 * with INTERRUPT_SANITIZE_REGISTERS: since Linux 6.2, where there are no 32-bit tasks.
 * (arch/powerpc/kernel/interrupt_64.S, arch/powerpc/Kconfig)
 */
#define GUEST_WITHOUT_GO (kernel_version < KERNEL(6, 2) || kernel_symbol("compat_sys_preadv") ? \
	"this kernel loses what an instruction under a uprobe loads into r14 to r31, as Go's " \
	"first one does" : NULL)
