/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* What the loader must know of powerpc32; see tests/run/guest-arch.h. */
#define GUEST_REGISTER_PARMS 8
#define GUEST_PROBE_LENGTH 8
#define GUEST_PTRACE_WORD 3
#define GUEST_OLD_MMAP_IN_MEMORY 0
/*
 * do_seccomp() shows the tracer -ENOSYS in r3 and takes the argument from orig_gpr3;
 * kernels with the generic entry (Linux 7.2) take it from r3.
 */
#define GUEST_SECCOMP_WORD (kernel_symbol("do_syscall_trace_enter") ? 34 : GUEST_PTRACE_WORD)
/* As restored, with the trap; before 5.13 that says that nothing is to be restarted. */
#define GUEST_SIGRETURN_HAS_NUMBER (kernel_version >= KERNEL(5, 13))
/* bpf_jit_inlines_helper_call() has it, bpf_jit_comp32.c no code for it: a panic. */
#define GUEST_NO_CURRENT_TASK \
	"powerpc's 32-bit JIT since Linux 7 jumps astray where a program wants its task"
/* events/syscalls/sys_exit_* */
#define GUEST_EVENT_ERRORS_POSITIVE
