// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/*
 * One object for every architecture of a byte order: compile it once, with
 * -target bpfel (or bpfeb) -D__TARGET_ARCH_any; kernels with BTF load it.
 */
#include <linux/bpf.h>
#include <bpf/bpf_tracing.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("kprobe/vfs_statx")
int BPF_KPROBE(statx_enter, int dfd, void *name, int flags)
{
	(void)name;
	bpf_printk("vfs_statx of dfd %d, flags %x", dfd, flags);
	return 0;
}

SEC("kretprobe/vfs_statx")
int BPF_KRETPROBE(statx_exit, int ret)
{
	bpf_printk("vfs_statx returned %d", ret);
	return 0;
}
