// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* Three programs for any loader; SYSCALL is the symbol of process_vm_readv(2). */
#ifdef WITH_VMLINUX
#include <linux/bpf/vmlinux.h>
#else
#include <linux/bpf.h>
#endif
#include <bpf/bpf_tracing.h>
#include "probe.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct seen seen;

#define OURS() ((int)(bpf_get_current_pid_tgid() >> 32) == seen.target)

SEC("kprobe/" SYSCALL)
int BPF_KSYSCALL(sys, unsigned long a, unsigned long b, unsigned long c, unsigned long d,
		 unsigned long e, unsigned long f)
{
	if (OURS()) {
		seen.sys[0] = a;
		seen.sys[1] = b;
		seen.sys[2] = c;
		seen.sys[3] = d;
		seen.sys[4] = e;
		seen.sys[5] = f;
	}
	return 0;
}

SEC("kprobe/security_task_prctl")
int BPF_KPROBE(entry, int option, unsigned long a, unsigned long b, unsigned long c, unsigned long d)
{
	if (OURS()) {
		seen.entry[0] = (unsigned int)option;
		seen.entry[1] = a;
		seen.entry[2] = b;
		seen.entry[3] = c;
		seen.entry[4] = d;
	}
	return 0;
}

SEC("kretprobe/security_task_prctl")
int BPF_KRETPROBE(ret, int value)
{
	if (OURS())
		seen.ret = value;
	return 0;
}
