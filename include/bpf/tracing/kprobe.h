/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * Programs on function entry and return. The body sees its arguments under
 * the declared names and types, and struct pt_regs *ctx:
 *
 *   SEC("kprobe/do_unlinkat")
 *   int BPF_KPROBE(unlinkat, int dfd, struct filename *name) { ... }
 *
 * Included by bpf_tracing.h. In here are public macros, and what they expand to.
 */

#define ___bpf_kernel_parm(n, decl) ___bpf_as(decl, ___bpf_own(parm)(ctx, n, 0))
#define ___bpf_user_parm(n, decl) ___bpf_as(decl, ___bpf_own(parm)(ctx, n, 1))

/* As in libbpf: the argument list to call a body with. */
#define ___bpf_kprobe_args(...) ctx ___bpf_map(___bpf_kernel_parm __VA_OPT__(,) __VA_ARGS__)
#define ___bpf_uprobe_args(...) ctx ___bpf_map(___bpf_user_parm __VA_OPT__(,) __VA_ARGS__)
#define ___bpf_kretprobe_value(n, decl) ___bpf_as(decl, PT_REGS_RC(ctx))
#define ___bpf_kretprobe_args(...) ctx ___bpf_map(___bpf_kretprobe_value __VA_OPT__(,) __VA_ARGS__)

/*
 * A program: fill puts the values of the context into ___args and yields 0 if
 * the program is not to run; the body is called with as(n, decl) of each.
 */
#define ___bpf_program(name, fill, as, verdict, limit, args...) \
	___bpf_program_of(struct pt_regs, name, fill, as, verdict, limit, ##args)
#define ___bpf_program_of(context, name, fill, as, verdict, limit, args...)                   \
	name(context *ctx);                                                                   \
	static __always_inline __typeof__(name(0))                                            \
	____##name(context *ctx __attribute__((__unused__)), ##args);                         \
	__typeof__(name(0)) name(context *ctx)                                                \
	{                                                                                     \
		___bpf_require_target();                                                      \
		___bpf_quiet()                                                                \
		___bpf_return(verdict, limit, __extension__({                                 \
			unsigned long ___args[12] ___bpf_nodebug __attribute__((__unused__)); \
			if (!(fill))                                                          \
				return (__typeof__(name(0)))0;                                \
			____##name(ctx ___bpf_map(as, ##args));                               \
		}));                                                                          \
		___bpf_loud()                                                                 \
	}                                                                                     \
	static __always_inline __typeof__(name(0))                                            \
	____##name(context *ctx __attribute__((__unused__)), ##args)
#define ___bpf_arg(n, decl) ___bpf_as(decl, ___args[n - 1])

/*
 * BPF_KPROBE(name, args...): up to 12 arguments of a kernel function at its
 * entry; those beyond the registers are read from the kernel stack (0 where
 * that fails). Each takes one register or stack word: for structs by value,
 * and for 64-bit arguments on 32-bit architectures, see BPF_KPROBE2. On i386
 * for regparm functions; BPF_KPROBE2_ASMLINKAGE is for the others.
 * In kprobe, kprobe.multi and kprobe.session programs.
 */
#define BPF_KPROBE(name, ...)                                                        \
	___bpf_program(name,                                                         \
		___bpf_own(fetch_parms)(___args, ctx, ___bpf_count(__VA_ARGS__), 0), \
		___bpf_arg, ___bpf_upto12(__VA_ARGS__),                              \
		"BPF_KPROBE takes at most 12 arguments" __VA_OPT__(,) __VA_ARGS__)

/*
 * BPF_UPROBE(name, args...): the same for a user function, in uprobe and
 * uprobe.multi programs; stack arguments are read from user memory. On i386
 * all arguments are on the stack (cdecl).
 */
#define BPF_UPROBE(name, ...)                                                        \
	___bpf_program(name,                                                         \
		___bpf_own(fetch_parms)(___args, ctx, ___bpf_count(__VA_ARGS__), 1), \
		___bpf_arg, ___bpf_upto12(__VA_ARGS__),                              \
		"BPF_UPROBE takes at most 12 arguments" __VA_OPT__(,) __VA_ARGS__)

/*
 * BPF_KRETPROBE(name[, ret]): the return value of a function, in kretprobe,
 * kretprobe.multi and the return half of kprobe.session programs.
 * BPF_URETPROBE(name[, ret]): the same in uretprobe programs.
 */
#define BPF_KRETPROBE(name, ...)                                                  \
	___bpf_program(name, (___args[0] = PT_REGS_RC(ctx), 1), ___bpf_arg,       \
		       ___bpf_upto1(__VA_ARGS__),                                 \
		       "BPF_KRETPROBE takes at most 1 argument, the return value" \
		       __VA_OPT__(,) __VA_ARGS__)
#define BPF_URETPROBE(name, ...)                                                  \
	___bpf_program(name, (___args[0] = PT_REGS_RC(ctx), 1), ___bpf_arg,       \
		       ___bpf_upto1(__VA_ARGS__),                                 \
		       "BPF_URETPROBE takes at most 1 argument, the return value" \
		       __VA_OPT__(,) __VA_ARGS__)
