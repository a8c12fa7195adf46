// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* BPF_FSYSCALL, BPF_FSYSCALL_EXIT. */
#include "test.bpf.h"

#ifdef SEC_FSYSCALL
SEC(SEC_FSYSCALL("process_vm_readv"))
int BPF_FSYSCALL(fsyscall6, unsigned long a, unsigned long b, unsigned long c, unsigned long d,
		 unsigned long e, unsigned long f)
{
	ONLY_TARGET();
	PUT6(a, b, c, d, e, f);
	return 0;
}

SEC(SEC_FSYSCALL_EXIT("process_vm_readv"))
int BPF_FSYSCALL_EXIT(fsyscall6_exit, long ret, unsigned long a, unsigned long b,
		      unsigned long c, unsigned long d, unsigned long e, unsigned long f)
{
	ONLY_TARGET();
	PUT6(a, b, c, d, e, f);
	PUT(6, ret);
	return 0;
}

SEC(SEC_FSYSCALL_EXIT0("getppid")) int BPF_FSYSCALL_EXIT(fsyscall0_exit, int ret)
{
	ONLY_TARGET();
	PUT(6, ret);
	return 0;
}
#endif
