// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* kprobe.multi and kretprobe.multi, through fprobe. */
#include "test.bpf.h"
#include "attach.bpf.h"

SEC("kprobe.multi")
int BPF_KPROBE(multi_entry, int option, unsigned long a, unsigned long b, unsigned long c,
	       unsigned long d)
{
	ONLY_TARGET();
	PUT_ATTACHMENT();
	PUT5((long)option, a, b, c, d);
	return 0;
}

SEC("kretprobe.multi") int BPF_KRETPROBE(multi_return, int ret)
{
	ONLY_TARGET();
	PUT_ATTACHMENT();
	PUT(0, (long)ret);
	return 0;
}
