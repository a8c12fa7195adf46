/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* What the loader must know of i386; see tests/run/guest-arch.h. */
#define GUEST_SYSCALL_PREFIX "__ia32_"
#define GUEST_REGISTER_PARMS 3
#define GUEST_REGISTER_CALL __attribute__((regparm(3)))
#define GUEST_CFA_OFFSET 4
#define GUEST_RET_VALUE(ret, sp) (sp)
#define GUEST_READ_FP "movl %%ebp, %0"
#define GUEST_PROBE_LENGTH 5
#define GUEST_BEHIND_ENTRY 1, 2, 3, 5, 6, 7
#define GUEST_OLD_MMAP_IN_MEMORY 1
