/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* What the loader must know of arm; see tests/run/guest-arch.h. */
#define GUEST_REGISTER_PARMS 4
/* Uprobes take ARM code, and Debian's compiler makes Thumb. */
#define GUEST_FUNCTION __attribute__((noinline, noclone, target("arm")))
#define GUEST_READ_FP "mov %0, r11"
/* A syscall's number is in the user's r7. */
#define GUEST_NUMBER_IN_USER_REGISTER
#define GUEST_SIGRETURN_HAS_NUMBER 1
/* Where a Go function returns, its frame is as long as the probe's cookie says. */
#define GUEST_GO_RETURN_COOKIE
