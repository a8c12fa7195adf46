// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/*
 * The same with one session program (Linux >= 6.10 with fprobe and BTF, libbpf
 * >= 1.5): it runs at entry and return, and keeps the time in the session's
 * cookie.
 */
#include <linux/bpf.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

/* Linux 7 gave both an argument, the context. What follows ___ is not part of a name. */
extern _Bool bpf_session_is_return___none(void) __ksym __weak;
extern __u64 *bpf_session_cookie___none(void) __ksym __weak;
extern _Bool bpf_session_is_return___ctx(void *ctx) __ksym __weak;
extern __u64 *bpf_session_cookie___ctx(void *ctx) __ksym __weak;

#define NEW bpf_ksym_exists(bpf_session_cookie___ctx)

SEC("kprobe.session/vfs_statx")
int statx(struct pt_regs *ctx)
{
	_Bool is_return = NEW ? bpf_session_is_return___ctx(ctx) : bpf_session_is_return___none();
	__u64 *start = NEW ? bpf_session_cookie___ctx(ctx) : bpf_session_cookie___none();

	if (!is_return)
		*start = bpf_ktime_get_ns();
	else
		bpf_printk("vfs_statx took %llu ns, returned %d", bpf_ktime_get_ns() - *start,
			   (int)PT_REGS_RC(ctx));
	return 0;
}
