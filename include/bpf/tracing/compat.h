/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * Syscalls of 32-bit tasks on 64-bit kernels: ia32 on x86-64, 32-bit arm on
 * arm64, 31-bit on s390 (before Linux 7), riscv32, powerpc, o32 and n32 on
 * mips, sparc32. Many have a function of their own, compat_sys_<name>; the
 * others share the 64-bit tasks' (on x86 and s390 under another name).
 * Which is which: the table of the architecture's syscalls in the kernel.
 */

#ifdef ___BPF_COMPAT_SECTION
/*
 * SEC_KSYSCALL_COMPAT("openat"): section of a program on the function of 32-bit
 * tasks alone. SEC_KSYSCALL_COMPAT_NATIVE("close"): on the function that has no
 * compat variant, as 32-bit tasks enter it.
 */
#define SEC_KSYSCALL_COMPAT(name) ___BPF_COMPAT_SECTION name
#define SEC_KSYSCALL_COMPAT_NATIVE(name) ___BPF_COMPAT_NATIVE_SECTION name

#ifndef ___BPF_COMPAT_POINTER_BITS
#define ___BPF_COMPAT_POINTER_BITS 32
#endif

#define ___bpf_compat_mode_of(regs)                                                     \
	({                                                                              \
		__typeof__(((struct ___BPF_REGS *)0)->___BPF_COMPAT_MODE_REG) ___mode = 0; \
		bpf_probe_read_kernel(&___mode, sizeof(___mode),                        \
				      &___bpf_slot(regs, ___BPF_COMPAT_MODE_REG));      \
		!!___bpf_compat_mode(___mode);                                          \
	})

#if defined(___BPF_COMPAT_STATUS) && __has_attribute(preserve_access_index)
struct thread_info___bpf_compat {
	__u32 status;
} __attribute__((preserve_access_index));
struct task_struct___bpf_compat {
	struct thread_info___bpf_compat thread_info;
} __attribute__((preserve_access_index));
static __always_inline _Bool ___bpf_compat_status(const void *task)
{
	const struct task_struct___bpf_compat *of = task;
	__u32 status = 0;

	bpf_probe_read_kernel(&status, sizeof(status), &of->thread_info.status);
	return status & ___BPF_COMPAT_STATUS;
}
#else
#define ___bpf_compat_status(task) 0
#endif

/*
 * bpf_in_compat_syscall(): whether the current task is in a syscall of a 32-bit
 * ABI (x32 and n32 too), as the kernel's in_compat_syscall(). In any program
 * that runs in the task's context during the syscall. Needs Linux 5.15
 * (bpf_task_pt_regs) and a kernel with BTF; loading fails elsewhere.
 */
static __always_inline _Bool bpf_in_compat_syscall(void)
{
	void *task = ___bpf_current_task();

	return ___bpf_compat_status(task) || ___bpf_compat_mode_of(___bpf_task_regs(task));
}

/* Arguments of a 32-bit task; 0 where another runs into a shared function. */
static __always_inline int
___bpf_compat_get(struct ___bpf_syscall_values *args, const void *ctx, const int count)
{
	int i;

#ifdef ___BPF_COMPAT_PARM1_REG
	const void *regs = (const void *)PT_REGS_PARM1(ctx);

	args->arg[0] = ___bpf_read(___bpf_slot(regs, ___BPF_COMPAT_PARM1_REG));
	if (count >= 2)
		args->arg[1] = ___bpf_read(___bpf_slot(regs, ___BPF_COMPAT_PARM2_REG));
	if (count >= 3)
		args->arg[2] = ___bpf_read(___bpf_slot(regs, ___BPF_COMPAT_PARM3_REG));
	if (count >= 4)
		args->arg[3] = ___bpf_read(___bpf_slot(regs, ___BPF_COMPAT_PARM4_REG));
	if (count >= 5)
		args->arg[4] = ___bpf_read(___bpf_slot(regs, ___BPF_COMPAT_PARM5_REG));
	if (count >= 6)
		args->arg[5] = ___bpf_read(___bpf_slot(regs, ___BPF_COMPAT_PARM6_REG));
#else
#if defined(___BPF_COMPAT_REGS_ABOVE_SP)
	if (!___bpf_compat_mode_of(PT_REGS_SP(ctx) + ___BPF_COMPAT_REGS_ABOVE_SP))
		return 0;
#elif defined(___BPF_COMPAT_UNWRAPPED)
	if (!bpf_in_compat_syscall())
		return 0;
#elif defined(___BPF_COMPAT_SHARED)
	if (___bpf_syscall_wrapper(ctx) && !___bpf_compat_mode_of(PT_REGS_PARM1(ctx)))
		return 0;
#endif
	___bpf_syscall_get(args, ctx, count);
#endif
	for (i = 0; i < count; i++)
		args->arg[i] = (__u32)args->arg[i];
	return 1;
}

/* A long of a 32-bit task has 32 bits, with sign; what is no integer is a pointer. */
#define ___bpf_compat_arg(n, decl)                                                            \
	___bpf_narrow(___args.arg[n - 1] & ___bpf_compat_mask(decl),                          \
		      _Generic((void (*)(decl))0, void (*)(_Bool): 8, void (*)(long): 32,     \
			       default: 64))
#define ___bpf_compat_mask(decl)                                                              \
	_Generic((void (*)(decl))0, void (*)(_Bool): -1ULL, void (*)(char): -1ULL,            \
		 void (*)(signed char): -1ULL, void (*)(unsigned char): -1ULL,                \
		 void (*)(short): -1ULL, void (*)(unsigned short): -1ULL,                     \
		 void (*)(int): -1ULL, void (*)(unsigned int): -1ULL, void (*)(long): -1ULL,  \
		 void (*)(unsigned long): -1ULL, void (*)(long long): -1ULL,                  \
		 void (*)(unsigned long long): -1ULL,                                         \
		 default: (1ULL << ___BPF_COMPAT_POINTER_BITS) - 1)

/*
 * BPF_KSYSCALL_COMPAT(name, args...): BPF_KSYSCALL for 32-bit tasks, in a
 * program on a function of theirs or on a shared one, where it runs for them
 * alone. Each argument is the 32 bits that the task passed: 64-bit ones come
 * in halves. On arm64 before 4.19 and riscv before 6.6, without the wrapper,
 * it runs for 64-bit tasks too. On powerpc it wants what bpf_in_compat_syscall()
 * wants. For x32 use BPF_KSYSCALL.
 */
#define ___bpf_compat_fill(args...) ___bpf_compat_get(&___args, ctx, ___bpf_count(args))
#else
#define ___bpf_compat_fill(args...)                                                         \
	({                                                                                  \
		___bpf_wrong(1, "BPF_KSYSCALL_COMPAT: " ___BPF_ARCH " kernels have no "     \
				"32-bit tasks beside 64-bit ones; #ifdef SEC_KSYSCALL_COMPAT " \
				"tells");                                                   \
		0;                                                                          \
	})
#define ___bpf_compat_arg ___bpf_syscall_arg
#define bpf_in_compat_syscall() ((_Bool)0)
#endif
#define BPF_KSYSCALL_COMPAT(name, args...)                                                \
	___bpf_syscall_program(name, ___bpf_compat_fill(args), ___bpf_compat_arg,         \
			       ___bpf_upto6(args), "BPF_KSYSCALL_COMPAT takes at most 6 " \
			       "arguments, as syscalls do", ##args)
