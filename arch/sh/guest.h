/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* What the loader must know of sh; see tests/run/guest-arch.h. */
#define GUEST_REGISTER_PARMS 4
#define GUEST_WITHOUT_UPROBES "sh kernels have no uprobes"
#define GUEST_READ_FP "mov r14, %0"
