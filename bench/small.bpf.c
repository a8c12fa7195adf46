// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* A small tracer of the usual kind: how long it takes to compile and to load. */
#include "bench.bpf.h"

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} events SEC(".maps");

struct event {
	int dfd, flags;
	char name[64];
};

SEC("kprobe")
int BPF_KSYSCALL(enter_openat, int dfd, const char *name, int flags)
{
	struct event *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);

	if (!event)
		return 0;
	event->dfd = dfd;
	event->flags = flags;
	bpf_probe_read_user_str(event->name, sizeof(event->name), name);
	bpf_ringbuf_submit(event, 0);
	return 0;
}

SEC("kretprobe")
int BPF_KRETPROBE(exit_openat, long ret)
{
	bpf_ringbuf_output(&events, &ret, sizeof(ret), 0);
	return 0;
}
