// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* Registers that a uprobe writes. */
#include "test.bpf.h"

#ifndef __TARGET_ARCH_i386
SEC("uprobe") int set_parms(struct pt_regs *ctx)
{
	ONLY_TARGET();
	PUT(0, PT_REGS_PARM1(ctx));
	PT_REGS_SET_PARM1(ctx, PT_REGS_PARM1(ctx) + 0x1000);
	PT_REGS_SET_PARM2(ctx, PT_REGS_PARM2(ctx) + 0x20000);
	PT_REGS_SET_PARM3(ctx, PT_REGS_PARM3(ctx) + 0x300000);
	return 0;
}
#endif

SEC("uretprobe") int set_rc(struct pt_regs *ctx)
{
	ONLY_TARGET();
	PUT(0, PT_REGS_RC(ctx));
	PT_REGS_SET_RC(ctx, PT_REGS_RC(ctx) + 0x1000);
	return 0;
}

SEC("uprobe") int return_now(struct pt_regs *ctx)
{
	ONLY_TARGET();
	PUT(0, PT_REGS_RETURN(ctx, 0x70de0777));
	return 0;
}

/* What a kprobe may not do. */
SEC("kprobe") int set_in_kprobe(struct pt_regs *ctx)
{
	PT_REGS_SET_RC(ctx, 0);
	return 0;
}
