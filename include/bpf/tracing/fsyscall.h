/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * Programs on a syscall's function by fentry and fexit: the cheapest way, where the
 * kernel has trampolines: x86-64 (5.11), arm64 (6.0), s390 (6.3), riscv64 (6.3), powerpc64
 * (6.13), loongarch64 (6.17). docs/attaching.md has what was seen on which.
 *
 *   SEC(SEC_FSYSCALL_EXIT("openat"))
 *   int BPF_FSYSCALL_EXIT(on_openat, long ret, int dfd, const char *path, int flags) { ... }
 *
 * Included by bpf_tracing.h. In here are public macros, and what they expand to.
 */

/*
 * SEC_FSYSCALL("openat"), SEC_FSYSCALL_EXIT("openat"): the sections. Not defined where
 * kernels have no trampolines: #ifdef tells. For the target any the loader names the
 * function (bpf_program__set_attach_target()). On riscv since Linux 6.6.
 * SEC_FSYSCALL0("getppid"), SEC_FSYSCALL_EXIT0("getppid"): the same of a syscall without
 * arguments, whose function has another name in BTF on x86-64 and loongarch.
 */
#ifdef ___BPF_TARGET_ANY
#define SEC_FSYSCALL(name) "fentry"
#define SEC_FSYSCALL_EXIT(name) "fexit"
#define SEC_FSYSCALL0(name) "fentry"
#define SEC_FSYSCALL_EXIT0(name) "fexit"
#define ___bpf_has_fsyscall(macro) 0
#elif defined(___BPF_FSYSCALL_PREFIX)
#define SEC_FSYSCALL(name) "fentry/" ___BPF_FSYSCALL_PREFIX name
#define SEC_FSYSCALL_EXIT(name) "fexit/" ___BPF_FSYSCALL_PREFIX name
#define SEC_FSYSCALL0(name) "fentry/" ___BPF_FSYSCALL0_PREFIX name
#define SEC_FSYSCALL_EXIT0(name) "fexit/" ___BPF_FSYSCALL0_PREFIX name
#define ___bpf_has_fsyscall(macro) 0
#else
#define ___bpf_has_fsyscall(macro)                                                                 \
	___bpf_sure(0,                                                                             \
		    macro ": " ___BPF_ARCH " kernels have no trampolines for fentry "              \
			  "and fexit; use BPF_SYS_ENTER or BPF_SYS_EXIT",                          \
		    0)
#endif

/*
 * BPF_FSYSCALL(name, args...): at the entry of the syscall's function, up to 6 arguments
 * under their types, as for BPF_KSYSCALL, with the wrapper or without; unsigned long
 * long *ctx beside them. With the wrapper they are loaded directly from the user's
 * registers, which the verifier knows.
 */
#define BPF_FSYSCALL(name, ...)                                                                    \
	___bpf_event(name, ___bpf_has_fsyscall("BPF_FSYSCALL"), ___bpf_own(fetch_fsyscall), 0,     \
		     ___bpf_arg, ___bpf_upto6,                                                     \
		     "BPF_FSYSCALL takes at most 6 arguments, "                                    \
		     "as syscalls do" __VA_OPT__(,) __VA_ARGS__)

/*
 * BPF_FSYSCALL_EXIT(name, ret, args...): at its end: the return value, a long, then the
 * arguments, which are still there: no map from entry to exit is wanted. After a
 * successful execve() the registers are the new program's; exit_group() and the like
 * never get there. Linux 5.17 but for x86-64 and arm64 (bpf_get_func_ret()).
 */
#define BPF_FSYSCALL_EXIT(name, ...)                                                               \
	___bpf_event(name, ___bpf_has_fsyscall("BPF_FSYSCALL_EXIT"),                               \
		     ___bpf_own(fetch_fsyscall_exit), 0, ___bpf_arg, ___bpf_upto7,                 \
		     "BPF_FSYSCALL_EXIT takes at most 7 arguments: ret and the "                   \
		     "syscall's 6" __VA_OPT__(,) __VA_ARGS__)
