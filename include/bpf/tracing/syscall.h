/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * Programs on syscall functions. Kernels call them in one of two ways: with
 * C arguments, or with a pointer to the user's registers (the wrapper,
 * CONFIG_ARCH_HAS_SYSCALL_WRAPPER). The user's registers are at the top of
 * the stack that the function runs on, where no C argument points: so the
 * first argument itself tells, in each call, without a symbol or BTF.
 *
 * BPF_SYSCALL_WRAPPER=0 or 1, if defined, is the answer instead.
 */
#ifdef BPF_SYSCALL_WRAPPER
#if BPF_SYSCALL_WRAPPER && !defined(___BPF_SYSCALL_WRAPPER) && !defined(___BPF_NO_TARGET)
#error "BPF_SYSCALL_WRAPPER=1: kernels of this architecture have no syscall wrapper"
#endif
#define ___bpf_syscall_wrapper(ctx) (BPF_SYSCALL_WRAPPER)
#elif defined(___BPF_SYSCALL_WRAPPER)
/* From the stack pointer up to 8 KiB above, the size of the smallest stack. */
#define ___bpf_syscall_wrapper(ctx)                                    \
	((___BPF_WORD)(___bpf_slot(ctx, __PT_SP_REG) -                \
		       ___bpf_slot(ctx, __PT_PARM1_REG)) > (___BPF_WORD)-8193)
#else
#define ___bpf_syscall_wrapper(ctx) 0
#endif

/*
 * PT_REGS_SYSCALL_REGS(ctx): in a kprobe on a syscall function, a struct
 * pt_regs * for PT_REGS_PARMn_CORE_SYSCALL(): the user's registers, or ctx
 * itself where no wrapper exists.
 */
#ifdef ___BPF_SYSCALL_REGS_AT_SP
#define PT_REGS_SYSCALL_REGS(ctx) ((struct pt_regs *)PT_REGS_SP(ctx))
#else
#define PT_REGS_SYSCALL_REGS(ctx)                                                       \
	((struct pt_regs *)(___bpf_syscall_wrapper(ctx) ? PT_REGS_PARM1(ctx) :         \
							  (unsigned long)(ctx)))
#endif

struct ___bpf_syscall_values {
	unsigned long arg[6];
};

/* The nth argument of a syscall function that takes C arguments. */
#ifdef ___BPF_SYSCALL_PARMS_ON_STACK
#define ___bpf_syscall_parm(ctx, n) ___bpf_kernel_stack(ctx, (n) - 1)
#elif defined(___BPF_SYSCALL_PARMS_IN_PLACE)
#define ___bpf_syscall_parm(ctx, n) ___bpf_slot(ctx, __PT_PARM##n##_SYSCALL_REG)
#else
#define ___bpf_syscall_parm(ctx, n) ___bpf_parm##n(ctx, ___bpf_kernel_stack)
#endif
#define ___bpf_syscall_unwrap(args, ctx, count, n)                     \
	if ((count) >= n) {                                           \
		(args)->arg[n - 1] = ___bpf_syscall_parm(ctx, n);     \
		___bpf_apart((args)->arg[n - 1]);                     \
	}

#ifdef ___BPF_SYSCALL_REGS_LOW
#define ___BPF_SYSCALL_BASE __builtin_offsetof(struct ___BPF_REGS, ___BPF_SYSCALL_REGS_LOW)
#define ___BPF_SYSCALL_SIZE                                                         \
	(__builtin_offsetof(struct ___BPF_REGS, ___BPF_SYSCALL_REGS_HIGH) +        \
	 sizeof(___BPF_WORD) - ___BPF_SYSCALL_BASE)

/* Where in the window of argument registers the nth is, in words. */
#define ___bpf_syscall_place(n)                                                        \
	((int)((__builtin_offsetof(struct ___BPF_REGS, __PT_PARM##n##_SYSCALL_REG) -  \
		___BPF_SYSCALL_BASE) / sizeof(___BPF_WORD)))
#define ___bpf_syscall_widen(count, n)                          \
	if ((count) >= n) {                                     \
		if (___bpf_syscall_place(n) < low)              \
			low = ___bpf_syscall_place(n);          \
		if (___bpf_syscall_place(n) > high)             \
			high = ___bpf_syscall_place(n);         \
	}

/* One read for all: of the span of registers that holds the first count arguments. */
static __always_inline void
___bpf_syscall_wrapped(struct ___bpf_syscall_values *args, const void *regs, const int count)
{
	___BPF_WORD word[___BPF_SYSCALL_SIZE / sizeof(___BPF_WORD)];
	int low = sizeof(word) / sizeof(___BPF_WORD), high = 0;

#ifdef ___BPF_SYSCALL_PARM1_APART
	if (count >= 1)
		args->arg[0] = ___bpf_read(___bpf_slot(regs, __PT_PARM1_SYSCALL_REG));
#else
	___bpf_syscall_widen(count, 1)
#endif
	___bpf_syscall_widen(count, 2)
	___bpf_syscall_widen(count, 3)
	___bpf_syscall_widen(count, 4)
	___bpf_syscall_widen(count, 5)
	___bpf_syscall_widen(count, 6)
	if (low <= high)
		bpf_probe_read_kernel(word + low, (high - low + 1) * sizeof(___BPF_WORD),
				      (const char *)regs + ___BPF_SYSCALL_BASE +
				      low * sizeof(___BPF_WORD));
#ifndef ___BPF_SYSCALL_PARM1_APART
	if (count >= 1)
		args->arg[0] = word[___bpf_syscall_place(1)];
#endif
	if (count >= 2)
		args->arg[1] = word[___bpf_syscall_place(2)];
	if (count >= 3)
		args->arg[2] = word[___bpf_syscall_place(3)];
	if (count >= 4)
		args->arg[3] = word[___bpf_syscall_place(4)];
	if (count >= 5)
		args->arg[4] = word[___bpf_syscall_place(5)];
	if (count >= 6)
		args->arg[5] = word[___bpf_syscall_place(6)];
}
#else
#define ___bpf_syscall_wrapped(args, regs, count)
#endif

/*
 * bpf_get_current_task_btf() and bpf_task_pt_regs() by their numbers: libbpf's
 * headers before 0.5 do not have the names.
 */
#define ___bpf_current_task() (((void *(*)(void))158UL)())
#define ___bpf_task_regs(task) (((void *(*)(void *))175UL)(task))

/*
 * Where the program depends on kernel BTF anyway, it may load directly from
 * the registers that bpf_task_pt_regs() (Linux 5.15) gives of the current
 * task: those that the wrapper's argument points to. CO-RE tells whether the
 * kernel has the helper and the wrapper, and the verifier removes the other
 * branch. Not on 32-bit architectures, most of whose JITs lack such loads.
 */
#if BPF_TRACING_CORE && ___BPF_REG_BITS == 64 && defined(___BPF_SYSCALL_WRAPPER) && \
	!defined(BPF_SYSCALL_WRAPPER) && __has_builtin(__builtin_preserve_type_info)
#ifdef ___BPF_SYSCALL_FN
/* The wrapper came after the helper, and the type of syscall functions with it. */
typedef long (*___BPF_SYSCALL_FN)(const struct ___BPF_REGS *);
#define ___bpf_has_task_pt_regs() __builtin_preserve_type_info(*(___BPF_SYSCALL_FN *)0, 0)
#else
/* The wrapper came before the helper. */
enum bpf_func_id___bpf_tracing {
	BPF_FUNC_task_pt_regs___bpf_tracing = 175,
};
#define ___bpf_has_task_pt_regs()                                          \
	__builtin_preserve_enum_value(*(enum bpf_func_id___bpf_tracing *) \
				      BPF_FUNC_task_pt_regs___bpf_tracing, 0)
#endif
#define ___bpf_syscall_load(n)                                                     \
	if (count >= n) {                                                          \
		args->arg[n - 1] = ___bpf_slot(regs, __PT_PARM##n##_SYSCALL_REG); \
		___bpf_apart(args->arg[n - 1]);                                    \
	}
static __always_inline void
___bpf_syscall_loaded(struct ___bpf_syscall_values *args, const int count)
{
	void *regs = ___bpf_task_regs(___bpf_current_task());

	___bpf_syscall_load(1)
	___bpf_syscall_load(2)
	___bpf_syscall_load(3)
	___bpf_syscall_load(4)
	___bpf_syscall_load(5)
	___bpf_syscall_load(6)
}
#else
#define ___bpf_has_task_pt_regs() 0
#define ___bpf_syscall_loaded(args, count)
#endif

static __always_inline void
___bpf_syscall_get(struct ___bpf_syscall_values *args, const void *ctx, const int count)
{
	if (!count)
		return;
	if (___bpf_has_task_pt_regs()) {
		___bpf_syscall_loaded(args, count);
	} else if (!___bpf_syscall_wrapper(ctx)) {
		___bpf_syscall_unwrap(args, ctx, count, 1)
		___bpf_syscall_unwrap(args, ctx, count, 2)
		___bpf_syscall_unwrap(args, ctx, count, 3)
		___bpf_syscall_unwrap(args, ctx, count, 4)
		___bpf_syscall_unwrap(args, ctx, count, 5)
		___bpf_syscall_unwrap(args, ctx, count, 6)
	} else {
		unsigned long regs = ___bpf_slot(ctx, __PT_PARM1_REG);

		(void)regs;
		___bpf_syscall_wrapped(args, (const void *)regs, count);
	}
}

/* As in libbpf: argument lists from a variable regs, directly and through a read. */
#define ___bpf_syscall_direct(n, decl) ___bpf_as(decl, PT_REGS_PARM##n##_SYSCALL(regs))
#define ___bpf_syscall_args(args...) ctx ___bpf_map(___bpf_syscall_direct, ##args)
#define ___bpf_syscall_core(n, decl) ___bpf_as(decl, PT_REGS_PARM##n##_CORE_SYSCALL(regs))
#define ___bpf_syswrap_args(args...) ctx ___bpf_map(___bpf_syscall_core, ##args)

#define ___bpf_syscall_arg(n, decl) ___bpf_as(decl, ___args.arg[n - 1])

/*
 * A program on a syscall's function: fill puts the arguments into ___args and
 * yields 0 if the program is not to run; as(n, decl) is the nth of them.
 */
#define ___bpf_syscall_program(name, fill, as, verdict, limit, args...)                  \
	name(struct pt_regs *ctx);                                                       \
	static __always_inline __typeof__(name(0))                                       \
	____##name(struct pt_regs *ctx __attribute__((unused)), ##args);                 \
	__typeof__(name(0)) name(struct pt_regs *ctx)                                    \
	{                                                                                \
		struct ___bpf_syscall_values ___args;                                    \
		___bpf_require_target();                                                 \
		if (!(fill))                                                             \
			return 0;                                                        \
		_Pragma("GCC diagnostic push")                                           \
		_Pragma("GCC diagnostic ignored \"-Wint-conversion\"")                   \
		___bpf_return(verdict, limit, ____##name(ctx ___bpf_map(as, ##args)));   \
		_Pragma("GCC diagnostic pop")                                            \
	}                                                                                \
	static __always_inline __typeof__(name(0))                                       \
	____##name(struct pt_regs *ctx __attribute__((unused)), ##args)
#define ___bpf_filled(get) (get, 1)

/*
 * BPF_KSYSCALL(name, args...): up to 6 arguments of a syscall, under their
 * declared names and types, with struct pt_regs *ctx beside them, in a kprobe
 * on the function that implements it: SEC(SEC_KSYSCALL("<syscall>")) or libbpf's
 * SEC("ksyscall/<syscall>"). With or without the wrapper; 0 where the user's
 * registers cannot be read. One register each: for syscalls whose order, width
 * or function differs between architectures see tracing/quirks.h, for 32-bit
 * tasks on 64-bit kernels tracing/compat.h.
 * BPF_KPROBE_SYSCALL is its old name.
 */
#define BPF_KSYSCALL(name, args...)                                                       \
	___bpf_syscall_program(name,                                                      \
		___bpf_filled(___bpf_syscall_get(&___args, ctx, ___bpf_count(args))),      \
		___bpf_syscall_arg, ___bpf_upto6(args),                                   \
		"BPF_KSYSCALL takes at most 6 arguments, as syscalls do", ##args)
#define BPF_KPROBE_SYSCALL BPF_KSYSCALL
