/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * Session programs: one for a function's entry and its return.
 *
 *   SEC("kprobe.session/vfs_statx") int BPF_KPROBE_SESSION(statx, int dfd)
 *   {
 *           if (!is_return)
 *                   *cookie = bpf_ktime_get_ns();
 *           ...
 *   }
 *
 * Included by bpf_tracing.h. In here are public macros, and what they expand to.
 */

/*
 * The kernel's functions, with the prototypes that they had before Linux 7 and have since:
 * libbpf takes the one that the kernel's BTF agrees with (a name ends before ___), and 0 is
 * the address of the other. Both yield the same in all of a run, so that clang leaves out
 * what a body does not use. A bool is the low byte of what they return.
 * (kernel/trace/bpf_trace.c)
 */
#define ___bpf_session_kfunc __attribute__((__section__(".ksyms"), __weak__, __const__))
extern unsigned long bpf_session_is_return___bpf_none(void) ___bpf_session_kfunc;
extern unsigned long bpf_session_is_return___bpf_ctx(void *ctx) ___bpf_session_kfunc;
extern __u64 *bpf_session_cookie___bpf_none(void) ___bpf_session_kfunc;
extern __u64 *bpf_session_cookie___bpf_ctx(void *ctx) ___bpf_session_kfunc;
#define ___bpf_session(what, ctx)                                               \
	(bpf_session_##what##___bpf_ctx ? bpf_session_##what##___bpf_ctx(ctx) : \
					  bpf_session_##what##___bpf_none())

#define ___bpf_session_body(name, args...)                                                \
	static __always_inline __typeof__(name(0))                                        \
	____##name(struct pt_regs *ctx __attribute__((__unused__)),                       \
		   _Bool is_return __attribute__((__unused__)),                           \
		   __u64 *cookie __attribute__((__unused__)), ##args)
#define ___bpf_session_program(name, user, limit, args...)                                \
	name(struct pt_regs *ctx);                                                        \
	___bpf_session_body(name, ##args);                                                \
	__typeof__(name(0)) name(struct pt_regs *ctx)                                     \
	{                                                                                 \
		___bpf_require_target();                                                  \
		___bpf_quiet()                                                            \
		___bpf_return(___bpf_upto12(args), limit, __extension__({                 \
			unsigned long ___args[12] ___bpf_nodebug                          \
				__attribute__((__unused__)) = { 0 };                      \
			const _Bool ___is_return =                                        \
				___bpf_as_bool(___bpf_session(is_return, ctx));           \
			if (___bpf_count(args) && !___is_return)                          \
				___bpf_own(fetch_parms)(___args, ctx, ___bpf_count(args), \
							user);                            \
			____##name(ctx, ___is_return, ___bpf_session(cookie, ctx)         \
				   ___bpf_map(___bpf_arg, ##args));                       \
		}));                                                                      \
		___bpf_loud()                                                             \
	}                                                                                 \
	___bpf_session_body(name, ##args)

/*
 * BPF_KPROBE_SESSION(name, args...): a program in SEC("kprobe.session"), which runs at a
 * kernel function's entry and at its return. The body has struct pt_regs *ctx; bool
 * is_return; __u64 *cookie, the session's own 64 bits, written at the entry and the same at
 * the return; and up to 12 arguments as BPF_KPROBE has them. They are those of the entry: at
 * the return registers do not hold them any more and each is 0 (keep one in *cookie), and
 * PT_REGS_RC(ctx) is the return value. No return follows an entry where the program yields 1.
 * Linux 6.10, 64-bit, with fprobe, BTF and a JIT that calls kfuncs (not mips64's, nor
 * sparc64's: bpf_jit_supports_kfunc_call()); libbpf 1.5. In other programs than
 * sessions the kernel refuses the functions behind is_return and cookie on loading.
 */
#define BPF_KPROBE_SESSION(name, ...)                                                   \
	___bpf_session_program(name, 0, "BPF_KPROBE_SESSION takes at most 12 arguments" \
			       __VA_OPT__(,) __VA_ARGS__)

/*
 * BPF_UPROBE_SESSION(name, args...): the same of a user function, with its arguments as
 * BPF_UPROBE has them, in SEC("uprobe.session"). Linux 6.13, libbpf 1.6.
 */
#define BPF_UPROBE_SESSION(name, ...)                                                   \
	___bpf_session_program(name, 1, "BPF_UPROBE_SESSION takes at most 12 arguments" \
			       __VA_OPT__(,) __VA_ARGS__)
