/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* What the loader must know of loongarch; see tests/run/guest-arch.h. */
#define GUEST_REGISTER_PARMS 8
#define GUEST_READ_FP "move %0, $r22"
#define GUEST_CLONE(flags, stack, parent, child, tls) flags, stack, parent, child, tls
#define GUEST_PTRACE_WORD 32
/* restore_sigcontext() brings back a7, which is the number */
#define GUEST_SIGRETURN_HAS_NUMBER 1
/* BPF trampolines */
#define GUEST_TRAMPOLINES_SINCE KERNEL(6, 17)
