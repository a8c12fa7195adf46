// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* BPF_SYS_ENTER, BPF_SYS_EXIT. */
#include "sys_event.bpf.h"

SEC("tp_btf/sys_enter") ENTER(BPF_SYS_ENTER, btf_enter)
SEC("tp_btf/sys_exit") EXIT(BPF_SYS_EXIT, btf_exit)

SEC("tp_btf/sys_enter") int BPF_PROG(btf_number, struct pt_regs *regs, long id)
{
	ONLY_NUMBER(id);
	PUT(0, PT_REGS_SYSCALL_NR(regs));
	PUT(1, PT_REGS_IS_USER(regs));
	return 0;
}
