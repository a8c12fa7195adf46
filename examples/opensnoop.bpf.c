// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* openat(2) calls: who, which file, what came of it. */
#include <linux/bpf.h>
#include <bpf/bpf_tracing.h>
#include "opensnoop.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, __u32);
	__type(value, const char *);
} names SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 256 * 1024);
} events SEC(".maps");

SEC("ksyscall/openat") int BPF_KSYSCALL(openat_enter, int dfd, const char *name)
{
	__u32 thread = (__u32)bpf_get_current_pid_tgid();

	(void)dfd;
	bpf_map_update_elem(&names, &thread, &name, BPF_ANY);
	return 0;
}

SEC("kretsyscall/openat") int BPF_KRETPROBE(openat_exit, int ret)
{
	__u64 id = bpf_get_current_pid_tgid();
	__u32 thread = (__u32)id;
	const char **name = bpf_map_lookup_elem(&names, &thread);
	struct event *event;

	if (!name)
		return 0;
	event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);
	if (event) {
		event->process = id >> 32;
		event->ret = ret;
		bpf_get_current_comm(event->command, sizeof(event->command));
		/* In sparc64's kprobes no user memory can be read. */
		if (bpf_probe_read_user_str(event->name, sizeof(event->name), *name) < 0)
			__builtin_memcpy(event->name, "?", 2);
		bpf_ringbuf_submit(event, 0);
	}
	bpf_map_delete_elem(&names, &thread);
	return 0;
}
