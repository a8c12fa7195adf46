/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* What the loader must know of riscv32; see tests/run/guest-arch.h. */
#define GUEST_SYSCALL_PREFIX "__riscv_"
#define GUEST_REGISTER_PARMS 8
#define GUEST_READ_FP "mv %0, s0"
#define GUEST_BEHIND_ENTRY 2, 4, 6, 8
/* ptrace has no orig_a0. */
#define GUEST_PTRACE_ARG 2
#define GUEST_PTRACE_WORD 11
/* The JIT has no loads that may fault (BPF_PROBE_MEM). */
#define GUEST_JIT_LACKS_LOADS
