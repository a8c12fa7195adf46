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
	       role == ___BPF_PARM1_SYSCALL_EXIT ? ___BPF_SYSCALL_EXIT_LOST != 1 : 1;
}

/* PT_REGS_PARM1_SYSCALL: where the kernel keeps it apart, the mode tells whose registers. */
static __always_inline unsigned long ___bpf_own(parm1_syscall)(const void *regs, const int core)
{
	unsigned long value;

#ifdef ___BPF_PARM1_SYSCALL_KEPT
	if (!___bpf_surely_wrapped() &&
	    ___bpf_kernel_mode(___bpf_get(regs, ___BPF_MODE_REG, core))) {
		value = ___bpf_get(regs, __PT_PARM1_REG, core);
		___bpf_apart(value);
	} else {
		value = ___bpf_get(regs, __PT_PARM1_SYSCALL_REG, core);
		___bpf_apart(value);
	}
	___bpf_own(whole)(&value, 1);
#else
	value = ___bpf_get(regs, __PT_PARM1_SYSCALL_REG, core);
	___bpf_apart(value);
#endif
	return value;
}

/* Syscall argument n, known at run time only; 0 where there is none. */
#define ___bpf_syscall_case(n)                                           \
	case n:                                                          \
		from = ___bpf_address(regs, __PT_PARM##n##_SYSCALL_REG); \
		___bpf_apart(from);                                      \
		break;
static __always_inline unsigned long
___bpf_own(syscall_parm_n)(const void *regs, const unsigned long n)
{
	const void *from;

	___bpf_stay(regs);
	switch (n) {
	case 1:
		return ___bpf_own(parm1_syscall)(regs, 1);
	___bpf_syscall_case(2)
	___bpf_syscall_case(3)
	___bpf_syscall_case(4)
	___bpf_syscall_case(5)
	___bpf_syscall_case(6)
	default:
		return 0;
	}
	return ___bpf_own(read)(from);
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
			return ___bpf_get(regs, __PT_##role##_REG, 1);            \
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
	case ___BPF_IP: {
		unsigned long at = (unsigned long)___bpf_own(ip)(0);

		___bpf_stay(at);
		return core ? ___bpf_own(read)(___bpf_own(address)(regs, at)) :
			      ___bpf_load(regs, __PT_IP_REG);
	}
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

/* What a register of the user's holds, of its own width. */
#define ___bpf_member(regs, reg, core)                                                    \
	({                                                                                \
		__typeof__(((struct ___BPF_REGS *)0)->reg) ___member = 0;                 \
		const void *___from = (regs);                                             \
		if (core) {                                                               \
			/* As in address(). */                                            \
			___bpf_apart(___from);                                            \
			bpf_probe_read_kernel(&___member, sizeof(___member),              \
					      &___bpf_placed(___bpf_slot(___from, reg))); \
		} else {                                                                  \
			___member = ___bpf_placed(___bpf_slot(___from, reg));             \
		}                                                                         \
		___member;                                                                \
	})
#if defined(___BPF_STATE_MOVES) && BPF_TRACING_CORE && defined(__clang__)
#define ___bpf_placed(slot) ___bpf_named(slot)
#else
#define ___bpf_placed(slot) (slot)
#endif

/* PT_REGS_IS_USER */
static __always_inline unsigned long ___bpf_own(is_user)(const void *regs, const int core)
{
	return !___bpf_kernel_mode(___bpf_member(regs, ___BPF_MODE_REG, core));
}

#ifdef ___BPF_SYSCALL_NR_IN_THREAD_INFO
/* The foot of a stack of that size, which begins with the task. */
#define ___bpf_thread_info(size)                        \
	at = place & ~((unsigned long)(size) - 1);      \
	if (___bpf_own(read)((const void *)at) == task) \
		return ___bpf_own(kept_nr)(at + ___BPF_SYSCALL_NR_IN_THREAD_INFO);
/* With what is behind it, in one go. */
static __always_inline unsigned long ___bpf_own(kept_nr)(const unsigned long at)
{
	___BPF_WORD word[2];

	bpf_probe_read_kernel(word, sizeof(word), (const void *)at);
	return ___bpf_syscall_nr_moved(word[1]) ? word[1] : word[0];
}

static __always_inline unsigned long ___bpf_own(thread_syscall)(const void *regs)
{
	const unsigned long task = (___BPF_WORD)___bpf_task_address();
	unsigned long place = 0, at;

	/* A program's context is no number for the verifier; what a helper reads is. */
	bpf_probe_read_kernel(&place, sizeof(place), &regs);
	___bpf_thread_info(8192)
	___bpf_thread_info(16384)
	___bpf_thread_info(65536)
	return (unsigned long)-1;
}
#define ___bpf_kept_nr(regs, core) ___bpf_own(thread_syscall)(regs)
#else
#define ___bpf_kept_nr(regs, core) \
	___bpf_syscall_nr(___bpf_member(regs, ___BPF_SYSCALL_NR_REG, core))
#endif

/* PT_REGS_SYSCALL_NR; an int, as it is for the kernel. */
static __always_inline unsigned long ___bpf_own(syscall_nr)(const void *regs, const int core)
{
#ifdef ___BPF_IN_SYSCALL_REG
	const unsigned long state = ___bpf_member(regs, ___BPF_IN_SYSCALL_REG, core);

	if (!___bpf_in_syscall(state))
		return (unsigned long)-1;
#endif
	return (unsigned long)(int)___bpf_kept_nr(regs, core);
}

/*
 * bpf_user_regs: by bpf_task_pt_regs(), before Linux 5.15 at the end of the stack. The size
 * of the registers is in the kernel's BTF, that of the stack is not.
 */
static __always_inline unsigned long ___bpf_own(user_regs)(void)
{
#if BPF_TRACING_CORE && __has_attribute(preserve_access_index) && \
	__has_builtin(__builtin_preserve_type_info)
	/* Not bpf_get_current_task_btf(), which is Linux 5.11's. */
	const struct task_struct___bpf_tracing *task;
	unsigned long stack = 0;

	if (___bpf_fact(user_regs_end) &&
	    !__builtin_preserve_enum_value(*(enum bpf_func_id___bpf_tracing *)
					   BPF_FUNC_task_pt_regs___bpf_tracing, 0)) {
		task = (const void *)___bpf_task_address();
		bpf_probe_read_kernel(&stack, sizeof(stack), &task->stack);
		return stack + (unsigned long)___bpf_fact(user_regs_end) -
		       __builtin_preserve_type_info(*(struct pt_regs___bpf_tracing *)0, 1);
	}
#endif
	return (unsigned long)___bpf_task_regs(___bpf_current_task());
}
