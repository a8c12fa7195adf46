/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* What the loader must know of sparc; see tests/run/guest-arch.h. */
#define GUEST_REGISTER_PARMS 6
/* the stack's bias */
#define GUEST_CFA_OFFSET 2047
#define GUEST_RET_VALUE(ret, sp) ((ret) - 8)
#define GUEST_PTRACE_WORD 8
#define GUEST_SEMCTL_BY_VALUE 1
#define GUEST_LOSES_PARM1_AT_EXIT 1
#define GUEST_COMPAT_PREFIX "compat_"
#define GUEST_NO_USER_READS \
	"sparc's kernel cannot read user memory in a kprobe: %asi is the kernel's in a trap from the kernel"
/* Overwritten when a syscall ends */
#define GUEST_SYSCALL_EXIT_LOST 1
/* start_thread() clears TSTATE_SYSCALL */
#define GUEST_EXECVE_LOSES_NUMBER
/* process_vm_readv(2) of 32-bit tasks */
#define GUEST_COMPAT_READV 338
/* events/syscalls/sys_exit_* */
#define GUEST_EVENT_ERRORS_POSITIVE
/* The JIT has no loads that may fault (BPF_PROBE_MEM). */
#define GUEST_JIT_LACKS_LOADS
