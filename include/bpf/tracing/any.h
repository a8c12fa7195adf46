/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * The target `any`: one object for all architectures of its byte order.
 *
 * A single number that libbpf fills in on loading tells the architecture: the
 * size of bpf_user_pt_regs_t in the kernel's BTF, the registers as user space
 * knows them, which therefore cannot change. Each architecture's functions
 * (fetch.h) stand in a branch of their own; the verifier knows the number and
 * removes the branches of all others. Registers of the context are then
 * loaded by their names in that BTF.
 *
 * So it needs a kernel with BTF, or a loader that brings it (libbpf:
 * bpf_object_open_opts.btf_custom_path).
 *
 * Included by select.h, after the headers of all architectures.
 */
#if !BPF_TRACING_CORE
#error "__TARGET_ARCH_any needs the kernel's BTF: it cannot go with BPF_TRACING_CORE=0"
#endif
#ifdef BPF_SYSCALL_WRAPPER
#error "__TARGET_ARCH_any finds out on each kernel: it cannot go with BPF_SYSCALL_WRAPPER"
#endif
#if !__has_builtin(__builtin_preserve_type_info)
#error "__TARGET_ARCH_any needs CO-RE: compile with clang >= 12 and -target bpf"
#endif

/* m(architecture, size, args) for each size that kernels of the target's byte order have. */
#define ___bpf_every(m, args...) ___BPF_TARGETS(___bpf_kernels_of, m, ##args)
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define ___bpf_kernels_of(target, m, args...) \
	___bpf_kernels_##target(m, ___bpf_other_order, ##args)
#else
#define ___bpf_kernels_of(target, m, args...) \
	___bpf_kernels_##target(___bpf_other_order, m, ##args)
#endif
#define ___bpf_other_order(args...)
#define ___bpf_kernels_any(el, eb, args...)

#define ___BPF_ARCH "any"

/* Syscalls: what one of the architectures has. */
#define ___BPF_SYSCALL_SECTION "ksyscall/"
#define ___BPF_FADVISE64_SYSCALL ""
#define ___BPF_MMAP_SYSCALL ""
#define ___BPF_PREAD64 ""
#define ___BPF_PWRITE64 ""
#define ___BPF_SYNC_FILE_RANGE ""
#define ___BPF_SYSCALL64_PREFIX ""
#define ___BPF_OLD_MMAP_SYSCALL ""
#define ___BPF_SOCKETCALL 1
#define ___BPF_IPC_SYSCALL ""
#define ___BPF_COMPAT_SECTION ""

/* The number. Made 64 bits wide at once, and computed once for all of a program. */
static __always_inline __attribute__((__const__)) long ___bpf_kernel(void)
{
	long size = __builtin_preserve_type_info(*(bpf_user_pt_regs_t___bpf_any *)0, 1 /* size */);

	___bpf_apart(size);
	return size;
}

/* The verifier does not let pass what is here. */
static __always_inline unsigned long ___bpf_unknown_kernel(void)
{
	unsigned long value =
		___bpf_lacking(struct pt_regs___bpf_any, kernel_of_unknown_architecture);

	__asm__ volatile("" : "+r"(value));
	return value;
}

/*
 * ___bpf_any_f(kernel, ...): ___bpf_<architecture>_f(...), as unsigned long.
 * Made one of two, branches would compute with the number, where now the
 * verifier's removal leaves nothing.
 */
#define ___bpf_branch(arch, size, function, args...) \
	case size:                                   \
		___bpf_distinct();                   \
		return ___bpf_##arch##_##function(args);
#define ___bpf_any_function(function, parameters, args...)                    \
	static __always_inline unsigned long ___bpf_any_##function parameters \
	{                                                                     \
		switch (kernel) {                                             \
		___bpf_every(___bpf_branch, function, args)                   \
		default:                                                      \
			return ___bpf_unknown_kernel();                       \
		}                                                             \
	}
/*
 * ___bpf_any_fetch_<what>(kernel, args, ctx, count, more): the same for those. Where
 * the program runs in any case the value is a constant, which no branch has to keep.
 */
#define ___bpf_fetch_branch(arch, size, what)                              \
	case size:                                                         \
		___bpf_distinct();                                         \
		if (!___bpf_##arch##_fetch_##what(args, ctx, count, more)) \
			return 0;                                          \
		break;
#define ___bpf_any_fetch(what)                                                     \
	static __always_inline int                                                 \
	___bpf_any_fetch_##what(long kernel, unsigned long *args, const void *ctx, \
				const int count, const int more)                   \
	{                                                                          \
		switch (kernel) {                                                  \
		___bpf_every(___bpf_fetch_branch, what)                            \
		default:                                                           \
			args[0] = ___bpf_unknown_kernel();                         \
		}                                                                  \
		return 1;                                                          \
	}
___bpf_any_function(long, (long kernel, unsigned long value), value)
___bpf_any_function(reg, (long kernel, const void *regs, const int role, const int core),
		    regs, role, core)
___bpf_any_function(has, (long kernel, const int role), role)
___bpf_any_function(parm, (long kernel, const void *ctx, const int n, const int user),
		    ctx, n, user)
___bpf_any_function(parm_n, (long kernel, const void *ctx, const unsigned long n), ctx, n)
___bpf_any_function(syscall_parm_n, (long kernel, const void *regs, const unsigned long n),
		    regs, n)
___bpf_any_function(rc64, (long kernel, const void *ctx), ctx)
___bpf_any_function(ret_ip, (long kernel, const void *ctx, unsigned long *ip), ctx, ip)
___bpf_any_function(syscall_regs, (long kernel, const void *ctx), ctx)
___bpf_any_function(syscall_arg64, (long kernel, const void *ctx, const int n,
				    const int before, const int from), ctx, n, before, from)
___bpf_any_function(syscall_nr, (long kernel, const void *regs, const int core), regs, core)
___bpf_any_function(is_user, (long kernel, const void *regs, const int core), regs, core)
___bpf_any_function(user_regs, (long kernel))
___bpf_any_function(compat_pointer, (long kernel, unsigned long value), value)
___bpf_any_function(in_compat, (long kernel))
___bpf_any_fetch(parms)
___bpf_any_fetch(syscall)
___bpf_any_fetch(mmap)
___bpf_any_fetch(clone)
___bpf_any_fetch(socketcall)
___bpf_any_fetch(ipc)
___bpf_any_fetch(wide)
___bpf_any_fetch(pread)
___bpf_any_fetch(range)
___bpf_any_fetch(compat)
___bpf_any_fetch(sys_enter)
___bpf_any_fetch(sys_exit)
___bpf_any_fetch(sys_enter_compat)
___bpf_any_fetch(sys_exit_compat)
___bpf_any_fetch(fsyscall)
___bpf_any_fetch(fsyscall_exit)
___bpf_any_fetch(tp)
___bpf_any_fetch(tp_exit)
/* The number is computed where the program asks, so that clang does it once for all. */
#define ___bpf_own(name) ___bpf_any_##name ___bpf_kernel_and
#define ___bpf_kernel_and(...) (___bpf_kernel() __VA_OPT__(,) __VA_ARGS__)
#define ___BPF_PARM_REGS 8
#define ___BPF_HAS_FP 1
#define ___BPF_HAS_PARM7_SYSCALL 1
#define ___BPF_SYSCALL_EXIT_LOST 0
#define ___BPF_TP_ERRORS_POSITIVE 0
