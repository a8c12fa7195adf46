/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * Machinery: what compat.h asks of an architecture, as functions: 32-bit tasks.
 * Included by fetch.h.
 */

#ifdef ___BPF_COMPAT_SECTION
/* A pointer of a 32-bit task, from its register. */
static __always_inline unsigned long ___bpf_own(compat_pointer)(unsigned long value)
{
	const int bits = ___bpf_fact(compat_pointer_bits) ? ___bpf_fact(compat_pointer_bits) : 32;

	return value & ((1ULL << bits) - 1);
}

static __always_inline unsigned long ___bpf_own(compat_mode)(const void *regs)
{
	__typeof__(((struct ___BPF_REGS *)0)->___BPF_COMPAT_MODE_REG) mode = 0;

	bpf_probe_read_kernel(&mode, sizeof(mode), &___bpf_slot(regs, ___BPF_COMPAT_MODE_REG));
	return !!___bpf_compat_mode(mode);
}

#ifdef ___BPF_COMPAT_STATUS
#if __has_attribute(preserve_access_index)
#define ___bpf_status_place __attribute__((__preserve_access_index__))
#else
#define ___bpf_status_place
#endif
/* The places since Linux 5.11: GCC relocates no address of a member. */
struct thread_info___bpf_compat {
	__u64 ___bpf_flags, ___bpf_syscall_work;
	__u32 status;
} ___bpf_status_place;
struct task_struct___bpf_compat {
	struct thread_info___bpf_compat thread_info;
} ___bpf_status_place;
static __always_inline unsigned long ___bpf_own(compat_status)(const void *task)
{
	const struct task_struct___bpf_compat *of = task;
	__u32 status = 0;

	bpf_probe_read_kernel(&status, sizeof(status), &of->thread_info.status);
	return !!(status & ___BPF_COMPAT_STATUS);
}
#else
static __always_inline unsigned long ___bpf_own(compat_status)(const void *task)
{
	(void)task;
	return 0;
}
#endif

static __always_inline unsigned long ___bpf_own(in_compat)(void)
{
	void *task = ___bpf_current_task();

	if (!___bpf_own(compat_status)(task) &&
	    !___bpf_own(compat_mode)(___bpf_task_regs(task)))
		return 0;
	___bpf_distinct();
	return 1;
}

/* The arguments of a 32-bit task in the user's registers, at most six. */
#define ___bpf_compat_reg(reg) \
	(core ? ___bpf_read(___bpf_slot(regs, reg)) : ___bpf_slot(regs, reg))
static __always_inline void
___bpf_own(compat_args)(unsigned long *args, const void *regs, const int count, const int from)
{
	int i;
#ifdef ___BPF_COMPAT_PARM1_REG
	const int core = !(from & ___BPF_FROM_USER_LOADED);

	if (count >= 1)
		args[0] = ___bpf_compat_reg(___BPF_COMPAT_PARM1_REG);
	if (count >= 2)
		args[1] = ___bpf_compat_reg(___BPF_COMPAT_PARM2_REG);
	if (count >= 3)
		args[2] = ___bpf_compat_reg(___BPF_COMPAT_PARM3_REG);
	if (count >= 4)
		args[3] = ___bpf_compat_reg(___BPF_COMPAT_PARM4_REG);
	if (count >= 5)
		args[4] = ___bpf_compat_reg(___BPF_COMPAT_PARM5_REG);
	if (count >= 6)
		args[5] = ___bpf_compat_reg(___BPF_COMPAT_PARM6_REG);
#else
	___bpf_own(fetch_syscall)(args, regs, count, from);
#endif
	for (i = 0; i < count; i++)
		args[i] = (__u32)args[i];
}

/* The arguments of a 32-bit task's syscall; not those of another in a function that they share. */
static __always_inline int
___bpf_own(fetch_compat)(unsigned long *args, const void *ctx, const int count, const int more)
{
#ifdef ___BPF_COMPAT_PARM1_REG
	___bpf_own(compat_args)(args, (const void *)___bpf_load(ctx, __PT_PARM1_REG), count,
				___BPF_FROM_USER);
#else
	unsigned long at;

	if (___bpf_fact(compat_shared) == ___BPF_BY_WRAPPER) {
		at = ___bpf_load(ctx, __PT_PARM1_REG);
		if (___bpf_syscall_wrapper(ctx, at) && !___bpf_own(compat_mode)((const void *)at))
			return 0;
	} else if (___bpf_fact(compat_shared) == ___BPF_BY_TASK) {
		if (!___bpf_own(in_compat)())
			return 0;
	} else if (___bpf_fact(compat_shared) == ___BPF_BY_STACK) {
		at = ___bpf_load(ctx, __PT_SP_REG) +
		     (unsigned long)___bpf_fact(compat_regs_above_sp);
		if (!___bpf_own(compat_mode)((const void *)at))
			return 0;
	}
	___bpf_own(compat_args)(args, ctx, count, ___BPF_FROM_KPROBE);
#endif
	(void)more;
	return 1;
}

/* Whether the user's registers are of a task whose arguments are 32 bits each. */
static __always_inline unsigned long
___bpf_own(compat_user)(const void *regs, const int core)
{
#ifdef ___BPF_COMPAT_STATUS
	/* Not x32's, which are as those of 64-bit tasks. */
	(void)regs;
	(void)core;
	return ___bpf_own(compat_status)(___bpf_current_task());
#elif defined(___BPF_SYSCALL_NR_IN_THREAD_INFO)
	return ___bpf_compat_mode(___bpf_own(syscall_nr)(regs, core));
#else
	return !!___bpf_compat_mode(
		___bpf_member(regs, ___BPF_COMPAT_MODE_REG, core));
#endif
}

static __always_inline int
___bpf_own(fetch_sys_enter_compat)(unsigned long *args, const void *ctx, const int count,
				   const int from)
{
	const unsigned long long *slot = ctx;

	if (!___bpf_own(compat_user)((const void *)slot[0], 0))
		return 0;
	if (count >= 1)
		args[0] = slot[1];
	if (count >= 2)
		___bpf_own(compat_args)(args + 1, (const void *)slot[0], count - 1, from);
	return 1;
}

static __always_inline int
___bpf_own(fetch_sys_exit_compat)(unsigned long *args, const void *ctx, const int count,
				  const int from)
{
	const unsigned long long *slot = ctx;

	if (!___bpf_own(compat_user)((const void *)slot[0], 0))
		return 0;
	___bpf_own(fetch_sys_exit)(args, ctx, count < 2 ? count : 2, from);
	if (count >= 3)
		___bpf_own(compat_args)(args + 2, (const void *)slot[0], count - 2,
					from | ___BPF_AT_EXIT);
	___bpf_own(refuse_lost)(args, count);
	return 1;
}
#else
/* No 32-bit tasks beside 64-bit ones. */
static __always_inline unsigned long ___bpf_own(compat_pointer)(unsigned long value)
{
	return value;
}

static __always_inline unsigned long ___bpf_own(in_compat)(void)
{
	return 0;
}

static __always_inline int
___bpf_own(fetch_compat)(unsigned long *args, const void *ctx, const int count, const int more)
{
	(void)args;
	(void)ctx;
	(void)count;
	(void)more;
	return 0;
}

static __always_inline int
___bpf_own(fetch_sys_enter_compat)(unsigned long *args, const void *ctx, const int count,
				   const int from)
{
	return ___bpf_own(fetch_compat)(args, ctx, count, from);
}

static __always_inline int
___bpf_own(fetch_sys_exit_compat)(unsigned long *args, const void *ctx, const int count,
				  const int from)
{
	return ___bpf_own(fetch_compat)(args, ctx, count, from);
}
#endif
