// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* Syscalls with 0 to 6 arguments. */
#include "test.bpf.h"

SEC("ksyscall") int BPF_KSYSCALL(ksyscall0)
{
	ONLY_TARGET();
	return 0;
}

SEC("ksyscall") int BPF_KSYSCALL(ksyscall1, unsigned long a)
{
	ONLY_TARGET();
	PUT(0, a);
	return 0;
}

SEC("ksyscall") int BPF_KSYSCALL(ksyscall2, unsigned long a, unsigned long b)
{
	ONLY_TARGET();
	PUT2(a, b);
	return 0;
}

SEC("ksyscall") int BPF_KSYSCALL(ksyscall3, unsigned long a, unsigned long b, unsigned long c)
{
	ONLY_TARGET();
	PUT3(a, b, c);
	return 0;
}

SEC("ksyscall")
int BPF_KSYSCALL(ksyscall4, unsigned long a, unsigned long b, unsigned long c, unsigned long d)
{
	ONLY_TARGET();
	PUT4(a, b, c, d);
	return 0;
}

SEC("ksyscall")
int BPF_KSYSCALL(ksyscall5, unsigned long a, unsigned long b, unsigned long c, unsigned long d,
		 unsigned long e)
{
	ONLY_TARGET();
	PUT5(a, b, c, d, e);
	return 0;
}

SEC("ksyscall")
int BPF_KSYSCALL(ksyscall6, unsigned long a, unsigned long b, unsigned long c, unsigned long d,
		 unsigned long e, unsigned long f)
{
	ONLY_TARGET();
	PUT6(a, b, c, d, e, f);
	return 0;
}

/* The types of openat(2), as a tracer declares them. */
SEC("ksyscall")
int BPF_KPROBE_SYSCALL(ksyscall_typed, int dfd, const char *name, int flags, unsigned short mode)
{
	ONLY_TARGET();
	PUT4((long)dfd, name, (long)flags, mode);
	return 0;
}

SEC("kretsyscall") int BPF_KRETPROBE(kret_long, long ret)
{
	ONLY_TARGET();
	PUT(0, ret);
	return 0;
}

SEC("kprobe") int syscall_regs(struct pt_regs *ctx)
{
	struct pt_regs *regs = PT_REGS_SYSCALL_REGS(ctx);

	ONLY_TARGET();
	PUT6(PT_REGS_PARM1_CORE_SYSCALL(regs), PT_REGS_PARM2_CORE_SYSCALL(regs), PT_REGS_PARM3_CORE_SYSCALL(regs), PT_REGS_PARM4_CORE_SYSCALL(regs), PT_REGS_PARM5_CORE_SYSCALL(regs), PT_REGS_PARM6_CORE_SYSCALL(regs));
	return 0;
}
