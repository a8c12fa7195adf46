// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/*
 * Ways to see getpgid(2), each of which does nothing but have six values in registers,
 * or all of them and the return value: what a hit of each costs the traced call. What
 * is attached together is WAY__entry and WAY__exit.
 */
#include "bench.bpf.h"
#include <asm/unistd.h>

SEC("kprobe") int BPF_KSYSCALL(ksyscall_6, unsigned long a, unsigned long b, unsigned long c, unsigned long d, unsigned long e, unsigned long f) { USE6(a, b, c, d, e, f); return 0; }
SEC("kprobe") int empty_kprobe(struct pt_regs *ctx) { (void)ctx; return 0; }

/* What fexit and sys_exit replace: the arguments kept until the return. */
struct six {
	unsigned long value[6];
};
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, __u64);
	__type(value, struct six);
} kept SEC(".maps");

SEC("kprobe") int BPF_KSYSCALL(map_6__entry, unsigned long a, unsigned long b, unsigned long c, unsigned long d, unsigned long e, unsigned long f)
{
	struct six six = { { a, b, c, d, e, f } };
	__u64 task = bpf_get_current_pid_tgid();

	bpf_map_update_elem(&kept, &task, &six, BPF_ANY);
	return 0;
}

SEC("kretprobe") int BPF_KRETPROBE(map_6__exit, long ret)
{
	__u64 task = bpf_get_current_pid_tgid();
	struct six *six = bpf_map_lookup_elem(&kept, &task);

	if (!six)
		return 0;
	USE6(six->value[0], six->value[1], six->value[2], six->value[3], six->value[4], six->value[5]);
	USE(ret);
	bpf_map_delete_elem(&kept, &task);
	return 0;
}

#ifdef BPF_TRACING_VERSION_MAJOR
#define ARGS unsigned long a, unsigned long b, unsigned long c, unsigned long d, unsigned long e, unsigned long f
SEC("tp_btf/sys_enter") int BPF_SYS_ENTER(sys_enter_6, long nr, ARGS) { if (nr != __NR_getpgid) return 0; USE6(a, b, c, d, e, f); return 0; }
SEC("tp_btf/sys_enter") int BPF_SYS_ENTER(sys_enter_other, long nr, ARGS) { if (nr != __NR_getpgid + 1) return 0; USE6(a, b, c, d, e, f); return 0; }
SEC("raw_tp/sys_enter") int BPF_RAW_SYS_ENTER(raw_sys_enter_6, long nr, ARGS) { if (nr != __NR_getpgid) return 0; USE6(a, b, c, d, e, f); return 0; }
SEC("raw_tp/sys_enter") int BPF_RAW_SYS_ENTER(raw_sys_enter_other, long nr) { unsigned long a[6]; if (nr != __NR_getpgid + 1) return 0; PT_REGS_SYSCALL_ARGS(ctx[0], PLAIN, a); USE6(a[0], a[1], a[2], a[3], a[4], a[5]); return 0; }
SEC("tp_btf/sys_enter") int BPF_PROG(empty_sys_enter) { return 0; }
SEC("tp_btf/sys_exit") int BPF_SYS_EXIT(sys_exit_6, long nr, long ret, ARGS) { if (nr != __NR_getpgid) return 0; USE6(a, b, c, d, e, f); USE(ret); return 0; }
SEC("raw_tp/sys_exit") int BPF_RAW_SYS_EXIT(raw_sys_exit_6, long nr, long ret, ARGS) { if (nr != __NR_getpgid) return 0; USE6(a, b, c, d, e, f); USE(ret); return 0; }
SEC("tp/syscalls/sys_enter_getpgid") int BPF_SYSCALL_TP(tp_1, unsigned long a) { USE(a); return 0; }
#ifdef SEC_FSYSCALL
SEC(SEC_FSYSCALL("getpgid")) int BPF_FSYSCALL(fsyscall_6, ARGS) { USE6(a, b, c, d, e, f); return 0; }
SEC(SEC_FSYSCALL_EXIT("getpgid")) int BPF_FSYSCALL_EXIT(fsyscall_exit_6, long ret, ARGS) { USE6(a, b, c, d, e, f); USE(ret); return 0; }
#endif
#endif
