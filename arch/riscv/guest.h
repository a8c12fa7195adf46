/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* What the loader must know of riscv; see tests/run/guest-arch.h. */
#define GUEST_SYSCALL_PREFIX "__riscv_"
#define GUEST_REGISTER_PARMS 8
#define GUEST_READ_FP "mv %0, s0"
#define GUEST_PROBE_LENGTH 8
#define GUEST_BEHIND_ENTRY 8, 10, 12, 14
#define GUEST_ENTRY_OFFSET 8
/* ptrace has no orig_a0. */
#define GUEST_PTRACE_ARG 2
#define GUEST_PTRACE_WORD 11
#define GUEST_COMPAT_PREFIX "__riscv_compat_"
/* BPF trampolines */
#define GUEST_TRAMPOLINES_SINCE KERNEL(6, 3)
/* process_vm_readv(2) of 32-bit tasks */
#define GUEST_COMPAT_READV 270
/* bpf_user_regs() without bpf_task_pt_regs() */
#define GUEST_USER_REGS_END_STACK 1
