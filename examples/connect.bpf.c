// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/*
 * connect(2), however it reaches the kernel: by its own syscall, through
 * socketcall(2), from a 32-bit task. One function sees them all.
 */
#include <linux/bpf.h>
#include <bpf/bpf_tracing.h>
#include "connect.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 64 * 1024);
} events SEC(".maps");

static __always_inline int connecting(enum way way, int fd, const void *address, unsigned int length)
{
	struct event *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);

	if (!event)
		return 0;
	event->process = bpf_get_current_pid_tgid() >> 32;
	event->way = way;
	event->fd = fd;
	event->length = length;
	bpf_get_current_comm(event->command, sizeof(event->command));
	if (bpf_probe_read_user(&event->family, sizeof(event->family), address))
		event->family = 0;
	bpf_ringbuf_submit(event, 0);
	return 0;
}

SEC(SEC_KSYSCALL("connect"))
int BPF_KSYSCALL(by_syscall, int fd, const void *address, unsigned int length)
{
	return connecting(BY_SYSCALL, fd, address, length);
}

#ifdef SEC_KSYSCALL_SOCKETCALL
SEC(SEC_KSYSCALL_SOCKETCALL)
int BPF_KSYSCALL_SOCKETCALL(by_socketcall, 3 /* SYS_CONNECT */, int fd, const void *address,
			    unsigned int length)
{
	return connecting(BY_SOCKETCALL, fd, address, length);
}
#endif

/* x86-64 and s390 have a function of its own for 32-bit tasks; elsewhere by_syscall sees them. */
#ifdef SEC_KSYSCALL_COMPAT
SEC("?" SEC_KSYSCALL_COMPAT_NATIVE("connect"))
int BPF_KSYSCALL_COMPAT(by_compat, int fd, const void *address, unsigned int length)
{
	return connecting(BY_COMPAT, fd, address, length);
}
#endif
