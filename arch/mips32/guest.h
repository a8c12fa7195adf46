/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* What the loader must know of mips32; see tests/run/guest-arch.h. */
#define GUEST_REGISTER_PARMS 4
#define GUEST_READ_FP "move %0, $30"
#define GUEST_PTRACE_WORD 10
#define GUEST_OLD_MMAP_IN_MEMORY 0
/* Overwritten when a syscall ends */
#define GUEST_SYSCALL_EXIT_LOST 4
/* events/syscalls/sys_exit_* */
#define GUEST_EVENT_ERRORS_POSITIVE
