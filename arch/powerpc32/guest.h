/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* What the loader must know of powerpc32; see tests/run/guest-arch.h. */
#define GUEST_REGISTER_PARMS 8
#define GUEST_PROBE_LENGTH 8
