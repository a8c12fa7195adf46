// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* Kernel functions: arguments, return value, registers. */
#include "test.bpf.h"

/* security_task_prctl() */
SEC("kprobe")
int BPF_KPROBE(kprobe5, int option, unsigned long a, unsigned long b, unsigned long c,
	       unsigned long d)
{
	ONLY_TARGET();
	PUT5((long)option, a, b, c, d);
	return 0;
}

/* vm_mmap_pgoff(): the sixth argument is on the stack of some */
SEC("kprobe")
int BPF_KPROBE(kprobe6, void *file, unsigned long addr, unsigned long len, unsigned long prot,
	       unsigned long flags, unsigned long pgoff)
{
	ONLY_TARGET();
	PUT6(file, addr, len, prot, flags, pgoff);
	return 0;
}

SEC("kprobe") int parms_by_number(struct pt_regs *ctx)
{
	int n;

	ONLY_TARGET();
#pragma clang loop unroll(disable)
	for (n = 1; n <= 6; n++)
		PUT(n - 1, PT_REGS_PARM_N(ctx, UNKNOWN(n)));
	PUT(6, 1 + (PT_REGS_PARM_N(ctx, UNKNOWN(0)) | PT_REGS_PARM_N(ctx, UNKNOWN(13))));
	return 0;
}

/* ip_make_skb(): four of its ten arguments. */
SEC("kprobe") int parms_by_number_10(struct pt_regs *ctx)
{
	ONLY_TARGET();
	PUT4(PT_REGS_PARM_N(ctx, UNKNOWN(3)), (int)PT_REGS_PARM_N(ctx, UNKNOWN(5)),
	     (int)PT_REGS_PARM_N(ctx, UNKNOWN(6)), (int)PT_REGS_PARM_N(ctx, UNKNOWN(10)));
	return 0;
}

/* The registers of security_task_prctl()'s five arguments, plain and _CORE. */
SEC("kprobe") int parms(struct pt_regs *ctx)
{
	ONLY_TARGET();
	PUT3((long)(int)PT_REGS_PARM1(ctx), PT_REGS_PARM2(ctx), PT_REGS_PARM3(ctx));
#ifdef HAS_PARM4
	PUT_IF(PARM4, 3, PT_REGS_PARM4(ctx));
#endif
#ifdef HAS_PARM5
	PUT_IF(PARM5, 4, PT_REGS_PARM5(ctx));
#endif
	return 0;
}

SEC("kprobe") int parms_core(struct pt_regs *ctx)
{
	ONLY_TARGET();
	PUT3((long)(int)PT_REGS_PARM1_CORE(ctx), PT_REGS_PARM2_CORE(ctx), PT_REGS_PARM3_CORE(ctx));
#ifdef HAS_PARM4
	PUT_IF(PARM4, 3, PT_REGS_PARM4_CORE(ctx));
#endif
#ifdef HAS_PARM5
	PUT_IF(PARM5, 4, PT_REGS_PARM5_CORE(ctx));
#endif
	return 0;
}

SEC("kprobe") int location(struct pt_regs *ctx)
{
	ONLY_TARGET();
	PUT(0, PT_REGS_IP(ctx));
	return 0;
}

SEC("kprobe") int location_core(struct pt_regs *ctx)
{
	ONLY_TARGET();
	PUT3(PT_REGS_IP_CORE(ctx), PT_REGS_SP_CORE(ctx), PT_REGS_SP(ctx));
	return 0;
}

SEC("kprobe") int ret_ip(struct pt_regs *ctx)
{
	unsigned long ip = 0;

	ONLY_TARGET();
	PUT(0, PT_REGS_RET_IP(ctx));
	PUT(1, BPF_KPROBE_READ_RET_IP(ip, ctx));
	PUT(2, ip);
	return 0;
}

/* As programs for libbpf's header have it. */
SEC("kprobe") int read_ret_ip(struct pt_regs *ctx)
{
	unsigned long ip = 0;

	ONLY_TARGET();
	BPF_KPROBE_READ_RET_IP(ip, ctx);
	PUT(0, ip);
	return 0;
}

SEC("kretprobe") int BPF_KRETPROBE(kret_int, int ret)
{
	ONLY_TARGET();
	PUT3((long)ret, (long)(int)PT_REGS_RC(ctx), PT_REGS_IP(ctx));
	return 0;
}

SEC("kretprobe") int kret_core(struct pt_regs *ctx)
{
	ONLY_TARGET();
	PUT2((long)(int)PT_REGS_RC_CORE(ctx), PT_REGS_IP_CORE(ctx));
	return 0;
}

SEC("kretprobe") int BPF_KRETPROBE(kret_ip)
{
	unsigned long ip = 0;

	ONLY_TARGET();
	BPF_KRETPROBE_READ_RET_IP(ip, ctx);
	PUT(0, ip);
	return 0;
}
