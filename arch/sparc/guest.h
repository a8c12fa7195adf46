/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* What the loader must know of sparc; see tests/run/guest-arch.h. */
#define GUEST_REGISTER_PARMS 6
/* the stack's bias */
#define GUEST_CFA_OFFSET 2047
#define GUEST_RET_VALUE(ret, sp) ((ret) - 8)
