// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* Any way to attach: arguments or return value, cookie, function address. */
#include "test.bpf.h"
#include "attach.bpf.h"

SEC("kprobe")
int BPF_KPROBE(attach_kprobe, int option, unsigned long a, unsigned long b, unsigned long c,
	       unsigned long d)
{
	ONLY_TARGET();
	PUT_ATTACHMENT();
	PUT5((long)option, a, b, c, d);
	return 0;
}

SEC("kretprobe") int BPF_KRETPROBE(attach_kretprobe, int ret)
{
	ONLY_TARGET();
	PUT_ATTACHMENT();
	PUT(0, (long)ret);
	return 0;
}

SEC("ksyscall")
int BPF_KSYSCALL(attach_ksyscall, unsigned long a, unsigned long b, unsigned long c)
{
	ONLY_TARGET();
	PUT_ATTACHMENT();
	PUT3(a, b, c);
	return 0;
}

SEC("kretsyscall") int BPF_KRETPROBE(attach_kretsyscall, long ret)
{
	ONLY_TARGET();
	PUT_ATTACHMENT();
	PUT(0, ret);
	return 0;
}

SEC("uprobe") int BPF_UPROBE(attach_uprobe, unsigned long a, unsigned long b, unsigned long c)
{
	ONLY_TARGET();
	PUT_ATTACHMENT();
	PUT3(a, b, c);
	return 0;
}

SEC("uretprobe") int BPF_URETPROBE(attach_uretprobe, unsigned long ret)
{
	ONLY_TARGET();
	PUT_ATTACHMENT();
	PUT(0, ret);
	return 0;
}
