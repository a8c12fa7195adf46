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
