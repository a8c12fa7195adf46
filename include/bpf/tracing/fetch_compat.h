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

#if defined(___BPF_COMPAT_STATUS) && __has_attribute(preserve_access_index)
struct thread_info___bpf_compat {
	__u32 status;
} __attribute__((__preserve_access_index__));
struct task_struct___bpf_compat {
	struct thread_info___bpf_compat thread_info;
} __attribute__((__preserve_access_index__));
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

/* The arguments of a 32-bit task's syscall; not those of another in a function that they share. */
static __always_inline int
___bpf_own(fetch_compat)(unsigned long *args, const void *ctx, const int count, const int more)
{
	int i;
#ifdef ___BPF_COMPAT_PARM1_REG
	const void *regs = (const void *)___bpf_load(ctx, __PT_PARM1_REG);

	args[0] = ___bpf_read(___bpf_slot(regs, ___BPF_COMPAT_PARM1_REG));
	if (count >= 2)
		args[1] = ___bpf_read(___bpf_slot(regs, ___BPF_COMPAT_PARM2_REG));
	if (count >= 3)
		args[2] = ___bpf_read(___bpf_slot(regs, ___BPF_COMPAT_PARM3_REG));
	if (count >= 4)
		args[3] = ___bpf_read(___bpf_slot(regs, ___BPF_COMPAT_PARM4_REG));
	if (count >= 5)
		args[4] = ___bpf_read(___bpf_slot(regs, ___BPF_COMPAT_PARM5_REG));
	if (count >= 6)
		args[5] = ___bpf_read(___bpf_slot(regs, ___BPF_COMPAT_PARM6_REG));
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
	___bpf_own(fetch_syscall)(args, ctx, count, 0);
#endif
	(void)more;
	for (i = 0; i < count; i++)
		args[i] = (__u32)args[i];
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
#endif
