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
#define BPF_KSYSCALL(name, ...)                                                                        \
	___bpf_program(name,                                                                           \
		___bpf_count(__VA_ARGS__) ?                                                            \
		___bpf_filled(___bpf_own(syscall_get)(___args, ctx, ___bpf_count(__VA_ARGS__))) : 1, \
		___bpf_arg, ___bpf_upto6(__VA_ARGS__),                                                 \
		"BPF_KSYSCALL takes at most 6 arguments, as syscalls do" __VA_OPT__(,) __VA_ARGS__)
#define BPF_KPROBE_SYSCALL BPF_KSYSCALL
