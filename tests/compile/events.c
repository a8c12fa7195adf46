// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/*
 * Programs on the events of syscalls, and what tells of the user's registers. Each stores
 * what it is given in out[], and that it has run in out[15]; events.py knows what it must be.
 *
 * GCC before 14 refuses functions of more than five arguments, inlined or not. EXIT_ARGS: how
 * many of a syscall's arguments the architecture still has at its end.
 */
#include "fixture.h"

#if defined(__clang__) || __GNUC__ >= 14
#define FIVE_MORE
#endif

unsigned long out[16];

#define PUT(n, arg) out[n] = (unsigned long)(arg)
#define RAN() out[15]++
#define PUT3() PUT(0, a), PUT(1, b), PUT(2, c), RAN()
#define PUT5() PUT(3, d), PUT(4, e), PUT3()
#define PUT6() PUT(5, f), PUT5()
#define PUT7() PUT(6, g), PUT6()
#define PUT8() PUT(7, h), PUT7()

#define ENTER(section, prefix, macro)                                                      \
	SEC(section) int macro(prefix##0)                                                  \
	{                                                                                  \
		PUT(0, ctx), RAN();                                                        \
		return 0;                                                                  \
	}                                                                                  \
	SEC(section) int macro(prefix##1, long a)                                          \
	{                                                                                  \
		PUT(0, a), RAN();                                                          \
		return 0;                                                                  \
	}                                                                                  \
	SEC(section) int macro(prefix##3, int a, unsigned long b, const char *c)           \
	{                                                                                  \
		PUT3();                                                                    \
		return 0;                                                                  \
	}                                                                                  \
	ENTER7(section, prefix, macro)
#ifdef FIVE_MORE
#define ENTER7(section, prefix, macro)                                                       \
	SEC(section) int macro(prefix##7, long a, unsigned long b, unsigned int c, _Bool d,  \
			       long e, short f, void *g)                                     \
	{                                                                                    \
		PUT7();                                                                      \
		return 0;                                                                    \
	}
#else
#define ENTER7(section, prefix, macro)
#endif

#define EXIT(section, prefix, macro)                                                   \
	SEC(section) int macro(prefix##0)                                              \
	{                                                                              \
		PUT(0, ctx), RAN();                                                    \
		return 0;                                                              \
	}                                                                              \
	SEC(section) int macro(prefix##1, long a)                                      \
	{                                                                              \
		PUT(0, a), RAN();                                                      \
		return 0;                                                              \
	}                                                                              \
	SEC(section) int macro(prefix##2, long a, int b)                               \
	{                                                                              \
		PUT(0, a), PUT(1, b), RAN();                                           \
		return 0;                                                              \
	}                                                                              \
	EXIT3(section, prefix, macro)                                                  \
	EXIT5(section, prefix, macro)                                                  \
	EXIT8(section, prefix, macro)
#if EXIT_ARGS >= 1
#define EXIT3(section, prefix, macro)                                       \
	SEC(section) int macro(prefix##3, long a, long b, unsigned long c)  \
	{                                                                   \
		PUT3();                                                     \
		return 0;                                                   \
	}
#else
#define EXIT3(section, prefix, macro)
#endif
#if EXIT_ARGS >= 3 && defined(FIVE_MORE)
#define EXIT5(section, prefix, macro)                                                      \
	SEC(section) int macro(prefix##5, long a, long b, unsigned long c, unsigned int d, \
			       const char *e)                                              \
	{                                                                                  \
		PUT5();                                                                    \
		return 0;                                                                  \
	}
#else
#define EXIT5(section, prefix, macro)
#endif
#if EXIT_ARGS >= 6 && defined(FIVE_MORE)
#define EXIT8(section, prefix, macro)                                                        \
	SEC(section) int macro(prefix##8, long a, long b, unsigned long c, unsigned int d,   \
			       _Bool e, long f, short g, void *h)                            \
	{                                                                                    \
		PUT8();                                                                      \
		return 0;                                                                    \
	}
#else
#define EXIT8(section, prefix, macro)
#endif

ENTER("tp_btf/sys_enter", sys_enter, BPF_SYS_ENTER)
ENTER("raw_tp/sys_enter", raw_enter, BPF_RAW_SYS_ENTER)
EXIT("tp_btf/sys_exit", sys_exit, BPF_SYS_EXIT)
EXIT("raw_tp/sys_exit", raw_exit, BPF_RAW_SYS_EXIT)

#ifdef SEC_KSYSCALL_COMPAT
ENTER("tp_btf/sys_enter", compat_enter, BPF_SYS_ENTER_COMPAT)
EXIT("tp_btf/sys_exit", compat_exit, BPF_SYS_EXIT_COMPAT)
#endif

#ifdef SEC_FSYSCALL
SEC(SEC_FSYSCALL0("x")) int BPF_FSYSCALL(fsyscall0)
{
	PUT(0, ctx), RAN();
	return 0;
}

SEC(SEC_FSYSCALL("x")) int BPF_FSYSCALL(fsyscall1, long a)
{
	PUT(0, a), RAN();
	return 0;
}

SEC(SEC_FSYSCALL_EXIT0("x")) int BPF_FSYSCALL_EXIT(fexit0)
{
	PUT(0, ctx), RAN();
	return 0;
}

SEC(SEC_FSYSCALL_EXIT("x")) int BPF_FSYSCALL_EXIT(fexit1, long a)
{
	PUT(0, a), RAN();
	return 0;
}

SEC(SEC_FSYSCALL_EXIT("x")) int BPF_FSYSCALL_EXIT(fexit3, int a, unsigned long b, const char *c)
{
	PUT3();
	return 0;
}

#ifdef FIVE_MORE
SEC(SEC_FSYSCALL("x"))
int BPF_FSYSCALL(fsyscall6, unsigned long a, unsigned int b, _Bool c, long d, short e, void *f)
{
	PUT6();
	return 0;
}

SEC(SEC_FSYSCALL_EXIT("x"))
int BPF_FSYSCALL_EXIT(fexit7, long a, unsigned long b, unsigned int c, _Bool d, long e, short f,
		      void *g)
{
	PUT7();
	return 0;
}
#endif
#endif

SEC("tp/syscalls/sys_enter_x") int BPF_SYSCALL_TP(tp0)
{
	PUT(0, ctx), RAN();
	return 0;
}

SEC("tp/syscalls/sys_enter_x") int BPF_SYSCALL_TP(tp3, int a, unsigned long b, const char *c)
{
	PUT3();
	return 0;
}

#ifdef FIVE_MORE
SEC("tp/syscalls/sys_enter_x")
int BPF_SYSCALL_TP(tp6, unsigned long a, unsigned int b, _Bool c, long d, short e, void *f)
{
	PUT6();
	return 0;
}
#endif

SEC("tp/syscalls/sys_exit_x") int BPF_SYSCALL_TP_EXIT(tp_exit0)
{
	PUT(0, ctx), RAN();
	return 0;
}

#ifndef NO_TP_EXIT
SEC("tp/syscalls/sys_exit_x") int BPF_SYSCALL_TP_EXIT(tp_exit1, long a)
{
	PUT(0, a), RAN();
	return 0;
}
#endif

/* Values of the user's registers, by a pointer that the verifier knows and by any. */
#define VALUE(name, value)                                                       \
	SEC("tp_btf/sys_enter") int BPF_PROG(name, struct pt_regs *regs, long id) \
	{                                                                        \
		(void)id;                                                        \
		PUT(0, value), RAN();                                            \
		return 0;                                                        \
	}
VALUE(nr, PT_REGS_SYSCALL_NR(regs))
VALUE(nr_core, PT_REGS_SYSCALL_NR_CORE(regs))
VALUE(user, PT_REGS_IS_USER(regs))
VALUE(user_core, PT_REGS_IS_USER_CORE(regs))

SEC("kprobe") int user_ctx(struct pt_regs *ctx)
{
	PUT(0, PT_REGS_IS_USER(ctx)), RAN();
	return 0;
}

/* Read and loaded: no load may take the address that is read. */
SEC("kprobe") int user_both(struct pt_regs *ctx)
{
	PUT(0, PT_REGS_IS_USER_CORE(ctx));
	if (out[0])
		PUT(14, PT_REGS_SP_CORE(ctx));
	PUT(0, PT_REGS_IS_USER(ctx)), RAN();
	return 0;
}

SEC("lsm/x") int user_regs(void *ctx)
{
	(void)ctx;
	PUT(0, bpf_user_regs()), RAN();
	return 0;
}

/* Argument n behind wide others of 64 bits. */
#define ARG64(n, wide) VALUE(arg64_##n##_##wide, PT_REGS_SYSCALL_ARG64_CORE(regs, n, wide))
ARG64(1, 0)
ARG64(2, 0)
ARG64(3, 0)
ARG64(3, 1)
ARG64(4, 0)
ARG64(4, 1)
ARG64(5, 0)

/* The arguments of syscalls that are not alike. */
#define ARGS(name, kind)                                                                 \
	SEC("raw_tp/sys_enter") int BPF_PROG(args_##name, struct pt_regs *regs, long id) \
	{                                                                                \
		unsigned long args[6];                                                   \
		int i;                                                                   \
											 \
		(void)id;                                                                \
		PT_REGS_SYSCALL_ARGS(regs, kind, args);                                  \
		for (i = 0; i < COUNT_##kind; i++)                                       \
			out[i] = args[i];                                                \
		PUT(14, __COUNTER__), RAN(); /* GCC makes one of two that are alike. */  \
		return 0;                                                                \
	}
#define COUNT_PLAIN 6
#define COUNT_MMAP 6
#define COUNT_OLD_MMAP 6
#define COUNT_CLONE 5
#define COUNT_PREAD64 4
#define COUNT_PWRITE64 4
#define COUNT_TRUNCATE64 2
#define COUNT_FTRUNCATE64 2
#define COUNT_FALLOCATE 4
#define COUNT_READAHEAD 3
#define COUNT_FADVISE64 4
#define COUNT_SYNC_FILE_RANGE 4
#define COUNT_FANOTIFY_MARK 5
ARGS(plain, PLAIN)
ARGS(mmap, MMAP)
#ifdef SEC_KSYSCALL_OLD_MMAP
ARGS(old_mmap, OLD_MMAP)
#endif
ARGS(clone, CLONE)
ARGS(pread64, PREAD64)
ARGS(pwrite64, PWRITE64)
ARGS(truncate64, TRUNCATE64)
ARGS(ftruncate64, FTRUNCATE64)
ARGS(fallocate, FALLOCATE)
ARGS(readahead, READAHEAD)
ARGS(fadvise64, FADVISE64)
ARGS(sync_file_range, SYNC_FILE_RANGE)
ARGS(fanotify_mark, FANOTIFY_MARK)
