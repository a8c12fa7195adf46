/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * Machinery: what regs.h asks of an architecture, as functions. Included by
 * fetch.h.
 */

/* Whether there is a PT_REGS_<role>. */
static __always_inline unsigned long ___bpf_own(has)(const int role)
{
	return role <= ___BPF_PARM8 ? role - ___BPF_PARM1 < ___BPF_PARM_REGS :
	       role == ___BPF_FP ? ___BPF_HAS_FP :
	       role == ___BPF_PARM7_SYSCALL ? ___BPF_HAS_PARM7_SYSCALL :
	       role == ___BPF_PARM1_SYSCALL_EXIT ? !___BPF_NO_PARM1_SYSCALL_EXIT : 1;
}

/* PT_REGS_PARM1_SYSCALL: where the kernel keeps it apart, the mode tells whose registers. */
static __always_inline unsigned long ___bpf_own(parm1_syscall)(const void *regs, const int core)
{
	unsigned long value;

#ifdef ___BPF_MODE_REG
	if (!___bpf_surely_wrapped() &&
	    ___bpf_kernel_mode(___bpf_get(regs, ___BPF_MODE_REG, core))) {
		value = ___bpf_get(regs, __PT_PARM1_REG, core);
		___bpf_apart(value);
		return value;
	}
#endif
	value = ___bpf_get(regs, __PT_PARM1_SYSCALL_REG, core);
	___bpf_apart(value);
	return value;
}

/* The program counter, whose place depends on the kernel's configuration on mips. */
static __always_inline ___BPF_WORD *___bpf_own(ip)(const void *regs)
{
#if defined(___BPF_IP_MOVES) && BPF_TRACING_CORE
	return (___BPF_WORD *)__builtin_preserve_access_index(&___bpf_slot(regs, __PT_IP_REG));
#else
	return (___BPF_WORD *)&___bpf_slot(regs, __PT_IP_REG);
#endif
}

#ifdef ___BPF_REGS_BY_ROLE
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
static __always_inline unsigned long
___bpf_own(reg)(const void *regs, const int role, const int core)
{
	if (!___bpf_own(has)(role))
		return ___bpf_lacking_role(role);
	switch (role) {
	___bpf_case(PARM1)
	___bpf_case(PARM2)
	___bpf_case(PARM3)
	___bpf_case(PARM4)
	___bpf_case(PARM5)
	___bpf_case(PARM6)
	___bpf_case(PARM7)
	___bpf_case(PARM8)
	___bpf_case(RET)
	___bpf_case(FP)
	___bpf_case(RC)
	___bpf_case(SP)
#ifdef ___BPF_IP_MOVES
	case ___BPF_IP:
		return core ? ___bpf_own(read)(___bpf_own(ip)(regs)) :
			      ___bpf_load(regs, __PT_IP_REG);
#else
	___bpf_case(IP)
#endif
	case ___BPF_PARM1_SYSCALL:
		return ___bpf_own(parm1_syscall)(regs, core);
	___bpf_case(PARM2_SYSCALL)
	___bpf_case(PARM3_SYSCALL)
	___bpf_case(PARM4_SYSCALL)
	___bpf_case_placed(PARM5_SYSCALL)
	___bpf_case_placed(PARM6_SYSCALL)
	___bpf_case_placed(PARM7_SYSCALL)
	___bpf_case(PARM1_SYSCALL_EXIT)
	}
	return 0;
}
#endif
