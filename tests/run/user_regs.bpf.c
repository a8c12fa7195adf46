// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* bpf_user_regs(). */
#include "sys_event.bpf.h"

SEC("tp_btf/sys_enter") int BPF_PROG(btf_regs, struct pt_regs *regs, long id)
{
	ONLY_NUMBER(id);
	PUT(0, (unsigned long)bpf_user_regs() == (unsigned long)regs);
	return 0;
}

/* From a kprobe, whose own registers are the kernel's. */
SEC("kprobe") int BPF_KPROBE(user_regs)
{
	ONLY_TARGET();
	PUT(0, PT_REGS_PARM2_CORE_SYSCALL(bpf_user_regs()));
	PUT(1, PT_REGS_SYSCALL_NR_CORE(bpf_user_regs()));
	PUT(2, PT_REGS_IS_USER_CORE(bpf_user_regs()));
	return 0;
}
