// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* A function of the loader: every argument register, the stack, the others. */
#include "test.bpf.h"

SEC("uprobe")
int BPF_UPROBE(uprobe12, unsigned long a, unsigned long b, unsigned long c, unsigned long d,
	       unsigned long e, unsigned long f, unsigned long g, unsigned long h,
	       unsigned long i, unsigned long j, unsigned long k, unsigned long l)
{
	ONLY_TARGET();
	PUT6(a, b, c, d, e, f);
	PUT(6, g);
	PUT(7, h);
	PUT(8, i);
	PUT(9, j);
	PUT(10, k);
	PUT(11, l);
	return 0;
}

#define PARMS(suffix)                         \
	PUT(0, PT_REGS_PARM1##suffix(ctx));   \
	PUT(1, PT_REGS_PARM2##suffix(ctx));   \
	PUT(2, PT_REGS_PARM3##suffix(ctx));   \
	PARM4(suffix) PARM5(suffix) PARM6(suffix) PARM7(suffix) PARM8(suffix)
#ifdef HAS_PARM4
#define PARM4(suffix) PUT_IF(PARM4, 3, PT_REGS_PARM4##suffix(ctx));
#else
#define PARM4(suffix)
#endif
#ifdef HAS_PARM5
#define PARM5(suffix) PUT_IF(PARM5, 4, PT_REGS_PARM5##suffix(ctx));
#else
#define PARM5(suffix)
#endif
#ifdef HAS_PARM6
#define PARM6(suffix) PUT_IF(PARM6, 5, PT_REGS_PARM6##suffix(ctx));
#else
#define PARM6(suffix)
#endif
#ifdef HAS_PARM7
#define PARM7(suffix) PUT_IF(PARM7, 6, PT_REGS_PARM7##suffix(ctx));
#else
#define PARM7(suffix)
#endif
#ifdef HAS_PARM8
#define PARM8(suffix) PUT_IF(PARM8, 7, PT_REGS_PARM8##suffix(ctx));
#else
#define PARM8(suffix)
#endif

SEC("uprobe") int parms(struct pt_regs *ctx)
{
	ONLY_TARGET();
	PARMS()
	return 0;
}

SEC("uprobe") int parms_core(struct pt_regs *ctx)
{
	ONLY_TARGET();
	PARMS(_CORE)
	return 0;
}

SEC("uprobe") int frame_regs(struct pt_regs *ctx)
{
	ONLY_TARGET();
	PUT3(PT_REGS_IP(ctx), PT_REGS_SP(ctx), PT_REGS_RET(ctx));
#ifdef HAS_FP
	PUT_IF(FP, 3, PT_REGS_FP(ctx));
#endif
	return 0;
}

SEC("uprobe") int frame_core(struct pt_regs *ctx)
{
	ONLY_TARGET();
	PUT3(PT_REGS_IP_CORE(ctx), PT_REGS_SP_CORE(ctx), PT_REGS_RET_CORE(ctx));
#ifdef HAS_FP
	PUT_IF(FP, 3, PT_REGS_FP_CORE(ctx));
#endif
	return 0;
}

SEC("uprobe") int ret_ip(struct pt_regs *ctx)
{
	unsigned long ip = 0;

	ONLY_TARGET();
	PUT(0, PT_REGS_RET_IP(ctx));
	PUT(1, BPF_KPROBE_READ_RET_IP(ip, ctx));
	PUT(2, ip);
	return 0;
}

SEC("uretprobe") int BPF_URETPROBE(uret_long, unsigned long ret)
{
	ONLY_TARGET();
	PUT3(ret, PT_REGS_RC(ctx), PT_REGS_IP(ctx));
	return 0;
}

SEC("uretprobe") int uret_core(struct pt_regs *ctx)
{
	ONLY_TARGET();
	PUT2(PT_REGS_RC_CORE(ctx), PT_REGS_IP_CORE(ctx));
	return 0;
}

SEC("uretprobe") int BPF_URETPROBE(uret_ip)
{
	unsigned long ip = 0;

	ONLY_TARGET();
	BPF_KRETPROBE_READ_RET_IP(ip, ctx);
	PUT(0, ip);
	return 0;
}

/* A function that returns int: -EINVAL, whatever the upper half holds. */
SEC("uretprobe") int BPF_URETPROBE(uret_int, int ret)
{
	ONLY_TARGET();
	PUT(0, (long)ret);
	return 0;
}
