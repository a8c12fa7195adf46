/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* libbpf's BPF_KSYSCALL does not know of the wrapper: read from gpr[3]'s registers. */
#define HAND_ARG(ctx, n)                                                                \
	({                                                                             \
		const __u64 *regs = (const void *)((const __u64 *)(ctx))[3];           \
		__u64 value;                                                           \
		bpf_probe_read_kernel(&value, sizeof(value), &regs[2 + (n)]);          \
		value;                                                                 \
	})
