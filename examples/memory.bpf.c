// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* mmap() and clone(2), whose arguments differ between architectures: the same everywhere here. */
#include <linux/bpf.h>
#include <bpf/bpf_tracing.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

/* The offset is in bytes, also where the kernel takes pages (mmap2). */
SEC(SEC_KSYSCALL_MMAP)
int BPF_KSYSCALL_MMAP(on_mmap, void *address, unsigned long length, int prot, int flags, int fd,
		      __u64 offset)
{
	(void)address, (void)prot, (void)flags;
	bpf_printk("mmap length %lu, fd %d, offset %llu", length, fd, offset);
	return 0;
}

/* flags and stack change places on s390, child_tid and tls on many. */
SEC(SEC_KSYSCALL_CLONE)
int BPF_KSYSCALL_CLONE(on_clone, unsigned long flags, void *stack, int *parent_tid, int *child_tid,
		       unsigned long tls)
{
	(void)stack, (void)parent_tid;
	bpf_printk("clone flags %lx, child_tid %lx, tls %lx", flags, (unsigned long)child_tid, tls);
	return 0;
}
