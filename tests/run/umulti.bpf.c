// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* uprobe.multi and uretprobe.multi. */
#include "test.bpf.h"
#include "attach.bpf.h"

SEC("uprobe.multi")
int BPF_UPROBE(umulti_entry, unsigned long a, unsigned long b, unsigned long c)
{
	ONLY_TARGET();
	PUT_ATTACHMENT();
	PUT3(a, b, c);
	return 0;
}

SEC("uretprobe.multi") int BPF_URETPROBE(umulti_return, unsigned long ret)
{
	ONLY_TARGET();
	PUT_ATTACHMENT();
	PUT(0, ret);
	return 0;
}
