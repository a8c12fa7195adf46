/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * Machinery: what sys_event.h and fsyscall.h ask of an architecture, as functions: a
 * syscall's arguments where the context has a pointer to the user's registers.
 * Included by fetch.h.
 */

/* sys_enter: the number, then at most six arguments. */
static __always_inline int
___bpf_own(fetch_sys_enter)(unsigned long *args, const void *ctx, const int count, const int from)
{
	const unsigned long long *slot = ctx;

	if (count >= 1)
		args[0] = slot[1];
	if (count >= 2)
		___bpf_own(user_args)(args + 1, (const void *)slot[0], count - 1, from);
	return 1;
}

/* What sys_exit says that the syscall returned: errors are negative but on some kernels. */
static __always_inline unsigned long
___bpf_own(exit_value)(const void *regs, unsigned long value, const int core)
{
#ifdef ___BPF_ERROR_REG
	if ((___BPF_SIGNED_WORD)value > 0 &&
	    ___bpf_is_error(___bpf_member(regs, ___BPF_ERROR_REG, core)))
		value = -value;
#else
	(void)regs;
	(void)core;
#endif
	return value;
}

/* What another architecture's compiler would have refused, after the number and the value. */
static __always_inline void ___bpf_own(refuse_lost)(unsigned long *args, const int count)
{
	if (___BPF_SYSCALL_EXIT_LOST && count >= 2 + ___BPF_SYSCALL_EXIT_LOST)
		args[1 + ___BPF_SYSCALL_EXIT_LOST] =
			___bpf_lacking_role(___BPF_PARM1_SYSCALL_EXIT);
}

/* sys_exit: the number, the value, then at most six arguments. */
static __always_inline int
___bpf_own(fetch_sys_exit)(unsigned long *args, const void *ctx, const int count, const int from)
{
	const unsigned long long *slot = ctx;
	const int core = !(from & ___BPF_FROM_USER_LOADED) || ___BPF_REG_BITS == 32;

	if (count >= 1)
		args[0] = ___bpf_own(syscall_nr)((const void *)slot[0], core);
	if (count >= 2)
		args[1] = ___bpf_own(exit_value)((const void *)slot[0], slot[1], core);
	if (count >= 3)
		___bpf_own(user_args)(args + 2, (const void *)slot[0], count - 2,
				      from | ___BPF_AT_EXIT);
	___bpf_own(refuse_lost)(args, count);
	return 1;
}

/* A trampoline's context: one argument, the user's registers, or the syscall's own. */
#ifdef ___BPF_FSYSCALL_PREFIX
#ifdef BPF_SYSCALL_WRAPPER
#define ___bpf_fsyscall_wrapped(first) (BPF_SYSCALL_WRAPPER)
#elif !defined(___BPF_SYSCALL_WRAPPER)
#define ___bpf_fsyscall_wrapped(first) 0
#elif !defined(___BPF_SYSCALL_FN)
/* Trampolines came after the wrapper. */
#define ___bpf_fsyscall_wrapped(first) 1
#elif BPF_TRACING_CORE && defined(__clang__) && __has_builtin(__builtin_preserve_type_info)
#define ___bpf_fsyscall_wrapped(first) ___bpf_surely_wrapped()
#else
/* No C argument is that address. So it may be none that the verifier knows. */
#define ___bpf_fsyscall_wrapped(first) \
	((first) == (unsigned long)___bpf_task_regs(___bpf_current_task()))
#define ___BPF_FSYSCALL_FROM ___BPF_FROM_USER
#endif
#ifdef ___BPF_FSYSCALL_FROM
/* Nor has the verifier to know of so many: bpf_get_func_arg(), Linux 5.17. */
#define ___bpf_fsyscall_slot(n)                        \
	if (count >= n) {                              \
		__u64 value = 0;                       \
		___bpf_func_arg(ctx, (n) - 1, &value); \
		args[n - 1] = value;                   \
	}
#else
#define ___BPF_FSYSCALL_FROM ___BPF_FROM_USER_LOADED
#define ___bpf_fsyscall_slot(n) \
	if (count >= n)         \
		args[n - 1] = slot[n - 1];
#endif
static __always_inline int
___bpf_own(fetch_fsyscall)(unsigned long *args, const void *ctx, const int count, const int more)
{
	const unsigned long long *slot = ctx;

	(void)more;
	if (!count)
		return 1;
	if (___bpf_fsyscall_wrapped(slot[0])) {
		___bpf_own(user_args)(args, (const void *)slot[0], count, ___BPF_FSYSCALL_FROM);
	} else {
		___bpf_fsyscall_slot(1)
		___bpf_fsyscall_slot(2)
		___bpf_fsyscall_slot(3)
		___bpf_fsyscall_slot(4)
		___bpf_fsyscall_slot(5)
		___bpf_fsyscall_slot(6)
	}
	return 1;
}

/* bpf_get_func_ret() is Linux 5.17's. */
static __always_inline int
___bpf_own(fetch_fsyscall_exit)(unsigned long *args, const void *ctx, const int count,
				const int more)
{
	__u64 value = 0;

	if (!count)
		return 1;
	if (___bpf_fact(fsyscall_ret_second))
		value = ((const unsigned long long *)ctx)[1];
	else
		___bpf_func_ret(ctx, &value);
	args[0] = value;
	return ___bpf_own(fetch_fsyscall)(args + 1, ctx, count - 1, more);
}
#else
static __always_inline int
___bpf_own(fetch_fsyscall)(unsigned long *args, const void *ctx, const int count, const int more)
{
	(void)args;
	(void)ctx;
	(void)count;
	(void)more;
	return 0;
}

static __always_inline int
___bpf_own(fetch_fsyscall_exit)(unsigned long *args, const void *ctx, const int count,
				const int more)
{
	return ___bpf_own(fetch_fsyscall)(args, ctx, count, more);
}
#endif

/* tp/syscalls: words of the kernel. */
#if ___BPF_REG_BITS == 64
#define ___bpf_tp_struct(what) struct what##___bpf_64
#else
#define ___bpf_tp_struct(what) struct what##___bpf_32
#endif
#define ___bpf_tp_arg(n)                                                                         \
	if (count >= n) {                                                                        \
		args[n - 1] = ((const ___bpf_tp_struct(syscall_trace_enter) *)ctx)->args[n - 1]; \
		___bpf_apart_syscall(args[n - 1]);                                               \
	}
static __always_inline int
___bpf_own(fetch_tp)(unsigned long *args, const void *ctx, const int count, const int more)
{
	(void)more;
	___bpf_tp_arg(1)
	___bpf_tp_arg(2)
	___bpf_tp_arg(3)
	___bpf_tp_arg(4)
	___bpf_tp_arg(5)
	___bpf_tp_arg(6)
	return 1;
}

static __always_inline int
___bpf_own(fetch_tp_exit)(unsigned long *args, const void *ctx, const int count, const int more)
{
	(void)more;
	if (count >= 1)
		args[0] = (unsigned long)((const ___bpf_tp_struct(syscall_trace_exit) *)ctx)->ret;
	if (___BPF_TP_ERRORS_POSITIVE && count >= 1)
		args[0] = ___bpf_lacking_role(___BPF_PARM1_SYSCALL_EXIT);
	return 1;
}
