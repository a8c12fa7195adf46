// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/*
 * connect(2), however it reaches the kernel: by its own syscall, through
 * socketcall(2), from a 32-bit task.
 */
#include <linux/bpf.h>
#include <bpf/bpf_tracing.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

static __always_inline int connecting(const char *way, int fd, const void *address, int length)
{
	unsigned short family = 0;

	bpf_probe_read_user(&family, sizeof(family), address);
	bpf_printk("connect(%d, family %d, ...) %s", fd, family, way);
	return length;
}

SEC(SEC_KSYSCALL("connect"))
int BPF_KSYSCALL(by_syscall, int fd, const void *address, int length)
{
	return connecting("by syscall", fd, address, length);
}

#ifdef SEC_KSYSCALL_SOCKETCALL
SEC(SEC_KSYSCALL_SOCKETCALL)
int BPF_KSYSCALL_SOCKETCALL(by_socketcall, 3 /* SYS_CONNECT */, int fd, const void *address,
			    int length)
{
	return connecting("by socketcall", fd, address, length);
}
#endif

/* x86-64 and s390 have a function of its own for 32-bit tasks; elsewhere by_syscall sees them. */
#ifdef SEC_KSYSCALL_COMPAT
SEC("?" SEC_KSYSCALL_COMPAT_NATIVE("connect"))
int BPF_KSYSCALL_COMPAT(by_compat, int fd, const void *address, int length)
{
	return connecting("by a 32-bit task", fd, address, length);
}
#endif
