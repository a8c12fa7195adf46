/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * Programs on the tracepoints of syscalls: sys_enter and sys_exit, which see every
 * syscall with its number, and tp/syscalls. They need no symbol, no trampoline and no
 * kprobe: where the kernel has syscall tracepoints they run on every architecture.
 *
 *   SEC("tp_btf/sys_exit")
 *   int BPF_SYS_EXIT(on_exit, long nr, long ret, int dfd, const char *path) { ... }
 *
 * Arguments are declared as for BPF_KSYSCALL, and trailing ones may be left out. The
 * functions that tell apart what is not alike: PT_REGS_SYSCALL_ARGS (tracing/quirks.h).
 * 32-bit tasks have numbers of their own table, and on x86-64 other registers:
 * bpf_in_compat_syscall() tells them, and BPF_SYS_ENTER_COMPAT is for them alone.
 *
 * Included by bpf_tracing.h. In here are public macros, and what they expand to.
 */
typedef unsigned long long ___bpf_slots;

#define ___bpf_event(name, sure, fetch, from, as, upto, limit, args...)                            \
	___bpf_program_of(___bpf_slots, name,                                                      \
			  ((void)(sure), fetch(___args, ctx, ___bpf_count(args), from)), as,       \
			  upto(args), limit, ##args)

/*
 * BPF_SYS_ENTER(name, nr, args...): in SEC("tp_btf/sys_enter"): the number of the
 * syscall, a long, then up to 6 arguments, as the kernel will take them, after what
 * ptrace or seccomp changed. unsigned long long *ctx beside them; ctx[0] points to the
 * user's registers. Needs a kernel with BTF, 5.5; arguments are loaded directly.
 * BPF_RAW_SYS_ENTER(name, nr, args...): the same in SEC("raw_tp/sys_enter"), Linux 4.17,
 * without BTF: one read of the registers, two where the first is apart; 0 where that
 * fails. (kernel/entry/common.c; arch/<arch>/kernel/ptrace.c)
 */
#define BPF_SYS_ENTER(name, ...)                                                                   \
	___bpf_event(name, 0, ___bpf_own(fetch_sys_enter), ___BPF_FROM_USER_LOADED, ___bpf_arg,    \
		     ___bpf_upto7,                                                                 \
		     "BPF_SYS_ENTER takes at most 7 arguments: nr and the "                        \
		     "syscall's 6" __VA_OPT__(,) __VA_ARGS__)
#define BPF_RAW_SYS_ENTER(name, ...)                                                               \
	___bpf_event(name, 0, ___bpf_own(fetch_sys_enter), ___BPF_FROM_USER, ___bpf_arg,           \
		     ___bpf_upto7,                                                                 \
		     "BPF_RAW_SYS_ENTER takes at most 7 arguments: nr and "                        \
		     "the syscall's 6" __VA_OPT__(,) __VA_ARGS__)

/*
 * BPF_SYS_EXIT(name, nr, ret, args...): in SEC("tp_btf/sys_exit"): the number, at the end
 * of rt_sigreturn() -1 (on arm, loongarch and powerpc that of the syscall which the signal
 * broke off; arm has lost execve()'s too, sparc has -1), the value that the syscall returns,
 * a negative errno where it failed, and up to 6 arguments as the user passed them: no
 * map from entry to exit is wanted. Both are longs.
 * BPF_RAW_SYS_EXIT(name, nr, ret, args...): the same in SEC("raw_tp/sys_exit").
 * After a successful execve() the registers are the new program's, after
 * rt_sigreturn() those from before the signal. On sparc the first argument is lost, on
 * mips the fourth and on its 32-bit kernels the next ones: declaring them is an error.
 */
#define ___bpf_exit_has(macro, count)                                                         \
	___bpf_sure(!___BPF_SYSCALL_EXIT_LOST || (count) < 2 + ___BPF_SYSCALL_EXIT_LOST,      \
		    macro ": " ___BPF_ARCH " has lost argument "                              \
		    ___bpf_string(___BPF_SYSCALL_EXIT_LOST) " of a syscall by then; keep it " \
		    "in a map from BPF_SYS_ENTER", 0)
#define BPF_SYS_EXIT(name, ...)                                                           \
	___bpf_event(name, ___bpf_exit_has("BPF_SYS_EXIT", ___bpf_count(__VA_ARGS__)),    \
		     ___bpf_own(fetch_sys_exit), ___BPF_FROM_USER_LOADED, ___bpf_arg,     \
		     ___bpf_upto8,                                                        \
		     "BPF_SYS_EXIT takes at most 8 arguments: nr, ret and the syscall's " \
		     "6" __VA_OPT__(,) __VA_ARGS__)
#define BPF_RAW_SYS_EXIT(name, ...)                                                          \
	___bpf_event(name, ___bpf_exit_has("BPF_RAW_SYS_EXIT", ___bpf_count(__VA_ARGS__)),   \
		     ___bpf_own(fetch_sys_exit), ___BPF_FROM_USER, ___bpf_arg, ___bpf_upto8, \
		     "BPF_RAW_SYS_EXIT takes at most 8 arguments: nr, ret and the "          \
		     "syscall's 6" __VA_OPT__(,) __VA_ARGS__)

/*
 * BPF_SYS_ENTER_COMPAT(name, nr, args...), BPF_SYS_EXIT_COMPAT(name, nr, ret, args...):
 * the same for 32-bit tasks alone, in SEC("tp_btf/sys_enter"), SEC("tp_btf/sys_exit"):
 * nr is of their table, each argument the 32 bits that the task passed. Not for x32,
 * whose arguments are as those of 64-bit tasks. An error where 64-bit kernels have no
 * 32-bit tasks beside 64-bit ones: #ifdef SEC_KSYSCALL_COMPAT tells.
 * Needs what bpf_in_compat_syscall() needs.
 */
#ifdef ___BPF_COMPAT_SECTION
#define ___bpf_has_compat(macro) 0
#else
#define ___bpf_has_compat(macro)                                                                   \
	___bpf_sure(0,                                                                             \
		    macro ": " ___BPF_ARCH " kernels have no 32-bit tasks beside "                 \
			  "64-bit ones; #ifdef SEC_KSYSCALL_COMPAT tells",                         \
		    0)
#endif
#define BPF_SYS_ENTER_COMPAT(name, ...)                                                            \
	___bpf_event(name, ___bpf_has_compat("BPF_SYS_ENTER_COMPAT"),                              \
		     ___bpf_own(fetch_sys_enter_compat), ___BPF_FROM_USER_LOADED,                  \
		     ___bpf_compat_arg, ___bpf_upto7,                                              \
		     "BPF_SYS_ENTER_COMPAT takes at most 7 arguments: nr "                         \
		     "and the syscall's 6" __VA_OPT__(,) __VA_ARGS__)
#define BPF_SYS_EXIT_COMPAT(name, ...)                                                    \
	___bpf_event(name,                                                                \
		     ((void)___bpf_has_compat("BPF_SYS_EXIT_COMPAT"),                     \
		      ___bpf_exit_has("BPF_SYS_EXIT_COMPAT", ___bpf_count(__VA_ARGS__))), \
		     ___bpf_own(fetch_sys_exit_compat), ___BPF_FROM_USER_LOADED,          \
		     ___bpf_compat_arg, ___bpf_upto8,                                     \
		     "BPF_SYS_EXIT_COMPAT takes at most 8 arguments: nr, "                \
		     "ret and the syscall's 6" __VA_OPT__(,) __VA_ARGS__)

/*
 * BPF_SYSCALL_TP(name, args...): in SEC("tp/syscalls/sys_enter_<name>"): as many of the
 * syscall's arguments as it has; one more and the kernel refuses to attach (-EACCES).
 * After vmlinux.h, with clang, they are found by the kernel's BTF (struct
 * syscall_trace_enter), which vendors have shifted, else where the format file has
 * them. unsigned long long *ctx.
 * BPF_SYSCALL_TP_EXIT(name, ret): in SEC("tp/syscalls/sys_exit_<name>"): the value. An
 * error on powerpc, mips and sparc, whose kernels record errors as positive numbers, as
 * values are (syscall_get_return_value()).
 * Not for 32-bit tasks on x86-64, arm64, s390 and riscv, whose kernels leave them out
 * (ARCH_TRACE_IGNORE_COMPAT_SYSCALLS); on mips64 kernels that have n32 tasks for those
 * alone, where the tables share a function. (kernel/trace/trace_syscalls.c)
 */
#define BPF_SYSCALL_TP(name, ...)                                                \
	___bpf_event(name, 0, ___bpf_own(fetch_tp), 0, ___bpf_arg, ___bpf_upto6, \
		     "BPF_SYSCALL_TP takes at most 6 arguments, as syscalls do"  \
		     __VA_OPT__(,) __VA_ARGS__)
#define BPF_SYSCALL_TP_EXIT(name, ...)                                                           \
	___bpf_event(name, ___bpf_sure(!___BPF_TP_ERRORS_POSITIVE || !___bpf_count(__VA_ARGS__), \
				       "BPF_SYSCALL_TP_EXIT: " ___BPF_ARCH " kernels record "    \
				       "errors as positive numbers there; use BPF_SYS_EXIT "     \
				       "or BPF_RAW_SYS_EXIT", 0),                                \
		     ___bpf_own(fetch_tp_exit), 0, ___bpf_arg, ___bpf_upto1,                     \
		     "BPF_SYSCALL_TP_EXIT takes at most 1 argument, the return value"            \
		     __VA_OPT__(,) __VA_ARGS__)
