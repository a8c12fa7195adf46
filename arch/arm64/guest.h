/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* What the loader must know of arm64; see tests/run/guest-arch.h. */
#define GUEST_SYSCALL_PREFIX "__arm64_"
#define GUEST_REGISTER_PARMS 8
#define GUEST_READ_FP "mov %0, x29"
#define GUEST_COMPAT_PREFIX "__arm64_compat_"
/* BPF trampolines */
#define GUEST_TRAMPOLINES_SINCE KERNEL(6, 0)
/* process_vm_readv(2) of 32-bit tasks */
#define GUEST_COMPAT_READV 376
/* bpf_user_regs() without bpf_task_pt_regs() */
#define GUEST_USER_REGS_END_STACK 1
