/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * Machinery: what syscall.h asks of an architecture, as functions. Included by
 * fetch.h.
 */

/* Whether a syscall function was called with the user's registers (syscall.h). */
#ifdef BPF_SYSCALL_WRAPPER
#define ___bpf_syscall_wrapper(ctx, first) (BPF_SYSCALL_WRAPPER)
#elif defined(___BPF_SYSCALL_WRAPPER)
/* From the stack pointer up to 8 KiB above, the size of the smallest stack. */
#define ___bpf_syscall_wrapper(ctx, first) \
	((___BPF_WORD)(___bpf_load(ctx, __PT_SP_REG) - (first)) > (___BPF_WORD)-8193)
#else
#define ___bpf_syscall_wrapper(ctx, first) 0
#endif

/*
 * Where the program depends on kernel BTF anyway, it may load directly from
 * the registers that bpf_task_pt_regs() (Linux 5.15) gives of the current
 * task: those that the wrapper's argument points to. CO-RE tells whether the
 * kernel has the helper and the wrapper, and the verifier removes the other
 * branch. Not on 32-bit architectures, most of whose JITs lack such loads.
 */
#if BPF_TRACING_CORE && ___BPF_REG_BITS == 64 && defined(___BPF_SYSCALL_WRAPPER) && \
	!defined(BPF_SYSCALL_WRAPPER) && defined(__clang__) &&                      \
	__has_builtin(__builtin_preserve_type_info)
#ifdef ___BPF_SYSCALL_FN
/* The wrapper came after the helper, and the type of syscall functions with it. */
typedef long (*___BPF_SYSCALL_FN)(const struct ___BPF_REGS *);
#define ___bpf_surely_wrapped() __builtin_preserve_type_info(*(___BPF_SYSCALL_FN *)0, 0)
#ifdef ___BPF_JIT_IS_OFF
/* Linux 7 refuses the task's helper without the JIT. (bpf_jit_inlines_helper_call()) */
#define ___bpf_has_task_pt_regs()                                                    \
	(___bpf_surely_wrapped() && !__builtin_preserve_field_info(                  \
		((struct bpf_prog___bpf_tracing *)0)->jit_required, 2 /* exists */))
#else
#define ___bpf_has_task_pt_regs() ___bpf_surely_wrapped()
#endif
#else
/* The wrapper came before the helper. */
#define ___bpf_has_task_pt_regs()                                         \
	__builtin_preserve_enum_value(*(enum bpf_func_id___bpf_tracing *) \
				      BPF_FUNC_task_pt_regs___bpf_tracing, 0)
#define ___bpf_surely_wrapped() ___bpf_has_task_pt_regs()
#endif
#else
#define ___bpf_surely_wrapped() 0
#define ___bpf_has_task_pt_regs() 0
#endif

/* The first argument, as the handler takes it or as it is kept until its end. */
#define ___bpf_first_at(regs, at_exit)                                 \
	((at_exit) ? &___bpf_slot(regs, __PT_PARM1_SYSCALL_EXIT_REG) : \
		     &___bpf_slot(regs, ___BPF_HANDLER_PARM1_REG))

/* The arguments from registers that the verifier knows as such. */
#define ___bpf_syscall_load(n)                                                 \
	if (count >= n) {                                                      \
		args[n - 1] = ___bpf_slot(regs, ___BPF_HANDLER_PARM##n##_REG); \
		___bpf_apart(args[n - 1]);                                     \
	}
static __always_inline void
___bpf_own(syscall_loaded)(unsigned long *args, const void *regs, const int count,
			   const int at_exit)
{
	if (count >= 1) {
		args[0] = *___bpf_first_at(regs, at_exit);
		___bpf_apart(args[0]);
	}
	___bpf_syscall_load(2)
	___bpf_syscall_load(3)
	___bpf_syscall_load(4)
	___bpf_syscall_load(5)
	___bpf_syscall_load(6)
}

/* Where PT_REGS_PARMn_CORE_SYSCALL() finds the user's registers. */
static __always_inline unsigned long ___bpf_own(syscall_regs)(const void *ctx)
{
	unsigned long first;

	if (___bpf_fact(syscall_regs_at_sp))
		return ___bpf_load(ctx, __PT_SP_REG);
	first = ___bpf_load(ctx, __PT_PARM1_REG);
	return ___bpf_syscall_wrapper(ctx, first) ? first : (unsigned long)ctx;
}

/* Argument n from one of the words that were read. */
#define ___bpf_word_to(n, place) \
	if (count >= n)          \
		args[n - 1] = word[place];

#ifdef ___BPF_SYSCALL_REGS_LOW
#define ___BPF_SYSCALL_BASE __builtin_offsetof(struct ___BPF_REGS, ___BPF_SYSCALL_REGS_LOW)
#define ___BPF_SYSCALL_SIZE                                                 \
	(__builtin_offsetof(struct ___BPF_REGS, ___BPF_SYSCALL_REGS_HIGH) + \
	 sizeof(___BPF_WORD) - ___BPF_SYSCALL_BASE)

/* Where in the window of argument registers one is, in words. */
#define ___bpf_syscall_word(reg)                                         \
	((int)((__builtin_offsetof(struct ___BPF_REGS, reg) -            \
		___BPF_SYSCALL_BASE) / sizeof(___BPF_WORD)))
#define ___bpf_syscall_place(n) ___bpf_syscall_word(___BPF_HANDLER_PARM##n##_REG)
#define ___bpf_syscall_widen(n, place)   \
	if (count >= n) {                \
		if ((place) < low)       \
			low = (place);   \
		if ((place) > high)      \
			high = (place);  \
	}

/* One read for all: of the span of registers that holds the first count arguments. */
static __always_inline void
___bpf_own(syscall_wrapped)(unsigned long *args, const void *regs, const int count,
			    const int at_exit)
{
	___BPF_WORD word[___BPF_SYSCALL_SIZE / sizeof(___BPF_WORD)];
	const int words = sizeof(word) / sizeof(*word);
	const int first = at_exit ? ___bpf_syscall_word(__PT_PARM1_SYSCALL_EXIT_REG) :
				    ___bpf_syscall_place(1);
	/* The first can be far from the others. */
	const int apart = first < 0 || first >= words;
	int low = words, high = 0;

	if (apart) {
		if (count >= 1)
			args[0] = ___bpf_own(read)(___bpf_first_at(regs, at_exit));
	} else {
		___bpf_syscall_widen(1, first)
	}
	___bpf_syscall_widen(2, ___bpf_syscall_place(2))
	___bpf_syscall_widen(3, ___bpf_syscall_place(3))
	___bpf_syscall_widen(4, ___bpf_syscall_place(4))
	___bpf_syscall_widen(5, ___bpf_syscall_place(5))
	___bpf_syscall_widen(6, ___bpf_syscall_place(6))
	if (low <= high)
		bpf_probe_read_kernel(word + low, (__u32)(high - low + 1) * sizeof(___BPF_WORD),
				      (const char *)regs + ___BPF_SYSCALL_BASE +
				      (__u32)low * sizeof(___BPF_WORD));
	if (count >= 1 && !apart)
		args[0] = word[first];
	___bpf_word_to(2, ___bpf_syscall_place(2))
	___bpf_word_to(3, ___bpf_syscall_place(3))
	___bpf_word_to(4, ___bpf_syscall_place(4))
	___bpf_word_to(5, ___bpf_syscall_place(5))
	___bpf_word_to(6, ___bpf_syscall_place(6))
}
#else
/* Where registers move: each by its name. */
#define ___bpf_syscall_read(n)  \
	if (count >= n)         \
		args[n - 1] = ___bpf_read(___bpf_slot(regs, ___BPF_HANDLER_PARM##n##_REG));
static __always_inline void
___bpf_own(syscall_wrapped)(unsigned long *args, const void *regs, const int count,
			    const int at_exit)
{
	if (count >= 1)
		args[0] = ___bpf_own(read)(___bpf_first_at(regs, at_exit));
	___bpf_syscall_read(2)
	___bpf_syscall_read(3)
	___bpf_syscall_read(4)
	___bpf_syscall_read(5)
	___bpf_syscall_read(6)
}
#endif

/* At most six arguments from the user's registers. */
static __always_inline void
___bpf_own(user_args)(unsigned long *args, const void *regs, const int count, const int from)
{
	/* 32-bit kernels' JITs lack such loads. */
	if ((from & ___BPF_FROM_USER_LOADED) && ___BPF_REG_BITS == 64)
		___bpf_own(syscall_loaded)(args, regs, count, from & ___BPF_AT_EXIT);
	else
		___bpf_own(syscall_wrapped)(args, regs, count, from & ___BPF_AT_EXIT);
}

/* Argument n of a syscall function that takes C arguments, in registers first. */
#define ___bpf_syscall_parm(n)                                                                  \
	(___bpf_fact(syscall_parms_in_place) ? ___bpf_load(ctx, ___BPF_HANDLER_PARM##n##_REG) : \
	 n <= ___BPF_PARM_REGS               ? ___bpf_load(ctx, __PT_PARM##n##_REG) :           \
					       ___bpf_own(parm)(ctx, n, 0))
/* All on the stack. */
static __always_inline void
___bpf_own(syscall_stack)(unsigned long *args, const void *ctx, const int count)
{
	___BPF_WORD word[6];

	bpf_probe_read_kernel(word, (__u32)count * sizeof(*word),
			      (const void *)___bpf_own(stack)(ctx, 0));
	___bpf_word_to(1, 0)
	___bpf_word_to(2, 1)
	___bpf_word_to(3, 2)
	___bpf_word_to(4, 3)
	___bpf_word_to(5, 4)
	___bpf_word_to(6, 5)
}

/* Without the wrapper there is no other branch, and clang may know how wide loads are. */
#if defined(___BPF_SYSCALL_WRAPPER) || defined(___BPF_TARGET_ANY)
#define ___bpf_apart_syscall(value) ___bpf_apart(value)
#else
#define ___bpf_apart_syscall(value)
#endif
#define ___bpf_syscall_unwrap(n)                      \
	if (count >= n) {                             \
		args[n - 1] = ___bpf_syscall_parm(n); \
		___bpf_apart_syscall(args[n - 1]);    \
	}

/* The arguments of a syscall, at most six, whichever way the kernel calls its function. */
static __always_inline int
___bpf_own(fetch_syscall)(unsigned long *args, const void *ctx, const int count, const int from)
{
	unsigned long first;

	if (!count)
		return 1;
	if (from) {
		___bpf_own(user_args)(args, ctx, count, from);
		return 1;
	}
	if (___bpf_has_task_pt_regs()) {
		___bpf_own(syscall_loaded)(args, ___bpf_task_regs(___bpf_current_task()), count, 0);
		return 1;
	}
	first = ___bpf_load(ctx, __PT_PARM1_REG);
	if (!___bpf_syscall_wrapper(ctx, first)) {
		if (___bpf_fact(syscall_parms_on_stack)) {
			___bpf_own(syscall_stack)(args, ctx, count);
			return 1;
		}
		___bpf_syscall_unwrap(1)
		___bpf_syscall_unwrap(2)
		___bpf_syscall_unwrap(3)
		___bpf_syscall_unwrap(4)
		___bpf_syscall_unwrap(5)
		___bpf_syscall_unwrap(6)
	} else {
		___bpf_own(syscall_wrapped)(args, (const void *)first, count, 0);
	}
#ifdef ___BPF_SYSCALL_WRAPPER
	___bpf_own(whole)(args, count);
#endif
	return 1;
}
