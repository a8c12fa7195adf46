/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * Programs on syscall functions. Kernels call them in one of two ways: with
 * C arguments, or with a pointer to the user's registers (the wrapper,
 * CONFIG_ARCH_HAS_SYSCALL_WRAPPER). arch/<name>.h names a symbol that only a
 * kernel without the wrapper has; the loader looks it up in kallsyms, no BTF
 * needed, and the verifier then removes the other branch. Where the loader
 * cannot see addresses the answer is: wrapper.
 *
 * BPF_SYSCALL_WRAPPER=0 or 1, if defined, is the answer instead.
 */
#ifdef BPF_SYSCALL_WRAPPER
#if BPF_SYSCALL_WRAPPER && !defined(___BPF_UNWRAPPED_SYSCALL) && !defined(___BPF_NO_TARGET)
#error "BPF_SYSCALL_WRAPPER=1: kernels of this architecture have no syscall wrapper"
#endif
#define ___bpf_syscall_wrapper() (BPF_SYSCALL_WRAPPER)
#elif defined(___BPF_UNWRAPPED_SYSCALL)
extern const void ___BPF_UNWRAPPED_SYSCALL __ksym __weak;
#define ___bpf_syscall_wrapper() (!&___BPF_UNWRAPPED_SYSCALL)
#else
#define ___bpf_syscall_wrapper() 0
#endif

/*
 * PT_REGS_SYSCALL_REGS(ctx): in a kprobe on a syscall function, a struct
 * pt_regs * for PT_REGS_PARMn_CORE_SYSCALL(): the user's registers, or ctx
 * itself where no wrapper exists.
 */
#ifdef ___BPF_SYSCALL_REGS_AT_SP
#define PT_REGS_SYSCALL_REGS(ctx) ((struct pt_regs *)PT_REGS_SP(ctx))
#else
#define PT_REGS_SYSCALL_REGS(ctx) \
	((struct pt_regs *)(___bpf_syscall_wrapper() ? PT_REGS_PARM1(ctx) : (unsigned long)(ctx)))
#endif

struct ___bpf_syscall_values {
	unsigned long arg[6];
};

/* The nth argument of a syscall function that takes C arguments. */
#ifdef ___BPF_SYSCALL_PARMS_ON_STACK
#define ___bpf_syscall_parm(ctx, n) ___bpf_kernel_stack(ctx, (n) - 1)
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

static __always_inline void
___bpf_syscall_get(struct ___bpf_syscall_values *args, const void *ctx, const int count)
{
	if (___bpf_syscall_wrapper()) {
		unsigned long regs = ___bpf_slot(ctx, __PT_PARM1_REG);

		(void)regs;
		___bpf_syscall_wrapped(args, (const void *)regs, count);
		return;
	}
	___bpf_syscall_unwrap(args, ctx, count, 1)
	___bpf_syscall_unwrap(args, ctx, count, 2)
	___bpf_syscall_unwrap(args, ctx, count, 3)
	___bpf_syscall_unwrap(args, ctx, count, 4)
	___bpf_syscall_unwrap(args, ctx, count, 5)
	___bpf_syscall_unwrap(args, ctx, count, 6)
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
		___bpf_filled(___bpf_syscall_get(&___args, ctx, ___bpf_narg(args))),      \
		___bpf_syscall_arg, ___bpf_upto6(args),                                   \
		"BPF_KSYSCALL takes at most 6 arguments, as syscalls do", ##args)
#define BPF_KPROBE_SYSCALL BPF_KSYSCALL
