/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * Machinery of the target `any`: the rest of an architecture's part, included
 * at the end of arch.h. Then all names are free for the next architecture.
 */

/* The size of bpf_user_pt_regs_t, and the other one where the configuration decides. */
enum {
	___bpf_own(size) = ___BPF_USER_REGS_SIZE,
#ifdef ___BPF_USER_REGS_SIZE2
	___bpf_own(size2) = ___BPF_USER_REGS_SIZE2,
#endif
};

/* The register of a role, from the context or through bpf_probe_read_kernel(). */
#define ___bpf_case(role)   \
	case ___BPF_##role: \
		return ___bpf_get(regs, __PT_##role##_REG, core);
/* By its place: Linux 7 gave mips32's member another name. */
#define ___bpf_case_placed(role)                                                  \
	case ___BPF_##role: {                                                     \
		unsigned long value = 0;                                          \
		if (core)                                                         \
			return ___bpf_read(___bpf_slot(regs, __PT_##role##_REG)); \
		value = ___bpf_slot(regs, __PT_##role##_REG);                     \
		___bpf_apart(value);                                              \
		return value;                                                     \
	}
#define ___bpf_case_none(role)                                                  \
	case ___BPF_##role:                                                     \
		return ___bpf_lacking(struct pt_regs___bpf_architecture_has_no, \
				      PT_REGS_##role);
static __always_inline unsigned long
___bpf_own(reg)(const void *regs, const int role, const int core)
{
	switch (role) {
	___bpf_case(PARM1)
	___bpf_case(PARM2)
	___bpf_case(PARM3)
#ifdef __PT_PARM4_REG
	___bpf_case(PARM4)
#else
	___bpf_case_none(PARM4)
#endif
#ifdef __PT_PARM5_REG
	___bpf_case(PARM5)
#else
	___bpf_case_none(PARM5)
#endif
#ifdef __PT_PARM6_REG
	___bpf_case(PARM6)
#else
	___bpf_case_none(PARM6)
#endif
#ifdef __PT_PARM7_REG
	___bpf_case(PARM7)
#else
	___bpf_case_none(PARM7)
#endif
#ifdef __PT_PARM8_REG
	___bpf_case(PARM8)
#else
	___bpf_case_none(PARM8)
#endif
	___bpf_case(RET)
#ifdef __PT_FP_REG
	___bpf_case(FP)
#else
	___bpf_case_none(FP)
#endif
	___bpf_case(RC)
	___bpf_case(SP)
#ifdef ___BPF_IP_MOVES
	case ___BPF_IP:
		return core ? ___bpf_read(___bpf_named(___bpf_slot(regs, __PT_IP_REG))) :
			      ___bpf_load(regs, __PT_IP_REG);
#else
	___bpf_case(IP)
#endif
#ifdef ___BPF_MODE_REG
	case ___BPF_PARM1_SYSCALL:
		return ___bpf_own(parm1_syscall)(regs, core);
#else
	___bpf_case(PARM1_SYSCALL)
#endif
	___bpf_case(PARM2_SYSCALL)
	___bpf_case(PARM3_SYSCALL)
	___bpf_case(PARM4_SYSCALL)
	___bpf_case_placed(PARM5_SYSCALL)
	___bpf_case_placed(PARM6_SYSCALL)
#ifdef __PT_PARM7_SYSCALL_REG
	___bpf_case_placed(PARM7_SYSCALL)
#else
	___bpf_case_none(PARM7_SYSCALL)
#endif
#ifdef ___BPF_NO_PARM1_SYSCALL_EXIT
	___bpf_case_none(PARM1_SYSCALL_EXIT)
#else
	___bpf_case(PARM1_SYSCALL_EXIT)
#endif
	}
	return 0;
}

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
#undef ___BPF_ARCH
#undef ___BPF_ASMLINKAGE_ON_STACK
#undef ___BPF_CLONE_BACKWARDS
#undef ___BPF_CLONE_SECTION
#undef ___BPF_CLONE_TAKES_REGS
#undef ___BPF_COMPAT_MODE_REG
#undef ___BPF_COMPAT_NATIVE_SECTION
#undef ___BPF_COMPAT_PARM1_REG
#undef ___BPF_COMPAT_PARM2_REG
#undef ___BPF_COMPAT_PARM3_REG
#undef ___BPF_COMPAT_PARM4_REG
#undef ___BPF_COMPAT_PARM5_REG
#undef ___BPF_COMPAT_PARM6_REG
#undef ___BPF_COMPAT_POINTER_BITS
#undef ___BPF_COMPAT_REGS_ABOVE_SP
#undef ___BPF_COMPAT_SECTION
#undef ___BPF_COMPAT_SHARED
#undef ___BPF_COMPAT_STATUS
#undef ___BPF_COMPAT_UNWRAPPED
#undef ___BPF_FADVISE64_ADVICE_SECOND
#undef ___BPF_FADVISE64_SYSCALL
#undef ___BPF_FLOATS_THEN_REGS
#undef ___BPF_FLOAT_HALVES
#undef ___BPF_FLOAT_REGS
#undef ___BPF_IPC_FIFTH
#undef ___BPF_IPC_NO_VERSIONS
#undef ___BPF_IPC_SYSCALL
#undef ___BPF_IP_MOVES
#undef ___BPF_JIT_IS_OFF
#undef ___BPF_MMAP_SHIFT
#undef ___BPF_MMAP_STRUCT
#undef ___BPF_MMAP_SYSCALL
#undef ___BPF_MODE_REG
#undef ___BPF_NO_PARM1_SYSCALL_EXIT
#undef ___BPF_OLD_MMAP_STRUCT
#undef ___BPF_OLD_MMAP_SYSCALL
#undef ___BPF_PAIRS
#undef ___BPF_PARM_REGS
#undef ___BPF_PREAD64
#undef ___BPF_PREAD64_PADDED
#undef ___BPF_PWRITE64
#undef ___BPF_RC2_REG
#undef ___BPF_RC3_REG
#undef ___BPF_RC4_REG
#undef ___BPF_REGS
#undef ___BPF_REG_BITS
#undef ___BPF_RET_IP_AFTER_CALL
#undef ___BPF_RET_IP_ON_STACK
#undef ___BPF_SIGNED_WORD
#undef ___BPF_SOCKETCALL
#undef ___BPF_SPILL
#undef ___BPF_STACK_PARM
#undef ___BPF_STRUCTS_RIGHT
#undef ___BPF_SYNC_FILE_RANGE
#undef ___BPF_SYNC_FILE_RANGE2
#undef ___BPF_SYSCALL64_PREFIX
#undef ___BPF_SYSCALL_FN
#undef ___BPF_SYSCALL_PARM1_APART
#undef ___BPF_SYSCALL_PARMS_IN_PLACE
#undef ___BPF_SYSCALL_PARMS_ON_STACK
#undef ___BPF_SYSCALL_REGS_AT_SP
#undef ___BPF_SYSCALL_REGS_HIGH
#undef ___BPF_SYSCALL_REGS_LOW
#undef ___BPF_SYSCALL_SECTION
#undef ___BPF_SYSCALL_WRAPPER
#undef ___BPF_USER_PARMS_ON_STACK
#undef ___BPF_USER_REGS_SIZE
#undef ___BPF_USER_REGS_SIZE2
#undef ___BPF_USER_STACK_PARM
#undef ___BPF_WORD
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
#undef ___bpf_by_value
#undef ___bpf_compat_mode
#undef ___bpf_has_task_pt_regs
#undef ___bpf_in_memory
#undef ___bpf_kernel_mode
#undef ___bpf_own
#undef ___bpf_returned
#undef ___bpf_surely_wrapped
#undef ___bpf_syscall_parm
#undef ___bpf_syscall_wrapper
