/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* What the loader must know of s390; see tests/run/guest-arch.h. */
#define GUEST_SYSCALL_PREFIX "__s390x_"
#define GUEST_REGISTER_PARMS 5
#define GUEST_CFA_OFFSET 160
#define GUEST_READ_FP "lgr %0, %%r11"
/* the breakpoint's length */
#define GUEST_PROBE_LENGTH 2
#define GUEST_BEHIND_ENTRY 6, 12
#define GUEST_CLONE(flags, stack, parent, child, tls) stack, flags, parent, child, tls
/* psw, gprs, access registers, orig_gpr2 */
#define GUEST_PTRACE_WORD 26
#define GUEST_SEMTIMEDOP_THIRD 1
#define GUEST_COMPAT_PREFIX "__s390_compat_"
/* 31-bit pointers */
#define GUEST_COMPAT_POINTER(value) ((value) & 0x7fffffff)
/* BPF trampolines */
#define GUEST_TRAMPOLINES_SINCE KERNEL(6, 3)
/* process_vm_readv(2) of 32-bit tasks */
#define GUEST_COMPAT_READV 340
/* bpf_user_regs() without bpf_task_pt_regs() */
#define GUEST_USER_REGS_END_STACK 1
/* .Lio_work has _TIF_UPROBE among its work and does not do it. (arch/s390/kernel/entry.S) */
#define GUEST_GO_SIGNALS_HANG (kernel_version < KERNEL(5, 12))
