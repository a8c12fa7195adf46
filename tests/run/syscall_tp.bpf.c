// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* BPF_SYSCALL_TP, BPF_SYSCALL_TP_EXIT. */
#include "test.bpf.h"

SEC("tp/syscalls/sys_enter_process_vm_readv")
int BPF_SYSCALL_TP(tp6, unsigned long a, unsigned long b, unsigned long c, unsigned long d,
		   unsigned long e, unsigned long f)
{
	ONLY_TARGET();
	PUT6(a, b, c, d, e, f);
	return 0;
}

#if !___BPF_TP_ERRORS_POSITIVE && !defined(___BPF_TARGET_ANY)
SEC("tp/syscalls/sys_exit_process_vm_readv") int BPF_SYSCALL_TP_EXIT(tp_exit, long ret)
{
	ONLY_TARGET();
	PUT(6, ret);
	return 0;
}
#endif
