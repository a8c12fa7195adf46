/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * Machinery of the target `any`: the end of an architecture's part. Included by
 * fetch.h. Then all words of words.h are free for the next architecture.
 */

/* The size of bpf_user_pt_regs_t, and the other one where the configuration decides. */
enum {
	___bpf_own(size) = ___BPF_USER_REGS_SIZE,
#ifdef ___BPF_USER_REGS_SIZE2
	___bpf_own(size2) = ___BPF_USER_REGS_SIZE2,
#endif
};

#undef bpf_target_arc
#undef bpf_target_arm
#undef bpf_target_arm64
#undef bpf_target_loongarch
#undef bpf_target_mips
#undef bpf_target_powerpc
#undef bpf_target_riscv
#undef bpf_target_s390
#undef bpf_target_sh
#undef bpf_target_sparc
#undef bpf_target_x86
#undef PT_REGS_ARM64
#undef PT_REGS_RV
#undef PT_REGS_S390
#undef __PT_FP_REG
#undef __PT_IP_REG
#undef __PT_PARM1_REG
#undef __PT_PARM1_SYSCALL_EXIT_REG
#undef __PT_PARM1_SYSCALL_REG
#undef __PT_PARM2_REG
#undef __PT_PARM2_SYSCALL_REG
#undef __PT_PARM3_REG
#undef __PT_PARM3_SYSCALL_REG
#undef __PT_PARM4_REG
#undef __PT_PARM4_SYSCALL_REG
#undef __PT_PARM5_REG
#undef __PT_PARM5_SYSCALL_REG
#undef __PT_PARM6_REG
#undef __PT_PARM6_SYSCALL_REG
#undef __PT_PARM7_REG
#undef __PT_PARM7_SYSCALL_REG
#undef __PT_PARM8_REG
#undef __PT_RC_REG
#undef __PT_RET_REG
#undef __PT_SP_REG
#undef ___BPF_ARCH
#undef ___BPF_ASMLINKAGE_ON_STACK
#undef ___BPF_ASMLINKAGE_REGS
#undef ___BPF_CLONE_SECTION
#undef ___BPF_COMPAT_MODE_REG
#undef ___BPF_COMPAT_NATIVE_SECTION
#undef ___BPF_COMPAT_PARM1_REG
#undef ___BPF_COMPAT_PARM2_REG
#undef ___BPF_COMPAT_PARM3_REG
#undef ___BPF_COMPAT_PARM4_REG
#undef ___BPF_COMPAT_PARM5_REG
#undef ___BPF_COMPAT_PARM6_REG
#undef ___BPF_COMPAT_SECTION
#undef ___BPF_COMPAT_STATUS
#undef ___BPF_FADVISE64_SYSCALL
#undef ___BPF_HANDLER_PARM1_REG
#undef ___BPF_HAS_FP
#undef ___BPF_HAS_PARM7_SYSCALL
#undef ___BPF_IPC_SYSCALL
#undef ___BPF_IP_MOVES
#undef ___BPF_JIT_IS_OFF
#undef ___BPF_MMAP_SYSCALL
#undef ___BPF_MODE_REG
#undef ___BPF_NEXT_IP_REG
#undef ___BPF_NO_PARM1_SYSCALL_EXIT
#undef ___BPF_OLD_MMAP_SYSCALL
#undef ___BPF_PAIRS
#undef ___BPF_PARM_REGS
#undef ___BPF_PREAD64
#undef ___BPF_PWRITE64
#undef ___BPF_RC2_REG
#undef ___BPF_RC3_REG
#undef ___BPF_RC4_REG
#undef ___BPF_REGS
#undef ___BPF_REGS_MOVE
#undef ___BPF_REG_BITS
#undef ___BPF_SIGNED_WORD
#undef ___BPF_SOCKETCALL
#undef ___BPF_SPILL
#undef ___BPF_SYNC_FILE_RANGE
#undef ___BPF_SYSCALL64_PREFIX
#undef ___BPF_SYSCALL_FN
#undef ___BPF_SYSCALL_REGS_HIGH
#undef ___BPF_SYSCALL_REGS_LOW
#undef ___BPF_SYSCALL_SECTION
#undef ___BPF_SYSCALL_WRAPPER
#undef ___BPF_THUMB_REG
#undef ___BPF_USER_PARMS_ON_STACK
#undef ___BPF_USER_PARM_REGS
#undef ___BPF_USER_REGS_SIZE
#undef ___BPF_USER_REGS_SIZE2
#undef ___BPF_WORD
#undef ___bpf_by_value
#undef ___bpf_compat_mode
#undef ___bpf_has_task_pt_regs
#undef ___bpf_in_memory
#undef ___bpf_kernel_mode
#undef ___bpf_own
#undef ___bpf_returned
#undef ___bpf_surely_wrapped
#undef ___bpf_syscall_wrapper
