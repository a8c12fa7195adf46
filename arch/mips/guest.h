/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* What the loader must know of mips; see tests/run/guest-arch.h. */
#define GUEST_REGISTER_PARMS 8
#define GUEST_READ_FP "move %0, $30"
#define GUEST_PTRACE_WORD 4
#define GUEST_COMPAT_PREFIX "compat_"
#define GUEST_HAS_N32 1
/* Overwritten when a syscall ends */
#define GUEST_SYSCALL_EXIT_LOST 4
/* process_vm_readv(2) of 32-bit tasks */
#define GUEST_COMPAT_READV 4345
/* events/syscalls/sys_exit_* */
#define GUEST_EVENT_ERRORS_POSITIVE
/* The tables of o32, n64 and n32 share the functions. */
#define GUEST_EVENTS_OF_LAST_TABLE
