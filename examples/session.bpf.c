// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/*
 * The same with one session program (Linux >= 6.10 with fprobe and BTF, libbpf
 * >= 1.5): it runs at entry and return, and keeps the time in the session's
 * cookie.
 */
#include <linux/bpf.h>
#include <bpf/bpf_tracing.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("kprobe.session/vfs_statx") int BPF_KPROBE_SESSION(statx)
{
	if (!is_return)
		*cookie = bpf_ktime_get_ns();
	else
		bpf_printk("vfs_statx took %llu ns, returned %d", bpf_ktime_get_ns() - *cookie,
			   (int)PT_REGS_RC(ctx));
	return 0;
}
