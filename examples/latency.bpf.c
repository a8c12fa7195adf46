// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* How long a kernel function takes, and what it returns: a kprobe and a kretprobe. */
#include <linux/bpf.h>
#include <bpf/bpf_tracing.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 10240);
	__type(key, __u64);
	__type(value, __u64);
} starts SEC(".maps");

SEC("kprobe/vfs_statx")
int BPF_KPROBE(statx_enter, int dfd)
{
	__u64 thread = bpf_get_current_pid_tgid(), now = bpf_ktime_get_ns();

	(void)dfd;
	bpf_map_update_elem(&starts, &thread, &now, BPF_ANY);
	return 0;
}

SEC("kretprobe/vfs_statx")
int BPF_KRETPROBE(statx_exit, int ret)
{
	__u64 thread = bpf_get_current_pid_tgid();
	__u64 *start = bpf_map_lookup_elem(&starts, &thread);

	if (!start)
		return 0;
	bpf_printk("vfs_statx took %llu ns, returned %d", bpf_ktime_get_ns() - *start, ret);
	bpf_map_delete_elem(&starts, &thread);
	return 0;
}
