/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * Programs on syscall functions. Kernels call them in one of two ways: with
 * C arguments, or with a pointer to the user's registers (the wrapper,
 * CONFIG_ARCH_HAS_SYSCALL_WRAPPER). The user's registers are at the top of
 * the stack that the function runs on, where no C argument points: so the
 * first argument itself tells, in each call, without a symbol or BTF.
 *
 * BPF_SYSCALL_WRAPPER=0 or 1, if defined, is the answer instead.
 *
 * Included by bpf_tracing.h. In here are public macros, and what they expand to.
 */
#if defined(BPF_SYSCALL_WRAPPER) && !defined(___BPF_SYSCALL_WRAPPER) && \
	!defined(___BPF_NO_TARGET) && !defined(___BPF_TARGET_ANY)
#if BPF_SYSCALL_WRAPPER
#error "BPF_SYSCALL_WRAPPER=1: kernels of this architecture have no syscall wrapper"
#endif
#endif

/*
 * PT_REGS_SYSCALL_REGS(ctx): in a kprobe on a syscall function, a struct
 * pt_regs * for PT_REGS_PARMn_CORE_SYSCALL(): the user's registers, or ctx
 * itself where no wrapper exists.
 */
#define PT_REGS_SYSCALL_REGS(ctx) \
	((struct pt_regs *)___bpf_own(syscall_regs)(___bpf_target(ctx)))

/* As in libbpf: argument lists from a variable regs, directly and through a read. */
#define ___bpf_syscall_direct(n, decl) ___bpf_as(decl, PT_REGS_PARM##n##_SYSCALL(regs))
#define ___bpf_syscall_args(...) ctx ___bpf_map(___bpf_syscall_direct __VA_OPT__(,) __VA_ARGS__)
#define ___bpf_syscall_core(n, decl) ___bpf_as(decl, PT_REGS_PARM##n##_CORE_SYSCALL(regs))
#define ___bpf_syswrap_args(...) ctx ___bpf_map(___bpf_syscall_core __VA_OPT__(,) __VA_ARGS__)

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
#define BPF_KSYSCALL(name, ...)                                                            \
	___bpf_program(name,                                                               \
		___bpf_count(__VA_ARGS__) ?                                                \
		___bpf_own(fetch_syscall)(___args, ctx, ___bpf_count(__VA_ARGS__), 0) : 1, \
		___bpf_arg, ___bpf_upto6(__VA_ARGS__),                                     \
		"BPF_KSYSCALL takes at most 6 arguments, as syscalls do"                   \
		__VA_OPT__(,) __VA_ARGS__)
#define BPF_KPROBE_SYSCALL BPF_KSYSCALL

/*
 * BPF_KSYSCALL2(name, type, arg, ...): BPF_KSYSCALL with types: a long long
 * takes two registers on 32-bit kernels, where the syscall convention puts
 * them, so that the arguments together take as many as six. Integers, bool,
 * enums and pointers only, as syscalls have.
 */
#ifdef ___BPF_TARGET_ANY
#define BPF_KSYSCALL2(name, ...) ___bpf_typed_any("BPF_KSYSCALL2", name __VA_OPT__(,) __VA_ARGS__)
#else
#define ___bpf_syscall_member(t, x)                                      \
	struct {                                                         \
		___BPF_WORD ___word[___bpf_words(___bpf_size_of(t, x))]; \
	} x __attribute__((__aligned__(                                  \
		___BPF_PAIRS == ___BPF_EVEN_REG &&                       \
		___bpf_size_of(t, x) >                                   \
			sizeof(___BPF_WORD) ? 2 * sizeof(___BPF_WORD) : sizeof(___BPF_WORD))));
#define ___bpf_check_syscall_type(t, x)                                                      \
	_Static_assert(___bpf_kind_of(t, x) != ___BPF_STRUCT &&                              \
		       ___bpf_kind_of(t, x) != ___BPF_FLOAT &&                               \
		       sizeof(t) <= 8, "argument " #x ": syscalls take integers of at most " \
		       "64 bits and pointers");
#define ___bpf_load_syscall_arg(t, x)                                             \
	___bpf_put_syscall_arg(___arg_##x.___word, ___args, ___bpf_type_of(t, x), \
			   __builtin_offsetof(struct ___bpf_typed_words, x) /     \
				   sizeof(___BPF_WORD));
static __always_inline void
___bpf_put_syscall_arg(___bpf_word *to, const unsigned long *args, const __u64 type,
		   const __u64 first)
{
	if (___bpf_type_size(type) > sizeof(*to)) {
		to[0] = (___BPF_WORD)args[first];
		to[1] = (___BPF_WORD)args[first + 1];
		return;
	}
	___bpf_put_scalar(to, ___bpf_type_kind(type), ___bpf_type_size(type),
			 (___BPF_WORD)args[first]);
}

#define BPF_KSYSCALL2(name, ...) ___bpf_ksyscall2_body(name __VA_OPT__(,) __VA_ARGS__)
#define ___bpf_ksyscall2_body(name, args...)                                                   \
	name(struct pt_regs *ctx);                                                             \
	static __always_inline __typeof__(name(0))                                             \
	____##name(struct pt_regs *ctx __attribute__((__unused__)) ___bpf_typed_decl(args));   \
	__typeof__(name(0)) name(struct pt_regs *ctx)                                          \
	{                                                                                      \
		unsigned long ___args[12] ___bpf_nodebug __attribute__((__unused__));          \
		___bpf_require_target();                                                       \
		___bpf_if_pairs(___bpf_declare_arg, ##args)                                    \
		___bpf_if_pairs(___bpf_check_syscall_type, ##args)                             \
		struct ___bpf_typed_words {                                                    \
			___bpf_if_pairs(___bpf_syscall_member, ##args)                         \
		};                                                                             \
		_Static_assert(sizeof(struct ___bpf_typed_words) <= 6 * sizeof(___BPF_WORD),   \
			       "BPF_KSYSCALL2: more than six registers, as syscalls have");    \
		___bpf_own(fetch_syscall)(___args, ctx,                                        \
			sizeof(struct ___bpf_typed_words) / sizeof(___BPF_WORD), 0);           \
		___bpf_if_pairs(___bpf_load_syscall_arg, ##args)                               \
		___bpf_return(___bpf_pairs12(args), "BPF_KSYSCALL2 takes at most 6 arguments", \
			      ____##name(ctx ___bpf_if_pairs(___bpf_pass_arg, ##args)));       \
	}                                                                                      \
	static __always_inline __typeof__(name(0))                                             \
	____##name(struct pt_regs *ctx __attribute__((__unused__)) ___bpf_typed_decl(args))
#endif
