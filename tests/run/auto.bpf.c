// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* libbpf's sections for syscalls; no cookies, which kernels before 5.15 have not. */
#include "test.bpf.h"

SEC("ksyscall/dup3")
int BPF_KSYSCALL(auto_ksyscall, unsigned long a, unsigned long b, unsigned long c)
{
	ONLY_TARGET();
	PUT3(a, b, c);
	return 0;
}

SEC("kretsyscall/dup3") int BPF_KRETPROBE(auto_kretsyscall, long ret)
{
	ONLY_TARGET();
	PUT(0, ret);
	return 0;
}
