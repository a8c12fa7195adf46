/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * Syscalls of 32-bit tasks on 64-bit kernels: ia32 on x86-64, 32-bit arm on
 * arm64, 31-bit on s390 (before Linux 7), riscv32, powerpc, o32 and n32 on
 * mips, sparc32. Many have a function of their own, compat_sys_<name>; the
 * others share the 64-bit tasks' (on x86 and s390 under another name).
 * Which is which: the table of the architecture's syscalls in the kernel.
 *
 * Included by bpf_tracing.h. In here are public macros, and what they expand to.
 */

#ifdef ___BPF_COMPAT_SECTION
/*
 * SEC_KSYSCALL_COMPAT("openat"): section of a program on the function of 32-bit
 * tasks alone. SEC_KSYSCALL_COMPAT_NATIVE("close"): on the function that has no
 * compat variant, as 32-bit tasks enter it.
 */
#ifdef ___BPF_TARGET_ANY
#define SEC_KSYSCALL_COMPAT(name) "kprobe"
#define SEC_KSYSCALL_COMPAT_NATIVE(name) "kprobe"
#else
#define SEC_KSYSCALL_COMPAT(name) ___BPF_COMPAT_SECTION name
#define SEC_KSYSCALL_COMPAT_NATIVE(name) ___BPF_COMPAT_NATIVE_SECTION name
#endif

/*
 * SEC_KSYSCALL_COMPAT_OLD, SEC_KSYSCALL_COMPAT_NATIVE_OLD: the same on kernels from before
 * the wrapper (x86 and arm64: 4.17, 4.19; riscv: 6.6), for a program that is loaded where
 * the other does not attach.
 */
#define SEC_KSYSCALL_COMPAT_OLD(name) "kprobe/compat_sys_" name
#define SEC_KSYSCALL_COMPAT_NATIVE_OLD(name) SEC_KSYSCALL_OLD(name)

/*
 * bpf_in_compat_syscall(): whether the current task is in a syscall of a 32-bit
 * ABI (x32 and n32 too), as the kernel's in_compat_syscall(). In any program
 * that runs in the task's context during the syscall. Needs Linux 5.15
 * (bpf_task_pt_regs), a kernel with BTF, and on riscv since Linux 7 the JIT;
 * loading fails elsewhere.
 */
#define bpf_in_compat_syscall() ((_Bool)(___bpf_own(in_compat)() & 1))

/* A long of a 32-bit task has 32 bits, with sign; what is no integer is a pointer. */
#define ___bpf_compat_arg(n, decl) ___bpf_compat_as(decl, ___args[n - 1])
#define ___bpf_compat_as(decl, value)                                        \
	_Generic((void (*)(decl))0, void (*)(_Bool): ___bpf_as_bool(value),  \
		 void (*)(char): value, void (*)(signed char): value,        \
		 void (*)(unsigned char): value, void (*)(short): value,     \
		 void (*)(unsigned short): value, void (*)(int): value,      \
		 void (*)(unsigned int): value,                              \
		 void (*)(long): (unsigned long)(__s32)(value),              \
		 void (*)(unsigned long): value, void (*)(long long): value, \
		 void (*)(unsigned long long): value,                        \
		 default: ___bpf_own(compat_pointer)(value))

/*
 * BPF_KSYSCALL_COMPAT(name, args...): BPF_KSYSCALL for 32-bit tasks, in a
 * program on a function of theirs or on a shared one, where it runs for them
 * alone. Each argument is the 32 bits that the task passed: 64-bit ones come
 * in halves. On arm64 before 4.19 and riscv before 6.6, without the wrapper,
 * it runs for 64-bit tasks too. On powerpc it wants what bpf_in_compat_syscall()
 * wants. For x32 use BPF_KSYSCALL.
 */
#define ___bpf_compat_fill(args...) ___bpf_own(fetch_compat)(___args, ctx, ___bpf_count(args), 0)
#else
#define ___bpf_compat_fill(args...)                                                            \
	({                                                                                     \
		___bpf_wrong(1, "BPF_KSYSCALL_COMPAT: " ___BPF_ARCH " kernels have no "        \
				"32-bit tasks beside 64-bit ones; #ifdef SEC_KSYSCALL_COMPAT " \
				"tells");                                                      \
		0;                                                                             \
	})
#define ___bpf_compat_arg ___bpf_arg
#define bpf_in_compat_syscall() ((_Bool)0)
#endif
#define BPF_KSYSCALL_COMPAT(name, ...)                                                           \
	___bpf_program(name, ___bpf_compat_fill(__VA_ARGS__), ___bpf_compat_arg,                 \
			       ___bpf_upto6(__VA_ARGS__), "BPF_KSYSCALL_COMPAT takes at most 6 " \
			       "arguments, as syscalls do" __VA_OPT__(,) __VA_ARGS__)
