/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* What the loader must know of s390; see tests/run/guest-arch.h. */
#define GUEST_SYSCALL_PREFIX "__s390x_"
#define GUEST_REGISTER_PARMS 5
#define GUEST_CFA_OFFSET 160
#define GUEST_READ_FP "lgr %0, %%r11"
/* the breakpoint's length */
#define GUEST_PROBE_LENGTH 2
#define GUEST_BEHIND_ENTRY 6, 12
