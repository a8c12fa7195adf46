// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* The user's registers where they do not come from a syscall's function. */
#include "test.bpf.h"

#define PARMS(regs)                                                                          \
	PUT5(PT_REGS_PARM1_CORE_SYSCALL(regs), PT_REGS_PARM2_CORE_SYSCALL(regs),             \
	     PT_REGS_PARM3_CORE_SYSCALL(regs), PT_REGS_PARM4_CORE_SYSCALL(regs),             \
	     PT_REGS_PARM5_CORE_SYSCALL(regs))

SEC("raw_tp/sys_enter") int BPF_PROG(enter, struct pt_regs *regs, long id)
{
	if (id != run.number)
		return 0;
	ONLY_TARGET();
	PARMS(regs);
	return 0;
}

SEC("raw_tp/sys_enter") int BPF_PROG(enter_by_number, struct pt_regs *regs, long id)
{
	int n;

	if (id != run.number)
		return 0;
	ONLY_TARGET();
#pragma clang loop unroll(disable)
	for (n = 1; n <= 6; n++)
		PUT(n - 1, PT_REGS_SYSCALL_PARM_N(regs, UNKNOWN(n)));
	PUT(6, 1 + (PT_REGS_SYSCALL_PARM_N(regs, UNKNOWN(0)) |
		    PT_REGS_SYSCALL_PARM_N(regs, UNKNOWN(7))));
	return 0;
}

SEC("raw_tp/sys_exit") int BPF_PROG(leave, struct pt_regs *regs, long ret)
{
	/* The only syscall while the target is set. */
	(void)ret;
	ONLY_TARGET();
#ifdef HAS_PARM1_SYSCALL_EXIT
	PUT_IF(PARM1_SYSCALL_EXIT, 0, PT_REGS_PARM1_CORE_SYSCALL_EXIT(regs));
#endif
	PUT(1, PT_REGS_PARM2_CORE_SYSCALL(regs));
	PUT(2, PT_REGS_PARM3_CORE_SYSCALL(regs));
	PUT(3, PT_REGS_PARM5_CORE_SYSCALL(regs));
	/* The plain name of the first, as programs for libbpf's header have it. */
	PUT(4, PT_REGS_PARM1_CORE_SYSCALL(regs));
	return 0;
}
