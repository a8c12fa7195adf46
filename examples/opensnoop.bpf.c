// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/*
 * openat(2) calls: who, which file, what came of it. Arguments and result are there
 * together when the syscall ends, so that one program is enough: by fexit where the
 * kernel has trampolines, by the tracepoint of all syscalls elsewhere. opensnoop.c
 * loads the first of them that the kernel takes.
 */
#include <linux/bpf.h>
#include <bpf/bpf_tracing.h>
#include "opensnoop.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

/* In this kernel's table; from the loader. */
const volatile int openat_number;

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 256 * 1024);
} events SEC(".maps");

static int show(const char *name, int ret)
{
	struct event *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);

	if (!event)
		return 0;
	event->process = bpf_get_current_pid_tgid() >> 32;
	event->ret = ret;
	bpf_get_current_comm(event->command, sizeof(event->command));
	if (bpf_probe_read_user_str(event->name, sizeof(event->name), name) < 0)
		__builtin_memcpy(event->name, "?", 2);
	bpf_ringbuf_submit(event, 0);
	return 0;
}

#ifdef SEC_FSYSCALL_EXIT
SEC(SEC_FSYSCALL_EXIT("openat"))
int BPF_FSYSCALL_EXIT(openat_function, int ret, int dfd, const char *name)
{
	(void)dfd;
	return show(name, ret);
}
#endif

SEC("raw_tp/sys_exit") int BPF_RAW_SYS_EXIT(openat_exit, long nr, int ret)
{
	if (nr != openat_number)
		return 0;
	/* Of the one that is wanted, and the second alone: sparc has lost the first. */
	return show((const char *)PT_REGS_PARM2_CORE_SYSCALL(ctx[0]), ret);
}
